/* docket-event-store.c: the append-only log in write.db
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "docket-event-store.h"
#include "docket-command-log.h"
#include "docket-event-chain.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>
#include <string.h>

struct _DocketEventStore
{
  GObject parent_instance;
  DocketDatabase *database;
  DocketEventRegistry *registry;

  /* The end of the log, as long as nothing was taken back. */
  gboolean knows_end;
  gint64 last_position;
  guint8 last_hash[DOCKET_DIGEST_SIZE];
  DocketUuid last_stream;
  gint64 last_version;

  GHashTable *subject_fields;
  GString *data;
  GString *personal;
};

G_DEFINE_FINAL_TYPE (DocketEventStore, docket_event_store, G_TYPE_OBJECT)

/* The short columns come first: what is asked of many rows is then found without following a long row to its end.
 * There is no index by command: a command's events stand side by side, and its row says where. None by subject
 * either: erasing a person is rare enough to look at every row. */
static const char schema_sql[] =
  "CREATE TABLE IF NOT EXISTS event ("
  " position INTEGER PRIMARY KEY, stream BLOB NOT NULL, version INTEGER NOT NULL, type TEXT NOT NULL, schema INTEGER NOT NULL,"
  " time INTEGER NOT NULL, day INTEGER NOT NULL, command_id BLOB NOT NULL, actor TEXT, station TEXT, hash BLOB NOT NULL,"
  " digest BLOB, salt BLOB, subject BLOB, data TEXT NOT NULL, personal TEXT, UNIQUE (stream, version)) STRICT;"
  "CREATE TABLE IF NOT EXISTS command ("
  " sequence INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE, type TEXT NOT NULL, outcome TEXT NOT NULL, time INTEGER NOT NULL,"
  " day INTEGER NOT NULL, actor TEXT, station TEXT, received INTEGER NOT NULL, duration INTEGER NOT NULL,"
  " first_position INTEGER, last_position INTEGER, undoes BLOB, undone_by BLOB, error_code TEXT, error_field TEXT,"
  " message TEXT, request BLOB NOT NULL, digest BLOB, salt BLOB, subject BLOB, hash BLOB, data TEXT NOT NULL, personal TEXT) STRICT;"
  "CREATE INDEX IF NOT EXISTS command_rejected ON command (sequence) WHERE outcome = 'rejected';"
  "CREATE TABLE IF NOT EXISTS meta (name TEXT PRIMARY KEY, value ANY) STRICT, WITHOUT ROWID;";

#define EVENT_COLUMNS \
  "SELECT position, stream, version, type, schema, time, day, command_id, actor, station, hash, data, personal FROM event "

static void
docket_event_store_finalize (GObject *object)
{
  DocketEventStore *self = DOCKET_EVENT_STORE (object);

  g_clear_object (&self->database);
  g_clear_object (&self->registry);
  g_hash_table_unref (self->subject_fields);
  g_string_free (self->data, TRUE);
  g_string_free (self->personal, TRUE);
  G_OBJECT_CLASS (docket_event_store_parent_class)->finalize (object);
}

static void
docket_event_store_class_init (DocketEventStoreClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = docket_event_store_finalize;
}

static void
docket_event_store_init (DocketEventStore *self)
{
  self->subject_fields = g_hash_table_new (g_direct_hash, g_direct_equal);
  self->data = g_string_sized_new (1024);
  self->personal = g_string_sized_new (256);
}

/**
 * docket_event_store_create_tables:
 * @database: a writer
 * @error: return location
 *
 * Makes the tables `event`, `command` and `meta` where they are not there yet.
 *
 * Returns: whether they are there
 */
gboolean
docket_event_store_create_tables (DocketDatabase *database, GError **error)
{
  gint64 version;

  g_return_val_if_fail (DOCKET_IS_DATABASE (database), FALSE);

  if (!docket_database_execute_script (database, schema_sql, error) ||
      !docket_database_get_integer (database, 0, &version, error, "PRAGMA user_version", NULL))
    return FALSE;
  if (version > 0)
    return TRUE;
  return docket_database_execute_script (database, "PRAGMA user_version = " G_STRINGIFY (DOCKET_DATABASE_VERSION), error);
}

