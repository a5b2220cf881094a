/* docket-backup-settings.c: the backups of the shop, among the preferences
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"
#include "docket-backup-settings.h"

#include <glib/gi18n.h>

#include "docket-backup-list.h"
#include "docket-backups.h"
#include "docket-compat-file.h"
#include "docket-job.h"
#include "docket-upkeep.h"
#include "docket-words.h"

struct _DocketBackupSettings
{
  AdwPreferencesPage parent_instance;

  AdwActionRow *last;
  GtkWidget *now_button;
  AdwActionRow *elsewhere;
  GtkWidget *elsewhere_button;
  GtkWidget *cancel_button;
  DocketBackupList *list;

  DocketShell *shell;
  DocketJob *job;
  gint64 shown_backup;
  gboolean was_backing_up;
};

G_DEFINE_FINAL_TYPE (DocketBackupSettings, docket_backup_settings, ADW_TYPE_PREFERENCES_PAGE)

enum
{
  SIGNAL_TOLD,
  SIGNAL_RECOVER,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static DocketUpkeep *
get_upkeep (DocketBackupSettings *self)
{
  return docket_shell_get_upkeep (self->shell);
}

/* The backup of the day */

static char *
describe_last (DocketUpkeep *upkeep)
{
  const char *error = docket_upkeep_get_backup_error (upkeep);
  gint64 time = docket_upkeep_get_last_backup (upkeep);
  g_autofree char *when = time != 0 ? docket_words_when_time (time) : NULL;

  if (docket_upkeep_is_backing_up (upkeep))
    return g_strdup (_("Being made…"));
  if (error != NULL && when != NULL)
    /* Translators: the first %s is why, the second when the last good one was made */
    return g_strdup_printf (_("It failed: %s The last good backup: %s."), error, when);
  if (error != NULL)
    return g_strdup_printf (_("It failed: %s"), error);
  if (when != NULL)
    return g_strdup_printf (_("%s, checked"), when);
  return g_strdup (_("None yet: one is made on each day on which the program runs"));
}

static void
show_upkeep (DocketBackupSettings *self)
{
  DocketUpkeep *upkeep = get_upkeep (self);
  gboolean is_backing_up = docket_upkeep_is_backing_up (upkeep);
  g_autofree char *text = describe_last (upkeep);
  g_autofree char *escaped = g_markup_escape_text (text, -1);

  adw_action_row_set_subtitle (self->last, escaped);
  gtk_widget_set_sensitive (self->now_button, !is_backing_up);
  if (self->was_backing_up && !is_backing_up && docket_upkeep_get_backup_error (upkeep) == NULL)
    g_signal_emit (self, signals[SIGNAL_TOLD], 0, _("Backup made"));
  self->was_backing_up = is_backing_up;
  if (self->shown_backup == docket_upkeep_get_last_backup (upkeep))
    return;
  self->shown_backup = docket_upkeep_get_last_backup (upkeep);
  docket_backup_list_load (self->list, docket_shell_get_engine (self->shell));
}

static void
now_cb (DocketBackupSettings *self)
{
  docket_upkeep_back_up (get_upkeep (self));
}

/* A backup elsewhere */

static void
show_elsewhere (DocketBackupSettings *self, const char *text)
{
  g_autofree char *escaped = g_markup_escape_text (text != NULL ? text : _("On another disk, a stick or a shared folder"), -1);
  gboolean is_running = docket_job_is_running (self->job);

  adw_action_row_set_subtitle (self->elsewhere, escaped);
  gtk_widget_set_sensitive (self->elsewhere_button, !is_running);
  gtk_widget_set_visible (self->cancel_button, is_running);
}

static gpointer
write_thread (DocketJob *job, gpointer path, GError **error)
{
  docket_backups_write (g_object_get_data (G_OBJECT (job), "engine"), path, docket_job_step_cb, job, NULL,
                        docket_job_get_cancellable (job), error);
  return NULL;
}

static void
written_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  DocketBackupSettings *self = DOCKET_BACKUP_SETTINGS (source);
  g_autoptr (GError) error = NULL;

  docket_job_finish (result, &error);
  if (self->job == NULL)
    return;
  show_elsewhere (self, error != NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) ? error->message : NULL);
  if (error == NULL)
    g_signal_emit (self, signals[SIGNAL_TOLD], 0, _("Backup made"));
}

