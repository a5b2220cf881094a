/* test-shadow.c: views are made again beside those that people see
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "toy-tally.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <stdio.h>

#define N_EVENTS 8000

static const char *program;

/* A rebuild that is caught while its shadows are fed. */
typedef struct
{
  ToyTally *tally;
  GCancellable *cancellable;
  void (*in_the_middle) (ToyTally *tally, DocketDatabase *database);
  gboolean was_in_the_middle;
  gboolean is_done;
  GError *error;
} Rebuild;

static gint64
ask (DocketDatabase *database, const char *sql)
{
  g_autoptr (GError) error = NULL;
  gint64 answer;

  docket_database_get_integer (database, -1, &answer, &error, sql, NULL);
  g_assert_no_error (error);
  return answer;
}

static void
rebuilt_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Rebuild *rebuild = data;

  docket_projection_runner_rebuild_finish (DOCKET_PROJECTION_RUNNER (source), result, &rebuild->error);
  rebuild->is_done = TRUE;
}

static gboolean
is_done (gpointer data)
{
  return ((Rebuild *) data)->is_done;
}

/* On the projector's thread, which does nothing else meanwhile. */
static gboolean
look_cb (DocketDatabase *database, gpointer data, GError **error G_GNUC_UNUSED)
{
  Rebuild *rebuild = data;

  rebuild->was_in_the_middle = ask (database, "SELECT count(*) FROM shadow WHERE name GLOB 'counters_g[0-9]*'") == 1;
  if (rebuild->was_in_the_middle && rebuild->in_the_middle != NULL)
    rebuild->in_the_middle (rebuild->tally, database);
  return TRUE;
}

/* Works that are waited for come between two batches: sooner or later one comes in the middle. */
static void
run (Rebuild *rebuild)
{
  while (!rebuild->was_in_the_middle)
    {
      g_clear_error (&rebuild->error);
      rebuild->is_done = FALSE;
      docket_projection_runner_rebuild_async (rebuild->tally->runner, NULL, rebuild->cancellable, rebuilt_cb, rebuild);
      while (!rebuild->was_in_the_middle && !rebuild->is_done)
        {
          docket_projection_runner_run (rebuild->tally->runner, look_cb, rebuild, NULL);
          g_main_context_iteration (NULL, FALSE);
        }
      if (rebuild->was_in_the_middle && rebuild->cancellable != NULL)
        g_cancellable_cancel (rebuild->cancellable);
      toy_wait_until (is_done, rebuild);
    }
}

static gboolean
count_leftovers (DocketDatabase *database, gpointer data, GError **error G_GNUC_UNUSED)
{
  *(gint64 *) data = ask (database, "SELECT count(*) FROM shadow");
  return TRUE;
}

/* Each is there once, whatever its name. */
static void
assert_indexes (ToyTally *tally)
{
  g_assert_cmpint (toy_tally_ask (tally->read_path, "SELECT count(*) FROM sqlite_schema WHERE type = 'index' AND"
                                                    " tbl_name = 'counters' AND name GLOB 'counters_unlabelled*'"),
                   ==, 1);
  g_assert_cmpint (toy_tally_ask (tally->read_path, "SELECT count(*) FROM sqlite_schema WHERE type = 'index' AND"
                                                    " name GLOB 'counters_negative*'"),
                   ==, 1);
}

/* Until what nobody reads any more is removed. */
static void
tidy (ToyTally *tally)
{
  gint64 n_leftovers = 1;

  while (n_leftovers > 0)
    docket_projection_runner_run (tally->runner, count_leftovers, &n_leftovers, NULL);
  g_assert_cmpint (toy_tally_ask (tally->read_path, "SELECT count(*) FROM sqlite_schema WHERE type = 'table' AND"
                                                    " (name GLOB '*_g[0-9]*' OR name GLOB '*_replaced_*')"),
                   ==, 0);
  assert_indexes (tally);
}

