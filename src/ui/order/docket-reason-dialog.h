/* docket-reason-dialog.h: asks why before something is taken back
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "docket-step-dialog.h"

G_BEGIN_DECLS

/**
 * DocketReasonStep:
 * @command: which command is asked for
 * @target: its property that says of what
 * @title: of the dialog, to be translated
 * @confirm: what the button says, to be translated
 * @done: what the toast says, to be translated
 * @is_destructive: whether the button warns
 *
 * One step that takes an optional reason.
 */
typedef struct
{
  const char *command;
  const char *target;
  const char *title;
  const char *confirm;
  const char *done;
  gboolean is_destructive;
} DocketReasonStep;

extern const DocketReasonStep docket_reason_hold;
extern const DocketReasonStep docket_reason_cancel_order;
extern const DocketReasonStep docket_reason_void_payment;
extern const DocketReasonStep docket_reason_cancel_parcel;

#define DOCKET_TYPE_REASON_DIALOG (docket_reason_dialog_get_type ())
G_DECLARE_FINAL_TYPE (DocketReasonDialog, docket_reason_dialog, DOCKET, REASON_DIALOG, DocketStepDialog)

/* id: of what the step is about */
void docket_reason_dialog_present (DocketShell *shell, const DocketReasonStep *step, DocketOrderDetail *order, const DocketUuid *id,
                                   GtkWidget *parent);

G_END_DECLS
