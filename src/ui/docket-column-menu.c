/* docket-column-menu.c: which columns a table shows
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"
#include "docket-column-menu.h"

#include <glib/gi18n.h>

typedef struct
{
  GSettings *settings;
  char *setting;
  GtkColumnView *view;
} Chooser;

static void
chooser_free (gpointer data, GClosure *closure)
{
  Chooser *chooser = data;

  g_object_unref (chooser->settings);
  g_object_unref (chooser->view);
  g_free (chooser->setting);
  g_free (chooser);
}

static void
remember (Chooser *chooser)
{
  GListModel *columns = gtk_column_view_get_columns (chooser->view);
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();
  g_auto (GStrv) value = NULL;

  for (guint i = 0; i < g_list_model_get_n_items (columns); i++)
    {
      g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (columns, i);
      const DocketColumn *made_of = docket_cells_get_column (column);

      if (made_of != NULL && gtk_column_view_column_get_visible (column))
        g_strv_builder_add (names, made_of->id);
    }
  value = g_strv_builder_end (names);
  g_settings_set_strv (chooser->settings, chooser->setting, (const char *const *) value);
}

static void
visible_cb (GtkColumnViewColumn *column, GParamSpec *pspec, Chooser *chooser)
{
  remember (chooser);
}

static Chooser *
chooser_new (GtkColumnView *view, const char *setting)
{
  Chooser *chooser = g_new0 (Chooser, 1);

  chooser->settings = g_settings_new (APPLICATION_ID);
  chooser->setting = g_strdup (setting);
  chooser->view = g_object_ref (view);
  return chooser;
}

static void
add_column (GtkColumnViewColumn *column, const char *const *shown, gboolean is_first, GMenu *menu, GActionMap *actions)
{
  const DocketColumn *made_of = docket_cells_get_column (column);
  g_autofree char *action_name = NULL;
  g_autoptr (GPropertyAction) action = NULL;

  if (made_of == NULL)
    return;
  gtk_column_view_column_set_visible (column, is_first || g_strv_contains (shown, made_of->id));
  if (is_first)
    return;
  action = g_property_action_new (made_of->id, column, "visible");
  action_name = g_strdup_printf ("columns.%s", made_of->id);
  g_action_map_add_action (actions, G_ACTION (action));
  g_menu_append (menu, _(made_of->title), action_name);
}

/* A menu that nobody opens costs nothing. */
static void
open_cb (GtkMenuButton *button, gpointer menu)
{
  if (gtk_menu_button_get_menu_model (button) == NULL)
    gtk_menu_button_set_menu_model (button, menu);
}

GtkWidget *
docket_column_menu_new (GtkColumnView *view, const char *setting)
{
  GListModel *columns = gtk_column_view_get_columns (view);
  g_autoptr (GSettings) settings = g_settings_new (APPLICATION_ID);
  g_auto (GStrv) shown = g_settings_get_strv (settings, setting);
  g_autoptr (GSimpleActionGroup) actions = g_simple_action_group_new ();
  g_autoptr (GMenu) menu = g_menu_new ();
  g_autoptr (GMenu) section = g_menu_new ();
  GtkWidget *button = gtk_menu_button_new ();

  for (guint i = 0; i < g_list_model_get_n_items (columns); i++)
    {
      g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (columns, i);

      add_column (column, (const char *const *) shown, i == 0, section, G_ACTION_MAP (actions));
      /* Each has a memory of its own, so that it lives as long as what it listens to. */
      g_signal_connect_data (column, "notify::visible", G_CALLBACK (visible_cb), chooser_new (view, setting), chooser_free, 0);
    }
  g_menu_append_section (menu, _("Columns"), G_MENU_MODEL (section));
  gtk_menu_button_set_create_popup_func (GTK_MENU_BUTTON (button), open_cb, g_object_ref (menu), g_object_unref);
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (button), "docket-columns-symbolic");
  gtk_widget_set_tooltip_text (button, _("Columns"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Columns"), -1);
  gtk_widget_insert_action_group (button, "columns", G_ACTION_GROUP (actions));
  return button;
}
