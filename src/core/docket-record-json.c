/* docket-record-json.c: records as JSON text, and their schema
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <glib/gi18n-lib.h>
#include <string.h>

#include "docket-record-private.h"

/* The parts of a field that are asked for: 0 for none. What is in a record marked personal is all personal. */
static DocketFieldParts
find_parts (const DocketField *field, gpointer member, DocketFieldParts parts)
{
  DocketRecord *nested;

  if (field->flags & DOCKET_FIELD_ENVELOPE)
    return parts & DOCKET_PART_ENVELOPE ? DOCKET_PART_ALL : 0;
  if (field->flags & DOCKET_FIELD_PERSONAL)
    return parts & DOCKET_PART_PERSONAL ? parts | DOCKET_PART_PUBLIC : 0;
  if (parts & DOCKET_PART_PUBLIC)
    return parts;
  if (!(parts & DOCKET_PART_PERSONAL) || field->kind != &docket_kind_record)
    return 0;
  nested = *(DocketRecord **) member;
  return nested != NULL && docket_record_has_personal (nested) ? parts : 0;
}

static gboolean
is_stored (DocketFieldParts parts)
{
  return (parts & DOCKET_PART_ENVELOPE) == 0;
}

/* What is required, or has a usual value that it does not hold, is written though it holds nothing; but for the personal part,
 * which is empty when nothing personal is set. */
static gboolean
must_write (const DocketField *field, DocketFieldParts parts)
{
  return ((field->flags & DOCKET_FIELD_REQUIRED) != 0 || (field->usual != NULL && is_stored (parts))) && (parts & (DOCKET_PART_PUBLIC | DOCKET_PART_ENVELOPE)) != 0;
}

void
docket_record_write_rest (DocketRecord *self, DocketFieldParts parts, const DocketFieldSet *omitted, const DocketFieldSet *unset,
                          DocketJsonWriter *writer)
{
  DocketRecordClass *klass = DOCKET_RECORD_GET_CLASS (self);

  docket_json_writer_begin_object (writer);
  for (guint i = 0; i < klass->n_all_fields; i++)
    {
      const DocketField *field = klass->all_fields[i];
      gpointer member = DOCKET_RECORD_MEMBER (self, field);
      DocketFieldParts nested_parts = find_parts (field, member, parts);
      gboolean is_unset = docket_field_set_has (unset, i);

      if (nested_parts == 0 || docket_field_set_has (omitted, i) ||
          (is_stored (parts) && docket_record_class_is_usual (klass, i, member)))
        continue;
      if (!is_unset && !must_write (field, parts) && !docket_record_is_index_set (self, i))
        continue;
      docket_json_writer_member (writer, field->name);
      if (is_unset)
        docket_json_writer_null (writer);
      else
        docket_field_write (field, member, nested_parts, writer);
    }
  docket_json_writer_end_object (writer);
}

/**
 * docket_record_write:
 * @self: a record
 * @parts: which fields
 * @writer: where to
 *
 * Writes the record as one object: what is required always, the rest when it is set. Without the envelope it is the stored
 * form, which leaves usual values out. What was written, read and written again gives the same bytes. An unmarked nested record appears in the personal part when something personal is
 * set in it.
 */
void
docket_record_write (DocketRecord *self, DocketFieldParts parts, DocketJsonWriter *writer)
{
  static const DocketFieldSet none;

  g_return_if_fail (DOCKET_IS_RECORD (self));

  docket_record_write_rest (self, parts, &none, &none, writer);
}

/**
 * docket_record_to_json:
 * @self: a record
 * @parts: which fields
 *
 * Returns: (transfer full): what docket_record_write() writes
 */
char *
docket_record_to_json (DocketRecord *self, DocketFieldParts parts)
{
  DocketJsonWriter writer;
  GString *text;

  g_return_val_if_fail (DOCKET_IS_RECORD (self), NULL);

  text = g_string_sized_new (512);
  docket_json_writer_init (&writer, text);
  docket_record_write (self, parts, &writer);
  return g_string_free (text, FALSE);
}

/* Stored records have their members in the order of the table: the one expected next, or one of those after it, is
 * mostly the right one. */
