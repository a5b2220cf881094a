/* docket-database.c: one SQLite connection, its statements and who may use it
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "docket-database.h"
#include "docket-database-file.h"
#include "docket-database-log.h"
#include "docket-database-memory.h"
#include "docket-sql-names.h"
#include "docket-statement.h"

#include <string.h>

/* Statements made of parts that are kept; those of constant SQL are kept all. */
#define N_KEPT_STATEMENTS 128

struct _DocketDatabase
{
  GObject parent_instance;
  char *path;
  sqlite3 *connection;
  GHashTable *constant_statements;
  GHashTable *made_statements;
  GQueue recently_made;
  guint read_depth;
  GHashTable *memory;
  DocketDatabaseLog log;
  /* Whose connection it is, where it is another's, and what is added to the names of which tables. */
  DocketDatabase *lender;
  char **tables;
  char *suffix;
};

G_DEFINE_FINAL_TYPE (DocketDatabase, docket_database, G_TYPE_OBJECT)

static GThread *forbidden_thread;

static void
close_connection (DocketDatabase *self)
{
  docket_database_forget (self);
  g_hash_table_remove_all (self->constant_statements);
  g_queue_init (&self->recently_made);
  g_hash_table_remove_all (self->made_statements);
  if (self->connection != NULL && self->lender == NULL)
    sqlite3_close_v2 (self->connection);
  self->connection = NULL;
}

static void
docket_database_finalize (GObject *object)
{
  DocketDatabase *self = DOCKET_DATABASE (object);

  if (self->connection != NULL)
    docket_database_check_thread (self);
  close_connection (self);
  g_hash_table_unref (self->constant_statements);
  g_hash_table_unref (self->made_statements);
  g_clear_pointer (&self->memory, g_hash_table_unref);
  g_clear_object (&self->lender);
  g_strfreev (self->tables);
  g_free (self->suffix);
  g_free (self->path);
  G_OBJECT_CLASS (docket_database_parent_class)->finalize (object);
}

static void
docket_database_class_init (DocketDatabaseClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = docket_database_finalize;
  /* Nobody asks SQLite how much memory it holds, and to count it each allocation of every thread takes one lock. */
  sqlite3_config (SQLITE_CONFIG_MEMSTATUS, 0);
}

static void
docket_database_init (DocketDatabase *self)
{
  self->constant_statements =
    g_hash_table_new_full (g_direct_hash, g_direct_equal, NULL, (GDestroyNotify) docket_statement_free);
  self->made_statements = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) docket_statement_free);
}

void
docket_database_check_thread (DocketDatabase *self)
{
#ifndef G_DISABLE_ASSERT
  if (g_atomic_pointer_get (&forbidden_thread) == g_thread_self ())
    g_error ("%s is used by a thread that has to stay responsive", self->path);
#else
  (void) self;
#endif
}

gboolean
docket_database_set_error (DocketDatabase *self, int result, GError **error)
{
  return docket_database_file_set_error (self->connection, self->path, result, error);
}

static gboolean
open_connection (DocketDatabase *self, DocketDatabaseMode mode, GError **error)
{
  int flags = SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE;
  int result;

  flags |= mode == DOCKET_DATABASE_WRITER ? SQLITE_OPEN_READWRITE : SQLITE_OPEN_READONLY;
  result = sqlite3_open_v2 (self->path, &self->connection, flags, NULL);
  if (result != SQLITE_OK)
    return docket_database_set_error (self, result, error);
  sqlite3_busy_timeout (self->connection, DOCKET_DATABASE_PATIENCE);
  sqlite3_limit (self->connection, SQLITE_LIMIT_ATTACHED, 2);
  /* Without this a wrong file would be told by the first query only. */
  if (mode == DOCKET_DATABASE_READER && !docket_database_file_check_connection (self->connection, self->path, error))
    return FALSE;
  return TRUE;
}

