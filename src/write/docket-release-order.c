/* docket-release-order.c: lets a held order be sent again
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "docket-release-order.h"

#include <glib/gi18n-lib.h>

#include "docket-hold-order.h"
#include "docket-order-events.h"
#include "docket-order-target.h"

static const DocketField fields[] = {
  DOCKET_ORDER_TARGET_FIELDS (DocketReleaseOrder),
};
DOCKET_DEFINE_RECORD (DocketReleaseOrder, docket_release_order, DOCKET_TYPE_COMMAND, fields)

static gboolean
prepare (DocketCommand *command, DocketUnitOfWork *unit_of_work, GError **error)
{
  DocketReleaseOrder *self = DOCKET_RELEASE_ORDER (command);
  g_autoptr (DocketOrderState) state = docket_order_target_resolve (unit_of_work, self->order, &self->order_id, error);

  return state != NULL;
}

static gboolean
decide (DocketCommand *command, DocketUnitOfWork *unit_of_work, GError **error)
{
  DocketReleaseOrder *self = DOCKET_RELEASE_ORDER (command);
  g_autoptr (DocketOrderState) state = docket_order_target_load (unit_of_work, &self->order_id, error);
  g_autoptr (DocketEvent) event = NULL;
  g_autofree char *name = NULL;

  if (state == NULL || !docket_order_state_check_open (state, error))
    return FALSE;
  if (!state->is_held)
    {
      name = docket_order_state_describe (state);
      docket_error_set (error, DOCKET_ERROR_REJECTED, "order", _("Order %s is not on hold."), name);
      return FALSE;
    }
  event = g_object_new (DOCKET_TYPE_ORDER_RELEASED, NULL);
  docket_unit_of_work_record (unit_of_work, &state->id, state->version, event);
  return TRUE;
}

/* The reason of the hold is not known here any more; that it was held is. */
static DocketCommand *
undo (DocketCommand *command, GPtrArray *events, DocketUnitOfWork *unit_of_work, GError **error)
{
  return docket_order_target_command (DOCKET_TYPE_HOLD_ORDER, &DOCKET_RELEASE_ORDER (command)->order_id);
}

const DocketCommandHandler docket_release_order_handler = {
  .get_type = docket_release_order_get_type,
  .replay_class = DOCKET_REPLAY_INTENT,
  .prepare = prepare,
  .decide = decide,
  .undo = undo,
};