/**
 * docket_event_store_new:
 * @database: a connection; a writer to append
 * @registry: the event types
 *
 * Returns: (transfer full): the log in that database
 */
DocketEventStore *
docket_event_store_new (DocketDatabase *database, DocketEventRegistry *registry)
{
  DocketEventStore *self;

  g_return_val_if_fail (DOCKET_IS_DATABASE (database), NULL);
  g_return_val_if_fail (DOCKET_IS_EVENT_REGISTRY (registry), NULL);

  self = g_object_new (DOCKET_TYPE_EVENT_STORE, NULL);
  self->database = g_object_ref (database);
  self->registry = g_object_ref (registry);
  return self;
}

/**
 * docket_event_store_get_database:
 * @self: an event store
 *
 * Returns: (transfer none): its connection
 */
DocketDatabase *
docket_event_store_get_database (DocketEventStore *self)
{
  g_return_val_if_fail (DOCKET_IS_EVENT_STORE (self), NULL);

  return self->database;
}

/**
 * docket_event_store_forget_end:
 * @self: an event store
 *
 * Forgets what is remembered of the log's end: after events were taken back.
 */
void
docket_event_store_forget_end (DocketEventStore *self)
{
  g_return_if_fail (DOCKET_IS_EVENT_STORE (self));

  self->knows_end = FALSE;
  self->last_stream = (DocketUuid){ 0 };
}

static gboolean
load_end (DocketEventStore *self, GError **error)
{
  g_autoptr (GError) step_error = NULL;
  g_autoptr (DocketStatement) statement =
    docket_database_query (self->database, error, "SELECT position, hash FROM event ORDER BY position DESC LIMIT 1", NULL);

  if (statement == NULL)
    return FALSE;
  self->last_position = 0;
  memset (self->last_hash, 0, sizeof self->last_hash);
  if (docket_statement_step (statement, &step_error))
    {
      sqlite3_stmt *columns = docket_statement_get_columns (statement);

      self->last_position = sqlite3_column_int64 (columns, 0);
      if (sqlite3_column_bytes (columns, 1) == DOCKET_DIGEST_SIZE)
        memcpy (self->last_hash, sqlite3_column_blob (columns, 1), DOCKET_DIGEST_SIZE);
    }
  self->knows_end = step_error == NULL;
  if (step_error != NULL)
    g_propagate_error (error, g_steal_pointer (&step_error));
  return self->knows_end;
}

/**
 * docket_event_store_get_last_position:
 * @self: an event store
 * @position: (out): the last event's position; 0 in an empty log
 * @hash: (out) (array fixed-size=32) (nullable): its hash; zeros in an empty log
 * @error: return location
 *
 * Asks the file, not what is remembered, since another connection may write.
 *
 * Returns: whether it could be asked
 */
gboolean
docket_event_store_get_last_position (DocketEventStore *self, gint64 *position, guint8 hash[32], GError **error)
{
  g_return_val_if_fail (DOCKET_IS_EVENT_STORE (self), FALSE);

  if (!load_end (self, error))
    return FALSE;
  *position = self->last_position;
  if (hash != NULL)
    memcpy (hash, self->last_hash, DOCKET_DIGEST_SIZE);
  return TRUE;
}

/**
 * docket_event_store_get_version:
 * @self: an event store
 * @stream: a stream
 * @version: (out): the version of its last event; 0 when it has none
 * @error: return location
 *
 * Returns: whether it could be asked
 */
gboolean
docket_event_store_get_version (DocketEventStore *self, const DocketUuid *stream, gint64 *version, GError **error)
{
  g_return_val_if_fail (DOCKET_IS_EVENT_STORE (self), FALSE);

  return docket_database_get_integer (self->database, 0, version, error,
                                      "SELECT version FROM event WHERE stream = ? ORDER BY version DESC LIMIT 1", "u", stream);
}

