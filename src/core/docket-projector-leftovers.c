/* docket-projector-leftovers.c: removes tables that nobody reads any more, a little at a time
 *
 * A table of a million rows is dropped in a second or so, for which nobody should wait: its indexes go one by one, then
 * its rows by the hundred, and the empty table last. A full-text table is taken apart first.
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "docket-projector-private.h"

#define ROWS_PER_STEP 500

/* The rows of the data of a full-text table that FTS5 reads as it opens it. */
#define AVERAGES_ROW 1
#define STRUCTURE_ROW 10

/* name: NULL where the file is damaged. */
static gboolean
is_of_shadow (DocketProjectorThread *self, const char *name)
{
  for (guint i = 0; i < self->shadows->len; i++)
    {
      DocketProjectorShadow *shadow = g_ptr_array_index (self->shadows, i);
      const char *const *tables = DOCKET_PROJECTION_GET_CLASS (shadow->projection)->tables;

      for (guint j = 0; tables[j] != NULL; j++)
        {
          g_autofree char *table = g_strconcat (tables[j], shadow->suffix, NULL);

          if (g_strcmp0 (table, name) == 0)
            return TRUE;
        }
    }
  return FALSE;
}

/* The first column of the first row; NULL without error where there is none. */
static char *
get_text (DocketStatement *statement, GError **error)
{
  g_autoptr (DocketStatement) row = statement;

  return row != NULL && docket_statement_step (row, error) ? g_strdup (docket_statement_text (row, 0)) : NULL;
}

static char *
find_leftover (DocketProjectorThread *self, GError **error)
{
  g_autoptr (DocketStatement) row = docket_database_query (self->read_database, error, "SELECT name FROM shadow ORDER BY name", NULL);

  while (row != NULL && docket_statement_step (row, error))
    if (!is_of_shadow (self, docket_statement_text (row, 0)))
      return g_strdup (docket_statement_text (row, 0));
  return NULL;
}

static char *
find_index (DocketDatabase *database, const char *table, GError **error)
{
  return get_text (docket_database_query (database, error,
                                          "SELECT name FROM sqlite_schema WHERE type = 'index' AND tbl_name = ? AND sql IS NOT NULL LIMIT 1",
                                          "t", table),
                   error);
}

/* What a row is known by: its number, or the columns of the key where it has none. Where the table is not there, nothing. */
static char *
find_key (DocketDatabase *database, const char *table, GError **error)
{
  return get_text (docket_database_query (
                     database, error,
                     "SELECT CASE WHEN wr THEN (SELECT group_concat ('\"' || name || '\"') FROM"
                     " (SELECT name FROM pragma_table_info (?1) WHERE pk > 0 ORDER BY pk)) ELSE 'rowid' END"
                     " FROM pragma_table_list (?1) WHERE schema = 'main'",
                     "t", table),
                   error);
}

static gboolean
delete_rows (DocketDatabase *database, const char *table, gint64 *n_deleted, GError **error)
{
  g_autoptr (GError) key_error = NULL;
  g_autofree char *key = find_key (database, table, &key_error);
  g_autofree char *sql = NULL;

  *n_deleted = 0;
  if (key_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&key_error));
      return FALSE;
    }
  if (key == NULL)
    return TRUE;
  sql = g_strdup_printf ("DELETE FROM \"%s\" WHERE (%s) IN (SELECT %s FROM \"%s\" LIMIT %d)", table, key, key, table, ROWS_PER_STEP);
  if (!docket_database_execute_script (database, sql, error))
    return FALSE;
  *n_deleted = docket_database_changes (database);
  return TRUE;
}

static gboolean
forget (DocketDatabase *database, const char *table, GError **error)
{
  return docket_database_run (database, error, "DELETE FROM shadow WHERE name = ?", "t", table);
}

static gboolean
drop (DocketDatabase *database, const char *kind, const char *name, GError **error)
{
  g_autofree char *sql = g_strdup_printf ("DROP %s IF EXISTS \"%s\"", kind, name);

  return docket_database_execute_script (database, sql, error);
}

/* A full-text table consists of others. One that lost some of its words is a damaged one to SQLite, which opens it no more,
 * not even to drop it. So its large parts become tables of their own, to be removed like any other, and what SQLite reads
 * as it opens the table stays in their place until the table is dropped, in the same transaction. */
static gboolean
set_aside (DocketDatabase *database, const char *table, const char *part, GError **error)
{
  g_autofree char *name = g_strdup_printf ("%s_%s", table, part);
  g_autofree char *aside = g_strdup_printf ("%s_words_%s", table, part);
  g_autofree char *sql = g_strdup_printf ("ALTER TABLE \"%s\" RENAME TO \"%s\"", name, aside);
  gint64 is_there = 0;

  if (!docket_database_get_integer (database, 0, &is_there, error, "SELECT count(*) FROM sqlite_schema WHERE type = 'table' AND name = ?",
                                    "t", name))
    return FALSE;
  return is_there == 0 || (docket_database_execute_script (database, sql, error) &&
                           docket_database_run (database, error, "INSERT INTO shadow (name) VALUES (?)", "t", aside));
}

