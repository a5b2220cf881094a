/* docket-order-part.c: the look that rows of an order's parts have in common
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "docket-order-part.h"

struct _DocketOrderPart
{
  GtkWidget parent_instance;

  GtkWidget *icon;
  GtkWidget *texts;
  GtkLabel *title;
  GtkLabel *detail;
  GtkLabel *footnote;
  GtkLabel *figure;
  GtkWidget *heading;
  GtkWidget *buttons;
  const char *icon_style;
};

G_DEFINE_FINAL_TYPE (DocketOrderPart, docket_order_part, GTK_TYPE_WIDGET)

static void
docket_order_part_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (docket_order_part_parent_class)->dispose (object);
}

static void
docket_order_part_class_init (DocketOrderPartClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = docket_order_part_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static GtkLabel *
make_label (GtkWidget *box, gboolean is_small)
{
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL, "xalign", 0.0, "wrap", TRUE, "wrap-mode", PANGO_WRAP_WORD_CHAR, "visible", !is_small,
                                   NULL);

  if (is_small)
    gtk_widget_add_css_class (label, "caption");
  gtk_box_append (GTK_BOX (box), label);
  return GTK_LABEL (label);
}

static void
docket_order_part_init (DocketOrderPart *self)
{
  GtkWidget *widget = GTK_WIDGET (self);

  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (gtk_widget_get_layout_manager (widget)), 12);
  g_object_set (self, "margin-top", 9, "margin-bottom", 9, "margin-start", 12, "margin-end", 12, NULL);
  self->icon = g_object_new (GTK_TYPE_IMAGE, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, "valign", GTK_ALIGN_CENTER, NULL);
  self->texts = g_object_new (GTK_TYPE_BOX, "orientation", GTK_ORIENTATION_VERTICAL, "spacing", 3, "hexpand", TRUE, "valign",
                              GTK_ALIGN_CENTER, NULL);
  self->heading = g_object_new (GTK_TYPE_BOX, "spacing", 12, NULL);
  gtk_box_append (GTK_BOX (self->texts), self->heading);
  self->title = make_label (self->heading, FALSE);
  self->detail = make_label (self->texts, TRUE);
  self->footnote = make_label (self->texts, TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self->footnote), "dim-label");
  self->figure = g_object_new (GTK_TYPE_LABEL, "xalign", 1.0, "visible", FALSE, NULL);
  gtk_widget_add_css_class (GTK_WIDGET (self->figure), "numeric");
  self->buttons = g_object_new (GTK_TYPE_BOX, "spacing", 6, "valign", GTK_ALIGN_CENTER, NULL);
  gtk_widget_set_parent (self->icon, widget);
  gtk_widget_set_parent (self->texts, widget);
  gtk_widget_set_parent (GTK_WIDGET (self->figure), widget);
  gtk_widget_set_parent (self->buttons, widget);
}

GtkWidget *
docket_order_part_new (const char *icon)
{
  DocketOrderPart *self = g_object_new (DOCKET_TYPE_ORDER_PART, NULL);

  docket_order_part_set_icon (self, icon, "dim-label");
  return GTK_WIDGET (self);
}

void
docket_order_part_set_icon (DocketOrderPart *self, const char *icon, const char *style)
{
  g_return_if_fail (DOCKET_IS_ORDER_PART (self));

  gtk_image_set_from_icon_name (GTK_IMAGE (self->icon), icon);
  gtk_widget_set_visible (self->icon, icon != NULL);
  if (self->icon_style != NULL)
    gtk_widget_remove_css_class (self->icon, self->icon_style);
  self->icon_style = style;
  if (style != NULL)
    gtk_widget_add_css_class (self->icon, style);
}

void
docket_order_part_set_title (DocketOrderPart *self, const char *title)
{
  g_return_if_fail (DOCKET_IS_ORDER_PART (self));

  gtk_label_set_label (self->title, title != NULL ? title : "");
}

static void
set_text (GtkLabel *label, const char *text)
{
  gtk_label_set_label (label, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (label), text != NULL && *text != '\0');
}

void
docket_order_part_set_detail (DocketOrderPart *self, const char *detail)
{
  g_return_if_fail (DOCKET_IS_ORDER_PART (self));

  set_text (self->detail, detail);
}

void
docket_order_part_set_footnote (DocketOrderPart *self, const char *footnote)
{
  g_return_if_fail (DOCKET_IS_ORDER_PART (self));

  set_text (self->footnote, footnote);
}

void
docket_order_part_set_figure (DocketOrderPart *self, const char *figure)
{
  g_return_if_fail (DOCKET_IS_ORDER_PART (self));

  set_text (self->figure, figure);
}

void
docket_order_part_set_is_void (DocketOrderPart *self, gboolean is_void)
{
  PangoAttrList *attributes = NULL;

  g_return_if_fail (DOCKET_IS_ORDER_PART (self));

  if (is_void)
    {
      attributes = pango_attr_list_new ();
      pango_attr_list_insert (attributes, pango_attr_strikethrough_new (TRUE));
      gtk_widget_add_css_class (GTK_WIDGET (self->figure), "dim-label");
    }
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->figure), "dim-label");
  gtk_label_set_attributes (self->figure, attributes);
  g_clear_pointer (&attributes, pango_attr_list_unref);
}

void
docket_order_part_add_status (DocketOrderPart *self, GtkWidget *widget)
{
  g_return_if_fail (DOCKET_IS_ORDER_PART (self));

  gtk_box_append (GTK_BOX (self->heading), widget);
}

void
docket_order_part_add_button (DocketOrderPart *self, GtkWidget *widget)
{
  g_return_if_fail (DOCKET_IS_ORDER_PART (self));

  gtk_box_append (GTK_BOX (self->buttons), widget);
}
