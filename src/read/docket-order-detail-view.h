/* docket-order-detail-view.h: the view behind the order page
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "docket-projection.h"

G_BEGIN_DECLS

#define DOCKET_TYPE_ORDER_DETAIL_VIEW (docket_order_detail_view_get_type ())
G_DECLARE_FINAL_TYPE (DocketOrderDetailView, docket_order_detail_view, DOCKET, ORDER_DETAIL_VIEW, DocketProjection)

G_END_DECLS
