/* docket-dashboard-query.c: the shop at a glance
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "docket-dashboard-query.h"

#include "docket-currency-label.h"
#include "docket-orders-query.h"
#include "docket-sales-query.h"

#define REQUIRED(Type, member, name, kind, ...) DOCKET_FIELD (Type, member, name, kind, .flags = DOCKET_FIELD_REQUIRED, ##__VA_ARGS__)
#define N_BEST_SELLERS 5
#define N_LATEST 8
#define MAXIMUM_DAYS 800

static const DocketField dashboard_fields[] = {
  REQUIRED (DocketDashboard, shop, "shop", docket_kind_string),
  REQUIRED (DocketDashboard, currency, "currency", docket_kind_string),
  REQUIRED (DocketDashboard, day, "day", docket_kind_day),
  REQUIRED (DocketDashboard, sales, "sales", docket_kind_money),
  REQUIRED (DocketDashboard, sales_week_ago, "sales-week-ago", docket_kind_money),
  REQUIRED (DocketDashboard, orders, "orders", docket_kind_integer),
  REQUIRED (DocketDashboard, to_pack, "to-pack", docket_kind_integer),
  REQUIRED (DocketDashboard, owed, "owed", docket_kind_money),
  REQUIRED (DocketDashboard, n_owing, "owing", docket_kind_integer),
  REQUIRED (DocketDashboard, low_stock, "low-stock", docket_kind_integer),
  REQUIRED (DocketDashboard, n_orders, "all-orders", docket_kind_integer),
  REQUIRED (DocketDashboard, days, "days", docket_kind_records, .type = docket_sales_by_day_row_get_type),
  REQUIRED (DocketDashboard, best_sellers, "best-sellers", docket_kind_records, .type = docket_product_sales_row_get_type),
  REQUIRED (DocketDashboard, latest, "latest", docket_kind_records, .type = docket_order_row_get_type),
};
DOCKET_DEFINE_RECORD (DocketDashboard, docket_dashboard, DOCKET_TYPE_RECORD, dashboard_fields)

static const DocketField query_fields[] = {
  DOCKET_FIELD (DocketDashboardQuery, day, "day", docket_kind_day, .summary = "The day; today by default."),
  DOCKET_FIELD (DocketDashboardQuery, from, "from", docket_kind_day, .summary = "The chart's first day."),
  DOCKET_FIELD (DocketDashboardQuery, to, "to", docket_kind_day, .summary = "The chart's last day."),
};

/* One row of figures, each into its place. */
static gboolean
load_figures (DocketStatement *row, gint64 **places, guint n_places, GError **error)
{
  if (row == NULL || !docket_statement_step (row, error))
    return FALSE;
  for (guint i = 0; i < n_places; i++)
    *places[i] = docket_statement_integer (row, (int) i);
  return TRUE;
}

static gboolean
load_shop (DocketDashboard *self, DocketDatabase *database, GError **error)
{
  g_autoptr (DocketStatement) row
      = docket_database_query (database, error, "SELECT name, currency, time_zone FROM shop_view WHERE key = 1", "");
  g_autoptr (GTimeZone) zone = NULL;
  GError *failure = NULL;

  if (row == NULL)
    return FALSE;
  if (docket_statement_step (row, &failure))
    {
      self->shop = g_strdup (docket_statement_text (row, 0));
      self->currency = g_strdup (docket_statement_text (row, 1));
      zone = docket_statement_is_null (row, 2) ? NULL : g_time_zone_new_identifier (docket_statement_text (row, 2));
    }
  if (failure != NULL)
    {
      g_propagate_error (error, failure);
      return FALSE;
    }
  if (zone == NULL)
    zone = g_time_zone_new_local ();
  if (self->day == 0)
    self->day = docket_day_of_time (docket_time_now (), zone);
  return TRUE;
}

static gboolean
load_sales (DocketDashboard *self, DocketDatabase *database, GError **error)
{
  g_autoptr (DocketStatement) row = docket_database_query (
      database, error,
      "SELECT COALESCE (SUM (total) FILTER (WHERE day = ?1), 0), COALESCE (SUM (orders) FILTER (WHERE day = ?1), 0),"
      " COALESCE (SUM (total) FILTER (WHERE day = ?2), 0) FROM sales_by_day WHERE day IN (?1, ?2) AND currency = ?3",
      "iit", (gint64) self->day, (gint64) docket_day_add (self->day, -7), self->currency);
  gint64 *places[] = { &self->sales.minor, &self->orders, &self->sales_week_ago.minor };

  return load_figures (row, places, G_N_ELEMENTS (places), error);
}

