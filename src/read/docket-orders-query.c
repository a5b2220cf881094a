/* docket-orders-query.c: the list of orders
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "docket-orders-query.h"

#include "docket-currency-label.h"
#include "docket-order-status.h"
#include "docket-search-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define COLUMN(member, name, kind, sql, ...) \
  DOCKET_FIELD (DocketOrderRow, member, name, kind, .flags = DOCKET_FIELD_REQUIRED, .column = sql, ##__VA_ARGS__)

static const DocketField row_fields[] = {
  COLUMN (id, "id", docket_kind_uuid, "id"),
  COLUMN (number, "number", docket_kind_string, "number"),
  COLUMN (status, "status", docket_kind_enum, "status", .type = docket_order_status_get_type),
  COLUMN (payment_status, "payment-status", docket_kind_enum, "payment_status", .type = docket_payment_status_get_type),
  COLUMN (fulfilment_status, "fulfilment-status", docket_kind_enum, "fulfilment_status", .type = docket_fulfilment_status_get_type),
  COLUMN (is_on_hold, "on-hold", docket_kind_boolean, "on_hold"),
  COLUMN (currency, "currency", docket_kind_string, "currency"),
  COLUMN (net, "net", docket_kind_money, "net"),
  COLUMN (tax, "tax", docket_kind_money, "tax"),
  COLUMN (total, "total", docket_kind_money, "total"),
  COLUMN (paid, "paid", docket_kind_money, "captured"),
  COLUMN (refunded, "refunded", docket_kind_money, "refunded"),
  COLUMN (balance, "balance", docket_kind_money, "balance"),
  DOCKET_FIELD (DocketOrderRow, customer_id, "customer-id", docket_kind_uuid, .column = "customer_id"),
  COLUMN (customer, "customer", docket_kind_string, "customer"),
  DOCKET_FIELD (DocketOrderRow, email, "email", docket_kind_string, .column = "email"),
  COLUMN (n_lines, "lines", docket_kind_integer, "n_lines"),
  COLUMN (items, "items", docket_kind_quantity, "items"),
  COLUMN (placed_at, "placed-at", docket_kind_time, "placed_at"),
  COLUMN (day, "day", docket_kind_day, "day"),
  COLUMN (tags, "tags", docket_kind_strings, "COALESCE (tags, '')"),
  DOCKET_FIELD (DocketOrderRow, source, "source", docket_kind_string, .column = "source"),
  DOCKET_FIELD (DocketOrderRow, shop, "shop", docket_kind_string, .column = "shop"),
};

static void
loaded (DocketRow *row)
{
  docket_currency_label (DOCKET_RECORD (row), ((DocketOrderRow *) row)->currency);
}

static void
extend_row (DocketOrderRowClass *klass)
{
  DOCKET_ROW_CLASS (klass)->loaded = loaded;
}

DOCKET_DEFINE_RECORD_EXTENDED (DocketOrderRow, docket_order_row, DOCKET_TYPE_ROW, row_fields, extend_row)

static const DocketField query_fields[] = {
  DOCKET_FIELD (DocketOrdersQuery, status, "status", docket_kind_string, .summary = "A status, or active for all but discarded ones."),
  DOCKET_FIELD (DocketOrdersQuery, payment, "payment", docket_kind_string, .summary = "A payment status, or owed."),
  DOCKET_FIELD (DocketOrdersQuery, fulfilment, "fulfilment", docket_kind_string, .summary = "A fulfilment status, or to-ship."),
  DOCKET_FIELD (DocketOrdersQuery, customer, "customer", docket_kind_string, .summary = "The id or the e-mail of a customer."),
  DOCKET_FIELD (DocketOrdersQuery, search, "search", docket_kind_string, .summary = "Each word must begin a word of the order."),
  DOCKET_FIELD (DocketOrdersQuery, from, "from", docket_kind_day, .summary = "The first day."),
  DOCKET_FIELD (DocketOrdersQuery, to, "to", docket_kind_day, .summary = "The last day."),
  DOCKET_FIELD (DocketOrdersQuery, on_hold, "on-hold", docket_kind_boolean, .summary = "Only orders on hold."),
  DOCKET_FIELD (DocketOrdersQuery, sort, "sort", docket_kind_string, .summary = "A column; with - in front descending."),
  DOCKET_FIELD (DocketOrdersQuery, limit, "limit", docket_kind_integer, .minimum = 0, .maximum = G_MAXINT32,
                .summary = "At most so many."),
};

static const DocketSort sorts[] = {
  { "placed-at", "placed_at" },
  { "number", "number_value" },
  { "customer", "customer_sort" },
  { "items", "items" },
  { "total", "total" },
  { "balance", "balance" },
  { "status", "status" },
  { "payment-status", "payment_status" },
  { "fulfilment-status", "fulfilment_status" },
  { "day", "day" },
};

/* What a word of a filter stands for, besides the statuses themselves: 2 is an open order, 5 a discarded draft. */
typedef struct
{
  const char *word;
  const char *condition;
} Filter;

static const Filter status_filters[] = {
  { "active", "status <> 5" },
};

static const Filter payment_filters[] = {
  { "owed", "balance > 0" },
};

