/* docket-products-query.h: the products and their stock
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "docket-money.h"
#include "docket-quantity.h"
#include "docket-query.h"
#include "docket-tax.h"

G_BEGIN_DECLS

/**
 * DocketProductRow:
 * @available: on hand − reserved − safety stock
 * @shortage: what is reserved but not on hand
 * @is_low: nothing, or less than five steps, is available
 * @sold: in the last 30 days, thousandths
 * @taxes: element type DocketTax
 *
 * One product with its stock. Quantities are thousandths.
 */
#define DOCKET_TYPE_PRODUCT_ROW (docket_product_row_get_type ())
DOCKET_DECLARE_RECORD (DocketProductRow, docket_product_row, PRODUCT_ROW, DocketRow)
struct _DocketProductRow
{
  DocketRow parent_instance;
  DocketUuid id;
  char *sku;
  char *title;
  char *barcode;
  char *currency;
  DocketMoney price;
  char *unit;
  gint64 step;
  gboolean allow_overselling;
  gint64 safety_stock;
  gint64 on_hand;
  gint64 reserved;
  gint64 available;
  gint64 shortage;
  gboolean is_low;
  gint64 sold;
  GPtrArray *taxes;
};

/* sort: sku, title, price, on-hand, reserved, available, sold; default title. low: only those that are low.
 * search: SKU, barcode, title. sku: exactly that one. barcode: exactly that one. */
#define DOCKET_TYPE_PRODUCTS_QUERY (docket_products_query_get_type ())
DOCKET_DECLARE_RECORD (DocketProductsQuery, docket_products_query, PRODUCTS_QUERY, DocketListQuery)
struct _DocketProductsQuery
{
  DocketListQuery parent_instance;
  char *search;
  char *sku;
  char *barcode;
  gboolean low;
  char *sort;
  gint64 limit;
};

/* Rows of `inventory`: sku, title, unit, on-hand, reserved, available, shortage, low. */
#define DOCKET_TYPE_INVENTORY_ROW (docket_inventory_row_get_type ())
DOCKET_DECLARE_RECORD (DocketInventoryRow, docket_inventory_row, INVENTORY_ROW, DocketRow)
struct _DocketInventoryRow
{
  DocketRow parent_instance;
  DocketUuid id;
  char *sku;
  char *title;
  char *unit;
  gint64 on_hand;
  gint64 reserved;
  gint64 available;
  gint64 shortage;
  gboolean is_low;
};

#define DOCKET_TYPE_INVENTORY_QUERY (docket_inventory_query_get_type ())
DOCKET_DECLARE_RECORD (DocketInventoryQuery, docket_inventory_query, INVENTORY_QUERY, DocketListQuery)
struct _DocketInventoryQuery
{
  DocketListQuery parent_instance;
  char *sku;
  gboolean low;
  char *sort;
  gint64 limit;
};

G_END_DECLS
