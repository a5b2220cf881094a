/* docket-format-input.c: amounts and quantities as people type them
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "docket-format.h"

#include <glib/gi18n-lib.h>
#include <string.h>
#include <unicode/ucurr.h>
#include <unicode/unum.h>
#include <unicode/ustring.h>

#include "docket-currency.h"
#include "docket-locale-private.h"
#include "docket-quantity.h"

/* A typed number taken apart: ASCII digits and the separators `.`, `,` and `'`. */
typedef struct
{
  gboolean is_negative;
  GString *figures;
} Typed;

static char
get_separator (UNumberFormatSymbol symbol, char otherwise)
{
  UErrorCode status = U_ZERO_ERROR;
  UNumberFormat *format = unum_open (UNUM_DECIMAL, NULL, 0, docket_locale_get (), NULL, &status);
  UChar buffer[8] = { 0 };

  if (format == NULL)
    return otherwise;
  unum_getSymbol (format, symbol, buffer, G_N_ELEMENTS (buffer), &status);
  unum_close (format);
  switch (buffer[0])
    {
    case '.':
    case ',':
      return (char) buffer[0];
    case 0x066B:
      return ',';
    case '\'':
    case 0x2019:
      return '\'';
    default:
      return otherwise;
    }
}

/* Takes the word off either end of the text, without case. */
static void
strip_word (char *text, const char *word)
{
  gsize length = strlen (word);
  gsize size;

  g_strstrip (text);
  size = strlen (text);
  if (length == 0 || size < length)
    return;
  if (g_ascii_strncasecmp (text, word, length) == 0)
    memmove (text, text + length, size - length + 1);
  else if (g_ascii_strcasecmp (text + size - length, word) == 0)
    text[size - length] = '\0';
  g_strstrip (text);
}

/* Takes off the code of the currency and the sign that the locale writes it with. */
static void
strip_currency (char *text, const char *currency)
{
  g_autofree UChar *code = NULL;
  UErrorCode status = U_ZERO_ERROR;
  const UChar *symbol;
  int length;

  code = docket_locale_from_utf8 (currency, &length);
  symbol = ucurr_getName (code, docket_locale_get (), UCURR_SYMBOL_NAME, NULL, &length, &status);
  if (U_SUCCESS (status))
    {
      g_autofree char *word = docket_locale_to_utf8 (symbol, length);

      strip_word (text, word);
    }
  strip_word (text, currency);
}

static gboolean
is_ignored (gunichar c)
{
  return g_unichar_isspace (c) || g_unichar_type (c) == G_UNICODE_CURRENCY_SYMBOL || c == 0x200E || c == 0x200F ||
    c == 0x061C;
}

static gboolean
take_apart (const char *text, Typed *typed)
{
  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar c = g_utf8_get_char (at);

      if (g_unichar_isdigit (c))
        g_string_append_c (typed->figures, (char) ('0' + g_unichar_digit_value (c)));
      else if (c == '.' || c == ',' || c == '\'')
        g_string_append_c (typed->figures, (char) c);
      else if (c == 0x2019 || c == 0x066C)
        g_string_append_c (typed->figures, '\'');
      else if (c == 0x066B)
        g_string_append_c (typed->figures, ',');
      else if ((c == '-' || c == 0x2212) && typed->figures->len == 0 && !typed->is_negative)
        typed->is_negative = TRUE;
      else if (!is_ignored (c))
        return FALSE;
    }
  return typed->figures->len > 0;
}

static guint
count (const char *text, char c)
{
  guint n = 0;

  for (; *text != '\0'; text++)
    n += *text == c;
  return n;
}

/* Which of the two is the decimal point: of two the later one; of one, what the locale says, unless that would make
 * thousands where there are no three digits. 0 when there is none; `?` when nobody can tell. */
static char
find_decimal (const char *figures)
{
  char decimal = get_separator (UNUM_DECIMAL_SEPARATOR_SYMBOL, '.');
  char grouping = get_separator (UNUM_GROUPING_SEPARATOR_SYMBOL, ' ');
  const char *point = strrchr (figures, '.');
  const char *comma = strrchr (figures, ',');
  const char *last = MAX (point, comma);
  gboolean is_thousand;

  if (last == NULL)
    return 0;
  if (point != NULL && comma != NULL)
    return *last;
  if (count (figures, *last) > 1)
    return 0;
  if (*last == decimal)
    return decimal;
  is_thousand = strlen (last + 1) == 3 && last > figures && last - figures <= 3 && *figures != '0';
  if (!is_thousand)
    return *last;
  return *last == grouping ? 0 : '?';
}

