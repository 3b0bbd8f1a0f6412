#!/usr/bin/env python3
# A person gives the site its looks, says which server it is on and where old
# addresses lead, and tells readers who the authors are.
#
# SPDX-FileCopyrightText: The Copydesk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Usage: test-window-site.py SOURCE BUILD

import re
import subprocess
import sys
import time
from pathlib import Path

source, build = Path(sys.argv[1]), Path(sys.argv[2])
sys.path[:0] = [str(source / 'tests/app'), str(source / 'tests/data')]
import tap  # noqa: E402 (after its folder is known)
from hands import FIELD, wait  # noqa: E402
from newsroom import SLOWNESS, Newsroom, all_named, same, stays, until_stored  # noqa: E402

DIALOG = ('dialog', 'alert')
COLOUR = 'Brand Colour, for Instance #17603f'
FOOTER = 'Line at the Foot of Each Page'
room = Newsroom(build)
cli = room.cli
people = {}  # authors' first addresses and their ids


def prepare():
    cli('init', '--sample')


def setting(name):
    return lambda: room.json('site', 'show').get(name)


def open_dialog(window, n_right):
    """Opens the newsroom's dialog at one of its pages."""
    window.key('ctrl+comma')
    window.find(DIALOG, 'Newsroom', step=-1)
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

    drawn = room.house.path / 'logo.png'
    subprocess.run(['convert', '-size', '300x80', 'xc:#7a1f3d', drawn], check=True)
    window.press('Choose the Logo')
    window.press('Add a Picture', step=-1)
    window.choose_file(drawn, 'Open')
    wait('the file in the library', lambda: any(media['name'] == 'logo.png' for media in room.json('media', 'list')))
    own = next(media for media in room.json('media', 'list') if media['name'] == 'logo.png')
    until_stored('a file that is added is the logo', own['id'], setting('logo'))
    window.find('label', 'logo.png')
    window.press('Take the Logo Off')
    window.toast('Logo taken off; the picture stays in the library')
    until_stored('a logo can be taken off', '', setting('logo'))
    window.press('Undo', step=-1)
    until_stored('and comes back', own['id'], setting('logo'))


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


# Old addresses

def redirects():
    return {redirect['old']: redirect['new'] for redirect in room.json('redirect', 'list')}


def open_old_addresses(window):
    open_dialog(window, 0)
    window.focus('list item', 'Old Addresses', 'shift+Tab')
    window.key('Return')
    wait('the page of old addresses', lambda: window.look('button', 'Add an Old Address|Add an Old Address…', step=-1))


def add_old_addresses(window):
    article = next(article for article in room.json('list') if article['title'].startswith('What a ferry'))
    old = 'Address, for Instance /old.*'
    open_old_addresses(window)
    tap.check('without old addresses there are words', window.find('label', 'No Old Addresses', step=-1))
    all_named(window, 'no old addresses')
    window.press('Add an Old Address…', step=-1)
    window.find(FIELD, old, step=-1)
    all_named(window, 'an old address')
    window.press('Add', step=-1)
    tap.check('an empty address is refused', window.find('alert', 'Write the old address here', step=-1))
    window.fill(old, 'old')
    window.key('Return')
    tap.check('what is no address is refused in words', window.find('alert', '“old” is not an old address; .*', step=-1))
    window.fill(old, '/old/ferry.html')
    window.key('Return')
    tap.check('and so is one that leads nowhere', window.find('alert', 'Choose an article: .*', step=-1))
    wait('the focus where the title goes', lambda: window.has_focus_in(FIELD, 'Part of the Article’s Title'))
    window.type('no such words')
    window.find('list item', 'No article has these words', step=-1)
    window.key('ctrl+a')
    window.type('ferry')
    window.find('list item', article['title'], step=-1)
    window.key('Return')
    window.find('list item', 'Article', step=-1)
    wait('the focus on the way on', lambda: window.has_focus_in('button', 'Add'))
    window.key('Return')
    until_stored('an old address leads to an article', {'/old/ferry.html': f'article:{article["id"]}'}, redirects)
    tap.check('and is listed with its title', window.find('list item', f'/old/ferry.html. Leads to “{article["title"]}”', step=-1))

    window.press('Add an Old Address', step=-1)
    window.fill(old, '/?p=7')
    choose_in(window, 'Readers Get', 'Down')
    window.fill('Address, for Instance /en.*', 'news')
    window.key('Return')
    tap.check('what can’t be led to is refused', window.find('alert', '“news” is not a place to lead to; .*', step=-1))
    window.fill('Address, for Instance /en.*', '/en/news')
    window.key('Return')
    until_stored('another leads to an address', '/en/news/', lambda: redirects().get('/?p=7'))
    wait('the list', lambda: window.look('list item', '/\\?p=7. Leads to /en/news/', step=-1))
    all_named(window, 'the old addresses')


