/* docket-database-log.h: the write-ahead log, taken into the file when nobody waits
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "docket-database.h"

G_BEGIN_DECLS

/**
 * DocketDatabaseLog:
 * @is_kept: whether the connection's owner takes the log into the file, and no commit does
 * @n_pages: how many pages it holds
 * @n_refusals: how often a reader kept it from being begun anew since it last was
 *
 * The log of a writer.
 */
typedef struct
{
  gboolean is_kept;
  guint n_pages;
  guint n_refusals;
} DocketDatabaseLog;

void docket_database_keep_log (DocketDatabase *self);

/* Whether the log is to be taken into the file: as soon as nobody waits, or now, lest it grow for ever. */
gboolean docket_database_is_log_long (DocketDatabase *self);
gboolean docket_database_is_log_full (DocketDatabase *self);

void docket_database_take_log (DocketDatabase *self);

/* For a long log, after nothing was asked for during the pause. */
gint64 docket_database_get_log_pause (DocketDatabase *self);
void docket_database_renew_log (DocketDatabase *self);

/**
 * docket_database_get_log: (skip)
 * @self: a database
 *
 * In docket-database.c.
 *
 * Returns: (transfer none): what is known of its log
 */
DocketDatabaseLog *docket_database_get_log (DocketDatabase *self);

G_END_DECLS