static gboolean
check_version (DocketEventStore *self, const DocketUuid *stream, gint64 expected_version, gint64 *version, GError **error)
{
  if (docket_uuid_equal (stream, &self->last_stream))
    *version = self->last_version;
  else if (!docket_event_store_get_version (self, stream, version, error))
    return FALSE;
  if (expected_version == DOCKET_EVENT_STORE_ANY_VERSION || expected_version == *version)
    return TRUE;
  docket_error_set (error, DOCKET_ERROR_CONFLICT, NULL,
                    _("It was changed in the meantime: it stands at version %" PRId64 ", not %" PRId64 "."), *version,
                    expected_version);
  return FALSE;
}

static void
note_subject_field (const DocketField *field, gpointer data)
{
  const DocketField **found = data;

  if (field->flags & DOCKET_FIELD_SUBJECT && *found == NULL && field->kind == &docket_kind_uuid)
    *found = field;
}

/**
 * docket_event_store_get_subject:
 * @self: an event store
 * @record: an event or a command
 * @fallback: (nullable): whom its personal data are about when no field says so
 *
 * Returns: (transfer none) (nullable): whom its personal data are about
 */
const DocketUuid *
docket_event_store_get_subject (DocketEventStore *self, DocketRecord *record, const DocketUuid *fallback)
{
  const DocketField *field = NULL;
  const DocketUuid *subject;
  gpointer type = GSIZE_TO_POINTER (G_OBJECT_TYPE (record));
  gpointer value;

  if (g_hash_table_lookup_extended (self->subject_fields, type, NULL, &value))
    field = value;
  else
    {
      docket_record_class_foreach_field (DOCKET_RECORD_GET_CLASS (record), note_subject_field, &field);
      g_hash_table_insert (self->subject_fields, type, (gpointer) field);
    }
  if (field == NULL)
    return fallback;
  subject = DOCKET_RECORD_MEMBER (record, field);
  return docket_uuid_is_null (subject) ? fallback : subject;
}

/**
 * docket_event_store_write_part:
 * @record: a record
 * @parts: which of its fields
 * @text: the string to write to; what it held is dropped
 *
 * Writes a record's data or personal data as they are stored.
 *
 * Returns: (nullable): the text of @text; %NULL when no field of those parts is set
 */
const char *
docket_event_store_write_part (DocketRecord *record, DocketFieldParts parts, GString *text)
{
  DocketJsonWriter writer;

  g_string_truncate (text, 0);
  docket_json_writer_init (&writer, text);
  docket_record_write (record, parts, &writer);
  return text->len > strlen ("{}") ? text->str : NULL;
}

static void
bind_part (sqlite3_stmt *columns, int index, DocketChainPart part)
{
  if (part.data != NULL)
    sqlite3_bind_blob64 (columns, index, part.data, part.size, SQLITE_STATIC);
  else
    sqlite3_bind_null (columns, index);
}

static void
bind_text_part (sqlite3_stmt *columns, int index, DocketChainPart part)
{
  sqlite3_bind_text (columns, index, part.data, (int) part.size, SQLITE_STATIC);
}

