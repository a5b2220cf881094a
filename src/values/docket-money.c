/* docket-money.c: amounts of money, exact
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "docket-money.h"

#include <glib/gi18n-lib.h>
#include <sqlite3.h>
#include <string.h>

#include "docket-currency.h"
#include "docket-decimal-private.h"
#include "docket-discount.h"
#include "docket-quantity.h"

/* More than any currency has, so that what is too fine for one is told with the currency's name. */
#define MAXIMUM_DECIMALS 9

static void
set_too_large (GError **error)
{
  docket_error_set (error, DOCKET_ERROR_INVALID, NULL, _("The amount is too large"));
}

/*
 * docket_round_half_up:
 * @numerator: a number
 * @denominator: what it is divided by, above 0
 *
 * Divides and rounds to the nearest whole number; a half goes away from zero, so that what is given back for a sale
 * rounds as the sale did: round(-x) = -round(x).
 *
 * Returns: the rounded quotient
 */
DocketWide
docket_round_half_up (DocketWide numerator, DocketWide denominator)
{
  DocketWide quotient = numerator / denominator;
  DocketWide remainder = numerator % denominator;
  DocketWide magnitude = remainder < 0 ? -remainder : remainder;

  g_assert (denominator > 0);

  if (magnitude >= denominator - magnitude)
    quotient += numerator < 0 ? -1 : 1;
  return quotient;
}

/*
 * docket_round_half_down:
 * @numerator: a number
 * @denominator: what it is divided by, above 0
 *
 * Divides and rounds to the nearest whole number; a half goes towards zero. So rounds the tax that is taken out of a
 * price which includes it.
 *
 * Returns: the rounded quotient
 */
DocketWide
docket_round_half_down (DocketWide numerator, DocketWide denominator)
{
  DocketWide quotient = numerator / denominator;
  DocketWide remainder = numerator % denominator;
  DocketWide magnitude = remainder < 0 ? -remainder : remainder;

  g_assert (denominator > 0);

  if (magnitude > denominator - magnitude)
    quotient += numerator < 0 ? -1 : 1;
  return quotient;
}

/**
 * docket_money_parse:
 * @text: an amount such as `4.50`
 * @money: (out): the amount, with as many decimals as were typed
 * @error: (nullable): where to put an error
 *
 * Reads an amount strictly: an optional `-`, digits, and optionally a `.` and more digits.
 *
 * Returns: %FALSE with %DOCKET_ERROR_INVALID for anything else, and for amounts above DOCKET_MONEY_MAXIMUM
 */
gboolean
docket_money_parse (const char *text, DocketMoney *money, GError **error)
{
  gint64 minor;
  guint decimals;

  g_return_val_if_fail (text != NULL, FALSE);

  switch (docket_decimal_parse (text, MAXIMUM_DECIMALS, DOCKET_MONEY_MAXIMUM, &minor, &decimals))
    {
    case DOCKET_DECIMAL_OK:
      *money = DOCKET_MONEY (minor, (guint8) decimals);
      return TRUE;
    case DOCKET_DECIMAL_TOO_FINE:
      docket_error_set (error, DOCKET_ERROR_INVALID, NULL, _("“%s” has too many decimals"), docket_decimal_show (text));
      return FALSE;
    case DOCKET_DECIMAL_TOO_LARGE:
      docket_error_set (error, DOCKET_ERROR_INVALID, NULL, _("The amount “%s” is too large"), docket_decimal_show (text));
      return FALSE;
    case DOCKET_DECIMAL_MALFORMED:
    default:
      docket_error_set (error, DOCKET_ERROR_INVALID, NULL, _("“%s” is not an amount such as “4.50”"),
                        docket_decimal_show (text));
      return FALSE;
    }
}

/**
 * docket_money_format:
 * @money: an amount
 * @buffer: where to write
 *
 * Writes the amount with exactly its decimals, a `.` between, the same everywhere.
 *
 * Returns: @buffer
 */
const char *
docket_money_format (DocketMoney money, char buffer[DOCKET_MONEY_STRING_SIZE])
{
  return docket_decimal_format (money.minor, money.digits, money.digits, buffer, DOCKET_MONEY_STRING_SIZE);
}

/**
 * docket_money_to_string:
 * @money: an amount
 *
 * Returns: (transfer full): what [method@Money.format] writes
 */
char *
docket_money_to_string (DocketMoney money)
{
  char buffer[DOCKET_MONEY_STRING_SIZE];

  return g_strdup (docket_money_format (money, buffer));
}

