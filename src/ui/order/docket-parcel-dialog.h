/* docket-parcel-dialog.h: packs chosen lines of an order
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "docket-step-dialog.h"

G_BEGIN_DECLS

#define DOCKET_TYPE_PARCEL_DIALOG (docket_parcel_dialog_get_type ())
G_DECLARE_FINAL_TYPE (DocketParcelDialog, docket_parcel_dialog, DOCKET, PARCEL_DIALOG, DocketStepDialog)

void docket_parcel_dialog_present (DocketShell *shell, DocketOrderDetail *order, GtkWidget *parent);

G_END_DECLS
