/* docket-recovery-page.c: what is wrong with a shop, what is safe, and what can be done
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"
#include "docket-recovery-page.h"

#include <glib/gi18n.h>

#include "docket-backup-list.h"
#include "docket-compat-alert.h"
#include "docket-compat-file.h"
#include "docket-job.h"
#include "docket-recovery-facts.h"
#include "docket-restore.h"
#include "docket-words.h"

struct _DocketRecoveryPage
{
  AdwBin parent_instance;

  GtkImage *icon;
  GtkLabel *title;
  GtkLabel *message;
  GtkWidget *details;
  GtkLabel *details_label;
  GtkLabel *directory_label;
  GtkWidget *work;
  GtkLabel *work_label;
  GtkProgressBar *work_progress;
  GtkWidget *cancel_button;
  GtkLabel *problem;
  GtkWidget *safe_group;
  AdwActionRow *remains_row;
  GtkImage *remains_icon;
  AdwActionRow *backup_row;
  GtkImage *backup_icon;
  GtkWidget *open_row;
  GtkWidget *open_button;
  GtkWidget *lists_row;
  GtkWidget *lists_button;
  GtkWidget *export_row;
  GtkWidget *export_button;
  DocketBackupList *backups;
  GtkWidget *other_button;

  DocketEngine *engine;
  DocketJob *job;
  /* What a question is asked about. */
  char *chosen;
};

G_DEFINE_FINAL_TYPE (DocketRecoveryPage, docket_recovery_page, ADW_TYPE_BIN)

static guint open_signal;

/* What is told */

static void
show_problem (DocketRecoveryPage *self, const char *text)
{
  gtk_label_set_label (self->problem, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->problem), text != NULL);
}

static void
set_row (AdwActionRow *row, GtkImage *image, const char *title, const char *subtitle, const char *icon)
{
  g_autofree char *escaped_title = g_markup_escape_text (title, -1);
  g_autofree char *escaped_subtitle = g_markup_escape_text (subtitle != NULL ? subtitle : "", -1);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), escaped_title);
  adw_action_row_set_subtitle (row, escaped_subtitle);
  gtk_image_set_from_icon_name (image, icon);
}

static void
looked_cb (DocketRecoveryPage *self)
{
  g_autofree char *newest = docket_backup_list_describe_newest (self->backups);

  if (newest != NULL)
    set_row (self->backup_row, self->backup_icon, _("A backup is intact"), newest, "docket-done-symbolic");
  else
    set_row (self->backup_row, self->backup_icon, _("No backup that is known to be intact"), NULL, "docket-empty-symbolic");
}

static void
show_remains (DocketRecoveryPage *self, const DocketRemains *remains)
{
  g_autofree char *title = docket_recovery_facts_remains (remains);
  g_autofree char *detail = docket_recovery_facts_remains_detail (remains);
  gboolean is_whole = remains->n_left_out == 0 && remains->n_events > 0;

  set_row (self->remains_row, self->remains_icon, title, detail, is_whole ? "docket-done-symbolic" : "docket-warning-symbolic");
}

/* Work */

static void
follow_job (DocketRecoveryPage *self)
{
  gboolean is_running = docket_job_is_running (self->job);
  GtkWidget *buttons[] = { self->open_button, self->lists_button, self->export_button, self->other_button, GTK_WIDGET (self->backups) };

  gtk_widget_set_visible (self->work, is_running);
  for (guint i = 0; i < G_N_ELEMENTS (buttons); i++)
    gtk_widget_set_sensitive (buttons[i], !is_running);
  /* The focus never stays on what cannot be used. */
  gtk_widget_grab_focus (is_running ? self->cancel_button : self->open_button);
}

static void
fraction_cb (DocketRecoveryPage *self)
{
  double fraction;

  g_object_get (self->job, "fraction", &fraction, NULL);
  if (fraction > 0)
    gtk_progress_bar_set_fraction (self->work_progress, fraction);
  else
    gtk_progress_bar_pulse (self->work_progress);
}

/* TRUE: it went well; otherwise it was told. */
static gboolean
take (DocketRecoveryPage *self, GAsyncResult *result, gpointer *answer)
{
  g_autoptr (GError) error = NULL;

  *answer = docket_job_finish (result, &error);
  if (self->engine == NULL)
    return FALSE;
  follow_job (self);
  if (error == NULL)
    return TRUE;
  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    show_problem (self, error->message);
  return FALSE;
}

