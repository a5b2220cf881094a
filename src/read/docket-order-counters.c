/* docket-order-counters.c: what the statuses of an order follow from
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "docket-order-counters.h"

#include "docket-events.h"

/* Follows after whatever moves money or goods. Nobody owes anything for a draft. */
static void
settle (DocketOrderCounters *self)
{
  const DocketMoneyCounters *money = &self->money;
  gboolean is_owed = self->status == DOCKET_ORDER_STATUS_OPEN || self->status == DOCKET_ORDER_STATUS_CLOSED ||
                     self->status == DOCKET_ORDER_STATUS_CANCELLED;

  self->goods.open = self->items - self->items_cancelled;
  self->goods.delivered = self->parcels_delivered >= self->parcels_shipped ? self->goods.shipped : 0;
  self->payment_status = docket_payment_status_derive (money);
  self->fulfilment_status = docket_fulfilment_status_derive (&self->goods);
  self->balance = is_owed ? money->total - money->cancelled - money->captured + money->refunded : 0;
}

static void
take_terms (DocketOrderCounters *self, DocketOrderTerms *terms)
{
  self->net = terms->net.minor;
  self->tax = terms->tax.minor;
  self->money.total = terms->total.minor;
  self->n_lines = terms->lines != NULL ? terms->lines->len : 0;
  self->items = 0;
  for (guint i = 0; i < self->n_lines; i++)
    self->items += ((DocketOrderLine *) terms->lines->pdata[i])->quantity;
}

static void
begin (DocketOrderCounters *self, DocketOrderStatus status, DocketOrderTerms *terms)
{
  *self = (DocketOrderCounters) { .status = status };
  take_terms (self, terms);
}

static void
order_drafted (DocketOrderCounters *self, DocketEvent *event)
{
  begin (self, DOCKET_ORDER_STATUS_DRAFT, ((DocketOrderDrafted *) event)->terms);
}

static void
order_placed (DocketOrderCounters *self, DocketEvent *event)
{
  begin (self, DOCKET_ORDER_STATUS_OPEN, ((DocketOrderPlaced *) event)->terms);
  settle (self);
}

static void
add_imported_payments (DocketOrderCounters *self, GPtrArray *payments)
{
  for (guint i = 0; payments != NULL && i < payments->len; i++)
    {
      DocketImportedPayment *payment = payments->pdata[i];

      if (payment->is_voided)
        self->money.n_voided++;
      else if (payment->is_authorized)
        self->money.authorized += payment->amount.minor;
      else
        self->money.captured += payment->amount.minor;
      self->money.refunded += payment->refunded.minor;
    }
}

static void
add_imported_fulfilments (DocketOrderCounters *self, GPtrArray *fulfilments)
{
  for (guint i = 0; fulfilments != NULL && i < fulfilments->len; i++)
    {
      DocketImportedFulfilment *fulfilment = fulfilments->pdata[i];

      self->goods.shipped += docket_line_quantities_sum (fulfilment->lines);
      self->parcels_shipped++;
      self->parcels_delivered += fulfilment->is_delivered ? 1 : 0;
    }
}

static void
order_imported (DocketOrderCounters *self, DocketEvent *event)
{
  DocketOrderImported *imported = (DocketOrderImported *) event;

  begin (self,
         imported->is_cancelled ? DOCKET_ORDER_STATUS_CANCELLED
         : imported->is_closed  ? DOCKET_ORDER_STATUS_CLOSED
                                : DOCKET_ORDER_STATUS_OPEN,
         imported->terms);
  add_imported_payments (self, imported->payments);
  add_imported_fulfilments (self, imported->fulfilments);
  self->money.cancelled = imported->cancelled_amount.minor;
  self->items_cancelled = docket_line_quantities_sum (imported->cancelled);
  settle (self);
}

static void
line_added (DocketOrderCounters *self, DocketEvent *event)
{
  take_terms (self, ((DocketLineAdded *) event)->terms);
}

