/* docket-fulfilment-evolve.h: carries the events of fulfilments into the write tables
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "docket-database.h"
#include "docket-event.h"

G_BEGIN_DECLS

gboolean docket_fulfilment_created_evolve (DocketEvent *event, DocketDatabase *database, GError **error);

gboolean docket_fulfilment_shipped_evolve (DocketEvent *event, DocketDatabase *database, GError **error);

gboolean docket_fulfilment_delivered_evolve (DocketEvent *event, DocketDatabase *database, GError **error);

gboolean docket_fulfilment_cancelled_evolve (DocketEvent *event, DocketDatabase *database, GError **error);

G_END_DECLS
