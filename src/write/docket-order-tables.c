/* docket-order-tables.c: the write tables of orders, their payments and their fulfilments
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "docket-order-tables.h"

/* Order: status is a DocketOrderStatus, version that of the stream; number_value is the number where it is nothing but
 * digits. Lines: o ordered = quantity, x = cancelled, f = committed, s = shipped, q = in_return, r = received,
 * k = restocked, w = written_off. Fulfilments: status is a DocketParcelStatus. Single taxes (line 0 is the shipping) and, as
 * JSON, what tells of a person are kept of drafts alone: they go into the order when it is placed, and no rule looks at them
 * afterwards. */
static const char order_schema[] =
  "CREATE TABLE IF NOT EXISTS \"order\" ("
  "  id BLOB NOT NULL PRIMARY KEY,"
  "  version INTEGER NOT NULL,"
  "  number TEXT,"
  "  number_value INTEGER,"
  "  status INTEGER NOT NULL,"
  "  is_held INTEGER NOT NULL DEFAULT 0,"
  "  customer_id BLOB,"
  "  currency TEXT NOT NULL,"
  "  prices_include_tax INTEGER NOT NULL,"
  "  tax_rounding INTEGER NOT NULL,"
  "  discount_given TEXT,"
  "  discount INTEGER NOT NULL,"
  "  shipping_title TEXT,"
  "  shipping_price INTEGER,"
  "  shipping_net INTEGER,"
  "  shipping_tax INTEGER,"
  "  shipping_total INTEGER,"
  "  net INTEGER NOT NULL,"
  "  tax INTEGER NOT NULL,"
  "  total INTEGER NOT NULL,"
  "  cancelled INTEGER NOT NULL DEFAULT 0,"
  "  captured INTEGER NOT NULL DEFAULT 0,"
  "  refunded INTEGER NOT NULL DEFAULT 0,"
  "  authorized INTEGER NOT NULL DEFAULT 0,"
  "  n_voided INTEGER NOT NULL DEFAULT 0,"
  "  last_line INTEGER NOT NULL DEFAULT 0"
  ") WITHOUT ROWID;"
  "CREATE INDEX IF NOT EXISTS order_number ON \"order\" (number) WHERE number IS NOT NULL;"
  "CREATE INDEX IF NOT EXISTS order_number_value ON \"order\" (number_value) WHERE number_value IS NOT NULL;"
  "CREATE TABLE IF NOT EXISTS order_line ("
  "  order_id BLOB NOT NULL REFERENCES \"order\" (id),"
  "  line INTEGER NOT NULL,"
  "  product_id BLOB,"
  "  sku TEXT,"
  "  title TEXT NOT NULL,"
  "  unit TEXT,"
  "  step INTEGER NOT NULL,"
  "  moves_stock INTEGER NOT NULL,"
  "  quantity INTEGER NOT NULL,"
  "  cancelled INTEGER NOT NULL DEFAULT 0,"
  "  committed INTEGER NOT NULL DEFAULT 0,"
  "  shipped INTEGER NOT NULL DEFAULT 0,"
  "  in_return INTEGER NOT NULL DEFAULT 0,"
  "  received INTEGER NOT NULL DEFAULT 0,"
  "  restocked INTEGER NOT NULL DEFAULT 0,"
  "  written_off INTEGER NOT NULL DEFAULT 0,"
  "  unit_price INTEGER NOT NULL,"
  "  price_reason TEXT,"
  "  discount_given TEXT,"
  "  discount INTEGER NOT NULL,"
  "  discount_share INTEGER NOT NULL,"
  "  net INTEGER NOT NULL,"
  "  tax INTEGER NOT NULL,"
  "  total INTEGER NOT NULL,"
  "  PRIMARY KEY (order_id, line)"
  ") WITHOUT ROWID;"
  "CREATE TABLE IF NOT EXISTS order_tax ("
  "  order_id BLOB NOT NULL REFERENCES \"order\" (id),"
  "  line INTEGER NOT NULL,"
  "  place INTEGER NOT NULL,"
  "  name TEXT NOT NULL,"
  "  rate INTEGER NOT NULL,"
  "  base INTEGER NOT NULL,"
  "  amount INTEGER NOT NULL,"
  "  PRIMARY KEY (order_id, line, place)"
  ") WITHOUT ROWID;"
  "CREATE TABLE IF NOT EXISTS draft_personal ("
  "  order_id BLOB NOT NULL PRIMARY KEY REFERENCES \"order\" (id),"
  "  customer TEXT,"
  "  shipping_address TEXT,"
  "  note TEXT"
  ") WITHOUT ROWID;"
  "CREATE TABLE IF NOT EXISTS import_source ("
  "  order_id BLOB NOT NULL PRIMARY KEY REFERENCES \"order\" (id),"
  "  source TEXT NOT NULL,"
  "  shop TEXT NOT NULL,"
  "  external_id TEXT NOT NULL"
  ") WITHOUT ROWID;"
  "CREATE INDEX IF NOT EXISTS import_source_external ON import_source (source, shop, external_id);";

