/* docket-payment-dialog.c: takes a payment
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "docket-payment-dialog.h"

#include <glib/gi18n.h>

#include "docket-action.h"
#include "docket-format.h"
#include "docket-order-words.h"
#include "docket-payment-events.h"
#include "docket-words.h"

static const char *const methods[] = { "cash", "card", "transfer", "voucher", "other" };

/* A counter takes one kind after the other: the last one stands ready for the next. */
static guint last_method;

struct _DocketPaymentDialog
{
  DocketStepDialog parent_instance;

  DocketOrderDetail *order;
  AdwEntryRow *amount;
  AdwEntryRow *given;
  AdwEntryRow *reference;
  AdwComboRow *method;
  GtkSwitch *overpayment;
};

G_DEFINE_FINAL_TYPE (DocketPaymentDialog, docket_payment_dialog, DOCKET_TYPE_STEP_DIALOG)

static const char *
get_text (AdwEntryRow *row)
{
  return gtk_editable_get_text (GTK_EDITABLE (row));
}

static gboolean
is_cash (DocketPaymentDialog *self)
{
  return adw_combo_row_get_selected (self->method) == 0;
}

static gboolean
read_amount (DocketPaymentDialog *self, AdwEntryRow *row, const char *field, DocketMoney *amount, GError **error)
{
  GError *local_error = NULL;

  if (docket_parse_money_input (get_text (row), self->order->currency, amount, &local_error))
    return TRUE;
  docket_error_set_field (local_error, field);
  g_propagate_error (error, local_error);
  return FALSE;
}

static DocketCommand *
make_command (DocketStepDialog *dialog, GError **error)
{
  DocketPaymentDialog *self = DOCKET_PAYMENT_DIALOG (dialog);
  g_autofree char *order = docket_order_words_id (self->order);
  g_autofree char *amount = NULL;
  const char *reference = get_text (self->reference);
  DocketMoney money;
  DocketCommand *command;

  if (!read_amount (self, self->amount, "amount", &money, error))
    return NULL;
  amount = docket_money_to_string (money);
  command = docket_action_command (docket_step_dialog_get_shell (dialog), error, "RecordPayment", "order", order, "amount", amount,
                                   "method", methods[adw_combo_row_get_selected (self->method)], "reference",
                                   *reference != '\0' ? reference : NULL, NULL);
  if (command != NULL && gtk_switch_get_active (self->overpayment))
    g_object_set (command, "accept-overpayment", TRUE, NULL);
  return command;
}

/* “Change: €1.50”, or what is missing of it. */
static char *
describe_change (DocketPaymentDialog *self, DocketMoney amount)
{
  g_autofree char *text = NULL;
  DocketMoney given;
  gint64 change;

  if (!is_cash (self) || *get_text (self->given) == '\0' || !read_amount (self, self->given, "given", &given, NULL))
    return NULL;
  change = given.minor - amount.minor;
  text = docket_format_money (DOCKET_MONEY (ABS (change), amount.digits), self->order->currency);
  return g_strdup_printf (change < 0 ? _("%s is missing of the payment.") : _("Change: %s"), text);
}

static char *
describe_effect (DocketStepDialog *dialog, DocketOutcome *outcome)
{
  DocketPaymentDialog *self = DOCKET_PAYMENT_DIALOG (dialog);
  DocketPaymentCaptured *payment = docket_order_words_find_event (outcome, DOCKET_TYPE_PAYMENT_CAPTURED);
  g_autofree char *balance = NULL;
  g_autofree char *change = NULL;

  if (payment == NULL)
    return NULL;
  balance = docket_order_words_balance_after (self->order, -payment->amount.minor);
  change = describe_change (self, payment->amount);
  return g_strjoin ("\n", balance, change, NULL);
}

