/* docket-two-columns.h: two columns that fold to one where there is no room
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define DOCKET_TYPE_TWO_COLUMNS (docket_two_columns_get_type ())
G_DECLARE_FINAL_TYPE (DocketTwoColumns, docket_two_columns, DOCKET, TWO_COLUMNS, GtkWidget)

/* Properties: "start" (GtkWidget: the wide column), "end" (GtkWidget: the narrow one; below the wide one when folded), "fold-width"
 * (int: narrower folds), "spacing" (int). */

G_END_DECLS
