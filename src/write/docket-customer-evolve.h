/* docket-customer-evolve.h: carries the events of customers into the write tables
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "docket-database.h"
#include "docket-event.h"

G_BEGIN_DECLS

gboolean docket_customer_registered_evolve (DocketEvent *event, DocketDatabase *database, GError **error);

gboolean docket_customer_updated_evolve (DocketEvent *event, DocketDatabase *database, GError **error);

G_END_DECLS
