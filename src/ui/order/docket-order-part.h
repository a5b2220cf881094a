/* docket-order-part.h: the look that rows of an order's parts have in common
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * DocketOrderPart:
 *
 * A row's child: an icon, a title with details below it, a figure, and buttons at the end.
 */
#define DOCKET_TYPE_ORDER_PART (docket_order_part_get_type ())
G_DECLARE_FINAL_TYPE (DocketOrderPart, docket_order_part, DOCKET, ORDER_PART, GtkWidget)

GtkWidget *docket_order_part_new (const char *icon);

void docket_order_part_set_icon (DocketOrderPart *self, const char *icon, const char *style);
void docket_order_part_set_title (DocketOrderPart *self, const char *title);
/* Empty or NULL hides them. */
void docket_order_part_set_detail (DocketOrderPart *self, const char *detail);
void docket_order_part_set_footnote (DocketOrderPart *self, const char *footnote);
void docket_order_part_set_figure (DocketOrderPart *self, const char *figure);

/* It counts no more. */
void docket_order_part_set_is_void (DocketOrderPart *self, gboolean is_void);

/* Beside the title: a status; transfer floating. */
void docket_order_part_add_status (DocketOrderPart *self, GtkWidget *widget);
/* At the end of the row; transfer floating. */
void docket_order_part_add_button (DocketOrderPart *self, GtkWidget *widget);

G_END_DECLS
