/* docket-customer-dialog.c: who a customer is, to be written down or corrected
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "docket-customer-dialog.h"

#include <glib/gi18n.h>

#include "docket-action.h"
#include "docket-choices.h"
#include "docket-discard.h"

/* Members of an address, in the order in which they are asked. */
static const struct
{
  const char *member;
  const char *title;
} parts[] = {
  { "street", N_("Street and Number") },
  { "street2", N_("Address, Second Line") },
  { "zip", N_("Postal Code") },
  { "city", N_("City") },
  { "region", N_("State or Region") },
};

struct _DocketCustomerDialog
{
  DocketStepDialog parent_instance;

  DocketCustomerDetail *customer;
  AdwEntryRow *name;
  AdwEntryRow *email;
  AdwEntryRow *phone;
  AdwEntryRow *parts[G_N_ELEMENTS (parts)];
  DocketChoiceRow *country;
  AdwEntryRow *note;
  gboolean is_changed;
};

G_DEFINE_FINAL_TYPE (DocketCustomerDialog, docket_customer_dialog, DOCKET_TYPE_STEP_DIALOG)

static const char *
get_text (AdwEntryRow *row)
{
  return gtk_editable_get_text (GTK_EDITABLE (row));
}

/* What the form does not ask for, such as a company, stays in the address as it was. */
static DocketAddress *
make_address (DocketCustomerDialog *self)
{
  DocketAddress *before = self->customer != NULL ? self->customer->address : NULL;
  DocketRecord *address = before != NULL ? docket_record_copy (DOCKET_RECORD (before)) : g_object_new (DOCKET_TYPE_ADDRESS, NULL);
  const char *country = docket_choice_row_get_code (self->country);

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      const char *text = get_text (self->parts[i]);

      g_object_set (address, parts[i].member, *text != '\0' ? text : NULL, NULL);
    }
  g_object_set (address, "country", *country != '\0' ? country : NULL, NULL);
  return DOCKET_ADDRESS (address);
}

/* Only what differs is sent, so that two people can correct different things; a text that was taken away is sent empty. */
static const char *
get_change (AdwEntryRow *row, const char *before)
{
  const char *text = get_text (row);

  return g_strcmp0 (text, before != NULL ? before : "") != 0 ? text : NULL;
}

static gboolean
is_address_changed (DocketCustomerDialog *self, DocketAddress *address)
{
  DocketAddress *before = self->customer != NULL ? self->customer->address : NULL;

  if (before == NULL)
    return !docket_address_is_empty (address);
  return !docket_record_equal (DOCKET_RECORD (before), DOCKET_RECORD (address));
}

static DocketCommand *
make_command (DocketStepDialog *dialog, GError **error)
{
  DocketCustomerDialog *self = DOCKET_CUSTOMER_DIALOG (dialog);
  DocketCustomerDetail *before = self->customer;
  g_autoptr (DocketAddress) address = make_address (self);
  g_autofree char *id = before != NULL ? docket_uuid_to_string (&before->id) : NULL;
  DocketCommand *command;

  command = docket_action_command (docket_step_dialog_get_shell (dialog), error, before != NULL ? "UpdateCustomer" : "RegisterCustomer",
                                   "name", get_change (self->name, before != NULL ? before->name : NULL), "email",
                                   get_change (self->email, before != NULL ? before->email : NULL), "phone",
                                   get_change (self->phone, before != NULL ? before->phone : NULL), "note",
                                   get_change (self->note, before != NULL ? before->note : NULL), id != NULL ? "customer" : NULL, id,
                                   NULL);
  if (command != NULL && is_address_changed (self, address))
    g_object_set (command, "address", address, NULL);
  return command;
}

static char *
describe_done (DocketStepDialog *dialog)
{
  DocketCustomerDialog *self = DOCKET_CUSTOMER_DIALOG (dialog);
  const char *name = get_text (self->name);

  if (*name == '\0')
    name = get_text (self->email);
  return g_strdup_printf (self->customer != NULL ? _("%s was changed") : _("%s was added"), name);
}

