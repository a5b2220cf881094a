/* docket-outcome.c: what became of a command
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "docket-outcome.h"

#include <string.h>

struct _DocketOutcome
{
  GObject parent_instance;
  DocketUuid command_id;
  DocketOutcomeKind kind;
  gboolean is_repeated;
  GPtrArray *events;
  GError *reason;
};

G_DEFINE_FINAL_TYPE (DocketOutcome, docket_outcome, G_TYPE_OBJECT)

static void
docket_outcome_finalize (GObject *object)
{
  DocketOutcome *self = DOCKET_OUTCOME (object);

  g_ptr_array_unref (self->events);
  g_clear_error (&self->reason);
  G_OBJECT_CLASS (docket_outcome_parent_class)->finalize (object);
}

static void
docket_outcome_class_init (DocketOutcomeClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = docket_outcome_finalize;
}

static void
docket_outcome_init (DocketOutcome *self G_GNUC_UNUSED)
{
}

/**
 * docket_outcome_new:
 * @command_id: the command
 * @kind: what became of it
 * @events: (transfer full) (nullable) (element-type DocketEvent): what happened
 * @reason: (transfer full) (nullable): why it was rejected
 * @is_repeated: whether it had been dispatched before
 *
 * Returns: (transfer full): an outcome, which never changes
 */
DocketOutcome *
docket_outcome_new (const DocketUuid *command_id, DocketOutcomeKind kind, GPtrArray *events, GError *reason, gboolean is_repeated)
{
  DocketOutcome *self;

  g_return_val_if_fail (command_id != NULL, NULL);
  g_return_val_if_fail ((kind == DOCKET_OUTCOME_REJECTED) == (reason != NULL), NULL);

  self = g_object_new (DOCKET_TYPE_OUTCOME, NULL);
  self->command_id = *command_id;
  self->kind = kind;
  self->events = events != NULL ? events : g_ptr_array_new_with_free_func (g_object_unref);
  self->reason = reason;
  self->is_repeated = is_repeated;
  return self;
}

/**
 * docket_outcome_get_command_id:
 * @self: an outcome
 *
 * Returns: (transfer none): the command
 */
const DocketUuid *
docket_outcome_get_command_id (DocketOutcome *self)
{
  g_return_val_if_fail (DOCKET_IS_OUTCOME (self), NULL);

  return &self->command_id;
}

/**
 * docket_outcome_get_kind:
 * @self: an outcome
 *
 * Returns: what became of the command, the first time
 */
DocketOutcomeKind
docket_outcome_get_kind (DocketOutcome *self)
{
  g_return_val_if_fail (DOCKET_IS_OUTCOME (self), DOCKET_OUTCOME_REJECTED);

  return self->kind;
}

/**
 * docket_outcome_is_accepted:
 * @self: an outcome
 *
 * Returns: whether the command was accepted, the first time
 */
gboolean
docket_outcome_is_accepted (DocketOutcome *self)
{
  g_return_val_if_fail (DOCKET_IS_OUTCOME (self), FALSE);

  return self->kind == DOCKET_OUTCOME_ACCEPTED;
}

/**
 * docket_outcome_is_repeated:
 * @self: an outcome
 *
 * Returns: whether the command had been dispatched before, and nothing was done now
 */
gboolean
docket_outcome_is_repeated (DocketOutcome *self)
{
  g_return_val_if_fail (DOCKET_IS_OUTCOME (self), FALSE);

  return self->is_repeated;
}

/**
 * docket_outcome_get_events:
 * @self: an outcome
 *
 * Returns: (transfer none) (element-type DocketEvent): what happened; may be empty
 */
GPtrArray *
docket_outcome_get_events (DocketOutcome *self)
{
  g_return_val_if_fail (DOCKET_IS_OUTCOME (self), NULL);

  return self->events;
}

/**
 * docket_outcome_get_reason:
 * @self: an outcome
 *
 * Returns: (transfer none) (nullable): why the command was rejected
 */
