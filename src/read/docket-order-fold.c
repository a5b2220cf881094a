/* docket-order-fold.c: one order, folded from its events when it is asked for
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "docket-order-fold.h"

#include "docket-currency-label.h"
#include "docket-events.h"
#include "docket-history-row.h"
#include "docket-order-counters.h"

#include <string.h>

/* What happened to one line of the order; a line of which nothing is known has only zeros. */
typedef struct
{
  gint64 line;
  gint64 cancelled;
  gint64 committed;
  gint64 shipped;
} LineCounters;

typedef struct
{
  DocketOrderDetail *order;
  DocketOrderTerms *terms;
  DocketOrderCounters counters;
  GArray *lines;
} Fold;

static LineCounters *
find_counters (Fold *fold, gint64 line)
{
  LineCounters none = { .line = line };

  for (guint i = 0; i < fold->lines->len; i++)
    if (g_array_index (fold->lines, LineCounters, i).line == line)
      return &g_array_index (fold->lines, LineCounters, i);
  g_array_append_val (fold->lines, none);
  return &g_array_index (fold->lines, LineCounters, fold->lines->len - 1);
}

static void
add_to_lines (Fold *fold, GPtrArray *lines, gsize counter, gint64 sign)
{
  for (guint i = 0; lines != NULL && i < lines->len; i++)
    {
      DocketLineQuantity *quantity = lines->pdata[i];
      LineCounters *line = find_counters (fold, quantity->line);

      G_STRUCT_MEMBER (gint64, line, counter) += sign * quantity->quantity;
    }
}

#define ADD_TO_LINES(fold, lines, counter, sign) add_to_lines (fold, lines, G_STRUCT_OFFSET (LineCounters, counter), sign)

static void
set_text (char **member, const char *text)
{
  g_free (*member);
  *member = g_strdup (text);
}

static void
set_strings (char ***member, char **strings)
{
  g_strfreev (*member);
  *member = strings != NULL ? g_strdupv (strings) : g_new0 (char *, 1);
}

/* Where it begins, or a draft becomes an order. */

static void
begin (Fold *fold, DocketEvent *event, DocketContact *customer, DocketAddress *shipping_address, const char *note)
{
  DocketOrderDetail *order = fold->order;
  const DocketEventEnvelope *envelope = docket_event_get_envelope (event);

  if (order->key == 0)
    order->key = envelope->position;
  order->id = envelope->stream;
  order->placed_at = envelope->time;
  order->day = envelope->day;
  g_set_object (&order->customer, customer);
  g_set_object (&order->shipping_address, shipping_address);
  set_text (&order->note, note);
}

static void
order_drafted (Fold *fold, DocketEvent *event)
{
  DocketOrderDrafted *drafted = (DocketOrderDrafted *) event;

  begin (fold, event, drafted->customer, drafted->shipping_address, drafted->note);
  fold->order->customer_id = drafted->customer_id;
  set_strings (&fold->order->tags, NULL);
  fold->terms = drafted->terms;
}

static void
order_placed (Fold *fold, DocketEvent *event)
{
  DocketOrderPlaced *placed = (DocketOrderPlaced *) event;

  begin (fold, event, placed->customer, placed->shipping_address, placed->note);
  fold->order->customer_id = placed->customer_id;
  set_text (&fold->order->number, placed->number);
  set_strings (&fold->order->tags, placed->tags);
  fold->terms = placed->terms;
}

static gboolean
equals_payment (gconstpointer payment, gconstpointer id)
{
  return docket_uuid_equal (&((const DocketPaymentDetail *) payment)->id, id);
}

static DocketPaymentDetail *
add_payment (Fold *fold, const DocketUuid *id, const char *status, DocketMoney amount, gint64 time)
{
  DocketPaymentDetail *payment = g_object_new (DOCKET_TYPE_PAYMENT_DETAIL, NULL);
  guint index;

  payment->id = *id;
  payment->status = g_strdup (status);
  payment->amount = DOCKET_MONEY (amount.minor, 0);
  payment->refunded = DOCKET_MONEY (0, 0);
  payment->time = time;
  if (g_ptr_array_find_with_equal_func (fold->order->payments, id, equals_payment, &index))
    g_ptr_array_remove_index (fold->order->payments, index);
  g_ptr_array_add (fold->order->payments, payment);
  return payment;
}

