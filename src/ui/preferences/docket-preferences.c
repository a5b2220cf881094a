/* docket-preferences.c: how the shop is set up
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"
#include "docket-preferences.h"

#include <glib/gi18n.h>

#include "docket-action.h"
#include "docket-backup-settings.h"
#include "docket-choices.h"
#include "docket-preferences-rows.h"
#include "docket-tax-rates.h"

/* Members of the address, in the order in which they are asked. */
static const struct
{
  const char *member;
  const char *title;
} parts[] = {
  { "company", N_("Company") },
  { "street", N_("Street and Number") },
  { "street2", N_("Address, Second Line") },
  { "zip", N_("Postal Code") },
  { "city", N_("City") },
  { "region", N_("State or Region") },
  { "phone", N_("Phone") },
};

struct _DocketPreferences
{
  AdwWindow parent_instance;

  AdwToastOverlay *toasts;
  AdwViewStack *stack;
  AdwPreferencesGroup *shop_group;
  AdwPreferencesGroup *address_group;
  AdwPreferencesGroup *money_group;
  DocketTaxRates *rates;
  DocketBackupSettings *backups;

  DocketShell *shell;
  DocketForm *form;
  AdwEntryRow *name;
  DocketChoiceRow *country;
  DocketChoiceRow *time_zone;
  AdwEntryRow *parts[G_N_ELEMENTS (parts)];
  DocketChoiceRow *currency;
  GtkSwitch *includes_tax;
  DocketChoiceRow *rounding;
  gboolean is_filling;
};

G_DEFINE_FINAL_TYPE (DocketPreferences, docket_preferences, ADW_TYPE_WINDOW)

static DocketShop *
get_shop (DocketPreferences *self)
{
  DocketRecord *record = docket_live_record_get_record (docket_shell_get_shop (self->shell));

  return record != NULL ? DOCKET_SHOP (record) : NULL;
}

/* Changes */

/* command: (nullable): what Undo takes back */
static void
toast (DocketPreferences *self, const char *message, const char *command)
{
  g_autofree char *escaped = g_markup_escape_text (message, -1);
  AdwToast *made = adw_toast_new (escaped);

  if (command != NULL)
    {
      adw_toast_set_button_label (made, _("_Undo"));
      adw_toast_set_action_name (made, "preferences.undo");
      adw_toast_set_action_target_value (made, g_variant_new_string (command));
    }
  adw_toast_overlay_add_toast (self->toasts, made);
}

static void
undo_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  DocketUuid id;

  if (docket_uuid_parse (g_variant_get_string (parameter, NULL), &id))
    docket_shell_undo (DOCKET_PREFERENCES (widget)->shell, &id);
}

static void
told_cb (DocketPreferences *self, const char *message)
{
  toast (self, message, NULL);
}

static void
recover_idle_cb (gpointer data)
{
  g_autoptr (GtkWidget) window = data;

  gtk_widget_activate_action (window, "win.recover", NULL);
}

/* The shop closes, but not under the button that was pressed: these settings go first. */
static void
recover_cb (DocketPreferences *self)
{
  g_idle_add_once (recover_idle_cb, g_object_ref (gtk_window_get_transient_for (GTK_WINDOW (self))));
  gtk_window_destroy (GTK_WINDOW (self));
}

static void show_shop (DocketPreferences *self);

static void
configured_cb (gpointer owner, DocketOutcome *outcome, const GError *error)
{
  DocketPreferences *self = owner;
  char id[DOCKET_UUID_STRING_SIZE];

  if (error == NULL)
    toast (self, _("Changed"), docket_uuid_format (docket_outcome_get_command_id (outcome), id));
  else
    /* Switches and lists go back to what is true; what was typed stays. */
    show_shop (self);
}

static void
dispatch (DocketPreferences *self, DocketCommand *command, const GError *error)
{
  if (command != NULL)
    docket_action_dispatch (self->shell, command, NULL, self->form, self, configured_cb);
  else
    docket_form_show_error (self->form, error);
}

static void
configure (DocketPreferences *self, const char *property, const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DocketCommand) command = NULL;

  if (self->is_filling)
    return;
  command = docket_action_command (self->shell, &error, "ConfigureShop", property, text, NULL);
  dispatch (self, command, error);
}

static void
name_cb (DocketPreferences *self)
{
  configure (self, "name", gtk_editable_get_text (GTK_EDITABLE (self->name)));
}

static void
country_cb (DocketPreferences *self)
{
  configure (self, "country", docket_choice_row_get_code (self->country));
}

static void
time_zone_cb (DocketPreferences *self)
{
  configure (self, "time-zone", docket_choice_row_get_code (self->time_zone));
}