static gboolean
rescale (DocketMoney *money, const DocketCurrency *currency, guint8 digits, GError **error)
{
  char text[DOCKET_MONEY_STRING_SIZE];
  gint64 minor = money->minor;

  docket_money_format (*money, text);
  if (money->digits > digits && digits == 0 && currency != NULL)
    docket_error_set (error, DOCKET_ERROR_INVALID, NULL, _("“%s” has decimals, and amounts in %s have none"), text, currency->code);
  else if (money->digits > digits && currency != NULL)
    docket_error_set (error, DOCKET_ERROR_INVALID, NULL, _("“%s” has too many decimals: amounts in %s have %u"),
                      text, currency->code, digits);
  else if (money->digits > digits)
    docket_error_set (error, DOCKET_ERROR_INVALID, NULL, _("“%s” has too many decimals: its currency has %u"),
                      text, digits);
  else if (!docket_decimal_scale (&minor, digits - money->digits, DOCKET_MONEY_MAXIMUM))
    docket_error_set (error, DOCKET_ERROR_INVALID, NULL, _("The amount “%s” is too large"), text);
  else
    {
      *money = DOCKET_MONEY (minor, digits);
      return TRUE;
    }
  return FALSE;
}

/**
 * docket_money_rescale:
 * @money: (inout): an amount
 * @digits: the exponent of its currency
 * @error: (nullable): where to put an error
 *
 * Brings an amount as it was typed to the minor units of its currency. An amount with more decimals is refused even
 * when they are zeros: `1.000` is a thousand to some; see docket_money_strip_zeros ().
 *
 * Returns: %FALSE with %DOCKET_ERROR_INVALID for too many decimals or too large an amount; @money stays as it was
 */
gboolean
docket_money_rescale (DocketMoney *money, guint8 digits, GError **error)
{
  return rescale (money, NULL, digits, error);
}

/**
 * docket_money_strip_zeros: (skip)
 * @money: an amount
 *
 * Drops the zeros at the end of the decimals, for files whose amounts always have the same number of them.
 *
 * Returns: the same amount with the fewest decimals
 */
DocketMoney
docket_money_strip_zeros (DocketMoney money)
{
  while (money.digits > 0 && money.minor % 10 == 0)
    {
      money.minor /= 10;
      money.digits--;
    }
  return money;
}

static DocketWide
widen (DocketMoney money, guint8 digits)
{
  DocketWide minor = money.minor;

  for (guint8 i = money.digits; i < digits; i++)
    minor *= 10;
  return minor;
}

/**
 * docket_money_compare:
 * @a: an amount
 * @b: another of the same currency
 *
 * Compares by value: 4.5 and 4.50 are the same.
 *
 * Returns: below 0, 0 or above 0
 */
int
docket_money_compare (DocketMoney a, DocketMoney b)
{
  guint8 digits = MAX (a.digits, b.digits);
  DocketWide wide_a = widen (a, digits);
  DocketWide wide_b = widen (b, digits);

  return wide_a < wide_b ? -1 : wide_a > wide_b;
}

/*
 * docket_money_from_wide:
 * @minor: minor units
 * @digits: the exponent
 * @money: (out): the amount
 * @error: (nullable): where to put an error
 *
 * Returns: %FALSE with %DOCKET_ERROR_INVALID when it is above DOCKET_MONEY_MAXIMUM
 */
gboolean
docket_money_from_wide (DocketWide minor, guint8 digits, DocketMoney *money, GError **error)
{
  if (minor > DOCKET_MONEY_MAXIMUM || minor < -DOCKET_MONEY_MAXIMUM)
    {
      set_too_large (error);
      return FALSE;
    }
  *money = DOCKET_MONEY ((gint64) minor, digits);
  return TRUE;
}

/**
 * docket_money_add:
 * @money: (inout): an amount; all zeros is a good start for a sum
 * @addend: what is added to it, of the same currency
 * @error: (nullable): where to put an error
 *
 * Adds exactly; the sum has the greater number of decimals.
 *
 * Returns: %FALSE with %DOCKET_ERROR_INVALID when the sum is too large; @money stays as it was
 */
gboolean
docket_money_add (DocketMoney *money, DocketMoney addend, GError **error)
{
  guint8 digits = MAX (money->digits, addend.digits);

  return docket_money_from_wide (widen (*money, digits) + widen (addend, digits), digits, money, error);
}

