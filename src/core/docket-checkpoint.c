/* docket-checkpoint.c: how far each view has come, kept beside its rows
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "docket-checkpoint.h"
#include "docket-database-file.h"
#include "docket-database-log.h"
#include "docket-definitions.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>

#define KEPT_LAGS 10000

/* shadow: tables that lie in the file and are no view's, being made or given up. log_end: the last command that was seen. */
static const char schema[] =
  "CREATE TABLE IF NOT EXISTS checkpoint (view TEXT PRIMARY KEY, version TEXT NOT NULL, position INTEGER NOT NULL,"
  " hash BLOB, state TEXT NOT NULL, error TEXT) WITHOUT ROWID;"
  "CREATE TABLE IF NOT EXISTS projection_lag (position INTEGER PRIMARY KEY, committed INTEGER NOT NULL,"
  " projected INTEGER NOT NULL);"
  "CREATE TABLE IF NOT EXISTS shadow (name TEXT PRIMARY KEY) WITHOUT ROWID;"
  "CREATE TABLE IF NOT EXISTS log_end (sequence INTEGER NOT NULL, id BLOB NOT NULL, same_sequence INTEGER NOT NULL,"
  " same_id BLOB NOT NULL);";

static const char *const state_names[] = {
  [DOCKET_VIEW_LIVE] = "live",
  [DOCKET_VIEW_REBUILDING] = "rebuilding",
  [DOCKET_VIEW_STOPPED] = "stopped",
};

/* A word that is not known asks for a rebuild. */
static DocketViewState
parse_state (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (state_names); i++)
    if (g_strcmp0 (state_names[i], name) == 0)
      return (DocketViewState) i;
  return DOCKET_VIEW_REBUILDING;
}

/**
 * docket_checkpoint_clear:
 * @checkpoint: a checkpoint
 *
 * Frees what it holds, and makes it one of a view that holds nothing.
 */
void
docket_checkpoint_clear (DocketCheckpoint *checkpoint)
{
  g_free (checkpoint->version);
  g_free (checkpoint->error);
  memset (checkpoint, 0, sizeof *checkpoint);
}

/**
 * docket_checkpoint_copy:
 * @checkpoint: a checkpoint
 *
 * Returns: the same with texts of its own; free with docket_checkpoint_clear()
 */
DocketCheckpoint
docket_checkpoint_copy (const DocketCheckpoint *checkpoint)
{
  DocketCheckpoint copy = *checkpoint;

  copy.version = g_strdup (checkpoint->version);
  copy.error = g_strdup (checkpoint->error);
  return copy;
}

/**
 * docket_checkpoint_check_tables:
 * @read_database: the read database
 * @error: %DOCKET_ERROR_CORRUPT where one of its own tables is not as it was made
 *
 * Returns: whether they are right
 */
gboolean
docket_checkpoint_check_tables (DocketDatabase *read_database, GError **error)
{
  return docket_definitions_check (read_database, schema, error);
}

/**
 * docket_checkpoint_create_tables:
 * @read_database: the read database, in no transaction
 * @error: return location
 *
 * Makes the tables where they are not there yet: all of them at once, for those who look at a file that was made this moment.
 *
 * Returns: whether they are there, as they were made
 */
gboolean
docket_checkpoint_create_tables (DocketDatabase *read_database, GError **error)
{
  g_autoptr (GError) trouble = NULL;

  if (!docket_database_begin (read_database, error))
    return FALSE;
  if (docket_database_execute_script (read_database, schema, &trouble) && docket_checkpoint_check_tables (read_database, &trouble) &&
      docket_database_commit (read_database, &trouble))
    return TRUE;
  docket_definitions_blame (read_database, g_steal_pointer (&trouble), error);
  docket_database_rollback (read_database);
  return FALSE;
}

static void
load_hash (DocketCheckpoint *checkpoint, DocketStatement *statement, int column)
{
  g_autoptr (GBytes) hash = docket_statement_bytes (statement, column);

  if (hash != NULL && g_bytes_get_size (hash) == DOCKET_HASH_SIZE)
    memcpy (checkpoint->hash, g_bytes_get_data (hash, NULL), DOCKET_HASH_SIZE);
}

