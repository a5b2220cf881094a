/* docket-totals.c: what an order comes to, part by part
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "docket-totals.h"

#include <glib/gi18n.h>

#include "docket-format.h"

struct _DocketTotals
{
  GtkWidget parent_instance;

  GHashTable *rows;
  GtkWidget *last;
};

G_DEFINE_FINAL_TYPE (DocketTotals, docket_totals, GTK_TYPE_WIDGET)

typedef struct
{
  GtkWidget *box;
  GtkLabel *caption;
  GtkLabel *amount;
  gboolean is_shown;
} Row;

/* What both an order and terms have. */
typedef struct
{
  const char *currency;
  gboolean prices_include_tax;
  DocketMoney goods;
  DocketMoney discount;
  const char *shipping_title;
  DocketMoney shipping;
  GPtrArray *taxes;
  DocketMoney total;
} Parts;

static Row *
row_new (DocketTotals *self, const char *style)
{
  Row *row = g_new0 (Row, 1);

  row->box = g_object_new (GTK_TYPE_BOX, "spacing", 12, "accessible-role", GTK_ACCESSIBLE_ROLE_GROUP, NULL);
  row->caption = g_object_new (GTK_TYPE_LABEL, "xalign", 0.0, "hexpand", TRUE, "wrap", TRUE, "wrap-mode", PANGO_WRAP_WORD_CHAR, NULL);
  row->amount = g_object_new (GTK_TYPE_LABEL, "xalign", 1.0, "selectable", FALSE, NULL);
  gtk_widget_add_css_class (GTK_WIDGET (row->amount), "numeric");
  if (style != NULL)
    gtk_widget_add_css_class (row->box, style);
  gtk_box_append (GTK_BOX (row->box), GTK_WIDGET (row->caption));
  gtk_box_append (GTK_BOX (row->box), GTK_WIDGET (row->amount));
  return row;
}

static void
set_style (Row *row, const char *style, gboolean is_on)
{
  if (is_on)
    gtk_widget_add_css_class (GTK_WIDGET (row->amount), style);
  else
    gtk_widget_remove_css_class (GTK_WIDGET (row->amount), style);
}

static void
place (DocketTotals *self, GtkWidget *box)
{
  if (gtk_widget_get_parent (box) == NULL || gtk_widget_get_prev_sibling (box) != self->last)
    gtk_widget_insert_after (box, GTK_WIDGET (self), self->last);
  self->last = box;
}

static Row *
show_row (DocketTotals *self, const char *id, const char *caption, DocketMoney amount, const char *currency, const char *style)
{
  Row *row = g_hash_table_lookup (self->rows, id);
  g_autofree char *text = docket_format_money (amount, currency);
  g_autofree char *name = NULL;

  if (row == NULL)
    {
      row = row_new (self, style);
      g_hash_table_insert (self->rows, g_strdup (id), row);
    }
  place (self, row->box);
  row->is_shown = TRUE;
  gtk_label_set_label (row->caption, caption);
  gtk_label_set_label (row->amount, text);
  /* Translators: what a screen reader says of a line of the totals: “Balance: €4.50” */
  name = g_strdup_printf (_("%s: %s"), caption, text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row->box), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  return row;
}

static gboolean
drop_unless_shown (gpointer key, gpointer value, gpointer data)
{
  Row *row = value;

  if (row->is_shown)
    return FALSE;
  gtk_widget_unparent (row->box);
  return TRUE;
}

static void
forget_shown (gpointer key, gpointer value, gpointer data)
{
  ((Row *) value)->is_shown = FALSE;
}

static void
begin (DocketTotals *self)
{
  g_hash_table_foreach (self->rows, forget_shown, NULL);
  self->last = NULL;
}

static void
end (DocketTotals *self)
{
  g_hash_table_foreach_remove (self->rows, drop_unless_shown, NULL);
}

static void
show_tax (DocketTotals *self, const Parts *parts, guint index, DocketTaxAmount *tax)
{
  g_autofree char *id = g_strdup_printf ("tax-%u", index);
  g_autofree char *rate = docket_format_rate (tax->rate);
  g_autofree char *caption = NULL;

  if (tax->rate == 0)
    caption = g_strdup (tax->name);
  else if (parts->prices_include_tax)
    /* Translators: a tax that prices include: “Including VAT 19 %” */
    caption = g_strdup_printf (_("Including %s %s"), tax->name, rate);
  else
    /* Translators: a tax and its rate: “VAT 19 %” */
    caption = g_strdup_printf (_("%s %s"), tax->name, rate);
  show_row (self, id, caption, tax->amount, parts->currency, "dim-label");
}

static void
show_taxes (DocketTotals *self, const Parts *parts)
{
  for (guint i = 0; parts->taxes != NULL && i < parts->taxes->len; i++)
    show_tax (self, parts, i, g_ptr_array_index (parts->taxes, i));
}

