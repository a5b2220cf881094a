/* docket-compat-gtk.c: small things that newer GTK has and the oldest supported one has not
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "docket-compat-gtk.h"

#include <adwaita.h>

#if GTK_CHECK_VERSION (4, 12, 0)

void
docket_column_view_scroll_to (GtkColumnView *view, guint position, gboolean focus)
{
  gtk_column_view_scroll_to (view, position, NULL, focus ? GTK_LIST_SCROLL_FOCUS : GTK_LIST_SCROLL_NONE, NULL);
}

#else

void
docket_column_view_scroll_to (GtkColumnView *view, guint position, gboolean focus)
{
  /* The list inside the view is the only child that knows the action. */
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (view)); child != NULL; child = gtk_widget_get_next_sibling (child))
    if (gtk_widget_activate_action (child, "list.scroll-to-item", "u", position))
      {
        if (focus)
          gtk_widget_grab_focus (child);
        return;
      }
}

#endif

void
docket_widget_get_color (GtkWidget *widget, GdkRGBA *color)
{
#if GTK_CHECK_VERSION (4, 10, 0)
  gtk_widget_get_color (widget, color);
#else
  gtk_style_context_get_color (gtk_widget_get_style_context (widget), color);
#endif
}

void
docket_announce (GtkWidget *widget, const char *message)
{
#if GTK_CHECK_VERSION (4, 14, 0)
  gtk_accessible_announce (GTK_ACCESSIBLE (widget), message, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
#endif
}

void
docket_shortcuts_present (GtkApplication *application, GtkWindow *parent)
{
#if ADW_CHECK_VERSION (1, 8, 0)
  g_action_group_activate_action (G_ACTION_GROUP (application), "shortcuts", NULL);
#else
  g_autofree char *path = g_strconcat (g_application_get_resource_base_path (G_APPLICATION (application)), "/shortcuts-window.ui", NULL);
  g_autoptr (GtkBuilder) builder = gtk_builder_new_from_resource (path);
  GtkWindow *window = GTK_WINDOW (gtk_builder_get_object (builder, "shortcuts"));

  gtk_window_set_transient_for (window, parent);
  gtk_window_set_application (window, GTK_APPLICATION (application));
  gtk_window_present (window);
#endif
}
