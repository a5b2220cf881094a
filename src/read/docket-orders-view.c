/* docket-orders-view.c: the view behind the list of orders and its search
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "docket-orders-view.h"

#include "docket-events.h"
#include "docket-order-counters.h"
#include "docket-search-text.h"
#include "docket-text.h"
#include "docket-view-json.h"

struct _DocketOrdersView
{
  DocketProjection parent_instance;
};

G_DEFINE_FINAL_TYPE (DocketOrdersView, docket_orders_view, DOCKET_TYPE_PROJECTION)

static const char schema[] =
    "CREATE TABLE orders_view ("
    " key INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE, number TEXT, number_value INTEGER NOT NULL DEFAULT 0,"
    " status TEXT NOT NULL, payment_status TEXT NOT NULL DEFAULT 'unpaid', fulfilment_status TEXT NOT NULL DEFAULT 'unfulfilled',"
    " on_hold INTEGER NOT NULL DEFAULT 0, currency TEXT NOT NULL,"
    " net INTEGER NOT NULL DEFAULT 0, tax INTEGER NOT NULL DEFAULT 0, total INTEGER NOT NULL DEFAULT 0,"
    " cancelled INTEGER NOT NULL DEFAULT 0, captured INTEGER NOT NULL DEFAULT 0, refunded INTEGER NOT NULL DEFAULT 0,"
    " authorized INTEGER NOT NULL DEFAULT 0, n_voided INTEGER NOT NULL DEFAULT 0, balance INTEGER NOT NULL DEFAULT 0,"
    " n_lines INTEGER NOT NULL DEFAULT 0, items INTEGER NOT NULL DEFAULT 0, items_cancelled INTEGER NOT NULL DEFAULT 0,"
    " items_shipped INTEGER NOT NULL DEFAULT 0, items_delivered INTEGER NOT NULL DEFAULT 0,"
    " customer_id BLOB, customer TEXT, customer_sort BLOB, email TEXT, placed_at INTEGER NOT NULL, day INTEGER NOT NULL, tags TEXT,"
    " source TEXT, shop TEXT);"
    "CREATE INDEX orders_view_placed_at ON orders_view (placed_at);"
    "CREATE INDEX orders_view_number ON orders_view (number_value);"
    "CREATE INDEX orders_view_number_text ON orders_view (number);"
    "CREATE INDEX orders_view_customer ON orders_view (customer_sort);"
    "CREATE INDEX orders_view_total ON orders_view (total);"
    "CREATE INDEX orders_view_customer_id ON orders_view (customer_id) WHERE customer_id IS NOT NULL;"
    "CREATE INDEX orders_view_balance ON orders_view (balance) WHERE balance > 0;"
    "CREATE INDEX orders_view_status ON orders_view (status);"
    "CREATE INDEX orders_view_to_ship ON orders_view (placed_at) WHERE status = 'open' AND items - items_cancelled > items_shipped;"
    "CREATE TABLE orders_view_parcel (id BLOB PRIMARY KEY, quantity INTEGER NOT NULL) WITHOUT ROWID;"
    "CREATE VIRTUAL TABLE orders_search USING fts5 (text, tokenize = \"unicode61 remove_diacritics 2 tokenchars '@'\","
    " prefix = '1 2 3 4 5 6');";

static const char *const tables[] = { "orders_search", "orders_view_parcel", "orders_view", NULL };

/* An order's row as it is in the view; without a key there is none. */
typedef struct
{
  gint64 key;
  DocketOrderCounters counters;
} Order;

