/* docket-restore.c: goes back to a backup, and keeps what was there before
 *
 * The write database is up to three files, which cannot change their names in one step. So the copy that will be the new one
 * is made and checked first; then a note says that it is to be put in place, and from there on whoever holds the directory
 * next carries it through, however often it is broken off. Before the note the old files are the shop, after it the new one is.
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "docket-restore.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>

#include "docket-backups.h"
#include "docket-engine-private.h"
#include "docket-new-file.h"

#define COPY_NAME "restored.db"
#define NOTE_NAME "restoring"
#define KEPT_PREFIX "replaced-"

static const char *const list_files[] = { "read.db-wal", "read.db-shm", "read.db", NULL };
static const char *const shop_files[] = { "write.db-wal", "write.db-shm", "write.db", NULL };

static gboolean
set_error (const char *path, GError **error)
{
  int saved_errno = errno;

  docket_error_set (error, DOCKET_ERROR_STORAGE, NULL, _("“%s” cannot be put in its place: %s"), path, g_strerror (saved_errno));
  return FALSE;
}

static gboolean
sync_folders (const char *inner, const char *outer, GError **error)
{
  return docket_new_file_sync_folder (inner, error) && docket_new_file_sync_folder (outer, error);
}

static gboolean
move_files (const char *directory, const char *const *names, const char *folder, GError **error)
{
  for (guint i = 0; names[i] != NULL; i++)
    {
      g_autofree char *from = g_build_filename (directory, names[i], NULL);
      g_autofree char *to = g_build_filename (folder, names[i], NULL);

      if (g_rename (from, to) != 0 && errno != ENOENT)
        return set_error (from, error);
    }
  return TRUE;
}

static gboolean
is_same_device (const char *one, const char *other)
{
  GStatBuf of_one, of_other;

  return g_stat (one, &of_one) == 0 && g_stat (other, &of_other) == 0 && of_one.st_dev == of_other.st_dev;
}

/* A folder of its own for what is replaced, relative to the data directory. Among the backups, unless those lie on another disk: files
 * are moved, never copied. */
static char *
make_folder (const char *directory, GError **error)
{
  g_autofree char *backups = g_build_filename (directory, "backups", NULL);
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *stamp = g_date_time_format (now, KEPT_PREFIX "%Y-%m-%d-%H%M%S");
  gboolean is_among = g_mkdir_with_parents (backups, 0700) == 0 && is_same_device (directory, backups);
  const char *parent = is_among ? backups : directory;
  g_autofree char *name = g_strdup (stamp);
  int result;

  for (guint n = 2;; n++)
    {
      g_autofree char *path = g_build_filename (parent, name, NULL);

      result = g_mkdir (path, 0700);
      if (result == 0 || errno != EEXIST)
        break;
      g_free (name);
      name = g_strdup_printf ("%s-%u", stamp, n);
    }
  if (result != 0)
    {
      set_error (parent, error);
      return NULL;
    }
  if (!sync_folders (parent, directory, error))
    return NULL;
  return is_among ? g_build_filename ("backups", name, NULL) : g_steal_pointer (&name);
}

/* Nothing but the name of a folder that this program made. */
static char *
read_note (const char *path, GError **error)
{
  g_autofree char *text = NULL;
  g_autofree char *name = NULL;

  if (!g_file_get_contents (path, &text, NULL, error))
    return NULL;
  g_strchomp (text);
  name = g_path_get_basename (text);
  if (g_str_has_prefix (name, KEPT_PREFIX) && strstr (text, "..") == NULL && !g_path_is_absolute (text))
    return g_steal_pointer (&text);
  docket_error_set (error, DOCKET_ERROR_STORAGE, NULL, _("“%s” cannot be read."), path);
  return NULL;
}

/* It was made before the note; somebody may have tidied up since. */
static gboolean
make_again (const char *folder, GError **error)
{
  g_autofree char *parent = g_path_get_dirname (folder);

  if (g_file_test (folder, G_FILE_TEST_IS_DIR))
    return TRUE;
  return g_mkdir_with_parents (folder, 0700) == 0 ? docket_new_file_sync_folder (parent, error) : set_error (folder, error);
}

