/* docket-backups.h: the backups of a shop: those of each day, and those that somebody asks for
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "docket-backup.h"
#include "docket-engine.h"

G_BEGIN_DECLS

/**
 * DocketBackup:
 * @path: the file
 * @stamp: what it says of itself
 *
 * A backup in the folder of backups.
 */
typedef struct
{
  char *path;
  DocketBackupStamp stamp;
} DocketBackup;

void docket_backup_free (DocketBackup *backup);

/* The folder `backups` of the data directory; made by the first backup. */
char *docket_backups_get_directory (DocketEngine *engine);

/* Where the backup of a day, yyyymmdd, lies. */
char *docket_backups_get_daily_path (DocketEngine *engine, gint32 day);

/* Today by the clock and the time zone of this machine. */
gint32 docket_backups_get_today (void);

/* Element type DocketBackup, the newest first. */
GPtrArray *docket_backups_list (DocketEngine *engine);

/* All of these block. */
gboolean docket_backups_write (DocketEngine *engine, const char *path, DocketProgressFunc progress, gpointer progress_data,
                               DocketBackupStamp *stamp, GCancellable *cancellable, GError **error);
gboolean docket_backups_is_due (DocketEngine *engine, gint32 today);
gboolean docket_backups_write_daily (DocketEngine *engine, gint32 today, DocketProgressFunc progress, gpointer progress_data,
                                     GCancellable *cancellable, GError **error);

/* Whether a backup is whole: chain, gaps, counters and SQLite's own check. */
gboolean docket_backups_check (DocketEngine *engine, const char *path, GCancellable *cancellable, GError **error);

/* Those of n_days days, in any order, that are neither one of the last seven nor the first of their month: element type gint32. */
GArray *docket_backups_find_expired (const gint32 *days, guint n_days, gint32 today);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DocketBackup, docket_backup_free)

G_END_DECLS
