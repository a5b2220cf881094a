/* test-order-lists.c: lists of many orders, however their rows are found
 *
 * Which way to the rows is taken depends on how many there are; what is listed does not. A hundred and twenty thousand orders are
 * written into the view at once, filtered and sorted, and compared with what plain SQL makes of them without any index.
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "docket-list-statement.h"
#include "docket-orders-query.h"
#include "docket-orders-view.h"
#include "docket-projection.h"

#include <glib/gstdio.h>

/* As in a model. */
#define PAGE 128

/* Of 120,000: 6,000 are unpaid, here and there. 5,000 are to be shipped, all of them the latest. 2,000 are cancelled. 3,000 owe
 * something, the cheapest of all. A day has 1,000. */
static const char fill[]
    = "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 120000)"
      "INSERT INTO orders_view (key, id, number, number_value, status, payment_status, fulfilment_status, on_hold, currency, net, tax,"
      " total, cancelled, captured, refunded, authorized, n_voided, balance, n_lines, items, items_cancelled, items_shipped,"
      " parcels_shipped, parcels_delivered, customer, customer_sort, placed_at, day)"
      "SELECT i, randomblob (16), 'A' || i, (i * 7919) % 120011, CASE WHEN i % 60 = 7 THEN 4 ELSE 2 END, CASE WHEN i % 20 = 3 THEN 0 ELSE 3"
      " END, CASE WHEN i > 115000 THEN 0 ELSE 2 END, i % 30000 = 1, 'EUR', 0, 0, i * 31 % 977, 0, 0, 0, 0, 0, CASE WHEN i % 40 = 1 THEN"
      " i * 31 % 977 ELSE 0 END, 1, 1 + i % 5, 0, CASE WHEN i > 115000 THEN 0 ELSE 1 + i % 5 END, 0, 0, 'C', CAST ('c' || i % 997 AS BLOB),"
      " 1577836800000000 + i * 86400000, 20200101 + i / 1000 FROM n;";

typedef struct
{
  const char *filter;
  const char *condition;
} Case;

static const Case filters[] = {
  { "", "TRUE" },
  { "payment=unpaid", "payment_status = 0" },
  { "payment=paid", "payment_status = 3" },
  { "payment=owed", "balance > 0" },
  { "fulfilment=to-ship", "status = 2 AND items_shipped < items - items_cancelled" },
  { "status=cancelled", "status = 4" },
  { "status=discarded", "status = 5" },
  { "on-hold=true", "on_hold" },
  { "from=2020-01-03&to=2020-01-05", "day BETWEEN 20200103 AND 20200105" },
  { "from=2020-01-03&to=2020-01-30", "day BETWEEN 20200103 AND 20200130" },
  { "payment=unpaid&fulfilment=to-ship", "payment_status = 0 AND status = 2 AND items_shipped < items - items_cancelled" },
  { "fulfilment=to-ship&from=2020-01-03&to=2020-01-05", "FALSE" },
};

static const Case sorts[] = {
  { "-placed-at", "placed_at DESC, key DESC" },
  { "placed-at", "placed_at, key" },
  { "-total", "total DESC, key DESC" },
  { "customer", "customer_sort, key" },
};

static DocketListQuery *
make_query (const char *filter, const char *sort)
{
  g_autoptr (DocketRecord) query = g_object_new (DOCKET_TYPE_ORDERS_QUERY, "sort", sort, NULL);
  g_auto (GStrv) parts = g_strsplit (filter, "&", -1);

  for (guint i = 0; parts[i] != NULL; i++)
    {
      g_auto (GStrv) words = g_strsplit (parts[i], "=", 2);
      g_autoptr (GError) error = NULL;

      if (words[0] != NULL)
        docket_record_set_text (query, words[0], words[1], &error);
      g_assert_no_error (error);
    }
  return DOCKET_LIST_QUERY (g_steal_pointer (&query));
}

