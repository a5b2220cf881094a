/* docket-update-customer.c: changes what is known of a customer
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "docket-update-customer.h"

#include <glib/gi18n-lib.h>

#include "docket-customer-state.h"
#include "docket-shop-rules.h"

static const DocketField fields[] = {
  /* Needed, but not required of a stored command: it is gone when the customer is erased. */
  DOCKET_FIELD (DocketUpdateCustomer, customer, "customer", docket_kind_string, .flags = DOCKET_FIELD_PERSONAL, .maximum = 254,
                .summary = "Which customer, by id or e-mail."),
  DOCKET_FIELD (DocketUpdateCustomer, name, "name", docket_kind_string, .flags = DOCKET_FIELD_PERSONAL, .maximum = 200,
                .summary = "Who it is."),
  DOCKET_FIELD (DocketUpdateCustomer, email, "email", docket_kind_string, .flags = DOCKET_FIELD_PERSONAL, .maximum = 254,
                .summary = "An e-mail address that no other customer has; an empty one takes it away."),
  DOCKET_FIELD (DocketUpdateCustomer, phone, "phone", docket_kind_string, .flags = DOCKET_FIELD_PERSONAL, .maximum = 50,
                .summary = "A telephone number; an empty one takes it away."),
  DOCKET_FIELD (DocketUpdateCustomer, note, "note", docket_kind_string, .flags = DOCKET_FIELD_PERSONAL, .maximum = 5000,
                .summary = "What the shop wants to remember."),
  DOCKET_FIELD (DocketUpdateCustomer, address, "address", docket_kind_record, .flags = DOCKET_FIELD_PERSONAL,
                .type = docket_address_get_type, .summary = "Where things are sent, the whole of it; an empty one takes it away."),
  DOCKET_FIELD (DocketUpdateCustomer, customer_id, "customer-id", docket_kind_uuid,
                .flags = DOCKET_FIELD_COMPLETED | DOCKET_FIELD_SUBJECT),
  DOCKET_FIELD (DocketUpdateCustomer, changes, "changes", docket_kind_strings, .flags = DOCKET_FIELD_COMPLETED),
};
DOCKET_DEFINE_RECORD (DocketUpdateCustomer, docket_update_customer, DOCKET_TYPE_COMMAND, fields)

static const char *const changeable[] = { "name", "email", "phone", "note", "address", NULL };

static gboolean
prepare (DocketCommand *command, DocketUnitOfWork *unit_of_work, GError **error)
{
  DocketUpdateCustomer *self = DOCKET_UPDATE_CUSTOMER (command);
  g_autoptr (DocketCustomerState) state = NULL;

  state = docket_customer_state_require (docket_unit_of_work_get_database (unit_of_work), self->customer, error);
  if (state == NULL)
    return FALSE;
  self->customer_id = state->id;
  g_strfreev (self->changes);
  self->changes = docket_collect_given (DOCKET_RECORD (self), changeable);
  return TRUE;
}

static gboolean
is_given (DocketUpdateCustomer *self, const char *name)
{
  return g_strv_contains ((const char *const *) self->changes, name);
}

static void
change_text (DocketUpdateCustomer *self, const char *name, char **text, const char *value)
{
  if (!is_given (self, name))
    return;
  g_free (*text);
  *text = g_strdup (value);
}

static void
apply_changes (DocketUpdateCustomer *self, DocketContact *contact)
{
  change_text (self, "name", &contact->name, self->name);
  change_text (self, "email", &contact->email, self->email);
  change_text (self, "phone", &contact->phone, self->phone);
  change_text (self, "note", &contact->note, self->note);
  if (!is_given (self, "address"))
    return;
  g_clear_object (&contact->address);
  if (self->address != NULL)
    contact->address = (DocketAddress *) docket_record_copy (DOCKET_RECORD (self->address));
}

static gboolean
check_changed (DocketContact *before, DocketContact *after, GError **error)
{
  if (!docket_record_equal (DOCKET_RECORD (before), DOCKET_RECORD (after)))
    return TRUE;
  docket_error_set (error, DOCKET_ERROR_REJECTED, NULL, _("Nothing changes: this is what is known of the customer already."));
  return FALSE;
}

static gboolean
decide (DocketCommand *command, DocketUnitOfWork *unit_of_work, GError **error)
{
  DocketUpdateCustomer *self = DOCKET_UPDATE_CUSTOMER (command);
  DocketDatabase *database = docket_unit_of_work_get_database (unit_of_work);
  char id[DOCKET_UUID_STRING_SIZE];
  g_autoptr (DocketCustomerState) state = NULL;
  g_autoptr (DocketCustomerUpdated) event = NULL;

  state = docket_customer_state_require (database, docket_uuid_format (&self->customer_id, id), error);
  if (state == NULL)
    return FALSE;
  event = g_object_new (DOCKET_TYPE_CUSTOMER_UPDATED, NULL);
  event->before = g_object_ref (state->contact);
  event->after = (DocketContact *) docket_record_copy (DOCKET_RECORD (state->contact));
  apply_changes (self, event->after);
  if (!docket_contact_normalize (event->after, NULL, error) || !check_changed (event->before, event->after, error) ||
      !docket_contact_check_email_is_free (database, is_given (self, "email") ? event->after->email : NULL, &self->customer_id, error))
    return FALSE;
  docket_unit_of_work_record (unit_of_work, &self->customer_id, DOCKET_EVENT_STORE_ANY_VERSION, DOCKET_EVENT (event));
  return TRUE;
}

static const char *
say_text (const char *text)
{
  return text != NULL ? text : "";
}

static DocketCommand *
undo (DocketCommand *command, GPtrArray *events, DocketUnitOfWork *unit_of_work, GError **error)
{
  DocketUpdateCustomer *self = DOCKET_UPDATE_CUSTOMER (command);
  DocketContact *before = DOCKET_CUSTOMER_UPDATED (g_ptr_array_index (events, 0))->before;
  DocketUpdateCustomer *back;

  if (before == NULL)
    {
      docket_error_set (error, DOCKET_ERROR_REJECTED, NULL, _("What was known of this customer has been erased."));
      return NULL;
    }
  back = g_object_new (DOCKET_TYPE_UPDATE_CUSTOMER, NULL);
  back->customer = docket_uuid_to_string (&self->customer_id);
  if (is_given (self, "name"))
    g_object_set (back, "name", say_text (before->name), NULL);
  if (is_given (self, "email"))
    g_object_set (back, "email", say_text (before->email), NULL);
  if (is_given (self, "phone"))
    g_object_set (back, "phone", say_text (before->phone), NULL);
  if (is_given (self, "note"))
    g_object_set (back, "note", say_text (before->note), NULL);
  if (is_given (self, "address"))
    back->address = before->address != NULL ? g_object_ref (before->address) : g_object_new (DOCKET_TYPE_ADDRESS, NULL);
  return DOCKET_COMMAND (back);
}

const DocketCommandHandler docket_update_customer_handler = {
  .get_type = docket_update_customer_get_type,
  .replay_class = DOCKET_REPLAY_ADAPT,
  .prepare = prepare,
  .decide = decide,
  .undo = undo,
};
