/* docket-products-query.c: the products and their stock
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "docket-products-query.h"

#include "docket-currency-label.h"
#include "docket-search-text.h"

#define REQUIRED(Type, member, name, kind, sql, ...) \
  DOCKET_FIELD (Type, member, name, kind, .flags = DOCKET_FIELD_REQUIRED, .column = sql, ##__VA_ARGS__)
#define SHORTAGE "max (i.reserved - i.on_hand, 0)"
#define SOLD \
  "(SELECT COALESCE (SUM (d.quantity), 0) FROM product_sales s JOIN product_sales_day d ON d.key = s.key WHERE s.product_id = p.id" \
  " AND d.day > CAST (strftime ('%Y%m%d', 'now', '-30 days') AS INTEGER))"
#define FROM "products_view p JOIN inventory_view i ON i.key = p.key"

static const DocketField row_fields[] = {
  REQUIRED (DocketProductRow, id, "id", docket_kind_uuid, "p.id"),
  REQUIRED (DocketProductRow, sku, "sku", docket_kind_string, "p.sku"),
  REQUIRED (DocketProductRow, title, "title", docket_kind_string, "p.title"),
  DOCKET_FIELD (DocketProductRow, barcode, "barcode", docket_kind_string, .column = "p.barcode"),
  REQUIRED (DocketProductRow, currency, "currency", docket_kind_string, "p.currency"),
  REQUIRED (DocketProductRow, price, "price", docket_kind_money, "p.price"),
  REQUIRED (DocketProductRow, unit, "unit", docket_kind_string, "p.unit"),
  REQUIRED (DocketProductRow, step, "step", docket_kind_quantity, "p.step"),
  REQUIRED (DocketProductRow, allow_overselling, "allow-overselling", docket_kind_boolean, "p.allow_overselling"),
  REQUIRED (DocketProductRow, safety_stock, "safety-stock", docket_kind_quantity, "p.safety_stock"),
  REQUIRED (DocketProductRow, on_hand, "on-hand", docket_kind_quantity, "i.on_hand"),
  REQUIRED (DocketProductRow, reserved, "reserved", docket_kind_quantity, "i.reserved"),
  REQUIRED (DocketProductRow, available, "available", docket_kind_quantity, "i.available"),
  REQUIRED (DocketProductRow, shortage, "shortage", docket_kind_quantity, SHORTAGE),
  REQUIRED (DocketProductRow, is_low, "low", docket_kind_boolean, "i.low"),
  REQUIRED (DocketProductRow, sold, "sold", docket_kind_quantity, SOLD),
  REQUIRED (DocketProductRow, taxes, "taxes", docket_kind_records, "p.taxes", .type = docket_tax_get_type),
};

static void
loaded (DocketRow *row)
{
  docket_currency_label (DOCKET_RECORD (row), ((DocketProductRow *) row)->currency);
}

static void
extend_row (DocketProductRowClass *klass)
{
  DOCKET_ROW_CLASS (klass)->loaded = loaded;
}

DOCKET_DEFINE_RECORD_EXTENDED (DocketProductRow, docket_product_row, DOCKET_TYPE_ROW, row_fields, extend_row)

static const DocketField query_fields[] = {
  DOCKET_FIELD (DocketProductsQuery, search, "search", docket_kind_string, .summary = "Each word must begin a word of the product."),
  DOCKET_FIELD (DocketProductsQuery, sku, "sku", docket_kind_string, .summary = "Exactly this SKU."),
  DOCKET_FIELD (DocketProductsQuery, barcode, "barcode", docket_kind_string, .summary = "Exactly this barcode."),
  DOCKET_FIELD (DocketProductsQuery, low, "low", docket_kind_boolean, .summary = "Only those of which little is left."),
  DOCKET_FIELD (DocketProductsQuery, sort, "sort", docket_kind_string, .summary = "A column; with - in front descending."),
  DOCKET_FIELD (DocketProductsQuery, limit, "limit", docket_kind_integer, .minimum = 0, .maximum = G_MAXINT32,
                .summary = "At most so many."),
};

static const DocketSort sorts[] = {
  { "title", "p.title_sort" },  { "sku", "p.sku" },           { "price", "p.price" }, { "on-hand", "i.on_hand" },
  { "reserved", "i.reserved" }, { "available", "i.available" }, { "sold", SOLD },
};

static gboolean
is_given (const char *text)
{
  return text != NULL && *text != '\0';
}

static gboolean
describe (DocketListQuery *query, DocketListStatement *statement, GError **error)
{
  DocketProductsQuery *self = (DocketProductsQuery *) query;

  if (is_given (self->sku))
    docket_list_statement_where (statement, "p.sku = ?", "t", self->sku);
  if (is_given (self->barcode))
    docket_list_statement_where (statement, "p.barcode = ?", "t", self->barcode);
  if (self->low)
    docket_list_statement_where (statement, "i.low", "");
  if (self->search != NULL)
    {
      g_autofree char *search = docket_search_text_prepare (self->search);

      docket_list_statement_search (statement, "products_search", search);
    }
  docket_list_statement_limit (statement, self->limit);
  return docket_list_statement_order_by_name (statement, is_given (self->sort) ? self->sort : "title", sorts, G_N_ELEMENTS (sorts), error);
}

static void
extend_query (DocketProductsQueryClass *klass)
{
  static const char *const views[] = { "products_view", "inventory_view", NULL };
  DocketListQueryClass *list_class = DOCKET_LIST_QUERY_CLASS (klass);

  DOCKET_QUERY_CLASS (klass)->name = "products";
  DOCKET_QUERY_CLASS (klass)->views = views;
  list_class->row_type = docket_product_row_get_type;
  list_class->from = FROM;
  list_class->key = "p.key";
  list_class->describe = describe;
}

DOCKET_DEFINE_RECORD_EXTENDED (DocketProductsQuery, docket_products_query, DOCKET_TYPE_LIST_QUERY, query_fields, extend_query)

/* Stock alone */

