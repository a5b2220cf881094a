/* docket-read.h: the read side: its projections and queries
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "docket-customers-query.h"
#include "docket-dashboard-query.h"
#include "docket-history-query.h"
#include "docket-order-query.h"
#include "docket-orders-query.h"
#include "docket-products-query.h"
#include "docket-projection.h"
#include "docket-query-bus.h"
#include "docket-sales-query.h"
#include "docket-shipping-query.h"
#include "docket-shop-query.h"

G_BEGIN_DECLS

/* Element type DocketProjection, transfer full. */
GPtrArray *docket_read_create_projections (void);

void docket_read_register_queries (DocketQueryBus *bus);

G_END_DECLS
