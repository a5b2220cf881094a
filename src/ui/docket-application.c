/* docket-application.c: the program
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"
#include "docket-application.h"

#include <glib-unix.h>
#include <glib/gi18n.h>
#include <stdlib.h>

#include "docket-compat-about.h"
#include "docket-compat-gtk.h"
#include "docket-engine.h"
#include "docket-opening.h"
#include "docket-pages.h"
#include "docket-window.h"

struct _DocketApplication
{
  AdwApplication parent_instance;

  GSettings *settings;
  /* The shop that the command line asked for; it opens while GTK starts. */
  char *first_directory;
  GTask *opening;
  guint terminate_source;
  guint interrupt_source;
};

G_DEFINE_FINAL_TYPE (DocketApplication, docket_application, ADW_TYPE_APPLICATION)

static DocketWindow *
get_active_window (DocketApplication *self)
{
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (self));

  while (window != NULL && !DOCKET_IS_WINDOW (window))
    window = gtk_window_get_transient_for (window);
  return window != NULL ? DOCKET_WINDOW (window) : NULL;
}

static void
open_page (DocketApplication *self, const char *page)
{
  DocketWindow *window = get_active_window (self);

  if (window != NULL)
    docket_window_open (window, page, NULL);
}

static void
new_order_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  DocketWindow *window = get_active_window (data);
  DocketShell *shell = window != NULL ? docket_window_get_shell (window) : NULL;

  if (shell != NULL && docket_window_get_page (window) != NULL)
    docket_shell_open_editor (shell, NULL);
}

static void
undo_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  DocketWindow *window = get_active_window (data);

  if (window != NULL && docket_window_get_shell (window) != NULL)
    docket_shell_undo (docket_window_get_shell (window), NULL);
}

static void
preferences_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  open_page (data, "preferences");
}

static void
import_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  open_page (data, "import");
}

static void
shortcuts_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  DocketWindow *window = get_active_window (data);

  if (window != NULL)
    docket_shortcuts_present (GTK_APPLICATION (data), GTK_WINDOW (window));
}

static void
about_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  DocketWindow *window = get_active_window (data);
  g_autofree char *debug = NULL;
  DocketAbout about = {
    .name = _("Docket"),
    .icon = APPLICATION_ID,
    .version = VERSION,
    .comments = _("Take, follow and close your shop’s orders"),
    .copyright = _("© The Docket authors"),
    .website = "https://github.com/docket-shop/docket",
    .issue_url = "https://github.com/docket-shop/docket/issues",
    /* Translators: your names, one a line, perhaps with an address: “Ada Byron <ada@example.org>” */
    .translators = _("translator-credits"),
  };

  if (window == NULL)
    return;
  if (g_str_equal (about.translators, "translator-credits"))
    about.translators = NULL;
  debug = g_strdup_printf ("Docket %s (%s)\nGTK %u.%u.%u\nlibadwaita %u.%u.%u\n%s\n", VERSION, PROFILE, gtk_get_major_version (),
                           gtk_get_minor_version (), gtk_get_micro_version (), adw_get_major_version (), adw_get_minor_version (),
                           adw_get_micro_version (), docket_window_get_directory (window));
  about.debug_info = debug;
  docket_about_present (GTK_WINDOW (window), &about);
}

/* Closing a window may have to wait for what is being written; the program ends with its last window. */
static void
quit_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  g_autoptr (GList) windows = g_list_copy (gtk_application_get_windows (GTK_APPLICATION (data)));

  for (GList *link = windows; link != NULL; link = link->next)
    if (DOCKET_IS_WINDOW (link->data))
      gtk_window_close (link->data);
}

static gboolean
terminate_cb (gpointer data)
{
  g_action_group_activate_action (G_ACTION_GROUP (data), "quit", NULL);
  return G_SOURCE_CONTINUE;
}

static DocketWindow *
find_window (DocketApplication *self, const char *directory)
{
  for (GList *link = gtk_application_get_windows (GTK_APPLICATION (self)); link != NULL; link = link->next)
    if (DOCKET_IS_WINDOW (link->data) && g_str_equal (docket_window_get_directory (link->data), directory))
      return link->data;
  return NULL;
}

static DocketWindow *
present_window (DocketApplication *self, const char *directory, const char *page)
{
  g_autofree char *remembered = g_settings_get_string (self->settings, "page");
  DocketWindow *window = find_window (self, directory);
  gboolean is_new = window == NULL;

  if (is_new)
    {
      window = docket_window_new (GTK_APPLICATION (self), directory);
      if (page == NULL)
        page = remembered;
    }
  if (page != NULL)
    docket_window_open (window, page, NULL);
  if (is_new)
    docket_window_present_soon (window);
  else
    gtk_window_present (GTK_WINDOW (window));
  return window;
}

