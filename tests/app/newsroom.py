# newsroom.py - a house with a library in it, and a test as a day there
#
# SPDX-FileCopyrightText: The Copydesk contributors
# SPDX-License-Identifier: GPL-3.0-or-later

import json
import os
import subprocess
import sys
import time
from pathlib import Path

import tap
from hands import COMPLAINT, PATIENCE_S, House, Lost, Window, wait

# Nothing is lost but the last second: test-document.c holds the document to that.
# Here a whole machine takes part, which may have other things to do.
SLOWNESS = float(os.environ.get('SLOWNESS', 1))
SAVE_S = 3 * SLOWNESS
BUSY_S = 60  # so long the library may be somebody else's

NAMED = ('button', 'toggle button', 'check box', 'entry', 'text', 'combo box', 'list', 'list box', 'list item',
         'dialog', 'frame')


def same(claim, found, expected):
    tap.check(claim, found == expected, f'found    {found!r}\nexpected {expected!r}')


def stays(claim, expected, read, seconds=2 * SLOWNESS):
    """Checks that READ gives what is expected all the time."""
    start, found = time.monotonic(), read()
    while found == expected and time.monotonic() - start < seconds:
        time.sleep(0.05)
        found = read()
    same(claim, found, expected)


def until_stored(claim, expected, read):
    """Checks that READ comes to give what is expected."""
    start, found = time.monotonic(), read()
    while found != expected and time.monotonic() - start < PATIENCE_S:
        time.sleep(0.05)
        found = read()
    same(claim, found, expected)


def nameless(window):
    """Controls without a name. A combo row's own small list speaks through the row."""
    found, skip = [], None
    for node, depth in window.walk(window.root()):
        if skip is not None and depth > skip:
            continue
        role = node.get_role_name()
        skip = depth if role == 'combo box' else None
        if role in NAMED and not node.get_name().strip():
            parents, parent = [], node.get_parent()
            while parent is not None and len(parents) < 12:
                parents.append(parent.get_name() or parent.get_role_name())
                parent = parent.get_parent()
            found.append(f'{role} in {" < ".join(parents)}')
    return found


def all_named(window, where):
    offenders = window.steady(lambda: nameless(window))
    tap.check(f'everything has an accessible name: {where}', offenders == [], '\n'.join(offenders or ()))


def confirm(window, verb):
    """Presses the key for Publish or Update, and says yes."""
    window.key('ctrl+Return')
    question = window.find('alert', f'{verb} the Article\\?', step=-1)
    all_named(window, f'the question before {verb}')
    button = window.find('button', verb, question)
    wait('the focus on the answer', lambda: window.has(button, 'FOCUSED'))
    window.key('Return')


def files_of(folder):
    return {path.relative_to(folder): path.read_bytes() for path in folder.rglob('*') if path.is_file()}


def say(text):
    for line in text.splitlines():
        print(f'# {line}')


class Newsroom:
    """One library, what the command line and its file say of it, and the window on it."""

    def __init__(self, build, moves=True):
        self.build = build
        self.house = House(build, moves)
        self.library = self.house.path / 'Newsroom.copydesk'
        self.site = self.house.path / 'Newsroom-site'
        self.window = None

    def cli(self, *words):
        return subprocess.run([self.build / 'src/cli/copydesk-cli', '--library', self.library, *words],
                              check=True, capture_output=True, text=True).stdout

    def json(self, *words):
        return json.loads(self.cli('--json', *words))

    def rows(self, sql):
        done = subprocess.run(['sqlite3', '-json', '-cmd', f'.timeout {1000 * BUSY_S}',
                               self.library / 'library.sqlite3', sql], check=True, capture_output=True, text=True)
        return json.loads(done.stdout or '[]')

    def open(self, library=None):
        """Starts the program, which is the one that the closing looks at."""
        self.window = Window(self.house, library or self.library)
        return self.window

    def refuse(self, library, title, words):
        """Opens a library that can't be, which says so, with a way on."""
        before = files_of(library) if library.is_dir() else library.exists() and library.read_bytes()
        self.window.close()
        window = self.open(library)
        window.find('label', title)
        told = [name for name in window.names('label', window.root()) if library.name in name]
        same(f'{title}: one sentence says what to do', len(told), 1)
        tap.check(f'{title}: the sentence is “… {words}”', told and words in told[0], told)
        tap.check(f'{title}: there are ways on', window.find('button', 'Open Another Library…'))
        all_named(window, title)
        same(f'{title}: there is no list', window.look('list', 'Articles'), None)
        after = files_of(library) if library.is_dir() else library.exists() and library.read_bytes()
        same(f'{title}: nothing of it is touched', after, before)

    def spend(self, letters, prepare, steps):
        """Has a day with a keyboard of LETTERS: every step gets the window that is open then."""
        step = None
        try:
            self.house.start(letters)
            prepare()
            self.open()
            for step in steps:
                start = time.monotonic()
                step(self.window)
                say(f'{step.__name__}: {time.monotonic() - start:.0f} s')
            same('the program ends well', self.window.close(), 0)
        except (Lost, subprocess.SubprocessError) as error:
            tap.check(f'the window could be used ({step.__name__ if step else "start"})', False, error)
        finally:
            self._close()
        tap.done()

    def _close(self):
        log = self.house.log_path.read_text(encoding='utf-8', errors='replace')
        complaints = [line for line in log.splitlines() if COMPLAINT.search(line)]
        tap.check('the program has nothing to complain of', not complaints, '\n'.join(complaints))
        if tap.n_failed and self.window:
            picture = Path(os.environ.get('MESON_BUILD_ROOT', self.build)) / f'{Path(sys.argv[0]).stem}.png'
            say(self.window.tree())
            subprocess.run(['import', '-silent', '-window', 'root', picture])
            say(f'The display, as it was: {picture}')
            say('The end of the log:\n' + log[-4000:])
        if self.window:
            self.window.kill()
        self.house.stop()
