/* docket-list-choice.c: whether few rows or many meet what a list is filtered by
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "docket-list-statement-private.h"

/* Fewer rows than that are fetched and sorted sooner than an index of all rows is read through for them. This is a million's. */
#define RARE_ROWS 6000

gboolean
docket_list_choice_is_idle (const DocketListChoice *choice)
{
  return choice->is_excluded && choice->is_counted && choice->n_rows == 0;
}

/* An index of a view that was made again in use has the number of its making behind its name. */
static gboolean
find_index (DocketDatabase *database, DocketListChoice *choice, GError **error)
{
  g_autoptr (GError) failure = NULL;
  g_autoptr (DocketStatement) row = NULL;

  if (choice->index == NULL)
    return TRUE;
  row = docket_database_query (database, &failure,
                               "SELECT name FROM sqlite_schema WHERE type = 'index' AND (name = ?1 OR name GLOB ?1 || '_g[0-9]*')"
                               " AND tbl_name NOT GLOB '*_g[0-9]*'",
                               "t", choice->index);
  g_clear_pointer (&choice->found_index, g_free);
  if (row != NULL && docket_statement_step (row, &failure))
    choice->found_index = g_strdup (docket_statement_text (row, 0));
  if (failure == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

/* Of what is excluded one row is as bad as many. */
static gboolean
count_rows (DocketListStatement *self, DocketDatabase *database, DocketListChoice *choice, GError **error)
{
  g_autoptr (GString) sql = g_string_new ("SELECT count(*) FROM (SELECT 1 FROM ");
  g_autoptr (DocketStatement) statement = NULL;

  g_string_append (sql, self->klass->from);
  if (choice->found_index != NULL)
    g_string_append_printf (sql, " INDEXED BY %s", choice->found_index);
  if (choice->condition != NULL)
    g_string_append_printf (sql, " WHERE %s", choice->condition);
  else
    g_string_append_printf (sql, " WHERE %s = %" G_GINT64_FORMAT, choice->column, choice->value);
  g_string_append_printf (sql, " LIMIT %d)", choice->is_excluded ? 1 : DOCKET_LIST_MANY_ROWS);
  statement = docket_database_prepare (database, sql->str, error);
  if (statement == NULL || !docket_statement_step (statement, error))
    return FALSE;
  choice->n_rows = (guint) docket_statement_integer (statement, 0);
  return TRUE;
}

/* Without its index what is chosen would be counted by looking at each row. */
static gboolean
count_choice (DocketListStatement *self, DocketDatabase *database, DocketListChoice *choice, GError **error)
{
  if (choice->is_counted)
    return TRUE;
  choice->n_rows = DOCKET_LIST_MANY_ROWS;
  if (!find_index (database, choice, error))
    return FALSE;
  if ((choice->index == NULL || choice->found_index != NULL) && !count_rows (self, database, choice, error))
    return FALSE;
  choice->is_counted = TRUE;
  return TRUE;
}

gboolean
docket_list_statement_count_choices (DocketListStatement *self, DocketDatabase *database, GError **error)
{
  for (guint i = 0; i < self->choices->len; i++)
    if (!count_choice (self, database, &g_array_index (self->choices, DocketListChoice, i), error))
      return FALSE;
  return TRUE;
}

/* Where all rows are wanted, the order of an index that does not hold what is chosen is no help: each row would be looked at, and not
 * only those that are chosen. The same holds for the first ones, unless there are many to be chosen from. */
static gboolean
can_choose (DocketListStatement *self, const DocketListChoice *choice, gboolean has_limit)
{
  if (choice->is_excluded || (choice->index != NULL && choice->found_index == NULL))
    return FALSE;
  if (choice->index != NULL && self->searches->len == 0)
    return !has_limit || choice->n_rows < DOCKET_LIST_MANY_ROWS;
  return choice->n_rows < RARE_ROWS;
}

int
docket_list_statement_find_rare_choice (DocketListStatement *self, DocketDatabase *database, gboolean has_limit, GError **error)
{
  int rarest = -1;
  guint fewest = G_MAXUINT;

  if (self->searches->len > 0 && docket_list_statement_get_key_direction (self) != 0)
    return -1;
  if (!docket_list_statement_count_choices (self, database, error))
    return -1;
  for (guint i = 0; i < self->choices->len; i++)
    {
      const DocketListChoice *choice = &g_array_index (self->choices, DocketListChoice, i);

      if (can_choose (self, choice, has_limit) && choice->n_rows < fewest)
        {
          fewest = choice->n_rows;
          rarest = (int) i;
        }
    }
  return rarest;
}
