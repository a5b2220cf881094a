/* docket-command-log.c: the table of all commands, accepted and rejected
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "docket-command-log.h"
#include "docket-json-reader.h"

#include <string.h>

#define ENTRY_COLUMNS \
  "SELECT id, type, data, personal, salt, request, time, day, actor, station, first_position, last_position, undoes, undone_by," \
  " outcome, error_code, error_field, message FROM command "

/**
 * docket_command_entry_free:
 * @entry: an entry
 */
void
docket_command_entry_free (DocketCommandEntry *entry)
{
  g_free (entry->type);
  g_free (entry->data);
  g_free (entry->personal);
  g_clear_pointer (&entry->salt, g_bytes_unref);
  g_clear_pointer (&entry->request, g_bytes_unref);
  g_free (entry->actor);
  g_free (entry->station);
  g_clear_error (&entry->reason);
  g_free (entry);
}

/**
 * docket_command_get_type_name:
 * @command: a command
 *
 * Returns: the stored form of its type, without `Docket`: PlaceOrder
 */
const char *
docket_command_get_type_name (DocketCommand *command)
{
  const char *name = G_OBJECT_TYPE_NAME (command);

  return g_str_has_prefix (name, "Docket") ? name + strlen ("Docket") : name;
}

static void
bind_blob (sqlite3_stmt *columns, int index, DocketChainPart part)
{
  if (part.data != NULL)
    sqlite3_bind_blob64 (columns, index, part.data, part.size, SQLITE_STATIC);
  else
    sqlite3_bind_null (columns, index);
}

static void
bind_text (sqlite3_stmt *columns, int index, DocketChainPart part)
{
  sqlite3_bind_text (columns, index, part.data, (int) part.size, SQLITE_STATIC);
}

static void
bind_position (sqlite3_stmt *columns, int index, gint64 position)
{
  if (position > 0)
    sqlite3_bind_int64 (columns, index, position);
  else
    sqlite3_bind_null (columns, index);
}

static void
bind_reason (sqlite3_stmt *columns, int index, const GError *reason)
{
  bind_text (columns, index, docket_chain_text (reason != NULL ? docket_error_code_to_string (reason->code) : NULL));
  bind_text (columns, index + 1, docket_chain_text (reason != NULL ? docket_error_get_field (reason) : NULL));
  bind_text (columns, index + 2, docket_chain_text (reason != NULL ? reason->message : NULL));
}

/**
 * docket_command_log_insert:
 * @database: a writer
 * @row: the row
 * @error: return location
 *
 * Stores a command.
 *
 * Returns: whether it was stored
 */
gboolean
docket_command_log_insert (DocketDatabase *database, const DocketCommandRow *row, GError **error)
{
  const DocketChainCommand *command = &row->columns;
  DocketStatement *statement = docket_database_query (
    database, error,
    "INSERT INTO command (id, type, outcome, time, day, actor, station, received, duration, first_position, last_position, undoes,"
    " request, digest, salt, subject, data, personal, error_code, error_field, message)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", NULL);
  sqlite3_stmt *columns;

  if (statement == NULL)
    return FALSE;
  columns = docket_statement_get_columns (statement);
  bind_blob (columns, 1, command->id);
  bind_text (columns, 2, command->type);
  bind_text (columns, 3, docket_chain_text (row->reason == NULL ? "accepted" : "rejected"));
  sqlite3_bind_int64 (columns, 4, command->time);
  sqlite3_bind_int64 (columns, 5, command->day);
  bind_text (columns, 6, command->actor);
  bind_text (columns, 7, command->station);
  sqlite3_bind_int64 (columns, 8, row->received);
  sqlite3_bind_int64 (columns, 9, row->duration);
  bind_position (columns, 10, row->first_position);
  bind_position (columns, 11, row->last_position);
  bind_blob (columns, 12, command->undoes);
  bind_blob (columns, 13, row->request);
  bind_blob (columns, 14, command->digest);
  bind_blob (columns, 15, row->salt);
  bind_blob (columns, 16, command->subject);
  bind_text (columns, 17, command->data);
  bind_text (columns, 18, row->personal);
  bind_reason (columns, 19, row->reason);
  return docket_statement_finish (statement, error);
}

