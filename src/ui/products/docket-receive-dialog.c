/* docket-receive-dialog.c: goods come in
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "docket-receive-dialog.h"

#include <glib/gi18n.h>

#include "docket-action.h"
#include "docket-format.h"
#include "docket-product-events.h"

struct _DocketReceiveDialog
{
  DocketStepDialog parent_instance;

  /* The row itself, so that what is on hand is what is on hand now. */
  DocketProductRow *product;
  AdwEntryRow *quantity;
  AdwEntryRow *reason;
};

G_DEFINE_FINAL_TYPE (DocketReceiveDialog, docket_receive_dialog, DOCKET_TYPE_STEP_DIALOG)

static gboolean
read_quantity (DocketReceiveDialog *self, gint64 *quantity, GError **error)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->quantity));
  GError *failure = NULL;

  if (docket_parse_quantity_input (text, quantity, &failure))
    return TRUE;
  docket_error_set_field (failure, "quantity");
  g_propagate_error (error, failure);
  return FALSE;
}

static DocketCommand *
make_command (DocketStepDialog *dialog, GError **error)
{
  DocketReceiveDialog *self = DOCKET_RECEIVE_DIALOG (dialog);
  const char *typed = gtk_editable_get_text (GTK_EDITABLE (self->quantity));
  const char *reason = gtk_editable_get_text (GTK_EDITABLE (self->reason));
  g_autofree char *product = docket_uuid_to_string (&self->product->id);
  char text[DOCKET_QUANTITY_STRING_SIZE];
  gint64 quantity;

  /* Nothing was typed yet: there is nothing to say against it. */
  if (*typed == '\0')
    {
      docket_error_set (error, DOCKET_ERROR_INVALID, "quantity", "%s", "");
      return NULL;
    }
  if (!read_quantity (self, &quantity, error))
    return NULL;
  return docket_action_command (docket_step_dialog_get_shell (dialog), error, "ReceiveStock", "product", product, "quantity",
                                docket_quantity_format (quantity, text), "reason", *reason != '\0' ? reason : NULL, NULL);
}

static char *
describe_effect (DocketStepDialog *dialog, DocketOutcome *outcome)
{
  DocketReceiveDialog *self = DOCKET_RECEIVE_DIALOG (dialog);
  g_autofree char *before = docket_format_quantity (self->product->on_hand, self->product->unit);
  g_autofree char *after = NULL;
  gint64 quantity = 0;

  for (guint i = 0; i < docket_outcome_get_events (outcome)->len; i++)
    {
      DocketEvent *event = g_ptr_array_index (docket_outcome_get_events (outcome), i);

      if (DOCKET_IS_STOCK_RECEIVED (event))
        quantity += DOCKET_STOCK_RECEIVED (event)->quantity;
    }
  after = docket_format_quantity (self->product->on_hand + quantity, self->product->unit);
  /* Translators: what lies there before and after */
  return g_strdup_printf (_("On hand: %s → %s"), before, after);
}

static char *
describe_done (DocketStepDialog *dialog)
{
  DocketReceiveDialog *self = DOCKET_RECEIVE_DIALOG (dialog);
  g_autofree char *amount = NULL;
  gint64 quantity = 0;

  read_quantity (self, &quantity, NULL);
  amount = docket_format_quantity (quantity, self->product->unit);
  /* Translators: a quantity and a product: “5 pc of Green tea received” */
  return g_strdup_printf (_("%s of %s received"), amount, self->product->title);
}

static void
add_rows (DocketReceiveDialog *self)
{
  g_autofree char *one = docket_format_quantity (self->product->step, self->product->unit);
  /* Translators: %s is the least quantity, such as “1 pc” or “0.1 kg” */
  g_autofree char *title = g_strdup_printf (_("Quantity, in steps of %s"), one);

  self->quantity = docket_step_dialog_add_entry (DOCKET_STEP_DIALOG (self), "quantity", title, NULL);
  self->reason = docket_step_dialog_add_entry (DOCKET_STEP_DIALOG (self), "reason", _("Reason, such as the supplier"), NULL);
  g_object_set (self->quantity, "input-purpose", GTK_INPUT_PURPOSE_NUMBER, NULL);
}

static void
docket_receive_dialog_finalize (GObject *object)
{
  g_clear_object (&DOCKET_RECEIVE_DIALOG (object)->product);
  G_OBJECT_CLASS (docket_receive_dialog_parent_class)->finalize (object);
}

static void
docket_receive_dialog_class_init (DocketReceiveDialogClass *klass)
{
  DocketStepDialogClass *dialog_class = DOCKET_STEP_DIALOG_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = docket_receive_dialog_finalize;
  dialog_class->make_command = make_command;
  dialog_class->describe_effect = describe_effect;
  dialog_class->describe_done = describe_done;
}

static void
docket_receive_dialog_init (DocketReceiveDialog *self)
{
}

void
docket_receive_dialog_present (DocketShell *shell, GtkWidget *parent, DocketProductRow *product)
{
  DocketReceiveDialog *self = g_object_new (DOCKET_TYPE_RECEIVE_DIALOG, "shell", shell, "title", _("Receive Stock"), "confirm-label",
                                            _("_Receive"), "description", product->title, NULL);

  self->product = g_object_ref (product);
  /* With room for the effect and for what may be wrong, so that neither has to be scrolled to. */
  gtk_window_set_default_size (GTK_WINDOW (self), 460, 320);
  add_rows (self);
  docket_step_dialog_present (DOCKET_STEP_DIALOG (self), parent);
}
