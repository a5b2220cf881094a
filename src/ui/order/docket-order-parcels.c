/* docket-order-parcels.c: what was packed and sent, each parcel with its next step
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "docket-order-list.h"

#include <glib/gi18n.h>

#include "docket-action.h"
#include "docket-order-part.h"
#include "docket-order-terms.h"
#include "docket-reason-dialog.h"
#include "docket-ship-dialog.h"
#include "docket-status-label.h"

typedef struct
{
  DocketFulfilmentDetail *parcel;
  GtkWidget *status;
  GtkWidget *step;
  GtkWidget *cancel;
  DocketUuid guarded;
  int guarded_status;
} Row;

static const char row_key[] = "docket-row";

static Row *
get_row (GtkWidget *widget)
{
  return g_object_get_data (G_OBJECT (gtk_widget_get_ancestor (widget, DOCKET_TYPE_ORDER_PART)), row_key);
}

static DocketOrderList *
get_list (GtkWidget *widget)
{
  return DOCKET_ORDER_LIST (gtk_widget_get_ancestor (widget, DOCKET_TYPE_ORDER_LIST));
}

static gboolean
can_be_shipped (DocketFulfilmentDetail *parcel)
{
  return parcel->status == DOCKET_PARCEL_STATUS_PLANNED || parcel->status == DOCKET_PARCEL_STATUS_PACKED;
}

static DocketCommand *
make_command (DocketOrderList *list, const char *name, DocketFulfilmentDetail *parcel)
{
  char id[DOCKET_UUID_STRING_SIZE];

  return docket_action_command (docket_order_list_get_shell (list), NULL, name, "fulfilment", docket_uuid_format (&parcel->id, id), NULL);
}

static void
step_clicked_cb (GtkWidget *button)
{
  DocketOrderList *list = get_list (button);
  Row *row = get_row (button);
  g_autoptr (DocketCommand) command = NULL;
  g_autofree char *done = NULL;

  if (can_be_shipped (row->parcel))
    {
      docket_ship_dialog_present (docket_order_list_get_shell (list), docket_order_list_get_order (list), row->parcel, button);
      return;
    }
  command = make_command (list, "DeliverFulfilment", row->parcel);
  done = g_strdup_printf (_("Parcel %s was delivered"), row->parcel->number);
  docket_action_dispatch (docket_order_list_get_shell (list), command, done, NULL, list, NULL);
}

static void
cancel_clicked_cb (GtkWidget *button)
{
  DocketOrderList *list = get_list (button);

  docket_reason_dialog_present (docket_order_list_get_shell (list), &docket_reason_cancel_parcel, docket_order_list_get_order (list),
                                &get_row (button)->parcel->id, button);
}

static void
row_free (gpointer data)
{
  Row *row = data;

  g_object_unref (row->parcel);
  g_free (row);
}

static GtkWidget *
make (DocketOrderList *list, DocketRecord *item)
{
  GtkWidget *part = docket_order_part_new ("docket-parcel-symbolic");
  Row *row = g_new0 (Row, 1);

  row->parcel = g_object_ref (DOCKET_FULFILMENT_DETAIL (item));
  row->guarded_status = -1;
  row->status = docket_status_label_new (DOCKET_TYPE_PARCEL_STATUS);
  row->step = gtk_button_new ();
  row->cancel = gtk_button_new_from_icon_name ("docket-cancelled-symbolic");
  gtk_widget_add_css_class (row->cancel, "flat");
  gtk_widget_add_css_class (row->cancel, "circular");
  g_signal_connect (row->step, "clicked", G_CALLBACK (step_clicked_cb), NULL);
  g_signal_connect (row->cancel, "clicked", G_CALLBACK (cancel_clicked_cb), NULL);
  docket_order_part_add_status (DOCKET_ORDER_PART (part), row->status);
  docket_order_part_add_button (DOCKET_ORDER_PART (part), row->step);
  docket_order_part_add_button (DOCKET_ORDER_PART (part), row->cancel);
  g_object_set_data_full (G_OBJECT (part), row_key, row, row_free);
  return part;
}

static DocketOrderDetailLine *
find_line (DocketOrderDetail *order, gint64 number)
{
  for (guint i = 0; i < order->lines->len; i++)
    if (((DocketOrderDetailLine *) order->lines->pdata[i])->line == number)
      return order->lines->pdata[i];
  return NULL;
}

/* “2 × Green tea”, a line each. */
static char *
list_contents (DocketOrderDetail *order, DocketFulfilmentDetail *parcel)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; parcel->lines != NULL && i < parcel->lines->len; i++)
    {
      DocketLineQuantity *part = parcel->lines->pdata[i];
      DocketOrderDetailLine *line = find_line (order, part->line);
      g_autofree char *quantity = docket_format_quantity (part->quantity, line != NULL ? line->unit : NULL);

      if (line == NULL)
        continue;
      if (text->len > 0)
        g_string_append_c (text, '\n');
      /* Translators: a quantity and what it is of: “2 × Green tea” */
      g_string_append_printf (text, _("%s × %s"), quantity, line->title);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static gint64
get_last_time (DocketFulfilmentDetail *parcel)
{
  return parcel->delivered_at != 0 ? parcel->delivered_at : parcel->shipped_at != 0 ? parcel->shipped_at : parcel->created_at;
}

/* “DHL 00340434 · Today 14:30” */
static char *
describe_way (DocketFulfilmentDetail *parcel)
{
  g_autofree char *when = docket_words_when_time (get_last_time (parcel));
  g_autoptr (GPtrArray) parts = g_ptr_array_new ();

  if (parcel->carrier != NULL && *parcel->carrier != '\0')
    g_ptr_array_add (parts, parcel->carrier);
  if (parcel->tracking != NULL && *parcel->tracking != '\0')
    g_ptr_array_add (parts, parcel->tracking);
  if (*when != '\0')
    g_ptr_array_add (parts, when);
  g_ptr_array_add (parts, NULL);
  return g_strjoinv (" · ", (char **) parts->pdata);
}

static void
update_buttons (DocketOrderList *list, Row *row)
{
  gboolean can_ship = can_be_shipped (row->parcel);
  gboolean can_deliver = row->parcel->status == DOCKET_PARCEL_STATUS_SHIPPED || row->parcel->status == DOCKET_PARCEL_STATUS_READY;
  g_autofree char *cancel = g_strdup_printf (_("Cancel Parcel %s"), row->parcel->number);
  g_autofree char *step = g_strdup_printf (can_ship ? _("Ship Parcel %s") : _("Parcel %s Was Delivered"), row->parcel->number);
  g_autoptr (DocketCommand) step_command = NULL;
  g_autoptr (DocketCommand) cancel_command = NULL;

  gtk_widget_set_visible (row->step, can_ship || can_deliver);
  gtk_widget_set_visible (row->cancel, can_ship);
  if (row->guarded_status == row->parcel->status && docket_uuid_equal (&row->guarded, &row->parcel->id))
    return;
  row->guarded = row->parcel->id;
  row->guarded_status = row->parcel->status;
  gtk_button_set_label (GTK_BUTTON (row->step), can_ship ? _("Ship…") : _("Delivered"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (row->step), GTK_ACCESSIBLE_PROPERTY_LABEL, step, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row->cancel), GTK_ACCESSIBLE_PROPERTY_LABEL, cancel, -1);
  if (can_ship || can_deliver)
    step_command = make_command (list, can_ship ? "ShipFulfilment" : "DeliverFulfilment", row->parcel);
  if (can_ship)
    cancel_command = make_command (list, "CancelFulfilment", row->parcel);
  docket_action_guard (docket_order_list_get_shell (list), row->step, step_command, step);
  docket_action_guard (docket_order_list_get_shell (list), row->cancel, cancel_command, cancel);
}

static void
update (DocketOrderList *list, GtkWidget *child, DocketRecord *item)
{
  DocketOrderPart *part = DOCKET_ORDER_PART (child);
  Row *row = g_object_get_data (G_OBJECT (child), row_key);
  g_autofree char *title = g_strdup_printf (_("Parcel %s"), row->parcel->number);
  g_autofree char *contents = list_contents (docket_order_list_get_order (list), row->parcel);
  g_autofree char *way = describe_way (row->parcel);

  docket_order_part_set_title (part, title);
  docket_order_part_set_detail (part, contents);
  docket_order_part_set_footnote (part, way);
  docket_status_label_set_value (DOCKET_STATUS_LABEL (row->status), row->parcel->status);
  update_buttons (list, row);
}

const DocketOrderListKind docket_order_parcels = {
  .empty = N_("Nothing has been packed yet."),
  .make = make,
  .update = update,
};