static const Filter fulfilment_filters[] = {
  { "to-ship", "status = 2 AND items - items_cancelled > items_shipped" },
};

static gboolean
refuse_word (const char *column, const char *word, const Filter *filters, guint n_filters, GEnumClass *words, GError **error)
{
  g_autoptr (GString) known = g_string_new (NULL);
  g_autofree char *field = g_strndup (column, strcspn (column, "_"));

  for (guint i = 0; i < words->n_values; i++)
    g_string_append_printf (known, "%s ", words->values[i].value_nick);
  for (guint i = 0; i < n_filters; i++)
    g_string_append_printf (known, "%s ", filters[i].word);
  docket_error_set (error, DOCKET_ERROR_INVALID, field, _("“%s” is not one of: %s"), word, g_strchomp (known->str));
  return FALSE;
}

static gboolean
add_filter (DocketListStatement *statement, const char *column, const char *word, const Filter *filters, guint n_filters, GType type,
            GError **error)
{
  g_autoptr (GTypeClass) klass = g_type_class_ref (type);
  GEnumValue *value = g_enum_get_value_by_nick ((GEnumClass *) klass, word);

  for (guint i = 0; i < n_filters; i++)
    if (strcmp (filters[i].word, word) == 0)
      {
        docket_list_statement_where (statement, filters[i].condition, "");
        return TRUE;
      }
  if (value == NULL)
    return refuse_word (column, word, filters, n_filters, (GEnumClass *) klass, error);
  docket_list_statement_choose (statement, column, value->value);
  return TRUE;
}

static void
add_customer (DocketListStatement *statement, const char *customer)
{
  DocketUuid id;

  if (docket_uuid_parse (customer, &id))
    docket_list_statement_where (statement, "customer_id = ?", "u", &id);
  else
    docket_list_statement_where (statement, "customer_id IN (SELECT id FROM customers_view WHERE email = ? COLLATE NOCASE)", "t", customer);
}

static gboolean
add_filters (DocketOrdersQuery *self, DocketListStatement *statement, GError **error)
{
  const char *status = self->status != NULL && *self->status != '\0' ? self->status : "active";

  if (!add_filter (statement, "status", status, status_filters, G_N_ELEMENTS (status_filters), DOCKET_TYPE_ORDER_STATUS, error))
    return FALSE;
  if (self->payment != NULL && *self->payment != '\0'
      && !add_filter (statement, "payment_status", self->payment, payment_filters, G_N_ELEMENTS (payment_filters),
                      DOCKET_TYPE_PAYMENT_STATUS, error))
    return FALSE;
  return self->fulfilment == NULL || *self->fulfilment == '\0'
         || add_filter (statement, "fulfilment_status", self->fulfilment, fulfilment_filters, G_N_ELEMENTS (fulfilment_filters),
                        DOCKET_TYPE_FULFILMENT_STATUS, error);
}

/* A search lists what came last first, and not the latest date: the index of words is kept in the order in which orders came, and
 * a common word has half of them. They differ for old orders that were imported lately. */
static gboolean
add_order (DocketOrdersQuery *self, DocketListStatement *statement, gboolean is_search, GError **error)
{
  const char *sort = self->sort != NULL && *self->sort != '\0' ? self->sort : "-placed-at";

  if (is_search && strcmp (sort + (*sort == '-'), "placed-at") == 0)
    {
      docket_list_statement_order_by (statement, "key", *sort == '-');
      return TRUE;
    }
  return docket_list_statement_order_by_name (statement, sort, sorts, G_N_ELEMENTS (sorts), error);
}

static gboolean
describe (DocketListQuery *query, DocketListStatement *statement, GError **error)
{
  DocketOrdersQuery *self = (DocketOrdersQuery *) query;
  g_autofree char *search = self->search != NULL ? docket_search_text_prepare (self->search) : NULL;

  if (!add_filters (self, statement, error))
    return FALSE;
  if (self->customer != NULL && *self->customer != '\0')
    add_customer (statement, self->customer);
  if (self->from != 0)
    docket_list_statement_where (statement, "day >= ?", "i", (gint64) self->from);
  if (self->to != 0)
    docket_list_statement_where (statement, "day <= ?", "i", (gint64) self->to);
  if (self->on_hold)
    docket_list_statement_where (statement, "on_hold", "");
  docket_list_statement_search (statement, "orders_search", search);
  docket_list_statement_limit (statement, self->limit);
  return add_order (self, statement, search != NULL && *search != '\0', error);
}

static void
extend_query (DocketOrdersQueryClass *klass)
{
  static const char *const views[] = { "orders_view", NULL };
  DocketQueryClass *query_class = DOCKET_QUERY_CLASS (klass);
  DocketListQueryClass *list_class = DOCKET_LIST_QUERY_CLASS (klass);

  query_class->name = "orders";
  query_class->views = views;
  list_class->row_type = docket_order_row_get_type;
  list_class->from = "orders_view";
  list_class->key = "key";
  list_class->describe = describe;
}

DOCKET_DEFINE_RECORD_EXTENDED (DocketOrdersQuery, docket_orders_query, DOCKET_TYPE_LIST_QUERY, query_fields, extend_query)
