/* docket-journal-page.c: every command with what became of it
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"
#include "docket-journal-page.h"

#include <glib/gi18n.h>

#include "docket-cells.h"
#include "docket-compat-glib.h"
#include "docket-gradual-list.h"
#include "docket-journal-detail.h"
#include "docket-journal-words.h"
#include "docket-journal.h"
#include "docket-rebuild-dialog.h"
#include "docket-row-model.h"
#include "docket-status-label.h"
#include "docket-verify-dialog.h"

struct _DocketJournalPage
{
  DocketPage parent_instance;

  GtkWidget *tools;
  GtkBox *failures;
  GtkStack *stack;
  GtkPaned *paned;
  GtkColumnView *view;
  AdwStatusPage *problem;
  GtkWidget *detail;
  GtkLabel *detail_title;
  DocketStatusLabel *detail_outcome;
  GtkLabel *detail_reason;
  GtkTextBuffer *detail_text;

  DocketRowModel *model;
  GtkSingleSelection *selection;
  GCancellable *loading;
  /* accepted, rejected, or "" for both. */
  char *outcome;
  gint64 selected_key;
  gboolean is_swapping;
};

G_DEFINE_FINAL_TYPE (DocketJournalPage, docket_journal_page, DOCKET_TYPE_PAGE)

enum
{
  PROP_OUTCOME = 1,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static char *
describe_reason (gpointer item, const char *message)
{
  return g_strdup (message != NULL ? message : "");
}

static char *
describe_some (gpointer item, gint64 count)
{
  return count > 0 ? docket_words_count (item, count) : g_strdup ("");
}

static const DocketColumn columns[] = {
  { .id = "time", .title = N_("Time"), .width = 132, .property = "time", .closure = G_CALLBACK (docket_words_when),
    .style = "numeric" },
  { .id = "command", .title = N_("Command"), .width = 156, .property = "command",
    .closure = G_CALLBACK (docket_journal_words_command), .style = "strong" },
  { .id = "outcome", .title = N_("Outcome"), .cell = DOCKET_CELL_STATUS, .width = 112, .property = "outcome",
    .closure = G_CALLBACK (docket_journal_words_outcome) },
  { .id = "reason", .title = N_("Reason"), .property = "message", .closure = G_CALLBACK (describe_reason) },
  { .id = "actor", .title = N_("By"), .width = 78, .property = "actor", .style = "dim-label" },
  { .id = "events", .title = N_("Events"), .cell = DOCKET_CELL_FIGURE, .width = 88, .property = "events",
    .closure = G_CALLBACK (describe_some) },
  { .id = "duration", .title = N_("Took"), .cell = DOCKET_CELL_FIGURE, .width = 78, .property = "duration",
    .closure = G_CALLBACK (docket_journal_words_duration) },
  { .id = "lag", .title = N_("Lists After"), .cell = DOCKET_CELL_FIGURE, .width = 92, .property = "lag",
    .closure = G_CALLBACK (docket_journal_words_duration) },
};

static DocketShell *
get_shell (DocketJournalPage *self)
{
  return docket_page_get_shell (DOCKET_PAGE (self));
}

static DocketListQuery *
make_query (DocketJournalPage *self)
{
  const char *search = docket_page_get_search_text (DOCKET_PAGE (self));

  return g_object_new (DOCKET_TYPE_JOURNAL_QUERY, "search", *search != '\0' ? search : NULL, "outcome",
                       *self->outcome != '\0' ? self->outcome : NULL, NULL);
}

static void
apply (DocketJournalPage *self)
{
  g_autoptr (DocketListQuery) query = make_query (self);

  if (self->model != NULL)
    docket_row_model_set_query (self->model, query);
}

static void
set_outcome (DocketJournalPage *self, const char *outcome)
{
  if (!g_set_str (&self->outcome, outcome != NULL ? outcome : ""))
    return;
  apply (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_OUTCOME]);
}

