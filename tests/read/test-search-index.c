/* test-search-index.c: the words that rows are found by
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "docket-search-index.h"

#include <glib/gstdio.h>

#define N_COMMITS 12

typedef struct
{
  char *directory;
  char *path;
  DocketDatabase *database;
  DocketSearchIndex *index;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (GError) error = NULL;

  fixture->directory = g_dir_make_tmp ("docket-search-XXXXXX", NULL);
  fixture->path = g_build_filename (fixture->directory, "read.db", NULL);
  fixture->database = docket_database_open (fixture->path, DOCKET_DATABASE_WRITER, &error);
  g_assert_no_error (error);
  docket_database_execute_script (fixture->database, DOCKET_SEARCH_INDEX_TABLE ("thing_search"), &error);
  g_assert_no_error (error);
  fixture->index = docket_search_index_new ("thing_search");
}

static void
tear_down (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  docket_search_index_free (fixture->index);
  docket_database_close (fixture->database);
  g_assert_finalize_object (fixture->database);
  g_unlink (fixture->path);
  g_assert_cmpint (g_rmdir (fixture->directory), ==, 0);
  g_free (fixture->path);
  g_free (fixture->directory);
}

static gint64
get_integer (Fixture *fixture, const char *sql)
{
  g_autoptr (GError) error = NULL;
  gint64 value;

  docket_database_get_integer (fixture->database, -1, &value, &error, sql, NULL);
  g_assert_no_error (error);
  return value;
}

static void
add_rows (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;

  for (gint64 key = 1; key <= N_COMMITS; key++)
    {
      g_autofree char *text = g_strdup_printf ("thing number%d", (int) key);

      g_assert_true (docket_database_begin (fixture->database, &error));
      docket_search_index_add (fixture->index, key, text);
      docket_search_index_flush (fixture->index, fixture->database, &error);
      g_assert_no_error (error);
      g_assert_true (docket_database_commit (fixture->database, &error));
    }
}

static guint
tidy (Fixture *fixture)
{
  gboolean has_more = TRUE;
  guint n;

  for (n = 0; has_more; n++)
    {
      g_autoptr (GError) error = NULL;

      has_more = FALSE;
      g_assert_true (docket_database_begin (fixture->database, &error));
      docket_search_index_tidy (fixture->index, fixture->database, &has_more, &error);
      g_assert_no_error (error);
      g_assert_true (docket_database_commit (fixture->database, &error));
    }
  return n;
}

#define COUNT_PIECES "SELECT count(DISTINCT segid) FROM thing_search_idx"
#define GET_MERGING "SELECT v FROM thing_search_config WHERE k = 'automerge'"
#define COUNT_FOUND "SELECT count(*) FROM thing_search WHERE thing_search MATCH "

/* No commit puts pieces together; what does it ends, and what was found is found. */
static void
test_tidy (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  add_rows (fixture);
  g_assert_cmpint (get_integer (fixture, COUNT_PIECES), ==, N_COMMITS);
  g_assert_cmpint (get_integer (fixture, GET_MERGING), ==, 0);
  g_assert_cmpint (tidy (fixture), >, 1);
  g_assert_cmpint (get_integer (fixture, COUNT_PIECES), <, 4);
  g_assert_cmpint (get_integer (fixture, COUNT_FOUND "'th*'"), ==, N_COMMITS);
  g_assert_cmpint (get_integer (fixture, COUNT_FOUND "'number7'"), ==, 1);
  g_assert_cmpint (tidy (fixture), ==, 1);
}

static void
test_remove (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (GError) error = NULL;

  add_rows (fixture);
  docket_search_index_remove (fixture->index, 7, "thing number7");
  docket_search_index_add (fixture->index, 7, "another");
  docket_search_index_flush (fixture->index, fixture->database, &error);
  g_assert_no_error (error);
  tidy (fixture);
  g_assert_cmpint (get_integer (fixture, COUNT_FOUND "'th*'"), ==, N_COMMITS - 1);
  g_assert_cmpint (get_integer (fixture, COUNT_FOUND "'number7'"), ==, 0);
  g_assert_cmpint (get_integer (fixture, COUNT_FOUND "'anot*'"), ==, 1);
}

/* The same object fills a table that was made again while the program runs. */
static void
test_made_again (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  add_rows (fixture);
  g_assert_true (docket_database_execute_script (fixture->database, "DROP TABLE thing_search;" DOCKET_SEARCH_INDEX_TABLE ("thing_search"),
                                                 NULL));
  docket_search_index_forget (fixture->index);
  add_rows (fixture);
  g_assert_cmpint (get_integer (fixture, GET_MERGING), ==, 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/search-index/tidy", Fixture, NULL, set_up, test_tidy, tear_down);
  g_test_add ("/search-index/remove", Fixture, NULL, set_up, test_remove, tear_down);
  g_test_add ("/search-index/made-again", Fixture, NULL, set_up, test_made_again, tear_down);
  return g_test_run ();
}
