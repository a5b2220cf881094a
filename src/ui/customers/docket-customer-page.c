/* docket-customer-page.c: one customer
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"
#include "docket-customer-page.h"

#include <glib/gi18n.h>

#include "docket-action.h"
#include "docket-cells.h"
#include "docket-customer-dialog.h"
#include "docket-event.h"
#include "docket-gradual-list.h"
#include "docket-row-model.h"
#include "docket-words.h"

struct _DocketCustomerPage
{
  DocketPage parent_instance;

  GtkStack *stack;
  AdwStatusPage *problem;
  AdwAvatar *avatar;
  GtkLabel *name;
  GtkLabel *since;
  GtkWidget *order_button;
  GtkFlowBox *facts;
  GtkLabel *email;
  GtkLabel *phone;
  GtkLabel *address;
  GtkLabel *note;
  GtkBox *sums;
  GtkStack *orders;
  GtkColumnView *view;

  DocketLiveRecord *customer;
  DocketRowModel *model;
  GtkSingleSelection *selection;
  char *sort;
};

G_DEFINE_FINAL_TYPE (DocketCustomerPage, docket_customer_page, DOCKET_TYPE_PAGE)

static char *
describe_number (gpointer item, const char *number, DocketOrderStatus status)
{
  return g_strdup (number != NULL && *number != '\0' ? number : docket_words_of_order_status (status)->word);
}

static const DocketWord *
describe_payment (gpointer item, DocketPaymentStatus payment, gboolean is_loaded, const char *number)
{
  return is_loaded && number != NULL && *number != '\0' ? docket_words_of_payment_status (payment) : NULL;
}

static const DocketWord *
describe_fulfilment (gpointer item, DocketFulfilmentStatus fulfilment, gboolean is_loaded, DocketOrderStatus status)
{
  if (!is_loaded)
    return NULL;
  if (status == DOCKET_ORDER_STATUS_OPEN || status == DOCKET_ORDER_STATUS_CLOSED)
    return docket_words_of_fulfilment_status (fulfilment);
  return docket_words_of_order_status (status);
}

static const DocketColumn columns[] = {
  { .id = "number", .title = N_("Number"), .sort = "number", .width = 96, .property = "number",
    .closure = G_CALLBACK (describe_number), .second = "status", .style = "order-number" },
  { .id = "date", .title = N_("Date"), .sort = "placed-at", .property = "placed-at", .closure = G_CALLBACK (docket_words_when),
    .style = "numeric" },
  { .id = "total", .title = N_("Total"), .sort = "total", .cell = DOCKET_CELL_FIGURE, .width = 112, .property = "total",
    .closure = G_CALLBACK (docket_words_money), .second = "currency" },
  { .id = "payment", .title = N_("Payment"), .sort = "payment-status", .cell = DOCKET_CELL_STATUS, .width = 136,
    .property = "payment-status", .closure = G_CALLBACK (describe_payment), .second = "is-loaded", .third = "number" },
  { .id = "fulfilment", .title = N_("Fulfilment"), .sort = "fulfilment-status", .cell = DOCKET_CELL_STATUS, .width = 140,
    .property = "fulfilment-status", .closure = G_CALLBACK (describe_fulfilment), .second = "is-loaded", .third = "status" },
};

static DocketShell *
get_shell (DocketCustomerPage *self)
{
  return docket_page_get_shell (DOCKET_PAGE (self));
}

static DocketCustomerDetail *
get_customer (DocketCustomerPage *self)
{
  DocketRecord *record = self->customer != NULL ? docket_live_record_get_record (self->customer) : NULL;

  return record != NULL ? DOCKET_CUSTOMER_DETAIL (record) : NULL;
}

static const char *
get_display_name (DocketCustomerDetail *customer)
{
  if (customer->name != NULL && *customer->name != '\0')
    return customer->name;
  return customer->email != NULL && *customer->email != '\0' ? customer->email : customer->phone;
}

/* A fact that is not known takes no room: its child of the flow box is two levels up. */
static void
show_fact (GtkLabel *label, const char *text)
{
  GtkWidget *child = gtk_widget_get_ancestor (GTK_WIDGET (label), GTK_TYPE_FLOW_BOX_CHILD);

  gtk_label_set_label (label, text != NULL ? text : "");
  gtk_widget_set_visible (child, text != NULL && *text != '\0');
}

