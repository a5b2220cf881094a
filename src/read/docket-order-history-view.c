/* docket-order-history-view.c: the view behind an order's timeline
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "docket-order-history-view.h"

#include "docket-events.h"

struct _DocketOrderHistoryView
{
  DocketProjection parent_instance;
};

G_DEFINE_FINAL_TYPE (DocketOrderHistoryView, docket_order_history_view, DOCKET_TYPE_PROJECTION)

/* Codes and figures only: the sentence is made when it is shown. */
static const char schema[] =
    "CREATE TABLE order_history (key INTEGER PRIMARY KEY, id BLOB NOT NULL, time INTEGER NOT NULL, kind TEXT NOT NULL, actor TEXT,"
    " station TEXT, command_id BLOB NOT NULL, currency TEXT, amount INTEGER NOT NULL DEFAULT 0, count INTEGER NOT NULL DEFAULT 0, text TEXT);"
    "CREATE INDEX order_history_id ON order_history (id);";

static const char *const tables[] = { "order_history", NULL };

typedef struct
{
  const char *currency;
  gint64 amount;
  gint64 count;
  const char *text;
} Facts;

static gboolean
insert (DocketProjection *self, DocketEvent *event, Facts facts, DocketDatabase *database, GError **error)
{
  const DocketEventEnvelope *envelope = docket_event_get_envelope (event);

  docket_projection_touch (self, envelope->position);
  return docket_database_run (database, error,
                              "INSERT INTO order_history (key, id, time, kind, actor, station, command_id, currency, amount, count, text)"
                              " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                              "iuitttutiit", envelope->position, &envelope->stream, envelope->time, docket_event_get_type_name (event),
                              envelope->actor, envelope->station, &envelope->command_id, facts.currency, facts.amount, facts.count,
                              facts.text);
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

static gboolean
plain (DocketProjection *self, DocketEvent *event, DocketDatabase *database, GError **error)
{
  return insert (self, event, (Facts) { 0 }, database, error);
}

static gboolean
order_placed (DocketProjection *self, DocketEvent *event, DocketDatabase *database, GError **error)
{
  DocketOrderPlaced *placed = (DocketOrderPlaced *) event;
  Facts facts = { .currency = placed->terms->currency, .amount = placed->terms->total.minor, .text = placed->number };

  return insert (self, event, facts, database, error);
}

static gboolean
order_imported (DocketProjection *self, DocketEvent *event, DocketDatabase *database, GError **error)
{
  DocketOrderImported *imported = (DocketOrderImported *) event;
  Facts facts = { .currency = imported->terms->currency, .amount = imported->terms->total.minor, .text = imported->source };

  return insert (self, event, facts, database, error);
}

static gboolean
line_added (DocketProjection *self, DocketEvent *event, DocketDatabase *database, GError **error)
{
  DocketLineAdded *added = (DocketLineAdded *) event;

  return insert (self, event, (Facts) { .text = title_of (added->terms, added->line) }, database, error);
}

static gboolean
line_changed (DocketProjection *self, DocketEvent *event, DocketDatabase *database, GError **error)
{
  DocketLineChanged *changed = (DocketLineChanged *) event;

  return insert (self, event, (Facts) { .text = title_of (changed->terms, changed->line) }, database, error);
}

static gboolean
line_removed (DocketProjection *self, DocketEvent *event, DocketDatabase *database, GError **error)
{
  return insert (self, event, (Facts) { .text = ((DocketLineRemoved *) event)->before->title }, database, error);
}

static gboolean
discount_set (DocketProjection *self, DocketEvent *event, DocketDatabase *database, GError **error)
{
  DocketOrderTerms *terms = ((DocketDiscountSet *) event)->terms;

  return insert (self, event, (Facts) { .currency = terms->currency, .amount = terms->discount.minor }, database, error);
}

static gboolean
shipping_set (DocketProjection *self, DocketEvent *event, DocketDatabase *database, GError **error)
{
  DocketOrderTerms *terms = ((DocketShippingSet *) event)->terms;
  Facts facts = { .currency = terms->currency,
                  .amount = terms->shipping != NULL ? terms->shipping->price.minor : 0,
                  .text = terms->shipping != NULL ? terms->shipping->title : NULL };

  return insert (self, event, facts, database, error);
}

static gboolean
customer_set (DocketProjection *self, DocketEvent *event, DocketDatabase *database, GError **error)
{
  DocketContact *customer = ((DocketCustomerSet *) event)->customer;

  return insert (self, event, (Facts) { .text = customer != NULL ? customer->name : NULL }, database, error);
}

static gboolean
order_cancelled (DocketProjection *self, DocketEvent *event, DocketDatabase *database, GError **error)
{
  return insert (self, event, (Facts) { .text = ((DocketOrderCancelled *) event)->reason }, database, error);
}

static gboolean
draft_discarded (DocketProjection *self, DocketEvent *event, DocketDatabase *database, GError **error)
{
  return insert (self, event, (Facts) { .text = ((DocketDraftDiscarded *) event)->reason }, database, error);
}

static gboolean
order_held (DocketProjection *self, DocketEvent *event, DocketDatabase *database, GError **error)
{
  return insert (self, event, (Facts) { .text = ((DocketOrderHeld *) event)->reason }, database, error);
}

static gboolean
note_added (DocketProjection *self, DocketEvent *event, DocketDatabase *database, GError **error)
{
  return insert (self, event, (Facts) { .text = ((DocketNoteAdded *) event)->text }, database, error);
}

static gboolean
payment_captured (DocketProjection *self, DocketEvent *event, DocketDatabase *database, GError **error)
{
  DocketPaymentCaptured *captured = (DocketPaymentCaptured *) event;

  return insert (self, event, (Facts) { .currency = captured->currency, .amount = captured->amount.minor, .text = captured->method },
                 database, error);
}

static gboolean
payment_voided (DocketProjection *self, DocketEvent *event, DocketDatabase *database, GError **error)
{
  DocketPaymentVoided *voided = (DocketPaymentVoided *) event;

  return insert (self, event, (Facts) { .currency = voided->currency, .amount = voided->amount.minor, .text = voided->reason }, database,
                 error);
}

static gboolean
fulfilment_created (DocketProjection *self, DocketEvent *event, DocketDatabase *database, GError **error)
{
  return insert (self, event, (Facts) { .count = docket_line_quantities_sum (((DocketFulfilmentCreated *) event)->lines) }, database, error);
}

static gboolean
fulfilment_shipped (DocketProjection *self, DocketEvent *event, DocketDatabase *database, GError **error)
{
  DocketFulfilmentShipped *shipped = (DocketFulfilmentShipped *) event;

  return insert (self, event, (Facts) { .count = docket_line_quantities_sum (shipped->lines), .text = shipped->tracking }, database, error);
}

static gboolean
fulfilment_cancelled (DocketProjection *self, DocketEvent *event, DocketDatabase *database, GError **error)
{
  DocketFulfilmentCancelled *cancelled = (DocketFulfilmentCancelled *) event;

  return insert (self, event, (Facts) { .count = docket_line_quantities_sum (cancelled->lines), .text = cancelled->reason }, database, error);
}

static const DocketProjector projectors[] = {
  { docket_order_drafted_get_type, plain },
  { docket_order_placed_get_type, order_placed },
  { docket_order_imported_get_type, order_imported },
  { docket_line_added_get_type, line_added },
  { docket_line_changed_get_type, line_changed },
  { docket_line_removed_get_type, line_removed },
  { docket_discount_set_get_type, discount_set },
  { docket_shipping_set_get_type, shipping_set },
  { docket_customer_set_get_type, customer_set },
  { docket_shipping_address_updated_get_type, plain },
  { docket_draft_discarded_get_type, draft_discarded },
  { docket_order_cancelled_get_type, order_cancelled },
  { docket_order_held_get_type, order_held },
  { docket_order_released_get_type, plain },
  { docket_note_added_get_type, note_added },
  { docket_payment_captured_get_type, payment_captured },
  { docket_payment_voided_get_type, payment_voided },
  { docket_fulfilment_created_get_type, fulfilment_created },
  { docket_fulfilment_shipped_get_type, fulfilment_shipped },
  { docket_fulfilment_delivered_get_type, plain },
  { docket_fulfilment_cancelled_get_type, fulfilment_cancelled },
};

static void
docket_order_history_view_class_init (DocketOrderHistoryViewClass *klass)
{
  DocketProjectionClass *projection_class = DOCKET_PROJECTION_CLASS (klass);

  projection_class->name = "order_history";
  projection_class->version = 1;
  projection_class->schema = schema;
  projection_class->tables = tables;
  projection_class->projectors = projectors;
  projection_class->n_projectors = G_N_ELEMENTS (projectors);
}

static void
docket_order_history_view_init (DocketOrderHistoryView *self G_GNUC_UNUSED)
{
}