static void
assert_views (ToyTally *tally, gint64 n)
{
  toy_tally_assert_state (tally, "counters", DOCKET_VIEW_LIVE, n);
  toy_tally_assert_state (tally, "sums", DOCKET_VIEW_LIVE, n);
  g_assert_cmpint (toy_tally_ask (tally->read_path, "SELECT total FROM sums"), ==, n * (n + 1) / 2);
  g_assert_cmpint (toy_tally_ask (tally->read_path, "SELECT sum(value) FROM counters"), ==, n * (n + 1) / 2);
  g_assert_cmpint (toy_tally_ask (tally->read_path, "SELECT count(*) FROM counters_search WHERE counters_search MATCH 'lab*'"), ==, n);
  g_assert_cmpint (toy_tally_ask (tally->read_path, "SELECT count(*) FROM counters_search WHERE counters_search MATCH 'made'"), ==, 0);
}

static void
spoil (ToyTally *tally)
{
  toy_tally_stop (tally);
  toy_tally_script (tally->read_path, "UPDATE sums SET total = 1; UPDATE counters SET value = 1;"
                                      "UPDATE counters_search SET label = 'made up' WHERE rowid < 10;");
  toy_tally_start (tally);
}

/* People see the view as it was, and something new comes. */
static void
work (ToyTally *tally, DocketDatabase *database)
{
  g_assert_cmpint (ask (database, "SELECT total FROM sums"), ==, 1);
  g_assert_cmpint (ask (database, "SELECT count(*) FROM counters"), ==, N_EVENTS);
  g_assert_cmpint (ask (database, "SELECT count(*) FROM sqlite_schema WHERE type = 'index' AND tbl_name GLOB 'counters_g*'"), ==, 0);
  toy_tally_set (tally, N_EVENTS + 1, "label", N_EVENTS + 1);
  toy_tally_commit (tally);
}

static void
test_beside (void)
{
  g_autoptr (ToyTally) tally = toy_tally_new ();
  Rebuild rebuild = { .tally = tally };

  toy_tally_fill (tally, 1, N_EVENTS);
  rebuild.in_the_middle = work;
  /* A rebuild that was not caught in time makes good what is spoiled. */
  while (!rebuild.was_in_the_middle)
    {
      spoil (tally);
      rebuild.is_done = FALSE;
      docket_projection_runner_rebuild_async (tally->runner, NULL, NULL, rebuilt_cb, &rebuild);
      while (!rebuild.was_in_the_middle && !rebuild.is_done)
        {
          docket_projection_runner_run (tally->runner, look_cb, &rebuild, NULL);
          g_main_context_iteration (NULL, FALSE);
        }
      toy_wait_until (is_done, &rebuild);
      g_assert_no_error (rebuild.error);
    }
  assert_views (tally, N_EVENTS + 1);
  tidy (tally);
  toy_tally_fill (tally, N_EVENTS + 2, N_EVENTS + 3);
  assert_views (tally, N_EVENTS + 3);
  toy_tally_stop (tally);
  toy_tally_start (tally);
  assert_views (tally, N_EVENTS + 3);
}

/* Names are never the same twice as long as one of them is in use. */
static void
test_again (void)
{
  g_autoptr (ToyTally) tally = toy_tally_new ();
  g_autoptr (GError) error = NULL;

  toy_tally_fill (tally, 1, 700);
  for (int i = 0; i < 4; i++)
    {
      docket_projection_runner_rebuild (tally->runner, NULL, NULL, &error);
      g_assert_no_error (error);
      if (i % 2 == 0)
        tidy (tally);
    }
  tidy (tally);
  assert_views (tally, 700);
}

/* Opened by another connection, as after a crash: each full-text table can be read, whatever of it is gone. */
static gboolean
try_search_tables (DocketDatabase *database, gpointer data, GError **error)
{
  ToyTally *tally = data;
  g_autoptr (DocketStatement) row = docket_database_query (
    database, error, "SELECT name FROM sqlite_schema WHERE sql LIKE 'CREATE VIRTUAL TABLE%'", NULL);

  while (row != NULL && docket_statement_step (row, error))
    {
      g_autofree char *sql = g_strdup_printf ("SELECT count(*) FROM \"%1$s\" WHERE \"%1$s\" MATCH 'nowhere'",
                                              docket_statement_text (row, 0));

      g_assert_cmpint (toy_tally_ask (tally->read_path, sql), ==, 0);
    }
  return TRUE;
}

