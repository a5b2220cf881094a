#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A shop is set up by keyboard alone; or it begins by itself when another program sets it up, or with the orders of a file."""

import os

import docket_atspi
from docket_atspi import WindowTest

FIXTURES = os.path.join(os.path.dirname(__file__), "..", "exchange", "fixtures")


class FirstStartTest(WindowTest):

    configure = False

    def test_set_up_by_keyboard(self):
        window = self.open("dashboard")
        window.wait_for("Welcome to Docket")
        window.focus()
        docket_atspi.type_keys("Return")
        window.wait_for("Name of the Shop")
        for key in ("t", "e", "a"):
            docket_atspi.type_keys(key)
        window.wait_for("tea", docket_atspi.ENTRY)
        # The language of the test names no country that would propose a currency: what is missing is told, and has the focus.
        docket_atspi.type_keys("Return")
        window.wait_for_start("The shop needs a currency")
        docket_atspi.type_keys("space")
        window.wait_for("AED")
        docket_atspi.type_keys("Down", "Return")
        window.wait_until_gone("AED")
        # Out of the list of fields, past Back.
        docket_atspi.type_keys("Tab", "Tab", "Return")
        window.wait_for("Dashboard", docket_atspi.LABEL)
        self.assertEqual(self.shop.query("shop")[0]["name"], "tea")

    def test_another_program_sets_it_up(self):
        window = self.open("dashboard")
        window.wait_for("Welcome to Docket")
        self.shop.dispatch("ConfigureShop", name="Leaf & Lamp", currency="EUR")
        window.wait_for("Leaf & Lamp")
        window.wait_for("Dashboard", docket_atspi.LABEL)

    def test_opened_with_a_file(self):
        window = self.open("orders", os.path.join(FIXTURES, "shopify-orders.csv"))
        window.press("Import")
        window.press("Show Orders")
        window.wait_for("1007")
        self.assertEqual(self.shop.query("shop")[0]["currency"], "EUR")

    def test_controls_are_named(self):
        window = self.open("dashboard")
        window.wait_for("Welcome to Docket")
        self.assert_named(window)


if __name__ == "__main__":
    docket_atspi.main()