static void
run (DocketRecoveryPage *self, const char *what, DocketJobFunc function, const char *path, GDestroyNotify free_result,
     GAsyncReadyCallback callback)
{
  show_problem (self, NULL);
  gtk_label_set_label (self->work_label, what);
  gtk_progress_bar_set_fraction (self->work_progress, 0);
  docket_job_run (self->job, self, function, g_strdup (path), g_free, free_result, callback);
  follow_job (self);
}

/* Look */

/* Without a log there is none to make lists of, and nothing in it to read. */
static void
set_has_log (DocketRecoveryPage *self, gboolean has_log)
{
  gtk_widget_set_visible (self->lists_row, has_log);
  gtk_widget_set_visible (self->export_row, has_log);
}

static gpointer
read_thread (DocketJob *job, gpointer file, GError **error)
{
  DocketEngine *engine = g_object_get_data (G_OBJECT (job), "engine");
  DocketRemains *remains = g_new0 (DocketRemains, 1);

  if (docket_recovery_read (engine, file, docket_job_progress_cb, job, remains, docket_job_get_cancellable (job), error))
    return remains;
  g_free (remains);
  return NULL;
}

/* Whoever knows why the shop does not open need not read it twice. */
static void
show_unread (DocketRecoveryPage *self, const GError *error)
{
  gboolean is_told = strstr (gtk_label_get_label (self->message), error->message) != NULL;

  set_row (self->remains_row, self->remains_icon, docket_recovery_facts_unread (error), is_told ? NULL : error->message,
           "docket-warning-symbolic");
}

static void
looked_at_log_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  DocketRecoveryPage *self = DOCKET_RECOVERY_PAGE (source);
  g_autofree DocketRemains *remains = NULL;
  g_autoptr (GError) error = NULL;
  gboolean is_given_up;

  remains = docket_job_finish (result, &error);
  is_given_up = g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  if (self->engine == NULL)
    return;
  follow_job (self);
  if (remains != NULL)
    show_remains (self, remains);
  else if (is_given_up)
    set_row (self->remains_row, self->remains_icon, _("The log was not looked at"), NULL, "docket-empty-symbolic");
  else
    show_unread (self, error);
  if (!is_given_up && (remains == NULL || remains->n_events == 0))
    set_has_log (self, FALSE);
  docket_backup_list_load (self->backups, self->engine);
}

/* Export */

static void
exported_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  DocketRecoveryPage *self = DOCKET_RECOVERY_PAGE (source);
  g_autofree DocketRemains *remains = NULL;

  if (take (self, result, (gpointer *) &remains))
    show_remains (self, remains);
}

static char *
get_path (GListModel *files)
{
  g_autoptr (GFile) file = g_list_model_get_item (files, 0);

  return g_file_get_path (file);
}

static void
export_chosen_cb (gpointer owner, GListModel *files)
{
  DocketRecoveryPage *self = owner;
  g_autofree char *path = get_path (files);

  if (path == NULL)
    show_problem (self, _("Choose a file on this computer"));
  else if (docket_engine_owns_file (self->engine, path))
    show_problem (self, _("This is one of the shop’s own files: choose another name"));
  else
    run (self, _("Saving what can be read"), read_thread, path, g_free, exported_cb);
}

static void
export_cb (DocketRecoveryPage *self)
{
  static const char *const patterns[] = { "*.jsonl", NULL };
  const DocketFileQuestion question = { _("Save What Can Be Read"), _("_Save"), _("JSON Lines"), patterns, "docket-events.jsonl" };

  docket_file_save (GTK_WIDGET (self), &question, self, export_chosen_cb);
}

/* The lists */

static gpointer
drop_lists_thread (DocketJob *job, gpointer path, GError **error)
{
  docket_recovery_drop_lists (g_object_get_data (G_OBJECT (job), "engine"), error);
  return NULL;
}

static void
done_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  DocketRecoveryPage *self = DOCKET_RECOVERY_PAGE (source);
  gpointer answer;

  if (take (self, result, &answer))
    g_signal_emit (self, open_signal, 0);
}

static void
drop_lists_cb (DocketRecoveryPage *self)
{
  run (self, _("Setting the lists aside"), drop_lists_thread, NULL, NULL, done_cb);
}

static void
copy_cb (DocketRecoveryPage *self)
{
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), gtk_label_get_label (self->details_label));
}

static void
open_cb (DocketRecoveryPage *self)
{
  g_signal_emit (self, open_signal, 0);
}

/* Restore */

static gpointer
restore_thread (DocketJob *job, gpointer path, GError **error)
{
  g_autofree char *kept = NULL;
  gint64 n_events;

  docket_restore (g_object_get_data (G_OBJECT (job), "engine"), path, docket_job_step_cb, job, &n_events, &kept,
                  docket_job_get_cancellable (job), error);
  return NULL;
}

