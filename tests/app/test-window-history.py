#!/usr/bin/env python3
# A person looks at what a text was, brings it back, and deletes it in the end.
#
# SPDX-FileCopyrightText: The Copydesk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Usage: test-window-history.py SOURCE BUILD

import re
import shutil
import sys
from pathlib import Path

source, build = Path(sys.argv[1]), Path(sys.argv[2])
sys.path[:0] = [str(source / 'tests/app'), str(source / 'tests/data')]
import tap  # noqa: E402 (after its folder is known)
from hands import FIELD, wait  # noqa: E402
from newsroom import Newsroom, all_named, confirm, same, stays, until_stored  # noqa: E402

TITLE = 'Low Water in May'
BEFORE = 'Ferries stay at the bank.\n\nThe водостај is low.\n'
AFTER = 'Ferries stay at the bank.\n\nThe водостај is high.\n\nRain came.\n'
# Each passage that went, and then what came in its place.
BOTH = 'Ferries stay at the bank.\n\nThe водостај is highlow.\n\nRain came.\n'
ADDED = 'Nobody saw it come.\n'
LETTERS = sorted({letter for letter in BEFORE + AFTER if ord(letter) > 127})
HOUR, DAY = 3_600_000_000, 86_400_000_000
room = Newsroom(build)
cli, rows = room.cli, room.rows


def stored():
    found = rows(f"SELECT e.body FROM edition e WHERE e.title = '{TITLE}'")
    return found[0]['body'] if found else None


def deleted():
    found = rows(f"SELECT a.deleted_us FROM article a JOIN edition e ON e.article_id = a.id WHERE e.title = '{TITLE}'")
    return [row['deleted_us'] is not None for row in found]


def article():
    return room.json('list')[0]['id']


def pass_time(us):
    rows(f'UPDATE article SET created_us = created_us - {us}; UPDATE edition SET changed_us = changed_us - {us};'
         f'UPDATE revision SET made_us = made_us - {us}, kept_us = kept_us - {us}')


def write_body(window, text):
    window.focus(FIELD, 'Body')
    window.key('ctrl+a')
    window.type(text)
    until_stored('what was typed is stored', text, stored)


def versions(window):
    """What the rows say, without the moment and the desk."""
    names = window.names('list item', window.look('list box', 'Versions') or window.look('list', 'Versions'))
    return [re.sub(r'^.+, \d\d:\d\d, (.+), [^,]+$', r'\1', name) for name in names or []]


def shown(window):
    return window.text('Text of the version')


def attributes(window, word):
    """How a word of the version is drawn, as a screen reader hears it."""
    node = window.find('text', 'Text of the version')
    offset = shown(window).index(word)
    found = window.steady(lambda: room.house.atspi.Text.get_attribute_run(node, offset, False))
    return dict(found[0] if isinstance(found, tuple) else found)


def open_history(window):
    window.key('ctrl+shift+h')
    return window.find('dialog', 'History')


def close_history(window):
    window.escape('dialog', 'History')


# The text

def nothing_yet(window):
    window.press('Write the First Article')
    wait('the focus in the title', lambda: window.has_focus_in(FIELD, 'Title'))
    window.type(TITLE)
    window.key('Tab', 'Tab')
    window.type(BEFORE)
    until_stored('a first text is stored', BEFORE, stored)
    open_history(window)
    tap.check('a text that was never left has no versions, and that is said', window.find('label', 'No Versions Yet'))
    all_named(window, 'an empty history')
    close_history(window)


def compare(window):
    pass_time(2 * HOUR)
    write_body(window, AFTER)
    window.choose('More', 0)
    window.find('dialog', 'History')
    until_stored('the menu shows what the pause has left', ['Pause in writing'], lambda: versions(window))
    until_stored('beside it is what it was and what it became', f'{TITLE}\n{BOTH}', lambda: shown(window))
    tap.check('how many changes there are is said', window.find('label', '2 changes'))
    all_named(window, 'a history')
    only, lacked = attributes(window, 'low'), attributes(window, 'high')
    tap.check('what only the version has is underlined', only.get('underline') == 'single', only)
    tap.check('what was written since is struck through', lacked.get('strikethrough') == 'true', lacked)
    same('and neither is both', ('strikethrough' in only, 'underline' in lacked), (False, False))

    window.press('Next Change')
    window.press('Previous Change')
    window.focus('check box', 'Show Changes')
    window.key('space')
    until_stored('without changes it is the text as it was', f'{TITLE}\n{BEFORE}', lambda: shown(window))
    same('and nothing is counted', window.look('label', '2 changes'), None)


