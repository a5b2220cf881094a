/* docket-tax-rates.c: the shop's tax rates
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "docket-tax-rates.h"

#include <glib/gi18n.h>

#include "docket-action.h"
#include "docket-compat-glib.h"
#include "docket-format.h"
#include "docket-preferences-rows.h"

struct _DocketTaxRates
{
  AdwPreferencesGroup parent_instance;

  DocketShell *shell;
  DocketForm *form;
  /* Element type AdwEntryRow. */
  GPtrArray *rows;
  /* What the rows show, so that they are made again only when something else is true. */
  char *shown;
  AdwExpanderRow *adder;
  AdwEntryRow *new_name;
  AdwEntryRow *new_rate;
  GtkLabel *new_problem;
  DocketForm *new_form;
  gboolean is_filling;
};

G_DEFINE_FINAL_TYPE (DocketTaxRates, docket_tax_rates, ADW_TYPE_PREFERENCES_GROUP)

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
defined_cb (gpointer owner, DocketOutcome *outcome, const GError *error)
{
  char id[DOCKET_UUID_STRING_SIZE];

  if (error == NULL)
    g_signal_emit (owner, signals[SIGNAL_CHANGED], 0, _("Tax rate changed"),
                   docket_uuid_format (docket_outcome_get_command_id (outcome), id));
}

static void
added_cb (gpointer owner, DocketOutcome *outcome, const GError *error)
{
  DocketTaxRates *self = owner;

  if (error != NULL)
    return;
  gtk_editable_set_text (GTK_EDITABLE (self->new_name), "");
  gtk_editable_set_text (GTK_EDITABLE (self->new_rate), "");
  adw_expander_row_set_expanded (self->adder, FALSE);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0, _("Tax rate added"), NULL);
}

/* percent: as the person typed it */
static void
define (DocketTaxRates *self, const char *name, const char *percent, const char *is_default, DocketForm *form, DocketActionDone done)
{
  g_autoptr (DocketCommand) command = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *rate = NULL;
  gint64 thousandths;

  if (!docket_parse_quantity_input (percent, &thousandths, &error))
    {
      docket_error_set_field (error, form == self->form ? name : "rate");
      docket_form_show_error (form, error);
      return;
    }
  rate = docket_quantity_to_string (thousandths);
  command = docket_action_command (self->shell, &error, "DefineTaxRate", "name", name, "rate", rate, is_default != NULL ? "default" : NULL,
                                   is_default, NULL);
  if (command != NULL)
    docket_action_dispatch (self->shell, command, NULL, form, self, done);
  else
    docket_form_show_error (form, error);
}

static const char *
get_name (AdwEntryRow *row)
{
  return adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row));
}

static void
apply_cb (AdwEntryRow *row, DocketTaxRates *self)
{
  define (self, get_name (row), gtk_editable_get_text (GTK_EDITABLE (row)), NULL, self->form, defined_cb);
}

static void
default_cb (GtkCheckButton *check, DocketTaxRates *self)
{
  AdwEntryRow *row = ADW_ENTRY_ROW (gtk_widget_get_ancestor (GTK_WIDGET (check), ADW_TYPE_ENTRY_ROW));

  if (!self->is_filling)
    define (self, get_name (row), gtk_editable_get_text (GTK_EDITABLE (row)), gtk_check_button_get_active (check) ? "true" : "false",
            self->form, defined_cb);
}

static void
add_cb (DocketTaxRates *self)
{
  define (self, gtk_editable_get_text (GTK_EDITABLE (self->new_name)), gtk_editable_get_text (GTK_EDITABLE (self->new_rate)), NULL,
          self->new_form, added_cb);
}

static gboolean
is_default (DocketShop *shop, DocketTax *tax)
{
  for (guint i = 0; shop->taxes != NULL && i < shop->taxes->len; i++)
    if (g_strcmp0 (((DocketTax *) g_ptr_array_index (shop->taxes, i))->name, tax->name) == 0)
      return TRUE;
  return FALSE;
}

static void
add_rate (DocketTaxRates *self, DocketTax *tax, gboolean is_checked)
{
  AdwPreferencesGroup *group = ADW_PREFERENCES_GROUP (self);
  AdwEntryRow *row = docket_preferences_add_entry (group, self->form, tax->name, tax->name);
  GtkWidget *check = gtk_check_button_new_with_label (_("Default"));
  /* Thousandths of a percent. */
  g_autofree char *percent = docket_format_quantity (tax->rate / 10, NULL);
  /* Translators: %s is a tax; what a screen reader says */
  g_autofree char *title = g_strdup_printf (_("%s, in percent"), tax->name);

  docket_preferences_show_text (row, percent);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (check), is_checked);
  gtk_widget_set_tooltip_text (check, _("New products bear this tax"));
  adw_entry_row_add_suffix (row, check);
  g_signal_connect (row, "apply", G_CALLBACK (apply_cb), self);
  g_signal_connect (check, "toggled", G_CALLBACK (default_cb), self);
  g_ptr_array_add (self->rows, row);
}

static char *
describe (DocketShop *shop, GPtrArray *taxes)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < taxes->len; i++)
    {
      DocketTax *tax = g_ptr_array_index (taxes, i);

      g_string_append_printf (text, "%s\n%" G_GINT64_FORMAT "\n%d\n", tax->name, tax->rate, is_default (shop, tax));
    }
  return g_string_free (text, FALSE);
}

