/* docket-shipping-view.c: the view of what is to pack, to ship and on its way
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "docket-shipping-view.h"

#include "docket-events.h"

struct _DocketShippingView
{
  DocketProjection parent_instance;
};

G_DEFINE_FINAL_TYPE (DocketShippingView, docket_shipping_view, DOCKET_TYPE_PROJECTION)

/* A row for each open order with what is in no parcel yet, and one for each parcel until it has arrived. `done` rows wait for
 * more, such as a cancelled parcel's items. */
static const char schema[] =
    "CREATE TABLE shipping_view (key INTEGER PRIMARY KEY, order_id BLOB NOT NULL, fulfilment_id BLOB, number TEXT,"
    " parcel INTEGER NOT NULL DEFAULT 0, state TEXT NOT NULL, on_hold INTEGER NOT NULL DEFAULT 0, customer TEXT, city TEXT, country TEXT,"
    " items INTEGER NOT NULL, since INTEGER NOT NULL, tracking TEXT);"
    "CREATE INDEX shipping_view_order ON shipping_view (order_id);"
    "CREATE INDEX shipping_view_state ON shipping_view (state, since) WHERE state <> 'done';";

static const char *const tables[] = { "shipping_view", NULL };

static gboolean
find_order_row (DocketEvent *event, DocketDatabase *database, gint64 *key, GError **error)
{
  return docket_database_get_integer (database, 0, key, error,
                                      "SELECT key FROM shipping_view WHERE order_id = ? AND fulfilment_id IS NULL", "u",
                                      &docket_event_get_envelope (event)->stream);
}

static gboolean
change_items (DocketProjection *self, gint64 key, gint64 change, DocketDatabase *database, GError **error)
{
  docket_projection_touch (self, key);
  return docket_database_run (database, error,
                              "UPDATE shipping_view SET items = items + ?1,"
                              " state = CASE WHEN items + ?1 > 0 THEN 'to-pack' ELSE 'done' END WHERE key = ?2",
                              "ii", change, key);
}