static const char moves_schema[] =
  "CREATE TABLE IF NOT EXISTS payment ("
  "  id BLOB NOT NULL PRIMARY KEY,"
  "  order_id BLOB NOT NULL REFERENCES \"order\" (id),"
  "  place INTEGER NOT NULL,"
  "  amount INTEGER NOT NULL,"
  "  captured INTEGER NOT NULL DEFAULT 0,"
  "  refunded INTEGER NOT NULL DEFAULT 0,"
  "  is_authorized INTEGER NOT NULL DEFAULT 0,"
  "  is_voided INTEGER NOT NULL DEFAULT 0,"
  "  method TEXT,"
  "  reference TEXT"
  ") WITHOUT ROWID;"
  "CREATE INDEX IF NOT EXISTS payment_order ON payment (order_id, place);"
  "CREATE TABLE IF NOT EXISTS fulfilment ("
  "  id BLOB NOT NULL PRIMARY KEY,"
  "  order_id BLOB NOT NULL REFERENCES \"order\" (id),"
  "  number INTEGER NOT NULL,"
  "  status INTEGER NOT NULL,"
  "  tracking TEXT,"
  "  carrier TEXT"
  ") WITHOUT ROWID;"
  "CREATE INDEX IF NOT EXISTS fulfilment_order ON fulfilment (order_id, number);"
  "CREATE TABLE IF NOT EXISTS fulfilment_line ("
  "  fulfilment_id BLOB NOT NULL REFERENCES fulfilment (id),"
  "  line INTEGER NOT NULL,"
  "  quantity INTEGER NOT NULL,"
  "  PRIMARY KEY (fulfilment_id, line)"
  ") WITHOUT ROWID;"
  "CREATE TABLE IF NOT EXISTS number_series ("
  "  name TEXT NOT NULL PRIMARY KEY,"
  "  last INTEGER NOT NULL"
  ") WITHOUT ROWID;";

const char *const docket_order_table_names[] = {
  "order",   "order_line", "order_tax",       "draft_personal", "import_source",
  "payment", "fulfilment", "fulfilment_line", "number_series",  NULL,
};

/**
 * docket_order_tables_create:
 * @database: an empty write database
 * @error: return location
 *
 * Makes the tables of orders.
 *
 * Returns: whether they are there
 */
gboolean
docket_order_tables_create (DocketDatabase *database, GError **error)
{
  return docket_database_execute_script (database, order_schema, error) &&
         docket_database_execute_script (database, moves_schema, error);
}

/**
 * docket_order_touch:
 * @database: the write database
 * @event: an event of an order's stream
 * @error: return location
 *
 * Keeps the version of the order's stream, which handlers expect when they record the next event.
 *
 * Returns: whether the disk took it
 */
gboolean
docket_order_touch (DocketDatabase *database, DocketEvent *event, GError **error)
{
  const DocketEventEnvelope *envelope = docket_event_get_envelope (event);

  return docket_database_run (database, error, "UPDATE \"order\" SET version = ? WHERE id = ?", "iu", envelope->version,
                              &envelope->stream);
}
