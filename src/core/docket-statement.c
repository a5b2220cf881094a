/* docket-statement.c: a prepared statement, its values and its rows
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "docket-statement.h"

DocketStatement *
docket_statement_new (DocketDatabase *database, const char *sql, GError **error)
{
  DocketStatement *statement;
  sqlite3_stmt *columns = NULL;
  g_autofree char *translated = docket_database_translate (database, sql);
  int result = sqlite3_prepare_v3 (docket_database_get_connection (database), translated != NULL ? translated : sql, -1,
                                   SQLITE_PREPARE_PERSISTENT, &columns, NULL);

  if (result != SQLITE_OK)
    {
      docket_database_set_error (database, result, error);
      return NULL;
    }
  statement = g_new0 (DocketStatement, 1);
  statement->database = database;
  statement->columns = columns;
  statement->original = translated != NULL ? g_strdup (sql) : NULL;
  statement->sql = translated != NULL ? statement->original : sqlite3_sql (columns);
  return statement;
}

void
docket_statement_free (DocketStatement *statement)
{
  sqlite3_finalize (statement->columns);
  g_free (statement->original);
  g_free (statement);
}

static void
note_bind_result (DocketStatement *statement, int result)
{
  if (result != SQLITE_OK && statement->bind_result == SQLITE_OK)
    statement->bind_result = result;
}

/* lifetime: SQLITE_STATIC where the values outlive the run, so that nothing is copied. */
void
docket_statement_bind_arguments (DocketStatement *statement, sqlite3_destructor_type lifetime, const char *format, va_list arguments)
{
  sqlite3_stmt *columns = statement->columns;

  for (int i = 1; format != NULL && *format != '\0'; format++, i++)
    {
      const DocketUuid *uuid;
      GBytes *bytes;
      int result = SQLITE_OK;

      switch (*format)
        {
        case 't':
          result = sqlite3_bind_text (columns, i, va_arg (arguments, const char *), -1, lifetime);
          break;
        case 'i':
          result = sqlite3_bind_int64 (columns, i, va_arg (arguments, gint64));
          break;
        case 'u':
          uuid = va_arg (arguments, const DocketUuid *);
          result = uuid == NULL || docket_uuid_is_null (uuid)
                     ? sqlite3_bind_null (columns, i)
                     : sqlite3_bind_blob (columns, i, uuid->bytes, DOCKET_UUID_SIZE, lifetime);
          break;
        case 'b':
          bytes = va_arg (arguments, GBytes *);
          result = bytes == NULL ? sqlite3_bind_null (columns, i)
                                 : sqlite3_bind_blob64 (columns, i, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), lifetime);
          break;
        case 'n':
          result = sqlite3_bind_null (columns, i);
          break;
        default:
          g_assert_not_reached ();
        }
      note_bind_result (statement, result);
    }
}

/* A value is never bound to a statement under way: SQLite would refuse it. */
static sqlite3_stmt *
begin_binding (DocketStatement *statement)
{
  if (sqlite3_stmt_busy (statement->columns))
    docket_statement_reset (statement);
  return statement->columns;
}

/**
 * docket_statement_bind_text:
 * @statement: a statement
 * @index: which value, from 1
 * @text: (nullable): the value; copied
 */
void
docket_statement_bind_text (DocketStatement *statement, int index, const char *text)
{
  note_bind_result (statement, sqlite3_bind_text (begin_binding (statement), index, text, -1, SQLITE_TRANSIENT));
}

/**
 * docket_statement_bind_integer:
 * @statement: a statement
 * @index: which value, from 1
 * @value: the value
 */
void
docket_statement_bind_integer (DocketStatement *statement, int index, gint64 value)
{
  note_bind_result (statement, sqlite3_bind_int64 (begin_binding (statement), index, value));
}

/**
 * docket_statement_bind_uuid:
 * @statement: a statement
 * @index: which value, from 1
 * @uuid: (nullable): the value; the null identifier binds NULL
 */
void
docket_statement_bind_uuid (DocketStatement *statement, int index, const DocketUuid *uuid)
{
  if (uuid == NULL || docket_uuid_is_null (uuid))
    docket_statement_bind_null (statement, index);
  else
    docket_statement_bind_bytes (statement, index, uuid->bytes, DOCKET_UUID_SIZE);
}

/**
 * docket_statement_bind_bytes:
 * @statement: a statement
 * @index: which value, from 1
 * @data: (nullable) (array length=size) (element-type guint8): the value; copied
 * @size: its length
 */
void
docket_statement_bind_bytes (DocketStatement *statement, int index, gconstpointer data, gsize size)
{
  note_bind_result (statement, sqlite3_bind_blob64 (begin_binding (statement), index, data, size, SQLITE_TRANSIENT));
}

/**
 * docket_statement_bind_null:
 * @statement: a statement
 * @index: which value, from 1
 */
void
docket_statement_bind_null (DocketStatement *statement, int index)
{
  note_bind_result (statement, sqlite3_bind_null (begin_binding (statement), index));
}

/**
 * docket_statement_bind_value: (skip)
 * @statement: a statement
 * @index: which value, from 1
 * @value: a value that another statement gave; copied
 */
