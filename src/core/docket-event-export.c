/* docket-event-export.c: the log as lines of JSON that anybody can check
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "docket-command-log.h"
#include "docket-event-store.h"

#include <string.h>

#define EXPORT_COLUMNS \
  "SELECT position, stream, version, type, schema, time, day, command_id, actor, station, data, personal, subject, salt, digest, hash" \
  " FROM event "

/* A command's seal serves all its events, which stand side by side. */
typedef struct
{
  DocketDatabase *database;
  DocketUuid command_id;
  DocketCommandSeal seal;
  GString *text;
  DocketJsonWriter writer;
} Export;

/* Where the command cannot be read, the event still can. */
static void
find_seal (Export *export, const DocketUuid *command_id)
{
  if (docket_uuid_equal (command_id, &export->command_id))
    return;
  export->command_id = *command_id;
  if (!docket_command_log_seal (export->database, docket_chain_uuid (command_id), &export->seal, NULL))
    export->seal.is_found = FALSE;
}

static void
write_text (Export *export, const char *name, const char *text)
{
  if (text == NULL)
    return;
  docket_json_writer_member (&export->writer, name);
  docket_json_writer_string (&export->writer, text);
}

static void
write_raw (Export *export, const char *name, const char *json)
{
  if (json == NULL)
    return;
  docket_json_writer_member (&export->writer, name);
  docket_json_writer_raw (&export->writer, json);
}

static void
write_integer (Export *export, const char *name, gint64 value)
{
  docket_json_writer_member (&export->writer, name);
  docket_json_writer_integer (&export->writer, value);
}

static void
write_hexadecimal (Export *export, const char *name, const guint8 *bytes, gsize size)
{
  static const char digits[] = "0123456789abcdef";
  char text[2 * DOCKET_DIGEST_SIZE + 1];

  if (bytes == NULL || size > DOCKET_DIGEST_SIZE)
    return;
  for (gsize i = 0; i < size; i++)
    {
      text[2 * i] = digits[bytes[i] >> 4];
      text[2 * i + 1] = digits[bytes[i] & 15];
    }
  text[2 * size] = '\0';
  write_text (export, name, text);
}

static void
write_blob (Export *export, const char *name, DocketStatement *statement, int column)
{
  sqlite3_stmt *columns = docket_statement_get_columns (statement);
  gconstpointer bytes = sqlite3_column_blob (columns, column);

  write_hexadecimal (export, name, bytes, (gsize) sqlite3_column_bytes (columns, column));
}

static void
write_uuid (Export *export, const char *name, const DocketUuid *uuid)
{
  char text[DOCKET_UUID_STRING_SIZE];

  if (!docket_uuid_is_null (uuid))
    write_text (export, name, docket_uuid_format (uuid, text));
}

static void
write_line (Export *export, DocketStatement *row)
{
  DocketUuid stream = docket_statement_uuid (row, 1);
  DocketUuid subject = docket_statement_uuid (row, 12);
  char time[DOCKET_TIME_STRING_SIZE];
  char day[DOCKET_DAY_STRING_SIZE];

  g_string_truncate (export->text, 0);
  docket_json_writer_init (&export->writer, export->text);
  docket_json_writer_begin_object (&export->writer);
  write_integer (export, "position", docket_statement_integer (row, 0));
  write_uuid (export, "stream", &stream);
  write_integer (export, "version", docket_statement_integer (row, 2));
  write_text (export, "type", docket_statement_text (row, 3));
  write_integer (export, "schema", docket_statement_integer (row, 4));
  write_text (export, "time", docket_time_format (docket_statement_integer (row, 5), time));
  write_text (export, "day", docket_day_format ((gint32) docket_statement_integer (row, 6), day));
  write_uuid (export, "command-id", &export->command_id);
  write_text (export, "actor", docket_statement_text (row, 8));
  write_text (export, "station", docket_statement_text (row, 9));
  write_raw (export, "data", docket_statement_text (row, 10));
  write_raw (export, "personal", docket_statement_text (row, 11));
  write_uuid (export, "subject", &subject);
  write_blob (export, "salt", row, 13);
  write_blob (export, "digest", row, 14);
  write_blob (export, "hash", row, 15);
  if (export->seal.is_found)
    write_hexadecimal (export, "command-digest", export->seal.digest, DOCKET_DIGEST_SIZE);
  docket_json_writer_end_object (&export->writer);
}

static DocketStatement *
select_rows (DocketDatabase *database, gint64 from, const DocketUuid *stream, guint limit, GError **error)
{
  gint64 count = limit > 0 ? (gint64) limit : -1;

  if (stream == NULL)
    return docket_database_query (database, error, EXPORT_COLUMNS "WHERE position >= ? ORDER BY position LIMIT ?", "ii", from, count);
  return docket_database_query (database, error, EXPORT_COLUMNS "WHERE stream = ? AND position >= ? ORDER BY version LIMIT ?", "uii",
                                stream, from, count);
}

/**
 * docket_event_store_export:
 * @self: an event store
 * @from: the first position wanted
 * @stream: (nullable): only this stream
 * @limit: how many at most; 0 for all
 * @line: (scope call): what to do with each line; %FALSE stops
 * @data: its data
 * @error: return location
 *
 * Writes events as one JSON object each: position, stream, version, type, schema, time, day, command-id, actor, station,
 * data, personal, subject, salt, digest, hash, command-digest; what is not there is left out. The head of
 * docket-event-chain.c says how to check the hashes.
 *
 * Returns: whether it could be read; also when @line stopped it
 */
gboolean
docket_event_store_export (DocketEventStore *self, gint64 from, const DocketUuid *stream, guint limit,
                           gboolean (*line) (const char *json, gint64 position, gpointer data), gpointer data, GError **error)
{
  g_autoptr (GError) row_error = NULL;
  g_autoptr (DocketStatement) row = NULL;
  Export export = { 0 };
  gboolean goes_on = TRUE;

  g_return_val_if_fail (DOCKET_IS_EVENT_STORE (self), FALSE);

  export.database = docket_event_store_get_database (self);
  row = select_rows (export.database, from, stream, limit, error);
  if (row == NULL)
    return FALSE;
  export.text = g_string_sized_new (1024);
  while (goes_on && docket_statement_step (row, &row_error))
    {
      DocketUuid command_id = docket_statement_uuid (row, 7);

      find_seal (&export, &command_id);
      write_line (&export, row);
      goes_on = line (export.text->str, docket_statement_integer (row, 0), data);
    }
  g_string_free (export.text, TRUE);
  if (row_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&row_error));
  return FALSE;
}
