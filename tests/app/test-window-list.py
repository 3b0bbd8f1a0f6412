#!/usr/bin/env python3
# A person finds, opens and changes articles among many, in a wide and in a
# narrow window, while the command line works in the same library.
#
# SPDX-FileCopyrightText: The Copydesk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Usage: test-window-list.py SOURCE BUILD

import re
import sys
from pathlib import Path

source, build = Path(sys.argv[1]), Path(sys.argv[2])
sys.path[:0] = [str(source / 'tests/app'), str(source / 'tests/data')]
import tap  # noqa: E402 (after its folder is known)
from hands import FIELD, wait  # noqa: E402
from newsroom import Newsroom, all_named, same, stays, until_stored  # noqa: E402

LANGUAGES = {'en': 'English', 'sr': 'Serbian'}
STATUSES = {'draft': 'draft', 'review': 'in review', 'archived': 'archived', 'published': 'published'}
# The list makes rows for what can be seen.
SEEN = 8
room = Newsroom(build)
cli = room.cli
titles = {}  # of every article, as the main language has it


def prepare():
    cli('init', '--sample')
    ids = [article['id'] for article in room.json('list')]
    cli('status', ids[1], 'review')
    cli('status', ids[3], 'review')
    cli('status', ids[4], 'archived')
    titles.update({article['id']: article['title'] for article in room.json('list')})


def listed(*filters):
    """What the command line lists, by the titles that the window shows."""
    return [titles[article['id']] for article in room.json('list', *filters)]


def row_names(window):
    return window.names('list item', window.look('list', 'Articles')) or []


def shown(window):
    """The titles that the list shows, whose order is theirs."""
    return [next((title for title in titles.values() if name.startswith(f'{title}, ')), name)
            for name in row_names(window)]


def lists(window, claim, expected):
    """Checks the list against EXPECTED; of a long list, against its beginning."""
    n_seen = SEEN if len(expected) > SEEN else None
    until_stored(claim, expected[:n_seen], lambda: shown(window)[:n_seen])


def edition(article_id, language):
    return next(edition for edition in room.json('show', article_id)['editions'] if edition['lang'] == language)


def text_of(article_id, language):
    found = edition(article_id, language)
    return [found['title'], found['summary'], cli('show', article_id, '--lang', language, '--markdown')]


def shown_text(window):
    return [window.text(name) for name in ('Title', 'Summary', 'Body')]


def find_row(window, n_down=0, n_tabs=2):
    """Puts the focus on the first row, as one does with keys, and goes down."""
    window.key('ctrl+f', *['Tab'] * n_tabs)
    wait('the focus in the list', lambda: window.has_focus_in('list item'))
    window.key('Home', *['Down'] * n_down)


def article_id(title):
    return next(key for key, value in titles.items() if value == title)


# The list

def say_all(window):
    wait('the list', lambda: row_names(window))
    lists(window, 'the list has all articles, in the order of the command line', listed())
    all_named(window, 'a full library')
    for name, article in list(zip(row_names(window), room.json('list')))[:SEEN]:
        day, month, year = reversed(article['date'][:10].split('-'))
        editions = {edition['lang']: edition['status'] for edition in room.json('show', article['id'])['editions']}
        marks = [f'{label}: {STATUSES[editions[language]] if language in editions else "not begun"}'
                 for language, label in LANGUAGES.items()]
        expected = ', '.join([article['title'], f'{day}.{month}.{year}.  ·  ' + ', '.join(article['authors']), *marks])
        same(f'the row of “{article["title"]}” says what it is', name, expected)


def filter_list(window):
    # Each submenu: back, Any, and the choices.
    window.choose('Filter', 0, 3)
    lists(window, 'the filter shows what is in review', listed('--status', 'review'))
    window.choose('Filter', 1, 3)
    lists(window, 'and of that what is in one section', listed('--status', 'review', '--section', 'Analysis'))
    window.choose('Filter', 0, 1)
    lists(window, 'Any takes one filter away and leaves the other', listed('--section', 'Analysis'))
    window.choose('Filter', 3)
    lists(window, 'Clear Filter shows all', listed())
    window.choose('Filter', 2, 3)
    lists(window, 'the filter shows what there is in a language', listed('--lang', 'sr'))
    window.choose('Filter', 0, 3)
    lists(window, 'a status is then that of the text in this language', listed('--lang', 'sr', '--status', 'review'))
    window.choose('Filter', 0, 2)
    tap.check('where nothing is left the list says so', window.find('label', 'Nothing Found'))
    window.choose('Filter', 3)
    lists(window, 'Clear Filter brings all back from nothing', listed())


def go_to(window, name, key):
    window.key('ctrl+f')
    window.focus('list item', '(All Articles|Drafts|Analysis|Trash), .*', 'shift+Tab')
    window.key(*key)
    wait(f'the focus on {name}', lambda: (window.focused() or window.root()).get_name().startswith(f'{name}, '))


