/* docket-order-lines.c: what was ordered
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "docket-order-lines.h"

#include <glib/gi18n.h>

#include "docket-live-record.h"
#include "docket-order-line-row.h"

struct _DocketOrderLines
{
  GtkWidget parent_instance;

  GListStore *store;
  GtkWidget *headings;
  GtkWidget *discount_heading;
  GtkListBox *list;
  GtkSizeGroup *columns[DOCKET_LINE_N_COLUMNS];
  DocketOrderDetail *order;
};

G_DEFINE_FINAL_TYPE (DocketOrderLines, docket_order_lines, GTK_TYPE_WIDGET)

static GtkWidget *
make_row_cb (gpointer item, gpointer data)
{
  DocketOrderLines *self = data;
  GtkWidget *row = docket_order_line_row_new (item, self->columns);

  docket_order_line_row_set_order (DOCKET_ORDER_LINE_ROW (row), self->order);
  return row;
}

static GtkWidget *
make_heading (DocketOrderLines *self, const char *text, float xalign, int column)
{
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL, "label", text, "xalign", xalign, NULL);

  gtk_widget_add_css_class (label, "caption-heading");
  gtk_widget_add_css_class (label, "dim-label");
  if (column >= 0)
    gtk_size_group_add_widget (self->columns[column], label);
  else
    gtk_widget_set_hexpand (label, TRUE);
  gtk_box_append (GTK_BOX (self->headings), label);
  return label;
}

static void
make_headings (DocketOrderLines *self)
{
  for (guint i = 0; i < DOCKET_LINE_N_COLUMNS; i++)
    self->columns[i] = gtk_size_group_new (GTK_SIZE_GROUP_HORIZONTAL);
  self->headings = g_object_new (GTK_TYPE_BOX, "spacing", 12, "margin-start", 13, "margin-end", 13, "margin-bottom", 6, NULL);
  make_heading (self, _("Item"), 0, -1);
  make_heading (self, _("Ordered"), 1, DOCKET_LINE_QUANTITY_COLUMN);
  make_heading (self, _("Price"), 1, DOCKET_LINE_PRICE_COLUMN);
  self->discount_heading = make_heading (self, _("Discount"), 1, DOCKET_LINE_DISCOUNT_COLUMN);
  make_heading (self, _("Amount"), 1, DOCKET_LINE_AMOUNT_COLUMN);
  gtk_widget_set_parent (self->headings, GTK_WIDGET (self));
}

static void
docket_order_lines_dispose (GObject *object)
{
  DocketOrderLines *self = DOCKET_ORDER_LINES (object);

  g_clear_pointer (&self->headings, gtk_widget_unparent);
  if (self->list != NULL)
    gtk_widget_unparent (GTK_WIDGET (self->list));
  self->list = NULL;
  for (guint i = 0; i < DOCKET_LINE_N_COLUMNS; i++)
    g_clear_object (&self->columns[i]);
  g_clear_object (&self->store);
  g_clear_object (&self->order);
  G_OBJECT_CLASS (docket_order_lines_parent_class)->dispose (object);
}

static void
docket_order_lines_class_init (DocketOrderLinesClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = docket_order_lines_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BOX_LAYOUT);
}

static void
docket_order_lines_init (DocketOrderLines *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), GTK_ORIENTATION_VERTICAL);
  self->store = g_list_store_new (DOCKET_TYPE_ORDER_DETAIL_LINE);
  make_headings (self);
  self->list = g_object_new (GTK_TYPE_LIST_BOX, "selection-mode", GTK_SELECTION_NONE, NULL);
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "boxed-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Lines"), -1);
  gtk_widget_set_parent (GTK_WIDGET (self->list), GTK_WIDGET (self));
  gtk_list_box_bind_model (self->list, G_LIST_MODEL (self->store), make_row_cb, self, NULL);
}

static void
update_rows (DocketOrderLines *self)
{
  gboolean has_discount = FALSE;

  for (guint i = 0; i < self->order->lines->len; i++)
    {
      GtkListBoxRow *row = gtk_list_box_get_row_at_index (self->list, (int) i);

      has_discount |= ((DocketOrderDetailLine *) self->order->lines->pdata[i])->discount.minor != 0;
      docket_order_line_row_set_order (DOCKET_ORDER_LINE_ROW (row), self->order);
    }
  gtk_widget_set_visible (self->discount_heading, has_discount);
}

void
docket_order_lines_show (DocketOrderLines *self, DocketOrderDetail *order)
{
  g_return_if_fail (DOCKET_IS_ORDER_LINES (self));
  g_return_if_fail (DOCKET_IS_ORDER_DETAIL (order));

  g_set_object (&self->order, order);
  docket_record_store_update (self->store, order->lines);
  update_rows (self);
  gtk_widget_set_visible (GTK_WIDGET (self->list), order->lines->len > 0);
}

void
docket_order_lines_clear (DocketOrderLines *self)
{
  g_return_if_fail (DOCKET_IS_ORDER_LINES (self));

  g_list_store_remove_all (self->store);
  g_clear_object (&self->order);
}