static gboolean
load_order (DocketDatabase *database, const DocketUuid *id, Order *order, GError **error)
{
  g_autoptr (DocketStatement) row
      = docket_database_query (database, error,
                               "SELECT key, status, payment_status, fulfilment_status, on_hold, net, tax, total, cancelled, captured,"
                               " refunded, authorized, n_voided, balance, n_lines, items, items_cancelled, items_shipped, items_delivered"
                               " FROM orders_view WHERE id = ?",
                               "u", id);
  DocketOrderCounters *counters = &order->counters;

  *order = (Order) { 0 };
  if (row == NULL || !docket_statement_step (row, error))
    return FALSE;
  order->key = docket_statement_integer (row, 0);
  counters->status = docket_enum_from_nick (DOCKET_TYPE_ORDER_STATUS, docket_statement_text (row, 1));
  counters->payment_status = docket_enum_from_nick (DOCKET_TYPE_PAYMENT_STATUS, docket_statement_text (row, 2));
  counters->fulfilment_status = docket_enum_from_nick (DOCKET_TYPE_FULFILMENT_STATUS, docket_statement_text (row, 3));
  counters->is_on_hold = docket_statement_integer (row, 4) != 0;
  counters->net = docket_statement_integer (row, 5);
  counters->tax = docket_statement_integer (row, 6);
  counters->money.total = docket_statement_integer (row, 7);
  counters->money.cancelled = docket_statement_integer (row, 8);
  counters->money.captured = docket_statement_integer (row, 9);
  counters->money.refunded = docket_statement_integer (row, 10);
  counters->money.authorized = docket_statement_integer (row, 11);
  counters->money.n_voided = docket_statement_integer (row, 12);
  counters->balance = docket_statement_integer (row, 13);
  counters->n_lines = docket_statement_integer (row, 14);
  counters->items = docket_statement_integer (row, 15);
  counters->items_cancelled = docket_statement_integer (row, 16);
  counters->goods.shipped = docket_statement_integer (row, 17);
  counters->goods.delivered = docket_statement_integer (row, 18);
  return TRUE;
}

/* The event's figures, in the row. */
static gboolean
save_counters (DocketProjection *self, DocketDatabase *database, const Order *order, GError **error)
{
  const DocketOrderCounters *counters = &order->counters;
  const DocketMoneyCounters *money = &counters->money;

  docket_projection_touch (self, order->key);
  return docket_database_run (database, error,
                              "UPDATE orders_view SET status = ?, payment_status = ?, fulfilment_status = ?, on_hold = ?, cancelled = ?,"
                              " captured = ?, refunded = ?, authorized = ?, n_voided = ?, balance = ?, items_cancelled = ?,"
                              " items_shipped = ?, items_delivered = ? WHERE key = ?",
                              "tttiiiiiiiiiii", docket_enum_nick (DOCKET_TYPE_ORDER_STATUS, counters->status),
                              docket_enum_nick (DOCKET_TYPE_PAYMENT_STATUS, counters->payment_status),
                              docket_enum_nick (DOCKET_TYPE_FULFILMENT_STATUS, counters->fulfilment_status),
                              (gint64) counters->is_on_hold, money->cancelled, money->captured, money->refunded, money->authorized,
                              money->n_voided, counters->balance, counters->items_cancelled, counters->goods.shipped,
                              counters->goods.delivered, order->key);
}

/* What the three events that bring an order have in common. */
typedef struct
{
  gint64 key;
  const char *number;
  const char *source;
  const char *shop;
  const DocketUuid *customer_id;
  DocketContact *customer;
  DocketAddress *shipping_address;
  const char *note;
  char **tags;
  DocketOrderTerms *terms;
} Brought;

static gint64
number_value (const char *number)
{
  gint64 value = 0;

  for (const char *at = number; at != NULL && *at != '\0' && value < G_MAXINT32; at++)
    if (g_ascii_isdigit (*at))
      value = value * 10 + g_ascii_digit_value (*at);
  return value;
}

