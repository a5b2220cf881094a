/* docket-row-pages.h: the row objects that live, one for each key, and their pages
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "docket-query-bus.h"
#include "docket-row-keys.h"

G_BEGIN_DECLS

typedef struct _DocketRowPages DocketRowPages;

typedef void (*DocketRowPagesFailed) (const GError *error, gpointer data);

/* failed: called when a page cannot be read, and with NULL when all can again, until the pages are closed. */
DocketRowPages *docket_row_pages_new (DocketQueryBus *bus, DocketRowPagesFailed failed, gpointer data);

/* Forgets all rows and gives its reference back. */
void docket_row_pages_close (DocketRowPages *self);

/* What the rows are of from now on; nobody changes it. */
void docket_row_pages_set_query (DocketRowPages *self, DocketListQuery *query);

DocketRow *docket_row_pages_get (DocketRowPages *self, DocketRowKeys *keys, guint position);

/* Takes rows freshly read over. keep: as a page, alive for a while; otherwise only into those that live. */
void docket_row_pages_take (DocketRowPages *self, GPtrArray *rows, gboolean keep);

/* Rows changed: what is on its way may be older. keys: NULL for all. */
void docket_row_pages_note_changed (DocketRowPages *self, GArray *keys);

/* Sorted. */
GArray *docket_row_pages_get_live_keys (DocketRowPages *self);

guint docket_row_pages_count_live (DocketRowPages *self);

G_END_DECLS
