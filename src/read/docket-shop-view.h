/* docket-shop-view.h: the view of the shop's settings
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "docket-projection.h"

G_BEGIN_DECLS

#define DOCKET_TYPE_SHOP_VIEW (docket_shop_view_get_type ())
G_DECLARE_FINAL_TYPE (DocketShopView, docket_shop_view, DOCKET, SHOP_VIEW, DocketProjection)

G_END_DECLS
