/* docket-products-page.c: the products of the shop and their stock
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"
#include "docket-products-page.h"

#include <glib/gi18n.h>

#include "docket-compat-glib.h"
#include "docket-compat-gtk.h"
#include "docket-gradual-list.h"
#include "docket-product-dialog.h"
#include "docket-products-columns.h"
#include "docket-receive-dialog.h"
#include "docket-row-model.h"

#define DEFAULT_SORT "title"

struct _DocketProductsPage
{
  DocketPage parent_instance;

  GtkToggleButton *low_button;
  GtkStack *stack;
  GtkColumnView *view;
  AdwStatusPage *problem;
  GtkRevealer *bar;
  GtkLabel *product_title;
  GtkLabel *product_stock;

  DocketRowModel *model;
  GtkSingleSelection *selection;
  GSignalGroup *row_signals;
  char *sort;
  gint64 selected_key;
  /* A product to select as soon as it is in the list. */
  gint64 wanted_key;
  gboolean is_low;
  gboolean is_swapping;
  gboolean is_sorting;
};

G_DEFINE_FINAL_TYPE (DocketProductsPage, docket_products_page, DOCKET_TYPE_PAGE)

enum
{
  PROP_IS_LOW = 1,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static DocketShell *
get_shell (DocketProductsPage *self)
{
  return docket_page_get_shell (DOCKET_PAGE (self));
}

static DocketListQuery *
make_query (DocketProductsPage *self)
{
  const char *search = docket_page_get_search_text (DOCKET_PAGE (self));

  return g_object_new (DOCKET_TYPE_PRODUCTS_QUERY, "search", *search != '\0' ? search : NULL, "low", self->is_low, "sort", self->sort,
                       NULL);
}

static void
apply (DocketProductsPage *self)
{
  g_autoptr (DocketListQuery) query = make_query (self);

  if (self->model != NULL)
    docket_row_model_set_query (self->model, query);
}

static void
set_is_low (DocketProductsPage *self, gboolean is_low)
{
  if (self->is_low == is_low)
    return;
  self->is_low = is_low;
  apply (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_IS_LOW]);
}

static void
set_sort (DocketProductsPage *self, const char *sort)
{
  guint n_columns;
  const DocketColumn *columns = docket_products_columns_get (&n_columns);

  g_set_str (&self->sort, sort != NULL && *sort != '\0' ? sort : DEFAULT_SORT);
  self->is_sorting = TRUE;
  docket_cells_set_sort (self->view, columns, n_columns, self->sort);
  self->is_sorting = FALSE;
}

/* Without what was searched for, what can be said depends on the filter. */
static const char *
choose_state (DocketProductsPage *self)
{
  if (g_list_model_get_n_items (G_LIST_MODEL (self->model)) > 0)
    return "list";
  if (*docket_page_get_search_text (DOCKET_PAGE (self)) != '\0')
    return "none-found";
  return self->is_low ? "none-low" : "none-yet";
}

static void
show_state (DocketProductsPage *self)
{
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
  else if (!is_loading || g_list_model_get_n_items (G_LIST_MODEL (self->model)) > 0)
    gtk_stack_set_visible_child_name (self->stack, choose_state (self));
}

static void
show_count (DocketProductsPage *self)
{
  guint n_items = g_list_model_get_n_items (G_LIST_MODEL (self->model));
  g_autofree char *number = docket_format_integer (n_items);
  g_autofree char *text = g_strdup_printf (ngettext ("%s product", "%s products", n_items), number);

  docket_page_set_subtitle (DOCKET_PAGE (self), n_items > 0 ? text : NULL);
}

static DocketProductRow *
get_selected (DocketProductsPage *self)
{
  return docket_gradual_list_get_selected_row (self->selection);
}