def restore(window):
    n_before = len(room.json('revisions', article()))
    window.press('Restore', step=-1)
    window.press('Undo', window.toast('Version restored: .+'))
    until_stored('Undo takes it back', AFTER, lambda: window.text('Body'))
    same('in the library too', stored(), AFTER)
    same('what was there is a version now', len(room.json('revisions', article())), n_before + 2)


def restore_again(window):
    """What was typed on a version that was restored is lost for nobody."""
    open_history(window)
    until_stored('both texts are versions', ['Before a version was restored'] * 2 + ['Pause in writing'],
                 lambda: versions(window))
    wait('the focus on a version', lambda: window.has_focus_in('list item'))
    window.key('End')
    wait('the focus on the oldest', lambda: window.has_focus_in('list item', '.*Pause in writing.*'))
    wait('its text', lambda: shown(window) == f'{TITLE}\n{BOTH}')
    window.press('Restore', step=-1)
    window.find_gone('dialog', 'History')
    until_stored('Restore brings the text back, to the byte', BEFORE, stored)
    until_stored('and the window shows it', BEFORE, lambda: window.text('Body'))
    window.focus(FIELD, 'Body')
    window.key('ctrl+End')
    window.type(ADDED)
    open_history(window)  # saves it first
    wait('the text of the newest', lambda: 'Rain came.' in (shown(window) or ''))
    window.press('Restore', step=-1)
    window.find_gone('dialog', 'History')
    until_stored('what was there before comes back', AFTER, lambda: window.text('Body'))
    bodies = [cli('show', article(), '--revision', revision['id'], '--markdown')
              for revision in room.json('revisions', article())]
    tap.check('and what was typed is a version', BEFORE + ADDED in bodies, bodies)


def readers(window):
    confirm(window, 'Publish')
    window.toast(f'“{TITLE}” published')
    open_history(window)
    until_stored('the version that readers have is marked', 'Readers have this', lambda: versions(window)[0])
    tap.check('a version that is the text now can’t be restored', window.find('label', 'Same as the text now'))
    same('so its button is insensitive', window.has(window.find('button', 'Restore', step=-1), 'SENSITIVE'), False)
    all_named(window, 'a history with a release')
    close_history(window)


def narrow(window):
    window.resize(360, 640)
    window.find_gone('button', 'Status: Published')
    open_history(window)
    until_stored('on a phone the versions come first', 'Readers have this', lambda: (versions(window) or [''])[0])
    wait('the focus on the newest', lambda: window.has_focus_in('list item', '.*Readers have this.*'))
    window.key('Return')
    tap.check('and then the text of one', window.find('text', 'Text of the version'))
    all_named(window, 'a history on a phone')
    window.key('Escape')
    tap.check('Escape goes back to the versions', window.find('list item', '.*Readers have this.*'))
    close_history(window)
    window.resize(1440, 900)
    window.find('button', 'Status: Published')


# The trash

def go_to_trash(window):
    window.key('ctrl+f')
    wait('the focus in the search', lambda: window.has_focus_in(FIELD, 'Search articles'))
    window.focus('list item', '(All Articles|Trash), .*', 'shift+Tab')
    window.key('End')
    wait('the focus on the trash', lambda: window.has_focus_in('list item', 'Trash, .*'))


def delete(window):
    window.press('More')
    # GTK tells no names of a menu's items: History, Take Offline, Move to Trash.
    wait('the focus in the menu', lambda: window.has_focus_in('menu item'))
    window.key('Down', 'Down', 'Return')
    window.toast('Moved to the trash')
    until_stored('the article is in the trash', [True], deleted)


def open_trash(window):
    go_to_trash(window)
    row = window.find('list item', f'{TITLE}, Will be removed on .*')
    tap.check('a row in the trash says when it goes', row)
    tap.check('the trash says how long it keeps things', window.find('label', 'Articles are removed after 30 days'))
    window.key('ctrl+f')
    window.focus('list item', f'{TITLE}, .*')
    window.key('Home')
    window.find('label', 'In the trash until .+')


def read_only(window):
    all_named(window, 'an article in the trash')
    window.focus(FIELD, 'Body')
    window.key('ctrl+End')
    window.type('x')
    stays('what is in the trash can’t be written on', AFTER, lambda: window.text('Body'))
    same('nor have another status', window.has(window.find('button', 'Status: Published'), 'SENSITIVE'), False)
    open_history(window)
    same('nor be restored from its history', window.has(window.find('button', 'Restore', step=-1), 'SENSITIVE'), False)
    close_history(window)
    window.press('Restore')
    until_stored('Restore takes it out of the trash', [False], deleted)
    wait('Update, as it was', lambda: window.look('button', 'Update'))
    window.find_gone('label', 'In the trash until .+')


