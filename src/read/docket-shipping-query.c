/* docket-shipping-query.c: what is to pack, to ship and on its way
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "docket-shipping-query.h"

#define REQUIRED(Type, member, name, kind, sql, ...) \
  DOCKET_FIELD (Type, member, name, kind, .flags = DOCKET_FIELD_REQUIRED, .column = sql, ##__VA_ARGS__)

static const DocketField row_fields[] = {
  REQUIRED (DocketShippingRow, order, "order", docket_kind_uuid, "order_id"),
  REQUIRED (DocketShippingRow, number, "number", docket_kind_string, "number"),
  REQUIRED (DocketShippingRow, state, "state", docket_kind_string, "state"),
  DOCKET_FIELD (DocketShippingRow, fulfilment, "fulfilment", docket_kind_uuid, .column = "fulfilment_id"),
  DOCKET_FIELD (DocketShippingRow, parcel, "parcel", docket_kind_string, .column = "CASE WHEN parcel > 0 THEN number || '-' || parcel END"),
  REQUIRED (DocketShippingRow, is_on_hold, "on-hold", docket_kind_boolean, "on_hold"),
  REQUIRED (DocketShippingRow, customer, "customer", docket_kind_string, "customer"),
  DOCKET_FIELD (DocketShippingRow, city, "city", docket_kind_string, .column = "city"),
  DOCKET_FIELD (DocketShippingRow, country, "country", docket_kind_string, .column = "country"),
  REQUIRED (DocketShippingRow, items, "items", docket_kind_quantity, "items"),
  REQUIRED (DocketShippingRow, since, "since", docket_kind_time, "since"),
  DOCKET_FIELD (DocketShippingRow, tracking, "tracking", docket_kind_string, .column = "tracking"),
};
DOCKET_DEFINE_RECORD (DocketShippingRow, docket_shipping_row, DOCKET_TYPE_ROW, row_fields)

static const DocketField query_fields[] = {
  DOCKET_FIELD (DocketShippingQuery, state, "state", docket_kind_string, .summary = "to-pack, to-ship or in-transit."),
  DOCKET_FIELD (DocketShippingQuery, sort, "sort", docket_kind_string, .summary = "since; with - in front the newest first."),
  DOCKET_FIELD (DocketShippingQuery, limit, "limit", docket_kind_integer, .minimum = 0, .maximum = G_MAXINT32,
                .summary = "At most so many."),
};

static const DocketSort sorts[] = { { "since", "since" }, { "items", "items" } };

static gboolean
describe (DocketListQuery *query, DocketListStatement *statement, GError **error)
{
  DocketShippingQuery *self = (DocketShippingQuery *) query;

  docket_list_statement_where (statement, "state <> 'done'", "");
  if (self->state != NULL && *self->state != '\0')
    docket_list_statement_where (statement, "state = ?", "t", self->state);
  docket_list_statement_limit (statement, self->limit);
  return docket_list_statement_order_by_name (statement, self->sort != NULL && *self->sort != '\0' ? self->sort : "since", sorts,
                                              G_N_ELEMENTS (sorts), error);
}

static void
extend_query (DocketShippingQueryClass *klass)
{
  static const char *const views[] = { "shipping_view", NULL };
  DocketListQueryClass *list_class = DOCKET_LIST_QUERY_CLASS (klass);

  DOCKET_QUERY_CLASS (klass)->name = "shipping";
  DOCKET_QUERY_CLASS (klass)->views = views;
  list_class->row_type = docket_shipping_row_get_type;
  list_class->from = "shipping_view";
  list_class->key = "key";
  list_class->describe = describe;
}

DOCKET_DEFINE_RECORD_EXTENDED (DocketShippingQuery, docket_shipping_query, DOCKET_TYPE_LIST_QUERY, query_fields, extend_query)

/* Returns: no command makes one yet. */

static const DocketField return_fields[] = {
  REQUIRED (DocketReturnRow, order, "order", docket_kind_uuid, "order_id"),
  REQUIRED (DocketReturnRow, number, "number", docket_kind_string, "number"),
  REQUIRED (DocketReturnRow, status, "status", docket_kind_string, "state"),
};
DOCKET_DEFINE_RECORD (DocketReturnRow, docket_return_row, DOCKET_TYPE_ROW, return_fields)

static const DocketField returns_fields[] = {
  DOCKET_FIELD (DocketReturnsQuery, status, "status", docket_kind_string, .summary = "A status."),
  DOCKET_FIELD (DocketReturnsQuery, limit, "limit", docket_kind_integer, .minimum = 0, .maximum = G_MAXINT32,
                .summary = "At most so many."),
};

static gboolean
describe_returns (DocketListQuery *query, DocketListStatement *statement, GError **error G_GNUC_UNUSED)
{
  docket_list_statement_where (statement, "state = 'returned'", "");
  docket_list_statement_limit (statement, ((DocketReturnsQuery *) query)->limit);
  return TRUE;
}

static void
extend_returns (DocketReturnsQueryClass *klass)
{
  static const char *const views[] = { "shipping_view", NULL };
  DocketListQueryClass *list_class = DOCKET_LIST_QUERY_CLASS (klass);

  DOCKET_QUERY_CLASS (klass)->name = "returns";
  DOCKET_QUERY_CLASS (klass)->views = views;
  list_class->row_type = docket_return_row_get_type;
  list_class->from = "shipping_view";
  list_class->key = "key";
  list_class->describe = describe_returns;
}

DOCKET_DEFINE_RECORD_EXTENDED (DocketReturnsQuery, docket_returns_query, DOCKET_TYPE_LIST_QUERY, returns_fields, extend_returns)
