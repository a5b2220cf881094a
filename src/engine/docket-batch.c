/* docket-batch.c: commands as lines of JSON, and what became of them
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "docket-batch.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Small, so that the first are written while the others are still parsed, and the last ones leave little to be described. */
#define CHUNK_SIZE 100

/* So many chunks are on their way at once: as many as share a commit are written while as many again are parsed and described. */
#define N_UNDER_WAY 15

/* Lines of a batch on their way. */
typedef struct
{
  const DocketBatch *batch;
  guint n_lines;
  /* The commands to dispatch, in order, and for each line its place among them or −1 with a result. */
  GPtrArray *commands;
  int *places;
  char **results;
  DocketStatus *statuses;
  /* What came of it. */
  gboolean is_done;
  GPtrArray *outcomes;
  GError *error;
} Chunk;

char *
docket_batch_describe_outcome (DocketOutcome *outcome, DocketStatus *status)
{
  *status = docket_outcome_is_accepted (outcome) ? DOCKET_STATUS_DONE : DOCKET_STATUS_REFUSED;
  return docket_outcome_to_json (outcome);
}

/* A command that could not even be read, or that the bus refused by an error: the same result line as of a rejected one. */
static char *
describe_refusal (const DocketUuid *id, const GError *error, DocketStatus *status)
{
  g_autoptr (DocketOutcome) outcome = docket_outcome_new (id, DOCKET_OUTCOME_REJECTED,
                                                          g_ptr_array_new_with_free_func (g_object_unref),
                                                          g_error_copy (error), FALSE);

  *status = docket_status_from_error (error);
  return docket_outcome_to_json (outcome);
}

static DocketCommand *
parse_command (const DocketBatch *batch, const char *name, const char *json, const DocketUuid *id, GError **error)
{
  DocketCommand *command = docket_command_bus_parse (docket_engine_get_command_bus (batch->engine), name, json, -1, error);

  if (command == NULL)
    return NULL;
  if (docket_uuid_is_null (docket_command_get_id (command)))
    docket_command_set_id (command, id);
  if (batch->actor != NULL && docket_command_get_actor (command) == NULL)
    docket_command_set_actor (command, batch->actor);
  if (batch->station != NULL && docket_command_get_station (command) == NULL)
    docket_command_set_station (command, batch->station);
  return command;
}

char *
docket_batch_dispatch (const DocketBatch *batch, const char *name, const char *json, const DocketUuid *id, DocketStatus *status,
                       GError **error)
{
  DocketDispatchFlags flags = batch->is_dry_run ? DOCKET_DISPATCH_DRY_RUN : DOCKET_DISPATCH_NORMAL;
  g_autoptr (GError) local_error = NULL;
  g_autoptr (DocketCommand) command = parse_command (batch, name, json, id, &local_error);
  g_autoptr (DocketOutcome) outcome = NULL;

  if (command != NULL)
    outcome = docket_command_bus_dispatch (docket_engine_get_command_bus (batch->engine), command, flags, &local_error);
  if (outcome != NULL)
    return docket_batch_describe_outcome (outcome, status);
  if (docket_status_from_error (local_error) != DOCKET_STATUS_STORAGE)
    return describe_refusal (command != NULL ? docket_command_get_id (command) : id, local_error, status);
  *status = DOCKET_STATUS_STORAGE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return NULL;
}

/* Takes the member `command` out of an object, so that what remains is the command's own. It mostly comes first, and then the
 * rest is not read twice. */
static char *
split_line (const char *line, char **name, GError **error)
{
  DocketJsonReader reader;
  g_autoptr (GString) rest = g_string_new (NULL);
  const char *member;
  const char *end;
  gboolean is_first = TRUE;

  docket_json_reader_init (&reader, line, -1);
  if (docket_json_reader_begin_object (&reader, error))
    for (end = reader.at; (member = docket_json_reader_next_member (&reader, error)) != NULL; end = reader.at)
      {
        if (!g_str_equal (member, "command"))
          {
            is_first = FALSE;
            if (docket_json_reader_skip (&reader, error))
              continue;
            break;
          }
        *name = g_strdup (docket_json_reader_string (&reader, NULL, error));
        g_string_append_len (rest, line, end - line);
        end = reader.at + strspn (reader.at, " \t\r\n");
        g_string_append (rest, is_first && *end == ',' ? end + 1 : end);
        break;
      }
  docket_json_reader_clear (&reader);
  if (*name != NULL)
    return g_string_free (g_steal_pointer (&rest), FALSE);
  if (*error == NULL)
    docket_error_set (error, DOCKET_ERROR_SYNTAX, "command", _("The line does not say which command it is: “command” is missing"));
  return NULL;
}

