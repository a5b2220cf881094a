/* docket-slot.h: a place in a table, and the row that stands there
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

#define DOCKET_TYPE_SLOT (docket_slot_get_type ())
G_DECLARE_FINAL_TYPE (DocketSlot, docket_slot, DOCKET, SLOT, GObject)

/* row: (nullable) */
DocketSlot *docket_slot_new (GObject *row);

/* What stands there: transfer none, NULL for nothing. "notify" is emitted when it is another one, and when the row notifies. */
GObject *docket_slot_get_row (DocketSlot *self);
void docket_slot_set_row (DocketSlot *self, GObject *row);

G_END_DECLS
