/* docket-products-view.c: the view of products
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "docket-products-view.h"

#include "docket-events.h"
#include "docket-search-text.h"
#include "docket-text.h"
#include "docket-view-json.h"

struct _DocketProductsView
{
  DocketProjection parent_instance;
};

G_DEFINE_FINAL_TYPE (DocketProductsView, docket_products_view, DOCKET_TYPE_PROJECTION)

static const char schema[] =
    "CREATE TABLE products_view (key INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE, sku TEXT NOT NULL, title TEXT NOT NULL,"
    " title_sort BLOB NOT NULL, barcode TEXT, currency TEXT NOT NULL, price INTEGER NOT NULL, unit TEXT NOT NULL, step INTEGER NOT NULL,"
    " taxes TEXT, allow_overselling INTEGER NOT NULL, safety_stock INTEGER NOT NULL);"
    "CREATE INDEX products_view_sku ON products_view (sku);"
    "CREATE INDEX products_view_barcode ON products_view (barcode);"
    "CREATE INDEX products_view_title ON products_view (title_sort);"
    "CREATE VIRTUAL TABLE products_search USING fts5 (text, tokenize = \"unicode61 remove_diacritics 2 tokenchars '@'\","
    " prefix = '1 2 3 4 5 6');";

static const char *const tables[] = { "products_search", "products_view", NULL };

static gboolean
write_product (DocketProjection *self, gint64 key, const DocketUuid *id, DocketProductDetails *product, DocketDatabase *database,
               GError **error)
{
  g_autoptr (GBytes) sort_key = docket_text_sort_key (product->title);
  g_autofree char *taxes = docket_view_json_from_records (product->taxes);
  g_autoptr (GString) text = g_string_new (NULL);

  docket_search_text_add (text, product->sku);
  docket_search_text_add (text, product->title);
  docket_search_text_add (text, product->barcode);
  docket_projection_touch (self, key);
  return docket_database_run (database, error,
                              "INSERT OR REPLACE INTO products_view (key, id, sku, title, title_sort, barcode, currency, price, unit,"
                              " step, taxes, allow_overselling, safety_stock) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                              "iuttbttititii", key, id, product->sku, product->title, sort_key, product->barcode, product->currency,
                              product->price.minor, product->unit, product->step, taxes, (gint64) product->allow_overselling,
                              product->safety_stock)
         && docket_database_run (database, error, "INSERT OR REPLACE INTO products_search (rowid, text) VALUES (?, ?)", "it", key,
                                 text->str);
}

static gboolean
product_created (DocketProjection *self, DocketEvent *event, DocketDatabase *database, GError **error)
{
  const DocketEventEnvelope *envelope = docket_event_get_envelope (event);

  return write_product (self, envelope->position, &envelope->stream, ((DocketProductCreated *) event)->product, database, error);
}

static gboolean
product_updated (DocketProjection *self, DocketEvent *event, DocketDatabase *database, GError **error)
{
  const DocketUuid *id = &docket_event_get_envelope (event)->stream;
  gint64 key;

  if (!docket_database_get_integer (database, 0, &key, error, "SELECT key FROM products_view WHERE id = ?", "u", id))
    return FALSE;
  return key == 0 || write_product (self, key, id, ((DocketProductUpdated *) event)->after, database, error);
}

static const DocketProjector projectors[] = {
  { docket_product_created_get_type, product_created },
  { docket_product_updated_get_type, product_updated },
};

static void
docket_products_view_class_init (DocketProductsViewClass *klass)
{
  DocketProjectionClass *projection_class = DOCKET_PROJECTION_CLASS (klass);

  projection_class->name = "products_view";
  projection_class->version = 1;
  projection_class->schema = schema;
  projection_class->tables = tables;
  projection_class->projectors = projectors;
  projection_class->n_projectors = G_N_ELEMENTS (projectors);
  projection_class->depends_on_locale = TRUE;
}

static void
docket_products_view_init (DocketProductsView *self G_GNUC_UNUSED)
{
}
