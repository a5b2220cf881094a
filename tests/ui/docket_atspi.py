# SPDX-License-Identifier: GPL-3.0-or-later
"""A person's hands and eyes for the tests of the window: what a screen reader sees, on a display and a bus of their own.

A test gets a Shop, fills it with the command line, opens a Window on it, and waits for what it should show. The programs
are named by the environment: DOCKET and DOCKET_CLI.
"""

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
import unittest

import docket_session

TIMEOUT = float(os.environ.get("DOCKET_TEST_TIMEOUT", "180"))
SKIPPED = 77


for program in ("Xvfb", "dbus-daemon"):
    if shutil.which(program) is None:
        print(f"{program} is not installed")
        sys.exit(SKIPPED)
try:
    # The program's warnings end it; those of this side, when something goes away under its eyes, do not end the test.
    os.environ.pop("G_DEBUG", None)
    import gi

    gi.require_version("Atspi", "2.0")
    # What the library kept would be old, and cannot be cleared: that of Debian 12 loses itself in circles.
    os.environ["ATSPI_NO_CACHE"] = "1"
    session = docket_session.Session()
    from gi.repository import Atspi, GLib  # noqa: E402 (needs the session's bus)

    # A program on a busy machine is slow, not gone.
    Atspi.set_timeout(int(TIMEOUT * 1000), int(TIMEOUT * 1000))
except (ImportError, ValueError) as error:
    print(error)
    sys.exit(SKIPPED)

CONTROLS = {
    Atspi.Role.PUSH_BUTTON, Atspi.Role.TOGGLE_BUTTON, Atspi.Role.CHECK_BOX, Atspi.Role.ENTRY, Atspi.Role.COMBO_BOX,
    Atspi.Role.SPIN_BUTTON, Atspi.Role.LIST_BOX, Atspi.Role.TABLE, Atspi.Role.TREE_TABLE, Atspi.Role.MENU_ITEM,
}
# What the oldest supported GTK takes for a button, a newer one may take for a toggle.
BUTTON = {Atspi.Role.PUSH_BUTTON, Atspi.Role.TOGGLE_BUTTON}
LABEL = {Atspi.Role.LABEL}
CELL = {Atspi.Role.TABLE_CELL}
ENTRY = {Atspi.Role.ENTRY, Atspi.Role.TEXT}
CLASS_NAME = re.compile(r"^(Adw|Docket|Gdk|Gtk)[A-Z]\w*$")


class Shop:
    """A data directory with what a test needs in it."""

    def __init__(self, configure=True):
        self.directory = tempfile.mkdtemp(prefix="shop-", dir=session.scratch)
        if configure:
            self.dispatch("ConfigureShop", name="Leaf & Lamp", currency="EUR")

    def cli(self, *arguments, check=True):
        done = subprocess.run([os.environ["DOCKET_CLI"], "--data-dir", self.directory, *arguments],
                              capture_output=True, text=True, timeout=TIMEOUT, check=False)
        if check and done.returncode != 0:
            raise AssertionError(f"docket-cli {arguments}: {done.returncode}\n{done.stdout}{done.stderr}")
        return done.stdout

    def dispatch(self, command, **properties):
        """Runs one command by another process, which hands it over to a window that holds the shop."""
        named = {name.replace("_", "-"): value for name, value in properties.items()}
        return json.loads(self.cli("dispatch", command, json.dumps(named)))

    def query(self, name, *arguments):
        return [json.loads(line) for line in self.cli("query", name, *arguments, "--format", "json").splitlines()]

    def add_product(self, sku, title, price, stock):
        self.dispatch("CreateProduct", sku=sku, title=title, price=price)
        self.dispatch("ReceiveStock", sku=sku, quantity=stock)

    def place_order(self, sku, quantity, customer=None):
        """Returns the number of the new order."""
        self.dispatch("PlaceOrder", lines=[{"sku": sku, "quantity": quantity}],
                      **({"customer": customer} if customer else {}))
        return self.query("orders", "sort=-number", "limit=1")[0]["number"]


