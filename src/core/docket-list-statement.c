/* docket-list-statement.c: what a list query asks for
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "docket-list-statement-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "docket-list-search.h"

static void
clear_value (gpointer data)
{
  DocketListValue *value = data;

  if (value->kind == 't')
    g_free (value->text);
  else if (value->kind == 'b')
    g_clear_pointer (&value->bytes, g_bytes_unref);
}

static void
clear_search (gpointer data)
{
  DocketListSearch *search = data;

  g_free (search->table);
  g_free (search->match);
}

static void
clear_order (gpointer data)
{
  DocketListOrder *order = data;

  g_free (order->expression);
}

static void
clear_choice (gpointer data)
{
  DocketListChoice *choice = data;

  g_free (choice->column);
  g_free (choice->condition);
  g_free (choice->found_index);
}

gboolean
docket_list_statement_is_key_descending (DocketListStatement *self)
{
  return self->orders->len > 0 && g_array_index (self->orders, DocketListOrder, 0).is_descending;
}

/**
 * docket_list_statement_new:
 * @query: a list query
 * @error: return location
 *
 * Lets @query describe itself. What it says is taken now: changing its properties later changes nothing here.
 *
 * Returns: (transfer full) (nullable): what it asks for
 */
DocketListStatement *
docket_list_statement_new (DocketListQuery *query, GError **error)
{
  g_autoptr (DocketListStatement) self = NULL;

  g_return_val_if_fail (DOCKET_IS_LIST_QUERY (query), NULL);

  self = g_new0 (DocketListStatement, 1);
  self->query = g_object_ref (query);
  self->klass = DOCKET_LIST_QUERY_GET_CLASS (query);
  self->conditions = g_string_new (NULL);
  self->values = g_array_new (FALSE, FALSE, sizeof (DocketListValue));
  self->choices = g_array_new (FALSE, FALSE, sizeof (DocketListChoice));
  self->searches = g_array_new (FALSE, FALSE, sizeof (DocketListSearch));
  self->orders = g_array_new (FALSE, FALSE, sizeof (DocketListOrder));
  g_array_set_clear_func (self->values, clear_value);
  g_array_set_clear_func (self->choices, clear_choice);
  g_array_set_clear_func (self->searches, clear_search);
  g_array_set_clear_func (self->orders, clear_order);
  if (self->klass->describe != NULL && !self->klass->describe (query, self, error))
    return NULL;
  docket_list_statement_make_sql (self);
  return g_steal_pointer (&self);
}

/**
 * docket_list_statement_free:
 * @self: (transfer full): a statement
 *
 * Frees it.
 */
void
docket_list_statement_free (DocketListStatement *self)
{
  g_object_unref (self->query);
  g_string_free (self->conditions, TRUE);
  g_array_unref (self->values);
  g_array_unref (self->choices);
  g_array_unref (self->searches);
  g_array_unref (self->orders);
  g_free (self->row_sql);
  g_free (self->match_sql);
  g_free (self->probe_sql);
  g_free (self);
}

/**
 * docket_list_statement_where:
 * @statement: what is described
 * @condition: an SQL expression over the query's tables, with `?` for values
 * @format: (nullable): a letter for each value, as for [method@Database.query]
 * @...: the values
 *
 * Adds a condition that each row must meet.
 */
void
docket_list_statement_where (DocketListStatement *statement, const char *condition, const char *format, ...)
{
  va_list arguments;

  g_string_append_printf (statement->conditions, "%s(%s)", statement->conditions->len > 0 ? " AND " : "", condition);
  va_start (arguments, format);
  for (; format != NULL && *format != '\0'; format++)
    {
      DocketListValue value = { .kind = *format };
      const DocketUuid *uuid;
      GBytes *bytes;

      switch (*format)
        {
        case 't':
          value.text = g_strdup (va_arg (arguments, const char *));
          break;
        case 'i':
          value.integer = va_arg (arguments, gint64);
          break;
        case 'u':
          uuid = va_arg (arguments, const DocketUuid *);
          if (uuid != NULL)
            value.uuid = *uuid;
          break;
        case 'b':
          bytes = va_arg (arguments, GBytes *);
          value.bytes = bytes != NULL ? g_bytes_ref (bytes) : NULL;
          break;
        case 'n':
          break;
        default:
          g_assert_not_reached ();
        }
      g_array_append_val (statement->values, value);
    }
  va_end (arguments);
}

/**
 * docket_list_statement_choose:
 * @statement: what is described
 * @column: a column with few values and an index of its own; the indexes of the orders hold it too
 * @value: the one that each row must have
 *
 * Adds a condition that most rows may meet, or hardly any. Which it is decides how the rows are found, and SQLite cannot know.
 */
void
docket_list_statement_choose (DocketListStatement *statement, const char *column, gint64 value)
{
  DocketListChoice choice = { .column = g_strdup (column), .value = value };

  g_array_append_val (statement->choices, choice);
}