void
docket_statement_bind_value (DocketStatement *statement, int index, const sqlite3_value *value)
{
  note_bind_result (statement, sqlite3_bind_value (begin_binding (statement), index, value));
}

/**
 * docket_statement_step:
 * @statement: a statement
 * @error: return location
 *
 * Goes to the next row. After the last one the statement is reset and holds no lock any more.
 *
 * Returns: %TRUE when there is a row; %FALSE without @error when there is none left
 */
gboolean
docket_statement_step (DocketStatement *statement, GError **error)
{
  DocketDatabase *self = statement->database;
  int result = statement->bind_result;

  docket_database_check_thread (self);
  if (result == SQLITE_OK)
    result = sqlite3_step (statement->columns);
  if (result == SQLITE_ROW)
    return TRUE;
  if (result != SQLITE_DONE)
    docket_database_set_error (self, result, error);
  docket_statement_reset (statement);
  return FALSE;
}

/**
 * docket_statement_take_integers: (skip)
 * @statement: a statement whose first column is a number
 * @integers: (element-type gint64): what they are added to
 * @n: how many at most
 * @error: return location
 *
 * Takes the first column of the next rows, as docket_statement_step() and docket_statement_integer() would, of which a million calls
 * are felt.
 *
 * Returns: %TRUE when there may be more; %FALSE without @error when there is none left
 */
gboolean
docket_statement_take_integers (DocketStatement *statement, GArray *integers, guint n, GError **error)
{
  guint first = integers->len;
  int result = statement->bind_result;
  guint n_taken = 0;

  docket_database_check_thread (statement->database);
  g_array_set_size (integers, first + n);
  if (result == SQLITE_OK)
    while (n_taken < n && (result = sqlite3_step (statement->columns)) == SQLITE_ROW)
      g_array_index (integers, gint64, first + n_taken++) = sqlite3_column_int64 (statement->columns, 0);
  g_array_set_size (integers, first + n_taken);
  if (result == SQLITE_ROW)
    return TRUE;
  if (result != SQLITE_DONE)
    docket_database_set_error (statement->database, result, error);
  docket_statement_reset (statement);
  return FALSE;
}

/**
 * docket_statement_finish:
 * @statement: a statement
 * @error: return location
 *
 * Runs a statement to its end, passing over rows if it gives any.
 *
 * Returns: whether it ran
 */
gboolean
docket_statement_finish (DocketStatement *statement, GError **error)
{
  int result = statement->bind_result;

  docket_database_check_thread (statement->database);
  if (result == SQLITE_OK)
    do
      result = sqlite3_step (statement->columns);
    while (result == SQLITE_ROW);
  if (result != SQLITE_DONE)
    docket_database_set_error (statement->database, result, error);
  docket_statement_reset (statement);
  return result == SQLITE_DONE;
}

/**
 * docket_statement_reset:
 * @statement: a statement
 *
 * Gives its rows back. Values stay bound until others are.
 */
void
docket_statement_reset (DocketStatement *statement)
{
  sqlite3_reset (statement->columns);
  statement->bind_result = SQLITE_OK;
}

/**
 * docket_statement_get_columns: (skip)
 * @statement: a statement with a row
 *
 * Returns: (transfer none): SQLite's statement
 */
sqlite3_stmt *
docket_statement_get_columns (DocketStatement *statement)
{
  return statement->columns;
}

/**
 * docket_statement_integer:
 * @statement: a statement with a row
 * @column: which column, from 0
 *
 * Returns: its value; 0 for NULL
 */
gint64
docket_statement_integer (DocketStatement *statement, int column)
{
  return sqlite3_column_int64 (statement->columns, column);
}

/**
 * docket_statement_text:
 * @statement: a statement with a row
 * @column: which column, from 0
 *
 * Returns: (transfer none) (nullable): its value until the next step
 */
const char *
docket_statement_text (DocketStatement *statement, int column)
{
  return (const char *) sqlite3_column_text (statement->columns, column);
}

/**
 * docket_statement_uuid:
 * @statement: a statement with a row
 * @column: which column, from 0
 *
 * Returns: its value; the null identifier for NULL or anything that is none
 */
DocketUuid
docket_statement_uuid (DocketStatement *statement, int column)
{
  gconstpointer bytes = sqlite3_column_blob (statement->columns, column);

  return docket_uuid_from_bytes (bytes, (gsize) sqlite3_column_bytes (statement->columns, column));
}

/**
 * docket_statement_bytes:
 * @statement: a statement with a row
 * @column: which column, from 0
 *
 * Returns: (transfer full) (nullable): a copy of its value; %NULL for NULL
 */
GBytes *
docket_statement_bytes (DocketStatement *statement, int column)
{
  gconstpointer bytes = sqlite3_column_blob (statement->columns, column);

  if (docket_statement_is_null (statement, column))
    return NULL;
  return g_bytes_new (bytes, (gsize) sqlite3_column_bytes (statement->columns, column));
}

/**
 * docket_statement_is_null:
 * @statement: a statement with a row
 * @column: which column, from 0
 *
 * Returns: whether its value is NULL
 */
gboolean
docket_statement_is_null (DocketStatement *statement, int column)
{
  return sqlite3_column_type (statement->columns, column) == SQLITE_NULL;
}