static int
find_member (DocketRecordClass *klass, const char *name, guint expected)
{
  for (guint i = expected; i < klass->n_all_fields; i++)
    {
      const char *candidate = klass->all_fields[i]->name;

      if (candidate[0] == name[0] && strcmp (candidate, name) == 0)
        return (int) i;
    }
  return docket_record_class_find_index (klass, name);
}

static gboolean
read_member (DocketRecord *self, DocketRecordClass *klass, guint index, DocketReadMode mode, DocketJsonReader *reader,
             GError **error)
{
  const DocketField *field = klass->all_fields[index];
  gpointer member = DOCKET_RECORD_MEMBER (self, field);

  if (docket_json_reader_peek (reader) == DOCKET_JSON_NULL)
    return docket_json_reader_null (reader, error);
  /* A nested record stays, so that the personal part joins the public one. */
  if (field->kind != &docket_kind_record)
    docket_field_clear (field, member);
  if (!docket_field_read (field, member, mode, reader, error))
    return FALSE;
  docket_field_set_put (docket_record_get_present (self), index, TRUE);
  return TRUE;
}

/* What is not there has its usual value: unless another part of the record said otherwise. */
static void
fill_usual (DocketRecord *self, DocketRecordClass *klass, const DocketFieldSet *seen)
{
  for (guint i = 0; klass->usual != NULL && i < klass->n_all_fields; i++)
    if (klass->usual[i] != NULL && !docket_field_set_has (seen, i) && !docket_record_is_index_set (self, i))
      {
        const DocketField *field = klass->all_fields[i];

        docket_field_copy (field, DOCKET_RECORD_MEMBER (self, field), klass->usual[i]);
        docket_field_set_put (docket_record_get_present (self), i, TRUE);
      }
}

/* Of what somebody else wrote, each member is wanted once, and none that is Docket's own to fill. */
static gboolean
check_external (DocketRecordClass *klass, int index, const char *name, DocketFieldSet *seen, GError **error)
{
  const DocketField *field = index >= 0 ? klass->all_fields[index] : NULL;

  if (field == NULL || (field->flags & DOCKET_FIELD_COMPLETED))
    return docket_record_class_refuse (klass, name, error);
  if (docket_field_set_has (seen, (guint) index))
    {
      docket_error_set (error, DOCKET_ERROR_INVALID, field->name, _("“%s” is given twice"), field->name);
      return FALSE;
    }
  docket_field_set_put (seen, (guint) index, TRUE);
  return TRUE;
}

static gboolean
check_missing (DocketRecord *self, DocketRecordClass *klass, GError **error)
{
  for (guint i = 0; i < klass->n_all_fields; i++)
    {
      const DocketField *field = klass->all_fields[i];

      if ((field->flags & (DOCKET_FIELD_REQUIRED | DOCKET_FIELD_COMPLETED)) != DOCKET_FIELD_REQUIRED ||
          docket_record_is_index_set (self, i))
        continue;
      docket_error_set (error, DOCKET_ERROR_INVALID, field->name, _("“%s” is missing"), field->name);
      return FALSE;
    }
  return TRUE;
}

static gboolean
begin_record (DocketJsonReader *reader, GError **error)
{
  DocketJsonType type = docket_json_reader_peek (reader);

  if (type == DOCKET_JSON_OBJECT || type == DOCKET_JSON_INVALID)
    return docket_json_reader_begin_object (reader, error);
  docket_error_set (error, DOCKET_ERROR_INVALID, NULL, _("A JSON object is needed here"));
  return FALSE;
}

gboolean
docket_record_read_members (DocketRecord *self, DocketReadMode mode, DocketJsonReader *reader, GError **error)
{
  DocketRecordClass *klass = DOCKET_RECORD_GET_CLASS (self);
  DocketFieldSet seen = { 0 };
  GError *local_error = NULL;
  guint expected = 0;
  const char *name;

  if (!begin_record (reader, error))
    return FALSE;
  while ((name = docket_json_reader_next_member (reader, &local_error)) != NULL)
    {
      int index = find_member (klass, name, expected);

      if (mode == DOCKET_READ_EXTERNAL && !check_external (klass, index, name, &seen, error))
        return FALSE;
      if (index < 0 ? !docket_json_reader_skip (reader, error) : !read_member (self, klass, (guint) index, mode, reader, error))
        return FALSE;
      if (index < 0)
        continue;
      docket_field_set_put (&seen, (guint) index, TRUE);
      expected = (guint) index + 1;
    }
  if (local_error != NULL)
    {
      g_propagate_error (error, local_error);
      return FALSE;
    }
  if (mode == DOCKET_READ_EXTERNAL)
    return check_missing (self, klass, error);
  fill_usual (self, klass, &seen);
  return TRUE;
}