static void
currency_cb (DocketPreferences *self)
{
  configure (self, "currency", docket_choice_row_get_code (self->currency));
}

static void
includes_tax_cb (DocketPreferences *self)
{
  configure (self, "prices-include-tax", gtk_switch_get_active (self->includes_tax) ? "true" : "false");
}

static void
rounding_cb (DocketPreferences *self)
{
  configure (self, "tax-rounding", docket_choice_row_get_code (self->rounding));
}

/* The address is one thing: all of it is sent, with what was typed so far. */
static void
address_cb (DocketPreferences *self)
{
  DocketShop *shop = get_shop (self);
  g_autoptr (GError) error = NULL;
  g_autoptr (DocketCommand) command = docket_action_command (self->shell, &error, "ConfigureShop", NULL);
  g_autoptr (DocketRecord) address = NULL;

  if (shop != NULL && shop->address != NULL)
    address = docket_record_copy (DOCKET_RECORD (shop->address));
  else
    address = g_object_new (DOCKET_TYPE_ADDRESS, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      const char *text = gtk_editable_get_text (GTK_EDITABLE (self->parts[i]));

      g_object_set (address, parts[i].member, *text != '\0' ? text : NULL, NULL);
    }
  if (command != NULL)
    g_object_set (command, "address", address, NULL);
  dispatch (self, command, error);
}

/* What is stored */

static void
show_address (DocketPreferences *self, DocketAddress *address)
{
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      g_autofree char *text = address != NULL ? docket_record_get_text (DOCKET_RECORD (address), parts[i].member) : NULL;

      docket_preferences_show_text (self->parts[i], text);
    }
}

static void
show_currency (DocketPreferences *self, DocketShop *shop)
{
  GtkWidget *row = GTK_WIDGET (self->currency);
  const char *reason = _("There are orders in this currency: it stays as it is");

  docket_choice_row_set_code (self->currency, shop->currency);
  gtk_widget_set_sensitive (row, !shop->has_orders);
  gtk_widget_set_tooltip_text (row, shop->has_orders ? reason : NULL);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), shop->has_orders ? reason : NULL);
}

static void
show_shop (DocketPreferences *self)
{
  DocketShop *shop = get_shop (self);

  if (shop == NULL)
    return;
  self->is_filling = TRUE;
  docket_preferences_show_text (self->name, shop->name);
  docket_choice_row_set_code (self->country, shop->country);
  docket_choice_row_set_code (self->time_zone, shop->time_zone);
  show_address (self, shop->address);
  show_currency (self, shop);
  gtk_switch_set_active (self->includes_tax, shop->prices_include_tax);
  docket_choice_row_set_code (self->rounding, shop->tax_rounding == DOCKET_TAX_ROUNDING_ORDER ? "order" : "line");
  self->is_filling = FALSE;
}

/* Built */

static DocketChoiceRow *
add_choices (DocketPreferences *self, AdwPreferencesGroup *group, const char *field, const char *title, GListModel *choices,
             GCallback changed)
{
  GtkWidget *row = docket_choice_row_new (title, choices);

  docket_preferences_add_row (group, self->form, field, row);
  g_signal_connect_object (row, "notify::code", changed, self, G_CONNECT_SWAPPED);
  g_object_unref (choices);
  return DOCKET_CHOICE_ROW (row);
}

static GListModel *
list_roundings (void)
{
  GListStore *store = g_list_store_new (DOCKET_TYPE_CHOICE);
  g_autoptr (DocketChoice) line = docket_choice_new ("line", _("On Every Line"));
  g_autoptr (DocketChoice) order = docket_choice_new ("order", _("Once for the Order"));

  g_list_store_append (store, line);
  g_list_store_append (store, order);
  return G_LIST_MODEL (store);
}

static GtkSwitch *
add_switch (DocketPreferences *self, AdwPreferencesGroup *group, const char *field, const char *title, const char *subtitle,
            GCallback changed)
{
  GtkWidget *toggle = g_object_new (GTK_TYPE_SWITCH, "valign", GTK_ALIGN_CENTER, NULL);
  GtkWidget *row = g_object_new (ADW_TYPE_ACTION_ROW, "title", title, "subtitle", subtitle, "activatable-widget", toggle, NULL);

  adw_action_row_add_suffix (ADW_ACTION_ROW (row), toggle);
  gtk_accessible_update_property (GTK_ACCESSIBLE (toggle), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  docket_preferences_add_row (group, self->form, field, row);
  g_signal_connect_object (toggle, "notify::active", changed, self, G_CONNECT_SWAPPED);
  return GTK_SWITCH (toggle);
}

static void
add_shop_rows (DocketPreferences *self)
{
  self->name = docket_preferences_add_entry (self->shop_group, self->form, "name", _("Name of the Shop"));
  g_signal_connect_object (self->name, "apply", G_CALLBACK (name_cb), self, G_CONNECT_SWAPPED);
  self->country = add_choices (self, self->shop_group, "country", _("Country"), docket_choices_new_countries (_("None")),
                               G_CALLBACK (country_cb));
  self->time_zone = add_choices (self, self->shop_group, "time-zone", _("Time Zone"), docket_choices_new_time_zones (),
                                 G_CALLBACK (time_zone_cb));
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      g_autofree char *field = g_strconcat ("address.", parts[i].member, NULL);

      self->parts[i] = docket_preferences_add_entry (self->address_group, self->form, field, _(parts[i].title));
      g_signal_connect_object (self->parts[i], "apply", G_CALLBACK (address_cb), self, G_CONNECT_SWAPPED);
    }
}