static void
show_state (DocketJournalPage *self)
{
  gboolean is_filtered = *self->outcome != '\0' || *docket_page_get_search_text (DOCKET_PAGE (self)) != '\0';
  g_autofree char *error = NULL;
  g_autofree char *escaped = NULL;
  gboolean is_loading;

  g_object_get (self->model, "error", &error, "is-loading", &is_loading, NULL);
  if (error != NULL)
    {
      escaped = g_markup_escape_text (error, -1);
      adw_status_page_set_description (self->problem, escaped);
      gtk_stack_set_visible_child_name (self->stack, "problem");
    }
  else if (g_list_model_get_n_items (G_LIST_MODEL (self->model)) > 0)
    gtk_stack_set_visible_child_name (self->stack, "list");
  else if (!is_loading)
    gtk_stack_set_visible_child_name (self->stack, is_filtered ? "none-found" : "none-yet");
}

static void
show_count (DocketJournalPage *self)
{
  guint n_items = g_list_model_get_n_items (G_LIST_MODEL (self->model));
  g_autofree char *number = docket_format_integer (n_items);
  g_autofree char *text = g_strdup_printf (ngettext ("%s command", "%s commands", n_items), number);

  docket_page_set_subtitle (DOCKET_PAGE (self), n_items > 0 ? text : NULL);
}

static void
items_changed_cb (DocketJournalPage *self)
{
  /* In the middle of a swap the list is empty for a moment. */
  if (self->is_swapping)
    return;
  show_state (self);
  show_count (self);
}

/* The detail */

static void
events_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (DocketJournalPage) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) events = docket_journal_detail_load_finish (DOCKET_QUERY_BUS (source), result, &error);
  GObject *row = self->selection != NULL ? docket_gradual_list_get_selected_row (self->selection) : NULL;
  g_autofree char *command = NULL;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || row == NULL)
    return;
  g_object_get (row, "data", &command, NULL);
  docket_journal_detail_show (self->detail_text, command, events);
  if (error != NULL)
    docket_shell_notice (get_shell (self), error->message);
}

static void
load_events (DocketJournalPage *self, GObject *row)
{
  gint64 first, last;

  g_cancellable_cancel (self->loading);
  g_clear_object (&self->loading);
  g_object_get (row, "first-position", &first, "last-position", &last, NULL);
  if (first <= 0)
    return;
  self->loading = g_cancellable_new ();
  docket_journal_detail_load_async (docket_shell_get_queries (get_shell (self)), first, last, self->loading, events_cb,
                                    g_object_ref (self));
}

static void
show_detail (DocketJournalPage *self)
{
  GObject *row = docket_gradual_list_get_selected_row (self->selection);
  g_autofree char *type_name = NULL;
  g_autofree char *outcome = NULL;
  g_autofree char *message = NULL;
  g_autofree char *command = NULL;
  g_autofree char *title = NULL;

  gtk_widget_set_visible (self->detail, row != NULL);
  if (row == NULL)
    return;
  g_object_get (row, "command", &type_name, "outcome", &outcome, "message", &message, "data", &command, NULL);
  title = docket_journal_words_command (NULL, type_name);
  gtk_label_set_label (self->detail_title, title);
  docket_status_label_set_word (self->detail_outcome, docket_journal_words_outcome (NULL, outcome));
  gtk_label_set_label (self->detail_reason, message != NULL ? message : "");
  gtk_widget_set_visible (GTK_WIDGET (self->detail_reason), message != NULL && *message != '\0');
  docket_journal_detail_show (self->detail_text, command, NULL);
  load_events (self, row);
}

static void
selected_cb (DocketJournalPage *self)
{
  guint position = gtk_single_selection_get_selected (self->selection);

  if (self->is_swapping)
    return;
  if (position != GTK_INVALID_LIST_POSITION)
    self->selected_key = docket_row_model_get_key (self->model, position);
  show_detail (self);
}

