/* docket-ad-hoc-dialog.c: sells something that is no product
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "docket-ad-hoc-dialog.h"

#include <glib/gi18n.h>

#include "docket-draft-events.h"
#include "docket-draft-field.h"
#include "docket-format.h"
#include "docket-order-words.h"

struct _DocketAdHocDialog
{
  DocketStepDialog parent_instance;

  DocketDraft *draft;
  AdwEntryRow *title;
  AdwEntryRow *price;
  AdwEntryRow *quantity;
};

G_DEFINE_FINAL_TYPE (DocketAdHocDialog, docket_ad_hoc_dialog, DOCKET_TYPE_STEP_DIALOG)

static const char *
get_text (AdwEntryRow *row)
{
  return gtk_editable_get_text (GTK_EDITABLE (row));
}

static DocketCommand *
make_command (DocketStepDialog *dialog, GError **error)
{
  DocketAdHocDialog *self = DOCKET_AD_HOC_DIALOG (dialog);
  DocketOrderDetail *order = docket_draft_get_order (self->draft);
  const char *currency = order != NULL ? order->currency : docket_shell_get_currency (docket_step_dialog_get_shell (dialog));
  g_autoptr (JsonObject) properties = json_object_new ();
  g_autofree char *quantity = NULL;
  g_autofree char *price = NULL;

  price = docket_draft_read_money (get_text (self->price), currency, "unit-price", error);
  if (price == NULL)
    return NULL;
  quantity = docket_draft_read_quantity (get_text (self->quantity), "quantity", error);
  if (quantity == NULL)
    return NULL;
  json_object_set_string_member (properties, "title", get_text (self->title));
  json_object_set_string_member (properties, "unit-price", price);
  json_object_set_string_member (properties, "quantity", quantity);
  return docket_draft_make_command (self->draft, "AddLine", properties, error);
}

static char *
describe_effect (DocketStepDialog *dialog, DocketOutcome *outcome)
{
  DocketLineAdded *added = docket_order_words_find_event (outcome, DOCKET_TYPE_LINE_ADDED);
  DocketOrderDrafted *drafted = docket_order_words_find_event (outcome, DOCKET_TYPE_ORDER_DRAFTED);
  DocketOrderTerms *terms = added != NULL ? added->terms : drafted != NULL ? drafted->terms : NULL;
  g_autofree char *total = NULL;

  if (terms == NULL)
    return NULL;
  total = docket_format_money (terms->total, terms->currency);
  return g_strdup_printf (_("Total after that: %s"), total);
}

static void
accepted (DocketStepDialog *dialog, DocketOutcome *outcome)
{
  docket_draft_adopt (DOCKET_AD_HOC_DIALOG (dialog)->draft, outcome);
}

static void
docket_ad_hoc_dialog_dispose (GObject *object)
{
  g_clear_object (&DOCKET_AD_HOC_DIALOG (object)->draft);
  G_OBJECT_CLASS (docket_ad_hoc_dialog_parent_class)->dispose (object);
}

static void
docket_ad_hoc_dialog_class_init (DocketAdHocDialogClass *klass)
{
  DocketStepDialogClass *dialog_class = DOCKET_STEP_DIALOG_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = docket_ad_hoc_dialog_dispose;
  dialog_class->make_command = make_command;
  dialog_class->describe_effect = describe_effect;
  dialog_class->accepted = accepted;
}

static void
docket_ad_hoc_dialog_init (DocketAdHocDialog *self)
{
}

void
docket_ad_hoc_dialog_present (DocketDraft *draft, const char *title, GtkWidget *parent)
{
  DocketAdHocDialog *self = g_object_new (DOCKET_TYPE_AD_HOC_DIALOG, "shell", docket_draft_get_shell (draft), "title",
                                          _("Line Without a Product"), "confirm-label", _("_Add"), "is-destructive", FALSE, NULL);
  DocketStepDialog *dialog = DOCKET_STEP_DIALOG (self);

  self->draft = g_object_ref (draft);
  self->title = docket_step_dialog_add_entry (dialog, "title", _("Title"), title);
  self->price = docket_step_dialog_add_entry (dialog, "unit-price", _("Price"), NULL);
  self->quantity = docket_step_dialog_add_entry (dialog, "quantity", _("Quantity"), "1");
  adw_entry_row_set_input_purpose (self->price, GTK_INPUT_PURPOSE_NUMBER);
  adw_entry_row_set_input_purpose (self->quantity, GTK_INPUT_PURPOSE_NUMBER);
  docket_step_dialog_present (dialog, parent);
  gtk_widget_grab_focus (GTK_WIDGET (self->price));
}
