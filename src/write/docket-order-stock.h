/* docket-order-stock.h: whether there is enough of what an order asks for
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "docket-database.h"
#include "docket-order-terms.h"

G_BEGIN_DECLS

gboolean docket_order_check_stock (DocketDatabase *database, DocketOrderTerms *terms, GError **error);

G_END_DECLS
