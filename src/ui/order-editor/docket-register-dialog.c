/* docket-register-dialog.c: registers a customer for the draft
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "docket-register-dialog.h"

#include <glib/gi18n.h>
#include <string.h>

#include "docket-customer-events.h"
#include "docket-order-words.h"

struct _DocketRegisterDialog
{
  DocketStepDialog parent_instance;

  DocketDraft *draft;
  AdwEntryRow *name;
  AdwEntryRow *email;
  AdwEntryRow *phone;
};

G_DEFINE_FINAL_TYPE (DocketRegisterDialog, docket_register_dialog, DOCKET_TYPE_STEP_DIALOG)

static const char *
get_text_or_null (AdwEntryRow *row)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (row));

  return *text != '\0' ? text : NULL;
}

static DocketCommand *
make_command (DocketStepDialog *dialog, GError **error)
{
  DocketRegisterDialog *self = DOCKET_REGISTER_DIALOG (dialog);

  return docket_action_command (docket_step_dialog_get_shell (dialog), error, "RegisterCustomer", "name", get_text_or_null (self->name),
                                "email", get_text_or_null (self->email), "phone", get_text_or_null (self->phone), NULL);
}

static char *
describe_done (DocketStepDialog *dialog)
{
  return g_strdup (_("The customer was registered"));
}

static void
accepted (DocketStepDialog *dialog, DocketOutcome *outcome)
{
  DocketRegisterDialog *self = DOCKET_REGISTER_DIALOG (dialog);
  DocketEvent *registered = docket_order_words_find_event (outcome, DOCKET_TYPE_CUSTOMER_REGISTERED);
  JsonObject *properties;
  char id[DOCKET_UUID_STRING_SIZE];

  if (registered == NULL)
    return;
  properties = json_object_new ();
  json_object_set_string_member (properties, "customer", docket_uuid_format (&docket_event_get_envelope (registered)->stream, id));
  docket_draft_edit (self->draft, "SetCustomer", properties, NULL, NULL, self->draft, NULL);
}

static void
docket_register_dialog_dispose (GObject *object)
{
  g_clear_object (&DOCKET_REGISTER_DIALOG (object)->draft);
  G_OBJECT_CLASS (docket_register_dialog_parent_class)->dispose (object);
}

static void
docket_register_dialog_class_init (DocketRegisterDialogClass *klass)
{
  DocketStepDialogClass *dialog_class = DOCKET_STEP_DIALOG_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = docket_register_dialog_dispose;
  dialog_class->make_command = make_command;
  dialog_class->describe_done = describe_done;
  dialog_class->accepted = accepted;
}

static void
docket_register_dialog_init (DocketRegisterDialog *self)
{
}

static gboolean
is_phone (const char *text)
{
  guint n_digits = 0;

  for (; *text != '\0'; text++)
    if (g_ascii_isdigit (*text))
      n_digits++;
    else if (strchr ("+-/() .", *text) == NULL)
      return FALSE;
  return n_digits > 2;
}

void
docket_register_dialog_present (DocketDraft *draft, const char *text, GtkWidget *parent)
{
  DocketRegisterDialog *self = g_object_new (DOCKET_TYPE_REGISTER_DIALOG, "shell", docket_draft_get_shell (draft), "title",
                                             _("New Customer"), "confirm-label", _("_Register"), "is-destructive", FALSE, NULL);
  DocketStepDialog *dialog = DOCKET_STEP_DIALOG (self);
  gboolean is_email = strchr (text, '@') != NULL;

  self->draft = g_object_ref (draft);
  self->name = docket_step_dialog_add_entry (dialog, "name", _("Name"), is_email || is_phone (text) ? NULL : text);
  self->email = docket_step_dialog_add_entry (dialog, "email", _("E-mail"), is_email ? text : NULL);
  self->phone = docket_step_dialog_add_entry (dialog, "phone", _("Phone"), !is_email && is_phone (text) ? text : NULL);
  adw_entry_row_set_input_purpose (self->email, GTK_INPUT_PURPOSE_EMAIL);
  adw_entry_row_set_input_purpose (self->phone, GTK_INPUT_PURPOSE_PHONE);
  docket_step_dialog_present (dialog, parent);
  gtk_widget_grab_focus (GTK_WIDGET (self->name));
}
