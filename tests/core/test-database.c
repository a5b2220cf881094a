/* test-database.c: files, statements, transactions, and who may use them
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "docket-database-check.h"
#include "docket-database-log.h"

#include <gio/gio.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>

typedef struct
{
  char *directory;
  char *path;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  fixture->directory = g_dir_make_tmp ("docket-database-XXXXXX", NULL);
  fixture->path = g_build_filename (fixture->directory, "write.db", NULL);
}

static void
tear_down (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  static const char *const suffixes[] = { "", "-wal", "-shm", "-journal" };

  for (guint i = 0; i < G_N_ELEMENTS (suffixes); i++)
    {
      g_autofree char *path = g_strconcat (fixture->path, suffixes[i], NULL);

      g_unlink (path);
    }
  g_assert_cmpint (g_rmdir (fixture->directory), ==, 0);
  g_free (fixture->path);
  g_free (fixture->directory);
}

static DocketDatabase *
open_writer (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  DocketDatabase *database = docket_database_open (fixture->path, DOCKET_DATABASE_WRITER, &error);

  g_assert_no_error (error);
  return database;
}

static gint64
get_integer (DocketDatabase *database, const char *sql)
{
  g_autoptr (GError) error = NULL;
  gint64 value;

  g_assert_true (docket_database_get_integer (database, -1, &value, &error, sql, NULL));
  g_assert_no_error (error);
  return value;
}

static void
test_create (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  mode_t mask = umask (0);
  DocketDatabase *database = open_writer (fixture);
  g_autofree char *log_path = g_strconcat (fixture->path, "-wal", NULL);
  struct stat status;

  umask (mask);
  g_assert_true (docket_database_execute_script (database, "CREATE TABLE thing (name TEXT)", NULL));
  g_assert_cmpint (get_integer (database, "PRAGMA page_size"), ==, 8192);
  g_assert_cmpint (get_integer (database, "PRAGMA application_id"), ==, 0x444f434b);
  g_assert_cmpint (get_integer (database, "PRAGMA synchronous"), ==, 2);
  g_assert_cmpint (get_integer (database, "PRAGMA foreign_keys"), ==, 1);
  g_assert_cmpint (get_integer (database, "SELECT journal_mode = 'wal' FROM pragma_journal_mode"), ==, 1);
  g_assert_cmpint (stat (fixture->path, &status), ==, 0);
  g_assert_cmpint (status.st_mode & 0777, ==, 0600);
  g_assert_cmpint (stat (log_path, &status), ==, 0);
  g_assert_cmpint (status.st_mode & 0777, ==, 0600);
  g_assert_finalize_object (database);
}

static void
assert_refused (Fixture *fixture, DocketDatabaseMode mode, DocketError code)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  gsize size_before, size_after;
  GDir *directory;
  guint n_files = 0;

  g_assert_true (g_file_get_contents (fixture->path, &before, &size_before, NULL));
  g_assert_null (docket_database_open (fixture->path, mode, &error));
  g_assert_error (error, DOCKET_ERROR, (int) code);
  g_assert_nonnull (strstr (error->message, fixture->path));
  g_assert_true (g_file_get_contents (fixture->path, &after, &size_after, NULL));
  g_assert_cmpmem (before, size_before, after, size_after);
  directory = g_dir_open (fixture->directory, 0, NULL);
  while (g_dir_read_name (directory) != NULL)
    n_files++;
  g_dir_close (directory);
  /* A reader of a sound file needs its index beside it before it can ask for the version. */
  if (mode == DOCKET_DATABASE_WRITER)
    g_assert_cmpuint (n_files, ==, 1);
}

static void
test_foreign_files (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  static const char picture[] = "\xff\xd8\xff\xe0\x00\x10JFIF\x00 and so on, for longer than a header of a hundred bytes, as a picture "
                                "would have it, with no end in sight";
  sqlite3 *other;

  g_assert_true (g_file_set_contents (fixture->path, picture, sizeof picture, NULL));
  assert_refused (fixture, DOCKET_DATABASE_WRITER, DOCKET_ERROR_FOREIGN);
  assert_refused (fixture, DOCKET_DATABASE_READER, DOCKET_ERROR_FOREIGN);
  g_unlink (fixture->path);

  g_assert_cmpint (sqlite3_open (fixture->path, &other), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (other, "CREATE TABLE song (title)", NULL, NULL, NULL), ==, SQLITE_OK);
  sqlite3_close (other);
  assert_refused (fixture, DOCKET_DATABASE_WRITER, DOCKET_ERROR_FOREIGN);
  assert_refused (fixture, DOCKET_DATABASE_READER, DOCKET_ERROR_FOREIGN);
}

