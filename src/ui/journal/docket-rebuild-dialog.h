/* docket-rebuild-dialog.h: makes a view again from the log
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

#include "docket-shell.h"

G_BEGIN_DECLS

#define DOCKET_TYPE_REBUILD_DIALOG (docket_rebuild_dialog_get_type ())
G_DECLARE_FINAL_TYPE (DocketRebuildDialog, docket_rebuild_dialog, DOCKET, REBUILD_DIALOG, AdwWindow)

/* view: the one that is proposed; NULL: all. */
void docket_rebuild_dialog_present (DocketShell *shell, GtkWidget *parent, const char *view);

G_END_DECLS
