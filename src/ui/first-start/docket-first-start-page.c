/* docket-first-start-page.c: a shop begins
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"
#include "docket-first-start-page.h"

#include <glib/gi18n.h>
#include <json-glib/json-glib.h>

#include "docket-action.h"
#include "docket-choices.h"
#include "docket-country.h"
#include "docket-format.h"
#include "docket-import-dialog.h"
#include "docket-sample-shop.h"

struct _DocketFirstStartPage
{
  DocketPage parent_instance;

  GtkStack *stack;
  GtkWidget *first_choice;
  AdwEntryRow *name;
  GtkLabel *name_problem;
  DocketChoiceRow *country;
  DocketChoiceRow *currency;
  GtkLabel *currency_problem;
  AdwEntryRow *tax_name;
  AdwEntryRow *tax_rate;
  GtkLabel *tax_problem;
  GtkSwitch *includes_tax;
  GtkLabel *problem;
  GtkWidget *begin;
  GtkProgressBar *progress;
  GtkLabel *sample_problem;

  DocketForm *form;
  DocketJob *job;
};

G_DEFINE_FINAL_TYPE (DocketFirstStartPage, docket_first_start_page, DOCKET_TYPE_PAGE)

static DocketShell *
get_shell (DocketFirstStartPage *self)
{
  return docket_page_get_shell (DOCKET_PAGE (self));
}

static const char *
get_text (AdwEntryRow *row)
{
  return gtk_editable_get_text (GTK_EDITABLE (row));
}

/* Set up */

/* What a country brings is a proposal: it fills the fields, and the person has the last word. */
static void
country_cb (DocketFirstStartPage *self)
{
  const DocketCountry *country = docket_country_find (docket_choice_row_get_code (self->country));
  g_autofree char *rate = NULL;

  if (country == NULL)
    return;
  if (country->currency != NULL)
    docket_choice_row_set_code (self->currency, country->currency);
  rate = country->tax_name != NULL ? docket_format_quantity (country->tax_rate / 10, NULL) : g_strdup ("");
  gtk_editable_set_text (GTK_EDITABLE (self->tax_name), country->tax_name != NULL ? country->tax_name : "");
  gtk_editable_set_text (GTK_EDITABLE (self->tax_rate), rate);
  gtk_switch_set_active (self->includes_tax, country->prices_include_tax);
}

/* The country of the person's language settings: "de_AT" and "zh_Hant_TW" end with it. */
static const DocketCountry *
guess_country (void)
{
  g_auto (GStrv) parts = g_strsplit (docket_format_get_locale (), "_", -1);
  guint n_parts = g_strv_length (parts);

  return n_parts > 1 ? docket_country_find (parts[n_parts - 1]) : NULL;
}

static void
add_member (JsonBuilder *builder, const char *name, const char *value)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_string_value (builder, value);
}

static void
add_taxes (DocketFirstStartPage *self, JsonBuilder *builder, gint64 rate)
{
  /* Percent has four decimals in parts per million, a quantity three: the person typed no more than that. */
  g_autofree char *percent = docket_quantity_to_string (rate);

  json_builder_set_member_name (builder, "taxes");
  json_builder_begin_array (builder);
  if (*get_text (self->tax_name) != '\0')
    {
      json_builder_begin_object (builder);
      add_member (builder, "name", get_text (self->tax_name));
      add_member (builder, "rate", percent);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static char *
write_command (DocketFirstStartPage *self, gint64 rate)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;
  const char *country = docket_choice_row_get_code (self->country);

  json_builder_begin_object (builder);
  add_member (builder, "name", get_text (self->name));
  add_member (builder, "currency", docket_choice_row_get_code (self->currency));
  if (*country != '\0')
    add_member (builder, "country", country);
  json_builder_set_member_name (builder, "prices-include-tax");
  json_builder_add_boolean_value (builder, gtk_switch_get_active (self->includes_tax));
  add_taxes (self, builder, rate);
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);
  return json_to_string (root, FALSE);
}

