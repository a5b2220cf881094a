/* docket-void-payment.c: a payment was recorded by mistake, or an authorization is given up
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "docket-void-payment.h"

#include <glib/gi18n-lib.h>

#include "docket-payment-events.h"
#include "docket-shop-rules.h"

static const DocketField fields[] = {
  DOCKET_FIELD (DocketVoidPayment, payment, "payment", docket_kind_uuid, .summary = "Which payment, by its id."),
  DOCKET_FIELD (DocketVoidPayment, order, "order", docket_kind_string, .maximum = 200,
                .summary = "Instead of the payment: an order, by number or id, that has exactly one."),
  DOCKET_FIELD (DocketVoidPayment, reason, "reason", docket_kind_string, .maximum = 500, .summary = "Why."),
  DOCKET_FIELD (DocketVoidPayment, order_id, "order-id", docket_kind_uuid, .flags = DOCKET_FIELD_COMPLETED,
                .told_as = DOCKET_TOLD_STREAM),
  DOCKET_FIELD (DocketVoidPayment, payment_id, "payment-id", docket_kind_uuid, .flags = DOCKET_FIELD_COMPLETED),
};
DOCKET_DEFINE_RECORD (DocketVoidPayment, docket_void_payment, DOCKET_TYPE_COMMAND, fields)

static void
fail_many (DocketOrderState *order, GPtrArray *payments, GError **error)
{
  g_autofree char *name = docket_order_state_describe (order);
  g_autoptr (GString) ids = g_string_new (NULL);

  for (guint i = 0; i < payments->len; i++)
    {
      const DocketPaymentState *payment = g_ptr_array_index (payments, i);
      char id[DOCKET_UUID_STRING_SIZE];

      g_string_append_printf (ids, "%s%s", i > 0 ? ", " : "", docket_uuid_format (&payment->id, id));
    }
  docket_error_set (error, DOCKET_ERROR_AMBIGUOUS, "payment",
                    ngettext ("Order %s has %u payment; say which one by its id: %s.",
                              "Order %s has %u payments; say which one by its id: %s.", payments->len),
                    name, payments->len, ids->str);
}

/* The one payment of the order that counts. */
static gboolean
find_single (DocketOrderState *order, DocketUuid *payment_id, GError **error)
{
  g_autoptr (GPtrArray) live = g_ptr_array_new ();
  g_autofree char *name = NULL;

  for (guint i = 0; i < order->payments->len; i++)
    {
      DocketPaymentState *payment = g_ptr_array_index (order->payments, i);

      if (!payment->is_voided)
        g_ptr_array_add (live, payment);
    }
  if (live->len == 1)
    {
      *payment_id = ((const DocketPaymentState *) g_ptr_array_index (live, 0))->id;
      return TRUE;
    }
  if (live->len > 1)
    {
      fail_many (order, live, error);
      return FALSE;
    }
  name = docket_order_state_describe (order);
  docket_error_set (error, DOCKET_ERROR_NOT_FOUND, "order", _("Order %s has no payment that could be voided."), name);
  return FALSE;
}

static gboolean
prepare (DocketCommand *command, DocketUnitOfWork *unit_of_work, GError **error)
{
  DocketVoidPayment *self = DOCKET_VOID_PAYMENT (command);
  DocketDatabase *database = docket_unit_of_work_get_database (unit_of_work);
  g_autoptr (DocketOrderState) order = NULL;
  DocketPaymentState *payment;

  docket_trim (&self->reason);
  docket_trim (&self->order);
  if (docket_uuid_is_null (&self->payment) && self->order == NULL)
    {
      docket_error_set (error, DOCKET_ERROR_INVALID, "payment", _("Say which payment by its id, or which order."));
      return FALSE;
    }
  self->payment_id = self->payment;
  if (docket_uuid_is_null (&self->payment))
    {
      order = docket_order_state_require (database, self->order, error);
      if (order == NULL || !find_single (order, &self->payment_id, error))
        return FALSE;
    }
  else
    order = docket_order_state_require_payment (database, &self->payment, &payment, error);
  if (order == NULL)
    return FALSE;
  self->order_id = order->id;
  return TRUE;
}

/* Where both are given, both must be meant. */
static gboolean
check_order (DocketVoidPayment *self, DocketDatabase *database, GError **error)
{
  g_autoptr (DocketOrderState) named = NULL;
  g_autofree char *name = NULL;

  if (self->order == NULL)
    return TRUE;
  named = docket_order_state_require (database, self->order, error);
  if (named == NULL)
    return FALSE;
  if (docket_uuid_equal (&named->id, &self->order_id))
    return TRUE;
  name = docket_order_state_describe (named);
  docket_error_set (error, DOCKET_ERROR_REJECTED, "payment", _("This payment is not one of order %s."), name);
  return FALSE;
}

static gboolean
check_payment (DocketOrderState *order, DocketPaymentState *payment, GError **error)
{
  g_autofree char *amount = docket_order_state_format_money (order, payment->amount);
  g_autofree char *refunded = docket_order_state_format_money (order, payment->refunded);

  if (payment->is_voided)
    docket_error_set (error, DOCKET_ERROR_REJECTED, "payment", _("The payment of %s has been voided already."), amount);
  else if (payment->refunded > 0)
    docket_error_set (error, DOCKET_ERROR_REJECTED, "payment", _("The payment of %s cannot be voided: %s of it went back already."),
                      amount, refunded);
  else if (payment->is_authorized && payment->captured > 0)
    docket_error_set (error, DOCKET_ERROR_REJECTED, "payment", _("The authorization of %s cannot be voided: a part of it was taken."),
                      amount);
  else
    return TRUE;
  return FALSE;
}

static gboolean
decide (DocketCommand *command, DocketUnitOfWork *unit_of_work, GError **error)
{
  DocketVoidPayment *self = DOCKET_VOID_PAYMENT (command);
  DocketDatabase *database = docket_unit_of_work_get_database (unit_of_work);
  g_autoptr (DocketOrderState) order = NULL;
  g_autoptr (DocketPaymentVoided) event = NULL;
  DocketPaymentState *payment;

  order = docket_order_state_require_payment (database, &self->payment_id, &payment, error);
  if (order == NULL || !check_order (self, database, error) || !check_payment (order, payment, error))
    return FALSE;
  event = g_object_new (DOCKET_TYPE_PAYMENT_VOIDED, NULL);
  event->payment_id = payment->id;
  event->currency = g_strdup (order->terms->currency);
  event->amount = DOCKET_MONEY (payment->is_authorized ? payment->amount : payment->captured, order->digits);
  event->reason = g_strdup (self->reason);
  docket_unit_of_work_record (unit_of_work, &order->id, order->version, DOCKET_EVENT (event));
  return TRUE;
}

static DocketCommand *
undo (DocketCommand *command, GPtrArray *events, DocketUnitOfWork *unit_of_work, GError **error)
{
  docket_error_set (error, DOCKET_ERROR_REJECTED, NULL, _("A payment that was voided stays so: record it again if it was taken."));
  return NULL;
}

const DocketCommandHandler docket_void_payment_handler = {
  .get_type = docket_void_payment_get_type,
  .replay_class = DOCKET_REPLAY_ADAPT,
  .prepare = prepare,
  .decide = decide,
  .undo = undo,
};