static gboolean
put_stand_in (DocketDatabase *database, const char *table, GError **error)
{
  g_autofree char *sql = g_strdup_printf ("CREATE TABLE \"%1$s_data\" (id INTEGER PRIMARY KEY, block BLOB);"
                                          "INSERT INTO \"%1$s_data\" SELECT id, block FROM \"%1$s_words_data\" WHERE id IN (%2$d, %3$d);",
                                          table, AVERAGES_ROW, STRUCTURE_ROW);

  return docket_database_execute_script (database, sql, error);
}

static gboolean
drop_search_table (DocketDatabase *database, const char *table, GError **error)
{
  static const char *const parts[] = { "data", "idx", "content", "docsize" };

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    if (!set_aside (database, table, parts[i], error))
      return FALSE;
  return put_stand_in (database, table, error) && drop (database, "TABLE", table, error) && forget (database, table, error);
}

static gboolean
is_search_table (DocketDatabase *database, const char *table, gint64 *is_search, GError **error)
{
  return docket_database_get_integer (database, 0, is_search, error,
                                      "SELECT sql LIKE 'CREATE VIRTUAL TABLE%' FROM sqlite_schema WHERE name = ?", "t", table);
}

/* In a transaction. */
static gboolean
remove_some (DocketDatabase *database, const char *table, GError **error)
{
  g_autoptr (GError) index_error = NULL;
  g_autofree char *index = find_index (database, table, &index_error);
  gint64 is_search = 0;
  gint64 n_deleted = 0;

  if (index != NULL)
    return drop (database, "INDEX", index, error);
  if (index_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&index_error));
      return FALSE;
    }
  if (!is_search_table (database, table, &is_search, error))
    return FALSE;
  if (is_search)
    return drop_search_table (database, table, error);
  if (!delete_rows (database, table, &n_deleted, error))
    return FALSE;
  return n_deleted > 0 || (drop (database, "TABLE", table, error) && forget (database, table, error));
}

static gboolean
remove_leftover (DocketProjectorThread *self, const char *table, GError **error)
{
  if (!docket_database_begin (self->read_database, error))
    return FALSE;
  if (remove_some (self->read_database, table, error) && docket_database_commit (self->read_database, error))
    return TRUE;
  docket_database_rollback (self->read_database);
  return FALSE;
}

static gboolean
drop_leftovers_of (DocketProjectorThread *self, const char *table, GError **error)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) failure = NULL;
  g_autoptr (DocketStatement) row = docket_database_query (
    self->read_database, &failure,
    "SELECT name FROM shadow WHERE name GLOB ?1 || '_g[0-9]*' OR name GLOB ?1 || '" DOCKET_SHADOW_REPLACED "_g[0-9]*'", "t", table);

  while (row != NULL && docket_statement_step (row, &failure))
    if (docket_statement_text (row, 0) != NULL && !is_of_shadow (self, docket_statement_text (row, 0)))
      g_ptr_array_add (names, g_strdup (docket_statement_text (row, 0)));
  for (guint i = 0; i < names->len && failure == NULL; i++)
    if (drop (self->read_database, "TABLE", names->pdata[i], &failure))
      forget (self->read_database, names->pdata[i], &failure);
  if (failure == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

/**
 * docket_projector_drop_leftovers:
 * @self: the thread, in a transaction
 * @projection: what keeps a view
 * @error: return location
 *
 * Removes all at once what was set aside of a view that is about to be made anew in place: its indexes still have the names
 * that the new ones take.
 *
 * Returns: whether it could
 */
gboolean
docket_projector_drop_leftovers (DocketProjectorThread *self, DocketProjection *projection, GError **error)
{
  const char *const *tables = DOCKET_PROJECTION_GET_CLASS (projection)->tables;

  for (guint i = 0; tables != NULL && tables[i] != NULL; i++)
    if (!drop_leftovers_of (self, tables[i], error))
      return FALSE;
  return TRUE;
}

/**
 * docket_projector_step_leftovers:
 * @self: the thread, when there is nothing else to do
 *
 * Removes a little of a table that was replaced, or of a shadow that was given up or left behind by a crash. Where that
 * fails it is tried again when the file is next opened.
 *
 * Returns: whether there was anything to remove
 */
gboolean
docket_projector_step_leftovers (DocketProjectorThread *self)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *table = NULL;

  if (!self->has_leftovers || self->read_database == NULL)
    return FALSE;
  table = find_leftover (self, &error);
  self->has_leftovers = table != NULL && remove_leftover (self, table, &error);
  if (g_error_matches (error, DOCKET_ERROR, DOCKET_ERROR_CORRUPT))
    return docket_projector_thread_replace_database (self, error, NULL);
  return self->has_leftovers;
}
