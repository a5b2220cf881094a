/* docket-product-dialog.c: what a product is, to be written down or changed
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "docket-product-dialog.h"

#include <glib/gi18n.h>

#include "docket-action.h"
#include "docket-choices.h"
#include "docket-discard.h"
#include "docket-format.h"
#include "docket-tax-rates.h"

struct _DocketProductDialog
{
  DocketStepDialog parent_instance;

  DocketProductRow *product;
  AdwEntryRow *sku;
  AdwEntryRow *title;
  AdwEntryRow *price;
  DocketChoiceRow *unit;
  DocketChoiceRow *step;
  AdwEntryRow *barcode;
  /* Element types GtkCheckButton and DocketTax, in the same order. */
  GPtrArray *checks;
  GPtrArray *rates;
  GtkSwitch *overselling;
  AdwEntryRow *safety_stock;
  gboolean is_changed;
};

G_DEFINE_FINAL_TYPE (DocketProductDialog, docket_product_dialog, DOCKET_TYPE_STEP_DIALOG)

static const char *
get_text (AdwEntryRow *row)
{
  return gtk_editable_get_text (GTK_EDITABLE (row));
}

static const char *
get_currency (DocketProductDialog *self)
{
  if (self->product != NULL)
    return self->product->currency;
  return docket_shell_get_currency (docket_step_dialog_get_shell (DOCKET_STEP_DIALOG (self)));
}

/* NULL where it is as it was. */
static const char *
get_change (const char *text, const char *before)
{
  return g_strcmp0 (text, before != NULL ? before : "") != 0 ? text : NULL;
}

static gboolean
read_price (DocketProductDialog *self, DocketMoney *price, GError **error)
{
  GError *failure = NULL;

  if (docket_parse_money_input (get_text (self->price), get_currency (self), price, &failure))
    return TRUE;
  docket_error_set_field (failure, "price");
  g_propagate_error (error, failure);
  return FALSE;
}

static gboolean
read_safety_stock (DocketProductDialog *self, gint64 *quantity, GError **error)
{
  GError *failure = NULL;

  *quantity = 0;
  if (*get_text (self->safety_stock) == '\0' || docket_parse_quantity_input (get_text (self->safety_stock), quantity, &failure))
    return TRUE;
  docket_error_set_field (failure, "safety-stock");
  g_propagate_error (error, failure);
  return FALSE;
}

/* What nobody has typed yet needs other words than what was typed wrongly. */
static gboolean
check_needed (DocketProductDialog *self, GError **error)
{
  if (*get_text (self->title) == '\0')
    docket_error_set (error, DOCKET_ERROR_INVALID, "title", _("A product needs a title."));
  else if (*get_text (self->sku) == '\0')
    docket_error_set (error, DOCKET_ERROR_INVALID, self->product != NULL ? "new-sku" : "sku",
                      _("A product needs a SKU, the code by which you find it."));
  else if (*get_text (self->price) == '\0')
    docket_error_set (error, DOCKET_ERROR_INVALID, "price", _("A product needs a price; 0 is one too."));
  else
    return TRUE;
  return FALSE;
}

static GPtrArray *
list_checked (DocketProductDialog *self)
{
  GPtrArray *taxes = docket_records_new ();

  for (guint i = 0; i < self->checks->len; i++)
    if (gtk_check_button_get_active (g_ptr_array_index (self->checks, i)))
      g_ptr_array_add (taxes, g_object_ref (g_ptr_array_index (self->rates, i)));
  return taxes;
}

static gboolean
has_tax (GPtrArray *taxes, DocketTax *tax)
{
  for (guint i = 0; taxes != NULL && i < taxes->len; i++)
    if (docket_record_equal (g_ptr_array_index (taxes, i), DOCKET_RECORD (tax)))
      return TRUE;
  return FALSE;
}

static gboolean
is_same_set (GPtrArray *a, GPtrArray *b)
{
  if (a->len != (b != NULL ? b->len : 0))
    return FALSE;
  for (guint i = 0; i < a->len; i++)
    if (!has_tax (b, g_ptr_array_index (a, i)))
      return FALSE;
  return TRUE;
}

static DocketCommand *
make_create (DocketProductDialog *self, const char *price, const char *safety_stock, GError **error)
{
  const char *barcode = get_text (self->barcode);

  return docket_action_command (docket_step_dialog_get_shell (DOCKET_STEP_DIALOG (self)), error, "CreateProduct", "sku",
                                get_text (self->sku), "title", get_text (self->title), "price", price, "unit",
                                docket_choice_row_get_code (self->unit), "step", docket_choice_row_get_code (self->step), "barcode",
                                *barcode != '\0' ? barcode : NULL, "allow-overselling",
                                gtk_switch_get_active (self->overselling) ? "true" : "false", "safety-stock", safety_stock, NULL);
}

