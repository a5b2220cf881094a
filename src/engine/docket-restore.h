/* docket-restore.h: goes back to a backup, and keeps what was there before
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "docket-backup.h"
#include "docket-engine.h"

G_BEGIN_DECLS

/* Blocks. kept: (out) (nullable): the folder with the files that were there before; NULL where there were none. */
gboolean docket_restore (DocketEngine *engine, const char *path, DocketProgressFunc progress, gpointer progress_data, gint64 *n_events,
                         char **kept, GCancellable *cancellable, GError **error);

/* For whoever holds the directory: ends a restore that was broken off. */
gboolean docket_restore_complete (const char *directory, GError **error);

/* For whoever holds the directory: moves the read database out of the way. */
gboolean docket_restore_set_lists_aside (const char *directory, GError **error);

G_END_DECLS
