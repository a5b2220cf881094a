/* test-projection-runner.c: how the views follow the log
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "toy-tally.h"

#include <glib/gstdio.h>
#include <string.h>

/* What the runner told, as text: one line a signal. */
typedef struct
{
  DocketProjectionRunner *runner;
  GString *changed;
  GString *failed;
  guint n_progress;
  gint64 caught_up;
} Told;

static void
changed_cb (DocketProjectionRunner *runner G_GNUC_UNUSED, const char *view, GArray *keys, gint64 position, Told *told)
{
  g_assert_true (g_main_context_is_owner (NULL));
  g_string_append_printf (told->changed, "%s@%d:", view, (int) position);
  for (guint i = 0; keys != NULL && i < keys->len; i++)
    g_string_append_printf (told->changed, " %d", (int) g_array_index (keys, gint64, i));
  g_string_append (told->changed, keys != NULL ? "\n" : " all\n");
}

static void
failed_cb (DocketProjectionRunner *runner G_GNUC_UNUSED, const char *view, gint64 position, GError *error, Told *told)
{
  g_string_append_printf (told->failed, "%s@%d: %s\n", view, (int) position, error->message);
}

static void
progress_cb (DocketProjectionRunner *runner G_GNUC_UNUSED, const char *view G_GNUC_UNUSED, gint64 position, gint64 last, Told *told)
{
  g_assert_cmpint (position, <=, last);
  told->n_progress++;
}

static void
caught_up_cb (DocketProjectionRunner *runner G_GNUC_UNUSED, gint64 position, Told *told)
{
  told->caught_up = position;
}

static Told *
told_new (ToyTally *tally)
{
  Told *told = g_new0 (Told, 1);

  told->runner = tally->runner;
  told->changed = g_string_new (NULL);
  told->failed = g_string_new (NULL);
  g_signal_connect (tally->runner, "changed", G_CALLBACK (changed_cb), told);
  g_signal_connect (tally->runner, "failed", G_CALLBACK (failed_cb), told);
  g_signal_connect (tally->runner, "progress", G_CALLBACK (progress_cb), told);
  g_signal_connect (tally->runner, "caught-up", G_CALLBACK (caught_up_cb), told);
  return told;
}

static void
told_free (Told *told)
{
  g_signal_handlers_disconnect_by_data (told->runner, told);
  g_string_free (told->changed, TRUE);
  g_string_free (told->failed, TRUE);
  g_free (told);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Told, told_free)

static guint
count_notices (ToyTally *tally)
{
  g_autoptr (GPtrArray) notices = docket_projection_runner_get_notices (tally->runner);

  return notices->len;
}

static gboolean
is_caught_up_at_4 (gpointer data)
{
  return ((Told *) data)->caught_up == 4;
}

static void
test_follow (void)
{
  g_autoptr (ToyTally) tally = toy_tally_new ();
  g_autoptr (Told) told = NULL;

  toy_wait_for_signals (tally);
  told = told_new (tally);
  toy_tally_set (tally, 7, "seven", 70);
  toy_tally_set (tally, 3, "three", 30);
  toy_tally_set (tally, 7, "again", 71);
  toy_tally_settle (tally);
  toy_wait_for_signals (tally);
  g_assert_cmpstr (told->changed->str, ==, "counters@3: 3 7\nsums@3: 1\n");
  g_string_truncate (told->changed, 0);
  toy_tally_drop (tally, 3);
  toy_tally_settle (tally);
  toy_wait_for_signals (tally);
  g_assert_cmpstr (told->changed->str, ==, "counters@4: 3\n");
  toy_wait_until (is_caught_up_at_4, told);
  g_assert_cmpint (toy_tally_ask (tally->read_path, "SELECT sum(value) FROM counters"), ==, 71);
  g_assert_cmpint (toy_tally_ask (tally->read_path, "SELECT total FROM sums"), ==, 171);
  g_assert_cmpint (toy_tally_ask (tally->read_path, "SELECT count(*) FROM checkpoint WHERE position = 4 AND state = 'live'"), ==, 2);
  g_assert_cmpint (toy_tally_ask (tally->read_path, "SELECT count(*) FROM projection_lag WHERE projected >= committed"), ==, 2);
}

