/* docket-order-stream.c: the events of one order, read from the log when they are asked for
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "docket-order-stream.h"

#include "docket-event-store.h"
#include "docket-events.h"

#include <glib/gi18n-lib.h>

static DocketEventStore *
open_log (DocketDatabase *database)
{
  g_autoptr (DocketEventRegistry) registry = docket_event_registry_new ();

  docket_events_register (registry);
  return docket_event_store_new (database, registry);
}

/**
 * docket_order_stream_read:
 * @database: a connection to the log
 * @id: an order
 * @error: %DOCKET_ERROR_NOT_FOUND when no order began there
 *
 * Returns: (transfer full) (nullable) (element-type DocketEvent): what happened to it, in order
 */
GPtrArray *
docket_order_stream_read (DocketDatabase *database, const DocketUuid *id, GError **error)
{
  g_autoptr (DocketEventStore) log = open_log (database);
  g_autoptr (GPtrArray) events = docket_event_store_read_stream (log, id, error);

  if (events == NULL)
    return NULL;
  if (events->len > 0 && (DOCKET_IS_ORDER_DRAFTED (events->pdata[0]) || DOCKET_IS_ORDER_PLACED (events->pdata[0]) ||
                          DOCKET_IS_ORDER_IMPORTED (events->pdata[0])))
    return g_steal_pointer (&events);
  docket_error_set (error, DOCKET_ERROR_NOT_FOUND, "id", _("There is no such order."));
  return NULL;
}

static gboolean
take_event (DocketEvent *event, gpointer data, GError **error G_GNUC_UNUSED)
{
  g_set_object ((DocketEvent **) data, event);
  return TRUE;
}

/**
 * docket_order_stream_read_event:
 * @database: a connection to the log
 * @position: where the event stands in the log
 * @error: return location
 *
 * Returns: (transfer full) (nullable): the event
 */
DocketEvent *
docket_order_stream_read_event (DocketDatabase *database, gint64 position, GError **error)
{
  g_autoptr (DocketEventStore) log = open_log (database);
  g_autoptr (DocketEvent) event = NULL;

  if (!docket_event_store_read (log, position - 1, 1, take_event, &event, error))
    return NULL;
  if (event != NULL && docket_event_get_envelope (event)->position == position)
    return g_steal_pointer (&event);
  docket_error_set (error, DOCKET_ERROR_NOT_FOUND, "position", _("The log ends too early."));
  return NULL;
}