static void
docket_application_activate (GApplication *application)
{
  g_autofree char *directory = docket_engine_get_default_directory ();

  present_window (DOCKET_APPLICATION (application), directory, NULL);
}

/* From the file manager; into the person's own shop. */
static void
docket_application_open (GApplication *application, GFile **files, int n_files, const char *hint)
{
  g_autofree char *directory = docket_engine_get_default_directory ();
  g_autoptr (GStrvBuilder) paths = g_strv_builder_new ();
  g_auto (GStrv) list = NULL;

  for (int i = 0; i < n_files; i++)
    {
      g_autofree char *path = g_file_get_path (files[i]);

      if (path != NULL)
        g_strv_builder_add (paths, path);
    }
  list = g_strv_builder_end (paths);
  if (*list != NULL)
    docket_window_import (present_window (DOCKET_APPLICATION (application), directory, NULL), (const char *const *) list);
}

/* As the shell of whoever called understands them. */
static char **
list_files (GApplicationCommandLine *command_line, GVariantDict *options)
{
  g_autoptr (GStrvBuilder) paths = g_strv_builder_new ();
  g_autofree const char **arguments = NULL;

  g_variant_dict_lookup (options, G_OPTION_REMAINING, "^a&ay", &arguments);
  for (guint i = 0; arguments != NULL && arguments[i] != NULL; i++)
    {
      g_autoptr (GFile) file = g_application_command_line_create_file_for_arg (command_line, arguments[i]);
      g_autofree char *path = g_file_get_path (file);

      g_strv_builder_add (paths, path != NULL ? path : arguments[i]);
    }
  return g_strv_builder_end (paths);
}

/* Where the shop lies is known before GTK is; a page that does not exist is an error, and opens none. */
static int
docket_application_handle_local_options (GApplication *application, GVariantDict *options)
{
  DocketApplication *self = DOCKET_APPLICATION (application);
  const char *path = NULL;
  const char *page = NULL;

  if (g_variant_dict_lookup (options, "page", "&s", &page) && docket_pages_find (page) == NULL)
    return -1;
  if (g_variant_dict_lookup (options, "data-dir", "^&ay", &path))
    {
      g_autoptr (GFile) file = g_file_new_for_commandline_arg (path);

      self->first_directory = g_file_get_path (file);
    }
  if (self->first_directory == NULL)
    self->first_directory = docket_engine_get_default_directory ();
  return -1;
}

static int
docket_application_command_line (GApplication *application, GApplicationCommandLine *command_line)
{
  GVariantDict *options = g_application_command_line_get_options_dict (command_line);
  g_autofree char *directory = NULL;
  g_auto (GStrv) files = list_files (command_line, options);
  const char *path = NULL;
  const char *page = NULL;
  DocketWindow *window;

  g_variant_dict_lookup (options, "page", "&s", &page);
  if (page != NULL && docket_pages_find (page) == NULL)
    {
      g_application_command_line_printerr (command_line, _("There is no page “%s”\n"), page);
      return 2;
    }
  if (g_variant_dict_lookup (options, "data-dir", "^&ay", &path))
    {
      g_autoptr (GFile) file = g_application_command_line_create_file_for_arg (command_line, path);

      directory = g_file_get_path (file);
    }
  if (directory == NULL)
    directory = docket_engine_get_default_directory ();
  window = present_window (DOCKET_APPLICATION (application), directory, page);
  if (*files != NULL)
    docket_window_import (window, (const char *const *) files);
  return 0;
}

static void
set_accels (GtkApplication *application, const char *action, const char *accel)
{
  gtk_application_set_accels_for_action (application, action, (const char *[]) { accel, NULL });
}

static void
read_icons_thread (GTask *task, gpointer theme, gpointer data, GCancellable *cancellable)
{
  gtk_icon_theme_has_icon (theme, APPLICATION_ID);
  g_task_return_boolean (task, TRUE);
}

/* With icons of our own the themes are read anew, when the first icon is looked up: a tenth of what is still to be done then. */
static void
read_icons (void)
{
  g_autoptr (GTask) task = g_task_new (gtk_icon_theme_get_for_display (gdk_display_get_default ()), NULL, NULL, NULL);

  g_task_set_source_tag (task, read_icons);
  g_task_run_in_thread (task, read_icons_thread);
}

