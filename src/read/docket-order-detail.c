/* docket-order-detail.c: all that is known of one order
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "docket-order-detail.h"

#include "docket-history-row.h"
#include "docket-order-status.h"
#include "docket-order-terms.h"

#define REQUIRED(Type, member, name, kind, ...) \
  DOCKET_FIELD (Type, member, name, kind, .flags = DOCKET_FIELD_REQUIRED, ##__VA_ARGS__)

static const DocketField line_fields[] = {
  REQUIRED (DocketOrderDetailLine, line, "line", docket_kind_integer),
  DOCKET_FIELD (DocketOrderDetailLine, product_id, "product-id", docket_kind_uuid),
  REQUIRED (DocketOrderDetailLine, sku, "sku", docket_kind_string),
  REQUIRED (DocketOrderDetailLine, title, "title", docket_kind_string),
  DOCKET_FIELD (DocketOrderDetailLine, unit, "unit", docket_kind_string),
  REQUIRED (DocketOrderDetailLine, quantity, "quantity", docket_kind_quantity),
  REQUIRED (DocketOrderDetailLine, currency, "currency", docket_kind_string),
  REQUIRED (DocketOrderDetailLine, unit_price, "unit-price", docket_kind_money),
  DOCKET_FIELD (DocketOrderDetailLine, discount_given, "discount-given", docket_kind_discount),
  REQUIRED (DocketOrderDetailLine, discount, "discount", docket_kind_money),
  REQUIRED (DocketOrderDetailLine, discount_share, "discount-share", docket_kind_money),
  REQUIRED (DocketOrderDetailLine, net, "net", docket_kind_money),
  REQUIRED (DocketOrderDetailLine, tax, "tax", docket_kind_money),
  REQUIRED (DocketOrderDetailLine, total, "total", docket_kind_money),
  REQUIRED (DocketOrderDetailLine, cancelled, "cancelled", docket_kind_quantity),
  REQUIRED (DocketOrderDetailLine, committed, "committed", docket_kind_quantity),
  REQUIRED (DocketOrderDetailLine, shipped, "shipped", docket_kind_quantity),
  REQUIRED (DocketOrderDetailLine, returned, "returned", docket_kind_quantity),
  REQUIRED (DocketOrderDetailLine, open, "open", docket_kind_quantity),
  REQUIRED (DocketOrderDetailLine, taxes, "taxes", docket_kind_records, .type = docket_tax_amount_get_type),
};
DOCKET_DEFINE_RECORD (DocketOrderDetailLine, docket_order_detail_line, DOCKET_TYPE_RECORD, line_fields)

static const DocketField payment_fields[] = {
  REQUIRED (DocketPaymentDetail, id, "id", docket_kind_uuid),
  REQUIRED (DocketPaymentDetail, status, "status", docket_kind_string),
  REQUIRED (DocketPaymentDetail, currency, "currency", docket_kind_string),
  REQUIRED (DocketPaymentDetail, amount, "amount", docket_kind_money),
  REQUIRED (DocketPaymentDetail, refunded, "refunded", docket_kind_money),
  DOCKET_FIELD (DocketPaymentDetail, method, "method", docket_kind_string),
  DOCKET_FIELD (DocketPaymentDetail, reference, "reference", docket_kind_string),
  REQUIRED (DocketPaymentDetail, time, "time", docket_kind_time),
};
DOCKET_DEFINE_RECORD (DocketPaymentDetail, docket_payment_detail, DOCKET_TYPE_RECORD, payment_fields)

static const DocketField fulfilment_fields[] = {
  REQUIRED (DocketFulfilmentDetail, id, "id", docket_kind_uuid),
  REQUIRED (DocketFulfilmentDetail, number, "number", docket_kind_string),
  REQUIRED (DocketFulfilmentDetail, status, "status", docket_kind_enum, .type = docket_parcel_status_get_type),
  DOCKET_FIELD (DocketFulfilmentDetail, tracking, "tracking", docket_kind_string),
  DOCKET_FIELD (DocketFulfilmentDetail, carrier, "carrier", docket_kind_string),
  REQUIRED (DocketFulfilmentDetail, created_at, "created-at", docket_kind_time),
  DOCKET_FIELD (DocketFulfilmentDetail, shipped_at, "shipped-at", docket_kind_time),
  DOCKET_FIELD (DocketFulfilmentDetail, delivered_at, "delivered-at", docket_kind_time),
  REQUIRED (DocketFulfilmentDetail, lines, "lines", docket_kind_records, .type = docket_line_quantity_get_type),
};
DOCKET_DEFINE_RECORD (DocketFulfilmentDetail, docket_fulfilment_detail, DOCKET_TYPE_RECORD, fulfilment_fields)

static const DocketField detail_fields[] = {
  DOCKET_FIELD (DocketOrderDetail, key, "key", docket_kind_integer, .flags = DOCKET_FIELD_ENVELOPE),
  REQUIRED (DocketOrderDetail, id, "id", docket_kind_uuid),
  REQUIRED (DocketOrderDetail, number, "number", docket_kind_string),
  REQUIRED (DocketOrderDetail, status, "status", docket_kind_enum, .type = docket_order_status_get_type),
  REQUIRED (DocketOrderDetail, payment_status, "payment-status", docket_kind_enum, .type = docket_payment_status_get_type),
  REQUIRED (DocketOrderDetail, fulfilment_status, "fulfilment-status", docket_kind_enum, .type = docket_fulfilment_status_get_type),
  REQUIRED (DocketOrderDetail, is_on_hold, "on-hold", docket_kind_boolean),
  DOCKET_FIELD (DocketOrderDetail, hold_reason, "hold-reason", docket_kind_string),
  REQUIRED (DocketOrderDetail, currency, "currency", docket_kind_string),
  REQUIRED (DocketOrderDetail, prices_include_tax, "prices-include-tax", docket_kind_boolean),
  REQUIRED (DocketOrderDetail, tax_rounding, "tax-rounding", docket_kind_enum, .type = docket_tax_rounding_get_type),
  REQUIRED (DocketOrderDetail, net, "net", docket_kind_money),
  REQUIRED (DocketOrderDetail, tax, "tax", docket_kind_money),
  REQUIRED (DocketOrderDetail, total, "total", docket_kind_money),
  DOCKET_FIELD (DocketOrderDetail, discount_given, "discount-given", docket_kind_discount),
  REQUIRED (DocketOrderDetail, discount, "discount", docket_kind_money),
  DOCKET_FIELD (DocketOrderDetail, shipping_title, "shipping-title", docket_kind_string),
  REQUIRED (DocketOrderDetail, shipping, "shipping", docket_kind_money),
  REQUIRED (DocketOrderDetail, shipping_net, "shipping-net", docket_kind_money),
  REQUIRED (DocketOrderDetail, shipping_tax, "shipping-tax", docket_kind_money),
  REQUIRED (DocketOrderDetail, shipping_total, "shipping-total", docket_kind_money),
  REQUIRED (DocketOrderDetail, cancelled, "cancelled", docket_kind_money),
  REQUIRED (DocketOrderDetail, paid, "paid", docket_kind_money),
  REQUIRED (DocketOrderDetail, refunded, "refunded", docket_kind_money),
  REQUIRED (DocketOrderDetail, balance, "balance", docket_kind_money),
  REQUIRED (DocketOrderDetail, placed_at, "placed-at", docket_kind_time),
  REQUIRED (DocketOrderDetail, day, "day", docket_kind_day),
  DOCKET_FIELD (DocketOrderDetail, source, "source", docket_kind_string),
  DOCKET_FIELD (DocketOrderDetail, shop, "shop", docket_kind_string),
  DOCKET_FIELD (DocketOrderDetail, customer_id, "customer-id", docket_kind_uuid),
  REQUIRED (DocketOrderDetail, customer, "customer", docket_kind_record, .type = docket_contact_get_type),
  DOCKET_FIELD (DocketOrderDetail, shipping_address, "shipping-address", docket_kind_record, .type = docket_address_get_type),
  DOCKET_FIELD (DocketOrderDetail, billing_address, "billing-address", docket_kind_record, .type = docket_address_get_type),
  DOCKET_FIELD (DocketOrderDetail, note, "note", docket_kind_string),
  REQUIRED (DocketOrderDetail, tags, "tags", docket_kind_strings),
  DOCKET_FIELD (DocketOrderDetail, differences, "differences", docket_kind_strings),
  REQUIRED (DocketOrderDetail, lines, "lines", docket_kind_records, .type = docket_order_detail_line_get_type),
  REQUIRED (DocketOrderDetail, taxes, "taxes", docket_kind_records, .type = docket_tax_amount_get_type),
  REQUIRED (DocketOrderDetail, payments, "payments", docket_kind_records, .type = docket_payment_detail_get_type),
  REQUIRED (DocketOrderDetail, fulfilments, "fulfilments", docket_kind_records, .type = docket_fulfilment_detail_get_type),
  REQUIRED (DocketOrderDetail, returns, "returns", docket_kind_records, .type = docket_line_quantity_get_type),
  REQUIRED (DocketOrderDetail, history, "history", docket_kind_records, .type = docket_history_row_get_type),
  DOCKET_FIELD (DocketOrderDetail, next_step, "next-step", docket_kind_string),
};
DOCKET_DEFINE_RECORD (DocketOrderDetail, docket_order_detail, DOCKET_TYPE_RECORD, detail_fields)