/* Only what differs is sent, so that two people can change different things. */
static DocketCommand *
make_update (DocketProductDialog *self, const char *price, const char *safety_stock, GError **error)
{
  DocketProductRow *before = self->product;
  g_autofree char *id = docket_uuid_to_string (&before->id);
  g_autofree char *price_before = docket_money_to_string (before->price);
  g_autofree char *step_before = docket_quantity_to_string (before->step);
  g_autofree char *safety_before = docket_quantity_to_string (before->safety_stock);
  gboolean allow_overselling = gtk_switch_get_active (self->overselling);

  return docket_action_command (docket_step_dialog_get_shell (DOCKET_STEP_DIALOG (self)), error, "UpdateProduct", "product", id,
                                "new-sku", get_change (get_text (self->sku), before->sku), "title",
                                get_change (get_text (self->title), before->title), "price", get_change (price, price_before), "unit",
                                get_change (docket_choice_row_get_code (self->unit), before->unit), "step",
                                get_change (docket_choice_row_get_code (self->step), step_before), "barcode",
                                get_change (get_text (self->barcode), before->barcode), "allow-overselling",
                                !allow_overselling == !before->allow_overselling ? NULL : allow_overselling ? "true" : "false",
                                "safety-stock", get_change (safety_stock, safety_before), NULL);
}

static DocketCommand *
make_command (DocketStepDialog *dialog, GError **error)
{
  DocketProductDialog *self = DOCKET_PRODUCT_DIALOG (dialog);
  g_autoptr (GPtrArray) taxes = list_checked (self);
  g_autofree char *price = NULL;
  g_autofree char *safety_stock = NULL;
  DocketCommand *command;
  DocketMoney money;
  gint64 quantity;

  if (!check_needed (self, error) || !read_price (self, &money, error) || !read_safety_stock (self, &quantity, error))
    return NULL;
  price = docket_money_to_string (money);
  safety_stock = docket_quantity_to_string (quantity);
  command = self->product != NULL ? make_update (self, price, safety_stock, error) : make_create (self, price, safety_stock, error);
  if (command != NULL && (self->product == NULL || !is_same_set (taxes, self->product->taxes)))
    g_object_set (command, "taxes", taxes, NULL);
  return command;
}

static char *
describe_done (DocketStepDialog *dialog)
{
  DocketProductDialog *self = DOCKET_PRODUCT_DIALOG (dialog);

  return g_strdup_printf (self->product != NULL ? _("%s was changed") : _("%s was added"), get_text (self->title));
}

static void
changed (DocketStepDialog *dialog)
{
  DOCKET_PRODUCT_DIALOG (dialog)->is_changed = TRUE;
}

static void
chosen_cb (DocketProductDialog *self)
{
  self->is_changed = TRUE;
}

static gboolean
docket_product_dialog_close_request (GtkWindow *window)
{
  return docket_discard_ask (window, DOCKET_PRODUCT_DIALOG (window)->is_changed);
}

static void
add_choice (GListStore *store, const char *code, const char *name)
{
  g_autoptr (DocketChoice) choice = docket_choice_new (code, name);

  g_list_store_append (store, choice);
}

static GListModel *
list_units (void)
{
  GListStore *units = g_list_store_new (DOCKET_TYPE_CHOICE);

  add_choice (units, "pc", _("Piece"));
  add_choice (units, "kg", _("Kilogram"));
  add_choice (units, "g", _("Gram"));
  add_choice (units, "l", _("Litre"));
  add_choice (units, "m", _("Metre"));
  add_choice (units, "h", _("Hour"));
  return G_LIST_MODEL (units);
}

static GListModel *
list_steps (void)
{
  static const gint64 steps[] = { 1000, 100, 10, 1 };
  GListStore *store = g_list_store_new (DOCKET_TYPE_CHOICE);

  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      g_autofree char *code = docket_quantity_to_string (steps[i]);
      g_autofree char *name = docket_format_quantity (steps[i], NULL);

      add_choice (store, code, name);
    }
  return G_LIST_MODEL (store);
}

static DocketChoiceRow *
add_choice_row (DocketProductDialog *self, const char *field, const char *title, GListModel *choices, const char *code)
{
  GtkWidget *row = docket_choice_row_new (title, choices);

  docket_choice_row_set_code (DOCKET_CHOICE_ROW (row), code);
  docket_step_dialog_add_row (DOCKET_STEP_DIALOG (self), field, row);
  g_signal_connect_object (row, "notify::code", G_CALLBACK (chosen_cb), self, G_CONNECT_SWAPPED);
  g_object_unref (choices);
  return DOCKET_CHOICE_ROW (row);
}

static void
add_tax (DocketProductDialog *self, DocketTax *tax, gboolean is_checked)
{
  g_autofree char *rate = docket_format_rate (tax->rate);
  GtkWidget *check = gtk_check_button_new ();
  GtkWidget *row = g_object_new (ADW_TYPE_ACTION_ROW, "use-markup", FALSE, "title", tax->name, "subtitle", rate, "activatable-widget",
                                 check, NULL);

  gtk_check_button_set_active (GTK_CHECK_BUTTON (check), is_checked);
  gtk_widget_set_valign (check, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (check), GTK_ACCESSIBLE_PROPERTY_LABEL, tax->name, -1);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), check);
  docket_step_dialog_add_row (DOCKET_STEP_DIALOG (self), "taxes", row);
  g_signal_connect_object (check, "toggled", G_CALLBACK (chosen_cb), self, G_CONNECT_SWAPPED);
  g_ptr_array_add (self->checks, check);
  g_ptr_array_add (self->rates, g_object_ref (tax));
}

