/* docket-orders-page.h: the orders of the shop
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "docket-page.h"

G_BEGIN_DECLS

#define DOCKET_TYPE_ORDERS_PAGE (docket_orders_page_get_type ())
G_DECLARE_FINAL_TYPE (DocketOrdersPage, docket_orders_page, DOCKET, ORDERS_PAGE, DocketPage)

G_END_DECLS
