#!/usr/bin/env python3
# A person's first day with the window: an article from nothing to its page.
#
# SPDX-FileCopyrightText: The Copydesk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Usage: test-window.py SOURCE BUILD

import functools
import http.server
import json
import subprocess
import sys
import threading
import time
import urllib.parse
from datetime import datetime, timedelta, timezone
from pathlib import Path

source, build = Path(sys.argv[1]), Path(sys.argv[2])
sys.path[:0] = [str(source / 'tests/app'), str(source / 'tests/data')]
import tap  # noqa: E402 (after its folder is known)
from hands import FIELD, Lost, wait  # noqa: E402
from newsroom import SAVE_S, Newsroom, all_named, confirm, same, stays, until_stored  # noqa: E402

TITLE = 'Border Watch Šid, the First Hundred Days'
SUMMARY = 'What changed at the crossing: đačka ekskurzija, čekanje, žurba.'
BODY = ('Two lanes were opened in spring. Šđčćž stay as they are.\n\n'
        '## Шта је ново\n\n'
        'Текст на српском: „Ђаци чекају љубазног џина“.\n\n'
        '- shorter queues\n- дуже радно време\n')
SECTION, TAGS, AUTHOR = 'Analysis', ['border', 'Балкан'], 'Mirjana Đorić'
LATER = 'Nobody pressed Save; ништа није изгубљено.'
LETTERS = sorted({letter for letter in TITLE + SUMMARY + BODY + AUTHOR + ''.join(TAGS) + LATER if ord(letter) > 127})
DATE, DAY = '27.11.2026.', datetime(2026, 11, 27, tzinfo=timezone(timedelta(hours=1)))
room = Newsroom(build)
cli, rows = room.cli, room.rows


def edition(title=TITLE):
    found = rows('SELECT a.id, e.title, e.summary, e.body, e.slug, e.status, a.date_us, a.deleted_us FROM edition e'
                 f" JOIN article a ON a.id = e.article_id WHERE e.title = '{title}' ORDER BY a.id")
    return found[0] if found else None


def names_of(sql):
    return [row['name'] for row in rows(f'SELECT n.name FROM {sql}')]


def page_file(slug, section='analysis'):
    return room.site / 'en' / section / slug / 'index.html'


# The day, hour by hour

def begin(window):
    window.find('button', 'Write the First Article')
    tap.check('an empty library offers to write the first article', True)
    all_named(window, 'empty library')
    window.press('Write the First Article')
    window.find(FIELD, 'Title')
    wait('the focus in the title', lambda: window.has(window.find(FIELD, 'Title'), 'FOCUSED'))


def write(window):
    window.type(TITLE)
    window.key('Tab')
    window.type(SUMMARY)
    window.key('Tab')
    window.type(BODY)
    until_stored('title, summary and text come into the library by themselves',
                 [TITLE, SUMMARY, BODY],
                 lambda: [(edition() or {}).get(name) for name in ('title', 'summary', 'body')])
    until_stored('the window shows the text', [TITLE, SUMMARY, BODY],
                 lambda: [window.text(name) for name in ('Title', 'Summary', 'Body')])
    tap.check('the window says that it is saved', window.find('label', r'Saved · \d+ words'))
    window.find('list item', rf'{TITLE}, .*English: draft.*')
    same('the address follows the title', edition()['slug'], 'border-watch-sid-the-first-hundred-days')


def choose_section(window):
    if not window.look('combo box', 'Section'):
        window.key('F9')
    window.focus('combo box', 'Section')
    window.key('space')
    window.find('label', 'New Section…')
    wait('the focus in the menu', lambda: window.has_focus_in('list item'))
    window.key('End', 'Return')
    window.find('alert', 'New Section')
    all_named(window, 'new section')
    wait('the focus in the name', lambda: window.has(window.find(FIELD, 'Name'), 'FOCUSED'))
    window.type(SECTION)
    window.key('Return')
    window.find_gone('alert', 'New Section')
    until_stored('the section is in the library', [SECTION],
                 lambda: names_of('article a JOIN term_name n ON n.term_id = a.section_id'))


