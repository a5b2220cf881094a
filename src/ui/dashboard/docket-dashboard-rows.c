/* docket-dashboard-rows.c: rows of the dashboard's lists
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "docket-dashboard-rows.h"

#include <glib/gi18n.h>

#include "docket-orders-query.h"
#include "docket-sales-query.h"
#include "docket-status-label.h"

static GtkWidget *
make_label (const char *text, float xalign, const char *style)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), xalign);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  if (style != NULL)
    gtk_widget_add_css_class (label, style);
  return label;
}

/* Two lines of words at the start, two of figures at the end. */
static GtkWidget *
make_row (gpointer item, const char *title, GtkWidget *subtitle, const char *figure, const char *detail)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *figures = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *figure_label = make_label (figure, 1, "numeric");
  GtkWidget *detail_label = make_label (detail, 1, "dim-label");

  gtk_label_set_ellipsize (GTK_LABEL (figure_label), PANGO_ELLIPSIZE_NONE);
  gtk_widget_add_css_class (detail_label, "numeric");
  gtk_widget_add_css_class (detail_label, "caption");
  gtk_widget_set_hexpand (words, TRUE);
  gtk_widget_set_valign (words, GTK_ALIGN_CENTER);
  gtk_widget_set_valign (figures, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (words), make_label (title, 0, NULL));
  gtk_box_append (GTK_BOX (words), subtitle);
  gtk_box_append (GTK_BOX (figures), figure_label);
  gtk_box_append (GTK_BOX (figures), detail_label);
  gtk_box_append (GTK_BOX (box), words);
  gtk_box_append (GTK_BOX (box), figures);
  gtk_widget_add_css_class (box, "two-lines");
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  g_object_set_data_full (G_OBJECT (row), "docket-item", g_object_ref (item), g_object_unref);
  return row;
}

GtkWidget *
docket_dashboard_rows_make_seller (gpointer item, gpointer data)
{
  DocketProductSalesRow *sales = item;
  g_autofree char *quantity = docket_format_quantity (sales->quantity, sales->unit);
  g_autofree char *total = docket_format_money (sales->total, sales->currency);
  GtkWidget *subtitle = make_label (sales->sku, 0, "dim-label");

  gtk_widget_add_css_class (subtitle, "caption");
  return make_row (item, sales->title, subtitle, quantity, total);
}

static GtkWidget *
make_order_status (DocketOrderRow *order)
{
  GtkWidget *status = docket_status_label_new (DOCKET_TYPE_ORDER_STATUS);

  if (order->status != DOCKET_ORDER_STATUS_OPEN && order->status != DOCKET_ORDER_STATUS_CLOSED)
    docket_status_label_set_value (DOCKET_STATUS_LABEL (status), order->status);
  else if (order->is_on_hold)
    docket_status_label_set_word (DOCKET_STATUS_LABEL (status), docket_words_of_hold ());
  else if (order->payment_status == DOCKET_PAYMENT_STATUS_PAID)
    docket_status_label_set_word (DOCKET_STATUS_LABEL (status),
                                  docket_words_of_fulfilment_status ((DocketFulfilmentStatus) order->fulfilment_status));
  else
    docket_status_label_set_word (DOCKET_STATUS_LABEL (status),
                                  docket_words_of_payment_status ((DocketPaymentStatus) order->payment_status));
  gtk_widget_add_css_class (status, "caption");
  return status;
}

GtkWidget *
docket_dashboard_rows_make_order (gpointer item, gpointer data)
{
  DocketOrderRow *order = item;
  gboolean has_customer = order->customer != NULL && *order->customer != '\0';
  gboolean has_number = order->number != NULL && *order->number != '\0';
  g_autofree char *title = g_strdup_printf ("%s · %s", has_number ? order->number : _("Draft"),
                                            has_customer ? order->customer : _("Counter sale"));
  g_autofree char *total = docket_format_money (order->total, order->currency);
  g_autofree char *when = docket_words_when_time (order->placed_at);

  return make_row (item, title, make_order_status (order), total, when);
}

gpointer
docket_dashboard_rows_get_item (GtkListBoxRow *row)
{
  return g_object_get_data (G_OBJECT (row), "docket-item");
}
