/* docket-order-writer.c: writes orders into the write tables
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "docket-order-writer.h"

static const DocketUuid *
get_stream (DocketEvent *event)
{
  return &docket_event_get_envelope (event)->stream;
}

static char *
discount_text (DocketDiscount discount)
{
  return docket_discount_is_none (discount) ? NULL : docket_discount_to_string (discount);
}

/* A number of digits alone, for the series; 0 for any other. */
static gint64
get_number_value (const char *number)
{
  gint64 value = 0;

  if (number == NULL || !g_ascii_string_to_signed (number, 10, 0, G_MAXINT64, &value, NULL))
    return 0;
  return value;
}

static gboolean
write_taxes (DocketDatabase *database, const DocketUuid *order, gint64 line, GPtrArray *taxes, GError **error)
{
  static const char sql[] =
    "INSERT INTO order_tax (order_id, line, place, name, rate, base, amount) VALUES (?, ?, ?, ?, ?, ?, ?)";

  for (guint i = 0; taxes != NULL && i < taxes->len; i++)
    {
      DocketTaxAmount *tax = g_ptr_array_index (taxes, i);

      if (!docket_database_run (database, error, sql, "uiitiii", order, line, (gint64) i, tax->name, tax->rate, tax->base.minor,
                                tax->amount.minor))
        return FALSE;
    }
  return TRUE;
}

static gboolean
write_line (DocketDatabase *database, const DocketUuid *order, DocketOrderLine *line, GError **error)
{
  static const char sql[] =
    "INSERT INTO order_line (order_id, line, product_id, sku, title, unit, step, moves_stock, quantity, unit_price,"
    " price_reason, discount_given, discount, discount_share, net, tax, total)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
  g_autofree char *discount = discount_text (line->discount_given);

  return docket_database_run (database, error, sql, "uiutttiiiittiiiii", order, line->line, &line->product_id, line->sku, line->title,
                              line->unit, line->step, (gint64) line->moves_stock, line->quantity, line->unit_price.minor,
                              line->price_reason, discount, line->discount.minor, line->discount_share.minor, line->net.minor,
                              line->tax.minor, line->total.minor);
}

/* A placed draft or a change of one replaces the lines: none of them has moved yet. A new order has none. */
static gboolean
forget_lines (DocketDatabase *database, DocketEvent *event, GError **error)
{
  return docket_event_get_envelope (event)->version == 1 ||
         docket_database_run (database, error, "DELETE FROM order_line WHERE order_id = ?", "u", get_stream (event));
}

static gboolean
write_lines (DocketDatabase *database, const DocketUuid *order, DocketOrderTerms *terms, GError **error)
{
  for (guint i = 0; terms->lines != NULL && i < terms->lines->len; i++)
    if (!write_line (database, order, g_ptr_array_index (terms->lines, i), error))
      return FALSE;
  return TRUE;
}

/* Only what may still change is worked out anew: the taxes of a draft. */
static gboolean
write_draft_taxes (DocketDatabase *database, const DocketUuid *order, DocketOrderTerms *terms, GError **error)
{
  if (!docket_database_run (database, error, "DELETE FROM order_tax WHERE order_id = ?", "u", order))
    return FALSE;
  for (guint i = 0; terms->lines != NULL && i < terms->lines->len; i++)
    {
      DocketOrderLine *line = g_ptr_array_index (terms->lines, i);

      if (!write_taxes (database, order, line->line, line->taxes, error))
        return FALSE;
    }
  return terms->shipping == NULL || write_taxes (database, order, 0, terms->shipping->taxes, error);
}

/* No line number is given twice, not even that of a line that was removed. */
static gint64
get_last_line (DocketOrderTerms *terms)
{
  gint64 last = 0;

  for (guint i = 0; terms->lines != NULL && i < terms->lines->len; i++)
    last = MAX (last, ((DocketOrderLine *) g_ptr_array_index (terms->lines, i))->line);
  return last;
}

/* Fourteen values, of the columns from currency to shipping_total. */
static void
bind_terms (DocketStatement *statement, int index, DocketOrderTerms *terms)
{
  g_autofree char *discount = discount_text (terms->discount_given);
  DocketShippingCharge *shipping = terms->shipping;

  docket_statement_bind_text (statement, index, terms->currency);
  docket_statement_bind_integer (statement, index + 1, terms->prices_include_tax);
  docket_statement_bind_integer (statement, index + 2, terms->tax_rounding);
  docket_statement_bind_text (statement, index + 3, discount);
  docket_statement_bind_integer (statement, index + 4, terms->discount.minor);
  docket_statement_bind_integer (statement, index + 5, terms->net.minor);
  docket_statement_bind_integer (statement, index + 6, terms->tax.minor);
  docket_statement_bind_integer (statement, index + 7, terms->total.minor);
  docket_statement_bind_integer (statement, index + 8, get_last_line (terms));
  for (int i = 9; i < 14; i++)
    docket_statement_bind_text (statement, index + i, NULL);
  if (shipping == NULL)
    return;
  docket_statement_bind_text (statement, index + 9, shipping->title);
  docket_statement_bind_integer (statement, index + 10, shipping->price.minor);
  docket_statement_bind_integer (statement, index + 11, shipping->net.minor);
  docket_statement_bind_integer (statement, index + 12, shipping->tax.minor);
  docket_statement_bind_integer (statement, index + 13, shipping->total.minor);
}
/**
 * docket_order_write_terms:
 * @database: the write database
 * @event: an event of a draft's stream
 * @terms: what is agreed from now on
 * @error: return location
 *
 * Replaces what was agreed on a draft, and keeps the stream's version.
 *
 * Returns: whether the disk took it
 */
