/* docket-product-dialog.h: what a product is, to be written down or changed
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "docket-step-dialog.h"

G_BEGIN_DECLS

#define DOCKET_TYPE_PRODUCT_DIALOG (docket_product_dialog_get_type ())
G_DECLARE_FINAL_TYPE (DocketProductDialog, docket_product_dialog, DOCKET, PRODUCT_DIALOG, DocketStepDialog)

/* product: (nullable): what to change; NULL for a new one */
void docket_product_dialog_present (DocketShell *shell, GtkWidget *parent, DocketProductRow *product);

G_END_DECLS