static void
open_again (ToyTally *tally, const char *script)
{
  toy_tally_stop (tally);
  toy_tally_script (tally->read_path, script);
  toy_tally_start (tally);
  docket_projection_runner_wait (tally->runner, -1);
}

/* A crash may come before a view that was being made has all of its indexes, and one that stopped has them already. */
static void
test_indexes (void)
{
  g_autoptr (ToyTally) tally = toy_tally_new ();

  toy_tally_fill (tally, 1, 20);
  assert_indexes (tally);
  open_again (tally, "DROP INDEX counters_negative; UPDATE checkpoint SET state = 'rebuilding'");
  assert_indexes (tally);
  assert_views (tally, 20);
  g_assert_true (docket_projection_runner_rebuild (tally->runner, NULL, NULL, NULL));
  tidy (tally);
  open_again (tally, "UPDATE checkpoint SET state = 'stopped', error = 'no more paper'");
  assert_indexes (tally);
  assert_views (tally, 20);
}

/* Left behind by a kill, what was set aside still has the names of the view's indexes. */
static void
test_leftovers_in_the_way (void)
{
  g_autoptr (ToyTally) tally = toy_tally_new ();

  toy_tally_fill (tally, 1, 20);
  open_again (tally, "ALTER TABLE counters RENAME TO counters_replaced_g1; INSERT INTO shadow VALUES ('counters_replaced_g1');"
                     "UPDATE checkpoint SET version = 'an older one' WHERE view = 'counters'");
  assert_views (tally, 20);
  tidy (tally);
  assert_views (tally, 20);
}

static void
test_leftovers (void)
{
  g_autoptr (ToyTally) tally = toy_tally_new ();
  g_autoptr (GError) error = NULL;
  gint64 n_leftovers = 1;

  toy_tally_fill (tally, 1, N_EVENTS);
  g_assert_true (docket_projection_runner_rebuild (tally->runner, NULL, NULL, &error));
  while (n_leftovers > 0)
    {
      docket_projection_runner_run (tally->runner, try_search_tables, tally, &error);
      g_assert_no_error (error);
      docket_projection_runner_run (tally->runner, count_leftovers, &n_leftovers, NULL);
    }
  tidy (tally);
  assert_views (tally, N_EVENTS);
}

static void
changed_cb (DocketProjectionRunner *runner G_GNUC_UNUSED, const char *view G_GNUC_UNUSED, GArray *keys G_GNUC_UNUSED,
            gint64 position G_GNUC_UNUSED, guint *n_changed)
{
  *n_changed += 1;
}

static void
test_cancel (void)
{
  g_autoptr (ToyTally) tally = toy_tally_new ();
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  Rebuild rebuild = { .tally = tally };
  guint n_changed = 0;

  toy_tally_fill (tally, 1, N_EVENTS);
  toy_wait_for_signals (tally);
  g_signal_connect (tally->runner, "changed", G_CALLBACK (changed_cb), &n_changed);
  rebuild.cancellable = cancellable;
  run (&rebuild);
  g_assert_error (rebuild.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&rebuild.error);
  toy_wait_for_signals (tally);
  g_assert_cmpuint (n_changed, ==, 0);
  tidy (tally);
  assert_views (tally, N_EVENTS);

  /* One that was given up before it began. */
  g_assert_false (docket_projection_runner_rebuild (tally->runner, NULL, cancellable, &rebuild.error));
  g_assert_error (rebuild.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&rebuild.error);
}

/* What the log cannot be carried into stays, the others are made. */
static void
test_failure (void)
{
  g_autoptr (ToyTally) tally = toy_tally_new ();
  g_autoptr (GError) error = NULL;

  toy_tally_fill (tally, 1, 20);
  toy_set_failing_value (8);
  g_assert_false (docket_projection_runner_rebuild (tally->runner, NULL, NULL, &error));
  g_assert_error (error, DOCKET_ERROR, DOCKET_ERROR_STORAGE);
  g_assert_cmpstr (docket_error_get_field (error), ==, "sums");
  g_assert_nonnull (strstr (error->message, "“sums”"));
  g_assert_nonnull (strstr (error->message, "8, CounterSet: A value of 8 is too much for me"));
  g_clear_error (&error);
  tidy (tally);
  assert_views (tally, 20);
  toy_set_failing_value (0);
  g_assert_true (docket_projection_runner_rebuild (tally->runner, NULL, NULL, &error));
  tidy (tally);
  assert_views (tally, 20);
}