/**
 * docket_checkpoint_load:
 * @read_database: the read database
 * @view: the view's name
 * @checkpoint: (inout): zeroed or used; how far the view has come, its version %NULL when it is not known at all
 * @error: return location
 *
 * Returns: whether it could be read
 */
gboolean
docket_checkpoint_load (DocketDatabase *read_database, const char *view, DocketCheckpoint *checkpoint, GError **error)
{
  g_autoptr (DocketStatement) statement = NULL;
  g_autoptr (GError) step_error = NULL;

  docket_checkpoint_clear (checkpoint);
  statement = docket_database_query (read_database, error,
                                     "SELECT version, position, hash, state, error FROM checkpoint WHERE view = ?", "t", view);
  if (statement == NULL)
    return FALSE;
  if (docket_statement_step (statement, &step_error))
    {
      checkpoint->version = g_strdup (docket_statement_text (statement, 0));
      checkpoint->position = docket_statement_integer (statement, 1);
      load_hash (checkpoint, statement, 2);
      checkpoint->state = parse_state (docket_statement_text (statement, 3));
      checkpoint->error = g_strdup (docket_statement_text (statement, 4));
    }
  if (step_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&step_error));
  return FALSE;
}

/**
 * docket_checkpoint_save:
 * @read_database: the read database, in the transaction of the rows it speaks of
 * @view: the view's name
 * @checkpoint: how far it has come
 * @error: return location
 *
 * Returns: whether it could be written
 */
gboolean
docket_checkpoint_save (DocketDatabase *read_database, const char *view, const DocketCheckpoint *checkpoint, GError **error)
{
  g_autoptr (GBytes) hash = g_bytes_new_static (checkpoint->hash, DOCKET_HASH_SIZE);

  return docket_database_run (read_database, error,
                              "INSERT OR REPLACE INTO checkpoint (view, version, position, hash, state, error)"
                              " VALUES (?, ?, ?, ?, ?, ?)",
                              "ttibtt", view, checkpoint->version, checkpoint->position, hash, state_names[checkpoint->state],
                              checkpoint->error);
}

/**
 * docket_checkpoint_is_in_log:
 * @checkpoint: how far a view has come
 * @write_database: where the log is
 * @is_in_log: (out): whether the log holds the same event at that position
 * @error: return location
 *
 * A log whose tail was cut, or that was put back from a backup, is found here.
 *
 * Returns: whether it could be asked
 */
gboolean
docket_checkpoint_is_in_log (const DocketCheckpoint *checkpoint, DocketDatabase *write_database, gboolean *is_in_log, GError **error)
{
  g_autoptr (GBytes) hash = g_bytes_new_static (checkpoint->hash, DOCKET_HASH_SIZE);
  gint64 n = 0;

  *is_in_log = checkpoint->position == 0;
  if (*is_in_log)
    return TRUE;
  if (!docket_database_get_integer (write_database, 0, &n, error, "SELECT count(*) FROM event WHERE position = ? AND hash = ?", "ib",
                                    checkpoint->position, hash))
    return FALSE;
  *is_in_log = n == 1;
  return TRUE;
}

/**
 * docket_checkpoint_record_lag:
 * @read_database: the read database, in a transaction
 * @position: the last event of a commit
 * @committed: when it was committed, in microseconds UTC
 * @projected: when the views held it
 * @error: return location
 *
 * Returns: whether it could be written
 */
gboolean
docket_checkpoint_record_lag (DocketDatabase *read_database, gint64 position, gint64 committed, gint64 projected, GError **error)
{
  return docket_database_run (read_database, error,
                              "INSERT OR REPLACE INTO projection_lag (position, committed, projected) VALUES (?, ?, ?)", "iii",
                              position, committed, projected);
}

