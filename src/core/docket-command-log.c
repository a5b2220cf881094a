/* docket-command-log.c: the table of all commands, accepted and rejected
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "docket-command-log.h"
#include "docket-command-told.h"
#include "docket-json-reader.h"

#include <string.h>

#define ENTRY_COLUMNS \
  "SELECT id, type, data, personal, salt, request, time, day, actor, station, first_position, last_position, undoes, undone_by," \
  " outcome, error_code, error_field, message, digest IS NOT NULL AND personal IS NULL FROM command "

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
read_end (DocketStatement *statement, DocketCommandLogEnd *end)
{
  g_autoptr (GBytes) hash = docket_statement_bytes (statement, 1);

  end->sequence = docket_statement_integer (statement, 0);
  end->has_hash = hash != NULL && g_bytes_get_size (hash) == DOCKET_DIGEST_SIZE;
  if (end->has_hash)
    memcpy (end->hash, g_bytes_get_data (hash, NULL), DOCKET_DIGEST_SIZE);
}

/**
 * docket_command_log_load_end:
 * @database: a connection
 * @end: (out caller-allocates): what the next row comes after
 * @error: return location
 *
 * Returns: whether it could be asked
 */
gboolean
docket_command_log_load_end (DocketDatabase *database, DocketCommandLogEnd *end, GError **error)
{
  g_autoptr (GError) step_error = NULL;
  g_autoptr (DocketStatement) statement =
    docket_database_query (database, error, "SELECT sequence, hash FROM command ORDER BY sequence DESC LIMIT 1", NULL);

  *end = (DocketCommandLogEnd){ 0 };
  if (statement == NULL)
    return FALSE;
  if (docket_statement_step (statement, &step_error))
    read_end (statement, end);
  if (step_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&step_error));
  return FALSE;
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
    "INSERT INTO command (sequence, id, type, outcome, time, day, actor, station, received, duration, first_position, last_position,"
    " undoes, error_code, error_field, message, request, digest, salt, subject, hash, data, personal)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", NULL);
  sqlite3_stmt *columns;

  if (statement == NULL)
    return FALSE;
  columns = docket_statement_get_columns (statement);
  sqlite3_bind_int64 (columns, 1, command->sequence);
  bind_blob (columns, 2, command->id);
  bind_text (columns, 3, command->type);
  bind_text (columns, 4, command->outcome);
  sqlite3_bind_int64 (columns, 5, command->time);
  sqlite3_bind_int64 (columns, 6, command->day);
  bind_text (columns, 7, command->actor);
  bind_text (columns, 8, command->station);
  sqlite3_bind_int64 (columns, 9, command->received);
  sqlite3_bind_int64 (columns, 10, command->duration);
  bind_position (columns, 11, row->first_position);
  bind_position (columns, 12, row->last_position);
  bind_blob (columns, 13, command->undoes);
  bind_text (columns, 14, command->error_code);
  bind_text (columns, 15, command->error_field);
  bind_text (columns, 16, command->message);
  bind_blob (columns, 17, command->request);
  bind_blob (columns, 18, command->digest);
  bind_blob (columns, 19, row->salt);
  bind_blob (columns, 20, command->subject);
  bind_blob (columns, 21, row->hash);
  bind_text (columns, 22, command->data);
  bind_text (columns, 23, row->personal);
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
  entry->is_erased = docket_statement_integer (statement, 18) != 0;
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
read_part (DocketRecord *record, const char *json, DocketFieldSet *named, GError **error)
{
  DocketJsonReader reader;
  gboolean is_read;

  docket_json_reader_init (&reader, json, -1);
  is_read = docket_record_list_members (record, &reader, named, error);
  docket_json_reader_clear (&reader);
  if (!is_read)
    return FALSE;
  docket_json_reader_init (&reader, json, -1);
  is_read = docket_record_read (record, DOCKET_READ_STORED, &reader, error);
  docket_json_reader_clear (&reader);
  return is_read;
}

/* What an erasure took from the row is not found again in an event about somebody else. */
static gboolean
read_parts (const DocketCommandEntry *entry, DocketCommand *command, GPtrArray *events, GError **error)
{
  DocketFieldSet named = { 0 };

  if (!read_part (DOCKET_RECORD (command), entry->data, &named, error) ||
      (entry->personal != NULL && !read_part (DOCKET_RECORD (command), entry->personal, &named, error)))
    return FALSE;
  docket_command_take_told (command, events, entry->is_erased ? DOCKET_PART_PUBLIC : DOCKET_PART_PUBLIC | DOCKET_PART_PERSONAL, &named);
  return TRUE;
}

