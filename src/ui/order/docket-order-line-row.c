/* docket-order-line-row.c: one line of an order, as it was agreed and how far it got
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "docket-order-line-row.h"

#include <glib/gi18n.h>

#include "docket-compat-gtk.h"
#include "docket-format.h"
#include "docket-order-status.h"

struct _DocketOrderLineRow
{
  GtkListBoxRow parent_instance;

  DocketOrderDetailLine *line;
  GtkLabel *title;
  GtkLabel *detail;
  GtkLabel *figures[DOCKET_LINE_N_COLUMNS];
  gboolean prices_include_tax;
  gboolean can_be_packed;
};

G_DEFINE_FINAL_TYPE (DocketOrderLineRow, docket_order_line_row, GTK_TYPE_LIST_BOX_ROW)

typedef enum
{
  PART_SHIPPED,
  PART_IN_PARCEL,
  PART_TO_PACK,
  PART_CANCELLED,
  PART_RETURNED,
} Part;

static char *
say_part (Part part, const char *quantity)
{
  switch (part)
    {
    case PART_SHIPPED:
      return g_strdup_printf (_("%s shipped"), quantity);
    case PART_IN_PARCEL:
      return g_strdup_printf (_("%s in a parcel"), quantity);
    case PART_TO_PACK:
      return g_strdup_printf (_("%s to pack"), quantity);
    case PART_CANCELLED:
      return g_strdup_printf (_("%s cancelled"), quantity);
    case PART_RETURNED:
    default:
      return g_strdup_printf (_("%s returned"), quantity);
    }
}

static void
add_part (GPtrArray *parts, Part part, gint64 quantity)
{
  g_autofree char *text = docket_format_quantity (quantity, NULL);

  if (quantity > 0)
    g_ptr_array_add (parts, say_part (part, text));
}

/* “TEA-1 · 1 shipped · 1 to pack” */
static char *
describe (DocketOrderLineRow *self)
{
  DocketOrderDetailLine *line = self->line;
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func (g_free);

  if (line->sku != NULL && *line->sku != '\0')
    g_ptr_array_add (parts, g_strdup (line->sku));
  if (line->shipped > 0 && line->shipped == line->quantity)
    g_ptr_array_add (parts, g_strdup (_("all shipped")));
  else
    add_part (parts, PART_SHIPPED, line->shipped);
  add_part (parts, PART_IN_PARCEL, line->committed - line->shipped);
  if (self->can_be_packed)
    add_part (parts, PART_TO_PACK, line->open);
  add_part (parts, PART_CANCELLED, line->cancelled);
  add_part (parts, PART_RETURNED, line->returned);
  g_ptr_array_add (parts, NULL);
  return g_strjoinv (" · ", (char **) parts->pdata);
}

DocketMoney
docket_order_line_get_amount (DocketOrderDetailLine *line, gboolean prices_include_tax)
{
  DocketMoney amount = prices_include_tax ? line->total : line->net;

  amount.minor += line->discount_share.minor;
  return amount;
}

static char *
format_discount (DocketOrderDetailLine *line)
{
  if (line->discount.minor == 0)
    return g_strdup ("");
  return docket_format_money (docket_money_negate (line->discount), line->currency);
}

static void
update (DocketOrderLineRow *self)
{
  DocketOrderDetailLine *line = self->line;
  g_autofree char *detail = describe (self);
  g_autofree char *name = NULL;
  char *texts[DOCKET_LINE_N_COLUMNS] = {
    [DOCKET_LINE_QUANTITY_COLUMN] = docket_format_quantity (line->quantity, line->unit),
    [DOCKET_LINE_PRICE_COLUMN] = docket_format_money (line->unit_price, line->currency),
    [DOCKET_LINE_DISCOUNT_COLUMN] = format_discount (line),
    [DOCKET_LINE_AMOUNT_COLUMN] = docket_format_money (docket_order_line_get_amount (line, self->prices_include_tax), line->currency),
  };

  gtk_label_set_label (self->title, line->title != NULL && *line->title != '\0' ? line->title : line->sku);
  gtk_label_set_label (self->detail, detail);
  gtk_widget_set_visible (GTK_WIDGET (self->detail), *detail != '\0');
  for (guint i = 0; i < DOCKET_LINE_N_COLUMNS; i++)
    gtk_label_set_label (self->figures[i], texts[i]);
  /* Translators: a line of an order to a screen reader: quantity, title, amount, how far it got */
  name = g_strdup_printf (_("%s × %s, %s. %s"), texts[DOCKET_LINE_QUANTITY_COLUMN], gtk_label_get_label (self->title),
                          texts[DOCKET_LINE_AMOUNT_COLUMN], detail);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  for (guint i = 0; i < DOCKET_LINE_N_COLUMNS; i++)
    g_free (texts[i]);
}

