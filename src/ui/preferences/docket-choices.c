/* docket-choices.c: lists of codes to choose from, by the names that people know
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "docket-choices.h"

#include <glib/gi18n.h>
#include <string.h>

#include "docket-compat-glib.h"
#include "docket-country.h"
#include "docket-currency.h"
#include "docket-format.h"

#define ZONE_TABLE "/usr/share/zoneinfo/zone.tab"

struct _DocketChoice
{
  GObject parent_instance;

  char *code;
  char *name;
};

G_DEFINE_FINAL_TYPE (DocketChoice, docket_choice, G_TYPE_OBJECT)

enum
{
  PROP_CODE = 1,
  PROP_NAME,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void
docket_choice_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  DocketChoice *self = DOCKET_CHOICE (object);

  switch (id)
    {
    case PROP_CODE:
      g_value_set_string (value, self->code);
      break;
    case PROP_NAME:
      g_value_set_string (value, self->name);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
docket_choice_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  DocketChoice *self = DOCKET_CHOICE (object);

  switch (id)
    {
    case PROP_CODE:
      self->code = g_value_dup_string (value);
      break;
    case PROP_NAME:
      self->name = g_value_dup_string (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
docket_choice_finalize (GObject *object)
{
  DocketChoice *self = DOCKET_CHOICE (object);

  g_clear_pointer (&self->code, g_free);
  g_clear_pointer (&self->name, g_free);
  G_OBJECT_CLASS (docket_choice_parent_class)->finalize (object);
}

static void
docket_choice_class_init (DocketChoiceClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = docket_choice_get_property;
  object_class->set_property = docket_choice_set_property;
  object_class->finalize = docket_choice_finalize;
  properties[PROP_CODE] = g_param_spec_string ("code", NULL, NULL, "", flags);
  properties[PROP_NAME] = g_param_spec_string ("name", NULL, NULL, "", flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
docket_choice_init (DocketChoice *self)
{
}

DocketChoice *
docket_choice_new (const char *code, const char *name)
{
  return g_object_new (DOCKET_TYPE_CHOICE, "code", code, "name", name, NULL);
}

static void
add_choice (GPtrArray *choices, const char *code, const char *name)
{
  g_ptr_array_add (choices, docket_choice_new (code, name));
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  const DocketChoice *const *first = a;
  const DocketChoice *const *second = b;

  return g_utf8_collate ((*first)->name, (*second)->name);
}

static GListModel *
make_list (GPtrArray *choices)
{
  GListStore *store = g_list_store_new (DOCKET_TYPE_CHOICE);

  g_list_store_splice (store, 0, 0, choices->pdata, choices->len);
  return G_LIST_MODEL (store);
}

GListModel *
docket_choices_new_countries (const char *none)
{
  g_autoptr (GPtrArray) choices = g_ptr_array_new_with_free_func (g_object_unref);
  gsize n_countries;
  const DocketCountry *countries = docket_country_list (&n_countries);

  for (gsize i = 0; i < n_countries; i++)
    {
      g_autofree char *name = docket_format_country (countries[i].code);

      add_choice (choices, countries[i].code, name);
    }
  g_ptr_array_sort (choices, compare_names);
  if (none != NULL)
    g_ptr_array_insert (choices, 0, docket_choice_new ("", none));
  return make_list (choices);
}

GListModel *
docket_choices_new_currencies (void)
{
  g_autoptr (GPtrArray) choices = g_ptr_array_new_with_free_func (g_object_unref);
  gsize n_currencies;
  const DocketCurrency *currencies = docket_currency_list (&n_currencies);

  for (gsize i = 0; i < n_currencies; i++)
    if (!currencies[i].is_withdrawn)
      add_choice (choices, currencies[i].code, currencies[i].code);
  return make_list (choices);
}

/* The third column of each line that is no comment. */
static void
add_zone_line (GHashTable *zones, const char *line)
{
  g_auto (GStrv) columns = *line != '#' ? g_strsplit (line, "\t", 4) : NULL;

  if (columns != NULL && g_strv_length (columns) >= 3)
    g_hash_table_add (zones, g_strstrip (g_strdup (columns[2])));
}

/* The system's table has every zone; without it there is one for each country. */
static GHashTable *
find_zones (void)
{
  GHashTable *zones = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  gsize n_countries;
  const DocketCountry *countries = docket_country_list (&n_countries);
  g_autofree char *table = NULL;
  g_auto (GStrv) lines = NULL;

  for (gsize i = 0; i < n_countries; i++)
    if (countries[i].time_zone != NULL)
      g_hash_table_add (zones, g_strdup (countries[i].time_zone));
  if (g_file_get_contents (ZONE_TABLE, &table, NULL, NULL))
    lines = g_strsplit (table, "\n", -1);
  for (char **line = lines; line != NULL && *line != NULL; line++)
    add_zone_line (zones, *line);
  g_hash_table_add (zones, g_strdup ("UTC"));
  return zones;
}

GListModel *
docket_choices_new_time_zones (void)
{
  g_autoptr (GPtrArray) choices = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GHashTable) zones = find_zones ();
  GHashTableIter iter;
  gpointer zone;

  g_hash_table_iter_init (&iter, zones);
  while (g_hash_table_iter_next (&iter, &zone, NULL))
    {
      g_autofree char *name = g_strdelimit (g_strdup (zone), "_", ' ');

      add_choice (choices, zone, name);
    }
  g_ptr_array_sort (choices, compare_names);
  return make_list (choices);
}

/* The row */

struct _DocketChoiceRow
{
  AdwActionRow parent_instance;

