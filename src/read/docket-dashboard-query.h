/* docket-dashboard-query.h: the shop at a glance
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "docket-money.h"
#include "docket-query.h"

G_BEGIN_DECLS

/**
 * DocketDashboard:
 * @currency: the shop's, of every amount
 * @sales: of @day
 * @sales_week_ago: of the same weekday a week before
 * @orders: placed on @day
 * @to_pack: orders with something to pack
 * @owed: what customers owe
 * @n_owing: orders that @owed is the sum of
 * @low_stock: products that are low
 * @days: element type DocketSalesByDayRow: each day of the range, also those without a sale
 * @best_sellers: element type DocketProductSalesRow: of the range, at most 5
 * @latest: element type DocketOrderRow: at most 8
 */
#define DOCKET_TYPE_DASHBOARD (docket_dashboard_get_type ())
DOCKET_DECLARE_RECORD (DocketDashboard, docket_dashboard, DASHBOARD, DocketRecord)
struct _DocketDashboard
{
  DocketRecord parent_instance;
  char *shop;
  char *currency;
  gint32 day;
  DocketMoney sales;
  DocketMoney sales_week_ago;
  gint64 orders;
  gint64 to_pack;
  DocketMoney owed;
  gint64 n_owing;
  gint64 low_stock;
  gint64 n_orders;
  GPtrArray *days;
  GPtrArray *best_sellers;
  GPtrArray *latest;
};

/* from, to: the chart's days, by default the 30 days up to `day`; day: today by default (the shop's own calendar). */
#define DOCKET_TYPE_DASHBOARD_QUERY (docket_dashboard_query_get_type ())
DOCKET_DECLARE_RECORD (DocketDashboardQuery, docket_dashboard_query, DASHBOARD_QUERY, DocketQuery)
struct _DocketDashboardQuery
{
  DocketQuery parent_instance;
  gint32 day;
  gint32 from;
  gint32 to;
};

/* The live counts of the sidebar. */
#define DOCKET_TYPE_COUNTS (docket_counts_get_type ())
DOCKET_DECLARE_RECORD (DocketCounts, docket_counts, COUNTS, DocketRecord)
struct _DocketCounts
{
  DocketRecord parent_instance;
  gint64 orders;
  gint64 open_orders;
  gint64 drafts;
  gint64 to_ship;
  gint64 returns;
  gint64 customers;
  gint64 products;
  gint64 low_stock;
};

#define DOCKET_TYPE_COUNTS_QUERY (docket_counts_query_get_type ())
DOCKET_DECLARE_RECORD (DocketCountsQuery, docket_counts_query, COUNTS_QUERY, DocketQuery)
struct _DocketCountsQuery
{
  DocketQuery parent_instance;
};

G_END_DECLS