static void
show_contact (DocketCustomerPage *self, DocketCustomerDetail *customer)
{
  DocketRecord *shop = docket_live_record_get_record (docket_shell_get_shop (get_shell (self)));
  const char *home = shop != NULL ? DOCKET_SHOP (shop)->country : NULL;
  g_autofree char *lines = customer->address != NULL ? docket_address_to_lines (customer->address, home) : NULL;

  show_fact (self->email, customer->email);
  show_fact (self->phone, customer->phone);
  show_fact (self->address, lines);
  show_fact (self->note, customer->note);
}

static GtkWidget *
make_figure (const char *title, const char *value, const char *style)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  GtkWidget *caption = gtk_label_new (title);
  GtkWidget *figure = gtk_label_new (value);

  gtk_label_set_xalign (GTK_LABEL (caption), 0);
  gtk_label_set_xalign (GTK_LABEL (figure), 0);
  gtk_widget_add_css_class (caption, "caption-heading");
  gtk_widget_add_css_class (caption, "dim-label");
  gtk_widget_add_css_class (figure, "title-3");
  gtk_widget_add_css_class (figure, "numeric");
  if (style != NULL)
    gtk_widget_add_css_class (figure, style);
  gtk_box_append (GTK_BOX (box), caption);
  gtk_box_append (GTK_BOX (box), figure);
  gtk_widget_set_hexpand (box, TRUE);
  return box;
}

/* One card for each currency, as sums of two are no sum. */
static GtkWidget *
make_card (DocketCustomerSum *sum)
{
  GtkWidget *card = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 24);
  g_autofree char *orders = docket_format_integer (sum->orders);
  g_autofree char *spent = docket_format_money (sum->spent, sum->currency);
  g_autofree char *owed = docket_format_money (sum->balance.minor < 0 ? docket_money_negate (sum->balance) : sum->balance, sum->currency);

  gtk_box_append (GTK_BOX (card), make_figure (_("Orders"), orders, NULL));
  gtk_box_append (GTK_BOX (card), make_figure (_("Spent"), spent, NULL));
  gtk_box_append (GTK_BOX (card), make_figure (sum->balance.minor < 0 ? _("In Credit") : _("Owes"), owed,
                                               sum->balance.minor > 0 ? "warning" : NULL));
  gtk_widget_add_css_class (card, "card");
  gtk_widget_add_css_class (card, "customer-sums");
  return card;
}

static void
show_sums (DocketCustomerPage *self, GPtrArray *sums)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->sums))) != NULL)
    gtk_box_remove (self->sums, child);
  for (guint i = 0; sums != NULL && i < sums->len; i++)
    gtk_box_append (self->sums, make_card (g_ptr_array_index (sums, i)));
  gtk_widget_set_visible (GTK_WIDGET (self->sums), sums != NULL && sums->len > 0);
}

static void
show_since (DocketCustomerPage *self, DocketCustomerDetail *customer)
{
  g_autofree char *first = docket_words_when_time (customer->registered_at);
  g_autofree char *last = docket_words_when_time (customer->last_order);
  g_autofree char *text = NULL;

  if (customer->last_order != 0)
    /* Translators: two days, such as “5 Mar 2026” or “Today 14:30” */
    text = g_strdup_printf (_("Known since: %s · Last order: %s"), first, last);
  else
    text = g_strdup_printf (_("Known since: %s · No order yet"), first);
  gtk_label_set_label (self->since, text);
}

static void
show_customer (DocketCustomerPage *self, DocketCustomerDetail *customer)
{
  const char *name = get_display_name (customer);

  docket_page_set_title (DOCKET_PAGE (self), name);
  adw_avatar_set_text (self->avatar, name);
  gtk_label_set_label (self->name, name);
  show_since (self, customer);
  show_contact (self, customer);
  show_sums (self, customer->sums);
  if (g_strcmp0 (gtk_stack_get_visible_child_name (self->stack), "customer") == 0)
    return;
  gtk_stack_set_visible_child_name (self->stack, "customer");
  gtk_widget_grab_focus (self->order_button);
}