/* Groups are of three digits, or of two before the last three, as in India. */
static gboolean
check_groups (const char *figures, gsize length)
{
  gsize group = 0;
  gboolean is_last = TRUE;

  for (gsize i = length; i > 0; i--)
    if (g_ascii_isdigit (figures[i - 1]))
      group++;
    else
      {
        if (is_last ? group != 3 : group != 2 && group != 3)
          return FALSE;
        is_last = FALSE;
        group = 0;
      }
  return is_last || (group >= 1 && group <= 3);
}

/* Makes `1.234,5` into `1234.5`. */
static char *
normalize (const Typed *typed)
{
  const char *figures = typed->figures->str;
  char decimal = find_decimal (figures);
  const char *point = decimal != 0 ? strrchr (figures, decimal) : NULL;
  gsize length = point != NULL ? (gsize) (point - figures) : strlen (figures);
  g_autoptr (GString) number = g_string_new (typed->is_negative ? "-" : "");
  gsize start = number->len;

  if (decimal == '?' || (point != NULL && memchr (figures, decimal, length) != NULL) || !check_groups (figures, length))
    return NULL;
  for (gsize i = 0; i < length; i++)
    if (g_ascii_isdigit (figures[i]))
      g_string_append_c (number, figures[i]);
  if (number->len == start && (point == NULL || point[1] == '\0'))
    return NULL;
  if (number->len == start)
    g_string_append_c (number, '0');
  if (point != NULL && point[1] != '\0')
    g_string_append_printf (number, ".%s", point + 1);
  return g_string_free (g_steal_pointer (&number), FALSE);
}

static char *
read_input (const char *text, const char *currency)
{
  g_autofree char *rest = g_utf8_make_valid (text, -1);
  g_autoptr (GString) figures = g_string_new (NULL);
  Typed typed = { .figures = figures };

  if (currency != NULL)
    strip_currency (rest, currency);
  return take_apart (rest, &typed) ? normalize (&typed) : NULL;
}

/**
 * docket_parse_money_input:
 * @text: an amount as a person typed it
 * @currency: the ISO 4217 code
 * @money: (out): the amount in minor units of @currency
 * @error: (nullable): where to put an error
 *
 * Reads an amount with the separators and digits of the person's locale, with or without the sign or code of the
 * currency. A point or comma that cannot part thousands is taken for the decimal one, whatever the locale: `4.50` is
 * four and a half in Germany too.
 *
 * Returns: %FALSE with %DOCKET_ERROR_INVALID when it is no amount, can be read in two ways, is too large, or has more
 *   decimals than @currency
 */
gboolean
docket_parse_money_input (const char *text, const char *currency, DocketMoney *money, GError **error)
{
  const DocketCurrency *found;
  g_autofree char *number = NULL;
  DocketMoney parsed;

  g_return_val_if_fail (text != NULL && currency != NULL, FALSE);

  found = docket_currency_require (currency, NULL, error);
  if (found == NULL)
    return FALSE;
  number = read_input (text, currency);
  if (number == NULL)
    {
      docket_error_set (error, DOCKET_ERROR_INVALID, NULL, _("“%s” is not an amount of money"), text);
      return FALSE;
    }
  if (!docket_money_parse (number, &parsed, error) || !docket_money_rescale (&parsed, found->digits, error))
    return FALSE;
  *money = parsed;
  return TRUE;
}

/**
 * docket_parse_quantity_input:
 * @text: a quantity as a person typed it, without its unit
 * @quantity: (out): in thousandths
 * @error: (nullable): where to put an error
 *
 * Reads a quantity as [func@parse_money_input] reads an amount.
 *
 * Returns: %FALSE with %DOCKET_ERROR_INVALID when it is no quantity, can be read in two ways, is too large, or has more
 *   than three decimals
 */
gboolean
docket_parse_quantity_input (const char *text, gint64 *quantity, GError **error)
{
  g_autofree char *number = NULL;

  g_return_val_if_fail (text != NULL, FALSE);

  number = read_input (text, NULL);
  if (number != NULL)
    return docket_quantity_parse (number, quantity, error);
  docket_error_set (error, DOCKET_ERROR_INVALID, NULL, _("“%s” is not a quantity"), text);
  return FALSE;
}