static gboolean
put_in_place (const char *directory, const char *folder_name, GError **error)
{
  g_autofree char *folder = g_build_filename (directory, folder_name, NULL);
  g_autofree char *copy = g_build_filename (directory, COPY_NAME, NULL);
  g_autofree char *target = g_build_filename (directory, "write.db", NULL);

  /* Without the copy it is in its place already: what is there is new. */
  if (!g_file_test (copy, G_FILE_TEST_EXISTS))
    return TRUE;
  if (!make_again (folder, error) || !move_files (directory, list_files, folder, error) ||
      !move_files (directory, shop_files, folder, error) || !sync_folders (folder, directory, error))
    return FALSE;
  if (g_rename (copy, target) != 0)
    return set_error (target, error);
  return docket_new_file_sync_folder (directory, error);
}

/* A note that was being written is none. */
static void
remove_half_notes (const char *directory)
{
  g_autoptr (GDir) dir = g_dir_open (directory, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    if (g_str_has_prefix (name, NOTE_NAME "."))
      {
        g_autofree char *path = g_build_filename (directory, name, NULL);

        g_unlink (path);
      }
}

/**
 * docket_restore_complete:
 * @directory: a data directory that is held by this process, with no file open
 * @error: return location
 *
 * Ends a restore that was broken off: to the end where the new shop was ready, back to the beginning where it was not.
 *
 * Returns: %FALSE when the files could not be put in their places; nothing is lost then
 */
gboolean
docket_restore_complete (const char *directory, GError **error)
{
  g_autofree char *note = g_build_filename (directory, NOTE_NAME, NULL);
  g_autofree char *copy = g_build_filename (directory, COPY_NAME, NULL);
  g_autofree char *folder_name = NULL;

  remove_half_notes (directory);
  if (!g_file_test (note, G_FILE_TEST_EXISTS))
    {
      docket_backup_remove_copy (copy);
      return TRUE;
    }
  folder_name = read_note (note, error);
  if (folder_name == NULL || !put_in_place (directory, folder_name, error))
    return FALSE;
  if (g_unlink (note) != 0)
    return set_error (note, error);
  return docket_new_file_sync_folder (directory, error);
}

/**
 * docket_restore_set_lists_aside:
 * @directory: a data directory that is held by this process, with no file open
 * @error: return location
 *
 * Moves the read database to a folder of its own, so that the lists are made anew from the log as it is.
 *
 * Returns: whether it is out of the way
 */
gboolean
docket_restore_set_lists_aside (const char *directory, GError **error)
{
  g_autofree char *folder_name = make_folder (directory, error);
  g_autofree char *folder = NULL;

  if (folder_name == NULL)
    return FALSE;
  folder = g_build_filename (directory, folder_name, NULL);
  return move_files (directory, list_files, folder, error) && sync_folders (folder, directory, error);
}

/* Tables that follow from the log, the chain and the file: all is checked before anything is touched. */
static gboolean
check_copy (DocketEngine *engine, const char *copy, DocketProgressFunc progress, gpointer progress_data, GCancellable *cancellable,
            GError **error)
{
  g_autoptr (GPtrArray) findings = NULL;
  DocketVerification verification;
  DocketFinding *first;

  docket_engine_describe_verification (engine, FALSE, NULL, &verification);
  verification.write_path = copy;
  verification.read_path = NULL;
  findings = docket_verify (&verification, progress, progress_data, cancellable, error);
  if (findings == NULL)
    return FALSE;
  if (findings->len == 0)
    return TRUE;
  first = findings->pdata[0];
  docket_error_set (error, DOCKET_ERROR_CORRUPT, NULL,
                    ngettext ("The backup is damaged (%u finding), and nothing was changed: %s: %s",
                              "The backup is damaged (%u findings), and nothing was changed: %s: %s", findings->len),
                    findings->len, first->place, first->message);
  return FALSE;
}

static gboolean
count_events (const char *path, gint64 *n_events, GError **error)
{
  g_autoptr (DocketDatabase) database = docket_database_open (path, DOCKET_DATABASE_READER, error);
  gint64 n_tables = 0;

  if (database == NULL ||
      !docket_database_get_integer (database, 0, &n_tables, error,
                                    "SELECT count(*) FROM sqlite_schema WHERE type = 'table' AND name IN ('event', 'command')", NULL))
    return FALSE;
  if (n_tables == 2)
    return docket_database_get_integer (database, 0, n_events, error, "SELECT count(*) FROM event", NULL);
  docket_error_set (error, DOCKET_ERROR_FOREIGN, NULL, _("“%s” holds no shop."), path);
  return FALSE;
}

/* The kind of file is a matter of what was asked for; only damage is one of the disk. */
static gboolean
look_into (const char *path, gint64 *n_events, GError **error)
{
  gboolean is_other = g_file_test (path, G_FILE_TEST_EXISTS) && !g_file_test (path, G_FILE_TEST_IS_REGULAR);
  g_autoptr (GError) trouble = NULL;

  if (!is_other && count_events (path, n_events, &trouble))
    return TRUE;
  if (is_other || g_error_matches (trouble, DOCKET_ERROR, DOCKET_ERROR_FOREIGN))
    docket_error_set (error, DOCKET_ERROR_INVALID, NULL, _("“%s” is not a backup of Docket."), path);
  else
    g_propagate_error (error, g_steal_pointer (&trouble));
  return FALSE;
}

static gboolean
make_copy (DocketEngine *engine, const char *path, const char *copy, DocketProgressFunc progress, gpointer progress_data,
           GCancellable *cancellable, GError **error)
{
  if (!docket_backup_copy (path, copy, progress, progress_data, cancellable, error))
    return FALSE;
  if (check_copy (engine, copy, progress, progress_data, cancellable, error))
    return TRUE;
  docket_backup_remove_copy (copy);
  return FALSE;
}

static gboolean
has_shop (const char *directory)
{
  g_autofree char *write_path = g_build_filename (directory, "write.db", NULL);
  g_autofree char *read_path = g_build_filename (directory, "read.db", NULL);

  return g_file_test (write_path, G_FILE_TEST_EXISTS) || g_file_test (read_path, G_FILE_TEST_EXISTS);
}

/* From the note on there is no way back, and none is needed. */
static gboolean
replace (const char *directory, const char *copy, char **kept, GError **error)
{
  g_autofree char *note = g_build_filename (directory, NOTE_NAME, NULL);
  gboolean had_shop = has_shop (directory);
  g_autofree char *folder_name = make_folder (directory, error);
  g_autofree char *folder = NULL;

  if (folder_name == NULL ||
      !g_file_set_contents_full (note, folder_name, -1, G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE, 0600, error))
    {
      docket_backup_remove_copy (copy);
      return FALSE;
    }
  if (!docket_new_file_sync_folder (directory, error) || !docket_restore_complete (directory, error))
    return FALSE;
  folder = g_build_filename (directory, folder_name, NULL);
  if (had_shop)
    *kept = g_steal_pointer (&folder);
  else
    g_rmdir (folder);
  return TRUE;
}

/**
 * docket_restore:
 * @engine: an engine that is not open
 * @path: a backup, or any write database
 * @progress: (nullable) (scope call): told how far it is
 * @progress_data: its data
 * @n_events: (out): how many events it holds
 * @kept: (out) (nullable): the folder to which the files were moved that were there before; %NULL where there were none
 * @cancellable: (nullable): stops it, as long as nothing was changed
 * @error: %DOCKET_ERROR_BUSY when another process holds the directory, %DOCKET_ERROR_INVALID when @path is no backup,
 *   %DOCKET_ERROR_CORRUPT when it is damaged
 *
 * Checks the backup in full, moves the shop's files aside and puts a copy of it in their place. The lists are made anew when
 * the engine is opened. The station keeps its name: it is the machine's.
 *
 * Returns: whether the backup is the shop now; nothing was changed otherwise
 */
gboolean
docket_restore (DocketEngine *engine, const char *path, DocketProgressFunc progress, gpointer progress_data, gint64 *n_events,
                char **kept, GCancellable *cancellable, GError **error)
{
  const char *directory;
  g_autofree char *copy = NULL;
  gboolean is_restored;

  g_return_val_if_fail (DOCKET_IS_ENGINE (engine), FALSE);

  *kept = NULL;
  if (!look_into (path, n_events, error) || !docket_engine_open (engine, DOCKET_ENGINE_LOCK_ONLY, error))
    return FALSE;
  directory = docket_engine_get_directory (engine);
  copy = g_build_filename (directory, COPY_NAME, NULL);
  is_restored = make_copy (engine, path, copy, progress, progress_data, cancellable, error) &&
                replace (directory, copy, kept, error);
  docket_engine_close (engine);
  return is_restored;
}
