/* docket-verifier-compare.c: two tables row by row
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "docket-verifier-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* More than this of one table help nobody. */
#define MOST_FINDINGS 20

#define STEP 10000

/* How a table is read: in the order of its key, so that two of them can be walked side by side. */
typedef struct
{
  char *sql;
  GArray *key;
} Plan;

static void
clear_plan (Plan *plan)
{
  g_free (plan->sql);
  g_clear_pointer (&plan->key, g_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Plan, clear_plan)

typedef struct
{
  DocketVerifier *verifier;
  const char *table;
  const Plan *plan;
  guint n_findings;
} Comparison;

static void
append_order (GString *order, const char *column)
{
  g_string_append_printf (order, "%s\"%s\" COLLATE BINARY", order->len > 0 ? ", " : "", column);
}

/* Without a key of its own a row is known by all that it holds. */
static gboolean
plan_plain_table (DocketDatabase *database, const char *table, Plan *plan, GError **error)
{
  g_autoptr (GError) step_error = NULL;
  g_autoptr (GString) order = g_string_new (NULL);
  g_autoptr (GString) all = g_string_new (NULL);
  g_autoptr (DocketStatement) column =
    docket_database_query (database, error, "SELECT cid, name, pk FROM pragma_table_info (?)", "t", table);
  gint64 n_columns = 0;

  if (column == NULL)
    return FALSE;
  plan->key = g_array_new (FALSE, FALSE, sizeof (int));
  while (docket_statement_step (column, &step_error))
    {
      int index = (int) docket_statement_integer (column, 0);

      append_order (all, docket_statement_text (column, 1));
      n_columns++;
      if (docket_statement_integer (column, 2) == 0)
        continue;
      append_order (order, docket_statement_text (column, 1));
      g_array_append_val (plan->key, index);
    }
  if (step_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&step_error));
      return FALSE;
    }
  for (int i = 0; order->len == 0 && i < (int) n_columns; i++)
    g_array_append_val (plan->key, i);
  if (n_columns > 0)
    plan->sql = g_strdup_printf ("SELECT * FROM \"%s\" ORDER BY %s", table, order->len > 0 ? order->str : all->str);
  return TRUE;
}

/* A full-text table is compared word by word: the text of its rows, where it keeps that, is a table beside it. The list of
 * words may be made beside a read-only connection, among its temporary tables. */
static gboolean
plan_search_table (DocketDatabase *database, const char *table, Plan *plan, GError **error)
{
  g_autofree char *sql =
    g_strdup_printf ("CREATE VIRTUAL TABLE IF NOT EXISTS temp.\"%s_words\" USING fts5vocab (main, \"%s\", instance)", table, table);

  if (!docket_database_execute_script (database, sql, error))
    return FALSE;
  plan->key = g_array_new (FALSE, FALSE, sizeof (int));
  for (int i = 0; i < 4; i++)
    g_array_append_val (plan->key, i);
  plan->sql = g_strdup_printf ("SELECT term, doc, col, offset FROM temp.\"%s_words\"", table);
  return TRUE;
}

static gboolean
is_search_table (DocketDatabase *database, const char *table, gint64 *is_search, GError **error)
{
  return docket_database_get_integer (database, 0, is_search, error,
                                      "SELECT sql LIKE 'CREATE VIRTUAL TABLE%' FROM sqlite_schema WHERE name = ?", "t", table);
}

static gboolean
plan_table (DocketDatabase *database, const char *table, Plan *plan, GError **error)
{
  gint64 is_search;

  if (!is_search_table (database, table, &is_search, error))
    return FALSE;
  return is_search ? plan_search_table (database, table, plan, error) : plan_plain_table (database, table, plan, error);
}

static int
get_rank (int type)
{
  switch (type)
    {
    case SQLITE_NULL:
      return 0;
    case SQLITE_INTEGER:
    case SQLITE_FLOAT:
      return 1;
    case SQLITE_TEXT:
      return 2;
    default:
      return 3;
    }
}

