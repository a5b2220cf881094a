/* docket-draft-row.c: a line of a draft, edited in place
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"
#include "docket-draft-row.h"

#include <glib/gi18n.h>

#include "docket-draft-field.h"
#include "docket-format.h"
#include "docket-order-line-row.h"
#include "docket-row-model.h"

struct _DocketDraftRow
{
  GtkListBoxRow parent_instance;

  DocketDraft *draft;
  DocketOrderDetailLine *line;
  DocketRowModel *stock;
  char *stock_sku;
  DocketForm *form;
  DocketDraftField *quantity_field;
  DocketDraftField *price_field;
  DocketDraftField *discount_field;
  DocketDraftField *reason_field;
  gboolean is_sending;

  GtkLabel *title;
  GtkLabel *sku;
  GtkWidget *warning;
  GtkLabel *warning_text;
  GtkWidget *quantity;
  GtkLabel *unit;
  GtkWidget *price;
  GtkWidget *discount;
  GtkWidget *reason_box;
  GtkWidget *reason;
  GtkLabel *amount;
  GtkWidget *remove;
  GtkLabel *problem;
};

G_DEFINE_FINAL_TYPE (DocketDraftRow, docket_draft_row, GTK_TYPE_LIST_BOX_ROW)

/* Stock */

static void
show_stock (DocketDraftRow *self)
{
  g_autoptr (DocketProductRow) product = NULL;
  g_autofree char *available = NULL;
  g_autofree char *text = NULL;

  if (self->stock != NULL)
    product = g_list_model_get_item (G_LIST_MODEL (self->stock), 0);
  if (product == NULL || !docket_row_is_loaded (DOCKET_ROW (product)) || self->line->quantity <= product->available)
    {
      gtk_widget_set_visible (self->warning, FALSE);
      return;
    }
  available = docket_format_quantity (MAX (product->available, 0), product->unit);
  if (product->allow_overselling)
    text = g_strdup_printf (_("%s available: the rest is sold before it is there"), available);
  else
    text = g_strdup_printf (_("Only %s available"), available);
  gtk_label_set_label (self->warning_text, text);
  gtk_widget_set_visible (self->warning, TRUE);
}

static void
stock_changed_cb (DocketDraftRow *self)
{
  g_autoptr (GObject) product = g_list_model_get_item (G_LIST_MODEL (self->stock), 0);

  if (product != NULL)
    {
      g_signal_handlers_disconnect_by_func (product, show_stock, self);
      g_signal_connect_object (product, "notify", G_CALLBACK (show_stock), self, G_CONNECT_SWAPPED);
    }
  show_stock (self);
}

static void
follow_stock (DocketDraftRow *self)
{
  g_autoptr (DocketListQuery) query = NULL;

  if (g_strcmp0 (self->stock_sku, self->line->sku) == 0 || docket_uuid_is_null (&self->line->product_id))
    return;
  g_free (self->stock_sku);
  self->stock_sku = g_strdup (self->line->sku);
  query = g_object_new (DOCKET_TYPE_PRODUCTS_QUERY, "sku", self->line->sku, "limit", (gint64) 1, NULL);
  if (self->stock != NULL)
    {
      docket_row_model_set_query (self->stock, query);
      return;
    }
  self->stock = docket_row_model_new (docket_shell_get_queries (docket_draft_get_shell (self->draft)), query);
  g_signal_connect_object (self->stock, "items-changed", G_CALLBACK (stock_changed_cb), self, G_CONNECT_SWAPPED);
  stock_changed_cb (self);
}

/* From what was typed to a command */

static gboolean
take_text (JsonObject *properties, const char *name, char *taken)
{
  g_autofree char *text = taken;

  if (text != NULL)
    json_object_set_string_member (properties, name, text);
  return text != NULL;
}

static gboolean
read_fields (DocketDraftRow *self, JsonObject *properties, GError **error)
{
  const char *currency = self->line->currency;

  if (docket_draft_field_is_dirty (self->quantity_field) &&
      !take_text (properties, "quantity", docket_draft_read_quantity (docket_draft_field_get_text (self->quantity_field), "quantity", error)))
    return FALSE;
  if (docket_draft_field_is_dirty (self->price_field) &&
      !take_text (properties, "unit-price", docket_draft_read_money (docket_draft_field_get_text (self->price_field), currency, "unit-price", error)))
    return FALSE;
  if (docket_draft_field_is_dirty (self->discount_field) &&
      !take_text (properties, "discount", docket_draft_read_discount (docket_draft_field_get_text (self->discount_field), currency, "discount", error)))
    return FALSE;
  if (docket_draft_field_is_dirty (self->reason_field))
    json_object_set_string_member (properties, "price-reason", docket_draft_field_get_text (self->reason_field));
  return TRUE;
}

