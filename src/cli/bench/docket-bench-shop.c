/* docket-bench-shop.c: makes the shop that is measured, through the command bus
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "docket-bench-shop.h"

#include <glib/gi18n.h>
#include <inttypes.h>

#include "docket-command-log.h"

#define TICKS_PER_CHUNK 250

/* While one is written, the next ones are read already. */
#define N_UNDER_WAY 4

/* Commands of some ticks, dispatched together. */
typedef struct
{
  guint first;
  GPtrArray *commands;
  gboolean is_done;
  GPtrArray *outcomes;
  GError *error;
} Chunk;

typedef struct
{
  DocketEngine *engine;
  const DocketBenchStory *story;
  GCancellable *cancellable;
  /* What is being told, and the first thing that could not be read. */
  GPtrArray *commands;
  GError *error;
} Maker;

static void
command_cb (const char *name, char *json, const DocketUuid *id, gint64 time, gpointer data)
{
  static const char *const people[] = { "Mila", "Jonas", "Renée" };
  Maker *maker = data;
  DocketCommand *command = NULL;

  if (maker->error == NULL)
    command = docket_command_bus_parse (docket_engine_get_command_bus (maker->engine), name, json, -1, &maker->error);
  g_free (json);
  if (command == NULL)
    return;
  docket_command_set_id (command, id);
  docket_command_set_time (command, time);
  docket_command_set_actor (command, people[id->bytes[15] % G_N_ELEMENTS (people)]);
  g_ptr_array_add (maker->commands, command);
}

/* Chunk 0 opens the shop. NULL with an error, and without one where the story has ended. */
static GPtrArray *
tell_chunk (Maker *maker, guint chunk, GError **error)
{
  g_autoptr (GPtrArray) commands = g_ptr_array_new_with_free_func (g_object_unref);
  guint n_ticks = docket_bench_story_get_n_ticks (maker->story);

  maker->commands = commands;
  if (chunk == 0)
    docket_bench_story_open (maker->story, command_cb, maker);
  else
    for (guint tick = (chunk - 1) * TICKS_PER_CHUNK; tick < MIN (chunk * TICKS_PER_CHUNK, n_ticks); tick++)
      docket_bench_story_tick (maker->story, tick, command_cb, maker);
  maker->commands = NULL;
  if (maker->error == NULL)
    return commands->len > 0 ? g_steal_pointer (&commands) : NULL;
  g_propagate_error (error, g_steal_pointer (&maker->error));
  return NULL;
}

typedef struct
{
  const DocketUuid *id;
  gboolean is_found;
  gint64 last_position;
} Look;

static gboolean
look_cb (DocketEventStore *store, gpointer data, GError **error)
{
  Look *look = data;
  g_autoptr (DocketCommandEntry) entry = NULL;
  guint8 hash[32];

  if (!docket_event_store_get_last_position (store, &look->last_position, hash, error) ||
      !docket_command_log_find (docket_event_store_get_database (store), look->id, &entry, error))
    return FALSE;
  look->is_found = entry != NULL;
  return TRUE;
}

/* Chunks are dispatched in order: where the last command of one is in the log, so is all before it. */
static gboolean
is_chunk_done (Maker *maker, guint chunk, gboolean *is_done, GError **error)
{
  g_autoptr (GPtrArray) commands = tell_chunk (maker, chunk, error);
  Look look = { 0 };

  if (commands == NULL)
    return FALSE;
  look.id = docket_command_get_id (commands->pdata[commands->len - 1]);
  *is_done = FALSE;
  if (!docket_command_bus_run_on_writer (docket_engine_get_command_bus (maker->engine), look_cb, &look, error))
    return FALSE;
  *is_done = look.is_found;
  return TRUE;
}

static guint
get_n_chunks (const DocketBenchStory *story)
{
  return 1 + (docket_bench_story_get_n_ticks (story) + TICKS_PER_CHUNK - 1) / TICKS_PER_CHUNK;
}

static gboolean
find_next_chunk (Maker *maker, guint *next, GError **error)
{
  guint low = 0;
  guint high = get_n_chunks (maker->story);

  while (low < high)
    {
      guint middle = (low + high) / 2;
      gboolean is_done;

      if (!is_chunk_done (maker, middle, &is_done, error))
        return FALSE;
      if (is_done)
        low = middle + 1;
      else
        high = middle;
    }
  *next = low;
  return TRUE;
}

/* Another shop, or a bench shop of another size, does not know the command that opened this one. */
static gboolean
check_directory (Maker *maker, GError **error)
{
  g_autoptr (GPtrArray) commands = tell_chunk (maker, 0, error);
  Look look = { 0 };

  if (commands == NULL)
    return FALSE;
  look.id = docket_command_get_id (commands->pdata[0]);
  if (!docket_command_bus_run_on_writer (docket_engine_get_command_bus (maker->engine), look_cb, &look, error))
    return FALSE;
  if (look.is_found || look.last_position == 0)
    return TRUE;
  docket_error_set (error, DOCKET_ERROR_REJECTED, NULL,
                    _("There is another shop in “%s”: a bench shop of %u orders needs an empty directory, or one where it was begun"),
                    docket_engine_get_directory (maker->engine), maker->story->n_orders);
  return FALSE;
}