/* Its rows are better than none, until there are others. */
static void
test_stopped (void)
{
  static const char *const sums[] = { "sums", NULL };
  g_autoptr (ToyTally) tally = toy_tally_new ();
  g_autoptr (GError) error = NULL;

  toy_tally_fill (tally, 1, 5);
  toy_set_failing_value (8);
  toy_tally_fill (tally, 6, 10);
  toy_tally_assert_state (tally, "sums", DOCKET_VIEW_STOPPED, 8);
  g_assert_false (docket_projection_runner_rebuild (tally->runner, sums, NULL, &error));
  g_clear_error (&error);
  toy_tally_assert_state (tally, "sums", DOCKET_VIEW_STOPPED, 8);
  g_assert_cmpint (toy_tally_ask (tally->read_path, "SELECT total FROM sums"), ==, 15);
  toy_set_failing_value (0);
  g_assert_true (docket_projection_runner_rebuild (tally->runner, sums, NULL, &error));
  assert_views (tally, 10);
}

/* A damaged file takes the shadow with it, and whoever waits gets views all the same. */
static void
damage (ToyTally *tally, DocketDatabase *database G_GNUC_UNUSED)
{
  g_autoptr (GError) error = NULL;
  GStatBuf status;

  docket_error_set (&error, DOCKET_ERROR_CORRUPT, NULL, "A reader found it damaged");
  g_assert_cmpint (g_stat (tally->read_path, &status), ==, 0);
  docket_projection_runner_report_damage (tally->runner, status.st_ino, error);
}

static void
test_damage (void)
{
  g_autoptr (ToyTally) tally = toy_tally_new ();
  Rebuild rebuild = { .tally = tally, .in_the_middle = damage };

  toy_tally_fill (tally, 1, N_EVENTS);
  run (&rebuild);
  g_assert_no_error (rebuild.error);
  assert_views (tally, N_EVENTS);
  tidy (tally);
}

static gboolean
take_log_back (DocketDatabase *database, gpointer data, GError **error G_GNUC_UNUSED)
{
  *(gint64 *) data = ask (database, "SELECT rootpage FROM sqlite_schema WHERE name = 'sums'");
  return sqlite3_wal_checkpoint_v2 (docket_database_get_connection (database), NULL, SQLITE_CHECKPOINT_TRUNCATE, NULL, NULL) ==
         SQLITE_OK;
}

static void
spoil_page (ToyTally *tally)
{
  static const char nothing[64];
  gint64 page = 0;
  gint64 size;
  FILE *file;

  g_assert_true (docket_projection_runner_run (tally->runner, take_log_back, &page, NULL));
  size = toy_tally_ask (tally->read_path, "PRAGMA page_size");
  file = fopen (tally->read_path, "r+");
  g_assert_nonnull (file);
  g_assert_cmpint (fseek (file, (long) ((page - 1) * size), SEEK_SET), ==, 0);
  g_assert_cmpuint (fwrite (nothing, sizeof nothing, 1, file), ==, 1);
  fclose (file);
}

static guint
count_notices (ToyTally *tally)
{
  g_autoptr (GPtrArray) notices = docket_projection_runner_get_notices (tally->runner);

  return notices->len;
}

/* Nobody has stumbled over the page yet: whoever looks for damage finds it, and so does a rebuild of all views. */
static void
test_damaged_file (void)
{
  g_autoptr (ToyTally) tally = toy_tally_new ();
  g_autoptr (GError) error = NULL;

  toy_tally_fill (tally, 1, 20);
  tidy (tally);
  g_assert_true (docket_projection_runner_check (tally->runner, FALSE, NULL, &error));
  g_assert_cmpuint (count_notices (tally), ==, 0);
  spoil_page (tally);
  g_assert_true (docket_projection_runner_check (tally->runner, TRUE, NULL, &error));
  docket_projection_runner_wait (tally->runner, -1);
  assert_views (tally, 20);
  g_assert_cmpuint (count_notices (tally), ==, 1);
  tidy (tally);
  spoil_page (tally);
  g_assert_true (docket_projection_runner_rebuild (tally->runner, NULL, NULL, &error));
  assert_views (tally, 20);
  g_assert_cmpuint (count_notices (tally), ==, 2);
}

