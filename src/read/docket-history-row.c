/* docket-history-row.c: one event of an order, in words
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "docket-history-row.h"

#include "docket-currency-label.h"
#include "docket-events.h"
#include "docket-format.h"
#include "docket-quantity.h"

#include <glib/gi18n-lib.h>

static const DocketField row_fields[] = {
  DOCKET_FIELD (DocketHistoryRow, time, "time", docket_kind_time, .flags = DOCKET_FIELD_REQUIRED),
  DOCKET_FIELD (DocketHistoryRow, kind, "kind", docket_kind_string, .flags = DOCKET_FIELD_REQUIRED),
  DOCKET_FIELD (DocketHistoryRow, summary, "summary", docket_kind_string, .flags = DOCKET_FIELD_REQUIRED),
  DOCKET_FIELD (DocketHistoryRow, detail, "detail", docket_kind_string),
  DOCKET_FIELD (DocketHistoryRow, actor, "actor", docket_kind_string),
  DOCKET_FIELD (DocketHistoryRow, station, "station", docket_kind_string),
  DOCKET_FIELD (DocketHistoryRow, order, "order", docket_kind_uuid),
  DOCKET_FIELD (DocketHistoryRow, order_number, "order-number", docket_kind_string),
  DOCKET_FIELD (DocketHistoryRow, command_id, "command-id", docket_kind_uuid),
  DOCKET_FIELD (DocketHistoryRow, currency, "currency", docket_kind_string),
  DOCKET_FIELD (DocketHistoryRow, amount, "amount", docket_kind_money),
  DOCKET_FIELD (DocketHistoryRow, count, "count", docket_kind_quantity),
  DOCKET_FIELD (DocketHistoryRow, text, "text", docket_kind_string),
};

DOCKET_DEFINE_RECORD (DocketHistoryRow, docket_history_row, DOCKET_TYPE_ROW, row_fields)

/* What an event tells: codes and figures. */

static void
take_amount (DocketHistoryRow *row, const char *currency, gint64 minor)
{
  row->currency = g_strdup (currency);
  row->amount = DOCKET_MONEY (minor, 0);
}

static const char *
title_of (DocketOrderTerms *terms, gint64 number)
{
  for (guint i = 0; terms->lines != NULL && i < terms->lines->len; i++)
    {
      DocketOrderLine *line = terms->lines->pdata[i];

      if (line->line == number)
        return line->title;
    }
  return NULL;
}

static void
learn_placed (DocketHistoryRow *row, DocketEvent *event)
{
  DocketOrderPlaced *placed = (DocketOrderPlaced *) event;

  take_amount (row, placed->terms->currency, placed->terms->total.minor);
  row->text = g_strdup (placed->number);
}

static void
learn_imported (DocketHistoryRow *row, DocketEvent *event)
{
  DocketOrderImported *imported = (DocketOrderImported *) event;

  take_amount (row, imported->terms->currency, imported->terms->total.minor);
  row->text = g_strdup (imported->source);
}

static void
learn_line_added (DocketHistoryRow *row, DocketEvent *event)
{
  DocketLineAdded *added = (DocketLineAdded *) event;

  row->text = g_strdup (title_of (added->terms, added->line));
}

static void
learn_line_changed (DocketHistoryRow *row, DocketEvent *event)
{
  DocketLineChanged *changed = (DocketLineChanged *) event;

  row->text = g_strdup (title_of (changed->terms, changed->line));
}

static void
learn_line_removed (DocketHistoryRow *row, DocketEvent *event)
{
  row->text = g_strdup (((DocketLineRemoved *) event)->before->title);
}

static void
learn_discount (DocketHistoryRow *row, DocketEvent *event)
{
  DocketOrderTerms *terms = ((DocketDiscountSet *) event)->terms;

  take_amount (row, terms->currency, terms->discount.minor);
}

static void
learn_shipping (DocketHistoryRow *row, DocketEvent *event)
{
  DocketOrderTerms *terms = ((DocketShippingSet *) event)->terms;

  take_amount (row, terms->currency, terms->shipping != NULL ? terms->shipping->price.minor : 0);
  row->text = g_strdup (terms->shipping != NULL ? terms->shipping->title : NULL);
}

static void
learn_customer (DocketHistoryRow *row, DocketEvent *event)
{
  DocketContact *customer = ((DocketCustomerSet *) event)->customer;

  row->text = g_strdup (customer != NULL ? customer->name : NULL);
}

static void
learn_cancelled (DocketHistoryRow *row, DocketEvent *event)
{
  row->text = g_strdup (((DocketOrderCancelled *) event)->reason);
}

static void
learn_discarded (DocketHistoryRow *row, DocketEvent *event)
{
  row->text = g_strdup (((DocketDraftDiscarded *) event)->reason);
}

static void
learn_held (DocketHistoryRow *row, DocketEvent *event)
{
  row->text = g_strdup (((DocketOrderHeld *) event)->reason);
}