/* The values live until the statement has run: none is copied. */
static gboolean
insert_event (DocketEventStore *self, const DocketChainEvent *event, DocketChainPart personal, DocketChainPart salt,
              const guint8 hash[DOCKET_DIGEST_SIZE], GError **error)
{
  DocketStatement *statement = docket_database_query (
    self->database, error,
    "INSERT INTO event (position, stream, version, type, schema, time, day, command_id, actor, station, hash, digest, salt,"
    " subject, data, personal) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", NULL);
  sqlite3_stmt *columns;

  if (statement == NULL)
    return FALSE;
  columns = docket_statement_get_columns (statement);
  sqlite3_bind_int64 (columns, 1, event->position);
  bind_part (columns, 2, event->stream);
  sqlite3_bind_int64 (columns, 3, event->version);
  bind_text_part (columns, 4, event->type);
  sqlite3_bind_int64 (columns, 5, event->schema);
  sqlite3_bind_int64 (columns, 6, event->time);
  sqlite3_bind_int64 (columns, 7, event->day);
  bind_part (columns, 8, event->command_id);
  bind_text_part (columns, 9, event->actor);
  bind_text_part (columns, 10, event->station);
  bind_part (columns, 11, docket_chain_bytes (hash, DOCKET_DIGEST_SIZE));
  bind_part (columns, 12, event->digest);
  bind_part (columns, 13, salt);
  bind_part (columns, 14, event->subject);
  bind_text_part (columns, 15, event->data);
  bind_text_part (columns, 16, personal);
  return docket_statement_finish (statement, error);
}

static void
fill_envelope (DocketEvent *event, const DocketUuid *stream, const DocketChainEvent *columns, DocketCommand *command,
               const guint8 hash[DOCKET_DIGEST_SIZE])
{
  DocketEventEnvelope *envelope = docket_event_edit_envelope (event);

  envelope->position = columns->position;
  envelope->stream = *stream;
  envelope->version = columns->version;
  envelope->schema = (int) columns->schema;
  envelope->time = columns->time;
  envelope->day = (gint32) columns->day;
  envelope->command_id = *docket_command_get_id (command);
  g_free (envelope->actor);
  envelope->actor = g_strdup (docket_command_get_actor (command));
  g_free (envelope->station);
  envelope->station = g_strdup (docket_command_get_station (command));
  memcpy (envelope->hash, hash, DOCKET_DIGEST_SIZE);
}

static void
describe_event (DocketEventStore *self, DocketEvent *event, const DocketUuid *stream, DocketCommand *command,
                DocketChainEvent *columns)
{
  if (docket_event_store_write_part (DOCKET_RECORD (event), DOCKET_PART_PUBLIC, self->data) == NULL)
    g_string_assign (self->data, "{}");
  columns->position = self->last_position + 1;
  columns->stream = docket_chain_bytes (stream->bytes, DOCKET_UUID_SIZE);
  columns->type = docket_chain_text (docket_event_get_type_name (event));
  columns->schema = docket_event_registry_get_schema (self->registry, event);
  columns->time = docket_command_get_time (command);
  columns->day = docket_command_get_day (command);
  columns->command_id = docket_chain_bytes (docket_command_get_id (command)->bytes, DOCKET_UUID_SIZE);
  columns->actor = docket_chain_text (docket_command_get_actor (command));
  columns->station = docket_chain_text (docket_command_get_station (command));
  columns->data = docket_chain_bytes (self->data->str, self->data->len);
}

/**
 * docket_event_store_append:
 * @self: an event store
 * @event: what happened
 * @stream: to which aggregate
 * @expected_version: the stream's last version, 0 for a new one, or %DOCKET_EVENT_STORE_ANY_VERSION
 * @command: the completed command, with its salt
 * @command_digest: (array fixed-size=32): the digest of its row
 * @index: which event of the command, from 0
 * @error: %DOCKET_ERROR_CONFLICT when the stream stands at another version
 *
 * Appends an event inside the transaction under way and fills its envelope.
 *
 * Returns: whether it was appended
 */
