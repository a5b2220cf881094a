/* test-backup.c: copies of the write database, made while it is worked on
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "docket-backup.h"
#include "toy-ledger.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>

static DocketVerification
describe (ToyLedger *ledger)
{
  return (DocketVerification){
    .write_path = ledger->write_path,
    .registry = ledger->registry,
    .evolvers = toy_ledger_evolvers,
    .n_evolvers = toy_ledger_n_evolvers,
    .create_write_tables = toy_ledger_create_tables,
    .write_tables = toy_ledger_tables,
  };
}

static DocketBackupStamp
back_up (ToyLedger *ledger, const char *path)
{
  DocketVerification verification = describe (ledger);
  DocketBackupStamp stamp;
  g_autoptr (GError) error = NULL;

  docket_backup_write (&verification, path, FALSE, NULL, NULL, &stamp, NULL, &error);
  g_assert_no_error (error);
  return stamp;
}

static void
refuse_back_up (ToyLedger *ledger, const char *path, GCancellable *cancellable, GQuark domain, int code)
{
  DocketVerification verification = describe (ledger);
  g_autoptr (GError) error = NULL;

  g_assert_false (docket_backup_write (&verification, path, FALSE, NULL, NULL, NULL, cancellable, &error));
  g_test_message ("%s", error->message);
  g_assert_error (error, domain, code);
}

static guint
count_findings (ToyLedger *ledger, const char *path)
{
  DocketVerification verification = describe (ledger);
  g_autoptr (GPtrArray) findings = NULL;
  g_autoptr (GError) error = NULL;

  verification.write_path = path;
  findings = docket_verify (&verification, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  return findings->len;
}

static guint
count_files (const char *directory, const char *prefix)
{
  g_autoptr (GDir) dir = g_dir_open (directory, 0, NULL);
  const char *name;
  guint n = 0;

  while ((name = g_dir_read_name (dir)) != NULL)
    n += g_str_has_prefix (name, prefix);
  return n;
}

static void
test_whole (void)
{
  g_autoptr (ToyLedger) ledger = toy_ledger_new ();
  g_autofree char *path = g_build_filename (ledger->directory, "copy.db", NULL);
  DocketBackupStamp stamp;
  DocketBackupStamp read;
  g_autoptr (GError) error = NULL;
  GStatBuf status;

  toy_ledger_given (ledger, toy_open_account ("Ada"));
  toy_ledger_given (ledger, toy_open_account ("Bob"));
  stamp = back_up (ledger, path);
  g_assert_cmpint (stamp.position, ==, 2);
  g_assert_true (docket_backup_read_stamp (path, &read, &error));
  g_assert_no_error (error);
  g_assert_cmpint (read.position, ==, 2);
  g_assert_cmpint (read.time, ==, stamp.time);
  g_assert_cmpmem (read.hash, DOCKET_HASH_SIZE, stamp.hash, DOCKET_HASH_SIZE);
  g_assert_false (read.is_daily);
  g_assert_cmpuint (count_findings (ledger, path), ==, 0);
  g_assert_cmpint (g_stat (path, &status), ==, 0);
  g_assert_cmpuint (status.st_mode & 0777, ==, 0600);
  /* One single file. */
  g_assert_cmpuint (count_files (ledger->directory, "copy.db"), ==, 1);
}

typedef struct
{
  ToyLedger *ledger;
  gint is_stopping;
  guint n;
} Worker;

static gpointer
work (gpointer data)
{
  Worker *worker = data;

  for (; !g_atomic_int_get (&worker->is_stopping); worker->n++)
    toy_ledger_given (worker->ledger, toy_open_account ("Carol"));
  return NULL;
}

