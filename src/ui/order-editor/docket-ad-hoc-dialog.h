/* docket-ad-hoc-dialog.h: sells something that is no product
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "docket-draft.h"
#include "docket-step-dialog.h"

G_BEGIN_DECLS

#define DOCKET_TYPE_AD_HOC_DIALOG (docket_ad_hoc_dialog_get_type ())
G_DECLARE_FINAL_TYPE (DocketAdHocDialog, docket_ad_hoc_dialog, DOCKET, AD_HOC_DIALOG, DocketStepDialog)

void docket_ad_hoc_dialog_present (DocketDraft *draft, const char *title, GtkWidget *parent);

G_END_DECLS
