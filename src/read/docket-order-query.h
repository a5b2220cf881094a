/* docket-order-query.h: one order with all that is known of it
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "docket-order-detail.h"
#include "docket-query.h"

G_BEGIN_DECLS

/**
 * DocketOrderQuery:
 * @number: the number (also `shopify:1001`), or the id
 * @id: the id
 *
 * Either. Two orders with one number: %DOCKET_ERROR_AMBIGUOUS with both ids.
 */
#define DOCKET_TYPE_ORDER_QUERY (docket_order_query_get_type ())
DOCKET_DECLARE_RECORD (DocketOrderQuery, docket_order_query, ORDER_QUERY, DocketQuery)
struct _DocketOrderQuery
{
  DocketQuery parent_instance;
  char *number;
  DocketUuid id;
};

gboolean docket_order_query_find (DocketDatabase *database, const char *number, DocketUuid *id, GError **error);

G_END_DECLS
