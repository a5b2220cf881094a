#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The list of orders moves by itself, is searched, filtered and sorted, and says what belongs there when it is empty."""

import json
import os

import docket_atspi
import docket_scanner
from docket_atspi import WindowTest

MOST_COLUMNS = 10


class OrdersTest(WindowTest):

    def setUp(self):
        super().setUp()
        self.shop.add_product("TEA-1", "Green tea", "4.50", "200")
        self.shop.add_product("CUP-1", "Cup", "12.00", "200")

    def place_two(self):
        return (self.shop.place_order("TEA-1", "2", {"name": "Ada Byron"}),
                self.shop.place_order("CUP-1", "1", {"name": "Charles Babbage"}))

    def test_rows_move_by_themselves(self):
        first, second = self.place_two()
        window = self.open("orders")
        window.wait_for(first)
        window.wait_for("2 orders")
        self.assertIsNone(window.find("Paid"))
        self.shop.dispatch("RecordPayment", order=first, amount="9.00", method="cash")
        window.wait_for("Paid")
        third = self.shop.place_order("TEA-1", "5")
        window.wait_for(third)
        window.wait_for("3 orders")
        self.shop.dispatch("CancelOrder", order=second, reason="Changed their mind")
        window.wait_for("Cancelled", docket_atspi.LABEL)

    def test_count_of_the_sidebar_moves_by_itself(self):
        self.place_two()
        window = self.open("orders")
        window.wait_for("2", docket_atspi.LABEL)
        self.shop.place_order("TEA-1", "5")
        window.wait_for("3", docket_atspi.LABEL)

    def test_search(self):
        first, second = self.place_two()
        window = self.open("orders")
        window.wait_for(second)
        window.focus()
        docket_atspi.type_keys("ctrl+f")
        window.wait_for("Search", docket_atspi.ENTRY)
        docket_atspi.type_keys("b", "y", "r")
        window.wait_for("1 order")
        window.wait_for(first)
        window.wait_until_gone(second)
        # What is placed now and fits is found without another word.
        self.shop.place_order("CUP-1", "3", {"name": "Lady Byron"})
        window.wait_for("2 orders")
        docket_atspi.type_keys("Escape")
        window.wait_for("3 orders")

    def test_short_list_keeps_no_empty_rows(self):
        batch = os.path.join(self.shop.directory, "batch.jsonl")
        with open(batch, "w", encoding="utf-8") as file:
            for _ in range(60):
                file.write(json.dumps({"command": "PlaceOrder", "lines": [{"sku": "TEA-1", "quantity": "1"}]}) + "\n")
        self.shop.cli("dispatch", "--batch", batch)
        first = self.shop.place_order("TEA-1", "2", {"name": "Ada Byron"})
        window = self.open("orders")
        window.wait_for("61 orders")
        window.wait(lambda: self.count_cells(window) > MOST_COLUMNS, "many rows")
        window.focus()
        docket_atspi.type_keys("ctrl+f")
        window.wait_for("Search", docket_atspi.ENTRY)
        docket_atspi.type_keys("b", "y", "r")
        window.wait_for("1 order")
        window.wait(lambda: 0 < self.count_cells(window) <= MOST_COLUMNS, "one row and no more")
        window.wait_for(first)
        docket_atspi.type_keys("Escape")
        window.wait_for("61 orders")
        window.wait(lambda: self.count_cells(window) > MOST_COLUMNS, "the other rows")

    def count_cells(self, window):
        return sum(docket_atspi.role_of(found) in docket_atspi.CELL for found in window.all())

    def test_filter_that_finds_nothing(self):
        self.place_two()
        window = self.open("orders")
        window.wait_for("2 orders")
        window.press("On Hold")
        window.wait_for("No Such Orders")
        window.press("Show All Orders")
        window.wait_for("2 orders")

    def test_empty_list_offers_the_first_step(self):
        window = self.open("orders")
        window.wait_for("No Orders Yet")
        window.wait_for("Take the First Order", docket_atspi.BUTTON)
        number = self.shop.place_order("TEA-1", "1")
        window.wait_for(number)

    def test_unknown_code_is_said_until_the_next(self):
        _, second = self.place_two()
        window = self.open("orders")
        window.wait_for("2 orders")
        window.focus()
        docket_scanner.scan("zz-00815")
        window.wait_for("Nothing is known by the code “zz-00815”")
        docket_scanner.scan(second)
        window.wait_for(f"Order {second}")
        window.wait_until_gone("Nothing is known by the code “zz-00815”")

    def test_controls_are_named(self):
        self.place_two()
        window = self.open("orders")
        window.wait_for("2 orders")
        self.assert_named(window)


if __name__ == "__main__":
    docket_atspi.main()
