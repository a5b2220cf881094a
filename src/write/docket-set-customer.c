/* docket-set-customer.c: says whom a draft is for
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "docket-set-customer.h"

#include "docket-customer-state.h"
#include "docket-draft-events.h"
#include "docket-draft-terms.h"
#include "docket-order-target.h"

static const DocketField fields[] = {
  DOCKET_ORDER_TARGET_FIELDS (DocketSetCustomer),
  DOCKET_FIELD (DocketSetCustomer, customer, "customer", docket_kind_string, .flags = DOCKET_FIELD_PERSONAL, .minimum = 1,
                .maximum = 254, .summary = "The customer's id or e-mail; absent for a counter sale."),
  DOCKET_FIELD (DocketSetCustomer, customer_id, "customer-id", docket_kind_uuid, .flags = DOCKET_FIELD_COMPLETED | DOCKET_FIELD_SUBJECT),
  DOCKET_FIELD (DocketSetCustomer, contact, "contact", docket_kind_record, .flags = DOCKET_FIELD_COMPLETED | DOCKET_FIELD_PERSONAL,
                .type = docket_contact_get_type, .told_as = "customer"),
};
DOCKET_DEFINE_RECORD (DocketSetCustomer, docket_set_customer, DOCKET_TYPE_COMMAND, fields)

static gboolean
prepare (DocketCommand *command, DocketUnitOfWork *unit_of_work, GError **error)
{
  DocketSetCustomer *self = DOCKET_SET_CUSTOMER (command);
  g_autoptr (DocketOrderState) draft = docket_order_target_resolve_draft (unit_of_work, self->order, &self->order_id, error);
  g_autoptr (DocketCustomerState) customer = NULL;

  if (draft == NULL || self->customer == NULL)
    return draft != NULL;
  customer = docket_customer_state_require (docket_unit_of_work_get_database (unit_of_work), self->customer, error);
  if (customer == NULL)
    return FALSE;
  self->customer_id = customer->id;
  g_set_object (&self->contact, customer->contact);
  return TRUE;
}

static gboolean
decide (DocketCommand *command, DocketUnitOfWork *unit_of_work, GError **error)
{
  DocketSetCustomer *self = DOCKET_SET_CUSTOMER (command);
  g_autoptr (DocketOrderState) draft = docket_order_target_load_draft (unit_of_work, &self->order_id, error);
  g_autoptr (DocketCustomerSet) event = NULL;

  if (draft == NULL)
    return FALSE;
  event = g_object_new (DOCKET_TYPE_CUSTOMER_SET, NULL);
  event->before_customer_id = draft->customer_id;
  event->customer_id = self->customer_id;
  g_set_object (&event->customer, self->contact);
  docket_unit_of_work_record (unit_of_work, &draft->id, draft->version, DOCKET_EVENT (event));
  return TRUE;
}

static DocketCommand *
undo (DocketCommand *command, GPtrArray *events, DocketUnitOfWork *unit_of_work, GError **error)
{
  DocketCustomerSet *event = docket_find_event (events, DOCKET_TYPE_CUSTOMER_SET);
  DocketSetCustomer *back = docket_order_target_command (DOCKET_TYPE_SET_CUSTOMER, &DOCKET_SET_CUSTOMER (command)->order_id);

  if (!docket_uuid_is_null (&event->before_customer_id))
    back->customer = docket_uuid_to_string (&event->before_customer_id);
  return DOCKET_COMMAND (back);
}

const DocketCommandHandler docket_set_customer_handler = {
  .get_type = docket_set_customer_get_type,
  .replay_class = DOCKET_REPLAY_ADAPT,
  .prepare = prepare,
  .decide = decide,
  .undo = undo,
};
