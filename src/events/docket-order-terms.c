/* docket-order-terms.c: what was agreed: lines, prices, taxes and totals
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "docket-order-terms.h"

static const DocketField order_line_fields[] = {
  DOCKET_FIELD (DocketOrderLine, line, "line", docket_kind_integer, .flags = DOCKET_FIELD_REQUIRED, .minimum = 1, .maximum = 1000000),
  DOCKET_FIELD (DocketOrderLine, product_id, "product-id", docket_kind_uuid),
  DOCKET_FIELD (DocketOrderLine, sku, "sku", docket_kind_string, .maximum = 100),
  DOCKET_FIELD (DocketOrderLine, title, "title", docket_kind_string, .flags = DOCKET_FIELD_REQUIRED, .maximum = 500),
  DOCKET_FIELD (DocketOrderLine, unit, "unit", docket_kind_string, .maximum = 20),
  DOCKET_FIELD (DocketOrderLine, step, "step", docket_kind_quantity, .usual = "1"),
  DOCKET_FIELD (DocketOrderLine, moves_stock, "moves-stock", docket_kind_boolean, .usual = "true"),
  DOCKET_FIELD (DocketOrderLine, quantity, "quantity", docket_kind_quantity, .flags = DOCKET_FIELD_REQUIRED),
  DOCKET_FIELD (DocketOrderLine, unit_price, "unit-price", docket_kind_money, .flags = DOCKET_FIELD_REQUIRED),
  DOCKET_FIELD (DocketOrderLine, price_reason, "price-reason", docket_kind_string, .maximum = 500),
  DOCKET_FIELD (DocketOrderLine, discount_given, "discount-given", docket_kind_discount),
  DOCKET_FIELD (DocketOrderLine, discount, "discount", docket_kind_money, .usual = "0"),
  DOCKET_FIELD (DocketOrderLine, discount_share, "discount-share", docket_kind_money, .usual = "0"),
  DOCKET_FIELD (DocketOrderLine, net, "net", docket_kind_money, .flags = DOCKET_FIELD_REQUIRED),
  DOCKET_FIELD (DocketOrderLine, tax, "tax", docket_kind_money, .flags = DOCKET_FIELD_REQUIRED),
  DOCKET_FIELD (DocketOrderLine, total, "total", docket_kind_money, .flags = DOCKET_FIELD_REQUIRED),
  DOCKET_FIELD (DocketOrderLine, taxes, "taxes", docket_kind_records, .type = docket_tax_amount_get_type),
};
DOCKET_DEFINE_RECORD (DocketOrderLine, docket_order_line, DOCKET_TYPE_RECORD, order_line_fields)

static const DocketField shipping_charge_fields[] = {
  DOCKET_FIELD (DocketShippingCharge, title, "title", docket_kind_string, .maximum = 200),
  DOCKET_FIELD (DocketShippingCharge, price, "price", docket_kind_money, .flags = DOCKET_FIELD_REQUIRED),
  DOCKET_FIELD (DocketShippingCharge, net, "net", docket_kind_money, .flags = DOCKET_FIELD_REQUIRED),
  DOCKET_FIELD (DocketShippingCharge, tax, "tax", docket_kind_money, .flags = DOCKET_FIELD_REQUIRED),
  DOCKET_FIELD (DocketShippingCharge, total, "total", docket_kind_money, .flags = DOCKET_FIELD_REQUIRED),
  DOCKET_FIELD (DocketShippingCharge, taxes, "taxes", docket_kind_records, .type = docket_tax_amount_get_type),
};
DOCKET_DEFINE_RECORD (DocketShippingCharge, docket_shipping_charge, DOCKET_TYPE_RECORD, shipping_charge_fields)

static const DocketField order_terms_fields[] = {
  DOCKET_FIELD (DocketOrderTerms, currency, "currency", docket_kind_string, .flags = DOCKET_FIELD_REQUIRED, .minimum = 3, .maximum = 3),
  DOCKET_FIELD (DocketOrderTerms, prices_include_tax, "prices-include-tax", docket_kind_boolean, .flags = DOCKET_FIELD_REQUIRED),
  DOCKET_FIELD (DocketOrderTerms, tax_rounding, "tax-rounding", docket_kind_enum, .flags = DOCKET_FIELD_REQUIRED,
                .type = docket_tax_rounding_get_type),
  DOCKET_FIELD (DocketOrderTerms, lines, "lines", docket_kind_records, .type = docket_order_line_get_type),
  DOCKET_FIELD (DocketOrderTerms, discount_given, "discount-given", docket_kind_discount),
  DOCKET_FIELD (DocketOrderTerms, discount, "discount", docket_kind_money, .usual = "0"),
  DOCKET_FIELD (DocketOrderTerms, shipping, "shipping", docket_kind_record, .type = docket_shipping_charge_get_type),
  DOCKET_FIELD (DocketOrderTerms, taxes, "taxes", docket_kind_records, .type = docket_tax_amount_get_type),
  DOCKET_FIELD (DocketOrderTerms, net, "net", docket_kind_money, .flags = DOCKET_FIELD_REQUIRED),
  DOCKET_FIELD (DocketOrderTerms, tax, "tax", docket_kind_money, .flags = DOCKET_FIELD_REQUIRED),
  DOCKET_FIELD (DocketOrderTerms, total, "total", docket_kind_money, .flags = DOCKET_FIELD_REQUIRED),
};
DOCKET_DEFINE_RECORD (DocketOrderTerms, docket_order_terms, DOCKET_TYPE_RECORD, order_terms_fields)

static const DocketField line_quantity_fields[] = {
  DOCKET_FIELD (DocketLineQuantity, line, "line", docket_kind_integer, .flags = DOCKET_FIELD_REQUIRED, .minimum = 1, .maximum = 1000000),
  DOCKET_FIELD (DocketLineQuantity, quantity, "quantity", docket_kind_quantity, .flags = DOCKET_FIELD_REQUIRED),
  DOCKET_FIELD (DocketLineQuantity, product_id, "product-id", docket_kind_uuid, .flags = DOCKET_FIELD_COMPLETED),
};
DOCKET_DEFINE_RECORD (DocketLineQuantity, docket_line_quantity, DOCKET_TYPE_RECORD, line_quantity_fields)

/**
 * docket_line_quantities_sum:
 * @lines: (nullable) (element-type DocketLineQuantity): so much of some lines
 *
 * Returns: all of it together, thousandths
 */
gint64
docket_line_quantities_sum (GPtrArray *lines)
{
  gint64 sum = 0;

  for (guint i = 0; lines != NULL && i < lines->len; i++)
    sum += ((DocketLineQuantity *) lines->pdata[i])->quantity;
  return sum;
}
