/* docket-shipping-query.h: what is to pack, to ship and on its way
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "docket-quantity.h"
#include "docket-query.h"

G_BEGIN_DECLS

/**
 * DocketShippingRow:
 * @state: `to-pack` (an order with something in no parcel), `to-ship` (a parcel), `in-transit`
 * @fulfilment: the parcel; none for `to-pack`
 * @parcel: its number: `1001-1`
 */
#define DOCKET_TYPE_SHIPPING_ROW (docket_shipping_row_get_type ())
DOCKET_DECLARE_RECORD (DocketShippingRow, docket_shipping_row, SHIPPING_ROW, DocketRow)
struct _DocketShippingRow
{
  DocketRow parent_instance;
  DocketUuid order;
  char *number;
  char *state;
  DocketUuid fulfilment;
  char *parcel;
  gboolean is_on_hold;
  char *customer;
  char *city;
  char *country;
  gint64 items;
  gint64 since;
  char *tracking;
};

#define DOCKET_TYPE_SHIPPING_QUERY (docket_shipping_query_get_type ())
DOCKET_DECLARE_RECORD (DocketShippingQuery, docket_shipping_query, SHIPPING_QUERY, DocketListQuery)
struct _DocketShippingQuery
{
  DocketListQuery parent_instance;
  char *state;
  char *sort;
  gint64 limit;
};

/* Returns come later; the query answers no rows until then. */
#define DOCKET_TYPE_RETURN_ROW (docket_return_row_get_type ())
DOCKET_DECLARE_RECORD (DocketReturnRow, docket_return_row, RETURN_ROW, DocketRow)
struct _DocketReturnRow
{
  DocketRow parent_instance;
  DocketUuid order;
  char *number;
  char *status;
};

#define DOCKET_TYPE_RETURNS_QUERY (docket_returns_query_get_type ())
DOCKET_DECLARE_RECORD (DocketReturnsQuery, docket_returns_query, RETURNS_QUERY, DocketListQuery)
struct _DocketReturnsQuery
{
  DocketListQuery parent_instance;
  char *status;
  gint64 limit;
};

G_END_DECLS
