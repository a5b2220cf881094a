/* docket-dashboard-page.c: the shop at a glance
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"
#include "docket-dashboard-page.h"

#include <glib/gi18n.h>

#include "docket-cells.h"
#include "docket-chart.h"
#include "docket-dashboard-rows.h"
#include "docket-flow-layout.h"
#include "docket-sales-query.h"
#include "docket-words.h"

struct _DocketDashboardPage
{
  DocketPage parent_instance;

  GtkWidget *scroller;
  GtkWidget *sales_card;
  GtkLabel *sales_figure;
  GtkLabel *sales_detail;
  GtkWidget *to_pack_card;
  GtkLabel *to_pack_figure;
  GtkLabel *to_pack_detail;
  GtkWidget *owed_card;
  GtkLabel *owed_figure;
  GtkLabel *owed_detail;
  GtkWidget *low_stock_card;
  GtkLabel *low_stock_figure;
  GtkLabel *low_stock_detail;
  GtkLabel *range_total;
  GtkToggleButton *table_button;
  GtkStack *chart_stack;
  DocketChart *chart;
  GtkColumnView *table;
  GtkListBox *latest;
  GtkListBox *sellers;

  DocketLiveRecord *live;
  GListStore *day_store;
  GListStore *latest_store;
  GListStore *seller_store;
  guint quarter;
};

G_DEFINE_FINAL_TYPE (DocketDashboardPage, docket_dashboard_page, DOCKET_TYPE_PAGE)

static const DocketColumn day_columns[] = {
  { .id = "day", .title = N_("Day"), .property = "day", .closure = G_CALLBACK (docket_words_day) },
  { .id = "orders", .title = N_("Orders"), .cell = DOCKET_CELL_FIGURE, .width = 110, .property = "orders",
    .closure = G_CALLBACK (docket_words_count) },
  { .id = "total", .title = N_("Sales"), .cell = DOCKET_CELL_FIGURE, .width = 160, .property = "total",
    .closure = G_CALLBACK (docket_words_money), .second = "currency" },
};

static DocketDashboard *
get_dashboard (DocketDashboardPage *self)
{
  DocketRecord *record = docket_live_record_get_record (self->live);

  return record != NULL ? DOCKET_DASHBOARD (record) : NULL;
}

static DocketShell *
get_shell (DocketDashboardPage *self)
{
  return docket_page_get_shell (DOCKET_PAGE (self));
}

static void
show_orders_of_day (DocketDashboardPage *self, gint32 day)
{
  g_autoptr (DocketOrdersQuery) query = g_object_new (DOCKET_TYPE_ORDERS_QUERY, NULL);

  query->from = query->to = day;
  docket_shell_show_orders (get_shell (self), query);
}

static void
sales_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  DocketDashboardPage *self = DOCKET_DASHBOARD_PAGE (widget);

  if (get_dashboard (self) != NULL)
    show_orders_of_day (self, get_dashboard (self)->day);
}

static void
to_pack_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_autoptr (DocketOrdersQuery) query = g_object_new (DOCKET_TYPE_ORDERS_QUERY, "fulfilment", "to-ship", NULL);

  docket_shell_show_orders (get_shell (DOCKET_DASHBOARD_PAGE (widget)), query);
}

static void
owed_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_autoptr (DocketOrdersQuery) query = g_object_new (DOCKET_TYPE_ORDERS_QUERY, "payment", "owed", "sort", "-balance", NULL);

  docket_shell_show_orders (get_shell (DOCKET_DASHBOARD_PAGE (widget)), query);
}

static void
low_stock_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_autoptr (DocketProductsQuery) query = g_object_new (DOCKET_TYPE_PRODUCTS_QUERY, "low", TRUE, "sort", "available", NULL);

  docket_shell_show_products (get_shell (DOCKET_DASHBOARD_PAGE (widget)), query);
}

static void
day_activated_cb (DocketDashboardPage *self, int day)
{
  show_orders_of_day (self, day);
}

static void
table_activate_cb (DocketDashboardPage *self, guint position)
{
  g_autoptr (DocketSalesByDayRow) row = g_list_model_get_item (G_LIST_MODEL (gtk_column_view_get_model (self->table)), position);

  if (row != NULL)
    show_orders_of_day (self, row->day);
}

static void
table_toggled_cb (DocketDashboardPage *self)
{
  gtk_stack_set_visible_child_name (self->chart_stack, gtk_toggle_button_get_active (self->table_button) ? "table" : "chart");
}

static void
latest_activated_cb (DocketDashboardPage *self, GtkListBoxRow *row)
{
  DocketOrderRow *order = docket_dashboard_rows_get_item (row);
  g_autofree char *id = docket_uuid_to_string (&order->id);

  if (order->status == DOCKET_ORDER_STATUS_DRAFT)
    docket_shell_open_editor (get_shell (self), id);
  else
    docket_shell_open_order (get_shell (self), id);
}

static void
sellers_activated_cb (DocketDashboardPage *self, GtkListBoxRow *row)
{
  DocketProductSalesRow *sales = docket_dashboard_rows_get_item (row);

  if (sales->sku != NULL && *sales->sku != '\0')
    docket_shell_open_product (get_shell (self), sales->sku);
}

/* A screen reader hears the whole card at once. */
static void
show_card (GtkWidget *card, GtkLabel *figure_label, GtkLabel *detail_label, const char *title, const char *figure,
           const char *detail)
{
  g_autofree char *name = g_strdup_printf ("%s: %s. %s", title, figure, detail);

  gtk_label_set_label (figure_label, figure);
  gtk_label_set_label (detail_label, detail);
  gtk_accessible_update_property (GTK_ACCESSIBLE (card), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static char *
describe_sales (DocketDashboard *dashboard)
{
  g_autofree char *change = docket_words_change (dashboard->sales, dashboard->sales_week_ago);
  g_autofree char *before = docket_format_money (dashboard->sales_week_ago, dashboard->currency);

  if (change == NULL)
    return g_strdup (_("None on this day last week"));
  /* A day that has only begun is no fall by 100 %. */
  if (dashboard->sales.minor == 0)
    return g_strdup_printf (_("None yet · %s a week ago"), before);
  /* Translators: such as “+12 % · €340.00 a week ago” */
  return g_strdup_printf (_("%s · %s a week ago"), change, before);
}

static void
show_sales (DocketDashboardPage *self, DocketDashboard *dashboard)
{
  g_autofree char *figure = docket_format_money (dashboard->sales, dashboard->currency);
  g_autofree char *detail = describe_sales (dashboard);

  show_card (self->sales_card, self->sales_figure, self->sales_detail, _("Today’s sales"), figure, detail);
}

static void
show_to_pack (DocketDashboardPage *self, DocketDashboard *dashboard)
{
  g_autofree char *figure = docket_format_integer (dashboard->to_pack);
  const char *detail = dashboard->to_pack == 0
                         ? _("Everything is packed")
                         : ngettext ("Order waits to be packed", "Orders wait to be packed", (gulong) dashboard->to_pack);

  show_card (self->to_pack_card, self->to_pack_figure, self->to_pack_detail, _("To pack"), figure, detail);
}

static void
show_owed (DocketDashboardPage *self, DocketDashboard *dashboard)
{
  g_autofree char *figure = docket_format_money (dashboard->owed, dashboard->currency);
  g_autofree char *count = docket_format_integer (dashboard->n_owing);
  g_autofree char *detail = dashboard->n_owing == 0
                              ? g_strdup (_("Everything is paid"))
                              : g_strdup_printf (ngettext ("In %s order", "In %s orders", (gulong) dashboard->n_owing), count);

  show_card (self->owed_card, self->owed_figure, self->owed_detail, _("Money owed"), figure, detail);
}

static void
show_low_stock (DocketDashboardPage *self, DocketDashboard *dashboard)
{
  g_autofree char *figure = docket_format_integer (dashboard->low_stock);
  const char *detail = dashboard->low_stock == 0
                         ? _("There is enough of everything")
                         : ngettext ("Product runs out", "Products run out", (gulong) dashboard->low_stock);

  show_card (self->low_stock_card, self->low_stock_figure, self->low_stock_detail, _("Low stock"), figure, detail);
}

static void
show_chart (DocketDashboardPage *self, DocketDashboard *dashboard)
{
  DocketMoney total = { 0 };
  g_autofree char *text = NULL;

  for (guint i = 0; dashboard->days != NULL && i < dashboard->days->len; i++)
    {
      DocketSalesByDayRow *day = g_ptr_array_index (dashboard->days, i);

      if (i == 0)
        total = day->total;
      else if (!docket_money_add (&total, day->total, NULL))
        return;
    }
  text = docket_format_money (total, dashboard->currency);
  gtk_label_set_label (self->range_total, text);
  docket_chart_set_days (self->chart, dashboard->days, dashboard->currency);
}

static void
updated_cb (DocketDashboardPage *self)
{
  DocketDashboard *dashboard = get_dashboard (self);

  if (dashboard == NULL || dashboard->currency == NULL || *dashboard->currency == '\0')
    return;
  show_sales (self, dashboard);
  show_to_pack (self, dashboard);
  show_owed (self, dashboard);
  show_low_stock (self, dashboard);
  show_chart (self, dashboard);
  docket_record_store_update (self->day_store, dashboard->days);
  docket_record_store_update (self->latest_store, dashboard->latest);
  docket_record_store_update (self->seller_store, dashboard->best_sellers);
}

static gboolean quarter_cb (gpointer data);

/* No event tells that a new day has come. The shop's zone may be another than the computer's, but in all zones days begin at a
 * quarter of an hour. */
static void
wait_for_quarter (DocketDashboardPage *self)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  int seconds = g_date_time_get_minute (now) % 15 * 60 + g_date_time_get_second (now);

  if (self->quarter == 0)
    self->quarter = g_timeout_add_seconds ((guint) (15 * 60 - seconds + 1), quarter_cb, self);
}

static gboolean
quarter_cb (gpointer data)
{
  DocketDashboardPage *self = data;
  g_autoptr (DocketQuery) query = g_object_new (DOCKET_TYPE_DASHBOARD_QUERY, NULL);

  docket_live_record_set_query (self->live, query);
  self->quarter = 0;
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    wait_for_quarter (self);
  return G_SOURCE_REMOVE;
}

static void
docket_dashboard_page_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (docket_dashboard_page_parent_class)->map (widget);
  wait_for_quarter (DOCKET_DASHBOARD_PAGE (widget));
}

