/* docket-order-evolve.h: carries the events of orders into the write tables
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "docket-database.h"
#include "docket-event.h"

G_BEGIN_DECLS

gboolean docket_order_placed_evolve (DocketEvent *event, DocketDatabase *database, GError **error);

gboolean docket_order_imported_evolve (DocketEvent *event, DocketDatabase *database, GError **error);

gboolean docket_order_cancelled_evolve (DocketEvent *event, DocketDatabase *database, GError **error);

gboolean docket_order_held_evolve (DocketEvent *event, DocketDatabase *database, GError **error);

gboolean docket_order_released_evolve (DocketEvent *event, DocketDatabase *database, GError **error);

gboolean docket_note_added_evolve (DocketEvent *event, DocketDatabase *database, GError **error);

G_END_DECLS
