#!/usr/bin/env python3
# A person publishes, takes offline and changes the newsroom itself; and what
# the window says where the site or the library can't be written or read.
#
# SPDX-FileCopyrightText: The Copydesk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Usage: test-window-newsroom.py SOURCE BUILD

import re
import subprocess
import sys
import urllib.parse
import urllib.request
from pathlib import Path

source, build = Path(sys.argv[1]), Path(sys.argv[2])
sys.path[:0] = [str(source / 'tests/app'), str(source / 'tests/data')]
import tap  # noqa: E402 (after its folder is known)
from hands import FIELD, wait  # noqa: E402
from newsroom import Newsroom, all_named, confirm, same, stays, until_stored  # noqa: E402

DIALOG = ('dialog', 'alert')
room = Newsroom(build)
cli = room.cli
shown_address = room.house.path / 'shown-address'
UPDATE_SITE = 2  # so far down in the main menu
draft = {}  # the article of the sample that is not published yet


def make_browser():
    """A browser of the session's own, which notes what it is to show."""
    program = room.house.path / 'browser'
    program.write_text(f'#!/bin/sh\nprintf %s "$1" > {shown_address}.new && mv {shown_address}.new {shown_address}\n')
    program.chmod(0o755)
    folder = room.house.path / 'data/applications'
    folder.mkdir()
    (folder / 'browser.desktop').write_text('[Desktop Entry]\nType=Application\nName=Browser\nMimeType=x-scheme-handler/http;\n'
                                            f'Exec={program} %u\n')
    (room.house.path / 'config/mimeapps.list').write_text('[Default Applications]\nx-scheme-handler/http=browser.desktop\n')


def prepare():
    make_browser()
    cli('init', '--sample')
    draft.update(room.json('list')[0])


def edition():
    return room.json('show', draft['id'])['editions'][0]


def page_file():
    return room.site / 'en/analysis' / edition()['slug'] / 'index.html'


def fetch(address):
    with urllib.request.urlopen(address, timeout=60) as answer:
        return answer.read()


def choose_status(window, n_down):
    window.choose('Status: .*', n_down)


def first_row(window):
    return (window.names('list item', window.look('list', 'Articles')) or [None])[0]


# Publishing

def say_offline(window):
    choose_status(window, 0)
    window.press('Take Offline', window.find('alert', 'Take the Article Offline\\?', step=-1))


def go_offline(window):
    say_offline(window)
    window.find_gone('alert', 'Take the Article Offline\\?')
    window.find('button', 'Status: Draft')


def refuse_to_publish(window):
    """Publishes where the folder of the site can't be made, and where a page is somebody else's."""
    wait('the article', lambda: window.text('Title') == draft['title'])
    room.site.write_text('no folder')
    confirm(window, 'Publish')
    told = window.find('alert', 'The Site Could Not Be Written', step=-1)
    all_named(window, 'the site could not be written')
    words = [name for name in window.names('label', told) if 'Newsroom-site' in name]
    same('one sentence says that the site could not be written', len(words), 1)
    window.press('Close', told)
    same('what is there instead of the folder is left alone', room.site.read_text(), 'no folder')
    same('the article is published, and the next run writes it', edition()['status'], 'published')
    room.site.unlink()

    window.find_gone('alert', '.*')
    go_offline(window)
    page_file().parent.mkdir(parents=True)
    page_file().write_text('somebody else’s')
    confirm(window, 'Publish')
    told = window.find('alert', 'The Site Could Not Be Written', step=-1)
    words = [name for name in window.names('label', told) if 'was not put there by this library' in name]
    same('one sentence says whose file is in the way', len(words), 1)
    window.press('Close', told)
    window.find_gone('alert', '.*')
    same('a file that is somebody else’s stays', page_file().read_text(), 'somebody else’s')
    same('the article is published here too', edition()['status'], 'published')
    half = [path for path in room.site.rglob('*.html')
            if not path.read_text().endswith(('</html>\n', 'somebody else’s'))]
    same('no page is half-written', half, [])
    page_file().unlink()
    go_offline(window)


def take_offline(window):
    choose_status(window, 0)
    question = window.find('alert', 'Take the Article Offline\\?', step=-1)
    all_named(window, 'the question before going offline')
    window.press('Cancel', question)
    window.find_gone('alert', '.*')
    stays('Cancel leaves the article online', ('published', True), lambda: (edition()['status'], page_file().exists()))
    say_offline(window)
    tap.check('going offline is told', window.toast(f'“{draft["title"]}” is no longer on the site'))
    same('its page is gone from the site', page_file().exists(), False)
    same('and the article is a draft', [edition()['status'], edition()['live']], ['draft', False])
    until_stored('as the list says', True, lambda: 'English: draft' in (first_row(window) or ''))


def publish(window):
    confirm(window, 'Publish')
    window.press('Show Page', window.toast('“.*” published'))
    tap.check('the end of publishing offers to show the page', True)
    wait('the browser', shown_address.exists)
    address = urllib.parse.urlparse(shown_address.read_text())
    same('Show Page asks this machine', address.hostname, '127.0.0.1')
    same('for the page of this article', room.site / address.path.strip('/') / 'index.html', page_file())
    page = fetch(address.geturl()).decode()
    same('which it gets as it was written', page, page_file().read_text(encoding='utf-8'))
    tap.check('with its title', draft['title'] in page)
    styles = re.search('<link rel="stylesheet" href="([^"]*)"', page)[1]
    tap.check('and its styles', fetch(urllib.parse.urljoin(address.geturl(), styles)))
    until_stored('the list says that it is published', True,
                 lambda: 'English: published' in (first_row(window) or ''))