static void
make_lists (DocketDashboardPage *self)
{
  self->day_store = g_list_store_new (DOCKET_TYPE_SALES_BY_DAY_ROW);
  self->latest_store = g_list_store_new (DOCKET_TYPE_ORDER_ROW);
  self->seller_store = g_list_store_new (DOCKET_TYPE_PRODUCT_SALES_ROW);
  gtk_list_box_bind_model (self->latest, G_LIST_MODEL (self->latest_store), docket_dashboard_rows_make_order, NULL, NULL);
  gtk_list_box_bind_model (self->sellers, G_LIST_MODEL (self->seller_store), docket_dashboard_rows_make_seller, NULL, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (day_columns); i++)
    docket_cells_add_column (self->table, &day_columns[i]);
}

static int
compare_days (gconstpointer a, gconstpointer b, gpointer data)
{
  gint32 day_a = ((const DocketSalesByDayRow *) a)->day;
  gint32 day_b = ((const DocketSalesByDayRow *) b)->day;

  return day_a < day_b ? 1 : day_a > day_b ? -1 : 0;
}

/* The latest day first, which a chart shows last. */
static GListModel *
reverse (GListStore *store)
{
  GtkSorter *sorter = GTK_SORTER (gtk_custom_sorter_new (compare_days, NULL, NULL));

  return G_LIST_MODEL (gtk_sort_list_model_new (G_LIST_MODEL (g_object_ref (store)), sorter));
}

