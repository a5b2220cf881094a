/* docket-decimal.c: decimal numbers in text, as integers of their last decimal
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "docket-decimal-private.h"

#include <string.h>

static gboolean
append_digit (gint64 *value, char digit, gint64 maximum)
{
  return !__builtin_mul_overflow (*value, 10, value) &&
    !__builtin_add_overflow (*value, digit - '0', value) &&
    *value <= maximum;
}

/*
 * docket_decimal_parse:
 * @text: the whole text: an optional `-`, digits, and optionally a `.` and more digits
 * @maximum_decimals: how many digits may follow the point
 * @maximum: the greatest magnitude of @value
 * @value: (out): the number without its point: 450 for `4.50`
 * @decimals: (out): how many digits followed the point
 *
 * Reads a number strictly: no spaces, no `+`, no exponent, no separators of thousands. Digits are ASCII.
 *
 * Returns: %DOCKET_DECIMAL_OK, or what is wrong; then @value and @decimals hold nothing of use
 */
DocketDecimalResult
docket_decimal_parse (const char *text, guint maximum_decimals, gint64 maximum, gint64 *value, guint *decimals)
{
  gboolean is_negative = *text == '-';
  const char *at = is_negative ? text + 1 : text;
  gboolean fits = TRUE;

  *value = 0;
  *decimals = 0;
  if (!g_ascii_isdigit (*at))
    return DOCKET_DECIMAL_MALFORMED;
  for (; g_ascii_isdigit (*at); at++)
    fits = fits && append_digit (value, *at, maximum);
  if (*at == '.')
    {
      if (!g_ascii_isdigit (at[1]))
        return DOCKET_DECIMAL_MALFORMED;
      for (at++; g_ascii_isdigit (*at); at++, (*decimals)++)
        fits = fits && append_digit (value, *at, maximum);
    }
  if (*at != '\0')
    return DOCKET_DECIMAL_MALFORMED;
  if (*decimals > maximum_decimals)
    return DOCKET_DECIMAL_TOO_FINE;
  if (!fits)
    return DOCKET_DECIMAL_TOO_LARGE;
  if (is_negative)
    *value = -*value;
  return DOCKET_DECIMAL_OK;
}

/*
 * docket_decimal_scale:
 * @value: (inout): a number
 * @decimals: how many zeros to append to it
 * @maximum: the greatest magnitude it may get
 *
 * Multiplies by a power of ten.
 *
 * Returns: whether it fits; if not, @value holds nothing of use
 */
gboolean
docket_decimal_scale (gint64 *value, guint decimals, gint64 maximum)
{
  for (guint i = 0; i < decimals && *value != 0; i++)
    if (__builtin_mul_overflow (*value, 10, value))
      return FALSE;
  return *value <= maximum && *value >= -maximum;
}

/*
 * docket_decimal_format:
 * @value: a number without its point
 * @decimals: how many of its digits follow the point, at most 18
 * @least_decimals: zeros at the end are left out as long as more decimals than these remain
 * @buffer: where to write
 * @size: its size, at least 24
 *
 * Writes a number the way that [func@decimal_parse] reads it.
 *
 * Returns: @buffer
 */
const char *
docket_decimal_format (gint64 value, guint decimals, guint least_decimals, char *buffer, gsize size)
{
  guint64 magnitude = value < 0 ? -(guint64) value : (guint64) value;
  char digits[24];
  guint n_digits = 0;
  guint first = 0;
  char *at = buffer;

  g_assert (size >= 24 && decimals <= 18);

  for (; magnitude != 0 || n_digits <= decimals; magnitude /= 10)
    digits[n_digits++] = (char) ('0' + magnitude % 10);
  while (decimals - first > least_decimals && digits[first] == '0')
    first++;
  if (value < 0)
    *at++ = '-';
  for (guint i = n_digits; i > first; i--)
    {
      if (i == decimals)
        *at++ = '.';
      *at++ = digits[i - 1];
    }
  *at = '\0';
  return buffer;
}

/*
 * docket_decimal_show:
 * @text: what somebody gave for a number
 *
 * Returns: what a message says that it was: nobody reads more than a line
 */
const char *
docket_decimal_show (const char *text)
{
  return strlen (text) <= 60 ? text : "…";
}
