/* docket-register-customer.c: a new customer
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "docket-register-customer.h"

#include <glib/gi18n-lib.h>

#include "docket-customer-state.h"

static const DocketField fields[] = {
  DOCKET_FIELD (DocketRegisterCustomer, name, "name", docket_kind_string, .flags = DOCKET_FIELD_PERSONAL, .maximum = 200,
                .summary = "Who it is."),
  DOCKET_FIELD (DocketRegisterCustomer, email, "email", docket_kind_string, .flags = DOCKET_FIELD_PERSONAL, .maximum = 254,
                .summary = "An e-mail address that no other customer has."),
  DOCKET_FIELD (DocketRegisterCustomer, phone, "phone", docket_kind_string, .flags = DOCKET_FIELD_PERSONAL, .maximum = 50,
                .summary = "A telephone number."),
  DOCKET_FIELD (DocketRegisterCustomer, note, "note", docket_kind_string, .flags = DOCKET_FIELD_PERSONAL, .maximum = 5000,
                .summary = "What the shop wants to remember."),
  DOCKET_FIELD (DocketRegisterCustomer, address, "address", docket_kind_record, .flags = DOCKET_FIELD_PERSONAL,
                .type = docket_address_get_type, .summary = "Where things are sent."),
  DOCKET_FIELD (DocketRegisterCustomer, customer_id, "customer-id", docket_kind_uuid,
                .flags = DOCKET_FIELD_COMPLETED | DOCKET_FIELD_SUBJECT),
};
DOCKET_DEFINE_RECORD (DocketRegisterCustomer, docket_register_customer, DOCKET_TYPE_COMMAND, fields)

static gboolean
prepare (DocketCommand *command, DocketUnitOfWork *unit_of_work, GError **error)
{
  DOCKET_REGISTER_CUSTOMER (command)->customer_id = docket_command_derive_id (command, "customer", 0);
  return TRUE;
}

static gboolean
decide (DocketCommand *command, DocketUnitOfWork *unit_of_work, GError **error)
{
  DocketRegisterCustomer *self = DOCKET_REGISTER_CUSTOMER (command);
  g_autoptr (DocketCustomerRegistered) event = g_object_new (DOCKET_TYPE_CUSTOMER_REGISTERED, NULL);
  DocketContact *contact = g_object_new (DOCKET_TYPE_CONTACT, NULL);

  event->customer = contact;
  contact->name = g_strdup (self->name);
  contact->email = g_strdup (self->email);
  contact->phone = g_strdup (self->phone);
  contact->note = g_strdup (self->note);
  if (self->address != NULL)
    contact->address = (DocketAddress *) docket_record_copy (DOCKET_RECORD (self->address));
  if (!docket_contact_normalize (contact, NULL, error) ||
      !docket_contact_check_email_is_free (docket_unit_of_work_get_database (unit_of_work), contact->email, NULL, error))
    return FALSE;
  docket_unit_of_work_record (unit_of_work, &self->customer_id, 0, DOCKET_EVENT (event));
  return TRUE;
}

const DocketCommandHandler docket_register_customer_handler = {
  .get_type = docket_register_customer_get_type,
  .replay_class = DOCKET_REPLAY_ADAPT,
  .prepare = prepare,
  .decide = decide,
  .irreversible = N_("A customer who was registered stays: orders may name them already."),
};
