/* docket-verifier.c: checks that the past is intact and everything follows from it
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "docket-checkpoint.h"
#include "docket-database-check.h"
#include "docket-verifier-private.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>

/* Of SQLite's machine. */
#define STEPS_BETWEEN_LOOKS 100000

#define SCRATCH_PREFIX "verify-"
#define SCRATCH_NAME SCRATCH_PREFIX "XXXXXX"

/**
 * docket_finding_free:
 * @finding: (transfer full): a finding
 */
void
docket_finding_free (DocketFinding *finding)
{
  g_free (finding->place);
  g_free (finding->message);
  g_free (finding);
}

static gboolean
is_same_finding (gconstpointer a, gconstpointer b)
{
  const DocketFinding *one = a;
  const DocketFinding *other = b;

  return g_str_equal (one->place, other->place) && g_str_equal (one->message, other->message);
}

void
docket_verifier_add (DocketVerifier *self, const char *place, const char *format, ...)
{
  DocketFinding *finding = g_new (DocketFinding, 1);
  g_autofree char *message = NULL;
  va_list arguments;

  va_start (arguments, format);
  message = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  /* Both may quote what a damaged file holds. */
  finding->place = g_utf8_make_valid (place, -1);
  finding->message = g_utf8_make_valid (message, -1);
  /* Tables and views stumble over the same event. */
  if (g_ptr_array_find_with_equal_func (self->findings, finding, is_same_finding, NULL))
    docket_finding_free (finding);
  else
    g_ptr_array_add (self->findings, finding);
}

gboolean
docket_verifier_step (DocketVerifier *self, const char *step, gint64 done, gint64 total, GError **error)
{
  if (self->progress != NULL)
    self->progress (step, done, total, self->progress_data);
  return !g_cancellable_set_error_if_cancelled (self->cancellable, error);
}

static gboolean
check_file (DocketVerifier *self, DocketDatabase *database, GError **error)
{
  g_autofree char *place = g_path_get_basename (docket_database_get_path (database));
  g_auto (GStrv) lines = docket_database_check (database, self->settings->is_quick, self->cancellable, error);

  if (lines == NULL)
    return FALSE;
  for (guint i = 0; lines[i] != NULL; i++)
    docket_verifier_add (self, place, "%s", lines[i]);
  return docket_verifier_step (self, _("The files"), 1, 1, error);
}

static gboolean
check_write_file (DocketVerifier *self, const char *directory G_GNUC_UNUSED, GError **error)
{
  return check_file (self, self->write, error);
}

static gboolean
check_read_file (DocketVerifier *self, const char *directory G_GNUC_UNUSED, GError **error)
{
  return self->read == NULL || check_file (self, self->read, error);
}

static gboolean
check_chain (DocketVerifier *self, const char *directory G_GNUC_UNUSED, GError **error)
{
  return docket_verifier_check_chain (self, error);
}

static gboolean
check_commands (DocketVerifier *self, const char *directory G_GNUC_UNUSED, GError **error)
{
  return docket_verifier_check_commands (self, error);
}

static void
found_cb (const char *place, const char *message, gpointer data)
{
  docket_verifier_add (data, place, "%s", message);
}

/* A replay makes the counters anew, and needs no such check. */
static gboolean
check_counters (DocketVerifier *self, const char *directory G_GNUC_UNUSED, GError **error)
{
  if (!self->settings->is_quick || self->settings->check_counters == NULL)
    return TRUE;
  return self->settings->check_counters (self->write, found_cb, self, error) &&
         docket_verifier_step (self, _("The counters"), 1, 1, error);
}

static gboolean
check_references (DocketVerifier *self, const char *directory G_GNUC_UNUSED, GError **error)
{
  g_autoptr (GError) step_error = NULL;
  g_autoptr (DocketStatement) statement = docket_database_query (self->write, error, "PRAGMA foreign_key_check", NULL);

  if (statement == NULL)
    return FALSE;
  while (docket_statement_step (statement, &step_error))
    {
      g_autofree char *place =
        g_strdup_printf (_("table %s, row %s"), docket_statement_text (statement, 0), docket_statement_text (statement, 1));

      docket_verifier_add (self, place, _("It points into “%s”, where there is nothing."), docket_statement_text (statement, 2));
    }
  if (step_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&step_error));
  return FALSE;
}

