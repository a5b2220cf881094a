/* docket-list-query.c: a query that asks for the rows of a list
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "docket-list-statement.h"

G_DEFINE_ABSTRACT_TYPE (DocketListQuery, docket_list_query, DOCKET_TYPE_QUERY)

static void
docket_list_query_class_init (DocketListQueryClass *klass G_GNUC_UNUSED)
{
}

static void
docket_list_query_init (DocketListQuery *self G_GNUC_UNUSED)
{
}

/**
 * docket_list_query_prepare:
 * @self: a list query
 * @database: a connection of this thread
 * @error: what its filters name, and there is none of
 *
 * Finds what the filters name, once before the rows are asked for.
 *
 * Returns: whether there can be rows
 */
gboolean
docket_list_query_prepare (DocketListQuery *self, DocketDatabase *database, GError **error)
{
  DocketListQueryClass *klass = DOCKET_LIST_QUERY_GET_CLASS (self);

  return klass->prepare == NULL || klass->prepare (self, database, error);
}

/**
 * docket_list_query_load_keys:
 * @self: a list query
 * @database: a connection of this thread
 * @cancellable: (nullable): to give up
 * @error: return location
 *
 * Returns: (transfer full) (nullable) (element-type gint64): the keys of all rows in order
 */
GArray *
docket_list_query_load_keys (DocketListQuery *self, DocketDatabase *database, GCancellable *cancellable, GError **error)
{
  g_autoptr (DocketListStatement) statement = NULL;

  if (!docket_list_query_prepare (self, database, error))
    return NULL;
  statement = docket_list_statement_new (self, error);
  return statement != NULL ? docket_list_statement_load_keys (statement, database, 0, cancellable, error) : NULL;
}

/**
 * docket_list_query_load_first_keys:
 * @self: a list query
 * @database: a connection of this thread
 * @limit: how many at most
 * @error: return location
 *
 * Returns: (transfer full) (nullable) (element-type gint64): the keys of the first rows in order
 */
GArray *
docket_list_query_load_first_keys (DocketListQuery *self, DocketDatabase *database, guint limit, GError **error)
{
  g_autoptr (DocketListStatement) statement = NULL;

  if (!docket_list_query_prepare (self, database, error))
    return NULL;
  statement = docket_list_statement_new (self, error);
  return statement != NULL ? docket_list_statement_load_keys (statement, database, limit, NULL, error) : NULL;
}

/**
 * docket_list_query_load_row:
 * @self: a list query
 * @database: a connection of this thread
 * @key: which row
 * @error: return location
 *
 * Returns: (transfer full) (nullable): the row; %NULL without @error when there is none, or none any more
 */
DocketRow *
docket_list_query_load_row (DocketListQuery *self, DocketDatabase *database, gint64 key, GError **error)
{
  g_autoptr (DocketListStatement) statement = docket_list_statement_new (self, error);

  return statement != NULL ? docket_list_statement_load_row (statement, database, key, error) : NULL;
}

/**
 * docket_list_query_load_sort_values: (skip)
 * @self: a list query
 * @database: a connection of this thread
 * @key: which row
 * @regardless: whether the row's place is asked for even where it does not meet the conditions
 * @error: return location
 *
 * Returns: (transfer full) (nullable): the values that the row is sorted by before its
 *   key; %NULL without @error when the list does not hold it
 */
GPtrArray *
docket_list_query_load_sort_values (DocketListQuery *self, DocketDatabase *database, gint64 key, gboolean regardless, GError **error)
{
  g_autoptr (DocketListStatement) statement = docket_list_statement_new (self, error);

  return statement != NULL ? docket_list_statement_load_sort_values (statement, database, key, regardless, error) : NULL;
}

/**
 * docket_list_query_compare: (skip)
 * @self: a list query
 * @a: the sort values of a row
 * @key_a: its key
 * @b: those of another
 * @key_b: its key
 *
 * Returns: less than, equal to or greater than 0, as the SQL orders the rows
 */
int
docket_list_query_compare (DocketListQuery *self, GPtrArray *a, gint64 key_a, GPtrArray *b, gint64 key_b)
{
  g_autoptr (DocketListStatement) statement = docket_list_statement_new (self, NULL);

  g_return_val_if_fail (statement != NULL, 0);

  return docket_list_statement_compare (statement, a, key_a, b, key_b);
}
