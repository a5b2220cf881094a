/* docket-order-request.h: lines and shipping as somebody asks for them
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "docket-discount.h"
#include "docket-money.h"
#include "docket-quantity.h"
#include "docket-record.h"
#include "docket-tax.h"

G_BEGIN_DECLS

/* The most lines that an order may have. */
#define DOCKET_ORDER_MAXIMUM_LINES 1000

/**
 * DocketLineRequest:
 * @sku: (nullable): a product's; without it and without @product_id the line is ad hoc
 * @product_id: a product, instead of @sku
 * @title: (nullable): the product's where it is not given
 * @unit: (nullable): the product's where it is not given
 * @unit_price: the product's where it is not given
 * @price_reason: (nullable): why it is not the product's price
 * @taxes: (nullable) (element-type DocketTax): the product's, or the shop's, where they are not given
 *
 * A line that somebody asks for.
 */
#define DOCKET_TYPE_LINE_REQUEST (docket_line_request_get_type ())
DOCKET_DECLARE_RECORD (DocketLineRequest, docket_line_request, LINE_REQUEST, DocketRecord)
struct _DocketLineRequest
{
  DocketRecord parent_instance;
  char *sku;
  DocketUuid product_id;
  char *title;
  char *unit;
  gint64 quantity;
  DocketMoney unit_price;
  char *price_reason;
  DocketDiscount discount;
  GPtrArray *taxes;
};

/**
 * DocketShippingRequest:
 * @taxes: (nullable) (element-type DocketTax): the shop's where they are not given
 *
 * What sending is to cost.
 */
#define DOCKET_TYPE_SHIPPING_REQUEST (docket_shipping_request_get_type ())
DOCKET_DECLARE_RECORD (DocketShippingRequest, docket_shipping_request, SHIPPING_REQUEST, DocketRecord)
struct _DocketShippingRequest
{
  DocketRecord parent_instance;
  char *title;
  DocketMoney price;
  GPtrArray *taxes;
};

G_END_DECLS
