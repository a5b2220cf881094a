/* docket-cli-bench.c: docket-cli bench
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "docket-cli.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <stdlib.h>
#include <string.h>

#include "docket-batch.h"
#include "docket-cli-recording.h"

#define DEFAULT_ORDERS 2000
/* A recording is kept in memory. */
#define MAXIMUM_ORDERS 50000
#define N_ROUNDS 5
#define N_PRODUCTS 20
#define ORDERS_PER_COMMIT 500

/* After this time without a command of a person, a batch has the writer for itself. */
#define QUIET_TIME (2500 * G_TIME_SPAN_MILLISECOND)

/**
 * Bench:
 * @before: a copy of the database as it was when the recording began
 *
 * One figure: what Docket does, and the same SQL without Docket, in turns, so that a busy machine is busy for both.
 */
typedef struct
{
  char *directory;
  DocketEngine *engine;
  GRand *rand;
  guint n_orders;
  GCancellable *cancellable;
  JsonBuilder *results;

  DocketCliRecording *recording;
  char *before;
  guint transactions_per_commit;
  gboolean has_large_cache;
} Bench;

typedef gboolean (*Measure) (Bench *bench, double *seconds, GError **error);

static char *
make_order (Bench *bench)
{
  GString *text = g_string_new ("{\"command\":\"PlaceOrder\",");
  int first = g_rand_int_range (bench->rand, 0, N_PRODUCTS);
  guint customer = g_rand_int_range (bench->rand, 0, 1000);

  g_string_append_printf (text, "\"customer\":{\"name\":\"Customer %u\",\"email\":\"customer%u@example.org\"},\"lines\":[", customer,
                          customer);
  for (int i = 0; i < 3; i++)
    g_string_append_printf (text, "%s{\"sku\":\"SKU-%d\",\"quantity\":\"%d\"}", i > 0 ? "," : "", (first + i) % N_PRODUCTS,
                            g_rand_int_range (bench->rand, 1, 4));
  g_string_append (text, "],\"shipping\":{\"title\":\"Post\",\"price\":\"4.90\"}}");
  return g_string_free (text, FALSE);
}

/* Lines through what --batch goes through too. */
static gboolean
run_lines (Bench *bench, GPtrArray *lines, GError **error)
{
  DocketBatch batch = { .engine = bench->engine };
  g_autoptr (GPtrArray) results = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GByteArray) statuses = g_byte_array_new ();
  g_autofree DocketUuid *ids = g_new (DocketUuid, lines->len);

  for (guint i = 0; i < lines->len; i++)
    ids[i] = docket_uuid_generate (g_get_real_time ());
  if (!docket_batch_run (&batch, (const char *const *) lines->pdata, ids, lines->len, results, statuses, NULL, NULL,
                         bench->cancellable, error))
    return FALSE;
  for (guint i = 0; i < statuses->len; i++)
    if (statuses->data[i] != DOCKET_STATUS_DONE)
      {
        docket_error_set (error, DOCKET_ERROR_REJECTED, NULL, "%s", (const char *) results->pdata[i]);
        return FALSE;
      }
  return TRUE;
}

static GPtrArray *
make_orders (Bench *bench)
{
  GPtrArray *lines = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < bench->n_orders; i++)
    g_ptr_array_add (lines, make_order (bench));
  return lines;
}

static gboolean
set_up_shop (Bench *bench, GError **error)
{
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);

  g_ptr_array_add (lines, g_strdup ("{\"command\":\"ConfigureShop\",\"name\":\"Bench\",\"currency\":\"EUR\"}"));
  for (int i = 0; i < N_PRODUCTS; i++)
    {
      g_ptr_array_add (lines, g_strdup_printf ("{\"command\":\"CreateProduct\",\"sku\":\"SKU-%d\",\"title\":\"Product %d\",\"price\":\"%d.90\","
                                               "\"taxes\":[{\"name\":\"VAT\",\"rate\":\"20\"}]}",
                                               i, i, i + 3));
      g_ptr_array_add (lines, g_strdup_printf ("{\"command\":\"ReceiveStock\",\"sku\":\"SKU-%d\",\"quantity\":\"900000\"}", i));
    }
  return run_lines (bench, lines, error);
}