gboolean
docket_record_list_members (DocketRecord *self, DocketJsonReader *reader, DocketFieldSet *named, GError **error)
{
  GError *local_error = NULL;
  const char *name;

  if (!begin_record (reader, error))
    return FALSE;
  while ((name = docket_json_reader_next_member (reader, &local_error)) != NULL)
    {
      int index = docket_record_class_find_index (DOCKET_RECORD_GET_CLASS (self), name);

      if (index >= 0)
        docket_field_set_put (named, (guint) index, TRUE);
      if (!docket_json_reader_skip (reader, error))
        return FALSE;
    }
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, local_error);
  return FALSE;
}

/**
 * docket_record_read:
 * @self: a record, new or read in part before
 * @mode: who wrote it
 * @reader: where from
 * @error: return location
 *
 * Reads one object into the record. `null` means that a field is not given. What somebody else wrote is validated
 * too. What Docket stored adds to what is there, so that the personal part may follow the public one.
 *
 * Returns: whether it was read; %DOCKET_ERROR_SYNTAX with line and column for text that is not JSON,
 *   %DOCKET_ERROR_INVALID with the field's path for JSON that is not such a record
 */
gboolean
docket_record_read (DocketRecord *self, DocketReadMode mode, DocketJsonReader *reader, GError **error)
{
  g_return_val_if_fail (DOCKET_IS_RECORD (self), FALSE);

  return docket_record_read_members (self, mode, reader, error) &&
         (mode == DOCKET_READ_STORED || docket_record_validate (self, error));
}

static gboolean
check_syntax (const char *json, gssize length, GError **error)
{
  DocketJsonReader reader;
  gboolean is_good;

  docket_json_reader_init (&reader, json, length);
  is_good = docket_json_reader_skip (&reader, error) && docket_json_reader_end (&reader, error);
  docket_json_reader_clear (&reader);
  return is_good;
}

/**
 * docket_record_from_json:
 * @type: the record's type
 * @mode: who wrote it
 * @json: one object
 * @length: its bytes, -1 when it ends with a NUL
 * @error: return location
 *
 * Makes a record of a whole JSON text. Of a text that is neither JSON nor such a record, it is told that it is not
 * JSON.
 *
 * Returns: (nullable) (transfer full): the record; %NULL with an error as docket_record_read() has them
 */
DocketRecord *
docket_record_from_json (GType type, DocketReadMode mode, const char *json, gssize length, GError **error)
{
  g_autoptr (DocketRecord) record = NULL;
  DocketJsonReader reader;
  GError *local_error = NULL;
  gboolean is_good;

  g_return_val_if_fail (g_type_is_a (type, DOCKET_TYPE_RECORD), NULL);
  g_return_val_if_fail (json != NULL, NULL);

  record = g_object_new (type, NULL);
  docket_json_reader_init (&reader, json, length);
  is_good = docket_record_read_members (record, mode, &reader, &local_error) && docket_json_reader_end (&reader, &local_error) &&
            (mode == DOCKET_READ_STORED || docket_record_validate (record, &local_error));
  docket_json_reader_clear (&reader);
  if (is_good)
    return g_steal_pointer (&record);
  if (g_error_matches (local_error, DOCKET_ERROR, DOCKET_ERROR_SYNTAX) || check_syntax (json, length, error))
    g_propagate_error (error, local_error);
  else
    g_error_free (local_error);
  return NULL;
}

/* What is in a record, or a list of them, is asked for in turn. */
static gboolean
check_nested (const DocketField *field, gpointer member, GError **error)
{
  if (field->kind == &docket_kind_record)
    {
      DocketRecord *nested = *(DocketRecord **) member;

      return nested == NULL || docket_record_check_complete (nested, error);
    }
  if (field->kind == &docket_kind_records)
    {
      GPtrArray *records = *(GPtrArray **) member;

      for (guint i = 0; records != NULL && i < records->len; i++)
        if (!docket_record_check_complete (g_ptr_array_index (records, i), error))
          return FALSE;
    }
  return TRUE;
}

