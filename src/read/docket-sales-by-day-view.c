/* docket-sales-by-day-view.c: the view of sales and taxes by day
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "docket-sales-by-day-view.h"

#include "docket-events.h"
#include "docket-view-json.h"

struct _DocketSalesByDayView
{
  DocketProjection parent_instance;
};

G_DEFINE_FINAL_TYPE (DocketSalesByDayView, docket_sales_by_day_view, DOCKET_TYPE_PROJECTION)

/* A cancelled order is taken off the day on which it was placed: its figures are remembered for that. */
static const char schema[] =
    "CREATE TABLE sales_by_day (key INTEGER PRIMARY KEY, day INTEGER NOT NULL, currency TEXT NOT NULL, orders INTEGER NOT NULL DEFAULT 0,"
    " net INTEGER NOT NULL DEFAULT 0, tax INTEGER NOT NULL DEFAULT 0, total INTEGER NOT NULL DEFAULT 0, UNIQUE (day, currency));"
    "CREATE TABLE sales_by_day_tax (key INTEGER PRIMARY KEY, day INTEGER NOT NULL, currency TEXT NOT NULL, name TEXT NOT NULL,"
    " rate INTEGER NOT NULL, base INTEGER NOT NULL DEFAULT 0, amount INTEGER NOT NULL DEFAULT 0, UNIQUE (day, currency, name, rate));"
    "CREATE TABLE sales_by_day_order (id BLOB PRIMARY KEY, day INTEGER NOT NULL, currency TEXT NOT NULL, net INTEGER NOT NULL,"
    " tax INTEGER NOT NULL, total INTEGER NOT NULL, taxes TEXT) WITHOUT ROWID;";

static const char *const tables[] = { "sales_by_day_order", "sales_by_day_tax", "sales_by_day", NULL };

typedef struct
{
  gint64 day;
  const char *currency;
  gint64 net;
  gint64 tax;
  gint64 total;
  GPtrArray *taxes;
} Sale;

/* sign: 1 for a sale, −1 for one taken off */
static gboolean
add_taxes (const Sale *sale, gint64 sign, DocketDatabase *database, GError **error)
{
  for (guint i = 0; sale->taxes != NULL && i < sale->taxes->len; i++)
    {
      DocketTaxAmount *tax = sale->taxes->pdata[i];

      if (!docket_database_run (database, error,
                                "INSERT INTO sales_by_day_tax (day, currency, name, rate, base, amount) VALUES (?, ?, ?, ?, ?, ?)"
                                " ON CONFLICT (day, currency, name, rate) DO UPDATE SET base = base + excluded.base,"
                                " amount = amount + excluded.amount",
                                "ittiii", sale->day, sale->currency, tax->name, tax->rate, sign * tax->base.minor,
                                sign * tax->amount.minor))
        return FALSE;
    }
  return TRUE;
}

static gboolean
add_sale (DocketProjection *self, const Sale *sale, gint64 sign, DocketDatabase *database, GError **error)
{
  gint64 key;

  if (!docket_database_run (database, error,
                            "INSERT INTO sales_by_day (day, currency, orders, net, tax, total) VALUES (?, ?, ?, ?, ?, ?)"
                            " ON CONFLICT (day, currency) DO UPDATE SET orders = orders + excluded.orders, net = net + excluded.net,"
                            " tax = tax + excluded.tax, total = total + excluded.total",
                            "itiiii", sale->day, sale->currency, sign, sign * sale->net, sign * sale->tax, sign * sale->total)
      || !docket_database_get_integer (database, 0, &key, error, "SELECT key FROM sales_by_day WHERE day = ? AND currency = ?", "it",
                                       sale->day, sale->currency))
    return FALSE;
  docket_projection_touch (self, key);
  return add_taxes (sale, sign, database, error);
}