static int
compare_bytes (sqlite3_stmt *a, sqlite3_stmt *b, int column)
{
  gconstpointer bytes_a = sqlite3_column_blob (a, column);
  gconstpointer bytes_b = sqlite3_column_blob (b, column);
  int size_a = sqlite3_column_bytes (a, column);
  int size_b = sqlite3_column_bytes (b, column);
  int order = MIN (size_a, size_b) > 0 ? memcmp (bytes_a, bytes_b, (gsize) MIN (size_a, size_b)) : 0;

  return order != 0 ? order : size_a - size_b;
}

/* As SQLite orders values under the collation BINARY. */
static int
compare_values (sqlite3_stmt *a, sqlite3_stmt *b, int column)
{
  int type_a = sqlite3_column_type (a, column);
  int type_b = sqlite3_column_type (b, column);

  if (get_rank (type_a) != get_rank (type_b))
    return get_rank (type_a) - get_rank (type_b);
  if (type_a == SQLITE_NULL)
    return 0;
  if (get_rank (type_a) >= 2)
    return compare_bytes (a, b, column);
  if (type_a == SQLITE_INTEGER && type_b == SQLITE_INTEGER)
    {
      gint64 integer_a = sqlite3_column_int64 (a, column);
      gint64 integer_b = sqlite3_column_int64 (b, column);

      return (integer_a > integer_b) - (integer_a < integer_b);
    }
  return (sqlite3_column_double (a, column) > sqlite3_column_double (b, column)) -
         (sqlite3_column_double (a, column) < sqlite3_column_double (b, column));
}

static int
compare_keys (const Plan *plan, sqlite3_stmt *a, sqlite3_stmt *b)
{
  for (guint i = 0; i < plan->key->len; i++)
    {
      int order = compare_values (a, b, g_array_index (plan->key, int, i));

      if (order != 0)
        return order;
    }
  return 0;
}

static char *
describe_value (sqlite3_stmt *columns, int column)
{
  gconstpointer bytes = sqlite3_column_blob (columns, column);
  int size = sqlite3_column_bytes (columns, column);
  DocketUuid uuid = docket_uuid_from_bytes (bytes, (gsize) size);

  switch (sqlite3_column_type (columns, column))
    {
    case SQLITE_NULL:
      return g_strdup (_("nothing"));
    case SQLITE_BLOB:
      return size == DOCKET_UUID_SIZE ? docket_uuid_to_string (&uuid) : g_strdup_printf (_("%d bytes"), size);
    default:
      return g_strdup_printf (size > 60 ? "%.60s…" : "%s", (const char *) sqlite3_column_text (columns, column));
    }
}

static char *
describe_place (Comparison *self, sqlite3_stmt *columns)
{
  g_autoptr (GString) key = g_string_new (NULL);

  for (guint i = 0; i < self->plan->key->len && i < 4; i++)
    {
      g_autofree char *value = describe_value (columns, g_array_index (self->plan->key, int, i));

      g_string_append_printf (key, "%s%s", i > 0 ? ", " : "", value);
    }
  return g_strdup_printf (_("table %s, row %s"), self->table, key->str);
}

static gboolean
may_add (Comparison *self)
{
  self->n_findings++;
  if (self->n_findings == MOST_FINDINGS + 1)
    {
      g_autofree char *place = g_strdup_printf (_("table %s"), self->table);

      docket_verifier_add (self->verifier, place, _("More of its rows differ."));
    }
  return self->n_findings <= MOST_FINDINGS;
}

static void
add_row (Comparison *self, sqlite3_stmt *columns, const char *message)
{
  g_autofree char *place = NULL;

  if (!may_add (self))
    return;
  place = describe_place (self, columns);
  docket_verifier_add (self->verifier, place, "%s", message);
}

