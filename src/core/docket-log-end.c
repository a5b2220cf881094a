/* docket-log-end.c: whether the log still reaches as far as it has been seen
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "docket-log-end.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>

/* What the views say of the log, and what was noted of the commands. */
typedef struct
{
  guint n_views;
  guint n_unknown;
  gint64 last_seen;
  gint64 log_end;
  gint64 last_command;
  gint64 command_end;
} Witness;

/**
 * docket_log_end_note:
 * @read: the read database, for writing, in no transaction
 * @write: the write database
 * @error: return location
 *
 * Notes which command was the last: rejected ones have no events that views could have seen. It is noted twice in one row, so
 * that a damaged note is not believed.
 *
 * Returns: whether it is noted
 */
gboolean
docket_log_end_note (DocketDatabase *read, DocketDatabase *write, GError **error)
{
  g_autoptr (GError) step_error = NULL;
  g_autoptr (DocketStatement) command =
    docket_database_query (write, error, "SELECT sequence, id FROM command ORDER BY sequence DESC LIMIT 1", NULL);

  if (command == NULL)
    return FALSE;
  if (docket_statement_step (command, &step_error))
    {
      DocketUuid id = docket_statement_uuid (command, 1);

      return docket_database_run (read, error,
                                  "INSERT OR REPLACE INTO log_end (rowid, sequence, id, same_sequence, same_id)"
                                  " VALUES (1, ?1, ?2, ?1, ?2)",
                                  "iu", docket_statement_integer (command, 0), &id);
    }
  if (step_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&step_error));
  return FALSE;
}

/**
 * docket_log_end_find_lost_command:
 * @read: the read database
 * @write: the write database
 * @sequence: (out): the last command that was noted, when the log does not hold it; otherwise 0
 * @error: return location
 *
 * Returns: whether it could be asked
 */
gboolean
docket_log_end_find_lost_command (DocketDatabase *read, DocketDatabase *write, gint64 *sequence, GError **error)
{
  g_autoptr (GError) step_error = NULL;
  g_autoptr (DocketStatement) note = docket_database_query (
    read, error, "SELECT sequence, id FROM log_end WHERE rowid = 1 AND sequence IS same_sequence AND id IS same_id", NULL);

  *sequence = 0;
  if (note == NULL)
    return FALSE;
  if (docket_statement_step (note, &step_error))
    {
      gint64 noted = docket_statement_integer (note, 0);
      g_autoptr (GBytes) id = docket_statement_bytes (note, 1);
      gint64 n = 0;

      if (!docket_database_get_integer (write, 0, &n, error, "SELECT count(*) FROM command WHERE sequence = ? AND id = ?", "ib",
                                        noted, id))
        return FALSE;
      *sequence = n == 0 ? noted : 0;
      return TRUE;
    }
  if (step_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&step_error));
  return FALSE;
}

static gboolean
hear_views (DocketDatabase *read, DocketDatabase *write, Witness *witness)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DocketStatement) view =
    docket_database_query (read, &error, "SELECT position, hash FROM checkpoint WHERE position > 0", NULL);

  while (view != NULL && docket_statement_step (view, &error))
    {
      gint64 position = docket_statement_integer (view, 0);
      g_autoptr (GBytes) hash = docket_statement_bytes (view, 1);
      gint64 n = 0;

      if (!docket_database_get_integer (write, 0, &n, &error, "SELECT count(*) FROM event WHERE position = ? AND hash = ?", "ib",
                                        position, hash))
        return FALSE;
      witness->n_views++;
      if (n == 1)
        continue;
      witness->n_unknown++;
      witness->last_seen = MAX (witness->last_seen, position);
    }
  return error == NULL;
}

/* What cannot be read says nothing here: whoever opens it for work tells why. */
static void
hear (const char *write_path, const char *read_path, Witness *witness)
{
  g_autoptr (DocketDatabase) write = docket_database_open (write_path, DOCKET_DATABASE_READER, NULL);
  g_autoptr (DocketDatabase) read = NULL;

  if (write != NULL)
    read = docket_database_open (read_path, DOCKET_DATABASE_READER, NULL);
  if (read == NULL || !hear_views (read, write, witness) ||
      !docket_log_end_find_lost_command (read, write, &witness->last_command, NULL) ||
      !docket_database_get_integer (write, 0, &witness->log_end, NULL, "SELECT max(position) FROM event", NULL) ||
      !docket_database_get_integer (write, 0, &witness->command_end, NULL, "SELECT max(sequence) FROM command", NULL))
    witness->n_unknown = witness->last_command = 0;
}

static void
tell_events (const Witness *witness, GError **error)
{
  if (witness->last_seen > witness->log_end)
    docket_error_set (error, DOCKET_ERROR_CUT, NULL,
                      _("The log ends at event %" PRId64 ", but the lists were made from %" PRId64
                        " events: its end was cut, or an older file was put in its place."),
                      witness->log_end, witness->last_seen);
  else
    docket_error_set (error, DOCKET_ERROR_CUT, NULL,
                      _("Event %" PRId64 " of the log is not the one that the lists were made from (the log ends at event %" PRId64
                        "): another shop’s file, or an older one, was put in its place."),
                      witness->last_seen, witness->log_end);
}

static void
tell_commands (const Witness *witness, GError **error)
{
  if (witness->last_command > witness->command_end)
    docket_error_set (error, DOCKET_ERROR_CUT, NULL,
                      _("The log ends at command %" PRId64 ", but %" PRId64
                        " commands were seen in it: its end was cut, or an older file was put in its place."),
                      witness->command_end, witness->last_command);
  else
    docket_error_set (error, DOCKET_ERROR_CUT, NULL,
                      _("Command %" PRId64 " of the log is not the one that was seen in it (the log ends at command %" PRId64
                        "): another shop’s file, or an older one, was put in its place."),
                      witness->last_command, witness->command_end);
}

/**
 * docket_log_end_check:
 * @write_path: the write database
 * @read_path: the read database
 * @error: return location
 *
 * Checks that the log holds the events that the views were made from, and the command that was noted as the last. One view that
 * says otherwise is wrong itself and is made again; when most of them do, the end of the log was cut, or it is an older one,
 * and a person has to decide.
 *
 * Returns: %FALSE with %DOCKET_ERROR_CUT when the log is not the one that was seen
 */
gboolean
docket_log_end_check (const char *write_path, const char *read_path, GError **error)
{
  Witness witness = { 0 };

  if (g_file_test (write_path, G_FILE_TEST_IS_REGULAR) && g_file_test (read_path, G_FILE_TEST_IS_REGULAR))
    hear (write_path, read_path, &witness);
  if (witness.n_unknown * 2 > witness.n_views)
    tell_events (&witness, error);
  else if (witness.last_command > 0)
    tell_commands (&witness, error);
  else
    return TRUE;
  return FALSE;
}
