/* docket-import-dialog.c: brings the orders of another shop system
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"
#include "docket-import-dialog.h"

#include <glib/gi18n.h>

#include "docket-compat-file.h"
#include "docket-compat-gtk.h"
#include "docket-format.h"
#include "docket-import-run.h"

/* The report has them all; a list of thousands helps nobody. */
#define MOST_FINDINGS 200

struct _DocketImportDialog
{
  AdwWindow parent_instance;

  GtkStack *stack;
  AdwStatusPage *running;
  GtkProgressBar *progress;
  GtkWidget *cancel;
  AdwStatusPage *problem;
  GtkLabel *heading;
  GtkLabel *explanation;
  GtkListBox *figures;
  GtkLabel *findings_title;
  GtkListBox *findings;
  GtkWidget *import;
  GtkWidget *other;
  GtkWidget *show;
  GtkWidget *save;

  DocketShell *shell;
  DocketJob *job;
  char **files;
  DocketImportResult *result;
  gboolean is_dry_run;
};

G_DEFINE_FINAL_TYPE (DocketImportDialog, docket_import_dialog, ADW_TYPE_WINDOW)

/* What was found */

static void
clear_rows (GtkListBox *list)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (list))) != NULL)
    gtk_list_box_remove (list, child);
}

static void
add_figure (DocketImportDialog *self, const char *title, const char *value)
{
  GtkWidget *row = g_object_new (ADW_TYPE_ACTION_ROW, "title", title, "activatable", FALSE, NULL);
  GtkWidget *label = gtk_label_new (value);

  gtk_widget_add_css_class (label, "numeric");
  gtk_widget_add_css_class (label, "heading");
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), label);
  gtk_list_box_append (self->figures, row);
}

static void
add_count (DocketImportDialog *self, const char *title, gint64 count, gboolean also_zero)
{
  g_autofree char *number = docket_format_integer (count);

  if (count > 0 || also_zero)
    add_figure (self, title, number);
}

static void
show_figures (DocketImportDialog *self)
{
  DocketImportReport *report = self->result->report;

  clear_rows (self->figures);
  add_count (self, self->is_dry_run ? _("New orders") : _("Orders brought"), report->n_accepted, TRUE);
  add_count (self, _("Orders that are here already"), report->n_repeated, FALSE);
  add_count (self, _("Customers"), self->result->n_customers, TRUE);
  if (*self->result->currencies != '\0')
    add_figure (self, _("Currency"), self->result->currencies);
  add_count (self, _("Rows that cannot be read"), report->n_refused, TRUE);
  add_count (self, _("Figures that differ from the rules"), report->n_differences, FALSE);
}

/* Where it is, as somebody would look for it in a spreadsheet. */
static char *
describe_place (DocketImportFinding *finding)
{
  g_autofree char *line = docket_format_integer (finding->line);

  if (finding->column != NULL && finding->subject != NULL)
    /* Translators: a line number, the title of a column, the number of an order */
    return g_strdup_printf (_("Line %s, column “%s”, order %s"), line, finding->column, finding->subject);
  if (finding->column != NULL)
    return g_strdup_printf (_("Line %s, column “%s”"), line, finding->column);
  if (finding->subject != NULL)
    /* Translators: a line number, the number of an order */
    return g_strdup_printf (_("Line %s, order %s"), line, finding->subject);
  return g_strdup_printf (_("Line %s"), line);
}

static void
add_finding (DocketImportDialog *self, DocketImportFinding *finding)
{
  gboolean is_refused = finding->kind == DOCKET_IMPORT_REFUSED;
  g_autofree char *place = describe_place (finding);
  GtkWidget *icon = gtk_image_new_from_icon_name (is_refused ? "docket-cancelled-symbolic" : "docket-warning-symbolic");
  GtkWidget *row = g_object_new (ADW_TYPE_ACTION_ROW, "use-markup", FALSE, "title", finding->message, "subtitle", place,
                                 "title-lines", 0, "activatable", FALSE, NULL);

  gtk_widget_add_css_class (icon, is_refused ? "error" : "warning");
  gtk_accessible_update_property (GTK_ACCESSIBLE (icon), GTK_ACCESSIBLE_PROPERTY_LABEL, is_refused ? _("Not read") : _("Differs"), -1);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), icon);
  gtk_list_box_append (self->findings, row);
}

static void
show_findings (DocketImportDialog *self)
{
  GPtrArray *findings = self->result->report->findings;
  guint shown = MIN (findings->len, MOST_FINDINGS);
  g_autofree char *text = NULL;

  clear_rows (self->findings);
  for (guint i = 0; i < shown; i++)
    add_finding (self, g_ptr_array_index (findings, i));
  if (shown < findings->len)
    text = g_strdup_printf (_("The first %u of %u remarks; the saved report has them all"), shown, findings->len);
  gtk_label_set_label (self->findings_title, text != NULL ? text : _("Remarks"));
  gtk_widget_set_visible (GTK_WIDGET (self->findings_title), shown > 0);
  gtk_widget_set_visible (GTK_WIDGET (self->findings), shown > 0);
  gtk_widget_set_visible (self->save, shown > 0);
}

