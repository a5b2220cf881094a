/* docket-order-page.h: one order with all that is known of it
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "docket-page.h"

G_BEGIN_DECLS

#define DOCKET_TYPE_ORDER_PAGE (docket_order_page_get_type ())
G_DECLARE_FINAL_TYPE (DocketOrderPage, docket_order_page, DOCKET, ORDER_PAGE, DocketPage)

/* It shows the order of a DocketOrderQuery. */

G_END_DECLS
