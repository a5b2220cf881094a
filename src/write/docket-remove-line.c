/* docket-remove-line.c: takes a line off a draft
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "docket-remove-line.h"

#include "docket-add-line.h"
#include "docket-draft-events.h"
#include "docket-draft-terms.h"
#include "docket-order-target.h"

static const DocketField fields[] = {
  DOCKET_ORDER_TARGET_FIELDS (DocketRemoveLine),
  DOCKET_FIELD (DocketRemoveLine, line, "line", docket_kind_integer, .flags = DOCKET_FIELD_REQUIRED, .minimum = 1, .maximum = 1000000,
                .summary = "The number of the line."),
  DOCKET_DRAFT_TERMS_FIELD (DocketRemoveLine),
};
DOCKET_DEFINE_RECORD (DocketRemoveLine, docket_remove_line, DOCKET_TYPE_COMMAND, fields)

static gboolean
prepare (DocketCommand *command, DocketUnitOfWork *unit_of_work, GError **error)
{
  DocketRemoveLine *self = DOCKET_REMOVE_LINE (command);
  g_autoptr (DocketOrderState) draft = docket_order_target_resolve_draft (unit_of_work, self->order, &self->order_id, error);
  DocketOrderLineState *line;

  if (draft == NULL)
    return FALSE;
  line = docket_draft_require_line (draft, self->line, error);
  if (line == NULL)
    return FALSE;
  g_ptr_array_remove (draft->terms->lines, line->terms);
  if (!docket_draft_calculate (draft->terms, self->line, error))
    return FALSE;
  self->terms = g_object_ref (draft->terms);
  return TRUE;
}

static gboolean
decide (DocketCommand *command, DocketUnitOfWork *unit_of_work, GError **error)
{
  DocketRemoveLine *self = DOCKET_REMOVE_LINE (command);
  g_autoptr (DocketOrderState) draft = docket_order_target_load_draft (unit_of_work, &self->order_id, error);
  g_autoptr (DocketLineRemoved) event = NULL;
  DocketOrderLineState *line;

  if (draft == NULL)
    return FALSE;
  line = docket_draft_require_line (draft, self->line, error);
  if (line == NULL)
    return FALSE;
  event = g_object_new (DOCKET_TYPE_LINE_REMOVED, NULL);
  event->line = self->line;
  event->before = docket_order_line_copy (line->terms);
  g_set_object (&event->terms, self->terms);
  docket_unit_of_work_record (unit_of_work, &draft->id, draft->version, DOCKET_EVENT (event));
  return TRUE;
}

/* The line comes back as it was, under a number of its own. */
static DocketCommand *
undo (DocketCommand *command, GPtrArray *events, DocketUnitOfWork *unit_of_work, GError **error)
{
  DocketOrderLine *before = ((DocketLineRemoved *) docket_find_event (events, DOCKET_TYPE_LINE_REMOVED))->before;
  DocketAddLine *back = docket_order_target_command (DOCKET_TYPE_ADD_LINE, &DOCKET_REMOVE_LINE (command)->order_id);

  back->product_id = before->product_id;
  back->title = g_strdup (before->title);
  back->unit = g_strdup (before->unit);
  back->quantity = before->quantity;
  back->unit_price = before->unit_price;
  back->price_reason = g_strdup (before->price_reason);
  back->discount = before->discount_given;
  back->taxes = docket_draft_get_tax_rates (before->taxes);
  return DOCKET_COMMAND (back);
}

const DocketCommandHandler docket_remove_line_handler = {
  .get_type = docket_remove_line_get_type,
  .replay_class = DOCKET_REPLAY_ADAPT,
  .prepare = prepare,
  .decide = decide,
  .undo = undo,
};
