/* docket-sales-by-day-view.h: the view of sales and taxes by day
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "docket-projection.h"

G_BEGIN_DECLS

#define DOCKET_TYPE_SALES_BY_DAY_VIEW (docket_sales_by_day_view_get_type ())
G_DECLARE_FINAL_TYPE (DocketSalesByDayView, docket_sales_by_day_view, DOCKET, SALES_BY_DAY_VIEW, DocketProjection)

G_END_DECLS