static GError *
read_reason (DocketStatement *statement)
{
  GError *reason = NULL;

  if (g_strcmp0 (docket_statement_text (statement, 14), "accepted") == 0)
    return NULL;
  docket_error_set (&reason, docket_error_code_from_string (docket_statement_text (statement, 15)),
                    docket_statement_text (statement, 16), "%s", docket_statement_text (statement, 17));
  return reason;
}

static DocketCommandEntry *
read_entry (DocketStatement *statement)
{
  DocketCommandEntry *entry = g_new0 (DocketCommandEntry, 1);

  entry->id = docket_statement_uuid (statement, 0);
  entry->type = g_strdup (docket_statement_text (statement, 1));
  entry->data = g_strdup (docket_statement_text (statement, 2));
  entry->personal = g_strdup (docket_statement_text (statement, 3));
  entry->salt = docket_statement_bytes (statement, 4);
  entry->request = docket_statement_bytes (statement, 5);
  entry->time = docket_statement_integer (statement, 6);
  entry->day = (gint32) docket_statement_integer (statement, 7);
  entry->actor = g_strdup (docket_statement_text (statement, 8));
  entry->station = g_strdup (docket_statement_text (statement, 9));
  entry->first_position = docket_statement_integer (statement, 10);
  entry->last_position = docket_statement_integer (statement, 11);
  entry->undoes = docket_statement_uuid (statement, 12);
  entry->undone_by = docket_statement_uuid (statement, 13);
  entry->reason = read_reason (statement);
  return entry;
}

/**
 * docket_command_log_find:
 * @database: a connection
 * @id: a command
 * @entry: (out) (transfer full) (nullable): its row; %NULL when there is none
 * @error: return location
 *
 * Returns: whether it could be asked
 */
gboolean
docket_command_log_find (DocketDatabase *database, const DocketUuid *id, DocketCommandEntry **entry, GError **error)
{
  g_autoptr (GError) step_error = NULL;
  g_autoptr (DocketStatement) statement = docket_database_query (database, error, ENTRY_COLUMNS "WHERE id = ?", "u", id);

  *entry = NULL;
  if (statement == NULL)
    return FALSE;
  if (docket_statement_step (statement, &step_error))
    *entry = read_entry (statement);
  if (step_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&step_error));
  return FALSE;
}

/**
 * docket_command_log_find_undoable:
 * @database: a connection
 * @can_undo: (scope call): whether a command of some type can be taken back
 * @data: its data
 * @entry: (out) (transfer full) (nullable): the last accepted command that can be taken back; %NULL when there is none
 * @error: return location
 *
 * Looks from the newest command backwards, at the short columns of each row alone.
 *
 * Returns: whether it could be asked
 */
gboolean
docket_command_log_find_undoable (DocketDatabase *database, DocketCommandTypeFunc can_undo, gpointer data,
                                  DocketCommandEntry **entry, GError **error)
{
  DocketUuid id = { 0 };
  g_autoptr (GError) step_error = NULL;
  g_autoptr (DocketStatement) statement = docket_database_query (
    database, error,
    "SELECT type, id FROM command WHERE outcome = 'accepted' AND undoes IS NULL AND undone_by IS NULL ORDER BY sequence DESC", NULL);

  *entry = NULL;
  if (statement == NULL)
    return FALSE;
  while (docket_uuid_is_null (&id) && docket_statement_step (statement, &step_error))
    if (can_undo (docket_statement_text (statement, 0), data))
      id = docket_statement_uuid (statement, 1);
  if (step_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&step_error));
      return FALSE;
    }
  return docket_uuid_is_null (&id) || docket_command_log_find (database, &id, entry, error);
}

/**
 * docket_command_log_mark_undone:
 * @database: a writer
 * @id: a command
 * @undone_by: the command that took it back
 * @error: return location
 *
 * Returns: whether it is marked
 */
gboolean
docket_command_log_mark_undone (DocketDatabase *database, const DocketUuid *id, const DocketUuid *undone_by, GError **error)
{
  return docket_database_run (database, error, "UPDATE command SET undone_by = ? WHERE id = ?", "uu", undone_by, id);
}

static gboolean
read_part (DocketRecord *record, const char *json, GError **error)
{
  DocketJsonReader reader;
  gboolean is_read;

  docket_json_reader_init (&reader, json, -1);
  is_read = docket_record_read (record, DOCKET_READ_STORED, &reader, error);
  docket_json_reader_clear (&reader);
  return is_read;
}