def children_of(accessible):
    """For a window that is not quite there yet the oldest supported GTK names the application itself, which has no end."""
    children = [accessible.get_child_at_index(index) for index in range(accessible.get_child_count())]
    return [child for child in children if child not in (None, accessible)]


def walk(accessible):
    """Yields the accessible and all below it, passing over what has gone in the meantime."""
    yield accessible
    try:
        children = children_of(accessible)
    except GLib.Error:
        return
    for child in children:
        yield from walk(child)


def name_of(accessible):
    """Its name; GTK gives the class where it has none."""
    try:
        name = accessible.get_name() or ""
    except GLib.Error:
        return ""
    return "" if CLASS_NAME.match(name) else name


def content_of(accessible):
    try:
        if "Text" in accessible.get_interfaces():
            return Atspi.Text.get_text(accessible, 0, Atspi.Text.get_character_count(accessible))
    except GLib.Error:
        pass
    return ""


def text_of(accessible):
    """What can be read there: its text, else its name."""
    return content_of(accessible) or name_of(accessible)


def role_of(accessible):
    try:
        return accessible.get_role()
    except GLib.Error:
        return Atspi.Role.INVALID


def has_state(accessible, state):
    try:
        return accessible.get_state_set().contains(state)
    except GLib.Error:
        return False


def is_showing(accessible):
    """The oldest supported GTK tells of windows alone that they show; what was never shown has no size."""
    if has_state(accessible, Atspi.StateType.SHOWING):
        return True
    try:
        if "Component" not in accessible.get_interfaces():
            return False
        extents = Atspi.Component.get_extents(accessible, Atspi.CoordType.WINDOW)
    except GLib.Error:
        return False
    return extents.width > 0 and extents.height > 0


def type_keys(*keys):
    subprocess.run(["xdotool", "key", "--clearmodifiers", *keys], check=True)


