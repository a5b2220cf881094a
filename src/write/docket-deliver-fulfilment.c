/* docket-deliver-fulfilment.c: a parcel arrived
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "docket-deliver-fulfilment.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>

#include "docket-fulfilment-events.h"
#include "docket-shop-rules.h"

static const DocketField fields[] = {
  DOCKET_FIELD (DocketDeliverFulfilment, fulfilment, "fulfilment", docket_kind_string, .flags = DOCKET_FIELD_REQUIRED, .maximum = 200,
                .summary = "Which fulfilment, by its id or as in 1001-1."),
  DOCKET_FIELD (DocketDeliverFulfilment, order_id, "order-id", docket_kind_uuid, .flags = DOCKET_FIELD_COMPLETED,
                .told_as = DOCKET_TOLD_STREAM),
  DOCKET_FIELD (DocketDeliverFulfilment, fulfilment_id, "fulfilment-id", docket_kind_uuid, .flags = DOCKET_FIELD_COMPLETED),
};
DOCKET_DEFINE_RECORD (DocketDeliverFulfilment, docket_deliver_fulfilment, DOCKET_TYPE_COMMAND, fields)

static gboolean
prepare (DocketCommand *command, DocketUnitOfWork *unit_of_work, GError **error)
{
  DocketDeliverFulfilment *self = DOCKET_DELIVER_FULFILMENT (command);

  return docket_fulfilment_resolve (docket_unit_of_work_get_database (unit_of_work), self->fulfilment, &self->order_id,
                                    &self->fulfilment_id, error);
}

static gboolean
check_status (DocketOrderState *order, DocketFulfilmentState *fulfilment, GError **error)
{
  g_autofree char *name = docket_order_state_describe (order);

  switch (fulfilment->status)
    {
    case DOCKET_PARCEL_STATUS_SHIPPED:
      return TRUE;
    case DOCKET_PARCEL_STATUS_PLANNED:
    case DOCKET_PARCEL_STATUS_PACKED:
    case DOCKET_PARCEL_STATUS_READY:
      docket_error_set (error, DOCKET_ERROR_REJECTED, "fulfilment", _("Fulfilment %s-%" PRId64 " has not left yet; ship it first."),
                        name, fulfilment->number);
      return FALSE;
    case DOCKET_PARCEL_STATUS_DELIVERED:
      docket_error_set (error, DOCKET_ERROR_REJECTED, "fulfilment", _("Fulfilment %s-%" PRId64 " has been delivered already."),
                        name, fulfilment->number);
      return FALSE;
    case DOCKET_PARCEL_STATUS_CANCELLED:
    default:
      docket_error_set (error, DOCKET_ERROR_REJECTED, "fulfilment", _("Fulfilment %s-%" PRId64 " has been cancelled."), name,
                        fulfilment->number);
      return FALSE;
    }
}

static gboolean
decide (DocketCommand *command, DocketUnitOfWork *unit_of_work, GError **error)
{
  DocketDeliverFulfilment *self = DOCKET_DELIVER_FULFILMENT (command);
  g_autoptr (DocketOrderState) order = NULL;
  g_autoptr (DocketFulfilmentDelivered) event = NULL;
  DocketFulfilmentState *fulfilment;

  order = docket_order_state_require_fulfilment (docket_unit_of_work_get_database (unit_of_work), &self->fulfilment_id, &fulfilment, error);
  if (order == NULL || !check_status (order, fulfilment, error))
    return FALSE;
  event = g_object_new (DOCKET_TYPE_FULFILMENT_DELIVERED, NULL);
  event->fulfilment_id = fulfilment->id;
  docket_unit_of_work_record (unit_of_work, &order->id, order->version, DOCKET_EVENT (event));
  return TRUE;
}

const DocketCommandHandler docket_deliver_fulfilment_handler = {
  .get_type = docket_deliver_fulfilment_get_type,
  .replay_class = DOCKET_REPLAY_FACT,
  .prepare = prepare,
  .decide = decide,
  .irreversible = N_("What was delivered stays so: it comes back as a return."),
};