static void
shop_cb (DocketTaxRates *self)
{
  DocketRecord *record = docket_live_record_get_record (docket_shell_get_shop (self->shell));
  DocketShop *shop = record != NULL ? DOCKET_SHOP (record) : NULL;
  g_autoptr (GPtrArray) taxes = shop != NULL ? docket_tax_rates_list (shop) : NULL;
  g_autofree char *shown = shop != NULL ? describe (shop, taxes) : NULL;
  AdwPreferencesGroup *group = ADW_PREFERENCES_GROUP (self);

  if (shop == NULL || !g_set_str (&self->shown, shown))
    return;
  self->is_filling = TRUE;
  for (guint i = 0; i < self->rows->len; i++)
    docket_preferences_remove_row (group, g_ptr_array_index (self->rows, i));
  g_ptr_array_set_size (self->rows, 0);
  /* The row that adds stays the last. */
  adw_preferences_group_remove (group, GTK_WIDGET (self->adder));
  for (guint i = 0; i < taxes->len; i++)
    add_rate (self, g_ptr_array_index (taxes, i), is_default (shop, g_ptr_array_index (taxes, i)));
  adw_preferences_group_add (group, GTK_WIDGET (self->adder));
  self->is_filling = FALSE;
}

static AdwEntryRow *
make_new_entry (DocketTaxRates *self, const char *title)
{
  GtkWidget *row = g_object_new (ADW_TYPE_ENTRY_ROW, "title", title, NULL);

  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  adw_expander_row_add_row (self->adder, row);
  g_signal_connect_object (row, "entry-activated", G_CALLBACK (add_cb), self, G_CONNECT_SWAPPED);
  return ADW_ENTRY_ROW (row);
}

static void
make_adder (DocketTaxRates *self)
{
  GtkWidget *button = gtk_button_new_with_label (_("Add"));
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *row;

  self->adder = ADW_EXPANDER_ROW (g_object_ref_sink (g_object_new (ADW_TYPE_EXPANDER_ROW, "title", _("Add a Tax Rate"), NULL)));
  self->new_name = make_new_entry (self, _("Name"));
  self->new_rate = make_new_entry (self, _("Rate in Percent"));
  self->new_problem = g_object_new (GTK_TYPE_LABEL, "visible", FALSE, "wrap", TRUE, "xalign", 0.0, "hexpand", TRUE, NULL);
  gtk_widget_add_css_class (GTK_WIDGET (self->new_problem), "error");
  gtk_widget_set_hexpand (button, TRUE);
  gtk_widget_set_halign (button, GTK_ALIGN_END);
  g_object_set (box, "margin-start", 12, "margin-end", 12, "margin-top", 9, "margin-bottom", 9, NULL);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->new_problem));
  gtk_box_append (GTK_BOX (box), button);
  row = g_object_new (ADW_TYPE_PREFERENCES_ROW, "activatable", FALSE, "focusable", FALSE, "child", box, NULL);
  adw_expander_row_add_row (self->adder, row);
  g_signal_connect_object (button, "clicked", G_CALLBACK (add_cb), self, G_CONNECT_SWAPPED);
  self->new_form = docket_form_new (button, self->new_problem);
  docket_form_add (self->new_form, "name", GTK_WIDGET (self->new_name), self->new_problem);
  docket_form_add (self->new_form, "rate", GTK_WIDGET (self->new_rate), self->new_problem);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), GTK_WIDGET (self->adder));
}

static void
docket_tax_rates_dispose (GObject *object)
{
  DocketTaxRates *self = DOCKET_TAX_RATES (object);

  g_clear_object (&self->adder);
  g_clear_object (&self->form);
  g_clear_object (&self->new_form);
  g_clear_object (&self->shell);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_clear_pointer (&self->shown, g_free);
  G_OBJECT_CLASS (docket_tax_rates_parent_class)->dispose (object);
}

static void
docket_tax_rates_class_init (DocketTaxRatesClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = docket_tax_rates_dispose;
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", DOCKET_TYPE_TAX_RATES, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 2,
                                          G_TYPE_STRING, G_TYPE_STRING);
}

static void
docket_tax_rates_init (DocketTaxRates *self)
{
  self->rows = g_ptr_array_new ();
  self->form = docket_form_new (NULL, NULL);
  make_adder (self);
}

static void
add_missing (GPtrArray *list, GPtrArray *taxes)
{
  for (guint i = 0; taxes != NULL && i < taxes->len; i++)
    {
      DocketTax *tax = g_ptr_array_index (taxes, i);
      gboolean is_there = FALSE;

      for (guint j = 0; j < list->len; j++)
        is_there = is_there || g_strcmp0 (((DocketTax *) g_ptr_array_index (list, j))->name, tax->name) == 0;
      if (!is_there)
        g_ptr_array_add (list, g_object_ref (tax));
    }
}

GPtrArray *
docket_tax_rates_list (DocketShop *shop)
{
  GPtrArray *list;

  g_return_val_if_fail (DOCKET_IS_SHOP (shop), NULL);

  list = docket_records_new ();
  add_missing (list, shop->rates);
  add_missing (list, shop->taxes);
  return list;
}

void
docket_tax_rates_set_shell (DocketTaxRates *self, DocketShell *shell)
{
  g_return_if_fail (DOCKET_IS_TAX_RATES (self));

  if (!g_set_object (&self->shell, shell))
    return;
  g_signal_connect_object (docket_shell_get_shop (shell), "updated", G_CALLBACK (shop_cb), self, G_CONNECT_SWAPPED);
  shop_cb (self);
}
