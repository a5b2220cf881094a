/* docket-customer-dialog.h: who a customer is, to be written down or corrected
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "docket-step-dialog.h"

G_BEGIN_DECLS

#define DOCKET_TYPE_CUSTOMER_DIALOG (docket_customer_dialog_get_type ())
G_DECLARE_FINAL_TYPE (DocketCustomerDialog, docket_customer_dialog, DOCKET, CUSTOMER_DIALOG, DocketStepDialog)

/* customer: (nullable): whom to correct; NULL for a new one */
void docket_customer_dialog_present (DocketShell *shell, GtkWidget *parent, DocketCustomerDetail *customer);

G_END_DECLS
