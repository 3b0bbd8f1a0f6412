#!/usr/bin/env python3
# A person pastes what can't be stored, and works where nothing can be written.
#
# SPDX-FileCopyrightText: The Copydesk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Usage: test-window-input.py SOURCE BUILD

import contextlib
import sys
from pathlib import Path

source, build = Path(sys.argv[1]), Path(sys.argv[2])
sys.path[:0] = [str(source / 'tests' / name) for name in ('app', 'data', 'pictures')]
import camera  # noqa: E402 (after its folder is known)
import tap  # noqa: E402 (after its folder is known)
from hands import FIELD, PATIENCE_S, wait  # noqa: E402
from newsroom import Newsroom, all_named, confirm, files_of, same, stays, until_stored  # noqa: E402

TOLD = ('grouping', 'label', 'alert')
LINE = 'Ђердап, шуме и реке: a line of a text that has no end, šđčćž.\n'
LARGE = LINE * (5_000_000 // len(LINE.encode()) + 1)
room = Newsroom(build)
draft = {}
UPDATE_SITE = 2  # so far down in the main menu


def prepare():
    room.cli('init', '--sample')
    draft.update(room.json('list')[0])


def body():
    return room.json('show', draft['id'])['editions'][0]['body']


def begin(window):
    wait('the article', lambda: window.text('Title') == draft['title'])
    same('no banner says anything', window.look('grouping', '(Not saved|This article).*'), None)
    draft['body'] = body()
    same('the text is that of the library', window.text('Body'), draft['body'])


# What is pasted

def paste(window, content, kind='UTF8_STRING'):
    room.house.copy(content, kind)
    window.focus(FIELD, 'Body')
    window.key('ctrl+Home', 'ctrl+v')


def paste_nothing(window):
    window.focus(FIELD, 'Body')
    window.key('ctrl+v')
    tap.check('that nothing was copied is said', window.toast('Not pasted: there is no text .*'))


def paste_well(window):
    for name, kind in (('UTF8_STRING', 'UTF8_STRING'), ('text/plain', 'text/plain')):
        paste(window, LINE.encode(), kind)
        until_stored(f'{name} is pasted and stored', LINE + draft['body'], body)
        window.key('ctrl+z')
        until_stored('and Undo takes it away', draft['body'], body)


def paste_badly(window):
    for name, content, kind, words in (
            ('invalid UTF-8', b'Caf\xe9 \xff\xc5', 'UTF8_STRING', 'this is not UTF-8 text; .*'),
            ('5 MB', LARGE.encode(), 'UTF8_STRING', 'this is more than 4 MB of text; .*')):
        paste(window, content, kind)
        tap.check(f'{name} is refused in words', window.toast(f'Not pasted: {words}'))
        same(f'{name}: the text is what it was', window.text('Body'), draft['body'])
        stays(f'{name}: what is stored is too', draft['body'], body)


def paste_twice(window):
    half = LARGE[:len(LARGE) // 2]
    paste(window, half.encode())
    # It is laid out line by line, which takes half a minute where two programs wait for the processor.
    wait('the first half', lambda: window.text('Body') == half + draft['body'], 3 * PATIENCE_S)
    window.key('ctrl+v')
    tap.check('a body of 5 MB is said not to be saved',
              window.find(TOLD, 'Not saved: the text is larger than 4 MB. .*'))
    tap.check('and the line below says so too', window.find('label', 'Not saved · .*'))
    until_stored('what fits is stored', half + draft['body'], body)
    window.key('ctrl+z')
    window.find('label', 'Saved · .*')
    same('Undo brings back what fits', window.text('Body'), half + draft['body'])
    window.key('ctrl+z')
    until_stored('and the text as it was', draft['body'], body)
    same('the banner is gone', window.look('grouping', 'Not saved.*'), None)


# Where nothing can be written

@contextlib.contextmanager
def read_only(*paths):
    """These may be read, and not written, for a while."""
    modes = [path.stat().st_mode for path in paths]
    for path in paths:
        path.chmod(0o555 if path.is_dir() else 0o444)
    try:
        yield
    finally:
        for path, mode in zip(paths, modes):
            path.chmod(mode)


def all_of(folder):
    return [folder, *folder.rglob('*')]


def unwritten(window, words):
    """Checks what is said when the site can't be written, and returns who says it."""
    alert = window.find('alert', 'The Site Could Not Be Written', step=-1)
    all_named(window, f'the site can’t be written: {words}')
    said = [name for name in window.names('label', alert) if 'Newsroom-site” ' in name]
    tap.check(f'one sentence says “… {words}”', len(said) == 1 and said[0].endswith(words), said)
    return alert


def edition():
    return room.json('show', draft['id'])['editions'][0]


def refuse_to_publish(window):
    with read_only(room.house.path):
        confirm(window, 'Publish')
        window.press('Close', unwritten(window, 'can\'t be made: allow writing there, or choose another folder'))
        window.find_gone('alert', '.*')
    same('no folder is made where that isn’t allowed', room.site.exists(), False)
    same('the article is published, and another run writes it', edition()['status'], 'published')
    room.cli('export', room.site)
    page = room.site / 'en/analysis' / edition()['slug'] / 'index.html'
    page.unlink()
    before = files_of(room.site)
    with read_only(*all_of(room.site)):
        window.choose_from_main_menu(UPDATE_SITE)
        alert = unwritten(window, 'can\'t be written: allow writing there, or choose another folder')
        same('nothing of a site that can’t be written is touched', files_of(room.site), before)
    window.press('Try Again', alert)
    tap.check('it can be tried again, where writing is allowed now',
              window.toast('The site is up to date'))
    tap.check('and the page is there', draft['title'] in page.read_text(encoding='utf-8'))


def leave_out_picture(window):
    bomb = room.house.path / 'bomb.png'
    camera.write_bomb(bomb, 40_000)
    other = room.json('list', '--lang', 'en', '--status', 'published')[-1]['id']
    cover = room.json('show', other)['cover']
    room.cli('set', other, f'cover={room.cli("media", "add", bomb).strip()}')
    room.cli('status', other, '--lang', 'en', 'published')
    window.choose_from_main_menu(UPDATE_SITE)
    tap.check('the site is written', window.toast('The site is up to date'))
    alert = window.find('alert', 'Some Pictures Were Left Out', step=-1)
    all_named(window, 'a picture is left out')
    said = [name for name in window.names('label', alert) if '“bomb.png”' in name]
    tap.check('it is named, and why', len(said) == 1 and 'pixels; make it smaller' in said[0], said)
    window.press('Close', alert)
    window.find_gone('alert', '.*')
    room.cli('set', other, f'cover={cover or ""}')
    room.cli('status', other, '--lang', 'en', 'published')


# What takes long

def pages(folder):
    return {path: text for path, text in files_of(folder).items() if path.parts[0] != '.copydesk'}


def stop_and_go_on(window):
    text = room.house.path / 'long.md'
    text.write_text('A line about the price of diesel.\n\n' * 60_000)
    for article in room.json('list', '--lang', 'en', '--status', 'published')[:8]:
        room.cli('set', article['id'], '--lang', 'en', f'body=@{text}')
        room.cli('status', article['id'], '--lang', 'en', 'published')
    before = pages(room.site)
    window.choose_from_main_menu(UPDATE_SITE)
    window.find('progress bar', 'Progress of publishing', step=-1)
    window.press('Cancel', step=-1)  # before it is over
    toast = window.toast('Stopped before all pages were written')
    tap.check('a long run can be stopped', toast)
    stopped = pages(room.site)
    window.press('Continue', toast)  # before it goes
    all_named(window, 'while the site is written')
    same('then no page is missing', set(before) - set(stopped), set())
    half = [path for path, text in stopped.items() if path.suffix == '.html' and not text.endswith(b'</html>\n')]
    same('and none is half-written', half, [])
    window.toast('The site is up to date')
    room.cli('export', room.house.path / 'whole')
    same('going on makes the site that an undisturbed run makes', pages(room.site) == pages(room.house.path / 'whole'),
         True)


def get_narrow(window):
    """The first article of a library is open beside the list, which one has not gone away from."""
    window.resize(1000, 700)
    window.focus(FIELD, 'Body')
    window.resize(360, 640)
    wait('a narrow window', lambda: not window.look('list', 'Articles'))
    tap.check('who writes goes on writing when the window gets narrow', window.has_focus_in(FIELD, 'Body'))


def refuse_library(window):
    with read_only(*all_of(room.library)):
        room.refuse(room.library, 'The Library Can’t Be Written To', 'allow writing, or choose another library')


room.spend([], prepare, (begin, paste_nothing, paste_well, paste_badly, paste_twice, refuse_to_publish, leave_out_picture,
                         stop_and_go_on, get_narrow, refuse_library))