static void
changed (DocketStepDialog *dialog)
{
  DOCKET_CUSTOMER_DIALOG (dialog)->is_changed = TRUE;
}

static void
country_cb (DocketCustomerDialog *self)
{
  self->is_changed = TRUE;
}

static gboolean
docket_customer_dialog_close_request (GtkWindow *window)
{
  return docket_discard_ask (window, DOCKET_CUSTOMER_DIALOG (window)->is_changed);
}

static void
add_address_rows (DocketCustomerDialog *self)
{
  DocketStepDialog *dialog = DOCKET_STEP_DIALOG (self);
  DocketAddress *address = self->customer != NULL ? self->customer->address : NULL;
  g_autoptr (GListModel) countries = docket_choices_new_countries (_("None"));

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      g_autofree char *field = g_strconcat ("address.", parts[i].member, NULL);
      g_autofree char *text = address != NULL ? docket_record_get_text (DOCKET_RECORD (address), parts[i].member) : NULL;

      self->parts[i] = docket_step_dialog_add_entry (dialog, field, _(parts[i].title), text);
    }
  self->country = DOCKET_CHOICE_ROW (docket_choice_row_new (_("Country"), countries));
  docket_choice_row_set_code (self->country, address != NULL ? address->country : "");
  docket_step_dialog_add_row (dialog, "address.country", GTK_WIDGET (self->country));
  g_signal_connect_object (self->country, "notify::code", G_CALLBACK (country_cb), self, G_CONNECT_SWAPPED);
}

static void
add_rows (DocketCustomerDialog *self)
{
  DocketStepDialog *dialog = DOCKET_STEP_DIALOG (self);
  DocketCustomerDetail *customer = self->customer;

  self->name = docket_step_dialog_add_entry (dialog, "name", _("Name"), customer != NULL ? customer->name : NULL);
  self->email = docket_step_dialog_add_entry (dialog, "email", _("E-Mail"), customer != NULL ? customer->email : NULL);
  self->phone = docket_step_dialog_add_entry (dialog, "phone", _("Phone"), customer != NULL ? customer->phone : NULL);
  g_object_set (self->email, "input-purpose", GTK_INPUT_PURPOSE_EMAIL, NULL);
  g_object_set (self->phone, "input-purpose", GTK_INPUT_PURPOSE_PHONE, NULL);
  add_address_rows (self);
  self->note = docket_step_dialog_add_entry (dialog, "note", _("Note"), customer != NULL ? customer->note : NULL);
}

static void
docket_customer_dialog_finalize (GObject *object)
{
  g_clear_object (&DOCKET_CUSTOMER_DIALOG (object)->customer);
  G_OBJECT_CLASS (docket_customer_dialog_parent_class)->finalize (object);
}

static void
docket_customer_dialog_class_init (DocketCustomerDialogClass *klass)
{
  DocketStepDialogClass *dialog_class = DOCKET_STEP_DIALOG_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = docket_customer_dialog_finalize;
  GTK_WINDOW_CLASS (klass)->close_request = docket_customer_dialog_close_request;
  dialog_class->make_command = make_command;
  dialog_class->describe_done = describe_done;
  dialog_class->changed = changed;
}

static void
docket_customer_dialog_init (DocketCustomerDialog *self)
{
}

void
docket_customer_dialog_present (DocketShell *shell, GtkWidget *parent, DocketCustomerDetail *customer)
{
  DocketCustomerDialog *self = g_object_new (DOCKET_TYPE_CUSTOMER_DIALOG, "shell", shell, "title",
                                             customer != NULL ? _("Edit Customer") : _("New Customer"), "confirm-label",
                                             customer != NULL ? _("_Save") : _("_Add"), NULL);

  /* What was read when the dialog opened: the live answer may change under it. */
  if (customer != NULL)
    self->customer = DOCKET_CUSTOMER_DETAIL (docket_record_copy (DOCKET_RECORD (customer)));
  add_rows (self);
  self->is_changed = FALSE;
  docket_step_dialog_present (DOCKET_STEP_DIALOG (self), parent);
}
