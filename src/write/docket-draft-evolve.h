/* docket-draft-evolve.h: carries the events of drafts into the write tables
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "docket-database.h"
#include "docket-event.h"

G_BEGIN_DECLS

gboolean docket_order_drafted_evolve (DocketEvent *event, DocketDatabase *database, GError **error);

gboolean docket_line_added_evolve (DocketEvent *event, DocketDatabase *database, GError **error);

gboolean docket_line_changed_evolve (DocketEvent *event, DocketDatabase *database, GError **error);

gboolean docket_line_removed_evolve (DocketEvent *event, DocketDatabase *database, GError **error);

gboolean docket_discount_set_evolve (DocketEvent *event, DocketDatabase *database, GError **error);

gboolean docket_shipping_set_evolve (DocketEvent *event, DocketDatabase *database, GError **error);

gboolean docket_customer_set_evolve (DocketEvent *event, DocketDatabase *database, GError **error);

gboolean docket_shipping_address_updated_evolve (DocketEvent *event, DocketDatabase *database, GError **error);

gboolean docket_draft_discarded_evolve (DocketEvent *event, DocketDatabase *database, GError **error);

G_END_DECLS
