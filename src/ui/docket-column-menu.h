/* docket-column-menu.h: which columns a table shows
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "docket-cells.h"

G_BEGIN_DECLS

/* A button whose menu shows and hides the columns of a view that were added by docket_cells_add_column(). The setting
 * (an array of strings) holds the names of those that are shown; the first column always is. */
GtkWidget *docket_column_menu_new (GtkColumnView *view, const char *setting);

G_END_DECLS