static gboolean
add_order (DocketProjection *self, DocketEvent *event, const char *number, DocketContact *customer, DocketAddress *address, gint64 items,
           DocketDatabase *database, GError **error)
{
  const DocketEventEnvelope *envelope = docket_event_get_envelope (event);
  const char *name = customer == NULL ? NULL : customer->name != NULL ? customer->name : customer->email;

  if (address == NULL && customer != NULL)
    address = customer->address;
  docket_projection_touch (self, envelope->position);
  return docket_database_run (database, error,
                              "INSERT INTO shipping_view (key, order_id, number, state, customer, city, country, items, since)"
                              " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                              "iutttttii", envelope->position, &envelope->stream, number, items > 0 ? "to-pack" : "done", name,
                              address != NULL ? address->city : NULL, address != NULL ? address->country : NULL, items, envelope->time);
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
order_placed (DocketProjection *self, DocketEvent *event, DocketDatabase *database, GError **error)
{
  DocketOrderPlaced *placed = (DocketOrderPlaced *) event;

  return add_order (self, event, placed->number, placed->customer, placed->shipping_address, sum_items (placed->terms), database, error);
}

static gboolean
order_imported (DocketProjection *self, DocketEvent *event, DocketDatabase *database, GError **error)
{
  DocketOrderImported *imported = (DocketOrderImported *) event;
  gint64 items = sum_items (imported->terms) - docket_line_quantities_sum (imported->cancelled);

  for (guint i = 0; imported->fulfilments != NULL && i < imported->fulfilments->len; i++)
    items -= docket_line_quantities_sum (((DocketImportedFulfilment *) imported->fulfilments->pdata[i])->lines);
  if (imported->is_cancelled || imported->is_closed)
    return TRUE;
  return add_order (self, event, imported->number, imported->customer, imported->shipping_address, items, database, error);
}

static gboolean
set_on_hold (DocketProjection *self, DocketEvent *event, gint64 on_hold, DocketDatabase *database, GError **error)
{
  g_autoptr (DocketStatement) rows = docket_database_query (database, error, "SELECT key FROM shipping_view WHERE order_id = ?", "u",
                                                            &docket_event_get_envelope (event)->stream);
  GError *failure = NULL;

  if (rows == NULL)
    return FALSE;
  while (docket_statement_step (rows, &failure))
    docket_projection_touch (self, docket_statement_integer (rows, 0));
  if (failure != NULL)
    {
      g_propagate_error (error, failure);
      return FALSE;
    }
  return docket_database_run (database, error, "UPDATE shipping_view SET on_hold = ? WHERE order_id = ?", "iu", on_hold,
                              &docket_event_get_envelope (event)->stream);
}

static gboolean
order_cancelled (DocketProjection *self, DocketEvent *event, DocketDatabase *database, GError **error)
{
  gint64 key;

  return find_order_row (event, database, &key, error) && set_on_hold (self, event, 0, database, error)
         && (key == 0
             || change_items (self, key, -docket_line_quantities_sum (((DocketOrderCancelled *) event)->lines), database, error));
}

static gboolean
order_held (DocketProjection *self, DocketEvent *event, DocketDatabase *database, GError **error)
{
  return set_on_hold (self, event, 1, database, error);
}

static gboolean
order_released (DocketProjection *self, DocketEvent *event, DocketDatabase *database, GError **error)
{
  return set_on_hold (self, event, 0, database, error);
}

static gboolean
fulfilment_created (DocketProjection *self, DocketEvent *event, DocketDatabase *database, GError **error)
{
  DocketFulfilmentCreated *created = (DocketFulfilmentCreated *) event;
  const DocketEventEnvelope *envelope = docket_event_get_envelope (event);
  gint64 items = docket_line_quantities_sum (created->lines);
  gint64 key;

  if (!find_order_row (event, database, &key, error))
    return FALSE;
  if (key == 0)
    return TRUE;
  docket_projection_touch (self, envelope->position);
  return docket_database_run (database, error,
                              "INSERT INTO shipping_view (key, order_id, fulfilment_id, number, parcel, state, on_hold, customer, city,"
                              " country, items, since) SELECT ?, order_id, ?, number, ?, 'to-ship', on_hold, customer, city, country, ?, ?"
                              " FROM shipping_view WHERE key = ?",
                              "iuiiii", envelope->position, &created->fulfilment_id, created->number, items, envelope->time, key)
         && change_items (self, key, -items, database, error);
}

static gboolean
set_parcel (DocketProjection *self, DocketEvent *event, const DocketUuid *fulfilment_id, const char *state, const char *tracking,
            DocketDatabase *database, GError **error)
{
  const DocketEventEnvelope *envelope = docket_event_get_envelope (event);
  gint64 key;

  if (!docket_database_get_integer (database, 0, &key, error,
                                    "SELECT key FROM shipping_view WHERE order_id = ? AND fulfilment_id = ?", "uu", &envelope->stream,
                                    fulfilment_id))
    return FALSE;
  if (key == 0)
    return TRUE;
  docket_projection_touch (self, key);
  return docket_database_run (database, error, "UPDATE shipping_view SET state = ?, since = ?, tracking = ? WHERE key = ?", "titi", state,
                              envelope->time, tracking, key);
}

static gboolean
fulfilment_shipped (DocketProjection *self, DocketEvent *event, DocketDatabase *database, GError **error)
{
  DocketFulfilmentShipped *shipped = (DocketFulfilmentShipped *) event;

  return set_parcel (self, event, &shipped->fulfilment_id, "in-transit", shipped->tracking, database, error);
}

static gboolean
fulfilment_delivered (DocketProjection *self, DocketEvent *event, DocketDatabase *database, GError **error)
{
  return set_parcel (self, event, &((DocketFulfilmentDelivered *) event)->fulfilment_id, "done", NULL, database, error);
}

static gboolean
fulfilment_cancelled (DocketProjection *self, DocketEvent *event, DocketDatabase *database, GError **error)
{
  DocketFulfilmentCancelled *cancelled = (DocketFulfilmentCancelled *) event;
  gint64 key;

  return find_order_row (event, database, &key, error)
         && set_parcel (self, event, &cancelled->fulfilment_id, "done", NULL, database, error)
         && (key == 0 || change_items (self, key, docket_line_quantities_sum (cancelled->lines), database, error));
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
docket_shipping_view_class_init (DocketShippingViewClass *klass)
{
  DocketProjectionClass *projection_class = DOCKET_PROJECTION_CLASS (klass);

  projection_class->name = "shipping_view";
  projection_class->version = 2;
  projection_class->schema = schema;
  projection_class->tables = tables;
  projection_class->projectors = projectors;
  projection_class->n_projectors = G_N_ELEMENTS (projectors);
}

static void
docket_shipping_view_init (DocketShippingView *self G_GNUC_UNUSED)
{
}