/* Checkpoints are made by the writer alone: a reader has no right to, being opened read-only. */
static gboolean
set_up_connection (DocketDatabase *self, DocketDatabaseMode mode, GError **error)
{
  const char *pragmas = "PRAGMA temp_store = MEMORY; PRAGMA cell_size_check = ON; PRAGMA foreign_keys = ON;";

  if (!docket_database_execute_script (self, pragmas, error))
    return FALSE;
  docket_database_set_large_cache (self, FALSE);
  if (mode == DOCKET_DATABASE_READER)
    return TRUE;
  return docket_database_execute_script (self, "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;"
                                               " PRAGMA journal_size_limit = 33554432;", error);
}

/**
 * docket_database_open:
 * @path: the file
 * @mode: whether it is written; there may be one writer only
 * @error: %DOCKET_ERROR_FOREIGN, %DOCKET_ERROR_NEWER, %DOCKET_ERROR_CORRUPT, %DOCKET_ERROR_NOT_FOUND or
 *   %DOCKET_ERROR_STORAGE
 *
 * Opens a database of Docket. A writer makes it where there is none, readable by its owner alone. A file that is
 * not Docket's, or a newer Docket's, or empty, is refused before SQLite sees it and stays as it is.
 *
 * Returns: (transfer full) (nullable): the connection, for one thread at a time
 */
DocketDatabase *
docket_database_open (const char *path, DocketDatabaseMode mode, GError **error)
{
  g_autoptr (DocketDatabase) self = NULL;

  g_return_val_if_fail (path != NULL, NULL);

  self = g_object_new (DOCKET_TYPE_DATABASE, NULL);
  self->path = g_strdup (path);
  docket_database_check_thread (self);
  if (!docket_database_file_prepare (path, mode == DOCKET_DATABASE_WRITER, error) || !open_connection (self, mode, error) ||
      !set_up_connection (self, mode, error))
    return NULL;
  if (mode == DOCKET_DATABASE_WRITER)
    self->memory = docket_database_memory_new ();
  return g_steal_pointer (&self);
}

/**
 * docket_database_borrow:
 * @self: a database
 * @tables: (array zero-terminated=1): names of tables
 * @suffix: what is added to them
 *
 * A second handle on the same connection, with statements of its own. Whoever speaks of @tables through it reads and
 * writes others, whose names have @suffix behind them; the indexes it creates have it too. Close it before @self.
 *
 * Returns: (transfer full): the handle, for the same thread
 */
DocketDatabase *
docket_database_borrow (DocketDatabase *self, const char *const *tables, const char *suffix)
{
  DocketDatabase *borrower;

  g_return_val_if_fail (DOCKET_IS_DATABASE (self) && self->connection != NULL, NULL);

  borrower = g_object_new (DOCKET_TYPE_DATABASE, NULL);
  borrower->path = g_strdup (self->path);
  borrower->connection = self->connection;
  borrower->lender = g_object_ref (self);
  borrower->tables = g_strdupv ((char **) tables);
  borrower->suffix = g_strdup (suffix);
  return borrower;
}

char *
docket_database_translate (DocketDatabase *self, const char *sql)
{
  return self->lender != NULL ? docket_sql_names_add_suffix (sql, (const char *const *) self->tables, self->suffix) : NULL;
}

GHashTable *
docket_database_get_memory (DocketDatabase *self)
{
  return self->memory;
}

DocketDatabaseLog *
docket_database_get_log (DocketDatabase *self)
{
  return &self->log;
}

/**
 * docket_database_close:
 * @self: a database
 *
 * Closes the connection now. A writer that is the last to leave takes the write-ahead log back into the file.
 */
void
docket_database_close (DocketDatabase *self)
{
  g_return_if_fail (DOCKET_IS_DATABASE (self));

  docket_database_check_thread (self);
  close_connection (self);
}

/**
 * docket_database_get_path:
 * @self: a database
 *
 * Returns: the path it was opened with
 */
const char *
docket_database_get_path (DocketDatabase *self)
{
  g_return_val_if_fail (DOCKET_IS_DATABASE (self), NULL);

  return self->path;
}