static void
test_cut_files (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_assert_true (g_file_set_contents (fixture->path, "", 0, NULL));
  assert_refused (fixture, DOCKET_DATABASE_WRITER, DOCKET_ERROR_CORRUPT);
  g_assert_true (g_file_set_contents (fixture->path, "SQLite format 3\0\020", 17, NULL));
  assert_refused (fixture, DOCKET_DATABASE_WRITER, DOCKET_ERROR_CORRUPT);
}

static void
test_newer_file (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  DocketDatabase *database = open_writer (fixture);

  g_assert_true (docket_database_execute_script (database, "PRAGMA user_version = 1000", NULL));
  docket_database_close (database);
  g_assert_finalize_object (database);
  assert_refused (fixture, DOCKET_DATABASE_WRITER, DOCKET_ERROR_NEWER);
  assert_refused (fixture, DOCKET_DATABASE_READER, DOCKET_ERROR_NEWER);
}

/* The version is still in the write-ahead log, as after a crash. */
static void
test_newer_log (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  DocketDatabase *database = open_writer (fixture);
  g_autofree char *log_path = g_strconcat (fixture->path, "-wal", NULL);
  g_autofree char *copy = g_build_filename (fixture->directory, "copy.db", NULL);
  g_autofree char *copy_log = g_strconcat (copy, "-wal", NULL);
  g_autofree char *copy_index = g_strconcat (copy, "-shm", NULL);
  g_autofree char *contents = NULL;
  g_autofree char *after = NULL;
  g_autofree char *log = NULL;
  g_autoptr (GError) error = NULL;
  gsize size, size_after, log_size;

  g_assert_true (docket_database_execute_script (database, "PRAGMA user_version = 1000", NULL));
  g_assert_true (g_file_get_contents (fixture->path, &contents, &size, NULL));
  g_assert_true (g_file_get_contents (log_path, &log, &log_size, NULL));
  g_assert_true (g_file_set_contents (copy, contents, (gssize) size, NULL));
  g_assert_true (g_file_set_contents (copy_log, log, (gssize) log_size, NULL));
  g_assert_finalize_object (database);

  g_assert_null (docket_database_open (copy, DOCKET_DATABASE_WRITER, &error));
  g_assert_error (error, DOCKET_ERROR, DOCKET_ERROR_NEWER);
  g_assert_true (g_file_get_contents (copy, &after, &size_after, NULL));
  g_assert_cmpmem (contents, size, after, size_after);
  g_unlink (copy);
  g_unlink (copy_log);
  g_unlink (copy_index);
}

static void
test_missing_file (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (docket_database_open (fixture->path, DOCKET_DATABASE_READER, &error));
  g_assert_error (error, DOCKET_ERROR, DOCKET_ERROR_NOT_FOUND);
}

static void
test_reader (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (DocketDatabase) writer = open_writer (fixture);
  g_autoptr (DocketDatabase) reader = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (docket_database_execute_script (writer, "CREATE TABLE thing (name TEXT)", NULL));
  reader = docket_database_open (fixture->path, DOCKET_DATABASE_READER, &error);
  g_assert_no_error (error);

  g_assert_true (docket_database_begin_read (reader, &error));
  g_assert_true (docket_database_begin_read (reader, &error));
  g_assert_cmpint (get_integer (reader, "SELECT count(*) FROM thing"), ==, 0);
  g_assert_true (docket_database_run (writer, &error, "INSERT INTO thing VALUES (?)", "t", "lamp"));
  docket_database_end_read (reader);
  g_assert_cmpint (get_integer (reader, "SELECT count(*) FROM thing"), ==, 0);
  docket_database_end_read (reader);
  g_assert_cmpint (get_integer (reader, "SELECT count(*) FROM thing"), ==, 1);

  g_assert_false (docket_database_run (reader, &error, "DELETE FROM thing", NULL));
  g_assert_error (error, DOCKET_ERROR, DOCKET_ERROR_STORAGE);
}

static void
test_values (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (DocketDatabase) database = open_writer (fixture);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = g_bytes_new_static ("\0\1", 2);
  g_autoptr (GBytes) read = NULL;
  DocketUuid uuid = docket_uuid_generate (0);
  DocketUuid none = { 0 };
  DocketUuid read_uuid;
  DocketStatement *statement;

  g_assert_true (docket_database_execute_script (database, "CREATE TABLE thing (a, b, c, d, e, f)", NULL));
  g_assert_true (docket_database_run (database, &error, "INSERT INTO thing VALUES (?, ?, ?, ?, ?, ?)", "tiubnu", "it’s", G_MAXINT64, &uuid,
                                      bytes, &none));
  statement = docket_database_query (database, &error, "SELECT * FROM thing WHERE b = ?", "i", G_MAXINT64);
  g_assert_true (docket_statement_step (statement, &error));
  g_assert_cmpstr (docket_statement_text (statement, 0), ==, "it’s");
  g_assert_cmpint (docket_statement_integer (statement, 1), ==, G_MAXINT64);
  read_uuid = docket_statement_uuid (statement, 2);
  g_assert_true (docket_uuid_equal (&read_uuid, &uuid));
  read = docket_statement_bytes (statement, 3);
  g_assert_true (g_bytes_equal (read, bytes));
  g_assert_true (docket_statement_is_null (statement, 4));
  g_assert_true (docket_statement_is_null (statement, 5));
  g_assert_false (docket_statement_step (statement, &error));
  g_assert_no_error (error);
}

