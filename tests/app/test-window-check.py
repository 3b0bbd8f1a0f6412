#!/usr/bin/env python3
# A person works through what a check of the library has found.
#
# SPDX-FileCopyrightText: The Copydesk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Usage: test-window-check.py SOURCE BUILD

import subprocess
import sys
from pathlib import Path

source, build = Path(sys.argv[1]), Path(sys.argv[2])
sys.path[:0] = [str(source / 'tests/app'), str(source / 'tests/data')]
import tap  # noqa: E402 (after its folder is known)
from dialog import close_dialog  # noqa: E402
from hands import FIELD, FRAME, wait  # noqa: E402
from newsroom import Newsroom, all_named, until_stored  # noqa: E402

BACKUPS, REPORT = 5, 6  # so far down in the main menu
SOUND = 'The Library Is Sound'
LOST = '/archive/2019/05/a-long-address-of-an-article-that-nobody-has-any-more.html'
room = Newsroom(build, moves=False)
cli = room.cli


def report(window):
    return window.find('dialog', SOUND, step=-1)


def check(window):
    """Has the library checked. Returns the report, in which the first line has the focus."""
    window.choose_from_main_menu(BACKUPS)
    window.find('dialog', 'Backups', step=-1)
    window.focus('button', 'Check Library')
    window.key('Return')
    found = report(window)
    wait('the focus on the first line', lambda: window.has_focus_in('list item'))
    return found


def activate(window, line, way='Down'):
    """Goes to a line with the arrows, from one list to the next, and chooses it."""
    window.focus('list item', line, way)
    window.key('Return')
    window.find_gone('dialog', SOUND)


def again(window, way):
    if way == 'toast':
        window.press('Show Report', window.toast('The report waits in the main menu'))
    else:
        window.choose_from_main_menu(REPORT)
    report(window)
    wait('the focus on the line that was chosen', lambda: window.has_focus_in('list item'))


# Lines

def look(window):
    window.find('list item', 'Drought, .*')
    found = check(window)
    tap.check('what there is is said', window.find('label', r'Nothing is damaged. There are \d+ things .*', found))
    line = window.find('list item', '.*“карта”.*', window.find('list', 'Links That Lead Nowhere', found))
    tap.check('a line says what it leads to', line.get_description() == 'Opens the article', line.get_description())
    for title in ('Old Addresses That Lead Nowhere', 'Chosen, but Not Shown', 'Waiting for an Article', 'Old Addresses That Do Nothing',
                  'Addresses Without a Page', 'Two With One Address'):
        tap.check(f'there is a list “{title}”', window.find('list', title, found))
    all_named(window, 'a report')


def open_text(window):
    activate(window, '.*“карта”.*')
    until_stored('a line opens its article', 'Чамац', lambda: window.text('Title'))
    tap.check('in the language of the text', window.find('button', '.*Serbian.*'))
    wait('the cursor in the title', lambda: window.has_focus_in(FIELD[1], 'Title'))
    tap.check('the keys are in the text at once', True)
    again(window, 'toast')
    activate(window, '“Boat” .en.: the related article “Bridge” is in the trash.*')
    until_stored('another line of the same article, in its own language', 'Boat', lambda: window.text('Title'))


def open_trash(window):
    again(window, 'menu')
    activate(window, '/en/news/bridge/ leads nowhere: “Bridge”, which was there, is in the trash.*')
    until_stored('what is in the trash can be seen', 'Bridge', lambda: window.text('Title'))
    tap.check('and restored', window.find('button', 'Restore'))


def open_old_addresses(window):
    again(window, 'menu')
    activate(window, f'The old address {LOST[:20]}.*', 'Up')
    window.find('dialog', 'Newsroom', step=-1)
    until_stored('a line opens its old address', LOST, lambda: window.text('Address, for Instance /old/page.html'))
    all_named(window, 'an old address that leads nowhere')
    window.press('Cancel|Back', window.find('dialog', 'Newsroom', step=-1))
    tap.check('among the others', window.find('list', 'Old Addresses'))
    close_dialog(window)

    again(window, 'menu')
    activate(window, '/en/news/purged/ leads nowhere: what was there is no longer in the library.*')
    window.find('dialog', 'Newsroom', step=-1)
    until_stored('what nobody has named yet can be', '/en/news/purged/', lambda: window.text('Address, for Instance /old/page.html'))
    window.press('Save', window.find('dialog', 'Newsroom', step=-1))
    until_stored('and is gone then', True, lambda: {'old': '/en/news/purged/', 'new': None} in room.json('redirect', 'list'))
    close_dialog(window)