static void
learn_note (DocketHistoryRow *row, DocketEvent *event)
{
  row->text = g_strdup (((DocketNoteAdded *) event)->text);
}

static void
learn_captured (DocketHistoryRow *row, DocketEvent *event)
{
  DocketPaymentCaptured *captured = (DocketPaymentCaptured *) event;

  take_amount (row, captured->currency, captured->amount.minor);
  row->text = g_strdup (captured->method);
}

static void
learn_voided (DocketHistoryRow *row, DocketEvent *event)
{
  DocketPaymentVoided *voided = (DocketPaymentVoided *) event;

  take_amount (row, voided->currency, voided->amount.minor);
  row->text = g_strdup (voided->reason);
}

static void
learn_planned (DocketHistoryRow *row, DocketEvent *event)
{
  row->count = docket_line_quantities_sum (((DocketFulfilmentCreated *) event)->lines);
}

static void
learn_shipped (DocketHistoryRow *row, DocketEvent *event)
{
  DocketFulfilmentShipped *shipped = (DocketFulfilmentShipped *) event;

  row->count = docket_line_quantities_sum (shipped->lines);
  row->text = g_strdup (shipped->tracking);
}

static void
learn_parcel_cancelled (DocketHistoryRow *row, DocketEvent *event)
{
  DocketFulfilmentCancelled *cancelled = (DocketFulfilmentCancelled *) event;

  row->count = docket_line_quantities_sum (cancelled->lines);
  row->text = g_strdup (cancelled->reason);
}

/* What it says, in the person's language. */

static char *
say_placed (DocketHistoryRow *row)
{
  g_autofree char *amount = docket_format_money (row->amount, row->currency);

  return g_strdup_printf (_("Order %s was placed for %s"), row->text, amount);
}

