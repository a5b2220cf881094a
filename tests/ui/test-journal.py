#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every command stands in the journal a moment later, with its reason where it was rejected; the past can be checked."""

import json
import pathlib
import re
import sqlite3

import docket_atspi
from docket_atspi import WindowTest


class JournalTest(WindowTest):

    def test_rows_move_by_themselves(self):
        window = self.open("journal")
        window.wait_for("Set up shop")
        window.wait_for("1 command")
        self.shop.dispatch("RegisterCustomer", name="Ada Byron")
        window.wait_for("Add customer")
        window.wait_for("2 commands")
        self.shop.cli("dispatch", "HoldOrder", json.dumps({"order": "99999"}), check=False)
        window.wait_for("Rejected", docket_atspi.LABEL)

    def test_filter(self):
        self.shop.dispatch("RegisterCustomer", name="Ada Byron")
        window = self.open("journal")
        window.wait_for("2 commands")
        window.press("Rejected")
        window.wait_for("No Such Commands")
        window.press("Show All Commands")
        window.wait_for("2 commands")

    def test_a_command_is_shown_with_its_events(self):
        window = self.open("journal")
        window.wait_for("1 command")
        window.focus()
        docket_atspi.type_keys("Down", "Down")
        window.wait(lambda: window.find(lambda text: "ShopConfigured" in text and "Leaf & Lamp" in text), "the event")

    def run_on_views(self, script):
        """As somebody who meddles with the file of the views."""
        connection = sqlite3.connect(pathlib.Path(self.shop.directory) / "read.db", timeout=30)
        connection.executescript(script)
        connection.close()

    def open_with_stopped_customers(self):
        """Whoever changes something does not wait for the list; it says what it lacks."""
        self.shop.dispatch("RegisterCustomer", name="Ada Byron")
        self.jam("spoon")
        window = self.open("customers")
        window.wait_for("Ada Byron")
        self.shop.dispatch("RegisterCustomer", name="Bea Sanders")
        window.wait_for(lambda text: "“Customers” has stopped and is not up to date: " in text)
        window.press("Open the Journal")
        self.wait_for_failure(window, "spoon")
        return window

    def jam(self, thing):
        self.run_on_views("DROP TRIGGER IF EXISTS jam; CREATE TRIGGER jam BEFORE INSERT ON customers_view"
                          f" BEGIN SELECT RAISE (ABORT, 'There is a {thing} in the drawer'); END")

    def wait_for_failure(self, window, thing):
        window.wait_for(lambda text: re.search(rf"“Customers” has stopped.* Event \d+, CustomerRegistered: .*{thing}", text))

    def test_a_stopped_list_is_tried_again(self):
        window = self.open_with_stopped_customers()
        self.jam("fork")
        window.focus()
        retry = window.wait_for("Retry", docket_atspi.BUTTON)
        window.tab_to(retry)
        docket_atspi.type_keys("space")
        self.wait_for_failure(window, "fork")
        # Whoever pressed it can press it again, whatever the other lists do meanwhile.
        self.shop.dispatch("CreateProduct", sku="TEA-1", title="Green tea", price="4.50")
        window.wait_for("Add product")
        self.assertEqual(window.focused(), retry)
        self.run_on_views("DROP TRIGGER jam")
        docket_atspi.type_keys("space")
        window.wait(lambda: window.find(lambda text: "fork" in text) is None, "no failure any more")
        self.shop.dispatch("RegisterCustomer", name="Cleo Moss")
        self.assertEqual(len(self.shop.query("customers")), 3)

    def test_a_stopped_list_is_made_again(self):
        """What keeps the old list from going on does not lie in the way of the new one."""
        window = self.open_with_stopped_customers()
        window.press("Rebuild…")
        window.wait_for(lambda text: "The lists stay usable meanwhile" in text)
        window.press("Rebuild")
        window.wait(lambda: window.find(lambda text: "spoon" in text) is None, "no failure any more")
        self.assertEqual(len(self.shop.query("customers")), 2)

    def test_controls_are_named(self):
        window = self.open("journal")
        window.wait_for("1 command")
        self.assert_named(window)


if __name__ == "__main__":
    docket_atspi.main()
