/* docket-bench-orders.c: placing orders, one at a time and many at once
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "docket-batch.h"
#include "docket-bench-rounds.h"

#define MOST_AT_ONCE 2000
#define MOST_ONE_BY_ONE 1000
#define ORDERS_PER_COMMIT 500

#define DURABLE_GOAL 0.75
#define BULK_GOAL 0.40

static guint
count_one_by_one (DocketBench *bench)
{
  return MIN (bench->story.n_orders, MOST_ONE_BY_ONE);
}

static guint
count_at_once (DocketBench *bench)
{
  return MIN (bench->story.n_orders, MOST_AT_ONCE);
}

static GPtrArray *
make_orders (DocketBench *bench, guint n_orders)
{
  GPtrArray *orders = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < n_orders; i++)
    g_ptr_array_add (orders, docket_bench_story_write_order (&bench->story, bench->next_order++));
  return orders;
}

static gboolean
place_order (DocketBench *bench, const char *json, DocketDispatchFlags flags, GError **error)
{
  DocketCommandBus *bus = docket_engine_get_command_bus (bench->engine);
  g_autoptr (DocketCommand) command = docket_command_bus_parse (bus, "PlaceOrder", json, -1, error);
  g_autoptr (DocketOutcome) outcome = NULL;
  DocketUuid id = docket_uuid_generate (g_get_real_time ());

  if (command == NULL)
    return FALSE;
  docket_command_set_id (command, &id);
  outcome = docket_command_bus_dispatch (bus, command, flags, error);
  if (outcome == NULL || docket_outcome_is_accepted (outcome))
    return outcome != NULL;
  g_propagate_error (error, g_error_copy (docket_outcome_get_reason (outcome)));
  return FALSE;
}

/* One at a time. */
static gboolean
place_orders (DocketBench *bench, guint n_orders, DocketDispatchFlags flags, double *seconds, GError **error)
{
  g_autoptr (GPtrArray) orders = make_orders (bench, n_orders);
  gint64 start = g_get_monotonic_time ();

  for (guint i = 0; i < orders->len; i++)
    if (!place_order (bench, orders->pdata[i], flags, error))
      return FALSE;
  *seconds = (double) (g_get_monotonic_time () - start) / G_USEC_PER_SEC;
  return TRUE;
}

static void
await_commit_only (gpointer follower G_GNUC_UNUSED, gint64 position G_GNUC_UNUSED, DocketFollowedFunc followed, gpointer data)
{
  followed (data);
}

static void
hear_nothing (gpointer follower G_GNUC_UNUSED, gint64 position G_GNUC_UNUSED)
{
}

static gboolean
catch_up_cb (DocketEventStore *store, gpointer runner, GError **error)
{
  guint8 hash[32];
  gint64 position;

  if (!docket_event_store_get_last_position (store, &position, hash, error))
    return FALSE;
  docket_projection_runner_get_follower ()->committed (runner, position);
  return TRUE;
}

/* Whoever dispatches waits for the commit and not for the views. They follow beside it, or only afterwards. */
static gboolean
place_orders_unfollowed (DocketBench *bench, gboolean is_held, double *seconds, GError **error)
{
  DocketCommandBus *bus = docket_engine_get_command_bus (bench->engine);
  DocketProjectionRunner *runner = docket_engine_get_runner (bench->engine);
  const DocketFollower *own = docket_projection_runner_get_follower ();
  DocketFollower follower = *own;
  gboolean is_done;

  follower.await = await_commit_only;
  if (is_held)
    follower.committed = hear_nothing;
  docket_command_bus_set_follower (bus, &follower, runner);
  is_done = place_orders (bench, count_one_by_one (bench), DOCKET_DISPATCH_NORMAL, seconds, error);
  docket_command_bus_set_follower (bus, own, runner);
  return is_done && docket_command_bus_run_on_writer (bus, catch_up_cb, runner, error);
}

static gboolean
measure_durable (DocketBench *bench, double *seconds, GError **error)
{
  return place_orders_unfollowed (bench, TRUE, seconds, error);
}

