/* docket-order-query.c: one order with all that is known of it
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "docket-order-query.h"

#include "docket-currency-label.h"
#include "docket-events.h"
#include "docket-history-query.h"
#include "docket-order-status.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define REQUIRED(Type, member, name, kind, ...) \
  DOCKET_FIELD (Type, member, name, kind, .flags = DOCKET_FIELD_REQUIRED, ##__VA_ARGS__)

static const DocketField line_fields[] = {
  REQUIRED (DocketOrderDetailLine, line, "line", docket_kind_integer),
  DOCKET_FIELD (DocketOrderDetailLine, product_id, "product-id", docket_kind_uuid),
  REQUIRED (DocketOrderDetailLine, sku, "sku", docket_kind_string),
  REQUIRED (DocketOrderDetailLine, title, "title", docket_kind_string),
  DOCKET_FIELD (DocketOrderDetailLine, unit, "unit", docket_kind_string),
  REQUIRED (DocketOrderDetailLine, quantity, "quantity", docket_kind_quantity),
  REQUIRED (DocketOrderDetailLine, currency, "currency", docket_kind_string),
  REQUIRED (DocketOrderDetailLine, unit_price, "unit-price", docket_kind_money),
  DOCKET_FIELD (DocketOrderDetailLine, discount_given, "discount-given", docket_kind_discount),
  REQUIRED (DocketOrderDetailLine, discount, "discount", docket_kind_money),
  REQUIRED (DocketOrderDetailLine, discount_share, "discount-share", docket_kind_money),
  REQUIRED (DocketOrderDetailLine, net, "net", docket_kind_money),
  REQUIRED (DocketOrderDetailLine, tax, "tax", docket_kind_money),
  REQUIRED (DocketOrderDetailLine, total, "total", docket_kind_money),
  REQUIRED (DocketOrderDetailLine, cancelled, "cancelled", docket_kind_quantity),
  REQUIRED (DocketOrderDetailLine, committed, "committed", docket_kind_quantity),
  REQUIRED (DocketOrderDetailLine, shipped, "shipped", docket_kind_quantity),
  REQUIRED (DocketOrderDetailLine, returned, "returned", docket_kind_quantity),
  REQUIRED (DocketOrderDetailLine, open, "open", docket_kind_quantity),
  REQUIRED (DocketOrderDetailLine, taxes, "taxes", docket_kind_records, .type = docket_tax_amount_get_type),
};
DOCKET_DEFINE_RECORD (DocketOrderDetailLine, docket_order_detail_line, DOCKET_TYPE_RECORD, line_fields)

static const DocketField payment_fields[] = {
  REQUIRED (DocketPaymentDetail, id, "id", docket_kind_uuid, .column = "payment_id"),
  REQUIRED (DocketPaymentDetail, status, "status", docket_kind_string, .column = "status"),
  REQUIRED (DocketPaymentDetail, currency, "currency", docket_kind_string),
  REQUIRED (DocketPaymentDetail, amount, "amount", docket_kind_money, .column = "amount"),
  REQUIRED (DocketPaymentDetail, refunded, "refunded", docket_kind_money, .column = "refunded"),
  DOCKET_FIELD (DocketPaymentDetail, method, "method", docket_kind_string, .column = "method"),
  DOCKET_FIELD (DocketPaymentDetail, reference, "reference", docket_kind_string, .column = "reference"),
  REQUIRED (DocketPaymentDetail, time, "time", docket_kind_time, .column = "time"),
};
DOCKET_DEFINE_RECORD (DocketPaymentDetail, docket_payment_detail, DOCKET_TYPE_RECORD, payment_fields)

static const DocketField fulfilment_fields[] = {
  REQUIRED (DocketFulfilmentDetail, id, "id", docket_kind_uuid, .column = "fulfilment_id"),
  REQUIRED (DocketFulfilmentDetail, number, "number", docket_kind_string, .column = "number"),
  REQUIRED (DocketFulfilmentDetail, status, "status", docket_kind_enum, .column = "status", .type = docket_parcel_status_get_type),
  DOCKET_FIELD (DocketFulfilmentDetail, tracking, "tracking", docket_kind_string, .column = "tracking"),
  DOCKET_FIELD (DocketFulfilmentDetail, carrier, "carrier", docket_kind_string, .column = "carrier"),
  REQUIRED (DocketFulfilmentDetail, created_at, "created-at", docket_kind_time, .column = "created_at"),
  DOCKET_FIELD (DocketFulfilmentDetail, shipped_at, "shipped-at", docket_kind_time, .column = "shipped_at"),
  DOCKET_FIELD (DocketFulfilmentDetail, delivered_at, "delivered-at", docket_kind_time, .column = "delivered_at"),
  REQUIRED (DocketFulfilmentDetail, lines, "lines", docket_kind_records, .column = "lines", .type = docket_line_quantity_get_type),
};
DOCKET_DEFINE_RECORD (DocketFulfilmentDetail, docket_fulfilment_detail, DOCKET_TYPE_RECORD, fulfilment_fields)

static const DocketField detail_fields[] = {
  DOCKET_FIELD (DocketOrderDetail, key, "key", docket_kind_integer, .flags = DOCKET_FIELD_ENVELOPE, .column = "o.key"),
  REQUIRED (DocketOrderDetail, id, "id", docket_kind_uuid, .column = "o.id"),
  REQUIRED (DocketOrderDetail, number, "number", docket_kind_string, .column = "o.number"),
  REQUIRED (DocketOrderDetail, status, "status", docket_kind_enum, .column = "o.status", .type = docket_order_status_get_type),
  REQUIRED (DocketOrderDetail, payment_status, "payment-status", docket_kind_enum, .column = "o.payment_status",
            .type = docket_payment_status_get_type),
  REQUIRED (DocketOrderDetail, fulfilment_status, "fulfilment-status", docket_kind_enum, .column = "o.fulfilment_status",
            .type = docket_fulfilment_status_get_type),
  REQUIRED (DocketOrderDetail, is_on_hold, "on-hold", docket_kind_boolean, .column = "o.on_hold"),
  DOCKET_FIELD (DocketOrderDetail, hold_reason, "hold-reason", docket_kind_string, .column = "d.hold_reason"),
  REQUIRED (DocketOrderDetail, currency, "currency", docket_kind_string, .column = "o.currency"),
  REQUIRED (DocketOrderDetail, prices_include_tax, "prices-include-tax", docket_kind_boolean),
  REQUIRED (DocketOrderDetail, tax_rounding, "tax-rounding", docket_kind_enum, .type = docket_tax_rounding_get_type),
  REQUIRED (DocketOrderDetail, net, "net", docket_kind_money, .column = "o.net"),
  REQUIRED (DocketOrderDetail, tax, "tax", docket_kind_money, .column = "o.tax"),
  REQUIRED (DocketOrderDetail, total, "total", docket_kind_money, .column = "o.total"),
  DOCKET_FIELD (DocketOrderDetail, discount_given, "discount-given", docket_kind_discount),
  REQUIRED (DocketOrderDetail, discount, "discount", docket_kind_money),
  DOCKET_FIELD (DocketOrderDetail, shipping_title, "shipping-title", docket_kind_string),
  REQUIRED (DocketOrderDetail, shipping, "shipping", docket_kind_money),
  REQUIRED (DocketOrderDetail, shipping_net, "shipping-net", docket_kind_money),
  REQUIRED (DocketOrderDetail, shipping_tax, "shipping-tax", docket_kind_money),
  REQUIRED (DocketOrderDetail, shipping_total, "shipping-total", docket_kind_money),
  REQUIRED (DocketOrderDetail, cancelled, "cancelled", docket_kind_money, .column = "o.cancelled"),
  REQUIRED (DocketOrderDetail, paid, "paid", docket_kind_money, .column = "o.captured"),
  REQUIRED (DocketOrderDetail, refunded, "refunded", docket_kind_money, .column = "o.refunded"),
  REQUIRED (DocketOrderDetail, balance, "balance", docket_kind_money, .column = "o.balance"),
  REQUIRED (DocketOrderDetail, placed_at, "placed-at", docket_kind_time, .column = "o.placed_at"),
  REQUIRED (DocketOrderDetail, day, "day", docket_kind_day, .column = "o.day"),
  DOCKET_FIELD (DocketOrderDetail, source, "source", docket_kind_string, .column = "o.source"),
  DOCKET_FIELD (DocketOrderDetail, shop, "shop", docket_kind_string, .column = "o.shop"),
  DOCKET_FIELD (DocketOrderDetail, customer_id, "customer-id", docket_kind_uuid, .column = "o.customer_id"),
  REQUIRED (DocketOrderDetail, customer, "customer", docket_kind_record, .column = "d.customer", .type = docket_contact_get_type),
  DOCKET_FIELD (DocketOrderDetail, shipping_address, "shipping-address", docket_kind_record, .column = "d.shipping_address",
                .type = docket_address_get_type),
  DOCKET_FIELD (DocketOrderDetail, billing_address, "billing-address", docket_kind_record, .column = "d.billing_address",
                .type = docket_address_get_type),
  DOCKET_FIELD (DocketOrderDetail, note, "note", docket_kind_string, .column = "d.note"),
  REQUIRED (DocketOrderDetail, tags, "tags", docket_kind_strings, .column = "COALESCE (o.tags, '')"),
  DOCKET_FIELD (DocketOrderDetail, differences, "differences", docket_kind_strings, .column = "d.differences"),
  REQUIRED (DocketOrderDetail, lines, "lines", docket_kind_records, .type = docket_order_detail_line_get_type),
  REQUIRED (DocketOrderDetail, taxes, "taxes", docket_kind_records, .type = docket_tax_amount_get_type),
  REQUIRED (DocketOrderDetail, payments, "payments", docket_kind_records, .type = docket_payment_detail_get_type),
  REQUIRED (DocketOrderDetail, fulfilments, "fulfilments", docket_kind_records, .type = docket_fulfilment_detail_get_type),
  REQUIRED (DocketOrderDetail, returns, "returns", docket_kind_records, .type = docket_line_quantity_get_type),
  REQUIRED (DocketOrderDetail, history, "history", docket_kind_records, .type = docket_history_row_get_type),
  DOCKET_FIELD (DocketOrderDetail, next_step, "next-step", docket_kind_string),
};
DOCKET_DEFINE_RECORD (DocketOrderDetail, docket_order_detail, DOCKET_TYPE_RECORD, detail_fields)

static const DocketField query_fields[] = {
  DOCKET_FIELD (DocketOrderQuery, number, "number", docket_kind_string, .summary = "The number, SOURCE:NUMBER, or the id."),
  DOCKET_FIELD (DocketOrderQuery, id, "id", docket_kind_uuid, .summary = "The id."),
};

/* Finding it */

