/* docket-backup.c: a whole copy of the write database, made while it is worked on
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "docket-backup.h"
#include "docket-database-file.h"
#include "docket-new-file.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

/* Between two looks at whether somebody gave it up: 2 MiB. */
#define PAGES_PER_STEP 512

#define DROP_STAMP "DROP TABLE IF EXISTS backup;"

static const char stamp_schema[] =
  DROP_STAMP
  "CREATE TABLE backup (position INTEGER NOT NULL, hash BLOB, time INTEGER NOT NULL, daily INTEGER NOT NULL);";

static gboolean
sync_file (const char *path, GError **error)
{
  int fd = g_open (path, O_RDWR | O_CLOEXEC, 0);
  gboolean is_synced = fd >= 0 && fsync (fd) == 0;

  if (!is_synced)
    docket_new_file_set_error (path, error);
  if (fd >= 0)
    close (fd);
  return is_synced;
}

/**
 * docket_backup_sync:
 * @path: a file that nobody has open
 * @error: return location
 *
 * Has the file and the entry of its folder reach the disk.
 *
 * Returns: whether they did
 */
gboolean
docket_backup_sync (const char *path, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (path);

  return sync_file (path, error) && docket_new_file_sync_folder (folder, error);
}

/* The copy needs no journal: it has its name only when it is whole. The mode is exclusive so that no memory has to be shared,
 * which not every file system can. */
static sqlite3 *
open_target (const char *path, GError **error)
{
  sqlite3 *connection = NULL;
  int result = sqlite3_open_v2 (path, &connection, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE, NULL);

  if (result == SQLITE_OK)
    result = sqlite3_exec (connection, "PRAGMA locking_mode = EXCLUSIVE; PRAGMA synchronous = OFF; PRAGMA journal_mode = MEMORY;",
                           NULL, NULL, NULL);
  if (result == SQLITE_OK)
    return connection;
  docket_database_file_set_error (connection, path, result, error);
  sqlite3_close (connection);
  return NULL;
}

static int
copy_pages (sqlite3_backup *backup, DocketProgressFunc progress, gpointer progress_data, GCancellable *cancellable)
{
  int result;

  do
    {
      result = sqlite3_backup_step (backup, PAGES_PER_STEP);
      if (progress != NULL)
        progress (_("The copy"), sqlite3_backup_pagecount (backup) - sqlite3_backup_remaining (backup),
                  sqlite3_backup_pagecount (backup), progress_data);
      if (g_cancellable_is_cancelled (cancellable))
        return SQLITE_INTERRUPT;
    }
  while (result == SQLITE_OK);
  return result;
}

static gboolean
copy_database (DocketDatabase *source, sqlite3 *target, const char *target_path, DocketProgressFunc progress, gpointer progress_data,
               GCancellable *cancellable, GError **error)
{
  sqlite3 *connection = docket_database_get_connection (source);
  sqlite3_backup *backup = sqlite3_backup_init (target, "main", connection, "main");
  int result;

  if (backup == NULL)
    return docket_database_file_set_error (target, target_path, sqlite3_extended_errcode (target), error);
  result = copy_pages (backup, progress, progress_data, cancellable);
  sqlite3_backup_finish (backup);
  if (result == SQLITE_DONE)
    /* One single file, with nothing beside it that could be forgotten. */
    result = sqlite3_exec (target, "PRAGMA journal_mode = DELETE", NULL, NULL, NULL);
  if (result == SQLITE_OK)
    return TRUE;
  if (result == SQLITE_INTERRUPT)
    return docket_database_file_set_error (NULL, target_path, result, error);
  /* SQLite says it of one of the two: a source that cannot be read is told as such. */
  if ((result & 0xff) == SQLITE_CORRUPT || (result & 0xff) == SQLITE_NOTADB || result == SQLITE_IOERR_READ)
    return docket_database_file_set_error (NULL, docket_database_get_path (source), result, error);
  return docket_database_file_set_error (NULL, target_path, result, error);
}

