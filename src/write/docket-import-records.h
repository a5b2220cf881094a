/* docket-import-records.h: the parts of an order as another system's file has them
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "docket-money.h"
#include "docket-quantity.h"
#include "docket-rate.h"

G_BEGIN_DECLS

/**
 * DocketImportTax:
 * @rate: in parts per million; 0 where the file does not say
 * @amount: how much it is; spread over what bears it where only the order says it
 */
#define DOCKET_TYPE_IMPORT_TAX (docket_import_tax_get_type ())
DOCKET_DECLARE_RECORD (DocketImportTax, docket_import_tax, IMPORT_TAX, DocketRecord)
struct _DocketImportTax
{
  DocketRecord parent_instance;
  char *name;
  gint64 rate;
  DocketMoney amount;
};

/**
 * DocketImportLine:
 * @discount: of this line alone
 * @discount_share: its part of the order's discount, where the file says it
 * @taxes: (element-type DocketImportTax): what it bears; an empty list where it bears none; absent where the file does
 *   not say
 */
#define DOCKET_TYPE_IMPORT_LINE (docket_import_line_get_type ())
DOCKET_DECLARE_RECORD (DocketImportLine, docket_import_line, IMPORT_LINE, DocketRecord)
struct _DocketImportLine
{
  DocketRecord parent_instance;
  char *sku;
  char *title;
  gint64 quantity;
  DocketMoney unit_price;
  DocketMoney discount;
  DocketMoney discount_share;
  GPtrArray *taxes;
};

#define DOCKET_TYPE_IMPORT_SHIPPING (docket_import_shipping_get_type ())
DOCKET_DECLARE_RECORD (DocketImportShipping, docket_import_shipping, IMPORT_SHIPPING, DocketRecord)
struct _DocketImportShipping
{
  DocketRecord parent_instance;
  char *title;
  DocketMoney price;
  GPtrArray *taxes;
};

/**
 * DocketImportPayment:
 * @is_voided: it came to nothing
 * @is_authorized: it is held at the customer's bank and not taken yet
 * @time: when it was taken; 0 where the file does not say
 */
#define DOCKET_TYPE_IMPORT_PAYMENT (docket_import_payment_get_type ())
DOCKET_DECLARE_RECORD (DocketImportPayment, docket_import_payment, IMPORT_PAYMENT, DocketRecord)
struct _DocketImportPayment
{
  DocketRecord parent_instance;
  DocketMoney amount;
  DocketMoney refunded;
  gboolean is_voided;
  gboolean is_authorized;
  char *method;
  char *reference;
  gint64 time;
};

/**
 * DocketImportFulfilment:
 * @lines: (element-type DocketLineQuantity): what was sent; all that was not sent before where it is absent
 * @time: when it was sent; 0 where the file does not say
 */
#define DOCKET_TYPE_IMPORT_FULFILMENT (docket_import_fulfilment_get_type ())
DOCKET_DECLARE_RECORD (DocketImportFulfilment, docket_import_fulfilment, IMPORT_FULFILMENT, DocketRecord)
struct _DocketImportFulfilment
{
  DocketRecord parent_instance;
  GPtrArray *lines;
  gboolean is_delivered;
  char *tracking;
  gint64 time;
};

G_END_DECLS
