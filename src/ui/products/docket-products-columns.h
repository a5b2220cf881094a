/* docket-products-columns.h: the columns of the list of products
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "docket-cells.h"
#include "docket-words.h"

G_BEGIN_DECLS

const DocketColumn *docket_products_columns_get (guint *n_columns);

/* The word for how much is left, NULL where there is enough; style and icon say the same. */
const DocketWord *docket_products_describe_stock (gpointer item, gboolean is_low, const char *available, gboolean is_loaded);

G_END_DECLS
