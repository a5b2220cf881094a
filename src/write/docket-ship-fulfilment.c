/* docket-ship-fulfilment.c: a parcel left
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "docket-ship-fulfilment.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>

#include "docket-fulfilment-events.h"
#include "docket-shop-rules.h"

static const DocketField fields[] = {
  DOCKET_FIELD (DocketShipFulfilment, fulfilment, "fulfilment", docket_kind_string, .flags = DOCKET_FIELD_REQUIRED, .maximum = 200,
                .summary = "Which fulfilment, by its id or as in 1001-1."),
  DOCKET_FIELD (DocketShipFulfilment, tracking, "tracking", docket_kind_string, .maximum = 200, .summary = "The carrier's number for it."),
  DOCKET_FIELD (DocketShipFulfilment, carrier, "carrier", docket_kind_string, .maximum = 100, .summary = "Who carries it."),
  DOCKET_FIELD (DocketShipFulfilment, order_id, "order-id", docket_kind_uuid, .flags = DOCKET_FIELD_COMPLETED,
                .told_as = DOCKET_TOLD_STREAM),
  DOCKET_FIELD (DocketShipFulfilment, fulfilment_id, "fulfilment-id", docket_kind_uuid, .flags = DOCKET_FIELD_COMPLETED),
};
DOCKET_DEFINE_RECORD (DocketShipFulfilment, docket_ship_fulfilment, DOCKET_TYPE_COMMAND, fields)

static gboolean
prepare (DocketCommand *command, DocketUnitOfWork *unit_of_work, GError **error)
{
  DocketShipFulfilment *self = DOCKET_SHIP_FULFILMENT (command);

  docket_trim (&self->tracking);
  docket_trim (&self->carrier);
  return docket_fulfilment_resolve (docket_unit_of_work_get_database (unit_of_work), self->fulfilment, &self->order_id,
                                    &self->fulfilment_id, error);
}

static gboolean
check_status (DocketOrderState *order, DocketFulfilmentState *fulfilment, GError **error)
{
  g_autofree char *name = docket_order_state_describe (order);

  switch (fulfilment->status)
    {
    case DOCKET_PARCEL_STATUS_PLANNED:
    case DOCKET_PARCEL_STATUS_PACKED:
      return TRUE;
    case DOCKET_PARCEL_STATUS_READY:
      docket_error_set (error, DOCKET_ERROR_REJECTED, "fulfilment",
                        _("Fulfilment %s-%" PRId64 " waits to be picked up; it is not sent."), name, fulfilment->number);
      return FALSE;
    case DOCKET_PARCEL_STATUS_SHIPPED:
    case DOCKET_PARCEL_STATUS_DELIVERED:
      docket_error_set (error, DOCKET_ERROR_REJECTED, "fulfilment", _("Fulfilment %s-%" PRId64 " has left already."), name,
                        fulfilment->number);
      return FALSE;
    case DOCKET_PARCEL_STATUS_CANCELLED:
    default:
      docket_error_set (error, DOCKET_ERROR_REJECTED, "fulfilment", _("Fulfilment %s-%" PRId64 " has been cancelled."), name,
                        fulfilment->number);
      return FALSE;
    }
}

static GPtrArray *
list_leaving (DocketOrderState *order, GPtrArray *lines)
{
  GPtrArray *leaving = docket_records_copy (lines);

  for (guint i = 0; i < leaving->len; i++)
    {
      DocketLineQuantity *line = g_ptr_array_index (leaving, i);
      const DocketOrderLineState *state = docket_order_state_get_line (order, line->line);

      if (state->terms->moves_stock)
        line->product_id = state->terms->product_id;
    }
  return leaving;
}

static gboolean
decide (DocketCommand *command, DocketUnitOfWork *unit_of_work, GError **error)
{
  DocketShipFulfilment *self = DOCKET_SHIP_FULFILMENT (command);
  DocketDatabase *database = docket_unit_of_work_get_database (unit_of_work);
  g_autoptr (DocketOrderState) order = NULL;
  g_autoptr (DocketFulfilmentShipped) event = NULL;
  DocketFulfilmentState *fulfilment;

  order = docket_order_state_require_fulfilment (database, &self->fulfilment_id, &fulfilment, error);
  if (order == NULL || !check_status (order, fulfilment, error) || !docket_order_state_check_open (order, error) ||
      !docket_order_state_check_not_held (order, error) ||
      !docket_order_state_check_on_hand (order, fulfilment->lines, database, error))
    return FALSE;
  event = g_object_new (DOCKET_TYPE_FULFILMENT_SHIPPED, NULL);
  event->fulfilment_id = fulfilment->id;
  event->tracking = g_strdup (self->tracking);
  event->carrier = g_strdup (self->carrier);
  event->lines = list_leaving (order, fulfilment->lines);
  docket_unit_of_work_record (unit_of_work, &order->id, order->version, DOCKET_EVENT (event));
  return TRUE;
}

const DocketCommandHandler docket_ship_fulfilment_handler = {
  .get_type = docket_ship_fulfilment_get_type,
  .replay_class = DOCKET_REPLAY_FACT,
  .prepare = prepare,
  .decide = decide,
  .irreversible = N_("What has shipped is not taken back: it comes back as a return."),
};
