/* docket-product-sales-view.c: the view of what was sold of each product, by day
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "docket-product-sales-view.h"

#include "docket-events.h"

struct _DocketProductSalesView
{
  DocketProjection parent_instance;
};

G_DEFINE_FINAL_TYPE (DocketProductSalesView, docket_product_sales_view, DOCKET_TYPE_PROJECTION)

/* An item is a product, or a SKU that is none, or else a title. Lines are remembered until they can be cancelled no more. */
static const char schema[] =
    "CREATE TABLE product_sales (key INTEGER PRIMARY KEY, item TEXT NOT NULL, currency TEXT NOT NULL, product_id BLOB, sku TEXT,"
    " title TEXT NOT NULL, unit TEXT, quantity INTEGER NOT NULL DEFAULT 0, net INTEGER NOT NULL DEFAULT 0,"
    " total INTEGER NOT NULL DEFAULT 0, UNIQUE (item, currency));"
    "CREATE INDEX product_sales_product ON product_sales (product_id);"
    "CREATE TABLE product_sales_day (key INTEGER NOT NULL, day INTEGER NOT NULL, quantity INTEGER NOT NULL, net INTEGER NOT NULL,"
    " total INTEGER NOT NULL, PRIMARY KEY (key, day)) WITHOUT ROWID;"
    "CREATE INDEX product_sales_day_day ON product_sales_day (day);"
    "CREATE TABLE product_sales_line (id BLOB NOT NULL, line INTEGER NOT NULL, key INTEGER NOT NULL, day INTEGER NOT NULL,"
    " quantity INTEGER NOT NULL, net INTEGER NOT NULL, total INTEGER NOT NULL, PRIMARY KEY (id, line)) WITHOUT ROWID;";

static const char *const tables[] = { "product_sales_line", "product_sales_day", "product_sales", NULL };

typedef struct
{
  gint64 quantity;
  gint64 net;
  gint64 total;
} Sold;

static gboolean
add_sales (DocketProjection *self, gint64 key, gint64 day, Sold sold, DocketDatabase *database, GError **error)
{
  docket_projection_touch (self, key);
  return docket_database_run (database, error,
                              "UPDATE product_sales SET quantity = quantity + ?, net = net + ?, total = total + ? WHERE key = ?", "iiii",
                              sold.quantity, sold.net, sold.total, key)
         && docket_database_run (database, error,
                                 "INSERT INTO product_sales_day (key, day, quantity, net, total) VALUES (?, ?, ?, ?, ?)"
                                 " ON CONFLICT (key, day) DO UPDATE SET quantity = quantity + excluded.quantity,"
                                 " net = net + excluded.net, total = total + excluded.total",
                                 "iiiii", key, day, sold.quantity, sold.net, sold.total);
}

static gboolean
find_item (DocketOrderLine *line, const char *currency, DocketDatabase *database, gint64 *key, GError **error)
{
  char id[DOCKET_UUID_STRING_SIZE];
  const char *item = !docket_uuid_is_null (&line->product_id) ? docket_uuid_format (&line->product_id, id)
                     : line->sku != NULL                      ? line->sku
                                                              : line->title;

  if (!docket_database_get_integer (database, 0, key, error, "SELECT key FROM product_sales WHERE item = ? AND currency = ?", "tt", item,
                                    currency))
    return FALSE;
  if (*key != 0)
    return TRUE;
  if (!docket_database_run (database, error,
                            "INSERT INTO product_sales (item, currency, product_id, sku, title, unit) VALUES (?, ?, ?, ?, ?, ?)", "ttuttt",
                            item, currency, &line->product_id, line->sku, line->title, line->unit))
    return FALSE;
  *key = docket_database_last_row (database);
  return TRUE;
}