static void
docket_application_startup (GApplication *application)
{
  static const GActionEntry entries[] = {
    { .name = "new-order", .activate = new_order_action },
    { .name = "undo", .activate = undo_action },
    { .name = "preferences", .activate = preferences_action },
    { .name = "import", .activate = import_action },
    { .name = "show-shortcuts", .activate = shortcuts_action },
    { .name = "about", .activate = about_action },
    { .name = "quit", .activate = quit_action },
  };
  DocketApplication *self = DOCKET_APPLICATION (application);
  GtkApplication *gtk_application = GTK_APPLICATION (application);

  /* Before the shop is opened: nobody would look at it. */
  if (!gtk_init_check ())
    {
      g_printerr (_("docket: There is no display to show the window on. Without one, docket-cli does the same work.\n"));
      exit (EXIT_FAILURE);
    }
  /* Only here is it certain that no other process shows the windows. */
  if (self->first_directory != NULL && (g_application_get_flags (application) & G_APPLICATION_IS_SERVICE) == 0)
    self->opening = docket_opening_begin (self->first_directory);
  G_APPLICATION_CLASS (docket_application_parent_class)->startup (application);
  read_icons ();
  self->settings = g_settings_new (APPLICATION_ID);
  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
  set_accels (gtk_application, "app.new-order", "<Control>n");
  set_accels (gtk_application, "app.preferences", "<Control>comma");
  set_accels (gtk_application, "app.show-shortcuts", "<Control>question");
  set_accels (gtk_application, "app.quit", "<Control>q");
  set_accels (gtk_application, "win.search", "<Control>f");
  set_accels (gtk_application, "win.goto", "<Control>k");
  set_accels (gtk_application, "window.close", "<Control>w");
  g_simple_action_set_enabled (G_SIMPLE_ACTION (g_action_map_lookup_action (G_ACTION_MAP (self), "preferences")),
                               docket_pages_find ("preferences") != NULL);
  g_simple_action_set_enabled (G_SIMPLE_ACTION (g_action_map_lookup_action (G_ACTION_MAP (self), "new-order")),
                               docket_pages_find ("editor") != NULL);
  gtk_window_set_default_icon_name (APPLICATION_ID);
  self->terminate_source = g_unix_signal_add (SIGTERM, terminate_cb, self);
  self->interrupt_source = g_unix_signal_add (SIGINT, terminate_cb, self);
  docket_engine_forbid_this_thread ();
}

static void
docket_application_finalize (GObject *object)
{
  DocketApplication *self = DOCKET_APPLICATION (object);

  g_clear_handle_id (&self->terminate_source, g_source_remove);
  g_clear_handle_id (&self->interrupt_source, g_source_remove);
  g_clear_object (&self->settings);
  g_clear_object (&self->opening);
  g_clear_pointer (&self->first_directory, g_free);
  G_OBJECT_CLASS (docket_application_parent_class)->finalize (object);
}

static void
docket_application_class_init (DocketApplicationClass *klass)
{
  GApplicationClass *application_class = G_APPLICATION_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = docket_application_finalize;
  application_class->activate = docket_application_activate;
  application_class->open = docket_application_open;
  application_class->handle_local_options = docket_application_handle_local_options;
  application_class->command_line = docket_application_command_line;
  application_class->startup = docket_application_startup;
}

static void
docket_application_init (DocketApplication *self)
{
  static const GOptionEntry options[] = {
    { "data-dir", 0, 0, G_OPTION_ARG_FILENAME, NULL, N_("Where the shop’s files lie"), N_("DIR") },
    { "page", 0, 0, G_OPTION_ARG_STRING, NULL, N_("Open this page"), N_("PAGE") },
    { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, NULL, NULL, N_("[FILE…]") },
    G_OPTION_ENTRY_NULL,
  };

  g_application_add_main_option_entries (G_APPLICATION (self), options);
}

DocketApplication *
docket_application_new (void)
{
  return g_object_new (DOCKET_TYPE_APPLICATION, "application-id", APPLICATION_ID, "flags", G_APPLICATION_HANDLES_COMMAND_LINE | G_APPLICATION_HANDLES_OPEN,
                       "resource-base-path", APPLICATION_PATH, NULL);
}

GSettings *
docket_application_get_settings (DocketApplication *self)
{
  g_return_val_if_fail (DOCKET_IS_APPLICATION (self), NULL);

  return self->settings;
}

GTask *
docket_application_open_shop (DocketApplication *self, const char *directory)
{
  g_return_val_if_fail (DOCKET_IS_APPLICATION (self), NULL);

  if (self->opening != NULL && g_str_equal (self->first_directory, directory))
    return g_steal_pointer (&self->opening);
  return docket_opening_begin (directory);
}
