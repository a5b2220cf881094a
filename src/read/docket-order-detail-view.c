/* docket-order-detail-view.c: the view behind the order page
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "docket-order-detail-view.h"

#include "docket-events.h"
#include "docket-order-status.h"
#include "docket-view-json.h"

struct _DocketOrderDetailView
{
  DocketProjection parent_instance;
};

G_DEFINE_FINAL_TYPE (DocketOrderDetailView, docket_order_detail_view, DOCKET_TYPE_PROJECTION)

/* What does not change any more, or only whole, is kept as text; what counts has columns. A line without a row in
 * order_detail_line has all its counters at 0. */
static const char schema[] =
    "CREATE TABLE order_detail (key INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE, terms TEXT NOT NULL, customer TEXT,"
    " shipping_address TEXT, billing_address TEXT, note TEXT, hold_reason TEXT, differences TEXT);"
    "CREATE TABLE order_detail_line (id BLOB NOT NULL, line INTEGER NOT NULL, cancelled INTEGER NOT NULL DEFAULT 0,"
    " committed INTEGER NOT NULL DEFAULT 0, shipped INTEGER NOT NULL DEFAULT 0, PRIMARY KEY (id, line)) WITHOUT ROWID;"
    "CREATE TABLE order_detail_payment (id BLOB NOT NULL, payment_id BLOB NOT NULL, status TEXT NOT NULL, amount INTEGER NOT NULL,"
    " refunded INTEGER NOT NULL DEFAULT 0, method TEXT, reference TEXT, time INTEGER NOT NULL, PRIMARY KEY (id, payment_id))"
    " WITHOUT ROWID;"
    "CREATE TABLE order_detail_fulfilment (id BLOB NOT NULL, fulfilment_id BLOB NOT NULL, number INTEGER NOT NULL, status TEXT NOT NULL,"
    " tracking TEXT, carrier TEXT, created_at INTEGER NOT NULL, shipped_at INTEGER NOT NULL DEFAULT 0,"
    " delivered_at INTEGER NOT NULL DEFAULT 0, lines TEXT, PRIMARY KEY (id, fulfilment_id)) WITHOUT ROWID;";

static const char *const tables[] = { "order_detail", "order_detail_line", "order_detail_payment", "order_detail_fulfilment", NULL };

static const DocketUuid *
stream_of (DocketEvent *event)
{
  return &docket_event_get_envelope (event)->stream;
}

/* A query of this view is asked by id: the position of the event stands for the key. */
static void
touch (DocketProjection *self, DocketEvent *event)
{
  docket_projection_touch (self, docket_event_get_envelope (event)->position);
}

typedef struct
{
  DocketContact *customer;
  DocketAddress *shipping_address;
  DocketAddress *billing_address;
  const char *note;
  char **differences;
  DocketOrderTerms *terms;
} Brought;

static gboolean
bring (DocketProjection *self, DocketEvent *event, const Brought *brought, DocketDatabase *database, GError **error)
{
  g_autofree char *terms = docket_view_json_from_record (brought->terms);
  g_autofree char *customer = docket_view_json_from_record (brought->customer);
  g_autofree char *shipping_address = docket_view_json_from_record (brought->shipping_address);
  g_autofree char *billing_address = docket_view_json_from_record (brought->billing_address);
  g_autofree char *differences = docket_view_json_from_strings (brought->differences);

  touch (self, event);
  return docket_database_run (database, error,
                              "INSERT INTO order_detail (key, id, terms, customer, shipping_address, billing_address, note, differences)"
                              " VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
                              " ON CONFLICT (id) DO UPDATE SET terms = excluded.terms, customer = excluded.customer,"
                              " shipping_address = excluded.shipping_address, note = excluded.note",
                              "iutttttt", docket_event_get_envelope (event)->position, stream_of (event), terms, customer,
                              shipping_address, billing_address, brought->note, differences);
}

static gboolean
order_drafted (DocketProjection *self, DocketEvent *event, DocketDatabase *database, GError **error)
{
  DocketOrderDrafted *drafted = (DocketOrderDrafted *) event;
  Brought brought = { .customer = drafted->customer,
                      .shipping_address = drafted->shipping_address,
                      .note = drafted->note,
                      .terms = drafted->terms };

  return bring (self, event, &brought, database, error);
}

static gboolean
order_placed (DocketProjection *self, DocketEvent *event, DocketDatabase *database, GError **error)
{
  DocketOrderPlaced *placed = (DocketOrderPlaced *) event;
  Brought brought = { .customer = placed->customer,
                      .shipping_address = placed->shipping_address,
                      .note = placed->note,
                      .terms = placed->terms };

  return bring (self, event, &brought, database, error);
}

static gboolean
add_to_lines (DocketEvent *event, GPtrArray *lines, const char *sql, DocketDatabase *database, GError **error)
{
  for (guint i = 0; lines != NULL && i < lines->len; i++)
    {
      DocketLineQuantity *line = lines->pdata[i];

      if (!docket_database_run (database, error, sql, "uii", stream_of (event), line->line, line->quantity))
        return FALSE;
    }
  return TRUE;
}

