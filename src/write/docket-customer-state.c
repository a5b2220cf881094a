/* docket-customer-state.c: a customer as the write tables know them
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "docket-customer-state.h"

#include <glib/gi18n-lib.h>

#include "docket-text.h"

/* What is refused is kept with its reason, which nobody erases: a reason never repeats what tells of a person. */

#define COLUMNS "SELECT id, name, email, phone, note, address FROM customer "

/**
 * docket_customer_state_free:
 * @state: (transfer full) (nullable): a customer
 *
 * Frees a customer.
 */
void
docket_customer_state_free (DocketCustomerState *state)
{
  if (state == NULL)
    return;
  g_clear_object (&state->contact);
  g_free (state);
}

static DocketCustomerState *
read_row (DocketStatement *statement, GError **error)
{
  g_autoptr (DocketContact) contact = g_object_new (DOCKET_TYPE_CONTACT, NULL);
  const char *address = docket_statement_text (statement, 5);
  DocketCustomerState *state;

  contact->name = g_strdup (docket_statement_text (statement, 1));
  contact->email = g_strdup (docket_statement_text (statement, 2));
  contact->phone = g_strdup (docket_statement_text (statement, 3));
  contact->note = g_strdup (docket_statement_text (statement, 4));
  if (address != NULL)
    {
      contact->address = (DocketAddress *) docket_record_from_json (DOCKET_TYPE_ADDRESS, DOCKET_READ_STORED, address, -1, error);
      if (contact->address == NULL)
        return NULL;
    }
  state = g_new0 (DocketCustomerState, 1);
  state->id = docket_statement_uuid (statement, 0);
  state->contact = g_steal_pointer (&contact);
  return state;
}

/**
 * docket_customer_state_find:
 * @database: a connection to the write database
 * @id: a customer
 * @state: (out) (transfer full) (nullable): the customer; %NULL where there is none
 * @error: (nullable): where to put an error
 *
 * Loads a customer by the id.
 *
 * Returns: %FALSE with an error when the disk refused
 */
gboolean
docket_customer_state_find (DocketDatabase *database, const DocketUuid *id, DocketCustomerState **state, GError **error)
{
  g_autoptr (DocketStatement) statement = NULL;
  g_autoptr (GError) local_error = NULL;

  g_return_val_if_fail (state != NULL, FALSE);

  *state = NULL;
  statement = docket_database_query (database, error, COLUMNS "WHERE id = ?", "u", id);
  if (statement == NULL)
    return FALSE;
  if (docket_statement_step (statement, &local_error))
    *state = read_row (statement, &local_error);
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

/**
 * docket_customer_state_find_by_email:
 * @database: a connection to the write database
 * @email: an address, in any capitals
 * @state: (out) (transfer full) (nullable): the customer; %NULL where there is none
 * @error: (nullable): where to put an error
 *
 * Loads a customer by e-mail. Where a merge of stations brought two with one address, it is the one who was registered
 * first: an order finds its customer again in any case.
 *
 * Returns: %FALSE with an error when the disk refused
 */
gboolean
docket_customer_state_find_by_email (DocketDatabase *database, const char *email, DocketCustomerState **state, GError **error)
{
  g_autoptr (DocketStatement) statement = NULL;
  g_autoptr (GError) local_error = NULL;
  g_autofree char *key = NULL;

  g_return_val_if_fail (email != NULL && state != NULL, FALSE);

  *state = NULL;
  key = docket_text_normalize_email (email);
  statement = docket_database_query (database, error, COLUMNS "WHERE email_key = ? ORDER BY id LIMIT 1", "t", key);
  if (statement == NULL)
    return FALSE;
  if (docket_statement_step (statement, &local_error))
    *state = read_row (statement, &local_error);
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

/**
 * docket_customer_state_require:
 * @database: a connection to the write database
 * @customer: (nullable): the id or the e-mail of a customer
 * @error: (nullable): where to put an error
 *
 * Loads the customer that a command names as `customer`.
 *
 * Returns: (transfer full): the customer; %NULL with an error where there is none, or none was named
 */
DocketCustomerState *
docket_customer_state_require (DocketDatabase *database, const char *customer, GError **error)
{
  DocketCustomerState *state = NULL;
  DocketUuid id;

  if (customer == NULL || *customer == '\0')
    docket_error_set (error, DOCKET_ERROR_INVALID, "customer", _("Say which customer: give the id or the e-mail."));
  else if (docket_uuid_parse (customer, &id))
    {
      if (docket_customer_state_find (database, &id, &state, error) && state == NULL)
        docket_error_set (error, DOCKET_ERROR_NOT_FOUND, "customer", _("There is no customer with the id %s."), customer);
    }
  else if (docket_customer_state_find_by_email (database, customer, &state, error) && state == NULL)
    docket_error_set (error, DOCKET_ERROR_NOT_FOUND, "customer", _("There is no customer with this e-mail."));
  return state;
}

static void
trim (char **text)
{
  if (*text != NULL && *g_strstrip (*text) == '\0')
    g_clear_pointer (text, g_free);
}

/**
 * docket_contact_normalize:
 * @contact: who somebody is, as it was given
 * @field: (nullable): the property that holds it, for the error's path
 * @error: (nullable): where to put an error
 *
 * Takes blanks around the texts away, and empty texts and addresses; then looks whether there is a name, an e-mail or a
 * phone, and whether the e-mail can be one.
 *
 * Returns: %FALSE with %DOCKET_ERROR_INVALID where that is not so
 */
gboolean
docket_contact_normalize (DocketContact *contact, const char *field, GError **error)
{
  g_autoptr (GError) local_error = NULL;

  g_return_val_if_fail (DOCKET_IS_CONTACT (contact), FALSE);

  trim (&contact->name);
  trim (&contact->email);
  trim (&contact->phone);
  trim (&contact->note);
  if (contact->address != NULL && docket_address_is_empty (contact->address))
    g_clear_object (&contact->address);
  if (contact->name == NULL && contact->email == NULL && contact->phone == NULL)
    docket_error_set (&local_error, DOCKET_ERROR_INVALID, "name", _("A customer needs at least a name, an e-mail or a phone number."));
  else if (contact->email != NULL && !docket_text_is_email (contact->email))
    docket_error_set (&local_error, DOCKET_ERROR_INVALID, "email", _("This is not an e-mail address such as ada@example.org."));
  if (local_error == NULL)
    return TRUE;
  if (field != NULL)
    docket_error_prefix_field (local_error, field);
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

/**
 * docket_contact_check_email_is_free:
 * @database: a connection to the write database
 * @email: (nullable): an e-mail
 * @own_id: (nullable): the customer who may have it
 * @error: (nullable): where to put an error
 *
 * Returns: %FALSE with %DOCKET_ERROR_REJECTED where another customer has the e-mail
 */
gboolean
docket_contact_check_email_is_free (DocketDatabase *database, const char *email, const DocketUuid *own_id, GError **error)
{
  g_autoptr (DocketCustomerState) other = NULL;
  char id[DOCKET_UUID_STRING_SIZE];

  if (email == NULL)
    return TRUE;
  if (!docket_customer_state_find_by_email (database, email, &other, error))
    return FALSE;
  if (other == NULL || (own_id != NULL && docket_uuid_equal (&other->id, own_id)))
    return TRUE;
  docket_error_set (error, DOCKET_ERROR_REJECTED, "email", _("This e-mail belongs to another customer (%s)."),
                    docket_uuid_format (&other->id, id));
  return FALSE;
}