static void
import_payments (Fold *fold, DocketEvent *event, GPtrArray *payments)
{
  for (guint i = 0; payments != NULL && i < payments->len; i++)
    {
      DocketImportedPayment *imported = payments->pdata[i];
      const char *status = imported->is_voided ? "voided" : imported->is_authorized ? "authorized" : "captured";
      gint64 time = imported->time != 0 ? imported->time : docket_event_get_envelope (event)->time;
      DocketPaymentDetail *payment = add_payment (fold, &imported->payment_id, status, imported->amount, time);

      payment->refunded.minor = imported->refunded.minor;
      payment->method = g_strdup (imported->method);
      payment->reference = g_strdup (imported->reference);
    }
}

static gboolean
equals_fulfilment (gconstpointer fulfilment, gconstpointer id)
{
  return docket_uuid_equal (&((const DocketFulfilmentDetail *) fulfilment)->id, id);
}

static DocketFulfilmentDetail *
find_fulfilment (Fold *fold, const DocketUuid *id)
{
  guint index;

  if (!g_ptr_array_find_with_equal_func (fold->order->fulfilments, id, equals_fulfilment, &index))
    return NULL;
  return fold->order->fulfilments->pdata[index];
}

static DocketFulfilmentDetail *
add_fulfilment (Fold *fold, const DocketUuid *id, gint64 number, DocketParcelStatus status, GPtrArray *lines, gint64 time)
{
  DocketFulfilmentDetail *fulfilment = g_object_new (DOCKET_TYPE_FULFILMENT_DETAIL, NULL);

  fulfilment->id = *id;
  fulfilment->number = g_strdup_printf ("%" G_GINT64_FORMAT, number);
  fulfilment->status = status;
  fulfilment->created_at = time;
  fulfilment->lines = lines != NULL ? g_ptr_array_ref (lines) : docket_records_new ();
  g_ptr_array_add (fold->order->fulfilments, fulfilment);
  return fulfilment;
}

static void
import_fulfilments (Fold *fold, DocketEvent *event, GPtrArray *fulfilments)
{
  for (guint i = 0; fulfilments != NULL && i < fulfilments->len; i++)
    {
      DocketImportedFulfilment *imported = fulfilments->pdata[i];
      gint64 time = imported->time != 0 ? imported->time : docket_event_get_envelope (event)->time;
      DocketParcelStatus status = imported->is_delivered ? DOCKET_PARCEL_STATUS_DELIVERED : DOCKET_PARCEL_STATUS_SHIPPED;
      DocketFulfilmentDetail *fulfilment = add_fulfilment (fold, &imported->fulfilment_id, i + 1, status, imported->lines, time);

      fulfilment->tracking = g_strdup (imported->tracking);
      fulfilment->shipped_at = time;
      fulfilment->delivered_at = imported->is_delivered ? time : 0;
      ADD_TO_LINES (fold, imported->lines, committed, 1);
      ADD_TO_LINES (fold, imported->lines, shipped, 1);
    }
}

static void
order_imported (Fold *fold, DocketEvent *event)
{
  DocketOrderImported *imported = (DocketOrderImported *) event;
  DocketOrderDetail *order = fold->order;

  begin (fold, event, imported->customer, imported->shipping_address, imported->note);
  g_set_object (&order->billing_address, imported->billing_address);
  order->customer_id = imported->customer_id;
  set_text (&order->number, imported->number);
  set_text (&order->source, imported->source);
  set_text (&order->shop, imported->shop);
  set_strings (&order->tags, imported->tags);
  if (imported->differences != NULL && *imported->differences != NULL)
    set_strings (&order->differences, imported->differences);
  import_payments (fold, event, imported->payments);
  import_fulfilments (fold, event, imported->fulfilments);
  ADD_TO_LINES (fold, imported->cancelled, cancelled, 1);
  fold->terms = imported->terms;
}

/* A draft's terms are replaced whole. */

static void
line_added (Fold *fold, DocketEvent *event)
{
  fold->terms = ((DocketLineAdded *) event)->terms;
}

static void
line_changed (Fold *fold, DocketEvent *event)
{
  fold->terms = ((DocketLineChanged *) event)->terms;
}

static void
line_removed (Fold *fold, DocketEvent *event)
{
  fold->terms = ((DocketLineRemoved *) event)->terms;
}

static void
discount_set (Fold *fold, DocketEvent *event)
{
  fold->terms = ((DocketDiscountSet *) event)->terms;
}

static void
shipping_set (Fold *fold, DocketEvent *event)
{
  fold->terms = ((DocketShippingSet *) event)->terms;
}

