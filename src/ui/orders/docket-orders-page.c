/* docket-orders-page.c: the orders of the shop
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"
#include "docket-orders-page.h"

#include <glib/gi18n.h>

#include "docket-column-menu.h"
#include "docket-compat-glib.h"
#include "docket-compat-gtk.h"
#include "docket-gradual-list.h"
#include "docket-orders-columns.h"
#include "docket-orders-filter.h"
#include "docket-row-model.h"
#include "docket-words.h"

#define DEFAULT_SORT "-placed-at"

struct _DocketOrdersPage
{
  DocketPage parent_instance;

  GtkBox *chips;
  GtkWidget *custom_chip;
  AdwButtonContent *custom_content;
  GtkStack *stack;
  GtkScrolledWindow *scroller;
  GtkColumnView *view;
  AdwStatusPage *problem;

  DocketRowModel *model;
  GtkSingleSelection *selection;
  /* What is shown apart from search and order, and the name of it: "" for one that has none. */
  DocketOrdersQuery *base;
  char *filter;
  char *sort;
  gint64 selected_key;
  guint top_source;
  gboolean is_swapping;
  gboolean is_sorting;
};

G_DEFINE_FINAL_TYPE (DocketOrdersPage, docket_orders_page, DOCKET_TYPE_PAGE)

enum
{
  PROP_FILTER = 1,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static DocketOrdersQuery *
make_query (DocketOrdersPage *self)
{
  DocketOrdersQuery *query = (DocketOrdersQuery *) docket_record_copy (DOCKET_RECORD (self->base));
  const char *search = docket_page_get_search_text (DOCKET_PAGE (self));

  g_object_set (query, "search", *search != '\0' ? search : NULL, "sort", self->sort, NULL);
  return query;
}

static void
apply (DocketOrdersPage *self)
{
  g_autoptr (DocketOrdersQuery) query = make_query (self);

  if (self->model != NULL)
    docket_row_model_set_query (self->model, DOCKET_LIST_QUERY (query));
}

static void
show_filter (DocketOrdersPage *self)
{
  const DocketOrdersFilter *filter = docket_orders_filter_match (self->base);
  g_autofree char *words = filter == NULL ? docket_orders_filter_describe (self->base) : NULL;

  gtk_widget_set_visible (self->custom_chip, filter == NULL);
  if (words != NULL)
    adw_button_content_set_label (self->custom_content, words);
  if (g_set_str (&self->filter, filter != NULL ? filter->id : ""))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_FILTER]);
}

static void
set_filter (DocketOrdersPage *self, const char *id)
{
  const DocketOrdersFilter *filter = docket_orders_filter_find (id);

  if (filter == NULL || g_strcmp0 (self->filter, id) == 0)
    return;
  g_clear_object (&self->base);
  self->base = docket_orders_filter_make_query (filter);
  show_filter (self);
  apply (self);
}

static void
set_sort (DocketOrdersPage *self, const char *sort)
{
  guint n_columns;
  const DocketColumn *columns = docket_orders_columns_get (&n_columns);

  g_set_str (&self->sort, sort != NULL && *sort != '\0' ? sort : DEFAULT_SORT);
  self->is_sorting = TRUE;
  docket_cells_set_sort (self->view, columns, n_columns, self->sort);
  self->is_sorting = FALSE;
}

static gboolean
is_filtered (DocketOrdersPage *self)
{
  return g_strcmp0 (self->filter, "all") != 0 || *docket_page_get_search_text (DOCKET_PAGE (self)) != '\0';
}

static void
show_state (DocketOrdersPage *self)
{
  guint n_items = g_list_model_get_n_items (G_LIST_MODEL (self->model));
  g_autofree char *error = NULL;
  gboolean is_loading;

  g_object_get (self->model, "error", &error, "is-loading", &is_loading, NULL);
  if (error != NULL)
    {
      g_autofree char *escaped = g_markup_escape_text (error, -1);

      adw_status_page_set_description (self->problem, escaped);
    }
  if (error != NULL)
    gtk_stack_set_visible_child_name (self->stack, "problem");
  else if (n_items > 0)
    gtk_stack_set_visible_child_name (self->stack, "list");
  else if (!is_loading && !docket_shell_is_catching_up (docket_page_get_shell (DOCKET_PAGE (self))))
    gtk_stack_set_visible_child_name (self->stack, is_filtered (self) ? "none-found" : "none-yet");
  else
    return;
  docket_page_set_is_waiting (DOCKET_PAGE (self), FALSE);
}

static void
show_count (DocketOrdersPage *self)
{
  guint n_items = g_list_model_get_n_items (G_LIST_MODEL (self->model));
  g_autofree char *number = docket_format_integer (n_items);
  g_autofree char *text = g_strdup_printf (ngettext ("%s order", "%s orders", n_items), number);

  if (n_items > 0)
    docket_page_set_subtitle (DOCKET_PAGE (self), text);
  else if (docket_shell_is_catching_up (docket_page_get_shell (DOCKET_PAGE (self))))
    docket_page_set_subtitle (DOCKET_PAGE (self), _("Bringing the lists up to date"));
  else
    docket_page_set_subtitle (DOCKET_PAGE (self), NULL);
}