/* Commands go on meanwhile, and each copy is one moment of the log. */
static void
test_beside_commands (void)
{
  g_autoptr (ToyLedger) ledger = toy_ledger_new ();
  g_autofree char *path = g_build_filename (ledger->directory, "copy.db", NULL);
  Worker worker = { .ledger = ledger };
  g_autoptr (GThread) thread = g_thread_new ("worker", work, &worker);
  gint64 last = 0;

  for (guint i = 0; i < 8 || last == 0; i++)
    {
      DocketBackupStamp stamp = back_up (ledger, path);

      g_assert_cmpint (stamp.position, >=, last);
      last = stamp.position;
      g_assert_cmpuint (count_findings (ledger, path), ==, 0);
    }
  g_atomic_int_set (&worker.is_stopping, TRUE);
  g_thread_join (g_steal_pointer (&thread));
  g_assert_cmpint (back_up (ledger, path).position, ==, worker.n);
}

/* What is there already gives way only when it is an earlier backup of the same. */
static void
test_foreign_target (void)
{
  g_autoptr (ToyLedger) ledger = toy_ledger_new ();
  g_autoptr (ToyLedger) other = toy_ledger_new ();
  g_autofree char *path = g_build_filename (ledger->directory, "letter.txt", NULL);
  g_autofree char *others = g_build_filename (ledger->directory, "other.db", NULL);
  g_autofree char *text = NULL;
  DocketBackupStamp stamp;

  toy_ledger_given (ledger, toy_open_account ("Ada"));
  toy_ledger_given (other, toy_open_account ("Bob"));
  g_assert_true (g_file_set_contents (path, "Dear Ada", -1, NULL));
  refuse_back_up (ledger, path, NULL, DOCKET_ERROR, DOCKET_ERROR_REJECTED);
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_cmpstr (text, ==, "Dear Ada");
  back_up (other, others);
  refuse_back_up (ledger, others, NULL, DOCKET_ERROR, DOCKET_ERROR_REJECTED);
  refuse_back_up (ledger, ledger->directory, NULL, DOCKET_ERROR, DOCKET_ERROR_REJECTED);
  g_assert_true (docket_backup_read_stamp (others, &stamp, NULL));
}

/* A disk that is full in the middle: nothing of it stays, and the backup from before does. */
static void
test_failed_write (void)
{
  g_autoptr (ToyLedger) ledger = toy_ledger_new ();
  g_autofree char *path = g_build_filename (ledger->directory, "copy.db", NULL);
  struct rlimit limit;
  struct rlimit small;

  toy_ledger_given (ledger, toy_open_account ("Ada"));
  back_up (ledger, path);
  toy_ledger_given (ledger, toy_open_account ("Bob"));
  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, &limit), ==, 0);
  signal (SIGXFSZ, SIG_IGN);
  for (rlim_t size = 0; size < 32768; size += 6000)
    {
      small = limit;
      small.rlim_cur = size;
      g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &small), ==, 0);
      refuse_back_up (ledger, path, NULL, DOCKET_ERROR, DOCKET_ERROR_STORAGE);
      g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &limit), ==, 0);
      g_assert_cmpuint (count_files (ledger->directory, "copy.db"), ==, 1);
    }
  g_assert_cmpuint (count_findings (ledger, path), ==, 0);
  g_assert_cmpint (back_up (ledger, path).position, ==, 2);
}

