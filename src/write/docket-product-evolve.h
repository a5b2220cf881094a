/* docket-product-evolve.h: carries the events of products and their stock into the write tables
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "docket-database.h"
#include "docket-event.h"

G_BEGIN_DECLS

gboolean docket_product_created_evolve (DocketEvent *event, DocketDatabase *database, GError **error);

gboolean docket_product_updated_evolve (DocketEvent *event, DocketDatabase *database, GError **error);

gboolean docket_stock_received_evolve (DocketEvent *event, DocketDatabase *database, GError **error);

G_END_DECLS
