/* docket-product-evolve.c: carries the events of products and their stock into the write tables
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "docket-product-evolve.h"

#include "docket-database-memory.h"
#include "docket-product-events.h"
#include "docket-product-state.h"
#include "docket-shop-tables.h"

static gboolean
write_taxes (DocketDatabase *database, const DocketUuid *id, GPtrArray *taxes, GError **error)
{
  if (!docket_database_run (database, error, "DELETE FROM product_tax WHERE product_id = ?", "u", id))
    return FALSE;
  for (guint i = 0; taxes != NULL && i < taxes->len; i++)
    {
      const DocketTax *tax = g_ptr_array_index (taxes, i);

      if (!docket_database_run (database, error, "INSERT INTO product_tax (product_id, place, name, rate) VALUES (?, ?, ?, ?)", "uiti",
                                id, (gint64) i, tax->name, tax->rate))
        return FALSE;
    }
  return TRUE;
}

static gboolean
write_details (DocketDatabase *database, const DocketUuid *id, DocketProductDetails *details, GError **error)
{
  g_autofree char *sku_key = docket_product_key (details->sku);

  docket_database_forget (database);
  return docket_database_run (database, error,
                              "INSERT INTO product (id, sku, sku_key, title, currency, price, unit, step, barcode, allow_overselling, "
                              "safety_stock) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) "
                              "ON CONFLICT (id) DO UPDATE SET sku = excluded.sku, sku_key = excluded.sku_key, title = excluded.title, "
                              "currency = excluded.currency, price = excluded.price, unit = excluded.unit, step = excluded.step, "
                              "barcode = excluded.barcode, allow_overselling = excluded.allow_overselling, "
                              "safety_stock = excluded.safety_stock",
                              "uttttititii", id, details->sku, sku_key, details->title, details->currency, details->price.minor,
                              details->unit, details->step, details->barcode, (gint64) details->allow_overselling,
                              details->safety_stock) &&
         write_taxes (database, id, details->taxes, error);
}

/**
 * docket_product_created_evolve:
 * @event: a DocketProductCreated
 * @database: the write database
 * @error: (nullable): where to put an error
 *
 * Returns: whether the disk took it
 */
gboolean
docket_product_created_evolve (DocketEvent *event, DocketDatabase *database, GError **error)
{
  const DocketUuid *id = &docket_event_get_envelope (event)->stream;

  return write_details (database, id, DOCKET_PRODUCT_CREATED (event)->product, error) && docket_stock_apply (database, id, 0, 0, error);
}

/**
 * docket_product_updated_evolve:
 * @event: a DocketProductUpdated
 * @database: the write database
 * @error: (nullable): where to put an error
 *
 * Returns: whether the disk took it
 */
gboolean
docket_product_updated_evolve (DocketEvent *event, DocketDatabase *database, GError **error)
{
  return write_details (database, &docket_event_get_envelope (event)->stream, DOCKET_PRODUCT_UPDATED (event)->after, error);
}

/**
 * docket_stock_received_evolve:
 * @event: a DocketStockReceived
 * @database: the write database
 * @error: (nullable): where to put an error
 *
 * Returns: whether the disk took it
 */
gboolean
docket_stock_received_evolve (DocketEvent *event, DocketDatabase *database, GError **error)
{
  return docket_stock_apply (database, &docket_event_get_envelope (event)->stream, DOCKET_STOCK_RECEIVED (event)->quantity, 0, error);
}
