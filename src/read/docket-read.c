/* docket-read.c: the read side: its projections and queries
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "docket-read.h"

#include "docket-customers-view.h"
#include "docket-inventory-view.h"
#include "docket-journal.h"
#include "docket-orders-view.h"
#include "docket-product-sales-view.h"
#include "docket-products-view.h"
#include "docket-sales-by-day-view.h"
#include "docket-shipping-view.h"
#include "docket-shop-view.h"

static GType (*const projection_types[]) (void) = {
  docket_orders_view_get_type,        docket_customers_view_get_type,    docket_products_view_get_type,
  docket_inventory_view_get_type,    docket_product_sales_view_get_type, docket_sales_by_day_view_get_type,
  docket_shipping_view_get_type,     docket_shop_view_get_type,
};

static GType (*const query_types[]) (void) = {
  docket_orders_query_get_type,   docket_order_query_get_type,        docket_history_query_get_type, docket_customers_query_get_type,
  docket_customer_query_get_type, docket_products_query_get_type,     docket_inventory_query_get_type,
  docket_sales_by_day_query_get_type, docket_product_sales_query_get_type,
  docket_taxes_query_get_type,    docket_shipping_query_get_type,     docket_returns_query_get_type, docket_dashboard_query_get_type,
  docket_counts_query_get_type,   docket_shop_query_get_type,         docket_journal_query_get_type,
};

/**
 * docket_read_create_projections:
 *
 * Makes one of each projection.
 *
 * Returns: (transfer full) (element-type DocketProjection): the projections
 */
GPtrArray *
docket_read_create_projections (void)
{
  GPtrArray *projections = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < G_N_ELEMENTS (projection_types); i++)
    g_ptr_array_add (projections, g_object_new (projection_types[i](), NULL));
  return projections;
}

/**
 * docket_read_register_queries:
 * @bus: where queries are asked
 *
 * Makes every query known.
 */
void
docket_read_register_queries (DocketQueryBus *bus)
{
  docket_query_bus_add_types (bus, query_types, G_N_ELEMENTS (query_types));
}
