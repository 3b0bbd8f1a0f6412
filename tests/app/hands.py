# hands.py - a person before the window: looks through AT-SPI, acts with keys
#
# SPDX-FileCopyrightText: The Copydesk contributors
# SPDX-License-Identifier: GPL-3.0-or-later

import contextlib
import ctypes
import os
import re
import signal
import subprocess
import tempfile
import time
from pathlib import Path

FIELD = ('entry', 'text')
CONTENT = ('Articles', 'Article', 'Places')  # most of the window
FRAME = 5
# A sanitizer build is slower, and a machine may have other things to do.
PATIENCE_S = 90 * float(os.environ.get('SLOWNESS', 1))
# GTK lays a changed text out while it draws it where nothing has done so before;
# its scroll bar then warns, is drawn wrongly once and right a frame later. The
# editor asks in time, but who comes first is up to the machine.
HARMLESS = r'(?!.*Trying to snapshot GtkGizmo \w+ without a current allocation)'
COMPLAINT = re.compile(rf'^{HARMLESS}.*((Gtk|GtkSource|Adwaita|GLib|GLib-GObject|GLib-GIO|desk-\w+)-WARNING \*\*|'
                       r'-(CRITICAL|ERROR) \*\*|AddressSanitizer|runtime error:)')


class Lost(Exception):
    """Something did not happen in time."""


def wait(what, look, seconds=PATIENCE_S):
    """Returns what LOOK finds as soon as it finds something."""
    deadline = time.monotonic() + seconds
    while True:
        found = look()
        if found:
            return found
        if time.monotonic() > deadline:
            raise Lost(f'waited {seconds:.0f} s in vain: {what}')
        time.sleep(0.03)


