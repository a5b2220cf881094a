#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""An order is taken by scanning and typing; what was typed is never lost; at the counter it is paid and handed over at one go."""

import docket_atspi
import docket_scanner
from docket_atspi import WindowTest


class OrderEditorTest(WindowTest):

    def setUp(self):
        super().setUp()
        self.shop.add_product("TEA-1", "Green tea", "4.50", "10")
        self.shop.add_product("CUP-1", "Cup", "12.00", "1")

    def open_editor(self):
        window = self.open("orders")
        window.wait_for("No Orders Yet")
        window.focus()
        docket_atspi.type_keys("ctrl+n")
        window.wait_for("What Is Sold?")
        return window

    def add(self, window, code, total):
        docket_scanner.scan(code)
        window.wait_for("Total: " + total)

    def newest(self):
        return self.shop.query("orders", "limit=1")[0]

    def is_sold(self, order):
        return (order["payment-status"], order["fulfilment-status"]) == ("paid", "delivered")

    def test_scan_and_place(self):
        window = self.open_editor()
        self.add(window, "TEA-1", "€4.50")
        # The same again is more of it, not another line.
        self.add(window, "TEA-1", "€9.00")
        self.assertEqual(self.newest()["status"], "draft")
        docket_atspi.type_keys("ctrl+Return")
        window.wait_for("Balance: €9.00")
        placed = self.newest()
        self.assertEqual((placed["status"], placed["total"], placed["items"]), ("open", "9.00", "2"))

    def test_controls_are_named(self):
        window = self.open_editor()
        self.add(window, "TEA-1", "€4.50")
        self.assert_named(window)

    def test_unknown_code_stays_in_the_entry(self):
        window = self.open_editor()
        docket_scanner.scan("zz-00815")
        window.wait_for("No product is known as “zz-00815”.")
        window.wait_for("zz-00815", docket_atspi.ENTRY)

    def test_rejected_quantity_keeps_what_was_typed(self):
        window = self.open_editor()
        self.add(window, "TEA-1", "€4.50")
        quantity = window.wait_for("Quantity of Green tea", docket_atspi.ENTRY)
        window.tab_to(quantity)
        docket_atspi.type_keys("ctrl+a", "1", "period", "5", "Return")
        window.wait_for_start("“Green tea” is sold in steps of")
        window.wait_for("1.5", docket_atspi.ENTRY)
        self.assertEqual(self.newest()["total"], "4.50")

    def test_totals_follow_while_one_types(self):
        window = self.open_editor()
        self.add(window, "TEA-1", "€4.50")
        window.tab_to(window.wait_for("Quantity of Green tea", docket_atspi.ENTRY))
        docket_atspi.type_keys("ctrl+a", "6")
        window.wait_for("Total: €27.00")
        self.assertEqual(self.newest()["total"], "4.50")
        docket_atspi.type_keys("Return")
        window.wait(lambda: self.newest()["total"] == "27.00", "the draft with its new total")

    def test_scarce_stock_is_told_beside_the_line(self):
        window = self.open_editor()
        self.add(window, "CUP-1", "€12.00")
        self.add(window, "CUP-1", "€24.00")
        window.wait_for_start("Only 1", "available")
        docket_atspi.type_keys("ctrl+Return")
        window.wait_for("Total: €24.00")
        self.assertEqual(self.newest()["status"], "draft")

    def test_counter_sale_in_one_gesture(self):
        window = self.open_editor()
        self.add(window, "TEA-1", "€4.50")
        docket_atspi.type_keys("ctrl+shift+Return")
        window.wait_for("To pay: €4.50")
        docket_atspi.type_keys("5")
        window.wait_for_start("To pay: €4.50", "Change: €0.50")
        docket_atspi.type_keys("Return")
        window.wait(lambda: self.is_sold(self.newest()), "an order that is paid and handed over")
        window.wait_for("What Is Sold?")


if __name__ == "__main__":
    docket_atspi.main()
