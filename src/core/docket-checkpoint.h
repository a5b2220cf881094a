/* docket-checkpoint.h: how far each view has come, kept beside its rows
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "docket-database.h"

G_BEGIN_DECLS

#define DOCKET_HASH_SIZE 32

/**
 * DocketViewState:
 * @DOCKET_VIEW_LIVE: follows the log
 * @DOCKET_VIEW_REBUILDING: is being made, or catches up with a long way behind it; nobody waits for it
 * @DOCKET_VIEW_STOPPED: failed on an event
 *
 * How a view is.
 */
typedef enum
{
  DOCKET_VIEW_LIVE,
  DOCKET_VIEW_REBUILDING,
  DOCKET_VIEW_STOPPED,
} DocketViewState;

/**
 * DocketCheckpoint:
 * @version: (nullable): the version that the view was made by
 * @position: the last event it holds; 0 for none
 * @hash: that event's hash
 * @state: how it is
 * @error: (nullable): why it stopped
 *
 * The row of one view in the table `checkpoint`.
 */
typedef struct
{
  char *version;
  gint64 position;
  guint8 hash[DOCKET_HASH_SIZE];
  DocketViewState state;
  char *error;
} DocketCheckpoint;

void docket_checkpoint_clear (DocketCheckpoint *checkpoint);

DocketCheckpoint docket_checkpoint_copy (const DocketCheckpoint *checkpoint);

gboolean docket_checkpoint_check_tables (DocketDatabase *read_database, GError **error);

gboolean docket_checkpoint_create_tables (DocketDatabase *read_database, GError **error);

gboolean docket_checkpoint_load (DocketDatabase *read_database, const char *view, DocketCheckpoint *checkpoint, GError **error);

gboolean docket_checkpoint_save (DocketDatabase *read_database, const char *view, const DocketCheckpoint *checkpoint, GError **error);

gboolean docket_checkpoint_is_in_log (const DocketCheckpoint *checkpoint, DocketDatabase *write_database, gboolean *is_in_log,
                                      GError **error);

gboolean docket_checkpoint_record_lag (DocketDatabase *read_database, gint64 position, gint64 committed, gint64 projected,
                                       GError **error);

gboolean docket_checkpoint_prune_lag (DocketDatabase *read_database, GError **error);

/* The read database itself, made again when it is no good; notice (out, nullable) says so. */
DocketDatabase *docket_checkpoint_open_database (const char *path, char **notice, GError **error);

gboolean docket_checkpoint_is_no_good (const GError *error);

void docket_checkpoint_delete_database (const char *path);

gint64 docket_checkpoint_peek_position (const char *path);

G_END_DECLS
