/* test-restore.c: back to a backup, broken off at any moment
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "docket-backups.h"
#include "docket-engine-fixture.h"
#include "docket-restore.h"

#include <glib/gstdio.h>
#include <string.h>

static const char *const old_files[] = { "read.db-wal", "read.db-shm", "read.db", "write.db-wal", "write.db-shm", "write.db" };

/* A shop of 5 events, closed, and a backup of its first 2. */
static void
make_shop_and_backup (Fixture *fixture)
{
  g_autofree char *path = fixture_path (fixture, "copy.db");
  g_autoptr (GError) error = NULL;

  fixture_make_shop (fixture);
  docket_backups_write (fixture->engine, path, NULL, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < 3; i++)
    fixture_work (fixture);
  fixture_close (fixture);
  g_assert_cmpint (fixture_count_events (fixture), ==, 5);
}

static gboolean
restore (Fixture *fixture, const char *name, char **kept, GError **error)
{
  g_autofree char *path = fixture_path (fixture, name);
  gint64 n_events;

  return docket_restore (fixture->engine, path, NULL, NULL, &n_events, kept, NULL, error);
}

static void
refuse (Fixture *fixture, const char *name, int code)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *kept = NULL;

  g_assert_false (restore (fixture, name, &kept, &error));
  g_test_message ("%s", error->message);
  g_assert_error (error, DOCKET_ERROR, code);
  g_assert_null (kept);
  g_assert_cmpint (fixture_count_events (fixture), ==, 5);
  g_assert_false (fixture_has (fixture, "restored.db"));
  g_assert_false (fixture_has (fixture, "restoring"));
}

