/* docket-bench-rounds.h: what Docket does and the same SQL without it, in turns
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "docket-bench-replay.h"
#include "docket-bench.h"

G_BEGIN_DECLS

/* Seconds that some work took. */
typedef gboolean (*DocketBenchWork) (DocketBench *bench, double *seconds, GError **error);

/**
 * DocketBenchRounds:
 * @figure: what is measured
 * @unit: of what so many in a second
 * @n_units: how many of them a round has
 * @goal: of the limit; 0 for none
 * @is_of_views: the SQL is that of the views, not that of the log
 * @transactions_per_commit: of the limit: 0 for those of Docket
 * @has_large_cache: of the limit
 * @record: what is replayed for the limit
 * @measure: (nullable): what is measured, where it is not the same
 *
 * A figure beside its limit. In each round the work is recorded, replayed on a database that was in the same state when the
 * figure began, and done once more to be measured: a machine that is busy is busy for both, and medians are taken.
 */
typedef struct
{
  const char *figure;
  const char *unit;
  guint n_units;
  double goal;
  gboolean is_of_views;
  guint transactions_per_commit;
  gboolean has_large_cache;
  DocketBenchWork record;
  DocketBenchWork measure;
} DocketBenchRounds;

gboolean docket_bench_rounds_run (const DocketBenchRounds *rounds, DocketBench *bench, GError **error);

G_END_DECLS