const GError *
docket_outcome_get_reason (DocketOutcome *self)
{
  g_return_val_if_fail (DOCKET_IS_OUTCOME (self), NULL);

  return self->reason;
}

static void
write_member (DocketJsonWriter *writer, const char *name, const char *value)
{
  if (value == NULL)
    return;
  docket_json_writer_member (writer, name);
  docket_json_writer_string (writer, value);
}

static void
write_event (DocketJsonWriter *writer, DocketEvent *event)
{
  const DocketEventEnvelope *envelope = docket_event_get_envelope (event);
  char uuid[DOCKET_UUID_STRING_SIZE];
  char time[DOCKET_TIME_STRING_SIZE];
  char day[DOCKET_DAY_STRING_SIZE];

  docket_json_writer_begin_object (writer);
  write_member (writer, "type", docket_event_get_type_name (event));
  write_member (writer, "stream", docket_uuid_format (&envelope->stream, uuid));
  docket_json_writer_member (writer, "version");
  docket_json_writer_integer (writer, envelope->version);
  docket_json_writer_member (writer, "position");
  docket_json_writer_integer (writer, envelope->position);
  docket_json_writer_member (writer, "schema");
  docket_json_writer_integer (writer, envelope->schema);
  write_member (writer, "time", docket_time_format (envelope->time, time));
  write_member (writer, "day", docket_day_format (envelope->day, day));
  write_member (writer, "actor", envelope->actor);
  write_member (writer, "station", envelope->station);
  docket_json_writer_member (writer, "data");
  docket_record_write (DOCKET_RECORD (event), DOCKET_PART_PUBLIC | DOCKET_PART_PERSONAL, writer);
  docket_json_writer_end_object (writer);
}

static void
write_reason (DocketJsonWriter *writer, const GError *reason)
{
  docket_json_writer_member (writer, "error");
  docket_json_writer_begin_object (writer);
  write_member (writer, "code", docket_error_code_to_string (reason->code));
  write_member (writer, "field", docket_error_get_field (reason));
  write_member (writer, "message", reason->message);
  docket_json_writer_end_object (writer);
}

/**
 * docket_outcome_to_json:
 * @self: an outcome
 *
 * Returns: (transfer full): one line of JSON: id, outcome, events, and error when it was rejected
 */
char *
docket_outcome_to_json (DocketOutcome *self)
{
  DocketJsonWriter writer;
  GString *text;
  char uuid[DOCKET_UUID_STRING_SIZE];
  const char *outcome;

  g_return_val_if_fail (DOCKET_IS_OUTCOME (self), NULL);

  text = g_string_sized_new (256);
  outcome = self->is_repeated ? "repeated" : docket_outcome_is_accepted (self) ? "accepted" : "rejected";
  docket_json_writer_init (&writer, text);
  docket_json_writer_begin_object (&writer);
  write_member (&writer, "id", docket_uuid_format (&self->command_id, uuid));
  write_member (&writer, "outcome", outcome);
  docket_json_writer_member (&writer, "events");
  docket_json_writer_begin_array (&writer);
  for (guint i = 0; i < self->events->len; i++)
    write_event (&writer, g_ptr_array_index (self->events, i));
  docket_json_writer_end_array (&writer);
  if (self->reason != NULL)
    write_reason (&writer, self->reason);
  docket_json_writer_end_object (&writer);
  return g_string_free (text, FALSE);
}

/* The members of an event as they come, in any order. */
typedef struct
{
  char *type;
  char *data;
  DocketEventEnvelope envelope;
} EventMembers;

