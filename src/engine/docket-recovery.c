/* docket-recovery.c: what is left of a shop that does not open
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "docket-recovery.h"

#include <stdio.h>
#include <string.h>

#include "docket-engine-private.h"
#include "docket-json-reader.h"
#include "docket-new-file.h"
#include "docket-restore.h"
#include "docket-time.h"

/* Lines between two words about progress. */
#define STEP 256

typedef struct
{
  FILE *file;
  DocketRemains *remains;
  DocketServiceProgress progress;
  gpointer progress_data;
  GCancellable *cancellable;
  gint64 last_position;
} Reading;

/* The line is JSON of our own making; it is read again for the two members that are told. */
static void
note_line (DocketRemains *remains, const char *json)
{
  DocketJsonReader reader;
  const char *member;

  docket_json_reader_init (&reader, json, -1);
  if (docket_json_reader_begin_object (&reader, NULL))
    while ((member = docket_json_reader_next_member (&reader, NULL)) != NULL)
      {
        gboolean is_type = g_str_equal (member, "type");
        gboolean is_time = g_str_equal (member, "time");
        const char *text = NULL;
        gint64 time;

        if (!is_type && !is_time)
          docket_json_reader_skip (&reader, NULL);
        else
          text = docket_json_reader_string (&reader, NULL, NULL);
        if (is_type && (g_strcmp0 (text, "OrderPlaced") == 0 || g_strcmp0 (text, "OrderImported") == 0))
          remains->n_orders++;
        if (is_time && text != NULL && docket_time_parse (text, &time))
          remains->last_time = MAX (remains->last_time, time);
        if (is_time)
          break;
      }
  docket_json_reader_clear (&reader);
}

static gboolean
line_cb (const char *json, gint64 position, gpointer data)
{
  Reading *reading = data;

  note_line (reading->remains, json);
  if (++reading->remains->n_events % STEP == 0 && reading->progress != NULL)
    reading->progress (position, reading->last_position, reading->progress_data);
  if (reading->file != NULL && (fputs (json, reading->file) < 0 || putc ('\n', reading->file) == EOF))
    return FALSE;
  return !g_cancellable_is_cancelled (reading->cancellable);
}

static gboolean
read_log (DocketEngine *engine, Reading *reading, GError **error)
{
  g_autoptr (DocketDatabase) database =
    docket_database_open (docket_engine_get_write_path (engine), DOCKET_DATABASE_READER, error);
  g_autoptr (DocketEventStore) store = NULL;

  if (database == NULL)
    return FALSE;
  store = docket_event_store_new (database, docket_engine_get_registry (engine));
  /* As far as it can be asked: without it nobody knows how long it takes. */
  docket_database_get_integer (database, 0, &reading->last_position, NULL, "SELECT max(position) FROM event", NULL);
  return docket_event_store_salvage (store, line_cb, reading, &reading->remains->n_left_out, error) &&
         !g_cancellable_set_error_if_cancelled (reading->cancellable, error);
}

static gboolean
write_log (DocketEngine *engine, const char *path, Reading *reading, GError **error)
{
  DocketNewFile file;

  if (!docket_new_file_open (&file, path, error))
    return FALSE;
  reading->file = file.stream;
  return docket_new_file_close (&file, read_log (engine, reading, error), error);
}

/**
 * docket_recovery_read:
 * @engine: an engine that is not open
 * @file: (nullable): where to write what can be read; %NULL to count it only
 * @progress: (nullable) (scope call): told how far it is
 * @progress_data: goes to @progress
 * @remains: (out): what was read
 * @cancellable: (nullable): stops it
 * @error: %DOCKET_ERROR_BUSY when another process holds the directory; or why nothing can be read
 *
 * Reads the log past whatever is damaged in it. The shop's files stay as they are.
 *
 * Returns: whether there was something to read
 */
gboolean
docket_recovery_read (DocketEngine *engine, const char *file, DocketServiceProgress progress, gpointer progress_data,
                      DocketRemains *remains, GCancellable *cancellable, GError **error)
{
  Reading reading = { NULL, remains, progress, progress_data, cancellable, 0 };
  gboolean is_read;

  g_return_val_if_fail (DOCKET_IS_ENGINE (engine), FALSE);

  *remains = (DocketRemains){ 0 };
  if (!docket_engine_check_shop (engine, error) || !docket_engine_open (engine, DOCKET_ENGINE_LOCK_ONLY, error))
    return FALSE;
  is_read = file != NULL ? write_log (engine, file, &reading, error) : read_log (engine, &reading, error);
  docket_engine_close (engine);
  return is_read;
}

/**
 * docket_recovery_drop_lists:
 * @engine: an engine that is not open
 * @error: return location
 *
 * Moves the lists out of the way, to a folder beside the backups: they are made anew from the log as it is.
 *
 * Returns: whether they are out of the way
 */
gboolean
docket_recovery_drop_lists (DocketEngine *engine, GError **error)
{
  gboolean is_done;

  g_return_val_if_fail (DOCKET_IS_ENGINE (engine), FALSE);

  if (!docket_engine_open (engine, DOCKET_ENGINE_LOCK_ONLY, error))
    return FALSE;
  is_done = docket_restore_set_lists_aside (docket_engine_get_directory (engine), error);
  docket_engine_close (engine);
  return is_done;
}
