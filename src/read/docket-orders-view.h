/* docket-orders-view.h: the view behind the list of orders and its search
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "docket-projection.h"

G_BEGIN_DECLS

#define DOCKET_TYPE_ORDERS_VIEW (docket_orders_view_get_type ())
G_DECLARE_FINAL_TYPE (DocketOrdersView, docket_orders_view, DOCKET, ORDERS_VIEW, DocketProjection)

G_END_DECLS
