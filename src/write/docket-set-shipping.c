/* docket-set-shipping.c: sets the charge for sending of a draft
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "docket-set-shipping.h"

#include "docket-draft-events.h"
#include "docket-draft-terms.h"
#include "docket-order-pricing.h"
#include "docket-order-target.h"

static const DocketField fields[] = {
  DOCKET_ORDER_TARGET_FIELDS (DocketSetShipping),
  DOCKET_FIELD (DocketSetShipping, shipping, "shipping", docket_kind_record, .type = docket_shipping_request_get_type,
                .summary = "The charge for sending; absent for none."),
  DOCKET_DRAFT_TERMS_FIELD (DocketSetShipping),
};
DOCKET_DEFINE_RECORD (DocketSetShipping, docket_set_shipping, DOCKET_TYPE_COMMAND, fields)

static gboolean
prepare (DocketCommand *command, DocketUnitOfWork *unit_of_work, GError **error)
{
  DocketSetShipping *self = DOCKET_SET_SHIPPING (command);
  DocketDatabase *database = docket_unit_of_work_get_database (unit_of_work);
  g_autoptr (DocketOrderState) draft = docket_order_target_resolve_draft (unit_of_work, self->order, &self->order_id, error);

  if (draft == NULL || !docket_money_apply_currency (DOCKET_RECORD (self), draft->terms->currency, error) ||
      !docket_order_terms_set_shipping (draft->terms, database, self->shipping, error) ||
      !docket_draft_calculate (draft->terms, 0, error))
    return FALSE;
  self->terms = g_object_ref (draft->terms);
  return TRUE;
}

static gboolean
decide (DocketCommand *command, DocketUnitOfWork *unit_of_work, GError **error)
{
  DocketSetShipping *self = DOCKET_SET_SHIPPING (command);
  g_autoptr (DocketOrderState) draft = docket_order_target_load_draft (unit_of_work, &self->order_id, error);
  g_autoptr (DocketShippingSet) event = NULL;

  if (draft == NULL)
    return FALSE;
  event = g_object_new (DOCKET_TYPE_SHIPPING_SET, NULL);
  g_set_object (&event->before, draft->terms->shipping);
  g_set_object (&event->terms, self->terms);
  docket_unit_of_work_record (unit_of_work, &draft->id, draft->version, DOCKET_EVENT (event));
  return TRUE;
}

static DocketCommand *
undo (DocketCommand *command, GPtrArray *events, DocketUnitOfWork *unit_of_work, GError **error)
{
  DocketShippingCharge *before = ((DocketShippingSet *) docket_find_event (events, DOCKET_TYPE_SHIPPING_SET))->before;
  DocketSetShipping *back = docket_order_target_command (DOCKET_TYPE_SET_SHIPPING, &DOCKET_SET_SHIPPING (command)->order_id);

  if (before == NULL)
    return DOCKET_COMMAND (back);
  back->shipping = g_object_new (DOCKET_TYPE_SHIPPING_REQUEST, NULL);
  back->shipping->title = g_strdup (before->title);
  back->shipping->price = before->price;
  back->shipping->taxes = docket_draft_get_tax_rates (before->taxes);
  return DOCKET_COMMAND (back);
}

const DocketCommandHandler docket_set_shipping_handler = {
  .get_type = docket_set_shipping_get_type,
  .replay_class = DOCKET_REPLAY_ADAPT,
  .prepare = prepare,
  .decide = decide,
  .undo = undo,
};