static DocketStatement *
query_ids (DocketDatabase *database, const char *number, GError **error)
{
  const char *colon = strchr (number, ':');
  g_autofree char *source = colon != NULL ? g_strndup (number, colon - number) : NULL;

  if (source == NULL)
    return docket_database_query (database, error, "SELECT id FROM orders_view WHERE number = ?", "t",
                                  *number == '#' ? number + 1 : number);
  return docket_database_query (database, error, "SELECT id FROM orders_view WHERE number = ? AND (source = ? OR shop = ?)", "ttt",
                                colon + 1, source, source);
}

/**
 * docket_order_query_find:
 * @database: the read database
 * @number: a number, also with `#` before it or as `shopify:1001`
 * @id: (out): the one order that bears it
 * @error: that there is none, or which ones there are
 *
 * Returns: whether there is exactly one
 */
gboolean
docket_order_query_find (DocketDatabase *database, const char *number, DocketUuid *id, GError **error)
{
  g_autoptr (DocketStatement) row = query_ids (database, number, error);
  g_autoptr (GString) ids = g_string_new (NULL);
  GError *failure = NULL;
  guint n_found = 0;

  if (row == NULL)
    return FALSE;
  for (; docket_statement_step (row, &failure); n_found++)
    {
      char text[DOCKET_UUID_STRING_SIZE];

      *id = docket_statement_uuid (row, 0);
      g_string_append_printf (ids, "%s%s", n_found > 0 ? ", " : "", docket_uuid_format (id, text));
    }
  if (failure != NULL)
    g_propagate_error (error, failure);
  else if (n_found == 0)
    docket_error_set (error, DOCKET_ERROR_NOT_FOUND, "number", _("There is no order %s."), number);
  else if (n_found > 1)
    docket_error_set (error, DOCKET_ERROR_AMBIGUOUS, "number", _("More than one order has the number %s: %s"), number, ids->str);
  return n_found == 1 && failure == NULL;
}