static void
customer_cb (DocketCustomerPage *self)
{
  DocketCustomerDetail *customer = get_customer (self);
  const char *error = docket_live_record_get_error (self->customer);
  g_autofree char *escaped = NULL;

  if (customer != NULL)
    show_customer (self, customer);
  else if (error != NULL)
    {
      escaped = g_markup_escape_text (error, -1);
      adw_status_page_set_description (self->problem, escaped);
      gtk_stack_set_visible_child_name (self->stack, "problem");
    }
}

static void
items_changed_cb (DocketCustomerPage *self)
{
  gboolean is_loading;

  g_object_get (self->model, "is-loading", &is_loading, NULL);
  if (g_list_model_get_n_items (G_LIST_MODEL (self->model)) > 0)
    gtk_stack_set_visible_child_name (self->orders, "list");
  else if (!is_loading)
    gtk_stack_set_visible_child_name (self->orders, "none-yet");
}

static DocketListQuery *
make_orders_query (DocketCustomerPage *self)
{
  DocketQuery *query = docket_live_record_get_query (self->customer);

  return g_object_new (DOCKET_TYPE_ORDERS_QUERY, "customer", DOCKET_CUSTOMER_QUERY (query)->customer, "sort", self->sort, NULL);
}

static void
sorter_changed_cb (DocketCustomerPage *self)
{
  g_autoptr (DocketListQuery) query = NULL;

  /* The view tells once more when it goes. */
  if (self->model == NULL || self->view == NULL)
    return;
  g_clear_pointer (&self->sort, g_free);
  self->sort = docket_cells_get_sort (self->view);
  query = make_orders_query (self);
  docket_row_model_set_query (self->model, query);
}

static void
follow_orders (DocketCustomerPage *self)
{
  g_autoptr (DocketListQuery) query = make_orders_query (self);

  if (self->model != NULL)
    {
      docket_row_model_set_query (self->model, query);
      return;
    }
  self->model = docket_row_model_new (docket_shell_get_queries (get_shell (self)), query);
  self->selection = docket_gradual_list_new_selection (G_LIST_MODEL (self->model), GTK_WIDGET (self->view));
  g_signal_connect_object (self->model, "items-changed", G_CALLBACK (items_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->model, "notify::is-loading", G_CALLBACK (items_changed_cb), self, G_CONNECT_SWAPPED);
  gtk_column_view_set_model (self->view, GTK_SELECTION_MODEL (self->selection));
}

static void
docket_customer_page_opened (DocketPage *page, DocketQuery *what)
{
  DocketCustomerPage *self = DOCKET_CUSTOMER_PAGE (page);

  if (what == NULL || !DOCKET_IS_CUSTOMER_QUERY (what))
    return;
  gtk_stack_set_visible_child_name (self->stack, "loading");
  docket_page_set_title (page, _("Customer"));
  if (self->customer == NULL)
    {
      self->customer = docket_live_record_new (docket_shell_get_queries (get_shell (self)), what);
      g_signal_connect_object (self->customer, "updated", G_CALLBACK (customer_cb), self, G_CONNECT_SWAPPED);
    }
  else
    docket_live_record_set_query (self->customer, what);
  follow_orders (self);
}

static DocketQuery *
docket_customer_page_describe (DocketPage *page)
{
  DocketCustomerPage *self = DOCKET_CUSTOMER_PAGE (page);

  return self->customer != NULL ? g_object_ref (docket_live_record_get_query (self->customer)) : NULL;
}

static void
activate_cb (DocketCustomerPage *self, guint position)
{
  g_autoptr (DocketOrderRow) row = g_list_model_get_item (G_LIST_MODEL (self->model), position);
  g_autofree char *id = NULL;

  if (row == NULL || !docket_row_is_loaded (DOCKET_ROW (row)))
    return;
  id = docket_uuid_to_string (&row->id);
  if (row->status == DOCKET_ORDER_STATUS_DRAFT)
    docket_shell_open_editor (get_shell (self), id);
  else
    docket_shell_open_order (get_shell (self), id);
}

static void
edit_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  DocketCustomerPage *self = DOCKET_CUSTOMER_PAGE (widget);

  if (get_customer (self) != NULL)
    docket_customer_dialog_present (get_shell (self), widget, get_customer (self));
}

