/* docket-customers-page.h: the customers of the shop
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "docket-page.h"

G_BEGIN_DECLS

#define DOCKET_TYPE_CUSTOMERS_PAGE (docket_customers_page_get_type ())
G_DECLARE_FINAL_TYPE (DocketCustomersPage, docket_customers_page, DOCKET, CUSTOMERS_PAGE, DocketPage)

/* Shows a DocketCustomersQuery: a search and an order. */

G_END_DECLS
