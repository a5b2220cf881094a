/* docket-order-number.h: the next number of the shop's own orders
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "docket-database.h"

G_BEGIN_DECLS

char *docket_order_number_next (DocketDatabase *database, GError **error);

G_END_DECLS
