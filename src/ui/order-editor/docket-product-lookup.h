/* docket-product-lookup.h: which product a scan or a few letters mean
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "docket-products-query.h"
#include "docket-query-bus.h"

G_BEGIN_DECLS

/* The product with that SKU, else with that barcode, else the first whose words begin like text. */
void docket_product_lookup_async (DocketQueryBus *bus, const char *text, GAsyncReadyCallback callback, gpointer user_data);
/* NULL without error: there is none. */
DocketProductRow *docket_product_lookup_finish (DocketQueryBus *bus, GAsyncResult *result, GError **error);

G_END_DECLS