static void
drafted_cb (gpointer owner, DocketOutcome *outcome, const GError *error)
{
  DocketCustomerPage *self = owner;
  GPtrArray *events = outcome != NULL ? docket_outcome_get_events (outcome) : NULL;
  g_autofree char *id = NULL;

  if (error != NULL || events == NULL || events->len == 0)
    return;
  id = docket_uuid_to_string (&docket_event_get_envelope (g_ptr_array_index (events, 0))->stream);
  docket_shell_open_editor (get_shell (self), id);
}

/* A draft that knows its customer already; it is discarded like any other when nothing comes of it. */
static void
order_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  DocketCustomerPage *self = DOCKET_CUSTOMER_PAGE (widget);
  DocketCustomerDetail *customer = get_customer (self);
  g_autoptr (DocketCommand) command = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *id = NULL;

  if (customer == NULL)
    return;
  id = docket_uuid_to_string (&customer->id);
  command = docket_action_command (get_shell (self), &error, "CreateDraft", "customer-id", id, NULL);
  if (command != NULL)
    docket_action_dispatch (get_shell (self), command, NULL, NULL, self, drafted_cb);
  else
    docket_shell_notice (get_shell (self), error->message);
}

static void
docket_customer_page_constructed (GObject *object)
{
  DocketCustomerPage *self = DOCKET_CUSTOMER_PAGE (object);

  G_OBJECT_CLASS (docket_customer_page_parent_class)->constructed (object);
  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    docket_cells_add_column (self->view, &columns[i]);
  g_signal_connect_object (gtk_column_view_get_sorter (self->view), "changed", G_CALLBACK (sorter_changed_cb), self,
                           G_CONNECT_SWAPPED);
}

static void
docket_customer_page_dispose (GObject *object)
{
  DocketCustomerPage *self = DOCKET_CUSTOMER_PAGE (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), DOCKET_TYPE_CUSTOMER_PAGE);
  g_clear_object (&self->selection);
  g_clear_object (&self->model);
  g_clear_object (&self->customer);
  g_clear_pointer (&self->sort, g_free);
  G_OBJECT_CLASS (docket_customer_page_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class, APPLICATION_PATH "/ui/docket-customer-page.ui");
  gtk_widget_class_bind_template_child (widget_class, DocketCustomerPage, stack);
  gtk_widget_class_bind_template_child (widget_class, DocketCustomerPage, problem);
  gtk_widget_class_bind_template_child (widget_class, DocketCustomerPage, avatar);
  gtk_widget_class_bind_template_child (widget_class, DocketCustomerPage, name);
  gtk_widget_class_bind_template_child (widget_class, DocketCustomerPage, since);
  gtk_widget_class_bind_template_child (widget_class, DocketCustomerPage, order_button);
  gtk_widget_class_bind_template_child (widget_class, DocketCustomerPage, facts);
  gtk_widget_class_bind_template_child (widget_class, DocketCustomerPage, email);
  gtk_widget_class_bind_template_child (widget_class, DocketCustomerPage, phone);
  gtk_widget_class_bind_template_child (widget_class, DocketCustomerPage, address);
  gtk_widget_class_bind_template_child (widget_class, DocketCustomerPage, note);
  gtk_widget_class_bind_template_child (widget_class, DocketCustomerPage, sums);
  gtk_widget_class_bind_template_child (widget_class, DocketCustomerPage, orders);
  gtk_widget_class_bind_template_child (widget_class, DocketCustomerPage, view);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
}

static void
docket_customer_page_class_init (DocketCustomerPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  DocketPageClass *page_class = DOCKET_PAGE_CLASS (klass);

  object_class->constructed = docket_customer_page_constructed;
  object_class->dispose = docket_customer_page_dispose;
  page_class->opened = docket_customer_page_opened;
  page_class->describe = docket_customer_page_describe;

  bind_template (widget_class);
  gtk_widget_class_install_action (widget_class, "customer.edit", NULL, edit_action);
  gtk_widget_class_install_action (widget_class, "customer.order", NULL, order_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_e, GDK_CONTROL_MASK, "customer.edit", NULL);
}

static void
docket_customer_page_init (DocketCustomerPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
