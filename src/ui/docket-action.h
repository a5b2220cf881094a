/* docket-action.h: asks for changes from widgets, and says what became of them
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

#include "docket-form.h"
#include "docket-shell.h"

G_BEGIN_DECLS

/* A command by name ("HoldOrder") from pairs of property and text; a NULL text leaves the property out. NULL with an error that
 * names the field when a text does not fit. Nested ones: docket_command_bus_parse() with JSON. */
DocketCommand *docket_action_command (DocketShell *shell, GError **error, const char *name, ...) G_GNUC_NULL_TERMINATED;

/**
 * DocketActionDone:
 * @owner: who asked; the function is not called when it has gone
 * @outcome: (nullable): what became of the command
 * @error: (nullable): why it was rejected or could not be asked; %NULL when it was accepted
 */
typedef void (*DocketActionDone) (gpointer owner, DocketOutcome *outcome, const GError *error);

/* Dispatches the command. Accepted: a toast with message (nullable: none), with Undo where the command can be taken back.
 * Rejected: the reason beside its field in form, or in a notice where form is NULL. owner: a GObject that done is called with.
 * While it is under way the shell is busy, and the form's button cannot be pressed twice. */
void docket_action_dispatch (DocketShell *shell, DocketCommand *command, const char *message, DocketForm *form, gpointer owner,
                             DocketActionDone done);

/* What it would do, without doing it: a dry run; no toast. */
void docket_action_preview (DocketShell *shell, DocketCommand *command, GCancellable *cancellable, gpointer owner,
                            DocketActionDone done);

/* Keeps the button (any widget) sensitive while the command could be executed, and has the rule that forbids it as its tooltip
 * otherwise; asks again after each commit. tooltip: (nullable): what it says while it can. command NULL: lets go. */
void docket_action_guard (DocketShell *shell, GtkWidget *button, DocketCommand *command, const char *tooltip);

G_END_DECLS
