/* docket-shopify-order.h: one order of Shopify's export, as the command that imports it
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "docket-shopify-row.h"

G_BEGIN_DECLS

/* rows: element type DocketShopifyRow, the first one begins the order. NULL where it is refused: then the report says why. */
DocketImportItem *docket_shopify_order_to_item (GPtrArray *rows, DocketImportContext *context);

G_END_DECLS
