/* test-list-query.c: the SQL of list queries, and what a person may type
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "docket-list-search.h"
#include "docket-list-statement.h"
#include "toy-tally.h"

#include <glib/gstdio.h>
#include <string.h>

static void
test_search (void)
{
  static const struct
  {
    const char *text;
    const char *match;
  } cases[] = {
    { NULL, NULL },
    { "", NULL },
    { " \t\n", NULL },
    { "---", NULL },
    { "\"", NULL },
    { "* ( ) :", NULL },
    { "🎂", NULL },
    { "ada", "\"ada\"*" },
    { "  ada   byron ", "\"ada\"* \"byron\"*" },
    { "ada\u00a0byron", "\"ada\"* \"byron\"*" },
    { "NEAR", "\"NEAR\"*" },
    { "ada AND NOT OR", "\"ada\"* \"AND\"* \"NOT\"* \"OR\"*" },
    { "label:ada", "\"label\"* \"ada\"*" },
    { "ad*", "\"ad\"*" },
    { "5\" pipe", "\"5\"* \"pipe\"*" },
    { "\"ada\" - 🎂 x", "\"ada\"* \"x\"*" },
    { "Ünïçödé 茶", "\"Ünïçödé\"* \"茶\"*" },
    { "ada\xff" "b", "\"ada\"* \"b\"*" },
    { "brandt-müller", "\"brandt\"* \"müller\"*" },
    { "zoe@ex.org", "\"zoe@ex\"* \"org\"*" },
    { "@", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *match = docket_list_search_to_match (cases[i].text);

      g_assert_cmpstr (match, ==, cases[i].match);
    }
}

/* However much is pasted, the expression stays one that SQLite takes. */
static void
test_search_bounded (void)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *match = NULL;

  for (guint i = 0; i < 10000; i++)
    g_string_append_printf (text, "word%u ", i);
  match = docket_list_search_to_match (text->str);
  g_assert_cmpuint (strlen (match), <, 1000);
}

typedef struct
{
  char *directory;
  char *path;
  DocketDatabase *database;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  static const char *const labels[] = { "tea", "Tea pot", "coffee", "tea cosy \"blue\"", "NEAR miss", "茶", "Zebra", NULL };
  g_autoptr (GError) error = NULL;

  fixture->directory = g_dir_make_tmp ("docket-list-XXXXXX", NULL);
  fixture->path = g_build_filename (fixture->directory, "read.db", NULL);
  fixture->database = docket_database_open (fixture->path, DOCKET_DATABASE_WRITER, &error);
  g_assert_no_error (error);
  docket_database_execute_script (fixture->database,
                                  "CREATE TABLE counters (number INTEGER PRIMARY KEY, label TEXT, value INTEGER);"
                                  "CREATE VIRTUAL TABLE counters_search USING fts5 (label, prefix = '1 2 3');",
                                  &error);
  g_assert_no_error (error);
  for (guint i = 0; i < G_N_ELEMENTS (labels); i++)
    {
      docket_database_run (fixture->database, &error, "INSERT INTO counters VALUES (?, ?, ?)", "iti", (gint64) i + 1, labels[i],
                           (gint64) (i * 7) % 4);
      docket_database_run (fixture->database, &error, "INSERT INTO counters_search (rowid, label) VALUES (?, ?)", "it", (gint64) i + 1,
                           labels[i]);
      g_assert_no_error (error);
    }
}

static void
tear_down (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  docket_database_close (fixture->database);
  g_clear_object (&fixture->database);
  g_unlink (fixture->path);
  g_rmdir (fixture->directory);
  g_free (fixture->path);
  g_free (fixture->directory);
}

static char *
list_keys (Fixture *fixture, ToyCountersQuery *query)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) keys = docket_list_query_load_keys (DOCKET_LIST_QUERY (query), fixture->database, NULL, &error);
  GString *text = g_string_new (NULL);

  g_assert_no_error (error);
  for (guint i = 0; i < keys->len; i++)
    g_string_append_printf (text, "%s%d", i > 0 ? " " : "", (int) g_array_index (keys, gint64, i));
  return g_string_free (text, FALSE);
}

static void
assert_keys (Fixture *fixture, const char *search, const char *sort, gint64 minimum, gint64 limit, const char *expected)
{
  g_autoptr (ToyCountersQuery) query = toy_counters_query_new (search, sort);
  g_autofree char *keys = NULL;

  query->minimum = minimum;
  query->limit = limit;
  keys = list_keys (fixture, query);
  g_assert_cmpstr (keys, ==, expected);
}

static void
test_keys (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  /* Values: 0 3 2 1 0 3 2 1; the last label is NULL. */
  assert_keys (fixture, NULL, NULL, 0, 0, "8 7 6 5 4 3 2 1");
  assert_keys (fixture, NULL, NULL, 0, 3, "8 7 6");
  assert_keys (fixture, NULL, "value", 0, 0, "1 5 4 8 3 7 2 6");
  assert_keys (fixture, NULL, "-value", 0, 0, "6 2 7 3 8 4 5 1");
  assert_keys (fixture, NULL, "label", 0, 0, "8 5 2 7 3 1 4 6");
  assert_keys (fixture, NULL, "case", 0, 0, "8 3 5 1 4 2 7 6");
  assert_keys (fixture, NULL, "value", 2, 2, "3 7");
  assert_keys (fixture, "te", NULL, 0, 0, "4 2 1");
  assert_keys (fixture, "te", NULL, 0, 2, "4 2");
  assert_keys (fixture, "te", NULL, 1, 0, "4 2");
  assert_keys (fixture, "te", "value", 0, 0, "1 4 2");
  assert_keys (fixture, "te po", NULL, 0, 0, "2");
  assert_keys (fixture, "\"blue", NULL, 0, 0, "4");
  assert_keys (fixture, "near", NULL, 0, 0, "5");
  assert_keys (fixture, "NEAR(tea", NULL, 0, 0, "");
  assert_keys (fixture, "茶", NULL, 0, 0, "6");
  assert_keys (fixture, "* 🎂", NULL, 0, 0, "8 7 6 5 4 3 2 1");
  assert_keys (fixture, "label:tea", NULL, 0, 0, "");
}