static void
docket_order_line_row_dispose (GObject *object)
{
  DocketOrderLineRow *self = DOCKET_ORDER_LINE_ROW (object);

  g_clear_object (&self->line);
  G_OBJECT_CLASS (docket_order_line_row_parent_class)->dispose (object);
}

static void
docket_order_line_row_class_init (DocketOrderLineRowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = docket_order_line_row_dispose;
}

static GtkWidget *
make_texts (DocketOrderLineRow *self)
{
  GtkWidget *box = g_object_new (GTK_TYPE_BOX, "orientation", GTK_ORIENTATION_VERTICAL, "spacing", 3, "hexpand", TRUE, "valign",
                                 GTK_ALIGN_CENTER, NULL);

  self->title = g_object_new (GTK_TYPE_LABEL, "xalign", 0.0, "wrap", TRUE, "wrap-mode", PANGO_WRAP_WORD_CHAR, "natural-wrap-mode",
                              GTK_NATURAL_WRAP_NONE, NULL);
  self->detail = g_object_new (GTK_TYPE_LABEL, "xalign", 0.0, "wrap", TRUE, "wrap-mode", PANGO_WRAP_WORD_CHAR, NULL);
  gtk_widget_add_css_class (GTK_WIDGET (self->detail), "caption");
  gtk_widget_add_css_class (GTK_WIDGET (self->detail), "dim-label");
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->title));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->detail));
  return box;
}

static void
docket_order_line_row_init (DocketOrderLineRow *self)
{
  GtkWidget *box = g_object_new (GTK_TYPE_BOX, "spacing", 12, "margin-top", 10, "margin-bottom", 10, "margin-start", 12, "margin-end",
                                 12, NULL);

  gtk_box_append (GTK_BOX (box), make_texts (self));
  for (guint i = 0; i < DOCKET_LINE_N_COLUMNS; i++)
    {
      self->figures[i] = g_object_new (GTK_TYPE_LABEL, "xalign", 1.0, "valign", DOCKET_ALIGN_BASELINE, NULL);
      gtk_widget_add_css_class (GTK_WIDGET (self->figures[i]), "numeric");
      gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->figures[i]));
    }
  gtk_widget_add_css_class (GTK_WIDGET (self->figures[DOCKET_LINE_PRICE_COLUMN]), "dim-label");
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (self), box);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (self), FALSE);
}

GtkWidget *
docket_order_line_row_new (DocketOrderDetailLine *line, GtkSizeGroup *const *columns)
{
  DocketOrderLineRow *self = g_object_new (DOCKET_TYPE_ORDER_LINE_ROW, NULL);

  self->line = g_object_ref (line);
  for (guint i = 0; i < DOCKET_LINE_N_COLUMNS; i++)
    gtk_size_group_add_widget (columns[i], GTK_WIDGET (self->figures[i]));
  g_signal_connect_object (line, "notify", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);
  return GTK_WIDGET (self);
}

static gboolean
has_line_discounts (DocketOrderDetail *order)
{
  for (guint i = 0; i < order->lines->len; i++)
    if (((DocketOrderDetailLine *) order->lines->pdata[i])->discount.minor != 0)
      return TRUE;
  return FALSE;
}

void
docket_order_line_row_set_order (DocketOrderLineRow *self, DocketOrderDetail *order)
{
  g_return_if_fail (DOCKET_IS_ORDER_LINE_ROW (self));

  self->prices_include_tax = order->prices_include_tax;
  self->can_be_packed = order->status == DOCKET_ORDER_STATUS_OPEN;
  gtk_widget_set_visible (GTK_WIDGET (self->figures[DOCKET_LINE_DISCOUNT_COLUMN]), has_line_discounts (order));
  update (self);
}
