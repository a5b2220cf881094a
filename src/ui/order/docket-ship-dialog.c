/* docket-ship-dialog.c: hands a parcel to the carrier
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "docket-ship-dialog.h"

#include <glib/gi18n.h>

#include "docket-action.h"
#include "docket-fulfilment-events.h"
#include "docket-order-words.h"

struct _DocketShipDialog
{
  DocketStepDialog parent_instance;

  DocketOrderDetail *order;
  DocketFulfilmentDetail *parcel;
  AdwEntryRow *tracking;
  AdwEntryRow *carrier;
};

G_DEFINE_FINAL_TYPE (DocketShipDialog, docket_ship_dialog, DOCKET_TYPE_STEP_DIALOG)

static const char *
get_text_or_null (AdwEntryRow *row)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (row));

  return *text != '\0' ? text : NULL;
}

static DocketCommand *
make_command (DocketStepDialog *dialog, GError **error)
{
  DocketShipDialog *self = DOCKET_SHIP_DIALOG (dialog);
  char id[DOCKET_UUID_STRING_SIZE];

  return docket_action_command (docket_step_dialog_get_shell (dialog), error, "ShipFulfilment", "fulfilment",
                                docket_uuid_format (&self->parcel->id, id), "tracking", get_text_or_null (self->tracking), "carrier",
                                get_text_or_null (self->carrier), NULL);
}

static char *
describe_effect (DocketStepDialog *dialog, DocketOutcome *outcome)
{
  DocketShipDialog *self = DOCKET_SHIP_DIALOG (dialog);
  DocketFulfilmentShipped *shipped = docket_order_words_find_event (outcome, DOCKET_TYPE_FULFILMENT_SHIPPED);
  g_autofree char *items = NULL;
  gint64 left;

  if (shipped == NULL)
    return NULL;
  left = docket_order_words_left_to_ship (self->order) - docket_line_quantities_sum (shipped->lines);
  if (left <= 0)
    return g_strdup (_("Nothing is left to ship after that."));
  items = docket_order_words_items (left);
  return g_strdup_printf (_("Left to ship after that: %s"), items);
}

static char *
describe_done (DocketStepDialog *dialog)
{
  return g_strdup_printf (_("Parcel %s was shipped"), DOCKET_SHIP_DIALOG (dialog)->parcel->number);
}

static void
docket_ship_dialog_dispose (GObject *object)
{
  DocketShipDialog *self = DOCKET_SHIP_DIALOG (object);

  g_clear_object (&self->order);
  g_clear_object (&self->parcel);
  G_OBJECT_CLASS (docket_ship_dialog_parent_class)->dispose (object);
}

static void
docket_ship_dialog_class_init (DocketShipDialogClass *klass)
{
  DocketStepDialogClass *dialog_class = DOCKET_STEP_DIALOG_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = docket_ship_dialog_dispose;
  dialog_class->make_command = make_command;
  dialog_class->describe_effect = describe_effect;
  dialog_class->describe_done = describe_done;
}

static void
docket_ship_dialog_init (DocketShipDialog *self)
{
}

void
docket_ship_dialog_present (DocketShell *shell, DocketOrderDetail *order, DocketFulfilmentDetail *parcel, GtkWidget *parent)
{
  g_autofree char *title = g_strdup_printf (_("Ship Parcel %s"), parcel->number);
  DocketShipDialog *self = g_object_new (DOCKET_TYPE_SHIP_DIALOG, "shell", shell, "title", title, "confirm-label", _("_Ship"),
                                         "is-destructive", FALSE, NULL);

  self->order = g_object_ref (order);
  self->parcel = g_object_ref (parcel);
  self->tracking = docket_step_dialog_add_entry (DOCKET_STEP_DIALOG (self), "tracking", _("Tracking Number"), parcel->tracking);
  self->carrier = docket_step_dialog_add_entry (DOCKET_STEP_DIALOG (self), "carrier", _("Carrier"), parcel->carrier);
  docket_step_dialog_present (DOCKET_STEP_DIALOG (self), parent);
  gtk_widget_grab_focus (GTK_WIDGET (self->tracking));
}
