/* docket-order-counters.h: what the statuses of an order follow from
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "docket-event.h"
#include "docket-order-status.h"

G_BEGIN_DECLS

/**
 * DocketOrderCounters:
 * @items: what was ordered, thousandths
 * @items_cancelled: what of it was cancelled
 * @parcels_shipped: how many parcels left
 * @parcels_delivered: how many of them arrived: when all did, so did all that was shipped
 * @balance: what is owed, minor units
 *
 * An order in figures, carried from event to event. All zeros before the first.
 */
typedef struct
{
  DocketOrderStatus status;
  DocketPaymentStatus payment_status;
  DocketFulfilmentStatus fulfilment_status;
  gboolean is_on_hold;
  gint64 net;
  gint64 tax;
  gint64 n_lines;
  gint64 items;
  gint64 items_cancelled;
  DocketMoneyCounters money;
  DocketGoodsCounters goods;
  gint64 parcels_shipped;
  gint64 parcels_delivered;
  gint64 balance;
} DocketOrderCounters;

void docket_order_counters_apply (DocketOrderCounters *self, DocketEvent *event);

G_END_DECLS