def change_old_addresses(window):
    window.focus('list item', '.*. Leads to .*')  # the one that had it last
    window.key('Home', 'Return')
    window.find(FIELD, 'Address, for Instance /old.*', step=-1)
    choose_in(window, 'Readers Get', 'End')
    window.press('Save', step=-1)
    until_stored('where one leads can be changed: it is gone', None, lambda: redirects().get('/?p=7', 'missing'))
    window.find('list item', '/\\?p=7. Gone: .*', step=-1)
    window.press('Remove /\\?p=7', step=-1)
    window.toast('“/\\?p=7” leads nowhere now')
    until_stored('one can be removed', False, lambda: '/?p=7' in redirects())
    window.press('Undo', step=-1)
    until_stored('and comes back', True, lambda: '/?p=7' in redirects())
    window.find('list item', '/\\?p=7. Gone: .*', step=-1)


def import_table(window, table):
    window.press('More', step=-1)
    wait('the focus in the menu', lambda: window.has_focus_in('menu item'))
    window.key('Return')
    window.choose_file(table, 'Import')


def import_old_addresses(window):
    table = room.house.path / 'old.csv'
    before = redirects()
    table.write_text('old,new\n/fine/,/en/\n/,/en/\n/other/,nowhere\n')
    import_table(window, table)
    told = window.find(DIALOG, '2 Rows Can’t Be Used', step=-1)
    lines = [name for name in window.names('label', told) if 'old.csv:' in name]
    same('each row that can’t be used is named with its line', [re.search('old.csv:(\\d+)', line)[1] for line in lines], ['3', '4'])
    all_named(window, 'the rows that can’t be used')
    window.press('Close', told)
    window.find_gone(DIALOG, '2 Rows .*')
    same('and nothing was imported', redirects(), before)

    table.write_text('old,new\n' + ''.join(f'/story/{i:05},/en/story-{i}/\n' for i in range(10000)))
    import_table(window, table)
    window.toast('10000 old addresses imported|10,000 old addresses imported')
    same('a long table is imported', len(redirects()), 10002)
    start = time.monotonic()
    window.focus(FIELD, 'Search Old Addresses', 'shift+Tab')
    window.type('story/09999')
    window.find('list item', '/story/09999/. Leads to /en/story-9999/', step=-1)
    tap.check('among ten thousand one is found at once', time.monotonic() - start < 20 * SLOWNESS)
    window.key('ctrl+a')
    window.type('no such letters')
    tap.check('what isn’t there is said not to be', window.find('label', 'Nothing Found', step=-1))
    room.cli('redirect', 'add', '/by/script/', '/en/')
    window.key('ctrl+a')
    window.type('by/script')
    tap.check('what a script adds is there too', window.find('list item', '/by/script/. Leads to /en/', step=-1))
    close_dialog(window)


# Authors

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
    window.focus('table cell', 'ferry.png|hospital.png')
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


room.spend([], prepare, (choose_colour, choose_logo, write_footer, name_profiles, own_theme, look_again, choose_server,
                         add_old_addresses, change_old_addresses, import_old_addresses,
                         change_author, write_biography, choose_portrait, author_from_details, add_author))
