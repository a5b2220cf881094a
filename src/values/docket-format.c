/* docket-format.c: values in the words and figures of the person who reads them
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "docket-format.h"

#include <glib/gi18n-lib.h>
#include <string.h>
#include <unicode/udat.h>
#include <unicode/uloc.h>
#include <unicode/unumberformatter.h>

#include "docket-locale-private.h"
#include "docket-quantity.h"
#include "docket-rate.h"

/* A thread's formatters: ICU's are dear to make, and not all of them may be shared. */
typedef struct
{
  const char *locale;
  GHashTable *numbers;
  UFormattedNumber *formatted;
  UDateFormat *dates[3];
} Formatters;

static void
formatters_clear (Formatters *formatters)
{
  g_clear_pointer (&formatters->numbers, g_hash_table_unref);
  g_clear_pointer (&formatters->formatted, unumf_closeResult);
  for (guint i = 0; i < G_N_ELEMENTS (formatters->dates); i++)
    g_clear_pointer (&formatters->dates[i], udat_close);
}

static void
formatters_free (gpointer data)
{
  formatters_clear (data);
  g_free (data);
}

static GPrivate thread_formatters = G_PRIVATE_INIT (formatters_free);

static void
close_number_formatter (gpointer formatter)
{
  unumf_close (formatter);
}

static Formatters *
get_formatters (void)
{
  Formatters *formatters = g_private_get (&thread_formatters);
  UErrorCode status = U_ZERO_ERROR;

  if (formatters == NULL)
    {
      formatters = g_new0 (Formatters, 1);
      g_private_set (&thread_formatters, formatters);
    }
  if (formatters->locale != docket_locale_get ())
    {
      formatters_clear (formatters);
      formatters->locale = docket_locale_get ();
      formatters->numbers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, close_number_formatter);
      formatters->formatted = unumf_openResult (&status);
    }
  return formatters;
}

/* A formatter by ICU's number skeleton, such as `currency/EUR .00`; %NULL where ICU does not know it. */
static UNumberFormatter *
get_number_formatter (Formatters *formatters, const char *skeleton)
{
  UNumberFormatter *formatter = g_hash_table_lookup (formatters->numbers, skeleton);
  g_autofree UChar *wide = NULL;
  UErrorCode status = U_ZERO_ERROR;
  int length;

  if (formatter != NULL)
    return formatter;
  wide = docket_locale_from_utf8 (skeleton, &length);
  formatter = unumf_openForSkeletonAndLocale (wide, length, formatters->locale, &status);
  if (U_FAILURE (status))
    {
      g_clear_pointer (&formatter, unumf_close);
      return NULL;
    }
  g_hash_table_insert (formatters->numbers, g_strdup (skeleton), formatter);
  return formatter;
}

/* The number is decimal text, so that no figure passes through floating point. */
static char *
format_number (const char *number, const char *skeleton)
{
  Formatters *formatters = get_formatters ();
  UNumberFormatter *formatter = get_number_formatter (formatters, skeleton);
  UErrorCode status = U_ZERO_ERROR;
  UChar buffer[128];
  int length;

  if (formatter == NULL)
    return g_strdup (number);
  unumf_formatDecimal (formatter, number, (int) strlen (number), formatters->formatted, &status);
  length = unumf_resultToString (formatters->formatted, buffer, G_N_ELEMENTS (buffer), &status);
  return U_SUCCESS (status) ? docket_locale_to_utf8 (buffer, length) : g_strdup (number);
}

static const char *
get_precision (guint8 digits)
{
  static const char *const precisions[] = { "precision-integer", ".0", ".00", ".000" };

  return digits < G_N_ELEMENTS (precisions) ? precisions[digits] : ".####";
}

/**
 * docket_format_set_locale:
 * @locale: (nullable): such as `de_DE`; %NULL for the one of the environment, which is the default
 *
 * Sets the locale of all functions that format, sort, or read what a person typed, in all threads.
 */
void
docket_format_set_locale (const char *locale)
{
  docket_locale_set (locale);
}

/**
 * docket_format_get_locale:
 *
 * Returns: (transfer none): the locale, such as `de_DE`
 */
const char *
docket_format_get_locale (void)
{
  return docket_locale_get ();
}

/**
 * docket_format_money:
 * @money: an amount
 * @currency: its ISO 4217 code
 *
 * Returns: (transfer full): the amount with the sign of its currency, such as `4,50 €`
 */
char *
docket_format_money (DocketMoney money, const char *currency)
{
  char text[DOCKET_MONEY_STRING_SIZE];
  char skeleton[64];

  g_return_val_if_fail (currency != NULL, NULL);

  g_snprintf (skeleton, sizeof skeleton, "currency/%s %s", currency, get_precision (money.digits));
  return format_number (docket_money_format (money, text), skeleton);
}

/**
 * docket_format_money_plain:
 * @money: an amount
 *
 * Returns: (transfer full): the amount without currency and without separators of thousands, such as `1234,50`, for a
 *   person to edit
 */
char *
docket_format_money_plain (DocketMoney money)
{
  char text[DOCKET_MONEY_STRING_SIZE];
  char skeleton[64];

  g_snprintf (skeleton, sizeof skeleton, "group-off %s", get_precision (money.digits));
  return format_number (docket_money_format (money, text), skeleton);
}

/**
 * docket_format_unit:
 * @unit: (nullable): a unit, such as `pc`
 *
 * The units that Docket brings are translated; another unit is what the shop calls it.
 *
 * Returns: (transfer none): what stands after a number; nothing for none
 */
