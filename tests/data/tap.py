# tap.py - the few lines of TAP that these tests share
#
# SPDX-FileCopyrightText: The Copydesk contributors
# SPDX-License-Identifier: GPL-3.0-or-later

import sys

n_done = 0
n_failed = 0


def check(claim, is_true, why=''):
    """Prints one test line; WHY goes below it when the claim doesn't hold."""
    global n_done, n_failed
    n_done += 1
    print(f'{"ok" if is_true else "not ok"} {n_done} - {claim}')
    if not is_true:
        n_failed += 1
        for line in str(why).splitlines():
            print(f'# {line}')


def done():
    """Prints the plan, and ends the program."""
    print(f'1..{n_done}')
    sys.exit(1 if n_failed else 0)
