/* test-sql-names.c: what gets another name in SQL, and what does not
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "docket-database.h"
#include "docket-sql-names.h"

#include <glib/gstdio.h>

static const char *const tables[] = { "orders", "orders_line", NULL };

static const struct
{
  const char *sql;
  const char *expected;
} cases[] = {
  { "", "" },
  { "SELECT * FROM orders", "SELECT * FROM orders_g7" },
  { "SELECT orders.id FROM orders, orders_line", "SELECT orders_g7.id FROM orders_g7, orders_line_g7" },
  { "SELECT ORDERS.id FROM other", "SELECT ORDERS_g7.id FROM other" },
  { "SELECT orders_lines, my_orders, orders2 FROM x", "SELECT orders_lines, my_orders, orders2 FROM x" },
  { "SELECT \"orders\", `orders`", "SELECT \"orders_g7\", `orders_g7`" },
  { "SELECT 'orders', 'it''s orders'", "SELECT 'orders', 'it''s orders'" },
  { "SELECT :orders, ?1, @orders, $orders", "SELECT :orders, ?1, @orders, $orders" },
  { "SELECT 1 -- orders\n FROM orders", "SELECT 1 -- orders\n FROM orders_g7" },
  { "SELECT 1 /* orders */ FROM orders", "SELECT 1 /* orders */ FROM orders_g7" },
  { "SELECT 4-1, 4/2, x'00' FROM orders", "SELECT 4-1, 4/2, x'00' FROM orders_g7" },
  { "CREATE INDEX by_day ON orders (day)", "CREATE INDEX by_day_g7 ON orders_g7 (day)" },
  { "CREATE UNIQUE INDEX IF NOT EXISTS \"by day\" ON orders (day)", "CREATE UNIQUE INDEX IF NOT EXISTS \"by day_g7\" ON orders_g7 (day)" },
  { "INSERT INTO orders (orders, rank) VALUES ('optimize', 1)", "INSERT INTO orders_g7 (orders_g7, rank) VALUES ('optimize', 1)" },
  { "CREATE VIRTUAL TABLE orders USING fts5 (text, tokenize = \"unicode61 tokenchars '@'\")",
    "CREATE VIRTUAL TABLE orders_g7 USING fts5 (text, tokenize = \"unicode61 tokenchars '@'\")" },
  /* What no statement is ends all the same. */
  { "SELECT 'orders", "SELECT 'orders" },
  { "SELECT 1 /* orders", "SELECT 1 /* orders" },
  { "orders --", "orders_g7 --" },
};

static void
test_suffix (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *renamed = docket_sql_names_add_suffix (cases[i].sql, tables, "_g7");

      g_assert_cmpstr (renamed, ==, cases[i].expected);
    }
}

static gint64
ask (DocketDatabase *database, const char *sql)
{
  g_autoptr (GError) error = NULL;
  gint64 answer;

  docket_database_get_integer (database, -1, &answer, &error, sql, NULL);
  g_assert_no_error (error);
  return answer;
}

/* The same statements, through two handles, reach two tables. */
static void
test_borrow (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *directory = g_dir_make_tmp ("docket-names-XXXXXX", &error);
  g_autofree char *path = g_build_filename (directory, "read.db", NULL);
  g_autoptr (DocketDatabase) database = docket_database_open (path, DOCKET_DATABASE_WRITER, &error);
  g_autoptr (DocketDatabase) borrowed = docket_database_borrow (database, tables, "_g1");
  DocketDatabase *const handles[] = { database, borrowed };
  static const char count[] = "SELECT count(*) FROM orders";

  g_assert_no_error (error);
  for (guint i = 0; i < G_N_ELEMENTS (handles); i++)
    {
      docket_database_execute_script (handles[i], "CREATE TABLE orders (id INTEGER PRIMARY KEY); CREATE INDEX by_id ON orders (id)", &error);
      g_assert_no_error (error);
    }
  docket_database_run (borrowed, &error, "INSERT INTO orders (id) VALUES (?)", "i", (gint64) 5);
  g_assert_no_error (error);
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (DocketStatement) statement = docket_database_prepare (borrowed, "SELECT id FROM orders", &error);

      g_assert_no_error (error);
      g_assert_true (docket_statement_step (statement, &error));
      g_assert_cmpint (docket_statement_integer (statement, 0), ==, 5);
    }
  g_assert_cmpint (ask (database, count), ==, 0);
  g_assert_cmpint (ask (borrowed, count), ==, 1);
  g_assert_cmpint (ask (database, "SELECT count(*) FROM orders_g1"), ==, 1);
  docket_database_close (borrowed);
  g_assert_cmpint (ask (database, count), ==, 0);
  docket_database_close (database);
  g_unlink (path);
  g_rmdir (directory);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sql-names/suffix", test_suffix);
  g_test_add_func ("/sql-names/borrow", test_borrow);
  return g_test_run ();
}
