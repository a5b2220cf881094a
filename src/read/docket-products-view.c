/* docket-products-view.c: the view of products
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "docket-products-view.h"

#include "docket-events.h"
#include "docket-search-index.h"
#include "docket-search-text.h"
#include "docket-text.h"
#include "docket-view-json.h"

struct _DocketProductsView
{
  DocketProjection parent_instance;
  DocketSearchIndex *search;
};

G_DEFINE_FINAL_TYPE (DocketProductsView, docket_products_view, DOCKET_TYPE_PROJECTION)

static const char schema[] =
    "CREATE TABLE products_view (key INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE, sku TEXT NOT NULL, title TEXT NOT NULL,"
    " title_sort BLOB NOT NULL, barcode TEXT, currency TEXT NOT NULL, price INTEGER NOT NULL, unit TEXT NOT NULL, step INTEGER NOT NULL,"
    " taxes TEXT, allow_overselling INTEGER NOT NULL, safety_stock INTEGER NOT NULL);"
    "CREATE INDEX products_view_sku ON products_view (sku);"
    "CREATE INDEX products_view_barcode ON products_view (barcode);"
    "CREATE INDEX products_view_title ON products_view (title_sort);"
    DOCKET_SEARCH_INDEX_TABLE ("products_search");

static const char *const tables[] = { "products_search", "products_view", NULL };

static char *
make_words (const char *sku, const char *title, const char *barcode)
{
  GString *text = g_string_new (NULL);

  docket_search_text_add (text, sku);
  docket_search_text_add (text, title);
  docket_search_text_add (text, barcode);
  return g_string_free (text, FALSE);
}

/* The words that the product is found by so far. */
static gboolean
remove_words (DocketProductsView *self, gint64 key, DocketDatabase *database, GError **error)
{
  g_autoptr (DocketStatement) row = docket_database_query (
      database, error, "SELECT sku, title, barcode FROM products_view WHERE key = ?", "i", key);
  GError *failure = NULL;

  if (row == NULL)
    return FALSE;
  if (docket_statement_step (row, &failure))
    {
      g_autofree char *words
          = make_words (docket_statement_text (row, 0), docket_statement_text (row, 1), docket_statement_text (row, 2));

      docket_search_index_remove (self->search, key, words);
    }
  if (failure != NULL)
    g_propagate_error (error, failure);
  return failure == NULL;
}

static gboolean
write_product (DocketProjection *self, gint64 key, const DocketUuid *id, DocketProductDetails *product, DocketDatabase *database,
               GError **error)
{
  g_autoptr (GBytes) sort_key = docket_text_sort_key (product->title);
  g_autofree char *taxes = docket_view_json_from_records (product->taxes);
  g_autofree char *words = make_words (product->sku, product->title, product->barcode);

  docket_search_index_add (DOCKET_PRODUCTS_VIEW (self)->search, key, words);
  docket_projection_touch (self, key);
  return docket_database_run (database, error,
                              "INSERT OR REPLACE INTO products_view (key, id, sku, title, title_sort, barcode, currency, price, unit,"
                              " step, taxes, allow_overselling, safety_stock) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                              "iuttbttititii", key, id, product->sku, product->title, sort_key, product->barcode, product->currency,
                              product->price.minor, product->unit, product->step, taxes, (gint64) product->allow_overselling,
                              product->safety_stock);
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
  return key == 0
         || (remove_words (DOCKET_PRODUCTS_VIEW (self), key, database, error)
             && write_product (self, key, id, ((DocketProductUpdated *) event)->after, database, error));
}

static const DocketProjector projectors[] = {
  { docket_product_created_get_type, product_created },
  { docket_product_updated_get_type, product_updated },
};

static gboolean
docket_products_view_flush (DocketProjection *self, DocketDatabase *database, GError **error)
{
  return docket_search_index_flush (DOCKET_PRODUCTS_VIEW (self)->search, database, error);
}

static void
docket_products_view_forget (DocketProjection *self)
{
  docket_search_index_forget (DOCKET_PRODUCTS_VIEW (self)->search);
}

static gboolean
docket_products_view_tidy (DocketProjection *self, DocketDatabase *database, gboolean *has_more, GError **error)
{
  return docket_search_index_tidy (DOCKET_PRODUCTS_VIEW (self)->search, database, has_more, error);
}

static void
docket_products_view_finalize (GObject *object)
{
  docket_search_index_free (DOCKET_PRODUCTS_VIEW (object)->search);
  G_OBJECT_CLASS (docket_products_view_parent_class)->finalize (object);
}

static void
docket_products_view_class_init (DocketProductsViewClass *klass)
{
  DocketProjectionClass *projection_class = DOCKET_PROJECTION_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = docket_products_view_finalize;
  projection_class->name = "products_view";
  projection_class->version = 3;
  projection_class->flush = docket_products_view_flush;
  projection_class->forget = docket_products_view_forget;
  projection_class->tidy = docket_products_view_tidy;
  projection_class->schema = schema;
  projection_class->tables = tables;
  projection_class->projectors = projectors;
  projection_class->n_projectors = G_N_ELEMENTS (projectors);
  projection_class->depends_on_locale = TRUE;
}

static void
docket_products_view_init (DocketProductsView *self)
{
  self->search = docket_search_index_new ("products_search");
}
