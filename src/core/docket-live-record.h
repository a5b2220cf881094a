/* docket-live-record.h: one answer that keeps itself true
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "docket-query-bus.h"

G_BEGIN_DECLS

#define DOCKET_TYPE_LIVE_RECORD (docket_live_record_get_type ())
G_DECLARE_FINAL_TYPE (DocketLiveRecord, docket_live_record, DOCKET, LIVE_RECORD, GObject)

/* Properties: "query" (DocketQuery), "record" (DocketRecord, nullable; the same object while the query stays, its properties
 * change in place), "error" (string, nullable). Signal ::updated — after each answer. It asks again whenever a view
 * of the query changes, at most once a frame. */

DocketLiveRecord *docket_live_record_new (DocketQueryBus *bus, DocketQuery *query);

void docket_live_record_set_query (DocketLiveRecord *self, DocketQuery *query);
DocketQuery *docket_live_record_get_query (DocketLiveRecord *self);
DocketRecord *docket_live_record_get_record (DocketLiveRecord *self);
const char *docket_live_record_get_error (DocketLiveRecord *self);

/* Makes store hold what records holds with the fewest changes, keeping the objects that stay the same. */
void docket_record_store_update (GListStore *store, GPtrArray *records);

G_END_DECLS
