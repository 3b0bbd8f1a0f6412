#!/usr/bin/env python3
# A person backs a library up and gets it back, and repairs one that is damaged.
#
# SPDX-FileCopyrightText: The Copydesk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Usage: test-window-backup.py SOURCE BUILD

import subprocess
import sys
from pathlib import Path

source, build = Path(sys.argv[1]), Path(sys.argv[2])
sys.path[:0] = [str(source / 'tests/app'), str(source / 'tests/data')]
import tap  # noqa: E402 (after its folder is known)
from hands import FIELD, wait  # noqa: E402
from newsroom import Newsroom, all_named, same, until_stored  # noqa: E402

TITLE, LATER = 'Low Water in May', 'High Water in June'
BACKUPS = 5  # so far down in the main menu
PAGE = 4096
room = Newsroom(build, moves=False)
cli, rows = room.cli, room.rows


def titles():
    return [article['title'] for article in room.json('list')]


def shown(window):
    return [name.split(', ')[0] for name in window.names('list item', window.look('list', 'Articles')) or []]


def kept():
    """What lies where backups are put."""
    return sorted(path.name for path in room.house.path.iterdir() if path.name.startswith(('May', '.')))


def library_of(archive):
    """The titles in a backup."""
    other = room.house.path / 'Other.copydesk'
    words = [build / 'src/cli/copydesk-cli', '--library', other]
    subprocess.run([*words, 'restore-backup', archive], check=True, capture_output=True)
    listed = subprocess.run([*words, 'list'], check=True, capture_output=True, text=True).stdout
    return [title for title in (TITLE, LATER) if title in listed]


def open_backups(window):
    window.choose_from_main_menu(BACKUPS)
    return window.find('dialog', 'Backups')


def choose(window, name):
    """Does one of the things that can be done with backups."""
    open_backups(window)
    window.focus('button', name)
    window.key('Return')


def retitle(window, title):
    window.fill('Title', title)
    until_stored(f'“{title}” is stored', [title], titles)


def answer(window, question, button):
    alert = window.find('alert', question, step=-1)
    all_named(window, question)
    window.press(button, alert)
    window.find_gone('alert', question)


# Backups

def look(window):
    window.find('list item', f'{TITLE}, .*')
    open_backups(window)
    tap.check('the day’s snapshot says when and why', window.find('list item', r'Today, \d\d:\d\d'))
    tap.check('and how large it is', window.find('label', r'Kept for a week  ·  [\d.]+.kB'))
    wait('the focus on the first thing to do', lambda: window.has_focus_in('button', 'Back Up Now…'))
    all_named(window, 'backups')
    window.focus('button', r'Restore Today, .*')
    tap.check('a snapshot can be reached with keys', True)
    window.escape('dialog', 'Backups')


def back_up(window):
    archive = room.house.path / 'May.tar.zst'
    choose(window, 'Back Up Now…')
    window.choose_file(room.house.path / 'May', 'Back Up')
    tap.check('the end is told, with the file’s name', window.toast('Backed up to “May.tar.zst”'))
    same('a name without an ending gets one, and nothing else is left', kept(), ['May.tar.zst'])
    same('the backup has what the library has', library_of(archive), [TITLE])

    retitle(window, LATER)
    choose(window, 'Back Up Now…')
    window.choose_file(archive, 'Back Up', 'Replace')
    # What the toast says, an earlier one may still be saying.
    until_stored('who says so replaces a backup', [LATER], lambda: library_of(archive))
    same('and nothing else is left', kept(), ['May.tar.zst'])


def stop_backing_up(window):
    """A theme of many zeros takes some seconds."""
    theme = room.library / 'themes/own/zeros'
    theme.parent.mkdir(parents=True)
    with theme.open('wb') as file:
        file.truncate(20 << 30)
    choose(window, 'Back Up Now…')
    window.choose_file(room.house.path / 'May2', 'Back Up')
    window.find('progress bar', 'Progress of the backup')
    all_named(window, 'a backup being made')
    window.press('Cancel')
    toast = window.toast('Stopped; no backup was made')
    tap.check('a backup can be stopped', toast)
    # There it stays, in front of all others.
    window.focus('button', 'Dismiss', 'shift+Tab', toast)
    theme.unlink()
    same('and leaves nothing', kept(), ['May.tar.zst'])


