/* docket-discount.c: a discount as somebody gave it: money or a percentage
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "docket-discount.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "docket-rate.h"

static gboolean
parse_percent (const char *text, gsize length, DocketDiscount *discount, GError **error)
{
  g_autofree char *number = g_strndup (text, length);
  gint64 rate;

  if (!docket_rate_parse (number, &rate, error))
    return FALSE;
  if (rate > DOCKET_RATE_ONE)
    {
      docket_error_set (error, DOCKET_ERROR_INVALID, NULL, _("A discount of %s is more than everything"), text);
      return FALSE;
    }
  *discount = (DocketDiscount) { .value = rate, .is_percent = TRUE };
  return TRUE;
}

/**
 * docket_discount_parse:
 * @text: an amount such as `0.50`, or a percentage such as `10%`
 * @discount: (out): the discount, with as many decimals as were typed
 * @error: (nullable): where to put an error
 *
 * Reads a discount strictly, as [func@Money.parse] and [func@rate_parse] do.
 *
 * Returns: %FALSE with %DOCKET_ERROR_INVALID for anything else, for less than 0 and for more than 100 %
 */
gboolean
docket_discount_parse (const char *text, DocketDiscount *discount, GError **error)
{
  gsize length;
  DocketMoney money;

  g_return_val_if_fail (text != NULL, FALSE);

  length = strlen (text);
  if (length > 0 && text[length - 1] == '%')
    return parse_percent (text, length - 1, discount, error);
  if (!docket_money_parse (text, &money, error))
    return FALSE;
  if (money.minor < 0)
    {
      docket_error_set (error, DOCKET_ERROR_INVALID, NULL, _("The discount “%s” is below zero"), text);
      return FALSE;
    }
  *discount = (DocketDiscount) { .value = money.minor, .digits = money.digits };
  return TRUE;
}

/**
 * docket_discount_format:
 * @discount: a discount
 * @buffer: where to write
 *
 * Writes the discount the way that [func@Discount.parse] reads it.
 *
 * Returns: @buffer
 */
const char *
docket_discount_format (DocketDiscount discount, char buffer[DOCKET_DISCOUNT_STRING_SIZE])
{
  if (!discount.is_percent)
    return docket_money_format (DOCKET_MONEY (discount.value, discount.digits), buffer);
  docket_rate_format (discount.value, buffer);
  g_strlcat (buffer, "%", DOCKET_DISCOUNT_STRING_SIZE);
  return buffer;
}

/**
 * docket_discount_to_string:
 * @discount: a discount
 *
 * Returns: (transfer full): what [method@Discount.format] writes
 */
char *
docket_discount_to_string (DocketDiscount discount)
{
  char buffer[DOCKET_DISCOUNT_STRING_SIZE];

  return g_strdup (docket_discount_format (discount, buffer));
}

/**
 * docket_discount_is_none:
 * @discount: a discount
 *
 * Returns: whether nothing is taken off, whatever the amount
 */
gboolean
docket_discount_is_none (DocketDiscount discount)
{
  return discount.value == 0;
}

/**
 * docket_discount_rescale:
 * @discount: (inout): a discount
 * @digits: the exponent of the currency
 * @error: (nullable): where to put an error
 *
 * Brings an amount to the minor units of its currency, as [method@Money.rescale] does. A percentage stays as it is.
 *
 * Returns: %FALSE with %DOCKET_ERROR_INVALID for too many decimals or too large an amount
 */
gboolean
docket_discount_rescale (DocketDiscount *discount, guint8 digits, GError **error)
{
  DocketMoney money = DOCKET_MONEY (discount->value, discount->digits);

  if (discount->is_percent)
    return TRUE;
  if (!docket_money_rescale (&money, digits, error))
    return FALSE;
  discount->value = money.minor;
  discount->digits = money.digits;
  return TRUE;
}