/**
 * docket_list_statement_choose_indexed:
 * @statement: what is described
 * @index: (transfer none): the index that finds the rows that meet @condition; a static string
 * @condition: an SQL expression without parameters
 *
 * As docket_list_statement_choose(), where what is chosen is more than the value of a column, and the indexes of the orders do not hold it.
 */
void
docket_list_statement_choose_indexed (DocketListStatement *statement, const char *index, const char *condition)
{
  DocketListChoice choice = { .condition = g_strdup (condition), .index = index };

  g_array_append_val (statement->choices, choice);
}

/**
 * docket_list_statement_exclude:
 * @statement: what is described
 * @index: (transfer none): the index that begins with @column; a static string
 * @column: a column as for docket_list_statement_choose()
 * @value: the one that no row may have
 *
 * Adds a condition that nearly all rows meet. Where all do, which the index tells, none of them is asked.
 */
void
docket_list_statement_exclude (DocketListStatement *statement, const char *index, const char *column, gint64 value)
{
  DocketListChoice choice = { .column = g_strdup (column), .value = value, .index = index, .is_excluded = TRUE };

  g_array_append_val (statement->choices, choice);
}

/**
 * docket_list_statement_order_by:
 * @statement: what is described
 * @expression: an SQL expression over the query's tables
 * @is_descending: whether the greatest comes first
 *
 * Sorts by @expression, where the expressions before leave rows equal. The expression sorts by bytes; other orders
 * are kept in the view as sort keys, or asked for with `COLLATE NOCASE` at its end. The order that a column
 * declares for itself is not seen here.
 */
void
docket_list_statement_order_by (DocketListStatement *statement, const char *expression, gboolean is_descending)
{
  DocketListOrder order = { g_strdup (expression), is_descending, FALSE };

  order.ignores_case = g_str_has_suffix (expression, " COLLATE NOCASE");
  g_array_append_val (statement->orders, order);
}

/**
 * docket_list_statement_order_by_name:
 * @statement: what is described
 * @name: (nullable): a name of the table, with `-` before it for descending; %NULL or "" adds no order
 * @sorts: (array length=n_sorts): which names there are
 * @n_sorts: how many
 * @error: %DOCKET_ERROR_INVALID
 *
 * Sorts by what a person chose.
 *
 * Returns: whether the name is known
 */
gboolean
docket_list_statement_order_by_name (DocketListStatement *statement, const char *name, const DocketSort *sorts, guint n_sorts,
                                     GError **error)
{
  g_autoptr (GString) names = g_string_new (NULL);
  gboolean is_descending;

  if (name == NULL || *name == '\0')
    return TRUE;
  is_descending = *name == '-';
  for (guint i = 0; i < n_sorts; i++)
    {
      if (strcmp (sorts[i].name, name + is_descending) == 0)
        {
          docket_list_statement_order_by (statement, sorts[i].expression, is_descending);
          return TRUE;
        }
      g_string_append_printf (names, "%s%s", i > 0 ? ", " : "", sorts[i].name);
    }
  docket_error_set (error, DOCKET_ERROR_INVALID, "sort", _("Cannot sort by “%s”; there are: %s"), name, names->str);
  return FALSE;
}

/**
 * docket_list_statement_limit:
 * @statement: what is described
 * @limit: how many rows there may be; 0 or less for all
 */
void
docket_list_statement_limit (DocketListStatement *statement, gint64 limit)
{
  statement->limit = MAX (limit, 0);
}

/**
 * docket_list_statement_search:
 * @statement: what is described
 * @table: an FTS5 table whose rowid is the query's key
 * @text: (nullable): what a person typed
 *
 * Adds the condition that every token of @text begins a word of the row. Text without a word adds nothing.
 */
void
docket_list_statement_search (DocketListStatement *statement, const char *table, const char *text)
{
  DocketListSearch search = { NULL, docket_list_search_to_match (text) };

  if (search.match == NULL)
    return;
  search.table = g_strdup (table);
  g_array_append_val (statement->searches, search);
}

/**
 * docket_list_statement_get_key_direction:
 * @self: a statement
 *
 * Returns: 1 or −1 when the rows are sorted by their keys alone, ascending or descending; otherwise 0
 */
int
docket_list_statement_get_key_direction (DocketListStatement *self)
{
  if (self->orders->len == 0)
    return 1;
  if (strcmp (g_array_index (self->orders, DocketListOrder, 0).expression, self->klass->key) != 0)
    return 0;
  return docket_list_statement_is_key_descending (self) ? -1 : 1;
}

/**
 * docket_list_statement_has_limit:
 * @self: a statement
 *
 * Returns: whether there may be rows that meet the conditions and are not listed
 */
gboolean
docket_list_statement_has_limit (DocketListStatement *self)
{
  return self->limit > 0;
}