static DocketCommand *
make_command (DocketFirstStartPage *self, GError **error)
{
  g_autofree char *json = NULL;
  GError *failure = NULL;
  gint64 rate = 0;

  if (*get_text (self->tax_name) != '\0' && !docket_parse_quantity_input (get_text (self->tax_rate), &rate, &failure))
    {
      docket_error_set_field (failure, "taxes");
      g_propagate_error (error, failure);
      return NULL;
    }
  json = write_command (self, rate);
  return docket_command_bus_parse (docket_shell_get_commands (get_shell (self)), "ConfigureShop", json, -1, error);
}

static void
begin_cb (DocketFirstStartPage *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DocketCommand) command = make_command (self, &error);

  if (command != NULL)
    docket_action_dispatch (get_shell (self), command, NULL, self->form, self, NULL);
  else
    docket_form_show_error (self->form, error);
}

static void
make_form (DocketFirstStartPage *self)
{
  self->form = docket_form_new (self->begin, self->problem);
  docket_form_add (self->form, "name", GTK_WIDGET (self->name), self->name_problem);
  docket_form_add (self->form, "currency", GTK_WIDGET (self->currency), self->currency_problem);
  docket_form_add (self->form, "taxes", GTK_WIDGET (self->tax_rate), self->tax_problem);
  /* What was answered is no longer asked for. */
  g_signal_connect_object (self->currency, "notify::code", G_CALLBACK (docket_form_clear), self->form, G_CONNECT_SWAPPED);
}

static void
set_up_cb (DocketFirstStartPage *self)
{
  gtk_stack_set_visible_child_name (self->stack, "set-up");
  gtk_widget_grab_focus (GTK_WIDGET (self->name));
}

/* Import and sample */

static void
import_cb (DocketFirstStartPage *self)
{
  docket_import_dialog_present (get_shell (self), GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))));
}

static void
show_sample_problem (DocketFirstStartPage *self, const char *message)
{
  gtk_label_set_label (self->sample_problem, message != NULL ? message : "");
  gtk_widget_set_visible (GTK_WIDGET (self->sample_problem), message != NULL);
}

static void
made_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  DocketFirstStartPage *self = DOCKET_FIRST_START_PAGE (source);
  g_autoptr (GError) error = NULL;
  g_autofree char *directory = docket_job_finish (result, &error);

  if (self->stack == NULL)
    return;
  gtk_stack_set_visible_child_name (self->stack, "choices");
  if (directory != NULL && docket_sample_shop_open (directory, &error))
    return;
  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    show_sample_problem (self, error->message);
}

static void
sample_cb (DocketFirstStartPage *self)
{
  g_autofree char *directory = docket_sample_shop_get_directory (docket_engine_get_directory (docket_shell_get_engine (get_shell (self))));

  if (docket_job_is_running (self->job))
    return;
  show_sample_problem (self, NULL);
  gtk_stack_set_visible_child_name (self->stack, "sample");
  docket_sample_shop_make (self->job, directory, self, made_cb);
}

static void
cancel_cb (DocketFirstStartPage *self)
{
  docket_job_cancel (self->job);
}

static void
back_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  DocketFirstStartPage *self = DOCKET_FIRST_START_PAGE (widget);

  docket_job_cancel (self->job);
  gtk_stack_set_visible_child_name (self->stack, "choices");
  gtk_widget_grab_focus (self->first_choice);
}

static gboolean
docket_first_start_page_go_back (DocketPage *page)
{
  back_action (GTK_WIDGET (page), NULL, NULL);
  return TRUE;
}

static void
docket_first_start_page_constructed (GObject *object)
{
  DocketFirstStartPage *self = DOCKET_FIRST_START_PAGE (object);
  g_autoptr (GListModel) countries = docket_choices_new_countries (NULL);
  g_autoptr (GListModel) currencies = docket_choices_new_currencies ();
  const DocketCountry *country = guess_country ();

  G_OBJECT_CLASS (docket_first_start_page_parent_class)->constructed (object);
  docket_choice_row_set_choices (self->country, countries);
  docket_choice_row_set_choices (self->currency, currencies);
  g_signal_connect_object (self->country, "notify::code", G_CALLBACK (country_cb), self, G_CONNECT_SWAPPED);
  docket_choice_row_set_code (self->country, country != NULL ? country->code : NULL);
  country_cb (self);
  self->job = docket_job_new (get_shell (self));
  g_object_bind_property (self->job, "fraction", self->progress, "fraction", G_BINDING_SYNC_CREATE);
  make_form (self);
}

