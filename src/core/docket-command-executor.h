/* docket-command-executor.h: one command on the writer's connection, all or nothing
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "docket-command-bus-private.h"

G_BEGIN_DECLS

typedef struct _DocketCommandExecutor DocketCommandExecutor;

DocketCommandExecutor *docket_command_executor_new (DocketCommandBus *bus, DocketEventStore *store);
void docket_command_executor_free (DocketCommandExecutor *self);

DocketEventStore *docket_command_executor_get_store (DocketCommandExecutor *self);

void docket_command_executor_forget_end (DocketCommandExecutor *self);

/* Inside a transaction. NULL with an error when the disk refused; then the transaction may be gone. */
DocketOutcome *docket_command_executor_run (DocketCommandExecutor *self, DocketCommand *command, DocketDispatchFlags flags,
                                            gint64 received, GError **error);

/* Inside a transaction. The command that takes back; id: NULL for the last that can be taken back. NULL with an error that says
 * why when there is none. */
DocketCommand *docket_command_executor_make_undo (DocketCommandExecutor *self, DocketCommandBus *bus, const DocketUuid *id,
                                                  GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DocketCommandExecutor, docket_command_executor_free)

G_END_DECLS
