/* docket-products-page.h: the products of the shop and their stock
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "docket-page.h"

G_BEGIN_DECLS

#define DOCKET_TYPE_PRODUCTS_PAGE (docket_products_page_get_type ())
G_DECLARE_FINAL_TYPE (DocketProductsPage, docket_products_page, DOCKET, PRODUCTS_PAGE, DocketPage)

/* Shows a DocketProductsQuery; one that names a SKU selects that product. */

G_END_DECLS
