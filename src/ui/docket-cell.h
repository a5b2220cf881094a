/* docket-cell.h: one cell of a table, which costs next to nothing until it is seen
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

#include "docket-cells.h"

G_BEGIN_DECLS

#define DOCKET_TYPE_CELL (docket_cell_get_type ())
G_DECLARE_FINAL_TYPE (DocketCell, docket_cell, DOCKET, CELL, GtkWidget)

/* column: static; swatches: widgets that have the colours of states, by their style class */
GtkWidget *docket_cell_new (const DocketColumn *column, GHashTable *swatches);

/* item: a row, or the slot that it stands in; NULL: shows nothing. */
void docket_cell_set_item (DocketCell *self, GObject *item);

G_END_DECLS
