/* docket-history-query.h: what happened to an order, in words
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "docket-history-row.h"
#include "docket-query.h"

G_BEGIN_DECLS

/* order: number or id; newest first unless sort is `time`. */
#define DOCKET_TYPE_HISTORY_QUERY (docket_history_query_get_type ())
DOCKET_DECLARE_RECORD (DocketHistoryQuery, docket_history_query, HISTORY_QUERY, DocketListQuery)
struct _DocketHistoryQuery
{
  DocketListQuery parent_instance;
  char *order;
  char *sort;
  gint64 limit;
  /* The order, once it was found. */
  DocketUuid order_id;
};

G_END_DECLS