/* More than fits into one batch, so that the parser's thread is used. */
static void
test_catch_up (void)
{
  g_autoptr (ToyTally) tally = toy_tally_new ();

  toy_tally_stop (tally);
  for (int i = 1; i <= 12345; i++)
    toy_tally_set (tally, i, "label", 1);
  toy_tally_commit (tally);
  toy_tally_start (tally);
  docket_projection_runner_wait (tally->runner, -1);
  toy_tally_assert_state (tally, "counters", DOCKET_VIEW_LIVE, 12345);
  g_assert_cmpint (toy_tally_ask (tally->read_path, "SELECT total FROM sums"), ==, 12345);
  g_assert_cmpint (toy_tally_ask (tally->read_path, "SELECT count(*) FROM counters"), ==, 12345);
  g_assert_cmpuint (count_notices (tally), ==, 0);
}

static void
test_restart (void)
{
  g_autoptr (ToyTally) tally = toy_tally_new ();

  toy_tally_fill (tally, 1, 10);
  toy_tally_stop (tally);
  toy_tally_script (tally->read_path, "UPDATE sums SET total = 1000");
  toy_tally_start (tally);
  toy_tally_fill (tally, 11, 11);
  g_assert_cmpint (toy_tally_ask (tally->read_path, "SELECT total FROM sums"), ==, 1011);
}

/* Whoever gives the first command waits for them. */
static void
test_new (void)
{
  g_autoptr (ToyTally) tally = toy_tally_new ();

  toy_tally_assert_state (tally, "counters", DOCKET_VIEW_LIVE, 0);
  toy_tally_assert_state (tally, "sums", DOCKET_VIEW_LIVE, 0);
}

static void
test_rebuild (void)
{
  static const char *const views[] = { "sums", NULL };
  static const char *const unknown[] = { "sums", "sizes", NULL };
  g_autoptr (ToyTally) tally = toy_tally_new ();
  g_autoptr (Told) told = NULL;
  g_autoptr (GError) error = NULL;

  toy_tally_fill (tally, 1, 3000);
  toy_tally_stop (tally);
  toy_tally_script (tally->read_path, "UPDATE sums SET total = 1; UPDATE counters SET value = 1");
  toy_tally_start (tally);
  toy_wait_for_signals (tally);
  told = told_new (tally);
  g_assert_true (docket_projection_runner_rebuild (tally->runner, views, NULL, &error));
  toy_wait_for_signals (tally);
  g_assert_cmpstr (told->changed->str, ==, "sums@3000: all\n");
  g_assert_cmpuint (told->n_progress, >, 0);
  g_assert_cmpint (toy_tally_ask (tally->read_path, "SELECT total FROM sums"), ==, 3000 * 3001 / 2);
  g_assert_cmpint (toy_tally_ask (tally->read_path, "SELECT sum(value) FROM counters"), ==, 3000);
  g_assert_false (docket_projection_runner_rebuild (tally->runner, unknown, NULL, &error));
  g_assert_error (error, DOCKET_ERROR, DOCKET_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_true (docket_projection_runner_rebuild (tally->runner, NULL, NULL, &error));
  g_assert_cmpint (toy_tally_ask (tally->read_path, "SELECT sum(value) FROM counters"), ==, 3000 * 3001 / 2);
}

static void
rebuilt_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;

  docket_projection_runner_rebuild_finish (DOCKET_PROJECTION_RUNNER (source), result, &error);
  g_assert_no_error (error);
  *(gboolean *) data = TRUE;
}

static gboolean
is_true (gpointer data)
{
  return *(gboolean *) data;
}

static void
test_rebuild_async (void)
{
  g_autoptr (ToyTally) tally = toy_tally_new ();
  gboolean is_done = FALSE;

  toy_tally_fill (tally, 1, 100);
  docket_projection_runner_rebuild_async (tally->runner, NULL, NULL, rebuilt_cb, &is_done);
  toy_wait_until (is_true, &is_done);
  g_assert_cmpint (toy_tally_ask (tally->read_path, "SELECT total FROM sums"), ==, 5050);
}