static gboolean
load_work (DocketDashboard *self, DocketDatabase *database, GError **error)
{
  g_autoptr (DocketStatement) row = docket_database_query (
      database, error,
      "SELECT (SELECT COUNT (*) FROM shipping_view WHERE state = 'to-pack' AND NOT on_hold),"
      " (SELECT COALESCE (SUM (balance), 0) FROM orders_view WHERE balance > 0 AND currency = ?1),"
      " (SELECT COUNT (*) FROM orders_view WHERE balance > 0 AND currency = ?1), (SELECT COUNT (*) FROM inventory_view WHERE low),"
      " (SELECT COUNT (*) FROM (SELECT 1 FROM orders_view LIMIT 1))",
      "t", self->currency);
  gint64 *places[] = { &self->to_pack, &self->owed.minor, &self->n_owing, &self->low_stock, &self->n_orders };

  return load_figures (row, places, G_N_ELEMENTS (places), error);
}

static DocketSalesByDayRow *
find_day (GPtrArray *days, gint32 day)
{
  for (guint i = 0; i < days->len; i++)
    if (((DocketSalesByDayRow *) days->pdata[i])->day == day)
      return days->pdata[i];
  return NULL;
}

static void
add_days (DocketDashboard *self, gint32 from, gint32 to)
{
  for (gint32 day = from; day <= to && self->days->len < MAXIMUM_DAYS; day = docket_day_add (day, 1))
    {
      DocketSalesByDayRow *row = g_object_new (DOCKET_TYPE_SALES_BY_DAY_ROW, NULL);

      row->day = day;
      row->currency = g_strdup (self->currency);
      row->net = row->tax = row->total = DOCKET_MONEY (0, 0);
      g_ptr_array_add (self->days, row);
    }
}

static gboolean
load_days (DocketDashboard *self, gint32 from, gint32 to, DocketDatabase *database, GError **error)
{
  g_autoptr (DocketStatement) rows = docket_database_query (
      database, error, "SELECT day, orders, net, tax, total FROM sales_by_day WHERE day BETWEEN ? AND ? AND currency = ?", "iit",
      (gint64) from, (gint64) to, self->currency);
  GError *failure = NULL;

  add_days (self, from, to);
  while (rows != NULL && docket_statement_step (rows, &failure))
    {
      DocketSalesByDayRow *row = find_day (self->days, (gint32) docket_statement_integer (rows, 0));

      if (row == NULL)
        continue;
      row->orders = docket_statement_integer (rows, 1);
      row->net.minor = docket_statement_integer (rows, 2);
      row->tax.minor = docket_statement_integer (rows, 3);
      row->total.minor = docket_statement_integer (rows, 4);
    }
  if (failure != NULL)
    g_propagate_error (error, failure);
  return rows != NULL && failure == NULL;
}

static gboolean
add_rows (GPtrArray *rows, DocketListQuery *query, GArray *keys, DocketDatabase *database, GError **error)
{
  for (guint i = 0; i < keys->len; i++)
    {
      GError *failure = NULL;
      DocketRow *row = docket_list_query_load_row (query, database, g_array_index (keys, gint64, i), &failure);

      if (row != NULL)
        g_ptr_array_add (rows, row);
      else if (failure != NULL)
        {
          g_propagate_error (error, failure);
          return FALSE;
        }
    }
  return TRUE;
}

static gboolean
load_best_sellers (DocketDashboard *self, gint32 from, gint32 to, DocketDatabase *database, GError **error)
{
  g_autoptr (DocketProductSalesQuery) query = g_object_new (DOCKET_TYPE_PRODUCT_SALES_QUERY, NULL);
  g_autoptr (GArray) keys = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (DocketStatement) rows = docket_database_query (
      database, error,
      "SELECT d.key FROM product_sales_day d JOIN product_sales s ON s.key = d.key WHERE d.day BETWEEN ? AND ? AND s.currency = ?"
      " GROUP BY d.key HAVING SUM (d.quantity) > 0 ORDER BY SUM (d.total) DESC, d.key LIMIT ?",
      "iiti", (gint64) from, (gint64) to, self->currency, (gint64) N_BEST_SELLERS);
  GError *failure = NULL;

  while (rows != NULL && docket_statement_step (rows, &failure))
    {
      gint64 key = docket_statement_integer (rows, 0);

      g_array_append_val (keys, key);
    }
  if (failure != NULL)
    g_propagate_error (error, failure);
  query->from = from;
  query->to = to;
  return rows != NULL && failure == NULL
         && add_rows (self->best_sellers, DOCKET_LIST_QUERY (query), keys, database, error);
}

static gboolean
load_latest (DocketDashboard *self, DocketDatabase *database, GError **error)
{
  g_autoptr (DocketListQuery) query = g_object_new (DOCKET_TYPE_ORDERS_QUERY, NULL);
  g_autoptr (GArray) keys = docket_list_query_load_first_keys (query, database, N_LATEST, error);

  return keys != NULL && add_rows (self->latest, query, keys, database, error);
}