static gboolean
find_id (DocketOrderQuery *self, DocketDatabase *database, DocketUuid *id, GError **error)
{
  *id = self->id;
  if (!docket_uuid_is_null (id) || docket_uuid_parse (self->number, id))
    return TRUE;
  if (self->number != NULL && *self->number != '\0')
    return docket_order_query_find (database, self->number, id, error);
  docket_error_set (error, DOCKET_ERROR_INVALID, "number", _("Say which order: number=… or id=…"));
  return FALSE;
}

/* Filling it */

static DocketOrderDetailLine *
detail_line (DocketOrderLine *line, const char *currency)
{
  DocketOrderDetailLine *detail = g_object_new (DOCKET_TYPE_ORDER_DETAIL_LINE, NULL);

  detail->line = line->line;
  detail->product_id = line->product_id;
  detail->sku = g_strdup (line->sku);
  detail->title = g_strdup (line->title);
  detail->unit = g_strdup (line->unit);
  detail->quantity = line->quantity;
  detail->open = line->quantity;
  detail->currency = g_strdup (currency);
  detail->unit_price = line->unit_price;
  detail->discount_given = line->discount_given;
  detail->discount = line->discount;
  detail->discount_share = line->discount_share;
  detail->discount.is_set = detail->discount_share.is_set = TRUE;
  detail->net = line->net;
  detail->tax = line->tax;
  detail->total = line->total;
  detail->taxes = line->taxes != NULL ? g_ptr_array_ref (line->taxes) : docket_records_new ();
  return detail;
}

