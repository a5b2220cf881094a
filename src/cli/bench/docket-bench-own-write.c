/* docket-bench-own-write.c: how soon a list shows what was just done
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "docket-bench-list.h"

#include <sqlite3.h>

#include "docket-bench-samples.h"

#define FEWEST 20
#define MOST 500

/* Longer than a frame, since a list changes but once in one. */
#define PAUSE_MILLISECONDS 24

#define GOAL 5

/* One order on its way. */
typedef struct
{
  /* Set by the writer thread. */
  gint commit_microseconds;
  gint64 dispatched;
  gint64 shown;
  gboolean is_done;
  GError *error;
  DocketBenchSamples *samples;
} Write;

static int
profile_cb (unsigned int mask G_GNUC_UNUSED, void *data, void *statement, void *nanoseconds)
{
  Write *write = data;

  if (g_str_has_prefix (sqlite3_sql (statement), "COMMIT"))
    g_atomic_int_set (&write->commit_microseconds, (gint) (*(sqlite3_int64 *) nanoseconds / 1000));
  return 0;
}

static gboolean
start_profile_cb (DocketEventStore *store, gpointer data, GError **error G_GNUC_UNUSED)
{
  sqlite3 *connection = docket_database_get_connection (docket_event_store_get_database (store));

  return sqlite3_trace_v2 (connection, data != NULL ? SQLITE_TRACE_PROFILE : 0, data != NULL ? profile_cb : NULL, data) == SQLITE_OK;
}

static void
items_changed_cb (GListModel *list G_GNUC_UNUSED, guint position G_GNUC_UNUSED, guint removed G_GNUC_UNUSED, guint added, Write *write)
{
  if (added > 0 && write->shown == 0)
    write->shown = g_get_monotonic_time ();
}

static void
dispatched_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Write *write = data;
  g_autoptr (DocketOutcome) outcome = docket_command_bus_dispatch_finish (DOCKET_COMMAND_BUS (source), result, &write->error);

  if (outcome != NULL && !docket_outcome_is_accepted (outcome))
    write->error = g_error_copy (docket_outcome_get_reason (outcome));
  write->is_done = TRUE;
}

static gboolean
write_one (DocketBench *bench, Write *write, GError **error)
{
  DocketCommandBus *bus = docket_engine_get_command_bus (bench->engine);
  g_autofree char *json = docket_bench_story_write_order (&bench->story, bench->next_order++);
  g_autoptr (DocketCommand) command = docket_command_bus_parse (bus, "PlaceOrder", json, -1, error);
  DocketUuid id = docket_uuid_generate (g_get_real_time ());

  if (command == NULL)
    return FALSE;
  docket_command_set_id (command, &id);
  write->shown = 0;
  write->is_done = FALSE;
  write->dispatched = g_get_monotonic_time ();
  docket_command_bus_dispatch_async (bus, command, DOCKET_DISPATCH_NORMAL, NULL, dispatched_cb, write);
  while (!write->is_done || (write->shown == 0 && write->error == NULL))
    g_main_context_iteration (NULL, TRUE);
  if (write->error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&write->error));
      return FALSE;
    }
  docket_bench_samples_add (write->samples, "an order",
                            write->shown - write->dispatched - g_atomic_int_get (&write->commit_microseconds));
  return !g_cancellable_set_error_if_cancelled (bench->cancellable, error);
}

static gboolean
write_often (DocketBench *bench, gpointer data, GError **error)
{
  g_autoptr (DocketBenchList) list = docket_bench_list_new (bench);
  DocketRowModel *model = docket_bench_list_get_model (list);
  guint n = CLAMP (bench->story.n_orders / 20, FEWEST, MOST);
  gint64 microseconds;
  gulong handler;
  gboolean is_good;

  if (!docket_bench_list_ask (list, "", &microseconds, error) || !docket_bench_list_complete (list, &microseconds, error))
    return FALSE;
  handler = g_signal_connect (model, "items-changed", G_CALLBACK (items_changed_cb), data);
  is_good = TRUE;
  for (guint i = 0; i < n && is_good; i++)
    {
      docket_bench_pause (PAUSE_MILLISECONDS);
      is_good = write_one (bench, data, error);
    }
  g_signal_handler_disconnect (model, handler);
  return is_good;
}

gboolean
docket_bench_own_write (DocketBench *bench, GError **error)
{
  DocketCommandBus *bus = docket_engine_get_command_bus (bench->engine);
  g_autoptr (DocketBenchSamples) samples = docket_bench_samples_new ();
  Write write = { .samples = samples };
  gboolean is_good = docket_command_bus_run_on_writer (bus, start_profile_cb, &write, error) &&
                     docket_bench_run_in_main (bench, write_often, &write, error);

  if (!docket_command_bus_run_on_writer (bus, start_profile_cb, NULL, is_good ? error : NULL) || !is_good)
    return FALSE;
  docket_bench_results_add_absolute (bench->results, "own-write-typical", "ms, p50", bench->story.n_orders,
                                     docket_bench_samples_get_percentile (samples, 50), 0, DOCKET_BENCH_FLAT);
  docket_bench_results_add_absolute (bench->results, "own-write", "ms, p99", bench->story.n_orders,
                                     docket_bench_samples_get_percentile (samples, 99), GOAL, DOCKET_BENCH_FLAT);
  return TRUE;
}