/**
 * docket_checkpoint_prune_lag:
 * @read_database: the read database, in a transaction
 * @error: return location
 *
 * Keeps the last 10,000 figures.
 *
 * Returns: whether it could
 */
gboolean
docket_checkpoint_prune_lag (DocketDatabase *read_database, GError **error)
{
  return docket_database_run (read_database, error,
                              "DELETE FROM projection_lag WHERE position <="
                              " (SELECT position FROM projection_lag ORDER BY position DESC LIMIT 1 OFFSET ?)",
                              "i", (gint64) KEPT_LAGS);
}

/**
 * docket_checkpoint_is_no_good:
 * @error: (nullable): what was said of the read database
 *
 * Returns: whether the file itself is the trouble, so that another helps
 */
gboolean
docket_checkpoint_is_no_good (const GError *error)
{
  return g_error_matches (error, DOCKET_ERROR, DOCKET_ERROR_CORRUPT) || g_error_matches (error, DOCKET_ERROR, DOCKET_ERROR_FOREIGN) ||
         g_error_matches (error, DOCKET_ERROR, DOCKET_ERROR_NEWER);
}

static DocketDatabase *
open_database (const char *path, GError **error)
{
  g_autoptr (DocketDatabase) database = NULL;

  /* A rebuild leaves as much free as the views take. */
  if (!g_file_test (path, G_FILE_TEST_EXISTS) && !docket_database_file_create (path, TRUE, error))
    return NULL;
  database = docket_database_open (path, DOCKET_DATABASE_WRITER, error);
  /* What a cut of power takes back is projected again: no commit has to reach the disk. */
  if (database == NULL || !docket_database_execute_script (database, "PRAGMA synchronous = NORMAL", error) ||
      !docket_checkpoint_create_tables (database, error))
    return NULL;
  docket_database_keep_log (database);
  return g_steal_pointer (&database);
}

/**
 * docket_checkpoint_open_database:
 * @path: the file
 * @notice: (out) (nullable): what a person should know: that the file was made again, and why
 * @error: return location
 *
 * Opens the read database for writing. All it holds follows from the log: a damaged, foreign or newer file is replaced.
 *
 * Returns: (transfer full) (nullable): the connection
 */
DocketDatabase *
docket_checkpoint_open_database (const char *path, char **notice, GError **error)
{
  g_autoptr (GError) open_error = NULL;
  DocketDatabase *database = open_database (path, &open_error);

  *notice = NULL;
  if (database != NULL)
    return database;
  if (!docket_checkpoint_is_no_good (open_error))
    {
      g_propagate_error (error, g_steal_pointer (&open_error));
      return NULL;
    }
  docket_checkpoint_delete_database (path);
  database = open_database (path, error);
  if (database != NULL)
    *notice = g_strdup_printf (_("The lists are made again from the log. %s"), open_error->message);
  return database;
}

/**
 * docket_checkpoint_peek_position:
 * @path: the file
 *
 * Returns: how far into the log any view of the read database has seen; 0 where there is none, or none that can be read
 */
gint64
docket_checkpoint_peek_position (const char *path)
{
  g_autoptr (DocketDatabase) database = NULL;
  gint64 position = 0;

  if (g_file_test (path, G_FILE_TEST_IS_REGULAR))
    database = docket_database_open (path, DOCKET_DATABASE_READER, NULL);
  if (database != NULL &&
      !docket_database_get_integer (database, 0, &position, NULL, "SELECT COALESCE (max (position), 0) FROM checkpoint", NULL))
    position = 0;
  return position;
}

/**
 * docket_checkpoint_delete_database:
 * @path: the file
 *
 * Deletes the read database and what SQLite keeps beside it. Readers that have it open keep what they had.
 */
void
docket_checkpoint_delete_database (const char *path)
{
  static const char *const suffixes[] = { "-wal", "-shm", "" };

  for (guint i = 0; i < G_N_ELEMENTS (suffixes); i++)
    {
      g_autofree char *file = g_strconcat (path, suffixes[i], NULL);

      g_unlink (file);
    }
}