static void
label_amounts (DocketDashboard *self)
{
  DocketMoney *amounts[] = { &self->sales, &self->sales_week_ago, &self->owed };

  for (guint i = 0; i < G_N_ELEMENTS (amounts); i++)
    amounts[i]->is_set = TRUE;
  docket_currency_label (DOCKET_RECORD (self), self->currency);
}

static DocketRecord *
execute (DocketQuery *query, DocketDatabase *database, GError **error)
{
  DocketDashboardQuery *asked = (DocketDashboardQuery *) query;
  g_autoptr (DocketDashboard) self = g_object_new (DOCKET_TYPE_DASHBOARD, NULL);
  gint32 from, to;

  self->day = asked->day;
  self->days = docket_records_new ();
  self->best_sellers = docket_records_new ();
  self->latest = docket_records_new ();
  if (!load_shop (self, database, error))
    return NULL;
  to = asked->to != 0 ? asked->to : self->day;
  from = asked->from != 0 ? asked->from : docket_day_add (to, -29);
  if (!load_sales (self, database, error) || !load_work (self, database, error)
      || !load_days (self, from, to, database, error) || !load_best_sellers (self, from, to, database, error)
      || !load_latest (self, database, error))
    return NULL;
  label_amounts (self);
  /* The latest may be of several currencies. */
  for (guint i = 0; i < self->latest->len; i++)
    docket_currency_label (self->latest->pdata[i], ((DocketOrderRow *) self->latest->pdata[i])->currency);
  return DOCKET_RECORD (g_steal_pointer (&self));
}

static void
extend_query (DocketDashboardQueryClass *klass)
{
  static const char *const views[]
      = { "orders_view", "shipping_view", "inventory_view", "sales_by_day", "product_sales", "shop_view", NULL };
  DocketQueryClass *query_class = DOCKET_QUERY_CLASS (klass);

  query_class->name = "dashboard";
  query_class->views = views;
  query_class->execute = execute;
}

DOCKET_DEFINE_RECORD_EXTENDED (DocketDashboardQuery, docket_dashboard_query, DOCKET_TYPE_QUERY, query_fields, extend_query)

/* The sidebar */

static const DocketField counts_fields[] = {
  REQUIRED (DocketCounts, orders, "orders", docket_kind_integer),
  REQUIRED (DocketCounts, open_orders, "open-orders", docket_kind_integer),
  REQUIRED (DocketCounts, drafts, "drafts", docket_kind_integer),
  REQUIRED (DocketCounts, to_ship, "to-ship", docket_kind_integer),
  REQUIRED (DocketCounts, returns, "returns", docket_kind_integer),
  REQUIRED (DocketCounts, customers, "customers", docket_kind_integer),
  REQUIRED (DocketCounts, products, "products", docket_kind_integer),
  REQUIRED (DocketCounts, low_stock, "low-stock", docket_kind_integer),
};
DOCKET_DEFINE_RECORD (DocketCounts, docket_counts, DOCKET_TYPE_RECORD, counts_fields)

/* 2 is an open order, 0 a draft. */
static DocketRecord *
count (DocketQuery *query G_GNUC_UNUSED, DocketDatabase *database, GError **error)
{
  g_autoptr (DocketCounts) self = g_object_new (DOCKET_TYPE_COUNTS, NULL);
  g_autoptr (DocketStatement) row = docket_database_query (
      database, error,
      "SELECT (SELECT COUNT (*) FROM orders_view), (SELECT COUNT (*) FROM orders_view WHERE status = 2),"
      " (SELECT COUNT (*) FROM orders_view WHERE status = 0),"
      " (SELECT COUNT (*) FROM shipping_view WHERE state IN ('to-pack', 'to-ship')), 0, (SELECT COUNT (*) FROM customers_view),"
      " (SELECT COUNT (*) FROM products_view), (SELECT COUNT (*) FROM inventory_view WHERE low)",
      "");
  gint64 *places[] = { &self->orders,  &self->open_orders, &self->drafts,   &self->to_ship,
                       &self->returns, &self->customers,   &self->products, &self->low_stock };

  return load_figures (row, places, G_N_ELEMENTS (places), error) ? DOCKET_RECORD (g_steal_pointer (&self)) : NULL;
}

G_DEFINE_FINAL_TYPE (DocketCountsQuery, docket_counts_query, DOCKET_TYPE_QUERY)

static void
docket_counts_query_class_init (DocketCountsQueryClass *klass)
{
  static const char *const views[] = { "orders_view", "shipping_view", "customers_view", "products_view", "inventory_view", NULL };
  DocketQueryClass *query_class = DOCKET_QUERY_CLASS (klass);

  query_class->name = "counts";
  query_class->views = views;
  query_class->execute = count;
}

static void
docket_counts_query_init (DocketCountsQuery *self G_GNUC_UNUSED)
{
}