static gboolean
sell_lines (DocketProjection *self, DocketEvent *event, DocketOrderTerms *terms, DocketDatabase *database, GError **error)
{
  const DocketEventEnvelope *envelope = docket_event_get_envelope (event);

  for (guint i = 0; terms->lines != NULL && i < terms->lines->len; i++)
    {
      DocketOrderLine *line = terms->lines->pdata[i];
      Sold sold = { line->quantity, line->net.minor, line->total.minor };
      gint64 key;

      if (!find_item (line, terms->currency, database, &key, error)
          || !add_sales (self, key, envelope->day, sold, database, error)
          || !docket_database_run (database, error,
                                   "INSERT OR REPLACE INTO product_sales_line (id, line, key, day, quantity, net, total)"
                                   " VALUES (?, ?, ?, ?, ?, ?, ?)",
                                   "uiiiiii", &envelope->stream, line->line, key, (gint64) envelope->day, sold.quantity, sold.net,
                                   sold.total))
        return FALSE;
    }
  return TRUE;
}

static gboolean
order_placed (DocketProjection *self, DocketEvent *event, DocketDatabase *database, GError **error)
{
  return sell_lines (self, event, ((DocketOrderPlaced *) event)->terms, database, error);
}

static gboolean
order_imported (DocketProjection *self, DocketEvent *event, DocketDatabase *database, GError **error)
{
  DocketOrderImported *imported = (DocketOrderImported *) event;

  return imported->is_cancelled || sell_lines (self, event, imported->terms, database, error);
}

/* Takes off so much of a line as was cancelled, on the day on which it was sold. */
static gboolean
take_back_line (DocketProjection *self, const DocketUuid *id, DocketLineQuantity *cancelled, DocketDatabase *database, GError **error)
{
  g_autoptr (DocketStatement) row = docket_database_query (
      database, error, "SELECT key, day, quantity, net, total FROM product_sales_line WHERE id = ? AND line = ?", "ui", id,
      cancelled->line);
  GError *failure = NULL;
  gint64 key, day, quantity;
  Sold sold;

  if (row == NULL)
    return FALSE;
  if (!docket_statement_step (row, &failure))
    {
      if (failure != NULL)
        g_propagate_error (error, failure);
      return failure == NULL;
    }
  key = docket_statement_integer (row, 0);
  day = docket_statement_integer (row, 1);
  quantity = docket_statement_integer (row, 2);
  if (quantity <= 0)
    return TRUE;
  sold.quantity = -cancelled->quantity;
  sold.net = -(gint64) docket_round_half_up ((DocketWide) docket_statement_integer (row, 3) * cancelled->quantity, quantity);
  sold.total = -(gint64) docket_round_half_up ((DocketWide) docket_statement_integer (row, 4) * cancelled->quantity, quantity);
  return add_sales (self, key, day, sold, database, error);
}

static gboolean
order_cancelled (DocketProjection *self, DocketEvent *event, DocketDatabase *database, GError **error)
{
  GPtrArray *lines = ((DocketOrderCancelled *) event)->lines;

  for (guint i = 0; lines != NULL && i < lines->len; i++)
    if (!take_back_line (self, &docket_event_get_envelope (event)->stream, lines->pdata[i], database, error))
      return FALSE;
  return TRUE;
}

static const DocketProjector projectors[] = {
  { docket_order_placed_get_type, order_placed },
  { docket_order_imported_get_type, order_imported },
  { docket_order_cancelled_get_type, order_cancelled },
};

static void
docket_product_sales_view_class_init (DocketProductSalesViewClass *klass)
{
  DocketProjectionClass *projection_class = DOCKET_PROJECTION_CLASS (klass);

  projection_class->name = "product_sales";
  projection_class->version = 1;
  projection_class->schema = schema;
  projection_class->tables = tables;
  projection_class->projectors = projectors;
  projection_class->n_projectors = G_N_ELEMENTS (projectors);
}

static void
docket_product_sales_view_init (DocketProductSalesView *self G_GNUC_UNUSED)
{
}
