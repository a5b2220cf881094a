/* docket-orders-columns.h: the columns of the list of orders
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "docket-cells.h"

G_BEGIN_DECLS

const DocketColumn *docket_orders_columns_get (guint *n_columns);

G_END_DECLS