static void
assert_sound (Fixture *fixture)
{
  g_autoptr (GPtrArray) findings = NULL;
  g_autoptr (GError) error = NULL;

  docket_projection_runner_wait (docket_engine_get_runner (fixture->engine), -1);
  findings = docket_engine_verify (fixture->engine, FALSE, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (findings->len, ==, 0);
}

static void
test_restore (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *kept = NULL;
  g_autofree char *old = NULL;
  g_autoptr (DocketDatabase) database = NULL;
  gint64 n = 0;

  make_shop_and_backup (fixture);
  restore (fixture, "copy.db", &kept, &error);
  g_assert_no_error (error);
  g_assert_cmpint (fixture_count_events (fixture), ==, 2);
  g_assert_false (fixture_has (fixture, "read.db"));
  g_assert_false (fixture_has (fixture, "restoring"));
  fixture_open (fixture);
  fixture_work (fixture);
  assert_sound (fixture);

  old = g_build_filename (kept, "write.db", NULL);
  database = docket_database_open (old, DOCKET_DATABASE_READER, &error);
  g_assert_no_error (error);
  docket_database_get_integer (database, 0, &n, &error, "SELECT count(*) FROM event", NULL);
  g_assert_cmpint (n, ==, 5);
}

static void
test_refused (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autofree char *text = fixture_path (fixture, "text.db");
  g_autofree char *damaged = fixture_path (fixture, "damaged.db");
  g_autofree char *cut = fixture_path (fixture, "cut.db");
  g_autofree char *contents = NULL;
  sqlite3 *connection;
  gsize size;

  make_shop_and_backup (fixture);
  refuse (fixture, "missing.db", DOCKET_ERROR_NOT_FOUND);
  g_assert_true (g_file_set_contents (text, "Dear Ada, this is no database at all, and yet it is long enough.", -1, NULL));
  refuse (fixture, "text.db", DOCKET_ERROR_INVALID);
  refuse (fixture, "read.db", DOCKET_ERROR_INVALID);

  fixture_copy_file (fixture, "copy.db", "damaged.db");
  g_assert_cmpint (sqlite3_open (damaged, &connection), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (connection, "UPDATE product SET title = 'Black tea'", NULL, NULL, NULL), ==, SQLITE_OK);
  sqlite3_close (connection);
  refuse (fixture, "damaged.db", DOCKET_ERROR_CORRUPT);

  fixture_copy_file (fixture, "copy.db", "cut.db");
  g_assert_true (g_file_get_contents (cut, &contents, &size, NULL));
  g_assert_true (g_file_set_contents (cut, contents, (gssize) size / 8192 * 4096, NULL));
  refuse (fixture, "cut.db", DOCKET_ERROR_CORRUPT);
}

static void
test_held (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (DocketEngine) holder = docket_engine_new (fixture->directory, NULL, NULL);
  g_autoptr (GError) error = NULL;

  make_shop_and_backup (fixture);
  docket_engine_open (holder, DOCKET_ENGINE_LOCK_ONLY, &error);
  g_assert_no_error (error);
  refuse (fixture, "copy.db", DOCKET_ERROR_BUSY);
}

/* Before the note is written the old shop is the shop, whatever lies beside it. */
static void
test_broken_off_before (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autofree char *half = fixture_path (fixture, "restored.db");
  g_autofree char *journal = fixture_path (fixture, "restored.db-journal");

  make_shop_and_backup (fixture);
  g_assert_true (g_file_set_contents (half, "half a copy", -1, NULL));
  g_assert_true (g_file_set_contents (journal, "half a journal", -1, NULL));
  fixture_open (fixture);
  g_assert_cmpint (fixture_count_events (fixture), ==, 5);
  g_assert_false (fixture_has (fixture, "restored.db"));
  g_assert_false (fixture_has (fixture, "restored.db-journal"));
  fixture_close (fixture);
  fixture_copy_file (fixture, "copy.db", "restored.db");
  fixture_open (fixture);
  g_assert_cmpint (fixture_count_events (fixture), ==, 5);
  assert_sound (fixture);
}

/* Each state between the note and its end, as a kill leaves it: whoever opens next finds the new shop, and the old one kept. */
static void
break_off_after (Fixture *fixture, guint n_moved, gboolean is_in_place)
{
  g_autofree char *note = fixture_path (fixture, "restoring");
  g_autofree char *folder = fixture_path (fixture, "backups/replaced-2026-11-23-120000");
  g_autofree char *copy = fixture_path (fixture, "restored.db");
  g_autofree char *target = fixture_path (fixture, "write.db");

  fixture_copy_file (fixture, "copy.db", "restored.db");
  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  g_assert_true (g_file_set_contents (note, "backups/replaced-2026-11-23-120000", -1, NULL));
  for (guint i = 0; i < n_moved; i++)
    {
      g_autofree char *from = fixture_path (fixture, old_files[i]);
      g_autofree char *to = g_build_filename (folder, old_files[i], NULL);

      g_rename (from, to);
    }
  if (is_in_place)
    g_assert_cmpint (g_rename (copy, target), ==, 0);
}

/* Somebody tidied up among the backups meanwhile. */
static void
test_vanished_folder (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autofree char *folder = fixture_path (fixture, "backups/replaced-2026-11-23-120000");
  g_autofree char *backups = fixture_path (fixture, "backups");

  make_shop_and_backup (fixture);
  break_off_after (fixture, 0, FALSE);
  g_assert_cmpint (g_rmdir (folder), ==, 0);
  g_assert_cmpint (g_rmdir (backups), ==, 0);
  fixture_open (fixture);
  g_assert_cmpint (fixture_count_events (fixture), ==, 2);
  assert_sound (fixture);
  g_assert_true (fixture_has (fixture, "backups/replaced-2026-11-23-120000/write.db"));
}

static void
test_broken_off_after (gconstpointer data)
{
  guint step = GPOINTER_TO_UINT (data);
  Fixture fixture = { 0 };
  g_autofree char *log = NULL;

  fixture_set_up (&fixture, NULL);
  make_shop_and_backup (&fixture);
  /* A write-ahead log that would spoil the new file, if it were left beside it. */
  log = fixture_path (&fixture, "write.db-wal");
  g_assert_true (g_file_set_contents (log, "a log of the old file", -1, NULL));
  break_off_after (&fixture, MIN (step, G_N_ELEMENTS (old_files)), step > G_N_ELEMENTS (old_files));
  fixture_open (&fixture);
  g_assert_cmpint (fixture_count_events (&fixture), ==, 2);
  assert_sound (&fixture);
  g_assert_false (fixture_has (&fixture, "restoring"));
  g_assert_false (fixture_has (&fixture, "restored.db"));
  g_assert_true (fixture_has (&fixture, "backups/replaced-2026-11-23-120000/write.db"));
  g_assert_true (fixture_has (&fixture, "backups/replaced-2026-11-23-120000/write.db-wal"));
  g_assert_true (fixture_has (&fixture, "backups/replaced-2026-11-23-120000/read.db"));
  fixture_tear_down (&fixture, NULL);
}

static void
execute (const char *path, const char *sql)
{
  sqlite3 *connection;

  g_assert_cmpint (sqlite3_open (path, &connection), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (connection, sql, NULL, NULL, NULL), ==, SQLITE_OK);
  sqlite3_close (connection);
}

static void
cut_log (Fixture *fixture)
{
  execute (docket_engine_get_write_path (fixture->engine), "DELETE FROM event WHERE position > 3");
}

/* A log that is shorter than it was opens for nobody until a person says so. */
static void
test_cut_log (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (GError) error = NULL;

  make_shop_and_backup (fixture);
  cut_log (fixture);
  for (guint i = 0; i < 2; i++)
    {
      g_assert_false (docket_engine_open (fixture->engine, DOCKET_ENGINE_NO_SERVICE, &error));
      g_assert_error (error, DOCKET_ERROR, DOCKET_ERROR_CUT);
      g_assert_nonnull (strstr (error->message, "event 3"));
      g_assert_nonnull (strstr (error->message, "5 events"));
      g_clear_error (&error);
    }
  docket_engine_open (fixture->engine, DOCKET_ENGINE_NO_SERVICE | DOCKET_ENGINE_TRUST_LOG, &error);
  g_assert_no_error (error);
  docket_projection_runner_wait (docket_engine_get_runner (fixture->engine), -1);
  g_assert_cmpint (fixture_count_events (fixture), ==, 3);
  fixture_close (fixture);
  fixture_open (fixture);
}

static void
assert_verified (Fixture *fixture, guint n_findings)
{
  g_autoptr (GPtrArray) findings = NULL;
  g_autoptr (GError) error = NULL;

  findings = docket_engine_verify (fixture->engine, TRUE, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (findings->len, ==, n_findings);
}

/* Rejected commands have no events, and are missed all the same; a damaged note of them is not believed. */
static void
test_cut_rejections (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  const char *write_path = docket_engine_get_write_path (fixture->engine);
  g_autoptr (GError) error = NULL;

  fixture_make_shop (fixture);
  fixture_be_refused (fixture);
  fixture_be_refused (fixture);
  fixture_close (fixture);
  fixture_open (fixture);
  fixture_close (fixture);
  execute (write_path, "DELETE FROM command WHERE sequence = (SELECT max(sequence) FROM command)");
  assert_verified (fixture, 1);
  g_assert_false (docket_engine_open (fixture->engine, DOCKET_ENGINE_NO_SERVICE, &error));
  g_assert_error (error, DOCKET_ERROR, DOCKET_ERROR_CUT);
  g_assert_nonnull (strstr (error->message, "command 3"));
  g_assert_nonnull (strstr (error->message, "4 commands"));
  g_clear_error (&error);

  execute (docket_engine_get_read_path (fixture->engine), "UPDATE log_end SET sequence = sequence + 1");
  fixture_open (fixture);
  fixture_close (fixture);
  assert_verified (fixture, 0);
}

/* An older file put in the place of the newer one, by hand. */
static void
test_older_log (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *kept = NULL;

  make_shop_and_backup (fixture);
  fixture_copy_file (fixture, "copy.db", "write.db");
  g_assert_false (docket_engine_open (fixture->engine, DOCKET_ENGINE_NO_SERVICE, &error));
  g_assert_error (error, DOCKET_ERROR, DOCKET_ERROR_CUT);
  g_clear_error (&error);
  restore (fixture, "copy.db", &kept, &error);
  g_assert_no_error (error);
  fixture_open (fixture);
  assert_sound (fixture);
}

/* One view whose checkpoint is wrong is wrong itself: it is made again, and nobody is asked. */
static void
test_wrong_view (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  make_shop_and_backup (fixture);
  execute (docket_engine_get_read_path (fixture->engine),
           "UPDATE checkpoint SET position = 4711 WHERE view = (SELECT min(view) FROM checkpoint)");
  fixture_open (fixture);
  assert_sound (fixture);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add ("/restore/restore", Fixture, NULL, fixture_set_up, test_restore, fixture_tear_down);
  g_test_add ("/restore/refused", Fixture, NULL, fixture_set_up, test_refused, fixture_tear_down);
  g_test_add ("/restore/held", Fixture, NULL, fixture_set_up, test_held, fixture_tear_down);
  g_test_add ("/restore/broken-off-before", Fixture, NULL, fixture_set_up, test_broken_off_before, fixture_tear_down);
  for (guint step = 0; step <= G_N_ELEMENTS (old_files) + 1; step++)
    {
      g_autofree char *name = g_strdup_printf ("/restore/broken-off-after/%u", step);

      g_test_add_data_func (name, GUINT_TO_POINTER (step), test_broken_off_after);
    }
  g_test_add ("/restore/vanished-folder", Fixture, NULL, fixture_set_up, test_vanished_folder, fixture_tear_down);
  g_test_add ("/restore/cut-log", Fixture, NULL, fixture_set_up, test_cut_log, fixture_tear_down);
  g_test_add ("/restore/cut-rejections", Fixture, NULL, fixture_set_up, test_cut_rejections, fixture_tear_down);
  g_test_add ("/restore/older-log", Fixture, NULL, fixture_set_up, test_older_log, fixture_tear_down);
  g_test_add ("/restore/wrong-view", Fixture, NULL, fixture_set_up, test_wrong_view, fixture_tear_down);
  return g_test_run ();
}