def restore_snapshot(window):
    open_backups(window)
    window.press('Restore Today, .*')
    alert = window.find('alert', 'Restore “Today, .*”\\?', step=-1)
    tap.check('the question says what is replaced', window.find('label', 'All texts, names and settings .*', alert))
    tap.check('and that it is backed up first', window.find('label', '.* is backed up first, .*', alert))
    answer(window, 'Restore “Today, .*”\\?', 'Cancel')
    same('who says no changes nothing', titles(), [LATER])
    window.press('Restore Today, .*')
    answer(window, 'Restore “Today, .*”\\?', 'Restore')
    toast = window.toast('Backup restored')
    until_stored('the library is what the snapshot was', [TITLE], titles)
    until_stored('the window shows it', [TITLE], lambda: shown(window))
    until_stored('and opens the first article', TITLE, lambda: window.text('Title'))
    window.press('Undo', toast)
    until_stored('Undo brings back what was there', [LATER], titles)
    until_stored('in the window too', LATER, lambda: window.text('Title'))
    open_backups(window)
    tap.check('what was replaced is a snapshot', window.find('label', 'Before a backup was restored  ·  .*'))
    window.escape('dialog', 'Backups')


def write_on(window):
    retitle(window, 'Rain')
    tap.check('one can write on', window.find('label', r'Saved · \d+ words'))
    cli('new', '--title', 'From elsewhere')
    until_stored('the window sees what other programs do', ['From elsewhere', 'Rain'], lambda: sorted(shown(window)))


def restore_file(window):
    foreign = room.house.path / 'notes.txt'
    foreign.write_text('no backup')
    choose(window, 'Restore a Backup File…')
    window.choose_file(foreign, 'Open')
    answer(window, 'Restore “notes.txt”\\?', 'Restore')
    alert = window.find('alert', 'The Backup Could Not Be Restored', step=-1)
    tap.check('another file is refused in words', window.find('label', '.*notes.txt.* not a backup.*', alert))
    answer(window, 'The Backup Could Not Be Restored', 'Close')
    until_stored('and changes nothing', ['From elsewhere', 'Rain'], lambda: sorted(shown(window)))

    choose(window, 'Restore a Backup File…')
    window.choose_file(room.house.path / 'May.tar.zst', 'Open')
    answer(window, 'Restore “May.tar.zst”\\?', 'Restore')
    window.toast('Backup restored')
    until_stored('a file brings a library back', [LATER], titles)
    until_stored('which the window shows', [LATER], lambda: shown(window))


def narrow(window):
    window.resize(360, 640)
    window.find_gone('list', 'Places')
    window.press('Show Places')
    window.choose('Main Menu', BACKUPS)
    window.find('dialog', 'Backups')
    tap.check('on a phone there are backups too', window.find('list item', 'Today, .*'))
    all_named(window, 'backups on a phone')
    window.escape('dialog', 'Backups')
    window.resize(1440, 900)
    window.find('list', 'Places')


# Damage

