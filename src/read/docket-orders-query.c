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

/* What a word of a filter stands for, besides the statuses themselves: 2 is an open order. Without a condition: all but excluded. */
typedef struct
{
  const char *word;
  const char *condition;
  const char *index;
  gint64 excluded;
} Filter;

static const Filter status_filters[] = {
  { "active", NULL, "orders_view_status", DOCKET_ORDER_STATUS_DISCARDED },
};

static const Filter payment_filters[] = {
  { "owed", "balance > 0", "orders_view_owed", 0 },
};

static const Filter fulfilment_filters[] = {
  { "to-ship", "status = 2 AND items_shipped < items - items_cancelled", "orders_view_to_ship", 0 },
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
        if (filters[i].condition != NULL)
          docket_list_statement_choose_indexed (statement, filters[i].index, filters[i].condition);
        else
          docket_list_statement_exclude (statement, filters[i].index, column, filters[i].excluded);
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
is_sorted_by_time (DocketOrdersQuery *self)
{
  return self->sort == NULL || *self->sort == '\0' || strcmp (self->sort + (*self->sort == '-'), "placed-at") == 0;
}

/* Midnight of Greenwich, some days from the day given as yyyymmdd; unset: what no day is given for, or none that is in a calendar. */
static gint64
get_midnight (gint32 day, int n_days, gint64 unset)
{
  g_autoptr (GDateTime) midnight = day > 0 ? g_date_time_new_utc (day / 10000, day / 100 % 100, day % 100, 0, 0, 0) : NULL;

  return midnight != NULL ? (g_date_time_to_unix (midnight) + n_days * 86400) * G_USEC_PER_SEC : unset;
}

/* The index of the times, which holds the days too, is read in its order, from where these days may begin to where they may end: a
 * day is where the shop is, and no zone is more than a day away. In other orders the orders of these days are found first. */
static void
add_days (DocketOrdersQuery *self, DocketListStatement *statement)
{
  gint32 to = self->to != 0 ? self->to : G_MAXINT32;
  g_autofree char *condition = g_strdup_printf ("day BETWEEN %d AND %d", self->from, to);
  g_autofree char *unindexed = g_strconcat ("+", condition, NULL);

  if (!is_sorted_by_time (self))
    {
      docket_list_statement_choose_indexed (statement, "orders_view_day", condition);
      return;
    }
  docket_list_statement_where (statement, unindexed, "");
  docket_list_statement_where (statement, "placed_at BETWEEN ? AND ?", "ii", get_midnight (self->from, -1, G_MININT64),
                               get_midnight (self->to, 2, G_MAXINT64));
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
  if (self->from != 0 || self->to != 0)
    add_days (self, statement);
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