/* In the order of the key a search is read from the full-text table itself, without a sort. */
static void
test_streams (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  static const char *const plans[] = {
    "EXPLAIN QUERY PLAN SELECT docket_found.docket_key, label FROM (SELECT rowid AS docket_key FROM counters_search WHERE"
    " counters_search MATCH ?) AS docket_found CROSS JOIN counters ON number = docket_found.docket_key WHERE (value >= ?)"
    " ORDER BY docket_found.docket_key DESC LIMIT ?",
    "EXPLAIN QUERY PLAN SELECT rowid FROM counters_search WHERE counters_search MATCH ? ORDER BY rowid DESC LIMIT ?",
  };

  for (guint i = 0; i < G_N_ELEMENTS (plans); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (DocketStatement) statement = docket_database_query (fixture->database, &error, plans[i], NULL);

      while (docket_statement_step (statement, &error))
        g_assert_null (strstr (docket_statement_text (statement, 3), "TEMP B-TREE"));
      g_assert_no_error (error);
    }
}

static void
test_unknown_sort (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (ToyCountersQuery) query = toy_counters_query_new (NULL, "-size; DROP TABLE counters");
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) keys = docket_list_query_load_keys (DOCKET_LIST_QUERY (query), fixture->database, NULL, &error);

  g_assert_null (keys);
  g_assert_error (error, DOCKET_ERROR, DOCKET_ERROR_INVALID);
  g_assert_cmpstr (docket_error_get_field (error), ==, "sort");
  g_assert_nonnull (strstr (error->message, "label, value, case"));
}

static void
test_rows (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (ToyCountersQuery) query = toy_counters_query_new ("te", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (DocketRow) row = docket_list_query_load_row (DOCKET_LIST_QUERY (query), fixture->database, 2, &error);
  g_autoptr (DocketRow) none = docket_list_query_load_row (DOCKET_LIST_QUERY (query), fixture->database, 99, &error);

  g_assert_no_error (error);
  g_assert_null (none);
  g_assert_true (docket_row_is_loaded (row));
  g_assert_cmpint (docket_row_get_key (row), ==, 2);
  g_assert_cmpstr (TOY_COUNTER_ROW (row)->label, ==, "Tea pot");
  g_assert_cmpint (TOY_COUNTER_ROW (row)->doubled, ==, 6);
}

/* Comparing sort values gives the order of the SQL, for every pair of rows. */
static void
test_compare (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  static const char *const sorts[] = { NULL, "label", "-label", "value", "-value", "case", "-case" };

  for (guint i = 0; i < G_N_ELEMENTS (sorts); i++)
    {
      g_autoptr (ToyCountersQuery) query = toy_counters_query_new (NULL, sorts[i]);
      DocketListQuery *list = DOCKET_LIST_QUERY (query);
      g_autoptr (GArray) keys = docket_list_query_load_keys (list, fixture->database, NULL, NULL);

      for (guint a = 0; a < keys->len; a++)
        for (guint b = 0; b < keys->len; b++)
          {
            gint64 key_a = g_array_index (keys, gint64, a);
            gint64 key_b = g_array_index (keys, gint64, b);
            g_autoptr (GPtrArray) values_a = docket_list_query_load_sort_values (list, fixture->database, key_a, FALSE, NULL);
            g_autoptr (GPtrArray) values_b = docket_list_query_load_sort_values (list, fixture->database, key_b, TRUE, NULL);
            int order = docket_list_query_compare (list, values_a, key_a, values_b, key_b);

            g_assert_cmpint ((order > 0) - (order < 0), ==, (a > b) - (a < b));
          }
    }
}

static void
test_matches (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (ToyCountersQuery) query = toy_counters_query_new ("te", "value");
  DocketListQuery *list = DOCKET_LIST_QUERY (query);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) in = NULL;
  g_autoptr (GPtrArray) out = NULL;
  g_autoptr (GPtrArray) regardless = NULL;

  query->minimum = 2;
  in = docket_list_query_load_sort_values (list, fixture->database, 2, FALSE, &error);
  out = docket_list_query_load_sort_values (list, fixture->database, 1, FALSE, &error);
  regardless = docket_list_query_load_sort_values (list, fixture->database, 1, TRUE, &error);
  g_assert_no_error (error);
  g_assert_nonnull (in);
  g_assert_null (out);
  g_assert_nonnull (regardless);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/list-query/search", test_search);
  g_test_add_func ("/list-query/search-bounded", test_search_bounded);
  g_test_add ("/list-query/keys", Fixture, NULL, set_up, test_keys, tear_down);
  g_test_add ("/list-query/streams", Fixture, NULL, set_up, test_streams, tear_down);
  g_test_add ("/list-query/unknown-sort", Fixture, NULL, set_up, test_unknown_sort, tear_down);
  g_test_add ("/list-query/rows", Fixture, NULL, set_up, test_rows, tear_down);
  g_test_add ("/list-query/compare", Fixture, NULL, set_up, test_compare, tear_down);
  g_test_add ("/list-query/matches", Fixture, NULL, set_up, test_matches, tear_down);
  return g_test_run ();
}
