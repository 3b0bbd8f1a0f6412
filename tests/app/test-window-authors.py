#!/usr/bin/env python3
# A person tells readers who the authors are.
#
# SPDX-FileCopyrightText: The Copydesk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Usage: test-window-authors.py SOURCE BUILD

import sys
from pathlib import Path

source, build = Path(sys.argv[1]), Path(sys.argv[2])
sys.path[:0] = [str(source / 'tests/app'), str(source / 'tests/data')]
import tap  # noqa: E402 (after its folder is known)
from dialog import choose_in, close_dialog, open_dialog  # noqa: E402
from hands import FIELD, wait  # noqa: E402
from newsroom import Newsroom, all_named, same, until_stored  # noqa: E402

room = Newsroom(build)
people = {}  # authors' first addresses and their ids


def prepare():
    room.cli('init', '--sample')


def author(slug='nadja-ostrelic'):
    """One of the authors, by an address that it has or had at first."""
    return next((author for author in room.json('author', 'list') if author['id'] == people.get(slug)), {})


def remember_authors():
    people.update({author['names']['en']['slug']: author['id'] for author in room.json('author', 'list')
                   if 'en' in author['names']})


def change_author(window):
    remember_authors()
    open_dialog(window, 0)
    window.focus('list item', 'Authors')
    window.key('Return')
    window.find('list item', 'Nađa Ostrelić|Nada Ostrelić', step=-1)
    all_named(window, 'the authors')
    window.focus(FIELD, 'Search Authors, or Write a New Name')
    window.type('ostrel')
    wait('one author', lambda: not window.look('list item', 'Ljubiša Vrletar', step=-1))
    window.focus('list item', '.* Ostrelić')
    window.key('Return')
    window.find(FIELD, 'Address of the Page', step=-1)
    all_named(window, 'an author')

    window.fill('Name', 'Nada Ostrelic Brod')
    window.key('Return')
    until_stored('an author gets another name', 'Nada Ostrelic Brod', lambda: author()['names']['en']['name'])
    same('and keeps the address', author()['names']['en']['slug'], 'nadja-ostrelic')
    window.focus(FIELD, 'Name')
    window.key('ctrl+a', 'BackSpace', 'Return')
    tap.check('none at all is refused', window.find('alert', 'An author needs a name', step=-1))
    window.type('Nada Ostrelic\n')
    until_stored('and the old one comes back', 'Nada Ostrelic', lambda: author()['names']['en']['name'])
    window.fill('Address of the Page', 'not an address')
    window.key('Return')
    tap.check('what can’t be part of an address is refused', window.find('alert', '“not an address” can\'t be part of .*', step=-1))
    window.fill('Address of the Page', 'nada')
    window.key('Return')
    window.toast('The old address leads on to the new one')
    until_stored('an address can be another', 'nada', lambda: author()['names']['en']['slug'])


def write_biography(window):
    window.focus(FIELD, 'Biography, in Markdown')
    window.key('ctrl+a')
    window.type('Writes about *rivers*.\n\nLives by one.')
    until_stored('a biography is saved while one writes', 'Writes about *rivers*.\n\nLives by one.',
                 lambda: author().get('biographies', {}).get('en'))
    choose_in(window, 'Kind', 'End', step='shift+Tab')
    until_stored('a person becomes an organisation', True, lambda: author()['organisation'])
    choose_in(window, 'Kind', 'Home')
    until_stored('and a person again', False, lambda: author()['organisation'])


def choose_portrait(window):
    ferry = next(media for media in room.json('media', 'list') if media['name'] == 'ferry.png')
    window.press('Choose the Portrait', step=-1)
    wait('the pictures', lambda: window.look('table cell', 'ferry.png', step=-1))
    window.focus('table cell', r'.*\.(png|jpg|webp)')
    window.key('Home')
    window.focus('table cell', 'ferry.png', 'Right')
    window.key('Return')
    until_stored('an author has a portrait', ferry['id'], lambda: author()['portrait'])
    window.fill('Alternative Text of the Portrait', 'Nada on the ferry')
    window.key('Return')
    until_stored('with words for those who don’t see it', 'Nada on the ferry',
                 lambda: words_of(ferry['id']))
    window.press('Take the Portrait Off', step=-1)
    window.toast('Portrait taken off; .*')
    until_stored('it can be taken off', None, lambda: author()['portrait'])
    window.press('Undo', step=-1)
    until_stored('and comes back', ferry['id'], lambda: author()['portrait'])
    close_dialog(window)


def words_of(uuid):
    media = next(media for media in room.json('media', 'list') if media['id'] == uuid)
    return media['texts']['en']['alt']


def author_from_details(window):
    """The window shows an article of another author; and what is typed last is not lost."""
    window.press('Edit author Iskra Zdravelj')
    window.find('dialog', 'Iskra Zdravelj', step=-1)
    wait('the author', lambda: window.text('Address of the Page') is not None)
    all_named(window, 'an author from an article')
    window.focus(FIELD, 'Biography, in Markdown')
    window.key('ctrl+a')
    window.type('Counts drones.')
    window.press('Close', window.find('dialog', 'Iskra Zdravelj', step=-1), step=-1)
    window.find_gone('dialog', 'Iskra Zdravelj')
    until_stored('what was typed last is kept', 'Counts drones.',
                 lambda: author('iskra-zdravelj').get('biographies', {}).get('en'))
    window.press('Edit author Iskra Zdravelj')
    until_stored('and shown when it is opened anew', 'Counts drones.', lambda: window.text('Biography, in Markdown'))
    window.press('Close', window.find('dialog', 'Iskra Zdravelj', step=-1), step=-1)
    window.find_gone('dialog', 'Iskra Zdravelj')


def add_author(window):
    open_dialog(window, 0)
    window.focus('list item', 'Authors')
    window.key('Return')
    window.focus(FIELD, 'Search Authors, or Write a New Name')
    window.type('Vesna Lipa')
    window.press('Add “Vesna Lipa”', step=-1)
    wait('the new author', lambda: window.look(FIELD, 'Address of the Page', step=-1))
    same('who isn’t there can be added', [one['names']['en']['name'] for one in room.json('author', 'list')].count('Vesna Lipa'), 1)
    close_dialog(window)


room.spend([], prepare, (change_author, write_biography, choose_portrait, author_from_details, add_author))
