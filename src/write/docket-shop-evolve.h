/* docket-shop-evolve.h: carries the events of the shop's settings and taxes into the write tables
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "docket-database.h"
#include "docket-event.h"

G_BEGIN_DECLS

gboolean docket_shop_configured_evolve (DocketEvent *event, DocketDatabase *database, GError **error);

gboolean docket_tax_rate_defined_evolve (DocketEvent *event, DocketDatabase *database, GError **error);

G_END_DECLS