static JsonObject *
make_properties (DocketDraftRow *self, GError **error)
{
  g_autoptr (JsonObject) properties = json_object_new ();

  json_object_set_int_member (properties, "line", self->line->line);
  return read_fields (self, properties, error) ? g_steal_pointer (&properties) : NULL;
}

static gboolean
is_dirty (DocketDraftRow *self)
{
  return docket_draft_field_is_dirty (self->quantity_field) || docket_draft_field_is_dirty (self->price_field) ||
         docket_draft_field_is_dirty (self->discount_field) || docket_draft_field_is_dirty (self->reason_field);
}

static void
typed_cb (DocketDraftRow *self)
{
  JsonObject *properties = is_dirty (self) ? make_properties (self, NULL) : NULL;

  if (!is_dirty (self))
    docket_form_clear (self->form);
  docket_draft_preview (self->draft, "ChangeLine", properties);
}

static void
changed_cb (gpointer owner, DocketOutcome *outcome, const GError *error)
{
  DocketDraftRow *self = owner;

  self->is_sending = FALSE;
  if (error == NULL)
    {
      docket_draft_field_settle (self->quantity_field);
      docket_draft_field_settle (self->price_field);
      docket_draft_field_settle (self->discount_field);
      docket_draft_field_settle (self->reason_field);
      gtk_widget_set_visible (self->reason_box, FALSE);
    }
  else if (g_strcmp0 (docket_error_get_field (error), "price-reason") == 0)
    {
      gtk_widget_set_visible (self->reason_box, TRUE);
      gtk_widget_grab_focus (self->reason);
    }
}

gboolean
docket_draft_row_commit (DocketDraftRow *self)
{
  g_autoptr (GError) error = NULL;
  JsonObject *properties;

  g_return_val_if_fail (DOCKET_IS_DRAFT_ROW (self), TRUE);

  if (!is_dirty (self) || self->is_sending)
    return TRUE;
  properties = make_properties (self, &error);
  if (properties == NULL)
    {
      docket_form_show_error (self->form, error);
      return FALSE;
    }
  self->is_sending = TRUE;
  docket_draft_edit (self->draft, "ChangeLine", properties, NULL, self->form, self, changed_cb);
  return TRUE;
}

/* The cursor goes back to where the next product is scanned; a rejection brings it here again. */
static void
committed_cb (DocketDraftRow *self)
{
  gboolean has_focus = gtk_widget_get_focus_child (GTK_WIDGET (self)) != NULL;

  if (docket_draft_row_commit (self) && has_focus)
    gtk_widget_activate_action (GTK_WIDGET (self), "editor.focus-entry", NULL);
}

static void
remove_cb (DocketDraftRow *self)
{
  JsonObject *properties = json_object_new ();
  g_autofree char *message = g_strdup_printf (_("“%s” was removed"), self->line->title);

  json_object_set_int_member (properties, "line", self->line->line);
  gtk_widget_activate_action (GTK_WIDGET (self), "editor.focus-entry", NULL);
  docket_draft_edit (self->draft, "RemoveLine", properties, message, NULL, self, NULL);
}

/* The widget */

static void
docket_draft_row_dispose (GObject *object)
{
  DocketDraftRow *self = DOCKET_DRAFT_ROW (object);

  g_clear_object (&self->quantity_field);
  g_clear_object (&self->price_field);
  g_clear_object (&self->discount_field);
  g_clear_object (&self->reason_field);
  g_clear_object (&self->form);
  g_clear_object (&self->stock);
  g_clear_object (&self->draft);
  g_clear_object (&self->line);
  g_clear_pointer (&self->stock_sku, g_free);
  gtk_widget_dispose_template (GTK_WIDGET (self), DOCKET_TYPE_DRAFT_ROW);
  G_OBJECT_CLASS (docket_draft_row_parent_class)->dispose (object);
}

