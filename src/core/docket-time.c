/* docket-time.c: moments in UTC and calendar days
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "docket-time.h"

#include <string.h>

#define SECONDS_PER_DAY 86400
#define LAST_DAY 2932896 /* 9999-12-31 in days since 1970 */

/* Days since 1970-01-01 of a day of the Gregorian calendar, by eras of 400 years that begin in March, so that
 * the day which comes and goes is a year's last (Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms"). */
static int
days_from_civil (int year, int month, int day)
{
  int era, year_of_era, day_of_year, day_of_era;

  year -= month <= 2;
  era = year / 400;
  year_of_era = year - era * 400;
  day_of_year = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
  day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
  return era * 146097 + day_of_era - 719468;
}

static gint32
civil_from_days (int days)
{
  int era, day_of_era, year_of_era, day_of_year, shifted_month, day, month, year;

  days += 719468;
  era = days / 146097;
  day_of_era = days - era * 146097;
  year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
  day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  shifted_month = (5 * day_of_year + 2) / 153;
  day = day_of_year - (153 * shifted_month + 2) / 5 + 1;
  month = shifted_month < 10 ? shifted_month + 3 : shifted_month - 9;
  year = year_of_era + era * 400 + (month <= 2);
  return year * 10000 + month * 100 + day;
}

static int
days_of_day (gint32 day)
{
  return days_from_civil (day / 10000, day / 100 % 100, day % 100);
}

/* Reads exactly n digits, or gives -1. */
static int
parse_digits (const char *text, guint n)
{
  int value = 0;

  for (guint i = 0; i < n; i++)
    {
      if (!g_ascii_isdigit (text[i]))
        return -1;
      value = value * 10 + (text[i] - '0');
    }
  return value;
}

/* `2026-11-22` at the beginning of text; parse_digits stops at an early end. */
static gint32
parse_date (const char *text)
{
  int year = parse_digits (text, 4);
  int month, day;

  if (year < 0 || text[4] != '-')
    return 0;
  month = parse_digits (text + 5, 2);
  if (month < 0 || text[7] != '-')
    return 0;
  day = parse_digits (text + 8, 2);
  if (day < 0)
    return 0;
  return year * 10000 + month * 100 + day;
}

static gboolean
parse_clock (const char *text, int *seconds)
{
  int hour = parse_digits (text, 2);
  int minute, second;

  if (hour < 0 || hour > 23 || text[2] != ':')
    return FALSE;
  minute = parse_digits (text + 3, 2);
  if (minute < 0 || minute > 59 || text[5] != ':')
    return FALSE;
  second = parse_digits (text + 6, 2);
  if (second < 0 || second > 59)
    return FALSE;
  *seconds = hour * 3600 + minute * 60 + second;
  return TRUE;
}

/* What follows the seconds: digits beyond the sixth are dropped. */
static const char *
parse_fraction (const char *text, int *microseconds)
{
  int weight = 100000;

  *microseconds = 0;
  if (*text != '.')
    return text;
  text++;
  if (!g_ascii_isdigit (*text))
    return NULL;
  for (; g_ascii_isdigit (*text); text++, weight /= 10)
    *microseconds += (*text - '0') * weight;
  return text;
}

static gboolean
parse_offset (const char *text, int *seconds)
{
  int hour, minute;

  *seconds = 0;
  if (*text == 'Z' || *text == 'z')
    return text[1] == '\0';
  if (*text != '+' && *text != '-')
    return FALSE;
  hour = parse_digits (text + 1, 2);
  if (hour < 0 || hour > 23 || text[3] != ':')
    return FALSE;
  minute = parse_digits (text + 4, 2);
  if (minute < 0 || minute > 59 || text[6] != '\0')
    return FALSE;
  *seconds = (hour * 3600 + minute * 60) * (*text == '-' ? -1 : 1);
  return TRUE;
}

static char *
format_digits (char *at, int value, guint n)
{
  for (guint i = n; i > 0; i--, value /= 10)
    at[i - 1] = (char) ('0' + value % 10);
  return at + n;
}

static char *
format_date (char *at, gint32 day)
{
  at = format_digits (at, day / 10000, 4);
  *at++ = '-';
  at = format_digits (at, day / 100 % 100, 2);
  *at++ = '-';
  return format_digits (at, day % 100, 2);
}

/**
 * docket_time_now:
 *
 * Returns: microseconds since 1970 in UTC, by the system's clock
 */
gint64
docket_time_now (void)
{
  return g_get_real_time ();
}

/**
 * docket_time_parse:
 * @text: (nullable): a moment as RFC 3339 writes it: `2026-11-22T21:00:00.123456Z`, with any offset
 * @time: (out): microseconds since 1970 in UTC
 *
 * Reads a moment of the years 1970 to 9999. Decimals of a second beyond the sixth are dropped; leap seconds are
 * not taken.
 *
 * Returns: whether @text is such a moment
 */