static gpointer
read_views (DocketDatabase *database, gpointer data G_GNUC_UNUSED, GCancellable *cancellable G_GNUC_UNUSED, GError **error)
{
  gint64 total;

  g_assert_false (docket_database_get_integer (database, 0, &total, error, "SELECT sum (total) FROM views.sums", NULL));
  return NULL;
}

static void
read_cb (GObject *bus, GAsyncResult *result, gpointer data G_GNUC_UNUSED)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (docket_query_bus_read_finish (DOCKET_QUERY_BUS (bus), result, &error));
  g_assert_error (error, DOCKET_ERROR, DOCKET_ERROR_CORRUPT);
}

static gboolean
has_notice (gpointer tally)
{
  return count_notices (tally) > 0;
}

/* Who reads the log looks into the views too. */
static void
test_damage_beside_log (void)
{
  g_autoptr (ToyTally) tally = toy_tally_new ();

  toy_tally_fill (tally, 1, 20);
  spoil_page (tally);
  docket_query_bus_read_async (tally->bus, DOCKET_QUERY_WRITE, read_views, NULL, NULL, NULL, NULL, read_cb, NULL);
  toy_wait_until (has_notice, tally);
  docket_projection_runner_wait (tally->runner, -1);
  assert_views (tally, 20);
}

static void
wait_to_be_killed (ToyTally *tally, DocketDatabase *database G_GNUC_UNUSED)
{
  printf ("%s\n", tally->directory);
  fflush (stdout);
  /* Nothing ever comes, but it ends with whoever could send it. */
  getchar ();
}

static int
be_killed (void)
{
  g_autoptr (ToyTally) tally = toy_tally_new ();
  Rebuild rebuild = { .tally = tally, .in_the_middle = wait_to_be_killed };

  toy_tally_fill (tally, 1, N_EVENTS);
  run (&rebuild);
  return 1;
}

static void
test_kill (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) child = g_subprocess_new (G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error,
                                                   program, "--be-killed", NULL);
  g_autoptr (GDataInputStream) output = NULL;
  g_autofree char *directory = NULL;
  g_autoptr (ToyTally) tally = NULL;

  g_assert_no_error (error);
  output = g_data_input_stream_new (g_subprocess_get_stdout_pipe (child));
  directory = g_data_input_stream_read_line (output, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_nonnull (directory);
  g_subprocess_force_exit (child);
  g_subprocess_wait (child, NULL, &error);
  g_assert_no_error (error);

  tally = toy_tally_open (directory);
  assert_views (tally, N_EVENTS);
  tidy (tally);
  assert_views (tally, N_EVENTS);
}

/* Where the view that was not made again stood when the other took its place. */
typedef struct
{
  gint64 counters;
  gint64 counters_at_swap;
} Order;

static void
ordered_cb (DocketProjectionRunner *runner G_GNUC_UNUSED, const char *view, GArray *keys, gint64 position, Order *order)
{
  if (g_str_equal (view, "counters"))
    order->counters = position;
  else if (keys == NULL)
    order->counters_at_swap = order->counters;
}

/* On the projector's own connection, which reads the definitions again. */
static gboolean
damage_schema (DocketDatabase *database, gpointer data G_GNUC_UNUSED, GError **error)
{
  return docket_database_execute_script (database,
                                         "PRAGMA writable_schema = ON; UPDATE sqlite_schema SET sql ="
                                         " replace (sql, 'fts5 (', 'fts5 (tokenize = unicode16, ') WHERE name = 'counters_search';"
                                         " PRAGMA writable_schema = RESET",
                                         error);
}