/**
 * docket_command_entry_read:
 * @entry: a stored command
 * @type: its type
 * @events: (element-type DocketEvent): its events, which tell the rest
 * @error: return location
 *
 * Returns: (transfer full) (nullable): the completed command
 */
DocketCommand *
docket_command_entry_read (const DocketCommandEntry *entry, GType type, GPtrArray *events, GError **error)
{
  g_autoptr (DocketCommand) command = g_object_new (type, NULL);

  if (!read_parts (entry, command, events, error))
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

#define SEAL_COLUMNS \
  "SELECT id, type, (SELECT hash FROM command AS before WHERE before.sequence = command.sequence - 1), sequence, outcome, time, day," \
  " actor, station, received, duration, undoes, error_code, error_field, message, request, digest, subject, data, salt, first_position," \
  " hash FROM command "

static void
digest_row (sqlite3_stmt *columns, guint8 digest[DOCKET_DIGEST_SIZE])
{
  DocketChainCommand command = {
    .id = column_part (columns, 0),
    .type = column_part (columns, 1),
    .after = column_part (columns, 2),
    .sequence = sqlite3_column_int64 (columns, 3),
    .outcome = column_part (columns, 4),
    .time = sqlite3_column_int64 (columns, 5),
    .day = sqlite3_column_int64 (columns, 6),
    .actor = column_part (columns, 7),
    .station = column_part (columns, 8),
    .received = sqlite3_column_int64 (columns, 9),
    .duration = sqlite3_column_int64 (columns, 10),
    .undoes = column_part (columns, 11),
    .error_code = column_part (columns, 12),
    .error_field = column_part (columns, 13),
    .message = column_part (columns, 14),
    .request = column_part (columns, 15),
    .digest = column_part (columns, 16),
    .subject = column_part (columns, 17),
    .data = column_part (columns, 18),
  };

  docket_event_chain_digest_command (&command, digest);
}

static void
read_seal (sqlite3_stmt *columns, DocketCommandSeal *seal)
{
  DocketChainPart salt = column_part (columns, 19);

  seal->is_found = TRUE;
  seal->has_salt = salt.data != NULL && salt.size == DOCKET_SALT_SIZE;
  if (seal->has_salt)
    memcpy (seal->salt, salt.data, DOCKET_SALT_SIZE);
  seal->first_position = sqlite3_column_int64 (columns, 20);
  digest_row (columns, seal->digest);
}

/**
 * docket_command_log_seal:
 * @database: a connection
 * @id: a command's identifier, as stored
 * @seal: (out caller-allocates): what its events hold on to
 * @error: return location
 *
 * Returns: whether it could be asked
 */
gboolean
docket_command_log_seal (DocketDatabase *database, DocketChainPart id, DocketCommandSeal *seal, GError **error)
{
  g_autoptr (GError) step_error = NULL;
  g_autoptr (DocketStatement) statement = docket_database_query (database, error, SEAL_COLUMNS "WHERE id = ?", NULL);

  *seal = (DocketCommandSeal){ 0 };
  if (statement == NULL)
    return FALSE;
  docket_statement_bind_bytes (statement, 1, id.data, id.size);
  if (docket_statement_step (statement, &step_error))
    read_seal (docket_statement_get_columns (statement), seal);
  if (step_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&step_error));
  return FALSE;
}

/**
 * docket_command_log_foreach_seal:
 * @database: a connection
 * @function: (scope call): told the id, the type and in column 21 the hash of each command without events, and what its hash
 *   ought to be
 * @data: its data
 * @error: return location
 *
 * Goes through the commands that no event holds on to, in the order in which they were decided.
 *
 * Returns: whether it came to the end
 */
gboolean
docket_command_log_foreach_seal (DocketDatabase *database, DocketCommandSealFunc function, gpointer data, GError **error)
{
  g_autoptr (GError) step_error = NULL;
  g_autoptr (DocketStatement) statement =
    docket_database_query (database, error, SEAL_COLUMNS "WHERE first_position IS NULL OR hash IS NOT NULL ORDER BY sequence", NULL);

  if (statement == NULL)
    return FALSE;
  while (docket_statement_step (statement, &step_error))
    {
      guint8 digest[DOCKET_DIGEST_SIZE];

      digest_row (docket_statement_get_columns (statement), digest);
      function (statement, digest, data);
    }
  if (step_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&step_error));
  return FALSE;
}