gboolean
docket_time_parse (const char *text, gint64 *time)
{
  gint32 day;
  int seconds, microseconds, offset;
  gint64 result;

  if (text == NULL)
    return FALSE;
  day = parse_date (text);
  /* The day alone is a bound wider than the moment's: the offset may lead over midnight. */
  if (!docket_day_is_valid (day) && day != 19691231)
    return FALSE;
  if ((text[10] != 'T' && text[10] != 't') || !parse_clock (text + 11, &seconds))
    return FALSE;
  text = parse_fraction (text + 19, &microseconds);
  if (text == NULL || !parse_offset (text, &offset))
    return FALSE;
  result = ((gint64) days_of_day (day) * SECONDS_PER_DAY + seconds - offset) * G_TIME_SPAN_SECOND + microseconds;
  if (result < 0 || result > DOCKET_TIME_MAXIMUM)
    return FALSE;
  *time = result;
  return TRUE;
}

/**
 * docket_time_format:
 * @time: microseconds since 1970 in UTC; what lies outside the years 1970 to 9999 is drawn to their ends
 * @buffer: (array fixed-size=32): where to write
 *
 * Returns: @buffer, holding the moment as RFC 3339 writes it in UTC, without trailing zeros of its fraction
 */
const char *
docket_time_format (gint64 time, char buffer[DOCKET_TIME_STRING_SIZE])
{
  gint64 seconds;
  int clock, microseconds;
  char *at;

  time = CLAMP (time, 0, DOCKET_TIME_MAXIMUM);
  seconds = time / G_TIME_SPAN_SECOND;
  microseconds = (int) (time % G_TIME_SPAN_SECOND);
  clock = (int) (seconds % SECONDS_PER_DAY);

  at = format_date (buffer, civil_from_days ((int) (seconds / SECONDS_PER_DAY)));
  *at++ = 'T';
  at = format_digits (at, clock / 3600, 2);
  *at++ = ':';
  at = format_digits (at, clock / 60 % 60, 2);
  *at++ = ':';
  at = format_digits (at, clock % 60, 2);
  if (microseconds != 0)
    {
      *at++ = '.';
      at = format_digits (at, microseconds, 6);
      while (at[-1] == '0')
        at--;
    }
  *at++ = 'Z';
  *at = '\0';
  return buffer;
}

/**
 * docket_day_parse:
 * @text: (nullable): a calendar day as ISO 8601 writes it: `2026-11-22`
 * @day: (out): the day as yyyymmdd
 *
 * Returns: whether @text is a day of the years 1970 to 9999
 */
gboolean
docket_day_parse (const char *text, gint32 *day)
{
  gint32 result;

  if (text == NULL)
    return FALSE;
  result = parse_date (text);
  if (!docket_day_is_valid (result) || text[10] != '\0')
    return FALSE;
  *day = result;
  return TRUE;
}

/**
 * docket_day_format:
 * @day: a calendar day as yyyymmdd
 * @buffer: (array fixed-size=16): where to write
 *
 * Returns: @buffer, holding the day as ISO 8601 writes it
 */
const char *
docket_day_format (gint32 day, char buffer[DOCKET_DAY_STRING_SIZE])
{
  *format_date (buffer, CLAMP (day, 0, DOCKET_DAY_MAXIMUM)) = '\0';
  return buffer;
}

/**
 * docket_day_is_valid:
 * @day: a number
 *
 * Returns: whether @day, read as yyyymmdd, is a day of the years 1970 to 9999
 */
gboolean
docket_day_is_valid (gint32 day)
{
  int month = day / 100 % 100;

  if (day < DOCKET_DAY_MINIMUM || day > DOCKET_DAY_MAXIMUM || month < 1 || month > 12 || day % 100 < 1 || day % 100 > 31)
    return FALSE;
  /* A day that the month does not have comes back as one of the next. */
  return civil_from_days (days_of_day (day)) == day;
}

/**
 * docket_day_of_time:
 * @time: microseconds since 1970 in UTC
 * @zone: (nullable): whose calendar; %NULL for UTC
 *
 * Returns: the calendar day of that moment there, as yyyymmdd
 */
gint32
docket_day_of_time (gint64 time, GTimeZone *zone)
{
  gint64 seconds = CLAMP (time, 0, DOCKET_TIME_MAXIMUM) / G_TIME_SPAN_SECOND;

  if (zone != NULL)
    seconds += g_time_zone_get_offset (zone, g_time_zone_find_interval (zone, G_TIME_TYPE_UNIVERSAL, seconds));
  return civil_from_days ((int) CLAMP (seconds / SECONDS_PER_DAY, 0, LAST_DAY));
}

/**
 * docket_day_add:
 * @day: a valid calendar day as yyyymmdd
 * @days: how many days later; negative for earlier
 *
 * Returns: that day, drawn to the ends of the years 1970 to 9999
 */
gint32
docket_day_add (gint32 day, int days)
{
  g_return_val_if_fail (docket_day_is_valid (day), day);

  return civil_from_days ((int) CLAMP ((gint64) days_of_day (day) + days, 0, LAST_DAY));
}