static gboolean
measure_bulk (Bench *bench, double *seconds, GError **error)
{
  g_autoptr (GPtrArray) lines = make_orders (bench);
  gint64 start = g_get_monotonic_time ();
  gboolean is_done = run_lines (bench, lines, error);

  *seconds = (double) (g_get_monotonic_time () - start) / G_USEC_PER_SEC;
  return is_done;
}

static gboolean
measure_durable (Bench *bench, double *seconds, GError **error)
{
  DocketBatch batch = { .engine = bench->engine };
  g_autoptr (GPtrArray) lines = make_orders (bench);
  gint64 start;

  /* One at a time: the line without its first member is the command. */
  start = g_get_monotonic_time ();
  for (guint i = 0; i < lines->len; i++)
    {
      const char *json = (const char *) lines->pdata[i] + strlen ("{\"command\":\"PlaceOrder\"");
      g_autofree char *properties = g_strconcat ("{", json + 1, NULL);
      DocketUuid id = docket_uuid_generate (g_get_real_time ());
      DocketStatus status;
      g_autofree char *result = docket_batch_dispatch (&batch, "PlaceOrder", properties, &id, &status, error);

      if (result == NULL)
        return FALSE;
    }
  *seconds = (double) (g_get_monotonic_time () - start) / G_USEC_PER_SEC;
  return TRUE;
}

static void
await_commit_only (gpointer follower G_GNUC_UNUSED, gint64 position G_GNUC_UNUSED, DocketFollowedFunc followed, gpointer data)
{
  followed (data);
}

/* The figure is about the commit; how soon the views have it is another one. They follow all the same, behind it. */
static gboolean
measure_commits (Bench *bench, double *seconds, GError **error)
{
  DocketCommandBus *bus = docket_engine_get_command_bus (bench->engine);
  DocketProjectionRunner *runner = docket_engine_get_runner (bench->engine);
  DocketFollower follower = *docket_projection_runner_get_follower ();
  gboolean is_done;

  follower.await = await_commit_only;
  docket_command_bus_set_follower (bus, &follower, runner);
  is_done = measure_durable (bench, seconds, error);
  docket_command_bus_set_follower (bus, docket_projection_runner_get_follower (), runner);
  return is_done;
}

static gboolean
measure_rebuild (Bench *bench, double *seconds, GError **error)
{
  gint64 start = g_get_monotonic_time ();
  gboolean is_done = docket_projection_runner_rebuild (docket_engine_get_runner (bench->engine), NULL, NULL, error);

  *seconds = (double) (g_get_monotonic_time () - start) / G_USEC_PER_SEC;
  return is_done;
}

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
start_recording (Bench *bench, DocketDatabase *database, GError **error)
{
  if (!copy_database (database, bench->before, error))
    return FALSE;
  docket_cli_recording_start (bench->recording, database);
  return TRUE;
}

static gboolean
start_writer_cb (DocketEventStore *store, gpointer data, GError **error)
{
  return start_recording (data, docket_event_store_get_database (store), error);
}

static gboolean
stop_writer_cb (DocketEventStore *store, gpointer data, GError **error G_GNUC_UNUSED)
{
  docket_cli_recording_stop (((Bench *) data)->recording, docket_event_store_get_database (store));
  return TRUE;
}

static gboolean
start_projector_cb (DocketDatabase *database, gpointer data, GError **error)
{
  return start_recording (data, database, error);
}

static gboolean
stop_projector_cb (DocketDatabase *database, gpointer data, GError **error G_GNUC_UNUSED)
{
  docket_cli_recording_stop (((Bench *) data)->recording, database);
  return TRUE;
}

static gboolean
record_orders (Bench *bench, GError **error)
{
  DocketCommandBus *bus = docket_engine_get_command_bus (bench->engine);
  double seconds;

  return docket_command_bus_run_on_writer (bus, start_writer_cb, bench, error) && measure_durable (bench, &seconds, error) &&
         docket_command_bus_run_on_writer (bus, stop_writer_cb, bench, error);
}

