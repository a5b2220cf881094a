/* docket-fulfilment-evolve.c: carries the events of fulfilments into the write tables
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "docket-fulfilment-evolve.h"

#include "docket-fulfilment-events.h"
#include "docket-order-status.h"
#include "docket-order-tables.h"
#include "docket-shop-tables.h"

/* Adds sign × quantity of each line to the counters that the statement names. */
static gboolean
count_lines (DocketDatabase *database, const DocketUuid *order, GPtrArray *lines, const char *sql, gint64 sign, GError **error)
{
  for (guint i = 0; lines != NULL && i < lines->len; i++)
    {
      const DocketLineQuantity *line = g_ptr_array_index (lines, i);

      if (!docket_database_run (database, error, sql, "iui", sign * line->quantity, order, line->line))
        return FALSE;
    }
  return TRUE;
}

#define COUNT_COMMITTED "UPDATE order_line SET committed = committed + ? WHERE order_id = ? AND line = ?"
#define COUNT_SHIPPED "UPDATE order_line SET shipped = shipped + ? WHERE order_id = ? AND line = ?"

/**
 * docket_fulfilment_created_evolve:
 * @event: a DocketFulfilmentCreated
 * @database: the write database
 * @error: (nullable): where to put an error
 *
 * Returns: whether the disk took it
 */
gboolean
docket_fulfilment_created_evolve (DocketEvent *event, DocketDatabase *database, GError **error)
{
  DocketFulfilmentCreated *created = DOCKET_FULFILMENT_CREATED (event);
  const DocketUuid *order = &docket_event_get_envelope (event)->stream;

  if (!docket_database_run (database, error, "INSERT INTO fulfilment (id, order_id, number, status) VALUES (?, ?, ?, ?)", "uuii",
                            &created->fulfilment_id, order, created->number, (gint64) DOCKET_PARCEL_STATUS_PLANNED))
    return FALSE;
  for (guint i = 0; i < created->lines->len; i++)
    {
      const DocketLineQuantity *line = g_ptr_array_index (created->lines, i);

      if (!docket_database_run (database, error, "INSERT INTO fulfilment_line (fulfilment_id, line, quantity) VALUES (?, ?, ?)", "uii",
                                &created->fulfilment_id, line->line, line->quantity))
        return FALSE;
    }
  return count_lines (database, order, created->lines, COUNT_COMMITTED, 1, error) && docket_order_touch (database, event, error);
}

/**
 * docket_fulfilment_shipped_evolve:
 * @event: a DocketFulfilmentShipped
 * @database: the write database
 * @error: (nullable): where to put an error
 *
 * Returns: whether the disk took it
 */
gboolean
docket_fulfilment_shipped_evolve (DocketEvent *event, DocketDatabase *database, GError **error)
{
  DocketFulfilmentShipped *shipped = DOCKET_FULFILMENT_SHIPPED (event);

  return docket_database_run (database, error, "UPDATE fulfilment SET status = ?, tracking = ?, carrier = ? WHERE id = ?", "ittu",
                              (gint64) DOCKET_PARCEL_STATUS_SHIPPED, shipped->tracking, shipped->carrier, &shipped->fulfilment_id) &&
         count_lines (database, &docket_event_get_envelope (event)->stream, shipped->lines, COUNT_SHIPPED, 1, error) &&
         docket_stock_apply_lines (database, shipped->lines, TRUE, error) && docket_order_touch (database, event, error);
}

/**
 * docket_fulfilment_delivered_evolve:
 * @event: a DocketFulfilmentDelivered
 * @database: the write database
 * @error: (nullable): where to put an error
 *
 * Returns: whether the disk took it
 */
gboolean
docket_fulfilment_delivered_evolve (DocketEvent *event, DocketDatabase *database, GError **error)
{
  return docket_database_run (database, error, "UPDATE fulfilment SET status = ? WHERE id = ?", "iu", (gint64) DOCKET_PARCEL_STATUS_DELIVERED,
                              &DOCKET_FULFILMENT_DELIVERED (event)->fulfilment_id) &&
         docket_order_touch (database, event, error);
}

/**
 * docket_fulfilment_cancelled_evolve:
 * @event: a DocketFulfilmentCancelled
 * @database: the write database
 * @error: (nullable): where to put an error
 *
 * Returns: whether the disk took it
 */
gboolean
docket_fulfilment_cancelled_evolve (DocketEvent *event, DocketDatabase *database, GError **error)
{
  DocketFulfilmentCancelled *cancelled = DOCKET_FULFILMENT_CANCELLED (event);

  return docket_database_run (database, error, "UPDATE fulfilment SET status = ? WHERE id = ?", "iu", (gint64) DOCKET_PARCEL_STATUS_CANCELLED,
                              &cancelled->fulfilment_id) &&
         count_lines (database, &docket_event_get_envelope (event)->stream, cancelled->lines, COUNT_COMMITTED, -1, error) &&
         docket_order_touch (database, event, error);
}