static gboolean
sell (DocketProjection *self, DocketEvent *event, DocketOrderTerms *terms, DocketDatabase *database, GError **error)
{
  const DocketEventEnvelope *envelope = docket_event_get_envelope (event);
  Sale sale = { .day = envelope->day,
                .currency = terms->currency,
                .net = terms->net.minor,
                .tax = terms->tax.minor,
                .total = terms->total.minor,
                .taxes = terms->taxes };
  g_autofree char *json = docket_view_json_from_records (terms->taxes);

  return docket_database_run (database, error,
                              "INSERT OR REPLACE INTO sales_by_day_order (id, day, currency, net, tax, total, taxes)"
                              " VALUES (?, ?, ?, ?, ?, ?, ?)",
                              "uitiiit", &envelope->stream, sale.day, sale.currency, sale.net, sale.tax, sale.total, json)
         && add_sale (self, &sale, 1, database, error);
}

static gboolean
order_placed (DocketProjection *self, DocketEvent *event, DocketDatabase *database, GError **error)
{
  return sell (self, event, ((DocketOrderPlaced *) event)->terms, database, error);
}

static gboolean
order_imported (DocketProjection *self, DocketEvent *event, DocketDatabase *database, GError **error)
{
  DocketOrderImported *imported = (DocketOrderImported *) event;

  return imported->is_cancelled || sell (self, event, imported->terms, database, error);
}

static gboolean
read_taxes (const char *json, GPtrArray *taxes, GError **error)
{
  DocketJsonReader reader;
  GError *failure = NULL;

  docket_json_reader_init (&reader, json, -1);
  if (docket_json_reader_begin_array (&reader, &failure))
    while (failure == NULL && docket_json_reader_next_element (&reader, &failure))
      {
        g_ptr_array_add (taxes, g_object_new (DOCKET_TYPE_TAX_AMOUNT, NULL));
        docket_record_read (taxes->pdata[taxes->len - 1], DOCKET_READ_STORED, &reader, &failure);
      }
  docket_json_reader_clear (&reader);
  if (failure != NULL)
    g_propagate_error (error, failure);
  return failure == NULL;
}

static gboolean
take_off (DocketProjection *self, DocketStatement *row, DocketDatabase *database, GError **error)
{
  g_autofree char *currency = g_strdup (docket_statement_text (row, 1));
  g_autoptr (GPtrArray) taxes = docket_records_new ();
  Sale sale = { .day = docket_statement_integer (row, 0),
                .currency = currency,
                .net = docket_statement_integer (row, 2),
                .tax = docket_statement_integer (row, 3),
                .total = docket_statement_integer (row, 4) };

  if (!docket_statement_is_null (row, 5) && !read_taxes (docket_statement_text (row, 5), taxes, error))
    return FALSE;
  sale.taxes = taxes;
  return add_sale (self, &sale, -1, database, error);
}

static gboolean
order_cancelled (DocketProjection *self, DocketEvent *event, DocketDatabase *database, GError **error)
{
  g_autoptr (DocketStatement) row
      = docket_database_query (database, error, "SELECT day, currency, net, tax, total, taxes FROM sales_by_day_order WHERE id = ?", "u",
                               &docket_event_get_envelope (event)->stream);
  GError *failure = NULL;

  if (row == NULL)
    return FALSE;
  if (docket_statement_step (row, &failure))
    return take_off (self, row, database, error);
  if (failure != NULL)
    g_propagate_error (error, failure);
  return failure == NULL;
}

static const DocketProjector projectors[] = {
  { docket_order_placed_get_type, order_placed },
  { docket_order_imported_get_type, order_imported },
  { docket_order_cancelled_get_type, order_cancelled },
};

static void
docket_sales_by_day_view_class_init (DocketSalesByDayViewClass *klass)
{
  DocketProjectionClass *projection_class = DOCKET_PROJECTION_CLASS (klass);

  projection_class->name = "sales_by_day";
  projection_class->version = 1;
  projection_class->schema = schema;
  projection_class->tables = tables;
  projection_class->projectors = projectors;
  projection_class->n_projectors = G_N_ELEMENTS (projectors);
}

static void
docket_sales_by_day_view_init (DocketSalesByDayView *self G_GNUC_UNUSED)
{
}
