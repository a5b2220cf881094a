/* docket-customers-page.c: the customers of the shop
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"
#include "docket-customers-page.h"

#include <glib/gi18n.h>

#include "docket-cells.h"
#include "docket-compat-glib.h"
#include "docket-customer-dialog.h"
#include "docket-gradual-list.h"
#include "docket-row-model.h"
#include "docket-words.h"

#define DEFAULT_SORT "name"

struct _DocketCustomersPage
{
  DocketPage parent_instance;

  GtkStack *stack;
  GtkColumnView *view;
  AdwStatusPage *problem;

  DocketRowModel *model;
  GtkSingleSelection *selection;
  char *sort;
  gint64 selected_key;
  gboolean is_swapping;
  gboolean is_sorting;
};

G_DEFINE_FINAL_TYPE (DocketCustomersPage, docket_customers_page, DOCKET_TYPE_PAGE)

/* Nobody needs to read that a customer owes nothing. */
static char *
describe_balance (gpointer item, const char *balance, const char *currency)
{
  DocketMoney money;

  if (balance == NULL || !docket_money_parse (balance, &money, NULL) || money.minor == 0)
    return g_strdup ("");
  return docket_words_money (item, balance, currency);
}

static char *
describe_orders (gpointer item, gint64 orders, gboolean is_loaded)
{
  return is_loaded ? docket_words_count (item, orders) : g_strdup ("");
}

static const DocketColumn columns[] = {
  { .id = "name", .title = N_("Name"), .sort = "name", .property = "display-name", .style = "customer-name" },
  { .id = "email", .title = N_("E-Mail"), .sort = "email", .property = "email", .style = "dim-label" },
  { .id = "city", .title = N_("City"), .width = 116, .property = "city" },
  { .id = "orders", .title = N_("Orders"), .sort = "orders", .cell = DOCKET_CELL_FIGURE, .width = 112, .property = "orders",
    .closure = G_CALLBACK (describe_orders), .second = "is-loaded" },
  { .id = "spent", .title = N_("Spent"), .sort = "spent", .cell = DOCKET_CELL_FIGURE, .width = 112, .property = "spent",
    .closure = G_CALLBACK (docket_words_money), .second = "currency" },
  { .id = "balance", .title = N_("Owes"), .sort = "balance", .cell = DOCKET_CELL_FIGURE, .width = 104, .property = "balance",
    .closure = G_CALLBACK (describe_balance), .second = "currency" },
  { .id = "last-order", .title = N_("Last Order"), .sort = "last-order", .cell = DOCKET_CELL_FIGURE, .width = 136,
    .property = "last-order", .closure = G_CALLBACK (docket_words_when) },
};

static DocketShell *
get_shell (DocketCustomersPage *self)
{
  return docket_page_get_shell (DOCKET_PAGE (self));
}

static DocketListQuery *
make_query (DocketCustomersPage *self)
{
  const char *search = docket_page_get_search_text (DOCKET_PAGE (self));

  return g_object_new (DOCKET_TYPE_CUSTOMERS_QUERY, "search", *search != '\0' ? search : NULL, "sort", self->sort, NULL);
}

static void
apply (DocketCustomersPage *self)
{
  g_autoptr (DocketListQuery) query = make_query (self);

  if (self->model != NULL)
    docket_row_model_set_query (self->model, query);
}

static void
set_sort (DocketCustomersPage *self, const char *sort)
{
  g_set_str (&self->sort, sort != NULL && *sort != '\0' ? sort : DEFAULT_SORT);
  self->is_sorting = TRUE;
  docket_cells_set_sort (self->view, columns, G_N_ELEMENTS (columns), self->sort);
  self->is_sorting = FALSE;
}

