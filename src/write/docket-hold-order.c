/* docket-hold-order.c: keeps an order from being sent for now
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "docket-hold-order.h"

#include <glib/gi18n-lib.h>

#include "docket-order-events.h"
#include "docket-order-target.h"
#include "docket-release-order.h"

static const DocketField fields[] = {
  DOCKET_ORDER_TARGET_FIELDS (DocketHoldOrder),
  DOCKET_FIELD (DocketHoldOrder, reason, "reason", docket_kind_string, .maximum = 500, .summary = "Why it has to wait."),
};
DOCKET_DEFINE_RECORD (DocketHoldOrder, docket_hold_order, DOCKET_TYPE_COMMAND, fields)

static gboolean
prepare (DocketCommand *command, DocketUnitOfWork *unit_of_work, GError **error)
{
  DocketHoldOrder *self = DOCKET_HOLD_ORDER (command);
  g_autoptr (DocketOrderState) state = docket_order_target_resolve (unit_of_work, self->order, &self->order_id, error);

  return state != NULL;
}

static gboolean
decide (DocketCommand *command, DocketUnitOfWork *unit_of_work, GError **error)
{
  DocketHoldOrder *self = DOCKET_HOLD_ORDER (command);
  g_autoptr (DocketOrderState) state = docket_order_target_load (unit_of_work, &self->order_id, error);
  g_autoptr (DocketOrderHeld) event = NULL;
  g_autofree char *name = NULL;

  if (state == NULL || !docket_order_state_check_open (state, error))
    return FALSE;
  if (state->is_held)
    {
      name = docket_order_state_describe (state);
      docket_error_set (error, DOCKET_ERROR_REJECTED, "order", _("Order %s is on hold already."), name);
      return FALSE;
    }
  event = g_object_new (DOCKET_TYPE_ORDER_HELD, NULL);
  event->reason = g_strdup (self->reason);
  docket_unit_of_work_record (unit_of_work, &state->id, state->version, DOCKET_EVENT (event));
  return TRUE;
}

static DocketCommand *
undo (DocketCommand *command, GPtrArray *events, DocketUnitOfWork *unit_of_work, GError **error)
{
  return docket_order_target_command (DOCKET_TYPE_RELEASE_ORDER, &DOCKET_HOLD_ORDER (command)->order_id);
}

const DocketCommandHandler docket_hold_order_handler = {
  .get_type = docket_hold_order_get_type,
  .replay_class = DOCKET_REPLAY_INTENT,
  .prepare = prepare,
  .decide = decide,
  .undo = undo,
};