static void
answered_cb (gpointer owner, const char *response)
{
  DocketRecoveryPage *self = owner;

  if (g_str_equal (response, "restore") && self->chosen != NULL)
    run (self, _("Checking the backup and putting it in place"), restore_thread, self->chosen, NULL, done_cb);
}

static void
ask_restore (DocketRecoveryPage *self, const char *path, const char *name)
{
  /* Translators: %s is a moment, or the name of a file */
  g_autofree char *body = g_strdup_printf (_("The shop goes back to this: %s. What has happened since is kept in a folder beside the "
                                             "backups, but is no longer in the shop."),
                                           name);
  DocketAlert *alert = docket_alert_new (_("Restore This Backup?"), body, "cancel");

  g_free (self->chosen);
  self->chosen = g_strdup (path);
  docket_alert_add (alert, "cancel", _("_Cancel"), DOCKET_ALERT_PLAIN);
  docket_alert_add (alert, "restore", _("_Restore"), DOCKET_ALERT_DESTRUCTIVE);
  docket_alert_ask (alert, GTK_WIDGET (self), self, answered_cb);
}

static void
restore_cb (DocketRecoveryPage *self, const char *path, gint64 time)
{
  g_autofree char *name = docket_words_when_time (time);

  ask_restore (self, path, name);
}

static void
other_chosen_cb (gpointer owner, GListModel *files)
{
  DocketRecoveryPage *self = owner;
  g_autofree char *path = get_path (files);
  g_autofree char *name = path != NULL ? g_filename_display_basename (path) : NULL;

  if (path == NULL)
    show_problem (self, _("Choose a file on this computer"));
  else
    ask_restore (self, path, name);
}

static void
other_cb (DocketRecoveryPage *self)
{
  static const char *const patterns[] = { "*.db", NULL };
  const DocketFileQuestion question = { _("Restore a Backup"), _("_Choose"), _("Backups"), patterns, NULL };

  docket_file_open (GTK_WIDGET (self), &question, FALSE, self, other_chosen_cb);
}

/* The page */

