/* docket-import-order.h: takes over an order of another system with its history
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "docket-address.h"
#include "docket-command-bus.h"
#include "docket-customer-events.h"
#include "docket-import-records.h"
#include "docket-order-terms.h"

G_BEGIN_DECLS

/**
 * DocketImportOrder:
 * @source: the system: `shopify`
 * @shop: (nullable): which shop of that system
 * @external_id: the order's identifier there; (source, shop, external_id) is imported once
 * @number: the number it had; a leading `#` is dropped
 * @lines: (element-type DocketImportLine)
 * @discount: of the order: of its goods
 * @taxes: (nullable) (element-type DocketImportTax): of the whole order
 * @net: what the file says; so @tax and @total
 * @payments: (nullable) (element-type DocketImportPayment)
 * @fulfilments: (nullable) (element-type DocketImportFulfilment)
 * @cancelled_lines: (nullable) (element-type DocketLineQuantity): what was cancelled of each line
 * @cancelled_amount: what of the total was cancelled; all of it for a cancelled order where it is absent
 * @is_cancelled: the whole order was
 * @is_closed: nothing is left to do with it
 * @differences: (nullable): what the importer found, a sentence each
 * @order_id: completed
 * @contact: completed: who it is for, as the order says it
 * @terms: completed: the figures
 * @found_differences: completed: where the figures do not add up to what the file says
 *
 * The command's time is that of the order. The figures of the file are kept: where its parts do not add up to its
 * totals, the parts give way.
 */
#define DOCKET_TYPE_IMPORT_ORDER (docket_import_order_get_type ())
DOCKET_DECLARE_RECORD (DocketImportOrder, docket_import_order, IMPORT_ORDER, DocketCommand)
struct _DocketImportOrder
{
  DocketCommand parent_instance;
  char *source;
  char *shop;
  char *external_id;
  char *number;
  DocketUuid customer_id;
  DocketContact *customer;
  DocketAddress *shipping_address;
  DocketAddress *billing_address;
  char *note;
  char **tags;
  char *currency;
  gboolean prices_include_tax;
  int tax_rounding;
  GPtrArray *lines;
  DocketMoney discount;
  DocketImportShipping *shipping;
  GPtrArray *taxes;
  DocketMoney net;
  DocketMoney tax;
  DocketMoney total;
  GPtrArray *payments;
  GPtrArray *fulfilments;
  GPtrArray *cancelled_lines;
  DocketMoney cancelled_amount;
  gboolean is_cancelled;
  gboolean is_closed;
  char *cancel_reason;
  char **differences;
  DocketUuid order_id;
  DocketContact *contact;
  DocketOrderTerms *terms;
  char **found_differences;
};

extern const DocketCommandHandler docket_import_order_handler;

G_END_DECLS
