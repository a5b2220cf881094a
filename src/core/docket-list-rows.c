/* docket-list-rows.c: reads the keys and rows of a list
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "docket-list-statement-private.h"

#include <stdlib.h>
#include <string.h>

#include "docket-keys.h"

/* How many rows pass between two looks at the cancellable. */
#define ROWS_PER_CHECK 1024

/* has_ties: rows that are equal in the list's order need not be in the order of their keys. */
static DocketStatement *
prepare_list (DocketListStatement *self, DocketDatabase *database, const char *columns, gint64 limit, gboolean has_ties, GError **error)
{
  gint64 least = self->limit > 0 && limit > 0 ? MIN (self->limit, limit) : MAX (self->limit, limit);
  GError *failure = NULL;
  int rare_choice = docket_list_statement_find_rare_choice (self, database, least > 0, &failure);
  g_autofree char *sql = has_ties ? docket_list_statement_make_ties_sql (self, rare_choice)
                                  : docket_list_statement_make_list_sql (self, columns, rare_choice, least > 0);
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

/* The rows that are equal to the last one in the list's order: the keys from first on. */
typedef struct
{
  GArray *keys;
  gboolean is_descending;
  guint first;
  int type;
  gint64 integer;
  GByteArray *bytes;
} Ties;

/* Whether the row that a statement stands at is equal to the one before, which it takes the place of. */
static gboolean
is_tie (Ties *ties, sqlite3_stmt *row)
{
  int type = sqlite3_column_type (row, 1);
  gboolean is_equal = ties->keys->len > 0 && type == ties->type;
  gint64 integer = type == SQLITE_INTEGER ? sqlite3_column_int64 (row, 1) : 0;
  gconstpointer bytes = type != SQLITE_INTEGER ? sqlite3_column_blob (row, 1) : NULL;
  guint size = bytes != NULL ? (guint) sqlite3_column_bytes (row, 1) : 0;

  is_equal = is_equal && integer == ties->integer && size == ties->bytes->len &&
             (size == 0 || memcmp (bytes, ties->bytes->data, size) == 0);
  ties->type = type;
  ties->integer = integer;
  if (is_equal)
    return TRUE;
  g_byte_array_set_size (ties->bytes, 0);
  if (size > 0)
    g_byte_array_append (ties->bytes, bytes, size);
  return FALSE;
}

static int
compare_descending (gconstpointer a, gconstpointer b)
{
  return docket_key_compare (b, a);
}

static void
order_ties (Ties *ties)
{
  guint n = ties->keys->len - ties->first;

  if (n > 1)
    qsort (&g_array_index (ties->keys, gint64, ties->first), n, sizeof (gint64),
           ties->is_descending ? compare_descending : docket_key_compare);
  ties->first = ties->keys->len;
}

/* SQLite would sort what an index gives in order once more, for the few rows that are equal in it: four times the work. */
static GArray *
load_keys_with_ties (DocketListStatement *self, DocketDatabase *database, GCancellable *cancellable, GError **error)
{
  g_autoptr (DocketStatement) statement = prepare_list (self, database, NULL, 0, TRUE, error);
  g_autoptr (GArray) keys = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  g_autoptr (GError) step_error = NULL;
  Ties ties = { .keys = keys, .is_descending = docket_list_statement_is_key_descending (self), .bytes = bytes };

  if (statement == NULL)
    return NULL;
  while (docket_statement_step (statement, &step_error))
    {
      gint64 key = docket_statement_integer (statement, 0);

      if (!is_tie (&ties, docket_statement_get_columns (statement)))
        order_ties (&ties);
      g_array_append_val (keys, key);
      if (keys->len % ROWS_PER_CHECK == 0 && g_cancellable_set_error_if_cancelled (cancellable, error))
        return NULL;
    }
  order_ties (&ties);
  if (step_error == NULL)
    return g_steal_pointer (&keys);
  g_propagate_error (error, g_steal_pointer (&step_error));
  return NULL;
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
  g_autoptr (DocketStatement) statement = NULL;
  g_autoptr (GArray) keys = NULL;
  g_autoptr (GError) step_error = NULL;

  if (limit == 0 && docket_list_statement_can_order_ties (self))
    return load_keys_with_ties (self, database, cancellable, error);
  statement = prepare_list (self, database, NULL, limit, FALSE, error);
  if (statement == NULL)
    return NULL;
  keys = g_array_new (FALSE, FALSE, sizeof (gint64));
  while (docket_statement_step (statement, &step_error))
    {
      gint64 key = docket_statement_integer (statement, 0);

      g_array_append_val (keys, key);
      if (keys->len % ROWS_PER_CHECK == 0 && g_cancellable_set_error_if_cancelled (cancellable, error))
        return NULL;
    }
  if (step_error == NULL)
    return g_steal_pointer (&keys);
  g_propagate_error (error, g_steal_pointer (&step_error));
  return NULL;
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
  g_autoptr (DocketStatement) statement = prepare_list (self, database, columns, 0, FALSE, error);
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
