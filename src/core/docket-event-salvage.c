/* docket-event-salvage.c: what of a damaged log can be read
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "docket-event-store.h"
#include "docket-json-reader.h"

/* How far to look for more where nothing says how long the log was. */
#define GUESS 10000

/* The walk over what can be read. */
typedef struct
{
  gboolean (*line) (const char *json, gint64 position, gpointer data);
  gpointer data;
  gint64 next_position;
  gint64 n_lines;
  gboolean is_stopped;
} Walk;

/* A row may be readable and its text not: whoever reads the lines afterwards should not stumble over one. */
static gboolean
is_json (const char *text)
{
  DocketJsonReader reader;
  gboolean is_good;

  docket_json_reader_init (&reader, text, -1);
  is_good = docket_json_reader_skip (&reader, NULL) && docket_json_reader_end (&reader, NULL);
  docket_json_reader_clear (&reader);
  return is_good;
}

static gboolean
line_cb (const char *json, gint64 position, gpointer data)
{
  Walk *walk = data;

  walk->next_position = position + 1;
  if (!is_json (json))
    return TRUE;
  walk->n_lines++;
  walk->is_stopped = !walk->line (json, position, walk->data);
  return !walk->is_stopped;
}

/* The commands say it as well, where the end itself is damaged. */
static gint64
find_end (DocketDatabase *database, gboolean *is_known)
{
  gint64 of_events = 0;
  gint64 of_commands = 0;
  gboolean has_events = docket_database_get_integer (database, 0, &of_events, NULL, "SELECT max(position) FROM event", NULL);
  gboolean has_commands = docket_database_get_integer (database, 0, &of_commands, NULL, "SELECT max(last_position) FROM command", NULL);

  *is_known = has_events || has_commands;
  return MAX (of_events, of_commands);
}

/**
 * docket_event_store_salvage:
 * @self: an event store on a log that may be damaged
 * @line: (scope call): what to do with each line; %FALSE stops
 * @data: its data
 * @n_left_out: (out): how many events could not be read, or are not there
 * @error: why nothing can be read at all
 *
 * Writes the events as [method@EventStore.export] does, past whatever cannot be read.
 *
 * Returns: whether it could be tried
 */
gboolean
docket_event_store_salvage (DocketEventStore *self, gboolean (*line) (const char *json, gint64 position, gpointer data), gpointer data,
                            gint64 *n_left_out, GError **error)
{
  Walk walk = { line, data, 1, 0, FALSE };
  DocketDatabase *database;
  gboolean is_known;
  gint64 end;

  g_return_val_if_fail (DOCKET_IS_EVENT_STORE (self), FALSE);

  *n_left_out = 0;
  database = docket_event_store_get_database (self);
  if (docket_database_prepare (database, "SELECT position FROM event", error) == NULL)
    return FALSE;
  end = find_end (database, &is_known);
  while (!walk.is_stopped)
    {
      g_autoptr (GError) row_error = NULL;
      gint64 before = walk.next_position;

      if (docket_event_store_export (self, walk.next_position, NULL, 0, line_cb, &walk, &row_error))
        break;
      if (walk.next_position == before)
        walk.next_position++;
      if (walk.next_position > (is_known ? end : walk.n_lines + GUESS))
        break;
    }
  if (!walk.is_stopped)
    *n_left_out = MAX (end - walk.n_lines, is_known ? 0 : 1);
  return TRUE;
}
