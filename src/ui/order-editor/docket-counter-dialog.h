/* docket-counter-dialog.h: places, takes the money and hands over at one go
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "docket-draft.h"
#include "docket-step-dialog.h"

G_BEGIN_DECLS

#define DOCKET_TYPE_COUNTER_DIALOG (docket_counter_dialog_get_type ())
G_DECLARE_FINAL_TYPE (DocketCounterDialog, docket_counter_dialog, DOCKET, COUNTER_DIALOG, DocketStepDialog)

/* note: (nullable): of the order */
void docket_counter_dialog_present (DocketDraft *draft, const char *note, GtkWidget *parent);

G_END_DECLS
