/* docket-customer-page.h: one customer
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "docket-page.h"

G_BEGIN_DECLS

#define DOCKET_TYPE_CUSTOMER_PAGE (docket_customer_page_get_type ())
G_DECLARE_FINAL_TYPE (DocketCustomerPage, docket_customer_page, DOCKET, CUSTOMER_PAGE, DocketPage)

/* Shows a DocketCustomerQuery. */

G_END_DECLS
