/* docket-database-log.c: the write-ahead log, taken into the file when nobody waits
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* SQLite takes the log into the file at the end of the commit that made it long enough, and flushes both: some ten
 * milliseconds, once in some thirty orders, for which whoever gave that command would wait. */

#include "docket-database-log.h"
#include "docket-statement.h"

#define LONG_LOG 256
#define FULL_LOG 4000

/* How long nothing is asked for before a long log is begun anew. It doubles each time that does not go: a reader may
 * take minutes. */
#define FIRST_PAUSE (5 * G_TIME_SPAN_MILLISECOND)
#define MOST_DOUBLINGS 8

static int
note_pages (void *data, sqlite3 *connection G_GNUC_UNUSED, const char *name G_GNUC_UNUSED, int n_pages)
{
  DocketDatabaseLog *log = data;

  log->n_pages = (guint) n_pages;
  return SQLITE_OK;
}

/**
 * docket_database_keep_log: (skip)
 * @self: a writer
 *
 * From now on no commit takes the log into the file. Call [method@Database.renew_log] when it is long and nobody waits, and
 * [method@Database.take_log] when it is full.
 */
void
docket_database_keep_log (DocketDatabase *self)
{
  DocketDatabaseLog *log = docket_database_get_log (self);

  log->is_kept = TRUE;
  sqlite3_wal_hook (docket_database_get_connection (self), note_pages, log);
}

/**
 * docket_database_is_log_long: (skip)
 * @self: a writer that keeps its log
 *
 * Returns: whether the log should be taken into the file when nothing else is to be done
 */
gboolean
docket_database_is_log_long (DocketDatabase *self)
{
  return docket_database_get_log (self)->n_pages >= LONG_LOG;
}

/**
 * docket_database_is_log_full: (skip)
 * @self: a writer that keeps its log
 *
 * Returns: whether the log should be taken into the file whatever waits
 */
gboolean
docket_database_is_log_full (DocketDatabase *self)
{
  return docket_database_get_log (self)->n_pages >= FULL_LOG;
}

/**
 * docket_database_take_log: (skip)
 * @self: a writer that keeps its log, between two transactions
 *
 * Takes the log into the file, as far as no reader is in the way: what does not go now goes after some later commit.
 */
void
docket_database_take_log (DocketDatabase *self)
{
  docket_database_check_thread (self);
  docket_database_get_log (self)->n_pages = 0;
  sqlite3_wal_checkpoint_v2 (docket_database_get_connection (self), NULL, SQLITE_CHECKPOINT_PASSIVE, NULL, NULL);
}

/**
 * docket_database_get_log_pause: (skip)
 * @self: a writer that keeps its log, which is long
 *
 * Returns: for how many microseconds nothing should have been asked for before the log is begun anew
 */
gint64
docket_database_get_log_pause (DocketDatabase *self)
{
  return FIRST_PAUSE << MIN (docket_database_get_log (self)->n_refusals, MOST_DOUBLINGS);
}

/**
 * docket_database_renew_log: (skip)
 * @self: a writer that keeps its log, between two transactions
 *
 * Takes the log into the file and begins it anew. The first commit of a log flushes its head too: let it be one that nobody waits
 * for, and that changes nothing. As long as somebody reads what only the log holds it cannot be begun anew, and such a commit
 * would make it longer still.
 */
void
docket_database_renew_log (DocketDatabase *self)
{
  DocketDatabaseLog *log = docket_database_get_log (self);
  sqlite3 *connection = docket_database_get_connection (self);
  gboolean is_renewed;

  docket_database_check_thread (self);
  sqlite3_busy_timeout (connection, 0);
  is_renewed = sqlite3_wal_checkpoint_v2 (connection, NULL, SQLITE_CHECKPOINT_RESTART, NULL, NULL) == SQLITE_OK;
  sqlite3_busy_timeout (connection, DOCKET_DATABASE_PATIENCE);
  is_renewed = is_renewed && docket_database_execute_script (
                               self, "PRAGMA application_id = " G_STRINGIFY (DOCKET_DATABASE_APPLICATION_ID), NULL);
  log->n_refusals = is_renewed ? 0 : log->n_refusals + 1;
}
