/* docket-order-loader.c: reads one order from the write tables
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "docket-order-loader.h"

#include "docket-currency.h"

/* Reads one row into a state. */
typedef void (*ReadRow) (DocketOrderState *state, DocketStatement *row);

static gboolean
read_rows (DocketOrderState *state, DocketDatabase *database, const char *sql, ReadRow read_row, GError **error)
{
  g_autoptr (DocketStatement) statement = docket_database_query (database, error, sql, "u", &state->id);
  g_autoptr (GError) local_error = NULL;

  if (statement == NULL)
    return FALSE;
  while (docket_statement_step (statement, &local_error))
    read_row (state, statement);
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

static DocketMoney
read_money (DocketOrderState *state, DocketStatement *row, int column)
{
  return DOCKET_MONEY (docket_statement_integer (row, column), state->digits);
}

static char *
read_text (DocketStatement *row, int column)
{
  return g_strdup (docket_statement_text (row, column));
}

static DocketDiscount
read_discount (DocketStatement *row, int column)
{
  const char *text = docket_statement_text (row, column);
  DocketDiscount discount = { 0 };

  if (text != NULL)
    docket_discount_parse (text, &discount, NULL);
  return discount;
}

static void
read_shipping (DocketOrderState *state, DocketStatement *row, int column)
{
  DocketShippingCharge *shipping;

  if (docket_statement_is_null (row, column + 1))
    return;
  shipping = g_object_new (DOCKET_TYPE_SHIPPING_CHARGE, NULL);
  shipping->title = read_text (row, column);
  shipping->price = read_money (state, row, column + 1);
  shipping->net = read_money (state, row, column + 2);
  shipping->tax = read_money (state, row, column + 3);
  shipping->total = read_money (state, row, column + 4);
  shipping->taxes = docket_records_new ();
  state->terms->shipping = shipping;
}

static const char order_sql[] =
  "SELECT o.version, o.number, o.status, o.is_held, o.customer_id, o.currency, o.prices_include_tax, o.tax_rounding,"
  " o.discount_given, o.discount, o.net, o.tax, o.total, o.cancelled, o.captured, o.refunded, o.authorized, o.n_voided,"
  " o.last_line, o.shipping_title, o.shipping_price, o.shipping_net, o.shipping_tax, o.shipping_total,"
  " i.source, i.shop, i.external_id"
  " FROM \"order\" o LEFT JOIN import_source i ON i.order_id = o.id WHERE o.id = ?";

static void
read_order (DocketOrderState *state, DocketStatement *row)
{
  DocketOrderTerms *terms = state->terms;
  const DocketCurrency *currency = docket_currency_find (docket_statement_text (row, 5));

  state->version = docket_statement_integer (row, 0);
  state->number = read_text (row, 1);
  state->status = (DocketOrderStatus) docket_statement_integer (row, 2);
  state->is_held = docket_statement_integer (row, 3) != 0;
  state->customer_id = docket_statement_uuid (row, 4);
  state->digits = currency != NULL ? currency->digits : 0;
  terms->currency = read_text (row, 5);
  terms->prices_include_tax = docket_statement_integer (row, 6) != 0;
  terms->tax_rounding = (int) docket_statement_integer (row, 7);
  terms->discount_given = read_discount (row, 8);
  terms->discount = read_money (state, row, 9);
  terms->net = read_money (state, row, 10);
  terms->tax = read_money (state, row, 11);
  terms->total = read_money (state, row, 12);
  state->money = (DocketMoneyCounters) {
    .total = docket_statement_integer (row, 12),
    .cancelled = docket_statement_integer (row, 13),
    .captured = docket_statement_integer (row, 14),
    .refunded = docket_statement_integer (row, 15),
    .authorized = docket_statement_integer (row, 16),
    .n_voided = docket_statement_integer (row, 17),
  };
  state->last_line = docket_statement_integer (row, 18);
  read_shipping (state, row, 19);
  state->source = read_text (row, 24);
  state->shop = read_text (row, 25);
  state->external_id = read_text (row, 26);
}

static const char lines_sql[] =
  "SELECT line, product_id, sku, title, unit, step, moves_stock, quantity, unit_price, price_reason, discount_given,"
  " discount, discount_share, net, tax, total, cancelled, committed, shipped, in_return, received, restocked, written_off"
  " FROM order_line WHERE order_id = ? ORDER BY line";

static void
read_line (DocketOrderState *state, DocketStatement *row)
{
  DocketOrderLine *line = g_object_new (DOCKET_TYPE_ORDER_LINE, NULL);
  DocketOrderLineState *counters = g_new0 (DocketOrderLineState, 1);

  line->line = docket_statement_integer (row, 0);
  line->product_id = docket_statement_uuid (row, 1);
  line->sku = read_text (row, 2);
  line->title = read_text (row, 3);
  line->unit = read_text (row, 4);
  line->step = docket_statement_integer (row, 5);
  line->moves_stock = docket_statement_integer (row, 6) != 0;
  line->quantity = docket_statement_integer (row, 7);
  line->unit_price = read_money (state, row, 8);
  line->price_reason = read_text (row, 9);
  line->discount_given = read_discount (row, 10);
  line->discount = read_money (state, row, 11);
  line->discount_share = read_money (state, row, 12);
  line->net = read_money (state, row, 13);
  line->tax = read_money (state, row, 14);
  line->total = read_money (state, row, 15);
  line->taxes = docket_records_new ();
  *counters = (DocketOrderLineState) {
    .terms = line,
    .cancelled = docket_statement_integer (row, 16),
    .committed = docket_statement_integer (row, 17),
    .shipped = docket_statement_integer (row, 18),
    .in_return = docket_statement_integer (row, 19),
    .received = docket_statement_integer (row, 20),
    .restocked = docket_statement_integer (row, 21),
    .written_off = docket_statement_integer (row, 22),
  };
  g_ptr_array_add (state->terms->lines, line);
  g_ptr_array_add (state->lines, counters);
}

/* Lines come before the shipping, whose line is 0, so that the order's taxes stand in the order of their first use. */
static const char taxes_sql[] =
  "SELECT line, name, rate, base, amount FROM order_tax WHERE order_id = ? ORDER BY line = 0, line, place";

static DocketTaxAmount *
find_whole_tax (DocketOrderState *state, const char *name, gint64 rate)
{
  DocketTaxAmount *whole;

  for (guint i = 0; i < state->terms->taxes->len; i++)
    {
      whole = g_ptr_array_index (state->terms->taxes, i);
      if (whole->rate == rate && g_str_equal (whole->name, name))
        return whole;
    }
  whole = docket_tax_amount_new (name, rate, DOCKET_MONEY (0, state->digits), DOCKET_MONEY (0, state->digits));
  g_ptr_array_add (state->terms->taxes, whole);
  return whole;
}

static void
read_tax (DocketOrderState *state, DocketStatement *row)
{
  gint64 number = docket_statement_integer (row, 0);
  const char *name = docket_statement_text (row, 1);
  gint64 rate = docket_statement_integer (row, 2);
  DocketTaxAmount *whole = find_whole_tax (state, name, rate);
  DocketOrderLineState *line = docket_order_state_get_line (state, number);
  DocketTaxAmount *tax = docket_tax_amount_new (name, rate, read_money (state, row, 3), read_money (state, row, 4));

  whole->base.minor += tax->base.minor;
  whole->amount.minor += tax->amount.minor;
  if (line != NULL)
    g_ptr_array_add (line->terms->taxes, tax);
  else if (state->terms->shipping != NULL)
    g_ptr_array_add (state->terms->shipping->taxes, tax);
  else
    g_object_unref (tax);
}

static const char payments_sql[] =
  "SELECT id, amount, captured, refunded, is_authorized, is_voided, method, reference FROM payment"
  " WHERE order_id = ? ORDER BY place, id";

static void
read_payment (DocketOrderState *state, DocketStatement *row)
{
  DocketPaymentState *payment = g_new0 (DocketPaymentState, 1);

  payment->id = docket_statement_uuid (row, 0);
  payment->amount = docket_statement_integer (row, 1);
  payment->captured = docket_statement_integer (row, 2);
  payment->refunded = docket_statement_integer (row, 3);
  payment->is_authorized = docket_statement_integer (row, 4) != 0;
  payment->is_voided = docket_statement_integer (row, 5) != 0;
  payment->method = read_text (row, 6);
  payment->reference = read_text (row, 7);
  g_ptr_array_add (state->payments, payment);
}

static const char fulfilments_sql[] =
  "SELECT f.id, f.number, f.status, f.tracking, f.carrier, l.line, l.quantity"
  " FROM fulfilment f LEFT JOIN fulfilment_line l ON l.fulfilment_id = f.id"
  " WHERE f.order_id = ? ORDER BY f.number, f.id, l.line";

static DocketFulfilmentState *
find_fulfilment (DocketOrderState *state, DocketStatement *row)
{
  DocketUuid id = docket_statement_uuid (row, 0);
  DocketFulfilmentState *fulfilment;

  if (state->fulfilments->len > 0)
    {
      fulfilment = g_ptr_array_index (state->fulfilments, state->fulfilments->len - 1);
      if (docket_uuid_equal (&fulfilment->id, &id))
        return fulfilment;
    }
  fulfilment = g_new0 (DocketFulfilmentState, 1);
  fulfilment->id = id;
  fulfilment->number = docket_statement_integer (row, 1);
  fulfilment->status = (DocketParcelStatus) docket_statement_integer (row, 2);
  fulfilment->tracking = read_text (row, 3);
  fulfilment->carrier = read_text (row, 4);
  fulfilment->lines = docket_records_new ();
  g_ptr_array_add (state->fulfilments, fulfilment);
  return fulfilment;
}

static void
read_fulfilment (DocketOrderState *state, DocketStatement *row)
{
  DocketFulfilmentState *fulfilment = find_fulfilment (state, row);
  DocketLineQuantity *line;

  if (docket_statement_is_null (row, 5))
    return;
  line = g_object_new (DOCKET_TYPE_LINE_QUANTITY, NULL);
  line->line = docket_statement_integer (row, 5);
  line->quantity = docket_statement_integer (row, 6);
  g_ptr_array_add (fulfilment->lines, line);
}

/**
 * docket_order_state_find:
 * @database: the write database
 * @id: an order's stream
 * @state: (out) (transfer full) (nullable): the order, or %NULL where there is none of that id
 * @error: return location
 *
 * Loads an order with its lines, payments and fulfilments.
 *
 * Returns: whether the database could be read
 */
gboolean
docket_order_state_find (DocketDatabase *database, const DocketUuid *id, DocketOrderState **state, GError **error)
{
  g_autoptr (DocketOrderState) found = docket_order_state_new (id);

  g_return_val_if_fail (DOCKET_IS_DATABASE (database), FALSE);

  *state = NULL;
  if (!read_rows (found, database, order_sql, read_order, error))
    return FALSE;
  if (found->terms->currency == NULL)
    return TRUE;
  if (!read_rows (found, database, lines_sql, read_line, error) || !read_rows (found, database, taxes_sql, read_tax, error) ||
      !read_rows (found, database, payments_sql, read_payment, error) ||
      !read_rows (found, database, fulfilments_sql, read_fulfilment, error))
    return FALSE;
  *state = g_steal_pointer (&found);
  return TRUE;
}

static gpointer
read_record (GType type, const char *json)
{
  return json != NULL ? docket_record_from_json (type, DOCKET_READ_STORED, json, -1, NULL) : NULL;
}

/**
 * docket_draft_personal_load:
 * @database: the write database
 * @id: a draft's stream
 * @personal: (out caller-allocates): all of it %NULL before
 * @error: return location
 *
 * Loads what no rule looks at: who the customer is, where it is sent and the note.
 *
 * Returns: whether the database could be read
 */
gboolean
docket_draft_personal_load (DocketDatabase *database, const DocketUuid *id, DocketDraftPersonal *personal, GError **error)
{
  static const char sql[] = "SELECT customer, shipping_address, note FROM draft_personal WHERE order_id = ?";
  g_autoptr (DocketStatement) statement = docket_database_query (database, error, sql, "u", id);
  g_autoptr (GError) local_error = NULL;

  if (statement == NULL)
    return FALSE;
  if (docket_statement_step (statement, &local_error))
    {
      personal->customer = read_record (DOCKET_TYPE_CONTACT, docket_statement_text (statement, 0));
      personal->shipping_address = read_record (DOCKET_TYPE_ADDRESS, docket_statement_text (statement, 1));
      personal->note = read_text (statement, 2);
    }
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}
