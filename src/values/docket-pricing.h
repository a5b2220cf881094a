/* docket-pricing.h: what an order costs
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "docket-discount.h"
#include "docket-money.h"
#include "docket-quantity.h"
#include "docket-tax.h"

G_BEGIN_DECLS

/**
 * DocketPricingLine:
 * @quantity: in thousandths, not below 0
 * @unit_price: not below 0; with or without tax as the order says
 * @discount: of this line alone
 * @taxes: (nullable) (element-type DocketTax): those that apply; the caller's
 * @has_share: the part of the order's discount is frozen already: it is @share, and the line takes no part in the
 *   spreading of the order's discount
 * @share: goes with @has_share
 *
 * One line of an order as it goes into the calculation.
 */
typedef struct
{
  gint64 quantity;
  DocketMoney unit_price;
  DocketDiscount discount;
  GPtrArray *taxes;
  gboolean has_share;
  DocketMoney share;
} DocketPricingLine;

/**
 * DocketPricingInput:
 * @digits: the exponent of the order's currency; every amount is brought to it
 * @prices_include_tax: whether prices and discounts include the taxes
 * @tax_rounding: where taxes are rounded
 * @lines: (array length=n_lines) (nullable): the goods
 * @n_lines: how many
 * @shipping_price: what sending costs, not below 0
 * @shipping_taxes: (nullable) (element-type DocketTax): those that apply to it; the caller's
 * @discount: of the order: of its goods, never of the shipping
 *
 * An order as it goes into the calculation. All zeros is an empty order in a currency without decimals.
 */
typedef struct
{
  guint8 digits;
  gboolean prices_include_tax;
  DocketTaxRounding tax_rounding;
  const DocketPricingLine *lines;
  guint n_lines;
  DocketMoney shipping_price;
  GPtrArray *shipping_taxes;
  DocketDiscount discount;
} DocketPricingInput;

/**
 * DocketPricedPart:
 * @gross: quantity by price, before every discount
 * @discount: the discount of the line
 * @share: the line's part of the order's discount
 * @net: without tax
 * @tax: all taxes together
 * @total: net and tax
 * @taxes: (element-type DocketTaxAmount): each tax, in the order given
 *
 * A line, or the shipping, after the calculation.
 */
typedef struct
{
  DocketMoney gross;
  DocketMoney discount;
  DocketMoney share;
  DocketMoney net;
  DocketMoney tax;
  DocketMoney total;
  GPtrArray *taxes;
} DocketPricedPart;

/**
 * DocketPricing:
 * @lines: (array length=n_lines): the goods, as they were given
 * @n_lines: how many
 * @shipping: the shipping
 * @taxes: (element-type DocketTaxAmount): each tax of the order, by name and rate, in the order of their first use
 * @order_discount: the order's discount: all shares
 * @discount: every discount, of lines and of the order
 * @net: without tax
 * @tax: all taxes together
 * @total: net and tax
 *
 * An order after the calculation. The lines' and the shipping's net, tax, total and taxes add up to the order's.
 */
typedef struct
{
  DocketPricedPart *lines;
  guint n_lines;
  DocketPricedPart shipping;
  GPtrArray *taxes;
  DocketMoney order_discount;
  DocketMoney discount;
  DocketMoney net;
  DocketMoney tax;
  DocketMoney total;
} DocketPricing;

DocketPricing *docket_pricing_calculate (const DocketPricingInput *input, GError **error);

void docket_pricing_free (DocketPricing *pricing);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DocketPricing, docket_pricing_free)

gint64 docket_pricing_refund_part (gint64 total, gint64 k, gint64 n, gint64 already);

gboolean docket_allocate (gint64 amount, const gint64 *weights, gsize n_weights, gint64 *shares, GError **error);

G_END_DECLS