def choose_place(window):
    go_to(window, 'Drafts', ['Home', 'Down'])
    lists(window, 'a place of a status lists what has it', listed('--status', 'draft'))
    go_to(window, 'Analysis', ['Home'] + ['Down'] * 6)
    lists(window, 'the place of a section lists what is in it', listed('--section', 'Analysis'))
    go_to(window, 'Trash', ['End'])
    tap.check('an empty place says so', window.find('label', 'No Articles'))
    go_to(window, 'All Articles', ['Home'])
    lists(window, 'All Articles lists all', listed())


def delete(window):
    before = listed()
    find_row(window)
    wait('the article', lambda: window.text('Title') == before[0])
    window.key('Delete')
    window.toast('Moved to the trash')
    lists(window, 'Delete takes an article out of the list', before[1:])
    go_to(window, 'Trash', ['End'])
    lists(window, 'and it is in the trash', before[:1])
    find_row(window, n_tabs=3)  # over Empty Trash
    window.find('label', 'In the trash until .*')
    window.press('Restore')
    until_stored('Restore takes it out again', None, lambda: room.json('show', article_id(before[0]))['deleted'])
    go_to(window, 'All Articles', ['Home'])
    lists(window, 'and the list has it again', before)


def read(window):
    for n_down, title in enumerate(listed()[:3]):
        find_row(window, n_down)
        until_stored(f'the window shows the text of “{title}”', text_of(article_id(title), 'en'),
                     lambda: shown_text(window))
    window.choose('Language: English', 1)
    until_stored('and the one in the other language', text_of(article_id(title), 'sr'),
                 lambda: shown_text(window))
    all_named(window, 'another language')
    window.choose('Language: Serbian', 0)
    wait('the main language', lambda: window.text('Title') == title)


def scroll(window, where):
    """Goes to the end of a long text and back: title and summary are above it all the time."""
    fields = ('Title', 'Summary', 'Body')
    window.focus(FIELD, 'Body')
    before = [window.top(FIELD, name) for name in fields]
    window.key('ctrl+End')
    until_stored(f'{where}: the title goes up with the text', True, lambda: (window.top(FIELD, 'Title') or 0) < -200)
    same(f'{where}: the summary too', window.top(FIELD, 'Summary') < -200, True)
    desk = window.find('grouping', 'Article')
    tap.check(f'{where}: the header says what text it is', window.find('label', re.escape(window.text('Title')), desk))
    window.key('ctrl+Home')
    until_stored(f'{where}: they come back from the top of the text', before,
                 lambda: [window.top(FIELD, name) for name in fields])


def scroll_wide(window):
    scroll(window, 'wide')


# Details

def take_back(window):
    article = article_id(listed()[1])
    cli('set', article, 'tags=Rivers', 'tags=Borders', 'tags=Trade')
    cli('set', article, 'authors=Iskra Zdravelj', 'authors=Nađa Ostrelić', 'authors=Damjan Polovrak')
    find_row(window, 2)
    find_row(window, 1)
    for kind, field, name, told in (('tag', 'tags', 'Borders', 'Tag “Borders” removed'),
                                    ('author', 'authors', 'Nađa Ostrelić', 'Nađa Ostrelić removed from the authors')):
        before = room.json('show', article)[field]
        window.find('button', f'Remove {kind} {name}')
        window.press(f'Remove {kind} {name}', step=-1)
        window.press('Undo', window.toast(told))
        until_stored(f'Undo brings the {kind} back to its place', before, lambda: room.json('show', article)[field])
        window.find('button', f'Remove {kind} {name}')


# Two at one text: test-window-conflict.py has the rest

CONFLICT, VIEW = 'Not saved: somebody else changed the same place.*', 'Put Both Texts Together'
DIALOG = ('dialog', 'window', 'alert')


def meet(window, article, theirs, mine):
    """Types MINE before the text, while the command line writes THEIRS."""
    window.focus(FIELD, 'Body', 'shift+Tab' if window.has_focus_in('list item') else 'Tab')
    window.key('ctrl+Home')
    with window.held():
        cli('set', article, '--lang', 'en', f'body={theirs}')
        window.type(mine)
    window.find(('grouping', 'label', 'alert'), CONFLICT, step=-1)


def choose(window, side):
    """Takes SIDE in the view, which has to be there."""
    view = window.find(DIALOG, VIEW, step=-1)
    window.focus('radio button', 'Theirs')
    if side != 'Theirs':
        window.focus('radio button', side, 'Right')
    window.key('space')
    wait('Save', lambda: window.has(window.find('button', 'Save', view, step=-1), 'SENSITIVE'))
    window.press('Save', view, step=-1)
    window.find_gone(DIALOG, VIEW)