static void
state_cb (DocketOrdersPage *self)
{
  /* In the middle of a swap the list is empty for a moment. */
  if (self->is_swapping)
    return;
  show_state (self);
  show_count (self);
}

static gboolean
top_cb (gpointer data)
{
  DocketOrdersPage *self = data;

  self->top_source = 0;
  if (g_list_model_get_n_items (G_LIST_MODEL (self->model)) > 0)
    docket_column_view_scroll_to (self->view, 0, FALSE);
  return G_SOURCE_REMOVE;
}

/* The view keeps its first row where it is when others come above it. Who looks at the very top, and at no order there, looks
 * at what is newest: that comes into sight. */
static void
keep_top (DocketOrdersPage *self, guint position, guint n_added)
{
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (self->scroller);
  gboolean is_at_top = gtk_adjustment_get_value (adjustment) < 1;
  gboolean is_selected = gtk_single_selection_get_selected (self->selection) != GTK_INVALID_LIST_POSITION;

  if (position == 0 && n_added > 0 && is_at_top && !is_selected && self->top_source == 0)
    self->top_source = g_idle_add_full (G_PRIORITY_HIGH_IDLE, top_cb, self, NULL);
}

static void
items_changed_cb (DocketOrdersPage *self, guint position, guint n_removed, guint n_added)
{
  keep_top (self, position, n_added);
  state_cb (self);
}

/* The order that was selected is selected again wherever it is now. */
static void
swapped_cb (DocketOrdersPage *self)
{
  guint position;

  self->is_swapping = TRUE;
  if (self->selected_key != 0 && docket_row_model_find_key (self->model, self->selected_key, &position))
    docket_gradual_list_select (self->selection, position);
  self->is_swapping = FALSE;
  state_cb (self);
}

static void
selected_cb (DocketOrdersPage *self)
{
  guint position = gtk_single_selection_get_selected (self->selection);

  /* A list that is swapped takes the selection with it: remember what was chosen last. */
  if (position != GTK_INVALID_LIST_POSITION)
    self->selected_key = docket_row_model_get_key (self->model, position);
}

static void
sorter_changed_cb (DocketOrdersPage *self)
{
  g_autofree char *sort = NULL;

  if (self->is_sorting || self->view == NULL)
    return;
  sort = docket_cells_get_sort (self->view);
  if (g_set_str (&self->sort, sort != NULL ? sort : DEFAULT_SORT))
    apply (self);
}

static void
activate_cb (DocketOrdersPage *self, guint position)
{
  g_autoptr (DocketOrderRow) row = g_list_model_get_item (G_LIST_MODEL (self->model), position);
  g_autofree char *id = NULL;

  if (row == NULL || !docket_row_is_loaded (DOCKET_ROW (row)))
    return;
  id = docket_uuid_to_string (&row->id);
  if (row->status == DOCKET_ORDER_STATUS_DRAFT)
    docket_shell_open_editor (docket_page_get_shell (DOCKET_PAGE (self)), id);
  else
    docket_shell_open_order (docket_page_get_shell (DOCKET_PAGE (self)), id);
}

static void
reset_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  docket_page_set_search_text (DOCKET_PAGE (widget), "");
  set_filter (DOCKET_ORDERS_PAGE (widget), "all");
}

static void
add_chips (DocketOrdersPage *self)
{
  guint n_filters;
  const DocketOrdersFilter *filters = docket_orders_filter_list (&n_filters);
  GtkWidget *last = NULL;

  for (guint i = 0; i < n_filters; i++)
    {
      GtkWidget *chip = gtk_toggle_button_new_with_label (_(filters[i].title));

      gtk_widget_add_css_class (chip, "chip");
      gtk_actionable_set_action_name (GTK_ACTIONABLE (chip), "orders.filter");
      gtk_actionable_set_action_target (GTK_ACTIONABLE (chip), "s", filters[i].id);
      gtk_box_insert_child_after (self->chips, chip, last);
      last = chip;
    }
}

static void
add_columns (DocketOrdersPage *self)
{
  guint n_columns;
  const DocketColumn *columns = docket_orders_columns_get (&n_columns);

  for (guint i = 0; i < n_columns; i++)
    docket_cells_add_column (self->view, &columns[i]);
  docket_page_set_header (DOCKET_PAGE (self), docket_column_menu_new (self->view, "orders-columns"));
  set_sort (self, NULL);
  g_signal_connect_object (gtk_column_view_get_sorter (self->view), "changed", G_CALLBACK (sorter_changed_cb), self,
                           G_CONNECT_SWAPPED);
}

