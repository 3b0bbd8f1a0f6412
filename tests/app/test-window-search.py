#!/usr/bin/env python3
# A person looks for articles by their words, with keys, in a window on a library
# that has more than the list shows at once.
#
# SPDX-FileCopyrightText: The Copydesk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Usage: test-window-search.py SOURCE BUILD

import re
import sys
from pathlib import Path

source, build = Path(sys.argv[1]), Path(sys.argv[2])
sys.path[:0] = [str(source / 'tests/app'), str(source / 'tests/data')]
import tap  # noqa: E402 (after its folder is known)
from hands import FIELD, wait  # noqa: E402
from newsroom import Newsroom, all_named, same, until_stored  # noqa: E402

SEARCH = 'Search articles'
N_LETTERS = 70  # more than a first page has
BOLD = '700'
room = Newsroom(build)
cli = room.cli


def prepare():
    cli('init')
    cli('new', '--title', 'Мост преко Дрине', '--lang', 'sr', '--author', 'Мира Лукић', '--date', '2026-03-01')
    cli('new', '--title', 'Škola u prirodi', '--lang', 'sr', '--date', '2026-03-02')
    cli('new', '--title', 'The ferry', '--section', 'Analysis', '--tag', 'Rivers', '--date', '2026-03-03')
    cli('new', '--title', 'The harbour', '--author', 'Mira Lukić', '--date', '2026-03-04')
    articles = {article['title']: article['id'] for article in room.json('list')}
    write(articles['Мост преко Дрине'], 'sr', 'Безбедност на мосту & испод <њега>, после поноћи.')
    write(articles['The ferry'], 'en', 'It crosses the **water** at dawn.')
    write(articles['The harbour'], 'en', 'Bright red cranes, and no water under them.')
    cli('status', articles['The harbour'], 'review')
    letters = room.house.path / 'letters'
    letters.mkdir()
    for i in range(N_LETTERS):
        (letters / f'{i:02}.md').write_text(f'---\ntitle: Letter {i:02}\nlang: en\ndraft: true\n'
                                            f'date: 2025-{1 + i // 28:02}-{1 + i % 28:02}\n---\n\nDear reader, postbox.\n')
    cli('import', letters)


def write(article, language, body):
    path = room.house.path / 'body.md'
    path.write_text(body, encoding='utf-8')
    cli('set', article, '--lang', language, '--draft', f'body=@{path}')


def row_names(window):
    return window.names('list item', window.look('list', 'Articles')) or []


def titles(window):
    return [name.split(',')[0] for name in row_names(window)]


def look_for(window, words):
    window.key('ctrl+f', 'ctrl+a')
    window.type(words)


def finds(window, claim, words, *expected):
    look_for(window, words)
    until_stored(f'{claim}: {words}', list(expected), lambda: titles(window))


def says(window, text):
    return window.find('label', text)


def find(window):
    wait('the list', lambda: row_names(window))
    finds(window, 'Latin letters find Cyrillic ones', 'bezbednost', 'Мост преко Дрине')
    finds(window, 'Cyrillic letters find Latin ones', 'школа', 'Škola u prirodi')
    finds(window, 'so they do without their accents', 'skola', 'Škola u prirodi')
    finds(window, 'a beginning finds', 'bezb', 'Мост преко Дрине')
    finds(window, 'an inflected form finds', 'ferries ', 'The ferry')
    finds(window, 'two words find what has both', 'water dawn', 'The ferry')
    finds(window, 'a phrase finds what has it', '"red cranes"', 'The harbour')
    finds(window, 'and nothing else', '"cranes red"')
    finds(window, 'a word can be left out', 'water -dawn', 'The harbour')
    finds(window, 'an author finds', 'author:mira', 'The harbour', 'Мост преко Дрине')
    finds(window, 'a tag finds', 'tag:rivers', 'The ferry')
    finds(window, 'a section finds', 'section:analysis', 'The ferry')
    finds(window, 'a status finds', 'status:review', 'The harbour')
    finds(window, 'a language and a word find', 'lang:sr most', 'Мост преко Дрине')
    finds(window, 'a date and a word find', 'after:2026-03-03 water', 'The harbour', 'The ferry')
    all_named(window, 'what was found')


def attributes(window, word):
    """The ones that a label of the list has where it has a word."""
    def read():
        for node, _ in window.walk(window.find('list', 'Articles')):
            text = node.get_name() if node.get_role_name() == 'label' else ''
            if word in text:
                return window.house.atspi.Text.get_attribute_run(node, text.index(word) + 1, False)[0]
        return None
    return window.steady(read) or {}


