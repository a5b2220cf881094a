/* docket-customers-query.c: the customers and what they bought
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "docket-customers-query.h"

#include "docket-currency-label.h"
#include "docket-search-text.h"

#include <glib/gi18n-lib.h>

#define REQUIRED(Type, member, name, kind, ...) \
  DOCKET_FIELD (Type, member, name, kind, .flags = DOCKET_FIELD_REQUIRED, ##__VA_ARGS__)

static const DocketField sum_fields[] = {
  REQUIRED (DocketCustomerSum, currency, "currency", docket_kind_string),
  REQUIRED (DocketCustomerSum, orders, "orders", docket_kind_integer),
  REQUIRED (DocketCustomerSum, spent, "spent", docket_kind_money),
  REQUIRED (DocketCustomerSum, balance, "balance", docket_kind_money),
};
DOCKET_DEFINE_RECORD (DocketCustomerSum, docket_customer_sum, DOCKET_TYPE_RECORD, sum_fields)

static const DocketField row_fields[] = {
  REQUIRED (DocketCustomerRow, id, "id", docket_kind_uuid, .column = "id"),
  REQUIRED (DocketCustomerRow, name, "name", docket_kind_string, .column = "name"),
  DOCKET_FIELD (DocketCustomerRow, display_name, "display-name", docket_kind_string, .column = "display_name"),
  REQUIRED (DocketCustomerRow, email, "email", docket_kind_string, .column = "email"),
  DOCKET_FIELD (DocketCustomerRow, phone, "phone", docket_kind_string, .column = "phone"),
  DOCKET_FIELD (DocketCustomerRow, note, "note", docket_kind_string, .column = "note"),
  DOCKET_FIELD (DocketCustomerRow, city, "city", docket_kind_string, .column = "city"),
  DOCKET_FIELD (DocketCustomerRow, country, "country", docket_kind_string, .column = "country"),
  REQUIRED (DocketCustomerRow, orders, "orders", docket_kind_integer, .column = "orders"),
  REQUIRED (DocketCustomerRow, currency, "currency", docket_kind_string, .column = "currency"),
  REQUIRED (DocketCustomerRow, spent, "spent", docket_kind_money, .column = "spent"),
  REQUIRED (DocketCustomerRow, balance, "balance", docket_kind_money, .column = "balance"),
  DOCKET_FIELD (DocketCustomerRow, last_order, "last-order", docket_kind_time, .column = "last_order"),
  REQUIRED (DocketCustomerRow, registered_at, "registered-at", docket_kind_time, .column = "registered_at"),
  REQUIRED (DocketCustomerRow, sums, "sums", docket_kind_records, .type = docket_customer_sum_get_type),
};

static void
row_loaded (DocketRow *row)
{
  DocketCustomerRow *self = (DocketCustomerRow *) row;

  if (self->sums == NULL)
    docket_currency_label (DOCKET_RECORD (row), self->currency);
}

static void
extend_row (DocketCustomerRowClass *klass)
{
  DOCKET_ROW_CLASS (klass)->loaded = row_loaded;
}

DOCKET_DEFINE_RECORD_EXTENDED (DocketCustomerRow, docket_customer_row, DOCKET_TYPE_ROW, row_fields, extend_row)

static GPtrArray *
load_sums (DocketDatabase *database, const DocketUuid *id, GError **error)
{
  g_autoptr (GPtrArray) sums = docket_records_new ();
  g_autoptr (DocketStatement) rows = docket_database_query (
      database, error, "SELECT currency, orders, spent, balance FROM customers_view_sum WHERE id = ? ORDER BY orders DESC, currency", "u",
      id);
  GError *failure = NULL;

  while (rows != NULL && docket_statement_step (rows, &failure))
    {
      DocketCustomerSum *sum = g_object_new (DOCKET_TYPE_CUSTOMER_SUM, NULL);

      sum->currency = g_strdup (docket_statement_text (rows, 0));
      sum->orders = docket_statement_integer (rows, 1);
      sum->spent = DOCKET_MONEY (docket_statement_integer (rows, 2), 0);
      sum->balance = DOCKET_MONEY (docket_statement_integer (rows, 3), 0);
      docket_currency_label (DOCKET_RECORD (sum), sum->currency);
      g_ptr_array_add (sums, sum);
    }
  if (failure != NULL)
    g_propagate_error (error, failure);
  return rows != NULL && failure == NULL ? g_steal_pointer (&sums) : NULL;
}

static gboolean
complete (DocketListQuery *query G_GNUC_UNUSED, DocketRow *row, DocketDatabase *database, GError **error)
{
  DocketCustomerRow *self = (DocketCustomerRow *) row;

  g_clear_pointer (&self->sums, g_ptr_array_unref);
  self->sums = load_sums (database, &self->id, error);
  return self->sums != NULL;
}

static const DocketField query_fields[] = {
  DOCKET_FIELD (DocketCustomersQuery, search, "search", docket_kind_string, .summary = "Each word must begin a word of the customer."),
  DOCKET_FIELD (DocketCustomersQuery, sort, "sort", docket_kind_string, .summary = "A column; with - in front descending."),
  DOCKET_FIELD (DocketCustomersQuery, limit, "limit", docket_kind_integer, .minimum = 0, .maximum = G_MAXINT32,
                .summary = "At most so many."),
};

static const DocketSort sorts[] = {
  { "name", "name_sort" },   { "orders", "orders" },         { "spent", "spent" },
  { "balance", "balance" },  { "last-order", "last_order" }, { "email", "email COLLATE NOCASE" },
};

static gboolean
describe (DocketListQuery *query, DocketListStatement *statement, GError **error)
{
  DocketCustomersQuery *self = (DocketCustomersQuery *) query;

  if (self->search != NULL)
    {
      g_autofree char *search = docket_search_text_prepare (self->search);

      docket_list_statement_search (statement, "customers_search", search);
    }
  docket_list_statement_limit (statement, self->limit);
  return docket_list_statement_order_by_name (statement, self->sort != NULL && *self->sort != '\0' ? self->sort : "name", sorts,
                                              G_N_ELEMENTS (sorts), error);
}

static const char *const views[] = { "customers_view", NULL };

static void
extend_query (DocketCustomersQueryClass *klass)
{
  DocketListQueryClass *list_class = DOCKET_LIST_QUERY_CLASS (klass);

  DOCKET_QUERY_CLASS (klass)->name = "customers";
  DOCKET_QUERY_CLASS (klass)->views = views;
  list_class->row_type = docket_customer_row_get_type;
  list_class->from = "customers_view";
  list_class->key = "key";
  list_class->describe = describe;
  list_class->complete = complete;
}

DOCKET_DEFINE_RECORD_EXTENDED (DocketCustomersQuery, docket_customers_query, DOCKET_TYPE_LIST_QUERY, query_fields, extend_query)

/* One customer */

