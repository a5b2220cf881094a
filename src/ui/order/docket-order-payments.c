/* docket-order-payments.c: what was paid, with a way back
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "docket-order-list.h"

#include <glib/gi18n.h>

#include "docket-action.h"
#include "docket-order-part.h"
#include "docket-reason-dialog.h"
#include "docket-words.h"

typedef struct
{
  DocketPaymentDetail *payment;
  GtkWidget *button;
  DocketUuid guarded;
} Row;

static const char row_key[] = "docket-row";

static void
void_clicked_cb (GtkWidget *button)
{
  DocketOrderList *list = DOCKET_ORDER_LIST (gtk_widget_get_ancestor (button, DOCKET_TYPE_ORDER_LIST));
  Row *row = g_object_get_data (G_OBJECT (gtk_widget_get_ancestor (button, DOCKET_TYPE_ORDER_PART)), row_key);

  docket_reason_dialog_present (docket_order_list_get_shell (list), &docket_reason_void_payment, docket_order_list_get_order (list),
                                &row->payment->id, button);
}

static void
guard (DocketOrderList *list, Row *row)
{
  g_autoptr (DocketCommand) command = NULL;
  char id[DOCKET_UUID_STRING_SIZE];

  if (docket_uuid_equal (&row->guarded, &row->payment->id))
    return;
  row->guarded = row->payment->id;
  command = docket_action_command (docket_order_list_get_shell (list), NULL, "VoidPayment", "payment",
                                   docket_uuid_format (&row->payment->id, id), NULL);
  docket_action_guard (docket_order_list_get_shell (list), row->button, command, _("Void Payment"));
}

static void
row_free (gpointer data)
{
  Row *row = data;

  g_object_unref (row->payment);
  g_free (row);
}

static GtkWidget *
make (DocketOrderList *list, DocketRecord *item)
{
  GtkWidget *part = docket_order_part_new ("docket-money-symbolic");
  Row *row = g_new0 (Row, 1);

  row->payment = g_object_ref (DOCKET_PAYMENT_DETAIL (item));
  row->button = gtk_button_new_from_icon_name ("docket-cancelled-symbolic");
  gtk_widget_add_css_class (row->button, "flat");
  gtk_widget_add_css_class (row->button, "circular");
  g_signal_connect (row->button, "clicked", G_CALLBACK (void_clicked_cb), NULL);
  docket_order_part_add_button (DOCKET_ORDER_PART (part), row->button);
  g_object_set_data_full (G_OBJECT (part), row_key, row, row_free);
  return part;
}

/* “Voided · Ref. 4711” */
static char *
describe (DocketPaymentDetail *payment)
{
  gboolean has_reference = payment->reference != NULL && *payment->reference != '\0';

  if (g_strcmp0 (payment->status, "voided") == 0)
    return has_reference ? g_strdup_printf (_("Voided · %s"), payment->reference) : g_strdup (_("Voided"));
  if (g_strcmp0 (payment->status, "authorized") == 0)
    return has_reference ? g_strdup_printf (_("Authorized, not taken yet · %s"), payment->reference) : g_strdup (_("Authorized, not taken yet"));
  return g_strdup (payment->reference);
}

static void
update (DocketOrderList *list, GtkWidget *child, DocketRecord *item)
{
  DocketOrderPart *part = DOCKET_ORDER_PART (child);
  DocketPaymentDetail *payment = DOCKET_PAYMENT_DETAIL (item);
  Row *row = g_object_get_data (G_OBJECT (child), row_key);
  gboolean is_void = g_strcmp0 (payment->status, "voided") == 0;
  g_autofree char *amount = docket_format_money (payment->amount, payment->currency);
  g_autofree char *detail = describe (payment);
  g_autofree char *when = docket_words_when_time (payment->time);
  g_autofree char *name = g_strdup_printf (_("Void the payment of %s"), amount);
  const char *method = docket_words_of_method (payment->method);

  docket_order_part_set_title (part, method != NULL && *method != '\0' ? method : _("Payment"));
  docket_order_part_set_detail (part, detail);
  docket_order_part_set_footnote (part, when);
  docket_order_part_set_figure (part, amount);
  docket_order_part_set_is_void (part, is_void);
  gtk_widget_set_visible (row->button, !is_void);
  guard (list, row);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row->button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

const DocketOrderListKind docket_order_payments = {
  .empty = N_("Nothing has been paid yet."),
  .make = make,
  .update = update,
};