/* Where prices include the taxes these are part of the total and stand below it. */
static void
show_parts (DocketTotals *self, const Parts *parts)
{
  show_row (self, "goods", _("Goods"), parts->goods, parts->currency, NULL);
  if (parts->discount.minor != 0)
    show_row (self, "discount", _("Discount"), docket_money_negate (parts->discount), parts->currency, NULL);
  if (parts->shipping.minor != 0 || parts->shipping_title != NULL)
    show_row (self, "shipping", parts->shipping_title != NULL && *parts->shipping_title != '\0' ? parts->shipping_title : _("Shipping"),
              parts->shipping, parts->currency, NULL);
  if (!parts->prices_include_tax)
    show_taxes (self, parts);
  show_row (self, "total", _("Total"), parts->total, parts->currency, "heading");
  if (parts->prices_include_tax)
    show_taxes (self, parts);
}

static void
show_balance (DocketTotals *self, DocketOrderDetail *order)
{
  gboolean is_owed_back = order->balance.minor < 0;
  Row *row = show_row (self, "balance", is_owed_back ? _("Owed to the Customer") : _("Balance"),
                       is_owed_back ? docket_money_negate (order->balance) : order->balance, order->currency, "title-3");

  set_style (row, "warning", order->balance.minor != 0);
  set_style (row, "success", order->balance.minor == 0);
}

static void
show_payments (DocketTotals *self, DocketOrderDetail *order)
{
  if (order->cancelled.minor != 0)
    show_row (self, "cancelled", _("Cancelled"), docket_money_negate (order->cancelled), order->currency, NULL);
  show_row (self, "paid", _("Paid"), order->paid, order->currency, NULL);
  if (order->refunded.minor != 0)
    show_row (self, "refunded", _("Refunded"), order->refunded, order->currency, NULL);
  show_balance (self, order);
}

static void
add (DocketMoney *sum, DocketMoney amount)
{
  sum->minor += amount.minor;
  sum->digits = amount.digits;
}

/* The goods are what their lines say, so that the column adds up; the order's own discount comes after it. */
static DocketMoney
sum_of_goods (GPtrArray *lines, gboolean prices_include_tax, DocketMoney zero)
{
  DocketMoney goods = DOCKET_MONEY (0, zero.digits);

  for (guint i = 0; lines != NULL && i < lines->len; i++)
    if (DOCKET_IS_ORDER_DETAIL_LINE (lines->pdata[i]))
      {
        DocketOrderDetailLine *line = lines->pdata[i];

        add (&goods, prices_include_tax ? line->total : line->net);
        add (&goods, line->discount_share);
      }
    else
      {
        DocketOrderLine *line = lines->pdata[i];

        add (&goods, prices_include_tax ? line->total : line->net);
        add (&goods, line->discount_share);
      }
  return goods;
}

static void
docket_totals_dispose (GObject *object)
{
  DocketTotals *self = DOCKET_TOTALS (object);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_pointer (&self->rows, g_hash_table_unref);
  G_OBJECT_CLASS (docket_totals_parent_class)->dispose (object);
}

static void
docket_totals_class_init (DocketTotalsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = docket_totals_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
docket_totals_init (DocketTotals *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), GTK_ORIENTATION_VERTICAL);
  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (layout), 6);
  self->rows = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Totals"), -1);
}

void
docket_totals_show_order (DocketTotals *self, DocketOrderDetail *order)
{
  Parts parts;

  g_return_if_fail (DOCKET_IS_TOTALS (self));
  g_return_if_fail (DOCKET_IS_ORDER_DETAIL (order));

  parts = (Parts) {
    .currency = order->currency,
    .prices_include_tax = order->prices_include_tax,
    .goods = sum_of_goods (order->lines, order->prices_include_tax, order->total),
    .discount = order->discount,
    .shipping_title = order->shipping_title,
    .shipping = order->prices_include_tax ? order->shipping_total : order->shipping_net,
    .taxes = order->taxes,
    .total = order->total,
  };
  begin (self);
  show_parts (self, &parts);
  if (order->number != NULL && *order->number != '\0')
    show_payments (self, order);
  end (self);
}

void
docket_totals_show_terms (DocketTotals *self, DocketOrderTerms *terms)
{
  DocketShippingCharge *shipping;
  Parts parts;

  g_return_if_fail (DOCKET_IS_TOTALS (self));
  g_return_if_fail (DOCKET_IS_ORDER_TERMS (terms));

  shipping = terms->shipping;
  parts = (Parts) {
    .currency = terms->currency,
    .prices_include_tax = terms->prices_include_tax,
    .goods = sum_of_goods (terms->lines, terms->prices_include_tax, terms->total),
    .discount = terms->discount,
    .shipping_title = shipping != NULL ? shipping->title : NULL,
    .shipping = shipping == NULL ? DOCKET_MONEY (0, terms->total.digits) : terms->prices_include_tax ? shipping->total : shipping->net,
    .taxes = terms->taxes,
    .total = terms->total,
  };
  begin (self);
  show_parts (self, &parts);
  end (self);
}
