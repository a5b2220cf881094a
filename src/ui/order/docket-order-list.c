/* docket-order-list.c: a short list of an order's parts that keeps itself true
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "docket-order-list.h"

#include <glib/gi18n.h>

struct _DocketOrderList
{
  GtkWidget parent_instance;

  DocketShell *shell;
  DocketOrderDetail *order;
  const DocketOrderListKind *kind;
  GListStore *store;
  GtkListBox *list;
  GtkLabel *empty;
};

G_DEFINE_FINAL_TYPE (DocketOrderList, docket_order_list, GTK_TYPE_WIDGET)

static const char item_key[] = "docket-item";

static DocketOrderList *
get_list (GtkWidget *child)
{
  return DOCKET_ORDER_LIST (gtk_widget_get_ancestor (child, DOCKET_TYPE_ORDER_LIST));
}

static void
item_changed_cb (GtkWidget *child, GParamSpec *pspec, DocketRecord *item)
{
  DocketOrderList *self = get_list (child);

  if (self != NULL && self->order != NULL)
    self->kind->update (self, child, item);
}

static GtkWidget *
make_row_cb (gpointer item, gpointer data)
{
  DocketOrderList *self = data;
  GtkWidget *child = self->kind->make (self, item);
  GtkWidget *row = g_object_new (GTK_TYPE_LIST_BOX_ROW, "child", child, "activatable", FALSE, NULL);

  g_object_set_data_full (G_OBJECT (child), item_key, g_object_ref (item), g_object_unref);
  g_signal_connect_object (item, "notify", G_CALLBACK (item_changed_cb), child, G_CONNECT_SWAPPED);
  self->kind->update (self, child, item);
  return row;
}

static void
docket_order_list_dispose (GObject *object)
{
  DocketOrderList *self = DOCKET_ORDER_LIST (object);

  if (self->list != NULL)
    gtk_widget_unparent (GTK_WIDGET (self->list));
  if (self->empty != NULL)
    gtk_widget_unparent (GTK_WIDGET (self->empty));
  self->list = NULL;
  self->empty = NULL;
  g_clear_object (&self->store);
  g_clear_object (&self->order);
  g_clear_object (&self->shell);
  G_OBJECT_CLASS (docket_order_list_parent_class)->dispose (object);
}

static void
docket_order_list_class_init (DocketOrderListClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = docket_order_list_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BOX_LAYOUT);
}

static void
docket_order_list_init (DocketOrderList *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), GTK_ORIENTATION_VERTICAL);
  self->store = g_list_store_new (DOCKET_TYPE_RECORD);
  self->list = g_object_new (GTK_TYPE_LIST_BOX, "selection-mode", GTK_SELECTION_NONE, "visible", FALSE, NULL);
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "boxed-list");
  self->empty = g_object_new (GTK_TYPE_LABEL, "xalign", 0.0, "wrap", TRUE, NULL);
  gtk_widget_add_css_class (GTK_WIDGET (self->empty), "dim-label");
  gtk_widget_set_parent (GTK_WIDGET (self->list), GTK_WIDGET (self));
  gtk_widget_set_parent (GTK_WIDGET (self->empty), GTK_WIDGET (self));
}

void
docket_order_list_set_kind (DocketOrderList *self, DocketShell *shell, const DocketOrderListKind *kind, const char *title)
{
  g_return_if_fail (DOCKET_IS_ORDER_LIST (self));

  g_set_object (&self->shell, shell);
  self->kind = kind;
  gtk_label_set_label (self->empty, kind->empty != NULL ? _(kind->empty) : "");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  gtk_list_box_bind_model (self->list, G_LIST_MODEL (self->store), make_row_cb, self, NULL);
}

void
docket_order_list_show (DocketOrderList *self, DocketOrderDetail *order, GPtrArray *records)
{
  GtkListBoxRow *row;

  g_return_if_fail (DOCKET_IS_ORDER_LIST (self));
  g_return_if_fail (DOCKET_IS_ORDER_DETAIL (order));

  g_set_object (&self->order, order);
  docket_record_store_update (self->store, records);
  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->list, i)) != NULL; i++)
    {
      GtkWidget *child = gtk_list_box_row_get_child (row);

      self->kind->update (self, child, g_object_get_data (G_OBJECT (child), item_key));
    }
  gtk_widget_set_visible (GTK_WIDGET (self->list), records->len > 0);
  gtk_widget_set_visible (GTK_WIDGET (self->empty), records->len == 0 && self->kind->empty != NULL);
}

void
docket_order_list_clear (DocketOrderList *self)
{
  g_return_if_fail (DOCKET_IS_ORDER_LIST (self));

  g_list_store_remove_all (self->store);
  g_clear_object (&self->order);
}

DocketShell *
docket_order_list_get_shell (DocketOrderList *self)
{
  return self->shell;
}

DocketOrderDetail *
docket_order_list_get_order (DocketOrderList *self)
{
  return self->order;
}