static gboolean
write_stamp (sqlite3 *target, const char *path, const DocketBackupStamp *stamp, GError **error)
{
  sqlite3_stmt *statement = NULL;
  int result = sqlite3_exec (target, stamp_schema, NULL, NULL, NULL);

  if (result == SQLITE_OK)
    result = sqlite3_prepare_v2 (target, "INSERT INTO backup (position, hash, time, daily) VALUES (?, ?, ?, ?)", -1, &statement, NULL);
  if (result == SQLITE_OK)
    {
      sqlite3_bind_int64 (statement, 1, stamp->position);
      sqlite3_bind_blob (statement, 2, stamp->hash, DOCKET_HASH_SIZE, SQLITE_STATIC);
      sqlite3_bind_int64 (statement, 3, stamp->time);
      sqlite3_bind_int (statement, 4, stamp->is_daily);
      result = sqlite3_step (statement);
    }
  sqlite3_finalize (statement);
  return result == SQLITE_DONE || docket_database_file_set_error (target, path, result, error);
}

/* What is worked on is no backup: as one it might be replaced by another. */
static gboolean
drop_stamp (sqlite3 *target, const char *path, GError **error)
{
  int result = sqlite3_exec (target, DROP_STAMP, NULL, NULL, NULL);

  return result == SQLITE_OK || docket_database_file_set_error (target, path, result, error);
}

static gboolean
read_end (DocketDatabase *database, DocketBackupStamp *stamp, GError **error)
{
  g_autoptr (GError) step_error = NULL;
  g_autoptr (DocketStatement) statement =
    docket_database_query (database, error, "SELECT position, hash FROM event ORDER BY position DESC LIMIT 1", NULL);

  if (statement == NULL)
    return FALSE;
  if (docket_statement_step (statement, &step_error))
    {
      g_autoptr (GBytes) hash = docket_statement_bytes (statement, 1);

      stamp->position = docket_statement_integer (statement, 0);
      if (hash != NULL && g_bytes_get_size (hash) == DOCKET_HASH_SIZE)
        memcpy (stamp->hash, g_bytes_get_data (hash, NULL), DOCKET_HASH_SIZE);
    }
  if (step_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&step_error));
  return FALSE;
}

/* One view of the source for the whole copy: the writer goes on beside it, and nothing has to be copied twice. name: what the
 * person calls the copy; stamp: (nullable). */
static gboolean
copy_to (const char *source_path, const char *target_path, const char *name, DocketBackupStamp *stamp, DocketProgressFunc progress,
         gpointer progress_data, GCancellable *cancellable, GError **error)
{
  g_autoptr (DocketDatabase) source = docket_database_open (source_path, DOCKET_DATABASE_READER, error);
  DocketBackupStamp end = { 0 };
  sqlite3 *target;
  gboolean is_copied;

  if (source == NULL || !docket_database_begin_read (source, error))
    return FALSE;
  /* The first statement is what takes the view. */
  if (stamp != NULL && !read_end (source, &end, error))
    return FALSE;
  target = open_target (target_path, error);
  if (target == NULL)
    return FALSE;
  is_copied = copy_database (source, target, name, progress, progress_data, cancellable, error);
  if (is_copied && stamp != NULL)
    {
      stamp->position = end.position;
      memcpy (stamp->hash, end.hash, DOCKET_HASH_SIZE);
      is_copied = write_stamp (target, name, stamp, error);
    }
  else if (is_copied)
    is_copied = drop_stamp (target, name, error);
  sqlite3_close (target);
  docket_database_end_read (source);
  return is_copied;
}

/**
 * docket_backup_remove_copy:
 * @path: a copy of a database that nobody has open
 *
 * Removes it, with what SQLite may have left beside it when it was broken off.
 */
void
docket_backup_remove_copy (const char *path)
{
  static const char *const suffixes[] = { "-journal", "-wal", "-shm", "" };

  for (guint i = 0; i < G_N_ELEMENTS (suffixes); i++)
    {
      g_autofree char *file = g_strconcat (path, suffixes[i], NULL);

      g_unlink (file);
    }
}

/**
 * docket_backup_copy:
 * @source: a database of Docket
 * @target: a file that is not there
 * @progress: (nullable) (scope call): told how far it is
 * @progress_data: its data
 * @cancellable: (nullable): stops it
 * @error: return location
 *
 * Copies a database as it is at this moment, with what waits in its write-ahead log, into one file that its owner alone may
 * read, and that is no backup any more where @source was one. It is on the disk afterwards.
 *
 * Returns: whether it is copied; @target is not there otherwise
 */
