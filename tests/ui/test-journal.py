#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every command stands in the journal a moment later, with its reason where it was rejected; the past can be checked."""

import json

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

    def test_controls_are_named(self):
        window = self.open("journal")
        window.wait_for("1 command")
        self.assert_named(window)


if __name__ == "__main__":
    docket_atspi.main()