def check(window):
    choose(window, 'Check Library')
    window.find('dialog', 'The Library Is Sound')
    all_named(window, 'a sound library')
    window.press('Close', window.find('dialog', 'The Library Is Sound'), step=-1)
    window.find_gone('dialog', 'The Library Is Sound')

    cli('set', room.json('list')[0]['id'], 'body=[A map](map.html) and ![](https://example.org/map.png)')
    choose(window, 'Check Library')
    report = window.find('dialog', 'The Library Is Sound')
    tap.check('what a person wrote is no damage', window.find('label', 'Nothing is damaged. There are 2 things .*', report))
    tap.check('a link that leads nowhere is told', window.find('list item', '.*“A map”.*', window.find('list', 'Links That Lead Nowhere', report)))
    tap.check('and a picture without words',
              window.find('list item', '.*example.org/map.png.*', window.find('list', 'Pictures Without Alternative Text', report)))
    same('nothing is to be repaired', window.look('button', 'Repair…', report), None)
    all_named(window, 'a sound library with broken links')
    window.press('Close', report)
    window.find_gone('dialog', 'The Library Is Sound')

    rows("UPDATE edition SET body = 'Somebody else''s words'")
    choose(window, 'Check Library')
    report = window.find('dialog', '2 Problems Found')
    tap.check('a check says which text is wrong', window.find('list item', f'.*{LATER}.*', report))
    all_named(window, 'a damaged library')
    window.press('Close', report)
    window.find_gone('dialog', '2 Problems Found')


def meet(window):
    """Reading meets the damage: that offers to repair."""
    cli('new', '--title', 'Sound')
    until_stored('both are listed', [LATER, 'Sound'], lambda: sorted(shown(window)))
    window.key('ctrl+f', 'Tab', 'Tab')
    wait('the focus in the list', lambda: window.has_focus_in('list item'))
    for key in ('Home', 'End', 'Home'):
        window.key(key)
        wait('a text', lambda: window.text('Title') == 'Sound' or window.look('label', 'The library is damaged.*'))
    tap.check('a text that can’t be read offers to repair', window.find('label', 'The library is damaged.*'))
    all_named(window, 'damage met')
    window.press('Repair…')
    answer(window, 'Repair the Library\\?', 'Cancel')
    window.press('Repair…')
    answer(window, 'Repair the Library\\?', 'Repair')
    report = window.find('dialog', '(The Library Is Repaired|Not All Could Be Saved)')
    tap.check('the report says what can be read', window.find('label', '.*2 articles can be read again.*', report))
    tap.check('and where the damaged file is', window.find('label', '.*damaged-.*', report))
    all_named(window, 'the report of a repair')
    window.press('Open the Library', report)
    until_stored('then the library is there', [LATER, 'Sound'], lambda: sorted(shown(window)))
    same('and the banner is gone', window.look('label', 'The library is damaged.*'), None)


def spoil(where):
    """Writes over a part of the database, while nobody has it."""
    room.window.close()
    file = room.library / 'library.sqlite3'
    data = file.read_bytes()
    file.write_bytes(data[:where.start] + b'\x5a' * len(where) + data[where.stop:])
    return room.open()


def repair(window):
    """A library that can't be opened."""
    window = spoil(range(PAGE, PAGE * 31))
    window.find('label', 'The Library Is Damaged')
    all_named(window, 'a library that is too damaged to be opened')
    window.press('Repair…')
    answer(window, 'Repair the Library\\?', 'Repair')
    report = window.find('dialog', '(The Library Is Repaired|Not All Could Be Saved)')
    window.press('Open the Library', report)
    until_stored('it can be opened again', True, lambda: bool(window.look('list', 'Articles')))
    same('and is sound', cli('check'), '')


def restore_over_damage(window):
    """One that looks like no library at all."""
    window = spoil(range(0, 16))
    window.find('label', 'This Is Not a Library')
    window.press('Restore a Backup…')
    window.find('dialog', 'Backups')
    same('there is nothing to back up', window.look('button', 'Back Up Now…'), None)
    window.focus('button', 'Restore a Backup File…')
    window.key('Return')
    window.choose_file(room.house.path / 'May.tar.zst', 'Open')
    answer(window, 'Restore “May.tar.zst”\\?', 'Restore')
    until_stored('a backup brings it back', [LATER], lambda: shown(window))


def prepare():
    cli('init')
    cli('new', '--title', TITLE)


room.spend([], prepare, (look, back_up, stop_backing_up, restore_snapshot, write_on, restore_file, narrow, check, meet,
                         repair, restore_over_damage))
