/* docket-customers-view.h: the view of customers and what they bought
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "docket-projection.h"

G_BEGIN_DECLS

#define DOCKET_TYPE_CUSTOMERS_VIEW (docket_customers_view_get_type ())
G_DECLARE_FINAL_TYPE (DocketCustomersView, docket_customers_view, DOCKET, CUSTOMERS_VIEW, DocketProjection)

G_END_DECLS
