/* docket-step-dialog.h: a dialog that shows what a command will do before it is confirmed
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

#include "docket-shell.h"

G_BEGIN_DECLS

#define DOCKET_TYPE_STEP_DIALOG (docket_step_dialog_get_type ())
G_DECLARE_DERIVABLE_TYPE (DocketStepDialog, docket_step_dialog, DOCKET, STEP_DIALOG, AdwWindow)

/**
 * DocketStepDialogClass:
 * @make_command: the command that the fields describe; an error names the field that is about
 * @describe_effect: what a dry run says will be, in words; %NULL for nothing
 * @describe_done: (nullable): what a toast says when it was done; the default has none
 * @changed: (nullable): a field was changed, before the dry run
 * @accepted: (nullable): it was done; the dialog closes after it
 *
 * A class of dialogs: fields, and below them what the command would do, kept true by dry runs while one types.
 */
struct _DocketStepDialogClass
{
  AdwWindowClass parent_class;

  DocketCommand *(*make_command) (DocketStepDialog *self, GError **error);
  char *(*describe_effect) (DocketStepDialog *self, DocketOutcome *outcome);
  char *(*describe_done) (DocketStepDialog *self);
  void (*changed) (DocketStepDialog *self);
  void (*accepted) (DocketStepDialog *self, DocketOutcome *outcome);
  gpointer padding[3];
};

/* Properties: "shell" (DocketShell, construct only), "confirm-label" (string), "is-destructive" (boolean), "description" (string). */

DocketShell *docket_step_dialog_get_shell (DocketStepDialog *self);

/* A row of the form; problems with field are told below it. Transfer floating. */
void docket_step_dialog_add_row (DocketStepDialog *self, const char *field, GtkWidget *row);
/* Entries that Enter confirms from; transfer none. */
AdwEntryRow *docket_step_dialog_add_entry (DocketStepDialog *self, const char *field, const char *title, const char *text);
AdwComboRow *docket_step_dialog_add_choice (DocketStepDialog *self, const char *field, const char *title, const char *const *choices);
GtkSwitch *docket_step_dialog_add_switch (DocketStepDialog *self, const char *field, const char *title, const char *subtitle);

/* The fields say something else: ask again what would be. */
void docket_step_dialog_preview (DocketStepDialog *self);

/* Shows it over the window of parent. */
void docket_step_dialog_present (DocketStepDialog *self, GtkWidget *parent);

/* The row that field was added with, without its problem. */
GtkWidget *docket_step_dialog_get_row (DocketStepDialog *self, const char *field);

G_END_DECLS
