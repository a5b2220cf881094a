/* docket-receive-stock.h: goods came in
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "docket-command-bus.h"
#include "docket-quantity.h"

G_BEGIN_DECLS

/**
 * DocketReceiveStock:
 * @sku: (nullable): which product
 * @product: which product, by id
 * @quantity: how much came in, thousandths
 * @reason: (nullable): where from, for whom
 * @product_id: completed: which product
 *
 * Adds to what is on hand.
 */
#define DOCKET_TYPE_RECEIVE_STOCK (docket_receive_stock_get_type ())
DOCKET_DECLARE_RECORD (DocketReceiveStock, docket_receive_stock, RECEIVE_STOCK, DocketCommand)
struct _DocketReceiveStock
{
  DocketCommand parent_instance;
  char *sku;
  DocketUuid product;
  gint64 quantity;
  char *reason;
  DocketUuid product_id;
};

extern const DocketCommandHandler docket_receive_stock_handler;

G_END_DECLS
