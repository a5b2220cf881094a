/* order-text.h: orders in one line of text, for tests
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "docket-pricing.h"

G_BEGIN_DECLS

/**
 * OrderText:
 * @input: the order
 * @lines: its lines
 * @taxes: the lists of taxes in use
 *
 * An order that was read from text such as `2 excl line; 3x10.00 -10% @20; 5.00 @5+9.975; shipping 3.90 @20; discount
 * 1.00`: the digits of the currency, whether prices include tax, where taxes are rounded; then the lines with
 * quantity, price, discount and rates.
 */
typedef struct
{
  DocketPricingInput input;
  GArray *lines;
  GPtrArray *taxes;
} OrderText;

OrderText *order_text_new (const char *text);

void order_text_free (OrderText *order);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (OrderText, order_text_free)

DocketPricing *order_text_price (const char *text);

void order_text_assert_error (const char *text, int code, const char *field);

void assert_money (DocketMoney money, const char *expected);

/* Every part adds up to the whole, everywhere. */
void assert_adds_up (const DocketPricingInput *input, const DocketPricing *pricing);

G_END_DECLS
