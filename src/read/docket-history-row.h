/* docket-history-row.h: one event of an order, in words
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "docket-event.h"
#include "docket-money.h"
#include "docket-row.h"

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

void docket_history_row_tell (DocketHistoryRow *self, DocketEvent *event, const char *number);

void docket_history_row_append_kinds (GString *sql);

G_END_DECLS
