/* docket-order-evolve.c: carries the events of orders into the write tables
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "docket-order-evolve.h"

#include "docket-order-events.h"
#include "docket-order-tables.h"
#include "docket-order-writer.h"
#include "docket-shop-tables.h"

static const DocketUuid *
get_stream (DocketEvent *event)
{
  return &docket_event_get_envelope (event)->stream;
}

/* The series follows what it gave out; numbers of other systems are looked up when the next one is chosen. */
static gboolean
advance_series (DocketDatabase *database, const char *number, GError **error)
{
  static const char sql[] =
    "INSERT INTO number_series (name, last) VALUES ('order', ?)"
    " ON CONFLICT (name) DO UPDATE SET last = max (last, excluded.last)";
  gint64 value;

  return !g_ascii_string_to_signed (number, 10, 1, G_MAXINT64, &value, NULL) ||
         docket_database_run (database, error, sql, "i", value);
}

static gboolean
reserve_lines (DocketDatabase *database, DocketOrderTerms *terms, GError **error)
{
  for (guint i = 0; terms->lines != NULL && i < terms->lines->len; i++)
    {
      DocketOrderLine *line = g_ptr_array_index (terms->lines, i);

      if (line->moves_stock && !docket_stock_apply (database, &line->product_id, 0, line->quantity, error))
        return FALSE;
    }
  return TRUE;
}

gboolean
docket_order_placed_evolve (DocketEvent *event, DocketDatabase *database, GError **error)
{
  DocketOrderPlaced *placed = DOCKET_ORDER_PLACED (event);
  DocketOrderHead head = {
    .number = placed->number,
    .status = DOCKET_ORDER_STATUS_OPEN,
    .customer_id = &placed->customer_id,
  };

  return docket_order_write_head (database, event, &head, placed->terms, error) &&
         (!placed->was_drafted || docket_order_forget_draft (database, event, error)) &&
         advance_series (database, placed->number, error) && reserve_lines (database, placed->terms, error);
}

static gboolean
write_source (DocketDatabase *database, DocketOrderImported *imported, GError **error)
{
  static const char sql[] = "INSERT OR REPLACE INTO import_source (order_id, source, shop, external_id) VALUES (?, ?, ?, ?)";

  return docket_database_run (database, error, sql, "uttt", get_stream (DOCKET_EVENT (imported)), imported->source,
                              imported->shop != NULL ? imported->shop : "", imported->external_id);
}

static gboolean
import_payment (DocketDatabase *database, const DocketUuid *order, gint64 place, DocketImportedPayment *payment, GError **error)
{
  static const char insert[] =
    "INSERT INTO payment (id, order_id, place, amount, captured, refunded, is_authorized, is_voided, method, reference)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
  static const char count[] =
    "UPDATE \"order\" SET captured = captured + ?, refunded = refunded + ?, authorized = authorized + ?, n_voided = n_voided + ?"
    " WHERE id = ?";
  gint64 amount = payment->amount.minor;
  gboolean is_captured = !payment->is_voided && !payment->is_authorized;
  gboolean is_held = payment->is_authorized && !payment->is_voided;

  return docket_database_run (database, error, insert, "uuiiiiiitt", &payment->payment_id, order, place, amount,
                              is_captured ? amount : (gint64) 0, payment->refunded.minor, (gint64) is_held,
                              (gint64) payment->is_voided, payment->method, payment->reference) &&
         docket_database_run (database, error, count, "iiiiu", is_captured ? amount : (gint64) 0, payment->refunded.minor,
                              is_held ? amount : (gint64) 0, (gint64) payment->is_voided, order);
}

static gboolean
import_fulfilment_line (DocketDatabase *database, const DocketUuid *order, const DocketUuid *fulfilment, DocketLineQuantity *line,
                        GError **error)
{
  static const char insert[] =
    "INSERT INTO fulfilment_line (fulfilment_id, line, quantity) VALUES (?, ?, ?)"
    " ON CONFLICT DO UPDATE SET quantity = quantity + excluded.quantity";
  static const char count[] =
    "UPDATE order_line SET committed = committed + ?, shipped = shipped + ? WHERE order_id = ? AND line = ?";

  return docket_database_run (database, error, insert, "uii", fulfilment, line->line, line->quantity) &&
         docket_database_run (database, error, count, "iiui", line->quantity, line->quantity, order, line->line);
}

static gboolean
import_fulfilment (DocketDatabase *database, const DocketUuid *order, gint64 number, DocketImportedFulfilment *fulfilment,
                   GError **error)
{
  static const char sql[] = "INSERT INTO fulfilment (id, order_id, number, status, tracking) VALUES (?, ?, ?, ?, ?)";
  int status = fulfilment->is_delivered ? DOCKET_PARCEL_STATUS_DELIVERED : DOCKET_PARCEL_STATUS_SHIPPED;

  if (!docket_database_run (database, error, sql, "uuiit", &fulfilment->fulfilment_id, order, number, (gint64) status,
                            fulfilment->tracking))
    return FALSE;
  for (guint i = 0; fulfilment->lines != NULL && i < fulfilment->lines->len; i++)
    if (!import_fulfilment_line (database, order, &fulfilment->fulfilment_id, g_ptr_array_index (fulfilment->lines, i), error))
      return FALSE;
  return TRUE;
}

