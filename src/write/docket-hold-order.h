/* docket-hold-order.h: keeps an order from being sent for now
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "docket-command-bus.h"

G_BEGIN_DECLS

/* Nothing of a held order is sent. */
#define DOCKET_TYPE_HOLD_ORDER (docket_hold_order_get_type ())
DOCKET_DECLARE_RECORD (DocketHoldOrder, docket_hold_order, HOLD_ORDER, DocketCommand)
struct _DocketHoldOrder
{
  DocketCommand parent_instance;
  char *order;
  DocketUuid order_id;
  char *reason;
};

extern const DocketCommandHandler docket_hold_order_handler;

G_END_DECLS