static char *
describe_done (DocketStepDialog *dialog)
{
  DocketPaymentDialog *self = DOCKET_PAYMENT_DIALOG (dialog);
  g_autofree char *text = NULL;
  DocketMoney amount;

  if (!read_amount (self, self->amount, "amount", &amount, NULL))
    return NULL;
  last_method = adw_combo_row_get_selected (self->method);
  text = docket_format_money (amount, self->order->currency);
  return g_strdup_printf (_("%s was paid"), text);
}

/* The question whether too much is meant stands there only when too much was typed. */
static void
changed (DocketStepDialog *dialog)
{
  DocketPaymentDialog *self = DOCKET_PAYMENT_DIALOG (dialog);
  GtkWidget *overpayment = docket_step_dialog_get_row (dialog, "accept-overpayment");
  DocketMoney amount;
  gboolean is_too_much = read_amount (self, self->amount, "amount", &amount, NULL) && amount.minor > MAX (self->order->balance.minor, 0);

  gtk_widget_set_visible (overpayment, is_too_much);
  if (!is_too_much && gtk_switch_get_active (self->overpayment))
    gtk_switch_set_active (self->overpayment, FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->given), is_cash (self));
  gtk_widget_set_visible (GTK_WIDGET (self->reference), !is_cash (self));
}

static void
docket_payment_dialog_dispose (GObject *object)
{
  g_clear_object (&DOCKET_PAYMENT_DIALOG (object)->order);
  G_OBJECT_CLASS (docket_payment_dialog_parent_class)->dispose (object);
}

static void
docket_payment_dialog_class_init (DocketPaymentDialogClass *klass)
{
  DocketStepDialogClass *dialog_class = DOCKET_STEP_DIALOG_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = docket_payment_dialog_dispose;
  dialog_class->make_command = make_command;
  dialog_class->describe_effect = describe_effect;
  dialog_class->describe_done = describe_done;
  dialog_class->changed = changed;
}

static void
docket_payment_dialog_init (DocketPaymentDialog *self)
{
}

static void
add_fields (DocketPaymentDialog *self)
{
  DocketStepDialog *dialog = DOCKET_STEP_DIALOG (self);
  g_autofree char *amount = self->order->balance.minor > 0 ? docket_format_money_plain (self->order->balance) : NULL;
  const char *words[G_N_ELEMENTS (methods) + 1] = { NULL };
  guint method = last_method;

  for (guint i = 0; i < G_N_ELEMENTS (methods); i++)
    words[i] = docket_words_of_method (methods[i]);
  self->amount = docket_step_dialog_add_entry (dialog, "amount", _("Amount"), amount);
  self->overpayment = docket_step_dialog_add_switch (dialog, "accept-overpayment", _("Accept an Overpayment"),
                                                     _("It is more than is owed."));
  self->method = docket_step_dialog_add_choice (dialog, "method", _("Method"), words);
  self->given = docket_step_dialog_add_entry (dialog, "given", _("Given in Cash"), NULL);
  self->reference = docket_step_dialog_add_entry (dialog, "reference", _("Reference"), NULL);
  adw_entry_row_set_input_purpose (self->amount, GTK_INPUT_PURPOSE_NUMBER);
  adw_entry_row_set_input_purpose (self->given, GTK_INPUT_PURPOSE_NUMBER);
  adw_combo_row_set_selected (self->method, method);
}

void
docket_payment_dialog_present (DocketShell *shell, DocketOrderDetail *order, GtkWidget *parent)
{
  DocketPaymentDialog *self = g_object_new (DOCKET_TYPE_PAYMENT_DIALOG, "shell", shell, "title", _("Record Payment"), "confirm-label",
                                            _("_Record"), "is-destructive", FALSE, NULL);

  self->order = g_object_ref (order);
  add_fields (self);
  changed (DOCKET_STEP_DIALOG (self));
  docket_step_dialog_present (DOCKET_STEP_DIALOG (self), parent);
  gtk_widget_grab_focus (GTK_WIDGET (self->amount));
}
