/* docket-shop-tables.h: the write tables of the shop, its products and its customers
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "docket-database.h"

G_BEGIN_DECLS

/* shop, shop_tax, tax_rate, product, product_tax, stock, customer; NULL-terminated. */
extern const char *const docket_shop_table_names[];

gboolean docket_shop_tables_create (DocketDatabase *database, GError **error);

/* For evolve alone: adds to what is on hand and reserved of a product, in thousandths; a sum, so the order does not matter. */
gboolean docket_stock_apply (DocketDatabase *database, const DocketUuid *product_id, gint64 on_hand, gint64 reserved, GError **error);

/* Takes what the DocketLineQuantity of a list, which may be NULL, name a product for from what is reserved, and from what is on hand
 * where it leaves. */
gboolean docket_stock_apply_lines (DocketDatabase *database, GPtrArray *lines, gboolean leaves, GError **error);

G_END_DECLS
