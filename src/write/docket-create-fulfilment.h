/* docket-create-fulfilment.h: plans a parcel
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "docket-command-bus.h"
#include "docket-order-terms.h"

G_BEGIN_DECLS

/**
 * DocketCreateFulfilment:
 * @order: the number or the id
 * @lines: (element-type DocketLineQuantity) (nullable): what goes into it; all that is open where it is not given
 * @order_id: completed
 * @fulfilment_id: completed
 *
 * Commits open goods of an order to a fulfilment.
 */
#define DOCKET_TYPE_CREATE_FULFILMENT (docket_create_fulfilment_get_type ())
DOCKET_DECLARE_RECORD (DocketCreateFulfilment, docket_create_fulfilment, CREATE_FULFILMENT, DocketCommand)
struct _DocketCreateFulfilment
{
  DocketCommand parent_instance;
  char *order;
  GPtrArray *lines;
  DocketUuid order_id;
  DocketUuid fulfilment_id;
};

extern const DocketCommandHandler docket_create_fulfilment_handler;

G_END_DECLS