static gboolean
index_order (DocketDatabase *database, const Brought *brought, GError **error)
{
  g_autoptr (GString) text = g_string_sized_new (256);

  docket_search_text_add (text, brought->number);
  docket_search_text_add_contact (text, brought->customer);
  if (brought->shipping_address != NULL)
    {
      docket_search_text_add (text, brought->shipping_address->name);
      docket_search_text_add_phone (text, brought->shipping_address->phone);
    }
  for (guint i = 0; brought->terms->lines != NULL && i < brought->terms->lines->len; i++)
    {
      DocketOrderLine *line = brought->terms->lines->pdata[i];

      docket_search_text_add (text, line->sku);
      docket_search_text_add (text, line->title);
    }
  docket_search_text_add (text, brought->note);
  return docket_database_run (database, error, "INSERT OR REPLACE INTO orders_search (rowid, text) VALUES (?, ?)", "it", brought->key,
                              text->str);
}

static gboolean
bring_order (DocketProjection *self, DocketEvent *event, const Brought *brought, DocketDatabase *database, GError **error)
{
  const DocketEventEnvelope *envelope = docket_event_get_envelope (event);
  DocketContact *customer = brought->customer;
  const char *name = customer == NULL ? NULL : customer->name != NULL ? customer->name : customer->email;
  g_autoptr (GBytes) sort_key = name != NULL ? docket_text_sort_key (name) : NULL;
  g_autofree char *tags = docket_view_json_from_strings (brought->tags);
  Order order = { .key = brought->key };
  const DocketOrderCounters *counters = &order.counters;

  docket_order_counters_apply (&order.counters, event, 0);
  return docket_database_run (
             database, error,
             "INSERT OR REPLACE INTO orders_view (key, id, number, number_value, status, currency, net, tax, total, n_lines, items,"
             " customer_id, customer, customer_sort, email, placed_at, day, tags, source, shop)"
             " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
             "iutittiiiiiutbtiittt", order.key, &envelope->stream, brought->number, number_value (brought->number),
             docket_enum_nick (DOCKET_TYPE_ORDER_STATUS, counters->status), brought->terms->currency, counters->net, counters->tax,
             counters->money.total, counters->n_lines, counters->items, brought->customer_id, name, sort_key,
             customer != NULL ? customer->email : NULL, envelope->time, (gint64) envelope->day, tags, brought->source, brought->shop)
         && save_counters (self, database, &order, error) && index_order (database, brought, error);
}

static gboolean
order_drafted (DocketProjection *self, DocketEvent *event, DocketDatabase *database, GError **error)
{
  DocketOrderDrafted *drafted = (DocketOrderDrafted *) event;
  Brought brought = { .key = docket_event_get_envelope (event)->position,
                      .customer_id = &drafted->customer_id,
                      .customer = drafted->customer,
                      .shipping_address = drafted->shipping_address,
                      .note = drafted->note,
                      .terms = drafted->terms };

  return bring_order (self, event, &brought, database, error);
}

static gboolean
order_placed (DocketProjection *self, DocketEvent *event, DocketDatabase *database, GError **error)
{
  DocketOrderPlaced *placed = (DocketOrderPlaced *) event;
  const DocketEventEnvelope *envelope = docket_event_get_envelope (event);
  Brought brought = { .key = envelope->position,
                      .number = placed->number,
                      .customer_id = &placed->customer_id,
                      .customer = placed->customer,
                      .shipping_address = placed->shipping_address,
                      .note = placed->note,
                      .tags = placed->tags,
                      .terms = placed->terms };
  Order order;

  if (placed->was_drafted && load_order (database, &envelope->stream, &order, error))
    brought.key = order.key;
  return bring_order (self, event, &brought, database, error);
}

static gboolean
remember_parcel (const DocketUuid *id, GPtrArray *lines, DocketDatabase *database, GError **error)
{
  return docket_database_run (database, error, "INSERT OR REPLACE INTO orders_view_parcel (id, quantity) VALUES (?, ?)", "ui", id,
                              docket_line_quantities_sum (lines));
}

