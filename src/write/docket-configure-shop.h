/* docket-configure-shop.h: sets the shop up, or changes how it is set up
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "docket-command-bus.h"
#include "docket-shop-settings.h"

G_BEGIN_DECLS

/**
 * DocketConfigureShop:
 * @name: what the shop is called; needed the first time
 * @currency: the ISO 4217 code of its books; needed the first time
 * @country: (nullable): the ISO 3166 code; brings defaults for what is not given
 * @time_zone: (nullable): the IANA name of the zone whose days it keeps
 * @prices_include_tax: whether prices include the taxes
 * @tax_rounding: a DocketTaxRounding
 * @taxes: (element-type DocketTax) (nullable): the default taxes
 * @address: (nullable): where it is
 * @before: (nullable): completed: the settings that it changes
 *
 * What is not given stays as it is.
 */
#define DOCKET_TYPE_CONFIGURE_SHOP (docket_configure_shop_get_type ())
DOCKET_DECLARE_RECORD (DocketConfigureShop, docket_configure_shop, CONFIGURE_SHOP, DocketCommand)
struct _DocketConfigureShop
{
  DocketCommand parent_instance;
  char *name;
  char *currency;
  char *country;
  char *time_zone;
  gboolean prices_include_tax;
  int tax_rounding;
  GPtrArray *taxes;
  DocketAddress *address;
  DocketShopSettings *before;
};

extern const DocketCommandHandler docket_configure_shop_handler;

G_END_DECLS
