/* docket-register-dialog.h: registers a customer for the draft
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "docket-draft.h"
#include "docket-step-dialog.h"

G_BEGIN_DECLS

#define DOCKET_TYPE_REGISTER_DIALOG (docket_register_dialog_get_type ())
G_DECLARE_FINAL_TYPE (DocketRegisterDialog, docket_register_dialog, DOCKET, REGISTER_DIALOG, DocketStepDialog)

/* text: what was typed: a name, an e-mail address or a telephone number */
void docket_register_dialog_present (DocketDraft *draft, const char *text, GtkWidget *parent);

G_END_DECLS