static gboolean
remember_imported_parcels (GPtrArray *fulfilments, DocketDatabase *database, GError **error)
{
  for (guint i = 0; fulfilments != NULL && i < fulfilments->len; i++)
    {
      DocketImportedFulfilment *fulfilment = fulfilments->pdata[i];

      if (!fulfilment->is_delivered && !remember_parcel (&fulfilment->fulfilment_id, fulfilment->lines, database, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
order_imported (DocketProjection *self, DocketEvent *event, DocketDatabase *database, GError **error)
{
  DocketOrderImported *imported = (DocketOrderImported *) event;
  Brought brought = { .key = docket_event_get_envelope (event)->position,
                      .number = imported->number,
                      .source = imported->source,
                      .shop = imported->shop,
                      .customer_id = &imported->customer_id,
                      .customer = imported->customer,
                      .shipping_address = imported->shipping_address,
                      .note = imported->note,
                      .tags = imported->tags,
                      .terms = imported->terms };

  return bring_order (self, event, &brought, database, error)
         && remember_imported_parcels (imported->fulfilments, database, error);
}

/* A draft's terms are replaced whole; its words are indexed again when it is placed. */
static gboolean
change_terms (DocketProjection *self, DocketEvent *event, DocketOrderTerms *terms, DocketDatabase *database, GError **error)
{
  Order order;

  if (!load_order (database, &docket_event_get_envelope (event)->stream, &order, error))
    return error == NULL || *error == NULL;
  docket_order_counters_apply (&order.counters, event, 0);
  docket_projection_touch (self, order.key);
  return docket_database_run (database, error,
                              "UPDATE orders_view SET currency = ?, net = ?, tax = ?, total = ?, n_lines = ?, items = ? WHERE key = ?",
                              "tiiiiii", terms->currency, order.counters.net, order.counters.tax, order.counters.money.total,
                              order.counters.n_lines, order.counters.items, order.key);
}

static gboolean
line_added (DocketProjection *self, DocketEvent *event, DocketDatabase *database, GError **error)
{
  return change_terms (self, event, ((DocketLineAdded *) event)->terms, database, error);
}

static gboolean
line_changed (DocketProjection *self, DocketEvent *event, DocketDatabase *database, GError **error)
{
  return change_terms (self, event, ((DocketLineChanged *) event)->terms, database, error);
}

static gboolean
line_removed (DocketProjection *self, DocketEvent *event, DocketDatabase *database, GError **error)
{
  return change_terms (self, event, ((DocketLineRemoved *) event)->terms, database, error);
}

static gboolean
discount_set (DocketProjection *self, DocketEvent *event, DocketDatabase *database, GError **error)
{
  return change_terms (self, event, ((DocketDiscountSet *) event)->terms, database, error);
}

static gboolean
shipping_set (DocketProjection *self, DocketEvent *event, DocketDatabase *database, GError **error)
{
  return change_terms (self, event, ((DocketShippingSet *) event)->terms, database, error);
}

static gboolean
customer_set (DocketProjection *self, DocketEvent *event, DocketDatabase *database, GError **error)
{
  DocketCustomerSet *set = (DocketCustomerSet *) event;
  DocketContact *customer = set->customer;
  const char *name = customer == NULL ? NULL : customer->name != NULL ? customer->name : customer->email;
  g_autoptr (GBytes) sort_key = name != NULL ? docket_text_sort_key (name) : NULL;
  Order order;

  if (!load_order (database, &docket_event_get_envelope (event)->stream, &order, error))
    return error == NULL || *error == NULL;
  docket_projection_touch (self, order.key);
  return docket_database_run (database, error,
                              "UPDATE orders_view SET customer_id = ?, customer = ?, customer_sort = ?, email = ? WHERE key = ?", "utbti",
                              &set->customer_id, name, sort_key, customer != NULL ? customer->email : NULL, order.key);
}

/* What changes its figures, and nothing else. */
static gboolean
count (DocketProjection *self, DocketEvent *event, gint64 delivered, DocketDatabase *database, GError **error)
{
  Order order;

  if (!load_order (database, &docket_event_get_envelope (event)->stream, &order, error))
    return error == NULL || *error == NULL;
  docket_order_counters_apply (&order.counters, event, delivered);
  return save_counters (self, database, &order, error);
}

static gboolean
figures_changed (DocketProjection *self, DocketEvent *event, DocketDatabase *database, GError **error)
{
  return count (self, event, 0, database, error);
}

/* The row stays as it is; the page of the order, which is folded from its events, is told by the row's key. */
static gboolean
page_changed (DocketProjection *self, DocketEvent *event, DocketDatabase *database, GError **error)
{
  gint64 key;

  if (!docket_database_get_integer (database, 0, &key, error, "SELECT key FROM orders_view WHERE id = ?", "u",
                                    &docket_event_get_envelope (event)->stream))
    return FALSE;
  if (key != 0)
    docket_projection_touch (self, key);
  return TRUE;
}

static gboolean
note_added (DocketProjection *self, DocketEvent *event, DocketDatabase *database, GError **error)
{
  g_autoptr (GString) text = g_string_new (NULL);
  Order order;

  if (!load_order (database, &docket_event_get_envelope (event)->stream, &order, error))
    return error == NULL || *error == NULL;
  docket_search_text_add (text, ((DocketNoteAdded *) event)->text);
  docket_projection_touch (self, order.key);
  return docket_database_run (database, error, "UPDATE orders_search SET text = text || ' ' || ? WHERE rowid = ?", "ti", text->str,
                              order.key);
}

static gboolean
fulfilment_shipped (DocketProjection *self, DocketEvent *event, DocketDatabase *database, GError **error)
{
  DocketFulfilmentShipped *shipped = (DocketFulfilmentShipped *) event;

  return remember_parcel (&shipped->fulfilment_id, shipped->lines, database, error) && count (self, event, 0, database, error);
}

static gboolean
fulfilment_delivered (DocketProjection *self, DocketEvent *event, DocketDatabase *database, GError **error)
{
  const DocketUuid *id = &((DocketFulfilmentDelivered *) event)->fulfilment_id;
  gint64 quantity;

  return docket_database_get_integer (database, 0, &quantity, error, "SELECT quantity FROM orders_view_parcel WHERE id = ?", "u", id)
         && docket_database_run (database, error, "DELETE FROM orders_view_parcel WHERE id = ?", "u", id)
         && count (self, event, quantity, database, error);
}

static const DocketProjector projectors[] = {
  { docket_order_drafted_get_type, order_drafted },
  { docket_order_placed_get_type, order_placed },
  { docket_order_imported_get_type, order_imported },
  { docket_line_added_get_type, line_added },
  { docket_line_changed_get_type, line_changed },
  { docket_line_removed_get_type, line_removed },
  { docket_discount_set_get_type, discount_set },
  { docket_shipping_set_get_type, shipping_set },
  { docket_customer_set_get_type, customer_set },
  { docket_shipping_address_updated_get_type, page_changed },
  { docket_draft_discarded_get_type, figures_changed },
  { docket_order_cancelled_get_type, figures_changed },
  { docket_order_held_get_type, figures_changed },
  { docket_order_released_get_type, figures_changed },
  { docket_note_added_get_type, note_added },
  { docket_payment_captured_get_type, figures_changed },
  { docket_payment_voided_get_type, figures_changed },
  { docket_fulfilment_created_get_type, page_changed },
  { docket_fulfilment_shipped_get_type, fulfilment_shipped },
  { docket_fulfilment_delivered_get_type, fulfilment_delivered },
  { docket_fulfilment_cancelled_get_type, page_changed },
};

static void
docket_orders_view_class_init (DocketOrdersViewClass *klass)
{
  DocketProjectionClass *projection_class = DOCKET_PROJECTION_CLASS (klass);

  projection_class->name = "orders_view";
  projection_class->version = 3;
  projection_class->schema = schema;
  projection_class->tables = tables;
  projection_class->projectors = projectors;
  projection_class->n_projectors = G_N_ELEMENTS (projectors);
  projection_class->depends_on_locale = TRUE;
}

static void
docket_orders_view_init (DocketOrdersView *self G_GNUC_UNUSED)
{
}
