/* docket-order-words.h: small sentences about one order
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "docket-order-query.h"
#include "docket-outcome.h"

G_BEGIN_DECLS

/* “1 item”, “2.5 items” */
char *docket_order_words_items (gint64 quantity);

/* What of the order is in no parcel yet, and what has not left yet, thousandths. */
gint64 docket_order_words_left_to_pack (DocketOrderDetail *order);
gint64 docket_order_words_left_to_ship (DocketOrderDetail *order);

/* The first event of that type in the outcome, or NULL; transfer none. */
gpointer docket_order_words_find_event (DocketOutcome *outcome, GType type);

/* “Balance after that: €4.50” */
char *docket_order_words_balance_after (DocketOrderDetail *order, gint64 change);

/* The id as commands take it. */
char *docket_order_words_id (DocketOrderDetail *order);

G_END_DECLS