const char *
docket_format_unit (const char *unit)
{
  static const char *const units[] = {
    /* Translators: abbreviation of “pieces” after a number */
    N_ ("pc"),
    N_ ("kg"),
    N_ ("g"),
    N_ ("l"),
    N_ ("ml"),
    N_ ("m"),
    N_ ("cm"),
    /* Translators: abbreviation of “hours” after a number */
    N_ ("h"),
  };

  for (guint i = 0; i < G_N_ELEMENTS (units); i++)
    if (g_strcmp0 (units[i], unit) == 0)
      return _(units[i]);
  return unit != NULL ? unit : "";
}

/**
 * docket_format_quantity:
 * @quantity: in thousandths
 * @unit: (nullable): its unit, such as `kg`
 *
 * Returns: (transfer full): the quantity with its unit after a space that does not break: `1,5 kg`
 */
char *
docket_format_quantity (gint64 quantity, const char *unit)
{
  char text[DOCKET_QUANTITY_STRING_SIZE];
  g_autofree char *number = format_number (docket_quantity_format (quantity, text), ".###");

  if (unit == NULL || *unit == '\0')
    return g_steal_pointer (&number);
  return g_strconcat (number, "\302\240", docket_format_unit (unit), NULL);
}

/**
 * docket_format_rate:
 * @rate: in parts per million
 *
 * Returns: (transfer full): the rate in percent, such as `9,975 %`
 */
char *
docket_format_rate (gint64 rate)
{
  char text[DOCKET_RATE_STRING_SIZE];

  return format_number (docket_rate_format (rate, text), "percent .####");
}

/**
 * docket_format_integer:
 * @number: a count
 *
 * Returns: (transfer full): the number with separators of thousands
 */
char *
docket_format_integer (gint64 number)
{
  char text[32];

  g_snprintf (text, sizeof text, "%" G_GINT64_FORMAT, number);
  return format_number (text, "precision-integer");
}

typedef enum
{
  DATE_DAY,
  DATE_TIME,
  DATE_CLOCK,
} DateStyle;

/* The clock is moved by the zone's offset already: ICU formats it as if it were UTC. */
static char *
format_seconds (gint64 seconds, DateStyle style)
{
  static const UChar utc[] = { 'U', 'T', 'C', 0 };
  Formatters *formatters = get_formatters ();
  UErrorCode status = U_ZERO_ERROR;
  UChar buffer[128];
  int length;

  if (formatters->dates[style] == NULL)
    formatters->dates[style] = udat_open (style == DATE_DAY ? UDAT_NONE : UDAT_SHORT,
                                          style == DATE_CLOCK ? UDAT_NONE : UDAT_MEDIUM,
                                          formatters->locale, utc, -1, NULL, 0, &status);
  if (U_FAILURE (status))
    return g_strdup ("");
  length = udat_format (formatters->dates[style], (double) seconds * 1000, buffer, G_N_ELEMENTS (buffer), NULL, &status);
  return U_SUCCESS (status) ? docket_locale_to_utf8 (buffer, length) : g_strdup ("");
}

/**
 * docket_format_day:
 * @day: a calendar day as yyyymmdd
 *
 * Returns: (transfer full): the day in words, such as `5 Mar 2026`; empty when there is no such day
 */
char *
docket_format_day (gint32 day)
{
  g_autoptr (GDateTime) date = NULL;

  if (day > 0)
    date = g_date_time_new_utc (day / 10000, day / 100 % 100, day % 100, 0, 0, 0);
  return date != NULL ? format_seconds (g_date_time_to_unix (date), DATE_DAY) : g_strdup ("");
}

static char *
format_time (gint64 time, GTimeZone *zone, DateStyle style)
{
  g_autoptr (GTimeZone) used = zone != NULL ? g_time_zone_ref (zone) : g_time_zone_new_local ();
  gint64 seconds = time / G_USEC_PER_SEC;
  int interval = g_time_zone_find_interval (used, G_TIME_TYPE_UNIVERSAL, seconds);

  return format_seconds (seconds + g_time_zone_get_offset (used, interval), style);
}

/**
 * docket_format_time:
 * @time: microseconds since 1970 in UTC
 * @zone: (nullable): the zone of the clock, %NULL for the computer's
 *
 * Returns: (transfer full): day and time, such as `5 Mar 2026, 14:30`
 */
char *
docket_format_time (gint64 time, GTimeZone *zone)
{
  return format_time (time, zone, DATE_TIME);
}

/**
 * docket_format_clock:
 * @time: microseconds since 1970 in UTC
 * @zone: (nullable): the zone of the clock, %NULL for the computer's
 *
 * Returns: (transfer full): the time alone, such as `14:30`
 */
char *
docket_format_clock (gint64 time, GTimeZone *zone)
{
  return format_time (time, zone, DATE_CLOCK);
}

/**
 * docket_format_country:
 * @code: an ISO 3166 code of two capital letters
 *
 * Returns: (transfer full): the name of the country; @code when nobody knows it
 */
char *
docket_format_country (const char *code)
{
  char country[8];
  UChar buffer[160];
  UErrorCode status = U_ZERO_ERROR;
  int length;

  g_return_val_if_fail (code != NULL, NULL);

  g_snprintf (country, sizeof country, "_%s", code);
  length = uloc_getDisplayCountry (country, docket_locale_get (), buffer, G_N_ELEMENTS (buffer), &status);
  return U_SUCCESS (status) && length > 0 ? docket_locale_to_utf8 (buffer, length) : g_strdup (code);
}
