/* docket-row-pending.h: the changed keys that a row model has to look after
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * DocketRowPending:
 * @keys: keys that changed and are not looked after yet
 * @is_all: anything may have changed
 * @examined: those that the job under way looks after
 * @suspects: those that were placed by a job which saw more of the log than was told of by then
 * @probed: the keys that it compared them with
 * @suspect_position: how much it saw
 * @told_position: up to where was told
 *
 * A job reads the newest views, and may compare a changed row with another one that has changed too, but of which is
 * told only while it works, or later. When that happens, those that were placed by it are placed again.
 */
typedef struct
{
  GArray *keys;
  gboolean is_all;
  GArray *examined;
  GArray *suspects;
  GHashTable *probed;
  gint64 suspect_position;
  gint64 told_position;
} DocketRowPending;

void docket_row_pending_init (DocketRowPending *self);
void docket_row_pending_clear (DocketRowPending *self);

/* For another query. */
void docket_row_pending_forget (DocketRowPending *self);

gboolean docket_row_pending_is_empty (DocketRowPending *self);

/* keys: NULL for all. */
void docket_row_pending_add (DocketRowPending *self, GArray *keys, gint64 log_position);
void docket_row_pending_add_all (DocketRowPending *self);

/* What to look after now, sorted, unique; NULL: all of the list. */
GArray *docket_row_pending_take (DocketRowPending *self);

/* What was taken has been placed, beside the probed keys. */
void docket_row_pending_placed (DocketRowPending *self, GArray *probed, gint64 log_position);

G_END_DECLS
