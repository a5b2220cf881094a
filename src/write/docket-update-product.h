/* docket-update-product.h: changes what is known of a product
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "docket-command-bus.h"
#include "docket-product-events.h"

G_BEGIN_DECLS

/**
 * DocketUpdateProduct:
 * @sku: (nullable): which product
 * @product: which product, by id
 * @new_sku: (nullable): the SKU that it gets
 * @product_id: completed: which product
 * @changes: (nullable): completed: the names of the properties that were given
 *
 * Only what is given changes; an empty barcode takes the barcode away.
 */
#define DOCKET_TYPE_UPDATE_PRODUCT (docket_update_product_get_type ())
DOCKET_DECLARE_RECORD (DocketUpdateProduct, docket_update_product, UPDATE_PRODUCT, DocketCommand)
struct _DocketUpdateProduct
{
  DocketCommand parent_instance;
  char *sku;
  DocketUuid product;
  char *new_sku;
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
  char **changes;
};

extern const DocketCommandHandler docket_update_product_handler;

G_END_DECLS