static void
make_model (DocketOrdersPage *self)
{
  g_autoptr (DocketOrdersQuery) query = make_query (self);

  self->model = docket_row_model_new (docket_shell_get_queries (docket_page_get_shell (DOCKET_PAGE (self))),
                                      DOCKET_LIST_QUERY (query));
  self->selection = docket_gradual_list_new_selection (G_LIST_MODEL (self->model), GTK_WIDGET (self->view));
  g_signal_connect_object (self->model, "items-changed", G_CALLBACK (items_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->model, "notify::is-loading", G_CALLBACK (state_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->model, "notify::error", G_CALLBACK (state_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (docket_page_get_shell (DOCKET_PAGE (self)), "notify::is-catching-up", G_CALLBACK (state_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->model, "swapped", G_CALLBACK (swapped_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->selection, "notify::selected", G_CALLBACK (selected_cb), self, G_CONNECT_SWAPPED);
  gtk_column_view_set_model (self->view, GTK_SELECTION_MODEL (self->selection));
  docket_page_set_is_waiting (DOCKET_PAGE (self), TRUE);
  state_cb (self);
}

static void
docket_orders_page_opened (DocketPage *page, DocketQuery *what)
{
  DocketOrdersPage *self = DOCKET_ORDERS_PAGE (page);
  DocketOrdersQuery *query;

  if (what == NULL || !DOCKET_IS_ORDERS_QUERY (what))
    return;
  query = DOCKET_ORDERS_QUERY (what);
  g_clear_object (&self->base);
  self->base = (DocketOrdersQuery *) docket_record_copy (DOCKET_RECORD (query));
  set_sort (self, query->sort);
  docket_page_set_search_text (page, query->search);
  show_filter (self);
  apply (self);
}

static void
docket_orders_page_search (DocketPage *page, const char *text)
{
  apply (DOCKET_ORDERS_PAGE (page));
}

static DocketQuery *
docket_orders_page_describe (DocketPage *page)
{
  return DOCKET_QUERY (make_query (DOCKET_ORDERS_PAGE (page)));
}

static void
docket_orders_page_constructed (GObject *object)
{
  DocketOrdersPage *self = DOCKET_ORDERS_PAGE (object);

  G_OBJECT_CLASS (docket_orders_page_parent_class)->constructed (object);
  add_columns (self);
  make_model (self);
}

static void
docket_orders_page_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  switch (id)
    {
    case PROP_FILTER:
      g_value_set_string (value, DOCKET_ORDERS_PAGE (object)->filter);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
docket_orders_page_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  switch (id)
    {
    case PROP_FILTER:
      set_filter (DOCKET_ORDERS_PAGE (object), g_value_get_string (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
docket_orders_page_dispose (GObject *object)
{
  DocketOrdersPage *self = DOCKET_ORDERS_PAGE (object);

  g_clear_handle_id (&self->top_source, g_source_remove);
  gtk_widget_dispose_template (GTK_WIDGET (self), DOCKET_TYPE_ORDERS_PAGE);
  g_clear_object (&self->selection);
  g_clear_object (&self->model);
  g_clear_object (&self->base);
  g_clear_pointer (&self->filter, g_free);
  g_clear_pointer (&self->sort, g_free);
  G_OBJECT_CLASS (docket_orders_page_parent_class)->dispose (object);
}

static void
docket_orders_page_class_init (DocketOrdersPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  DocketPageClass *page_class = DOCKET_PAGE_CLASS (klass);

  object_class->constructed = docket_orders_page_constructed;
  object_class->get_property = docket_orders_page_get_property;
  object_class->set_property = docket_orders_page_set_property;
  object_class->dispose = docket_orders_page_dispose;
  page_class->opened = docket_orders_page_opened;
  page_class->search = docket_orders_page_search;
  page_class->describe = docket_orders_page_describe;

  /* Which chip is pressed: its name, or "" for a filter that came from elsewhere. */
  properties[PROP_FILTER] = g_param_spec_string ("filter", NULL, NULL, NULL,
                                                 G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_template_from_resource (widget_class, APPLICATION_PATH "/ui/docket-orders-page.ui");
  gtk_widget_class_bind_template_child (widget_class, DocketOrdersPage, chips);
  gtk_widget_class_bind_template_child (widget_class, DocketOrdersPage, custom_chip);
  gtk_widget_class_bind_template_child (widget_class, DocketOrdersPage, custom_content);
  gtk_widget_class_bind_template_child (widget_class, DocketOrdersPage, stack);
  gtk_widget_class_bind_template_child (widget_class, DocketOrdersPage, scroller);
  gtk_widget_class_bind_template_child (widget_class, DocketOrdersPage, view);
  gtk_widget_class_bind_template_child (widget_class, DocketOrdersPage, problem);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
  gtk_widget_class_install_property_action (widget_class, "orders.filter", "filter");
  gtk_widget_class_install_action (widget_class, "orders.reset", NULL, reset_action);
}

static void
docket_orders_page_init (DocketOrdersPage *self)
{
  self->base = g_object_new (DOCKET_TYPE_ORDERS_QUERY, NULL);
  self->filter = g_strdup ("all");
  gtk_widget_init_template (GTK_WIDGET (self));
  add_chips (self);
}
