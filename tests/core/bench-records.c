/* bench-records.c: how long a stored event of some 2 KB takes to read and to write
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Prints one JSON object: microseconds for each, and beside them what json-glib takes to parse and to write the same.
 */
#include <string.h>

#include "toy-bank.h"

#define N_ROUNDS 20000
#define N_FEES 12
#define LABEL \
  "A fee for something that was done, as agreed upon when the account was opened, and as printed in the list of fees"

static DocketRecord *
make_event (void)
{
  g_autoptr (ToyOwner) owner = g_object_new (TOY_TYPE_OWNER, "name", "Grace Hopper", "email", "grace@example.org", "country", "NL",
                                             NULL);
  g_autoptr (ToyHome) home = g_object_new (TOY_TYPE_HOME, "street", "Dam 1", "city", "Amsterdam", NULL);
  g_autoptr (GPtrArray) fees = docket_records_new ();
  const char *const tags[] = { "new", "online", "welcome", NULL };

  for (gint64 i = 0; i < N_FEES; i++)
    g_ptr_array_add (fees, g_object_new (TOY_TYPE_FEE, "label", LABEL, "amount", i, NULL));
  return g_object_new (TOY_TYPE_ACCOUNT_OPENED, "account", "018f4a3b-9c00-7abc-8def-0123456789ab", "number", "A-1", "kind",
                       TOY_ACCOUNT_SAVINGS, "balance", G_GINT64_CONSTANT (1200), "is-joint", TRUE, "valid-from",
                       "2026-11-22T21:00:00.123456Z", "first-day", "2026-11-22", "owner", owner, "fees", fees, "tags", tags, "note",
                       "hard of hearing: write rather than call", "home", home, NULL);
}

static double
microseconds (gint64 start)
{
  return (double) (g_get_monotonic_time () - start) / N_ROUNDS;
}

int
main (void)
{
  g_autoptr (DocketRecord) record = make_event ();
  g_autofree char *json = docket_record_to_json (record, DOCKET_PART_ALL);
  double read, write, peer;
  gint64 start = g_get_monotonic_time ();

  for (int i = 0; i < N_ROUNDS; i++)
    g_object_unref (docket_record_from_json (TOY_TYPE_ACCOUNT_OPENED, DOCKET_READ_STORED, json, -1, NULL));
  read = microseconds (start);
  start = g_get_monotonic_time ();
  for (int i = 0; i < N_ROUNDS; i++)
    g_free (docket_record_to_json (record, DOCKET_PART_ALL));
  write = microseconds (start);
  start = g_get_monotonic_time ();
  for (int i = 0; i < N_ROUNDS; i++)
    json_node_unref (json_from_string (json, NULL));
  peer = microseconds (start);
  g_print ("{\"figure\": \"records\", \"unit\": \"us\", \"bytes\": %" G_GSIZE_FORMAT ", \"objects\": %d, "
           "\"read\": %.2f, \"write\": %.2f, \"json-glib-parse\": %.2f}\n",
           strlen (json), N_FEES + 3, read, write, peer);
  return 0;
}
