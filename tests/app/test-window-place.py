#!/usr/bin/env python3
# A library on a network drive, and one in a folder that is synchronised.
#
# SPDX-FileCopyrightText: The Copydesk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Usage: test-window-place.py SOURCE BUILD
#
# The network is pretended: network.c tells the program so of one folder.

import os
import subprocess
import sys
from pathlib import Path

source, build = Path(sys.argv[1]), Path(sys.argv[2])
sys.path[:0] = [str(source / 'tests/app'), str(source / 'tests/data')]
import tap  # noqa: E402 (after its folder is known)
from hands import wait  # noqa: E402
from newsroom import Newsroom, all_named, same, until_stored  # noqa: E402

TITLE = 'Low Water in May'
room = Newsroom(build)
network, local = room.house.path / 'network', room.house.path / 'local'
room.library = network / 'Newsroom.copydesk'
moved = local / 'Newsroom.copydesk'
holder = None  # another program that has the library open


def shown(window):
    return [name.split(', ')[0] for name in window.names('list item', window.look('list', 'Articles')) or []]


def titles(library):
    done = subprocess.run([build / 'src/cli/copydesk-cli', '--library', library, 'list'],
                          check=True, capture_output=True, text=True)
    return TITLE in done.stdout


def close_alert(window, title):
    alert = window.find('alert', title, step=-1)
    all_named(window, title)
    window.press('Close', alert)
    window.find_gone('alert', title)


def hold():
    """Another program opens the library."""
    global holder
    holder = subprocess.Popen([build / 'src/cli/copydesk-cli', '--library', room.library, 'serve', '--port', '0'],
                              stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    holder.stdout.readline()  # it says where it serves


def let_go():
    holder.terminate()
    holder.wait()


def second(window):
    """The library is held: the window says so in one line, and tries again."""
    window.find('label', 'The Library Is in Use')
    told = [name for name in window.names('label', window.root()) if str(room.library) in name]
    same('one line says who has it and what to do', len(told), 1)
    tap.check('the line is “Another program …”', told and told[0].startswith('Another program has'), told)
    all_named(window, 'a library that another program has')
    let_go()
    window.press('Try Again')
    until_stored('once it is free, Try Again opens it', [TITLE], lambda: shown(window))


def alone(window):
    tap.check('a banner says that it is on a network drive', window.find('label', 'This library is on a network drive, .*'))
    all_named(window, 'a library on a network drive')
    done = subprocess.run([build / 'src/cli/copydesk-cli', '--library', room.library, 'list'],
                          capture_output=True, text=True)
    same('another program is refused', (done.returncode, done.stdout, len(done.stderr.splitlines())), (1, '', 1))


def move(window, folder):
    window.press('Move…')
    window.choose_file(folder, 'Move Here')


def move_badly(window):
    move(window, network)
    alert = window.find('alert', 'The Library Could Not Be Moved', step=-1)
    tap.check('another place on the network is refused', window.find('label', '.*not on a disk of this computer.*', alert))
    close_alert(window, 'The Library Could Not Be Moved')
    until_stored('and the library is open again', [TITLE], lambda: shown(window))


def stop_moving(window):
    """A theme of many zeros takes some seconds."""
    theme = room.library / 'themes/own/zeros'
    theme.parent.mkdir(parents=True)
    with theme.open('wb') as file:
        file.truncate(20 << 30)
    move(window, local)
    dialog = window.find('dialog', 'Moving the Library')
    all_named(window, 'a library being moved')
    wait('the focus on Cancel', lambda: window.has_focus_in('button', 'Cancel'))
    window.key('Return')
    tap.check('moving can be stopped', window.toast('Stopped; the library is where it was'))
    theme.unlink()
    same('and leaves nothing', list(local.iterdir()), [])
    until_stored('the library is open again', [TITLE], lambda: shown(window))
    tap.check('where it was', window.find('label', 'This library is on a network drive, .*'))


def move_well(window):
    move(window, local)
    alert = window.find('alert', 'The Library Has Moved', step=-1)
    told = [name for name in window.names('label', alert) if str(moved) in name]
    tap.check('the end says where it is and where the old one is', told and str(room.library) in told[0], told)
    close_alert(window, 'The Library Has Moved')
    until_stored('the window has the new one', [TITLE], lambda: shown(window))
    same('without a banner', window.look('label', 'This library is on .*'), None)
    same('the old one stays', titles(room.library), True)
    settings = (room.house.path / 'config/glib-2.0/settings/keyfile').read_text()
    tap.check('the new one is what opens next time', f"library='{moved}'" in settings, settings)


def synchronised(window):
    (local / '.stfolder').mkdir()
    window.close()
    window = room.open(moved)
    tap.check('in a synchronised folder a banner says what is lost by it',
              window.find('label', 'Syncthing synchronises this library, .*'))
    all_named(window, 'a library in a synchronised folder')
    window.resize(360, 640)
    window.find_gone('list', 'Places')
    tap.check('on a phone too', window.find('label', 'Syncthing synchronises this library, .*'))
    all_named(window, 'a banner on a phone')


def prepare():
    network.mkdir()
    local.mkdir()
    os.environ.update({
        'GSETTINGS_BACKEND': 'keyfile',
        'LD_PRELOAD': str(build / 'tests/app/libnetwork.so'),
        'NETWORK_FOLDER': str(network),
        'ASAN_OPTIONS': os.environ['ASAN_OPTIONS'] + ':verify_asan_link_order=0',
    })
    room.cli('init')
    room.cli('new', '--title', TITLE)
    hold()


room.spend([], prepare, (second, alone, move_badly, stop_moving, move_well, synchronised))
