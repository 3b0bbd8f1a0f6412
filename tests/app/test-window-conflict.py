#!/usr/bin/env python3
# Somebody writes in the window, and somebody else in the command line, at one text.
#
# SPDX-FileCopyrightText: The Copydesk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Usage: test-window-conflict.py SOURCE BUILD

import sys
from pathlib import Path

source, build = Path(sys.argv[1]), Path(sys.argv[2])
sys.path[:0] = [str(source / 'tests/app'), str(source / 'tests/data')]
import tap  # noqa: E402 (after its folder is known)
from hands import FIELD, wait  # noqa: E402
from newsroom import Newsroom, all_named, same, stays, until_stored  # noqa: E402

DIALOG, VIEW = ('dialog', 'window', 'alert'), 'Put Both Texts Together'
BANNER = ('grouping', 'label', 'alert')
MERGED = 'Merged with a change made elsewhere'
FIRST, SECOND, THIRD = 'The ferry leaves at noon.', 'Nobody sells tickets on board.', 'The river is low this year.'
room = Newsroom(build)
draft = {}


def edition():
    return room.json('show', draft['id'])['editions'][0]


def body():
    return edition()['body']


def write_elsewhere(*paragraphs):
    text = room.house.path / 'elsewhere.md'
    text.write_text('\n\n'.join(paragraphs) + '\n')
    room.cli('set', draft['id'], '--draft', f'body=@{text}')


def text_of(*paragraphs):
    return '\n\n'.join(paragraphs) + '\n'


def prepare():
    room.cli('init')
    draft['id'] = room.cli('new', '--title', 'The ferry').strip()
    write_elsewhere(FIRST, SECOND, THIRD)


# What merges by itself

def begin(window):
    wait('the article', lambda: window.text('Body') == text_of(FIRST, SECOND, THIRD))


def follow(window):
    window.focus(FIELD, 'Body')
    for paragraphs in ((FIRST, SECOND), (FIRST, SECOND, THIRD)):
        write_elsewhere(*paragraphs)
        until_stored('who does not type sees what others write', text_of(*paragraphs), lambda: window.text('Body'))
    tap.check('and stays where they were', window.has_focus_in(FIELD, 'Body'))


def merge_by_itself(window):
    window.focus(FIELD, 'Body')
    window.key('ctrl+Home', 'ctrl+Right')
    desk = window.find('grouping', 'Article')
    with window.held():
        write_elsewhere(FIRST, SECOND, 'The river was low last year.')
        window.type(' old')
    toast = window.toast(MERGED)  # which is there for ten seconds, and goes with the next step
    tap.check('the window says that it merged', toast)
    until_stored('what both wrote is stored', text_of('The old ferry leaves at noon.', SECOND, 'The river was low last year.'),
                 body)
    same('and shows it', window.text('Body', desk), body())
    window.type('est')
    until_stored('the cursor is where it was',
                 text_of('The oldest ferry leaves at noon.', SECOND, 'The river was low last year.'), body)


def undo_merge(window):
    window.press('Undo', window.toast(MERGED))
    until_stored('Undo takes out what was written elsewhere and nothing else',
                 text_of('The oldest ferry leaves at noon.', SECOND, THIRD), body)
    same('in the window too', window.text('Body'), body())


def merge_tags(window):
    window.press('Add Tag')
    window.focus(FIELD, 'Add Tag')
    with window.held():
        room.cli('set', draft['id'], '--draft', 'tags=river')
        window.type('ferry\n')
    until_stored('tags of both stay', ['river', 'ferry'], lambda: room.json('show', draft['id'])['tags'])
    window.find('button', 'Remove tag river')
    window.key('Escape')


# What does not

def meet(window, title='The ferry', mine='Mine. ', theirs='Their ferry leaves at noon.'):
    """Both change the first paragraph; the second one alone is changed elsewhere."""
    window.focus(FIELD, 'Body')
    window.key('ctrl+Home')
    with window.held():
        write_elsewhere(theirs, SECOND + ' Ever.', THIRD)
        room.cli('set', draft['id'], '--draft', f'title={title}')
        window.type(mine)
    window.find(BANNER, 'Not saved: somebody else changed the same place.*', step=-1)


def open_view(window):
    window.press('Choose…', step=-1)
    view = window.find(DIALOG, VIEW, step=-1)
    wait('the view', lambda: window.look('label', 'Theirs, as it is stored', view))
    return view


def cancel(window):
    meet(window)
    stored = body()
    mine = window.text('Body')
    view = open_view(window)
    all_named(window, 'the view of a conflict')
    same('one place is to be decided', len(window.names('label', view)) > 0
         and sum(name.startswith('Body, place') for name in window.names('label', view)), 1)
    tap.check('nothing is saved before that', not window.has(window.find('button', 'Save', view, step=-1), 'SENSITIVE'))
    window.escape(DIALOG, VIEW)
    same('Cancel leaves mine on the desk', window.text('Body'), mine)
    stays('and theirs in the library', stored, body)


def decide(window):
    view = open_view(window)
    window.focus('radio button', 'Theirs')
    for name, text in (('Theirs', 'Their ferry leaves at noon.'),
                       ('Mine', 'Mine. The oldest ferry leaves at noon.')):
        window.focus('radio button', name, 'Right')
        window.key('space')
        until_stored(f'{name} shows what stands there then', text, lambda: window.text('Merged text'))
    window.focus(FIELD, 'Merged text')
    window.key('ctrl+End')
    window.type(' Ours.')
    window.press('Save', view, step=-1)
    window.find_gone(DIALOG, VIEW)
    until_stored('what was decided is stored, with all that merged',
                 text_of('Mine. The oldest ferry leaves at noon. Ours.', SECOND + ' Ever.', THIRD), body)
    same('and shown', window.text('Body'), body())
    same('nothing is unsaved', window.look(BANNER, 'Not saved.*'), None)


def decide_narrow(window):
    settle_title = edition()['title']
    window.focus(FIELD, 'Title')
    window.key('End')
    with window.held():
        room.cli('set', draft['id'], '--draft', 'title=Their ferry')
        window.type(' of mine')
    window.find(BANNER, 'Not saved: somebody else changed the same place.*', step=-1)
    window.resize(360, 640)
    view = open_view(window)
    all_named(window, 'the view of a conflict, narrow')
    window.focus('radio button', 'Theirs')
    window.focus('radio button', 'Both', 'Right')
    window.key('space')
    until_stored('both titles stay in one line', f'{settle_title} of mine Their ferry', lambda: window.text('Merged text'))
    window.press('Save', view, step=-1)
    window.find_gone(DIALOG, VIEW)
    until_stored('and are stored', f'{settle_title} of mine Their ferry', lambda: edition()['title'])


room.spend([], prepare, (begin, follow, merge_by_itself, undo_merge, merge_tags, cancel, decide, decide_narrow))
