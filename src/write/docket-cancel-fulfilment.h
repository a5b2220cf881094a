/* docket-cancel-fulfilment.h: a parcel is not sent after all
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "docket-command-bus.h"

G_BEGIN_DECLS

/**
 * DocketCancelFulfilment:
 * @fulfilment: its id, or the order's number and its own: `1001-1`
 * @reason: (nullable): why
 * @order_id: completed
 * @fulfilment_id: completed
 *
 * Its goods are open again.
 */
#define DOCKET_TYPE_CANCEL_FULFILMENT (docket_cancel_fulfilment_get_type ())
DOCKET_DECLARE_RECORD (DocketCancelFulfilment, docket_cancel_fulfilment, CANCEL_FULFILMENT, DocketCommand)
struct _DocketCancelFulfilment
{
  DocketCommand parent_instance;
  char *fulfilment;
  char *reason;
  DocketUuid order_id;
  DocketUuid fulfilment_id;
};

extern const DocketCommandHandler docket_cancel_fulfilment_handler;

G_END_DECLS