static void
take_terms (DocketOrderDetail *self, DocketOrderTerms *terms)
{
  DocketShippingCharge *shipping = terms->shipping;

  self->prices_include_tax = terms->prices_include_tax;
  self->tax_rounding = terms->tax_rounding;
  self->discount_given = terms->discount_given;
  self->discount = terms->discount;
  self->taxes = terms->taxes != NULL ? g_ptr_array_ref (terms->taxes) : docket_records_new ();
  if (shipping != NULL)
    {
      self->shipping_title = g_strdup (shipping->title);
      self->shipping = shipping->price;
      self->shipping_net = shipping->net;
      self->shipping_tax = shipping->tax;
      self->shipping_total = shipping->total;
    }
  for (guint i = 0; terms->lines != NULL && i < terms->lines->len; i++)
    g_ptr_array_add (self->lines, detail_line (terms->lines->pdata[i], self->currency));
}

static DocketOrderDetailLine *
find_line (DocketOrderDetail *self, gint64 number)
{
  for (guint i = 0; i < self->lines->len; i++)
    if (((DocketOrderDetailLine *) self->lines->pdata[i])->line == number)
      return self->lines->pdata[i];
  return NULL;
}

static gboolean
load_counters (DocketOrderDetail *self, DocketDatabase *database, GError **error)
{
  g_autoptr (DocketStatement) rows = docket_database_query (
      database, error, "SELECT line, cancelled, committed, shipped FROM order_detail_line WHERE id = ?", "u", &self->id);
  GError *failure = NULL;

  while (rows != NULL && docket_statement_step (rows, &failure))
    {
      DocketOrderDetailLine *line = find_line (self, docket_statement_integer (rows, 0));

      if (line == NULL)
        continue;
      line->cancelled = docket_statement_integer (rows, 1);
      line->committed = docket_statement_integer (rows, 2);
      line->shipped = docket_statement_integer (rows, 3);
      line->open = line->quantity - line->cancelled - line->committed;
    }
  if (failure != NULL)
    g_propagate_error (error, failure);
  return rows != NULL && failure == NULL;
}