/**
 * docket_database_get_connection: (skip)
 * @self: a database
 *
 * For what the functions here do not offer, such as the backup API.
 *
 * Returns: (transfer none) (nullable): SQLite's connection; %NULL once closed
 */
sqlite3 *
docket_database_get_connection (DocketDatabase *self)
{
  g_return_val_if_fail (DOCKET_IS_DATABASE (self), NULL);

  return self->connection;
}

/**
 * docket_database_forbid_thread:
 * @thread: the thread of the window
 *
 * From then on, debug builds abort when any connection is used by this thread.
 */
void
docket_database_forbid_thread (GThread *thread)
{
  g_atomic_pointer_set (&forbidden_thread, thread);
}

/**
 * docket_database_allow_threads:
 *
 * Takes [func@Database.forbid_thread] back.
 */
void
docket_database_allow_threads (void)
{
  g_atomic_pointer_set (&forbidden_thread, NULL);
}

/**
 * docket_database_execute_script:
 * @self: a database
 * @sql: any number of statements
 * @error: return location
 *
 * Runs statements that are neither kept nor bound: schemas and pragmas.
 *
 * Returns: whether all of them ran
 */
gboolean
docket_database_execute_script (DocketDatabase *self, const char *sql, GError **error)
{
  g_autofree char *translated = NULL;
  int result;

  g_return_val_if_fail (DOCKET_IS_DATABASE (self) && self->connection != NULL, FALSE);

  docket_database_check_thread (self);
  translated = docket_database_translate (self, sql);
  result = sqlite3_exec (self->connection, translated != NULL ? translated : sql, NULL, NULL, NULL);
  return result == SQLITE_OK || docket_database_set_error (self, result, error);
}

/* Constant SQL is found by its address: no text is hashed for the statements that run a million times. */
static DocketStatement *
find_constant_statement (DocketDatabase *self, const char *sql, GError **error)
{
  DocketStatement *statement = g_hash_table_lookup (self->constant_statements, sql);

  if (statement == NULL)
    {
      statement = docket_statement_new (self, sql, error);
      if (statement != NULL)
        g_hash_table_insert (self->constant_statements, (gpointer) sql, statement);
      return statement;
    }
  g_assert (g_str_has_prefix (sql, statement->sql));
  docket_statement_reset (statement);
  return statement;
}

static void
forget_oldest_statement (DocketDatabase *self)
{
  DocketStatement *oldest = g_queue_peek_tail (&self->recently_made);

  g_queue_unlink (&self->recently_made, &oldest->link);
  g_hash_table_remove (self->made_statements, oldest->sql);
}

/**
 * docket_database_prepare:
 * @self: a database
 * @sql: one statement; it may go away afterwards
 * @error: return location
 *
 * Finds a statement made of parts by its text, with nothing bound yet. The 128 latest are kept.
 *
 * Returns: (transfer none) (nullable): the statement, until it is asked for again
 */
DocketStatement *
docket_database_prepare (DocketDatabase *self, const char *sql, GError **error)
{
  DocketStatement *statement;

  g_return_val_if_fail (DOCKET_IS_DATABASE (self) && self->connection != NULL, NULL);

  docket_database_check_thread (self);
  statement = g_hash_table_lookup (self->made_statements, sql);
  if (statement != NULL)
    {
      g_queue_unlink (&self->recently_made, &statement->link);
      docket_statement_reset (statement);
      sqlite3_clear_bindings (statement->columns);
    }
  else
    {
      statement = docket_statement_new (self, sql, error);
      if (statement == NULL)
        return NULL;
      statement->link.data = statement;
      g_hash_table_insert (self->made_statements, (gpointer) statement->sql, statement);
    }
  g_queue_push_head_link (&self->recently_made, &statement->link);
  if (self->recently_made.length > N_KEPT_STATEMENTS)
    forget_oldest_statement (self);
  return statement;
}

