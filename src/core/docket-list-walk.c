/* docket-list-walk.c: finds the first rows of a filtered list in the list's order
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* To have a few thousand rows in another order than that in which they are found, each of them is fetched from where it lies in the
 * file. To see the first of them it is mostly enough to go through the first entries of the order's index, a fiftieth of the work for
 * each, and to pass by those that were not found. Where the rows lie at the far end of the order this comes to nothing: then it is
 * given up. */
#include "docket-list-statement-private.h"

/* Fewer rows than that are fetched as soon. Of more than DOCKET_LIST_MANY_ROWS, those looked for come soon enough. */
#define FEW_ROWS 2500

/* How far the index is followed. Both are a million's. */
#define WALKED_ROWS 100000

/* Each order of a list that has choices is an index, which holds the columns that are chosen by; other conditions would need the rows.
 * How many rows meet two choices at once nobody knows. */
static gboolean
can_walk (DocketListStatement *self)
{
  guint n_narrow = 0;

  if (self->searches->len > 0 || self->conditions->len > 0 || self->orders->len != 1)
    return FALSE;
  for (guint i = 0; i < self->choices->len; i++)
    {
      const DocketListChoice *choice = &g_array_index (self->choices, DocketListChoice, i);
      gboolean is_among_many = choice->n_rows >= DOCKET_LIST_MANY_ROWS;

      if (choice->is_excluded)
        continue;
      if (choice->n_rows < FEW_ROWS || (choice->index != NULL && (choice->found_index == NULL || is_among_many)))
        return FALSE;
      n_narrow += !is_among_many;
    }
  return n_narrow == 1;
}

static void
append_columns (DocketListStatement *self, GString *sql)
{
  for (guint i = 0; i < self->choices->len; i++)
    {
      const DocketListChoice *choice = &g_array_index (self->choices, DocketListChoice, i);

      if (choice->column != NULL && !docket_list_choice_is_idle (choice))
        g_string_append_printf (sql, ", %s AS docket_choice_%u", choice->column, i);
    }
}

/* The rows that a condition chooses are found once, by its index. */
static void
append_choice (DocketListStatement *self, guint i, GString *sql)
{
  const DocketListChoice *choice = &g_array_index (self->choices, DocketListChoice, i);

  if (choice->condition != NULL)
    g_string_append_printf (sql, " AND +docket_key IN (SELECT %s FROM %s INDEXED BY %s WHERE %s)", self->klass->key, self->klass->from,
                            choice->found_index, choice->condition);
  else if (!docket_list_choice_is_idle (choice))
    g_string_append_printf (sql, " AND +docket_choice_%u %s %" G_GINT64_FORMAT, i, choice->is_excluded ? "<>" : "=", choice->value);
}

static char *
make_walk_sql (DocketListStatement *self, gint64 limit)
{
  GString *sql = g_string_new ("SELECT docket_key FROM (SELECT ");

  g_string_append_printf (sql, "%s AS docket_key", self->klass->key);
  append_columns (self, sql);
  g_string_append_printf (sql, " FROM %s", self->klass->from);
  docket_list_statement_append_order_by (self, self->klass->key, FALSE, sql);
  g_string_append (sql, " LIMIT " G_STRINGIFY (WALKED_ROWS) ") WHERE TRUE");
  for (guint i = 0; i < self->choices->len; i++)
    append_choice (self, i, sql);
  g_string_append_printf (sql, " LIMIT %" G_GINT64_FORMAT, limit);
  return g_string_free (sql, FALSE);
}

GArray *
docket_list_statement_walk (DocketListStatement *self, DocketDatabase *database, gint64 limit, GCancellable *cancellable, GError **error)
{
  g_autofree char *sql = NULL;
  g_autoptr (DocketStatement) statement = NULL;
  g_autoptr (GArray) keys = NULL;

  if (self->choices->len == 0 || !docket_list_statement_count_choices (self, database, error) || !can_walk (self))
    return NULL;
  sql = make_walk_sql (self, limit);
  statement = docket_database_prepare (database, sql, error);
  if (statement == NULL)
    return NULL;
  keys = docket_list_statement_collect_keys (statement, cancellable, error);
  return keys != NULL && keys->len == limit ? g_steal_pointer (&keys) : NULL;
}
