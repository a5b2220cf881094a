/* docket-shop-tables.c: the write tables of the shop, its products and its customers
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "docket-shop-tables.h"

#include "docket-order-terms.h"

/* Prices are minor units of the currency beside them, quantities thousandths, rates parts per million. No key reaches
 * from one stream to another: two stations may bring two products with one SKU, and both must be taken in. */
static const char schema[] =
  "CREATE TABLE IF NOT EXISTS shop ("
  "  one INTEGER NOT NULL PRIMARY KEY CHECK (one = 1),"
  "  name TEXT NOT NULL,"
  "  currency TEXT NOT NULL,"
  "  country TEXT,"
  "  time_zone TEXT,"
  "  prices_include_tax INTEGER NOT NULL,"
  "  tax_rounding INTEGER NOT NULL,"
  "  address TEXT"
  ");"
  "CREATE TABLE IF NOT EXISTS shop_tax ("
  "  name TEXT NOT NULL PRIMARY KEY COLLATE NOCASE,"
  "  place INTEGER NOT NULL,"
  "  rate INTEGER NOT NULL"
  ") WITHOUT ROWID;"
  "CREATE TABLE IF NOT EXISTS tax_rate ("
  "  id BLOB NOT NULL PRIMARY KEY,"
  "  name TEXT NOT NULL,"
  "  rate INTEGER NOT NULL,"
  "  country TEXT,"
  "  is_default INTEGER NOT NULL"
  ") WITHOUT ROWID;"
  "CREATE TABLE IF NOT EXISTS product ("
  "  id BLOB NOT NULL PRIMARY KEY,"
  "  sku TEXT NOT NULL,"
  "  sku_key TEXT NOT NULL,"
  "  title TEXT NOT NULL,"
  "  currency TEXT NOT NULL,"
  "  price INTEGER NOT NULL,"
  "  unit TEXT NOT NULL,"
  "  step INTEGER NOT NULL,"
  "  barcode TEXT,"
  "  allow_overselling INTEGER NOT NULL,"
  "  safety_stock INTEGER NOT NULL"
  ") WITHOUT ROWID;"
  "CREATE INDEX IF NOT EXISTS product_sku_key ON product (sku_key);"
  "CREATE INDEX IF NOT EXISTS product_barcode ON product (barcode) WHERE barcode IS NOT NULL;"
  "CREATE TABLE IF NOT EXISTS product_tax ("
  "  product_id BLOB NOT NULL REFERENCES product (id),"
  "  place INTEGER NOT NULL,"
  "  name TEXT NOT NULL,"
  "  rate INTEGER NOT NULL,"
  "  PRIMARY KEY (product_id, place)"
  ") WITHOUT ROWID;"
  "CREATE TABLE IF NOT EXISTS stock ("
  "  product_id BLOB NOT NULL PRIMARY KEY,"
  "  on_hand INTEGER NOT NULL DEFAULT 0,"
  "  reserved INTEGER NOT NULL DEFAULT 0"
  ") WITHOUT ROWID;"
  "CREATE TABLE IF NOT EXISTS customer ("
  "  id BLOB NOT NULL PRIMARY KEY,"
  "  name TEXT,"
  "  email TEXT,"
  "  email_key TEXT,"
  "  phone TEXT,"
  "  note TEXT,"
  "  address TEXT"
  ") WITHOUT ROWID;"
  "CREATE INDEX IF NOT EXISTS customer_email_key ON customer (email_key) WHERE email_key IS NOT NULL;";

const char *const docket_shop_table_names[] = {
  "shop", "shop_tax", "tax_rate", "product", "product_tax", "stock", "customer", NULL,
};

/**
 * docket_shop_tables_create:
 * @database: an empty write database
 * @error: (nullable): where to put an error
 *
 * Makes the tables of the shop, its products and its customers.
 *
 * Returns: whether they are there
 */
gboolean
docket_shop_tables_create (DocketDatabase *database, GError **error)
{
  return docket_database_execute_script (database, schema, error);
}

/**
 * docket_stock_apply:
 * @database: the write database
 * @product_id: a product
 * @on_hand: the change of what is on hand, thousandths
 * @reserved: the change of what is reserved, thousandths
 * @error: (nullable): where to put an error
 *
 * Changes the stock of a product, for evolve alone. It is a sum: the order of the changes does not matter, and a product
 * that is not known yet may have stock already.
 *
 * Returns: whether the disk took it
 */
gboolean
docket_stock_apply (DocketDatabase *database, const DocketUuid *product_id, gint64 on_hand, gint64 reserved, GError **error)
{
  return docket_database_run (database, error,
                              "INSERT INTO stock (product_id, on_hand, reserved) VALUES (?, ?, ?) "
                              "ON CONFLICT (product_id) DO UPDATE SET on_hand = on_hand + excluded.on_hand, "
                              "reserved = reserved + excluded.reserved",
                              "uii", product_id, on_hand, reserved);
}

/**
 * docket_stock_apply_lines:
 * @database: the write database
 * @lines: (element-type DocketLineQuantity) (nullable): what one decision takes away
 * @leaves: whether it is no longer on hand either, and not only no longer reserved
 * @error: (nullable): where to put an error
 *
 * Changes the stock of the products that the lines of an order's event name, for evolve alone.
 *
 * Returns: whether the disk took it
 */
gboolean
docket_stock_apply_lines (DocketDatabase *database, GPtrArray *lines, gboolean leaves, GError **error)
{
  for (guint i = 0; lines != NULL && i < lines->len; i++)
    {
      const DocketLineQuantity *line = g_ptr_array_index (lines, i);

      if (!docket_uuid_is_null (&line->product_id) &&
          !docket_stock_apply (database, &line->product_id, leaves ? -line->quantity : 0, -line->quantity, error))
        return FALSE;
    }
  return TRUE;
}
