/* docket-ship-dialog.h: hands a parcel to the carrier
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "docket-step-dialog.h"

G_BEGIN_DECLS

#define DOCKET_TYPE_SHIP_DIALOG (docket_ship_dialog_get_type ())
G_DECLARE_FINAL_TYPE (DocketShipDialog, docket_ship_dialog, DOCKET, SHIP_DIALOG, DocketStepDialog)

void docket_ship_dialog_present (DocketShell *shell, DocketOrderDetail *order, DocketFulfilmentDetail *parcel, GtkWidget *parent);

G_END_DECLS