static void
docket_recovery_page_dispose (GObject *object)
{
  DocketRecoveryPage *self = DOCKET_RECOVERY_PAGE (object);

  if (self->job != NULL && docket_job_is_running (self->job))
    docket_job_cancel (self->job);
  gtk_widget_dispose_template (GTK_WIDGET (self), DOCKET_TYPE_RECOVERY_PAGE);
  g_clear_object (&self->engine);
  g_clear_object (&self->job);
  g_clear_pointer (&self->chosen, g_free);
  G_OBJECT_CLASS (docket_recovery_page_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *klass)
{
  gtk_widget_class_set_template_from_resource (klass, APPLICATION_PATH "/ui/docket-recovery-page.ui");
  gtk_widget_class_bind_template_child (klass, DocketRecoveryPage, icon);
  gtk_widget_class_bind_template_child (klass, DocketRecoveryPage, title);
  gtk_widget_class_bind_template_child (klass, DocketRecoveryPage, message);
  gtk_widget_class_bind_template_child (klass, DocketRecoveryPage, details);
  gtk_widget_class_bind_template_child (klass, DocketRecoveryPage, details_label);
  gtk_widget_class_bind_template_child (klass, DocketRecoveryPage, directory_label);
  gtk_widget_class_bind_template_child (klass, DocketRecoveryPage, work);
  gtk_widget_class_bind_template_child (klass, DocketRecoveryPage, work_label);
  gtk_widget_class_bind_template_child (klass, DocketRecoveryPage, work_progress);
  gtk_widget_class_bind_template_child (klass, DocketRecoveryPage, cancel_button);
  gtk_widget_class_bind_template_child (klass, DocketRecoveryPage, problem);
  gtk_widget_class_bind_template_child (klass, DocketRecoveryPage, safe_group);
  gtk_widget_class_bind_template_child (klass, DocketRecoveryPage, remains_row);
  gtk_widget_class_bind_template_child (klass, DocketRecoveryPage, remains_icon);
  gtk_widget_class_bind_template_child (klass, DocketRecoveryPage, backup_row);
  gtk_widget_class_bind_template_child (klass, DocketRecoveryPage, backup_icon);
  gtk_widget_class_bind_template_child (klass, DocketRecoveryPage, open_row);
  gtk_widget_class_bind_template_child (klass, DocketRecoveryPage, open_button);
  gtk_widget_class_bind_template_child (klass, DocketRecoveryPage, lists_row);
  gtk_widget_class_bind_template_child (klass, DocketRecoveryPage, lists_button);
  gtk_widget_class_bind_template_child (klass, DocketRecoveryPage, export_row);
  gtk_widget_class_bind_template_child (klass, DocketRecoveryPage, export_button);
  gtk_widget_class_bind_template_child (klass, DocketRecoveryPage, backups);
  gtk_widget_class_bind_template_child (klass, DocketRecoveryPage, other_button);
  gtk_widget_class_bind_template_callback (klass, docket_recovery_page_cancel);
  gtk_widget_class_bind_template_callback (klass, copy_cb);
  gtk_widget_class_bind_template_callback (klass, open_cb);
  gtk_widget_class_bind_template_callback (klass, drop_lists_cb);
  gtk_widget_class_bind_template_callback (klass, export_cb);
  gtk_widget_class_bind_template_callback (klass, other_cb);
  gtk_widget_class_bind_template_callback (klass, restore_cb);
  gtk_widget_class_bind_template_callback (klass, looked_cb);
}

static void
docket_recovery_page_class_init (DocketRecoveryPageClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = docket_recovery_page_dispose;
  open_signal = g_signal_new ("open", DOCKET_TYPE_RECOVERY_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  g_type_ensure (DOCKET_TYPE_BACKUP_LIST);
  bind_template (GTK_WIDGET_CLASS (klass));
}

static void
docket_recovery_page_init (DocketRecoveryPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->job = docket_job_new (NULL);
  g_signal_connect_object (self->job, "notify::fraction", G_CALLBACK (fraction_cb), self, G_CONNECT_SWAPPED);
}

void
docket_recovery_page_cancel (DocketRecoveryPage *self)
{
  g_return_if_fail (DOCKET_IS_RECOVERY_PAGE (self));

  if (docket_job_is_running (self->job))
    docket_job_cancel (self->job);
}

static void
set_can_act (DocketRecoveryPage *self, gboolean can_act)
{
  gtk_widget_set_visible (self->safe_group, can_act);
  set_has_log (self, can_act && g_file_test (docket_engine_get_write_path (self->engine), G_FILE_TEST_EXISTS));
  gtk_widget_set_visible (GTK_WIDGET (self->backups), can_act);
}

/* error, trouble, details: (nullable) */
static void
show_reason (DocketRecoveryPage *self, const GError *error, const char *trouble, const char *details)
{
  const char *safe = docket_recovery_facts_files (error);
  g_autofree char *text = trouble != NULL ? g_strdup_printf ("%s\n\n%s", trouble, safe) : g_strdup (safe);

  gtk_label_set_label (self->title, docket_recovery_facts_title (error));
  gtk_label_set_label (self->message, text);
  gtk_label_set_label (self->details_label, details != NULL ? details : "");
  gtk_widget_set_visible (self->details, details != NULL);
  gtk_image_set_from_icon_name (self->icon, trouble != NULL ? "docket-warning-symbolic" : "docket-upkeep-symbolic");
  gtk_button_set_label (GTK_BUTTON (self->open_button), error != NULL ? _("Try Again") : C_ ("verb", "Open"));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->open_row),
                               error != NULL ? _("In case the trouble is over") : _("As it is, without any change"));
  set_can_act (self, docket_recovery_facts_can_act (error));
}

static void
show (DocketRecoveryPage *self, const char *directory, const GError *error, const char *trouble, const char *details)
{
  g_clear_object (&self->engine);
  self->engine = docket_engine_new (directory, NULL, NULL);
  g_object_set_data_full (G_OBJECT (self->job), "engine", g_object_ref (self->engine), g_object_unref);
  gtk_label_set_label (self->directory_label, directory);
  show_reason (self, error, trouble, details);
  show_problem (self, NULL);
  set_row (self->remains_row, self->remains_icon, _("Looking at what can be read…"), NULL, "docket-empty-symbolic");
  set_row (self->backup_row, self->backup_icon, _("Looking for backups…"), NULL, "docket-empty-symbolic");
  if (docket_recovery_facts_can_act (error) && !docket_job_is_running (self->job))
    run (self, _("Looking at what can be read"), read_thread, NULL, g_free, looked_at_log_cb);
  else
    gtk_widget_grab_focus (self->open_button);
}

void
docket_recovery_page_show (DocketRecoveryPage *self, const char *directory, const GError *error)
{
  g_return_if_fail (DOCKET_IS_RECOVERY_PAGE (self));

  show (self, directory, error, error->message, NULL);
}

void
docket_recovery_page_show_findings (DocketRecoveryPage *self, const char *directory, const char *findings)
{
  g_return_if_fail (DOCKET_IS_RECOVERY_PAGE (self));

  show (self, directory, NULL, findings != NULL ? docket_recovery_facts_damage () : NULL, findings);
}