/* The product that is selected, in a sentence that adds up. */
static void
show_selected (DocketProductsPage *self)
{
  DocketProductRow *row = get_selected (self);
  g_autofree char *on_hand = NULL;
  g_autofree char *reserved = NULL;
  g_autofree char *kept = NULL;
  g_autofree char *available = NULL;
  g_autofree char *text = NULL;

  gtk_revealer_set_reveal_child (self->bar, row != NULL && docket_row_is_loaded (DOCKET_ROW (row)));
  if (row == NULL || !docket_row_is_loaded (DOCKET_ROW (row)))
    return;
  on_hand = docket_format_quantity (row->on_hand, row->unit);
  reserved = docket_format_quantity (row->reserved, row->unit);
  kept = docket_format_quantity (row->safety_stock, row->unit);
  available = docket_format_quantity (row->available, row->unit);
  if (row->safety_stock != 0)
    text = g_strdup_printf (_("%s on hand − %s reserved − %s kept back = %s available"), on_hand, reserved, kept, available);
  else
    text = g_strdup_printf (_("%s on hand − %s reserved = %s available"), on_hand, reserved, available);
  gtk_label_set_label (self->product_title, row->title);
  gtk_label_set_label (self->product_stock, text);
}

static void
selected_cb (DocketProductsPage *self)
{
  guint position = gtk_single_selection_get_selected (self->selection);

  if (self->is_swapping)
    return;
  if (position != GTK_INVALID_LIST_POSITION)
    self->selected_key = docket_row_model_get_key (self->model, position);
  g_signal_group_set_target (self->row_signals, get_selected (self));
  show_selected (self);
}

static void
select_position (DocketProductsPage *self, guint position)
{
  docket_gradual_list_select (self->selection, position);
  docket_column_view_scroll_to (self->view, position, TRUE);
}

static void
select_wanted (DocketProductsPage *self)
{
  guint position;

  if (self->wanted_key == 0 || !docket_row_model_find_key (self->model, self->wanted_key, &position))
    return;
  self->wanted_key = 0;
  select_position (self, position);
}

static void
items_changed_cb (DocketProductsPage *self)
{
  /* In the middle of a swap the list is empty for a moment. */
  if (self->is_swapping)
    return;
  show_state (self);
  show_count (self);
  select_wanted (self);
}

/* The product that was selected is selected again wherever it is now. */
static void
swapped_cb (DocketProductsPage *self)
{
  guint position;

  self->is_swapping = TRUE;
  if (self->selected_key != 0 && docket_row_model_find_key (self->model, self->selected_key, &position))
    docket_gradual_list_select (self->selection, position);
  self->is_swapping = FALSE;
  selected_cb (self);
  items_changed_cb (self);
}

static void
sorter_changed_cb (DocketProductsPage *self)
{
  g_autofree char *sort = NULL;

  /* The view tells once more when it goes. */
  if (self->is_sorting || self->view == NULL)
    return;
  sort = docket_cells_get_sort (self->view);
  if (g_set_str (&self->sort, sort != NULL ? sort : DEFAULT_SORT))
    apply (self);
}

/* To a product by its code */

static gboolean
take_row_cb (DocketRow *row, gpointer data)
{
  g_set_object ((DocketRow **) data, row);
  return FALSE;
}

static DocketRow *
find_product (DocketQueryBus *bus, const char *property, const char *code)
{
  g_autoptr (DocketListQuery) query = g_object_new (DOCKET_TYPE_PRODUCTS_QUERY, property, code, "limit", (gint64) 1, NULL);
  DocketRow *row = NULL;

  docket_query_bus_list_rows (bus, query, take_row_cb, &row, NULL);
  return row;
}

static void
find_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  DocketQueryBus *bus = g_object_get_data (G_OBJECT (task), "bus");
  DocketRow *row = find_product (bus, "barcode", data);

  if (row == NULL)
    row = find_product (bus, "sku", data);
  g_task_return_pointer (task, row, g_object_unref);
}

/* A filter or a search that hides the product gives way. */
static void
found_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  DocketProductsPage *self = DOCKET_PRODUCTS_PAGE (source);
  g_autoptr (DocketRow) row = g_task_propagate_pointer (G_TASK (result), NULL);
  const char *code = g_task_get_task_data (G_TASK (result));
  g_autofree char *message = NULL;
  guint position;

  if (row == NULL)
    {
      message = g_strdup_printf (_("No product has the code “%s”"), code);
      docket_shell_notice (get_shell (self), message);
      return;
    }
  self->wanted_key = docket_row_get_key (row);
  if (!docket_row_model_find_key (self->model, self->wanted_key, &position))
    {
      set_is_low (self, FALSE);
      docket_page_set_search_text (DOCKET_PAGE (self), "");
    }
  select_wanted (self);
}

