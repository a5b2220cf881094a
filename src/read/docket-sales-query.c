/* docket-sales-query.c: what was sold, by day and by product, and its taxes
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "docket-sales-query.h"

#include "docket-currency-label.h"
#include "docket-rate.h"

#define REQUIRED(Type, member, name, kind, sql, ...) \
  DOCKET_FIELD (Type, member, name, kind, .flags = DOCKET_FIELD_REQUIRED, .column = sql, ##__VA_ARGS__)

/* All three queries are asked for the same things. */
#define RANGE_FIELDS(Type) \
  DOCKET_FIELD (Type, from, "from", docket_kind_day, .summary = "The first day."), \
      DOCKET_FIELD (Type, to, "to", docket_kind_day, .summary = "The last day."), \
      DOCKET_FIELD (Type, currency, "currency", docket_kind_string, .summary = "Only this currency."), \
      DOCKET_FIELD (Type, sort, "sort", docket_kind_string, .summary = "A column; with - in front descending."), \
      DOCKET_FIELD (Type, limit, "limit", docket_kind_integer, .minimum = 0, .maximum = G_MAXINT32, .summary = "At most so many.")

static const char *const sales_views[] = { "sales_by_day", NULL };

static void
describe_range (DocketListStatement *statement, gint32 from, gint32 to, const char *currency, gint64 limit)
{
  if (from != 0)
    docket_list_statement_where (statement, "day >= ?", "i", (gint64) from);
  if (to != 0)
    docket_list_statement_where (statement, "day <= ?", "i", (gint64) to);
  if (currency != NULL && *currency != '\0')
    docket_list_statement_where (statement, "currency = ?", "t", currency);
  docket_list_statement_limit (statement, limit);
}

/* Sales by day */

static const DocketField day_fields[] = {
  REQUIRED (DocketSalesByDayRow, day, "day", docket_kind_day, "day"),
  REQUIRED (DocketSalesByDayRow, currency, "currency", docket_kind_string, "currency"),
  REQUIRED (DocketSalesByDayRow, orders, "orders", docket_kind_integer, "orders"),
  REQUIRED (DocketSalesByDayRow, net, "net", docket_kind_money, "net"),
  REQUIRED (DocketSalesByDayRow, tax, "tax", docket_kind_money, "tax"),
  REQUIRED (DocketSalesByDayRow, total, "total", docket_kind_money, "total"),
};

static void
day_loaded (DocketRow *row)
{
  docket_currency_label (DOCKET_RECORD (row), ((DocketSalesByDayRow *) row)->currency);
}

static void
extend_day_row (DocketSalesByDayRowClass *klass)
{
  DOCKET_ROW_CLASS (klass)->loaded = day_loaded;
}

DOCKET_DEFINE_RECORD_EXTENDED (DocketSalesByDayRow, docket_sales_by_day_row, DOCKET_TYPE_ROW, day_fields, extend_day_row)

static const DocketField day_query_fields[] = { RANGE_FIELDS (DocketSalesByDayQuery) };

static const DocketSort day_sorts[] = { { "day", "day" }, { "total", "total" }, { "orders", "orders" } };

static gboolean
describe_days (DocketListQuery *query, DocketListStatement *statement, GError **error)
{
  DocketSalesByDayQuery *self = (DocketSalesByDayQuery *) query;

  describe_range (statement, self->from, self->to, self->currency, self->limit);
  return docket_list_statement_order_by_name (statement, self->sort != NULL && *self->sort != '\0' ? self->sort : "day", day_sorts,
                                              G_N_ELEMENTS (day_sorts), error);
}

static void
extend_day_query (DocketSalesByDayQueryClass *klass)
{
  DocketListQueryClass *list_class = DOCKET_LIST_QUERY_CLASS (klass);

  DOCKET_QUERY_CLASS (klass)->name = "sales-by-day";
  DOCKET_QUERY_CLASS (klass)->views = sales_views;
  list_class->row_type = docket_sales_by_day_row_get_type;
  list_class->from = "sales_by_day";
  list_class->key = "key";
  list_class->describe = describe_days;
}

DOCKET_DEFINE_RECORD_EXTENDED (DocketSalesByDayQuery, docket_sales_by_day_query, DOCKET_TYPE_LIST_QUERY, day_query_fields,
                               extend_day_query)

/* Taxes */

static const DocketField tax_fields[] = {
  REQUIRED (DocketTaxesRow, day, "day", docket_kind_day, "day"),
  REQUIRED (DocketTaxesRow, currency, "currency", docket_kind_string, "currency"),
  REQUIRED (DocketTaxesRow, name, "name", docket_kind_string, "name"),
  REQUIRED (DocketTaxesRow, rate, "rate", docket_kind_rate, "rate"),
  REQUIRED (DocketTaxesRow, base, "base", docket_kind_money, "base"),
  REQUIRED (DocketTaxesRow, amount, "amount", docket_kind_money, "amount"),
};

static void
tax_loaded (DocketRow *row)
{
  docket_currency_label (DOCKET_RECORD (row), ((DocketTaxesRow *) row)->currency);
}

static void
extend_tax_row (DocketTaxesRowClass *klass)
{
  DOCKET_ROW_CLASS (klass)->loaded = tax_loaded;
}

DOCKET_DEFINE_RECORD_EXTENDED (DocketTaxesRow, docket_taxes_row, DOCKET_TYPE_ROW, tax_fields, extend_tax_row)

static const DocketField tax_query_fields[] = { RANGE_FIELDS (DocketTaxesQuery) };

static const DocketSort tax_sorts[] = { { "day", "day" }, { "name", "name" }, { "amount", "amount" } };