/**
 * docket_money_subtract:
 * @money: (inout): an amount
 * @subtrahend: what is taken from it, of the same currency
 * @error: (nullable): where to put an error
 *
 * Subtracts exactly; the difference has the greater number of decimals and may be below 0.
 *
 * Returns: %FALSE with %DOCKET_ERROR_INVALID when it is too large; @money stays as it was
 */
gboolean
docket_money_subtract (DocketMoney *money, DocketMoney subtrahend, GError **error)
{
  return docket_money_add (money, docket_money_negate (subtrahend), error);
}

/**
 * docket_money_negate: (skip)
 * @money: an amount
 *
 * Returns: the same amount with the other sign
 */
DocketMoney
docket_money_negate (DocketMoney money)
{
  money.minor = -money.minor;
  return money;
}

/**
 * docket_money_multiply:
 * @money: (inout): the price of one
 * @quantity: how many, in thousandths
 * @error: (nullable): where to put an error
 *
 * Multiplies and rounds half-up to the decimals of @money.
 *
 * Returns: %FALSE with %DOCKET_ERROR_INVALID when the product is too large; @money stays as it was
 */
gboolean
docket_money_multiply (DocketMoney *money, gint64 quantity, GError **error)
{
  DocketWide product = (DocketWide) money->minor * quantity;

  return docket_money_from_wide (docket_round_half_up (product, DOCKET_QUANTITY_ONE), money->digits, money, error);
}

typedef struct
{
  DocketRecord *record;
  const DocketCurrency *currency;
  guint8 digits;
  GError *error;
} Walk;

static gboolean walk_record (DocketRecord *record, const DocketCurrency *currency, guint8 digits, GError **error);

static void
walk_nested (Walk *walk, const DocketField *field, DocketRecord *record, int index)
{
  g_autofree char *path = NULL;

  if (record == NULL || walk_record (record, walk->currency, walk->digits, &walk->error))
    return;
  path = index < 0 ? g_strdup (field->name) : g_strdup_printf ("%s[%d]", field->name, index);
  docket_error_prefix_field (walk->error, path);
}

static void
walk_money (Walk *walk, const DocketField *field, DocketMoney *money)
{
  if (!docket_kind_money.is_zero (money))
    {
      if (walk->currency == NULL)
        money->digits = walk->digits;
      else if (!rescale (money, walk->currency, walk->digits, &walk->error))
        docket_error_set_field (walk->error, field->name);
    }
}

static void
walk_discount (Walk *walk, const DocketField *field, DocketDiscount *discount)
{
  DocketMoney money = DOCKET_MONEY (discount->value, discount->digits);

  if (discount->is_percent || docket_discount_is_none (*discount))
    return;
  walk_money (walk, field, &money);
  discount->value = money.minor;
  discount->digits = money.digits;
}

static void
walk_field (const DocketField *field, gpointer data)
{
  Walk *walk = data;
  gpointer member = DOCKET_RECORD_MEMBER (walk->record, field);

  if (walk->error != NULL)
    return;
  if (field->kind == &docket_kind_money)
    walk_money (walk, field, member);
  else if (field->kind == &docket_kind_discount)
    walk_discount (walk, field, member);
  else if (field->kind == &docket_kind_record)
    walk_nested (walk, field, *(DocketRecord **) member, -1);
  else if (field->kind == &docket_kind_records)
    {
      GPtrArray *records = *(GPtrArray **) member;

      for (guint i = 0; records != NULL && i < records->len && walk->error == NULL; i++)
        walk_nested (walk, field, g_ptr_array_index (records, i), (int) i);
    }
}

static gboolean
walk_record (DocketRecord *record, const DocketCurrency *currency, guint8 digits, GError **error)
{
  Walk walk = { .record = record, .currency = currency, .digits = digits };

  docket_record_class_foreach_field (DOCKET_RECORD_GET_CLASS (record), walk_field, &walk);
  if (walk.error == NULL)
    return TRUE;
  g_propagate_error (error, walk.error);
  return FALSE;
}

/**
 * docket_money_apply_currency:
 * @record: a record as somebody gave it
 * @currency: the ISO 4217 code
 * @error: (nullable): where to put an error
 *
 * Brings every amount of @record, and of the records in it, to the minor units of @currency. Amounts that are not set
 * stay so.
 *
 * Returns: %FALSE with %DOCKET_ERROR_INVALID for an unknown currency, or for an amount with too many decimals; the
 *   error's field is its path, such as `lines[0].unit-price`
 */
