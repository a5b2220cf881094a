/* docket-update-shipping-address.c: says where a draft is sent
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "docket-update-shipping-address.h"

#include "docket-draft-events.h"
#include "docket-draft-terms.h"
#include "docket-order-target.h"

static const DocketField fields[] = {
  DOCKET_ORDER_TARGET_FIELDS (DocketUpdateShippingAddress),
  DOCKET_FIELD (DocketUpdateShippingAddress, shipping_address, "shipping-address", docket_kind_record,
                .flags = DOCKET_FIELD_PERSONAL, .type = docket_address_get_type, .summary = "Where it is sent; absent for nowhere."),
  DOCKET_FIELD (DocketUpdateShippingAddress, customer_id, "customer-id", docket_kind_uuid,
                .flags = DOCKET_FIELD_COMPLETED | DOCKET_FIELD_SUBJECT),
};
DOCKET_DEFINE_RECORD (DocketUpdateShippingAddress, docket_update_shipping_address, DOCKET_TYPE_COMMAND, fields)

static gboolean
prepare (DocketCommand *command, DocketUnitOfWork *unit_of_work, GError **error)
{
  DocketUpdateShippingAddress *self = DOCKET_UPDATE_SHIPPING_ADDRESS (command);
  g_autoptr (DocketOrderState) draft = docket_order_target_resolve_draft (unit_of_work, self->order, &self->order_id, error);

  if (draft == NULL)
    return FALSE;
  self->customer_id = draft->customer_id;
  return TRUE;
}

static gboolean
decide (DocketCommand *command, DocketUnitOfWork *unit_of_work, GError **error)
{
  DocketUpdateShippingAddress *self = DOCKET_UPDATE_SHIPPING_ADDRESS (command);
  g_autoptr (DocketOrderState) draft = docket_order_target_load_draft (unit_of_work, &self->order_id, error);
  g_autoptr (DocketShippingAddressUpdated) event = NULL;
  g_auto (DocketDraftPersonal) personal = { .customer = NULL };

  if (draft == NULL ||
      !docket_draft_personal_load (docket_unit_of_work_get_database (unit_of_work), &draft->id, &personal, error))
    return FALSE;
  event = g_object_new (DOCKET_TYPE_SHIPPING_ADDRESS_UPDATED, NULL);
  event->customer_id = self->customer_id;
  g_set_object (&event->before, personal.shipping_address);
  g_set_object (&event->after, self->shipping_address);
  docket_unit_of_work_record (unit_of_work, &draft->id, draft->version, DOCKET_EVENT (event));
  return TRUE;
}

static DocketCommand *
undo (DocketCommand *command, GPtrArray *events, DocketUnitOfWork *unit_of_work, GError **error)
{
  DocketUpdateShippingAddress *self = DOCKET_UPDATE_SHIPPING_ADDRESS (command);
  DocketShippingAddressUpdated *event = docket_find_event (events, DOCKET_TYPE_SHIPPING_ADDRESS_UPDATED);
  DocketUpdateShippingAddress *back = docket_order_target_command (DOCKET_TYPE_UPDATE_SHIPPING_ADDRESS, &self->order_id);

  g_set_object (&back->shipping_address, event->before);
  return DOCKET_COMMAND (back);
}

const DocketCommandHandler docket_update_shipping_address_handler = {
  .get_type = docket_update_shipping_address_get_type,
  .replay_class = DOCKET_REPLAY_ADAPT,
  .prepare = prepare,
  .decide = decide,
  .undo = undo,
};
