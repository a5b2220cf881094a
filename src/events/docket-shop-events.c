/* docket-shop-events.c: what happens to the shop's own settings
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "docket-shop-events.h"

const DocketUuid docket_shop_stream = {
  { 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x70, 0x00, 0x80, 0x00, 0x00, 0x00, 0x53, 0x48, 0x4f, 0x50 },
};

static const DocketField shop_configured_fields[] = {
  DOCKET_FIELD (DocketShopConfigured, name, "name", docket_kind_string, .flags = DOCKET_FIELD_REQUIRED, .maximum = 200),
  DOCKET_FIELD (DocketShopConfigured, currency, "currency", docket_kind_string, .flags = DOCKET_FIELD_REQUIRED, .minimum = 3, .maximum = 3),
  DOCKET_FIELD (DocketShopConfigured, country, "country", docket_kind_string, .minimum = 2, .maximum = 2),
  DOCKET_FIELD (DocketShopConfigured, time_zone, "time-zone", docket_kind_string, .maximum = 100),
  DOCKET_FIELD (DocketShopConfigured, prices_include_tax, "prices-include-tax", docket_kind_boolean, .flags = DOCKET_FIELD_REQUIRED),
  DOCKET_FIELD (DocketShopConfigured, tax_rounding, "tax-rounding", docket_kind_enum, .flags = DOCKET_FIELD_REQUIRED,
                .type = docket_tax_rounding_get_type),
  DOCKET_FIELD (DocketShopConfigured, taxes, "taxes", docket_kind_records, .type = docket_tax_get_type),
  DOCKET_FIELD (DocketShopConfigured, address, "address", docket_kind_record, .type = docket_address_get_type),
};
DOCKET_DEFINE_RECORD (DocketShopConfigured, docket_shop_configured, DOCKET_TYPE_EVENT, shop_configured_fields)

static const DocketField tax_rate_defined_fields[] = {
  DOCKET_FIELD (DocketTaxRateDefined, name, "name", docket_kind_string, .flags = DOCKET_FIELD_REQUIRED, .maximum = 100),
  DOCKET_FIELD (DocketTaxRateDefined, rate, "rate", docket_kind_rate, .flags = DOCKET_FIELD_REQUIRED),
  DOCKET_FIELD (DocketTaxRateDefined, country, "country", docket_kind_string, .minimum = 2, .maximum = 2),
  DOCKET_FIELD (DocketTaxRateDefined, is_default, "default", docket_kind_boolean, .flags = DOCKET_FIELD_REQUIRED),
};
DOCKET_DEFINE_RECORD (DocketTaxRateDefined, docket_tax_rate_defined, DOCKET_TYPE_EVENT, tax_rate_defined_fields)
