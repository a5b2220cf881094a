/* docket-window-shop.c: opens and closes the shop behind the window
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"
#include "docket-window-private.h"

#include <glib/gi18n.h>

#include "docket-application.h"
#include "docket-journal-words.h"
#include "docket-pages.h"

/* The page is made when there is trouble. */
DocketRecoveryPage *
docket_window_enter_recovery (DocketWindow *self)
{
  if (adw_bin_get_child (self->recovery) == NULL)
    {
      adw_bin_set_child (self->recovery, g_object_new (DOCKET_TYPE_RECOVERY_PAGE, NULL));
      g_signal_connect_object (adw_bin_get_child (self->recovery), "open", G_CALLBACK (docket_window_open_shop), self,
                               G_CONNECT_SWAPPED);
    }
  gtk_stack_set_visible_child_name (self->states, "problem");
  return DOCKET_RECOVERY_PAGE (adw_bin_get_child (self->recovery));
}

static void
show_problem (DocketWindow *self, const GError *error)
{
  docket_recovery_page_show (docket_window_enter_recovery (self), self->directory, error);
}

/* Logging out and suspending wait while something is being written. */
static void
busy_cb (DocketWindow *self)
{
  GtkApplication *application = gtk_window_get_application (GTK_WINDOW (self));
  gboolean is_busy = docket_shell_is_busy (self->shell);

  if (is_busy && self->inhibit_cookie == 0 && application != NULL)
    self->inhibit_cookie = gtk_application_inhibit (application, GTK_WINDOW (self),
                                                    GTK_APPLICATION_INHIBIT_LOGOUT | GTK_APPLICATION_INHIBIT_SUSPEND,
                                                    _("Changes to the shop are being written"));
  else if (!is_busy && self->inhibit_cookie != 0)
    {
      if (application != NULL)
        gtk_application_uninhibit (application, self->inhibit_cookie);
      self->inhibit_cookie = 0;
    }
  if (!is_busy && self->is_closing)
    gtk_window_close (GTK_WINDOW (self));
}

static void
open_cb (DocketWindow *self, const char *page, DocketQuery *what)
{
  docket_window_go (self, page, what, TRUE);
}

static void
progress_cb (DocketWindow *self, const char *view, gint64 position, gint64 last)
{
  if (last <= 0)
    return;
  gtk_revealer_set_reveal_child (self->progress_revealer, position < last);
  gtk_progress_bar_set_fraction (self->progress, CLAMP ((double) position / (double) last, 0, 1));
}

static void
caught_up_cb (DocketWindow *self)
{
  gtk_revealer_set_reveal_child (self->progress_revealer, FALSE);
  docket_window_show_stale (self);
}

static void
failed_cb (DocketWindow *self, const char *view, gint64 position, GError *error)
{
  g_autofree char *name = docket_journal_words_view (view);
  g_autofree char *message = NULL;

  /* Short, for a toast has one line: why is told in the Journal. Translators: %s is the name of a list that is kept from the log */
  message = g_strdup_printf (_("The list “%s” has stopped"), name);
  docket_window_notice (self, message);
  docket_window_show_stale (self);
}

static void
follow_runner (DocketWindow *self)
{
  self->runner_signals = g_signal_group_new (DOCKET_TYPE_PROJECTION_RUNNER);
  g_signal_group_connect_swapped (self->runner_signals, "progress", G_CALLBACK (progress_cb), self);
  g_signal_group_connect_swapped (self->runner_signals, "caught-up", G_CALLBACK (caught_up_cb), self);
  g_signal_group_connect_swapped (self->runner_signals, "failed", G_CALLBACK (failed_cb), self);
  g_signal_group_set_target (self->runner_signals, docket_engine_get_runner (self->engine));
}

/* The first shop of the program is also the one that scripts reach by its name on the bus. */
static void
export_service (DocketWindow *self)
{
  GApplication *application = G_APPLICATION (gtk_window_get_application (GTK_WINDOW (self)));
  GDBusConnection *connection = application != NULL ? g_application_get_dbus_connection (application) : NULL;
  g_autoptr (GError) error = NULL;

  if (connection == NULL || docket_engine_get_service (self->engine) == NULL ||
      g_object_get_data (G_OBJECT (application), "docket-is-exported") != NULL)
    return;
  if (!docket_service_export (docket_engine_get_service (self->engine), connection, APPLICATION_PATH, &error))
    {
      g_debug ("Not served on the session bus: %s", error->message);
      return;
    }
  g_object_set_data (G_OBJECT (application), "docket-is-exported", GINT_TO_POINTER (TRUE));
}

static GtkWidget *
make_welcome (DocketWindow *self)
{
  const DocketPageInfo *info = docket_pages_find ("first-start");

  return info != NULL ? g_object_new (info->get_type (), "shell", self->shell, NULL) : NULL;
}

static void
enter_shop (DocketWindow *self)
{
  const DocketPageInfo *first = docket_pages_find (self->first_page);

  gtk_stack_set_visible_child_name (self->states, "shop");
  adw_bin_set_child (self->welcome, NULL);
  if (self->page != NULL)
    return;
  /* Below a page that has no place in the sidebar lies one that has, to come back to. */
  docket_window_go_to (self, first != NULL && first->in_sidebar ? first->id : "dashboard");
  if (first != NULL && (!first->in_sidebar || self->first_what != NULL))
    docket_window_go (self, first->id, self->first_what, TRUE);
}