static void
test_given_up (void)
{
  g_autoptr (ToyLedger) ledger = toy_ledger_new ();
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autofree char *path = g_build_filename (ledger->directory, "copy.db", NULL);

  toy_ledger_given (ledger, toy_open_account ("Ada"));
  g_cancellable_cancel (cancellable);
  refuse_back_up (ledger, path, cancellable, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (count_files (ledger->directory, "copy.db"), ==, 0);
}

static void
damage (ToyLedger *ledger, const char *sql)
{
  sqlite3 *connection;

  toy_ledger_close (ledger);
  g_assert_cmpint (sqlite3_open (ledger->write_path, &connection), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (connection, sql, NULL, NULL, NULL), ==, SQLITE_OK);
  sqlite3_close (connection);
}

/* A shop that is damaged itself takes no good backup away. */
static void
test_damaged_source (void)
{
  g_autoptr (ToyLedger) ledger = toy_ledger_new ();
  g_autofree char *path = g_build_filename (ledger->directory, "copy.db", NULL);

  toy_ledger_given (ledger, toy_open_account ("Ada"));
  toy_ledger_given (ledger, toy_open_account ("Bob"));
  back_up (ledger, path);
  damage (ledger, "UPDATE event SET actor = 'Eve' WHERE position = 1");
  refuse_back_up (ledger, path, NULL, DOCKET_ERROR, DOCKET_ERROR_CORRUPT);
  g_assert_cmpuint (count_findings (ledger, path), ==, 0);
}

static gboolean
line_cb (const char *json, gint64 position, gpointer data)
{
  GString *positions = data;

  g_assert_true (g_str_has_prefix (json, "{\"position\":"));
  g_string_append_printf (positions, "%d ", (int) position);
  return TRUE;
}

static char *
salvage (ToyLedger *ledger, gint64 *n_left_out)
{
  g_autoptr (DocketDatabase) database = NULL;
  g_autoptr (DocketEventStore) store = NULL;
  g_autoptr (GError) error = NULL;
  GString *positions = g_string_new (NULL);

  database = docket_database_open (ledger->write_path, DOCKET_DATABASE_READER, &error);
  g_assert_no_error (error);
  store = docket_event_store_new (database, ledger->registry);
  docket_event_store_salvage (store, line_cb, positions, n_left_out, &error);
  g_assert_no_error (error);
  return g_string_free (positions, FALSE);
}

/* Zeroes the leaf pages of the log one after the other: what is on the others is read each time. */
static void
test_salvage (void)
{
  g_autoptr (ToyLedger) ledger = toy_ledger_new ();
  g_autofree char *contents = NULL;
  g_autofree char *all = NULL;
  gint64 n_left_out;
  guint n_damaged = 0;
  gsize size, page_size;

  for (guint i = 0; i < 120; i++)
    toy_ledger_given (ledger, toy_open_account ("Ada"));
  toy_ledger_close (ledger);
  all = salvage (ledger, &n_left_out);
  g_assert_true (g_str_has_suffix (all, " 119 120 "));
  g_assert_cmpint (n_left_out, ==, 0);

  g_assert_true (g_file_get_contents (ledger->write_path, &contents, &size, NULL));
  page_size = (gsize) (guint8) contents[16] << 8 | (guint8) contents[17];
  for (gsize page = page_size; page < size; page += page_size)
    {
      g_autofree char *damaged = g_memdup2 (contents, size);
      g_autofree char *positions = NULL;
      g_auto (GStrv) words = NULL;

      /* Leaves of tables; those of others tell nothing of events. */
      if (damaged[page] != 13)
        continue;
      memset (damaged + page, 0, page_size);
      g_assert_true (g_file_set_contents (ledger->write_path, damaged, (gssize) size, NULL));
      positions = salvage (ledger, &n_left_out);
      words = g_strsplit (positions, " ", -1);
      g_assert_cmpint (g_strv_length (words) - 1 + n_left_out, ==, 120);
      n_damaged += n_left_out > 0;
      g_assert_cmpint (n_left_out, <, 120);
    }
  g_assert_cmpuint (n_damaged, >, 2);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/backup/whole", test_whole);
  g_test_add_func ("/backup/beside-commands", test_beside_commands);
  g_test_add_func ("/backup/foreign-target", test_foreign_target);
  g_test_add_func ("/backup/failed-write", test_failed_write);
  g_test_add_func ("/backup/given-up", test_given_up);
  g_test_add_func ("/backup/damaged-source", test_damaged_source);
  g_test_add_func ("/backup/salvage", test_salvage);
  return g_test_run ();
}
