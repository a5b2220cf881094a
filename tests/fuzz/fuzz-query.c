/* fuzz-query.c: a query of KEY=VALUE lines, whatever they hold, is answered or refused
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "fuzz-shop.h"
#include "fuzz.h"

#include <string.h>

static DocketEngine *engine;

int
LLVMFuzzerInitialize (int *argc G_GNUC_UNUSED, char ***argv G_GNUC_UNUSED)
{
  engine = fuzz_shop_open ();
  return 0;
}

static DocketQuery *
parse_query (char **lines)
{
  GType type = lines[0] != NULL ? docket_query_bus_find_type (docket_engine_get_query_bus (engine), lines[0]) : G_TYPE_INVALID;
  g_autoptr (DocketQuery) query = NULL;

  if (type == G_TYPE_INVALID)
    return NULL;
  query = g_object_new (type, NULL);
  for (guint i = 1; lines[i] != NULL; i++)
    {
      g_auto (GStrv) pair = g_strsplit (lines[i], "=", 2);

      if (g_strv_length (pair) == 2 && !docket_record_set_text (DOCKET_RECORD (query), pair[0], pair[1], NULL))
        return NULL;
    }
  return docket_record_validate (DOCKET_RECORD (query), NULL) ? g_steal_pointer (&query) : NULL;
}

static gboolean
write_row (DocketRow *row, gpointer data G_GNUC_UNUSED)
{
  g_autofree char *json = docket_record_to_json (DOCKET_RECORD (row), DOCKET_PART_ALL);

  return json != NULL;
}

static void
ask (DocketQuery *query)
{
  DocketQueryBus *bus = docket_engine_get_query_bus (engine);
  g_autoptr (DocketRecord) record = NULL;
  g_autoptr (GError) error = NULL;

  if (DOCKET_IS_LIST_QUERY (query))
    docket_query_bus_list_rows (bus, DOCKET_LIST_QUERY (query), write_row, NULL, &error);
  else
    record = docket_query_bus_ask (bus, query, &error);
  /* No value makes SQL that does not run. */
  g_assert_false (g_error_matches (error, DOCKET_ERROR, DOCKET_ERROR_STORAGE));
  g_assert_false (g_error_matches (error, DOCKET_ERROR, DOCKET_ERROR_CORRUPT));
  g_assert_true (error == NULL || g_utf8_validate (error->message, -1, NULL));
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autofree char *text = g_strndup ((const char *) data, size);
  g_auto (GStrv) lines = NULL;
  g_autoptr (DocketQuery) query = NULL;

  if (!g_utf8_validate (text, -1, NULL))
    return 0;
  lines = g_strsplit (text, "\n", -1);
  query = parse_query (lines);
  if (query != NULL)
    ask (query);
  return 0;
}