/* What a check stumbles over is a finding too; the others go on. */
static gboolean
run_check (DocketVerifier *self, gboolean (*check) (DocketVerifier *self, const char *directory, GError **error), const char *place,
           const char *directory, GError **error)
{
  g_autoptr (GError) check_error = NULL;

  if (check (self, directory, &check_error))
    return TRUE;
  if (g_error_matches (check_error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_propagate_error (error, g_steal_pointer (&check_error));
      return FALSE;
    }
  docket_verifier_add (self, place, "%s", check_error->message);
  return TRUE;
}

static int
is_given_up (gpointer cancellable)
{
  return g_cancellable_is_cancelled (cancellable);
}

static void
watch_cancellable (DocketVerifier *self, DocketDatabase *database)
{
  if (self->cancellable != NULL)
    sqlite3_progress_handler (docket_database_get_connection (database), STEPS_BETWEEN_LOOKS, is_given_up, self->cancellable);
}

/* A file without a single table is about to be filled from the log. */
static gboolean
begin_snapshot (DocketDatabase *database, gboolean *is_empty, GError **error)
{
  gint64 n_tables = 0;

  if (!docket_database_begin_read (database, error) ||
      !docket_database_get_integer (database, 0, &n_tables, error, "SELECT count(*) FROM sqlite_schema", NULL))
    return FALSE;
  *is_empty = n_tables == 0;
  return *is_empty || docket_checkpoint_check_tables (database, error);
}

/* The views are looked at first: whatever they hold is then in the log that is looked at after them. */
static void
open_read (DocketVerifier *self)
{
  g_autoptr (GError) error = NULL;
  gboolean is_empty = FALSE;

  if (self->settings->read_path == NULL || !g_file_test (self->settings->read_path, G_FILE_TEST_EXISTS))
    return;
  self->read = docket_database_open (self->settings->read_path, DOCKET_DATABASE_READER, &error);
  if (self->read != NULL)
    watch_cancellable (self, self->read);
  if (self->read == NULL || !begin_snapshot (self->read, &is_empty, &error))
    docket_verifier_add (self, "read.db", "%s", error->message);
  if (error != NULL || is_empty)
    g_clear_object (&self->read);
}

static gboolean
open_write (DocketVerifier *self, GError **error)
{
  self->write = docket_database_open (self->settings->write_path, DOCKET_DATABASE_READER, error);
  if (self->write == NULL || !docket_database_begin_read (self->write, error))
    return FALSE;
  watch_cancellable (self, self->write);
  self->store = docket_event_store_new (self->write, self->settings->registry);
  return docket_event_store_get_last_position (self->store, &self->last_position, NULL, error);
}

static void
remove_directory (const char *path)
{
  GDir *directory = g_dir_open (path, 0, NULL);
  const char *name;

  while (directory != NULL && (name = g_dir_read_name (directory)) != NULL)
    {
      g_autofree char *file = g_build_filename (path, name, NULL);

      g_unlink (file);
    }
  g_clear_pointer (&directory, g_dir_close);
  g_rmdir (path);
}

/**
 * docket_verify_remove_leftovers:
 * @directory: a data directory that is held by this process
 *
 * Removes what a verification left that was broken off.
 */
void
docket_verify_remove_leftovers (const char *directory)
{
  g_autoptr (GDir) dir = g_dir_open (directory, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (directory, name, NULL);

      if (strlen (name) == strlen (SCRATCH_NAME) && g_str_has_prefix (name, SCRATCH_PREFIX) && g_file_test (path, G_FILE_TEST_IS_DIR) &&
          !g_file_test (path, G_FILE_TEST_IS_SYMLINK))
        remove_directory (path);
    }
}

/* Beside the files there is room for another copy, if anywhere; a directory that cannot be written is no excuse. */
static char *
create_directory (const char *write_path, GError **error)
{
  g_autofree char *parent = g_path_get_dirname (write_path);
  g_autofree char *path = g_build_filename (parent, SCRATCH_NAME, NULL);

  if (g_mkdtemp (path) != NULL)
    return g_steal_pointer (&path);
  return g_dir_make_tmp ("docket-verify-XXXXXX", error);
}

static gboolean
check_replay (DocketVerifier *self, GError **error)
{
  g_autofree char *directory = create_directory (self->settings->write_path, error);
  gboolean is_done;

  if (directory == NULL)
    return FALSE;
  is_done = run_check (self, check_references, "write.db", directory, error) &&
            run_check (self, docket_verifier_check_tables, "write.db", directory, error) &&
            run_check (self, docket_verifier_check_views, "read.db", directory, error);
  remove_directory (directory);
  return is_done;
}

static gboolean
check_all (DocketVerifier *self, GError **error)
{
  g_autoptr (GError) open_error = NULL;

  open_read (self);
  if (!open_write (self, &open_error))
    {
      if (!g_error_matches (open_error, DOCKET_ERROR, DOCKET_ERROR_CORRUPT))
        {
          g_propagate_error (error, g_steal_pointer (&open_error));
          return FALSE;
        }
      docket_verifier_add (self, "write.db", "%s", open_error->message);
      return TRUE;
    }
  return run_check (self, check_write_file, "write.db", NULL, error) && run_check (self, check_read_file, "read.db", NULL, error) &&
         run_check (self, check_chain, "write.db", NULL, error) && run_check (self, check_commands, "write.db", NULL, error) &&
         run_check (self, check_counters, "write.db", NULL, error) &&
         (self->settings->is_quick || check_replay (self, error));
}

/**
 * docket_verify:
 * @verification: what to check
 * @progress: (nullable) (scope call): told how far it is
 * @progress_data: its data
 * @cancellable: (nullable): stops it
 * @error: why it could not be checked at all
 *
 * Checks both files through connections of its own, which only read. What is damaged is a finding with its place, and
 * the checks that still make sense go on.
 *
 * Returns: (transfer full) (nullable) (element-type DocketFinding): what is wrong; empty when all is well
 */
GPtrArray *
docket_verify (const DocketVerification *verification, DocketProgressFunc progress, gpointer progress_data, GCancellable *cancellable,
               GError **error)
{
  g_autoptr (GPtrArray) findings = g_ptr_array_new_with_free_func ((GDestroyNotify) docket_finding_free);
  DocketVerifier self = {
    .settings = verification,
    .findings = findings,
    .progress = progress,
    .progress_data = progress_data,
    .cancellable = cancellable,
  };
  gboolean is_done = check_all (&self, error);

  g_clear_object (&self.store);
  g_clear_object (&self.write);
  g_clear_object (&self.read);
  return is_done ? g_steal_pointer (&findings) : NULL;
}