def leave_at_once(window):
    """Goes while the window still offers to show what was published."""
    window.choose_from_main_menu(UPDATE_SITE)
    window.find('button', 'Show Page', window.toast('The site is up to date'))
    same('the program ends well though it still offers something', window.close(), 0)
    same('and has closed the library', [path.name for path in room.library.iterdir() if path.name.endswith(('-wal', '-shm'))],
         [])
    room.open()
    wait('the article', lambda: room.window.text('Title'))


def step_through(window):
    window.press('Status: Draft')
    wait('the focus in the menu', lambda: window.has_focus_in('menu item'))
    same('a draft has four statuses, none of them for a time that nobody set',
         len(window.names('menu item', window.look('menu', 'Status: Draft'))), 4)
    window.key('Down', 'Return')
    until_stored('In Review asks nothing', 'review', lambda: edition()['status'])
    window.find('button', 'Status: In Review')
    until_stored('and the list says it', True, lambda: 'English: in review' in (first_row(window) or ''))
    choose_status(window, 2)
    until_stored('nor does Approved', 'approved', lambda: edition()['status'])
    window.find('button', 'Status: Approved')


# The newsroom

def close_dialog(window):
    window.escape(DIALOG)


def refused(window, field, value, words, read):
    """Checks that a bad value is refused beside its field and not stored."""
    before = read()
    window.focus(FIELD, field)
    window.key('ctrl+a', 'BackSpace')
    window.type(value + '\n')
    tap.check(f'{field} “{value}” is refused in words', window.find('alert', words, step=-1))
    stays('and is not stored', before, read)


def fill_and_store(window, field, value, read):
    window.fill(field, value)
    window.key('Return')
    until_stored(f'{field} “{value}” is stored', value, read)
    window.find_gone('alert', '.*')


def change_site(window):
    def setting(name):
        return lambda: room.json('site', 'show')[name]
    window.key('ctrl+comma')
    window.find(DIALOG, 'Newsroom', step=-1)
    all_named(window, 'the newsroom')
    refused(window, 'Name', '', ".* can't be empty", setting('title'))
    fill_and_store(window, 'Name', 'Skela Press', setting('title'))
    refused(window, 'Address of the Site', 'ftp://x', '“ftp://x” is not a web address; write it as https://.*',
            setting('url'))
    fill_and_store(window, 'Address of the Site', 'https://skela.invalid/', setting('url'))
    window.focus('list item', 'Name in Each Language', 'shift+Tab')
    window.key('space')
    window.find(FIELD, 'Serbian \\(Cyrillic\\)', step=-1)
    all_named(window, 'the newsroom, its names open')


def change_sections(window):
    def names():
        return [section['names']['en']['name'] for section in room.json('section', 'list')]
    before = names()
    window.focus('page tab', 'Site')
    window.key('Right', 'Right', 'space')
    window.find('list', 'Sections', step=-1)
    all_named(window, 'the sections')
    window.focus(FIELD, 'Add a Section')
    window.type('Science\n')
    until_stored('a section is added', [*before, 'Science'], names)
    window.choose('Order of Science', 0)
    until_stored('and moved up', [*before[:-1], 'Science', before[-1]], names)
    window.focus('list item', before[0])
    window.key('space')
    refused(window, 'Name in English', '', 'A section needs a name', names)
    fill_and_store(window, 'Name in English', 'Dispatches', lambda: names()[0])
    slug = room.json('section', 'list')[0]['names']['en']['slug']
    same('a section with another name keeps its address', slug, 'news')
    all_named(window, 'the sections, one of them open')
    close_dialog(window)
    window.find('label', 'Skela Press')
    places = window.names('list item', window.find('list', 'Places'))[5:-1]
    same('the places follow', [name.split(', ')[0] for name in places], names())


def look_around(window):
    for name, n_down in (('Backups', 5), ('Keyboard Shortcuts', 6), ('About', 7)):
        window.choose_from_main_menu(n_down)
        window.find(DIALOG, name, step=-1)
        tap.check(f'{name} opens', True)
        if name != 'About':  # what has no name there is libadwaita's
            all_named(window, name)
        close_dialog(window)
    window.key('ctrl+question')
    window.find(DIALOG, 'Keyboard Shortcuts', step=-1)
    close_dialog(window)


# Libraries that can't be opened

def refuse_libraries(window):
    foreign, newer, file, missing = (room.house.path / f'{name}.copydesk'
                                     for name in ('foreign', 'newer', 'file', 'missing'))
    foreign.mkdir()
    (foreign / 'library.sqlite3').write_text('These are notes of a meeting, and no library.\n' * 100)
    room.refuse(foreign, 'This Is Not a Library', 'choose another')
    subprocess.run([build / 'src/cli/copydesk-cli', '--library', newer, 'init'], check=True, capture_output=True)
    subprocess.run(['sqlite3', newer / 'library.sqlite3', 'PRAGMA journal_mode = DELETE; PRAGMA user_version = 99'],
                   check=True, capture_output=True)
    room.refuse(newer, 'A Newer Copydesk Made This Library', 'update Copydesk')
    file.write_text('no folder')
    room.refuse(file, 'This Is Not a Library', 'choose another')
    room.refuse(missing, 'There Is No Library', 'make a new one')


room.spend([], prepare, (refuse_to_publish, publish, leave_at_once, take_offline, step_through,
                         change_site, change_sections, look_around, refuse_libraries))
