/* docket-sales-query.h: what was sold, by day and by product, and its taxes
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "docket-money.h"
#include "docket-quantity.h"
#include "docket-query.h"

G_BEGIN_DECLS

/* Placed orders of a day in one currency, what was cancelled of them taken off. */
#define DOCKET_TYPE_SALES_BY_DAY_ROW (docket_sales_by_day_row_get_type ())
DOCKET_DECLARE_RECORD (DocketSalesByDayRow, docket_sales_by_day_row, SALES_BY_DAY_ROW, DocketRow)
struct _DocketSalesByDayRow
{
  DocketRow parent_instance;
  gint32 day;
  char *currency;
  gint64 orders;
  DocketMoney net;
  DocketMoney tax;
  DocketMoney total;
};

/* from, to: days; currency; sort: day, -day, total. */
#define DOCKET_TYPE_SALES_BY_DAY_QUERY (docket_sales_by_day_query_get_type ())
DOCKET_DECLARE_RECORD (DocketSalesByDayQuery, docket_sales_by_day_query, SALES_BY_DAY_QUERY, DocketListQuery)
struct _DocketSalesByDayQuery
{
  DocketListQuery parent_instance;
  gint32 from;
  gint32 to;
  char *currency;
  char *sort;
  gint64 limit;
};

/* Best sellers: of the whole time, or with from and to of those days. */
#define DOCKET_TYPE_PRODUCT_SALES_ROW (docket_product_sales_row_get_type ())
DOCKET_DECLARE_RECORD (DocketProductSalesRow, docket_product_sales_row, PRODUCT_SALES_ROW, DocketRow)
struct _DocketProductSalesRow
{
  DocketRow parent_instance;
  char *sku;
  char *title;
  char *unit;
  DocketUuid product_id;
  char *currency;
  gint64 quantity;
  DocketMoney net;
  DocketMoney total;
};

#define DOCKET_TYPE_PRODUCT_SALES_QUERY (docket_product_sales_query_get_type ())
DOCKET_DECLARE_RECORD (DocketProductSalesQuery, docket_product_sales_query, PRODUCT_SALES_QUERY, DocketListQuery)
struct _DocketProductSalesQuery
{
  DocketListQuery parent_instance;
  gint32 from;
  gint32 to;
  char *currency;
  char *sort;
  gint64 limit;
};

/* The taxes of placed orders by day, name and rate, in one currency. */
#define DOCKET_TYPE_TAXES_ROW (docket_taxes_row_get_type ())
DOCKET_DECLARE_RECORD (DocketTaxesRow, docket_taxes_row, TAXES_ROW, DocketRow)
struct _DocketTaxesRow
{
  DocketRow parent_instance;
  gint32 day;
  char *currency;
  char *name;
  gint64 rate;
  DocketMoney base;
  DocketMoney amount;
};

#define DOCKET_TYPE_TAXES_QUERY (docket_taxes_query_get_type ())
DOCKET_DECLARE_RECORD (DocketTaxesQuery, docket_taxes_query, TAXES_QUERY, DocketListQuery)
struct _DocketTaxesQuery
{
  DocketListQuery parent_instance;
  gint32 from;
  gint32 to;
  char *currency;
  char *sort;
  gint64 limit;
};

G_END_DECLS
