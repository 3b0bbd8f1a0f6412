#!/usr/bin/env python3
# A person gives the site its looks, and says which server it is on.
#
# SPDX-FileCopyrightText: The Copydesk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Usage: test-window-site.py SOURCE BUILD

import subprocess
import sys
from pathlib import Path

source, build = Path(sys.argv[1]), Path(sys.argv[2])
sys.path[:0] = [str(source / 'tests/app'), str(source / 'tests/data')]
import tap  # noqa: E402 (after its folder is known)
from dialog import choose_in, close_dialog, open_dialog  # noqa: E402
from hands import FIELD, wait  # noqa: E402
from newsroom import Newsroom, all_named, same, stays, until_stored  # noqa: E402

COLOUR = 'Brand Colour, for Instance #17603f'
FOOTER = 'Line at the Foot of Each Page'
room = Newsroom(build)


def prepare():
    room.cli('init', '--sample')


def setting(name):
    return lambda: room.json('site', 'show').get(name)


def store(window, field, value, name, step='Tab'):
    window.fill(field, value, step)
    window.key('Return')
    until_stored(f'{name} is “{value}”', value, setting(name))


# How it looks

def choose_colour(window):
    open_dialog(window, 1)
    window.find(FIELD, COLOUR)
    all_named(window, 'how the site looks')
    window.fill(COLOUR, 'green')
    window.key('Return')
    tap.check('what is no colour is said to be none', window.find('alert', '“green” is not a colour.*', step=-1))
    same('and there is nothing like it to propose', window.look('button', 'Use .* Instead'), None)
    window.fill(COLOUR, '#ffcc00')
    window.key('Return')
    tap.check('a colour that can’t be read is refused in words',
              window.find('alert', '#ffcc00 can hardly be read on white, .*', step=-1))
    stays('and is not stored', '', setting('brand-colour'))
    all_named(window, 'a colour refused')
    window.focus('button', 'Use #8f7200 Instead')
    window.key('space')
    until_stored('one that can be read is a key away', '#8f7200', setting('brand-colour'))
    window.find_gone('alert', '#ffcc00 .*')
    same('and stands in the field', window.text(COLOUR), '#8f7200')
    window.press('Use the Theme’s Own Colour')
    until_stored('the theme’s own colour comes back', '', setting('brand-colour'))
    store(window, COLOUR, '#7a1f3d', 'brand-colour')


def add_picture(window, button, name, size):
    drawn = room.house.path / name
    subprocess.run(['convert', '-size', size, 'xc:#7a1f3d', drawn], check=True)
    window.press(button)
    window.press('Add a Picture', step=-1)
    window.choose_file(drawn, 'Open')
    wait('the file in the library', lambda: any(media['name'] == name for media in room.json('media', 'list')))
    return next(media for media in room.json('media', 'list') if media['name'] == name)


def choose_logo(window):
    ferry = next(media for media in room.json('media', 'list') if media['name'] == 'ferry.png')
    window.press('Choose the Logo')
    window.find('label', 'Choose a Picture', step=-1)
    wait('the pictures', lambda: window.look('table cell', 'ferry.png', step=-1))
    all_named(window, 'the pictures of the library')
    window.focus(FIELD, 'Search Pictures')
    window.type('hospital')
    wait('what the search leaves', lambda: not window.look('table cell', 'ferry.png', step=-1))
    window.key('ctrl+a')
    window.type('no such thing')
    tap.check('a search that finds nothing says so', window.find('label', 'Nothing Found', step=-1))
    window.key('ctrl+a')
    window.type('ferry')
    wait('the ferry', lambda: window.look('table cell', 'ferry.png', step=-1))
    window.focus('table cell', 'ferry.png')
    window.key('Return')
    until_stored('a picture of the library is the logo', ferry['id'], setting('logo'))
    window.find('label', 'ferry.png')

    own = add_picture(window, 'Choose the Logo', 'logo.png', '300x80')
    until_stored('a file that is added is the logo', own['id'], setting('logo'))
    window.find('label', 'logo.png')
    window.press('Take the Logo Off')
    window.toast('Logo taken off; the picture stays in the library')
    until_stored('a logo can be taken off', '', setting('logo'))
    window.press('Undo', step=-1)
    until_stored('and comes back', own['id'], setting('logo'))


def choose_icon(window):
    small = add_picture(window, 'Choose the Icon', 'small.png', '300x179')
    until_stored('a picture that is added is the icon', small['id'], setting('icon'))
    too_small = 'This picture is too small; choose one of at least 180 × 180 pixels'
    tap.check('one that is too small is said to be', window.find('alert', too_small, step=-1))
    all_named(window, 'an icon that is too small')
    icon = add_picture(window, 'Choose the Icon', 'icon.png', '600x400')
    until_stored('a larger one takes its place', icon['id'], setting('icon'))
    window.find('label', 'icon.png')
    window.find_gone('alert', too_small)
    same('the logo is as it was', setting('logo')() != icon['id'], True)
    window.press('Take the Icon Off')
    window.toast('Icon taken off; the picture stays in the library')
    until_stored('an icon can be taken off', '', setting('icon'))
    window.press('Undo', step=-1)
    until_stored('and comes back', icon['id'], setting('icon'))
    room.cli('export', room.site)
    page = (room.site / 'en/index.html').read_text()
    tap.check('it is on the pages', '<link rel="apple-touch-icon"' in page and '<link rel="icon"' in page, page[:2000])