gboolean
docket_event_store_append (DocketEventStore *self, DocketEvent *event, const DocketUuid *stream, gint64 expected_version,
                           DocketCommand *command, const guint8 command_digest[32], guint index, GError **error)
{
  DocketChainEvent columns = { 0 };
  DocketChainPart personal = { 0 };
  DocketChainPart salt = { 0 };
  guint8 salt_bytes[DOCKET_SALT_SIZE];
  guint8 digest[DOCKET_DIGEST_SIZE];
  guint8 hash[DOCKET_DIGEST_SIZE];
  gint64 version;

  g_return_val_if_fail (DOCKET_IS_EVENT_STORE (self), FALSE);
  g_return_val_if_fail (DOCKET_IS_EVENT (event) && !docket_uuid_is_null (stream), FALSE);

  if ((!self->knows_end && !load_end (self, error)) || !check_version (self, stream, expected_version, &version, error))
    return FALSE;
  describe_event (self, event, stream, command, &columns);
  columns.version = version + 1;
  if (docket_event_store_write_part (DOCKET_RECORD (event), DOCKET_PART_PERSONAL, self->personal) != NULL)
    {
      docket_event_chain_derive_salt (docket_command_get_salt (command), index, salt_bytes);
      salt = docket_chain_bytes (salt_bytes, sizeof salt_bytes);
      personal = docket_chain_bytes (self->personal->str, self->personal->len);
      docket_event_chain_digest_personal (salt, personal, digest);
      columns.digest = docket_chain_bytes (digest, sizeof digest);
      columns.subject = docket_chain_uuid (docket_event_store_get_subject (self, DOCKET_RECORD (event), stream));
    }
  docket_event_chain_hash (self->last_hash, &columns, command_digest, hash);
  if (!insert_event (self, &columns, personal, salt, hash, error))
    return FALSE;

  fill_envelope (event, stream, &columns, command, hash);
  self->last_position = columns.position;
  memcpy (self->last_hash, hash, sizeof hash);
  self->last_stream = *stream;
  self->last_version = columns.version;
  return TRUE;
}

static DocketEvent *
read_event (DocketEventStore *self, DocketStatement *statement, GError **error)
{
  sqlite3_stmt *columns = docket_statement_get_columns (statement);
  const char *type = docket_statement_text (statement, 3);
  int schema = (int) docket_statement_integer (statement, 4);
  const char *data = docket_statement_text (statement, 11);
  DocketEventEnvelope *envelope;
  g_autoptr (DocketEvent) event = NULL;

  if (type != NULL && data != NULL)
    event = docket_event_registry_read (self->registry, type, schema, data, docket_statement_text (statement, 12), error);
  else
    docket_error_set (error, DOCKET_ERROR_CORRUPT, NULL, _("Its row is not whole."));
  if (event == NULL)
    {
      g_prefix_error (error, _("Event %" PRId64 ": "), docket_statement_integer (statement, 0));
      return NULL;
    }
  envelope = docket_event_edit_envelope (event);
  envelope->position = docket_statement_integer (statement, 0);
  envelope->stream = docket_statement_uuid (statement, 1);
  envelope->version = docket_statement_integer (statement, 2);
  envelope->schema = schema;
  envelope->time = docket_statement_integer (statement, 5);
  envelope->day = (gint32) docket_statement_integer (statement, 6);
  envelope->command_id = docket_statement_uuid (statement, 7);
  envelope->actor = g_strdup (docket_statement_text (statement, 8));
  envelope->station = g_strdup (docket_statement_text (statement, 9));
  if (sqlite3_column_bytes (columns, 10) == DOCKET_DIGEST_SIZE)
    memcpy (envelope->hash, sqlite3_column_blob (columns, 10), DOCKET_DIGEST_SIZE);
  return g_steal_pointer (&event);
}

static gboolean
read_events (DocketEventStore *self, DocketStatement *statement, DocketEventFunc function, gpointer data, GError **error)
{
  g_autoptr (GError) step_error = NULL;

  while (docket_statement_step (statement, &step_error))
    {
      g_autoptr (DocketEvent) event = read_event (self, statement, error);

      if (event == NULL || !function (event, data, error))
        return FALSE;
    }
  if (step_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&step_error));
  return FALSE;
}

/**
 * docket_event_store_read:
 * @self: an event store
 * @after: the position before the first one wanted
 * @limit: how many at most; 0 for all
 * @function: (scope call): what to do with each
 * @data: its data
 * @error: return location
 *
 * Reads the log in order.
 *
 * Returns: whether it was read to the end or the limit
 */