/**
 * docket_discount_resolve:
 * @discount: a discount
 * @amount: what it is taken from
 * @result: (out): how much is taken off, with the decimals of @amount
 * @error: (nullable): where to put an error
 *
 * Works out a discount: a percentage is rounded half-up, once.
 *
 * Returns: %FALSE with %DOCKET_ERROR_REJECTED when it is more than @amount, with %DOCKET_ERROR_INVALID when it is below
 *   0 or has more decimals than @amount
 */
gboolean
docket_discount_resolve (DocketDiscount discount, DocketMoney amount, DocketMoney *result, GError **error)
{
  char given[DOCKET_DISCOUNT_STRING_SIZE];
  char whole[DOCKET_MONEY_STRING_SIZE];

  docket_discount_format (discount, given);
  if (discount.value < 0)
    {
      docket_error_set (error, DOCKET_ERROR_INVALID, NULL, _("The discount “%s” is below zero"), given);
      return FALSE;
    }
  if (!discount.is_percent && discount.value != 0 && !docket_discount_rescale (&discount, amount.digits, error))
    return FALSE;
  if (discount.value > (discount.is_percent ? DOCKET_RATE_ONE : amount.minor))
    {
      docket_error_set (error, DOCKET_ERROR_REJECTED, NULL, _("A discount of %s is more than the %s that it is taken from"),
                        given, docket_money_format (amount, whole));
      return FALSE;
    }
  *result = DOCKET_MONEY (discount.value, amount.digits);
  if (discount.is_percent)
    result->minor = (gint64) docket_round_half_up ((DocketWide) amount.minor * discount.value, DOCKET_RATE_ONE);
  return TRUE;
}

static gboolean
discount_parse (const DocketField *field, gpointer member, const char *text, GError **error)
{
  if (docket_discount_parse (text, member, error))
    return TRUE;
  g_prefix_error (error, "“%s”: ", field->name);
  return FALSE;
}

static char *
discount_format (const DocketField *field G_GNUC_UNUSED, gconstpointer member)
{
  return docket_discount_to_string (*(const DocketDiscount *) member);
}

static gboolean
discount_is_zero (gconstpointer member)
{
  const DocketDiscount *discount = member;

  return discount->value == 0 && discount->digits == 0 && !discount->is_percent;
}

static gboolean
discount_equal (gconstpointer a, gconstpointer b)
{
  const DocketDiscount *one = a;
  const DocketDiscount *other = b;

  if (one->value == 0 && other->value == 0)
    return TRUE;
  if (one->is_percent || other->is_percent)
    return one->is_percent && other->is_percent && one->value == other->value;
  return docket_money_compare (DOCKET_MONEY (one->value, one->digits), DOCKET_MONEY (other->value, other->digits)) == 0;
}

static gboolean
discount_validate (const DocketField *field, gconstpointer member, GError **error)
{
  const DocketDiscount *discount = member;
  gint64 maximum = discount->is_percent ? DOCKET_RATE_ONE : DOCKET_MONEY_MAXIMUM;
  char text[DOCKET_DISCOUNT_STRING_SIZE];

  if (discount->value >= 0 && discount->value <= maximum)
    return TRUE;
  docket_error_set (error, DOCKET_ERROR_INVALID, field->name, _("“%s” is below zero or too large: %s"), field->name,
                    docket_discount_format (*discount, text));
  return FALSE;
}

static void
discount_schema (const DocketField *field G_GNUC_UNUSED, JsonBuilder *builder)
{
  json_builder_set_member_name (builder, "type");
  json_builder_add_string_value (builder, "string");
  json_builder_set_member_name (builder, "pattern");
  json_builder_add_string_value (builder, "^[0-9]+(\\.[0-9]+)?%?$");
}

const DocketFieldKind docket_kind_discount = {
  .name = "discount",
  .size = sizeof (DocketDiscount),
  .parse = discount_parse,
  .format = discount_format,
  .is_zero = discount_is_zero,
  .equal = discount_equal,
  .validate = discount_validate,
  .schema = discount_schema,
};
