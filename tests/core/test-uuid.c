/* test-uuid.c: identifiers as text, their order and their origin
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "docket-uuid.h"

#include <string.h>

#define TIME G_GINT64_CONSTANT (1795381200123456)

static void
test_round_trip (void)
{
  DocketUuid uuid;
  char buffer[DOCKET_UUID_STRING_SIZE];
  g_autofree char *text = NULL;

  g_assert_true (docket_uuid_parse ("018F4A3B-9C00-7abc-8def-0123456789ab", &uuid));
  g_assert_cmpstr (docket_uuid_format (&uuid, buffer), ==, "018f4a3b-9c00-7abc-8def-0123456789ab");
  text = docket_uuid_to_string (&uuid);
  g_assert_cmpstr (text, ==, buffer);
  g_assert_false (docket_uuid_is_null (&uuid));
}

static void
test_refusals (void)
{
  static const char *const texts[] = {
    "", "018f4a3b", "018f4a3b-9c00-7abc-8def-0123456789a", "018f4a3b-9c00-7abc-8def-0123456789abc",
    "018f4a3b9c007abc8def0123456789ab0000", "018f4a3b-9c00-7abc-8def-0123456789ag",
    "{18f4a3b-9c00-7abc-8def-0123456789a}", "018f4a3b-9c0-07abc-8def-0123456789ab",
  };
  DocketUuid uuid;

  g_assert_false (docket_uuid_parse (NULL, &uuid));
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    g_assert_false (docket_uuid_parse (texts[i], &uuid));
}

static void
test_bytes (void)
{
  DocketUuid uuid = docket_uuid_generate (TIME);
  DocketUuid same = docket_uuid_from_bytes (uuid.bytes, sizeof uuid.bytes);
  DocketUuid none = docket_uuid_from_bytes (uuid.bytes, 15);

  g_assert_true (docket_uuid_equal (&uuid, &same));
  g_assert_cmpuint (docket_uuid_hash (&uuid), ==, docket_uuid_hash (&same));
  g_assert_true (docket_uuid_is_null (&none));
  none = docket_uuid_from_bytes (NULL, 16);
  g_assert_true (docket_uuid_is_null (&none));
}

static void
test_version_and_order (void)
{
  for (gint64 time = TIME; time < TIME + 100 * G_TIME_SPAN_SECOND; time += G_TIME_SPAN_SECOND)
    {
      DocketUuid earlier = docket_uuid_generate (time);
      DocketUuid later = docket_uuid_generate (time + G_TIME_SPAN_MILLISECOND);

      g_assert_cmpint (earlier.bytes[6] >> 4, ==, 7);
      g_assert_cmpint (earlier.bytes[8] >> 6, ==, 2);
      g_assert_cmpint (memcmp (&earlier, &later, sizeof earlier), <, 0);
    }
}

static void
test_derived (void)
{
  DocketUuid parent = docket_uuid_generate (TIME);
  DocketUuid first = docket_uuid_derive (&parent, TIME, "account", 0);
  DocketUuid again = docket_uuid_derive (&parent, TIME, "account", 0);
  DocketUuid second = docket_uuid_derive (&parent, TIME, "account", 1);
  DocketUuid other = docket_uuid_derive (&parent, TIME, "owner", 0);

  g_assert_true (docket_uuid_equal (&first, &again));
  g_assert_false (docket_uuid_equal (&first, &second));
  g_assert_false (docket_uuid_equal (&first, &other));
  g_assert_cmpint (first.bytes[6] >> 4, ==, 7);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/uuid/round-trip", test_round_trip);
  g_test_add_func ("/uuid/refusals", test_refusals);
  g_test_add_func ("/uuid/bytes", test_bytes);
  g_test_add_func ("/uuid/version-and-order", test_version_and_order);
  g_test_add_func ("/uuid/derived", test_derived);
  return g_test_run ();
}