static void
docket_dashboard_page_constructed (GObject *object)
{
  DocketDashboardPage *self = DOCKET_DASHBOARD_PAGE (object);
  g_autoptr (DocketQuery) query = g_object_new (DOCKET_TYPE_DASHBOARD_QUERY, NULL);

  G_OBJECT_CLASS (docket_dashboard_page_parent_class)->constructed (object);
  make_lists (self);
  gtk_column_view_set_model (self->table, GTK_SELECTION_MODEL (gtk_single_selection_new (reverse (self->day_store))));
  self->live = docket_live_record_new (docket_shell_get_queries (get_shell (self)), query);
  g_signal_connect_object (self->live, "updated", G_CALLBACK (updated_cb), self, G_CONNECT_SWAPPED);
}

static void
docket_dashboard_page_dispose (GObject *object)
{
  DocketDashboardPage *self = DOCKET_DASHBOARD_PAGE (object);

  g_clear_handle_id (&self->quarter, g_source_remove);
  gtk_widget_dispose_template (GTK_WIDGET (self), DOCKET_TYPE_DASHBOARD_PAGE);
  g_clear_object (&self->live);
  g_clear_object (&self->day_store);
  g_clear_object (&self->latest_store);
  g_clear_object (&self->seller_store);
  G_OBJECT_CLASS (docket_dashboard_page_parent_class)->dispose (object);
}

