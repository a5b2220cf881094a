/* docket-counter-dialog.c: places, takes the money and hands over at one go
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "docket-counter-dialog.h"

#include <glib/gi18n.h>

#include "docket-counter-sale.h"
#include "docket-format.h"
#include "docket-order-events.h"
#include "docket-order-words.h"
#include "docket-words.h"

static const char *const methods[] = { "cash", "card" };

static guint last_method;

struct _DocketCounterDialog
{
  DocketStepDialog parent_instance;

  DocketDraft *draft;
  char *note;
  AdwComboRow *method;
  AdwEntryRow *given;
};

G_DEFINE_FINAL_TYPE (DocketCounterDialog, docket_counter_dialog, DOCKET_TYPE_STEP_DIALOG)

static gboolean
is_cash (DocketCounterDialog *self)
{
  return adw_combo_row_get_selected (self->method) == 0;
}

static DocketCommand *
make_command (DocketStepDialog *dialog, GError **error)
{
  DocketCounterDialog *self = DOCKET_COUNTER_DIALOG (dialog);

  return docket_action_command (docket_step_dialog_get_shell (dialog), error, "PlaceOrder", "order", docket_draft_get_id (self->draft),
                                "note", self->note, NULL);
}

/* What goes back over the counter: FALSE where nothing was typed that says so. */
static gboolean
get_change (DocketCounterDialog *self, DocketOrderTerms *terms, gint64 *change)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->given));
  DocketMoney given;

  if (!is_cash (self) || *text == '\0' || !docket_parse_money_input (text, terms->currency, &given, NULL))
    return FALSE;
  *change = given.minor - terms->total.minor;
  return TRUE;
}

static char *
describe_effect (DocketStepDialog *dialog, DocketOutcome *outcome)
{
  DocketCounterDialog *self = DOCKET_COUNTER_DIALOG (dialog);
  DocketOrderPlaced *placed = docket_order_words_find_event (outcome, DOCKET_TYPE_ORDER_PLACED);
  g_autofree char *total = NULL;
  g_autofree char *text = NULL;
  gint64 change;

  if (placed == NULL)
    return NULL;
  total = docket_format_money (placed->terms->total, placed->terms->currency);
  if (!get_change (self, placed->terms, &change))
    return g_strdup_printf (_("To pay: %s"), total);
  text = docket_format_money (DOCKET_MONEY (ABS (change), placed->terms->total.digits), placed->terms->currency);
  if (change < 0)
    return g_strdup_printf (_("To pay: %s\nStill missing: %s"), total, text);
  return g_strdup_printf (_("To pay: %s\nChange: %s"), total, text);
}

static void
changed (DocketStepDialog *dialog)
{
  DocketCounterDialog *self = DOCKET_COUNTER_DIALOG (dialog);

  gtk_widget_set_visible (GTK_WIDGET (self->given), is_cash (self));
}

static void
accepted (DocketStepDialog *dialog, DocketOutcome *outcome)
{
  DocketCounterDialog *self = DOCKET_COUNTER_DIALOG (dialog);
  DocketOrderPlaced *placed = docket_order_words_find_event (outcome, DOCKET_TYPE_ORDER_PLACED);
  gint64 change = 0;

  if (placed == NULL)
    return;
  last_method = adw_combo_row_get_selected (self->method);
  if (!get_change (self, placed->terms, &change))
    change = 0;
  docket_counter_sale_run (docket_step_dialog_get_shell (dialog), placed, methods[last_method], MAX (change, 0));
}

static void
docket_counter_dialog_dispose (GObject *object)
{
  DocketCounterDialog *self = DOCKET_COUNTER_DIALOG (object);

  g_clear_object (&self->draft);
  g_clear_pointer (&self->note, g_free);
  G_OBJECT_CLASS (docket_counter_dialog_parent_class)->dispose (object);
}

static void
docket_counter_dialog_class_init (DocketCounterDialogClass *klass)
{
  DocketStepDialogClass *dialog_class = DOCKET_STEP_DIALOG_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = docket_counter_dialog_dispose;
  dialog_class->make_command = make_command;
  dialog_class->describe_effect = describe_effect;
  dialog_class->changed = changed;
  dialog_class->accepted = accepted;
}

static void
docket_counter_dialog_init (DocketCounterDialog *self)
{
}

void
docket_counter_dialog_present (DocketDraft *draft, const char *note, GtkWidget *parent)
{
  DocketCounterDialog *self
      = g_object_new (DOCKET_TYPE_COUNTER_DIALOG, "shell", docket_draft_get_shell (draft), "title", _("Take Payment and Hand Over"),
                      "confirm-label", _("_Paid and Handed Over"), "is-destructive", FALSE, NULL);
  DocketStepDialog *dialog = DOCKET_STEP_DIALOG (self);
  const char *words[] = { docket_words_of_method ("cash"), docket_words_of_method ("card"), NULL };
  guint method = last_method;

  self->draft = g_object_ref (draft);
  self->note = g_strdup (note);
  self->method = docket_step_dialog_add_choice (dialog, "method", _("Method"), words);
  self->given = docket_step_dialog_add_entry (dialog, "given", _("Given in Cash"), NULL);
  adw_entry_row_set_input_purpose (self->given, GTK_INPUT_PURPOSE_NUMBER);
  adw_combo_row_set_selected (self->method, method);
  docket_step_dialog_present (dialog, parent);
  gtk_widget_grab_focus (is_cash (self) ? GTK_WIDGET (self->given) : GTK_WIDGET (self->method));
}
