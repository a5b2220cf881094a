/* docket-window.c: the window of one shop
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"
#include "docket-window-private.h"

#include <glib/gi18n.h>

#include "docket-application.h"
#include "docket-compat-glib.h"
#include "docket-spinner.h"

G_DEFINE_FINAL_TYPE (DocketWindow, docket_window, ADW_TYPE_APPLICATION_WINDOW)

/* So long does a window that opens wait for something to show, in milliseconds. */
#define PATIENCE 400

enum
{
  PROP_DIRECTORY = 1,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static GSettings *
get_settings (DocketWindow *self)
{
  return docket_application_get_settings (DOCKET_APPLICATION (gtk_window_get_application (GTK_WINDOW (self))));
}

static void
sidebar_activated_cb (DocketWindow *self, const char *page)
{
  docket_window_go_to (self, page);
}

static void
search_changed_cb (DocketWindow *self)
{
  if (self->page != NULL)
    docket_page_set_search_text (self->page, gtk_editable_get_text (self->search_entry));
}

/* Enter goes from the search to what it found. */
static void
search_activate_cb (DocketWindow *self)
{
  search_changed_cb (self);
  if (self->page != NULL)
    gtk_widget_child_focus (GTK_WIDGET (self->page), GTK_DIR_TAB_FORWARD);
}

/* Closing the search ends it: a list that is silently filtered misleads. */
static void
search_mode_cb (DocketWindow *self)
{
  if (!gtk_search_bar_get_search_mode (self->search_bar) && self->page != NULL)
    docket_page_set_search_text (self->page, "");
}

static void
restore_size (DocketWindow *self)
{
  GSettings *settings = get_settings (self);

  gtk_window_set_default_size (GTK_WINDOW (self), g_settings_get_int (settings, "window-width"),
                               g_settings_get_int (settings, "window-height"));
  if (g_settings_get_boolean (settings, "window-maximized"))
    gtk_window_maximize (GTK_WINDOW (self));
  g_settings_bind (settings, "sidebar-width", self->split, "sidebar-width", G_SETTINGS_BIND_DEFAULT);
}

static void
remember_size (DocketWindow *self)
{
  GSettings *settings = get_settings (self);
  int width, height;

  gtk_window_get_default_size (GTK_WINDOW (self), &width, &height);
  g_settings_set_boolean (settings, "window-maximized", gtk_window_is_maximized (GTK_WINDOW (self)));
  if (width > 0 && height > 0)
    {
      g_settings_set_int (settings, "window-width", width);
      g_settings_set_int (settings, "window-height", height);
    }
}

static gboolean
docket_window_close_request (GtkWindow *window)
{
  DocketWindow *self = DOCKET_WINDOW (window);

  if (self->page != NULL && !docket_page_leave (self->page))
    {
      /* Whoever stays and closes the window later wants it closed. */
      self->is_recovering = FALSE;
      return GDK_EVENT_STOP;
    }
  if (!docket_window_close_shop (self))
    return GDK_EVENT_STOP;
  remember_size (self);
  return GTK_WINDOW_CLASS (docket_window_parent_class)->close_request (window);
}

static void
docket_window_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  switch (id)
    {
    case PROP_DIRECTORY:
      g_value_set_string (value, DOCKET_WINDOW (object)->directory);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
docket_window_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  switch (id)
    {
    case PROP_DIRECTORY:
      DOCKET_WINDOW (object)->directory = g_value_dup_string (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
docket_window_dispose (GObject *object)
{
  DocketWindow *self = DOCKET_WINDOW (object);

  g_clear_handle_id (&self->patience_source, g_source_remove);
  g_clear_weak_pointer (&self->notice);
  docket_window_dispose_navigation (self);
  g_clear_object (&self->runner_signals);
  g_clear_object (&self->scanner);
  g_clear_object (&self->first_what);
  gtk_widget_dispose_template (GTK_WIDGET (self), DOCKET_TYPE_WINDOW);
  g_clear_object (&self->shell);
  g_clear_object (&self->engine);
  G_OBJECT_CLASS (docket_window_parent_class)->dispose (object);
}

static void
docket_window_finalize (GObject *object)
{
  DocketWindow *self = DOCKET_WINDOW (object);

  g_clear_pointer (&self->directory, g_free);
  g_clear_pointer (&self->first_page, g_free);
  g_clear_pointer (&self->findings, g_free);
  g_clear_pointer (&self->waiting_files, g_strfreev);
  G_OBJECT_CLASS (docket_window_parent_class)->finalize (object);
}

static void
bind_template (GtkWidgetClass *klass)
{
  gtk_widget_class_set_template_from_resource (klass, APPLICATION_PATH "/ui/docket-window.ui");
  gtk_widget_class_bind_template_child (klass, DocketWindow, toasts);
  gtk_widget_class_bind_template_child (klass, DocketWindow, states);
  gtk_widget_class_bind_template_child (klass, DocketWindow, recovery);
  gtk_widget_class_bind_template_child (klass, DocketWindow, welcome);
  gtk_widget_class_bind_template_child (klass, DocketWindow, split);
  gtk_widget_class_bind_template_child (klass, DocketWindow, shop_title);
  gtk_widget_class_bind_template_child (klass, DocketWindow, sidebar_header);
  gtk_widget_class_bind_template_child (klass, DocketWindow, sidebar);
  gtk_widget_class_bind_template_child (klass, DocketWindow, progress_revealer);
  gtk_widget_class_bind_template_child (klass, DocketWindow, progress);
  gtk_widget_class_bind_template_child (klass, DocketWindow, header);
  gtk_widget_class_bind_template_child (klass, DocketWindow, page_title);
  gtk_widget_class_bind_template_child (klass, DocketWindow, sidebar_button);
  gtk_widget_class_bind_template_child (klass, DocketWindow, back_button);
  gtk_widget_class_bind_template_child (klass, DocketWindow, new_order_button);
  gtk_widget_class_bind_template_child (klass, DocketWindow, search_button);
  gtk_widget_class_bind_template_child (klass, DocketWindow, page_header);
  gtk_widget_class_bind_template_child (klass, DocketWindow, banner);
  gtk_widget_class_bind_template_child (klass, DocketWindow, banner_label);
  gtk_widget_class_bind_template_child (klass, DocketWindow, banner_button);
  gtk_widget_class_bind_template_child (klass, DocketWindow, search_bar);
  gtk_widget_class_bind_template_child (klass, DocketWindow, search_entry);
  gtk_widget_class_bind_template_child (klass, DocketWindow, stale_revealer);
  gtk_widget_class_bind_template_child (klass, DocketWindow, stale_label);
  gtk_widget_class_bind_template_child (klass, DocketWindow, pages);
  gtk_widget_class_bind_template_callback (klass, sidebar_activated_cb);
  gtk_widget_class_bind_template_callback (klass, search_changed_cb);
  gtk_widget_class_bind_template_callback (klass, search_activate_cb);
}

static void
docket_window_class_init (DocketWindowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = docket_window_get_property;
  object_class->set_property = docket_window_set_property;
  object_class->dispose = docket_window_dispose;
  object_class->finalize = docket_window_finalize;
  GTK_WINDOW_CLASS (klass)->close_request = docket_window_close_request;

  properties[PROP_DIRECTORY] = g_param_spec_string ("directory", NULL, NULL, NULL,
                                                    G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  g_type_ensure (DOCKET_TYPE_SPINNER);
  g_type_ensure (DOCKET_TYPE_SPLIT_VIEW);
  g_type_ensure (DOCKET_TYPE_SIDEBAR);
  bind_template (GTK_WIDGET_CLASS (klass));
  docket_window_class_install_actions (GTK_WIDGET_CLASS (klass));
}

static void
docket_window_init (DocketWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_search_bar_connect_entry (self->search_bar, self->search_entry);
  g_signal_connect_object (self->search_bar, "notify::search-mode-enabled", G_CALLBACK (search_mode_cb), self, G_CONNECT_SWAPPED);
  self->scanner = docket_scanner_new (GTK_WINDOW (self));
  g_signal_connect_object (self->scanner, "scanned", G_CALLBACK (docket_window_scanned), self, G_CONNECT_SWAPPED);
  docket_window_init_navigation (self);
  docket_window_init_files (self);
}

DocketWindow *
docket_window_new (GtkApplication *application, const char *directory)
{
  DocketWindow *self = g_object_new (DOCKET_TYPE_WINDOW, "application", application, "directory", directory, NULL);

  restore_size (self);
  docket_window_open_shop (self);
  return self;
}

DocketWindow *
docket_window_new_for_recovery (GtkApplication *application, const char *directory, const char *findings)
{
  DocketWindow *self = g_object_new (DOCKET_TYPE_WINDOW, "application", application, "directory", directory, NULL);

  restore_size (self);
  docket_recovery_page_show_findings (docket_window_enter_recovery (self), directory, findings);
  return self;
}

void
docket_window_show (DocketWindow *self)
{
  if (self->patience_source == 0)
    return;
  g_clear_handle_id (&self->patience_source, g_source_remove);
  gtk_window_present (GTK_WINDOW (self));
  /* What is not shown takes no focus. */
  if (self->page != NULL)
    gtk_widget_child_focus (GTK_WIDGET (self->page), GTK_DIR_TAB_FORWARD);
}

static gboolean
patience_cb (gpointer self)
{
  docket_window_show (self);
  return G_SOURCE_REMOVE;
}

void
docket_window_present_soon (DocketWindow *self)
{
  g_return_if_fail (DOCKET_IS_WINDOW (self));

  if (self->patience_source == 0 && !gtk_widget_get_mapped (GTK_WIDGET (self)))
    self->patience_source = g_timeout_add (PATIENCE, patience_cb, self);
}

const char *
docket_window_get_directory (DocketWindow *self)
{
  g_return_val_if_fail (DOCKET_IS_WINDOW (self), NULL);

  return self->directory;
}

DocketShell *
docket_window_get_shell (DocketWindow *self)
{
  g_return_val_if_fail (DOCKET_IS_WINDOW (self), NULL);

  return self->shell;
}

DocketPage *
docket_window_get_page (DocketWindow *self)
{
  g_return_val_if_fail (DOCKET_IS_WINDOW (self), NULL);

  return self->page;
}

void
docket_window_open (DocketWindow *self, const char *page, DocketQuery *what)
{
  g_return_if_fail (DOCKET_IS_WINDOW (self));

  if (self->page != NULL)
    {
      docket_window_go (self, page, what, TRUE);
      return;
    }
  g_set_str (&self->first_page, page);
  g_set_object (&self->first_what, what);
}

/* The oldest libadwaita takes every title for markup. */
static AdwToast *
make_toast (const char *message)
{
  g_autofree char *title = g_markup_escape_text (message, -1);

  return adw_toast_new (title);
}

void
docket_window_dismiss_notice (DocketWindow *self)
{
  AdwToast *notice = self->notice;

  g_clear_weak_pointer (&self->notice);
  if (notice != NULL)
    adw_toast_dismiss (notice);
}

void
docket_window_toast (DocketWindow *self, const char *message, const char *undoable)
{
  AdwToast *toast;

  g_return_if_fail (DOCKET_IS_WINDOW (self));

  docket_window_dismiss_notice (self);
  toast = make_toast (message);
  if (undoable != NULL)
    {
      adw_toast_set_button_label (toast, _("_Undo"));
      adw_toast_set_action_name (toast, "win.undo-command");
      adw_toast_set_action_target (toast, "s", undoable);
    }
  adw_toast_overlay_add_toast (self->toasts, toast);
}

void
docket_window_notice (DocketWindow *self, const char *message)
{
  AdwToast *toast;

  g_return_if_fail (DOCKET_IS_WINDOW (self));

  docket_window_dismiss_notice (self);
  toast = make_toast (message);
  adw_toast_set_timeout (toast, 0);
  adw_toast_set_priority (toast, ADW_TOAST_PRIORITY_HIGH);
  g_set_weak_pointer (&self->notice, toast);
  adw_toast_overlay_add_toast (self->toasts, toast);
}