static void
compare_columns (Comparison *self, sqlite3_stmt *stored, sqlite3_stmt *replayed)
{
  for (int i = 0; i < MIN (sqlite3_column_count (stored), sqlite3_column_count (replayed)); i++)
    {
      g_autofree char *place = NULL;
      g_autofree char *is = NULL;
      g_autofree char *should = NULL;

      if (sqlite3_column_type (stored, i) == sqlite3_column_type (replayed, i) && compare_values (stored, replayed, i) == 0)
        continue;
      if (!may_add (self))
        return;
      place = describe_place (self, stored);
      is = describe_value (stored, i);
      should = describe_value (replayed, i);
      docket_verifier_add (self->verifier, place, _("“%s” is %s; the log says %s."), sqlite3_column_name (stored, i), is, should);
    }
}

/* Steps both until each has no row left. */
static gboolean
walk (Comparison *self, DocketStatement *stored, DocketStatement *replayed, GError **error)
{
  g_autoptr (GError) step_error = NULL;
  sqlite3_stmt *columns = docket_statement_get_columns (stored);
  sqlite3_stmt *expected = docket_statement_get_columns (replayed);
  gboolean has_row = docket_statement_step (stored, &step_error);
  gboolean has_expected = step_error == NULL && docket_statement_step (replayed, &step_error);

  for (gint64 n = 1; step_error == NULL && (has_row || has_expected); n++)
    {
      int order = !has_row ? 1 : !has_expected ? -1 : compare_keys (self->plan, columns, expected);

      if (order < 0)
        add_row (self, columns, _("It is there, and nothing in the log says so."));
      else if (order > 0)
        add_row (self, expected, _("The log says that it is there, and it is not."));
      else
        compare_columns (self, columns, expected);
      if (order <= 0)
        has_row = docket_statement_step (stored, &step_error);
      if (order >= 0 && step_error == NULL)
        has_expected = docket_statement_step (replayed, &step_error);
      if (n % STEP == 0 && !docket_verifier_step (self->verifier, self->table, n, 0, error))
        return FALSE;
    }
  if (step_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&step_error));
  return FALSE;
}

static gboolean
compare_table (DocketVerifier *self, const char *table, DocketDatabase *stored, DocketDatabase *replayed, GError **error)
{
  g_auto (Plan) plan = { 0 };
  g_auto (Plan) stored_plan = { 0 };
  g_autoptr (DocketStatement) rows = NULL;
  g_autoptr (DocketStatement) expected = NULL;
  Comparison comparison = { self, table, &plan, 0 };

  if (!plan_table (replayed, table, &plan, error) || !plan_table (stored, table, &stored_plan, error))
    return FALSE;
  if (g_strcmp0 (plan.sql, stored_plan.sql) != 0)
    {
      g_autofree char *place = g_strdup_printf (_("table %s"), table);

      docket_verifier_add (self, place, stored_plan.sql == NULL ? _("It is missing.") : _("It has another key than it should."));
      return TRUE;
    }
  if (plan.sql == NULL)
    return TRUE;
  rows = docket_database_prepare (stored, plan.sql, error);
  expected = rows != NULL ? docket_database_prepare (replayed, plan.sql, error) : NULL;
  return expected != NULL && walk (&comparison, rows, expected, error);
}

/**
 * docket_verifier_compare:
 * @self: a verification
 * @table: a table of both databases
 * @stored: the database that is checked
 * @replayed: the one that was made from the log
 * @error: return location
 *
 * Finds the rows that differ, by their keys.
 *
 * Returns: whether they could be compared
 */
gboolean
docket_verifier_compare (DocketVerifier *self, const char *table, DocketDatabase *stored, DocketDatabase *replayed, GError **error)
{
  g_autofree char *content = g_strconcat (table, "_content", NULL);
  gint64 is_search;

  return compare_table (self, table, stored, replayed, error) && is_search_table (replayed, table, &is_search, error) &&
         (!is_search || compare_table (self, content, stored, replayed, error));
}