/**
 * docket_record_check_complete:
 * @self: a record that was read from where it was stored
 * @error: %DOCKET_ERROR_INVALID
 *
 * Checks that what is required is there, so that nobody who works with it has to ask. Bounds are not looked at: they may be
 * narrower now than when it was stored. What tells of a person may be erased.
 *
 * Returns: whether it is complete
 */
gboolean
docket_record_check_complete (DocketRecord *self, GError **error)
{
  DocketRecordClass *klass;

  g_return_val_if_fail (DOCKET_IS_RECORD (self), FALSE);

  klass = DOCKET_RECORD_GET_CLASS (self);
  for (guint i = 0; i < klass->n_all_fields; i++)
    {
      const DocketField *field = klass->all_fields[i];

      if ((field->flags & (DOCKET_FIELD_REQUIRED | DOCKET_FIELD_PERSONAL | DOCKET_FIELD_ENVELOPE)) == DOCKET_FIELD_REQUIRED &&
          !docket_field_is_plain (field) && !docket_record_is_index_set (self, i))
        {
          docket_error_set (error, DOCKET_ERROR_INVALID, field->name, _("“%s” is missing"), field->name);
          return FALSE;
        }
      if (!check_nested (field, DOCKET_RECORD_MEMBER (self, field), error))
        return FALSE;
    }
  return TRUE;
}

/* The schema */

static void
add_field_schema (const DocketField *field, JsonBuilder *builder)
{
  json_builder_set_member_name (builder, field->name);
  json_builder_begin_object (builder);
  docket_field_add_schema (field, builder);
  if (field->summary != NULL)
    {
      json_builder_set_member_name (builder, "description");
      json_builder_add_string_value (builder, field->summary);
    }
  json_builder_end_object (builder);
}

static void
add_required (DocketRecordClass *klass, JsonBuilder *builder)
{
  json_builder_set_member_name (builder, "required");
  json_builder_begin_array (builder);
  for (guint i = 0; i < klass->n_all_fields; i++)
    if ((klass->all_fields[i]->flags & (DOCKET_FIELD_REQUIRED | DOCKET_FIELD_COMPLETED)) == DOCKET_FIELD_REQUIRED)
      json_builder_add_string_value (builder, klass->all_fields[i]->name);
  json_builder_end_array (builder);
}

void
docket_record_class_add_schema (DocketRecordClass *klass, JsonBuilder *builder)
{
  json_builder_set_member_name (builder, "type");
  json_builder_add_string_value (builder, "object");
  json_builder_set_member_name (builder, "properties");
  json_builder_begin_object (builder);
  for (guint i = 0; i < klass->n_all_fields; i++)
    if (!(klass->all_fields[i]->flags & DOCKET_FIELD_COMPLETED))
      add_field_schema (klass->all_fields[i], builder);
  json_builder_end_object (builder);
  add_required (klass, builder);
  json_builder_set_member_name (builder, "additionalProperties");
  json_builder_add_boolean_value (builder, FALSE);
}

/**
 * docket_record_class_schema:
 * @klass: a class of records
 *
 * Describes what docket_record_from_json() takes from outside, in JSON Schema of the draft 2020-12. Fields that prepare
 * fills are left out.
 *
 * Returns: (transfer full): the schema
 */
JsonNode *
docket_record_class_schema (DocketRecordClass *klass)
{
  g_autoptr (JsonBuilder) builder = NULL;
  const char *name;

  g_return_val_if_fail (klass != NULL, NULL);

  name = G_OBJECT_CLASS_NAME (klass);
  builder = json_builder_new ();
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "$schema");
  json_builder_add_string_value (builder, "https://json-schema.org/draft/2020-12/schema");
  json_builder_set_member_name (builder, "title");
  json_builder_add_string_value (builder, g_str_has_prefix (name, "Docket") ? name + strlen ("Docket") : name);
  docket_record_class_add_schema (klass, builder);
  json_builder_end_object (builder);
  return json_builder_get_root (builder);
}
