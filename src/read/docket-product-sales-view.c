/* docket-product-sales-view.c: the view of what was sold of each product, by day
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "docket-product-sales-view.h"

#include "docket-events.h"

/* What was sold of an item on a day, in one batch of events. */
typedef struct
{
  gint64 key;
  gint64 day;
  gint64 quantity;
  gint64 net;
  gint64 total;
} Sold;

/* A line that could still be cancelled. */
typedef struct
{
  gint64 line;
  Sold sold;
} Line;

struct _DocketProductSalesView
{
  DocketProjection parent_instance;
  GHashTable *items;
  GHashTable *sold;
  GHashTable *lines;
};

G_DEFINE_FINAL_TYPE (DocketProductSalesView, docket_product_sales_view, DOCKET_TYPE_PROJECTION)

/* An item is a product, or a SKU that is none, or else a title. Lines are remembered until they can be cancelled no more: until
 * anything of the order was shipped, or it was cancelled. */
static const char schema[] =
    "CREATE TABLE product_sales (key INTEGER PRIMARY KEY, item TEXT NOT NULL, currency TEXT NOT NULL, product_id BLOB, sku TEXT,"
    " title TEXT NOT NULL, unit TEXT, quantity INTEGER NOT NULL DEFAULT 0, net INTEGER NOT NULL DEFAULT 0,"
    " total INTEGER NOT NULL DEFAULT 0, UNIQUE (item, currency));"
    "CREATE INDEX product_sales_product ON product_sales (product_id);"
    "CREATE TABLE product_sales_day (key INTEGER NOT NULL, day INTEGER NOT NULL, quantity INTEGER NOT NULL, net INTEGER NOT NULL,"
    " total INTEGER NOT NULL, PRIMARY KEY (key, day)) WITHOUT ROWID;"
    "CREATE TABLE product_sales_line (id BLOB NOT NULL, line INTEGER NOT NULL, key INTEGER NOT NULL, day INTEGER NOT NULL,"
    " quantity INTEGER NOT NULL, net INTEGER NOT NULL, total INTEGER NOT NULL, PRIMARY KEY (id, line)) WITHOUT ROWID;";

static const DocketViewIndex indexes[] = {
  { "product_sales_day_day", "product_sales_day", "(day)" },
  { 0 },
};

static const char *const tables[] = { "product_sales_line", "product_sales_day", "product_sales", NULL };

static guint
hash_sold (gconstpointer sold)
{
  return (guint) (((const Sold *) sold)->key * 31 + ((const Sold *) sold)->day);
}

static gboolean
equal_sold (gconstpointer a, gconstpointer b)
{
  return ((const Sold *) a)->key == ((const Sold *) b)->key && ((const Sold *) a)->day == ((const Sold *) b)->day;
}

static void
add_sold (DocketProductSalesView *self, const Sold *more)
{
  Sold *sold = g_hash_table_lookup (self->sold, more);

  if (sold == NULL)
    {
      g_hash_table_add (self->sold, g_memdup2 (more, sizeof *more));
      return;
    }
  sold->quantity += more->quantity;
  sold->net += more->net;
  sold->total += more->total;
}

static gboolean
find_item (DocketProductSalesView *self, DocketOrderLine *line, const char *currency, DocketDatabase *database, gint64 *key,
           GError **error)
{
  char id[DOCKET_UUID_STRING_SIZE];
  const char *item = !docket_uuid_is_null (&line->product_id) ? docket_uuid_format (&line->product_id, id)
                     : line->sku != NULL                      ? line->sku
                                                              : line->title;
  g_autofree char *name = g_strconcat (currency, " ", item, NULL);
  gint64 *known = g_hash_table_lookup (self->items, name);

  if (known != NULL)
    {
      *key = *known;
      return TRUE;
    }
  if (!docket_database_get_integer (database, 0, key, error, "SELECT key FROM product_sales WHERE item = ? AND currency = ?", "tt", item,
                                    currency))
    return FALSE;
  if (*key == 0)
    {
      if (!docket_database_run (database, error,
                                "INSERT INTO product_sales (item, currency, product_id, sku, title, unit) VALUES (?, ?, ?, ?, ?, ?)",
                                "ttuttt", item, currency, &line->product_id, line->sku, line->title, line->unit))
        return FALSE;
      *key = docket_database_last_row (database);
    }
  g_hash_table_insert (self->items, g_steal_pointer (&name), g_memdup2 (key, sizeof *key));
  return TRUE;
}