static GArray *
ask_plainly (DocketDatabase *database, const Case *filter, const Case *sort)
{
  g_autoptr (GError) error = NULL;
  GArray *keys = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autofree char *sql = g_strdup_printf ("SELECT key FROM orders_view NOT INDEXED WHERE (%s)%s ORDER BY %s", filter->condition,
                                          strstr (filter->filter, "status=") == filter->filter ? "" : " AND status <> 5",
                                          sort->condition);
  g_autoptr (DocketStatement) statement = docket_database_prepare (database, sql, &error);

  while (statement != NULL && docket_statement_step (statement, &error))
    {
      gint64 key = docket_statement_integer (statement, 0);

      g_array_append_val (keys, key);
    }
  g_assert_no_error (error);
  return keys;
}

static void
assert_listed (DocketDatabase *database, const Case *filter, const Case *sort)
{
  g_autoptr (DocketListQuery) query = make_query (filter->filter, sort->filter);
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) expected = ask_plainly (database, filter, sort);
  g_autoptr (GArray) first = docket_list_query_load_first_keys (query, database, PAGE, &error);
  g_autoptr (GArray) all = docket_list_query_load_keys (query, database, NULL, &error);

  g_assert_no_error (error);
  g_test_message ("%s, sorted by %s: %u", filter->filter, sort->filter, expected->len);
  g_assert_cmpmem (all->data, all->len * sizeof (gint64), expected->data, expected->len * sizeof (gint64));
  g_assert_cmpmem (first->data, first->len * sizeof (gint64), expected->data, MIN (expected->len, PAGE) * sizeof (gint64));
}

static void
execute (DocketDatabase *database, const char *sql)
{
  g_autoptr (GError) error = NULL;

  docket_database_execute_script (database, sql, &error);
  g_assert_no_error (error);
}

static void
make_indexes (DocketDatabase *database, const DocketViewIndex *index)
{
  for (; index->name != NULL; index++)
    {
      g_autofree char *sql = g_strdup_printf ("CREATE INDEX %s ON %s %s", index->name, index->table, index->columns);

      execute (database, sql);
    }
}

/* Every second one of all pairs, since plain SQL takes its time. */
static void
assert_half_listed (DocketDatabase *database, guint half)
{
  for (guint i = 0; i < G_N_ELEMENTS (filters); i++)
    for (guint j = (i + half) % 2; j < G_N_ELEMENTS (sorts); j += 2)
      assert_listed (database, &filters[i], &sorts[j]);
}

static void
test_ways (void)
{
  g_autofree char *directory = g_dir_make_tmp ("docket-lists-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (directory, "read.db", NULL);
  g_autoptr (GTypeClass) klass = g_type_class_ref (DOCKET_TYPE_ORDERS_VIEW);
  const DocketProjectionClass *view = (const DocketProjectionClass *) klass;
  g_autoptr (GError) error = NULL;
  g_autoptr (DocketDatabase) database = docket_database_open (path, DOCKET_DATABASE_WRITER, &error);

  g_assert_no_error (error);
  execute (database, "PRAGMA synchronous = OFF; BEGIN;");
  execute (database, view->schema);
  execute (database, fill);
  make_indexes (database, view->indexes);
  assert_half_listed (database, 0);

  /* Orders that are never shown, and those two that begin and end a list. */
  execute (database, "UPDATE orders_view SET status = 5 WHERE key IN (1, 120000) OR key % 5000 = 77");
  assert_half_listed (database, 1);

  /* As while a view is made, and after it was made again in use. */
  execute (database, "DROP INDEX orders_view_to_ship");
  assert_listed (database, &filters[4], &sorts[2]);
  execute (database, "CREATE INDEX orders_view_to_ship_g2 ON orders_view (placed_at) WHERE status = 2 AND items_shipped < items -"
                     " items_cancelled");
  assert_listed (database, &filters[4], &sorts[2]);
  execute (database, "COMMIT");
  docket_database_close (database);
  g_assert_cmpint (g_unlink (path), ==, 0);
  g_assert_cmpint (g_rmdir (directory), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/order-lists/ways", test_ways);
  return g_test_run ();
}