static void
docket_draft_row_class_init (DocketDraftRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = docket_draft_row_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, APPLICATION_PATH "/ui/docket-draft-row.ui");
  gtk_widget_class_bind_template_child (widget_class, DocketDraftRow, amount);
  gtk_widget_class_bind_template_child (widget_class, DocketDraftRow, discount);
  gtk_widget_class_bind_template_child (widget_class, DocketDraftRow, price);
  gtk_widget_class_bind_template_child (widget_class, DocketDraftRow, problem);
  gtk_widget_class_bind_template_child (widget_class, DocketDraftRow, quantity);
  gtk_widget_class_bind_template_child (widget_class, DocketDraftRow, reason);
  gtk_widget_class_bind_template_child (widget_class, DocketDraftRow, reason_box);
  gtk_widget_class_bind_template_child (widget_class, DocketDraftRow, remove);
  gtk_widget_class_bind_template_child (widget_class, DocketDraftRow, sku);
  gtk_widget_class_bind_template_child (widget_class, DocketDraftRow, title);
  gtk_widget_class_bind_template_child (widget_class, DocketDraftRow, unit);
  gtk_widget_class_bind_template_child (widget_class, DocketDraftRow, warning);
  gtk_widget_class_bind_template_child (widget_class, DocketDraftRow, warning_text);
  gtk_widget_class_bind_template_callback (widget_class, remove_cb);
}

static DocketDraftField *
watch (DocketDraftRow *self, const char *name, GtkWidget *entry)
{
  DocketDraftField *field = docket_draft_field_new (entry);

  g_signal_connect_object (field, "typed", G_CALLBACK (typed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (field, "committed", G_CALLBACK (committed_cb), self, G_CONNECT_SWAPPED);
  docket_form_add (self->form, name, entry, self->problem);
  return field;
}

static void
docket_draft_row_init (DocketDraftRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->form = docket_form_new (NULL, self->problem);
  self->quantity_field = watch (self, "quantity", self->quantity);
  self->price_field = watch (self, "unit-price", self->price);
  self->discount_field = watch (self, "discount", self->discount);
  self->reason_field = watch (self, "price-reason", self->reason);
}

static void
name_widget (GtkWidget *widget, char *taken)
{
  g_autofree char *name = taken;

  gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static void
name_widgets (DocketDraftRow *self, const char *title)
{
  name_widget (self->quantity, g_strdup_printf (_("Quantity of %s"), title));
  name_widget (self->price, g_strdup_printf (_("Price of %s"), title));
  name_widget (self->discount, g_strdup_printf (_("Discount on %s"), title));
  name_widget (self->reason, g_strdup_printf (_("Reason for the price of %s"), title));
  name_widget (self->remove, g_strdup_printf (_("Remove %s"), title));
}

void
docket_draft_row_update (DocketDraftRow *self)
{
  DocketOrderDetail *order = docket_draft_get_order (self->draft);
  DocketOrderDetailLine *line = self->line;
  g_autofree char *quantity = docket_format_quantity (line->quantity, NULL);
  g_autofree char *price = docket_format_money_plain (line->unit_price);
  g_autofree char *discount = docket_draft_format_discount (line->discount_given);
  DocketMoney sum = docket_order_line_get_amount (line, order != NULL && order->prices_include_tax);
  g_autofree char *amount = docket_format_money (sum, line->currency);

  gtk_label_set_label (self->title, line->title);
  gtk_label_set_label (self->sku, line->sku != NULL ? line->sku : "");
  gtk_widget_set_visible (GTK_WIDGET (self->sku), line->sku != NULL && *line->sku != '\0');
  gtk_label_set_label (self->unit, docket_format_unit (line->unit));
  gtk_label_set_label (self->amount, amount);
  docket_draft_field_fill (self->quantity_field, quantity);
  docket_draft_field_fill (self->price_field, price);
  docket_draft_field_fill (self->discount_field, discount);
  name_widgets (self, line->title);
  follow_stock (self);
  show_stock (self);
}

GtkWidget *
docket_draft_row_new (DocketDraft *draft, DocketOrderDetailLine *line)
{
  DocketDraftRow *self = g_object_new (DOCKET_TYPE_DRAFT_ROW, NULL);

  self->draft = g_object_ref (draft);
  self->line = g_object_ref (line);
  docket_draft_row_update (self);
  return GTK_WIDGET (self);
}

void
docket_draft_row_focus_quantity (DocketDraftRow *self)
{
  g_return_if_fail (DOCKET_IS_DRAFT_ROW (self));

  gtk_widget_grab_focus (self->quantity);
}
