/* docket-product-events.c: what happens to a product and its stock
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "docket-product-events.h"

static const DocketField product_details_fields[] = {
  DOCKET_FIELD (DocketProductDetails, sku, "sku", docket_kind_string, .flags = DOCKET_FIELD_REQUIRED, .maximum = 100),
  DOCKET_FIELD (DocketProductDetails, title, "title", docket_kind_string, .flags = DOCKET_FIELD_REQUIRED, .maximum = 500),
  DOCKET_FIELD (DocketProductDetails, currency, "currency", docket_kind_string, .flags = DOCKET_FIELD_REQUIRED, .minimum = 3, .maximum = 3),
  DOCKET_FIELD (DocketProductDetails, price, "price", docket_kind_money, .flags = DOCKET_FIELD_REQUIRED),
  DOCKET_FIELD (DocketProductDetails, unit, "unit", docket_kind_string, .flags = DOCKET_FIELD_REQUIRED, .maximum = 20),
  DOCKET_FIELD (DocketProductDetails, step, "step", docket_kind_quantity, .flags = DOCKET_FIELD_REQUIRED),
  DOCKET_FIELD (DocketProductDetails, barcode, "barcode", docket_kind_string, .maximum = 100),
  DOCKET_FIELD (DocketProductDetails, taxes, "taxes", docket_kind_records, .type = docket_tax_get_type),
  DOCKET_FIELD (DocketProductDetails, allow_overselling, "allow-overselling", docket_kind_boolean),
  DOCKET_FIELD (DocketProductDetails, safety_stock, "safety-stock", docket_kind_quantity),
};
DOCKET_DEFINE_RECORD (DocketProductDetails, docket_product_details, DOCKET_TYPE_RECORD, product_details_fields)

static const DocketField product_created_fields[] = {
  DOCKET_FIELD (DocketProductCreated, product, "product", docket_kind_record, .flags = DOCKET_FIELD_REQUIRED,
                .type = docket_product_details_get_type),
};
DOCKET_DEFINE_RECORD (DocketProductCreated, docket_product_created, DOCKET_TYPE_EVENT, product_created_fields)

static const DocketField product_updated_fields[] = {
  DOCKET_FIELD (DocketProductUpdated, before, "before", docket_kind_record, .flags = DOCKET_FIELD_REQUIRED,
                .type = docket_product_details_get_type),
  DOCKET_FIELD (DocketProductUpdated, after, "after", docket_kind_record, .flags = DOCKET_FIELD_REQUIRED,
                .type = docket_product_details_get_type),
};
DOCKET_DEFINE_RECORD (DocketProductUpdated, docket_product_updated, DOCKET_TYPE_EVENT, product_updated_fields)

static const DocketField stock_received_fields[] = {
  DOCKET_FIELD (DocketStockReceived, quantity, "quantity", docket_kind_quantity, .flags = DOCKET_FIELD_REQUIRED),
  DOCKET_FIELD (DocketStockReceived, reason, "reason", docket_kind_string, .maximum = 500),
};
DOCKET_DEFINE_RECORD (DocketStockReceived, docket_stock_received, DOCKET_TYPE_EVENT, stock_received_fields)
