/* docket-inventory-view.c: the view of what is on hand and reserved
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "docket-inventory-view.h"

#include "docket-events.h"

/* What a batch of events does to one product. */
typedef struct
{
  DocketUuid id;
  gint64 on_hand;
  gint64 reserved;
} Move;

struct _DocketInventoryView
{
  DocketProjection parent_instance;
  GHashTable *moves;
};

G_DEFINE_FINAL_TYPE (DocketInventoryView, docket_inventory_view, DOCKET_TYPE_PROJECTION)

/* low: less than five steps can be sold. The key is that of the product's row in its own view: the position of its first event. */
static const char schema[] =
    "CREATE TABLE inventory_view (key INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE, step INTEGER NOT NULL, safety_stock INTEGER NOT NULL,"
    " on_hand INTEGER NOT NULL DEFAULT 0, reserved INTEGER NOT NULL DEFAULT 0, available INTEGER NOT NULL DEFAULT 0,"
    " low INTEGER NOT NULL DEFAULT 1);"
    "CREATE INDEX inventory_view_low ON inventory_view (key) WHERE low;";

static const char *const tables[] = { "inventory_view", NULL };

static gboolean
write_move (DocketProjection *self, const Move *move, DocketDatabase *database, GError **error)
{
  gint64 key;

  if (!docket_database_get_integer (database, 0, &key, error, "SELECT key FROM inventory_view WHERE id = ?", "u", &move->id))
    return FALSE;
  if (key == 0)
    return TRUE;
  docket_projection_touch (self, key);
  return docket_database_run (database, error,
                              "UPDATE inventory_view SET on_hand = on_hand + ?1, reserved = reserved + ?2,"
                              " available = available + ?1 - ?2, low = (available + ?1 - ?2 < 5 * step) WHERE key = ?3",
                              "iii", move->on_hand, move->reserved, key);
}

static void
docket_inventory_view_forget (DocketProjection *self)
{
  g_hash_table_remove_all (DOCKET_INVENTORY_VIEW (self)->moves);
}

static gboolean
docket_inventory_view_flush (DocketProjection *self, DocketDatabase *database, GError **error)
{
  GHashTableIter iter;
  gpointer move;

  g_hash_table_iter_init (&iter, DOCKET_INVENTORY_VIEW (self)->moves);
  while (g_hash_table_iter_next (&iter, NULL, &move))
    if (!write_move (self, move, database, error))
      return FALSE;
  docket_inventory_view_forget (self);
  return TRUE;
}

static void
move (DocketProjection *projection, const DocketUuid *id, gint64 on_hand, gint64 reserved)
{
  DocketInventoryView *self = DOCKET_INVENTORY_VIEW (projection);
  Move *gathered = g_hash_table_lookup (self->moves, id);

  if (docket_uuid_is_null (id))
    return;
  if (gathered == NULL)
    {
      gathered = g_new0 (Move, 1);
      gathered->id = *id;
      g_hash_table_insert (self->moves, &gathered->id, gathered);
    }
  gathered->on_hand += on_hand;
  gathered->reserved += reserved;
}

static void
take_all (DocketProjection *self, GPtrArray *lines, gboolean leaves)
{
  for (guint i = 0; lines != NULL && i < lines->len; i++)
    {
      DocketLineQuantity *line = lines->pdata[i];

      move (self, &line->product_id, leaves ? -line->quantity : 0, -line->quantity);
    }
}

static gboolean
product_created (DocketProjection *self, DocketEvent *event, DocketDatabase *database, GError **error)
{
  DocketProductDetails *product = ((DocketProductCreated *) event)->product;
  const DocketEventEnvelope *envelope = docket_event_get_envelope (event);

  if (!docket_inventory_view_flush (self, database, error))
    return FALSE;
  docket_projection_touch (self, envelope->position);
  return docket_database_run (database, error,
                              "INSERT INTO inventory_view (key, id, step, safety_stock, available) VALUES (?, ?, ?, ?, ?)", "iuiii",
                              envelope->position, &envelope->stream, product->step, product->safety_stock, -product->safety_stock);
}

static gboolean
product_updated (DocketProjection *self, DocketEvent *event, DocketDatabase *database, GError **error)
{
  DocketProductDetails *product = ((DocketProductUpdated *) event)->after;
  const DocketUuid *id = &docket_event_get_envelope (event)->stream;

  return docket_inventory_view_flush (self, database, error)
         && docket_database_run (database, error,
                                 "UPDATE inventory_view SET step = ?, safety_stock = ?, available = on_hand - reserved - ?"
                                 " WHERE id = ?",
                                 "iiiu", product->step, product->safety_stock, product->safety_stock, id)
         && write_move (self, &(Move) { .id = *id }, database, error);
}