gboolean
docket_money_apply_currency (DocketRecord *record, const char *currency, GError **error)
{
  const DocketCurrency *found = docket_currency_require (currency, "currency", error);
  GError *local = NULL;

  g_return_val_if_fail (DOCKET_IS_RECORD (record), FALSE);

  if (found == NULL)
    return FALSE;
  if (walk_record (record, found, found->digits, &local))
    return TRUE;
  g_propagate_prefixed_error (error, local, "“%s”: ", docket_error_get_field (local));
  return FALSE;
}

/**
 * docket_money_set_digits:
 * @record: a record whose amounts were read from columns of minor units
 * @digits: the exponent of their currency
 *
 * Says of every amount of @record, and of the records in it, how many of its digits are decimals. The minor units
 * stay as they are.
 */
void
docket_money_set_digits (DocketRecord *record, guint8 digits)
{
  g_return_if_fail (DOCKET_IS_RECORD (record));

  walk_record (record, NULL, digits, NULL);
}

static gboolean
money_parse (const DocketField *field, gpointer member, const char *text, GError **error)
{
  if (docket_money_parse (text, member, error))
    return TRUE;
  g_prefix_error (error, "“%s”: ", field->name);
  return FALSE;
}

static char *
money_format (const DocketField *field G_GNUC_UNUSED, gconstpointer member)
{
  return docket_money_to_string (*(const DocketMoney *) member);
}

static void
money_write (const DocketField *field G_GNUC_UNUSED, gconstpointer member, DocketFieldParts parts G_GNUC_UNUSED,
             DocketJsonWriter *writer)
{
  char buffer[DOCKET_MONEY_STRING_SIZE];

  docket_json_writer_string (writer, docket_money_format (*(const DocketMoney *) member, buffer));
}

static gboolean
money_is_zero (gconstpointer member)
{
  const DocketMoney *money = member;

  return money->minor == 0 && money->digits == 0 && !money->is_set;
}

static gboolean
money_equal (gconstpointer a, gconstpointer b)
{
  return money_is_zero (a) == money_is_zero (b) &&
    docket_money_compare (*(const DocketMoney *) a, *(const DocketMoney *) b) == 0;
}

static gboolean
money_validate (const DocketField *field, gconstpointer member, GError **error)
{
  const DocketMoney *money = member;
  gint64 maximum = field->maximum == 0 && field->minimum >= 0 ? DOCKET_MONEY_MAXIMUM : field->maximum;
  gint64 minimum = field->minimum == 0 && field->maximum == 0 ? -DOCKET_MONEY_MAXIMUM : field->minimum;
  char text[DOCKET_MONEY_STRING_SIZE];
  char bound[DOCKET_MONEY_STRING_SIZE];

  docket_money_format (*money, text);
  if (money->minor < minimum)
    docket_error_set (error, DOCKET_ERROR_INVALID, field->name, _("“%s” must be at least %s, not %s"), field->name,
                      docket_money_format (DOCKET_MONEY (minimum, money->digits), bound), text);
  else if (money->minor > maximum)
    docket_error_set (error, DOCKET_ERROR_INVALID, field->name, _("“%s” must be at most %s, not %s"), field->name,
                      docket_money_format (DOCKET_MONEY (maximum, money->digits), bound), text);
  else
    return TRUE;
  return FALSE;
}

static void
money_from_column (const DocketField *field G_GNUC_UNUSED, gpointer member, DocketColumns *columns, int column)
{
  DocketMoney *money = member;

  if (sqlite3_column_type (columns, column) == SQLITE_NULL)
    *money = (DocketMoney) { 0 };
  else
    *money = DOCKET_MONEY (sqlite3_column_int64 (columns, column), 0);
}

static void
money_schema (const DocketField *field G_GNUC_UNUSED, JsonBuilder *builder)
{
  json_builder_set_member_name (builder, "type");
  json_builder_add_string_value (builder, "string");
  json_builder_set_member_name (builder, "pattern");
  json_builder_add_string_value (builder, "^-?[0-9]+(\\.[0-9]+)?$");
}

const DocketFieldKind docket_kind_money = {
  .name = "money",
  .size = sizeof (DocketMoney),
  .parse = money_parse,
  .format = money_format,
  .write = money_write,
  .is_zero = money_is_zero,
  .equal = money_equal,
  .validate = money_validate,
  .from_column = money_from_column,
  .schema = money_schema,
};