/**
 * docket_database_run:
 * @self: a database
 * @error: return location
 * @sql: one statement; a string that lives as long as the database, or interned
 * @format: (nullable): a letter for each argument: `t` text, `i` gint64, `u` DocketUuid pointer (the null one binds
 *   NULL), `b` GBytes, `n` NULL without an argument
 * @...: the values
 *
 * Runs a statement that answers nothing.
 *
 * Returns: whether it ran
 */
gboolean
docket_database_run (DocketDatabase *self, GError **error, const char *sql, const char *format, ...)
{
  DocketStatement *statement;
  va_list arguments;

  g_return_val_if_fail (DOCKET_IS_DATABASE (self) && self->connection != NULL, FALSE);

  docket_database_check_thread (self);
  statement = find_constant_statement (self, sql, error);
  if (statement == NULL)
    return FALSE;
  va_start (arguments, format);
  docket_statement_bind_arguments (statement, SQLITE_STATIC, format, arguments);
  va_end (arguments);
  return docket_statement_finish (statement, error);
}

static DocketStatement *
query_valist (DocketDatabase *self, const char *sql, const char *format, va_list arguments, GError **error)
{
  DocketStatement *statement = find_constant_statement (self, sql, error);

  if (statement != NULL)
    docket_statement_bind_arguments (statement, SQLITE_TRANSIENT, format, arguments);
  return statement;
}

/**
 * docket_database_query:
 * @self: a database
 * @error: return location
 * @sql: one statement; a string that lives as long as the database, or interned
 * @format: (nullable): as for [method@Database.run]
 * @...: the values
 *
 * Finds a statement and binds its values; step through its rows with [method@Statement.step].
 *
 * Returns: (transfer none) (nullable): the statement, until it is asked for again
 */
DocketStatement *
docket_database_query (DocketDatabase *self, GError **error, const char *sql, const char *format, ...)
{
  DocketStatement *statement;
  va_list arguments;

  g_return_val_if_fail (DOCKET_IS_DATABASE (self) && self->connection != NULL, NULL);

  docket_database_check_thread (self);
  va_start (arguments, format);
  statement = query_valist (self, sql, format, arguments, error);
  va_end (arguments);
  return statement;
}

/**
 * docket_database_get_integer:
 * @self: a database
 * @fallback: what to answer where there is no row, or NULL in it
 * @value: (out): the first column of the first row
 * @error: return location
 * @sql: one statement; a string that lives as long as the database, or interned
 * @format: (nullable): as for [method@Database.run]
 * @...: the values
 *
 * Returns: whether it could be asked
 */
gboolean
docket_database_get_integer (DocketDatabase *self, gint64 fallback, gint64 *value, GError **error, const char *sql, const char *format,
                             ...)
{
  g_autoptr (DocketStatement) statement = NULL;
  g_autoptr (GError) step_error = NULL;
  va_list arguments;

  g_return_val_if_fail (DOCKET_IS_DATABASE (self) && self->connection != NULL, FALSE);

  docket_database_check_thread (self);
  *value = fallback;
  va_start (arguments, format);
  statement = query_valist (self, sql, format, arguments, error);
  va_end (arguments);
  if (statement == NULL)
    return FALSE;
  if (docket_statement_step (statement, &step_error) && !docket_statement_is_null (statement, 0))
    *value = docket_statement_integer (statement, 0);
  if (step_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&step_error));
  return FALSE;
}

/**
 * docket_database_last_row:
 * @self: a database
 *
 * Returns: the key of the row inserted last
 */
gint64
docket_database_last_row (DocketDatabase *self)
{
  return sqlite3_last_insert_rowid (self->connection);
}

/**
 * docket_database_changes:
 * @self: a database
 *
 * Returns: how many rows the statement before changed
 */
gint64
docket_database_changes (DocketDatabase *self)
{
  return sqlite3_changes64 (self->connection);
}

/**
 * docket_database_begin:
 * @self: a writer
 * @error: return location
 *
 * Begins a transaction that may write.
 *
 * Returns: whether it began
 */