/* The command that was selected is selected again wherever it is now. */
static void
swapped_cb (DocketJournalPage *self)
{
  guint position;

  self->is_swapping = TRUE;
  if (self->selected_key != 0 && docket_row_model_find_key (self->model, self->selected_key, &position))
    docket_gradual_list_select (self->selection, position);
  self->is_swapping = FALSE;
  selected_cb (self);
  items_changed_cb (self);
}

/* A rejected command makes no event that the lists would follow. */
static void
rejected_cb (DocketJournalPage *self)
{
  apply (self);
}

/* Views that stopped */

static void
retry_cb (GtkButton *button, DocketJournalPage *self)
{
  DocketProjectionRunner *runner = docket_engine_get_runner (docket_shell_get_engine (get_shell (self)));

  if (runner != NULL)
    docket_projection_runner_retry (runner, g_object_get_data (G_OBJECT (button), "view"));
}

static void
rebuild_cb (GtkButton *button, DocketJournalPage *self)
{
  docket_rebuild_dialog_present (get_shell (self), GTK_WIDGET (self), g_object_get_data (G_OBJECT (button), "view"));
}

static GtkWidget *
make_failure_button (DocketJournalPage *self, const char *view, const char *label, const char *tooltip, GCallback clicked)
{
  GtkWidget *button = gtk_button_new_with_label (label);

  g_object_set_data_full (G_OBJECT (button), "view", g_strdup (view), g_free);
  gtk_widget_set_tooltip_text (button, tooltip);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  g_signal_connect_object (button, "clicked", clicked, self, 0);
  return button;
}

static char *
describe_failure (const char *view, const char *message)
{
  g_autofree char *name = docket_journal_words_view (view);

  /* Translators: a list such as “Orders”, then at which event and why: Event 12, OrderPlaced: … */
  return g_strdup_printf (_("“%s” has stopped and is not up to date. %s"), name, message != NULL ? message : "");
}

static GtkWidget *
make_failure (DocketJournalPage *self, const char *view)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL, "wrap", TRUE, "xalign", 0.0, "hexpand", TRUE, "selectable", TRUE, NULL);

  g_object_set_data_full (G_OBJECT (box), "view", g_strdup (view), g_free);
  g_object_set_data (G_OBJECT (box), "label", label);
  gtk_widget_add_css_class (box, "failure");
  gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name ("docket-warning-symbolic"));
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), make_failure_button (self, view, _("Retry"), _("Try the same event again"), G_CALLBACK (retry_cb)));
  gtk_box_append (GTK_BOX (box), make_failure_button (self, view, _("Rebuild…"), _("Make the list again from the first event"),
                                                      G_CALLBACK (rebuild_cb)));
  return box;
}

static GtkWidget *
find_failure (DocketJournalPage *self, const char *view)
{
  GtkWidget *box = gtk_widget_get_first_child (GTK_WIDGET (self->failures));

  while (box != NULL && !g_str_equal (g_object_get_data (G_OBJECT (box), "view"), view))
    box = gtk_widget_get_next_sibling (box);
  return box;
}

static void
show_failure (DocketJournalPage *self, const char *view, const char *message)
{
  GtkWidget *box = find_failure (self, view);
  g_autofree char *text = describe_failure (view, message);

  if (box == NULL)
    {
      box = make_failure (self, view);
      gtk_box_append (self->failures, box);
    }
  gtk_label_set_label (g_object_get_data (G_OBJECT (box), "label"), text);
}

/* Whoever pressed its button goes on with the page. */
static void
remove_failure (DocketJournalPage *self, GtkWidget *box)
{
  gboolean had_focus = gtk_widget_get_focus_child (GTK_WIDGET (self->failures)) == box;

  gtk_box_remove (self->failures, box);
  if (had_focus)
    gtk_widget_child_focus (GTK_WIDGET (self), GTK_DIR_TAB_FORWARD);
}

