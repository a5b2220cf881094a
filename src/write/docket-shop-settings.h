/* docket-shop-settings.h: how the shop is set up, and its calendar
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "docket-address.h"
#include "docket-database.h"
#include "docket-tax.h"

G_BEGIN_DECLS

/**
 * DocketShopSettings:
 * @name: what the shop is called
 * @currency: the ISO 4217 code of its books
 * @country: (nullable): the ISO 3166 code
 * @time_zone: (nullable): the IANA name of its zone
 * @prices_include_tax: whether its prices include the taxes
 * @tax_rounding: a DocketTaxRounding
 * @taxes: (element-type DocketTax) (nullable): what a product or a charge bears where nothing else is said
 * @address: (nullable): where it is
 *
 * How the shop is set up.
 */
#define DOCKET_TYPE_SHOP_SETTINGS (docket_shop_settings_get_type ())
DOCKET_DECLARE_RECORD (DocketShopSettings, docket_shop_settings, SHOP_SETTINGS, DocketRecord)
struct _DocketShopSettings
{
  DocketRecord parent_instance;
  char *name;
  char *currency;
  char *country;
  char *time_zone;
  gboolean prices_include_tax;
  int tax_rounding;
  GPtrArray *taxes;
  DocketAddress *address;
};

/* The same, as a writer remembers it; not to be changed. */
gboolean docket_shop_settings_peek (DocketDatabase *database, DocketShopSettings **settings, GError **error);

gboolean docket_shop_settings_load (DocketDatabase *database, DocketShopSettings **settings, GError **error);

DocketShopSettings *docket_shop_settings_require (DocketDatabase *database, GError **error);

guint8 docket_shop_settings_get_digits (DocketShopSettings *self);

gint32 docket_shop_calendar (DocketDatabase *database, gint64 time);

G_END_DECLS
