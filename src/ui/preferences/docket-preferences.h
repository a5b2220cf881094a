/* docket-preferences.h: how the shop is set up
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

#include "docket-shell.h"

G_BEGIN_DECLS

#define DOCKET_TYPE_PREFERENCES (docket_preferences_get_type ())
G_DECLARE_FINAL_TYPE (DocketPreferences, docket_preferences, DOCKET, PREFERENCES, AdwWindow)

/* Shows the one window of preferences of the shop. */
void docket_preferences_present (DocketShell *shell, GtkWindow *parent);
/* The same, where it tells of backups. */
void docket_preferences_present_backups (DocketShell *shell, GtkWindow *parent);

G_END_DECLS
