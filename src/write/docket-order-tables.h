/* docket-order-tables.h: the write tables of orders, their payments and their fulfilments
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "docket-database.h"
#include "docket-event.h"

G_BEGIN_DECLS

/* Amounts are minor units of the order's currency, quantities thousandths. All keys and references stay within one
 * stream: a product, a customer or a number that two stations gave twice never stops an event from being carried in. */

/* NULL-terminated. */
extern const char *const docket_order_table_names[];

gboolean docket_order_tables_create (DocketDatabase *database, GError **error);

/* For evolve alone: every event of an order's stream ends with it. */
gboolean docket_order_touch (DocketDatabase *database, DocketEvent *event, GError **error);

G_END_DECLS
