/* docket-backup.h: a whole copy of the write database, made while it is worked on
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "docket-verifier.h"

G_BEGIN_DECLS

/* What the name of a backup ends with as long as it is being written. */
#define DOCKET_BACKUP_UNFINISHED ".unfinished-XXXXXX"

/**
 * DocketBackupStamp:
 * @position: the last event it holds
 * @hash: that event's hash
 * @time: when it was made, in microseconds UTC
 * @is_daily: made by the program itself, which may delete it
 *
 * What a backup says of itself.
 */
typedef struct
{
  gint64 position;
  guint8 hash[DOCKET_HASH_SIZE];
  gint64 time;
  gboolean is_daily;
} DocketBackupStamp;

/* Copies and checks verification->write_path; what was at target stays unless all went well. */
gboolean docket_backup_write (const DocketVerification *verification, const char *target, gboolean is_daily,
                              DocketProgressFunc progress, gpointer progress_data, DocketBackupStamp *stamp,
                              GCancellable *cancellable, GError **error);

/* Removes what a backup left that was broken off; one that is being written stays. */
void docket_backup_remove_unfinished (const char *path);

/* The copy alone, unchecked; target is made, and is not there when it fails. */
gboolean docket_backup_copy (const char *source, const char *target, DocketProgressFunc progress, gpointer progress_data,
                             GCancellable *cancellable, GError **error);

/* Of a copy that was broken off, or is not wanted after all. */
void docket_backup_remove_copy (const char *path);

/* DOCKET_ERROR_NOT_FOUND, DOCKET_ERROR_FOREIGN, DOCKET_ERROR_CORRUPT… when it is no backup that can be read. */
gboolean docket_backup_read_stamp (const char *path, DocketBackupStamp *stamp, GError **error);

/* Whether it is an earlier state of that shop, and not of another one or of another past. */
gboolean docket_backup_is_of (const DocketBackupStamp *stamp, const char *source, gboolean *is_of_shop, GError **error);

/* Has the file and its name reach the disk. */
gboolean docket_backup_sync (const char *path, GError **error);

G_END_DECLS
