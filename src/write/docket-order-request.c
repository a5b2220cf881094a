/* docket-order-request.c: lines and shipping as somebody asks for them
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "docket-order-request.h"

/* As many taxes as a place on earth asks for, and some. */
#define MAXIMUM_TAXES 20

static const DocketField line_request_fields[] = {
  DOCKET_FIELD (DocketLineRequest, sku, "sku", docket_kind_string, .minimum = 1, .maximum = 100,
                .summary = "The product's stock keeping unit; absent for an ad hoc line."),
  DOCKET_FIELD (DocketLineRequest, product_id, "product", docket_kind_uuid, .summary = "The product's id, instead of its SKU."),
  DOCKET_FIELD (DocketLineRequest, title, "title", docket_kind_string, .minimum = 1, .maximum = 500,
                .summary = "What it is called; the product's title where it is absent."),
  DOCKET_FIELD (DocketLineRequest, unit, "unit", docket_kind_string, .minimum = 1, .maximum = 20,
                .summary = "The unit of the quantity."),
  DOCKET_FIELD (DocketLineRequest, quantity, "quantity", docket_kind_quantity, .flags = DOCKET_FIELD_REQUIRED, .minimum = 1,
                .maximum = DOCKET_QUANTITY_MAXIMUM, .summary = "How much, in the product's step."),
  DOCKET_FIELD (DocketLineRequest, unit_price, "unit-price", docket_kind_money, .maximum = DOCKET_MONEY_MAXIMUM,
                .summary = "The price of one unit; the product's where it is absent."),
  DOCKET_FIELD (DocketLineRequest, price_reason, "price-reason", docket_kind_string, .maximum = 500,
                .summary = "Why the price is not the product's."),
  DOCKET_FIELD (DocketLineRequest, discount, "discount", docket_kind_discount,
                .summary = "What is taken off the whole line: money, or a percentage such as 10%."),
  DOCKET_FIELD (DocketLineRequest, taxes, "taxes", docket_kind_records, .type = docket_tax_get_type, .maximum = MAXIMUM_TAXES,
                .summary = "The taxes; the product's, or the shop's for an ad hoc line, where they are absent."),
};
DOCKET_DEFINE_RECORD (DocketLineRequest, docket_line_request, DOCKET_TYPE_RECORD, line_request_fields)

static const DocketField shipping_request_fields[] = {
  DOCKET_FIELD (DocketShippingRequest, title, "title", docket_kind_string, .maximum = 200, .summary = "How it is sent."),
  DOCKET_FIELD (DocketShippingRequest, price, "price", docket_kind_money, .flags = DOCKET_FIELD_REQUIRED,
                .maximum = DOCKET_MONEY_MAXIMUM, .summary = "What the customer pays for it."),
  DOCKET_FIELD (DocketShippingRequest, taxes, "taxes", docket_kind_records, .type = docket_tax_get_type,
                .maximum = MAXIMUM_TAXES, .summary = "The taxes; the shop's where they are absent."),
};
DOCKET_DEFINE_RECORD (DocketShippingRequest, docket_shipping_request, DOCKET_TYPE_RECORD, shipping_request_fields)
