/* docket-totals.h: what an order comes to, part by part
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

#include "docket-order-query.h"
#include "docket-order-terms.h"

G_BEGIN_DECLS

#define DOCKET_TYPE_TOTALS (docket_totals_get_type ())
G_DECLARE_FINAL_TYPE (DocketTotals, docket_totals, DOCKET, TOTALS, GtkWidget)

/* Goods, discount, shipping and taxes down to the total; for an order that was placed also what was paid and is owed. Rows
 * stay the same widgets while their figures change. */
void docket_totals_show_order (DocketTotals *self, DocketOrderDetail *order);

/* The same of terms that are only being considered, up to the total. */
void docket_totals_show_terms (DocketTotals *self, DocketOrderTerms *terms);

G_END_DECLS