static void
go_to_product (DocketProductsPage *self, const char *code)
{
  g_autoptr (GTask) task = g_task_new (self, NULL, found_cb, NULL);

  g_object_set_data_full (G_OBJECT (task), "bus", g_object_ref (docket_shell_get_queries (get_shell (self))), g_object_unref);
  g_task_set_task_data (task, g_strdup (code), g_free);
  g_task_run_in_thread (task, find_thread);
}

static gboolean
docket_products_page_activate_scan (DocketPage *page, const char *text)
{
  go_to_product (DOCKET_PRODUCTS_PAGE (page), text);
  return TRUE;
}

/* What can be done */

static void
edit_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  DocketProductsPage *self = DOCKET_PRODUCTS_PAGE (widget);
  DocketProductRow *row = get_selected (self);

  if (row != NULL && docket_row_is_loaded (DOCKET_ROW (row)))
    docket_product_dialog_present (get_shell (self), widget, row);
}

static void
receive_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  DocketProductsPage *self = DOCKET_PRODUCTS_PAGE (widget);
  DocketProductRow *row = get_selected (self);

  if (row != NULL && docket_row_is_loaded (DOCKET_ROW (row)))
    docket_receive_dialog_present (get_shell (self), widget, row);
}

static void
new_product (DocketProductsPage *self)
{
  docket_product_dialog_present (get_shell (self), GTK_WIDGET (self), NULL);
}

static void
new_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  new_product (DOCKET_PRODUCTS_PAGE (widget));
}

static void
reset_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  docket_page_set_search_text (DOCKET_PAGE (widget), "");
  set_is_low (DOCKET_PRODUCTS_PAGE (widget), FALSE);
}

static void
activate_cb (DocketProductsPage *self, guint position)
{
  docket_gradual_list_select (self->selection, position);
  edit_action (GTK_WIDGET (self), NULL, NULL);
}

static gboolean
docket_products_page_go_back (DocketPage *page)
{
  DocketProductsPage *self = DOCKET_PRODUCTS_PAGE (page);

  if (get_selected (self) == NULL)
    return FALSE;
  self->selected_key = 0;
  gtk_single_selection_set_selected (self->selection, GTK_INVALID_LIST_POSITION);
  return TRUE;
}

/* Built */

static char *
describe_low (gpointer object, gint64 n_low)
{
  g_autofree char *number = docket_format_integer (n_low);

  /* Translators: a filter with how many it shows */
  return n_low > 0 ? g_strdup_printf (_("Low Stock (%s)"), number) : g_strdup (_("Low Stock"));
}

static void
follow_low (DocketProductsPage *self)
{
  GtkExpression *record = gtk_property_expression_new (DOCKET_TYPE_LIVE_RECORD, NULL, "record");
  GtkExpression *low = gtk_property_expression_new (DOCKET_TYPE_COUNTS, record, "low-stock");
  GtkExpression *text = gtk_cclosure_expression_new (G_TYPE_STRING, NULL, 1, &low, G_CALLBACK (describe_low), NULL, NULL);

  gtk_expression_bind (text, self->low_button, "label", docket_shell_get_counts (get_shell (self)));
}

static void
add_columns (DocketProductsPage *self)
{
  guint n_columns;
  const DocketColumn *columns = docket_products_columns_get (&n_columns);

  for (guint i = 0; i < n_columns; i++)
    docket_cells_add_column (self->view, &columns[i]);
  set_sort (self, NULL);
  g_signal_connect_object (gtk_column_view_get_sorter (self->view), "changed", G_CALLBACK (sorter_changed_cb), self,
                           G_CONNECT_SWAPPED);
}

static void
make_model (DocketProductsPage *self)
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
  g_signal_connect_object (self->selection, "notify::selected-item", G_CALLBACK (selected_cb), self, G_CONNECT_SWAPPED);
  gtk_column_view_set_model (self->view, GTK_SELECTION_MODEL (self->selection));
  items_changed_cb (self);
}