static void
test_version (void)
{
  g_autoptr (ToyTally) tally = toy_tally_new ();

  toy_tally_fill (tally, 1, 10);
  toy_tally_stop (tally);
  toy_tally_script (tally->read_path, "UPDATE sums SET total = 1; UPDATE counters SET value = 1");
  toy_set_sums_version (2);
  toy_tally_start (tally);
  docket_projection_runner_wait (tally->runner, -1);
  g_assert_cmpint (toy_tally_ask (tally->read_path, "SELECT total FROM sums"), ==, 55);
  g_assert_cmpint (toy_tally_ask (tally->read_path, "SELECT sum(value) FROM counters"), ==, 10);
  g_assert_cmpint (toy_tally_ask (tally->read_path, "SELECT version FROM checkpoint WHERE view = 'sums'"), ==, 2);
}

static void
awaited_cb (gpointer data)
{
  g_atomic_int_set ((gint *) data, TRUE);
}

static void
test_failure (void)
{
  g_autoptr (ToyTally) tally = toy_tally_new ();
  const DocketFollower *follower = docket_projection_runner_get_follower ();
  g_autoptr (Told) told = told_new (tally);
  gint is_awaited = FALSE;

  toy_tally_fill (tally, 1, 5);
  toy_set_failing_value (8);
  toy_tally_fill (tally, 6, 10);
  toy_wait_for_signals (tally);
  g_assert_cmpstr (told->failed->str, ==, "sums@8: A value of 8 is too much for me\n");
  toy_tally_assert_state (tally, "sums", DOCKET_VIEW_STOPPED, 8);
  toy_tally_assert_state (tally, "counters", DOCKET_VIEW_LIVE, 10);
  g_assert_cmpint (toy_tally_ask (tally->read_path, "SELECT total FROM sums"), ==, 15);
  g_assert_cmpint (toy_tally_ask (tally->read_path, "SELECT count(*) FROM counters"), ==, 10);
  g_assert_cmpint (toy_tally_ask (tally->read_path, "SELECT position FROM checkpoint WHERE view = 'sums' AND state = 'stopped' AND"
                                                    " error LIKE '%8%too much%'"),
                   ==, 5);

  /* Nobody waits for it, and it does not count as lagging. */
  follower->await (tally->runner, 10, awaited_cb, &is_awaited);
  g_assert_true (g_atomic_int_get (&is_awaited));
  g_assert_cmpint (follower->get_lag (tally->runner), ==, 0);

  /* Still the same. */
  docket_projection_runner_retry (tally->runner, "sums");
  toy_wait_for_signals (tally);
  toy_tally_assert_state (tally, "sums", DOCKET_VIEW_STOPPED, 8);

  toy_tally_fill (tally, 11, 20);
  toy_set_failing_value (0);
  docket_projection_runner_retry (tally->runner, "sums");
  toy_wait_for_signals (tally);
  toy_tally_assert_state (tally, "sums", DOCKET_VIEW_LIVE, 20);
  g_assert_cmpint (toy_tally_ask (tally->read_path, "SELECT total FROM sums"), ==, 210);
  g_assert_true (g_str_has_suffix (told->changed->str, "sums@20: all\n"));
}

static gboolean
have_both_stopped (gpointer data)
{
  Told *told = data;

  return strstr (told->failed->str, "counters@6:") != NULL && strstr (told->failed->str, "sums@6:") != NULL;
}

static gboolean
go_both_on (gpointer data)
{
  Told *told = data;

  return strstr (told->changed->str, "counters@5: all\n") != NULL && strstr (told->changed->str, "sums@5: all\n") != NULL;
}

/* All views stop and say why, and go on by themselves as soon as the log can be read. */
static void
test_unreadable_log (void)
{
  const DocketFollower *follower = docket_projection_runner_get_follower ();
  g_autoptr (ToyTally) tally = toy_tally_new ();
  g_autoptr (Told) told = told_new (tally);

  toy_tally_fill (tally, 1, 5);
  toy_tally_script (tally->write_path, "ALTER TABLE event RENAME TO lost");
  follower->committed (tally->runner, 6);
  toy_wait_until (have_both_stopped, told);
  toy_tally_assert_state (tally, "sums", DOCKET_VIEW_STOPPED, 6);
  g_assert_cmpint (follower->get_lag (tally->runner), ==, 0);
  toy_tally_script (tally->write_path, "ALTER TABLE lost RENAME TO event");
  toy_wait_until (go_both_on, told);
  toy_tally_fill (tally, 6, 7);
  toy_tally_assert_state (tally, "counters", DOCKET_VIEW_LIVE, 7);
  toy_tally_assert_state (tally, "sums", DOCKET_VIEW_LIVE, 7);
  g_assert_cmpint (toy_tally_ask (tally->read_path, "SELECT total FROM sums"), ==, 28);
}

