/* docket-bench-replay.h: what a connection was asked, and the same again without the program around it
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "docket-database.h"

G_BEGIN_DECLS

/**
 * DocketBenchReplay:
 *
 * The SQL that runs on a connection, statement by statement, with the values that are bound to it, and the same on another
 * database that was in the same state, through bare prepared statements. That one takes turns with the first when much has
 * come together, so that a log of any length can be replayed.
 */
typedef struct _DocketBenchReplay DocketBenchReplay;

/* transactions_per_commit: keep the recorded transactions where it is 0, else commit after so many of them. */
DocketBenchReplay *docket_bench_replay_new (DocketDatabase *target, guint transactions_per_commit);
void docket_bench_replay_free (DocketBenchReplay *self);

/* Only in the thread that owns the connection. */
void docket_bench_replay_start (DocketBenchReplay *self, DocketDatabase *database);
void docket_bench_replay_stop (DocketBenchReplay *self, DocketDatabase *database);

/* Replays the rest; seconds: what all of it took on the target. */
gboolean docket_bench_replay_finish (DocketBenchReplay *self, double *seconds, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DocketBenchReplay, docket_bench_replay_free)

G_END_DECLS