static void
parse_line (Chunk *chunk, guint index, const char *line, const DocketUuid *id)
{
  g_autofree char *name = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *json = split_line (line, &name, &error);
  DocketCommand *command = json != NULL ? parse_command (chunk->batch, name, json, id, &error) : NULL;

  if (command == NULL)
    {
      chunk->places[index] = -1;
      chunk->results[index] = describe_refusal (id, error, &chunk->statuses[index]);
      return;
    }
  chunk->places[index] = (int) chunk->commands->len;
  g_ptr_array_add (chunk->commands, command);
}

static Chunk *
chunk_new (const DocketBatch *batch, const char *const *lines, const DocketUuid *ids, guint n_lines)
{
  Chunk *chunk = g_new0 (Chunk, 1);

  chunk->batch = batch;
  chunk->n_lines = n_lines;
  chunk->places = g_new0 (int, n_lines);
  chunk->results = g_new0 (char *, n_lines);
  chunk->statuses = g_new0 (DocketStatus, n_lines);
  chunk->commands = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < n_lines; i++)
    parse_line (chunk, i, lines[i], &ids[i]);
  return chunk;
}

static void
chunk_free (Chunk *chunk)
{
  for (guint i = 0; i < chunk->n_lines; i++)
    g_free (chunk->results[i]);
  g_free (chunk->places);
  g_free (chunk->results);
  g_free (chunk->statuses);
  g_clear_pointer (&chunk->outcomes, g_ptr_array_unref);
  g_ptr_array_unref (chunk->commands);
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

static void
chunk_start (Chunk *chunk, GCancellable *cancellable)
{
  DocketDispatchFlags flags = DOCKET_DISPATCH_BULK | (chunk->batch->is_dry_run ? DOCKET_DISPATCH_DRY_RUN : 0);

  docket_command_bus_dispatch_batch_async (docket_engine_get_command_bus (chunk->batch->engine), chunk->commands, flags,
                                           cancellable,
                                           chunk_done_cb, chunk);
}

static void
chunk_wait (Chunk *chunk, GMainContext *context)
{
  while (!chunk->is_done)
    g_main_context_iteration (context, TRUE);
}

static void
chunk_describe (Chunk *chunk, GPtrArray *results, GByteArray *statuses)
{
  for (guint i = 0; i < chunk->n_lines; i++)
    {
      guint8 status;

      if (chunk->places[i] >= 0)
        chunk->results[i] = docket_batch_describe_outcome (chunk->outcomes->pdata[chunk->places[i]], &chunk->statuses[i]);
      status = (guint8) chunk->statuses[i];
      g_byte_array_append (statuses, &status, 1);
      g_ptr_array_add (results, g_steal_pointer (&chunk->results[i]));
    }
}

/* A dry run is rolled back as a whole, so that what belongs together must stay together. */
static void
fill_queue (const DocketBatch *batch, const char *const *lines, const DocketUuid *ids, guint n_lines, guint *n_started,
            GQueue *chunks,
            GCancellable *cancellable)
{
  while (*n_started < n_lines && chunks->length < N_UNDER_WAY && !g_cancellable_is_cancelled (cancellable))
    {
      guint n = batch->is_dry_run ? n_lines : MIN (n_lines - *n_started, CHUNK_SIZE);
      Chunk *chunk = chunk_new (batch, lines + *n_started, ids + *n_started, n);

      chunk_start (chunk, cancellable);
      g_queue_push_tail (chunks, chunk);
      *n_started += n;
    }
}

/* The callbacks come in this thread, whatever the program's main loop does. */
gboolean
docket_batch_run (const DocketBatch *batch, const char *const *lines, const DocketUuid *ids, guint n_lines, GPtrArray *results,
                  GByteArray *statuses, DocketServiceProgress progress, gpointer progress_data, GCancellable *cancellable,
                  GError **error)
{
  g_autoptr (GMainContext) context = g_main_context_new ();
  g_autoptr (GError) first_error = NULL;
  g_auto (GQueue) chunks = G_QUEUE_INIT;
  guint n_started = 0;
  Chunk *chunk;

  g_main_context_push_thread_default (context);
  fill_queue (batch, lines, ids, n_lines, &n_started, &chunks, cancellable);
  while ((chunk = g_queue_pop_head (&chunks)) != NULL)
    {
      chunk_wait (chunk, context);
      if (chunk->error != NULL && first_error == NULL)
        first_error = g_steal_pointer (&chunk->error);
      if (first_error == NULL)
        {
          fill_queue (batch, lines, ids, n_lines, &n_started, &chunks, cancellable);
          chunk_describe (chunk, results, statuses);
          if (progress != NULL)
            progress (results->len, n_lines, progress_data);
        }
      chunk_free (chunk);
    }
  g_main_context_pop_thread_default (context);
  if (first_error == NULL)
    return !g_cancellable_set_error_if_cancelled (cancellable, error);
  g_propagate_error (error, g_steal_pointer (&first_error));
  return FALSE;
}
