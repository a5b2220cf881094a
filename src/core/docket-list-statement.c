/* docket-list-statement.c: what a list query asks for, as SQL
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "docket-list-statement.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "docket-list-search.h"

/* How many rows pass between two looks at the cancellable. */
#define ROWS_PER_CHECK 1024

typedef struct
{
  char kind;
  union
  {
    char *text;
    gint64 integer;
    DocketUuid uuid;
    GBytes *bytes;
  };
} DocketListValue;

typedef struct
{
  char *table;
  char *match;
} DocketListSearch;

typedef struct
{
  char *expression;
  gboolean is_descending;
  gboolean ignores_case;
} DocketListOrder;

struct _DocketListStatement
{
  DocketListQuery *query;
  DocketListQueryClass *klass;
  GString *conditions;
  GArray *values;
  GArray *searches;
  GArray *orders;
  gint64 limit;
  char *row_sql;
  char *match_sql;
  char *probe_sql;
};

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

static gboolean
is_key_descending (DocketListStatement *self)
{
  return self->orders->len > 0 && g_array_index (self->orders, DocketListOrder, 0).is_descending;
}

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

/* The searches come before the conditions, as their values do in every statement. */
static void
append_where (DocketListStatement *self, guint first_search, GString *sql)
{
  g_autoptr (GString) where = g_string_new (NULL);

  for (guint i = first_search; i < self->searches->len; i++)
    {
      const char *table = g_array_index (self->searches, DocketListSearch, i).table;

      append_conjunction (where, "%s IN (SELECT rowid FROM %s WHERE %s MATCH ?)", self->klass->key, table, table);
    }
  if (self->conditions->len > 0)
    append_conjunction (where, "%s", self->conditions->str);
  if (where->len > 0)
    g_string_append_printf (sql, " WHERE %s", where->str);
}

static void
append_order_by (DocketListStatement *self, const char *key, GString *sql)
{
  g_string_append (sql, " ORDER BY ");
  for (guint i = 0; i < self->orders->len; i++)
    {
      const DocketListOrder *order = &g_array_index (self->orders, DocketListOrder, i);

      g_string_append_printf (sql, "%s%s, ", order->expression, order->is_descending ? " DESC" : "");
    }
  g_string_append_printf (sql, "%s%s", key, is_key_descending (self) ? " DESC" : "");
}

static void
append_streamed (DocketListStatement *self, const char *columns, GString *sql)
{
  const char *table = g_array_index (self->searches, DocketListSearch, 0).table;
  const char *direction = is_key_descending (self) ? " DESC" : "";

  if (columns == NULL && self->searches->len == 1 && self->conditions->len == 0)
    {
      g_string_append_printf (sql, "SELECT rowid FROM %s WHERE %s MATCH ? ORDER BY rowid%s", table, table, direction);
      return;
    }
  /* CROSS JOIN keeps SQLite from turning the loops around. */
  g_string_append_printf (sql,
                          "SELECT docket_found.docket_key%s FROM (SELECT rowid AS docket_key FROM %s WHERE %s MATCH ?) AS docket_found"
                          " CROSS JOIN %s ON %s = docket_found.docket_key",
                          columns != NULL ? columns : "", table, table, self->klass->from, self->klass->key);
  append_where (self, 1, sql);
  g_string_append_printf (sql, " ORDER BY docket_found.docket_key%s", direction);
}

static char *
make_list_sql (DocketListStatement *self, const char *columns, gboolean has_limit)
{
  GString *sql = g_string_new (NULL);

  if (streams_search (self))
    append_streamed (self, columns, sql);
  else
    {
      g_string_append_printf (sql, "SELECT %s%s FROM %s", self->klass->key, columns != NULL ? columns : "", self->klass->from);
      append_where (self, 0, sql);
      append_order_by (self, self->klass->key, sql);
    }
  if (has_limit)
    g_string_append (sql, " LIMIT ?");
  return g_string_free (sql, FALSE);
}

/* The row's columns, each after a comma. */
static char *
make_columns (DocketListStatement *self)
{
  g_autoptr (GTypeClass) row_class = g_type_class_ref (self->klass->row_type ());
  g_autoptr (GString) columns = g_string_new (NULL);

  docket_record_append_columns ((DocketRecordClass *) row_class, columns);
  return columns->len > 0 ? g_strconcat (", ", columns->str, NULL) : g_strdup ("");
}

static void
make_row_sql (DocketListStatement *self)
{
  g_autofree char *columns = make_columns (self);

  self->row_sql =
    g_strdup_printf ("SELECT %s%s FROM %s WHERE %s = ?", self->klass->key, columns, self->klass->from, self->klass->key);
}