/* Asked after each event: what has not changed stays, with the focus that is there. */
static void
show_failures (DocketJournalPage *self)
{
  DocketProjectionRunner *runner = docket_engine_get_runner (docket_shell_get_engine (get_shell (self)));
  GPtrArray *projections = runner != NULL ? docket_projection_runner_get_projections (runner) : NULL;

  for (guint i = 0; projections != NULL && i < projections->len; i++)
    {
      const char *view = docket_projection_get_name (g_ptr_array_index (projections, i));
      GtkWidget *box = find_failure (self, view);
      g_autofree char *message = NULL;
      DocketViewState state;
      gint64 position;

      if (docket_projection_runner_get_view (runner, view, &state, &position, &message) && state == DOCKET_VIEW_STOPPED)
        show_failure (self, view, message);
      else if (box != NULL)
        remove_failure (self, box);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->failures), gtk_widget_get_first_child (GTK_WIDGET (self->failures)) != NULL);
}

static void
follow_runner (DocketJournalPage *self)
{
  DocketProjectionRunner *runner = docket_engine_get_runner (docket_shell_get_engine (get_shell (self)));

  if (runner == NULL)
    return;
  g_signal_connect_object (runner, "failed", G_CALLBACK (show_failures), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (runner, "caught-up", G_CALLBACK (show_failures), self, G_CONNECT_SWAPPED);
  show_failures (self);
}

/* What can be done */

static void
verify_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  docket_verify_dialog_present (get_shell (data), GTK_WIDGET (data));
}

static void
rebuild_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  docket_rebuild_dialog_present (get_shell (data), GTK_WIDGET (data), NULL);
}

/* The menu lies in the header bar, out of reach of the page's own actions. */
static void
add_actions (DocketJournalPage *self)
{
  static const GActionEntry entries[] = {
    { .name = "verify", .activate = verify_action },
    { .name = "rebuild", .activate = rebuild_action },
  };
  g_autoptr (GSimpleActionGroup) group = g_simple_action_group_new ();

  g_action_map_add_action_entries (G_ACTION_MAP (group), entries, G_N_ELEMENTS (entries), self);
  gtk_widget_insert_action_group (self->tools, "upkeep", G_ACTION_GROUP (group));
}

static void
reset_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  docket_page_set_search_text (DOCKET_PAGE (widget), "");
  set_outcome (DOCKET_JOURNAL_PAGE (widget), "");
}

static void
close_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  docket_page_go_back (DOCKET_PAGE (widget));
}

static gboolean
docket_journal_page_go_back (DocketPage *page)
{
  DocketJournalPage *self = DOCKET_JOURNAL_PAGE (page);

  if (docket_gradual_list_get_selected_row (self->selection) == NULL)
    return FALSE;
  self->selected_key = 0;
  gtk_single_selection_set_selected (self->selection, GTK_INVALID_LIST_POSITION);
  return TRUE;
}

