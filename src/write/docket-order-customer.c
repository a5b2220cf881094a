/* docket-order-customer.c: whom an order is for
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "docket-order-customer.h"

#include <glib/gi18n-lib.h>

#include "docket-customer-state.h"

static gboolean
find_registered (DocketDatabase *database, const DocketUuid *id, DocketContact **contact, GError **error)
{
  g_autoptr (DocketCustomerState) state = NULL;
  char text[DOCKET_UUID_STRING_SIZE];

  if (!docket_customer_state_find (database, id, &state, error))
    return FALSE;
  if (state == NULL)
    {
      docket_error_set (error, DOCKET_ERROR_NOT_FOUND, "customer-id", _("There is no customer with the id %s."),
                        docket_uuid_format (id, text));
      return FALSE;
    }
  *contact = g_object_ref (state->contact);
  return TRUE;
}

static void
take_text (char **text, const char *known)
{
  if (*text == NULL)
    *text = g_strdup (known);
}

/* What the order says goes before what is known already. */
static void
complete_contact (DocketContact *contact, DocketContact *known)
{
  take_text (&contact->name, known->name);
  take_text (&contact->email, known->email);
  take_text (&contact->phone, known->phone);
  if (contact->address == NULL && known->address != NULL)
    contact->address = DOCKET_ADDRESS (docket_record_copy (DOCKET_RECORD (known->address)));
}

static gboolean
match_email (DocketUnitOfWork *unit_of_work, DocketContact *contact, DocketUuid *customer_id, GError **error)
{
  g_autoptr (DocketCustomerState) state = NULL;

  if (contact->email != NULL && !docket_customer_state_find_by_email (docket_unit_of_work_get_database (unit_of_work), contact->email,
                                                                      &state, error))
    return FALSE;
  if (state == NULL)
    {
      *customer_id = docket_command_derive_id (docket_unit_of_work_get_command (unit_of_work), "customer", 0);
      return TRUE;
    }
  *customer_id = state->id;
  complete_contact (contact, state->contact);
  return TRUE;
}

/**
 * docket_order_customer_resolve:
 * @unit_of_work: of the command under way
 * @given: (nullable): a customer as the command describes them
 * @customer_id: (inout): the customer as the command names them, or none; from then on the one it is
 * @contact: (out) (transfer full) (nullable): who it is, as the order is to say it
 * @error: %DOCKET_ERROR_NOT_FOUND for an unknown id, %DOCKET_ERROR_INVALID
 *
 * For prepare: finds the customer by id or e-mail, or chooses the id of a new one. Neither is a counter sale.
 *
 * Returns: whether it is clear who it is
 */
gboolean
docket_order_customer_resolve (DocketUnitOfWork *unit_of_work, DocketContact *given, DocketUuid *customer_id, DocketContact **contact,
                               GError **error)
{
  g_autoptr (DocketContact) copy = NULL;
  gboolean is_described = given != NULL && docket_record_has_personal (DOCKET_RECORD (given));

  *contact = NULL;
  if (!docket_uuid_is_null (customer_id))
    {
      if (!is_described)
        return find_registered (docket_unit_of_work_get_database (unit_of_work), customer_id, contact, error);
      docket_error_set (error, DOCKET_ERROR_INVALID, "customer", _("Give either “customer” or “customer-id”, not both."));
      return FALSE;
    }
  if (!is_described)
    return TRUE;
  copy = DOCKET_CONTACT (docket_record_copy (DOCKET_RECORD (given)));
  if (!docket_contact_normalize (copy, "customer", error) || !match_email (unit_of_work, copy, customer_id, error))
    return FALSE;
  *contact = g_steal_pointer (&copy);
  return TRUE;
}

/**
 * docket_order_customer_register:
 * @unit_of_work: of the command under way
 * @customer_id: whom the order is for, or none
 * @contact: (nullable): who it is
 * @error: return location
 *
 * For decide: registers the customer if nobody has the id yet.
 *
 * Returns: whether the database could be read
 */
gboolean
docket_order_customer_register (DocketUnitOfWork *unit_of_work, const DocketUuid *customer_id, DocketContact *contact, GError **error)
{
  g_autoptr (DocketCustomerState) state = NULL;
  g_autoptr (DocketCustomerRegistered) event = NULL;

  if (docket_uuid_is_null (customer_id) || contact == NULL)
    return TRUE;
  if (!docket_customer_state_find (docket_unit_of_work_get_database (unit_of_work), customer_id, &state, error))
    return FALSE;
  if (state != NULL)
    return TRUE;
  event = g_object_new (DOCKET_TYPE_CUSTOMER_REGISTERED, NULL);
  event->customer = g_object_ref (contact);
  docket_unit_of_work_record (unit_of_work, customer_id, 0, DOCKET_EVENT (event));
  return TRUE;
}
