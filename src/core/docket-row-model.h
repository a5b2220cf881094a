/* docket-row-model.h: a lazy, live GListModel over a view
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "docket-query-bus.h"

G_BEGIN_DECLS

#define DOCKET_TYPE_ROW_MODEL (docket_row_model_get_type ())
G_DECLARE_FINAL_TYPE (DocketRowModel, docket_row_model, DOCKET, ROW_MODEL, GObject)

/* Properties: "query" (DocketListQuery), "n-items" (uint), "is-loading" (boolean: the keys are on their way),
 * "is-complete" (boolean), "error" (string, nullable: why the rows cannot be read).
 * Signals: ::swapped — the list was replaced as a whole; select again by key. */

DocketRowModel *docket_row_model_new (DocketQueryBus *bus, DocketListQuery *query);

DocketListQuery *docket_row_model_get_query (DocketRowModel *self);
/* Another filter, search or order; the newest wins. Takes a reference. */
void docket_row_model_set_query (DocketRowModel *self, DocketListQuery *query);

gboolean docket_row_model_find_key (DocketRowModel *self, gint64 key, guint *position);
gint64 docket_row_model_get_key (DocketRowModel *self, guint position);

/* How many row objects live now: for tests. */
guint docket_row_model_count_live_rows (DocketRowModel *self);

G_END_DECLS