/* The other systems by the names that they give themselves. */
static const char *
name_source (const char *source)
{
  static const struct
  {
    const char *code;
    const char *name;
  } sources[] = {
    { "shopify", "Shopify" },
    { "woocommerce", "WooCommerce" },
    { "etsy", "Etsy" },
    { "square", "Square" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (sources); i++)
    if (g_strcmp0 (sources[i].code, source) == 0)
      return sources[i].name;
  return source;
}

static char *
say_imported (DocketHistoryRow *row)
{
  return g_strdup_printf (_("Imported from %s"), name_source (row->text));
}

static char *
say_line_added (DocketHistoryRow *row)
{
  return g_strdup_printf (_("“%s” was added"), row->text);
}

static char *
say_line_changed (DocketHistoryRow *row)
{
  return g_strdup_printf (_("“%s” was changed"), row->text);
}

static char *
say_line_removed (DocketHistoryRow *row)
{
  return g_strdup_printf (_("“%s” was removed"), row->text);
}

static char *
say_discount (DocketHistoryRow *row)
{
  g_autofree char *amount = docket_format_money (row->amount, row->currency);

  if (row->amount.minor == 0)
    return g_strdup (_("The discount was removed"));
  return g_strdup_printf (_("A discount of %s was given"), amount);
}

static char *
say_shipping (DocketHistoryRow *row)
{
  g_autofree char *amount = docket_format_money (row->amount, row->currency);

  return g_strdup_printf (_("Shipping costs %s"), amount);
}

static char *
say_customer (DocketHistoryRow *row)
{
  if (row->text == NULL)
    return g_strdup (_("The customer was changed"));
  return g_strdup_printf (_("%s is the customer"), row->text);
}

/* How a payment was made, in words where the code is one of ours. */
static const char *
say_method (const char *method)
{
  static const struct
  {
    const char *code;
    const char *words;
  } methods[] = {
    { "cash", N_("in cash") }, { "card", N_("by card") }, { "transfer", N_("by bank transfer") }, { "invoice", N_("on invoice") },
  };

  for (guint i = 0; i < G_N_ELEMENTS (methods); i++)
    if (g_strcmp0 (methods[i].code, method) == 0)
      return _(methods[i].words);
  return NULL;
}

static char *
say_captured (DocketHistoryRow *row)
{
  g_autofree char *amount = docket_format_money (row->amount, row->currency);
  const char *how = say_method (row->text);

  if (how != NULL)
    /* Translators: an amount and how it was paid: “€9.00 was paid in cash” */
    return g_strdup_printf (_("%s was paid %s"), amount, how);
  if (row->text != NULL)
    return g_strdup_printf (_("%s was paid (%s)"), amount, row->text);
  return g_strdup_printf (_("%s was paid"), amount);
}

static char *
say_voided (DocketHistoryRow *row)
{
  g_autofree char *amount = docket_format_money (row->amount, row->currency);

  return g_strdup_printf (_("The payment of %s was voided"), amount);
}

/* A part of an item takes the form of many. */
static gulong
plural (DocketHistoryRow *row)
{
  return row->count % DOCKET_QUANTITY_ONE == 0 ? (gulong) (row->count / DOCKET_QUANTITY_ONE) : 2;
}

static char *
say_planned (DocketHistoryRow *row)
{
  g_autofree char *count = docket_format_quantity (row->count, NULL);

  return g_strdup_printf (ngettext ("A parcel with %s item is to be packed", "A parcel with %s items is to be packed", plural (row)),
                          count);
}

static char *
say_shipped (DocketHistoryRow *row)
{
  g_autofree char *count = docket_format_quantity (row->count, NULL);

  return g_strdup_printf (ngettext ("%s item was shipped", "%s items were shipped", plural (row)), count);
}

static char *
say_parcel_cancelled (DocketHistoryRow *row)
{
  g_autofree char *count = docket_format_quantity (row->count, NULL);

  return g_strdup_printf (ngettext ("The parcel with %s item was cancelled", "The parcel with %s items was cancelled", plural (row)),
                          count);
}

/* What is learnt of each kind, and its sentence; text_is_detail: the text is shown below it. */
static const struct
{
  GType (*get_type) (void);
  void (*learn) (DocketHistoryRow *row, DocketEvent *event);
  const char *sentence;
  char *(*say) (DocketHistoryRow *row);
  gboolean text_is_detail;
} kinds[] = {
  { docket_order_drafted_get_type, NULL, N_("A draft was begun"), NULL, FALSE },
  { docket_order_placed_get_type, learn_placed, NULL, say_placed, FALSE },
  { docket_order_imported_get_type, learn_imported, NULL, say_imported, FALSE },
  { docket_line_added_get_type, learn_line_added, NULL, say_line_added, FALSE },
  { docket_line_changed_get_type, learn_line_changed, NULL, say_line_changed, FALSE },
  { docket_line_removed_get_type, learn_line_removed, NULL, say_line_removed, FALSE },
  { docket_discount_set_get_type, learn_discount, NULL, say_discount, FALSE },
  { docket_shipping_set_get_type, learn_shipping, NULL, say_shipping, TRUE },
  { docket_customer_set_get_type, learn_customer, NULL, say_customer, FALSE },
  { docket_shipping_address_updated_get_type, NULL, N_("The shipping address was changed"), NULL, FALSE },
  { docket_draft_discarded_get_type, learn_discarded, N_("The draft was discarded"), NULL, TRUE },
  { docket_order_cancelled_get_type, learn_cancelled, N_("The order was cancelled"), NULL, TRUE },
  { docket_order_held_get_type, learn_held, N_("The order was put on hold"), NULL, TRUE },
  { docket_order_released_get_type, NULL, N_("The order was released"), NULL, FALSE },
  { docket_note_added_get_type, learn_note, N_("A note was added"), NULL, TRUE },
  { docket_payment_captured_get_type, learn_captured, NULL, say_captured, FALSE },
  { docket_payment_voided_get_type, learn_voided, NULL, say_voided, TRUE },
  { docket_fulfilment_created_get_type, learn_planned, NULL, say_planned, FALSE },
  { docket_fulfilment_shipped_get_type, learn_shipped, NULL, say_shipped, TRUE },
  { docket_fulfilment_delivered_get_type, NULL, N_("The parcel was delivered"), NULL, FALSE },
  { docket_fulfilment_cancelled_get_type, learn_parcel_cancelled, NULL, say_parcel_cancelled, TRUE },
};

/**
 * docket_history_row_append_kinds:
 * @sql: what to append to
 *
 * Appends the names of the events that a history tells of, quoted, with commas between them.
 */
void
docket_history_row_append_kinds (GString *sql)
{
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    g_string_append_printf (sql, "%s'%s'", i > 0 ? ", " : "", docket_event_type_get_name (kinds[i].get_type ()));
}

static void
put_into_words (DocketHistoryRow *self, DocketEvent *event)
{
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      if (kinds[i].get_type () != G_OBJECT_TYPE (event))
        continue;
      if (kinds[i].learn != NULL)
        kinds[i].learn (self, event);
      docket_currency_label (DOCKET_RECORD (self), self->currency);
      self->summary = kinds[i].say != NULL ? kinds[i].say (self) : g_strdup (_(kinds[i].sentence));
      self->detail = kinds[i].text_is_detail ? g_strdup (self->text) : NULL;
      return;
    }
}

/**
 * docket_history_row_tell:
 * @self: a row, freshly made
 * @event: an event of an order
 * @number: (nullable): the order's number
 *
 * Fills @self with what the event says.
 */
void
docket_history_row_tell (DocketHistoryRow *self, DocketEvent *event, const char *number)
{
  const DocketEventEnvelope *envelope = docket_event_get_envelope (event);

  docket_row_set_key (DOCKET_ROW (self), envelope->position);
  self->time = envelope->time;
  self->kind = g_strdup (docket_event_get_type_name (event));
  self->actor = g_strdup (envelope->actor);
  self->station = g_strdup (envelope->station);
  self->order = envelope->stream;
  self->order_number = g_strdup (number);
  self->command_id = envelope->command_id;
  put_into_words (self, event);
}