static void
chosen_cb (gpointer owner, GListModel *files)
{
  DocketBackupSettings *self = owner;
  g_autoptr (GFile) file = g_list_model_get_item (files, 0);
  g_autofree char *path = g_file_get_path (file);

  if (self->job == NULL)
    return;
  if (path == NULL)
    show_elsewhere (self, _("Choose a file on this computer"));
  else if (docket_engine_owns_file (docket_shell_get_engine (self->shell), path))
    show_elsewhere (self, _("This is one of the shop’s own files: choose another name"));
  else
    {
      docket_job_run (self->job, self, write_thread, g_strdup (path), g_free, NULL, written_cb);
      show_elsewhere (self, _("Being made…"));
    }
}

static void
elsewhere_cb (DocketBackupSettings *self)
{
  static const char *const patterns[] = { "*.db", NULL };
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *name = g_date_time_format (now, "docket-%Y-%m-%d.db");
  const DocketFileQuestion question = { _("Back Up To"), _("_Save"), _("Backups"), patterns, name };

  docket_file_save (GTK_WIDGET (self), &question, self, chosen_cb);
}

static void
cancel_cb (DocketBackupSettings *self)
{
  docket_job_cancel (self->job);
}

static void
recover_cb (DocketBackupSettings *self)
{
  g_signal_emit (self, signals[SIGNAL_RECOVER], 0);
}

/* Built */

static GtkWidget *
add_button (DocketBackupSettings *self, AdwActionRow *row, const char *label, GCallback pressed)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (label);

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  g_signal_connect_object (button, "clicked", pressed, self, G_CONNECT_SWAPPED);
  adw_action_row_add_suffix (row, button);
  return button;
}

static AdwActionRow *
add_row (AdwPreferencesGroup *group, const char *title, const char *subtitle)
{
  AdwActionRow *row = g_object_new (ADW_TYPE_ACTION_ROW, "title", title, "subtitle", subtitle, "subtitle-lines", 5, NULL);

  adw_preferences_group_add (group, GTK_WIDGET (row));
  return row;
}

static void
docket_backup_settings_dispose (GObject *object)
{
  DocketBackupSettings *self = DOCKET_BACKUP_SETTINGS (object);

  if (self->job != NULL && docket_job_is_running (self->job))
    docket_job_cancel (self->job);
  g_clear_object (&self->job);
  g_clear_object (&self->shell);
  G_OBJECT_CLASS (docket_backup_settings_parent_class)->dispose (object);
}

static void
docket_backup_settings_class_init (DocketBackupSettingsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = docket_backup_settings_dispose;
  signals[SIGNAL_TOLD] = g_signal_new ("told", DOCKET_TYPE_BACKUP_SETTINGS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                       G_TYPE_STRING);
  signals[SIGNAL_RECOVER] =
    g_signal_new ("recover", DOCKET_TYPE_BACKUP_SETTINGS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
docket_backup_settings_init (DocketBackupSettings *self)
{
  AdwPreferencesPage *page = ADW_PREFERENCES_PAGE (self);
  AdwPreferencesGroup *group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  AdwActionRow *restore;

  self->last = add_row (group, _("Last Backup"), NULL);
  self->now_button = add_button (self, self->last, _("Back Up _Now"), G_CALLBACK (now_cb));
  self->elsewhere = add_row (group, _("Backup in Another Place"), NULL);
  self->cancel_button = add_button (self, self->elsewhere, _("_Cancel"), G_CALLBACK (cancel_cb));
  self->elsewhere_button = add_button (self, self->elsewhere, _("Back Up _To…"), G_CALLBACK (elsewhere_cb));
  restore = add_row (group, _("Go Back to a Backup"), _("The shop is closed while you choose one"));
  add_button (self, restore, _("_Restore…"), G_CALLBACK (recover_cb));
  adw_preferences_page_add (page, group);
  self->list = g_object_new (DOCKET_TYPE_BACKUP_LIST, "title", _("Kept Backups"), "description",
                             _("The last seven days, and the first of each month"), NULL);
  adw_preferences_page_add (page, ADW_PREFERENCES_GROUP (self->list));
}

void
docket_backup_settings_set_shell (DocketBackupSettings *self, DocketShell *shell)
{
  g_return_if_fail (DOCKET_IS_BACKUP_SETTINGS (self));

  self->shell = g_object_ref (shell);
  self->job = docket_job_new (shell);
  g_object_set_data_full (G_OBJECT (self->job), "engine", g_object_ref (docket_shell_get_engine (shell)), g_object_unref);
  self->shown_backup = -1;
  g_signal_connect_object (get_upkeep (self), "changed", G_CALLBACK (show_upkeep), self, G_CONNECT_SWAPPED);
  show_upkeep (self);
  show_elsewhere (self, NULL);
}
