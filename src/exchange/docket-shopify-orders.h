/* docket-shopify-orders.h: orders as Shopify exports them
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "docket-import-source.h"

G_BEGIN_DECLS

extern const DocketImportSource docket_shopify_orders_source;

G_END_DECLS