def describe(window):
    window.press('Add Tag')
    for tag in TAGS:
        window.focus(FIELD, 'Add Tag')
        window.type(tag + '\n')
        window.find('button', f'Remove tag {tag}')
    window.key('Escape')
    until_stored('the tags are in the library, in their order', TAGS,
                 lambda: names_of('article_tag t JOIN term_name n ON n.term_id = t.tag_id ORDER BY t.position'))

    window.press('Add Author')
    window.focus(FIELD, 'Add Author')
    window.type(AUTHOR + '\n')
    until_stored('the author is in the library', [AUTHOR],
                 lambda: names_of('article_credit c JOIN term_name n ON n.term_id = c.author_id'))
    window.key('Escape')

    window.focus(FIELD, 'Publication Date')
    window.type('30.02.2026.\n')
    tap.check('a day that does not exist is refused beside its field',
              window.find('alert', 'There is no day “30.02.2026.”.*'))
    same('a day that does not exist is not stored', edition()['date_us'], None)
    window.fill('Publication Date', DATE)
    until_stored('the date is in the library', int(DAY.timestamp() * 1_000_000), lambda: edition()['date_us'])
    all_named(window, 'an article and its details')


def publish(window):
    confirm(window, 'Publish')
    tap.check('the end of publishing is told', window.toast(f'“{TITLE}” published'))
    window.find_gone('alert', '.*')
    all_named(window, 'after publishing')
    wait('the page', page_file(edition()['slug']).exists)
    same('the edition is published', edition()['status'], 4)
    window.find('button', 'Status: Published')


def serve():
    class Quiet(http.server.SimpleHTTPRequestHandler):
        def log_message(self, *words):
            pass
    server = http.server.ThreadingHTTPServer(('127.0.0.1', 0), functools.partial(Quiet, directory=room.site))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server


def read_page(slug):
    server = serve()
    try:
        done = subprocess.run(['node', source / 'tests/app/read-page.mjs',
                               f'http://127.0.0.1:{server.server_port}/en/analysis/{slug}/', source / 'tests/web'],
                              capture_output=True, text=True, timeout=120)
    finally:
        server.shutdown()
    if done.returncode != 0:
        raise Lost(done.stderr)
    return json.loads(done.stdout)


def read(window):
    slug = edition()['slug']
    address = f'https://newsroom.invalid/en/analysis/{slug}/'
    page = read_page(slug)
    for name, expected in {
        'status': 200, 'language': 'en', 'section': SECTION, 'title': TITLE, 'summary': SUMMARY,
        'tags': TAGS, 'authors': [AUTHOR], 'date': [DATE],
        'spoken': ['27 November 2026'], 'day': '2026-11-27', 'address': address,
        'items': ['shorter queues', 'дуже радно време'],
    }.items():
        found = page[name][:10] if name == 'day' and page[name] else page[name]
        same(f'a reader sees the {name}', found, expected)
    same('a reader sees the text', [part for part in page['body'] if part[0] != 'ul'], [
        ['p', 'Two lanes were opened in spring. Šđčćž stay as they are.'],
        ['h2', 'Шта је ново'],
        ['p', 'Текст на српском: „Ђаци чекају љубазног џина“.'],
    ])
    tap.check('the window of a reader has the title', TITLE in page['window'], page['window'])
    wrong = [link for link in page['share'] if address not in urllib.parse.unquote(link)]
    tap.check('every share link has the address', page['share'] and not wrong, wrong or 'there is none')


def update(window):
    page = page_file(edition()['slug'])
    before = page.read_bytes()
    wait('nothing to update', lambda: not window.has(window.find('button', 'Update'), 'SENSITIVE'))
    window.focus(FIELD, 'Body', 'shift+Tab')
    window.key('ctrl+End')
    window.type('\nA later thought.\n')
    body = BODY + '\nA later thought.\n'
    until_stored('a change after publishing is stored', body, lambda: edition()['body'])
    wait('Update can be pressed', lambda: window.has(window.find('button', 'Update'), 'SENSITIVE'))
    same('readers have the old text until Update', page.read_bytes(), before)
    confirm(window, 'Update')
    wait('the new text on the page', lambda: 'A later thought.' in page.read_text(encoding='utf-8'))
    tap.check('after Update readers have the new text', True)