/* The shop's rates, and what the product bears besides: a rate that was changed since. */
static void
add_taxes (DocketProductDialog *self)
{
  DocketRecord *record = docket_live_record_get_record (docket_shell_get_shop (docket_step_dialog_get_shell (DOCKET_STEP_DIALOG (self))));
  DocketShop *shop = record != NULL ? DOCKET_SHOP (record) : NULL;
  g_autoptr (GPtrArray) rates = shop != NULL ? docket_tax_rates_list (shop) : NULL;
  GPtrArray *borne = self->product != NULL ? self->product->taxes : shop != NULL ? shop->taxes : NULL;

  for (guint i = 0; rates != NULL && i < rates->len; i++)
    add_tax (self, g_ptr_array_index (rates, i), has_tax (borne, g_ptr_array_index (rates, i)));
  for (guint i = 0; borne != NULL && i < borne->len; i++)
    if (!has_tax (rates, g_ptr_array_index (borne, i)))
      add_tax (self, g_ptr_array_index (borne, i), TRUE);
}

static void
add_stock_rows (DocketProductDialog *self)
{
  DocketStepDialog *dialog = DOCKET_STEP_DIALOG (self);
  DocketProductRow *product = self->product;
  g_autofree char *safety = product != NULL && product->safety_stock != 0 ? docket_format_quantity (product->safety_stock, NULL) : NULL;

  self->overselling = docket_step_dialog_add_switch (dialog, "allow-overselling", _("Sell Without Stock"),
                                                     _("Orders are taken also when nothing is there"));
  gtk_switch_set_active (self->overselling, product != NULL && product->allow_overselling);
  self->safety_stock = docket_step_dialog_add_entry (dialog, "safety-stock", _("Kept Back"), safety);
}

static void
add_rows (DocketProductDialog *self)
{
  DocketStepDialog *dialog = DOCKET_STEP_DIALOG (self);
  DocketProductRow *product = self->product;
  /* Translators: %s is a currency code */
  g_autofree char *price_title = g_strdup_printf (_("Price in %s"), get_currency (self));
  g_autofree char *price = product != NULL ? docket_format_money_plain (product->price) : NULL;
  g_autofree char *step = docket_quantity_to_string (product != NULL ? product->step : DOCKET_QUANTITY_ONE);

  self->title = docket_step_dialog_add_entry (dialog, "title", _("Title"), product != NULL ? product->title : NULL);
  self->sku = docket_step_dialog_add_entry (dialog, product != NULL ? "new-sku" : "sku", _("SKU"), product != NULL ? product->sku : NULL);
  self->price = docket_step_dialog_add_entry (dialog, "price", price_title, price);
  self->barcode = docket_step_dialog_add_entry (dialog, "barcode", _("Barcode"), product != NULL ? product->barcode : NULL);
  self->unit = add_choice_row (self, "unit", _("Unit"), list_units (), product != NULL ? product->unit : "pc");
  self->step = add_choice_row (self, "step", _("Sold in Steps Of"), list_steps (), step);
  add_taxes (self);
  add_stock_rows (self);
}

static void
docket_product_dialog_finalize (GObject *object)
{
  DocketProductDialog *self = DOCKET_PRODUCT_DIALOG (object);

  g_clear_pointer (&self->checks, g_ptr_array_unref);
  g_clear_pointer (&self->rates, g_ptr_array_unref);
  g_clear_object (&self->product);
  G_OBJECT_CLASS (docket_product_dialog_parent_class)->finalize (object);
}

static void
docket_product_dialog_class_init (DocketProductDialogClass *klass)
{
  DocketStepDialogClass *dialog_class = DOCKET_STEP_DIALOG_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = docket_product_dialog_finalize;
  GTK_WINDOW_CLASS (klass)->close_request = docket_product_dialog_close_request;
  dialog_class->make_command = make_command;
  dialog_class->describe_done = describe_done;
  dialog_class->changed = changed;
}

static void
docket_product_dialog_init (DocketProductDialog *self)
{
  self->checks = g_ptr_array_new ();
  self->rates = g_ptr_array_new_with_free_func (g_object_unref);
}

void
docket_product_dialog_present (DocketShell *shell, GtkWidget *parent, DocketProductRow *product)
{
  DocketProductDialog *self = g_object_new (DOCKET_TYPE_PRODUCT_DIALOG, "shell", shell, "title",
                                            product != NULL ? _("Edit Product") : _("New Product"), "confirm-label",
                                            product != NULL ? _("_Save") : _("_Add"), NULL);

  /* What was read when the dialog opened: the row may change under it. */
  if (product != NULL)
    self->product = DOCKET_PRODUCT_ROW (docket_record_copy (DOCKET_RECORD (product)));
  add_rows (self);
  self->is_changed = FALSE;
  docket_step_dialog_present (DOCKET_STEP_DIALOG (self), parent);
}
