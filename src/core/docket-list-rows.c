/* docket-list-rows.c: reads the keys and rows of a list
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "docket-list-statement-private.h"
#include "docket-statement.h"

/* How many rows pass between two looks at the cancellable. */
#define ROWS_PER_CHECK 1024

/* All that are left of a statement with the key in the first column. */
GArray *
docket_list_statement_collect_keys (DocketStatement *statement, GCancellable *cancellable, GError **error)
{
  g_autoptr (GArray) keys = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GError) step_error = NULL;

  while (docket_statement_take_integers (statement, keys, ROWS_PER_CHECK, &step_error))
    if (g_cancellable_set_error_if_cancelled (cancellable, error))
      return NULL;
  if (step_error == NULL)
    return g_steal_pointer (&keys);
  g_propagate_error (error, g_steal_pointer (&step_error));
  return NULL;
}

/* 0: all. */
static gint64
get_least (DocketListStatement *self, gint64 limit)
{
  return self->limit > 0 && limit > 0 ? MIN (self->limit, limit) : MAX (self->limit, limit);
}

static DocketStatement *
prepare_list (DocketListStatement *self, DocketDatabase *database, const char *columns, gint64 limit, GError **error)
{
  gint64 least = get_least (self, limit);
  GError *failure = NULL;
  int rare_choice = docket_list_statement_find_rare_choice (self, database, least > 0, &failure);
  g_autofree char *sql = docket_list_statement_make_list_sql (self, columns, rare_choice, least > 0);
  DocketStatement *statement = failure == NULL ? docket_database_prepare (database, sql, &failure) : NULL;
  int index;

  if (statement == NULL)
    {
      g_propagate_error (error, failure);
      return NULL;
    }
  index = docket_list_statement_bind_conditions (self, statement, 1);
  if (least > 0)
    docket_statement_bind_integer (statement, index, least);
  return statement;
}

/**
 * docket_list_statement_load_keys:
 * @self: a statement
 * @database: a connection of this thread
 * @limit: how many from the beginning; 0 for all
 * @cancellable: (nullable): to give up
 * @error: return location
 *
 * Returns: (transfer full) (nullable) (element-type gint64): the keys in order
 */
GArray *
docket_list_statement_load_keys (DocketListStatement *self, DocketDatabase *database, gint64 limit, GCancellable *cancellable,
                                 GError **error)
{
  gint64 least = get_least (self, limit);
  g_autoptr (DocketStatement) statement = NULL;
  g_autoptr (GError) failure = NULL;
  GArray *keys = least > 0 ? docket_list_statement_walk (self, database, least, cancellable, &failure) : NULL;

  if (keys != NULL)
    return keys;
  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return NULL;
    }
  statement = prepare_list (self, database, NULL, limit, error);
  return statement != NULL ? docket_list_statement_collect_keys (statement, cancellable, error) : NULL;
}

/* The row that a statement stands at, its key in the first column and the row's columns behind it. */
static DocketRow *
take_row (DocketListStatement *self, DocketDatabase *database, DocketStatement *statement, GError **error)
{
  g_autoptr (DocketRow) row = g_object_new (self->klass->row_type (), NULL);

  docket_row_set_key (row, docket_statement_integer (statement, 0));
  docket_record_fill (DOCKET_RECORD (row), docket_statement_get_columns (statement), 1);
  if (self->klass->complete != NULL && !self->klass->complete (self->query, row, database, error))
    return NULL;
  return g_steal_pointer (&row);
}

/**
 * docket_list_statement_load_row:
 * @self: a statement
 * @database: a connection of this thread
 * @key: which row
 * @error: return location
 *
 * Reads one row, whether or not it meets the conditions.
 *
 * Returns: (transfer full) (nullable): the row; %NULL without @error when there is none
 */
DocketRow *
docket_list_statement_load_row (DocketListStatement *self, DocketDatabase *database, gint64 key, GError **error)
{
  g_autoptr (DocketStatement) statement = docket_database_prepare (database, self->row_sql, error);

  if (statement == NULL)
    return NULL;
  docket_statement_bind_integer (statement, 1, key);
  if (!docket_statement_step (statement, error))
    return NULL;
  return take_row (self, database, statement, error);
}

/**
 * docket_list_statement_foreach_row:
 * @self: a statement
 * @database: a connection of this thread
 * @function: called with each row in order; returns %FALSE to stop
 * @data: for @function
 * @cancellable: (nullable): to give up
 * @error: return location
 *
 * Reads all rows in one go.
 *
 * Returns: %FALSE when they could not be read
 */
gboolean
docket_list_statement_foreach_row (DocketListStatement *self, DocketDatabase *database, DocketListRowFunc function, gpointer data,
                                   GCancellable *cancellable, GError **error)
{
  g_autofree char *columns = docket_list_statement_make_columns (self);
  g_autoptr (DocketStatement) statement = prepare_list (self, database, columns, 0, error);
  g_autoptr (GError) step_error = NULL;

  if (statement == NULL)
    return FALSE;
  while (docket_statement_step (statement, &step_error))
    {
      g_autoptr (DocketRow) row = take_row (self, database, statement, error);

      if (row == NULL || g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      if (!function (row, data))
        return TRUE;
    }
  if (step_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&step_error));
  return FALSE;
}

/**
 * docket_list_statement_load_sort_values:
 * @self: a statement
 * @database: a connection of this thread
 * @key: which row
 * @regardless: whether the row's place is asked for even where it does not meet the conditions
 * @error: return location
 *
 * Returns: (transfer full) (nullable) (element-type sqlite3_value): the values that the row is sorted by; %NULL
 *   without @error when the list does not hold it
 */
GPtrArray *
docket_list_statement_load_sort_values (DocketListStatement *self, DocketDatabase *database, gint64 key, gboolean regardless,
                                        GError **error)
{
  g_autoptr (DocketStatement) statement = NULL;
  g_autoptr (GPtrArray) values = g_ptr_array_new_with_free_func ((GDestroyNotify) sqlite3_value_free);

  /* Then the key alone tells the place. */
  if (regardless && docket_list_statement_get_key_direction (self) != 0)
    return g_steal_pointer (&values);
  statement = docket_database_prepare (database, regardless ? self->probe_sql : self->match_sql, error);
  if (statement == NULL)
    return NULL;
  docket_statement_bind_integer (statement, 1, key);
  if (!regardless)
    docket_list_statement_bind_conditions (self, statement, 2);
  if (!docket_statement_step (statement, error))
    return NULL;
  if (docket_list_statement_get_key_direction (self) == 0)
    for (guint i = 0; i < self->orders->len; i++)
      g_ptr_array_add (values, sqlite3_value_dup (sqlite3_column_value (docket_statement_get_columns (statement), (int) i)));
  return g_steal_pointer (&values);
}