/* The same statement is asked for while it is under way, and made statements are dropped one after the other. */
static void
test_statements (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  static const char *const sql = "SELECT value FROM (SELECT 1 AS value UNION SELECT 2 UNION SELECT 3) WHERE value > ?";
  g_autoptr (DocketDatabase) database = open_writer (fixture);
  g_autoptr (GError) error = NULL;
  DocketStatement *first = docket_database_query (database, &error, sql, "i", (gint64) 1);
  DocketStatement *again;

  g_assert_true (docket_statement_step (first, &error));
  g_assert_cmpint (docket_statement_integer (first, 0), ==, 2);
  again = docket_database_query (database, &error, sql, "i", (gint64) 2);
  g_assert_true (again == first);
  g_assert_true (docket_statement_step (again, &error));
  g_assert_cmpint (docket_statement_integer (again, 0), ==, 3);
  docket_statement_reset (again);

  for (gint64 i = 0; i < 300; i++)
    {
      g_autofree char *made = g_strdup_printf ("SELECT ?1 + %d", (int) (i % 200));
      DocketStatement *statement = docket_database_prepare (database, made, &error);

      g_assert_no_error (error);
      docket_statement_bind_integer (statement, 1, i);
      g_assert_true (docket_statement_step (statement, &error));
      g_assert_cmpint (docket_statement_integer (statement, 0), ==, i + i % 200);
      docket_statement_bind_integer (statement, 1, i + 1);
      g_assert_true (docket_statement_step (statement, &error));
      g_assert_cmpint (docket_statement_integer (statement, 0), ==, i + 1 + i % 200);
    }

  g_assert_null (docket_database_query (database, &error, "SELECT nothing FROM nowhere", NULL));
  g_assert_error (error, DOCKET_ERROR, DOCKET_ERROR_STORAGE);
}

static void
test_savepoints (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (DocketDatabase) database = open_writer (fixture);
  g_autoptr (GError) error = NULL;

  docket_database_execute_script (database, "CREATE TABLE thing (name TEXT)", NULL);
  g_assert_true (docket_database_begin (database, &error));
  g_assert_true (docket_database_savepoint (database, &error));
  docket_database_run (database, &error, "INSERT INTO thing VALUES ('kept')", NULL);
  g_assert_true (docket_database_savepoint (database, &error));
  docket_database_run (database, &error, "INSERT INTO thing VALUES ('not kept')", NULL);
  docket_database_rollback_savepoint (database);
  g_assert_true (docket_database_release_savepoint (database, &error));
  g_assert_true (docket_database_commit (database, &error));
  g_assert_cmpint (get_integer (database, "SELECT count(*) FROM thing WHERE name = 'kept'"), ==, 1);
  g_assert_cmpint (get_integer (database, "SELECT count(*) FROM thing"), ==, 1);

  g_assert_true (docket_database_begin (database, &error));
  docket_database_run (database, &error, "DELETE FROM thing", NULL);
  g_assert_cmpint (docket_database_changes (database), ==, 1);
  docket_database_rollback (database);
  docket_database_rollback (database);
  g_assert_cmpint (get_integer (database, "SELECT count(*) FROM thing"), ==, 1);
  g_assert_no_error (error);
}

static void
test_forbidden_thread (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  if (g_test_subprocess ())
    {
      docket_database_forbid_thread (g_thread_self ());
      docket_database_open (fixture->path, DOCKET_DATABASE_WRITER, NULL);
      return;
    }
  g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_DEFAULT);
  g_test_trap_assert_failed ();
  g_test_trap_assert_stderr ("*write.db is used by a thread that has to stay responsive*");
}

static goffset
get_file_size (Fixture *fixture)
{
  struct stat status;

  g_assert_cmpint (stat (fixture->path, &status), ==, 0);
  return status.st_size;
}

static void
commit_rows (DocketDatabase *database, guint n_commits)
{
  for (guint i = 0; i < n_commits; i++)
    g_assert_true (docket_database_run (database, NULL, "INSERT INTO thing (name) VALUES (hex (zeroblob (4000)))", NULL));
}