static void
customer_set (Fold *fold, DocketEvent *event)
{
  fold->order->customer_id = ((DocketCustomerSet *) event)->customer_id;
  g_set_object (&fold->order->customer, ((DocketCustomerSet *) event)->customer);
}

static void
shipping_address_updated (Fold *fold, DocketEvent *event)
{
  g_set_object (&fold->order->shipping_address, ((DocketShippingAddressUpdated *) event)->after);
}

/* What becomes of it */

static void
order_cancelled (Fold *fold, DocketEvent *event)
{
  g_clear_pointer (&fold->order->hold_reason, g_free);
  ADD_TO_LINES (fold, ((DocketOrderCancelled *) event)->lines, cancelled, 1);
}

static void
order_held (Fold *fold, DocketEvent *event)
{
  set_text (&fold->order->hold_reason, ((DocketOrderHeld *) event)->reason);
}

static void
order_released (Fold *fold, DocketEvent *event G_GNUC_UNUSED)
{
  g_clear_pointer (&fold->order->hold_reason, g_free);
}

static void
payment_captured (Fold *fold, DocketEvent *event)
{
  DocketPaymentCaptured *captured = (DocketPaymentCaptured *) event;
  DocketPaymentDetail *payment
      = add_payment (fold, &captured->payment_id, "captured", captured->amount, docket_event_get_envelope (event)->time);

  payment->method = g_strdup (captured->method);
  payment->reference = g_strdup (captured->reference);
}

static void
payment_voided (Fold *fold, DocketEvent *event)
{
  const DocketUuid *id = &((DocketPaymentVoided *) event)->payment_id;
  guint index;

  if (g_ptr_array_find_with_equal_func (fold->order->payments, id, equals_payment, &index))
    set_text (&((DocketPaymentDetail *) fold->order->payments->pdata[index])->status, "voided");
}

static void
fulfilment_created (Fold *fold, DocketEvent *event)
{
  DocketFulfilmentCreated *created = (DocketFulfilmentCreated *) event;

  add_fulfilment (fold, &created->fulfilment_id, created->number, DOCKET_PARCEL_STATUS_PLANNED, created->lines,
                  docket_event_get_envelope (event)->time);
  ADD_TO_LINES (fold, created->lines, committed, 1);
}

static void
fulfilment_shipped (Fold *fold, DocketEvent *event)
{
  DocketFulfilmentShipped *shipped = (DocketFulfilmentShipped *) event;
  DocketFulfilmentDetail *fulfilment = find_fulfilment (fold, &shipped->fulfilment_id);

  ADD_TO_LINES (fold, shipped->lines, shipped, 1);
  if (fulfilment == NULL)
    return;
  fulfilment->status = DOCKET_PARCEL_STATUS_SHIPPED;
  fulfilment->shipped_at = docket_event_get_envelope (event)->time;
  set_text (&fulfilment->tracking, shipped->tracking);
  set_text (&fulfilment->carrier, shipped->carrier);
}

static void
fulfilment_delivered (Fold *fold, DocketEvent *event)
{
  DocketFulfilmentDetail *fulfilment = find_fulfilment (fold, &((DocketFulfilmentDelivered *) event)->fulfilment_id);

  if (fulfilment == NULL)
    return;
  fulfilment->status = DOCKET_PARCEL_STATUS_DELIVERED;
  fulfilment->delivered_at = docket_event_get_envelope (event)->time;
}

static void
fulfilment_cancelled (Fold *fold, DocketEvent *event)
{
  DocketFulfilmentCancelled *cancelled = (DocketFulfilmentCancelled *) event;
  DocketFulfilmentDetail *fulfilment = find_fulfilment (fold, &cancelled->fulfilment_id);

  ADD_TO_LINES (fold, cancelled->lines, committed, -1);
  if (fulfilment != NULL)
    fulfilment->status = DOCKET_PARCEL_STATUS_CANCELLED;
}

static const struct
{
  GType (*get_type) (void);
  void (*fold) (Fold *fold, DocketEvent *event);
} steps[] = {
  { docket_order_drafted_get_type, order_drafted },
  { docket_order_placed_get_type, order_placed },
  { docket_order_imported_get_type, order_imported },
  { docket_line_added_get_type, line_added },
  { docket_line_changed_get_type, line_changed },
  { docket_line_removed_get_type, line_removed },
  { docket_discount_set_get_type, discount_set },
  { docket_shipping_set_get_type, shipping_set },
  { docket_customer_set_get_type, customer_set },
  { docket_shipping_address_updated_get_type, shipping_address_updated },
  { docket_order_cancelled_get_type, order_cancelled },
  { docket_order_held_get_type, order_held },
  { docket_order_released_get_type, order_released },
  { docket_payment_captured_get_type, payment_captured },
  { docket_payment_voided_get_type, payment_voided },
  { docket_fulfilment_created_get_type, fulfilment_created },
  { docket_fulfilment_shipped_get_type, fulfilment_shipped },
  { docket_fulfilment_delivered_get_type, fulfilment_delivered },
  { docket_fulfilment_cancelled_get_type, fulfilment_cancelled },
};