/* Adds a record of that type for each row of the statement, its columns being those of its field table. */
static gboolean
load_records (GPtrArray *records, GType type, const char *from, const DocketUuid *id, DocketDatabase *database, GError **error)
{
  g_autoptr (GTypeClass) klass = g_type_class_ref (type);
  g_autoptr (GString) sql = g_string_new ("SELECT ");
  g_autoptr (DocketStatement) rows = NULL;
  GError *failure = NULL;

  docket_record_append_columns ((DocketRecordClass *) klass, sql);
  g_string_append (sql, from);
  rows = docket_database_prepare (database, sql->str, error);
  if (rows == NULL)
    return FALSE;
  docket_statement_bind_uuid (rows, 1, id);
  while (docket_statement_step (rows, &failure))
    {
      DocketRecord *record = g_object_new (type, NULL);

      docket_record_fill (record, docket_statement_get_columns (rows), 0);
      g_ptr_array_add (records, record);
    }
  if (failure != NULL)
    g_propagate_error (error, failure);
  return failure == NULL;
}

static void
label_parts (DocketOrderDetail *self)
{
  for (guint i = 0; i < self->payments->len; i++)
    {
      DocketPaymentDetail *payment = self->payments->pdata[i];

      payment->currency = g_strdup (self->currency);
    }
  for (guint i = 0; i < self->fulfilments->len; i++)
    {
      DocketFulfilmentDetail *fulfilment = self->fulfilments->pdata[i];
      g_autofree char *place = g_steal_pointer (&fulfilment->number);

      fulfilment->number = g_strdup_printf ("%s-%s", self->number != NULL ? self->number : "", place);
      if (fulfilment->lines == NULL)
        fulfilment->lines = docket_records_new ();
    }
}

static gboolean
load_history (DocketOrderDetail *self, DocketDatabase *database, GError **error)
{
  gboolean is_loaded;
  GPtrArray *rows = docket_records_new ();

  is_loaded = load_records (rows, DOCKET_TYPE_HISTORY_ROW,
                            " FROM order_history h LEFT JOIN orders_view o ON o.id = h.id WHERE h.id = ? ORDER BY h.key", &self->id,
                            database, error);
  self->history = rows;
  return is_loaded;
}

