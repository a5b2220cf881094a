/* docket-discount.h: a discount as somebody gave it: money or a percentage
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "docket-money.h"

G_BEGIN_DECLS

#define DOCKET_DISCOUNT_STRING_SIZE 40

/**
 * DocketDiscount:
 * @value: minor units, or parts per million for a percentage
 * @digits: the decimals of an amount; 0 for a percentage
 * @is_percent: whether it is a percentage
 *
 * A discount before it is known what it is taken from. All zeros is none.
 */
typedef struct
{
  gint64 value;
  guint8 digits;
  gboolean is_percent;
} DocketDiscount;

/* The member is a DocketDiscount; its text is `0.50` or `10%`. The bounds of the field are not looked at: a discount
 * is never below 0 nor above 100 %. */
extern const DocketFieldKind docket_kind_discount;

gboolean docket_discount_parse (const char *text, DocketDiscount *discount, GError **error);

const char *docket_discount_format (DocketDiscount discount, char buffer[DOCKET_DISCOUNT_STRING_SIZE]);

char *docket_discount_to_string (DocketDiscount discount);

gboolean docket_discount_is_none (DocketDiscount discount);

gboolean docket_discount_rescale (DocketDiscount *discount, guint8 digits, GError **error);

gboolean docket_discount_resolve (DocketDiscount discount, DocketMoney amount, DocketMoney *result, GError **error);

G_END_DECLS
