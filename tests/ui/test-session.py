#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""One session that opens every page: what a checker of memory has to see in one go.

DOCKET=tests/ui/under-valgrind watches the program by valgrind, see there. Otherwise this sees that the pages follow each other
and that the program has nothing to complain about in the end.
"""

import os
import subprocess

import docket_atspi
import docket_scanner
from docket_atspi import Atspi, Shop, WindowTest

FIXTURES = os.path.join(os.path.dirname(os.path.realpath(__file__)), os.pardir, "exchange", "fixtures")
# What a switch between pages is to a screen reader depends on the library.
SWITCH = docket_atspi.BUTTON | {Atspi.Role.RADIO_BUTTON, Atspi.Role.PAGE_TAB}


class SessionTest(WindowTest):

    configure = False

    def go(self, window, key, *shown):
        docket_atspi.type_keys(key)
        for text in shown:
            window.wait_for(text)

    def open_lists(self, window):
        self.go(window, "alt+1", "Best Sellers")
        self.go(window, "alt+2", "1007")
        self.go(window, "alt+3", "2 customers")
        self.go(window, "alt+4", "No Products Yet")
        self.go(window, "alt+5", "Set up shop")

    def open_one_of_each(self, window):
        self.go(window, "alt+2", "1007")
        docket_scanner.scan("1007")
        window.wait_for("Order 1007")
        self.go(window, "Escape", "7 orders")
        self.go(window, "alt+3", "2 customers")
        docket_atspi.type_keys("Down", "Return")
        window.wait_for("Owes")
        self.go(window, "ctrl+n", "What Is Sold?")
        self.go(window, "Escape", "Owes")

    def open_dialogs(self, window):
        self.go(window, "ctrl+k", "Go to Anything")
        self.go(window, "Escape")
        window.wait(lambda: len(window.frames()) == 1, "one window")
        self.go(window, "ctrl+comma", "Name of the Shop")
        for name in ("Money and Taxes", "Backups"):
            window.press(name, SWITCH)
        # A row's button bears the title of its row as well.
        window.press(lambda text: "Back Up Now" in text)
        window.wait_for(lambda text: text.endswith("entries, intact"))
        window.press(lambda text: "Restore…" in text)
        window.wait_for("Restore the Shop")
        window.wait_for_start("A backup is intact")
        window.press(lambda text: text.startswith("Open"))
        window.wait_for("Dashboard", docket_atspi.LABEL)

    def open_trouble(self, window):
        """In the same program, whose first window stays."""
        other = Shop(configure=False)
        with open(os.path.join(other.directory, "write.db"), "wb") as file:
            file.write(b"\xff\xd8\xff\xe0 a picture" * 100)
        subprocess.run([os.environ["DOCKET"], "--data-dir", other.directory], check=True, timeout=docket_atspi.TIMEOUT)
        window.wait_for("The Shop Cannot Be Opened")

    def test_every_page(self):
        window = self.open("dashboard")
        window.wait_for("Welcome to Docket")
        subprocess.run([os.environ["DOCKET"], "--data-dir", self.shop.directory, os.path.join(FIXTURES, "shopify-orders.csv")],
                       check=True, timeout=docket_atspi.TIMEOUT)
        window.press("Import")
        window.press("Show Orders")
        window.wait_for("1007")
        window.focus()
        self.open_lists(window)
        self.open_one_of_each(window)
        self.open_dialogs(window)
        self.open_trouble(window)


if __name__ == "__main__":
    docket_atspi.main()
