# dialog.py - the newsroom's dialog, opened, used and closed
#
# SPDX-FileCopyrightText: The Copydesk contributors
# SPDX-License-Identifier: GPL-3.0-or-later

from hands import wait


def open_dialog(window, n_right):
    """Opens the newsroom's dialog at one of its pages."""
    window.key('ctrl+comma')
    window.find('dialog', 'Newsroom', step=-1)
    window.focus('page tab', 'Site')
    if n_right:
        window.key(*['Right'] * n_right, 'space')


def close_dialog(window):
    window.press('Close', window.find('dialog', 'Newsroom', step=-1), step=-1)
    window.find_gone('dialog', 'Newsroom')


def choose_in(window, name, *keys, step='Tab'):
    """Chooses in a row's list with keys, once it is open."""
    window.focus('combo box', name, step)
    here = window.focused()
    window.key('space')
    wait('the list to choose from', lambda: window.focused() not in (None, here))
    window.key(*keys, 'Return')
    wait('the list gone', lambda: window.has_focus_in('combo box', name))
