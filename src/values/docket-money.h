/* docket-money.h: amounts of money, exact
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "docket-record.h"

G_BEGIN_DECLS

/* The greatest amount, and with its sign the least, in minor units: ten trillion with two decimals. */
#define DOCKET_MONEY_MAXIMUM G_GINT64_CONSTANT (1000000000000000)

#define DOCKET_MONEY_STRING_SIZE 32

/**
 * DocketMoney:
 * @minor: the amount in minor units: 450 for 4.50
 * @digits: how many of them are decimals: the exponent of the currency, or what was typed
 * @is_set: that there is an amount, so that a price of 0 in a currency without decimals is not taken for a missing
 *   one; of no meaning for the value
 *
 * An amount by value. The currency stands in the record that holds it.
 */
typedef struct
{
  gint64 minor;
  guint8 digits;
  guint8 is_set;
} DocketMoney;

#define DOCKET_MONEY(minor_units, exponent) \
  ((DocketMoney) { .minor = (minor_units), .digits = (exponent), .is_set = TRUE })

/* The member is a DocketMoney. The bounds of the field are in minor units. */
extern const DocketFieldKind docket_kind_money;

gboolean docket_money_parse (const char *text, DocketMoney *money, GError **error);

const char *docket_money_format (DocketMoney money, char buffer[DOCKET_MONEY_STRING_SIZE]);

char *docket_money_to_string (DocketMoney money);

gboolean docket_money_rescale (DocketMoney *money, guint8 digits, GError **error);

DocketMoney docket_money_strip_zeros (DocketMoney money);

int docket_money_compare (DocketMoney a, DocketMoney b);

gboolean docket_money_add (DocketMoney *money, DocketMoney addend, GError **error);

gboolean docket_money_subtract (DocketMoney *money, DocketMoney subtrahend, GError **error);

DocketMoney docket_money_negate (DocketMoney money);

gboolean docket_money_multiply (DocketMoney *money, gint64 quantity, GError **error);

gboolean docket_money_apply_currency (DocketRecord *record, const char *currency, GError **error);

void docket_money_set_digits (DocketRecord *record, guint8 digits);

#ifndef __GI_SCANNER__

/* For products of amounts, quantities and rates, which a gint64 does not hold. */
__extension__ typedef __int128 DocketWide;

DocketWide docket_round_half_up (DocketWide numerator, DocketWide denominator);

DocketWide docket_round_half_down (DocketWide numerator, DocketWide denominator);

gboolean docket_money_from_wide (DocketWide minor, guint8 digits, DocketMoney *money, GError **error);

#endif

G_END_DECLS
