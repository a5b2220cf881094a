/* docket-record-payment.c: money was taken for an order
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "docket-record-payment.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "docket-format.h"
#include "docket-payment-events.h"
#include "docket-shop-rules.h"
#include "docket-void-payment.h"

static const DocketField fields[] = {
  DOCKET_FIELD (DocketRecordPayment, order, "order", docket_kind_string, .flags = DOCKET_FIELD_REQUIRED, .maximum = 200,
                .summary = "Which order, by number or id."),
  DOCKET_FIELD (DocketRecordPayment, amount, "amount", docket_kind_money, .flags = DOCKET_FIELD_REQUIRED, .summary = "What was taken."),
  DOCKET_FIELD (DocketRecordPayment, currency, "currency", docket_kind_string, .maximum = 3,
                .summary = "The order's currency, where one wants to be sure."),
  DOCKET_FIELD (DocketRecordPayment, method, "method", docket_kind_string, .maximum = 100, .summary = "How: cash, card, transfer…"),
  DOCKET_FIELD (DocketRecordPayment, reference, "reference", docket_kind_string, .maximum = 200,
                .summary = "What finds it in the bank's books."),
  DOCKET_FIELD (DocketRecordPayment, accept_overpayment, "accept-overpayment", docket_kind_boolean,
                .summary = "Take more than is owed."),
  DOCKET_FIELD (DocketRecordPayment, order_id, "order-id", docket_kind_uuid, .flags = DOCKET_FIELD_COMPLETED,
                .told_as = DOCKET_TOLD_STREAM),
  DOCKET_FIELD (DocketRecordPayment, payment_id, "payment-id", docket_kind_uuid, .flags = DOCKET_FIELD_COMPLETED),
};
DOCKET_DEFINE_RECORD (DocketRecordPayment, docket_record_payment, DOCKET_TYPE_COMMAND, fields)

static gboolean
check_currency (DocketRecordPayment *self, DocketOrderState *order, GError **error)
{
  g_autofree char *name = NULL;

  if (self->currency == NULL || strcmp (self->currency, order->terms->currency) == 0)
    return TRUE;
  name = docket_order_state_describe (order);
  docket_error_set (error, DOCKET_ERROR_REJECTED, "currency", _("Order %s is in %s: a payment in %s cannot be taken for it."), name,
                    order->terms->currency, self->currency);
  return FALSE;
}

static gboolean
prepare (DocketCommand *command, DocketUnitOfWork *unit_of_work, GError **error)
{
  DocketRecordPayment *self = DOCKET_RECORD_PAYMENT (command);
  g_autoptr (DocketOrderState) order = NULL;

  order = docket_order_state_require (docket_unit_of_work_get_database (unit_of_work), self->order, error);
  if (order == NULL || !check_currency (self, order, error) ||
      !docket_money_apply_currency (DOCKET_RECORD (self), order->terms->currency, error))
    return FALSE;
  self->order_id = order->id;
  self->payment_id = docket_command_derive_id (command, "payment", 0);
  docket_trim (&self->method);
  docket_trim (&self->reference);
  return TRUE;
}

/* A closed order may still be paid: closing says only that nothing was left to do. */
static gboolean
check_status (DocketOrderState *order, GError **error)
{
  return order->status == DOCKET_ORDER_STATUS_CLOSED || docket_order_state_check_open (order, error);
}

static gboolean
check_amount (DocketRecordPayment *self, DocketOrderState *order, GError **error)
{
  g_autofree char *amount = docket_order_state_format_money (order, self->amount.minor);
  gint64 owed = order->money.total - order->money.cancelled - order->money.captured + order->money.refunded;
  g_autofree char *owed_text = docket_order_state_format_money (order, MAX (owed, 0));

  if (self->amount.minor <= 0)
    docket_error_set (error, DOCKET_ERROR_REJECTED, "amount", _("A payment must be more than 0, and %s is not."), amount);
  else if (self->amount.minor > owed && !self->accept_overpayment)
    docket_error_set (error, DOCKET_ERROR_REJECTED, "amount",
                      _("Cannot take %s: %s is owed. Say that an overpayment is accepted to take more."), amount, owed_text);
  else if (order->money.captured > DOCKET_MONEY_MAXIMUM - self->amount.minor)
    docket_error_set (error, DOCKET_ERROR_INVALID, "amount", _("With %s the payments of this order are more than Docket can count."),
                      amount);
  else
    return TRUE;
  return FALSE;
}

static gboolean
decide (DocketCommand *command, DocketUnitOfWork *unit_of_work, GError **error)
{
  DocketRecordPayment *self = DOCKET_RECORD_PAYMENT (command);
  g_autoptr (DocketOrderState) order = NULL;
  g_autoptr (DocketPaymentCaptured) event = NULL;

  order = docket_order_state_require_id (docket_unit_of_work_get_database (unit_of_work), &self->order_id, error);
  if (order == NULL || !check_currency (self, order, error) || !check_status (order, error) || !check_amount (self, order, error))
    return FALSE;
  event = g_object_new (DOCKET_TYPE_PAYMENT_CAPTURED, NULL);
  event->payment_id = self->payment_id;
  event->currency = g_strdup (order->terms->currency);
  event->amount = self->amount;
  event->method = g_strdup (self->method);
  event->reference = g_strdup (self->reference);
  docket_unit_of_work_record (unit_of_work, &order->id, order->version, DOCKET_EVENT (event));
  return TRUE;
}

static DocketCommand *
undo (DocketCommand *command, GPtrArray *events, DocketUnitOfWork *unit_of_work, GError **error)
{
  DocketVoidPayment *back = g_object_new (DOCKET_TYPE_VOID_PAYMENT, NULL);

  back->payment = DOCKET_RECORD_PAYMENT (command)->payment_id;
  return DOCKET_COMMAND (back);
}

const DocketCommandHandler docket_record_payment_handler = {
  .get_type = docket_record_payment_get_type,
  .replay_class = DOCKET_REPLAY_FACT,
  .prepare = prepare,
  .decide = decide,
  .undo = undo,
};
