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
                              line->tax.minor, line->total.minor) &&
         write_taxes (database, order, line->line, line->taxes, error);
}

/* A new placement or a change of a draft replaces the lines: none of them has moved yet. */
static gboolean
write_lines (DocketDatabase *database, const DocketUuid *order, DocketOrderTerms *terms, GError **error)
{
  if (!docket_database_run (database, error, "DELETE FROM order_tax WHERE order_id = ?", "u", order) ||
      !docket_database_run (database, error, "DELETE FROM order_line WHERE order_id = ?", "u", order))
    return FALSE;
  for (guint i = 0; terms->lines != NULL && i < terms->lines->len; i++)
    if (!write_line (database, order, g_ptr_array_index (terms->lines, i), error))
      return FALSE;
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

static gboolean
write_shipping (DocketDatabase *database, const DocketUuid *order, DocketShippingCharge *shipping, GError **error)
{
  static const char none[] =
    "UPDATE \"order\" SET shipping_title = NULL, shipping_price = NULL, shipping_net = NULL, shipping_tax = NULL,"
    " shipping_total = NULL WHERE id = ?";
  static const char some[] =
    "UPDATE \"order\" SET shipping_title = ?, shipping_price = ?, shipping_net = ?, shipping_tax = ?, shipping_total = ?"
    " WHERE id = ?";

  if (shipping == NULL)
    return docket_database_run (database, error, none, "u", order);
  return docket_database_run (database, error, some, "tiiiiu", shipping->title, shipping->price.minor, shipping->net.minor,
                              shipping->tax.minor, shipping->total.minor, order);
}

/**
 * docket_order_write_terms:
 * @database: the write database
 * @event: an event of the order's stream
 * @terms: what is agreed from now on
 * @error: return location
 *
 * Replaces what was agreed, and keeps the stream's version.
 *
 * Returns: whether the disk took it
 */
gboolean
docket_order_write_terms (DocketDatabase *database, DocketEvent *event, DocketOrderTerms *terms, GError **error)
{
  static const char sql[] =
    "UPDATE \"order\" SET version = ?, currency = ?, prices_include_tax = ?, tax_rounding = ?, discount_given = ?, discount = ?,"
    " net = ?, tax = ?, total = ?, last_line = max (last_line, ?) WHERE id = ?";
  g_autofree char *discount = discount_text (terms->discount_given);
  const DocketUuid *order = get_stream (event);

  return docket_database_run (database, error, sql, "itiitiiiiiu", docket_event_get_envelope (event)->version, terms->currency,
                              (gint64) terms->prices_include_tax, (gint64) terms->tax_rounding, discount, terms->discount.minor,
                              terms->net.minor, terms->tax.minor, terms->total.minor, get_last_line (terms), order) &&
         write_shipping (database, order, terms->shipping, error) && write_lines (database, order, terms, error);
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
  static const char sql[] =
    "INSERT INTO \"order\" (id, version, number, number_value, status, customer_id, currency, prices_include_tax, tax_rounding,"
    " discount, net, tax, total) VALUES (?, ?, ?, nullif (?, 0), ?, ?, ?, 0, 0, 0, 0, 0, 0)"
    " ON CONFLICT (id) DO UPDATE SET number = excluded.number, number_value = excluded.number_value, status = excluded.status,"
    " customer_id = excluded.customer_id";

  return docket_database_run (database, error, sql, "uitiiut", get_stream (event), docket_event_get_envelope (event)->version,
                              head->number, get_number_value (head->number), (gint64) head->status, head->customer_id,
                              terms->currency) &&
         docket_order_write_terms (database, event, terms, error);
}

char *
docket_order_personal_json (gpointer record)
{
  return record != NULL ? docket_record_to_json (record, DOCKET_PART_ALL) : NULL;
}

/**
 * docket_order_write_personal:
 * @database: the write database
 * @event: the event that tells it
 * @customer: (nullable): who the customer is
 * @shipping_address: (nullable): where it is sent
 * @billing_address: (nullable): who pays
 * @note: (nullable): what was noted
 * @error: return location
 *
 * Writes what the order tells of a person.
 *
 * Returns: whether the disk took it
 */
gboolean
docket_order_write_personal (DocketDatabase *database, DocketEvent *event, DocketContact *customer, DocketAddress *shipping_address,
                             DocketAddress *billing_address, const char *note, GError **error)
{
  static const char sql[] =
    "INSERT OR REPLACE INTO order_personal (order_id, customer, shipping_address, billing_address, note) VALUES (?, ?, ?, ?, ?)";
  g_autofree char *contact = docket_order_personal_json (customer);
  g_autofree char *shipping = docket_order_personal_json (shipping_address);
  g_autofree char *billing = docket_order_personal_json (billing_address);

  return docket_database_run (database, error, sql, "utttt", get_stream (event), contact, shipping, billing, note);
}

/**
 * docket_order_write_tags:
 * @database: the write database
 * @event: the event that tells them
 * @tags: (nullable) (array zero-terminated=1): the tags from now on
 * @error: return location
 *
 * Replaces the tags of an order.
 *
 * Returns: whether the disk took it
 */
gboolean
docket_order_write_tags (DocketDatabase *database, DocketEvent *event, char **tags, GError **error)
{
  static const char sql[] = "INSERT INTO order_tag (order_id, place, tag) VALUES (?, ?, ?)";
  const DocketUuid *order = get_stream (event);

  if (!docket_database_run (database, error, "DELETE FROM order_tag WHERE order_id = ?", "u", order))
    return FALSE;
  for (guint i = 0; tags != NULL && tags[i] != NULL; i++)
    if (!docket_database_run (database, error, sql, "uit", order, (gint64) i, tags[i]))
      return FALSE;
  return TRUE;
}