def delete_and_undo(window):
    window.press('More')
    # GTK tells no names of a menu's items: History, Take Offline, then Move to Trash.
    wait('the focus in the menu', lambda: window.has_focus_in('menu item'))
    window.key('Down', 'Down', 'Return')
    toast = window.toast('Moved to the trash')
    tap.check('deleting moves to the trash', edition()['deleted_us'], edition())
    window.press('Undo', toast)
    until_stored('Undo brings the article back', None, lambda: edition()['deleted_us'])
    wait('the text in the window', lambda: window.text('Title') == TITLE)


def copy_long(window):
    """Puts a text of more than 10,000 characters on the clipboard, and returns it."""
    text, address = TITLE, window.text('Address')
    window.fill('Address', text)
    while len(text) < 10_000:
        text += text
        window.key('ctrl+a', 'ctrl+c', 'End', 'ctrl+v')
        wait('the pasted text', lambda: window.text('Address') == text)
    window.key('ctrl+a', 'ctrl+x')
    window.fill('Address', address)
    return text


def bad_title(window):
    before = edition()
    text = copy_long(window)
    window.focus(FIELD, 'Title', 'shift+Tab')
    window.key('ctrl+a', 'ctrl+v')
    wait('the long title', lambda: window.text('Title') == text)
    tap.check('a title of 10,000 characters is said not to be saved',
              window.find(('grouping', 'label', 'alert'), '.*title is longer than 1000 characters.*'))
    tap.check('and the line below says so too', window.find('label', 'Not saved · .*'))
    stays('the row is what it was', before, edition)
    window.key('ctrl+n')
    window.find('label', 'Not saved: .*')
    stays('no other article takes its place', text, lambda: window.text('Title'))
    same('and none is begun', len(rows('SELECT id FROM article')), 1)
    window.key('ctrl+a')
    window.type(TITLE)
    window.find('label', 'Saved · .*')
    until_stored('a shorter title is saved again', before, edition)


def bad_slug(window):
    before = edition()['slug']
    window.fill('Address', '../x')
    window.key('Return')
    tap.check('an address with ../ is refused beside its field',
              window.find('alert', 'An address is made of small letters.*'))
    same('and not stored', edition()['slug'], before)
    same('what was typed is still there', window.text('Address'), '../x')
    window.fill('Address', before)
    window.find_gone('alert', 'An address is made of small letters.*')


def second(window):
    window.key('ctrl+n')
    wait('an empty title', lambda: window.text('Title') == '')
    wait('the focus in the title', lambda: window.has(window.find(FIELD, 'Title'), 'FOCUSED'))
    window.type(TITLE)
    slugs = ['border-watch-sid-the-first-hundred-days', 'border-watch-sid-the-first-hundred-days-2']
    until_stored('a second article with the same title gets an address of its own', slugs,
                 lambda: [row['slug'] for row in rows('SELECT slug FROM edition ORDER BY id')])


def kill(window):
    window.key('Tab', 'Tab')
    wait('the focus in the text', lambda: window.has(window.find(FIELD, 'Body'), 'FOCUSED'))
    window.type(LATER)
    wait('what was typed', lambda: window.text('Body') == LATER)
    typed = time.monotonic()
    wait('some seconds', lambda: time.monotonic() - typed >= SAVE_S)
    window.kill()
    again = room.open()
    wait('the text at the next start', lambda: again.text('Body') == LATER)
    tap.check('what was typed some seconds before the program was killed is there at the next start', True)


def prepare():
    cli('init')
    cli('site', 'set', 'languages=en,sr,sr-Latn', 'url=https://newsroom.invalid/')


room.spend(LETTERS, prepare, (begin, write, choose_section, describe, publish, read, update, delete_and_undo,
                              bad_title, bad_slug, second, kill))
