/* docket-update-shipping-address.h: says where a draft is sent
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "docket-address.h"
#include "docket-command-bus.h"

G_BEGIN_DECLS

/* Without an address it is sent nowhere; customer_id is completed. */
#define DOCKET_TYPE_UPDATE_SHIPPING_ADDRESS (docket_update_shipping_address_get_type ())
DOCKET_DECLARE_RECORD (DocketUpdateShippingAddress, docket_update_shipping_address, UPDATE_SHIPPING_ADDRESS, DocketCommand)
struct _DocketUpdateShippingAddress
{
  DocketCommand parent_instance;
  char *order;
  DocketUuid order_id;
  DocketUuid customer_id;
  DocketAddress *shipping_address;
};

extern const DocketCommandHandler docket_update_shipping_address_handler;

G_END_DECLS