def open_pages(window):
    again(window, 'menu')
    activate(window, '“Вести” .sr. is at .*', 'Up')
    tap.check('a line opens the sections', window.find('list item', 'Press.*', window.find('dialog', 'Newsroom', step=-1)))
    close_dialog(window)
    again(window, 'menu')
    activate(window, '“Ana” .en.: the link .*', 'Up')
    tap.check('a line opens an author', window.find('dialog', 'Ana', step=-1))
    window.press('Close', window.find('dialog', 'Ana', step=-1), step=-1)
    window.find_gone('dialog', 'Ana')


def click(window):
    """In a narrow window, with the pointer."""
    window.resize(360, 640)
    window.find_gone('list', 'Places')
    window.press('Back')
    window.press('Show Places')
    window.choose('Main Menu', REPORT)
    found = report(window)
    window.focus('list item', '.*“карта”.*', 'Up')
    line = window.find('list item', '.*“карта”.*', found)

    def place():
        box = line.get_component_iface().get_extents(room.house.atspi.CoordType.WINDOW)
        return (box.x, box.y, box.width, box.height) if box.width > 0 else None
    x, y, width, height = wait('a place to click at', place)
    tap.check('a line fits into a phone’s window', x >= 0 and x + width <= 360 + 2 * FRAME, (x, width))
    all_named(window, 'a report on a phone')
    subprocess.run(['xdotool', 'mousemove', str(x + width // 2), str(y + height // 2), 'click', '1'], check=True)
    window.find_gone('dialog', SOUND)
    until_stored('a click opens the article, too', 'Чамац', lambda: window.text('Title'))
    window.resize(1440, 900)
    window.find('list', 'Places')
    # Over a menu it would choose another item than the keys.
    subprocess.run(['xdotool', 'mousemove', '1400', '880'], check=True)


def mend(window):
    cli('redirect', 'add', LOST, '/en/')
    again(window, 'menu')
    tap.check('the report stays as it was', window.find('list item', f'The old address {LOST[:20]}.*', report(window)))
    window.press('Check Again', report(window))
    window.find_gone('list item', f'The old address {LOST[:20]}.*')
    found = report(window)
    tap.check('until it is checked again', window.look('list item', f'The old address {LOST[:20]}.*', found) is None)
    window.escape('dialog', SOUND)


def publish(title, lang, *fields, article=None):
    if article is None:
        article = cli('new', '--title', title, '--lang', lang).strip()
    cli('set', article, '--lang', lang, f'title={title}', *fields)
    cli('status', article, '--lang', lang, 'published')
    return article


def prepare():
    cli('init')
    cli('site', 'set', 'languages=en,sr')
    cli('section', 'set', 'Press', 'name=Press', 'slug=press', '--lang', 'en')
    # A clash of addresses, as of two sections in Serbian.
    cli('section', 'set', 'Press', 'name=Вести', 'slug=news', '--lang', 'sr')
    purged = publish('Purged', 'en')
    bridge = publish('Bridge', 'en')
    boat = publish('Boat', 'en', 'date=2020-01-01', f'related={bridge}', 'tags=Parliamentary oversight', 'tags=Public trust', 'authors=Ana')
    publish('Чамац', 'sr', 'body=[карта](map.html)', article=boat)
    publish('Press', 'en', 'section=Press', 'date=2020-01-01')
    publish('Преса', 'sr', 'date=2020-01-01', article=room.json('search', 'Press')[0]['id'])
    cli('author', 'set', 'Ana', 'biography=See [it](gone.html).', '--lang', 'en')
    draft = cli('new', '--title', 'Drought').strip()
    cli('redirect', 'add', LOST, '/en/nowhere/')
    cli('redirect', 'add', '/later/', draft)
    cli('redirect', 'add', '/en/news/', '/en/')
    cli('delete', bridge)
    cli('delete', purged)
    room.rows(f"UPDATE article SET deleted_us = 1 WHERE uuid = '{purged}'")
    for backup in (room.library / 'backups').glob('*'):
        backup.unlink()
    cli('new', '--title', 'Monday', '--lang', 'de')  # the day's first change empties the trash of what is old


room.spend([], prepare, (look, open_text, open_trash, open_old_addresses, open_pages, click, mend))
