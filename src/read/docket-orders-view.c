/* docket-orders-view.c: the view behind the list of orders and its search
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "docket-orders-view.h"

#include "docket-events.h"
#include "docket-order-counters.h"
#include "docket-search-index.h"
#include "docket-search-text.h"
#include "docket-text.h"
#include "docket-view-json.h"

/* What the three events that bring an order have in common. Of the event, which is kept as long. */
typedef struct
{
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

/* A row as it is after the events so far. brought_by: what made it, while it is not written yet. */
typedef struct
{
  DocketUuid id;
  gint64 key;
  DocketOrderCounters counters;
  gboolean is_changed;
  DocketEvent *brought_by;
  Brought brought;
} Order;

struct _DocketOrdersView
{
  DocketProjection parent_instance;
  GHashTable *by_id;
  GPtrArray *orders;
  DocketSearchIndex *search;
};

G_DEFINE_FINAL_TYPE (DocketOrdersView, docket_orders_view, DOCKET_TYPE_PROJECTION)

/* The statuses are the numbers of DocketOrderStatus, DocketPaymentStatus and DocketFulfilmentStatus. words: what a draft is found
 * by, to be taken back when it is placed. */
static const char schema[] =
    "CREATE TABLE orders_view ("
    " key INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE, number TEXT, number_value INTEGER NOT NULL,"
    " status INTEGER NOT NULL, payment_status INTEGER NOT NULL, fulfilment_status INTEGER NOT NULL, on_hold INTEGER NOT NULL,"
    " currency TEXT NOT NULL, net INTEGER NOT NULL, tax INTEGER NOT NULL, total INTEGER NOT NULL, cancelled INTEGER NOT NULL,"
    " captured INTEGER NOT NULL, refunded INTEGER NOT NULL, authorized INTEGER NOT NULL, n_voided INTEGER NOT NULL,"
    " balance INTEGER NOT NULL, n_lines INTEGER NOT NULL, items INTEGER NOT NULL, items_cancelled INTEGER NOT NULL,"
    " items_shipped INTEGER NOT NULL, parcels_shipped INTEGER NOT NULL, parcels_delivered INTEGER NOT NULL,"
    " customer_id BLOB, customer TEXT, customer_sort BLOB, email TEXT, placed_at INTEGER NOT NULL, day INTEGER NOT NULL, tags TEXT,"
    " source TEXT, shop TEXT, words TEXT);"
    DOCKET_SEARCH_INDEX_TABLE ("orders_search");

/* Each order that a list can have is an index. It has the key in the second place, which says what comes first of a million orders
 * that owe nothing, and holds what lists are filtered by: a million keys are then read without one row. */
#define FILTERED "status, payment_status, fulfilment_status"
#define SORTED_BY(name, column, others) { "orders_view_" name, "orders_view", "(" column ", key, " others ")" }
static const DocketViewIndex indexes[] = {
  SORTED_BY ("placed_at", "placed_at", "day, " FILTERED),
  SORTED_BY ("number", "number_value", FILTERED),
  SORTED_BY ("customer", "customer_sort", FILTERED),
  SORTED_BY ("items", "items", FILTERED),
  SORTED_BY ("total", "total", FILTERED),
  SORTED_BY ("balance", "balance", FILTERED),
  SORTED_BY ("day", "day", FILTERED),
  SORTED_BY ("status", "status", "payment_status, fulfilment_status"),
  SORTED_BY ("payment", "payment_status", "status, fulfilment_status"),
  SORTED_BY ("fulfilment", "fulfilment_status", "status, payment_status"),
  { "orders_view_number_text", "orders_view", "(number)" },
  { "orders_view_customer_id", "orders_view", "(customer_id) WHERE customer_id IS NOT NULL" },
  { "orders_view_owed", "orders_view", "(currency, balance) WHERE balance > 0" },
  { "orders_view_on_hold", "orders_view", "(placed_at) WHERE on_hold" },
  { "orders_view_to_ship", "orders_view", "(placed_at) WHERE status = 2 AND items_shipped < items - items_cancelled" },
  { 0 },
};

static const char *const tables[] = { "orders_search", "orders_view", NULL };

static void
order_free (gpointer data)
{
  Order *order = data;

  g_clear_object (&order->brought_by);
  g_free (order);
}

static Order *
keep_order (DocketOrdersView *self, const DocketUuid *id, gint64 key)
{
  Order *order = g_new0 (Order, 1);

  order->id = *id;
  order->key = key;
  g_ptr_array_add (self->orders, order);
  g_hash_table_insert (self->by_id, &order->id, order);
  return order;
}

static void
take_row (Order *order, DocketStatement *row)
{
  DocketOrderCounters *counters = &order->counters;

  counters->status = (DocketOrderStatus) docket_statement_integer (row, 1);
  counters->payment_status = (DocketPaymentStatus) docket_statement_integer (row, 2);
  counters->fulfilment_status = (DocketFulfilmentStatus) docket_statement_integer (row, 3);
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
  counters->parcels_shipped = docket_statement_integer (row, 18);
  counters->parcels_delivered = docket_statement_integer (row, 19);
}

/* The order of an event, from memory or from its row; %NULL when there is none. Its row is told to have changed. */
static gboolean
find_order (DocketOrdersView *self, DocketEvent *event, DocketDatabase *database, Order **order, GError **error)
{
  const DocketUuid *id = &docket_event_get_envelope (event)->stream;
  g_autoptr (DocketStatement) row = NULL;
  GError *failure = NULL;

  *order = g_hash_table_lookup (self->by_id, id);
  if (*order == NULL)
    {
      row = docket_database_query (database, error,
                                   "SELECT key, status, payment_status, fulfilment_status, on_hold, net, tax, total, cancelled,"
                                   " captured, refunded, authorized, n_voided, balance, n_lines, items, items_cancelled, items_shipped,"
                                   " parcels_shipped, parcels_delivered FROM orders_view WHERE id = ?",
                                   "u", id);
      if (row == NULL)
        return FALSE;
      if (docket_statement_step (row, &failure))
        {
          *order = keep_order (self, id, docket_statement_integer (row, 0));
          take_row (*order, row);
        }
    }
  if (*order != NULL)
    docket_projection_touch (DOCKET_PROJECTION (self), (*order)->key);
  if (failure != NULL)
    g_propagate_error (error, failure);
  return failure == NULL;
}

/* Writing */

static gboolean
update_order (const Order *order, DocketDatabase *database, GError **error)
{
  const DocketOrderCounters *counters = &order->counters;
  const DocketMoneyCounters *money = &counters->money;

  return docket_database_run (database, error,
                              "UPDATE orders_view SET status = ?, payment_status = ?, fulfilment_status = ?, on_hold = ?, cancelled = ?,"
                              " captured = ?, refunded = ?, authorized = ?, n_voided = ?, balance = ?, items_cancelled = ?,"
                              " items_shipped = ?, parcels_shipped = ?, parcels_delivered = ? WHERE key = ?",
                              "iiiiiiiiiiiiiii", (gint64) counters->status, (gint64) counters->payment_status,
                              (gint64) counters->fulfilment_status, (gint64) counters->is_on_hold, money->cancelled, money->captured,
                              money->refunded, money->authorized, money->n_voided, counters->balance, counters->items_cancelled,
                              counters->goods.shipped, counters->parcels_shipped, counters->parcels_delivered, order->key);
}

static gint64
number_value (const char *number)
{
  gint64 value = 0;

  for (const char *at = number; at != NULL && *at != '\0' && value < G_MAXINT32; at++)
    if (g_ascii_isdigit (*at))
      value = value * 10 + g_ascii_digit_value (*at);
  return value;
}

static char *
make_words (const Brought *brought)
{
  GString *text = g_string_sized_new (256);

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
  return g_string_free (text, FALSE);
}

static gboolean
insert_order (DocketOrdersView *self, const Order *order, DocketDatabase *database, GError **error)
{
  const DocketEventEnvelope *envelope = docket_event_get_envelope (order->brought_by);
  const Brought *brought = &order->brought;
  const DocketOrderCounters *counters = &order->counters;
  const DocketMoneyCounters *money = &counters->money;
  DocketContact *customer = brought->customer;
  const char *name = customer == NULL ? NULL : customer->name != NULL ? customer->name : customer->email;
  g_autoptr (GBytes) sort_key = name != NULL ? docket_text_sort_key (name) : NULL;
  g_autofree char *tags = docket_view_json_from_strings (brought->tags);
  g_autofree char *words = make_words (brought);

  docket_search_index_add (self->search, order->key, words);
  return docket_database_run (
      database, error,
      "INSERT OR REPLACE INTO orders_view (key, id, number, number_value, status, payment_status, fulfilment_status, on_hold, currency,"
      " net, tax, total, cancelled, captured, refunded, authorized, n_voided, balance, n_lines, items, items_cancelled, items_shipped,"
      " parcels_shipped, parcels_delivered, customer_id, customer, customer_sort, email, placed_at, day, tags, source, shop, words)"
      " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
      "iutiiiiitiiiiiiiiiiiiiiiutbtiitttt", order->key, &order->id, brought->number, number_value (brought->number),
      (gint64) counters->status, (gint64) counters->payment_status, (gint64) counters->fulfilment_status, (gint64) counters->is_on_hold,
      brought->terms->currency, counters->net, counters->tax, money->total, money->cancelled, money->captured, money->refunded,
      money->authorized, money->n_voided, counters->balance, counters->n_lines, counters->items, counters->items_cancelled,
      counters->goods.shipped, counters->parcels_shipped, counters->parcels_delivered, brought->customer_id, name, sort_key,
      customer != NULL ? customer->email : NULL, envelope->time, (gint64) envelope->day, tags, brought->source, brought->shop,
      DOCKET_IS_ORDER_DRAFTED (order->brought_by) ? words : NULL);
}

static void
docket_orders_view_forget (DocketProjection *projection)
{
  DocketOrdersView *self = DOCKET_ORDERS_VIEW (projection);

  g_hash_table_remove_all (self->by_id);
  g_ptr_array_set_size (self->orders, 0);
  docket_search_index_forget (self->search);
}

static gboolean
docket_orders_view_flush (DocketProjection *projection, DocketDatabase *database, GError **error)
{
  DocketOrdersView *self = DOCKET_ORDERS_VIEW (projection);

  for (guint i = 0; i < self->orders->len; i++)
    {
      const Order *order = g_ptr_array_index (self->orders, i);

      if (order->brought_by != NULL ? !insert_order (self, order, database, error)
                                    : order->is_changed && !update_order (order, database, error))
        return FALSE;
    }
  if (!docket_search_index_flush (self->search, database, error))
    return FALSE;
  docket_orders_view_forget (projection);
  return TRUE;
}

/* Orders that come */

static void
bring_order (DocketOrdersView *self, DocketEvent *event, gint64 key, const Brought *brought)
{
  Order *order = keep_order (self, &docket_event_get_envelope (event)->stream, key);

  order->brought = *brought;
  order->brought_by = g_object_ref (event);
  docket_order_counters_apply (&order->counters, event);
  docket_projection_touch (DOCKET_PROJECTION (self), key);
}

static gboolean
order_drafted (DocketProjection *self, DocketEvent *event, DocketDatabase *database G_GNUC_UNUSED, GError **error G_GNUC_UNUSED)
{
  DocketOrderDrafted *drafted = (DocketOrderDrafted *) event;
  Brought brought = { .customer_id = &drafted->customer_id,
                      .customer = drafted->customer,
                      .shipping_address = drafted->shipping_address,
                      .note = drafted->note,
                      .terms = drafted->terms };

  bring_order (DOCKET_ORDERS_VIEW (self), event, docket_event_get_envelope (event)->position, &brought);
  return TRUE;
}

/* A draft keeps its key, and is found by other words from now on. */
static gboolean
take_draft (DocketOrdersView *self, const DocketUuid *id, DocketDatabase *database, gint64 *key, GError **error)
{
  g_autoptr (DocketStatement) row = NULL;
  GError *failure = NULL;

  if (!docket_orders_view_flush (DOCKET_PROJECTION (self), database, error))
    return FALSE;
  row = docket_database_query (database, error, "SELECT key, words FROM orders_view WHERE id = ?", "u", id);
  if (row == NULL)
    return FALSE;
  if (docket_statement_step (row, &failure))
    {
      *key = docket_statement_integer (row, 0);
      if (!docket_statement_is_null (row, 1))
        docket_search_index_remove (self->search, *key, docket_statement_text (row, 1));
    }
  if (failure != NULL)
    g_propagate_error (error, failure);
  return failure == NULL;
}

static gboolean
order_placed (DocketProjection *self, DocketEvent *event, DocketDatabase *database, GError **error)
{
  DocketOrderPlaced *placed = (DocketOrderPlaced *) event;
  const DocketEventEnvelope *envelope = docket_event_get_envelope (event);
  Brought brought = { .number = placed->number,
                      .customer_id = &placed->customer_id,
                      .customer = placed->customer,
                      .shipping_address = placed->shipping_address,
                      .note = placed->note,
                      .tags = placed->tags,
                      .terms = placed->terms };
  gint64 key = envelope->position;

  if (placed->was_drafted && !take_draft (DOCKET_ORDERS_VIEW (self), &envelope->stream, database, &key, error))
    return FALSE;
  bring_order (DOCKET_ORDERS_VIEW (self), event, key, &brought);
  return TRUE;
}

static gboolean
order_imported (DocketProjection *self, DocketEvent *event, DocketDatabase *database G_GNUC_UNUSED, GError **error G_GNUC_UNUSED)
{
  DocketOrderImported *imported = (DocketOrderImported *) event;
  Brought brought = { .number = imported->number,
                      .source = imported->source,
                      .shop = imported->shop,
                      .customer_id = &imported->customer_id,
                      .customer = imported->customer,
                      .shipping_address = imported->shipping_address,
                      .note = imported->note,
                      .tags = imported->tags,
                      .terms = imported->terms };

  bring_order (DOCKET_ORDERS_VIEW (self), event, docket_event_get_envelope (event)->position, &brought);
  return TRUE;
}

/* Drafts that change: seldom enough to be written at once */

/* Its words are indexed again when it is placed. */
static gboolean
change_terms (DocketProjection *self, DocketEvent *event, DocketOrderTerms *terms, DocketDatabase *database, GError **error)
{
  DocketOrderCounters counters;
  Order *order;

  if (!docket_orders_view_flush (self, database, error) || !find_order (DOCKET_ORDERS_VIEW (self), event, database, &order, error))
    return FALSE;
  if (order == NULL)
    return TRUE;
  docket_order_counters_apply (&order->counters, event);
  counters = order->counters;
  return docket_database_run (database, error,
                              "UPDATE orders_view SET currency = ?, net = ?, tax = ?, total = ?, n_lines = ?, items = ? WHERE key = ?",
                              "tiiiiii", terms->currency, counters.net, counters.tax, counters.money.total, counters.n_lines,
                              counters.items, order->key);
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
  Order *order;

  if (!docket_orders_view_flush (self, database, error) || !find_order (DOCKET_ORDERS_VIEW (self), event, database, &order, error))
    return FALSE;
  return order == NULL
         || docket_database_run (database, error,
                                 "UPDATE orders_view SET customer_id = ?, customer = ?, customer_sort = ?, email = ? WHERE key = ?",
                                 "utbti", &set->customer_id, name, sort_key, customer != NULL ? customer->email : NULL, order->key);
}

/* What happens to an order */

static gboolean
figures_changed (DocketProjection *self, DocketEvent *event, DocketDatabase *database, GError **error)
{
  Order *order;

  if (!find_order (DOCKET_ORDERS_VIEW (self), event, database, &order, error))
    return FALSE;
  if (order != NULL)
    {
      docket_order_counters_apply (&order->counters, event);
      order->is_changed = TRUE;
    }
  return TRUE;
}

/* The row stays as it is; the page of the order, which is folded from its events, is told by the row's key. */
static gboolean
page_changed (DocketProjection *self, DocketEvent *event, DocketDatabase *database, GError **error)
{
  Order *order;

  return find_order (DOCKET_ORDERS_VIEW (self), event, database, &order, error);
}

static gboolean
note_added (DocketProjection *projection, DocketEvent *event, DocketDatabase *database, GError **error)
{
  DocketOrdersView *self = DOCKET_ORDERS_VIEW (projection);
  g_autoptr (GString) text = g_string_new (NULL);
  Order *order;

  if (!find_order (self, event, database, &order, error))
    return FALSE;
  if (order == NULL)
    return TRUE;
  docket_search_text_add (text, ((DocketNoteAdded *) event)->text);
  docket_search_index_add (self->search, order->key, text->str);
  return TRUE;
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
  { docket_fulfilment_shipped_get_type, figures_changed },
  { docket_fulfilment_delivered_get_type, figures_changed },
  { docket_fulfilment_cancelled_get_type, page_changed },
};

static gboolean
docket_orders_view_tidy (DocketProjection *self, DocketDatabase *database, gboolean *has_more, GError **error)
{
  return docket_search_index_tidy (DOCKET_ORDERS_VIEW (self)->search, database, has_more, error);
}

static void
docket_orders_view_finalize (GObject *object)
{
  DocketOrdersView *self = DOCKET_ORDERS_VIEW (object);

  g_hash_table_unref (self->by_id);
  g_ptr_array_unref (self->orders);
  docket_search_index_free (self->search);
  G_OBJECT_CLASS (docket_orders_view_parent_class)->finalize (object);
}

static void
docket_orders_view_class_init (DocketOrdersViewClass *klass)
{
  DocketProjectionClass *projection_class = DOCKET_PROJECTION_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = docket_orders_view_finalize;
  projection_class->name = "orders_view";
  projection_class->version = 6;
  projection_class->schema = schema;
  projection_class->indexes = indexes;
  projection_class->tables = tables;
  projection_class->projectors = projectors;
  projection_class->n_projectors = G_N_ELEMENTS (projectors);
  projection_class->depends_on_locale = TRUE;
  projection_class->flush = docket_orders_view_flush;
  projection_class->forget = docket_orders_view_forget;
  projection_class->tidy = docket_orders_view_tidy;
}

static void
docket_orders_view_init (DocketOrdersView *self)
{
  self->by_id = g_hash_table_new ((GHashFunc) docket_uuid_hash, (GEqualFunc) docket_uuid_equal);
  self->orders = g_ptr_array_new_with_free_func (order_free);
  self->search = docket_search_index_new ("orders_search");
}
