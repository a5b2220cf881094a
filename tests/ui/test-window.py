#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The frame around the pages: ways through it, undo, and what it says when a shop cannot be opened."""

import os
import subprocess

import docket_atspi
import docket_scanner
from docket_atspi import Shop, Window, WindowTest


class WaysTest(WindowTest):

    def setUp(self):
        super().setUp()
        self.shop.add_product("TEA-1", "Green tea", "4.50", "200")
        self.number = self.shop.place_order("TEA-1", "2", {"name": "Ada Byron"})

    def open(self, page):
        window = super().open(page)
        window.wait_for("Leaf & Lamp")
        window.focus()
        return window

    def wait_for_page(self, window, title):
        window.wait(lambda: window.title() == title, f"the page “{title}”")

    def test_pages_by_number(self):
        window = self.open("dashboard")
        self.wait_for_page(window, "Dashboard")
        docket_atspi.type_keys("alt+2")
        self.wait_for_page(window, "Orders")
        docket_atspi.type_keys("alt+1")
        self.wait_for_page(window, "Dashboard")

    def test_anything_by_name(self):
        window = self.open("dashboard")
        window.wait_for_start("Today’s sales: ", "9.00")
        docket_atspi.type_keys("ctrl+k")
        window.wait_for("Go to Anything")
        docket_atspi.type_keys("b", "y", "r", "o")
        window.wait_for(f"Order {self.number}")
        window.wait_until_gone("Journal", of="Go to Anything")
        docket_atspi.type_keys("Return")
        self.wait_for_page(window, f"Order {self.number}")
        docket_atspi.type_keys("Escape")
        self.wait_for_page(window, "Dashboard")

    def test_scan_opens_the_order(self):
        window = self.open("dashboard")
        window.wait_for_start("Today’s sales: ", "9.00")
        docket_scanner.scan(self.number)
        self.wait_for_page(window, f"Order {self.number}")

    def test_undo(self):
        window = self.open("orders")
        window.wait_for("1 order")
        self.shop.dispatch("HoldOrder", order=self.number, reason="Asks for another colour")
        window.wait_for("On Hold", docket_atspi.LABEL)
        docket_atspi.type_keys("ctrl+z")
        window.wait(lambda: not self.shop.query("orders")[0]["on-hold"], "the order off hold")

    def test_selection_stays_with_its_order(self):
        window = self.open("orders")
        window.wait_for(self.number)
        window.select(self.number)
        newer = self.shop.place_order("TEA-1", "1")
        window.wait_for(newer)
        window.wait(lambda: window.is_selected(self.number) and not window.is_selected(newer), "the same selected order")

    def test_no_display_no_shop(self):
        directory = os.path.join(self.shop.directory, "nowhere")
        environment = {name: value for name, value in os.environ.items() if name != "WAYLAND_DISPLAY"} | {"DISPLAY": ":4711"}
        ended = subprocess.run([os.environ["DOCKET"], "--data-dir", directory], check=False, capture_output=True, text=True,
                               env=environment, timeout=docket_atspi.TIMEOUT)
        self.assertEqual(ended.returncode, 1)
        self.assertIn("There is no display", ended.stderr)
        self.assertFalse(os.path.exists(directory))

    def test_one_window_for_one_shop(self):
        window = self.open("dashboard")
        window.wait_for_start("Today’s sales: ", "9.00")
        second = subprocess.run([os.environ["DOCKET"], "--data-dir", self.shop.directory, "--page", "orders"], check=False,
                                timeout=docket_atspi.TIMEOUT)
        self.assertEqual(second.returncode, 0)
        self.wait_for_page(window, "Orders")
        self.assertEqual(len(window.frames()), 1)


class ProblemTest(WindowTest):

    configure = False

    def test_foreign_file_is_said_so_and_left_alone(self):
        path = os.path.join(self.shop.directory, "write.db")
        content = b"\xff\xd8\xff\xe0 a picture" * 100
        with open(path, "wb") as file:
            file.write(content)
        window = self.open("dashboard")
        window.wait_for("The Shop Cannot Be Opened")
        window.wait_for_start("Try Again")
        with open(path, "rb") as file:
            self.assertEqual(file.read(), content)

    def test_two_shops_are_two_windows(self):
        other = Shop()
        other.dispatch("ConfigureShop", name="Other Lamp")
        self.shop.dispatch("ConfigureShop", name="Leaf & Lamp", currency="EUR")
        window = self.open("dashboard")
        window.wait_for("Leaf & Lamp")
        subprocess.run([os.environ["DOCKET"], "--data-dir", other.directory], check=True, timeout=docket_atspi.TIMEOUT)
        window.wait_for("Other Lamp")
        self.assertEqual(len(window.frames()), 2)


if __name__ == "__main__":
    docket_atspi.main()