/* The keys are for the list as soon as there is one, unless the person is elsewhere already. */
static void
show_list (DocketCustomersPage *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  gboolean is_first = g_strcmp0 (gtk_stack_get_visible_child_name (self->stack), "list") != 0;

  gtk_stack_set_visible_child_name (self->stack, "list");
  if (is_first && GTK_IS_WINDOW (root) && gtk_window_get_focus (GTK_WINDOW (root)) == NULL)
    gtk_widget_child_focus (GTK_WIDGET (self->view), GTK_DIR_TAB_FORWARD);
}

static void
show_state (DocketCustomersPage *self)
{
  guint n_items = g_list_model_get_n_items (G_LIST_MODEL (self->model));
  gboolean is_searching = *docket_page_get_search_text (DOCKET_PAGE (self)) != '\0';
  g_autofree char *error = NULL;
  g_autofree char *escaped = NULL;
  gboolean is_loading;

  g_object_get (self->model, "error", &error, "is-loading", &is_loading, NULL);
  is_loading |= docket_shell_is_catching_up (docket_page_get_shell (DOCKET_PAGE (self)));
  if (error != NULL)
    {
      escaped = g_markup_escape_text (error, -1);
      adw_status_page_set_description (self->problem, escaped);
      gtk_stack_set_visible_child_name (self->stack, "problem");
    }
  else if (n_items > 0)
    show_list (self);
  else if (!is_loading)
    gtk_stack_set_visible_child_name (self->stack, is_searching ? "none-found" : "none-yet");
}

static void
show_count (DocketCustomersPage *self)
{
  guint n_items = g_list_model_get_n_items (G_LIST_MODEL (self->model));
  g_autofree char *number = docket_format_integer (n_items);
  g_autofree char *text = g_strdup_printf (ngettext ("%s customer", "%s customers", n_items), number);

  docket_page_set_subtitle (DOCKET_PAGE (self), n_items > 0 ? text : NULL);
}

static void
items_changed_cb (DocketCustomersPage *self)
{
  /* In the middle of a swap the list is empty for a moment. */
  if (self->is_swapping)
    return;
  show_state (self);
  show_count (self);
}

/* The customer that was selected is selected again wherever he is now. */
static void
swapped_cb (DocketCustomersPage *self)
{
  guint position;

  self->is_swapping = TRUE;
  if (self->selected_key != 0 && docket_row_model_find_key (self->model, self->selected_key, &position))
    docket_gradual_list_select (self->selection, position);
  self->is_swapping = FALSE;
  items_changed_cb (self);
}

static void
selected_cb (DocketCustomersPage *self)
{
  guint position = gtk_single_selection_get_selected (self->selection);

  if (position != GTK_INVALID_LIST_POSITION)
    self->selected_key = docket_row_model_get_key (self->model, position);
}

static void
sorter_changed_cb (DocketCustomersPage *self)
{
  g_autofree char *sort = NULL;

  /* The view tells once more when it goes. */
  if (self->is_sorting || self->view == NULL)
    return;
  sort = docket_cells_get_sort (self->view);
  if (g_set_str (&self->sort, sort != NULL ? sort : DEFAULT_SORT))
    apply (self);
}

static void
activate_cb (DocketCustomersPage *self, guint position)
{
  g_autoptr (DocketCustomerRow) row = g_list_model_get_item (G_LIST_MODEL (self->model), position);
  g_autofree char *id = NULL;

  if (row == NULL || !docket_row_is_loaded (DOCKET_ROW (row)))
    return;
  id = docket_uuid_to_string (&row->id);
  docket_shell_open_customer (get_shell (self), id);
}

static void
new_customer (DocketCustomersPage *self)
{
  docket_customer_dialog_present (get_shell (self), GTK_WIDGET (self), NULL);
}

static void
new_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  new_customer (DOCKET_CUSTOMERS_PAGE (widget));
}

static void
reset_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  docket_page_set_search_text (DOCKET_PAGE (widget), "");
}