gboolean
docket_event_store_read (DocketEventStore *self, gint64 after, guint limit, DocketEventFunc function, gpointer data, GError **error)
{
  g_autoptr (DocketStatement) statement = NULL;

  g_return_val_if_fail (DOCKET_IS_EVENT_STORE (self), FALSE);

  statement = docket_database_query (self->database, error, EVENT_COLUMNS "WHERE position > ? ORDER BY position LIMIT ?", "ii", after,
                                     limit > 0 ? (gint64) limit : (gint64) -1);
  return statement != NULL && read_events (self, statement, function, data, error);
}

static gboolean
collect_event (DocketEvent *event, gpointer data, GError **error G_GNUC_UNUSED)
{
  g_ptr_array_add (data, g_object_ref (event));
  return TRUE;
}

static GPtrArray *
collect_events (DocketEventStore *self, DocketStatement *statement, GError **error)
{
  g_autoptr (GPtrArray) events = g_ptr_array_new_with_free_func (g_object_unref);

  if (statement == NULL || !read_events (self, statement, collect_event, events, error))
    return NULL;
  return g_steal_pointer (&events);
}

/**
 * docket_event_store_read_stream:
 * @self: an event store
 * @stream: a stream
 * @error: return location
 *
 * Returns: (transfer full) (nullable) (element-type DocketEvent): its events, in order
 */
GPtrArray *
docket_event_store_read_stream (DocketEventStore *self, const DocketUuid *stream, GError **error)
{
  g_autoptr (DocketStatement) statement = NULL;

  g_return_val_if_fail (DOCKET_IS_EVENT_STORE (self), NULL);

  statement = docket_database_query (self->database, error, EVENT_COLUMNS "WHERE stream = ? ORDER BY version", "u", stream);
  return collect_events (self, statement, error);
}

/**
 * docket_event_store_read_command:
 * @self: an event store
 * @command_id: a command
 * @error: return location
 *
 * Returns: (transfer full) (nullable) (element-type DocketEvent): its events, in order; none for one that was
 *   rejected or is not known
 */
GPtrArray *
docket_event_store_read_command (DocketEventStore *self, const DocketUuid *command_id, GError **error)
{
  g_autoptr (DocketStatement) statement = NULL;

  g_return_val_if_fail (DOCKET_IS_EVENT_STORE (self), NULL);

  statement = docket_database_query (self->database, error,
                                     EVENT_COLUMNS "WHERE position BETWEEN (SELECT first_position FROM command WHERE id = ?1)"
                                                   " AND (SELECT last_position FROM command WHERE id = ?1) ORDER BY position",
                                     "u", command_id);
  return collect_events (self, statement, error);
}

/**
 * docket_event_store_erase:
 * @database: a writer
 * @subject: a person
 * @error: return location
 *
 * Blanks what the log and the commands hold of a person, and the salts, so that the digests which stay tell nothing.
 * Call it while the event that says so is carried into the tables: a blank is valid only with such an event after it.
 *
 * Returns: whether it was done
 */
gboolean
docket_event_store_erase (DocketDatabase *database, const DocketUuid *subject, GError **error)
{
  /* A command's salt gives those of its events away; without it the digest of its request tells nothing. What is gone must not
   * stay in the free space of its pages either. */
  gboolean is_done =
    docket_database_execute_script (database, "PRAGMA secure_delete = ON", error) &&
    docket_database_run (database, error,
                         "UPDATE command SET personal = NULL, salt = NULL WHERE subject = ?1 OR"
                         " id IN (SELECT command_id FROM event WHERE subject = ?1)", "u", subject) &&
    docket_database_run (database, error, "UPDATE event SET personal = NULL, salt = NULL WHERE subject = ?", "u", subject);

  docket_database_execute_script (database, "PRAGMA secure_delete = OFF", NULL);
  return is_done;
}