def leave(window):
    """Goes to another article and another language with a text that can't be stored."""
    article, other = (article_id(title) for title in listed()[:2])
    find_row(window)
    wait('the article', lambda: window.text('Title') == titles[article])
    meet(window, article, 'Theirs, for the list.', 'Mine, for the list. ')
    mine = window.text('Body')
    find_row(window, 1)
    stays('one whose text can’t be saved stays with it', [titles[article], mine],
          lambda: [window.text('Title'), window.text('Body')])
    if not window.look(DIALOG, VIEW):
        window.press('Choose…', step=-1)
    choose(window, 'Theirs')
    wait('the other text', lambda: (window.text('Body') or '').startswith('Theirs, for the list.'))
    find_row(window, 1)
    until_stored('and can go after the choice', titles[other], lambda: window.text('Title'))

    meet(window, other, 'Theirs in English.', 'Mine in English. ')
    window.choose('Language: English', 1)
    choose(window, 'Mine')
    wait('the text', lambda: edition(other, 'en')['body'].startswith('Mine in English. '))
    tap.check('one who goes to another language is asked which text stays', True)


# Narrow and wide

def page(window):
    parts = (('list', 'Articles'), (FIELD, 'Title'), ('list', 'Tags'))
    return [name for role, name in parts if window.look(role, name)]


def begin(window):
    window.key('ctrl+f', 'Escape')
    find_row(window)
    before = listed()
    first = window.top('list item', f'{re.escape(before[0])}, .*')
    window.key('ctrl+n')
    until_stored('a new article is seen where the list begins', first,
                 lambda: window.top('list item', 'Untitled, .*'))
    find_row(window)
    window.key('Delete')
    lists(window, 'Delete takes it away', before)


def follow(window):
    """The command line changes things while the list is scrolled to its end."""
    find_row(window)
    window.key('End')
    other, last = listed()[-2:]
    row = f'{re.escape(last)}, .*'
    until_stored('End opens the last', last, lambda: window.text('Title'))
    before = wait('the last row', lambda: window.top('list item', row))
    cli('new', '--title', 'Zebra crossings')
    tap.check('what another program makes is counted', window.find('list item', f'All Articles, {len(titles) + 1}\\D*'))
    stays('and the list keeps its place', before, lambda: window.top('list item', row))
    tap.check('and its selection', window.has(window.find('list item', row), 'SELECTED'))
    same('and its article', window.text('Title'), last)
    cli('set', article_id(other), '--lang', 'en', 'title=Tide tables')
    tap.check('a row says what another program has changed', window.find('list item', 'Tide tables, .*'))
    cli('set', article_id(other), '--lang', 'en', f'title={other}')
    window.key('Home')
    until_stored('Home opens the new one', 'Zebra crossings', lambda: window.text('Title'))
    window.key('Delete')
    lists(window, 'Delete takes it away', listed())


def narrow(window):
    title = listed()[2]
    find_row(window, 2)
    wait('the article', lambda: window.text('Title') == title)
    window.resize(360, 640)
    wait('one page', lambda: page(window) == ['Title'])
    all_named(window, 'a narrow desk')
    window.key('alt+Left')
    until_stored('a narrow window goes from the desk back to the list', ['Articles'], lambda: page(window))
    all_named(window, 'a narrow list')
    find_row(window, 3)
    same('a narrow list opens nothing before one says so', page(window), ['Articles'])
    window.key('Return')
    until_stored('Return opens an article', [['Title'], listed()[3]],
                 lambda: [page(window), window.text('Title')])
    scroll(window, 'narrow')
    window.key('F9')
    window.find('list', 'Tags')
    tap.check('the details come as a sheet', True)
    all_named(window, 'the sheet')
    window.key('Escape')
    until_stored('Escape puts the sheet away', ['Title'], lambda: page(window))
    window.press('Back')
    until_stored('the header has a way back', ['Articles'], lambda: page(window))


def wide(window):
    window.resize(1000, 700)
    until_stored('a wider one has list and desk', ['Articles', 'Title'], lambda: page(window))
    same('its places are folded', window.look('list', 'Places'), None)
    window.press('Show Places')
    tap.check('a button shows them', window.find('list', 'Places'))
    all_named(window, 'places that lie over the list')
    go_to(window, 'Drafts', ['Home', 'Down'])
    lists(window, 'the list beside them follows the keys', listed('--status', 'draft'))
    tap.check('and they stay', window.look('list', 'Places'))
    window.key('Return')
    wait('folded places', lambda: not window.look('list', 'Places'))
    tap.check('Return folds them', True)
    window.resize(1440 - 10, 900 - 10)
    window.find('list', 'Places')
    until_stored('the widest one has all', ['Articles', 'Title', 'Tags'], lambda: page(window))
    same('and the text of the article', shown_text(window), text_of(article_id(listed()[3]), 'en'))
    all_named(window, 'wide again')


room.spend([], prepare, (say_all, filter_list, choose_place, delete, read, scroll_wide, take_back,
                         leave, begin, follow, narrow, wide))
