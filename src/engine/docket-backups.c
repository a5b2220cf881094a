/* docket-backups.c: the backups of a shop: those of each day, and those that somebody asks for
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "docket-backups.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>

#include "docket-engine-private.h"
#include "docket-time.h"

#define FOLDER "backups"
#define PREFIX "write-"
#define SUFFIX ".db"

#define KEPT_DAYS 7

/**
 * docket_backup_free:
 * @backup: (transfer full): a backup of the list
 */
void
docket_backup_free (DocketBackup *backup)
{
  g_free (backup->path);
  g_free (backup);
}

/**
 * docket_backups_get_directory:
 * @engine: an engine, open or not
 *
 * Returns: (transfer full): the folder of the shop's backups, there or not
 */
char *
docket_backups_get_directory (DocketEngine *engine)
{
  return g_build_filename (docket_engine_get_directory (engine), FOLDER, NULL);
}

/**
 * docket_backups_get_daily_path:
 * @engine: an engine, open or not
 * @day: a calendar day as yyyymmdd
 *
 * Returns: (transfer full): where the backup of that day lies, there or not
 */
char *
docket_backups_get_daily_path (DocketEngine *engine, gint32 day)
{
  char text[DOCKET_DAY_STRING_SIZE];
  g_autofree char *name = g_strconcat (PREFIX, docket_day_format (day, text), SUFFIX, NULL);

  return g_build_filename (docket_engine_get_directory (engine), FOLDER, name, NULL);
}

/**
 * docket_backups_get_today:
 *
 * Returns: the calendar day by the clock and the time zone of this machine, as yyyymmdd
 */
gint32
docket_backups_get_today (void)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_local ();

  return docket_day_of_time (docket_time_now (), zone);
}

/* 0: not the name of a daily backup. */
static gint32
get_day (const char *name, gsize length)
{
  g_autofree char *text = NULL;
  gint32 day;

  if (length != strlen (PREFIX "2026-11-23" SUFFIX) || !g_str_has_prefix (name, PREFIX) ||
      strncmp (name + length - strlen (SUFFIX), SUFFIX, strlen (SUFFIX)) != 0)
    return 0;
  text = g_strndup (name + strlen (PREFIX), length - strlen (PREFIX SUFFIX));
  return docket_day_parse (text, &day) ? day : 0;
}

static int
compare_days (gconstpointer a, gconstpointer b)
{
  return *(const gint32 *) b - *(const gint32 *) a;
}

/**
 * docket_backups_find_expired:
 * @days: (array length=n_days): the days of which there are backups, yyyymmdd, in any order
 * @n_days: how many
 * @today: the day on which it is asked
 *
 * Kept are the last seven and the first of each month. One that is dated after @today comes from a clock that went wrong: it is
 * neither counted nor deleted.
 *
 * Returns: (transfer full) (element-type gint32): the days whose backups can go
 */
GArray *
docket_backups_find_expired (const gint32 *days, guint n_days, gint32 today)
{
  g_autoptr (GArray) sorted = g_array_sized_new (FALSE, FALSE, sizeof (gint32), n_days);
  GArray *expired = g_array_new (FALSE, FALSE, sizeof (gint32));

  for (guint i = 0; i < n_days; i++)
    if (days[i] <= today)
      g_array_append_val (sorted, days[i]);
  g_array_sort (sorted, compare_days);
  for (guint i = KEPT_DAYS; i < sorted->len; i++)
    {
      gint32 day = g_array_index (sorted, gint32, i);

      /* The next is the one before it: of the same month, unless this is the month's first. */
      if (i + 1 < sorted->len && g_array_index (sorted, gint32, i + 1) / 100 == day / 100)
        g_array_append_val (expired, day);
    }
  return expired;
}

static int
compare_backups (gconstpointer a, gconstpointer b)
{
  const DocketBackup *one = *(DocketBackup *const *) a;
  const DocketBackup *other = *(DocketBackup *const *) b;

  return one->stamp.time < other->stamp.time ? 1 : one->stamp.time > other->stamp.time ? -1 : strcmp (one->path, other->path);
}

