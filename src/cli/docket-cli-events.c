/* docket-cli-events.c: docket-cli events
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "docket-cli.h"

#include <glib/gi18n.h>
#include <stdio.h>

/* How often a follower looks. */
#define INTERVAL (100 * G_TIME_SPAN_MILLISECOND)

typedef struct
{
  DocketCli *cli;
  gint64 next_position;
  gboolean is_reader_gone;
} Follower;

static gboolean
print_event_cb (const char *json, gint64 position, gpointer data)
{
  Follower *follower = data;

  follower->next_position = position + 1;
  follower->is_reader_gone = !docket_cli_print_line (json);
  return !follower->is_reader_gone && !g_cancellable_is_cancelled (follower->cli->cancellable);
}

/* Lines as they come, until somebody stops it. Meanwhile it serves other processes, where it holds the directory. */
static gboolean
print_events (Follower *follower, DocketEventStore *store, const DocketUuid *stream, gboolean is_following, GError **error)
{
  do
    {
      if (!docket_event_store_export (store, follower->next_position, stream, 0, print_event_cb, follower, error))
        return FALSE;
      if (!is_following || follower->is_reader_gone || fflush (stdout) != 0)
        return TRUE;
      g_usleep (INTERVAL);
    }
  while (!g_cancellable_is_cancelled (follower->cli->cancellable));
  return TRUE;
}

static gboolean
parse_position (const char *text, gint64 *position)
{
  return text == NULL || g_ascii_string_to_signed (text, 10, 0, G_MAXINT64, position, NULL);
}

int
docket_cli_events (DocketCli *cli, int argc, char **argv)
{
  g_autofree char *stream_text = NULL;
  g_autofree char *from = NULL;
  gboolean is_following = FALSE;
  const GOptionEntry entries[] = {
    { "stream", 0, 0, G_OPTION_ARG_FILENAME, &stream_text, N_ ("Only the events of one thing"), N_ ("UUID") },
    { "from", 0, 0, G_OPTION_ARG_FILENAME, &from, N_ ("From this position on"), N_ ("POSITION") },
    { "follow", 0, 0, G_OPTION_ARG_NONE, &is_following, N_ ("Go on as events come, until interrupted"), NULL },
    G_OPTION_ENTRY_NULL,
  };
  Follower follower = { cli, 1, FALSE };
  g_autoptr (GError) error = NULL;
  g_autoptr (DocketDatabase) database = NULL;
  g_autoptr (DocketEventStore) store = NULL;
  DocketEngine *engine;
  DocketUuid stream;
  gboolean is_printed;

  if (!docket_cli_begin (cli, entries, &argc, &argv, 0, 0))
    return DOCKET_STATUS_USAGE;
  if (stream_text != NULL && !docket_uuid_parse (stream_text, &stream))
    return docket_cli_usage (_("“%s” is not a UUID"), stream_text);
  if (!parse_position (from, &follower.next_position))
    return docket_cli_usage (_("“%s” is not a position"), from);
  engine = docket_cli_open_for_reading (cli, &error);
  if (engine == NULL)
    return docket_cli_fail (error);
  database = docket_database_open (docket_engine_get_write_path (engine), DOCKET_DATABASE_READER, &error);
  if (database == NULL)
    return docket_cli_fail (error);
  store = docket_event_store_new (database, docket_engine_get_registry (engine));
  is_printed = print_events (&follower, store, stream_text != NULL ? &stream : NULL, is_following, &error);
  docket_database_close (database);
  return is_printed ? DOCKET_STATUS_DONE : docket_cli_fail (error);
}