static void
docket_products_page_opened (DocketPage *page, DocketQuery *what)
{
  DocketProductsPage *self = DOCKET_PRODUCTS_PAGE (page);
  DocketProductsQuery *query;

  if (what == NULL || !DOCKET_IS_PRODUCTS_QUERY (what))
    return;
  query = DOCKET_PRODUCTS_QUERY (what);
  if (query->sku != NULL && *query->sku != '\0')
    {
      go_to_product (self, query->sku);
      return;
    }
  set_sort (self, query->sort);
  set_is_low (self, query->low);
  docket_page_set_search_text (page, query->search);
  apply (self);
}

static void
docket_products_page_search (DocketPage *page, const char *text)
{
  apply (DOCKET_PRODUCTS_PAGE (page));
}

static DocketQuery *
docket_products_page_describe (DocketPage *page)
{
  return DOCKET_QUERY (make_query (DOCKET_PRODUCTS_PAGE (page)));
}

static void
docket_products_page_constructed (GObject *object)
{
  DocketProductsPage *self = DOCKET_PRODUCTS_PAGE (object);

  G_OBJECT_CLASS (docket_products_page_parent_class)->constructed (object);
  add_columns (self);
  make_model (self);
  follow_low (self);
}

static void
docket_products_page_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  switch (id)
    {
    case PROP_IS_LOW:
      g_value_set_boolean (value, DOCKET_PRODUCTS_PAGE (object)->is_low);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
docket_products_page_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  switch (id)
    {
    case PROP_IS_LOW:
      set_is_low (DOCKET_PRODUCTS_PAGE (object), g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
docket_products_page_dispose (GObject *object)
{
  DocketProductsPage *self = DOCKET_PRODUCTS_PAGE (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), DOCKET_TYPE_PRODUCTS_PAGE);
  g_clear_object (&self->row_signals);
  g_clear_object (&self->selection);
  g_clear_object (&self->model);
  g_clear_pointer (&self->sort, g_free);
  G_OBJECT_CLASS (docket_products_page_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class, APPLICATION_PATH "/ui/docket-products-page.ui");
  gtk_widget_class_bind_template_child (widget_class, DocketProductsPage, low_button);
  gtk_widget_class_bind_template_child (widget_class, DocketProductsPage, stack);
  gtk_widget_class_bind_template_child (widget_class, DocketProductsPage, view);
  gtk_widget_class_bind_template_child (widget_class, DocketProductsPage, problem);
  gtk_widget_class_bind_template_child (widget_class, DocketProductsPage, bar);
  gtk_widget_class_bind_template_child (widget_class, DocketProductsPage, product_title);
  gtk_widget_class_bind_template_child (widget_class, DocketProductsPage, product_stock);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, new_product);
}

static void
docket_products_page_class_init (DocketProductsPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  DocketPageClass *page_class = DOCKET_PAGE_CLASS (klass);

  object_class->constructed = docket_products_page_constructed;
  object_class->get_property = docket_products_page_get_property;
  object_class->set_property = docket_products_page_set_property;
  object_class->dispose = docket_products_page_dispose;
  page_class->opened = docket_products_page_opened;
  page_class->search = docket_products_page_search;
  page_class->activate_scan = docket_products_page_activate_scan;
  page_class->go_back = docket_products_page_go_back;
  page_class->describe = docket_products_page_describe;

  /* Only what is low is shown. */
  properties[PROP_IS_LOW] = g_param_spec_boolean ("is-low", NULL, NULL, FALSE,
                                                  G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  bind_template (widget_class);
  gtk_widget_class_install_action (widget_class, "products.new", NULL, new_action);
  gtk_widget_class_install_action (widget_class, "products.edit", NULL, edit_action);
  gtk_widget_class_install_action (widget_class, "products.receive", NULL, receive_action);
  gtk_widget_class_install_action (widget_class, "products.reset", NULL, reset_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_N, GDK_CONTROL_MASK | GDK_SHIFT_MASK, "products.new", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_e, GDK_CONTROL_MASK, "products.edit", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_r, GDK_CONTROL_MASK, "products.receive", NULL);
}

static void
docket_products_page_init (DocketProductsPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->row_signals = g_signal_group_new (DOCKET_TYPE_PRODUCT_ROW);
  g_signal_group_connect_swapped (self->row_signals, "notify", G_CALLBACK (show_selected), self);
}
