/* docket-backup-list.h: the backups of a shop, and whether each is whole
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

#include "docket-engine.h"

G_BEGIN_DECLS

#define DOCKET_TYPE_BACKUP_LIST (docket_backup_list_get_type ())
G_DECLARE_FINAL_TYPE (DocketBackupList, docket_backup_list, DOCKET, BACKUP_LIST, AdwPreferencesGroup)

/**
 * DocketBackupList:
 *
 * Properties: "can-restore" (boolean, construct only): each has a button.
 * Signals: ::restore (const char *path, gint64 time): a button was pressed; ::looked (): the list is there, or has changed.
 */

/* engine: open or not. May be called again, when there may be others. */
void docket_backup_list_load (DocketBackupList *self, DocketEngine *engine);

/* The newest that is known to be whole, in words; NULL: there is none yet. */
char *docket_backup_list_describe_newest (DocketBackupList *self);

G_END_DECLS
