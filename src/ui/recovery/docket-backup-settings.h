/* docket-backup-settings.h: the backups of the shop, among the preferences
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

#include "docket-shell.h"

G_BEGIN_DECLS

#define DOCKET_TYPE_BACKUP_SETTINGS (docket_backup_settings_get_type ())
G_DECLARE_FINAL_TYPE (DocketBackupSettings, docket_backup_settings, DOCKET, BACKUP_SETTINGS, AdwPreferencesPage)

/**
 * DocketBackupSettings:
 *
 * Signals: ::told (const char *message): something was done; ::recover (): the person wants to go back to a backup, for which the
 * shop is closed.
 */

void docket_backup_settings_set_shell (DocketBackupSettings *self, DocketShell *shell);

G_END_DECLS
