/* docket-shipping-view.c: the view of what is to pack, to ship and on its way
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "docket-shipping-view.h"

#include "docket-events.h"

/* parcel: 0 for what of the order is in no parcel yet. */
typedef struct
{
  gint64 key;
  DocketUuid fulfilment_id;
  char *number;
  gint64 parcel;
  const char *state;
  gboolean is_on_hold;
  char *customer;
  char *city;
  char *country;
  gint64 items;
  gint64 since;
  char *tracking;
  gboolean is_stored;
  gboolean is_changed;
} Row;

/* What is there of an order, from the file and after the events of the batch. */
typedef struct
{
  DocketUuid id;
  GPtrArray *rows;
} Order;

struct _DocketShippingView
{
  DocketProjection parent_instance;
  GHashTable *by_id;
  GPtrArray *orders;
};

G_DEFINE_FINAL_TYPE (DocketShippingView, docket_shipping_view, DOCKET_TYPE_PROJECTION)

/* A row for each open order with what is in no parcel yet, and one for each parcel until it has arrived. An order all of which is in
 * parcels is `done`, and waits as long as one of them may still be cancelled. */
static const char schema[] =
    "CREATE TABLE shipping_view (key INTEGER PRIMARY KEY, order_id BLOB NOT NULL, fulfilment_id BLOB, number TEXT,"
    " parcel INTEGER NOT NULL, state TEXT NOT NULL, on_hold INTEGER NOT NULL, customer TEXT, city TEXT, country TEXT,"
    " items INTEGER NOT NULL, since INTEGER NOT NULL, tracking TEXT);"
    "CREATE INDEX shipping_view_order ON shipping_view (order_id);";

static const DocketViewIndex indexes[] = {
  { "shipping_view_state", "shipping_view", "(state, since) WHERE state <> 'done'" },
  { 0 },
};

static const char *const tables[] = { "shipping_view", NULL };

static const char to_pack[] = "to-pack";
static const char to_ship[] = "to-ship";
static const char in_transit[] = "in-transit";
static const char done[] = "done";

static void
row_free (gpointer data)
{
  Row *row = data;

  g_free (row->number);
  g_free (row->customer);
  g_free (row->city);
  g_free (row->country);
  g_free (row->tracking);
  g_free (row);
}

static void
order_free (gpointer data)
{
  Order *order = data;

  g_ptr_array_unref (order->rows);
  g_free (order);
}

static const char *
find_state (const char *state)
{
  static const char *const states[] = { to_pack, to_ship, in_transit };

  for (guint i = 0; i < G_N_ELEMENTS (states); i++)
    if (g_strcmp0 (state, states[i]) == 0)
      return states[i];
  return done;
}

static void
take_row (Order *order, DocketStatement *statement)
{
  Row *row = g_new0 (Row, 1);

  row->key = docket_statement_integer (statement, 0);
  row->fulfilment_id = docket_statement_uuid (statement, 1);
  row->number = g_strdup (docket_statement_text (statement, 2));
  row->parcel = docket_statement_integer (statement, 3);
  row->state = find_state (docket_statement_text (statement, 4));
  row->is_on_hold = docket_statement_integer (statement, 5) != 0;
  row->customer = g_strdup (docket_statement_text (statement, 6));
  row->city = g_strdup (docket_statement_text (statement, 7));
  row->country = g_strdup (docket_statement_text (statement, 8));
  row->items = docket_statement_integer (statement, 9);
  row->since = docket_statement_integer (statement, 10);
  row->tracking = g_strdup (docket_statement_text (statement, 11));
  row->is_stored = TRUE;
  g_ptr_array_add (order->rows, row);
}

static Order *
keep_order (DocketShippingView *self, const DocketUuid *id)
{
  Order *order = g_new0 (Order, 1);

  order->id = *id;
  order->rows = g_ptr_array_new_with_free_func (row_free);
  g_ptr_array_add (self->orders, order);
  g_hash_table_insert (self->by_id, &order->id, order);
  return order;
}