/**
 * docket_backups_list:
 * @engine: an engine, open or not
 *
 * Looks for backups in the folder of backups, whoever put them there. Whether they are whole, [func@backups_check] says.
 *
 * Returns: (transfer full) (element-type DocketBackup): the newest first
 */
GPtrArray *
docket_backups_list (DocketEngine *engine)
{
  g_autofree char *folder = docket_backups_get_directory (engine);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  GPtrArray *backups = g_ptr_array_new_with_free_func ((GDestroyNotify) docket_backup_free);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      DocketBackupStamp stamp;
      DocketBackup *backup;

      if (!g_str_has_suffix (name, SUFFIX) || !g_file_test (path, G_FILE_TEST_IS_REGULAR) ||
          !docket_backup_read_stamp (path, &stamp, NULL))
        continue;
      backup = g_new (DocketBackup, 1);
      backup->path = g_steal_pointer (&path);
      backup->stamp = stamp;
      g_ptr_array_add (backups, backup);
    }
  g_ptr_array_sort (backups, compare_backups);
  return backups;
}

/**
 * docket_backups_write:
 * @engine: an engine, open or not
 * @path: where the backup goes
 * @progress: (nullable) (scope call): told how far it is
 * @progress_data: its data
 * @stamp: (out): what it holds
 * @cancellable: (nullable): stops it
 * @error: return location
 *
 * Writes a backup of the shop, as `docket_backup_write()` does. It only reads the shop's files: it also works beside another
 * process that holds the directory.
 *
 * Returns: whether there is a backup
 */
gboolean
docket_backups_write (DocketEngine *engine, const char *path, DocketProgressFunc progress, gpointer progress_data,
                      DocketBackupStamp *stamp, GCancellable *cancellable, GError **error)
{
  DocketVerification verification;

  g_return_val_if_fail (DOCKET_IS_ENGINE (engine), FALSE);

  docket_engine_describe_verification (engine, TRUE, NULL, &verification);
  return docket_engine_check_shop (engine, error) &&
         docket_backup_write (&verification, path, FALSE, progress, progress_data, stamp, cancellable, error);
}

/**
 * docket_backups_check:
 * @engine: an engine, open or not
 * @path: a backup
 * @cancellable: (nullable): stops it
 * @error: what is wrong with it
 *
 * Checks the chain, that nothing is missing, and SQLite's own check of the file.
 *
 * Returns: whether it is whole
 */
gboolean
docket_backups_check (DocketEngine *engine, const char *path, GCancellable *cancellable, GError **error)
{
  DocketVerification verification;
  g_autoptr (GPtrArray) findings = NULL;
  DocketFinding *first;

  docket_engine_describe_verification (engine, TRUE, NULL, &verification);
  verification.write_path = path;
  verification.read_path = NULL;
  findings = docket_verify (&verification, NULL, NULL, cancellable, error);
  if (findings == NULL)
    return FALSE;
  if (findings->len == 0)
    return TRUE;
  first = findings->pdata[0];
  docket_error_set (error, DOCKET_ERROR_CORRUPT, NULL, _("The backup is damaged: %s: %s"), first->place, first->message);
  return FALSE;
}

static gboolean
has_events (DocketEngine *engine)
{
  g_autoptr (DocketDatabase) database = docket_database_open (docket_engine_get_write_path (engine), DOCKET_DATABASE_READER, NULL);
  gint64 position = 0;

  return database != NULL &&
         docket_database_get_integer (database, 0, &position, NULL, "SELECT max(position) FROM event", NULL) && position > 0;
}

/**
 * docket_backups_is_due:
 * @engine: an engine, open as holder
 * @today: the day, yyyymmdd
 *
 * Returns: whether there is something to keep and no backup of @today yet; one of a past to which the shop does not belong any
 *   more, since it went back to an earlier one, is none
 */
gboolean
docket_backups_is_due (DocketEngine *engine, gint32 today)
{
  g_autofree char *path = docket_backups_get_daily_path (engine, today);
  DocketBackupStamp stamp;
  gboolean is_of_shop = FALSE;

  if (docket_backup_read_stamp (path, &stamp, NULL))
    return docket_backup_is_of (&stamp, docket_engine_get_write_path (engine), &is_of_shop, NULL) && !is_of_shop;
  return has_events (engine);
}

