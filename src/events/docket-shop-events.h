/* docket-shop-events.h: what happens to the shop's own settings
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "docket-address.h"
#include "docket-event.h"
#include "docket-pricing.h"
#include "docket-rate.h"
#include "docket-tax.h"

G_BEGIN_DECLS

/* The one stream of the shop's settings, the same on every station. */
extern const DocketUuid docket_shop_stream;

/**
 * DocketShopConfigured:
 * @taxes: element type DocketTax: what a product or a charge bears where nothing else is said
 *
 * The settings as they are from now on, all of them.
 */
#define DOCKET_TYPE_SHOP_CONFIGURED (docket_shop_configured_get_type ())
DOCKET_DECLARE_RECORD (DocketShopConfigured, docket_shop_configured, SHOP_CONFIGURED, DocketEvent)
struct _DocketShopConfigured
{
  DocketEvent parent_instance;
  char *name;
  char *currency;
  char *country;
  char *time_zone;
  gboolean prices_include_tax;
  int tax_rounding;
  GPtrArray *taxes;
  DocketAddress *address;
};

/**
 * DocketTaxRateDefined:
 * @is_default: whether products and charges bear it where nothing else is said
 *
 * A tax that can be chosen, in a stream of its own for each name.
 */
#define DOCKET_TYPE_TAX_RATE_DEFINED (docket_tax_rate_defined_get_type ())
DOCKET_DECLARE_RECORD (DocketTaxRateDefined, docket_tax_rate_defined, TAX_RATE_DEFINED, DocketEvent)
struct _DocketTaxRateDefined
{
  DocketEvent parent_instance;
  char *name;
  gint64 rate;
  char *country;
  gboolean is_default;
};

G_END_DECLS