static gboolean
sell_lines (DocketProjection *projection, DocketEvent *event, DocketOrderTerms *terms, gboolean can_be_cancelled,
            DocketDatabase *database, GError **error)
{
  DocketProductSalesView *self = DOCKET_PRODUCT_SALES_VIEW (projection);
  const DocketEventEnvelope *envelope = docket_event_get_envelope (event);
  GArray *lines = g_array_new (FALSE, FALSE, sizeof (Line));

  if (can_be_cancelled)
    g_hash_table_insert (self->lines, g_memdup2 (&envelope->stream, sizeof envelope->stream), g_array_ref (lines));
  for (guint i = 0; terms->lines != NULL && i < terms->lines->len; i++)
    {
      DocketOrderLine *line = terms->lines->pdata[i];
      Line sold = { line->line, { 0, envelope->day, line->quantity, line->net.minor, line->total.minor } };

      if (!find_item (self, line, terms->currency, database, &sold.sold.key, error))
        {
          g_array_unref (lines);
          return FALSE;
        }
      add_sold (self, &sold.sold);
      g_array_append_val (lines, sold);
    }
  g_array_unref (lines);
  return TRUE;
}

static gboolean
order_placed (DocketProjection *self, DocketEvent *event, DocketDatabase *database, GError **error)
{
  return sell_lines (self, event, ((DocketOrderPlaced *) event)->terms, TRUE, database, error);
}

static gboolean
order_imported (DocketProjection *self, DocketEvent *event, DocketDatabase *database, GError **error)
{
  DocketOrderImported *imported = (DocketOrderImported *) event;
  gboolean can_be_cancelled = !imported->is_closed && (imported->fulfilments == NULL || imported->fulfilments->len == 0);

  return imported->is_cancelled || sell_lines (self, event, imported->terms, can_be_cancelled, database, error);
}

/* Takes off so much of a line as was cancelled, on the day on which it was sold. */
static void
take_back_line (DocketProductSalesView *self, const Line *line, GPtrArray *cancelled)
{
  for (guint i = 0; cancelled != NULL && i < cancelled->len; i++)
    {
      DocketLineQuantity *taken = cancelled->pdata[i];
      Sold sold = line->sold;

      if (taken->line != line->line || sold.quantity <= 0)
        continue;
      sold.net = -(gint64) docket_round_half_up ((DocketWide) line->sold.net * taken->quantity, line->sold.quantity);
      sold.total = -(gint64) docket_round_half_up ((DocketWide) line->sold.total * taken->quantity, line->sold.quantity);
      sold.quantity = -taken->quantity;
      add_sold (self, &sold);
    }
}

static gboolean
take_back_stored_lines (DocketProductSalesView *self, const DocketUuid *id, GPtrArray *cancelled, DocketDatabase *database,
                        GError **error)
{
  g_autoptr (DocketStatement) row = docket_database_query (
      database, error, "SELECT line, key, day, quantity, net, total FROM product_sales_line WHERE id = ?", "u", id);
  GError *failure = NULL;

  while (row != NULL && docket_statement_step (row, &failure))
    {
      Line line = { docket_statement_integer (row, 0),
                    { docket_statement_integer (row, 1), docket_statement_integer (row, 2), docket_statement_integer (row, 3),
                      docket_statement_integer (row, 4), docket_statement_integer (row, 5) } };

      take_back_line (self, &line, cancelled);
    }
  if (failure != NULL)
    g_propagate_error (error, failure);
  return row != NULL && failure == NULL;
}

static gboolean
forget_lines (DocketProjection *projection, DocketEvent *event, DocketDatabase *database, GError **error)
{
  const DocketUuid *id = &docket_event_get_envelope (event)->stream;

  return g_hash_table_remove (DOCKET_PRODUCT_SALES_VIEW (projection)->lines, id)
         || docket_database_run (database, error, "DELETE FROM product_sales_line WHERE id = ?", "u", id);
}

static gboolean
order_cancelled (DocketProjection *projection, DocketEvent *event, DocketDatabase *database, GError **error)
{
  DocketProductSalesView *self = DOCKET_PRODUCT_SALES_VIEW (projection);
  const DocketUuid *id = &docket_event_get_envelope (event)->stream;
  GPtrArray *cancelled = ((DocketOrderCancelled *) event)->lines;
  GArray *lines = g_hash_table_lookup (self->lines, id);

  if (lines == NULL && !take_back_stored_lines (self, id, cancelled, database, error))
    return FALSE;
  for (guint i = 0; lines != NULL && i < lines->len; i++)
    take_back_line (self, &g_array_index (lines, Line, i), cancelled);
  return forget_lines (projection, event, database, error);
}