static gboolean
measure_durable_followed (DocketBench *bench, double *seconds, GError **error)
{
  return place_orders_unfollowed (bench, FALSE, seconds, error);
}

static gboolean
check_statuses (GByteArray *statuses, GPtrArray *results, GError **error)
{
  for (guint i = 0; i < statuses->len; i++)
    if (statuses->data[i] != DOCKET_STATUS_DONE)
      {
        docket_error_set (error, DOCKET_ERROR_REJECTED, NULL, "%s", (const char *) results->pdata[i]);
        return FALSE;
      }
  return TRUE;
}

static GPtrArray *
make_lines (DocketBench *bench, guint n_lines, DocketUuid *ids)
{
  GPtrArray *lines = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < n_lines; i++)
    {
      g_autofree char *order = docket_bench_story_write_order (&bench->story, bench->next_order++);

      ids[i] = docket_uuid_generate (g_get_real_time ());
      g_ptr_array_add (lines, g_strconcat ("{\"command\":\"PlaceOrder\",", order + 1, NULL));
    }
  return lines;
}

/* Through what --batch goes through too, from lines to lines. */
static gboolean
place_lines (DocketBench *bench, gboolean awaits_views, double *seconds, GError **error)
{
  DocketBatch batch = { .engine = bench->engine };
  guint n = count_at_once (bench);
  g_autofree DocketUuid *ids = g_new (DocketUuid, n);
  g_autoptr (GPtrArray) lines = make_lines (bench, n, ids);
  g_autoptr (GPtrArray) results = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GByteArray) statuses = g_byte_array_new ();
  gint64 start;

  start = g_get_monotonic_time ();
  if (!docket_batch_run (&batch, (const char *const *) lines->pdata, ids, n, results, statuses, NULL, NULL, bench->cancellable, error))
    return FALSE;
  if (awaits_views)
    docket_command_bus_await_views (docket_engine_get_command_bus (bench->engine));
  *seconds = (double) (g_get_monotonic_time () - start) / G_USEC_PER_SEC;
  return check_statuses (statuses, results, error);
}

static gboolean
measure_bulk (DocketBench *bench, double *seconds, GError **error)
{
  return place_lines (bench, FALSE, seconds, error);
}

static gboolean
measure_bulk_followed (DocketBench *bench, double *seconds, GError **error)
{
  return place_lines (bench, TRUE, seconds, error);
}

/* The transactions of the limit are made of those of single orders. As a batch, so that no later one believes that somebody
 * works at the machine, and gives way. */
static gboolean
record_bulk (DocketBench *bench, double *seconds, GError **error)
{
  return place_orders (bench, count_at_once (bench), DOCKET_DISPATCH_BULK, seconds, error);
}

gboolean
docket_bench_durable (DocketBench *bench, GError **error)
{
  DocketBenchRounds rounds = {
    .figure = "durable",
    .unit = "commits/s",
    .n_units = count_one_by_one (bench),
    .goal = DURABLE_GOAL,
    .record = measure_durable,
  };

  if (!docket_bench_rounds_run (&rounds, bench, error))
    return FALSE;
  rounds.figure = "durable-followed";
  rounds.goal = 0;
  rounds.measure = measure_durable_followed;
  return docket_bench_rounds_run (&rounds, bench, error);
}

gboolean
docket_bench_bulk (DocketBench *bench, GError **error)
{
  DocketBenchRounds rounds = {
    .figure = "bulk",
    .unit = "orders/s",
    .n_units = count_at_once (bench),
    .goal = BULK_GOAL,
    .transactions_per_commit = ORDERS_PER_COMMIT,
    .has_large_cache = TRUE,
    .record = record_bulk,
    .measure = measure_bulk,
  };

  if (!docket_bench_rounds_run (&rounds, bench, error))
    return FALSE;
  rounds.figure = "bulk-followed";
  rounds.goal = 0;
  rounds.measure = measure_bulk_followed;
  return docket_bench_rounds_run (&rounds, bench, error);
}