  GtkDropDown *list;
  /* A code that was set before there were choices. */
  char *wanted;
};

G_DEFINE_FINAL_TYPE (DocketChoiceRow, docket_choice_row, ADW_TYPE_ACTION_ROW)

enum
{
  ROW_PROP_CODE = 1,
  ROW_N_PROPS
};

static GParamSpec *row_properties[ROW_N_PROPS];

static void
selected_cb (DocketChoiceRow *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), row_properties[ROW_PROP_CODE]);
}

static void
docket_choice_row_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  switch (id)
    {
    case ROW_PROP_CODE:
      g_value_set_string (value, docket_choice_row_get_code (DOCKET_CHOICE_ROW (object)));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
docket_choice_row_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  switch (id)
    {
    case ROW_PROP_CODE:
      docket_choice_row_set_code (DOCKET_CHOICE_ROW (object), g_value_get_string (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
docket_choice_row_finalize (GObject *object)
{
  g_clear_pointer (&DOCKET_CHOICE_ROW (object)->wanted, g_free);
  G_OBJECT_CLASS (docket_choice_row_parent_class)->finalize (object);
}

static void
docket_choice_row_class_init (DocketChoiceRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = docket_choice_row_get_property;
  object_class->set_property = docket_choice_row_set_property;
  object_class->finalize = docket_choice_row_finalize;
  row_properties[ROW_PROP_CODE] = g_param_spec_string ("code", NULL, NULL, NULL,
                                                       G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, ROW_N_PROPS, row_properties);
}

static GtkWidget *
find_child (GtkWidget *widget, GType type)
{
  GtkWidget *found = NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL; child = gtk_widget_get_next_sibling (child))
    found = g_type_is_a (G_OBJECT_TYPE (child), type) ? child : find_child (child, type);
  return found;
}

/* The list, and the button in it, which is what has the focus. */
static void
title_cb (DocketChoiceRow *self)
{
  const char *title = adw_preferences_row_get_title (ADW_PREFERENCES_ROW (self));
  GtkWidget *button = find_child (GTK_WIDGET (self->list), GTK_TYPE_TOGGLE_BUTTON);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  if (button != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
}

/* Whoever types while the list is open searches it, wherever the focus is. */
static void
search_at_once (GtkDropDown *list)
{
  GtkWidget *popover = find_child (GTK_WIDGET (list), GTK_TYPE_POPOVER);
  GtkWidget *entry = popover != NULL ? find_child (popover, GTK_TYPE_SEARCH_ENTRY) : NULL;

  if (entry != NULL)
    gtk_search_entry_set_key_capture_widget (GTK_SEARCH_ENTRY (entry), popover);
}

static void
docket_choice_row_init (DocketChoiceRow *self)
{
  GtkExpression *name = gtk_property_expression_new (DOCKET_TYPE_CHOICE, NULL, "name");

  self->list = GTK_DROP_DOWN (gtk_drop_down_new (NULL, name));
  gtk_drop_down_set_enable_search (self->list, TRUE);
  search_at_once (self->list);
  gtk_widget_set_valign (GTK_WIDGET (self->list), GTK_ALIGN_CENTER);
  adw_action_row_add_suffix (ADW_ACTION_ROW (self), GTK_WIDGET (self->list));
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (self), GTK_WIDGET (self->list));
  g_signal_connect_swapped (self->list, "notify::selected", G_CALLBACK (selected_cb), self);
  g_signal_connect (self, "notify::title", G_CALLBACK (title_cb), NULL);
}

GtkWidget *
docket_choice_row_new (const char *title, GListModel *choices)
{
  GtkWidget *row = g_object_new (DOCKET_TYPE_CHOICE_ROW, "title", title, NULL);

  docket_choice_row_set_choices (DOCKET_CHOICE_ROW (row), choices);
  return row;
}

void
docket_choice_row_set_choices (DocketChoiceRow *self, GListModel *choices)
{
  g_autofree char *wanted = NULL;

  g_return_if_fail (DOCKET_IS_CHOICE_ROW (self));

  wanted = g_steal_pointer (&self->wanted);
  gtk_drop_down_set_model (self->list, choices);
  docket_choice_row_set_code (self, wanted);
}

const char *
docket_choice_row_get_code (DocketChoiceRow *self)
{
  DocketChoice *choice;

  g_return_val_if_fail (DOCKET_IS_CHOICE_ROW (self), "");

  choice = gtk_drop_down_get_selected_item (self->list);
  return choice != NULL ? choice->code : "";
}

static gboolean
find_code (GListModel *choices, const char *code, guint *position)
{
  for (*position = 0; *position < g_list_model_get_n_items (choices); (*position)++)
    {
      g_autoptr (DocketChoice) choice = g_list_model_get_item (choices, *position);

      if (g_str_equal (choice->code, code))
        return TRUE;
    }
  return FALSE;
}

void
docket_choice_row_set_code (DocketChoiceRow *self, const char *code)
{
  GListModel *choices;
  guint position;

  g_return_if_fail (DOCKET_IS_CHOICE_ROW (self));

  choices = gtk_drop_down_get_model (self->list);
  if (code == NULL)
    code = "";
  if (choices == NULL)
    {
      g_set_str (&self->wanted, code);
      return;
    }
  if (!find_code (choices, code, &position) && *code != '\0')
    {
      g_autoptr (DocketChoice) choice = docket_choice_new (code, code);

      g_list_store_append (G_LIST_STORE (choices), choice);
    }
  else if (position == g_list_model_get_n_items (choices))
    position = GTK_INVALID_LIST_POSITION;
  gtk_drop_down_set_selected (self->list, position);
}