gboolean
docket_order_write_terms (DocketDatabase *database, DocketEvent *event, DocketOrderTerms *terms, GError **error)
{
  DocketStatement *statement = docket_database_query (
    database, error,
    "UPDATE \"order\" SET currency = ?, prices_include_tax = ?, tax_rounding = ?, discount_given = ?, discount = ?, net = ?, tax = ?,"
    " total = ?, last_line = max (last_line, ?), shipping_title = ?, shipping_price = ?, shipping_net = ?, shipping_tax = ?,"
    " shipping_total = ?, version = ? WHERE id = ?", NULL);

  if (statement == NULL)
    return FALSE;
  bind_terms (statement, 1, terms);
  docket_statement_bind_integer (statement, 15, docket_event_get_envelope (event)->version);
  docket_statement_bind_uuid (statement, 16, get_stream (event));
  return docket_statement_finish (statement, error) && forget_lines (database, event, error) &&
         write_lines (database, get_stream (event), terms, error) && write_draft_taxes (database, get_stream (event), terms, error);
}

/**
 * docket_order_write_head:
 * @database: the write database
 * @event: the event that makes or places the order
 * @head: what stands beside the terms
 * @terms: what was agreed
 * @error: return location
 *
 * Writes the order, whether or not it was a draft before.
 *
 * Returns: whether the disk took it
 */
gboolean
docket_order_write_head (DocketDatabase *database, DocketEvent *event, const DocketOrderHead *head, DocketOrderTerms *terms,
                         GError **error)
{
  DocketStatement *statement = docket_database_query (
    database, error,
    "INSERT INTO \"order\" (currency, prices_include_tax, tax_rounding, discount_given, discount, net, tax, total, last_line,"
    " shipping_title, shipping_price, shipping_net, shipping_tax, shipping_total, version, id, number, number_value, status, customer_id)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, nullif (?, 0), ?, ?)"
    " ON CONFLICT (id) DO UPDATE SET currency = excluded.currency, prices_include_tax = excluded.prices_include_tax,"
    " tax_rounding = excluded.tax_rounding, discount_given = excluded.discount_given, discount = excluded.discount,"
    " net = excluded.net, tax = excluded.tax, total = excluded.total, last_line = max (last_line, excluded.last_line),"
    " shipping_title = excluded.shipping_title, shipping_price = excluded.shipping_price, shipping_net = excluded.shipping_net,"
    " shipping_tax = excluded.shipping_tax, shipping_total = excluded.shipping_total, version = excluded.version,"
    " number = excluded.number, number_value = excluded.number_value, status = excluded.status, customer_id = excluded.customer_id",
    NULL);

  if (statement == NULL)
    return FALSE;
  bind_terms (statement, 1, terms);
  docket_statement_bind_integer (statement, 15, docket_event_get_envelope (event)->version);
  docket_statement_bind_uuid (statement, 16, get_stream (event));
  docket_statement_bind_text (statement, 17, head->number);
  docket_statement_bind_integer (statement, 18, get_number_value (head->number));
  docket_statement_bind_integer (statement, 19, head->status);
  docket_statement_bind_uuid (statement, 20, head->customer_id);
  return docket_statement_finish (statement, error) && forget_lines (database, event, error) &&
         write_lines (database, get_stream (event), terms, error);
}

char *
docket_order_personal_json (gpointer record)
{
  return record != NULL ? docket_record_to_json (record, DOCKET_PART_ALL) : NULL;
}

/**
 * docket_order_write_draft:
 * @database: the write database
 * @event: the event that makes the draft
 * @terms: what is agreed
 * @customer: (nullable): who the customer is
 * @shipping_address: (nullable): where it is sent
 * @note: (nullable): what was noted
 * @error: return location
 *
 * Writes what is read of a draft alone, since it goes into the order when that is placed. Of a placed order the log tells it.
 *
 * Returns: whether the disk took it
 */
gboolean
docket_order_write_draft (DocketDatabase *database, DocketEvent *event, DocketOrderTerms *terms, DocketContact *customer,
                          DocketAddress *shipping_address, const char *note, GError **error)
{
  static const char sql[] = "INSERT OR REPLACE INTO draft_personal (order_id, customer, shipping_address, note) VALUES (?, ?, ?, ?)";
  g_autofree char *contact = docket_order_personal_json (customer);
  g_autofree char *shipping = docket_order_personal_json (shipping_address);

  return docket_database_run (database, error, sql, "uttt", get_stream (event), contact, shipping, note) &&
         write_draft_taxes (database, get_stream (event), terms, error);
}

/**
 * docket_order_forget_draft:
 * @database: the write database
 * @event: the event that ends the draft
 * @error: return location
 *
 * Returns: whether the disk took it
 */
gboolean
docket_order_forget_draft (DocketDatabase *database, DocketEvent *event, GError **error)
{
  const DocketUuid *order = get_stream (event);

  return docket_database_run (database, error, "DELETE FROM draft_personal WHERE order_id = ?", "u", order) &&
         docket_database_run (database, error, "DELETE FROM order_tax WHERE order_id = ?", "u", order);
}
