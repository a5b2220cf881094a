/* docket-orders-filter.h: the filters of the list of orders
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "docket-orders-query.h"

G_BEGIN_DECLS

/**
 * DocketOrdersFilter:
 * @id: its name: `to-ship`
 * @title: what its chip says, to be translated
 * @status: as in DocketOrdersQuery, and so are the others
 */
typedef struct
{
  const char *id;
  const char *title;
  const char *status;
  const char *payment;
  const char *fulfilment;
  gboolean on_hold;
} DocketOrdersFilter;

const DocketOrdersFilter *docket_orders_filter_list (guint *n_filters);
const DocketOrdersFilter *docket_orders_filter_find (const char *id);
/* The one that the query is, apart from its search and order; NULL for another. */
const DocketOrdersFilter *docket_orders_filter_match (DocketOrdersQuery *query);
DocketOrdersQuery *docket_orders_filter_make_query (const DocketOrdersFilter *filter);
/* What a chip says of a query that is none of the filters. */
char *docket_orders_filter_describe (DocketOrdersQuery *query);

G_END_DECLS
