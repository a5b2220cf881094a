/* docket-bench-rebuild.c: every view from the log
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "docket-bench-rounds.h"

#define GOAL 0.40

static gboolean
rebuild (DocketBench *bench, double *seconds, GError **error)
{
  gint64 start = g_get_monotonic_time ();
  gboolean is_done = docket_projection_runner_rebuild (docket_engine_get_runner (bench->engine), NULL, NULL, error);

  *seconds = (double) (g_get_monotonic_time () - start) / G_USEC_PER_SEC;
  return is_done;
}

static gboolean
count_cb (DocketEventStore *store, gpointer data, GError **error)
{
  guint8 hash[32];

  return docket_event_store_get_last_position (store, data, hash, error);
}

gboolean
docket_bench_rebuild (DocketBench *bench, GError **error)
{
  DocketBenchRounds rounds = {
    .figure = "rebuild",
    .unit = "events/s",
    .goal = GOAL,
    .is_of_views = TRUE,
    .has_large_cache = TRUE,
    .record = rebuild,
  };
  gint64 n_events = 0;

  if (!docket_command_bus_run_on_writer (docket_engine_get_command_bus (bench->engine), count_cb, &n_events, error))
    return FALSE;
  rounds.n_units = (guint) n_events;
  return docket_bench_rounds_run (&rounds, bench, error);
}
