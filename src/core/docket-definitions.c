/* docket-definitions.c: whether the tables of a file that can be made again are what they were made as
 *
 * SQLite takes the stored text of a definition as it is: one changed byte there gives a column another name or type, and
 * the file is whole to all its checks, while no statement finds the column any more.
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "docket-definitions.h"
#include "docket-database-file.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* What follows the table's name: a table that was renamed has its name in other quotes, and the rest as it was. */
static const char *
skip_name (const char *definition, const char *table)
{
  const char *name = definition != NULL ? strstr (definition, table) : NULL;

  if (name == NULL)
    return NULL;
  name += strlen (table);
  return name + strspn (name, "\"'");
}

/* In the words that SQLite itself has for a definition that it cannot read. */
static void
set_error (DocketDatabase *database, const char *table, GError **error)
{
  g_autofree char *message = g_strdup_printf ("malformed database schema (%s)", table);

  docket_error_set (error, DOCKET_ERROR_CORRUPT, NULL, _("“%s” is damaged: %s."), docket_database_get_path (database), message);
}

static gboolean
check_table (DocketDatabase *database, const char *table, const char *definition, GError **error)
{
  g_autoptr (GError) step_error = NULL;
  g_autoptr (DocketStatement) row =
    docket_database_query (database, error, "SELECT sql FROM sqlite_schema WHERE type = 'table' AND name = ?", "t", table);
  gboolean is_right;

  if (row == NULL)
    return FALSE;
  is_right = docket_statement_step (row, &step_error) &&
             g_strcmp0 (skip_name (docket_statement_text (row, 0), table), skip_name (definition, table)) == 0;
  if (step_error != NULL)
    g_propagate_error (error, g_steal_pointer (&step_error));
  else if (!is_right)
    set_error (database, table, error);
  return is_right;
}

/* A full-text table makes others for itself, which are looked at too. */
static gboolean
check_tables (DocketDatabase *database, sqlite3 *model, GError **error)
{
  sqlite3_stmt *row = NULL;
  gboolean is_right = TRUE;
  int result = sqlite3_prepare_v2 (model, "SELECT name, sql FROM sqlite_schema WHERE type = 'table'", -1, &row, NULL);

  while (result == SQLITE_OK && is_right && (result = sqlite3_step (row)) == SQLITE_ROW)
    {
      is_right = check_table (database, (const char *) sqlite3_column_text (row, 0), (const char *) sqlite3_column_text (row, 1), error);
      result = SQLITE_OK;
    }
  if (is_right && result != SQLITE_DONE)
    is_right = docket_database_file_set_error (model, docket_database_get_path (database), result, error);
  sqlite3_finalize (row);
  return is_right;
}

/**
 * docket_definitions_check:
 * @database: a database
 * @schema: SQL that makes tables in an empty one
 * @error: %DOCKET_ERROR_CORRUPT where one of them is missing, or is not as @schema makes it
 *
 * Makes the tables in memory and compares how they are defined. Tables that @schema does not speak of are passed over.
 *
 * Returns: whether all are right
 */
gboolean
docket_definitions_check (DocketDatabase *database, const char *schema, GError **error)
{
  sqlite3 *model = NULL;
  int result = sqlite3_open (":memory:", &model);
  gboolean is_right;

  if (result == SQLITE_OK)
    result = sqlite3_exec (model, schema, NULL, NULL, NULL);
  is_right = result == SQLITE_OK ? check_tables (database, model, error)
                                 : docket_database_file_set_error (model, docket_database_get_path (database), result, error);
  sqlite3_close (model);
  return is_right;
}

/**
 * docket_definitions_blame:
 * @database: a database where a statement failed just now
 * @trouble: (transfer full): what was said of it
 * @error: %DOCKET_ERROR_CORRUPT where SQLite can make no sense of the statement, otherwise @trouble
 *
 * The statement is right: a table that it does not fit is damaged, such as one that names no tokenizer.
 */
void
docket_definitions_blame (DocketDatabase *database, GError *trouble, GError **error)
{
  if ((sqlite3_errcode (docket_database_get_connection (database)) & 0xff) == SQLITE_ERROR)
    {
      docket_error_set (error, DOCKET_ERROR_CORRUPT, NULL, "%s", trouble->message);
      g_error_free (trouble);
    }
  else
    g_propagate_error (error, trouble);
}
