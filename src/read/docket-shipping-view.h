/* docket-shipping-view.h: the view of what is to pack, to ship and on its way
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "docket-projection.h"

G_BEGIN_DECLS

#define DOCKET_TYPE_SHIPPING_VIEW (docket_shipping_view_get_type ())
G_DECLARE_FINAL_TYPE (DocketShippingView, docket_shipping_view, DOCKET, SHIPPING_VIEW, DocketProjection)

G_END_DECLS