static gboolean
import_moves (DocketDatabase *database, DocketOrderImported *imported, GError **error)
{
  const DocketUuid *order = get_stream (DOCKET_EVENT (imported));

  for (guint i = 0; imported->payments != NULL && i < imported->payments->len; i++)
    if (!import_payment (database, order, i + 1, g_ptr_array_index (imported->payments, i), error))
      return FALSE;
  for (guint i = 0; imported->fulfilments != NULL && i < imported->fulfilments->len; i++)
    if (!import_fulfilment (database, order, i + 1, g_ptr_array_index (imported->fulfilments, i), error))
      return FALSE;
  return TRUE;
}

static gboolean
cancel_lines (DocketDatabase *database, DocketEvent *event, GPtrArray *lines, gint64 amount, GError **error)
{
  const DocketUuid *order = get_stream (event);

  for (guint i = 0; lines != NULL && i < lines->len; i++)
    {
      DocketLineQuantity *line = g_ptr_array_index (lines, i);

      if (!docket_database_run (database, error, "UPDATE order_line SET cancelled = cancelled + ? WHERE order_id = ? AND line = ?",
                                "iui", line->quantity, order, line->line))
        return FALSE;
    }
  return docket_database_run (database, error, "UPDATE \"order\" SET cancelled = cancelled + ? WHERE id = ?", "iu", amount, order);
}

/* What is still to be sent of an order that is open: o − x − s. */
static gboolean
reserve_open_lines (DocketDatabase *database, DocketOrderImported *imported, GError **error)
{
  GPtrArray *lines = imported->terms->lines;

  if (imported->is_cancelled || imported->is_closed)
    return TRUE;
  for (guint i = 0; lines != NULL && i < lines->len; i++)
    {
      DocketOrderLine *line = g_ptr_array_index (lines, i);
      gint64 gone = 0;

      if (!line->moves_stock)
        continue;
      if (!docket_database_get_integer (database, 0, &gone, error,
                                        "SELECT cancelled + shipped FROM order_line WHERE order_id = ? AND line = ?", "ui",
                                        get_stream (DOCKET_EVENT (imported)), line->line))
        return FALSE;
      if (!docket_stock_apply (database, &line->product_id, 0, line->quantity - gone, error))
        return FALSE;
    }
  return TRUE;
}

gboolean
docket_order_imported_evolve (DocketEvent *event, DocketDatabase *database, GError **error)
{
  DocketOrderImported *imported = DOCKET_ORDER_IMPORTED (event);
  DocketOrderHead head = { .number = imported->number, .customer_id = &imported->customer_id };

  head.status = imported->is_cancelled ? DOCKET_ORDER_STATUS_CANCELLED
                : imported->is_closed  ? DOCKET_ORDER_STATUS_CLOSED
                                       : DOCKET_ORDER_STATUS_OPEN;
  return docket_order_write_head (database, event, &head, imported->terms, error) &&
         write_source (database, imported, error) &&
         import_moves (database, imported, error) &&
         cancel_lines (database, event, imported->cancelled, imported->cancelled_amount.minor, error) &&
         reserve_open_lines (database, imported, error);
}

gboolean
docket_order_cancelled_evolve (DocketEvent *event, DocketDatabase *database, GError **error)
{
  DocketOrderCancelled *cancelled = DOCKET_ORDER_CANCELLED (event);

  return docket_database_run (database, error, "UPDATE \"order\" SET status = ?, is_held = 0 WHERE id = ?", "iu",
                              (gint64) DOCKET_ORDER_STATUS_CANCELLED, get_stream (event)) &&
         cancel_lines (database, event, cancelled->lines, cancelled->amount.minor, error) &&
         docket_stock_apply_lines (database, cancelled->lines, FALSE, error) && docket_order_touch (database, event, error);
}

static gboolean
set_held (DocketDatabase *database, DocketEvent *event, gboolean is_held, GError **error)
{
  return docket_database_run (database, error, "UPDATE \"order\" SET is_held = ? WHERE id = ?", "iu", (gint64) is_held,
                              get_stream (event)) &&
         docket_order_touch (database, event, error);
}

gboolean
docket_order_held_evolve (DocketEvent *event, DocketDatabase *database, GError **error)
{
  return set_held (database, event, TRUE, error);
}

gboolean
docket_order_released_evolve (DocketEvent *event, DocketDatabase *database, GError **error)
{
  return set_held (database, event, FALSE, error);
}

/* A note decides nothing: it lives in the log and in the views. */
gboolean
docket_note_added_evolve (DocketEvent *event, DocketDatabase *database, GError **error)
{
  return docket_order_touch (database, event, error);
}
