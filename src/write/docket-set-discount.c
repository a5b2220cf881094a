/* docket-set-discount.c: sets the discount of a draft
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "docket-set-discount.h"

#include "docket-draft-events.h"
#include "docket-draft-terms.h"
#include "docket-order-target.h"

static const DocketField fields[] = {
  DOCKET_ORDER_TARGET_FIELDS (DocketSetDiscount),
  DOCKET_FIELD (DocketSetDiscount, discount, "discount", docket_kind_discount, .flags = DOCKET_FIELD_REQUIRED,
                .summary = "What is taken off the goods: money, or a percentage such as 10%; 0 for nothing."),
  DOCKET_DRAFT_TERMS_FIELD (DocketSetDiscount),
};
DOCKET_DEFINE_RECORD (DocketSetDiscount, docket_set_discount, DOCKET_TYPE_COMMAND, fields)

static gboolean
prepare (DocketCommand *command, DocketUnitOfWork *unit_of_work, GError **error)
{
  DocketSetDiscount *self = DOCKET_SET_DISCOUNT (command);
  g_autoptr (DocketOrderState) draft = docket_order_target_resolve_draft (unit_of_work, self->order, &self->order_id, error);

  if (draft == NULL || !docket_money_apply_currency (DOCKET_RECORD (self), draft->terms->currency, error))
    return FALSE;
  draft->terms->discount_given = self->discount;
  if (!docket_draft_calculate (draft->terms, 0, error))
    return FALSE;
  self->terms = g_object_ref (draft->terms);
  return TRUE;
}

static gboolean
decide (DocketCommand *command, DocketUnitOfWork *unit_of_work, GError **error)
{
  DocketSetDiscount *self = DOCKET_SET_DISCOUNT (command);
  g_autoptr (DocketOrderState) draft = docket_order_target_load_draft (unit_of_work, &self->order_id, error);
  g_autoptr (DocketDiscountSet) event = NULL;

  if (draft == NULL)
    return FALSE;
  event = g_object_new (DOCKET_TYPE_DISCOUNT_SET, NULL);
  event->before = draft->terms->discount_given;
  g_set_object (&event->terms, self->terms);
  docket_unit_of_work_record (unit_of_work, &draft->id, draft->version, DOCKET_EVENT (event));
  return TRUE;
}

static DocketCommand *
undo (DocketCommand *command, GPtrArray *events, DocketUnitOfWork *unit_of_work, GError **error)
{
  DocketDiscountSet *event = docket_find_event (events, DOCKET_TYPE_DISCOUNT_SET);
  DocketSetDiscount *back = docket_order_target_command (DOCKET_TYPE_SET_DISCOUNT, &DOCKET_SET_DISCOUNT (command)->order_id);
  g_autofree char *before = docket_discount_to_string (event->before);

  docket_record_set_text (DOCKET_RECORD (back), "discount", before, NULL);
  return DOCKET_COMMAND (back);
}

const DocketCommandHandler docket_set_discount_handler = {
  .get_type = docket_set_discount_get_type,
  .replay_class = DOCKET_REPLAY_ADAPT,
  .prepare = prepare,
  .decide = decide,
  .undo = undo,
};
