/* docket-products-view.h: the view of products
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "docket-projection.h"

G_BEGIN_DECLS

#define DOCKET_TYPE_PRODUCTS_VIEW (docket_products_view_get_type ())
G_DECLARE_FINAL_TYPE (DocketProductsView, docket_products_view, DOCKET, PRODUCTS_VIEW, DocketProjection)

G_END_DECLS
