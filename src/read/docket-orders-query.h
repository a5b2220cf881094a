/* docket-orders-query.h: the list of orders
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "docket-money.h"
#include "docket-quantity.h"
#include "docket-query.h"

G_BEGIN_DECLS

/**
 * DocketOrderRow:
 * @id: the order's stream
 * @number: empty for a draft
 * @customer: the name, or the e-mail where there is none; empty for a counter sale
 * @items: the sum of the quantities, thousandths
 * @total: what was ordered
 * @balance: what is owed; negative: what is owed to the customer
 * @is_on_hold: property `on-hold`
 *
 * One order in a list. Its properties are named as `docket-cli query orders` prints them.
 */
#define DOCKET_TYPE_ORDER_ROW (docket_order_row_get_type ())
DOCKET_DECLARE_RECORD (DocketOrderRow, docket_order_row, ORDER_ROW, DocketRow)
struct _DocketOrderRow
{
  DocketRow parent_instance;
  DocketUuid id;
  char *number;
  int status;
  int payment_status;
  int fulfilment_status;
  gboolean is_on_hold;
  char *currency;
  DocketMoney net;
  DocketMoney tax;
  DocketMoney total;
  DocketMoney paid;
  DocketMoney refunded;
  DocketMoney balance;
  DocketUuid customer_id;
  char *customer;
  char *email;
  gint64 n_lines;
  gint64 items;
  gint64 placed_at;
  gint32 day;
  char **tags;
  char *source;
  char *shop;
};

/**
 * DocketOrdersQuery:
 * @status: a status, or `active` for all but discarded ones (the default where nothing is said)
 * @payment: a payment status, or `owed` for whatever has a balance above 0
 * @fulfilment: a fulfilment status, or `to-ship` for open orders with something left to ship
 * @customer: a customer's id or e-mail
 * @search: words of which each must begin a word of number, name, e-mail, phone, SKU, title or note
 * @from: the first day
 * @to: the last day
 * @on_hold: only those on hold
 * @sort: `number`, `placed-at`, `customer`, `items`, `total`, `balance`, `status`, `payment-status`, `fulfilment-status`;
 *   with `-` in front descending; the default is `-placed-at`
 * @limit: at most so many
 */
#define DOCKET_TYPE_ORDERS_QUERY (docket_orders_query_get_type ())
DOCKET_DECLARE_RECORD (DocketOrdersQuery, docket_orders_query, ORDERS_QUERY, DocketListQuery)
struct _DocketOrdersQuery
{
  DocketListQuery parent_instance;
  char *status;
  char *payment;
  char *fulfilment;
  char *customer;
  char *search;
  gint32 from;
  gint32 to;
  gboolean on_hold;
  char *sort;
  gint64 limit;
};

G_END_DECLS
