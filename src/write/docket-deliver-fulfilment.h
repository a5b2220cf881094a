/* docket-deliver-fulfilment.h: a parcel arrived
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "docket-command-bus.h"

G_BEGIN_DECLS

/**
 * DocketDeliverFulfilment:
 * @fulfilment: its id, or the order's number and its own: `1001-1`
 * @order_id: completed
 * @fulfilment_id: completed
 *
 * The customer has the goods.
 */
#define DOCKET_TYPE_DELIVER_FULFILMENT (docket_deliver_fulfilment_get_type ())
DOCKET_DECLARE_RECORD (DocketDeliverFulfilment, docket_deliver_fulfilment, DELIVER_FULFILMENT, DocketCommand)
struct _DocketDeliverFulfilment
{
  DocketCommand parent_instance;
  char *fulfilment;
  DocketUuid order_id;
  DocketUuid fulfilment_id;
};

extern const DocketCommandHandler docket_deliver_fulfilment_handler;

G_END_DECLS