/* The log stays out of the file, whatever is committed, until its owner takes it. */
static void
test_log (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (DocketDatabase) database = open_writer (fixture);
  goffset size;

  docket_database_keep_log (database);
  docket_database_set_large_cache (database, TRUE);
  docket_database_set_large_cache (database, FALSE);
  g_assert_true (docket_database_execute_script (database, "CREATE TABLE thing (name TEXT)", NULL));
  size = get_file_size (fixture);
  g_assert_false (docket_database_is_log_long (database));
  commit_rows (database, 300);
  g_assert_true (docket_database_is_log_long (database));
  g_assert_false (docket_database_is_log_full (database));
  commit_rows (database, 2000);
  g_assert_true (docket_database_is_log_full (database));
  g_assert_cmpint (get_file_size (fixture), ==, size);

  docket_database_take_log (database);
  g_assert_cmpint (get_file_size (fixture), >, size + 2300 * 8000);
  docket_database_renew_log (database);
  g_assert_false (docket_database_is_log_long (database));
  commit_rows (database, 1);
  g_assert_false (docket_database_is_log_long (database));
  g_assert_cmpint (get_integer (database, "SELECT count(*) FROM thing"), ==, 2301);
  g_assert_cmpint (get_integer (database, "PRAGMA application_id"), ==, DOCKET_DATABASE_APPLICATION_ID);
}

static goffset
get_log_size (Fixture *fixture)
{
  g_autofree char *path = g_strconcat (fixture->path, "-wal", NULL);
  struct stat status;

  g_assert_cmpint (stat (path, &status), ==, 0);
  return status.st_size;
}

/* As long as somebody reads, the log is not made longer by trying to begin it anew, and it is tried less and less often. */
static void
test_log_beside_reader (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (DocketDatabase) database = open_writer (fixture);
  g_autoptr (DocketDatabase) reader = NULL;
  gint64 pause, first_pause;
  goffset size;

  docket_database_keep_log (database);
  g_assert_true (docket_database_execute_script (database, "CREATE TABLE thing (name TEXT)", NULL));
  commit_rows (database, 300);
  size = get_log_size (fixture);
  reader = docket_database_open (fixture->path, DOCKET_DATABASE_READER, NULL);
  g_assert_true (docket_database_begin_read (reader, NULL));
  g_assert_cmpint (get_integer (reader, "SELECT count(*) FROM thing"), ==, 300);
  pause = first_pause = docket_database_get_log_pause (database);
  for (int i = 0; i < 20; i++)
    {
      docket_database_renew_log (database);
      g_assert_true (docket_database_is_log_long (database));
      g_assert_cmpint (get_log_size (fixture), ==, size);
      g_assert_cmpint (docket_database_get_log_pause (database), >=, pause);
      pause = docket_database_get_log_pause (database);
    }
  g_assert_cmpint (pause, >, first_pause);
  g_assert_cmpint (pause, <, 60 * G_TIME_SPAN_SECOND);

  docket_database_end_read (reader);
  docket_database_renew_log (database);
  g_assert_false (docket_database_is_log_long (database));
  commit_rows (database, 300);
  g_assert_cmpint (docket_database_get_log_pause (database), ==, first_pause);
  g_assert_cmpint (get_log_size (fixture), <, size + 100 * 8192);
}

static int
cancel_cb (unsigned event G_GNUC_UNUSED, void *cancellable, void *statement G_GNUC_UNUSED, void *sql G_GNUC_UNUSED)
{
  g_cancellable_cancel (cancellable);
  return 0;
}

static void
test_check (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (DocketDatabase) database = open_writer (fixture);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) well = NULL;

  g_assert_true (docket_database_execute_script (database, "CREATE TABLE thing (name TEXT)", NULL));
  commit_rows (database, 20);
  well = docket_database_check (database, TRUE, cancellable, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_strv_length (well), ==, 0);

  /* In the middle of the statement. What was said before is not what there is to say. */
  sqlite3_trace_v2 (docket_database_get_connection (database), SQLITE_TRACE_STMT, cancel_cb, cancellable);
  g_assert_null (docket_database_check (database, TRUE, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

#define ADD(name, function) g_test_add ("/database/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("create", test_create);
  ADD ("log", test_log);
  ADD ("log-beside-reader", test_log_beside_reader);
  ADD ("foreign-files", test_foreign_files);
  ADD ("cut-files", test_cut_files);
  ADD ("newer-file", test_newer_file);
  ADD ("newer-log", test_newer_log);
  ADD ("missing-file", test_missing_file);
  ADD ("reader", test_reader);
  ADD ("values", test_values);
  ADD ("statements", test_statements);
  ADD ("savepoints", test_savepoints);
  ADD ("check", test_check);
  ADD ("forbidden-thread", test_forbidden_thread);
  return g_test_run ();
}