static void
clear_event_members (EventMembers *members)
{
  g_free (members->type);
  g_free (members->data);
  g_free (members->envelope.actor);
  g_free (members->envelope.station);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (EventMembers, clear_event_members)

static gboolean
refuse (const char *name, GError **error)
{
  docket_error_set (error, DOCKET_ERROR_SYNTAX, NULL, "“%s” is not what an outcome holds", name);
  return FALSE;
}

static gboolean
read_text (DocketJsonReader *reader, char **text, GError **error)
{
  const char *value = docket_json_reader_string (reader, NULL, error);

  g_free (*text);
  *text = g_strdup (value);
  return value != NULL;
}

static gboolean
read_raw (DocketJsonReader *reader, char **text, GError **error)
{
  const char *start;

  docket_json_reader_peek (reader);
  start = reader->at;
  if (!docket_json_reader_skip (reader, error))
    return FALSE;
  g_free (*text);
  *text = g_strndup (start, (gsize) (reader->at - start));
  return TRUE;
}

static gboolean
read_small_integer (DocketJsonReader *reader, int *value, GError **error)
{
  gint64 wide;

  if (!docket_json_reader_integer (reader, &wide, error))
    return FALSE;
  if (wide < 0 || wide > G_MAXINT)
    return refuse ("schema", error);
  *value = (int) wide;
  return TRUE;
}

static gboolean
read_event_member (DocketJsonReader *reader, const char *name, EventMembers *members, GError **error)
{
  DocketEventEnvelope *envelope = &members->envelope;
  const char *text;

  if (strcmp (name, "type") == 0)
    return read_text (reader, &members->type, error);
  if (strcmp (name, "actor") == 0)
    return read_text (reader, &envelope->actor, error);
  if (strcmp (name, "station") == 0)
    return read_text (reader, &envelope->station, error);
  if (strcmp (name, "data") == 0)
    return read_raw (reader, &members->data, error);
  if (strcmp (name, "version") == 0)
    return docket_json_reader_integer (reader, &envelope->version, error);
  if (strcmp (name, "position") == 0)
    return docket_json_reader_integer (reader, &envelope->position, error);
  if (strcmp (name, "schema") == 0)
    return read_small_integer (reader, &envelope->schema, error);
  if (strcmp (name, "stream") == 0)
    {
      text = docket_json_reader_string (reader, NULL, error);
      return text != NULL && (docket_uuid_parse (text, &envelope->stream) || refuse ("stream", error));
    }
  if (strcmp (name, "time") == 0)
    {
      text = docket_json_reader_string (reader, NULL, error);
      return text != NULL && (docket_time_parse (text, &envelope->time) || refuse ("time", error));
    }
  if (strcmp (name, "day") == 0)
    {
      text = docket_json_reader_string (reader, NULL, error);
      return text != NULL && (docket_day_parse (text, &envelope->day) || refuse ("day", error));
    }
  return docket_json_reader_skip (reader, error);
}

static DocketEvent *
read_event (DocketEventRegistry *registry, DocketJsonReader *reader, GError **error)
{
  g_auto (EventMembers) members = { 0 };
  g_autoptr (GError) member_error = NULL;
  DocketEventEnvelope *envelope;
  DocketEvent *event;
  const char *name;

  if (!docket_json_reader_begin_object (reader, error))
    return NULL;
  while ((name = docket_json_reader_next_member (reader, &member_error)) != NULL)
    if (!read_event_member (reader, name, &members, error))
      return NULL;
  if (member_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&member_error));
      return NULL;
    }
  if (members.type == NULL || members.data == NULL)
    {
      refuse ("events", error);
      return NULL;
    }
  event = docket_event_registry_read (registry, members.type, members.envelope.schema, members.data, NULL, error);
  if (event == NULL)
    return NULL;
  envelope = docket_event_edit_envelope (event);
  *envelope = members.envelope;
  members.envelope.actor = NULL;
  members.envelope.station = NULL;
  return event;
}

static gboolean
read_events (DocketEventRegistry *registry, DocketJsonReader *reader, GPtrArray *events, GError **error)
{
  g_autoptr (GError) element_error = NULL;

  if (!docket_json_reader_begin_array (reader, error))
    return FALSE;
  while (docket_json_reader_next_element (reader, &element_error))
    {
      DocketEvent *event = read_event (registry, reader, error);

      if (event == NULL)
        return FALSE;
      g_ptr_array_add (events, event);
    }
  if (element_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&element_error));
  return FALSE;
}