static const DocketField inventory_fields[] = {
  REQUIRED (DocketInventoryRow, id, "id", docket_kind_uuid, "p.id"),
  REQUIRED (DocketInventoryRow, sku, "sku", docket_kind_string, "p.sku"),
  REQUIRED (DocketInventoryRow, title, "title", docket_kind_string, "p.title"),
  REQUIRED (DocketInventoryRow, unit, "unit", docket_kind_string, "p.unit"),
  REQUIRED (DocketInventoryRow, on_hand, "on-hand", docket_kind_quantity, "i.on_hand"),
  REQUIRED (DocketInventoryRow, reserved, "reserved", docket_kind_quantity, "i.reserved"),
  REQUIRED (DocketInventoryRow, available, "available", docket_kind_quantity, "i.available"),
  REQUIRED (DocketInventoryRow, shortage, "shortage", docket_kind_quantity, SHORTAGE),
  REQUIRED (DocketInventoryRow, is_low, "low", docket_kind_boolean, "i.low"),
};
DOCKET_DEFINE_RECORD (DocketInventoryRow, docket_inventory_row, DOCKET_TYPE_ROW, inventory_fields)

static const DocketField inventory_query_fields[] = {
  DOCKET_FIELD (DocketInventoryQuery, sku, "sku", docket_kind_string, .summary = "Exactly this SKU."),
  DOCKET_FIELD (DocketInventoryQuery, low, "low", docket_kind_boolean, .summary = "Only those of which little is left."),
  DOCKET_FIELD (DocketInventoryQuery, sort, "sort", docket_kind_string, .summary = "A column; with - in front descending."),
  DOCKET_FIELD (DocketInventoryQuery, limit, "limit", docket_kind_integer, .minimum = 0, .maximum = G_MAXINT32,
                .summary = "At most so many."),
};

static gboolean
describe_inventory (DocketListQuery *query, DocketListStatement *statement, GError **error)
{
  DocketInventoryQuery *self = (DocketInventoryQuery *) query;

  if (is_given (self->sku))
    docket_list_statement_where (statement, "p.sku = ?", "t", self->sku);
  if (self->low)
    docket_list_statement_where (statement, "i.low", "");
  docket_list_statement_limit (statement, self->limit);
  return docket_list_statement_order_by_name (statement, is_given (self->sort) ? self->sort : "sku", sorts, G_N_ELEMENTS (sorts) - 1,
                                              error);
}

static void
extend_inventory (DocketInventoryQueryClass *klass)
{
  static const char *const views[] = { "products_view", "inventory_view", NULL };
  DocketListQueryClass *list_class = DOCKET_LIST_QUERY_CLASS (klass);

  DOCKET_QUERY_CLASS (klass)->name = "inventory";
  DOCKET_QUERY_CLASS (klass)->views = views;
  list_class->row_type = docket_inventory_row_get_type;
  list_class->from = FROM;
  list_class->key = "p.key";
  list_class->describe = describe_inventory;
}

DOCKET_DEFINE_RECORD_EXTENDED (DocketInventoryQuery, docket_inventory_query, DOCKET_TYPE_LIST_QUERY, inventory_query_fields,
                               extend_inventory)