static gboolean
record_rebuild (Bench *bench, GError **error)
{
  DocketProjectionRunner *runner = docket_engine_get_runner (bench->engine);
  double seconds;

  docket_projection_runner_wait (runner, -1);
  return docket_projection_runner_run (runner, start_projector_cb, bench, error) && measure_rebuild (bench, &seconds, error) &&
         docket_projection_runner_run (runner, stop_projector_cb, bench, error);
}

static gboolean
copy_file (const char *from, const char *to, GError **error)
{
  g_autoptr (GFile) source = g_file_new_for_path (from);
  g_autoptr (GFile) target = g_file_new_for_path (to);

  return g_file_copy (source, target, G_FILE_COPY_OVERWRITE, NULL, NULL, NULL, error);
}

/* The limit: the same SQL and values, on a database in the same state, opened the same way, and nothing else. */
static gboolean
measure_limit (Bench *bench, double *seconds, GError **error)
{
  g_autofree char *path = g_build_filename (bench->directory, "limit.db", NULL);
  g_autoptr (DocketDatabase) database = NULL;
  gboolean is_done;

  if (!copy_file (bench->before, path, error))
    return FALSE;
  database = docket_database_open (path, DOCKET_DATABASE_WRITER, error);
  if (database == NULL)
    return FALSE;
  docket_database_set_large_cache (database, bench->has_large_cache);
  is_done = docket_cli_recording_replay (bench->recording, database, bench->transactions_per_commit, seconds, error);
  docket_database_close (database);
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
get_median (double seconds[N_ROUNDS])
{
  qsort (seconds, N_ROUNDS, sizeof *seconds, compare);
  return seconds[N_ROUNDS / 2];
}

static void
add_figure (Bench *bench, const char *figure, const char *unit, guint size, double measured, double limit, double goal)
{
  JsonBuilder *builder = bench->results;

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "figure");
  json_builder_add_string_value (builder, figure);
  json_builder_set_member_name (builder, "unit");
  json_builder_add_string_value (builder, unit);
  json_builder_set_member_name (builder, "size");
  json_builder_add_int_value (builder, size);
  json_builder_set_member_name (builder, "measured");
  json_builder_add_double_value (builder, size / measured);
  json_builder_set_member_name (builder, "limit");
  json_builder_add_double_value (builder, size / limit);
  json_builder_set_member_name (builder, "ratio");
  json_builder_add_double_value (builder, limit / measured);
  json_builder_set_member_name (builder, "goal");
  json_builder_add_double_value (builder, goal);
  json_builder_end_object (builder);
  docket_cli_say ("%s: %.0f %s, the limit is %.0f: %.2f", figure, size / measured, unit, size / limit, limit / measured);
}

static gboolean
run_rounds (Bench *bench, const char *figure, const char *unit, guint size, double goal, Measure measure, GError **error)
{
  double measured[N_ROUNDS];
  double limit[N_ROUNDS];

  for (guint i = 0; i < N_ROUNDS; i++)
    {
      if (g_cancellable_set_error_if_cancelled (bench->cancellable, error) || !measure_limit (bench, &limit[i], error) ||
          !measure (bench, &measured[i], error))
        return FALSE;
      docket_projection_runner_wait (docket_engine_get_runner (bench->engine), -1);
    }
  add_figure (bench, figure, unit, size, get_median (measured), get_median (limit), goal);
  return TRUE;
}

static gboolean
count_cb (DocketEventStore *store, gpointer data, GError **error)
{
  guint8 hash[32];

  return docket_event_store_get_last_position (store, data, hash, error);
}

static gboolean
bench_rebuild (Bench *bench, GError **error)
{
  g_autoptr (DocketCliRecording) recording = docket_cli_recording_new ();
  gint64 n_events = 0;

  bench->recording = recording;
  bench->transactions_per_commit = 0;
  bench->has_large_cache = TRUE;
  return docket_command_bus_run_on_writer (docket_engine_get_command_bus (bench->engine), count_cb, &n_events, error) &&
         record_rebuild (bench, error) &&
         run_rounds (bench, "rebuild", "events/s", (guint) n_events, 0.40, measure_rebuild, error);
}