gboolean
docket_backup_copy (const char *source, const char *target, DocketProgressFunc progress, gpointer progress_data,
                    GCancellable *cancellable, GError **error)
{
  int fd = g_open (target, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);

  if (fd < 0)
    return docket_new_file_set_error (target, error);
  close (fd);
  if (copy_to (source, target, target, NULL, progress, progress_data, cancellable, error) && docket_backup_sync (target, error))
    return TRUE;
  docket_backup_remove_copy (target);
  return FALSE;
}

/* Damage of the shop itself shows here as well: no copy of it takes the place of a good one. */
static gboolean
check_copy (const DocketVerification *verification, const char *path, DocketProgressFunc progress, gpointer progress_data,
            GCancellable *cancellable, GError **error)
{
  DocketVerification settings = *verification;
  g_autoptr (GPtrArray) findings = NULL;
  DocketFinding *first;

  settings.write_path = path;
  settings.read_path = NULL;
  settings.is_quick = TRUE;
  findings = docket_verify (&settings, progress, progress_data, cancellable, error);
  if (findings == NULL)
    return FALSE;
  if (findings->len == 0)
    return TRUE;
  first = findings->pdata[0];
  docket_error_set (error, DOCKET_ERROR_CORRUPT, NULL, _("The backup was not kept, because it is damaged: %s: %s"), first->place,
                    first->message);
  return FALSE;
}

/**
 * docket_backup_is_of:
 * @stamp: what a backup says of itself
 * @source: a shop's database
 * @is_of_shop: (out): whether the log of @source holds the last event of the backup
 * @error: return location
 *
 * Returns: whether it could be asked
 */
gboolean
docket_backup_is_of (const DocketBackupStamp *stamp, const char *source, gboolean *is_of_shop, GError **error)
{
  g_autoptr (DocketDatabase) database = docket_database_open (source, DOCKET_DATABASE_READER, error);
  DocketCheckpoint end = { .position = stamp->position };

  memcpy (end.hash, stamp->hash, DOCKET_HASH_SIZE);
  return database != NULL && docket_checkpoint_is_in_log (&end, database, is_of_shop, error);
}

/* A name in use is taken only from an earlier backup of the same shop: its end must be in this log. */
static gboolean
check_target (const char *source, const char *target, GError **error)
{
  DocketBackupStamp stamp;
  gboolean is_of_shop = FALSE;

  if (!g_file_test (target, G_FILE_TEST_EXISTS))
    return TRUE;
  if (!g_file_test (target, G_FILE_TEST_IS_REGULAR) || !docket_backup_read_stamp (target, &stamp, NULL))
    {
      docket_error_set (error, DOCKET_ERROR_REJECTED, NULL, _("“%s” is there already and is not a backup: choose another name"),
                        target);
      return FALSE;
    }
  if (!docket_backup_is_of (&stamp, source, &is_of_shop, error))
    return FALSE;
  if (is_of_shop)
    return TRUE;
  docket_error_set (error, DOCKET_ERROR_REJECTED, NULL,
                    _("“%s” is there already and is a backup of another shop, or of another past: choose another name"), target);
  return FALSE;
}

/**
 * docket_backup_remove_unfinished:
 * @path: a file whose name ends as that of an unfinished backup does
 *
 * Removes what is left of a backup that was broken off. Whoever writes one holds its file.
 */
void
docket_backup_remove_unfinished (const char *path)
{
  int fd = g_open (path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW, 0);

  if (fd < 0)
    return;
  if (flock (fd, LOCK_EX | LOCK_NB) == 0)
    docket_backup_remove_copy (path);
  close (fd);
}

/* Of earlier backups that were to have the same name. */
static void
remove_unfinished (const char *target, const char *folder)
{
  g_autofree char *base = g_path_get_basename (target);
  g_autofree char *prefix = g_strndup (DOCKET_BACKUP_UNFINISHED, strlen (DOCKET_BACKUP_UNFINISHED) - strlen ("XXXXXX"));
  g_autofree char *beginning = g_strconcat (base, prefix, NULL);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (g_str_has_prefix (name, beginning) && strlen (name) == strlen (base) + strlen (DOCKET_BACKUP_UNFINISHED))
        docket_backup_remove_unfinished (path);
    }
}

