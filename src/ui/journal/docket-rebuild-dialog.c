/* docket-rebuild-dialog.c: makes a view again from the log
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"
#include "docket-rebuild-dialog.h"

#include <glib/gi18n.h>

#include "docket-choices.h"
#include "docket-journal-words.h"

struct _DocketRebuildDialog
{
  AdwWindow parent_instance;

  DocketChoiceRow *view;
  GtkRevealer *revealer;
  GtkProgressBar *progress;
  GtkLabel *problem;
  GtkWidget *rebuild;

  DocketShell *shell;
  GCancellable *cancellable;
};

G_DEFINE_FINAL_TYPE (DocketRebuildDialog, docket_rebuild_dialog, ADW_TYPE_WINDOW)

static DocketProjectionRunner *
get_runner (DocketRebuildDialog *self)
{
  return docket_engine_get_runner (docket_shell_get_engine (self->shell));
}

/* "" stands for all of them. */
static GListModel *
list_views (DocketRebuildDialog *self)
{
  GListStore *store = g_list_store_new (DOCKET_TYPE_CHOICE);
  GPtrArray *projections = docket_projection_runner_get_projections (get_runner (self));
  g_autoptr (DocketChoice) all = docket_choice_new ("", _("All"));

  g_list_store_append (store, all);
  for (guint i = 0; i < projections->len; i++)
    {
      const char *name = docket_projection_get_name (g_ptr_array_index (projections, i));
      g_autofree char *words = docket_journal_words_view (name);
      g_autoptr (DocketChoice) choice = docket_choice_new (name, words);

      g_list_store_append (store, choice);
    }
  return G_LIST_MODEL (store);
}

static void
set_is_running (DocketRebuildDialog *self, gboolean is_running)
{
  gtk_widget_set_sensitive (self->rebuild, !is_running);
  gtk_widget_set_sensitive (GTK_WIDGET (self->view), !is_running);
  gtk_revealer_set_reveal_child (self->revealer, is_running);
  if (is_running)
    docket_shell_hold (self->shell);
  else
    docket_shell_release (self->shell);
}

static void
progress_cb (DocketProjectionRunner *runner, const char *view, gint64 position, gint64 last_position, DocketRebuildDialog *self)
{
  if (self->progress != NULL && last_position > 0)
    gtk_progress_bar_set_fraction (self->progress, CLAMP ((double) position / last_position, 0, 1));
}

static void
show_problem (DocketRebuildDialog *self, const char *message)
{
  gtk_label_set_label (self->problem, message != NULL ? message : "");
  gtk_widget_set_visible (GTK_WIDGET (self->problem), message != NULL);
}

static void
rebuilt_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (DocketRebuildDialog) self = data;
  g_autoptr (GError) error = NULL;
  gboolean is_done = docket_projection_runner_rebuild_finish (DOCKET_PROJECTION_RUNNER (source), result, &error);

  /* Closed meanwhile: it goes on by itself, and the window's own progress shows it. */
  if (self->progress == NULL)
    {
      docket_shell_release (self->shell);
      return;
    }
  set_is_running (self, FALSE);
  if (is_done)
    {
      docket_shell_toast (self->shell, _("Made again from the log"), NULL);
      gtk_window_destroy (GTK_WINDOW (self));
    }
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    show_problem (self, error->message);
}

static void
rebuild_cb (DocketRebuildDialog *self)
{
  const char *view = docket_choice_row_get_code (self->view);
  const char *views[] = { view, NULL };

  show_problem (self, NULL);
  set_is_running (self, TRUE);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  docket_projection_runner_rebuild_async (get_runner (self), *view != '\0' ? views : NULL, self->cancellable, rebuilt_cb,
                                          g_object_ref (self));
}

static void
docket_rebuild_dialog_dispose (GObject *object)
{
  DocketRebuildDialog *self = DOCKET_REBUILD_DIALOG (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), DOCKET_TYPE_REBUILD_DIALOG);
  self->progress = NULL;
  G_OBJECT_CLASS (docket_rebuild_dialog_parent_class)->dispose (object);
}

static void
docket_rebuild_dialog_finalize (GObject *object)
{
  DocketRebuildDialog *self = DOCKET_REBUILD_DIALOG (object);

  g_clear_object (&self->cancellable);
  g_clear_object (&self->shell);
  G_OBJECT_CLASS (docket_rebuild_dialog_parent_class)->finalize (object);
}

static void
docket_rebuild_dialog_class_init (DocketRebuildDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = docket_rebuild_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = docket_rebuild_dialog_finalize;
  g_type_ensure (DOCKET_TYPE_CHOICE_ROW);
  gtk_widget_class_set_template_from_resource (widget_class, APPLICATION_PATH "/ui/docket-rebuild-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, DocketRebuildDialog, view);
  gtk_widget_class_bind_template_child (widget_class, DocketRebuildDialog, revealer);
  gtk_widget_class_bind_template_child (widget_class, DocketRebuildDialog, progress);
  gtk_widget_class_bind_template_child (widget_class, DocketRebuildDialog, problem);
  gtk_widget_class_bind_template_child (widget_class, DocketRebuildDialog, rebuild);
  gtk_widget_class_bind_template_callback (widget_class, rebuild_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
docket_rebuild_dialog_init (DocketRebuildDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
docket_rebuild_dialog_present (DocketShell *shell, GtkWidget *parent)
{
  DocketRebuildDialog *self;
  g_autoptr (GListModel) views = NULL;

  if (docket_engine_get_runner (docket_shell_get_engine (shell)) == NULL)
    return;
  self = g_object_new (DOCKET_TYPE_REBUILD_DIALOG, "transient-for", gtk_widget_get_root (parent), NULL);
  self->shell = g_object_ref (shell);
  views = list_views (self);
  docket_choice_row_set_choices (self->view, views);
  g_signal_connect_object (get_runner (self), "progress", G_CALLBACK (progress_cb), self, 0);
  gtk_window_present (GTK_WINDOW (self));
}
