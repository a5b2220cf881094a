/* docket-dashboard-page.h: the shop at a glance
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "docket-page.h"

G_BEGIN_DECLS

#define DOCKET_TYPE_DASHBOARD_PAGE (docket_dashboard_page_get_type ())
G_DECLARE_FINAL_TYPE (DocketDashboardPage, docket_dashboard_page, DOCKET, DASHBOARD_PAGE, DocketPage)

G_END_DECLS