static void
docket_first_start_page_dispose (GObject *object)
{
  DocketFirstStartPage *self = DOCKET_FIRST_START_PAGE (object);

  if (self->job != NULL)
    docket_job_cancel (self->job);
  gtk_widget_dispose_template (GTK_WIDGET (self), DOCKET_TYPE_FIRST_START_PAGE);
  self->stack = NULL;
  g_clear_object (&self->form);
  g_clear_object (&self->job);
  G_OBJECT_CLASS (docket_first_start_page_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class, APPLICATION_PATH "/ui/docket-first-start-page.ui");
  gtk_widget_class_bind_template_child (widget_class, DocketFirstStartPage, stack);
  gtk_widget_class_bind_template_child (widget_class, DocketFirstStartPage, first_choice);
  gtk_widget_class_bind_template_child (widget_class, DocketFirstStartPage, name);
  gtk_widget_class_bind_template_child (widget_class, DocketFirstStartPage, name_problem);
  gtk_widget_class_bind_template_child (widget_class, DocketFirstStartPage, country);
  gtk_widget_class_bind_template_child (widget_class, DocketFirstStartPage, currency);
  gtk_widget_class_bind_template_child (widget_class, DocketFirstStartPage, currency_problem);
  gtk_widget_class_bind_template_child (widget_class, DocketFirstStartPage, tax_name);
  gtk_widget_class_bind_template_child (widget_class, DocketFirstStartPage, tax_rate);
  gtk_widget_class_bind_template_child (widget_class, DocketFirstStartPage, tax_problem);
  gtk_widget_class_bind_template_child (widget_class, DocketFirstStartPage, includes_tax);
  gtk_widget_class_bind_template_child (widget_class, DocketFirstStartPage, problem);
  gtk_widget_class_bind_template_child (widget_class, DocketFirstStartPage, begin);
  gtk_widget_class_bind_template_child (widget_class, DocketFirstStartPage, progress);
  gtk_widget_class_bind_template_child (widget_class, DocketFirstStartPage, sample_problem);
  gtk_widget_class_bind_template_callback (widget_class, set_up_cb);
  gtk_widget_class_bind_template_callback (widget_class, import_cb);
  gtk_widget_class_bind_template_callback (widget_class, sample_cb);
  gtk_widget_class_bind_template_callback (widget_class, begin_cb);
  gtk_widget_class_bind_template_callback (widget_class, cancel_cb);
}

static void
docket_first_start_page_class_init (DocketFirstStartPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = docket_first_start_page_constructed;
  object_class->dispose = docket_first_start_page_dispose;
  DOCKET_PAGE_CLASS (klass)->go_back = docket_first_start_page_go_back;

  g_type_ensure (DOCKET_TYPE_CHOICE_ROW);
  bind_template (widget_class);
  gtk_widget_class_install_action (widget_class, "first-start.back", NULL, back_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "first-start.back", NULL);
}

static gboolean
focus_cb (gpointer data)
{
  DocketFirstStartPage *self = data;

  if (self->stack != NULL && g_strcmp0 (gtk_stack_get_visible_child_name (self->stack), "choices") == 0)
    gtk_widget_grab_focus (self->first_choice);
  return G_SOURCE_REMOVE;
}

/* The keys are for the choices, not for the menu above them; the stack around moves the focus once more after this. */
static void
mapped_cb (DocketFirstStartPage *self)
{
  g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, focus_cb, g_object_ref (self), g_object_unref);
}

static void
docket_first_start_page_init (DocketFirstStartPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect (self, "map", G_CALLBACK (mapped_cb), NULL);
}
