/* docket-verify-dialog.c: checks that the past is intact
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"
#include "docket-verify-dialog.h"

#include <glib/gi18n.h>

#include "docket-compat-gtk.h"
#include "docket-job.h"

/* More than anybody reads; the log of the program has the others. */
#define MOST_FINDINGS 100

struct _DocketVerifyDialog
{
  AdwWindow parent_instance;

  GtkStack *stack;
  GtkProgressBar *progress;
  GtkLabel *step;
  AdwStatusPage *result;
  GtkListBox *findings;

  DocketShell *shell;
  DocketJob *job;
};

G_DEFINE_FINAL_TYPE (DocketVerifyDialog, docket_verify_dialog, ADW_TYPE_WINDOW)

static gpointer
verify_thread (DocketJob *job, gpointer data, GError **error)
{
  return docket_engine_verify (data, FALSE, docket_job_step_cb, job, docket_job_get_cancellable (job), error);
}

static void
free_findings (gpointer findings)
{
  g_ptr_array_unref (findings);
}

static void
show_result (DocketVerifyDialog *self, const char *icon, const char *title, const char *description)
{
  g_autofree char *escaped = g_markup_escape_text (description, -1);

  adw_status_page_set_icon_name (self->result, icon);
  adw_status_page_set_title (self->result, title);
  adw_status_page_set_description (self->result, escaped);
  gtk_stack_set_visible_child_name (self->stack, "result");
  docket_announce (GTK_WIDGET (self->result), title);
}

static void
show_findings (DocketVerifyDialog *self, GPtrArray *findings)
{
  for (guint i = 0; i < MIN (findings->len, MOST_FINDINGS); i++)
    {
      DocketFinding *finding = g_ptr_array_index (findings, i);
      GtkWidget *row = g_object_new (ADW_TYPE_ACTION_ROW, "use-markup", FALSE, "title", finding->place, "subtitle", finding->message,
                                     "activatable", FALSE, NULL);

      gtk_list_box_append (self->findings, row);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->findings), findings->len > 0);
}

static void
verified_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  DocketVerifyDialog *self = DOCKET_VERIFY_DIALOG (source);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) findings = docket_job_finish (result, &error);
  g_autofree char *text = NULL;

  /* The window was closed meanwhile. */
  if (self->stack == NULL)
    return;
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    show_result (self, "docket-empty-symbolic", _("Not Checked to the End"), _("You can check again at any time."));
  else if (error != NULL)
    show_result (self, "docket-warning-symbolic", _("It Could Not Be Checked"), error->message);
  else if (findings->len == 0)
    show_result (self, "docket-done-symbolic", _("The Past Is Intact"),
                 _("Every event is as it was written, and the tables and lists say what the events say."));
  else
    {
      text = g_strdup_printf (ngettext ("%u thing is not as it was written.", "%u things are not as they were written.", findings->len),
                              findings->len);
      show_result (self, "docket-warning-symbolic", _("The Past Is Not Intact"), text);
      show_findings (self, findings);
    }
}

static void
verify (DocketVerifyDialog *self)
{
  docket_job_run (self->job, self, verify_thread, g_object_ref (docket_shell_get_engine (self->shell)), g_object_unref, free_findings,
                  verified_cb);
}

static void
cancel_cb (DocketVerifyDialog *self)
{
  docket_job_cancel (self->job);
}

static gboolean
docket_verify_dialog_close_request (GtkWindow *window)
{
  docket_job_cancel (DOCKET_VERIFY_DIALOG (window)->job);
  return GTK_WINDOW_CLASS (docket_verify_dialog_parent_class)->close_request (window);
}

static void
docket_verify_dialog_dispose (GObject *object)
{
  DocketVerifyDialog *self = DOCKET_VERIFY_DIALOG (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), DOCKET_TYPE_VERIFY_DIALOG);
  self->stack = NULL;
  g_clear_object (&self->job);
  g_clear_object (&self->shell);
  G_OBJECT_CLASS (docket_verify_dialog_parent_class)->dispose (object);
}

static void
docket_verify_dialog_class_init (DocketVerifyDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = docket_verify_dialog_dispose;
  GTK_WINDOW_CLASS (klass)->close_request = docket_verify_dialog_close_request;
  gtk_widget_class_set_template_from_resource (widget_class, APPLICATION_PATH "/ui/docket-verify-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, DocketVerifyDialog, stack);
  gtk_widget_class_bind_template_child (widget_class, DocketVerifyDialog, progress);
  gtk_widget_class_bind_template_child (widget_class, DocketVerifyDialog, step);
  gtk_widget_class_bind_template_child (widget_class, DocketVerifyDialog, result);
  gtk_widget_class_bind_template_child (widget_class, DocketVerifyDialog, findings);
  gtk_widget_class_bind_template_callback (widget_class, cancel_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
docket_verify_dialog_init (DocketVerifyDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
docket_verify_dialog_present (DocketShell *shell, GtkWidget *parent)
{
  DocketVerifyDialog *self = g_object_new (DOCKET_TYPE_VERIFY_DIALOG, "transient-for", gtk_widget_get_root (parent), NULL);

  self->shell = g_object_ref (shell);
  self->job = docket_job_new (shell);
  g_object_bind_property (self->job, "fraction", self->progress, "fraction", G_BINDING_SYNC_CREATE);
  g_object_bind_property (self->job, "step", self->step, "label", G_BINDING_DEFAULT);
  verify (self);
  gtk_window_present (GTK_WINDOW (self));
}
