#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Products and their stock move by themselves while the selection stays; a scan selects; stock is received by keyboard."""

import docket_atspi
import docket_scanner
from docket_atspi import WindowTest


class ProductsTest(WindowTest):

    def setUp(self):
        super().setUp()
        self.shop.add_product("TEA-1", "Green tea", "4.50", "20")
        self.shop.add_product("CUP-1", "Cup", "12.00", "8")

    def open_list(self):
        window = self.open("products")
        window.wait_for("2 products")
        window.focus()
        return window

    def test_stock_moves_by_itself_and_the_selection_stays(self):
        window = self.open_list()
        docket_scanner.scan("TEA-1")
        window.wait_for("20\u00a0pc on hand − 0\u00a0pc reserved = 20\u00a0pc available")
        self.shop.place_order("TEA-1", "5")
        window.wait_for("20\u00a0pc on hand − 5\u00a0pc reserved = 15\u00a0pc available")
        self.shop.dispatch("CreateProduct", sku="ACC-1", title="A whisk", price="9.00")
        window.wait_for("3 products")
        window.wait_for("20\u00a0pc on hand − 5\u00a0pc reserved = 15\u00a0pc available")

    def test_low_stock_is_a_word_and_a_filter(self):
        window = self.open_list()
        self.shop.place_order("CUP-1", "7")
        window.wait_for("Low")
        window.press("Low Stock (1)")
        window.wait_for("1 product")
        self.shop.dispatch("ReceiveStock", sku="CUP-1", quantity="50")
        window.wait_for("Enough of Everything")

    def test_stock_is_received_by_keyboard(self):
        window = self.open_list()
        docket_scanner.scan("TEA-1")
        window.wait_for("20\u00a0pc on hand − 0\u00a0pc reserved = 20\u00a0pc available")
        docket_atspi.type_keys("ctrl+r")
        window.wait_for("Reason, such as the supplier")
        docket_atspi.type_keys("1", "2")
        window.wait_for("On hand: 20\u00a0pc → 32\u00a0pc")
        docket_atspi.type_keys("Return")
        window.wait_for("32\u00a0pc on hand − 0\u00a0pc reserved = 32\u00a0pc available")

    def test_unknown_code_is_said_so(self):
        window = self.open_list()
        docket_scanner.scan("zz-00815")
        window.wait_for("No product has the code “zz-00815”")

    def test_controls_are_named(self):
        window = self.open_list()
        docket_scanner.scan("TEA-1")
        window.wait_for("Receive Stock…", docket_atspi.BUTTON)
        self.assert_named(window)


if __name__ == "__main__":
    docket_atspi.main()
