/* docket-discard-draft.c: throws a draft away
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "docket-discard-draft.h"

#include "docket-draft-events.h"
#include "docket-order-target.h"

static const DocketField fields[] = {
  DOCKET_ORDER_TARGET_FIELDS (DocketDiscardDraft),
  DOCKET_FIELD (DocketDiscardDraft, reason, "reason", docket_kind_string, .maximum = 500, .summary = "Why it came to nothing."),
};
DOCKET_DEFINE_RECORD (DocketDiscardDraft, docket_discard_draft, DOCKET_TYPE_COMMAND, fields)

static gboolean
prepare (DocketCommand *command, DocketUnitOfWork *unit_of_work, GError **error)
{
  DocketDiscardDraft *self = DOCKET_DISCARD_DRAFT (command);
  g_autoptr (DocketOrderState) state = docket_order_target_resolve (unit_of_work, self->order, &self->order_id, error);

  return state != NULL;
}

static gboolean
decide (DocketCommand *command, DocketUnitOfWork *unit_of_work, GError **error)
{
  DocketDiscardDraft *self = DOCKET_DISCARD_DRAFT (command);
  g_autoptr (DocketOrderState) state = docket_order_target_load_draft (unit_of_work, &self->order_id, error);
  g_autoptr (DocketDraftDiscarded) event = NULL;

  if (state == NULL)
    return FALSE;
  event = g_object_new (DOCKET_TYPE_DRAFT_DISCARDED, NULL);
  event->reason = g_strdup (self->reason);
  docket_unit_of_work_record (unit_of_work, &state->id, state->version, DOCKET_EVENT (event));
  return TRUE;
}

const DocketCommandHandler docket_discard_draft_handler = {
  .get_type = docket_discard_draft_get_type,
  .replay_class = DOCKET_REPLAY_INTENT,
  .prepare = prepare,
  .decide = decide,
};
