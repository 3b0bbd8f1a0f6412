#!/usr/bin/env python3
# A person says where the addresses of a site that was there before lead.
#
# SPDX-FileCopyrightText: The Copydesk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Usage: test-window-addresses.py SOURCE BUILD

import re
import sys
import time
from pathlib import Path

source, build = Path(sys.argv[1]), Path(sys.argv[2])
sys.path[:0] = [str(source / 'tests/app'), str(source / 'tests/data')]
import tap  # noqa: E402 (after its folder is known)
from dialog import choose_in, close_dialog, open_dialog  # noqa: E402
from hands import FIELD, wait  # noqa: E402
from newsroom import SLOWNESS, Newsroom, all_named, same, until_stored  # noqa: E402

DIALOG = ('dialog', 'alert')
room = Newsroom(build)


def prepare():
    room.cli('init', '--sample')


def redirects():
    return {redirect['old']: redirect['new'] for redirect in room.json('redirect', 'list')}


def open_old_addresses(window):
    open_dialog(window, 0)
    window.focus('list item', 'Old Addresses', 'shift+Tab')
    window.key('Return')
    wait('the page of old addresses', lambda: window.look('button', 'Add an Old Address|Add an Old Address…', step=-1))


def add_old_addresses(window):
    article = next(article for article in room.json('list') if article['title'].startswith('What a ferry'))
    old = 'Address, for Instance /old.*'
    open_old_addresses(window)
    tap.check('without old addresses there are words', window.find('label', 'No Old Addresses', step=-1))
    all_named(window, 'no old addresses')
    window.press('Add an Old Address…', step=-1)
    window.find(FIELD, old, step=-1)
    all_named(window, 'an old address')
    window.press('Add', step=-1)
    tap.check('an empty address is refused', window.find('alert', 'Write the old address here', step=-1))
    window.fill(old, 'old')
    window.key('Return')
    tap.check('what is no address is refused in words', window.find('alert', '“old” is not an old address; .*', step=-1))
    window.fill(old, '/old/ferry.html')
    window.key('Return')
    tap.check('and so is one that leads nowhere', window.find('alert', 'Choose an article: .*', step=-1))
    wait('the focus where the title goes', lambda: window.has_focus_in(FIELD, 'Part of the Article’s Title'))
    window.type('no such words')
    window.find('list item', 'No article has these words', step=-1)
    window.key('ctrl+a')
    window.type('ferry')
    window.find('list item', article['title'], step=-1)
    window.key('Return')
    window.find('list item', 'Article', step=-1)
    wait('the focus on the way on', lambda: window.has_focus_in('button', 'Add'))
    window.key('Return')
    until_stored('an old address leads to an article', {'/old/ferry.html': f'article:{article["id"]}'}, redirects)
    tap.check('and is listed with its title', window.find('list item', f'/old/ferry.html. Leads to “{article["title"]}”', step=-1))

    window.press('Add an Old Address', step=-1)
    window.fill(old, '/?p=7')
    choose_in(window, 'Readers Get', 'Down')
    window.fill('Address, for Instance /en.*', 'news')
    window.key('Return')
    tap.check('what can’t be led to is refused', window.find('alert', '“news” is not a place to lead to; .*', step=-1))
    window.fill('Address, for Instance /en.*', '/en/news')
    window.key('Return')
    until_stored('another leads to an address', '/en/news/', lambda: redirects().get('/?p=7'))
    wait('the list', lambda: window.look('list item', '/\\?p=7. Leads to /en/news/', step=-1))
    all_named(window, 'the old addresses')


def change_old_addresses(window):
    window.focus('list item', '.*. Leads to .*')  # the one that had it last
    window.key('Home', 'Return')
    window.find(FIELD, 'Address, for Instance /old.*', step=-1)
    choose_in(window, 'Readers Get', 'End')
    window.press('Save', step=-1)
    until_stored('where one leads can be changed: it is gone', None, lambda: redirects().get('/?p=7', 'missing'))
    window.find('list item', '/\\?p=7. Gone: .*', step=-1)
    window.press('Remove /\\?p=7', step=-1)
    window.toast('“/\\?p=7” leads nowhere now')
    until_stored('one can be removed', False, lambda: '/?p=7' in redirects())
    window.press('Undo', step=-1)
    until_stored('and comes back', True, lambda: '/?p=7' in redirects())
    window.find('list item', '/\\?p=7. Gone: .*', step=-1)


def import_table(window, table):
    window.press('More', step=-1)
    wait('the focus in the menu', lambda: window.has_focus_in('menu item'))
    window.key('Return')
    window.choose_file(table, 'Import')


def import_old_addresses(window):
    table = room.house.path / 'old.csv'
    before = redirects()
    table.write_text('old,new\n/fine/,/en/\n/,/en/\n/other/,nowhere\n')
    import_table(window, table)
    told = window.find(DIALOG, '2 Rows Can’t Be Used', step=-1)
    until_stored('each row that can’t be used is named with its line', ['3', '4'], lambda: [
        found[1] for found in map(re.compile('.*old.csv:(\\d+)').match, window.names('label', told) or []) if found])
    all_named(window, 'the rows that can’t be used')
    window.press('Close', told)
    window.find_gone(DIALOG, '2 Rows .*')
    same('and nothing was imported', redirects(), before)

    table.write_text('old,new\n' + ''.join(f'/story/{i:05},/en/story-{i}/\n' for i in range(10000)))
    import_table(window, table)
    window.toast('10000 old addresses imported|10,000 old addresses imported')
    same('a long table is imported', len(redirects()), 10002)
    start = time.monotonic()
    window.focus(FIELD, 'Search Old Addresses', 'shift+Tab')
    window.type('story/09999')
    window.find('list item', '/story/09999/. Leads to /en/story-9999/', step=-1)
    tap.check('among ten thousand one is found at once', time.monotonic() - start < 20 * SLOWNESS)
    window.key('ctrl+a')
    window.type('no such letters')
    tap.check('what isn’t there is said not to be', window.find('label', 'Nothing Found', step=-1))
    room.cli('redirect', 'add', '/by/script/', '/en/')
    window.key('ctrl+a')
    window.type('by/script')
    tap.check('what a script adds is there too', window.find('list item', '/by/script/. Leads to /en/', step=-1))
    close_dialog(window)


room.spend([], prepare, (add_old_addresses, change_old_addresses, import_old_addresses))
