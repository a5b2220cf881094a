/* docket-pages.c: the pages that the window has
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "docket-pages.h"

#include <glib/gi18n.h>

#include "docket-dashboard-page.h"
#include "docket-order-page.h"
#include "docket-orders-page.h"

/* In the order of the sidebar. */
static const DocketPageInfo pages[] = {
  {
    .id = "dashboard",
    .title = N_("Dashboard"),
    .icon = "docket-dashboard-symbolic",
    .in_sidebar = TRUE,
    .get_type = docket_dashboard_page_get_type,
  },
  {
    .id = "orders",
    .title = N_("Orders"),
    .icon = "docket-orders-symbolic",
    .count = "open-orders",
    .in_sidebar = TRUE,
    .get_type = docket_orders_page_get_type,
  },
  {
    .id = "order",
    .title = N_("Order"),
    .icon = "docket-orders-symbolic",
    .get_type = docket_order_page_get_type,
  },
};

const DocketPageInfo *
docket_pages_list (guint *n_pages)
{
  *n_pages = G_N_ELEMENTS (pages);
  return pages;
}

const DocketPageInfo *
docket_pages_find (const char *id)
{
  for (guint i = 0; i < G_N_ELEMENTS (pages); i++)
    if (g_strcmp0 (pages[i].id, id) == 0)
      return &pages[i];
  return NULL;
}