static void
make_model (DocketJournalPage *self)
{
  g_autoptr (DocketListQuery) query = make_query (self);

  self->model = docket_row_model_new (docket_shell_get_queries (get_shell (self)), query);
  self->selection = docket_gradual_list_new_selection (G_LIST_MODEL (self->model), GTK_WIDGET (self->view));
  g_signal_connect_object (self->model, "items-changed", G_CALLBACK (items_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->model, "notify::is-loading", G_CALLBACK (items_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->model, "notify::error", G_CALLBACK (items_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->model, "swapped", G_CALLBACK (swapped_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->selection, "notify::selected-item", G_CALLBACK (selected_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (docket_shell_get_commands (get_shell (self)), "rejected", G_CALLBACK (rejected_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_column_view_set_model (self->view, GTK_SELECTION_MODEL (self->selection));
  items_changed_cb (self);
}

static void
docket_journal_page_opened (DocketPage *page, DocketQuery *what)
{
  DocketJournalPage *self = DOCKET_JOURNAL_PAGE (page);
  g_autofree char *outcome = NULL;
  g_autofree char *search = NULL;

  show_failures (self);
  if (what == NULL || G_OBJECT_TYPE (what) != DOCKET_TYPE_JOURNAL_QUERY)
    return;
  g_object_get (what, "outcome", &outcome, "search", &search, NULL);
  set_outcome (self, outcome);
  docket_page_set_search_text (page, search);
}

static void
docket_journal_page_search (DocketPage *page, const char *text)
{
  apply (DOCKET_JOURNAL_PAGE (page));
}

static DocketQuery *
docket_journal_page_describe (DocketPage *page)
{
  return DOCKET_QUERY (make_query (DOCKET_JOURNAL_PAGE (page)));
}

static void
docket_journal_page_constructed (GObject *object)
{
  DocketJournalPage *self = DOCKET_JOURNAL_PAGE (object);

  G_OBJECT_CLASS (docket_journal_page_parent_class)->constructed (object);
  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    docket_cells_add_column (self->view, &columns[i]);
  add_actions (self);
  make_model (self);
  follow_runner (self);
}

static void
docket_journal_page_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  switch (id)
    {
    case PROP_OUTCOME:
      g_value_set_string (value, DOCKET_JOURNAL_PAGE (object)->outcome);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
docket_journal_page_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  switch (id)
    {
    case PROP_OUTCOME:
      set_outcome (DOCKET_JOURNAL_PAGE (object), g_value_get_string (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
docket_journal_page_dispose (GObject *object)
{
  DocketJournalPage *self = DOCKET_JOURNAL_PAGE (object);

  g_cancellable_cancel (self->loading);
  g_clear_object (&self->loading);
  gtk_widget_dispose_template (GTK_WIDGET (self), DOCKET_TYPE_JOURNAL_PAGE);
  g_clear_object (&self->selection);
  g_clear_object (&self->model);
  g_clear_pointer (&self->outcome, g_free);
  G_OBJECT_CLASS (docket_journal_page_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class, APPLICATION_PATH "/ui/docket-journal-page.ui");
  gtk_widget_class_bind_template_child (widget_class, DocketJournalPage, tools);
  gtk_widget_class_bind_template_child (widget_class, DocketJournalPage, failures);
  gtk_widget_class_bind_template_child (widget_class, DocketJournalPage, stack);
  gtk_widget_class_bind_template_child (widget_class, DocketJournalPage, paned);
  gtk_widget_class_bind_template_child (widget_class, DocketJournalPage, view);
  gtk_widget_class_bind_template_child (widget_class, DocketJournalPage, problem);
  gtk_widget_class_bind_template_child (widget_class, DocketJournalPage, detail);
  gtk_widget_class_bind_template_child (widget_class, DocketJournalPage, detail_title);
  gtk_widget_class_bind_template_child (widget_class, DocketJournalPage, detail_outcome);
  gtk_widget_class_bind_template_child (widget_class, DocketJournalPage, detail_reason);
  gtk_widget_class_bind_template_child (widget_class, DocketJournalPage, detail_text);
}

static void
docket_journal_page_class_init (DocketJournalPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  DocketPageClass *page_class = DOCKET_PAGE_CLASS (klass);

  object_class->constructed = docket_journal_page_constructed;
  object_class->get_property = docket_journal_page_get_property;
  object_class->set_property = docket_journal_page_set_property;
  object_class->dispose = docket_journal_page_dispose;
  page_class->opened = docket_journal_page_opened;
  page_class->search = docket_journal_page_search;
  page_class->go_back = docket_journal_page_go_back;
  page_class->describe = docket_journal_page_describe;

  properties[PROP_OUTCOME] = g_param_spec_string ("outcome", NULL, NULL, NULL,
                                                  G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  g_type_ensure (DOCKET_TYPE_STATUS_LABEL);
  bind_template (widget_class);
  gtk_widget_class_install_property_action (widget_class, "journal.outcome", "outcome");
  gtk_widget_class_install_action (widget_class, "journal.reset", NULL, reset_action);
  gtk_widget_class_install_action (widget_class, "journal.close", NULL, close_action);
}

static void
docket_journal_page_init (DocketJournalPage *self)
{
  self->outcome = g_strdup ("");
  gtk_widget_init_template (GTK_WIDGET (self));
}