#define ADD_TO_LINE(column) \
  "INSERT INTO order_detail_line (id, line, " column ") VALUES (?, ?, ?)" \
  " ON CONFLICT (id, line) DO UPDATE SET " column " = " column " + excluded." column

static gboolean
insert_payment (DocketEvent *event, const DocketUuid *payment_id, const char *status, gint64 amount, gint64 refunded, const char *method,
                const char *reference, gint64 time, DocketDatabase *database, GError **error)
{
  return docket_database_run (database, error,
                              "INSERT OR REPLACE INTO order_detail_payment (id, payment_id, status, amount, refunded, method, reference,"
                              " time) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                              "uutiitti", stream_of (event), payment_id, status, amount, refunded, method, reference, time);
}

static gboolean
import_payments (DocketEvent *event, GPtrArray *payments, DocketDatabase *database, GError **error)
{
  for (guint i = 0; payments != NULL && i < payments->len; i++)
    {
      DocketImportedPayment *payment = payments->pdata[i];
      const char *status = payment->is_voided ? "voided" : payment->is_authorized ? "authorized" : "captured";
      gint64 time = payment->time != 0 ? payment->time : docket_event_get_envelope (event)->time;

      if (!insert_payment (event, &payment->payment_id, status, payment->amount.minor, payment->refunded.minor, payment->method,
                           payment->reference, time, database, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
import_fulfilments (DocketEvent *event, GPtrArray *fulfilments, DocketDatabase *database, GError **error)
{
  for (guint i = 0; fulfilments != NULL && i < fulfilments->len; i++)
    {
      DocketImportedFulfilment *fulfilment = fulfilments->pdata[i];
      gint64 time = fulfilment->time != 0 ? fulfilment->time : docket_event_get_envelope (event)->time;
      g_autofree char *lines = docket_view_json_from_records (fulfilment->lines);

      if (!docket_database_run (database, error,
                                "INSERT OR REPLACE INTO order_detail_fulfilment (id, fulfilment_id, number, status, tracking, created_at,"
                                " shipped_at, delivered_at, lines) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                                "uuittiiit", stream_of (event), &fulfilment->fulfilment_id, (gint64) i + 1,
                                fulfilment->is_delivered ? "delivered" : "shipped", fulfilment->tracking, time, time,
                                fulfilment->is_delivered ? time : G_GINT64_CONSTANT (0), lines)
          || !add_to_lines (event, fulfilment->lines, ADD_TO_LINE ("committed"), database, error)
          || !add_to_lines (event, fulfilment->lines, ADD_TO_LINE ("shipped"), database, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
order_imported (DocketProjection *self, DocketEvent *event, DocketDatabase *database, GError **error)
{
  DocketOrderImported *imported = (DocketOrderImported *) event;
  Brought brought = { .customer = imported->customer,
                      .shipping_address = imported->shipping_address,
                      .billing_address = imported->billing_address,
                      .note = imported->note,
                      .differences = imported->differences,
                      .terms = imported->terms };

  return bring (self, event, &brought, database, error) && import_payments (event, imported->payments, database, error)
         && import_fulfilments (event, imported->fulfilments, database, error)
         && add_to_lines (event, imported->cancelled, ADD_TO_LINE ("cancelled"), database, error);
}

static gboolean
change_terms (DocketProjection *self, DocketEvent *event, DocketOrderTerms *terms, DocketDatabase *database, GError **error)
{
  g_autofree char *json = docket_view_json_from_record (terms);

  touch (self, event);
  return docket_database_run (database, error, "UPDATE order_detail SET terms = ? WHERE id = ?", "tu", json, stream_of (event));
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
  g_autofree char *json = docket_view_json_from_record (((DocketCustomerSet *) event)->customer);

  touch (self, event);
  return docket_database_run (database, error, "UPDATE order_detail SET customer = ? WHERE id = ?", "tu", json, stream_of (event));
}

static gboolean
shipping_address_updated (DocketProjection *self, DocketEvent *event, DocketDatabase *database, GError **error)
{
  g_autofree char *json = docket_view_json_from_record (((DocketShippingAddressUpdated *) event)->after);

  touch (self, event);
  return docket_database_run (database, error, "UPDATE order_detail SET shipping_address = ? WHERE id = ?", "tu", json,
                              stream_of (event));
}

static gboolean
set_hold_reason (DocketProjection *self, DocketEvent *event, const char *reason, DocketDatabase *database, GError **error)
{
  touch (self, event);
  return docket_database_run (database, error, "UPDATE order_detail SET hold_reason = ? WHERE id = ?", "tu", reason, stream_of (event));
}

static gboolean
order_cancelled (DocketProjection *self, DocketEvent *event, DocketDatabase *database, GError **error)
{
  return set_hold_reason (self, event, NULL, database, error)
         && add_to_lines (event, ((DocketOrderCancelled *) event)->lines, ADD_TO_LINE ("cancelled"), database, error);
}

static gboolean
order_held (DocketProjection *self, DocketEvent *event, DocketDatabase *database, GError **error)
{
  return set_hold_reason (self, event, ((DocketOrderHeld *) event)->reason, database, error);
}

static gboolean
order_released (DocketProjection *self, DocketEvent *event, DocketDatabase *database, GError **error)
{
  return set_hold_reason (self, event, NULL, database, error);
}

static gboolean
payment_captured (DocketProjection *self, DocketEvent *event, DocketDatabase *database, GError **error)
{
  DocketPaymentCaptured *captured = (DocketPaymentCaptured *) event;

  touch (self, event);
  return insert_payment (event, &captured->payment_id, "captured", captured->amount.minor, 0, captured->method, captured->reference,
                         docket_event_get_envelope (event)->time, database, error);
}

static gboolean
payment_voided (DocketProjection *self, DocketEvent *event, DocketDatabase *database, GError **error)
{
  touch (self, event);
  return docket_database_run (database, error, "UPDATE order_detail_payment SET status = 'voided' WHERE id = ? AND payment_id = ?", "uu",
                              stream_of (event), &((DocketPaymentVoided *) event)->payment_id);
}

static gboolean
fulfilment_created (DocketProjection *self, DocketEvent *event, DocketDatabase *database, GError **error)
{
  DocketFulfilmentCreated *created = (DocketFulfilmentCreated *) event;
  g_autofree char *lines = docket_view_json_from_records (created->lines);

  touch (self, event);
  return docket_database_run (database, error,
                              "INSERT INTO order_detail_fulfilment (id, fulfilment_id, number, status, created_at, lines)"
                              " VALUES (?, ?, ?, 'planned', ?, ?)",
                              "uuiit", stream_of (event), &created->fulfilment_id, created->number,
                              docket_event_get_envelope (event)->time, lines)
         && add_to_lines (event, created->lines, ADD_TO_LINE ("committed"), database, error);
}

static gboolean
fulfilment_shipped (DocketProjection *self, DocketEvent *event, DocketDatabase *database, GError **error)
{
  DocketFulfilmentShipped *shipped = (DocketFulfilmentShipped *) event;

  touch (self, event);
  return docket_database_run (database, error,
                              "UPDATE order_detail_fulfilment SET status = 'shipped', tracking = ?, carrier = ?, shipped_at = ?"
                              " WHERE id = ? AND fulfilment_id = ?",
                              "ttiuu", shipped->tracking, shipped->carrier, docket_event_get_envelope (event)->time, stream_of (event),
                              &shipped->fulfilment_id)
         && add_to_lines (event, shipped->lines, ADD_TO_LINE ("shipped"), database, error);
}

static gboolean
fulfilment_delivered (DocketProjection *self, DocketEvent *event, DocketDatabase *database, GError **error)
{
  touch (self, event);
  return docket_database_run (database, error,
                              "UPDATE order_detail_fulfilment SET status = 'delivered', delivered_at = ?"
                              " WHERE id = ? AND fulfilment_id = ?",
                              "iuu", docket_event_get_envelope (event)->time, stream_of (event),
                              &((DocketFulfilmentDelivered *) event)->fulfilment_id);
}

static gboolean
fulfilment_cancelled (DocketProjection *self, DocketEvent *event, DocketDatabase *database, GError **error)
{
  DocketFulfilmentCancelled *cancelled = (DocketFulfilmentCancelled *) event;

  touch (self, event);
  return docket_database_run (database, error,
                              "UPDATE order_detail_fulfilment SET status = 'cancelled' WHERE id = ? AND fulfilment_id = ?", "uu",
                              stream_of (event), &cancelled->fulfilment_id)
         && add_to_lines (event, cancelled->lines,
                          "INSERT INTO order_detail_line (id, line, committed) VALUES (?, ?, -?)"
                          " ON CONFLICT (id, line) DO UPDATE SET committed = committed + excluded.committed",
                          database, error);
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
  { docket_shipping_address_updated_get_type, shipping_address_updated },
  { docket_order_cancelled_get_type, order_cancelled },
  { docket_order_held_get_type, order_held },
  { docket_order_released_get_type, order_released },
  { docket_payment_captured_get_type, payment_captured },
  { docket_payment_voided_get_type, payment_voided },
  { docket_fulfilment_created_get_type, fulfilment_created },
  { docket_fulfilment_shipped_get_type, fulfilment_shipped },
  { docket_fulfilment_delivered_get_type, fulfilment_delivered },
  { docket_fulfilment_cancelled_get_type, fulfilment_cancelled },
};

static void
docket_order_detail_view_class_init (DocketOrderDetailViewClass *klass)
{
  DocketProjectionClass *projection_class = DOCKET_PROJECTION_CLASS (klass);

  projection_class->name = "order_detail";
  projection_class->version = 2;
  projection_class->schema = schema;
  projection_class->tables = tables;
  projection_class->projectors = projectors;
  projection_class->n_projectors = G_N_ELEMENTS (projectors);
}

static void
docket_order_detail_view_init (DocketOrderDetailView *self G_GNUC_UNUSED)
{
}
