/* docket-shop-query.h: the shop's settings as they stand
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "docket-address.h"
#include "docket-query.h"
#include "docket-tax.h"

G_BEGIN_DECLS

/* taxes: element type DocketTax: the defaults; rates: element type DocketTax: all that are defined. */
#define DOCKET_TYPE_SHOP (docket_shop_get_type ())
DOCKET_DECLARE_RECORD (DocketShop, docket_shop, SHOP, DocketRecord)
struct _DocketShop
{
  DocketRecord parent_instance;
  gboolean is_configured;
  char *name;
  char *currency;
  char *country;
  char *time_zone;
  gboolean prices_include_tax;
  int tax_rounding;
  DocketAddress *address;
  GPtrArray *taxes;
  GPtrArray *rates;
  gboolean has_orders;
};

/* Answers an unconfigured shop with is-configured false. */
#define DOCKET_TYPE_SHOP_QUERY (docket_shop_query_get_type ())
DOCKET_DECLARE_RECORD (DocketShopQuery, docket_shop_query, SHOP_QUERY, DocketQuery)
struct _DocketShopQuery
{
  DocketQuery parent_instance;
};

G_END_DECLS