static gboolean
find_order (DocketProjection *projection, DocketEvent *event, DocketDatabase *database, Order **order, GError **error)
{
  DocketShippingView *self = DOCKET_SHIPPING_VIEW (projection);
  const DocketUuid *id = &docket_event_get_envelope (event)->stream;
  g_autoptr (DocketStatement) rows = NULL;
  GError *failure = NULL;

  *order = g_hash_table_lookup (self->by_id, id);
  if (*order != NULL)
    return TRUE;
  rows = docket_database_query (database, error,
                                "SELECT key, fulfilment_id, number, parcel, state, on_hold, customer, city, country, items, since,"
                                " tracking FROM shipping_view WHERE order_id = ? ORDER BY key",
                                "u", id);
  if (rows == NULL)
    return FALSE;
  *order = keep_order (self, id);
  while (docket_statement_step (rows, &failure))
    take_row (*order, rows);
  if (failure != NULL)
    g_propagate_error (error, failure);
  return failure == NULL;
}

static void
change_row (DocketProjection *self, Row *row)
{
  row->is_changed = TRUE;
  docket_projection_touch (self, row->key);
}

/* A `done` order without a parcel that could be cancelled is over. */
static gboolean
is_over (const Order *order, const Row *row)
{
  if (row->state != done)
    return FALSE;
  for (guint i = 0; row->parcel == 0 && i < order->rows->len; i++)
    if (((Row *) g_ptr_array_index (order->rows, i))->state == to_ship)
      return FALSE;
  return TRUE;
}

static gboolean
write_row (const Order *order, const Row *row, DocketDatabase *database, GError **error)
{
  return docket_database_run (database, error,
                              "INSERT OR REPLACE INTO shipping_view (key, order_id, fulfilment_id, number, parcel, state, on_hold,"
                              " customer, city, country, items, since, tracking) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                              "iuutititttiit", row->key, &order->id, &row->fulfilment_id, row->number, row->parcel, row->state,
                              (gint64) row->is_on_hold, row->customer, row->city, row->country, row->items, row->since, row->tracking);
}

static gboolean
write_order (const Order *order, DocketDatabase *database, GError **error)
{
  for (guint i = 0; i < order->rows->len; i++)
    {
      const Row *row = g_ptr_array_index (order->rows, i);

      if (is_over (order, row))
        {
          if (row->is_stored
              && !docket_database_run (database, error, "DELETE FROM shipping_view WHERE key = ?", "i", row->key))
            return FALSE;
        }
      else if (row->is_changed && !write_row (order, row, database, error))
        return FALSE;
    }
  return TRUE;
}

static void
docket_shipping_view_forget (DocketProjection *projection)
{
  DocketShippingView *self = DOCKET_SHIPPING_VIEW (projection);

  g_hash_table_remove_all (self->by_id);
  g_ptr_array_set_size (self->orders, 0);
}

static gboolean
docket_shipping_view_flush (DocketProjection *projection, DocketDatabase *database, GError **error)
{
  DocketShippingView *self = DOCKET_SHIPPING_VIEW (projection);

  for (guint i = 0; i < self->orders->len; i++)
    if (!write_order (g_ptr_array_index (self->orders, i), database, error))
      return FALSE;
  docket_shipping_view_forget (projection);
  return TRUE;
}

/* What of the order is in no parcel. */
static Row *
find_open_row (Order *order)
{
  for (guint i = 0; i < order->rows->len; i++)
    if (((Row *) g_ptr_array_index (order->rows, i))->parcel == 0)
      return g_ptr_array_index (order->rows, i);
  return NULL;
}

static Row *
find_parcel (Order *order, const DocketUuid *fulfilment_id)
{
  for (guint i = 0; i < order->rows->len; i++)
    {
      Row *row = g_ptr_array_index (order->rows, i);

      if (row->parcel != 0 && docket_uuid_equal (&row->fulfilment_id, fulfilment_id))
        return row;
    }
  return NULL;
}

static void
change_items (DocketProjection *self, Row *row, gint64 change)
{
  row->items += change;
  row->state = row->items > 0 ? to_pack : done;
  change_row (self, row);
}

