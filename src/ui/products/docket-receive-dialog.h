/* docket-receive-dialog.h: goods come in
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "docket-step-dialog.h"

G_BEGIN_DECLS

#define DOCKET_TYPE_RECEIVE_DIALOG (docket_receive_dialog_get_type ())
G_DECLARE_FINAL_TYPE (DocketReceiveDialog, docket_receive_dialog, DOCKET, RECEIVE_DIALOG, DocketStepDialog)

void docket_receive_dialog_present (DocketShell *shell, GtkWidget *parent, DocketProductRow *product);

G_END_DECLS
