#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The order page follows its order, shows what a step will do before it is done, and says why one cannot be."""

import docket_atspi
import docket_scanner
from docket_atspi import WindowTest


class OrderTest(WindowTest):

    def setUp(self):
        super().setUp()
        self.shop.add_product("TEA-1", "Green tea", "4.50", "10")
        self.number = self.shop.place_order("TEA-1", "2", {"name": "Ada Byron"})

    def open_order(self):
        window = self.open("orders")
        window.wait_for(self.number)
        window.focus()
        docket_scanner.scan(self.number)
        window.wait_for(f"Order {self.number}")
        return window

    def test_figures_move_by_themselves(self):
        window = self.open_order()
        window.wait_for("Balance: €9.00")
        window.wait_for("Unpaid")
        self.shop.dispatch("RecordPayment", order=self.number, amount="4.00", method="cash")
        window.wait_for("Balance: €5.00")
        window.wait_for("Partly Paid")
        window.wait_for("€4.00 was paid in cash")
        self.shop.dispatch("RecordPayment", order=self.number, amount="5.00", method="card")
        window.wait_for("Balance: €0.00")
        # The next step is another one now.
        window.wait_for("Pack Everything", docket_atspi.BUTTON)

    def test_controls_are_named(self):
        self.shop.dispatch("RecordPayment", order=self.number, amount="4.00", method="cash")
        self.shop.dispatch("CreateFulfilment", order=self.number)
        window = self.open_order()
        window.wait_for("Balance: €5.00")
        self.assert_named(window)

    def test_payment_shows_its_effect_and_keeps_what_was_typed(self):
        window = self.open_order()
        window.press("Take Payment…")
        window.wait_for("Balance after that: €0.00")
        # The amount stands there selected: typing replaces it.
        docket_atspi.type_keys("1", "2")
        window.wait_for_start("Cannot take €12.00")
        self.assertEqual(self.shop.query("orders", "limit=1")[0]["paid"], "0.00")
        window.wait_for("12", docket_atspi.ENTRY)
        docket_atspi.type_keys("BackSpace", "BackSpace", "3")
        window.wait_for("Balance after that: €6.00")
        docket_atspi.type_keys("Return")
        window.wait_for("Balance: €6.00")
        self.assertEqual(self.shop.query("orders", "limit=1")[0]["paid"], "3.00")

    def test_from_the_parcel_to_the_door(self):
        self.shop.dispatch("RecordPayment", order=self.number, amount="9.00", method="cash")
        window = self.open_order()
        window.press("Pack Everything")
        window.press("Ship…")
        window.wait_for("Nothing is left to ship after that.")
        window.press("Ship")
        window.press("Mark Delivered")
        window.wait_for("The parcel was delivered")
        self.assertEqual(self.shop.query("orders", "limit=1")[0]["fulfilment-status"], "delivered")


if __name__ == "__main__":
    docket_atspi.main()
