/* docket-command-told.c: what a stored command leaves to its events to tell
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Nothing is stored twice. What prepare completed, and what tells of a person, mostly goes into the event as it is. Where
 * the last of the command's events that has such a field holds the very same, the command's row leaves the member out: that
 * means “as in the event”. What the command does not have and the event does is written as null. What was asked for stays in
 * the row, for people to read and to search, unless its field table says otherwise. */

#include "docket-command-told.h"

#include <string.h>

/* Where in an event the same is told: a field of it, or its stream. */
typedef struct
{
  DocketRecord *event;
  const DocketField *field;
  gpointer member;
} Telling;

static gboolean
is_tellable (const DocketField *field)
{
  if (field->flags & DOCKET_FIELD_ENVELOPE)
    return FALSE;
  return (field->flags & (DOCKET_FIELD_COMPLETED | DOCKET_FIELD_PERSONAL)) != 0 || field->told_as != NULL;
}

static gboolean
is_alike (const DocketField *field, const DocketField *other)
{
  return other != NULL && field->kind == other->kind && field->type == other->type &&
         (field->flags & DOCKET_FIELD_PERSONAL) == (other->flags & DOCKET_FIELD_PERSONAL) && !(other->flags & DOCKET_FIELD_ENVELOPE);
}

static gboolean
find_telling (const DocketField *field, GPtrArray *events, Telling *telling)
{
  const char *name = field->told_as != NULL ? field->told_as : field->name;

  if (!is_tellable (field) || events->len == 0)
    return FALSE;
  if (strcmp (name, DOCKET_TOLD_STREAM) == 0)
    {
      DocketEvent *last = g_ptr_array_index (events, events->len - 1);

      *telling = (Telling){ .member = &docket_event_edit_envelope (last)->stream };
      return field->kind == &docket_kind_uuid;
    }
  for (guint i = events->len; i-- > 0;)
    {
      DocketRecord *event = g_ptr_array_index (events, i);
      const DocketField *other = docket_record_class_find_field (DOCKET_RECORD_GET_CLASS (event), name);

      if (!is_alike (field, other))
        continue;
      *telling = (Telling){ event, other, DOCKET_RECORD_MEMBER (event, other) };
      return TRUE;
    }
  return FALSE;
}

static gboolean
is_told (const Telling *telling)
{
  if (telling->event == NULL)
    return !docket_uuid_is_null (telling->member);
  return docket_record_is_set (telling->event, telling->field);
}

static void
write_member (const DocketField *field, gconstpointer member, GString *text)
{
  DocketJsonWriter writer;

  docket_json_writer_init (&writer, text);
  docket_field_write (field, member, DOCKET_PART_ALL, &writer);
}

/* Equal in value is not enough: 4.5 and 4.50 are one amount. */
static gboolean
is_same (const DocketField *field, gconstpointer member, gconstpointer other)
{
  g_autoptr (GString) text = NULL;
  g_autoptr (GString) other_text = NULL;

  if (memcmp (member, other, field->kind->size) == 0)
    return TRUE;
  text = g_string_sized_new (256);
  other_text = g_string_sized_new (256);
  write_member (field, member, text);
  write_member (field, other, other_text);
  return g_string_equal (text, other_text);
}

/**
 * docket_command_find_told:
 * @command: a completed command
 * @events: (element-type DocketEvent): what it led to, with their streams
 * @told: (out caller-allocates): what need not be stored with the command
 *
 * Finds what the events tell too.
 */
void
docket_command_find_told (DocketCommand *command, GPtrArray *events, DocketToldFields *told)
{
  DocketRecordClass *klass = DOCKET_RECORD_GET_CLASS (command);

  *told = (DocketToldFields){ 0 };
  for (guint i = 0; i < klass->n_all_fields; i++)
    {
      const DocketField *field = klass->all_fields[i];
      gboolean is_set = docket_record_is_index_set (DOCKET_RECORD (command), i);
      Telling telling;

      if (!find_telling (field, events, &telling))
        continue;
      if (is_set != is_told (&telling))
        docket_field_set_put (&told->unset, i, !is_set);
      else if (!is_set || is_same (field, DOCKET_RECORD_MEMBER (command, field), telling.member))
        docket_field_set_put (&told->omitted, i, TRUE);
    }
}

/**
 * docket_command_take_told:
 * @command: a command read from its row
 * @events: (element-type DocketEvent): its events
 * @parts: of which parts
 * @named: what its row says itself
 *
 * Takes from the events what the row leaves to them.
 */
void
docket_command_take_told (DocketCommand *command, GPtrArray *events, DocketFieldParts parts, const DocketFieldSet *named)
{
  DocketRecordClass *klass = DOCKET_RECORD_GET_CLASS (command);

  for (guint i = 0; i < klass->n_all_fields; i++)
    {
      const DocketField *field = klass->all_fields[i];
      DocketFieldParts part = field->flags & DOCKET_FIELD_PERSONAL ? DOCKET_PART_PERSONAL : DOCKET_PART_PUBLIC;
      Telling telling;

      if (!(parts & part) || docket_field_set_has (named, i) || !find_telling (field, events, &telling) || !is_told (&telling))
        continue;
      docket_field_clear (field, DOCKET_RECORD_MEMBER (command, field));
      docket_field_copy (field, DOCKET_RECORD_MEMBER (command, field), telling.member);
      docket_field_set_put (docket_record_get_present (DOCKET_RECORD (command)), i, TRUE);
    }
}
