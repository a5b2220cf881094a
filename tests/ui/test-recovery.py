#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A shop that does not open, or is damaged: what the window says, and how a person gets it back."""

import os
import sqlite3

import docket_atspi
from docket_atspi import Atspi, WindowTest

# What a switch between pages is to a screen reader depends on the library.
SWITCH = docket_atspi.BUTTON | {Atspi.Role.RADIO_BUTTON, Atspi.Role.PAGE_TAB}


class RecoveryTest(WindowTest):
    def fill(self):
        """Two orders, of which the first is in a backup in the shop's own folder. Returns their numbers."""
        self.shop.add_product("TEA-1", "Green tea", "4.50", "10")
        first = self.shop.place_order("TEA-1", "1")
        folder = os.path.join(self.shop.directory, "backups")
        os.mkdir(folder, mode=0o700)
        self.shop.cli("backup", os.path.join(folder, "kept.db"))
        return first, self.shop.place_order("TEA-1", "2")

    def change(self, *statements):
        with sqlite3.connect(os.path.join(self.shop.directory, "write.db")) as database:
            for statement in statements:
                database.execute(statement)
        database.close()

    def cut_log(self):
        self.change("DELETE FROM event WHERE position > 4")

    def press(self, window, label):
        """A row's button bears the title of its row as well."""
        window.press(lambda text: label in text.replace("_", ""))

    def wait_until_looked(self, window):
        window.wait_for_start("A backup is intact")

    def test_a_backup_is_restored(self):
        first, second = self.fill()
        self.cut_log()
        window = self.open("orders")
        window.wait_for("The Shop Cannot Be Opened")
        window.wait_for_start("The log ends at event 4")
        window.wait_for_start("1 order can be read")
        self.wait_until_looked(window)
        self.press(window, "Restore: ")
        window.wait_for("Restore This Backup?")
        window.press(lambda text: text.endswith(" Restore"))
        window.wait_for(first)
        self.assertNotIn(second, window.texts())
        self.assertEqual(len(self.shop.query("orders")), 1)

    def test_lists_are_made_anew(self):
        self.fill()
        self.cut_log()
        window = self.open("dashboard")
        self.wait_until_looked(window)
        self.press(window, "Make Lists Anew")
        window.wait_for("Leaf & Lamp")
        self.assertEqual(len(self.shop.query("orders")), 1)

    def test_controls_are_named(self):
        self.fill()
        self.cut_log()
        window = self.open("orders")
        self.wait_until_looked(window)
        self.assert_named(window)

    def test_damage_is_told(self):
        first, _second = self.fill()
        self.change("UPDATE event SET actor = 'Eve' WHERE position = 2")
        window = self.open("orders")
        window.wait_for(first)
        window.wait_for_start("1 thing in the shop’s files is damaged", "event 2")
        self.press(window, "What Can I Do?")
        window.wait_for("Restore the Shop")
        self.wait_until_looked(window)
        # In words for whoever has a shop; what was found is there for others, and to be copied.
        window.wait_for_start("Something in the shop’s files is not as it was written")
        self.assertIsNone(window.find(lambda text: text.startswith("event 2")))
        window.press("Details")
        window.wait_for_start("event 2")
        window.wait_for("Copy", docket_atspi.BUTTON)
        self.press(window, "Open")
        window.wait_for(first)

    def test_a_missing_log_has_no_lists(self):
        self.fill()
        os.unlink(os.path.join(self.shop.directory, "write.db"))
        window = self.open("orders")
        self.wait_until_looked(window)
        self.assertIsNone(window.find(lambda text: "Make Lists Anew" in text))
        self.assertIsNone(window.find(lambda text: "Export…" in text))
        self.press(window, "Restore: ")
        window.wait_for("Restore This Backup?")
        window.press(lambda text: text.endswith(" Restore"))
        window.wait_for("1001")

    def test_an_unreadable_log_has_no_lists(self):
        self.fill()
        with open(os.path.join(self.shop.directory, "write.db"), "wb") as file:
            file.write(b"\xff\xd8\xff\xe0 a picture" * 100)
        window = self.open("orders")
        window.wait_for("Nothing can be read of the shop’s log")
        self.wait_until_looked(window)
        self.assertIsNone(window.find(lambda text: "Make Lists Anew" in text))
        self.assertIsNone(window.find(lambda text: "Export…" in text))

    def test_backup_now(self):
        self.fill()
        window = self.open("orders")
        window.wait_for("Leaf & Lamp")
        window.focus()
        docket_atspi.type_keys("ctrl+comma")
        window.press("Backups", SWITCH)
        self.press(window, "Back Up Now")
        window.wait_for("5 entries, intact")
        kept = [name for name in os.listdir(os.path.join(self.shop.directory, "backups")) if name.startswith("write-")]
        self.assertEqual(len(kept), 1)
        # From there to a backup, and back without one.
        self.press(window, "Restore…")
        window.wait_for("Restore the Shop")
        self.wait_until_looked(window)
        window.press(lambda text: text.startswith("Open"))
        window.wait_for("1001")


if __name__ == "__main__":
    docket_atspi.main()
