/* docket-list-sql.c: the SQL of a list
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <string.h>

#include "docket-list-statement-private.h"

/* A full-text table gives its rows in the order of the key: a list in that order can be read straight from it. */
static gboolean
streams_search (DocketListStatement *self)
{
  return self->searches->len > 0 && docket_list_statement_get_key_direction (self) != 0;
}

static void
append_conjunction (GString *sql, const char *format, ...) G_GNUC_PRINTF (2, 3);

static void
append_conjunction (GString *sql, const char *format, ...)
{
  va_list arguments;

  if (sql->len > 0)
    g_string_append (sql, " AND ");
  va_start (arguments, format);
  g_string_append_vprintf (sql, format, arguments);
  va_end (arguments);
}

/* The values are figures, and stand in the SQL; a plus keeps SQLite from looking for the rows by them. */
static void
append_choices (DocketListStatement *self, int rare_choice, GString *where)
{
  for (guint i = 0; i < self->choices->len; i++)
    {
      const DocketListChoice *choice = &g_array_index (self->choices, DocketListChoice, i);

      if (docket_list_choice_is_idle (choice))
        continue;
      if (choice->is_excluded)
        append_conjunction (where, "+%s <> %" G_GINT64_FORMAT, choice->column, choice->value);
      else if (choice->condition != NULL)
        append_conjunction (where, (int) i == rare_choice ? "%s" : "+(%s)", choice->condition);
      else
        append_conjunction (where, "%s%s = %" G_GINT64_FORMAT, (int) i == rare_choice ? "" : "+", choice->column, choice->value);
    }
}

/* The searches come before the conditions, as their values do in every statement. */
static void
append_where (DocketListStatement *self, guint first_search, int rare_choice, GString *sql)
{
  g_autoptr (GString) where = g_string_new (NULL);

  for (guint i = first_search; i < self->searches->len; i++)
    {
      const char *table = g_array_index (self->searches, DocketListSearch, i).table;

      append_conjunction (where, "%s IN (SELECT rowid FROM %s WHERE %s MATCH ?)", self->klass->key, table, table);
    }
  append_choices (self, rare_choice, where);
  if (self->conditions->len > 0)
    append_conjunction (where, "%s", self->conditions->str);
  if (where->len > 0)
    g_string_append_printf (sql, " WHERE %s", where->str);
}

/* is_sorted: rows that are found in another order. */
void
docket_list_statement_append_order_by (DocketListStatement *self, const char *key, gboolean is_sorted, GString *sql)
{
  g_string_append (sql, " ORDER BY ");
  for (guint i = 0; i < self->orders->len; i++)
    {
      const DocketListOrder *order = &g_array_index (self->orders, DocketListOrder, i);

      g_string_append_printf (sql, "%s%s%s, ", is_sorted ? "+" : "", order->expression, order->is_descending ? " DESC" : "");
    }
  g_string_append_printf (sql, "%s%s", key, docket_list_statement_is_key_descending (self) ? " DESC" : "");
}

/* SQLite, which knows nothing of how many rows there are, would rather avoid the sorting. */
static void
append_index (DocketListStatement *self, int rare_choice, GString *sql)
{
  const char *index = rare_choice >= 0 ? g_array_index (self->choices, DocketListChoice, rare_choice).found_index : NULL;

  if (index != NULL)
    g_string_append_printf (sql, " INDEXED BY %s", index);
}

static void
append_streamed (DocketListStatement *self, const char *columns, GString *sql)
{
  const char *table = g_array_index (self->searches, DocketListSearch, 0).table;
  const char *direction = docket_list_statement_is_key_descending (self) ? " DESC" : "";

  if (columns == NULL && self->searches->len == 1 && self->conditions->len == 0 && self->choices->len == 0)
    {
      g_string_append_printf (sql, "SELECT rowid FROM %s WHERE %s MATCH ? ORDER BY rowid%s", table, table, direction);
      return;
    }
  /* CROSS JOIN keeps SQLite from turning the loops around. */
  g_string_append_printf (sql,
                          "SELECT docket_found.docket_key%s FROM (SELECT rowid AS docket_key FROM %s WHERE %s MATCH ?) AS docket_found"
                          " CROSS JOIN %s ON %s = docket_found.docket_key",
                          columns != NULL ? columns : "", table, table, self->klass->from, self->klass->key);
  append_where (self, 1, -1, sql);
  g_string_append_printf (sql, " ORDER BY docket_found.docket_key%s", direction);
}