static gboolean
stock_received (DocketProjection *self, DocketEvent *event, DocketDatabase *database G_GNUC_UNUSED, GError **error G_GNUC_UNUSED)
{
  move (self, &docket_event_get_envelope (event)->stream, ((DocketStockReceived *) event)->quantity, 0);
  return TRUE;
}

static gboolean
order_placed (DocketProjection *self, DocketEvent *event, DocketDatabase *database G_GNUC_UNUSED, GError **error G_GNUC_UNUSED)
{
  GPtrArray *lines = ((DocketOrderPlaced *) event)->terms->lines;

  for (guint i = 0; lines != NULL && i < lines->len; i++)
    {
      DocketOrderLine *line = lines->pdata[i];

      if (line->moves_stock)
        move (self, &line->product_id, 0, line->quantity);
    }
  return TRUE;
}

static gint64
quantity_of_line (GPtrArray *lines, gint64 number)
{
  gint64 quantity = 0;

  for (guint i = 0; lines != NULL && i < lines->len; i++)
    {
      DocketLineQuantity *line = lines->pdata[i];

      if (line->line == number)
        quantity += line->quantity;
    }
  return quantity;
}

static gint64
open_quantity (DocketOrderImported *imported, DocketOrderLine *line)
{
  gint64 quantity = line->quantity - quantity_of_line (imported->cancelled, line->line);

  for (guint i = 0; imported->fulfilments != NULL && i < imported->fulfilments->len; i++)
    quantity -= quantity_of_line (((DocketImportedFulfilment *) imported->fulfilments->pdata[i])->lines, line->line);
  return quantity;
}

static gboolean
order_imported (DocketProjection *self, DocketEvent *event, DocketDatabase *database G_GNUC_UNUSED, GError **error G_GNUC_UNUSED)
{
  DocketOrderImported *imported = (DocketOrderImported *) event;
  GPtrArray *lines = imported->terms->lines;

  if (imported->is_cancelled || imported->is_closed)
    return TRUE;
  for (guint i = 0; lines != NULL && i < lines->len; i++)
    {
      DocketOrderLine *line = lines->pdata[i];

      if (line->moves_stock)
        move (self, &line->product_id, 0, open_quantity (imported, line));
    }
  return TRUE;
}

static gboolean
order_cancelled (DocketProjection *self, DocketEvent *event, DocketDatabase *database G_GNUC_UNUSED, GError **error G_GNUC_UNUSED)
{
  take_all (self, ((DocketOrderCancelled *) event)->lines, FALSE);
  return TRUE;
}

static gboolean
fulfilment_shipped (DocketProjection *self, DocketEvent *event, DocketDatabase *database G_GNUC_UNUSED, GError **error G_GNUC_UNUSED)
{
  take_all (self, ((DocketFulfilmentShipped *) event)->lines, TRUE);
  return TRUE;
}

static const DocketProjector projectors[] = {
  { docket_product_created_get_type, product_created },
  { docket_product_updated_get_type, product_updated },
  { docket_stock_received_get_type, stock_received },
  { docket_order_placed_get_type, order_placed },
  { docket_order_imported_get_type, order_imported },
  { docket_order_cancelled_get_type, order_cancelled },
  { docket_fulfilment_shipped_get_type, fulfilment_shipped },
};

static void
docket_inventory_view_finalize (GObject *object)
{
  g_hash_table_unref (DOCKET_INVENTORY_VIEW (object)->moves);
  G_OBJECT_CLASS (docket_inventory_view_parent_class)->finalize (object);
}

static void
docket_inventory_view_class_init (DocketInventoryViewClass *klass)
{
  DocketProjectionClass *projection_class = DOCKET_PROJECTION_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = docket_inventory_view_finalize;
  projection_class->name = "inventory_view";
  projection_class->version = 1;
  projection_class->flush = docket_inventory_view_flush;
  projection_class->forget = docket_inventory_view_forget;
  projection_class->schema = schema;
  projection_class->tables = tables;
  projection_class->projectors = projectors;
  projection_class->n_projectors = G_N_ELEMENTS (projectors);
}

static void
docket_inventory_view_init (DocketInventoryView *self)
{
  self->moves = g_hash_table_new_full (docket_uuid_hash, docket_uuid_equal, NULL, g_free);
}