/* A program that can do what the last one could not goes on by itself. */
static void
test_failure_restart (void)
{
  g_autoptr (ToyTally) tally = toy_tally_new ();

  toy_set_failing_value (8);
  toy_tally_fill (tally, 1, 10);
  toy_tally_stop (tally);
  toy_set_failing_value (0);
  toy_tally_start (tally);
  docket_projection_runner_wait (tally->runner, -1);
  toy_tally_assert_state (tally, "sums", DOCKET_VIEW_LIVE, 10);
  g_assert_cmpint (toy_tally_ask (tally->read_path, "SELECT total FROM sums"), ==, 55);
}

static void
assert_rebuilt (ToyTally *tally, guint n_notices)
{
  docket_projection_runner_wait (tally->runner, -1);
  g_assert_cmpint (toy_tally_ask (tally->read_path, "SELECT total FROM sums"), ==, 55);
  g_assert_cmpint (toy_tally_ask (tally->read_path, "SELECT sum(value) FROM counters"), ==, 55);
  g_assert_cmpuint (count_notices (tally), ==, n_notices);
}

static void
write_over (const char *path, gsize offset, const char *bytes, gsize size)
{
  g_autofree char *contents = NULL;
  gsize length;
  g_autoptr (GError) error = NULL;

  g_file_get_contents (path, &contents, &length, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (offset + size, <=, length);
  memcpy (contents + offset, bytes, size);
  g_file_set_contents (path, contents, (gssize) length, &error);
  g_assert_no_error (error);
}

static void
test_deleted (void)
{
  g_autoptr (ToyTally) tally = toy_tally_new ();

  toy_tally_fill (tally, 1, 10);
  toy_tally_stop (tally);
  g_unlink (tally->read_path);
  toy_tally_start (tally);
  assert_rebuilt (tally, 0);
}

static void
test_damaged (void)
{
  g_autoptr (ToyTally) tally = toy_tally_new ();

  toy_tally_fill (tally, 1, 10);
  /* Not a database at all. */
  toy_tally_stop (tally);
  write_over (tally->read_path, 0, "What is this?", 13);
  toy_tally_start (tally);
  assert_rebuilt (tally, 1);
  /* The table of the tables. */
  toy_tally_stop (tally);
  write_over (tally->read_path, 100, "\xff\xff\xff\xff\xff\xff\xff\xff", 8);
  toy_tally_start (tally);
  assert_rebuilt (tally, 1);
  /* A newer program's. */
  toy_tally_stop (tally);
  toy_tally_script (tally->read_path, "PRAGMA user_version = 1000");
  toy_tally_start (tally);
  assert_rebuilt (tally, 1);
  /* A table that is not there. */
  toy_tally_stop (tally);
  toy_tally_script (tally->read_path, "DROP TABLE counters");
  toy_tally_start (tally);
  assert_rebuilt (tally, 0);
  /* No checkpoint. */
  toy_tally_stop (tally);
  toy_tally_script (tally->read_path, "DELETE FROM checkpoint");
  toy_tally_start (tally);
  assert_rebuilt (tally, 0);
}

/* One changed byte in a definition is no damage to SQLite: the column is not found any more, or the words are cut otherwise. */
static void
test_damaged_definition (void)
{
  static const struct
  {
    const char *table;
    const char *from;
    const char *to;
  } changes[] = {
    { "checkpoint", "state", "stave" },
    { "checkpoint", "version", "vursion" },
    { "projection_lag", "committed", "comnitted" },
    { "shadow", "name", "nane" },
    { "log_end", "same_id", "sane_id" },
    { "sums", "total", "tntal" },
    { "sums", "n INTEGER", "n INTEFER" },
    { "counters", "label", "lacel" },
    { "counters_search", "label", "lacel" },
    { "counters_search", "fts5 (", "fts5 (tokenize = unicode16, " },
    { "counters_search_data", "block", "clock" },
  };
  g_autoptr (ToyTally) tally = toy_tally_new ();

  toy_tally_fill (tally, 1, 10);
  for (guint i = 0; i < G_N_ELEMENTS (changes); i++)
    {
      g_autofree char *script = g_strdup_printf ("PRAGMA writable_schema = ON; UPDATE sqlite_schema SET"
                                                 " sql = replace (sql, '%s', '%s') WHERE name = '%s'",
                                                 changes[i].from, changes[i].to, changes[i].table);

      g_test_message ("%s: %s", changes[i].table, changes[i].to);
      toy_tally_stop (tally);
      toy_tally_script (tally->read_path, script);
      toy_tally_start (tally);
      assert_rebuilt (tally, 1);
    }
  /* A view that was once a shadow is what it was made as. */
  g_assert_true (docket_projection_runner_rebuild (tally->runner, NULL, NULL, NULL));
  toy_tally_stop (tally);
  toy_tally_start (tally);
  assert_rebuilt (tally, 0);
}

/* Pages that are found damaged only when they are used. */
static void
test_damaged_inside (void)
{
  g_autoptr (ToyTally) tally = toy_tally_new ();
  gint64 page;
  g_autofree char *garbage = g_malloc (8192);

  for (int i = 1; i <= 9; i++)
    toy_tally_set (tally, i, "label", i);
  toy_tally_settle (tally);
  page = toy_tally_ask (tally->read_path, "SELECT rootpage FROM sqlite_master WHERE name = 'sums'");
  toy_tally_stop (tally);
  memset (garbage, 0xee, 8192);
  write_over (tally->read_path, (gsize) (page - 1) * 8192, garbage, 8192);
  toy_tally_start (tally);
  toy_tally_fill (tally, 10, 10);
  assert_rebuilt (tally, 1);
  toy_tally_fill (tally, 11, 11);
  g_assert_cmpint (toy_tally_ask (tally->read_path, "SELECT total FROM sums"), ==, 66);
}

/* The log's tail was cut, and other events came in its place: the hash at the checkpoint tells. */
static void
test_cut_tail (void)
{
  g_autoptr (ToyTally) tally = toy_tally_new ();

  toy_tally_fill (tally, 1, 12);
  toy_tally_stop (tally);
  toy_tally_script (tally->write_path, "DELETE FROM event WHERE position > 9");
  docket_event_store_forget_end (tally->store);
  toy_tally_start (tally);
  docket_projection_runner_wait (tally->runner, -1);
  g_assert_cmpint (toy_tally_ask (tally->read_path, "SELECT total FROM sums"), ==, 45);
  g_assert_cmpuint (count_notices (tally), ==, 2);

  toy_tally_stop (tally);
  toy_tally_script (tally->write_path, "DELETE FROM event WHERE position > 8");
  docket_event_store_forget_end (tally->store);
  toy_tally_set (tally, 100, "other", 19);
  toy_tally_commit (tally);
  toy_tally_start (tally);
  docket_projection_runner_wait (tally->runner, -1);
  g_assert_cmpint (toy_tally_ask (tally->read_path, "SELECT total FROM sums"), ==, 55);
  g_assert_cmpuint (count_notices (tally), ==, 2);
}

/* An event that cannot be read stops the views there, with its position. */
static void
test_unreadable_event (void)
{
  g_autoptr (ToyTally) tally = toy_tally_new ();

  toy_tally_fill (tally, 1, 10);
  toy_tally_stop (tally);
  toy_tally_script (tally->write_path, "UPDATE event SET data = '{' WHERE position = 7");
  g_unlink (tally->read_path);
  toy_tally_start (tally);
  docket_projection_runner_wait (tally->runner, -1);
  toy_tally_assert_state (tally, "sums", DOCKET_VIEW_STOPPED, 7);
  toy_tally_assert_state (tally, "counters", DOCKET_VIEW_STOPPED, 7);
  g_assert_cmpint (toy_tally_ask (tally->read_path, "SELECT total FROM sums"), ==, 21);
}

static gboolean
count_tables (DocketDatabase *database, gpointer data, GError **error)
{
  return docket_database_get_integer (database, 0, data, error, "SELECT count(*) FROM counters", NULL);
}

static void
test_run (void)
{
  g_autoptr (ToyTally) tally = toy_tally_new ();
  g_autoptr (GError) error = NULL;
  gint64 n = 0;

  toy_tally_fill (tally, 1, 4);
  g_assert_true (docket_projection_runner_run (tally->runner, count_tables, &n, &error));
  g_assert_cmpint (n, ==, 4);
  g_assert_cmpuint (docket_projection_runner_get_projections (tally->runner)->len, ==, 2);
  docket_projection_runner_stop (tally->runner);
  g_assert_false (docket_projection_runner_run (tally->runner, count_tables, &n, &error));
  g_assert_error (error, DOCKET_ERROR, DOCKET_ERROR_STORAGE);
}

/* Those who wait are released when the runner stops, and never twice. */
static void
test_await (void)
{
  g_autoptr (ToyTally) tally = toy_tally_new ();
  const DocketFollower *follower = docket_projection_runner_get_follower ();
  gint is_awaited = FALSE;
  gint is_released = FALSE;

  toy_wait_for_signals (tally);
  follower->await (tally->runner, 2, awaited_cb, &is_awaited);
  follower->await (tally->runner, 1000, awaited_cb, &is_released);
  toy_tally_fill (tally, 1, 1);
  g_assert_false (g_atomic_int_get (&is_awaited));
  toy_tally_fill (tally, 2, 2);
  toy_wait_for_signals (tally);
  g_assert_true (g_atomic_int_get (&is_awaited));
  g_assert_false (g_atomic_int_get (&is_released));
  docket_projection_runner_stop (tally->runner);
  g_assert_true (g_atomic_int_get (&is_released));
}

static void
test_pruned_lag (void)
{
  g_autoptr (ToyTally) tally = toy_tally_new ();

  toy_tally_stop (tally);
  toy_tally_script (tally->read_path, "WITH RECURSIVE n (i) AS (VALUES (-20000) UNION ALL SELECT i + 1 FROM n WHERE i < 0)"
                                      " INSERT INTO projection_lag SELECT i, 0, 0 FROM n");
  toy_tally_start (tally);
  for (int i = 1; i <= 600; i++)
    {
      toy_tally_set (tally, i, "label", i);
      toy_tally_commit (tally);
    }
  docket_projection_runner_wait (tally->runner, -1);
  g_assert_cmpint (toy_tally_ask (tally->read_path, "SELECT count(*) FROM projection_lag"), <, 10600);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/projection-runner/follow", test_follow);
  g_test_add_func ("/projection-runner/catch-up", test_catch_up);
  g_test_add_func ("/projection-runner/restart", test_restart);
  g_test_add_func ("/projection-runner/new", test_new);
  g_test_add_func ("/projection-runner/rebuild", test_rebuild);
  g_test_add_func ("/projection-runner/rebuild-async", test_rebuild_async);
  g_test_add_func ("/projection-runner/version", test_version);
  g_test_add_func ("/projection-runner/failure", test_failure);
  g_test_add_func ("/projection-runner/failure-restart", test_failure_restart);
  g_test_add_func ("/projection-runner/deleted", test_deleted);
  g_test_add_func ("/projection-runner/damaged", test_damaged);
  g_test_add_func ("/projection-runner/damaged-definition", test_damaged_definition);
  g_test_add_func ("/projection-runner/damaged-inside", test_damaged_inside);
  g_test_add_func ("/projection-runner/cut-tail", test_cut_tail);
  g_test_add_func ("/projection-runner/unreadable-event", test_unreadable_event);
  g_test_add_func ("/projection-runner/unreadable-log", test_unreadable_log);
  g_test_add_func ("/projection-runner/run", test_run);
  g_test_add_func ("/projection-runner/await", test_await);
  g_test_add_func ("/projection-runner/pruned-lag", test_pruned_lag);
  return g_test_run ();
}