/* Only what the program made by itself, and what a backup that was broken off left. */
static void
remove_daily (DocketEngine *engine, gint32 day)
{
  g_autofree char *path = docket_backups_get_daily_path (engine, day);
  DocketBackupStamp stamp;

  if (!g_file_test (path, G_FILE_TEST_IS_SYMLINK) && docket_backup_read_stamp (path, &stamp, NULL) && stamp.is_daily)
    g_unlink (path);
}

static gboolean
is_left_over (const char *name)
{
  const gsize random = strlen ("XXXXXX");
  const gsize ending = strlen (DOCKET_BACKUP_UNFINISHED);
  gsize length = strlen (name);

  return length > ending && strncmp (name + length - ending, DOCKET_BACKUP_UNFINISHED, ending - random) == 0 &&
         get_day (name, length - ending) != 0;
}

static void
clean_up (DocketEngine *engine, const char *folder, gint32 today)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  g_autoptr (GArray) days = g_array_new (FALSE, FALSE, sizeof (gint32));
  g_autoptr (GArray) expired = NULL;
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      gint32 day = get_day (name, strlen (name));

      if (day != 0)
        g_array_append_val (days, day);
      else if (is_left_over (name))
        {
          g_autofree char *path = g_build_filename (folder, name, NULL);

          docket_backup_remove_unfinished (path);
        }
    }
  expired = docket_backups_find_expired ((const gint32 *) (gpointer) days->data, days->len, today);
  for (guint i = 0; i < expired->len; i++)
    remove_daily (engine, g_array_index (expired, gint32, i));
}

/* A shop that went back to an earlier backup has another past than the backup that it made on the same day, and what is damaged
 * may still be of use to somebody: nothing is lost for having the name of the day. */
static gboolean
set_aside (const char *path)
{
  g_autofree char *stem = g_strndup (path, strlen (path) - strlen (SUFFIX));

  if (g_file_test (path, G_FILE_TEST_IS_SYMLINK) || !g_file_test (path, G_FILE_TEST_IS_REGULAR))
    return FALSE;
  for (guint n = 2;; n++)
    {
      g_autofree char *name = g_strdup_printf ("%s-%u" SUFFIX, stem, n);

      if (!g_file_test (name, G_FILE_TEST_EXISTS))
        return g_rename (path, name) == 0;
    }
}

/**
 * docket_backups_write_daily:
 * @engine: an engine, open as holder
 * @today: the day, yyyymmdd
 * @progress: (nullable) (scope call): told how far it is
 * @progress_data: its data
 * @cancellable: (nullable): stops it
 * @error: return location
 *
 * Writes the backup of the day, in place of an earlier one of the same day, and deletes those that are not kept any longer. None
 * is deleted unless there is a new one; whatever else has its name, damaged or of a past that the shop has no more, is kept
 * under another one.
 *
 * Returns: whether there is a backup of @today
 */
gboolean
docket_backups_write_daily (DocketEngine *engine, gint32 today, DocketProgressFunc progress, gpointer progress_data,
                            GCancellable *cancellable, GError **error)
{
  g_autofree char *folder = docket_backups_get_directory (engine);
  g_autofree char *path = docket_backups_get_daily_path (engine, today);
  g_autoptr (GError) trouble = NULL;
  DocketVerification verification;

  g_return_val_if_fail (DOCKET_IS_ENGINE (engine), FALSE);

  docket_engine_describe_verification (engine, TRUE, NULL, &verification);
  if (g_mkdir_with_parents (folder, 0700) != 0)
    {
      docket_error_set (error, DOCKET_ERROR_STORAGE, NULL, _("The folder “%s” cannot be made: %s"), folder, g_strerror (errno));
      return FALSE;
    }
  if (!docket_backup_write (&verification, path, TRUE, progress, progress_data, NULL, cancellable, &trouble))
    {
      if (!g_error_matches (trouble, DOCKET_ERROR, DOCKET_ERROR_REJECTED) || !set_aside (path))
        {
          g_propagate_error (error, g_steal_pointer (&trouble));
          return FALSE;
        }
      if (!docket_backup_write (&verification, path, TRUE, progress, progress_data, NULL, cancellable, error))
        return FALSE;
    }
  clean_up (engine, folder, today);
  return TRUE;
}
