/* docket-set-shipping.h: sets the charge for sending of a draft
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "docket-command-bus.h"
#include "docket-order-request.h"
#include "docket-order-terms.h"

G_BEGIN_DECLS

/* Without a charge it is taken off; terms is completed. */
#define DOCKET_TYPE_SET_SHIPPING (docket_set_shipping_get_type ())
DOCKET_DECLARE_RECORD (DocketSetShipping, docket_set_shipping, SET_SHIPPING, DocketCommand)
struct _DocketSetShipping
{
  DocketCommand parent_instance;
  char *order;
  DocketUuid order_id;
  DocketShippingRequest *shipping;
  DocketOrderTerms *terms;
};

extern const DocketCommandHandler docket_set_shipping_handler;

G_END_DECLS