static void
add_money_rows (DocketPreferences *self)
{
  self->currency = add_choices (self, self->money_group, "currency", _("Currency"), docket_choices_new_currencies (),
                                G_CALLBACK (currency_cb));
  self->includes_tax = add_switch (self, self->money_group, "prices-include-tax", _("Prices Include Tax"),
                                   _("For orders that are placed from now on"), G_CALLBACK (includes_tax_cb));
  self->rounding = add_choices (self, self->money_group, "tax-rounding", _("Taxes Are Rounded"), list_roundings (),
                                G_CALLBACK (rounding_cb));
}

static void
docket_preferences_dispose (GObject *object)
{
  DocketPreferences *self = DOCKET_PREFERENCES (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), DOCKET_TYPE_PREFERENCES);
  g_clear_object (&self->form);
  g_clear_object (&self->shell);
  G_OBJECT_CLASS (docket_preferences_parent_class)->dispose (object);
}

static void
docket_preferences_class_init (DocketPreferencesClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = docket_preferences_dispose;
  g_type_ensure (DOCKET_TYPE_BACKUP_SETTINGS);
  g_type_ensure (DOCKET_TYPE_TAX_RATES);
  gtk_widget_class_set_template_from_resource (widget_class, APPLICATION_PATH "/ui/docket-preferences.ui");
  gtk_widget_class_bind_template_child (widget_class, DocketPreferences, toasts);
  gtk_widget_class_bind_template_child (widget_class, DocketPreferences, stack);
  gtk_widget_class_bind_template_child (widget_class, DocketPreferences, shop_group);
  gtk_widget_class_bind_template_child (widget_class, DocketPreferences, address_group);
  gtk_widget_class_bind_template_child (widget_class, DocketPreferences, money_group);
  gtk_widget_class_bind_template_child (widget_class, DocketPreferences, rates);
  gtk_widget_class_bind_template_child (widget_class, DocketPreferences, backups);
  gtk_widget_class_bind_template_callback (widget_class, toast);
  gtk_widget_class_bind_template_callback (widget_class, told_cb);
  gtk_widget_class_bind_template_callback (widget_class, recover_cb);
  gtk_widget_class_install_action (widget_class, "preferences.undo", "s", undo_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
docket_preferences_init (DocketPreferences *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->form = docket_form_new (NULL, NULL);
  add_shop_rows (self);
  add_money_rows (self);
}

static void
forget (DocketShell *shell)
{
  g_object_set_data (G_OBJECT (shell), "docket-preferences", NULL);
}

static DocketPreferences *
present (DocketShell *shell, GtkWindow *parent)
{
  DocketPreferences *self = g_object_get_data (G_OBJECT (shell), "docket-preferences");

  if (self == NULL)
    {
      self = g_object_new (DOCKET_TYPE_PREFERENCES, "transient-for", parent, NULL);
      self->shell = g_object_ref (shell);
      g_object_set_data (G_OBJECT (shell), "docket-preferences", self);
      g_signal_connect_object (self, "destroy", G_CALLBACK (forget), shell, G_CONNECT_SWAPPED);
      g_signal_connect_object (docket_shell_get_shop (shell), "updated", G_CALLBACK (show_shop), self, G_CONNECT_SWAPPED);
      docket_tax_rates_set_shell (self->rates, shell);
      docket_backup_settings_set_shell (self->backups, shell);
      show_shop (self);
    }
  gtk_window_present (GTK_WINDOW (self));
  return self;
}

void
docket_preferences_present (DocketShell *shell, GtkWindow *parent)
{
  present (shell, parent);
}

void
docket_preferences_present_backups (DocketShell *shell, GtkWindow *parent)
{
  adw_view_stack_set_visible_child_name (present (shell, parent)->stack, "backups");
}
