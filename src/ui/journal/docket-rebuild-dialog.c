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
  GtkGrid *steps;
  GtkLabel *problem;
  GtkWidget *rebuild;
  GtkWidget *cancel;

  DocketShell *shell;
  GCancellable *cancellable;
  /* The name of a view that is being made → its GtkProgressBar. */
  GHashTable *bars;
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
  gtk_widget_set_visible (self->rebuild, !is_running);
  gtk_widget_set_visible (self->cancel, is_running);
  gtk_widget_set_sensitive (GTK_WIDGET (self->view), !is_running);
  gtk_revealer_set_reveal_child (self->revealer, is_running);
  gtk_widget_grab_focus (is_running ? self->cancel : self->rebuild);
}

static void
add_step (DocketRebuildDialog *self, const char *view, int row)
{
  g_autofree char *words = docket_journal_words_view (view);
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL, "label", words, "xalign", 0.0, NULL);
  GtkWidget *bar = g_object_new (GTK_TYPE_PROGRESS_BAR, "hexpand", TRUE, "valign", GTK_ALIGN_CENTER, NULL);

  gtk_accessible_update_property (GTK_ACCESSIBLE (bar), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
  gtk_grid_attach (self->steps, label, 0, row, 1, 1);
  gtk_grid_attach (self->steps, bar, 1, row, 1, 1);
  g_hash_table_insert (self->bars, g_strdup (view), bar);
}

/* view: "" for all of them. */
static void
show_steps (DocketRebuildDialog *self, const char *view)
{
  GPtrArray *projections = docket_projection_runner_get_projections (get_runner (self));
  GtkWidget *child;

  g_hash_table_remove_all (self->bars);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->steps))) != NULL)
    gtk_grid_remove (self->steps, child);
  for (guint i = 0; i < projections->len; i++)
    {
      const char *name = docket_projection_get_name (g_ptr_array_index (projections, i));

      if (*view == '\0' || g_str_equal (view, name))
        add_step (self, name, (int) i);
    }
}

static void
progress_cb (DocketProjectionRunner *runner, const char *view, gint64 position, gint64 last_position, DocketRebuildDialog *self)
{
  GtkProgressBar *bar = g_hash_table_lookup (self->bars, view);

  if (bar != NULL && last_position > 0)
    gtk_progress_bar_set_fraction (bar, CLAMP ((double) position / (double) last_position, 0, 1));
}

static void
show_problem (DocketRebuildDialog *self, const char *message)
{
  gtk_label_set_label (self->problem, message != NULL ? message : "");
  gtk_widget_set_visible (GTK_WIDGET (self->problem), message != NULL);
}

/* The error names the view as the program calls it. */
static char *
describe_error (const GError *error)
{
  const char *view = docket_error_get_field (error);
  g_autofree char *words = view != NULL ? docket_journal_words_view (view) : NULL;
  g_autoptr (GString) message = g_string_new (error->message);

  if (view != NULL)
    g_string_replace (message, view, words, 1);
  return g_string_free (g_steal_pointer (&message), FALSE);
}

static void
rebuilt_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (DocketRebuildDialog) self = data;
  g_autoptr (GError) error = NULL;
  gboolean is_done = docket_projection_runner_rebuild_finish (DOCKET_PROJECTION_RUNNER (source), result, &error);
  gboolean is_given_up = g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  gboolean is_closed = self->steps == NULL;
  g_autofree char *problem = error != NULL && !is_given_up ? describe_error (error) : NULL;

  if (!is_closed)
    set_is_running (self, FALSE);
  if (is_done)
    docket_shell_toast (self->shell, _("Made again from the log"), NULL);
  else if (is_closed && problem != NULL)
    docket_shell_notice (self->shell, problem);
  if (is_done && !is_closed)
    gtk_window_destroy (GTK_WINDOW (self));
  else if (!is_closed)
    show_problem (self, problem);
}

static void
rebuild_cb (DocketRebuildDialog *self)
{
  const char *view = docket_choice_row_get_code (self->view);
  const char *views[] = { view, NULL };

  show_problem (self, NULL);
  show_steps (self, view);
  set_is_running (self, TRUE);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  docket_projection_runner_rebuild_async (get_runner (self), *view != '\0' ? views : NULL, self->cancellable, rebuilt_cb,
                                          g_object_ref (self));
}

static void
cancel_cb (DocketRebuildDialog *self)
{
  g_cancellable_cancel (self->cancellable);
}

static void
docket_rebuild_dialog_dispose (GObject *object)
{
  DocketRebuildDialog *self = DOCKET_REBUILD_DIALOG (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), DOCKET_TYPE_REBUILD_DIALOG);
  self->steps = NULL;
  g_hash_table_remove_all (self->bars);
  G_OBJECT_CLASS (docket_rebuild_dialog_parent_class)->dispose (object);
}

static void
docket_rebuild_dialog_finalize (GObject *object)
{
  DocketRebuildDialog *self = DOCKET_REBUILD_DIALOG (object);

  g_clear_object (&self->cancellable);
  g_clear_object (&self->shell);
  g_hash_table_unref (self->bars);
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
  gtk_widget_class_bind_template_child (widget_class, DocketRebuildDialog, steps);
  gtk_widget_class_bind_template_child (widget_class, DocketRebuildDialog, problem);
  gtk_widget_class_bind_template_child (widget_class, DocketRebuildDialog, rebuild);
  gtk_widget_class_bind_template_child (widget_class, DocketRebuildDialog, cancel);
  gtk_widget_class_bind_template_callback (widget_class, rebuild_cb);
  gtk_widget_class_bind_template_callback (widget_class, cancel_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
docket_rebuild_dialog_init (DocketRebuildDialog *self)
{
  self->bars = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
docket_rebuild_dialog_present (DocketShell *shell, GtkWidget *parent, const char *view)
{
  DocketRebuildDialog *self;
  g_autoptr (GListModel) views = NULL;

  if (docket_engine_get_runner (docket_shell_get_engine (shell)) == NULL)
    return;
  self = g_object_new (DOCKET_TYPE_REBUILD_DIALOG, "transient-for", gtk_widget_get_root (parent), NULL);
  self->shell = g_object_ref (shell);
  views = list_views (self);
  docket_choice_row_set_choices (self->view, views);
  docket_choice_row_set_code (self->view, view != NULL ? view : "");
  g_signal_connect_object (get_runner (self), "progress", G_CALLBACK (progress_cb), self, 0);
  gtk_window_present (GTK_WINDOW (self));
}