static const char *
get_explanation (DocketImportDialog *self)
{
  if (self->is_dry_run && self->result->report->n_accepted == 0)
    return _("There is nothing new in this file.");
  if (self->is_dry_run)
    return _("Nothing has been kept yet. Importing the same file again later doubles nothing.");
  return _("Every order keeps the number, the totals and the status that the file says.");
}

static void
show_result (DocketImportDialog *self)
{
  const char *heading = self->is_dry_run ? _("This Will Come") : _("Your Orders Are Here");

  gtk_label_set_label (self->heading, heading);
  gtk_label_set_label (self->explanation, get_explanation (self));
  show_figures (self);
  show_findings (self);
  gtk_widget_set_visible (self->import, self->is_dry_run);
  gtk_widget_set_sensitive (self->import, self->result->report->n_accepted > 0);
  gtk_widget_set_visible (self->other, self->is_dry_run);
  gtk_widget_set_visible (self->show, !self->is_dry_run);
  gtk_stack_set_visible_child_name (self->stack, "result");
  gtk_widget_grab_focus (!self->is_dry_run ? self->show : gtk_widget_get_sensitive (self->import) ? self->import : self->other);
  docket_announce (GTK_WIDGET (self->heading), heading);
}

static void
show_problem (DocketImportDialog *self, const char *message)
{
  g_autofree char *escaped = g_markup_escape_text (message, -1);

  adw_status_page_set_description (self->problem, escaped);
  gtk_stack_set_visible_child_name (self->stack, "problem");
}

/* Reading */

static void
imported_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  DocketImportDialog *self = DOCKET_IMPORT_DIALOG (source);
  g_autoptr (GError) error = NULL;
  DocketImportResult *brought = docket_job_finish (result, &error);

  /* Closed meanwhile. */
  if (self->stack == NULL)
    {
      g_clear_pointer (&brought, docket_import_result_free);
      return;
    }
  if (brought != NULL)
    {
      g_clear_pointer (&self->result, docket_import_result_free);
      self->result = brought;
      show_result (self);
    }
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    show_problem (self, error->message);
  else if (self->is_dry_run)
    gtk_stack_set_visible_child_name (self->stack, "choose");
  else
    show_problem (self, _("You stopped the import. What was read until then is here; import the same file again to bring the rest."));
}

static void
run (DocketImportDialog *self, gboolean is_dry_run)
{
  self->is_dry_run = is_dry_run;
  adw_status_page_set_title (self->running, is_dry_run ? _("Reading the File…") : _("Bringing Your Orders…"));
  gtk_stack_set_visible_child_name (self->stack, "running");
  gtk_widget_grab_focus (self->cancel);
  docket_import_run (self->job, self->shell, (const char *const *) self->files, is_dry_run, self, imported_cb);
}

static void
take_files (DocketImportDialog *self, const char *const *files)
{
  g_strfreev (self->files);
  self->files = g_strdupv ((char **) files);
  run (self, TRUE);
}

static void
chosen_cb (gpointer owner, GListModel *files)
{
  g_autoptr (GStrvBuilder) paths = g_strv_builder_new ();
  g_auto (GStrv) list = NULL;

  for (guint i = 0; i < g_list_model_get_n_items (files); i++)
    {
      g_autoptr (GFile) file = g_list_model_get_item (files, i);
      g_autofree char *path = g_file_get_path (file);

      if (path != NULL)
        g_strv_builder_add (paths, path);
    }
  list = g_strv_builder_end (paths);
  if (*list != NULL)
    take_files (owner, (const char *const *) list);
  else
    show_problem (owner, _("Only files on this computer can be read."));
}

static void
choose_cb (DocketImportDialog *self)
{
  static const char *const patterns[] = { "*.csv", "*.CSV", NULL };
  const DocketFileQuestion question = {
    .title = _("Choose the Exported Orders"),
    .accept = _("_Choose"),
    .filter_name = _("CSV files"),
    .patterns = patterns,
  };

  docket_file_open (GTK_WIDGET (self), &question, TRUE, self, chosen_cb);
}

static void
import_cb (DocketImportDialog *self)
{
  run (self, FALSE);
}

static void
cancel_cb (DocketImportDialog *self)
{
  docket_job_cancel (self->job);
}