static void
add_order (DocketProjection *self, DocketEvent *event, const char *number, DocketContact *customer, DocketAddress *address, gint64 items)
{
  const DocketEventEnvelope *envelope = docket_event_get_envelope (event);
  Order *order = keep_order (DOCKET_SHIPPING_VIEW (self), &envelope->stream);
  Row *row = g_new0 (Row, 1);

  if (address == NULL && customer != NULL)
    address = customer->address;
  row->key = envelope->position;
  row->number = g_strdup (number);
  row->customer = customer == NULL ? NULL : g_strdup (customer->name != NULL ? customer->name : customer->email);
  row->city = address != NULL ? g_strdup (address->city) : NULL;
  row->country = address != NULL ? g_strdup (address->country) : NULL;
  row->since = envelope->time;
  g_ptr_array_add (order->rows, row);
  change_items (self, row, items);
}

static gint64
sum_items (DocketOrderTerms *terms)
{
  gint64 sum = 0;

  for (guint i = 0; terms->lines != NULL && i < terms->lines->len; i++)
    sum += ((DocketOrderLine *) terms->lines->pdata[i])->quantity;
  return sum;
}

static gboolean
order_placed (DocketProjection *self, DocketEvent *event, DocketDatabase *database G_GNUC_UNUSED, GError **error G_GNUC_UNUSED)
{
  DocketOrderPlaced *placed = (DocketOrderPlaced *) event;

  add_order (self, event, placed->number, placed->customer, placed->shipping_address, sum_items (placed->terms));
  return TRUE;
}

static gboolean
order_imported (DocketProjection *self, DocketEvent *event, DocketDatabase *database G_GNUC_UNUSED, GError **error G_GNUC_UNUSED)
{
  DocketOrderImported *imported = (DocketOrderImported *) event;
  gint64 items = sum_items (imported->terms) - docket_line_quantities_sum (imported->cancelled);

  for (guint i = 0; imported->fulfilments != NULL && i < imported->fulfilments->len; i++)
    items -= docket_line_quantities_sum (((DocketImportedFulfilment *) imported->fulfilments->pdata[i])->lines);
  if (!imported->is_cancelled && !imported->is_closed)
    add_order (self, event, imported->number, imported->customer, imported->shipping_address, items);
  return TRUE;
}

static gboolean
set_on_hold (DocketProjection *self, DocketEvent *event, gboolean is_on_hold, DocketDatabase *database, GError **error)
{
  Order *order;

  if (!find_order (self, event, database, &order, error))
    return FALSE;
  for (guint i = 0; i < order->rows->len; i++)
    {
      Row *row = g_ptr_array_index (order->rows, i);

      row->is_on_hold = is_on_hold;
      change_row (self, row);
    }
  return TRUE;
}

static gboolean
order_cancelled (DocketProjection *self, DocketEvent *event, DocketDatabase *database, GError **error)
{
  Order *order;
  Row *row;

  if (!set_on_hold (self, event, FALSE, database, error) || !find_order (self, event, database, &order, error))
    return FALSE;
  row = find_open_row (order);
  if (row != NULL)
    change_items (self, row, -docket_line_quantities_sum (((DocketOrderCancelled *) event)->lines));
  return TRUE;
}

static gboolean
order_held (DocketProjection *self, DocketEvent *event, DocketDatabase *database, GError **error)
{
  return set_on_hold (self, event, TRUE, database, error);
}

static gboolean
order_released (DocketProjection *self, DocketEvent *event, DocketDatabase *database, GError **error)
{
  return set_on_hold (self, event, FALSE, database, error);
}

static gboolean
fulfilment_created (DocketProjection *self, DocketEvent *event, DocketDatabase *database, GError **error)
{
  DocketFulfilmentCreated *created = (DocketFulfilmentCreated *) event;
  const DocketEventEnvelope *envelope = docket_event_get_envelope (event);
  Order *order;
  Row *open;
  Row *row;

  if (!find_order (self, event, database, &order, error))
    return FALSE;
  open = find_open_row (order);
  if (open == NULL)
    return TRUE;
  row = g_new0 (Row, 1);
  row->key = envelope->position;
  row->fulfilment_id = created->fulfilment_id;
  row->number = g_strdup (open->number);
  row->parcel = created->number;
  row->state = to_ship;
  row->is_on_hold = open->is_on_hold;
  row->customer = g_strdup (open->customer);
  row->city = g_strdup (open->city);
  row->country = g_strdup (open->country);
  row->items = docket_line_quantities_sum (created->lines);
  row->since = envelope->time;
  g_ptr_array_add (order->rows, row);
  change_row (self, row);
  change_items (self, open, -row->items);
  return TRUE;
}

