# desk.py - runs copydesk-cli in a home of its own
#
# SPDX-FileCopyrightText: The Copydesk contributors
# SPDX-License-Identifier: GPL-3.0-or-later

import atexit
import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / 'data'))
import tap  # noqa: E402 (after its folder is known)

NOBODY = 65534
program = Path(sys.argv[1])
folder = Path(tempfile.mkdtemp(prefix='desk-cli-'))
library = folder / 'Test.copydesk'


def _clean():
    for top, folders, _ in os.walk(folder):
        for name in folders:
            if not os.path.islink(os.path.join(top, name)):
                os.chmod(os.path.join(top, name), 0o700)
    shutil.rmtree(folder)


atexit.register(_clean)


def environment(**more):
    keep = ('PATH', 'ASAN_OPTIONS', 'UBSAN_OPTIONS', 'LSAN_OPTIONS', 'LD_LIBRARY_PATH')
    own = {name: os.environ[name] for name in keep if name in os.environ}
    own |= {'HOME': str(folder), 'LC_ALL': 'C.UTF-8', 'COPYDESK_LIBRARY': str(library)}
    return own | more


def run(*args, stdin=b'', env=None, **more):
    """Runs a command; its output is bytes."""
    return subprocess.run([program, *map(os.fspath, args)], input=stdin, env=env or environment(),
                          stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=120, **more)


def do(*args, **more):
    """Runs a command that has to work; returns its output without the line's end."""
    done = run(*args, **more)
    if done.returncode != 0:
        raise SystemExit(f'{args} ended with {done.returncode}: {done.stderr.decode(errors="replace")}')
    return done.stdout.decode().removesuffix('\n')


def ask(*args, **more):
    """Runs a command that has to work with --json; returns what it says."""
    return json.loads(do('--json', *args, **more))


def edition(article, lang=None):
    editions = ask('show', article)['editions']
    return next(e for e in editions if lang in (None, e['lang']))


def check(claim, found, expected=True):
    tap.check(claim, found == expected, f'found    {found!r}\nexpected {expected!r}')


def check_refused(claim, done, status, *words):
    """One line on stderr that has WORDS, nothing on stdout."""
    lines = done.stderr.decode(errors='replace').splitlines()
    holds = (done.returncode == status and done.stdout == b'' and len(lines) == 1
             and lines[0].startswith('copydesk-cli: ') and '\ufffd' not in lines[0]
             and all(word in lines[0] for word in words))
    tap.check(claim, holds, f'status {done.returncode}\n' + '\n'.join(lines))


def check_quiet(claim, done):
    tap.check(claim, done.returncode == 0 and done.stderr == b'',
              f'status {done.returncode}\n{done.stderr.decode(errors="replace")}')


def digest():
    """All that the library holds, so that whatever changed shows."""
    import sqlite3
    db = sqlite3.connect(library / 'library.sqlite3')
    lines = list(db.iterdump())
    db.close()
    return lines