static gboolean
read_reason (DocketJsonReader *reader, GError **reason, GError **error)
{
  g_autofree char *code = NULL;
  g_autofree char *field = NULL;
  g_autofree char *message = NULL;
  g_autoptr (GError) member_error = NULL;
  const char *name;

  if (!docket_json_reader_begin_object (reader, error))
    return FALSE;
  while ((name = docket_json_reader_next_member (reader, &member_error)) != NULL)
    {
      char **text = strcmp (name, "code") == 0 ? &code : strcmp (name, "field") == 0 ? &field : &message;

      if (!read_text (reader, text, error))
        return FALSE;
    }
  if (member_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&member_error));
      return FALSE;
    }
  g_clear_error (reason);
  docket_error_set (reason, docket_error_code_from_string (code), field, "%s", message != NULL ? message : "");
  return TRUE;
}

typedef struct
{
  DocketUuid id;
  char *outcome;
  GPtrArray *events;
  GError *reason;
} OutcomeMembers;

static void
clear_outcome_members (OutcomeMembers *members)
{
  g_free (members->outcome);
  g_clear_pointer (&members->events, g_ptr_array_unref);
  g_clear_error (&members->reason);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (OutcomeMembers, clear_outcome_members)

static gboolean
read_outcome_member (DocketEventRegistry *registry, DocketJsonReader *reader, const char *name, OutcomeMembers *members, GError **error)
{
  const char *text;

  if (strcmp (name, "outcome") == 0)
    return read_text (reader, &members->outcome, error);
  if (strcmp (name, "events") == 0)
    return read_events (registry, reader, members->events, error);
  if (strcmp (name, "error") == 0)
    return read_reason (reader, &members->reason, error);
  if (strcmp (name, "id") != 0)
    return docket_json_reader_skip (reader, error);
  text = docket_json_reader_string (reader, NULL, error);
  return text != NULL && (docket_uuid_parse (text, &members->id) || refuse ("id", error));
}

static gboolean
read_outcome (DocketEventRegistry *registry, DocketJsonReader *reader, OutcomeMembers *members, GError **error)
{
  g_autoptr (GError) member_error = NULL;
  const char *name;

  if (!docket_json_reader_begin_object (reader, error))
    return FALSE;
  while ((name = docket_json_reader_next_member (reader, &member_error)) != NULL)
    if (!read_outcome_member (registry, reader, name, members, error))
      return FALSE;
  if (member_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&member_error));
      return FALSE;
    }
  return docket_json_reader_end (reader, error);
}

/**
 * docket_outcome_from_json:
 * @registry: the event types
 * @json: what [method@Outcome.to_json] gave, in this process or another
 * @error: %DOCKET_ERROR_SYNTAX
 *
 * Returns: (transfer full) (nullable): the outcome
 */
DocketOutcome *
docket_outcome_from_json (DocketEventRegistry *registry, const char *json, GError **error)
{
  g_auto (OutcomeMembers) members = { 0 };
  DocketJsonReader reader;
  DocketOutcomeKind kind;
  gboolean is_read;

  g_return_val_if_fail (DOCKET_IS_EVENT_REGISTRY (registry), NULL);
  g_return_val_if_fail (json != NULL, NULL);

  members.events = g_ptr_array_new_with_free_func (g_object_unref);
  docket_json_reader_init (&reader, json, -1);
  is_read = read_outcome (registry, &reader, &members, error);
  docket_json_reader_clear (&reader);
  if (!is_read)
    return NULL;
  if (members.outcome == NULL || (strcmp (members.outcome, "rejected") == 0 && members.reason == NULL))
    {
      refuse ("outcome", error);
      return NULL;
    }
  for (guint i = 0; i < members.events->len; i++)
    docket_event_edit_envelope (g_ptr_array_index (members.events, i))->command_id = members.id;
  kind = members.reason != NULL ? DOCKET_OUTCOME_REJECTED : DOCKET_OUTCOME_ACCEPTED;
  return docket_outcome_new (&members.id, kind, g_steal_pointer (&members.events), g_steal_pointer (&members.reason),
                             strcmp (members.outcome, "repeated") == 0);
}
