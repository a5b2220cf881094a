/* docket-row-changes.c: what a row model lets workers find out
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "docket-row-changes.h"

/**
 * docket_row_request_new:
 * @query: what is listed
 * @keys: (nullable): the list as it is shown
 *
 * Returns: (transfer full): a request
 */
DocketRowRequest *
docket_row_request_new (DocketListQuery *query, DocketRowKeys *keys)
{
  DocketRowRequest *request = g_new0 (DocketRowRequest, 1);

  request->query = g_object_ref (query);
  request->keys = keys != NULL ? docket_row_keys_ref (keys) : NULL;
  return request;
}

/**
 * docket_row_request_free:
 * @request: (type DocketRowRequest) (transfer full): a request
 */
void
docket_row_request_free (gpointer request)
{
  DocketRowRequest *self = request;

  g_object_unref (self->query);
  g_clear_pointer (&self->keys, docket_row_keys_unref);
  g_clear_pointer (&self->changed, g_array_unref);
  g_clear_pointer (&self->live, g_array_unref);
  g_free (self);
}

/**
 * docket_row_changes_free:
 * @changes: (type DocketRowChanges) (transfer full): what a worker found out
 */
void
docket_row_changes_free (gpointer changes)
{
  DocketRowChanges *self = changes;

  g_clear_pointer (&self->keys, g_array_unref);
  g_clear_pointer (&self->splices, g_array_unref);
  g_clear_pointer (&self->added, g_array_unref);
  g_clear_pointer (&self->probed, g_array_unref);
  g_ptr_array_unref (self->rows);
  g_free (self);
}

/* Where the views stand in this view of the file; a file without checkpoints may stand anywhere. */
static gint64
read_log_position (DocketListQuery *query, DocketDatabase *database)
{
  const char *const *views = DOCKET_QUERY_GET_CLASS (query)->views;
  gint64 last = 0;

  if (DOCKET_QUERY_GET_CLASS (query)->source != DOCKET_QUERY_READ)
    return G_MAXINT64;
  for (guint i = 0; views != NULL && views[i] != NULL; i++)
    {
      gint64 position;

      if (!docket_database_get_integer (database, 0, &position, NULL, "SELECT position FROM checkpoint WHERE view = ?", "t", views[i]))
        return G_MAXINT64;
      last = MAX (last, position);
    }
  return last;
}

/**
 * docket_row_changes_new:
 * @request: the request
 * @statement: what its query asks for
 * @database: a connection
 *
 * Returns: (transfer full): an answer that says how the list is made and how far the views are
 */
DocketRowChanges *
docket_row_changes_new (DocketRowRequest *request, DocketListStatement *statement, DocketDatabase *database)
{
  DocketRowChanges *changes = g_new0 (DocketRowChanges, 1);

  changes->rows = g_ptr_array_new_with_free_func (g_object_unref);
  changes->direction = docket_list_statement_get_key_direction (statement);
  changes->has_limit = docket_list_statement_has_limit (statement);
  changes->log_position = read_log_position (request->query, database);
  return changes;
}

/**
 * docket_row_changes_load_row:
 * @changes: the answer
 * @statement: what is asked for
 * @database: a connection
 * @key: a row
 * @error: return location
 *
 * Reads a row along with the changes, if it is there.
 *
 * Returns: whether it could be read
 */
gboolean
docket_row_changes_load_row (DocketRowChanges *changes, DocketListStatement *statement, DocketDatabase *database, gint64 key,
                             GError **error)
{
  g_autoptr (GError) row_error = NULL;
  DocketRow *row = docket_list_statement_load_row (statement, database, key, &row_error);

  if (row != NULL)
    g_ptr_array_add (changes->rows, row);
  if (row_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&row_error));
  return FALSE;
}

static gboolean
load_rows (DocketRowChanges *changes, DocketListStatement *statement, DocketDatabase *database, GArray *keys, GError **error)
{
  for (guint i = 0; keys != NULL && i < keys->len; i++)
    if (!docket_row_changes_load_row (changes, statement, database, g_array_index (keys, gint64, i), error))
      return FALSE;
  return TRUE;
}

/**
 * docket_row_changes_load_first:
 * @database: a connection
 * @data: (type DocketRowRequest): the request
 * @cancellable: (nullable): to give up
 * @error: return location
 *
 * Reads the first page: keys and rows.
 *
 * Returns: (type DocketRowChanges) (transfer full) (nullable): what was found
 */
gpointer
docket_row_changes_load_first (DocketDatabase *database, gpointer data, GCancellable *cancellable, GError **error)
{
  DocketRowRequest *request = data;
  g_autoptr (DocketListStatement) statement = docket_list_statement_new (request->query, error);
  g_autoptr (DocketRowChanges) changes = NULL;

  if (statement == NULL)
    return NULL;
  changes = docket_row_changes_new (request, statement, database);
  changes->keys = docket_list_statement_load_keys (statement, database, DOCKET_ROW_PAGE_SIZE, cancellable, error);
  if (changes->keys == NULL || !load_rows (changes, statement, database, changes->keys, error))
    return NULL;
  changes->is_complete = changes->keys->len < DOCKET_ROW_PAGE_SIZE;
  return g_steal_pointer (&changes);
}

/* What is the same at both ends stays. */
static void
find_difference (DocketRowKeys *old, DocketRowChanges *changes)
{
  const gint64 *keys = (const gint64 *) (gpointer) changes->keys->data;
  guint n_old = old != NULL ? docket_row_keys_get_n (old) : 0;
  guint n_new = changes->keys->len;
  guint first = 0;

  while (first < n_old && first < n_new && docket_row_keys_get (old, first) == keys[first])
    first++;
  while (n_old > first && n_new > first && docket_row_keys_get (old, n_old - 1) == keys[n_new - 1])
    {
      n_old--;
      n_new--;
    }
  changes->position = first;
  changes->n_removed = n_old - first;
  changes->n_added = n_new - first;
}

/**
 * docket_row_changes_load_all:
 * @database: a connection
 * @data: (type DocketRowRequest): the request
 * @cancellable: (nullable): to give up
 * @error: return location
 *
 * Reads all keys, the rows that live, and finds where the list differs from the one that is shown.
 *
 * Returns: (type DocketRowChanges) (transfer full) (nullable): what was found
 */
gpointer
docket_row_changes_load_all (DocketDatabase *database, gpointer data, GCancellable *cancellable, GError **error)
{
  DocketRowRequest *request = data;
  g_autoptr (DocketListStatement) statement = docket_list_statement_new (request->query, error);
  g_autoptr (DocketRowChanges) changes = NULL;

  if (statement == NULL)
    return NULL;
  changes = docket_row_changes_new (request, statement, database);
  changes->keys = docket_list_statement_load_keys (statement, database, 0, cancellable, error);
  if (changes->keys == NULL || !load_rows (changes, statement, database, request->live, error))
    return NULL;
  changes->is_complete = TRUE;
  find_difference (request->keys, changes);
  return g_steal_pointer (&changes);
}