def empty(window):
    delete(window)
    cli('new', '--title', 'Stays')
    go_to_trash(window)
    window.press('Empty Trash…')
    question = window.find('alert', 'Empty the Trash\\?', step=-1)
    tap.check('emptying asks first', window.find('label', '1 article is removed for good, .*', question))
    all_named(window, 'the question before emptying')
    window.press('Cancel', question)
    window.find_gone('alert', 'Empty the Trash\\?')
    same('who says no keeps it', deleted(), [True])
    window.press('Empty Trash…')
    window.press('Empty Trash', window.find('alert', 'Empty the Trash\\?', step=-1))
    tap.check('who empties it is told', window.toast('1 article removed for good'))
    until_stored('who says yes does not', [], deleted)
    tap.check('the place is empty then', window.find('label', 'No Articles'))
    same('and offers nothing', window.look('button', 'Empty Trash…'), None)
    same('other articles stay', [found['title'] for found in room.json('list')], ['Stays'])


def month(window):
    """What has been there for 30 days goes when the library is opened, once a day."""
    ids = {title: cli('new', '--title', title).strip() for title in ('Old', 'Young')}
    for title, days in (('Old', 30), ('Young', 29)):
        cli('delete', ids[title])
        rows(f"UPDATE article SET deleted_us = deleted_us - {days * DAY} WHERE uuid = '{ids[title]}'")
    window.close()
    shutil.rmtree(room.library / 'backups')  # the day's care was taken
    room.open()
    until_stored('after 30 days it is gone', ['Young'], lambda: [found['title'] for found in room.json('trash')])


def order(window):
    """The trash is in the order of deletion, whatever the dates say."""
    window = room.window
    window.find('list item', 'Stays, .*')
    for title, date in (('First', '2026-11-01'), ('Second', '2026-09-01'), ('Third', '2026-10-01')):
        cli('delete', cli('new', '--title', title, '--date', date).strip())
    go_to_trash(window)
    until_stored('the trash has what was deleted last first', ['Third', 'Second', 'First', 'Young'], lambda: listed(window))


def listed(window):
    return [name.split(', ')[0] for name in window.names('list item', window.look('list', 'Articles')) or []]


def give_back(window):
    """A row has a menu, which its key opens."""
    window = room.window
    window.key('ctrl+f')
    window.focus('list item', 'Third, .*')
    window.key('Home')  # selects it
    window.find('label', 'In the trash until .+')
    window.key('Menu')
    wait('the focus in the menu', lambda: window.has_focus_in('menu item'))
    window.key('Escape')
    window.find_gone('menu item', '.*')
    wait('the focus in the list', lambda: window.has_focus_in('list item', 'Third, .*'))
    window.key('Down')
    wait('the focus on the next', lambda: window.has_focus_in('list item', 'Second, .*'))
    window.key('shift+F10')
    wait('the focus in the menu', lambda: window.has_focus_in('menu item'))
    window.key('Return')
    window.toast('Taken out of the trash')
    until_stored('Restore in it gives the article back', ['Third', 'First', 'Young'],
                 lambda: [found['title'] for found in room.json('trash')])
    until_stored('and the row leaves the list', ['Third', 'First', 'Young'], lambda: listed(window))
    all_named(window, 'the trash with a row less')


def take_away(window):
    """Elsewhere it moves to the trash."""
    window = room.window
    window.key('ctrl+f')
    window.focus('list item', 'Trash, .*', 'shift+Tab')
    window.key('Home')
    window.find('list item', 'Second, .*')
    window.key('ctrl+f')
    window.focus('list item', 'Second, .*|Stays, .*')
    window.key('End')
    wait('the focus on the last', lambda: window.has_focus_in('list item', 'Second, .*'))
    window.key('Menu')
    wait('the focus in the menu', lambda: window.has_focus_in('menu item'))
    window.key('Return')
    toast = window.toast('Moved to the trash')
    until_stored('Move to Trash in it does that', 'Second', lambda: room.json('trash')[0]['title'])
    window.press('Undo', toast)
    until_stored('and can be undone', 'Third', lambda: room.json('trash')[0]['title'])


def prepare():
    cli('init')
    cli('site', 'set', 'languages=en,sr', 'url=https://newsroom.invalid/')


room.spend(LETTERS, prepare, (nothing_yet, compare, restore, restore_again, readers, narrow, delete, open_trash, read_only,
                              empty, month, order, give_back, take_away))