#define BIND(name) gtk_widget_class_bind_template_child (klass, DocketDashboardPage, name)

static void
bind_template (GtkWidgetClass *klass)
{
  gtk_widget_class_set_template_from_resource (klass, APPLICATION_PATH "/ui/docket-dashboard-page.ui");
  BIND (scroller);
  BIND (sales_card);
  BIND (sales_figure);
  BIND (sales_detail);
  BIND (to_pack_card);
  BIND (to_pack_figure);
  BIND (to_pack_detail);
  BIND (owed_card);
  BIND (owed_figure);
  BIND (owed_detail);
  BIND (low_stock_card);
  BIND (low_stock_figure);
  BIND (low_stock_detail);
  BIND (range_total);
  BIND (table_button);
  BIND (chart_stack);
  BIND (chart);
  BIND (table);
  BIND (latest);
  BIND (sellers);
  gtk_widget_class_bind_template_callback (klass, day_activated_cb);
  gtk_widget_class_bind_template_callback (klass, table_activate_cb);
  gtk_widget_class_bind_template_callback (klass, table_toggled_cb);
  gtk_widget_class_bind_template_callback (klass, latest_activated_cb);
  gtk_widget_class_bind_template_callback (klass, sellers_activated_cb);
}

static void
docket_dashboard_page_class_init (DocketDashboardPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->constructed = docket_dashboard_page_constructed;
  G_OBJECT_CLASS (klass)->dispose = docket_dashboard_page_dispose;
  widget_class->map = docket_dashboard_page_map;

  g_type_ensure (DOCKET_TYPE_CHART);
  g_type_ensure (DOCKET_TYPE_FLOW_LAYOUT);
  bind_template (widget_class);
  gtk_widget_class_install_action (widget_class, "dashboard.sales", NULL, sales_action);
  gtk_widget_class_install_action (widget_class, "dashboard.to-pack", NULL, to_pack_action);
  gtk_widget_class_install_action (widget_class, "dashboard.owed", NULL, owed_action);
  gtk_widget_class_install_action (widget_class, "dashboard.low-stock", NULL, low_stock_action);
}

static void
docket_dashboard_page_init (DocketDashboardPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
