/* docket-reason-dialog.c: asks why before something is taken back
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "docket-reason-dialog.h"

#include <glib/gi18n.h>

#include "docket-action.h"
#include "docket-format.h"
#include "docket-fulfilment-events.h"
#include "docket-order-events.h"
#include "docket-order-words.h"
#include "docket-payment-events.h"

const DocketReasonStep docket_reason_hold = {
  .command = "HoldOrder",
  .target = "order",
  .title = N_("Put on Hold"),
  .confirm = N_("_Hold"),
  .done = N_("The order is on hold"),
};

const DocketReasonStep docket_reason_cancel_order = {
  .command = "CancelOrder",
  .target = "order",
  .title = N_("Cancel Order"),
  .confirm = N_("Cancel _Order"),
  .done = N_("The order was cancelled"),
  .is_destructive = TRUE,
};

const DocketReasonStep docket_reason_void_payment = {
  .command = "VoidPayment",
  .target = "payment",
  .title = N_("Void Payment"),
  .confirm = N_("_Void"),
  .done = N_("The payment was voided"),
  .is_destructive = TRUE,
};

const DocketReasonStep docket_reason_cancel_parcel = {
  .command = "CancelFulfilment",
  .target = "fulfilment",
  .title = N_("Cancel Parcel"),
  .confirm = N_("Cancel _Parcel"),
  .done = N_("The parcel was cancelled"),
  .is_destructive = TRUE,
};

struct _DocketReasonDialog
{
  DocketStepDialog parent_instance;

  const DocketReasonStep *step;
  DocketOrderDetail *order;
  DocketUuid id;
  AdwEntryRow *reason;
};

G_DEFINE_FINAL_TYPE (DocketReasonDialog, docket_reason_dialog, DOCKET_TYPE_STEP_DIALOG)

static DocketCommand *
make_command (DocketStepDialog *dialog, GError **error)
{
  DocketReasonDialog *self = DOCKET_REASON_DIALOG (dialog);
  const char *reason = gtk_editable_get_text (GTK_EDITABLE (self->reason));
  char id[DOCKET_UUID_STRING_SIZE];

  return docket_action_command (docket_step_dialog_get_shell (dialog), error, self->step->command, self->step->target,
                                docket_uuid_format (&self->id, id), "reason", *reason != '\0' ? reason : NULL, NULL);
}

static char *
describe_released (DocketOrderCancelled *cancelled)
{
  g_autofree char *items = NULL;
  gint64 released = 0;

  for (guint i = 0; cancelled->lines != NULL && i < cancelled->lines->len; i++)
    {
      DocketLineQuantity *line = cancelled->lines->pdata[i];

      if (!docket_uuid_is_null (&line->product_id))
        released += line->quantity;
    }
  if (released <= 0)
    return g_strdup (_("No stock was reserved for it."));
  items = docket_order_words_items (released);
  return g_strdup_printf (_("%s will be available to others again."), items);
}

static char *
describe_cancelled (DocketReasonDialog *self, DocketOrderCancelled *cancelled)
{
  g_autofree char *stock = describe_released (cancelled);
  g_autofree char *balance = docket_order_words_balance_after (self->order, -cancelled->amount.minor);

  return g_strjoin ("\n", balance, stock, NULL);
}

static char *
describe_open_again (DocketReasonDialog *self, DocketFulfilmentCancelled *cancelled)
{
  g_autofree char *items
      = docket_order_words_items (docket_order_words_left_to_pack (self->order) + docket_line_quantities_sum (cancelled->lines));

  return g_strdup_printf (_("Left to pack after that: %s"), items);
}

static char *
describe_effect (DocketStepDialog *dialog, DocketOutcome *outcome)
{
  DocketReasonDialog *self = DOCKET_REASON_DIALOG (dialog);
  gpointer event;

  if ((event = docket_order_words_find_event (outcome, DOCKET_TYPE_ORDER_CANCELLED)) != NULL)
    return describe_cancelled (self, event);
  if ((event = docket_order_words_find_event (outcome, DOCKET_TYPE_PAYMENT_VOIDED)) != NULL)
    return docket_order_words_balance_after (self->order, ((DocketPaymentVoided *) event)->amount.minor);
  if ((event = docket_order_words_find_event (outcome, DOCKET_TYPE_FULFILMENT_CANCELLED)) != NULL)
    return describe_open_again (self, event);
  if (docket_order_words_find_event (outcome, DOCKET_TYPE_ORDER_HELD) != NULL)
    return g_strdup (_("Nothing of it can be sent until it is released."));
  return NULL;
}

static char *
describe_done (DocketStepDialog *dialog)
{
  return g_strdup (_(DOCKET_REASON_DIALOG (dialog)->step->done));
}

static void
docket_reason_dialog_dispose (GObject *object)
{
  g_clear_object (&DOCKET_REASON_DIALOG (object)->order);
  G_OBJECT_CLASS (docket_reason_dialog_parent_class)->dispose (object);
}

static void
docket_reason_dialog_class_init (DocketReasonDialogClass *klass)
{
  DocketStepDialogClass *dialog_class = DOCKET_STEP_DIALOG_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = docket_reason_dialog_dispose;
  dialog_class->make_command = make_command;
  dialog_class->describe_effect = describe_effect;
  dialog_class->describe_done = describe_done;
}

static void
docket_reason_dialog_init (DocketReasonDialog *self)
{
}

void
docket_reason_dialog_present (DocketShell *shell, const DocketReasonStep *step, DocketOrderDetail *order, const DocketUuid *id,
                              GtkWidget *parent)
{
  DocketReasonDialog *self = g_object_new (DOCKET_TYPE_REASON_DIALOG, "shell", shell, "title", _(step->title), "confirm-label",
                                           _(step->confirm), "is-destructive", step->is_destructive, NULL);

  self->step = step;
  self->order = g_object_ref (order);
  self->id = *id;
  self->reason = docket_step_dialog_add_entry (DOCKET_STEP_DIALOG (self), "reason", _("Reason"), NULL);
  docket_step_dialog_present (DOCKET_STEP_DIALOG (self), parent);
  gtk_widget_grab_focus (GTK_WIDGET (self->reason));
}