class Window:
    """The program, open on a shop."""

    def __init__(self, shop, page, *files):
        self.log_name = os.path.join(session.scratch, "docket.log")
        with open(self.log_name, "wb") as log:
            self.process = subprocess.Popen([os.environ["DOCKET"], "--data-dir", shop.directory, "--page", page, *files],
                                            stdin=subprocess.DEVNULL, stdout=log, stderr=log)
        self.application = self.wait(self.find_application, "the program on the bus")

    def log(self):
        with open(self.log_name, errors="replace") as log:
            return log.read()

    def find_application(self):
        desktop = Atspi.get_desktop(0)
        for index in range(desktop.get_child_count()):
            application = desktop.get_child_at_index(index)
            if application is not None and application.get_process_id() == self.process.pid:
                return application
        return None

    def wait(self, condition, what):
        """Waits until the condition answers something, and returns that."""
        end = time.monotonic() + TIMEOUT
        while time.monotonic() < end:
            if self.process.poll() is not None:
                raise AssertionError(f"the program ended with {self.process.returncode}:\n{self.log()}")
            try:
                answer = condition()
            except GLib.Error:
                answer = None
            if answer:
                return answer
            time.sleep(0.05)
        raise AssertionError(f"{what} did not come to be; this was there:\n" + "\n".join(self.texts()))

    def all(self):
        return (found for found in walk(self.application) if is_showing(found))

    def texts(self):
        return list(dict.fromkeys(text for text in map(text_of, self.all()) if text))

    def find(self, matches, roles=None):
        """The first that shows a text: a string, or a function of the text; of one of some roles, where these are given."""
        wanted = matches if callable(matches) else matches.__eq__
        # Each question takes its time: what rules out the most comes first.
        for found in walk(self.application):
            if ((roles is None or role_of(found) in roles) and (wanted(name_of(found)) or wanted(content_of(found)))
                    and is_showing(found)):
                return found
        return None

    def wait_for(self, matches, roles=None):
        return self.wait(lambda: self.find(matches, roles), f"“{matches}”")

    def wait_for_start(self, *parts):
        """Something that begins with the first part and holds the others."""
        def matches(text):
            return text.startswith(parts[0]) and all(part in text for part in parts)
        return self.wait(lambda: self.find(matches), f"“{'…'.join(parts)}”")

    def wait_until_gone(self, text, of=None):
        """of: the name of the window to look at; all of them where it is None."""
        def is_gone():
            places = [frame for frame in self.frames() if of is None or name_of(frame) == of]
            return not any(text_of(found) == text and is_showing(found) for place in places for found in walk(place))
        return self.wait(is_gone, f"the end of “{text}”")

    def frames(self):
        """Its windows."""
        return children_of(self.application)

    def title(self):
        """Of its first window."""
        return next(map(name_of, self.frames()), None)

    def select(self, text):
        """Selects the row that shows the text, with the pointer; the window lies in the corner of the display."""
        subprocess.run(["xdotool", "windowmove", self.find_on_display(), "0", "0"], check=True)
        clicked = set()

        def selected():
            found = self.find(text)
            if found is None or self.is_selected(text):
                return found is not None
            area = Atspi.Component.get_extents(found, Atspi.CoordType.WINDOW)
            place = (str(area.x + 8), str(area.y + area.height // 2))
            # Rows that have just come may still move; twice in one place would be a double click.
            if place not in clicked:
                clicked.add(place)
                subprocess.run(["xdotool", "mousemove", *place, "click", "1"], check=True)
            return False
        self.wait(selected, f"“{text}” selected")

    def is_selected(self, text):
        """Whether what shows the text is in a selected row."""
        found = self.find(text)
        while found is not None and not has_state(found, Atspi.StateType.SELECTED):
            found = found.get_parent()
        return found is not None

    def press(self, matches, roles=frozenset(BUTTON)):
        """As a click does, once it is there and may be pressed: the rules are asked anew after each step."""
        def pressed():
            found = self.find(matches, roles)
            return found is not None and has_state(found, Atspi.StateType.SENSITIVE) and Atspi.Action.do_action(found, 0)
        self.wait(pressed, f"“{matches}” that can be pressed")

    def unnamed(self):
        """Controls that a screen reader has no word for."""
        return [found for found in walk(self.application)
                if role_of(found) in CONTROLS and not text_of(found) and is_showing(found)]

    def find_on_display(self):
        """Its number there, once it can be seen."""
        def found():
            search = subprocess.run(["xdotool", "search", "--onlyvisible", "--class", "docket"], capture_output=True, text=True,
                                    check=False)
            return search.stdout.split()[:1]
        return self.wait(found, "the window on the display")[0]

    def focus(self):
        """There is no window manager to do so."""
        subprocess.run(["xdotool", "windowfocus", "--sync", self.find_on_display()], check=True)

    def focused(self):
        return next((found for found in walk(self.application)
                     if has_state(found, Atspi.StateType.FOCUSED) and is_showing(found)), None)

    def tab_to(self, accessible, most=40):
        """Moves the focus there as a person without a mouse does."""
        for _ in range(most):
            before = self.focused()
            if before == accessible:
                return
            type_keys("Tab")
            self.wait(lambda: self.focused() not in (None, before), "another focus")
        raise AssertionError(f"the keyboard does not reach “{name_of(accessible)}”")

    def close(self):
        """Ends the program as a person would wish, and sees that it had nothing to complain about."""
        self.process.terminate()
        status = self.process.wait(TIMEOUT)
        if status != 0:
            raise AssertionError(f"the program ended with {status}:\n{self.log()}")


class WindowTest(unittest.TestCase):
    """A test with a shop of its own and a window that is closed at the end."""

    configure = True

    def setUp(self):
        self.shop = Shop(self.configure)

    def open(self, page, *files):
        window = Window(self.shop, page, *files)
        self.addCleanup(window.close)
        return window

    def assert_named(self, window):
        """What is gone before it is asked has no name either: it is looked at again."""
        described = []

        def all_named():
            described[:] = [f"{found.get_role_name()} in {name_of(found.get_parent())!r}" for found in window.unnamed()]
            return not described
        try:
            window.wait(all_named, "a name for everything")
        except AssertionError as error:
            raise AssertionError(f"without a name: {described}") from error


def main():
    unittest.main(verbosity=2)