/* The key, the columns each after a comma. */
char *
docket_list_statement_make_list_sql (DocketListStatement *self, const char *columns, int rare_choice, gboolean has_limit)
{
  GString *sql = g_string_new (NULL);

  if (streams_search (self))
    append_streamed (self, columns, sql);
  else
    {
      g_string_append_printf (sql, "SELECT %s%s FROM %s", self->klass->key, columns != NULL ? columns : "", self->klass->from);
      append_index (self, rare_choice, sql);
      append_where (self, 0, rare_choice, sql);
      docket_list_statement_append_order_by (self, self->klass->key, rare_choice >= 0, sql);
    }
  if (has_limit)
    g_string_append (sql, " LIMIT ?");
  return g_string_free (sql, FALSE);
}

/* The row's columns, each after a comma. */
char *
docket_list_statement_make_columns (DocketListStatement *self)
{
  g_autoptr (GTypeClass) row_class = g_type_class_ref (self->klass->row_type ());
  g_autoptr (GString) columns = g_string_new (NULL);

  docket_record_append_columns ((DocketRecordClass *) row_class, columns);
  return columns->len > 0 ? g_strconcat (", ", columns->str, NULL) : g_strdup ("");
}

static void
make_row_sql (DocketListStatement *self)
{
  g_autofree char *columns = docket_list_statement_make_columns (self);

  self->row_sql =
    g_strdup_printf ("SELECT %s%s FROM %s WHERE %s = ?", self->klass->key, columns, self->klass->from, self->klass->key);
}

/* For one key the full-text table is asked about that row alone, or a common word would list half of the table. */
static void
make_match_sql (DocketListStatement *self)
{
  g_autoptr (GString) sql = g_string_new ("SELECT ");
  g_autoptr (GString) choices = g_string_new (NULL);

  for (guint i = 0; i < self->orders->len; i++)
    g_string_append_printf (sql, "%s%s", i > 0 ? ", " : "", g_array_index (self->orders, DocketListOrder, i).expression);
  if (self->orders->len == 0)
    g_string_append_c (sql, '1');
  g_string_append_printf (sql, " FROM %s WHERE %s = ?1", self->klass->from, self->klass->key);
  self->probe_sql = g_strdup (sql->str);

  for (guint i = 0; i < self->searches->len; i++)
    {
      const char *table = g_array_index (self->searches, DocketListSearch, i).table;

      g_string_append_printf (sql, " AND EXISTS (SELECT 1 FROM %s WHERE %s MATCH ? AND rowid = ?1)", table, table);
    }
  if (self->choices->len > 0)
    {
      g_string_append (sql, " AND ");
      append_choices (self, -1, choices);
      g_string_append (sql, choices->str);
    }
  if (self->conditions->len > 0)
    g_string_append_printf (sql, " AND %s", self->conditions->str);
  self->match_sql = g_string_free (g_steal_pointer (&sql), FALSE);
}

/* Once, when it is described. */
void
docket_list_statement_make_sql (DocketListStatement *self)
{
  make_row_sql (self);
  make_match_sql (self);
}

static void
bind_value (DocketStatement *statement, int index, const DocketListValue *value)
{
  switch (value->kind)
    {
    case 't':
      docket_statement_bind_text (statement, index, value->text);
      break;
    case 'i':
      docket_statement_bind_integer (statement, index, value->integer);
      break;
    case 'u':
      docket_statement_bind_uuid (statement, index, &value->uuid);
      break;
    case 'b':
      if (value->bytes != NULL)
        {
          docket_statement_bind_bytes (statement, index, g_bytes_get_data (value->bytes, NULL), g_bytes_get_size (value->bytes));
          break;
        }
      G_GNUC_FALLTHROUGH;
    default:
      docket_statement_bind_null (statement, index);
      break;
    }
}

/* Returns: the index after the last one bound */
int
docket_list_statement_bind_conditions (DocketListStatement *self, DocketStatement *statement, int index)
{
  for (guint i = 0; i < self->searches->len; i++)
    docket_statement_bind_text (statement, index++, g_array_index (self->searches, DocketListSearch, i).match);
  for (guint i = 0; i < self->values->len; i++)
    bind_value (statement, index++, &g_array_index (self->values, DocketListValue, i));
  return index;
}