/* An empty file that this process holds; -1 with an error. */
static int
create_unfinished (char *temporary, const char *target, GError **error)
{
  int fd = g_mkstemp_full (temporary, O_RDWR | O_CLOEXEC, 0600);

  if (fd < 0)
    docket_new_file_set_error (target, error);
  /* Where files cannot be held, nobody takes this one away either. */
  else if (flock (fd, LOCK_EX | LOCK_NB) != 0)
    g_debug ("%s is not held: %s", temporary, g_strerror (errno));
  return fd;
}

/**
 * docket_backup_write:
 * @verification: the shop, and how its copy is checked
 * @target: where the backup goes; what is there is replaced only when it is an earlier backup of the same shop
 * @is_daily: whether the program makes it by itself, and may delete it again
 * @progress: (nullable) (scope call): told how far it is
 * @progress_data: its data
 * @stamp: (out): what it holds
 * @cancellable: (nullable): stops it
 * @error: return location
 *
 * Copies the write database as it is at this moment, while commands go on, checks the copy and gives it its name when it is
 * whole and on the disk. Blocks; in any thread that may.
 *
 * Returns: whether there is a backup; nothing of it is there otherwise
 */
gboolean
docket_backup_write (const DocketVerification *verification, const char *target, gboolean is_daily, DocketProgressFunc progress,
                     gpointer progress_data, DocketBackupStamp *stamp, GCancellable *cancellable, GError **error)
{
  g_autofree char *temporary = g_strconcat (target, DOCKET_BACKUP_UNFINISHED, NULL);
  g_autofree char *folder = g_path_get_dirname (target);
  DocketBackupStamp made = { .time = docket_time_now (), .is_daily = is_daily };
  gboolean is_written;
  int fd;

  if (!check_target (verification->write_path, target, error))
    return FALSE;
  remove_unfinished (target, folder);
  fd = create_unfinished (temporary, target, error);
  if (fd < 0)
    return FALSE;
  is_written = copy_to (verification->write_path, temporary, target, &made, progress, progress_data, cancellable, error) &&
               check_copy (verification, temporary, progress, progress_data, cancellable, error) &&
               sync_file (temporary, error) && (g_rename (temporary, target) == 0 || docket_new_file_set_error (target, error));
  if (!is_written)
    docket_backup_remove_copy (temporary);
  /* Not before: SQLite would lose the locks that it has on the file. */
  close (fd);
  if (!is_written)
    return FALSE;
  if (stamp != NULL)
    *stamp = made;
  return docket_new_file_sync_folder (folder, error);
}

static gboolean
read_stamp (DocketDatabase *database, DocketBackupStamp *stamp, GError **error)
{
  g_autoptr (DocketStatement) statement = docket_database_query (database, error, "SELECT position, hash, time, daily FROM backup", NULL);
  g_autoptr (GBytes) hash = NULL;
  gsize size = 0;
  gconstpointer bytes;

  if (statement == NULL || !docket_statement_step (statement, error))
    return FALSE;
  hash = docket_statement_bytes (statement, 1);
  bytes = hash != NULL ? g_bytes_get_data (hash, &size) : NULL;
  if (size != DOCKET_HASH_SIZE)
    return FALSE;
  memcpy (stamp->hash, bytes, DOCKET_HASH_SIZE);
  stamp->position = docket_statement_integer (statement, 0);
  stamp->time = docket_statement_integer (statement, 2);
  stamp->is_daily = docket_statement_integer (statement, 3) != 0;
  return TRUE;
}

/**
 * docket_backup_read_stamp:
 * @path: a file
 * @stamp: (out): what it says of itself
 * @error: return location
 *
 * Asks a backup what it holds. Whether that is whole is another question.
 *
 * Returns: whether it is a backup, as far as it says
 */
gboolean
docket_backup_read_stamp (const char *path, DocketBackupStamp *stamp, GError **error)
{
  g_autoptr (DocketDatabase) database = docket_database_open (path, DOCKET_DATABASE_READER, error);
  g_autoptr (GError) read_error = NULL;

  if (database == NULL)
    return FALSE;
  if (read_stamp (database, stamp, &read_error))
    return TRUE;
  if (read_error != NULL && g_error_matches (read_error, DOCKET_ERROR, DOCKET_ERROR_CORRUPT))
    g_propagate_error (error, g_steal_pointer (&read_error));
  else
    docket_error_set (error, DOCKET_ERROR_FOREIGN, NULL, _("“%s” is not a backup."), path);
  return FALSE;
}