static void
fold_event (Fold *fold, DocketEvent *event)
{
  docket_order_counters_apply (&fold->counters, event);
  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    if (steps[i].get_type () == G_OBJECT_TYPE (event))
      steps[i].fold (fold, event);
}

/* The agreement, with what happened to each line */

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

  self->currency = g_strdup (terms->currency);
  self->prices_include_tax = terms->prices_include_tax;
  self->tax_rounding = terms->tax_rounding;
  self->discount_given = terms->discount_given;
  self->discount = terms->discount;
  self->discount.is_set = TRUE;
  self->shipping = self->shipping_net = self->shipping_tax = self->shipping_total = DOCKET_MONEY (0, 0);
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

static void
take_counters (Fold *fold)
{
  const DocketOrderCounters *counters = &fold->counters;
  DocketOrderDetail *order = fold->order;

  order->status = counters->status;
  order->payment_status = counters->payment_status;
  order->fulfilment_status = counters->fulfilment_status;
  order->is_on_hold = counters->is_on_hold;
  order->net = DOCKET_MONEY (counters->net, 0);
  order->tax = DOCKET_MONEY (counters->tax, 0);
  order->total = DOCKET_MONEY (counters->money.total, 0);
  order->cancelled = DOCKET_MONEY (counters->money.cancelled, 0);
  order->paid = DOCKET_MONEY (counters->money.captured, 0);
  order->refunded = DOCKET_MONEY (counters->money.refunded, 0);
  order->balance = DOCKET_MONEY (counters->balance, 0);
  for (guint i = 0; i < order->lines->len; i++)
    {
      DocketOrderDetailLine *line = order->lines->pdata[i];
      const LineCounters *of_line = find_counters (fold, line->line);

      line->cancelled = of_line->cancelled;
      line->committed = of_line->committed;
      line->shipped = of_line->shipped;
      line->open = line->quantity - line->cancelled - line->committed;
    }
}

static int
compare_payments (gconstpointer a, gconstpointer b)
{
  const DocketPaymentDetail *first = *(DocketPaymentDetail *const *) a;
  const DocketPaymentDetail *second = *(DocketPaymentDetail *const *) b;

  if (first->time != second->time)
    return first->time < second->time ? -1 : 1;
  return memcmp (first->id.bytes, second->id.bytes, sizeof first->id.bytes);
}

static void
label_parts (DocketOrderDetail *self)
{
  g_ptr_array_sort (self->payments, compare_payments);
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
    }
}

static void
tell_history (DocketOrderDetail *self, GPtrArray *events)
{
  for (guint i = 0; i < events->len; i++)
    {
      DocketHistoryRow *row = g_object_new (DOCKET_TYPE_HISTORY_ROW, NULL);

      docket_history_row_tell (row, events->pdata[i], self->number);
      g_ptr_array_add (self->history, row);
    }
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

/**
 * docket_order_fold:
 * @events: (element-type DocketEvent): the events of an order, from the first
 *
 * Returns: (transfer full): the order as it stands after them
 */
DocketOrderDetail *
docket_order_fold (GPtrArray *events)
{
  DocketOrderDetail *order = g_object_new (DOCKET_TYPE_ORDER_DETAIL, NULL);
  g_autoptr (GArray) lines = g_array_new (FALSE, FALSE, sizeof (LineCounters));
  Fold fold = { .order = order, .lines = lines };

  order->lines = docket_records_new ();
  order->payments = docket_records_new ();
  order->fulfilments = docket_records_new ();
  order->returns = docket_records_new ();
  order->history = docket_records_new ();
  for (guint i = 0; i < events->len; i++)
    fold_event (&fold, events->pdata[i]);
  if (fold.terms != NULL)
    take_terms (order, fold.terms);
  take_counters (&fold);
  tell_history (order, events);
  label_parts (order);
  docket_currency_label (DOCKET_RECORD (order), order->currency);
  order->next_step = g_strdup (find_next_step (order));
  return order;
}
