/* docket-verify-dialog.h: checks that the past is intact
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

#include "docket-shell.h"

G_BEGIN_DECLS

#define DOCKET_TYPE_VERIFY_DIALOG (docket_verify_dialog_get_type ())
G_DECLARE_FINAL_TYPE (DocketVerifyDialog, docket_verify_dialog, DOCKET, VERIFY_DIALOG, AdwWindow)

void docket_verify_dialog_present (DocketShell *shell, GtkWidget *parent);

G_END_DECLS