static const DocketField detail_fields[] = {
  REQUIRED (DocketCustomerDetail, id, "id", docket_kind_uuid, .column = "id"),
  REQUIRED (DocketCustomerDetail, name, "name", docket_kind_string, .column = "name"),
  REQUIRED (DocketCustomerDetail, email, "email", docket_kind_string, .column = "email"),
  REQUIRED (DocketCustomerDetail, phone, "phone", docket_kind_string, .column = "phone"),
  DOCKET_FIELD (DocketCustomerDetail, note, "note", docket_kind_string, .column = "note"),
  DOCKET_FIELD (DocketCustomerDetail, address, "address", docket_kind_record, .column = "address", .type = docket_address_get_type),
  REQUIRED (DocketCustomerDetail, orders, "orders", docket_kind_integer, .column = "orders"),
  DOCKET_FIELD (DocketCustomerDetail, last_order, "last-order", docket_kind_time, .column = "last_order"),
  REQUIRED (DocketCustomerDetail, registered_at, "registered-at", docket_kind_time, .column = "registered_at"),
  REQUIRED (DocketCustomerDetail, sums, "sums", docket_kind_records, .type = docket_customer_sum_get_type),
};
DOCKET_DEFINE_RECORD (DocketCustomerDetail, docket_customer_detail, DOCKET_TYPE_RECORD, detail_fields)

static const DocketField customer_fields[] = {
  DOCKET_FIELD (DocketCustomerQuery, customer, "customer", docket_kind_string, .flags = DOCKET_FIELD_REQUIRED,
                .summary = "The id or the e-mail of a customer."),
};

static gboolean
find_customer (const char *customer, DocketDatabase *database, DocketUuid *id, GError **error)
{
  g_autoptr (DocketStatement) row = NULL;

  if (docket_uuid_parse (customer, id))
    return TRUE;
  row = docket_database_query (database, error, "SELECT id FROM customers_view WHERE email = ? COLLATE NOCASE", "t", customer);
  if (row == NULL)
    return FALSE;
  *id = (DocketUuid) { 0 };
  if (docket_statement_step (row, error))
    *id = docket_statement_uuid (row, 0);
  return error == NULL || *error == NULL;
}

static DocketRecord *
execute (DocketQuery *query, DocketDatabase *database, GError **error)
{
  DocketCustomerQuery *self = (DocketCustomerQuery *) query;
  g_autoptr (DocketCustomerDetail) detail = g_object_new (DOCKET_TYPE_CUSTOMER_DETAIL, NULL);
  g_autoptr (GString) sql = g_string_new ("SELECT ");
  g_autoptr (DocketStatement) row = NULL;
  DocketUuid id;

  if (!find_customer (self->customer, database, &id, error))
    return NULL;
  docket_record_append_columns (DOCKET_RECORD_GET_CLASS (detail), sql);
  g_string_append (sql, " FROM customers_view WHERE id = ?");
  row = docket_database_prepare (database, sql->str, error);
  if (row == NULL)
    return NULL;
  docket_statement_bind_uuid (row, 1, &id);
  if (!docket_statement_step (row, error))
    {
      if (error != NULL && *error == NULL)
        docket_error_set (error, DOCKET_ERROR_NOT_FOUND, "customer", _("There is no customer “%s”."), self->customer);
      return NULL;
    }
  docket_record_fill (DOCKET_RECORD (detail), docket_statement_get_columns (row), 0);
  detail->sums = load_sums (database, &id, error);
  return detail->sums != NULL ? DOCKET_RECORD (g_steal_pointer (&detail)) : NULL;
}

static void
extend_customer (DocketCustomerQueryClass *klass)
{
  DocketQueryClass *query_class = DOCKET_QUERY_CLASS (klass);

  query_class->name = "customer";
  query_class->views = views;
  query_class->execute = execute;
}

DOCKET_DEFINE_RECORD_EXTENDED (DocketCustomerQuery, docket_customer_query, DOCKET_TYPE_QUERY, customer_fields, extend_customer)
