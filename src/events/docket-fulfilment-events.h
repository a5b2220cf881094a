/* docket-fulfilment-events.h: what happens to the parcels of an order
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "docket-event.h"
#include "docket-order-terms.h"

G_BEGIN_DECLS

/* In the order's stream. */

/**
 * DocketFulfilmentCreated:
 * @number: which fulfilment of the order, from 1
 * @lines: element type DocketLineQuantity
 */
#define DOCKET_TYPE_FULFILMENT_CREATED (docket_fulfilment_created_get_type ())
DOCKET_DECLARE_RECORD (DocketFulfilmentCreated, docket_fulfilment_created, FULFILMENT_CREATED, DocketEvent)
struct _DocketFulfilmentCreated
{
  DocketEvent parent_instance;
  DocketUuid fulfilment_id;
  gint64 number;
  GPtrArray *lines;
};

/**
 * DocketFulfilmentShipped:
 * @lines: element type DocketLineQuantity: what left; what has a product is no longer on hand nor reserved
 */
#define DOCKET_TYPE_FULFILMENT_SHIPPED (docket_fulfilment_shipped_get_type ())
DOCKET_DECLARE_RECORD (DocketFulfilmentShipped, docket_fulfilment_shipped, FULFILMENT_SHIPPED, DocketEvent)
struct _DocketFulfilmentShipped
{
  DocketEvent parent_instance;
  DocketUuid fulfilment_id;
  char *tracking;
  char *carrier;
  GPtrArray *lines;
};

#define DOCKET_TYPE_FULFILMENT_DELIVERED (docket_fulfilment_delivered_get_type ())
DOCKET_DECLARE_RECORD (DocketFulfilmentDelivered, docket_fulfilment_delivered, FULFILMENT_DELIVERED, DocketEvent)
struct _DocketFulfilmentDelivered
{
  DocketEvent parent_instance;
  DocketUuid fulfilment_id;
};

#define DOCKET_TYPE_FULFILMENT_CANCELLED (docket_fulfilment_cancelled_get_type ())
DOCKET_DECLARE_RECORD (DocketFulfilmentCancelled, docket_fulfilment_cancelled, FULFILMENT_CANCELLED, DocketEvent)
struct _DocketFulfilmentCancelled
{
  DocketEvent parent_instance;
  DocketUuid fulfilment_id;
  GPtrArray *lines;
  char *reason;
};

G_END_DECLS