gboolean
docket_database_begin (DocketDatabase *self, GError **error)
{
  return docket_database_run (self, error, "BEGIN IMMEDIATE", NULL);
}

/**
 * docket_database_commit:
 * @self: a writer
 * @error: return location
 *
 * Makes the transaction durable. When that fails, take it back with [method@Database.rollback].
 *
 * Returns: whether it is on the disk
 */
gboolean
docket_database_commit (DocketDatabase *self, GError **error)
{
  return docket_database_run (self, error, "COMMIT", NULL);
}

/**
 * docket_database_rollback:
 * @self: a writer
 *
 * Takes the transaction back, if there is one: after some errors of the disk SQLite has done so by itself.
 */
void
docket_database_rollback (DocketDatabase *self)
{
  g_return_if_fail (DOCKET_IS_DATABASE (self) && self->connection != NULL);

  docket_database_forget (self);
  if (!sqlite3_get_autocommit (self->connection))
    docket_database_run (self, NULL, "ROLLBACK", NULL);
}

/**
 * docket_database_savepoint:
 * @self: a writer in a transaction
 * @error: return location
 *
 * Begins a part that can be taken back alone. Savepoints nest.
 *
 * Returns: whether it began
 */
gboolean
docket_database_savepoint (DocketDatabase *self, GError **error)
{
  return docket_database_run (self, error, "SAVEPOINT part", NULL);
}

/**
 * docket_database_release_savepoint:
 * @self: a writer
 * @error: return location
 *
 * Keeps the innermost part.
 *
 * Returns: whether it is kept
 */
gboolean
docket_database_release_savepoint (DocketDatabase *self, GError **error)
{
  return docket_database_run (self, error, "RELEASE part", NULL);
}

/**
 * docket_database_rollback_savepoint:
 * @self: a writer
 *
 * Takes the innermost part back.
 */
void
docket_database_rollback_savepoint (DocketDatabase *self)
{
  docket_database_forget (self);
  if (sqlite3_get_autocommit (self->connection))
    return;
  docket_database_run (self, NULL, "ROLLBACK TO part", NULL);
  docket_database_run (self, NULL, "RELEASE part", NULL);
}

/**
 * docket_database_begin_read:
 * @self: a reader
 * @error: return location
 *
 * Keeps one view of the file until the matching [method@Database.end_read]. Pairs nest.
 *
 * Returns: whether it began
 */
gboolean
docket_database_begin_read (DocketDatabase *self, GError **error)
{
  g_return_val_if_fail (DOCKET_IS_DATABASE (self), FALSE);

  if (self->read_depth == 0 && !docket_database_run (self, error, "BEGIN", NULL))
    return FALSE;
  self->read_depth++;
  return TRUE;
}

/**
 * docket_database_end_read:
 * @self: a reader
 *
 * Lets go of the view that [method@Database.begin_read] took.
 */
void
docket_database_end_read (DocketDatabase *self)
{
  g_return_if_fail (DOCKET_IS_DATABASE (self));
  g_return_if_fail (self->read_depth > 0);

  self->read_depth--;
  if (self->read_depth == 0)
    docket_database_rollback (self);
}

/**
 * docket_database_set_large_cache:
 * @self: a database
 * @large: %TRUE for a batch or a rebuild
 *
 * 64 MiB of pages for a batch or a rebuild, 8 MiB otherwise. A writer that does not keep its log also lets it grow further
 * before it is taken into the file, since a page that changes a hundred times in a batch is then copied once.
 */
void
docket_database_set_large_cache (DocketDatabase *self, gboolean large)
{
  g_return_if_fail (DOCKET_IS_DATABASE (self) && self->connection != NULL);

  docket_database_execute_script (self, large ? "PRAGMA cache_size = -65536" : "PRAGMA cache_size = -8192", NULL);
  if (!self->log.is_kept)
    docket_database_execute_script (self, large ? "PRAGMA wal_autocheckpoint = 4000" : "PRAGMA wal_autocheckpoint = 1000", NULL);
}