/* For one key the full-text table is asked about that row alone, or a common word would list half of the table. */
static void
make_match_sql (DocketListStatement *self)
{
  g_autoptr (GString) sql = g_string_new ("SELECT ");

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
  if (self->conditions->len > 0)
    g_string_append_printf (sql, " AND %s", self->conditions->str);
  self->match_sql = g_string_free (g_steal_pointer (&sql), FALSE);
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
static int
bind_conditions (DocketListStatement *self, DocketStatement *statement, int index)
{
  for (guint i = 0; i < self->searches->len; i++)
    docket_statement_bind_text (statement, index++, g_array_index (self->searches, DocketListSearch, i).match);
  for (guint i = 0; i < self->values->len; i++)
    bind_value (statement, index++, &g_array_index (self->values, DocketListValue, i));
  return index;
}

static DocketStatement *
prepare_list (DocketListStatement *self, DocketDatabase *database, const char *columns, gint64 limit, GError **error)
{
  gint64 least = self->limit > 0 && limit > 0 ? MIN (self->limit, limit) : MAX (self->limit, limit);
  g_autofree char *sql = make_list_sql (self, columns, least > 0);
  DocketStatement *statement = docket_database_prepare (database, sql, error);
  int index;

  if (statement == NULL)
    return NULL;
  index = bind_conditions (self, statement, 1);
  if (least > 0)
    docket_statement_bind_integer (statement, index, least);
  return statement;
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
  self->searches = g_array_new (FALSE, FALSE, sizeof (DocketListSearch));
  self->orders = g_array_new (FALSE, FALSE, sizeof (DocketListOrder));
  g_array_set_clear_func (self->values, clear_value);
  g_array_set_clear_func (self->searches, clear_search);
  g_array_set_clear_func (self->orders, clear_order);
  if (self->klass->describe != NULL && !self->klass->describe (query, self, error))
    return NULL;
  make_row_sql (self);
  make_match_sql (self);
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

  append_conjunction (statement->conditions, "(%s)", condition);
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
  return is_key_descending (self) ? -1 : 1;
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
  g_autoptr (DocketStatement) statement = prepare_list (self, database, NULL, limit, error);
  g_autoptr (GArray) keys = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GError) step_error = NULL;

  if (statement == NULL)
    return NULL;
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
  g_autofree char *columns = make_columns (self);
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
    bind_conditions (self, statement, 2);
  if (!docket_statement_step (statement, error))
    return NULL;
  if (docket_list_statement_get_key_direction (self) == 0)
    for (guint i = 0; i < self->orders->len; i++)
      g_ptr_array_add (values, sqlite3_value_dup (sqlite3_column_value (docket_statement_get_columns (statement), (int) i)));
  return g_steal_pointer (&values);
}

/* NULL, numbers, text, blobs: the order that SQLite sorts mixed values in. */
static int
get_class (int type)
{
  switch (type)
    {
    case SQLITE_INTEGER:
    case SQLITE_FLOAT:
      return 1;
    case SQLITE_TEXT:
      return 2;
    case SQLITE_BLOB:
      return 3;
    default:
      return 0;
    }
}

static int
compare_bytes (gconstpointer a, gsize size_a, gconstpointer b, gsize size_b, gboolean ignores_case)
{
  gsize size = MIN (size_a, size_b);
  int order = 0;

  if (size > 0)
    order = ignores_case ? g_ascii_strncasecmp (a, b, size) : memcmp (a, b, size);
  return order != 0 ? order : (size_a > size_b) - (size_a < size_b);
}

static int
compare_numbers (sqlite3_value *a, sqlite3_value *b)
{
  if (sqlite3_value_type (a) == SQLITE_INTEGER && sqlite3_value_type (b) == SQLITE_INTEGER)
    return (sqlite3_value_int64 (a) > sqlite3_value_int64 (b)) - (sqlite3_value_int64 (a) < sqlite3_value_int64 (b));
  return (sqlite3_value_double (a) > sqlite3_value_double (b)) - (sqlite3_value_double (a) < sqlite3_value_double (b));
}

static int
compare_values (sqlite3_value *a, sqlite3_value *b, gboolean ignores_case)
{
  int class_a = get_class (sqlite3_value_type (a));
  int class_b = get_class (sqlite3_value_type (b));
  gconstpointer bytes_a;
  gconstpointer bytes_b;

  if (class_a != class_b)
    return class_a - class_b;
  if (class_a == 0)
    return 0;
  if (class_a == 1)
    return compare_numbers (a, b);
  bytes_a = class_a == 2 ? (gconstpointer) sqlite3_value_text (a) : sqlite3_value_blob (a);
  bytes_b = class_a == 2 ? (gconstpointer) sqlite3_value_text (b) : sqlite3_value_blob (b);
  return compare_bytes (bytes_a, (gsize) sqlite3_value_bytes (a), bytes_b, (gsize) sqlite3_value_bytes (b),
                        class_a == 2 && ignores_case);
}

/**
 * docket_list_statement_compare:
 * @self: a statement
 * @a: (element-type sqlite3_value): the sort values of a row
 * @key_a: its key
 * @b: (element-type sqlite3_value): those of another
 * @key_b: its key
 *
 * Returns: less than, equal to or greater than 0, as the list orders the rows
 */
int
docket_list_statement_compare (DocketListStatement *self, GPtrArray *a, gint64 key_a, GPtrArray *b, gint64 key_b)
{
  int order;

  if (docket_list_statement_get_key_direction (self) == 0)
    for (guint i = 0; i < self->orders->len; i++)
      {
        const DocketListOrder *by = &g_array_index (self->orders, DocketListOrder, i);

        order = compare_values (g_ptr_array_index (a, i), g_ptr_array_index (b, i), by->ignores_case);
        if (order != 0)
          return by->is_descending ? -order : order;
      }
  order = (key_a > key_b) - (key_a < key_b);
  return is_key_descending (self) ? -order : order;
}
