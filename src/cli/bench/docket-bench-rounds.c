/* docket-bench-rounds.c: what Docket does and the same SQL without it, in turns
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "docket-bench-rounds.h"

#include <glib/gstdio.h>
#include <stdlib.h>

/* Where a round takes minutes, there are not many. */
#define MOST_ROUNDS 5
#define ORDERS_IN_ALL_ROUNDS 300000

/* A recording on its way. */
typedef struct
{
  DocketBench *bench;
  const DocketBenchRounds *rounds;
  DocketDatabase *target;
  DocketBenchReplay *replay;
  const char *path;
} Recording;

/* SQLite's own copy, by the connection that has the file open. */
static gboolean
copy_database (DocketDatabase *database, const char *path, GError **error)
{
  sqlite3 *target = NULL;
  sqlite3_backup *backup = NULL;
  int result = sqlite3_open (path, &target);

  if (result == SQLITE_OK)
    backup = sqlite3_backup_init (target, "main", docket_database_get_connection (database), "main");
  if (backup != NULL)
    {
      sqlite3_backup_step (backup, -1);
      result = sqlite3_backup_finish (backup);
    }
  if (backup == NULL || result != SQLITE_OK)
    docket_error_set (error, DOCKET_ERROR_STORAGE, NULL, "%s", sqlite3_errmsg (target));
  sqlite3_close (target);
  return backup != NULL && result == SQLITE_OK;
}

static gboolean
stop (DocketDatabase *database, gpointer data, GError **error G_GNUC_UNUSED)
{
  docket_bench_replay_stop (((Recording *) data)->replay, database);
  return TRUE;
}

/* A function for the thread of whichever connection it is. */
typedef struct
{
  DocketProjectorFunc function;
  gpointer data;
} Errand;

static gboolean
on_writer_cb (DocketEventStore *store, gpointer data, GError **error)
{
  Errand *errand = data;

  return errand->function (docket_event_store_get_database (store), errand->data, error);
}

static gboolean
run_with_connection (Recording *recording, DocketProjectorFunc function, GError **error)
{
  DocketEngine *engine = recording->bench->engine;
  Errand errand = { function, recording };

  if (recording->rounds->is_of_views)
    return docket_projection_runner_run (docket_engine_get_runner (engine), function, recording, error);
  return docket_command_bus_run_on_writer (docket_engine_get_command_bus (engine), on_writer_cb, &errand, error);
}

static void
remove_database (const char *path)
{
  g_autofree char *log = g_strconcat (path, "-wal", NULL);
  g_autofree char *index = g_strconcat (path, "-shm", NULL);

  g_unlink (path);
  g_unlink (log);
  g_unlink (index);
}

static void
drop_target (Recording *recording)
{
  if (recording->target == NULL)
    return;
  docket_database_close (recording->target);
  g_clear_object (&recording->target);
  remove_database (recording->path);
}

/* A database in the same state, opened the same way. */
static gboolean
make_target (Recording *recording, DocketDatabase *database, GError **error)
{
  if (!copy_database (database, recording->path, error))
    return FALSE;
  recording->target = docket_database_open (recording->path, DOCKET_DATABASE_WRITER, error);
  if (recording->target != NULL)
    docket_database_set_large_cache (recording->target, recording->rounds->has_large_cache);
  return recording->target != NULL;
}

/* In one go: views that were replaced are tidied away when nobody asks for anything. */
static gboolean
start (DocketDatabase *database, gpointer data, GError **error)
{
  Recording *recording = data;

  if (recording->target == NULL && !make_target (recording, database, error))
    return FALSE;
  recording->replay = docket_bench_replay_new (recording->target, recording->rounds->transactions_per_commit);
  docket_bench_replay_start (recording->replay, database);
  return TRUE;
}

static gboolean
record_and_replay (Recording *recording, double *seconds, GError **error)
{
  double unused;

  return run_with_connection (recording, start, error) && recording->rounds->record (recording->bench, &unused, error) &&
         run_with_connection (recording, stop, error) && docket_bench_replay_finish (recording->replay, seconds, error);
}

/* The limit: the same SQL and values, and nothing else. A rebuild gives its tables names that follow from those before. */
static gboolean
measure_limit (Recording *recording, double *seconds, GError **error)
{
  gboolean is_done;

  if (recording->rounds->is_of_views)
    drop_target (recording);
  is_done = record_and_replay (recording, seconds, error);
  g_clear_pointer (&recording->replay, docket_bench_replay_free);
  return is_done;
}

static int
compare (gconstpointer a, gconstpointer b)
{
  double first = *(const double *) a;
  double second = *(const double *) b;

  return (first > second) - (first < second);
}

static double
get_median (double *seconds, guint n)
{
  qsort (seconds, n, sizeof *seconds, compare);
  return seconds[n / 2];
}

/* One round, counted or not. */
static gboolean
run_round (Recording *recording, double *measured, double *limit, GError **error)
{
  const DocketBenchRounds *rounds = recording->rounds;
  DocketBench *bench = recording->bench;
  DocketProjectionRunner *runner = docket_engine_get_runner (bench->engine);
  DocketBenchWork work = rounds->measure != NULL ? rounds->measure : rounds->record;

  docket_projection_runner_wait (runner, -1);
  if (g_cancellable_set_error_if_cancelled (bench->cancellable, error) || !measure_limit (recording, limit, error))
    return FALSE;
  docket_projection_runner_wait (runner, -1);
  return work (bench, measured, error);
}

/* The first round of orders is not counted: a file that grows is slower than one whose log was as long before. */
static gboolean
run_rounds (Recording *recording, GError **error)
{
  const DocketBenchRounds *rounds = recording->rounds;
  DocketBench *bench = recording->bench;
  guint n_rounds = rounds->is_of_views ? CLAMP (ORDERS_IN_ALL_ROUNDS / bench->story.n_orders, 1, MOST_ROUNDS) : MOST_ROUNDS;
  double measured[MOST_ROUNDS];
  double limit[MOST_ROUNDS];

  if (!rounds->is_of_views && !run_round (recording, &measured[0], &limit[0], error))
    return FALSE;
  for (guint i = 0; i < n_rounds; i++)
    if (!run_round (recording, &measured[i], &limit[i], error))
      return FALSE;
  docket_projection_runner_wait (docket_engine_get_runner (bench->engine), -1);
  docket_bench_results_add (bench->results, rounds->figure, rounds->unit, bench->story.n_orders,
                            rounds->n_units / get_median (measured, n_rounds), rounds->n_units / get_median (limit, n_rounds),
                            rounds->goal);
  return TRUE;
}

gboolean
docket_bench_rounds_run (const DocketBenchRounds *rounds, DocketBench *bench, GError **error)
{
  g_autofree char *path = g_build_filename (bench->directory, "limit.db", NULL);
  Recording recording = { .bench = bench, .rounds = rounds, .path = path };
  gboolean is_done = run_rounds (&recording, error);

  drop_target (&recording);
  return is_done;
}