/* A table that SQLite cannot make sense of cannot be set aside either: the whole file is made anew. */
static void
test_damaged_schema (void)
{
  g_autoptr (ToyTally) tally = toy_tally_new ();
  g_autoptr (GError) error = NULL;

  toy_tally_fill (tally, 1, 20);
  g_assert_true (docket_projection_runner_run (tally->runner, damage_schema, NULL, &error));
  g_assert_no_error (error);
  g_assert_true (docket_projection_runner_rebuild (tally->runner, NULL, NULL, &error));
  g_assert_no_error (error);
  assert_views (tally, 20);
}

/* Much that is new lies before the views, and the rebuild comes to an end before they do. */
static void
test_beside_long_batch (void)
{
  static const char *const sums[] = { "sums", NULL };
  const int n_old = 3000;
  const int n_new = 20000;
  g_autoptr (ToyTally) tally = toy_tally_new ();
  Rebuild rebuild = { .tally = tally };
  Order order = { 0 };

  toy_tally_fill (tally, 1, n_old);
  g_signal_connect (tally->runner, "changed", G_CALLBACK (ordered_cb), &order);
  toy_hold_value (1);
  docket_projection_runner_rebuild_async (tally->runner, sums, NULL, rebuilt_cb, &rebuild);
  for (int i = n_old + 1; i <= n_old + n_new; i++)
    toy_tally_set (tally, i, "label", i);
  toy_tally_commit (tally);
  toy_hold_value (0);
  toy_wait_until (is_done, &rebuild);
  g_assert_no_error (rebuild.error);
  toy_wait_for_signals (tally);
  g_assert_cmpint (order.counters_at_swap, >=, n_old);
  g_assert_cmpint (order.counters_at_swap, <, n_old + n_new);
  docket_projection_runner_wait (tally->runner, -1);
  assert_views (tally, n_old + n_new);
  tidy (tally);
}

static gboolean
count_free (DocketDatabase *database, gpointer data, GError **error G_GNUC_UNUSED)
{
  *(gint64 *) data = ask (database, "PRAGMA freelist_count");
  return TRUE;
}

/* What the views took that were replaced goes back to the disk when there is nothing else to do. */
static void
test_free_pages (void)
{
  g_autoptr (ToyTally) tally = toy_tally_new ();
  g_autoptr (GError) error = NULL;
  gint64 n_free = G_MAXINT64;
  gint64 n_pages;

  toy_tally_fill (tally, 1, 4 * N_EVENTS);
  g_assert_true (docket_projection_runner_rebuild (tally->runner, NULL, NULL, &error));
  n_pages = toy_tally_ask (tally->read_path, "PRAGMA page_count");
  tidy (tally);
  while (n_free >= 128)
    docket_projection_runner_run (tally->runner, count_free, &n_free, NULL);
  g_assert_cmpint (toy_tally_ask (tally->read_path, "PRAGMA page_count"), <, n_pages);
  g_assert_cmpint (toy_tally_ask (tally->read_path, "SELECT count(*) FROM pragma_integrity_check WHERE integrity_check <> 'ok'"),
                   ==, 0);
  assert_views (tally, 4 * N_EVENTS);
}

int
main (int argc, char **argv)
{
  program = argv[0];
  if (argc == 2 && g_str_equal (argv[1], "--be-killed"))
    return be_killed ();
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/shadow/beside", test_beside);
  g_test_add_func ("/shadow/beside-long-batch", test_beside_long_batch);
  g_test_add_func ("/shadow/free-pages", test_free_pages);
  g_test_add_func ("/shadow/again", test_again);
  g_test_add_func ("/shadow/indexes", test_indexes);
  g_test_add_func ("/shadow/leftovers", test_leftovers);
  g_test_add_func ("/shadow/leftovers-in-the-way", test_leftovers_in_the_way);
  g_test_add_func ("/shadow/cancel", test_cancel);
  g_test_add_func ("/shadow/failure", test_failure);
  g_test_add_func ("/shadow/stopped", test_stopped);
  g_test_add_func ("/shadow/damage", test_damage);
  g_test_add_func ("/shadow/damaged-file", test_damaged_file);
  g_test_add_func ("/shadow/damaged-schema", test_damaged_schema);
  g_test_add_func ("/shadow/damage-beside-log", test_damage_beside_log);
  g_test_add_func ("/shadow/kill", test_kill);
  return g_test_run ();
}