def show(window):
    finds(window, 'a word finds', 'mosta ', 'Мост преко Дрине')
    snippet = 'Безбедност на мосту & испод <њега>, после поноћи.'
    said = wait('the row', lambda: row_names(window))[0]
    tap.check('a row says what was found', said.endswith(f', {snippet}'), said)
    tap.check('and shows it', window.find('label', re.escape(snippet)))
    until_stored('the words stand out in it', BOLD, lambda: attributes(window, 'мосту').get('weight'))
    same('and no others do', attributes(window, 'поноћи').get('weight') == BOLD, False)
    same('they have another colour, in the title too',
         'fg-color' in attributes(window, 'мосту') and 'fg-color' in attributes(window, 'Мост'), True)
    tap.check('the header says how many there are', says(window, '1 found'))


def scroll(window):
    look_for(window, 'postbox')
    tap.check('all are counted', says(window, f'{N_LETTERS} found'))
    window.key('Down')
    wait('the focus in the list', lambda: window.has_focus_in('list item'))
    until_stored('Down goes into the list', True, lambda: window.has_focus_in('list item', f'Letter {N_LETTERS - 1}, .*'))
    window.key('End')
    until_stored('one can go on to the last', True, lambda: window.has_focus_in('list item', r'Letter 00, .*'))
    until_stored('and its article opens', 'Letter 00', lambda: window.text('Title'))
    window.key('ctrl+f', 'Escape')
    until_stored('Escape ends the search', 'The harbour', lambda: (titles(window) or [None])[0])
    tap.check('and leaves it', not window.has_focus_in(FIELD, SEARCH))


def take_hint(window, name):
    window.focus('button', name)
    window.key('Return')
    wait('the focus in the search', lambda: window.has_focus_in(FIELD, SEARCH))


def find_nothing(window):
    finds(window, 'nothing is found', 'xyzzy')
    tap.check('the list says so', says(window, 'Nothing Found'))
    tap.check('and what to do', says(window, 'No article has all of this.*'))
    all_named(window, 'nothing found')
    take_hint(window, 'author: by this author')
    window.key('Home', *['Delete'] * len('xyzzy '), 'End')
    window.type('mira')
    until_stored('a hint begins what one can look for', ['The harbour', 'Мост преко Дрине'], lambda: titles(window))
    window.press('What Can Be Searched For')
    wait('the focus in the hints', lambda: window.has_focus_in('button', '.*: .*|.*… .*|"…" .*'))
    all_named(window, 'the hints')
    take_hint(window, 'section: in this section')
    window.type('news')
    until_stored('a button has the hints too', ['The harbour', 'Мост преко Дрине'], lambda: titles(window))
    window.key('BackSpace', 'BackSpace', 'BackSpace')
    window.type('one')
    until_stored('all has to be so', [], lambda: titles(window))
    window.key('Escape')
    wait('the list', lambda: titles(window)[:1] == ['The harbour'])


def find_in_place(window):
    window.key('ctrl+f')
    window.focus('list item', '(All Articles|Drafts|In Review), .*', 'shift+Tab')
    window.key('Home', 'Down', 'Down')
    until_stored('a place has what is in it', ['The harbour'], lambda: titles(window))
    finds(window, 'a search looks in the place', 'water', 'The harbour')
    finds(window, 'and finds nothing else there', 'dawn')
    tap.check('it says where it has looked', says(window, 'No article in “In Review” .*'))
    window.key('Escape', 'ctrl+f')
    window.focus('list item', 'In Review, .*', 'shift+Tab')
    window.key('Home')
    wait('all articles', lambda: len(titles(window)) > 1)


def find_what_changes(window):
    finds(window, 'nobody has a word yet', 'zeppelin')
    cli('set', room.json('search', 'dawn')[0]['id'], 'summary=A zeppelin.')
    until_stored('what another program writes is found at once', ['The ferry'], lambda: titles(window))
    window.key('Down')
    wait('the article', lambda: window.text('Title') == 'The ferry')
    window.focus(FIELD, 'Summary')
    window.key('ctrl+a')
    window.type('An airship.')
    until_stored('what doesn’t have the word any more goes', [], lambda: titles(window))
    same('but for its text', window.text('Title'), 'The ferry')
    finds(window, 'what one writes is found by its new word', 'airship', 'The ferry')
    window.key('Escape')


room.spend(list(dict.fromkeys('школа')), prepare, (find, show, scroll, find_nothing, find_in_place, find_what_changes))
