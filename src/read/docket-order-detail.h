/* docket-order-detail.h: all that is known of one order
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "docket-customer-events.h"
#include "docket-discount.h"
#include "docket-money.h"
#include "docket-quantity.h"
#include "docket-record.h"

G_BEGIN_DECLS

/**
 * DocketOrderDetailLine:
 * @quantity: what was ordered, thousandths
 * @discount: of the line alone
 * @committed: in live parcels
 * @open: neither cancelled nor in a live parcel
 * @taxes: element type DocketTaxAmount
 */
#define DOCKET_TYPE_ORDER_DETAIL_LINE (docket_order_detail_line_get_type ())
DOCKET_DECLARE_RECORD (DocketOrderDetailLine, docket_order_detail_line, ORDER_DETAIL_LINE, DocketRecord)
struct _DocketOrderDetailLine
{
  DocketRecord parent_instance;
  gint64 line;
  DocketUuid product_id;
  char *sku;
  char *title;
  char *unit;
  gint64 quantity;
  char *currency;
  DocketMoney unit_price;
  DocketDiscount discount_given;
  DocketMoney discount;
  DocketMoney discount_share;
  DocketMoney net;
  DocketMoney tax;
  DocketMoney total;
  gint64 cancelled;
  gint64 committed;
  gint64 shipped;
  gint64 returned;
  gint64 open;
  GPtrArray *taxes;
};

/* status: `captured`, `authorized`, `voided` */
#define DOCKET_TYPE_PAYMENT_DETAIL (docket_payment_detail_get_type ())
DOCKET_DECLARE_RECORD (DocketPaymentDetail, docket_payment_detail, PAYMENT_DETAIL, DocketRecord)
struct _DocketPaymentDetail
{
  DocketRecord parent_instance;
  DocketUuid id;
  char *status;
  char *currency;
  DocketMoney amount;
  DocketMoney refunded;
  char *method;
  char *reference;
  gint64 time;
};

/* number: `1001-1`; status as in DocketParcelStatus; lines: element type DocketLineQuantity */
#define DOCKET_TYPE_FULFILMENT_DETAIL (docket_fulfilment_detail_get_type ())
DOCKET_DECLARE_RECORD (DocketFulfilmentDetail, docket_fulfilment_detail, FULFILMENT_DETAIL, DocketRecord)
struct _DocketFulfilmentDetail
{
  DocketRecord parent_instance;
  DocketUuid id;
  char *number;
  int status;
  char *tracking;
  char *carrier;
  gint64 created_at;
  gint64 shipped_at;
  gint64 delivered_at;
  GPtrArray *lines;
};

/**
 * DocketOrderDetail:
 * @discount: the order's discount, without those of the lines
 * @shipping: the charge as it was asked for
 * @history: element type DocketHistoryRow, oldest first
 * @next_step: what is sensible now: `place`, `release`, `take-payment`, `pack`, `ship`, `deliver`, or empty
 *
 * What `docket-cli query order` prints and the order page shows.
 */
#define DOCKET_TYPE_ORDER_DETAIL (docket_order_detail_get_type ())
DOCKET_DECLARE_RECORD (DocketOrderDetail, docket_order_detail, ORDER_DETAIL, DocketRecord)
struct _DocketOrderDetail
{
  DocketRecord parent_instance;
  gint64 key;
  DocketUuid id;
  char *number;
  int status;
  int payment_status;
  int fulfilment_status;
  gboolean is_on_hold;
  char *hold_reason;
  char *currency;
  gboolean prices_include_tax;
  int tax_rounding;
  DocketMoney net;
  DocketMoney tax;
  DocketMoney total;
  DocketDiscount discount_given;
  DocketMoney discount;
  char *shipping_title;
  DocketMoney shipping;
  DocketMoney shipping_net;
  DocketMoney shipping_tax;
  DocketMoney shipping_total;
  DocketMoney cancelled;
  DocketMoney paid;
  DocketMoney refunded;
  DocketMoney balance;
  gint64 placed_at;
  gint32 day;
  char *source;
  char *shop;
  DocketUuid customer_id;
  DocketContact *customer;
  DocketAddress *shipping_address;
  DocketAddress *billing_address;
  char *note;
  char **tags;
  char **differences;
  GPtrArray *lines;
  GPtrArray *taxes;
  GPtrArray *payments;
  GPtrArray *fulfilments;
  GPtrArray *returns;
  GPtrArray *history;
  char *next_step;
};

G_END_DECLS