static gboolean
load_parts (DocketOrderDetail *self, const char *terms_json, DocketDatabase *database, GError **error)
{
  g_autoptr (DocketRecord) terms
      = docket_record_from_json (DOCKET_TYPE_ORDER_TERMS, DOCKET_READ_STORED, terms_json, -1, error);

  if (terms == NULL)
    return FALSE;
  self->lines = docket_records_new ();
  self->payments = docket_records_new ();
  self->fulfilments = docket_records_new ();
  self->returns = docket_records_new ();
  self->shipping = self->shipping_net = self->shipping_tax = self->shipping_total = DOCKET_MONEY (0, 0);
  take_terms (self, (DocketOrderTerms *) terms);
  self->discount.is_set = TRUE;
  if (!load_counters (self, database, error)
      || !load_records (self->payments, DOCKET_TYPE_PAYMENT_DETAIL, " FROM order_detail_payment WHERE id = ? ORDER BY time, payment_id",
                        &self->id, database, error)
      || !load_records (self->fulfilments, DOCKET_TYPE_FULFILMENT_DETAIL,
                        " FROM order_detail_fulfilment WHERE id = ? ORDER BY number", &self->id, database, error)
      || !load_history (self, database, error))
    return FALSE;
  label_parts (self);
  docket_currency_label (DOCKET_RECORD (self), self->currency);
  return TRUE;
}

/* What to do next */

static gboolean
has_parcel (DocketOrderDetail *self, DocketParcelStatus status)
{
  for (guint i = 0; i < self->fulfilments->len; i++)
    if (((DocketFulfilmentDetail *) self->fulfilments->pdata[i])->status == (int) status)
      return TRUE;
  return FALSE;
}

static gboolean
has_open_line (DocketOrderDetail *self)
{
  for (guint i = 0; i < self->lines->len; i++)
    if (((DocketOrderDetailLine *) self->lines->pdata[i])->open > 0)
      return TRUE;
  return FALSE;
}

static const char *
find_next_step (DocketOrderDetail *self)
{
  if (self->status == DOCKET_ORDER_STATUS_DRAFT)
    return "place";
  if (self->status != DOCKET_ORDER_STATUS_OPEN)
    return "";
  if (self->is_on_hold)
    return "release";
  if (self->balance.minor > 0)
    return "take-payment";
  if (has_parcel (self, DOCKET_PARCEL_STATUS_PLANNED) || has_parcel (self, DOCKET_PARCEL_STATUS_PACKED))
    return "ship";
  if (has_open_line (self))
    return "pack";
  return has_parcel (self, DOCKET_PARCEL_STATUS_SHIPPED) ? "deliver" : "";
}

static DocketRecord *
execute (DocketQuery *query, DocketDatabase *database, GError **error)
{
  g_autoptr (DocketOrderDetail) self = g_object_new (DOCKET_TYPE_ORDER_DETAIL, NULL);
  g_autoptr (GString) sql = g_string_new ("SELECT d.terms, ");
  g_autoptr (DocketStatement) row = NULL;
  DocketUuid id;

  if (!find_id ((DocketOrderQuery *) query, database, &id, error))
    return NULL;
  docket_record_append_columns (DOCKET_RECORD_GET_CLASS (self), sql);
  g_string_append (sql, " FROM orders_view o JOIN order_detail d ON d.id = o.id WHERE o.id = ?");
  row = docket_database_prepare (database, sql->str, error);
  if (row == NULL)
    return NULL;
  docket_statement_bind_uuid (row, 1, &id);
  if (!docket_statement_step (row, error))
    {
      if (error != NULL && *error == NULL)
        docket_error_set (error, DOCKET_ERROR_NOT_FOUND, "id", _("There is no such order."));
      return NULL;
    }
  docket_record_fill (DOCKET_RECORD (self), docket_statement_get_columns (row), 1);
  if (!load_parts (self, docket_statement_text (row, 0), database, error))
    return NULL;
  self->next_step = g_strdup (find_next_step (self));
  return DOCKET_RECORD (g_steal_pointer (&self));
}

static void
extend_query (DocketOrderQueryClass *klass)
{
  static const char *const views[] = { "orders_view", "order_detail", "order_history", NULL };
  DocketQueryClass *query_class = DOCKET_QUERY_CLASS (klass);

  query_class->name = "order";
  query_class->views = views;
  query_class->execute = execute;
}

DOCKET_DEFINE_RECORD_EXTENDED (DocketOrderQuery, docket_order_query, DOCKET_TYPE_QUERY, query_fields, extend_query)
