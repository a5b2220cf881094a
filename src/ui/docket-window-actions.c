/* docket-window-actions.c: what the window can be told to do
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "docket-window-private.h"

#include "docket-goto.h"

static void
back_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  docket_window_go_back (DOCKET_WINDOW (widget));
}

static void
search_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  DocketWindow *self = DOCKET_WINDOW (widget);

  if (self->page == NULL || !docket_page_get_can_search (self->page))
    return;
  gtk_search_bar_set_search_mode (self->search_bar, TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (self->search_entry));
}

static void
goto_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  docket_goto_present (DOCKET_WINDOW (widget)->shell, GTK_WINDOW (widget));
}

static void
page_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  docket_window_go_to (DOCKET_WINDOW (widget), g_variant_get_string (parameter, NULL));
}

static void
nth_page_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  DocketWindow *self = DOCKET_WINDOW (widget);
  const char *page = docket_sidebar_get_nth (self->sidebar, g_variant_get_uint32 (parameter));

  if (page != NULL)
    docket_window_go_to (self, page);
}

static void
undo_command_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  DocketUuid id;

  if (docket_uuid_parse (g_variant_get_string (parameter, NULL), &id))
    docket_shell_undo (DOCKET_WINDOW (widget)->shell, &id);
}

/* In an entry, Ctrl+Z is the entry's. */
static void
undo_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  if (!GTK_IS_EDITABLE (gtk_window_get_focus (GTK_WINDOW (widget))))
    docket_shell_undo (DOCKET_WINDOW (widget)->shell, NULL);
}

static void
recover_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  docket_window_recover (DOCKET_WINDOW (widget));
}

static void
backups_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  docket_window_show_backups (DOCKET_WINDOW (widget));
}

void
docket_window_class_install_actions (GtkWidgetClass *klass)
{
  gtk_widget_class_install_action (klass, "win.back", NULL, back_action);
  gtk_widget_class_install_action (klass, "win.search", NULL, search_action);
  gtk_widget_class_install_action (klass, "win.goto", NULL, goto_action);
  gtk_widget_class_install_action (klass, "win.page", "s", page_action);
  gtk_widget_class_install_action (klass, "win.nth-page", "u", nth_page_action);
  gtk_widget_class_install_action (klass, "win.undo-command", "s", undo_command_action);
  gtk_widget_class_install_action (klass, "win.undo", NULL, undo_action);
  gtk_widget_class_install_action (klass, "win.recover", NULL, recover_action);
  gtk_widget_class_install_action (klass, "win.backups", NULL, backups_action);

  gtk_widget_class_add_binding_action (klass, GDK_KEY_Escape, 0, "win.back", NULL);
  gtk_widget_class_add_binding_action (klass, GDK_KEY_Left, GDK_ALT_MASK, "win.back", NULL);
  gtk_widget_class_add_binding_action (klass, GDK_KEY_z, GDK_CONTROL_MASK, "win.undo", NULL);
  for (guint i = 0; i < 9; i++)
    gtk_widget_class_add_binding_action (klass, GDK_KEY_1 + i, GDK_ALT_MASK, "win.nth-page", "u", i);
}

void
docket_window_update_actions (DocketWindow *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  gboolean is_open = self->shell != NULL;

  gtk_widget_action_set_enabled (widget, "win.goto", is_open);
  gtk_widget_action_set_enabled (widget, "win.recover", is_open);
  gtk_widget_action_set_enabled (widget, "win.backups", is_open);
  gtk_widget_action_set_enabled (widget, "win.undo", is_open);
  gtk_widget_action_set_enabled (widget, "win.undo-command", is_open);
  gtk_widget_action_set_enabled (widget, "win.search", self->page != NULL && docket_page_get_can_search (self->page));
}
