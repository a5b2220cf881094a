/* docket-product-events.h: what happens to a product and its stock
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "docket-event.h"
#include "docket-money.h"
#include "docket-quantity.h"
#include "docket-tax.h"

G_BEGIN_DECLS

/**
 * DocketProductDetails:
 * @currency: the currency of @price
 * @unit: `pc`, `kg`, `m`…
 * @step: the least quantity and the distance between two, thousandths
 * @taxes: element type DocketTax
 * @allow_overselling: whether more may be sold than is there
 * @safety_stock: what is kept back, thousandths
 *
 * All that is known of a product.
 */
#define DOCKET_TYPE_PRODUCT_DETAILS (docket_product_details_get_type ())
DOCKET_DECLARE_RECORD (DocketProductDetails, docket_product_details, PRODUCT_DETAILS, DocketRecord)
struct _DocketProductDetails
{
  DocketRecord parent_instance;
  char *sku;
  char *title;
  char *currency;
  DocketMoney price;
  char *unit;
  gint64 step;
  char *barcode;
  GPtrArray *taxes;
  gboolean allow_overselling;
  gint64 safety_stock;
};

#define DOCKET_TYPE_PRODUCT_CREATED (docket_product_created_get_type ())
DOCKET_DECLARE_RECORD (DocketProductCreated, docket_product_created, PRODUCT_CREATED, DocketEvent)
struct _DocketProductCreated
{
  DocketEvent parent_instance;
  DocketProductDetails *product;
};

#define DOCKET_TYPE_PRODUCT_UPDATED (docket_product_updated_get_type ())
DOCKET_DECLARE_RECORD (DocketProductUpdated, docket_product_updated, PRODUCT_UPDATED, DocketEvent)
struct _DocketProductUpdated
{
  DocketEvent parent_instance;
  DocketProductDetails *before;
  DocketProductDetails *after;
};

#define DOCKET_TYPE_STOCK_RECEIVED (docket_stock_received_get_type ())
DOCKET_DECLARE_RECORD (DocketStockReceived, docket_stock_received, STOCK_RECEIVED, DocketEvent)
struct _DocketStockReceived
{
  DocketEvent parent_instance;
  gint64 quantity;
  char *reason;
};

G_END_DECLS
