/* docket-ship-fulfilment.h: a parcel left
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "docket-command-bus.h"

G_BEGIN_DECLS

/**
 * DocketShipFulfilment:
 * @fulfilment: its id, or the order's number and its own: `1001-1`
 * @tracking: (nullable): the carrier's number
 * @carrier: (nullable): who carries it
 * @order_id: completed
 * @fulfilment_id: completed
 *
 * Takes the goods off the shelf.
 */
#define DOCKET_TYPE_SHIP_FULFILMENT (docket_ship_fulfilment_get_type ())
DOCKET_DECLARE_RECORD (DocketShipFulfilment, docket_ship_fulfilment, SHIP_FULFILMENT, DocketCommand)
struct _DocketShipFulfilment
{
  DocketCommand parent_instance;
  char *fulfilment;
  char *tracking;
  char *carrier;
  DocketUuid order_id;
  DocketUuid fulfilment_id;
};

extern const DocketCommandHandler docket_ship_fulfilment_handler;

G_END_DECLS
