/* docket-payment-dialog.h: takes a payment
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "docket-step-dialog.h"

G_BEGIN_DECLS

#define DOCKET_TYPE_PAYMENT_DIALOG (docket_payment_dialog_get_type ())
G_DECLARE_FINAL_TYPE (DocketPaymentDialog, docket_payment_dialog, DOCKET, PAYMENT_DIALOG, DocketStepDialog)

void docket_payment_dialog_present (DocketShell *shell, DocketOrderDetail *order, GtkWidget *parent);

G_END_DECLS