static void
line_changed (DocketOrderCounters *self, DocketEvent *event)
{
  take_terms (self, ((DocketLineChanged *) event)->terms);
}

static void
line_removed (DocketOrderCounters *self, DocketEvent *event)
{
  take_terms (self, ((DocketLineRemoved *) event)->terms);
}

static void
discount_set (DocketOrderCounters *self, DocketEvent *event)
{
  take_terms (self, ((DocketDiscountSet *) event)->terms);
}

static void
shipping_set (DocketOrderCounters *self, DocketEvent *event)
{
  take_terms (self, ((DocketShippingSet *) event)->terms);
}

static void
draft_discarded (DocketOrderCounters *self, DocketEvent *event G_GNUC_UNUSED)
{
  self->status = DOCKET_ORDER_STATUS_DISCARDED;
  settle (self);
}

/* Nothing waits any more. */
static void
order_cancelled (DocketOrderCounters *self, DocketEvent *event)
{
  DocketOrderCancelled *cancelled = (DocketOrderCancelled *) event;

  self->status = DOCKET_ORDER_STATUS_CANCELLED;
  self->is_on_hold = FALSE;
  self->money.cancelled += cancelled->amount.minor;
  self->items_cancelled += docket_line_quantities_sum (cancelled->lines);
  settle (self);
}

static void
order_held (DocketOrderCounters *self, DocketEvent *event G_GNUC_UNUSED)
{
  self->is_on_hold = TRUE;
}

static void
order_released (DocketOrderCounters *self, DocketEvent *event G_GNUC_UNUSED)
{
  self->is_on_hold = FALSE;
}

static void
payment_captured (DocketOrderCounters *self, DocketEvent *event)
{
  self->money.captured += ((DocketPaymentCaptured *) event)->amount.minor;
  settle (self);
}

static void
payment_voided (DocketOrderCounters *self, DocketEvent *event)
{
  self->money.captured -= ((DocketPaymentVoided *) event)->amount.minor;
  self->money.n_voided++;
  settle (self);
}

static void
fulfilment_shipped (DocketOrderCounters *self, DocketEvent *event)
{
  self->goods.shipped += docket_line_quantities_sum (((DocketFulfilmentShipped *) event)->lines);
  self->parcels_shipped++;
  settle (self);
}

static void
fulfilment_delivered (DocketOrderCounters *self, DocketEvent *event G_GNUC_UNUSED)
{
  self->parcels_delivered++;
  settle (self);
}

static const struct
{
  GType (*get_type) (void);
  void (*apply) (DocketOrderCounters *self, DocketEvent *event);
} steps[] = {
  { docket_order_drafted_get_type, order_drafted },
  { docket_order_placed_get_type, order_placed },
  { docket_order_imported_get_type, order_imported },
  { docket_line_added_get_type, line_added },
  { docket_line_changed_get_type, line_changed },
  { docket_line_removed_get_type, line_removed },
  { docket_discount_set_get_type, discount_set },
  { docket_shipping_set_get_type, shipping_set },
  { docket_draft_discarded_get_type, draft_discarded },
  { docket_order_cancelled_get_type, order_cancelled },
  { docket_order_held_get_type, order_held },
  { docket_order_released_get_type, order_released },
  { docket_payment_captured_get_type, payment_captured },
  { docket_payment_voided_get_type, payment_voided },
  { docket_fulfilment_shipped_get_type, fulfilment_shipped },
  { docket_fulfilment_delivered_get_type, fulfilment_delivered },
};

/**
 * docket_order_counters_apply:
 * @self: the counters before the event
 * @event: what happened to the order; events that move no figure pass by
 *
 * Carries an event into the counters.
 */
void
docket_order_counters_apply (DocketOrderCounters *self, DocketEvent *event)
{
  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    if (steps[i].get_type () == G_OBJECT_TYPE (event))
      {
        steps[i].apply (self, event);
        return;
      }
}
