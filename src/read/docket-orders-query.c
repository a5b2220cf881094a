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

/* What a word of a filter stands for, besides the statuses themselves. */
typedef struct
{
  const char *word;
  const char *condition;
} Filter;

static const Filter status_filters[] = {
  { "active", "status <> 'discarded'" },
};

static const Filter payment_filters[] = {
  { "owed", "balance > 0" },
};

static const Filter fulfilment_filters[] = {
  { "to-ship", "status = 'open' AND items - items_cancelled > items_shipped" },
};

static gboolean
add_filter (DocketListStatement *statement, const char *field, const char *word, const Filter *filters, guint n_filters, GType type,
            const char *condition, GError **error)
{
  GEnumClass *words = g_type_class_ref (type);
  gboolean is_word = g_enum_get_value_by_nick (words, word) != NULL;
  g_autoptr (GString) known = g_string_new (NULL);

  for (guint i = 0; i < words->n_values; i++)
    g_string_append_printf (known, "%s ", words->values[i].value_nick);
  g_type_class_unref (words);
  for (guint i = 0; i < n_filters; i++)
    {
      g_string_append_printf (known, "%s ", filters[i].word);
      if (strcmp (filters[i].word, word) == 0)
        {
          docket_list_statement_where (statement, filters[i].condition, "");
          return TRUE;
        }
    }
  if (is_word)
    docket_list_statement_where (statement, condition, "t", word);
  else
    docket_error_set (error, DOCKET_ERROR_INVALID, field, _("“%s” is not one of: %s"), word, g_strchomp (known->str));
  return is_word;
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

  if (!add_filter (statement, "status", status, status_filters, G_N_ELEMENTS (status_filters), DOCKET_TYPE_ORDER_STATUS, "status = ?",
                   error))
    return FALSE;
  if (self->payment != NULL && *self->payment != '\0'
      && !add_filter (statement, "payment", self->payment, payment_filters, G_N_ELEMENTS (payment_filters), DOCKET_TYPE_PAYMENT_STATUS,
                      "payment_status = ?", error))
    return FALSE;
  return self->fulfilment == NULL || *self->fulfilment == '\0'
         || add_filter (statement, "fulfilment", self->fulfilment, fulfilment_filters, G_N_ELEMENTS (fulfilment_filters),
                        DOCKET_TYPE_FULFILMENT_STATUS, "fulfilment_status = ?", error);
}

static gboolean
describe (DocketListQuery *query, DocketListStatement *statement, GError **error)
{
  DocketOrdersQuery *self = (DocketOrdersQuery *) query;

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
  if (self->search != NULL)
    {
      g_autofree char *search = docket_search_text_prepare (self->search);

      docket_list_statement_search (statement, "orders_search", search);
    }
  docket_list_statement_limit (statement, self->limit);
  return docket_list_statement_order_by_name (statement, self->sort != NULL && *self->sort != '\0' ? self->sort : "-placed-at", sorts,
                                              G_N_ELEMENTS (sorts), error);
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