static gboolean
describe_taxes (DocketListQuery *query, DocketListStatement *statement, GError **error)
{
  DocketTaxesQuery *self = (DocketTaxesQuery *) query;

  describe_range (statement, self->from, self->to, self->currency, self->limit);
  return docket_list_statement_order_by_name (statement, self->sort != NULL && *self->sort != '\0' ? self->sort : "day", tax_sorts,
                                              G_N_ELEMENTS (tax_sorts), error);
}

static void
extend_tax_query (DocketTaxesQueryClass *klass)
{
  DocketListQueryClass *list_class = DOCKET_LIST_QUERY_CLASS (klass);

  DOCKET_QUERY_CLASS (klass)->name = "taxes";
  DOCKET_QUERY_CLASS (klass)->views = sales_views;
  list_class->row_type = docket_taxes_row_get_type;
  list_class->from = "sales_by_day_tax";
  list_class->key = "key";
  list_class->describe = describe_taxes;
}

DOCKET_DEFINE_RECORD_EXTENDED (DocketTaxesQuery, docket_taxes_query, DOCKET_TYPE_LIST_QUERY, tax_query_fields, extend_tax_query)

/* Best sellers: the figures are of the range, so a range leaves its mark on the rows in complete. */

static const DocketField product_fields[] = {
  REQUIRED (DocketProductSalesRow, sku, "sku", docket_kind_string, "sku"),
  REQUIRED (DocketProductSalesRow, title, "title", docket_kind_string, "title"),
  DOCKET_FIELD (DocketProductSalesRow, unit, "unit", docket_kind_string, .column = "unit"),
  DOCKET_FIELD (DocketProductSalesRow, product_id, "product-id", docket_kind_uuid, .column = "product_id"),
  REQUIRED (DocketProductSalesRow, currency, "currency", docket_kind_string, "currency"),
  REQUIRED (DocketProductSalesRow, quantity, "quantity", docket_kind_quantity, "quantity"),
  REQUIRED (DocketProductSalesRow, net, "net", docket_kind_money, "net"),
  REQUIRED (DocketProductSalesRow, total, "total", docket_kind_money, "total"),
};

static void
product_loaded (DocketRow *row)
{
  docket_currency_label (DOCKET_RECORD (row), ((DocketProductSalesRow *) row)->currency);
}

static void
extend_product_row (DocketProductSalesRowClass *klass)
{
  DOCKET_ROW_CLASS (klass)->loaded = product_loaded;
}

DOCKET_DEFINE_RECORD_EXTENDED (DocketProductSalesRow, docket_product_sales_row, DOCKET_TYPE_ROW, product_fields, extend_product_row)

static const DocketField product_query_fields[] = { RANGE_FIELDS (DocketProductSalesQuery) };

static const DocketSort product_sorts[] = {
  { "total", "total" }, { "quantity", "quantity" }, { "net", "net" }, { "title", "title" }, { "sku", "sku" },
};

static gboolean
has_range (DocketProductSalesQuery *self)
{
  return self->from != 0 || self->to != 0;
}

static gint64
last_day (DocketProductSalesQuery *self)
{
  return self->to != 0 ? self->to : G_MAXINT32;
}

static gboolean
describe_products (DocketListQuery *query, DocketListStatement *statement, GError **error)
{
  DocketProductSalesQuery *self = (DocketProductSalesQuery *) query;

  if (has_range (self))
    docket_list_statement_where (statement, "key IN (SELECT key FROM product_sales_day WHERE day BETWEEN ? AND ?)", "ii",
                                 (gint64) self->from, last_day (self));
  describe_range (statement, 0, 0, self->currency, self->limit);
  return docket_list_statement_order_by_name (statement, self->sort != NULL && *self->sort != '\0' ? self->sort : "-total",
                                              product_sorts, G_N_ELEMENTS (product_sorts), error);
}

static gboolean
complete_product (DocketListQuery *query, DocketRow *row, DocketDatabase *database, GError **error)
{
  DocketProductSalesQuery *self = (DocketProductSalesQuery *) query;
  DocketProductSalesRow *sales = (DocketProductSalesRow *) row;
  g_autoptr (DocketStatement) sums = NULL;

  if (!has_range (self))
    return TRUE;
  sums = docket_database_query (database, error,
                                "SELECT COALESCE (SUM (quantity), 0), COALESCE (SUM (net), 0), COALESCE (SUM (total), 0)"
                                " FROM product_sales_day WHERE key = ? AND day BETWEEN ? AND ?",
                                "iii", docket_row_get_key (row), (gint64) self->from, last_day (self));
  if (sums == NULL || !docket_statement_step (sums, error))
    return FALSE;
  sales->quantity = docket_statement_integer (sums, 0);
  sales->net.minor = docket_statement_integer (sums, 1);
  sales->total.minor = docket_statement_integer (sums, 2);
  return TRUE;
}

static void
extend_product_query (DocketProductSalesQueryClass *klass)
{
  static const char *const views[] = { "product_sales", NULL };
  DocketListQueryClass *list_class = DOCKET_LIST_QUERY_CLASS (klass);

  DOCKET_QUERY_CLASS (klass)->name = "product-sales";
  DOCKET_QUERY_CLASS (klass)->views = views;
  list_class->row_type = docket_product_sales_row_get_type;
  list_class->from = "product_sales";
  list_class->key = "key";
  list_class->describe = describe_products;
  list_class->complete = complete_product;
}

DOCKET_DEFINE_RECORD_EXTENDED (DocketProductSalesQuery, docket_product_sales_query, DOCKET_TYPE_LIST_QUERY, product_query_fields,
                               extend_product_query)