static void
add_columns (DocketCustomersPage *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    docket_cells_add_column (self->view, &columns[i]);
  set_sort (self, NULL);
  g_signal_connect_object (gtk_column_view_get_sorter (self->view), "changed", G_CALLBACK (sorter_changed_cb), self,
                           G_CONNECT_SWAPPED);
}

static void
make_model (DocketCustomersPage *self)
{
  g_autoptr (DocketListQuery) query = make_query (self);

  self->model = docket_row_model_new (docket_shell_get_queries (get_shell (self)), query);
  self->selection = docket_gradual_list_new_selection (G_LIST_MODEL (self->model), GTK_WIDGET (self->view));
  g_signal_connect_object (self->model, "items-changed", G_CALLBACK (items_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (docket_page_get_shell (DOCKET_PAGE (self)), "notify::is-catching-up", G_CALLBACK (items_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->model, "notify::is-loading", G_CALLBACK (items_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->model, "notify::error", G_CALLBACK (items_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->model, "swapped", G_CALLBACK (swapped_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->selection, "notify::selected", G_CALLBACK (selected_cb), self, G_CONNECT_SWAPPED);
  gtk_column_view_set_model (self->view, GTK_SELECTION_MODEL (self->selection));
  items_changed_cb (self);
}

static void
docket_customers_page_opened (DocketPage *page, DocketQuery *what)
{
  DocketCustomersPage *self = DOCKET_CUSTOMERS_PAGE (page);

  if (what == NULL || !DOCKET_IS_CUSTOMERS_QUERY (what))
    return;
  set_sort (self, DOCKET_CUSTOMERS_QUERY (what)->sort);
  docket_page_set_search_text (page, DOCKET_CUSTOMERS_QUERY (what)->search);
  apply (self);
}

static void
docket_customers_page_search (DocketPage *page, const char *text)
{
  apply (DOCKET_CUSTOMERS_PAGE (page));
}

static DocketQuery *
docket_customers_page_describe (DocketPage *page)
{
  return DOCKET_QUERY (make_query (DOCKET_CUSTOMERS_PAGE (page)));
}

static void
docket_customers_page_constructed (GObject *object)
{
  DocketCustomersPage *self = DOCKET_CUSTOMERS_PAGE (object);

  G_OBJECT_CLASS (docket_customers_page_parent_class)->constructed (object);
  add_columns (self);
  make_model (self);
}

static void
docket_customers_page_dispose (GObject *object)
{
  DocketCustomersPage *self = DOCKET_CUSTOMERS_PAGE (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), DOCKET_TYPE_CUSTOMERS_PAGE);
  g_clear_object (&self->selection);
  g_clear_object (&self->model);
  g_clear_pointer (&self->sort, g_free);
  G_OBJECT_CLASS (docket_customers_page_parent_class)->dispose (object);
}

static void
docket_customers_page_class_init (DocketCustomersPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  DocketPageClass *page_class = DOCKET_PAGE_CLASS (klass);

  object_class->constructed = docket_customers_page_constructed;
  object_class->dispose = docket_customers_page_dispose;
  page_class->opened = docket_customers_page_opened;
  page_class->search = docket_customers_page_search;
  page_class->describe = docket_customers_page_describe;

  gtk_widget_class_set_template_from_resource (widget_class, APPLICATION_PATH "/ui/docket-customers-page.ui");
  gtk_widget_class_bind_template_child (widget_class, DocketCustomersPage, stack);
  gtk_widget_class_bind_template_child (widget_class, DocketCustomersPage, view);
  gtk_widget_class_bind_template_child (widget_class, DocketCustomersPage, problem);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, new_customer);
  gtk_widget_class_install_action (widget_class, "customers.new", NULL, new_action);
  gtk_widget_class_install_action (widget_class, "customers.reset", NULL, reset_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_N, GDK_CONTROL_MASK | GDK_SHIFT_MASK, "customers.new", NULL);
}

static void
docket_customers_page_init (DocketCustomersPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
