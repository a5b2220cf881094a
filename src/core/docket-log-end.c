/* docket-log-end.c: whether the log still reaches as far as it has been seen
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "docket-log-end.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>

/* What the views say of the log. */
typedef struct
{
  guint n_views;
  guint n_unknown;
  gint64 last_seen;
  gint64 log_end;
} Witness;

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
      !docket_database_get_integer (write, 0, &witness->log_end, NULL, "SELECT max(position) FROM event", NULL))
    witness->n_unknown = 0;
}

/**
 * docket_log_end_check:
 * @write_path: the write database
 * @read_path: the read database
 * @error: return location
 *
 * Checks that the log holds the events that the views were made from. One view that says otherwise is wrong itself and is
 * made again; when most of them do, the end of the log was cut, or it is an older one, and a person has to decide.
 *
 * Returns: %FALSE with %DOCKET_ERROR_CUT when the log is not the one that was seen
 */
gboolean
docket_log_end_check (const char *write_path, const char *read_path, GError **error)
{
  Witness witness = { 0 };

  if (g_file_test (write_path, G_FILE_TEST_IS_REGULAR) && g_file_test (read_path, G_FILE_TEST_IS_REGULAR))
    hear (write_path, read_path, &witness);
  if (witness.n_unknown * 2 <= witness.n_views)
    return TRUE;
  if (witness.last_seen > witness.log_end)
    docket_error_set (error, DOCKET_ERROR_CUT, NULL,
                      _("The log ends at event %" PRId64 ", but the lists were made from %" PRId64
                        " events: its end was cut, or an older file was put in its place."),
                      witness.log_end, witness.last_seen);
  else
    docket_error_set (error, DOCKET_ERROR_CUT, NULL,
                      _("Event %" PRId64 " of the log is not the one that the lists were made from (the log ends at event %" PRId64
                        "): another shop’s file, or an older one, was put in its place."),
                      witness.last_seen, witness.log_end);
  return FALSE;
}
