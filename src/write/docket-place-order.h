/* docket-place-order.h: places an order, a draft or everything at once
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "docket-address.h"
#include "docket-command-bus.h"
#include "docket-customer-events.h"
#include "docket-order-request.h"
#include "docket-order-terms.h"

G_BEGIN_DECLS

/**
 * DocketPlaceOrder:
 * @order: (nullable): the draft to place; the lines are its own then
 * @customer_id: whom it is for
 * @customer: (nullable): who it is, found by e-mail or registered; neither is a counter sale
 * @currency: (nullable): the shop's where it is absent
 * @lines: (nullable) (element-type DocketLineRequest): what is sold
 * @shipping: (nullable): the charge for sending
 * @order_id: completed: the order
 * @number: completed: its number
 * @contact: (nullable): completed: who it is for, as the order says it
 * @terms: completed: what is agreed
 *
 * Takes an order: from then on prices stand and stock is reserved.
 */
#define DOCKET_TYPE_PLACE_ORDER (docket_place_order_get_type ())
DOCKET_DECLARE_RECORD (DocketPlaceOrder, docket_place_order, PLACE_ORDER, DocketCommand)
struct _DocketPlaceOrder
{
  DocketCommand parent_instance;
  char *order;
  DocketUuid customer_id;
  DocketContact *customer;
  char *currency;
  gboolean prices_include_tax;
  int tax_rounding;
  GPtrArray *lines;
  DocketDiscount discount;
  DocketShippingRequest *shipping;
  DocketAddress *shipping_address;
  char *note;
  char **tags;
  DocketUuid order_id;
  char *number;
  DocketContact *contact;
  DocketOrderTerms *terms;
};

extern const DocketCommandHandler docket_place_order_handler;

G_END_DECLS