static gboolean
write_sold (DocketProjection *self, const Sold *sold, DocketDatabase *database, GError **error)
{
  docket_projection_touch (self, sold->key);
  return docket_database_run (database, error,
                              "UPDATE product_sales SET quantity = quantity + ?, net = net + ?, total = total + ? WHERE key = ?", "iiii",
                              sold->quantity, sold->net, sold->total, sold->key)
         && docket_database_run (database, error,
                                 "INSERT INTO product_sales_day (key, day, quantity, net, total) VALUES (?, ?, ?, ?, ?)"
                                 " ON CONFLICT (key, day) DO UPDATE SET quantity = quantity + excluded.quantity,"
                                 " net = net + excluded.net, total = total + excluded.total",
                                 "iiiii", sold->key, sold->day, sold->quantity, sold->net, sold->total);
}

static gboolean
write_lines (const DocketUuid *id, GArray *lines, DocketDatabase *database, GError **error)
{
  for (guint i = 0; i < lines->len; i++)
    {
      const Line *line = &g_array_index (lines, Line, i);

      if (!docket_database_run (database, error,
                                "INSERT OR REPLACE INTO product_sales_line (id, line, key, day, quantity, net, total)"
                                " VALUES (?, ?, ?, ?, ?, ?, ?)",
                                "uiiiiii", id, line->line, line->sold.key, line->sold.day, line->sold.quantity, line->sold.net,
                                line->sold.total))
        return FALSE;
    }
  return TRUE;
}

static void
docket_product_sales_view_forget (DocketProjection *projection)
{
  DocketProductSalesView *self = DOCKET_PRODUCT_SALES_VIEW (projection);

  g_hash_table_remove_all (self->items);
  g_hash_table_remove_all (self->sold);
  g_hash_table_remove_all (self->lines);
}

static gboolean
docket_product_sales_view_flush (DocketProjection *projection, DocketDatabase *database, GError **error)
{
  DocketProductSalesView *self = DOCKET_PRODUCT_SALES_VIEW (projection);
  GHashTableIter iter;
  gpointer id, lines, sold;

  g_hash_table_iter_init (&iter, self->sold);
  while (g_hash_table_iter_next (&iter, &sold, NULL))
    if (!write_sold (projection, sold, database, error))
      return FALSE;
  g_hash_table_iter_init (&iter, self->lines);
  while (g_hash_table_iter_next (&iter, &id, &lines))
    if (!write_lines (id, lines, database, error))
      return FALSE;
  docket_product_sales_view_forget (projection);
  return TRUE;
}

static const DocketProjector projectors[] = {
  { docket_order_placed_get_type, order_placed },
  { docket_order_imported_get_type, order_imported },
  { docket_order_cancelled_get_type, order_cancelled },
  { docket_fulfilment_shipped_get_type, forget_lines },
};

static void
docket_product_sales_view_finalize (GObject *object)
{
  DocketProductSalesView *self = DOCKET_PRODUCT_SALES_VIEW (object);

  g_hash_table_unref (self->items);
  g_hash_table_unref (self->sold);
  g_hash_table_unref (self->lines);
  G_OBJECT_CLASS (docket_product_sales_view_parent_class)->finalize (object);
}

static void
docket_product_sales_view_class_init (DocketProductSalesViewClass *klass)
{
  DocketProjectionClass *projection_class = DOCKET_PROJECTION_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = docket_product_sales_view_finalize;
  projection_class->name = "product_sales";
  projection_class->version = 2;
  projection_class->flush = docket_product_sales_view_flush;
  projection_class->forget = docket_product_sales_view_forget;
  projection_class->schema = schema;
  projection_class->indexes = indexes;
  projection_class->tables = tables;
  projection_class->projectors = projectors;
  projection_class->n_projectors = G_N_ELEMENTS (projectors);
}

static void
docket_product_sales_view_init (DocketProductSalesView *self)
{
  self->items = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->sold = g_hash_table_new_full (hash_sold, equal_sold, g_free, NULL);
  self->lines = g_hash_table_new_full (docket_uuid_hash, docket_uuid_equal, g_free, (GDestroyNotify) g_array_unref);
}
