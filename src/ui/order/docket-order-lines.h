/* docket-order-lines.h: what was ordered
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

#include "docket-order-query.h"

G_BEGIN_DECLS

#define DOCKET_TYPE_ORDER_LINES (docket_order_lines_get_type ())
G_DECLARE_FINAL_TYPE (DocketOrderLines, docket_order_lines, DOCKET, ORDER_LINES, GtkWidget)

void docket_order_lines_show (DocketOrderLines *self, DocketOrderDetail *order);
/* Forgets the rows: those of another order are not to be taken for these. */
void docket_order_lines_clear (DocketOrderLines *self);

G_END_DECLS
