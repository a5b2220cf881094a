/* docket-order-line-row.h: one line of an order, as it was agreed and how far it got
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

#include "docket-order-query.h"

G_BEGIN_DECLS

/* The columns that rows and their heading share. */
typedef enum
{
  DOCKET_LINE_QUANTITY_COLUMN,
  DOCKET_LINE_PRICE_COLUMN,
  DOCKET_LINE_DISCOUNT_COLUMN,
  DOCKET_LINE_AMOUNT_COLUMN,
  DOCKET_LINE_N_COLUMNS
} DocketLineColumn;

#define DOCKET_TYPE_ORDER_LINE_ROW (docket_order_line_row_get_type ())
G_DECLARE_FINAL_TYPE (DocketOrderLineRow, docket_order_line_row, DOCKET, ORDER_LINE_ROW, GtkListBoxRow)

/* Follows line while it lives. columns: one size group for each column. */
GtkWidget *docket_order_line_row_new (DocketOrderDetailLine *line, GtkSizeGroup *const *columns);

/* Whether amounts are shown with their taxes, whether anything of the order can be packed, and whether any line has a discount. */
void docket_order_line_row_set_order (DocketOrderLineRow *self, DocketOrderDetail *order);

/* What it costs before the order's own discount, with or without taxes as the order's prices are. */
DocketMoney docket_order_line_get_amount (DocketOrderDetailLine *line, gboolean prices_include_tax);

G_END_DECLS