/**
 * docket_command_entry_read:
 * @entry: a stored command
 * @type: its type
 * @error: return location
 *
 * Returns: (transfer full) (nullable): the completed command
 */
DocketCommand *
docket_command_entry_read (const DocketCommandEntry *entry, GType type, GError **error)
{
  g_autoptr (DocketCommand) command = g_object_new (type, NULL);

  if (!read_part (DOCKET_RECORD (command), entry->data, error) ||
      (entry->personal != NULL && !read_part (DOCKET_RECORD (command), entry->personal, error)))
    return NULL;
  docket_command_set_id (command, &entry->id);
  docket_command_set_time (command, entry->time);
  docket_command_set_day (command, entry->day);
  docket_command_set_actor (command, entry->actor);
  docket_command_set_station (command, entry->station);
  if (!docket_uuid_is_null (&entry->undoes))
    docket_command_set_undoes (command, &entry->undoes);
  if (entry->salt != NULL && g_bytes_get_size (entry->salt) == DOCKET_SALT_SIZE)
    docket_command_set_salt (command, g_bytes_get_data (entry->salt, NULL));
  return g_steal_pointer (&command);
}

/**
 * docket_command_log_foreach:
 * @database: a connection
 * @function: (scope call): what to do with each accepted command; %FALSE stops
 * @data: its data
 * @error: return location
 *
 * Goes through the accepted commands in the order in which they were decided.
 *
 * Returns: whether it came to the end
 */
gboolean
docket_command_log_foreach (DocketDatabase *database, DocketCommandEntryFunc function, gpointer data, GError **error)
{
  g_autoptr (GError) step_error = NULL;
  g_autoptr (DocketStatement) statement =
    docket_database_query (database, error, ENTRY_COLUMNS "WHERE outcome = 'accepted' ORDER BY sequence", NULL);

  if (statement == NULL)
    return FALSE;
  while (docket_statement_step (statement, &step_error))
    {
      g_autoptr (DocketCommandEntry) entry = read_entry (statement);

      if (!function (entry, data, error))
        return FALSE;
    }
  if (step_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&step_error));
  return FALSE;
}

static DocketChainPart
column_part (sqlite3_stmt *columns, int column)
{
  gconstpointer data = sqlite3_column_blob (columns, column);

  /* SQLite gives no address for a value of no length, which is not NULL. */
  if (data == NULL && sqlite3_column_type (columns, column) != SQLITE_NULL)
    data = "";
  return docket_chain_bytes (data, (gsize) sqlite3_column_bytes (columns, column));
}

/**
 * docket_command_log_digest:
 * @database: a connection
 * @id: a command's identifier, as stored
 * @digest: (out) (array fixed-size=32): the digest of its row
 * @found: (out): whether there is such a command
 * @error: return location
 *
 * Returns: whether it could be asked
 */
gboolean
docket_command_log_digest (DocketDatabase *database, DocketChainPart id, guint8 digest[DOCKET_DIGEST_SIZE], gboolean *found,
                           GError **error)
{
  g_autoptr (GError) step_error = NULL;
  g_autoptr (DocketStatement) statement = docket_database_query (
    database, error, "SELECT id, type, data, subject, digest, time, day, actor, station, undoes FROM command WHERE id = ?", NULL);

  if (statement == NULL)
    return FALSE;
  docket_statement_bind_bytes (statement, 1, id.data, id.size);
  *found = docket_statement_step (statement, &step_error);
  if (*found)
    {
      sqlite3_stmt *columns = docket_statement_get_columns (statement);
      DocketChainCommand command = {
        .id = column_part (columns, 0),      .type = column_part (columns, 1),    .data = column_part (columns, 2),
        .subject = column_part (columns, 3), .digest = column_part (columns, 4),  .time = sqlite3_column_int64 (columns, 5),
        .day = sqlite3_column_int64 (columns, 6), .actor = column_part (columns, 7), .station = column_part (columns, 8),
        .undoes = column_part (columns, 9),
      };

      docket_event_chain_digest_command (&command, digest);
    }
  if (step_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&step_error));
  return FALSE;
}