static void
show_cb (DocketImportDialog *self)
{
  g_autoptr (DocketOrdersQuery) query = g_object_new (DOCKET_TYPE_ORDERS_QUERY, NULL);

  docket_shell_show_orders (self->shell, query);
  gtk_window_close (GTK_WINDOW (self));
}

static void
saved_cb (gpointer owner, GListModel *files)
{
  DocketImportDialog *self = owner;
  g_autoptr (GFile) file = g_list_model_get_item (files, 0);
  g_autofree char *path = g_file_get_path (file);
  g_autoptr (GError) error = NULL;

  if (path == NULL)
    return;
  if (docket_import_report_write_csv (self->result->report, path, &error))
    docket_shell_toast (self->shell, _("The report was saved"), NULL);
  else
    show_problem (self, error->message);
}

static void
save_cb (DocketImportDialog *self)
{
  const DocketFileQuestion question = {
    .title = _("Save the Report"),
    .accept = _("_Save"),
    .name = _("import-report.csv"),
  };

  docket_file_save (GTK_WIDGET (self), &question, self, saved_cb);
}

/* An import goes on until it is cancelled by its button: half of one is nothing to leave by accident. */
static gboolean
docket_import_dialog_close_request (GtkWindow *window)
{
  DocketImportDialog *self = DOCKET_IMPORT_DIALOG (window);

  if (docket_job_is_running (self->job) && !self->is_dry_run)
    {
      gtk_widget_grab_focus (self->cancel);
      return TRUE;
    }
  docket_job_cancel (self->job);
  return GTK_WINDOW_CLASS (docket_import_dialog_parent_class)->close_request (window);
}

static void
docket_import_dialog_dispose (GObject *object)
{
  DocketImportDialog *self = DOCKET_IMPORT_DIALOG (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), DOCKET_TYPE_IMPORT_DIALOG);
  self->stack = NULL;
  g_clear_pointer (&self->result, docket_import_result_free);
  g_clear_pointer (&self->files, g_strfreev);
  g_clear_object (&self->job);
  g_clear_object (&self->shell);
  G_OBJECT_CLASS (docket_import_dialog_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class, APPLICATION_PATH "/ui/docket-import-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, DocketImportDialog, stack);
  gtk_widget_class_bind_template_child (widget_class, DocketImportDialog, running);
  gtk_widget_class_bind_template_child (widget_class, DocketImportDialog, progress);
  gtk_widget_class_bind_template_child (widget_class, DocketImportDialog, cancel);
  gtk_widget_class_bind_template_child (widget_class, DocketImportDialog, problem);
  gtk_widget_class_bind_template_child (widget_class, DocketImportDialog, heading);
  gtk_widget_class_bind_template_child (widget_class, DocketImportDialog, explanation);
  gtk_widget_class_bind_template_child (widget_class, DocketImportDialog, figures);
  gtk_widget_class_bind_template_child (widget_class, DocketImportDialog, findings_title);
  gtk_widget_class_bind_template_child (widget_class, DocketImportDialog, findings);
  gtk_widget_class_bind_template_child (widget_class, DocketImportDialog, import);
  gtk_widget_class_bind_template_child (widget_class, DocketImportDialog, other);
  gtk_widget_class_bind_template_child (widget_class, DocketImportDialog, show);
  gtk_widget_class_bind_template_child (widget_class, DocketImportDialog, save);
  gtk_widget_class_bind_template_callback (widget_class, choose_cb);
  gtk_widget_class_bind_template_callback (widget_class, import_cb);
  gtk_widget_class_bind_template_callback (widget_class, cancel_cb);
  gtk_widget_class_bind_template_callback (widget_class, show_cb);
  gtk_widget_class_bind_template_callback (widget_class, save_cb);
}

static void
docket_import_dialog_class_init (DocketImportDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = docket_import_dialog_dispose;
  GTK_WINDOW_CLASS (klass)->close_request = docket_import_dialog_close_request;
  bind_template (widget_class);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
docket_import_dialog_init (DocketImportDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static DocketImportDialog *
make_dialog (DocketShell *shell, GtkWindow *parent)
{
  DocketImportDialog *self = g_object_new (DOCKET_TYPE_IMPORT_DIALOG, "transient-for", parent, NULL);

  self->shell = g_object_ref (shell);
  self->job = docket_job_new (shell);
  g_object_bind_property (self->job, "fraction", self->progress, "fraction", G_BINDING_SYNC_CREATE);
  return self;
}

void
docket_import_dialog_present (DocketShell *shell, GtkWindow *parent)
{
  gtk_window_present (GTK_WINDOW (make_dialog (shell, parent)));
}

void
docket_import_dialog_present_files (DocketShell *shell, GtkWindow *parent, const char *const *files)
{
  DocketImportDialog *self = make_dialog (shell, parent);

  gtk_window_present (GTK_WINDOW (self));
  take_files (self, files);
}
