/* docket-command-dry-run.h: what commands would do
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "docket-command-executor.h"
#include "docket-command-writer.h"

G_BEGIN_DECLS

/* Whether somebody waits for the writer. */
typedef gboolean (*DocketWriterIsWanted) (gpointer data);

/* Inside a transaction. */
void docket_command_dry_run (DocketCommandExecutor *executor, DocketWriterJob *job, DocketWriterIsWanted is_wanted, gpointer data);

G_END_DECLS
