/* docket-import-dialog.h: brings the orders of another shop system
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

#include "docket-shell.h"

G_BEGIN_DECLS

#define DOCKET_TYPE_IMPORT_DIALOG (docket_import_dialog_get_type ())
G_DECLARE_FINAL_TYPE (DocketImportDialog, docket_import_dialog, DOCKET, IMPORT_DIALOG, AdwWindow)

void docket_import_dialog_present (DocketShell *shell, GtkWindow *parent);

/* The same without asking for the file. */
void docket_import_dialog_present_files (DocketShell *shell, GtkWindow *parent, const char *const *files);

G_END_DECLS