static gboolean
set_parcel (DocketProjection *self, DocketEvent *event, const DocketUuid *fulfilment_id, const char *state, const char *tracking,
            Order **order, DocketDatabase *database, GError **error)
{
  Row *row;

  if (!find_order (self, event, database, order, error))
    return FALSE;
  row = find_parcel (*order, fulfilment_id);
  if (row == NULL)
    return TRUE;
  row->state = state;
  row->since = docket_event_get_envelope (event)->time;
  g_free (row->tracking);
  row->tracking = g_strdup (tracking);
  change_row (self, row);
  return TRUE;
}

static gboolean
fulfilment_shipped (DocketProjection *self, DocketEvent *event, DocketDatabase *database, GError **error)
{
  DocketFulfilmentShipped *shipped = (DocketFulfilmentShipped *) event;
  Order *order;

  return set_parcel (self, event, &shipped->fulfilment_id, in_transit, shipped->tracking, &order, database, error);
}

static gboolean
fulfilment_delivered (DocketProjection *self, DocketEvent *event, DocketDatabase *database, GError **error)
{
  Order *order;

  return set_parcel (self, event, &((DocketFulfilmentDelivered *) event)->fulfilment_id, done, NULL, &order, database, error);
}

static gboolean
fulfilment_cancelled (DocketProjection *self, DocketEvent *event, DocketDatabase *database, GError **error)
{
  DocketFulfilmentCancelled *cancelled = (DocketFulfilmentCancelled *) event;
  Order *order;
  Row *open;

  if (!set_parcel (self, event, &cancelled->fulfilment_id, done, NULL, &order, database, error))
    return FALSE;
  open = find_open_row (order);
  if (open != NULL)
    change_items (self, open, docket_line_quantities_sum (cancelled->lines));
  return TRUE;
}

static const DocketProjector projectors[] = {
  { docket_order_placed_get_type, order_placed },
  { docket_order_imported_get_type, order_imported },
  { docket_order_cancelled_get_type, order_cancelled },
  { docket_order_held_get_type, order_held },
  { docket_order_released_get_type, order_released },
  { docket_fulfilment_created_get_type, fulfilment_created },
  { docket_fulfilment_shipped_get_type, fulfilment_shipped },
  { docket_fulfilment_delivered_get_type, fulfilment_delivered },
  { docket_fulfilment_cancelled_get_type, fulfilment_cancelled },
};

static void
docket_shipping_view_finalize (GObject *object)
{
  DocketShippingView *self = DOCKET_SHIPPING_VIEW (object);

  g_hash_table_unref (self->by_id);
  g_ptr_array_unref (self->orders);
  G_OBJECT_CLASS (docket_shipping_view_parent_class)->finalize (object);
}

static void
docket_shipping_view_class_init (DocketShippingViewClass *klass)
{
  DocketProjectionClass *projection_class = DOCKET_PROJECTION_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = docket_shipping_view_finalize;
  projection_class->name = "shipping_view";
  projection_class->version = 3;
  projection_class->flush = docket_shipping_view_flush;
  projection_class->forget = docket_shipping_view_forget;
  projection_class->schema = schema;
  projection_class->indexes = indexes;
  projection_class->tables = tables;
  projection_class->projectors = projectors;
  projection_class->n_projectors = G_N_ELEMENTS (projectors);
}

static void
docket_shipping_view_init (DocketShippingView *self)
{
  self->by_id = g_hash_table_new (docket_uuid_hash, docket_uuid_equal);
  self->orders = g_ptr_array_new_with_free_func (order_free);
}