/* A shop without a name is a first start; it ends by itself when the shop gets its settings, whoever gives them. */
static void
shop_cb (DocketWindow *self)
{
  DocketRecord *record = docket_live_record_get_record (docket_shell_get_shop (self->shell));
  DocketShop *shop = record != NULL ? DOCKET_SHOP (record) : NULL;
  const char *name = shop != NULL && shop->name != NULL && *shop->name != '\0' ? shop->name : _("Docket");

  adw_window_title_set_title (self->shop_title, name);
  if (shop == NULL || shop->is_configured || docket_pages_find ("first-start") == NULL)
    {
      enter_shop (self);
      docket_window_import_waiting (self);
      return;
    }
  if (adw_bin_get_child (self->welcome) == NULL)
    adw_bin_set_child (self->welcome, make_welcome (self));
  gtk_stack_set_visible_child_name (self->states, "welcome");
  docket_window_show (self);
  docket_window_import_waiting (self);
}

static void
take_shop (DocketWindow *self)
{
  self->shell = docket_shell_new (self->engine);
  g_signal_connect_object (self->shell, "open", G_CALLBACK (open_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->shell, "back", G_CALLBACK (docket_window_go_back), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->shell, "toast", G_CALLBACK (docket_window_toast), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->shell, "notice", G_CALLBACK (docket_window_notice), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->shell, "notify::is-busy", G_CALLBACK (busy_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (docket_shell_get_shop (self->shell), "updated", G_CALLBACK (shop_cb), self, G_CONNECT_SWAPPED);
  docket_sidebar_set_shell (self->sidebar, self->shell);
  follow_runner (self);
  export_service (self);
  docket_window_update_actions (self);
  docket_window_follow_upkeep (self);
}

static void
unref_closure_data (gpointer data, GClosure *closure)
{
  g_object_unref (data);
}

/* The page that comes first, with its rows, is made while the shop is still being asked what it is called. */
static void
prepare_page (DocketWindow *self)
{
  const DocketPageInfo *first = self->first_page != NULL ? docket_pages_find (self->first_page) : NULL;

  if (first != NULL && first->in_sidebar)
    docket_window_prepare (self, first);
}

static void
opened_cb (DocketWindow *self, GParamSpec *pspec, GTask *opening)
{
  g_autoptr (GError) error = NULL;
  gboolean is_open = g_task_propagate_boolean (opening, &error);

  /* The window was closed meanwhile: the engine closes with its last reference. */
  if (self->engine == NULL)
    return;
  if (is_open)
    {
      take_shop (self);
      prepare_page (self);
    }
  else
    show_problem (self, error);
}

void
docket_window_open_shop (DocketWindow *self)
{
  DocketApplication *application = DOCKET_APPLICATION (gtk_window_get_application (GTK_WINDOW (self)));
  g_autoptr (GTask) opening = docket_application_open_shop (application, self->directory);

  g_set_object (&self->engine, g_task_get_source_object (opening));
  gtk_stack_set_visible_child_name (self->states, "opening");
  if (g_task_get_completed (opening))
    opened_cb (self, NULL, opening);
  else
    g_signal_connect_data (opening, "notify::completed", G_CALLBACK (opened_cb), g_object_ref (self), unref_closure_data,
                           G_CONNECT_SWAPPED);
}

static void
close_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  docket_engine_close (source);
  g_task_return_boolean (task, TRUE);
}

/* A shop that is being closed, and whether its files are to be worked on then. */
typedef struct
{
  GtkApplication *application;
  DocketUpkeep *upkeep;
  char *directory;
  char *findings;
  const char *page;
  gboolean is_recovering;
} Closing;

static void
finish_closing (Closing *closing)
{
  if (closing->is_recovering)
    {
      DocketWindow *window = docket_window_new_for_recovery (closing->application, closing->directory, closing->findings);

      docket_window_open (window, closing->page, NULL);
      gtk_window_present (GTK_WINDOW (window));
    }
  g_application_release (G_APPLICATION (closing->application));
  g_object_unref (closing->application);
  g_object_unref (closing->upkeep);
  g_free (closing->directory);
  g_free (closing->findings);
  g_free (closing);
}

static void
upkeep_ended_cb (DocketUpkeep *upkeep, gpointer data)
{
  g_signal_handlers_disconnect_by_data (upkeep, data);
  finish_closing (data);
}

/* Nothing is at work any more when the program ends. */
static void
closed_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Closing *closing = data;

  if (docket_upkeep_is_running (closing->upkeep))
    g_signal_connect (closing->upkeep, "changed", G_CALLBACK (upkeep_ended_cb), closing);
  else
    finish_closing (closing);
}

/* The engine finishes what is under way without the window, and the program stays until it has. */
static void
close_engine (DocketWindow *self)
{
  Closing *closing = g_new0 (Closing, 1);
  g_autoptr (GTask) task = NULL;

  closing->application = g_object_ref (gtk_window_get_application (GTK_WINDOW (self)));
  closing->directory = g_strdup (self->directory);
  closing->findings = g_strdup (self->findings);
  closing->page = self->page_id;
  closing->is_recovering = self->is_recovering;
  g_application_hold (G_APPLICATION (closing->application));
  closing->upkeep = g_object_ref (docket_shell_get_upkeep (self->shell));
  docket_upkeep_stop (closing->upkeep);
  g_signal_group_set_target (self->runner_signals, NULL);
  task = g_task_new (self->engine, NULL, closed_cb, closing);
  g_task_run_in_thread (task, close_thread);
}

gboolean
docket_window_close_shop (DocketWindow *self)
{
  if (self->shell == NULL)
    return TRUE;
  if (docket_shell_is_busy (self->shell))
    {
      self->is_closing = TRUE;
      docket_window_toast (self, _("Closing as soon as everything is written…"), NULL);
      return FALSE;
    }
  close_engine (self);
  return TRUE;
}

void
docket_window_recover (DocketWindow *self)
{
  self->is_recovering = TRUE;
  gtk_window_close (GTK_WINDOW (self));
}
