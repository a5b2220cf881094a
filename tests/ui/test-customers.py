#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Customers and their sums move by themselves, are searched, added and corrected, and a refused one loses nothing typed."""

import docket_atspi
from docket_atspi import WindowTest


class CustomersTest(WindowTest):

    def setUp(self):
        super().setUp()
        self.shop.add_product("TEA-1", "Green tea", "4.50", "200")

    def register(self, name, email):
        self.shop.dispatch("RegisterCustomer", name=name, email=email)

    def test_rows_move_by_themselves(self):
        self.register("Ada Byron", "ada@example.org")
        window = self.open("customers")
        window.wait_for("Ada Byron")
        window.wait_for("1 customer")
        self.shop.place_order("TEA-1", "2", {"email": "ada@example.org"})
        window.wait_for("€9.00")
        self.register("Grace Hopper", "grace@example.org")
        window.wait_for("2 customers")

    def test_one_customer_moves_by_itself(self):
        self.register("Ada Byron", "ada@example.org")
        first = self.shop.place_order("TEA-1", "2", {"email": "ada@example.org"})
        window = self.open("customers")
        window.wait_for("Ada Byron")
        window.focus()
        docket_atspi.type_keys("Down", "Return")
        window.wait_for(first)
        window.wait_for("Owes")
        self.shop.dispatch("RecordPayment", order=first, amount="9.00", method="cash")
        window.wait_for("€0.00")
        self.shop.dispatch("UpdateCustomer", customer="ada@example.org", name="Ada Lovelace", phone="+44 20 7946 0000")
        window.wait_for("Ada Lovelace")
        window.wait_for("+44 20 7946 0000")

    def test_search(self):
        self.register("Ada Byron", "ada@example.org")
        self.register("Grace Hopper", "grace@example.org")
        window = self.open("customers")
        window.wait_for("2 customers")
        window.focus()
        docket_atspi.type_keys("ctrl+f")
        window.wait_for("Search", docket_atspi.ENTRY)
        docket_atspi.type_keys("h", "o", "p")
        window.wait_for("1 customer")
        window.wait_until_gone("Ada Byron")

    def test_refused_customer_keeps_what_was_typed(self):
        self.register("Ada Byron", "ada@example.org")
        window = self.open("customers")
        window.wait_for("1 customer")
        window.focus()
        window.press("New Customer")
        window.wait_for("Postal Code")
        docket_atspi.type_keys("g", "Tab")
        docket_atspi.type_keys(*"ada", "at", *"example", "period", *"org")
        docket_atspi.type_keys("Return")
        window.wait_for_start("This e-mail belongs to another customer")
        window.wait_for("g", docket_atspi.ENTRY)

    def test_empty_list_offers_the_first_step(self):
        window = self.open("customers")
        window.wait_for("No Customers Yet")
        window.wait_for("Add the First Customer", docket_atspi.BUTTON)

    def test_controls_are_named(self):
        self.register("Ada Byron", "ada@example.org")
        window = self.open("customers")
        window.wait_for("1 customer")
        self.assert_named(window)


if __name__ == "__main__":
    docket_atspi.main()
