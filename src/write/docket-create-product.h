/* docket-create-product.h: a new product
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "docket-command-bus.h"
#include "docket-product-events.h"

G_BEGIN_DECLS

/**
 * DocketCreateProduct:
 * @currency: (nullable): the shop's, where it is not given
 * @unit: (nullable): `pc` where it is not given
 * @step: the least quantity, thousandths; 1 for pieces, else 0.001
 * @taxes: (element-type DocketTax) (nullable): the shop's, where they are not given
 * @product_id: completed
 *
 * Asks for a new product.
 */
#define DOCKET_TYPE_CREATE_PRODUCT (docket_create_product_get_type ())
DOCKET_DECLARE_RECORD (DocketCreateProduct, docket_create_product, CREATE_PRODUCT, DocketCommand)
struct _DocketCreateProduct
{
  DocketCommand parent_instance;
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
  DocketUuid product_id;
};

extern const DocketCommandHandler docket_create_product_handler;

G_END_DECLS
