/* docket-batch.h: commands as lines of JSON, and what became of them
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "docket-methods.h"

G_BEGIN_DECLS

/**
 * DocketBatch:
 * @engine: the holder
 * @actor: (nullable): for commands that do not say who
 * @station: (nullable): for commands that do not say where
 * @is_dry_run: keep nothing
 *
 * What the commands of one call have in common.
 */
typedef struct
{
  DocketEngine *engine;
  const char *actor;
  const char *station;
  gboolean is_dry_run;
} DocketBatch;

/* NULL with an error only for storage trouble; id: what the command is called where its JSON does not say. */
char *docket_batch_dispatch (const DocketBatch *batch, const char *name, const char *json, const DocketUuid *id,
                             DocketStatus *status,
                             GError **error);

/* ids: one for each line; results and statuses (guint8) get one for each. */
gboolean docket_batch_run (const DocketBatch *batch, const char *const *lines, const DocketUuid *ids, guint n_lines,
                           GPtrArray *results, GByteArray *statuses, DocketServiceProgress progress, gpointer progress_data,
                           GCancellable *cancellable, GError **error);

char *docket_batch_describe_outcome (DocketOutcome *outcome, DocketStatus *status);

G_END_DECLS
