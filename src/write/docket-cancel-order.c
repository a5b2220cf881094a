/* docket-cancel-order.c: takes back an order of which nothing has left
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "docket-cancel-order.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>

#include "docket-format.h"
#include "docket-order-events.h"
#include "docket-order-target.h"

static const DocketField fields[] = {
  DOCKET_ORDER_TARGET_FIELDS (DocketCancelOrder),
  DOCKET_FIELD (DocketCancelOrder, reason, "reason", docket_kind_string, .maximum = 500, .summary = "Why it is cancelled."),
};
DOCKET_DEFINE_RECORD (DocketCancelOrder, docket_cancel_order, DOCKET_TYPE_COMMAND, fields)

static gboolean
prepare (DocketCommand *command, DocketUnitOfWork *unit_of_work, GError **error)
{
  DocketCancelOrder *self = DOCKET_CANCEL_ORDER (command);
  g_autoptr (DocketOrderState) state = docket_order_target_resolve (unit_of_work, self->order, &self->order_id, error);

  return state != NULL;
}

static gboolean
check_nothing_shipped (DocketOrderState *state, const char *name, GError **error)
{
  for (guint i = 0; i < state->lines->len; i++)
    {
      DocketOrderLineState *line = g_ptr_array_index (state->lines, i);
      g_autofree char *shipped = docket_format_quantity (line->shipped, line->terms->unit);

      if (line->shipped == 0)
        continue;
      docket_error_set (error, DOCKET_ERROR_REJECTED, "order",
                        _("Order %s cannot be cancelled: %s of “%s” has been shipped and can only come back as a return."), name,
                        shipped, line->terms->title);
      return FALSE;
    }
  return TRUE;
}

static gboolean
check_no_live_fulfilment (DocketOrderState *state, const char *name, GError **error)
{
  for (guint i = 0; i < state->fulfilments->len; i++)
    {
      DocketFulfilmentState *fulfilment = g_ptr_array_index (state->fulfilments, i);

      if (fulfilment->status == DOCKET_PARCEL_STATUS_CANCELLED)
        continue;
      docket_error_set (error, DOCKET_ERROR_REJECTED, "order",
                        _("Order %s cannot be cancelled while its fulfilment %" PRId64 " is under way: cancel that first."),
                        name, fulfilment->number);
      return FALSE;
    }
  return TRUE;
}

static gboolean
check (DocketOrderState *state, GError **error)
{
  g_autofree char *name = docket_order_state_describe (state);

  return docket_order_state_check_open (state, error) && check_nothing_shipped (state, name, error) &&
         check_no_live_fulfilment (state, name, error);
}

static void
cancel_line (DocketOrderCancelled *event, DocketOrderLineState *line)
{
  gint64 open = line->terms->quantity - line->cancelled;
  DocketLineQuantity *quantity;

  if (open <= 0)
    return;
  quantity = g_object_new (DOCKET_TYPE_LINE_QUANTITY, NULL);
  quantity->line = line->terms->line;
  quantity->quantity = open;
  if (line->terms->moves_stock)
    quantity->product_id = line->terms->product_id;
  g_ptr_array_add (event->lines, quantity);
}

static gboolean
decide (DocketCommand *command, DocketUnitOfWork *unit_of_work, GError **error)
{
  DocketCancelOrder *self = DOCKET_CANCEL_ORDER (command);
  g_autoptr (DocketOrderState) state = docket_order_target_load (unit_of_work, &self->order_id, error);
  g_autoptr (DocketOrderCancelled) event = NULL;

  if (state == NULL || !check (state, error))
    return FALSE;
  event = g_object_new (DOCKET_TYPE_ORDER_CANCELLED, NULL);
  event->reason = g_strdup (self->reason);
  event->lines = docket_records_new ();
  event->amount = DOCKET_MONEY (state->money.total - state->money.cancelled, state->digits);
  for (guint i = 0; i < state->lines->len; i++)
    cancel_line (event, g_ptr_array_index (state->lines, i));
  docket_unit_of_work_record (unit_of_work, &state->id, state->version, DOCKET_EVENT (event));
  return TRUE;
}

const DocketCommandHandler docket_cancel_order_handler = {
  .get_type = docket_cancel_order_get_type,
  .replay_class = DOCKET_REPLAY_INTENT,
  .prepare = prepare,
  .decide = decide,
};
