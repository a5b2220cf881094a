/* docket-order-history-view.h: the view behind an order's timeline
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "docket-projection.h"

G_BEGIN_DECLS

#define DOCKET_TYPE_ORDER_HISTORY_VIEW (docket_order_history_view_get_type ())
G_DECLARE_FINAL_TYPE (DocketOrderHistoryView, docket_order_history_view, DOCKET, ORDER_HISTORY_VIEW, DocketProjection)

G_END_DECLS