static gboolean
bench_orders (Bench *bench, GError **error)
{
  g_autoptr (DocketCliRecording) recording = docket_cli_recording_new ();

  bench->recording = recording;
  if (!record_orders (bench, error))
    return FALSE;
  g_usleep (QUIET_TIME);
  bench->transactions_per_commit = ORDERS_PER_COMMIT;
  bench->has_large_cache = TRUE;
  if (!run_rounds (bench, "bulk", "orders/s", bench->n_orders, 0.40, measure_bulk, error))
    return FALSE;
  bench->transactions_per_commit = 0;
  bench->has_large_cache = FALSE;
  return run_rounds (bench, "durable", "commits/s", bench->n_orders, 0.75, measure_commits, error);
}

static gboolean
run_bench (Bench *bench, GError **error)
{
  double seconds;

  return docket_engine_open (bench->engine, DOCKET_ENGINE_NO_SERVICE, error) && set_up_shop (bench, error) &&
         measure_bulk (bench, &seconds, error) && bench_rebuild (bench, error) && bench_orders (bench, error);
}

static void
remove_directory (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      g_unlink (child);
    }
  g_rmdir (path);
}

/* Beside the data directory, which is on the disk that counts, and never in it. */
static char *
make_directory (DocketCli *cli, GError **error)
{
  const char *shop = docket_engine_get_directory (docket_cli_get_engine (cli));
  g_autofree char *parent = g_path_get_dirname (shop);
  g_autofree char *path = g_build_filename (parent, "docket-bench-XXXXXX", NULL);

  g_mkdir_with_parents (parent, 0700);
  if (g_mkdtemp_full (path, 0700) != NULL)
    return g_steal_pointer (&path);
  g_set_error (error, G_FILE_ERROR, g_file_error_from_errno (errno), _("“%s” cannot be written: %s"), path, g_strerror (errno));
  return NULL;
}

static void
print_results (JsonBuilder *builder)
{
  g_autoptr (JsonNode) root = json_builder_get_root (builder);
  g_autofree char *json = json_to_string (root, TRUE);

  docket_cli_print_line (json);
}

int
docket_cli_bench (DocketCli *cli, int argc, char **argv)
{
  gint64 n_orders = DEFAULT_ORDERS;
  const GOptionEntry entries[] = {
    { "orders", 0, 0, G_OPTION_ARG_INT64, &n_orders, N_ ("How many orders to each measurement"), "N" },
    G_OPTION_ENTRY_NULL,
  };
  Bench bench = { .cancellable = cli->cancellable };
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonBuilder) results = json_builder_new ();
  gboolean is_done;

  if (!docket_cli_begin (cli, entries, &argc, &argv, 0, 0))
    return DOCKET_STATUS_USAGE;
  if (n_orders < 10 || n_orders > MAXIMUM_ORDERS)
    return docket_cli_usage (_("--orders goes from %d to %d"), 10, MAXIMUM_ORDERS);
  bench.directory = make_directory (cli, &error);
  if (bench.directory == NULL)
    return docket_cli_fail (error);
  bench.n_orders = (guint) n_orders;
  bench.results = results;
  bench.before = g_build_filename (bench.directory, "before.db", NULL);
  bench.rand = g_rand_new_with_seed (1);
  bench.engine = docket_engine_new (bench.directory, "bench", "bench");
  json_builder_begin_array (results);
  is_done = run_bench (&bench, &error);
  json_builder_end_array (results);
  docket_engine_close (bench.engine);
  g_clear_object (&bench.engine);
  remove_directory (bench.directory);
  g_rand_free (bench.rand);
  g_free (bench.before);
  g_free (bench.directory);
  if (!is_done)
    return docket_cli_fail (error);
  print_results (results);
  return DOCKET_STATUS_DONE;
}
