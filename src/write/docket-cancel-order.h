/* docket-cancel-order.h: takes back an order of which nothing has left
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "docket-command-bus.h"

G_BEGIN_DECLS

/* Cancels a whole order and releases what it reserved. */
#define DOCKET_TYPE_CANCEL_ORDER (docket_cancel_order_get_type ())
DOCKET_DECLARE_RECORD (DocketCancelOrder, docket_cancel_order, CANCEL_ORDER, DocketCommand)
struct _DocketCancelOrder
{
  DocketCommand parent_instance;
  char *order;
  DocketUuid order_id;
  char *reason;
};

extern const DocketCommandHandler docket_cancel_order_handler;

G_END_DECLS
