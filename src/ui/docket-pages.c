/* docket-pages.c: the pages that the window has
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "docket-pages.h"

#include <glib/gi18n.h>

#include "docket-customer-page.h"
#include "docket-customers-page.h"
#include "docket-customers-query.h"
#include "docket-dashboard-page.h"
#include "docket-dashboard-query.h"
#include "docket-first-start-page.h"
#include "docket-import-dialog.h"
#include "docket-journal-page.h"
#include "docket-order-editor.h"
#include "docket-order-page.h"
#include "docket-order-query.h"
#include "docket-orders-page.h"
#include "docket-orders-query.h"
#include "docket-preferences.h"
#include "docket-products-page.h"
#include "docket-products-query.h"

/* In the order of the sidebar. */
static const DocketPageInfo pages[] = {
  {
    .id = "dashboard",
    .title = N_("Dashboard"),
    .icon = "docket-dashboard-symbolic",
    .in_sidebar = TRUE,
    .get_query_type = docket_dashboard_query_get_type,
    .get_type = docket_dashboard_page_get_type,
  },
  {
    .id = "orders",
    .title = N_("Orders"),
    .icon = "docket-orders-symbolic",
    .count = "open-orders",
    .in_sidebar = TRUE,
    .get_query_type = docket_orders_query_get_type,
    .get_type = docket_orders_page_get_type,
  },
  {
    .id = "order",
    .title = N_("Order"),
    .icon = "docket-orders-symbolic",
    .get_query_type = docket_order_query_get_type,
    .get_type = docket_order_page_get_type,
  },
  {
    .id = "editor",
    .title = N_("New Order"),
    .icon = "docket-orders-symbolic",
    .get_type = docket_order_editor_get_type,
  },
  {
    .id = "customers",
    .title = N_("Customers"),
    .icon = "docket-customers-symbolic",
    .count = "customers",
    .in_sidebar = TRUE,
    .get_query_type = docket_customers_query_get_type,
    .get_type = docket_customers_page_get_type,
  },
  {
    .id = "products",
    .title = N_("Products"),
    .icon = "docket-products-symbolic",
    .count = "products",
    .in_sidebar = TRUE,
    .get_query_type = docket_products_query_get_type,
    .get_type = docket_products_page_get_type,
  },
  {
    .id = "journal",
    .title = N_("Journal"),
    .icon = "docket-journal-symbolic",
    .in_sidebar = TRUE,
    .get_type = docket_journal_page_get_type,
  },
  {
    .id = "customer",
    .title = N_("Customer"),
    .icon = "docket-customers-symbolic",
    .get_query_type = docket_customer_query_get_type,
    .get_type = docket_customer_page_get_type,
  },
  {
    .id = "first-start",
    .title = N_("Welcome"),
    .icon = "docket-orders-symbolic",
    .get_type = docket_first_start_page_get_type,
  },
  {
    .id = "preferences",
    .title = N_("Preferences"),
    .icon = "docket-orders-symbolic",
    .present = docket_preferences_present,
  },
  {
    .id = "import",
    .title = N_("Bring Orders"),
    .icon = "docket-import-symbolic",
    .present = docket_import_dialog_present,
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
