/* test-time.c: moments and days as text, their bounds, and whose day it is
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "docket-time.h"

static void
test_moments (void)
{
  static const struct
  {
    const char *text;
    const char *written;
  } moments[] = {
    { "2026-11-22T21:00:00Z", NULL },
    { "2026-11-22T21:00:00.123456Z", NULL },
    { "2026-11-22T21:00:00.1Z", NULL },
    { "2026-11-22T21:00:00.100000Z", "2026-11-22T21:00:00.1Z" },
    { "2026-11-22T21:00:00.000001Z", NULL },
    { "2026-11-22T21:00:00.0000019Z", "2026-11-22T21:00:00.000001Z" },
    { "2026-11-22T21:00:00.000Z", "2026-11-22T21:00:00Z" },
    { "2026-11-22t21:00:00z", "2026-11-22T21:00:00Z" },
    { "2026-11-22T21:00:00+01:00", "2026-11-22T20:00:00Z" },
    { "2026-11-22T21:00:00-05:30", "2026-11-23T02:30:00Z" },
    { "1969-12-31T23:30:00-01:00", "1970-01-01T00:30:00Z" },
    { "2024-02-29T23:59:59Z", NULL },
    { "2000-02-29T00:00:00Z", NULL },
    { "1970-01-01T00:00:00Z", NULL },
    { "9999-12-31T23:59:59.999999Z", NULL },
  };
  char buffer[DOCKET_TIME_STRING_SIZE];
  gint64 time;

  for (guint i = 0; i < G_N_ELEMENTS (moments); i++)
    {
      g_assert_true (docket_time_parse (moments[i].text, &time));
      g_assert_cmpstr (docket_time_format (time, buffer), ==, moments[i].written != NULL ? moments[i].written : moments[i].text);
    }
  g_assert_true (docket_time_parse ("2026-11-22T21:00:00.123456Z", &time));
  g_assert_cmpint (time, ==, G_GINT64_CONSTANT (1795381200123456));
}

static void
test_no_moments (void)
{
  static const char *const texts[] = {
    "", "now", "2026", "2026-11-22", "2026-11-22T21:00Z", "2026-11-22T21:00:00", "2026-11-22 21:00:00Z", "2026-11-22T21:00:00Z ",
    " 2026-11-22T21:00:00Z", "2026-11-22T21:00:00.Z", "2026-11-22T24:00:00Z", "2026-11-22T21:60:00Z", "2026-11-22T23:59:60Z",
    "2026-11-31T21:00:00Z", "2025-02-29T21:00:00Z", "2100-02-29T21:00:00Z", "2026-00-22T21:00:00Z", "2026-13-22T21:00:00Z",
    "2026-11-00T21:00:00Z", "1969-12-31T23:59:59Z", "1970-01-01T00:00:00+00:01", "9999-12-31T23:59:59-00:01",
    "10000-01-01T00:00:00Z", "-026-11-22T21:00:00Z", "2026-11-22T21:00:00+1:00", "2026-11-22T21:00:00+01:60",
    "2026-11-22T21:00:00+24:00", "2026-11-22T21:00:00,5Z", "2026-11-22T2 :00:00Z",
  };
  gint64 time = 7;

  g_assert_false (docket_time_parse (NULL, &time));
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    g_assert_false (docket_time_parse (texts[i], &time));
  g_assert_cmpint (time, ==, 7);
}

static void
test_moments_beyond (void)
{
  char buffer[DOCKET_TIME_STRING_SIZE];

  g_assert_cmpstr (docket_time_format (-1, buffer), ==, "1970-01-01T00:00:00Z");
  g_assert_cmpstr (docket_time_format (G_MAXINT64, buffer), ==, "9999-12-31T23:59:59.999999Z");
}

static void
test_days (void)
{
  static const char *const wrong[] = {
    "", "2026-11-2", "2026-11-222", "2026-11-31", "2026-02-29", "20261122", "2026/11/22", "1969-12-31", "22.11.2026", "2026-11-22T",
  };
  char buffer[DOCKET_DAY_STRING_SIZE];
  gint32 day = 0;

  g_assert_true (docket_day_parse ("2026-11-22", &day));
  g_assert_cmpint (day, ==, 20261122);
  g_assert_cmpstr (docket_day_format (day, buffer), ==, "2026-11-22");
  g_assert_false (docket_day_parse (NULL, &day));
  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    g_assert_false (docket_day_parse (wrong[i], &day));
  g_assert_false (docket_day_is_valid (0));
  g_assert_false (docket_day_is_valid (G_MAXINT32));
  g_assert_false (docket_day_is_valid (G_MININT32));
}

/* GDate is another's arithmetic. */
static void
test_days_against_gdate (void)
{
  gint32 day = DOCKET_DAY_MINIMUM;
  g_autoptr (GDate) date = g_date_new_dmy (1, 1, 1970);

  for (int i = 0; i < 200000; i++)
    {
      g_assert_cmpint (day, ==, g_date_get_year (date) * 10000 + (int) g_date_get_month (date) * 100 + g_date_get_day (date));
      day = docket_day_add (day, 1);
      g_date_add_days (date, 1);
    }
}

static void
test_day_arithmetic (void)
{
  g_assert_cmpint (docket_day_add (20240228, 1), ==, 20240229);
  g_assert_cmpint (docket_day_add (20240301, -1), ==, 20240229);
  g_assert_cmpint (docket_day_add (20261231, 1), ==, 20270101);
  g_assert_cmpint (docket_day_add (20260101, 0), ==, 20260101);
  g_assert_cmpint (docket_day_add (19700102, -5), ==, 19700101);
  g_assert_cmpint (docket_day_add (99991230, G_MAXINT), ==, 99991231);
}

static void
test_whose_day (void)
{
  g_autoptr (GTimeZone) east = g_time_zone_new_identifier ("+02:00");
  g_autoptr (GTimeZone) west = g_time_zone_new_identifier ("-05:00");
  gint64 time;

  g_assert_true (docket_time_parse ("2026-11-22T23:30:00Z", &time));
  g_assert_cmpint (docket_day_of_time (time, NULL), ==, 20261122);
  g_assert_cmpint (docket_day_of_time (time, east), ==, 20261123);
  g_assert_true (docket_time_parse ("2026-11-22T04:59:59.999999Z", &time));
  g_assert_cmpint (docket_day_of_time (time, west), ==, 20261121);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/time/moments", test_moments);
  g_test_add_func ("/time/no-moments", test_no_moments);
  g_test_add_func ("/time/moments-beyond", test_moments_beyond);
  g_test_add_func ("/time/days", test_days);
  g_test_add_func ("/time/days-against-gdate", test_days_against_gdate);
  g_test_add_func ("/time/day-arithmetic", test_day_arithmetic);
  g_test_add_func ("/time/whose-day", test_whose_day);
  return g_test_run ();
}