def write_footer(window):
    store(window, FOOTER, 'Skela Institute, 4 Quay Street', 'footer')
    window.focus('list item', 'This Line in Each Language')
    window.key('space')
    store(window, 'Serbian \\(Cyrillic\\)', 'Skela, Kej 4', 'footer.sr')
    same('the others have the line for all', window.text('English'), 'Skela Institute, 4 Quay Street')
    all_named(window, 'the line at the foot in each language')


def name_profiles(window):
    add = 'Add an Address, .*'
    first, second = 'https://example.org/@skela', 'https://video.example/skela'
    window.focus(FIELD, add)
    window.type('my page\n')
    tap.check('what is no address is refused beside its field',
              window.find('alert', '“my page” is not a web address; write it as https://.*', step=-1))
    window.key('ctrl+a')
    window.type(first + '\n')
    until_stored('a profile is added', first, setting('social'))
    window.focus(FIELD, add)
    window.type(second + '\n')
    until_stored('and another', f'{first} {second}', setting('social'))
    window.type(first + '\n')
    tap.check('the same one twice is refused', window.find('alert', 'This address is there already', step=-1))
    window.key('ctrl+a', 'BackSpace')
    window.choose(f'More for {second}', 0)
    until_stored('the second comes first', f'{second} {first}', setting('social'))
    all_named(window, 'the profiles')
    window.choose(f'More for {first}', 1)
    window.toast('“.*” removed')
    until_stored('one is removed', second, setting('social'))
    window.press('Undo', step=-1)
    until_stored('and comes back in its place', f'{second} {first}', setting('social'))


def own_theme(window):
    same('the default theme asks for no scripts', window.look(('switch', 'toggle button'), 'Allow This Theme’s Scripts'), None)
    window.press('Make a Copy')
    window.toast('The copy is called “skela-institute”.*')
    folder = room.library / 'themes/skela-institute'
    same('the copy is whole', (folder / 'style.css').read_bytes(), (source / 'data/themes/default/style.css').read_bytes())
    same('and nothing is chosen yet', setting('theme')(), 'default')
    window.press('Make a Copy')
    wait('a second copy', lambda: (room.library / 'themes/skela-institute-2').is_dir())
    choose_in(window, 'Theme', 'Down', step='shift+Tab')
    until_stored('a theme of one’s own is chosen', 'skela-institute', setting('theme'))
    window.find('label', str(folder))
    all_named(window, 'a theme of one’s own')
    window.focus(('switch', 'check box', 'toggle button'), 'Allow This Theme’s Scripts')
    window.key('space')
    until_stored('its scripts can be allowed', 'yes', setting('theme-scripts'))
    choose_in(window, 'Theme', 'Down', step='shift+Tab')
    until_stored('another theme', 'skela-institute-2', setting('theme'))
    until_stored('is not trusted for that', '', setting('theme-scripts'))


def look_again(window):
    close_dialog(window)
    open_dialog(window, 1)
    same('opened anew it has the colour', wait('the colour', lambda: window.text(COLOUR)), '#7a1f3d')
    same('and the footer', window.text(FOOTER), 'Skela Institute, 4 Quay Street')
    tap.check('and the logo', window.find('label', 'logo.png'))
    tap.check('and the icon', window.find('label', 'icon.png'))
    tap.check('and the profiles', window.find('list item', 'https://example.org/@skela'))
    tap.check('and the theme', window.find('label', str(room.library / 'themes/skela-institute-2')))
    close_dialog(window)
    room.cli('site', 'set', 'title=Written by a Script')
    open_dialog(window, 1)
    store(window, FOOTER, 'Skela', 'footer')
    same('what a script has set meanwhile stays', setting('title')(), 'Written by a Script')
    close_dialog(window)


# Which server it is on

def choose_server(window):
    open_dialog(window, 0)
    server = 'Web Server'
    window.focus('combo box', server)
    all_named(window, 'the site')
    for n_down, value, effect in ((1, 'apache', 'Writes a part of .htaccess; .*'),
                                  (1, 'nginx', 'Writes _nginx.conf, .*'),
                                  (1, 'netlify', 'Writes _redirects and _headers, .*')):
        choose_in(window, server, *['Down'] * n_down)
        until_stored(f'the server is {value}', value, setting('server'))
        tap.check('and it is said what that does', window.find('label', effect))
    close_dialog(window)
    open_dialog(window, 0)
    window.focus('combo box', server)
    tap.check('opened anew it is still that', window.find('label', 'Writes _redirects and _headers, .*'))
    choose_in(window, server, 'Home')
    until_stored('no rules', '', setting('server'))
    close_dialog(window)


room.spend([], prepare, (choose_colour, choose_logo, choose_icon, write_footer, name_profiles, own_theme, look_again, choose_server))
