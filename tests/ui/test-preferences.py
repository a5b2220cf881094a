#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Settings are true while they are looked at, and what they forbid says why."""

import docket_atspi
from docket_atspi import Atspi, WindowTest

# What a switch between pages is to a screen reader depends on the library.
SWITCH = docket_atspi.BUTTON | {Atspi.Role.RADIO_BUTTON, Atspi.Role.PAGE_TAB}

class PreferencesTest(WindowTest):

    def open_preferences(self):
        window = self.open("customers")
        window.wait_for("No Customers Yet")
        window.focus()
        docket_atspi.type_keys("ctrl+comma")
        window.wait_for("Name of the Shop")
        return window

    def test_name_moves_by_itself(self):
        window = self.open_preferences()
        window.wait_for("Leaf & Lamp", docket_atspi.ENTRY)
        self.shop.dispatch("ConfigureShop", name="Leaf & Candle")
        window.wait_for("Leaf & Candle", docket_atspi.ENTRY)

    def test_controls_are_named(self):
        window = self.open_preferences()
        window.wait_for(lambda text: "Country" in text, docket_atspi.BUTTON)
        window.wait_for(lambda text: "Time Zone" in text, docket_atspi.BUTTON)
        self.assert_named(window)

    def test_currency_says_why_it_is_fixed(self):
        self.shop.add_product("TEA-1", "Green tea", "4.50", "20")
        window = self.open_preferences()
        window.press("Money and Taxes", SWITCH)
        window.wait_for("Tax Rates")
        self.shop.place_order("TEA-1", "1")
        window.wait_for("There are orders in this currency: it stays as it is")

    def test_rate_that_somebody_defines_is_there(self):
        window = self.open_preferences()
        window.press("Money and Taxes", SWITCH)
        window.wait_for("Tax Rates")
        self.shop.dispatch("DefineTaxRate", name="VAT", rate="21")
        window.wait_for("21", docket_atspi.ENTRY)


if __name__ == "__main__":
    docket_atspi.main()
