/* docket-dashboard-rows.h: rows of the dashboard's lists
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* For gtk_list_box_bind_model(): of DocketProductSalesRow, and of DocketOrderRow. */
GtkWidget *docket_dashboard_rows_make_seller (gpointer item, gpointer data);
GtkWidget *docket_dashboard_rows_make_order (gpointer item, gpointer data);

/* What the row was made of. */
gpointer docket_dashboard_rows_get_item (GtkListBoxRow *row);

G_END_DECLS
