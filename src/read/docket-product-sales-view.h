/* docket-product-sales-view.h: the view of what was sold of each product, by day
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "docket-projection.h"

G_BEGIN_DECLS

#define DOCKET_TYPE_PRODUCT_SALES_VIEW (docket_product_sales_view_get_type ())
G_DECLARE_FINAL_TYPE (DocketProductSalesView, docket_product_sales_view, DOCKET, PRODUCT_SALES_VIEW, DocketProjection)

G_END_DECLS
