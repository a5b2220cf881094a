/* docket-order-terms.h: what was agreed: lines, prices, taxes and totals
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "docket-discount.h"
#include "docket-money.h"
#include "docket-pricing.h"
#include "docket-quantity.h"
#include "docket-record.h"
#include "docket-tax.h"

G_BEGIN_DECLS

/**
 * DocketOrderLine:
 * @line: its number, from 1; stable, and never used again in the same order
 * @product_id: the product, or none for an ad hoc line or an unknown SKU
 * @step: the quantity's step, thousandths
 * @moves_stock: whether it reserves and issues stock
 * @price_reason: why the price is not the product's
 * @discount_given: the line discount as it was asked for: an amount or a percentage
 * @discount: the line discount
 * @discount_share: its share of the order's discount
 * @net: what remains without tax
 * @tax: all its taxes
 * @total: net and tax
 * @taxes: element type DocketTaxAmount
 *
 * One line with everything that was agreed on it. Amounts are of the order's currency.
 */
#define DOCKET_TYPE_ORDER_LINE (docket_order_line_get_type ())
DOCKET_DECLARE_RECORD (DocketOrderLine, docket_order_line, ORDER_LINE, DocketRecord)
struct _DocketOrderLine
{
  DocketRecord parent_instance;
  gint64 line;
  DocketUuid product_id;
  char *sku;
  char *title;
  char *unit;
  gint64 step;
  gboolean moves_stock;
  gint64 quantity;
  DocketMoney unit_price;
  char *price_reason;
  DocketDiscount discount_given;
  DocketMoney discount;
  DocketMoney discount_share;
  DocketMoney net;
  DocketMoney tax;
  DocketMoney total;
  GPtrArray *taxes;
};

/**
 * DocketShippingCharge:
 * @price: as it was asked for, with or without tax as the order's prices are
 * @taxes: element type DocketTaxAmount
 *
 * What sending it costs the customer.
 */
#define DOCKET_TYPE_SHIPPING_CHARGE (docket_shipping_charge_get_type ())
DOCKET_DECLARE_RECORD (DocketShippingCharge, docket_shipping_charge, SHIPPING_CHARGE, DocketRecord)
struct _DocketShippingCharge
{
  DocketRecord parent_instance;
  char *title;
  DocketMoney price;
  DocketMoney net;
  DocketMoney tax;
  DocketMoney total;
  GPtrArray *taxes;
};

/**
 * DocketOrderTerms:
 * @lines: element type DocketOrderLine
 * @discount_given: the order's discount as it was asked for
 * @discount: the order's discount, without those of the lines
 * @shipping: (nullable): the charge for sending
 * @taxes: element type DocketTaxAmount: one for each name and rate
 *
 * The whole agreement. The parts add up to the totals, always.
 */
#define DOCKET_TYPE_ORDER_TERMS (docket_order_terms_get_type ())
DOCKET_DECLARE_RECORD (DocketOrderTerms, docket_order_terms, ORDER_TERMS, DocketRecord)
struct _DocketOrderTerms
{
  DocketRecord parent_instance;
  char *currency;
  gboolean prices_include_tax;
  int tax_rounding;
  GPtrArray *lines;
  DocketDiscount discount_given;
  DocketMoney discount;
  DocketShippingCharge *shipping;
  GPtrArray *taxes;
  DocketMoney net;
  DocketMoney tax;
  DocketMoney total;
};

/**
 * DocketLineQuantity:
 * @product_id: in an event that moves stock, the product whose stock moves with it; none where none does
 *
 * So much of one line of an order. The stock that one decision moves travels in the order's own event.
 */
#define DOCKET_TYPE_LINE_QUANTITY (docket_line_quantity_get_type ())
DOCKET_DECLARE_RECORD (DocketLineQuantity, docket_line_quantity, LINE_QUANTITY, DocketRecord)
struct _DocketLineQuantity
{
  DocketRecord parent_instance;
  gint64 line;
  gint64 quantity;
  DocketUuid product_id;
};

gint64 docket_line_quantities_sum (GPtrArray *lines);

G_END_DECLS
