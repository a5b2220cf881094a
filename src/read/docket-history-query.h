/* docket-history-query.h: what happened to an order, in words
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "docket-money.h"
#include "docket-query.h"

G_BEGIN_DECLS

/**
 * DocketHistoryRow:
 * @kind: the event's type name: `PaymentCaptured`
 * @summary: what happened, one sentence in the person's language
 * @detail: (nullable): a reason, a note, a tracking number
 * @actor: who
 * @order_number: of which order
 */
#define DOCKET_TYPE_HISTORY_ROW (docket_history_row_get_type ())
DOCKET_DECLARE_RECORD (DocketHistoryRow, docket_history_row, HISTORY_ROW, DocketRow)
struct _DocketHistoryRow
{
  DocketRow parent_instance;
  gint64 time;
  char *kind;
  char *summary;
  char *detail;
  char *actor;
  char *station;
  DocketUuid order;
  char *order_number;
  DocketUuid command_id;
  char *currency;
  DocketMoney amount;
  gint64 count;
  char *text;
};

/* order: number or id; customer: id; newest first unless sort is `time`. */
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
