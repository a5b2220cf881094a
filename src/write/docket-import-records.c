/* docket-import-records.c: the parts of an order as another system's file has them
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "docket-import-records.h"

#include "docket-order-terms.h"

#define MAXIMUM_TAXES 20

static const DocketField import_tax_fields[] = {
  DOCKET_FIELD (DocketImportTax, name, "name", docket_kind_string, .flags = DOCKET_FIELD_REQUIRED, .minimum = 1, .maximum = 60,
                .summary = "What the tax is called."),
  DOCKET_FIELD (DocketImportTax, rate, "rate", docket_kind_rate, .summary = "The rate in percent, where it is known."),
  DOCKET_FIELD (DocketImportTax, amount, "amount", docket_kind_money, .summary = "How much it is."),
};
DOCKET_DEFINE_RECORD (DocketImportTax, docket_import_tax, DOCKET_TYPE_RECORD, import_tax_fields)

static const DocketField import_line_fields[] = {
  DOCKET_FIELD (DocketImportLine, sku, "sku", docket_kind_string, .maximum = 100,
                .summary = "The stock keeping unit; where the shop knows it, the line is its product's."),
  DOCKET_FIELD (DocketImportLine, title, "title", docket_kind_string, .flags = DOCKET_FIELD_REQUIRED, .minimum = 1, .maximum = 500,
                .summary = "What it was called."),
  DOCKET_FIELD (DocketImportLine, quantity, "quantity", docket_kind_quantity, .flags = DOCKET_FIELD_REQUIRED,
                .maximum = DOCKET_QUANTITY_MAXIMUM, .summary = "How much."),
  DOCKET_FIELD (DocketImportLine, unit_price, "unit-price", docket_kind_money, .flags = DOCKET_FIELD_REQUIRED,
                .maximum = DOCKET_MONEY_MAXIMUM, .summary = "The price of one unit."),
  DOCKET_FIELD (DocketImportLine, discount, "discount", docket_kind_money, .maximum = DOCKET_MONEY_MAXIMUM,
                .summary = "What was taken off this line alone."),
  DOCKET_FIELD (DocketImportLine, discount_share, "discount-share", docket_kind_money, .maximum = DOCKET_MONEY_MAXIMUM,
                .summary = "Its part of the order's discount."),
  DOCKET_FIELD (DocketImportLine, taxes, "taxes", docket_kind_records, .type = docket_import_tax_get_type, .maximum = MAXIMUM_TAXES,
                .summary = "What it bears; an empty list for none."),
};
DOCKET_DEFINE_RECORD (DocketImportLine, docket_import_line, DOCKET_TYPE_RECORD, import_line_fields)

static const DocketField import_shipping_fields[] = {
  DOCKET_FIELD (DocketImportShipping, title, "title", docket_kind_string, .maximum = 200, .summary = "How it was sent."),
  DOCKET_FIELD (DocketImportShipping, price, "price", docket_kind_money, .flags = DOCKET_FIELD_REQUIRED,
                .maximum = DOCKET_MONEY_MAXIMUM, .summary = "What it cost the customer."),
  DOCKET_FIELD (DocketImportShipping, taxes, "taxes", docket_kind_records, .type = docket_import_tax_get_type,
                .maximum = MAXIMUM_TAXES, .summary = "What it bears; an empty list for none."),
};
DOCKET_DEFINE_RECORD (DocketImportShipping, docket_import_shipping, DOCKET_TYPE_RECORD, import_shipping_fields)

static const DocketField import_payment_fields[] = {
  DOCKET_FIELD (DocketImportPayment, amount, "amount", docket_kind_money, .flags = DOCKET_FIELD_REQUIRED,
                .maximum = DOCKET_MONEY_MAXIMUM, .summary = "How much."),
  DOCKET_FIELD (DocketImportPayment, refunded, "refunded", docket_kind_money, .maximum = DOCKET_MONEY_MAXIMUM,
                .summary = "What of it went back."),
  DOCKET_FIELD (DocketImportPayment, is_voided, "voided", docket_kind_boolean, .summary = "It came to nothing."),
  DOCKET_FIELD (DocketImportPayment, is_authorized, "authorized", docket_kind_boolean,
                .summary = "It is held at the customer's bank and not taken yet."),
  DOCKET_FIELD (DocketImportPayment, method, "method", docket_kind_string, .maximum = 100, .summary = "How it was paid."),
  DOCKET_FIELD (DocketImportPayment, reference, "reference", docket_kind_string, .maximum = 200,
                .summary = "What the payment provider calls it."),
  DOCKET_FIELD (DocketImportPayment, time, "time", docket_kind_time, .summary = "When it was taken."),
};
DOCKET_DEFINE_RECORD (DocketImportPayment, docket_import_payment, DOCKET_TYPE_RECORD, import_payment_fields)

static const DocketField import_fulfilment_fields[] = {
  DOCKET_FIELD (DocketImportFulfilment, lines, "lines", docket_kind_records, .type = docket_line_quantity_get_type,
                .summary = "What was sent; all that was not sent before where it is absent."),
  DOCKET_FIELD (DocketImportFulfilment, is_delivered, "delivered", docket_kind_boolean, .summary = "It arrived."),
  DOCKET_FIELD (DocketImportFulfilment, tracking, "tracking", docket_kind_string, .maximum = 200, .summary = "The carrier's number."),
  DOCKET_FIELD (DocketImportFulfilment, time, "time", docket_kind_time, .summary = "When it was sent."),
};
DOCKET_DEFINE_RECORD (DocketImportFulfilment, docket_import_fulfilment, DOCKET_TYPE_RECORD, import_fulfilment_fields)
