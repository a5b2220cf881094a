#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The dashboard moves by itself, and each card opens the list behind it."""

import docket_atspi
from docket_atspi import Atspi, WindowTest, has_state


class DashboardTest(WindowTest):

    def setUp(self):
        super().setUp()
        self.shop.add_product("TEA-1", "Green tea", "4.50", "20")
        self.shop.place_order("TEA-1", "2", {"name": "Ada Byron"})

    def test_figures_move_by_themselves(self):
        window = self.open("dashboard")
        window.wait_for_start("Today’s sales: ", "9.00")
        window.wait_for_start("To pack: 1.")
        window.wait_for_start("Money owed: ", "9.00", "In 1 order")
        number = self.shop.place_order("TEA-1", "4")
        window.wait_for_start("Today’s sales: ", "27.00")
        window.wait_for_start("To pack: 2.")
        window.wait_for_start(f"{number} · Counter sale")
        self.shop.dispatch("RecordPayment", order=number, amount="18.00", method="cash")
        window.wait_for_start("Money owed: ", "9.00", "In 1 order")

    def test_low_stock_moves_by_itself(self):
        window = self.open("dashboard")
        window.wait_for_start("Low stock: 0.")
        self.shop.place_order("TEA-1", "16")
        window.wait_for_start("Low stock: 1.")
        self.shop.dispatch("ReceiveStock", sku="TEA-1", quantity="50")
        window.wait_for_start("Low stock: 0.")

    def test_card_opens_its_list(self):
        window = self.open("dashboard")
        window.press(lambda text: text.startswith("To pack: 1."), None)
        chip = window.wait_for("To Ship", docket_atspi.BUTTON)
        window.wait(lambda: has_state(chip, Atspi.StateType.PRESSED), "the pressed filter")
        window.wait_for("1 order")

    def test_chart_has_a_table(self):
        window = self.open("dashboard")
        window.wait_for_start("Today’s sales: ", "9.00")
        window.press("As a Table")
        window.wait_for("Sales by day")
        self.shop.place_order("TEA-1", "1")
        window.wait(lambda: any("13.50" in text for text in window.texts()), "the day’s new sum")

    def test_chart_is_read_by_keyboard(self):
        window = self.open("dashboard")
        window.wait_for_start("Today’s sales: ", "9.00")
        chart = window.wait_for_start("Chart of the sales by day")
        window.focus()
        window.tab_to(chart)
        docket_atspi.type_keys("End")
        window.wait(lambda: "9.00 · 1 order" in docket_atspi.name_of(chart), "the figure of today")

    def test_controls_are_named(self):
        window = self.open("dashboard")
        window.wait_for_start("Today’s sales: ", "9.00")
        self.assert_named(window)


if __name__ == "__main__":
    docket_atspi.main()