class Keyboard:
    """The keys of a display, pressed one by one through XTEST.

    xdotool gives a letter without a key one as it comes, and another letter the
    same one before the program has looked: then that one is typed twice.
    """
    SPARE = range(150, 256)  # these start programs and play music
    MODIFIERS = {'ctrl': b'Control_L', 'shift': b'Shift_L', 'alt': b'Alt_L'}
    PAUSE_S = 0.012

    def __init__(self, letters):
        """Gives keys to LETTERS, two a key, beside those that it has."""
        self.x11, self.test = ctypes.CDLL('libX11.so.6'), ctypes.CDLL('libXtst.so.6')
        self.x11.XOpenDisplay.restype = ctypes.c_void_p
        self.x11.XStringToKeysym.restype = self.x11.XkbKeycodeToKeysym.restype = ctypes.c_ulong
        self.display = ctypes.c_void_p(self.x11.XOpenDisplay(None))
        self.x11.XAutoRepeatOff(self.display)  # a slow machine would hold keys down for long
        self.keys = {}  # keysym → keycode and whether it takes Shift
        for code in range(8, self.SPARE.start):
            for level in (0, 1):
                symbol = self.x11.XkbKeycodeToKeysym(self.display, code, 0, level)
                self.keys.setdefault(symbol, (code, level == 1))
        self._give(letters)

    def _give(self, letters):
        symbols = (ctypes.c_ulong * (len(letters) + len(letters) % 2))()
        for i, letter in enumerate(letters):
            symbols[i] = self._symbol(f'U{ord(letter):04X}')
            self.keys[symbols[i]] = self.SPARE[i // 2], i % 2 == 1
        self.x11.XChangeKeyboardMapping(self.display, self.SPARE.start, 2, symbols, len(symbols) // 2)
        self.x11.XSync(self.display, 0)

    def _symbol(self, name):
        return self.x11.XStringToKeysym(name.encode())

    def _move(self, code, is_down):
        self.test.XTestFakeKeyEvent(self.display, code, is_down, 0)
        self.x11.XSync(self.display, 0)
        time.sleep(self.PAUSE_S)

    def _press(self, symbol, modifiers=()):
        code, is_shifted = self.keys[symbol]
        names = [self.MODIFIERS[name] for name in modifiers] + [b'Shift_L'] * is_shifted
        held = [self.keys[self.x11.XStringToKeysym(name)][0] for name in names]
        for other in (*held, code):
            self._move(other, True)
        for other in (code, *reversed(held)):
            self._move(other, False)

    def key(self, combination):
        """Presses one key, with those that are held: ctrl+Return."""
        *modifiers, name = combination.split('+')
        self._press(self._symbol(name), modifiers)

    def type(self, text):
        for letter in text:
            self._press(ord(letter) if ' ' <= letter <= '~' else self._symbol(
                'Return' if letter == '\n' else f'U{ord(letter):04X}'))


class House:
    """A display, a bus and folders that nobody else uses."""

    def __init__(self, build, moves=True):
        """MOVES: whether windows are animated. Some people want them not to be."""
        self.build = Path(build)
        self.moves = moves
        self.folder = tempfile.TemporaryDirectory(prefix='copydesk-window-')
        self.path = Path(self.folder.name)
        self.log_path = self.path / 'log'
        self.log = open(self.log_path, 'ab')
        self.servants = []
        self.atspi = self.keyboard = self.heard = self.clipboard = None

    def start(self, letters):
        """Furnishes it, with a keyboard that has LETTERS too."""
        for name in ('config', 'cache', 'data', 'state', 'run', 'config/gtk-4.0'):
            (self.path / name).mkdir(mode=0o700)
        # As GNOME has it. Three buttons make the narrowest header wider than a phone.
        (self.path / 'config/gtk-4.0/settings.ini').write_text(
            f'[Settings]\ngtk-decoration-layout=:close\ngtk-enable-animations={int(self.moves)}\n')
        os.environ.update({
            'HOME': str(self.path),
            'LANG': 'en_US.UTF-8', 'LC_ALL': 'C.UTF-8', 'LANGUAGE': 'en',
            'GDK_BACKEND': 'x11', 'GDK_DEBUG': 'no-portals', 'GSK_RENDERER': 'cairo',
            'GTK_A11Y': 'atspi', 'GSETTINGS_BACKEND': 'memory',
            'GSETTINGS_SCHEMA_DIR': str(self.build / 'data'),
            'XDG_CONFIG_HOME': str(self.path / 'config'), 'XDG_CACHE_HOME': str(self.path / 'cache'),
            'XDG_DATA_HOME': str(self.path / 'data'), 'XDG_STATE_HOME': str(self.path / 'state'),
            'XDG_RUNTIME_DIR': str(self.path / 'run'),
            # Libraries below the window keep what they made until it ends.
            'ASAN_OPTIONS': os.environ.get('ASAN_OPTIONS', '') + ':detect_leaks=0',
        })
        for name in ('WAYLAND_DISPLAY', 'AT_SPI_BUS_ADDRESS', 'NO_AT_BRIDGE', 'GTK_IM_MODULE'):
            os.environ.pop(name, None)
        os.environ['DISPLAY'] = ':' + self._serve(['Xvfb', '-screen', '0', '1440x900x24', '-nolisten', 'tcp'],
                                                  '-displayfd')
        self.keyboard = Keyboard(letters)
        os.environ['DBUS_SESSION_BUS_ADDRESS'] = self._serve(['dbus-daemon', '--session', '--nofork'],
                                                             '--print-address')
        self.servants.append(subprocess.Popen(['/usr/libexec/at-spi-bus-launcher', '--launch-immediately'],
                                              stdout=self.log, stderr=self.log))
        self._look_up()

    def _serve(self, words, option):
        """Starts a server that writes where it is to a descriptor."""
        ours, its = os.pipe()
        words = [*words, f'{option}={its}'] if option.startswith('--') else [*words, option, str(its)]
        self.servants.append(subprocess.Popen(words, pass_fds=[its], stdout=self.log, stderr=self.log))
        os.close(its)
        with os.fdopen(ours) as stream:
            return stream.readline().strip()

    def _look_up(self):
        import gi
        gi.require_version('Atspi', '2.0')
        from gi.repository import Atspi
        self.atspi = Atspi
        Atspi.init()
        Atspi.set_timeout(int(1000 * PATIENCE_S), int(1000 * PATIENCE_S))
        self.listener = Atspi.EventListener.new(self._hear)
        self.listener.register('object:state-changed:focused')

    def _hear(self, event):
        if event.detail1:
            self.heard = event.source

    def copy(self, content, kind='UTF8_STRING'):
        """Puts bytes on the clipboard, as another program would."""
        if self.clipboard:
            self.clipboard.terminate()
            self.clipboard.wait()
        self.clipboard = subprocess.Popen(['xclip', '-quiet', '-selection', 'clipboard', '-target', kind],
                                          stdin=subprocess.PIPE, stdout=self.log, stderr=self.log)
        self.clipboard.stdin.write(content)
        self.clipboard.stdin.close()
        wait('the clipboard', lambda: self._is_copied(kind))

    @staticmethod
    def _is_copied(kind):
        done = subprocess.run(['xclip', '-selection', 'clipboard', '-out', '-target', 'TARGETS'],
                              capture_output=True, text=True)
        return kind in done.stdout.split()

    def last_focused(self):
        from gi.repository import GLib
        while GLib.MainContext.default().iteration(False):
            pass
        return self.heard

    def stop(self):
        # The display goes last.
        for servant in reversed([*self.servants, *filter(None, [self.clipboard])]):
            servant.terminate()
            servant.wait()
        self.log.close()
        self.folder.cleanup()


class Window:
    """The program on one library. Nodes of its tree are Atspi.Accessible."""
    # Permissions mean nothing to root, who may do without that.
    MORTAL = ['setpriv', '--bounding-set=-dac_override'] if os.geteuid() == 0 else []

    def __init__(self, house, library):
        self.house = house
        self.program = subprocess.Popen([*self.MORTAL, house.build / 'src/app/copydesk', library],
                                        stdout=house.log, stderr=house.log)
        self.number = wait('the window', self._find_number, 3 * PATIENCE_S)
        # There is no window manager: it is placed and given the focus by hand.
        self._xdotool('windowmove', self.number, '0', '0', 'windowsize', self.number, '1440', '900',
                      'windowfocus', '--sync', self.number)
        wait('the window in the accessible tree', self.root)

    @staticmethod
    def _xdotool(*words):
        subprocess.run(['xdotool', *words], check=True, stdout=subprocess.DEVNULL)

    def _numbers(self):
        done = subprocess.run(['xdotool', 'search', '--onlyvisible', '--pid', str(self.program.pid)],
                              capture_output=True, text=True)
        return done.stdout.split()

    def _find_number(self):
        if self.program.poll() is not None:
            raise Lost(f'the program ended with {self.program.returncode}')
        return (self._numbers() or [None])[-1]

    # What it sees

    def root(self):
        desktop = self.house.atspi.get_desktop(0)
        for i in range(desktop.get_child_count()):
            application = desktop.get_child_at_index(i)
            if application is not None and application.get_process_id() == self.program.pid:
                application.set_cache_mask(self.house.atspi.Cache.NONE)
                return application
        return None

    def is_showing(self, node):
        return node.get_state_set().contains(self.house.atspi.StateType.SHOWING)

    def has(self, node, state):
        return node.get_state_set().contains(getattr(self.house.atspi.StateType, state))

    def walk(self, node, depth=0, step=1, skip=()):
        """Yields what is shown, with its depth, parents first; STEP is -1 to begin with the last child.

        SKIP has the names of what it does not go into.
        """
        yield node, depth
        for i in range(node.get_child_count())[::step]:
            child = node.get_child_at_index(i)
            if child is not None and self.is_showing(child) and not (skip and child.get_name() in skip):
                yield from self.walk(child, depth + 1, step, skip)

    def look(self, role, name, within=None, step=1):
        """What has one of the roles and the name (a pattern for the whole of it)."""
        roles = (role,) if isinstance(role, str) else role

        def look():
            top = within or self.root()
            for node, _ in self.walk(top, step=step) if top else ():
                if node.get_role_name() in roles and re.fullmatch(name, node.get_name()):
                    return node
            return None
        return self.steady(look)

    def names(self, role, within):
        """The names of all that has a role within a node."""
        return self.steady(lambda: [node.get_name() for node, _ in self.walk(within)
                                    if node.get_role_name() == role]) if within else None

    def steady(self, read):
        """What READ gives; it reads again where the tree changed under its feet."""
        for _ in range(5):
            try:
                return read()
            except self._errors():
                pass
        return None

    @staticmethod
    def _errors():
        from gi.repository import GLib
        return GLib.Error

    def find(self, role, name, within=None, step=1):
        return wait(f'{role} “{name}”', lambda: self.look(role, name, within, step))

    def find_gone(self, role, name):
        wait(f'{role} “{name}” gone', lambda: not self.look(role, name))

    def toast(self, text):
        """What says something for some seconds, and then goes.

        It could be gone before all of a window has been looked at, which takes two
        seconds, and ten on a busy machine: the content below it is left out.
        """
        def look():
            top = self.root()
            for node, _ in self.walk(top, step=-1, skip=CONTENT) if top else ():
                if node.get_role_name() == 'alert' and self.look('label', text, node):
                    return node
            return None
        return wait(f'the toast “{text}”', lambda: self.steady(look))

    def text(self, name, within=None):
        """All that a field holds."""
        def read():
            node = self.look(FIELD, name, within)
            return self.house.atspi.Text.get_text(node, 0, -1) if node else None
        return self.steady(read)

    def _is_writing(self, text):
        """Whether what has the focus begins with a text. (A plain entry knows no end of -1.)"""
        node = self.focused()
        return node and self.steady(lambda: self.house.atspi.Text.get_text(node, 0, len(text)) == text)

    def top(self, role, name):
        """How far down in the window something begins, which may be above it."""
        node = self.look(role, name)
        extents = node and self.steady(lambda: self.house.atspi.Component.get_extents(
            node, self.house.atspi.CoordType.WINDOW))
        return extents.y if extents else None

    def tree(self):
        lines = []
        try:
            for node, depth in self.walk(self.root()):
                focus = ' (focus)' if self.has(node, 'FOCUSED') else ''
                lines.append(f'{" " * depth}{node.get_role_name()} “{node.get_name()}”{focus}')
        except (self._errors(), AttributeError) as error:
            lines.append(str(error))
        return '\n'.join(lines)

    # What it does

    def key(self, *combinations):
        for combination in combinations:
            self.house.keyboard.key(combination)

    def type(self, text):
        self.house.keyboard.type(text)

    @contextlib.contextmanager
    def held(self):
        """The program stands still for a while: keys that are pressed then come first when it goes on."""
        self.program.send_signal(signal.SIGSTOP)
        try:
            yield
        finally:
            self.program.send_signal(signal.SIGCONT)

    def focused(self):
        """What has the focus: whoever last said so, else of all that lies on top, which comes last."""
        node = self.house.last_focused()
        if node and self.steady(lambda: self.has(node, 'FOCUSED') and self.is_showing(node)):
            return node

        def look():
            for node, _ in self.walk(self.root(), step=-1):
                if self.has(node, 'FOCUSED'):
                    return node
            return None
        return self.steady(look)

    def has_focus_in(self, role, name='.*'):
        node = self.focused()
        return self._is(node, (role,) if isinstance(role, str) else role, name)

    def _is(self, node, roles, name):
        return bool(node and self.steady(lambda: node.get_role_name() in roles and re.fullmatch(name, node.get_name())))

    def focus(self, role, name, step='Tab', within=None):
        """Goes on with Tab until the focus is where it should be."""
        roles = (role,) if isinstance(role, str) else role
        self.find(role, name, within)
        for _ in range(60):
            here = self.focused()
            if self._is(here, roles, name):
                return
            self.key(step)
            wait('the focus to move', lambda: not (here and self.steady(lambda: self.has(here, 'FOCUSED'))))
        raise Lost(f'{step} does not reach {role} “{name}”')

    def press(self, name, within=None, step=1):
        """Presses a button. (GTK tells nobody where on the screen it is, so it can't be clicked.)"""
        def click():
            button = self.look(('button', 'toggle button'), name, within, step)
            try:
                # A menu's button is a box around the one that is pressed.
                while button is not None and button.get_n_actions() == 0:
                    button = button.get_child_at_index(0)
                return button is not None and self.has(button, 'SENSITIVE') and button.do_action(0)
            except self._errors():
                return False
        wait(f'the button “{name}” to press', click)

    def choose(self, button, *ways):
        """Opens a button's menu and goes down so many items in it, and then in the submenu there.

        GTK tells no names of a menu's items, and a submenu begins with its way back.
        """
        self.press(button)
        self._choose(*ways)

    def choose_from_main_menu(self, n_down):
        self.key('F10')
        self._choose(n_down)

    def _choose(self, *ways):
        wait('the focus in the menu', lambda: self.has_focus_in('menu item'))
        for n_down in ways:
            self.key(*['Down'] * n_down, 'Return')
        # Until it has closed it takes the keys.
        wait('the focus out of the menu', lambda: not self._is_heard_in_menu())

    def _is_heard_in_menu(self):
        node = self.house.last_focused()
        return node and self.steady(lambda: self.has(node, 'FOCUSED') and node.get_role_name() == 'menu item')

    def escape(self, role, name='.*'):
        """Closes what lies on top with Escape, which says nothing to it before it has the focus."""
        top = self.find(role, name, step=-1)
        wait(f'the focus in {role} “{name}”', lambda: self._is_within(self.focused(), top))
        self.key('Escape')
        self.find_gone(role, name)

    def _is_within(self, node, top):
        def look():
            here = node
            while here is not None and here != top:
                here = here.get_parent()
            return here is not None
        return self.steady(look)

    def choose_file(self, path, *buttons):
        """Gives GTK's dialog for files, which is a window of its own, a path, and presses buttons there."""
        others = wait('the dialog for files', lambda: [number for number in self._numbers() if number != self.number])
        self._xdotool('windowfocus', '--sync', others[-1])
        # Typed, it would be completed under one's hands.
        self.house.copy(str(path).encode())
        self.key('ctrl+l', 'ctrl+a', 'ctrl+v')
        # The clipboard takes its time. What is completed then goes.
        wait('the path', lambda: self._is_writing(str(path)))
        self.key('Delete')
        for button in buttons:
            self.press(button, step=-1)
        wait('the dialog for files gone', lambda: self._numbers() == [self.number])
        self._xdotool('windowfocus', '--sync', self.number)

    def resize(self, width, height):
        """Gives the window another size. Without a compositor there is a solid frame around it."""
        self._xdotool('windowsize', self.number, str(width + 2 * FRAME), str(height + 2 * FRAME))

    def fill(self, name, text, step='Tab'):
        """Replaces what a field holds."""
        self.focus(FIELD, name, step)
        self.key('ctrl+a')
        self.type(text)
        wait(f'“{text}” in {name}', lambda: self.text(name) == text)

    def close(self):
        self.key('ctrl+q')
        return self.program.wait(PATIENCE_S)

    def kill(self):
        self.program.kill()
        self.program.wait()