static void
chunk_free (Chunk *chunk)
{
  g_clear_pointer (&chunk->commands, g_ptr_array_unref);
  g_clear_pointer (&chunk->outcomes, g_ptr_array_unref);
  g_clear_error (&chunk->error);
  g_free (chunk);
}

static void
chunk_done_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Chunk *chunk = data;

  chunk->outcomes = docket_command_bus_dispatch_batch_finish (DOCKET_COMMAND_BUS (source), result, &chunk->error);
  chunk->is_done = TRUE;
}

static gboolean
start_chunk (Maker *maker, guint index, GQueue *chunks, GError **error)
{
  GPtrArray *commands = tell_chunk (maker, index, error);
  Chunk *chunk;

  if (commands == NULL)
    return FALSE;
  chunk = g_new0 (Chunk, 1);
  chunk->first = index;
  chunk->commands = commands;
  docket_command_bus_dispatch_batch_async (docket_engine_get_command_bus (maker->engine), commands, DOCKET_DISPATCH_BULK,
                                           maker->cancellable, chunk_done_cb, chunk);
  g_queue_push_tail (chunks, chunk);
  return TRUE;
}

static gboolean
check_outcomes (Chunk *chunk, GError **error)
{
  if (chunk->error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&chunk->error));
      return FALSE;
    }
  for (guint i = 0; i < chunk->outcomes->len; i++)
    if (!docket_outcome_is_accepted (chunk->outcomes->pdata[i]))
      {
        g_propagate_error (error, g_error_copy (docket_outcome_get_reason (chunk->outcomes->pdata[i])));
        return FALSE;
      }
  return TRUE;
}

static gboolean
fill_queue (Maker *maker, guint *next, GQueue *chunks, GError **error)
{
  while (chunks->length < N_UNDER_WAY && *next < get_n_chunks (maker->story))
    if (g_cancellable_set_error_if_cancelled (maker->cancellable, error) || !start_chunk (maker, (*next)++, chunks, error))
      return FALSE;
  return TRUE;
}

/* After the first error nothing more is begun, but what is under way is waited for. */
static gboolean
live (Maker *maker, guint next, GMainContext *context, DocketServiceProgress progress, gpointer progress_data, GError **error)
{
  g_auto (GQueue) chunks = G_QUEUE_INIT;
  gboolean is_good = fill_queue (maker, &next, &chunks, error);
  Chunk *chunk;

  while ((chunk = g_queue_pop_head (&chunks)) != NULL)
    {
      while (!chunk->is_done)
        g_main_context_iteration (context, TRUE);
      is_good = is_good && check_outcomes (chunk, error);
      is_good = is_good && fill_queue (maker, &next, &chunks, error);
      if (is_good && progress != NULL)
        progress (MIN (chunk->first * TICKS_PER_CHUNK, maker->story->n_orders), maker->story->n_orders, progress_data);
      chunk_free (chunk);
    }
  return is_good;
}

/* A view that stopped would have little to do, and be measured all the same. */
static gboolean
check_views (DocketProjectionRunner *runner, GError **error)
{
  GPtrArray *projections = docket_projection_runner_get_projections (runner);

  docket_projection_runner_wait (runner, -1);
  for (guint i = 0; i < projections->len; i++)
    {
      const char *name = docket_projection_get_name (projections->pdata[i]);
      g_autofree char *message = NULL;
      DocketViewState state;
      gint64 position;

      if (!docket_projection_runner_get_view (runner, name, &state, &position, &message) || state == DOCKET_VIEW_LIVE)
        continue;
      docket_error_set (error, DOCKET_ERROR_STORAGE, NULL, _("The view “%s” stopped at position %" PRId64 ": %s"), name, position,
                        message != NULL ? message : "");
      return FALSE;
    }
  return TRUE;
}

gboolean
docket_bench_shop_make (DocketEngine *engine, const DocketBenchStory *story, DocketServiceProgress progress, gpointer progress_data,
                        GCancellable *cancellable, GError **error)
{
  g_autoptr (GMainContext) context = g_main_context_new ();
  Maker maker = { .engine = engine, .story = story, .cancellable = cancellable };
  guint next;
  gboolean is_made;

  if (!check_directory (&maker, error) || !find_next_chunk (&maker, &next, error))
    return FALSE;
  g_main_context_push_thread_default (context);
  is_made = live (&maker, next, context, progress, progress_data, error);
  g_main_context_pop_thread_default (context);
  return is_made && check_views (docket_engine_get_runner (engine), error);
}

/* How many orders it has is in its name. */
gboolean
docket_bench_shop_recognize (const char *directory, guint *n_orders, GError **error)
{
  g_autofree char *path = g_build_filename (directory, "write.db", NULL);
  g_autoptr (DocketDatabase) database = NULL;
  g_autoptr (DocketStatement) shop = NULL;
  g_autoptr (GError) step_error = NULL;

  *n_orders = 0;
  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    return TRUE;
  database = docket_database_open (path, DOCKET_DATABASE_READER, error);
  if (database == NULL)
    return FALSE;
  shop = docket_database_query (database, error, "SELECT name FROM shop", NULL);
  if (shop == NULL)
    return FALSE;
  if (docket_statement_step (shop, &step_error) && !docket_bench_story_parse_name (docket_statement_text (shop, 0), n_orders))
    docket_error_set (&step_error, DOCKET_ERROR_REJECTED, NULL, _("“%s” is not a bench shop: make one with --make"), directory);
  if (step_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&step_error));
  return FALSE;
}
