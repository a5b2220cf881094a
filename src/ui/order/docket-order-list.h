/* docket-order-list.h: a short list of an order's parts that keeps itself true
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

#include "docket-live-record.h"
#include "docket-order-query.h"
#include "docket-shell.h"

G_BEGIN_DECLS

#define DOCKET_TYPE_ORDER_LIST (docket_order_list_get_type ())
G_DECLARE_FINAL_TYPE (DocketOrderList, docket_order_list, DOCKET, ORDER_LIST, GtkWidget)

/**
 * DocketOrderListKind:
 * @empty: what stands there while there is none; %NULL: nothing does
 * @update: fills the row for item: called when the row is made, when the item changes and when the order does
 *
 * What the rows of a list look like. make gives the row's child; update finds its parts by the child's data.
 */
typedef struct
{
  const char *empty;
  GtkWidget *(*make) (DocketOrderList *list, DocketRecord *item);
  void (*update) (DocketOrderList *list, GtkWidget *child, DocketRecord *item);
} DocketOrderListKind;

extern const DocketOrderListKind docket_order_payments;
extern const DocketOrderListKind docket_order_parcels;
extern const DocketOrderListKind docket_order_timeline;
extern const DocketOrderListKind docket_order_notes;

/* title: of the list for screen readers */
void docket_order_list_set_kind (DocketOrderList *self, DocketShell *shell, const DocketOrderListKind *kind, const char *title);

/* records: element type DocketRecord, in the order of the rows */
void docket_order_list_show (DocketOrderList *self, DocketOrderDetail *order, GPtrArray *records);

/* Forgets the rows: those of another order are not to be taken for these. */
void docket_order_list_clear (DocketOrderList *self);

DocketShell *docket_order_list_get_shell (DocketOrderList *self);
DocketOrderDetail *docket_order_list_get_order (DocketOrderList *self);

G_END_DECLS
