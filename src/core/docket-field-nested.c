/* docket-field-nested.c: the kinds of fields that hold records and lists
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <glib/gi18n-lib.h>
#include <sqlite3.h>
#include <string.h>

#include "docket-record-private.h"

#define FLAGS (G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY)

static void
prefix_path (GError *error, const char *prefix)
{
  if (!g_error_matches (error, DOCKET_ERROR, DOCKET_ERROR_SYNTAX))
    docket_error_prefix_field (error, prefix);
}

static void
prefix_item (GError *error, const DocketField *field, guint index)
{
  g_autofree char *path = g_strdup_printf ("%s[%u]", field->name, index);

  prefix_path (error, path);
}

/* Nested JSON in a column of a view, which Docket itself wrote. */
static void
read_column (const DocketField *field, gpointer member, DocketColumns *columns, int column)
{
  g_autoptr (GError) error = NULL;
  DocketJsonReader reader;
  const char *json = (const char *) sqlite3_column_text (columns, column);

  if (json == NULL)
    return;
  docket_json_reader_init (&reader, json, sqlite3_column_bytes (columns, column));
  if (!field->kind->read (field, member, DOCKET_READ_STORED, &reader, &error))
    g_warning ("Column “%s”: %s", field->column, error->message);
  docket_json_reader_clear (&reader);
}

/* Records */

static void
record_write (const DocketField *field, gconstpointer member, DocketFieldParts parts, DocketJsonWriter *writer)
{
  DocketRecord *record = *(DocketRecord *const *) member;

  if (record != NULL)
    docket_record_write (record, parts, writer);
  else
    docket_json_writer_null (writer);
}

/* The personal part of a stored record is read into what the public part made. */
static gboolean
record_read (const DocketField *field, gpointer member, DocketReadMode mode, DocketJsonReader *reader, GError **error)
{
  DocketRecord **record = member;
  GError *local_error = NULL;

  if (!docket_field_expect (field->name, DOCKET_JSON_OBJECT, reader, error))
    return FALSE;
  if (*record == NULL)
    *record = g_object_new (field->type (), NULL);
  if (docket_record_read_members (*record, mode, reader, &local_error))
    return TRUE;
  prefix_path (local_error, field->name);
  g_propagate_error (error, local_error);
  return FALSE;
}

static void
record_clear (gpointer member)
{
  g_clear_object ((DocketRecord **) member);
}

static void
record_copy (gpointer member, gconstpointer source)
{
  DocketRecord *record = *(DocketRecord *const *) source;

  *(DocketRecord **) member = record != NULL ? docket_record_copy (record) : NULL;
}

static gboolean
record_equal (gconstpointer a, gconstpointer b)
{
  DocketRecord *record = *(DocketRecord *const *) a;
  DocketRecord *other = *(DocketRecord *const *) b;

  if (record == NULL || other == NULL)
    return record == other;
  return docket_record_equal (record, other);
}

static gboolean
record_validate (const DocketField *field, gconstpointer member, GError **error)
{
  DocketRecord *record = *(DocketRecord *const *) member;
  GError *local_error = NULL;

  if (record == NULL || docket_record_validate (record, &local_error))
    return TRUE;
  prefix_path (local_error, field->name);
  g_propagate_error (error, local_error);
  return FALSE;
}

static GParamSpec *
record_param_spec (const DocketField *field)
{
  return g_param_spec_object (field->name, NULL, NULL, field->type (), FLAGS);
}

static void
record_get_value (const DocketField *field, gconstpointer member, GValue *value)
{
  g_value_set_object (value, *(gpointer const *) member);
}

static void
record_set_value (const DocketField *field, gpointer member, const GValue *value)
{
  *(gpointer *) member = g_value_dup_object (value);
}

static void
add_record_schema (const DocketField *field, JsonBuilder *builder)
{
  g_autoptr (GTypeClass) klass = g_type_class_ref (field->type ());

  docket_record_class_add_schema ((DocketRecordClass *) klass, builder);
}

const DocketFieldKind docket_kind_record = {
  .name = "record",
  .size = sizeof (DocketRecord *),
  .write = record_write,
  .read = record_read,
  .clear = record_clear,
  .copy = record_copy,
  .equal = record_equal,
  .validate = record_validate,
  .param_spec = record_param_spec,
  .get_value = record_get_value,
  .set_value = record_set_value,
  .from_column = read_column,
  .schema = add_record_schema,
};

/* Lists of records */

static void
records_write (const DocketField *field, gconstpointer member, DocketFieldParts parts, DocketJsonWriter *writer)
{
  GPtrArray *records = *(GPtrArray *const *) member;

  docket_json_writer_begin_array (writer);
  for (guint i = 0; records != NULL && i < records->len; i++)
    docket_record_write (g_ptr_array_index (records, i), parts, writer);
  docket_json_writer_end_array (writer);
}

static gboolean
read_item (const DocketField *field, GPtrArray *records, DocketReadMode mode, DocketJsonReader *reader, GError **error)
{
  DocketRecord *record;
  GError *local_error = NULL;
  guint index = records->len;

  if (G_UNLIKELY (docket_json_reader_peek (reader) != DOCKET_JSON_OBJECT))
    {
      g_autofree char *path = g_strdup_printf ("%s[%u]", field->name, index);

      return docket_field_expect (path, DOCKET_JSON_OBJECT, reader, error);
    }
  record = g_object_new (field->type (), NULL);
  g_ptr_array_add (records, record);
  if (docket_record_read_members (record, mode, reader, &local_error))
    return TRUE;
  prefix_item (local_error, field, index);
  g_propagate_error (error, local_error);
  return FALSE;
}

/* Stops at the first item too many: a text from outside must not fill the memory. */
static gboolean
check_room (const DocketField *field, gint64 n_items, DocketReadMode mode, GError **error)
{
  DocketField unbounded_below = *field;

  unbounded_below.minimum = 0;
  return mode == DOCKET_READ_STORED || docket_field_check_items (&unbounded_below, n_items, error);
}

static gboolean
records_read (const DocketField *field, gpointer member, DocketReadMode mode, DocketJsonReader *reader, GError **error)
{
  GPtrArray **records = member;
  GError *local_error = NULL;

  if (!docket_field_expect (field->name, DOCKET_JSON_ARRAY, reader, error) || !docket_json_reader_begin_array (reader, error))
    return FALSE;
  *records = docket_records_new ();
  while (docket_json_reader_next_element (reader, &local_error))
    if (!check_room (field, (gint64) (*records)->len + 1, mode, error) || !read_item (field, *records, mode, reader, error))
      return FALSE;
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, local_error);
  return FALSE;
}

static void
records_clear (gpointer member)
{
  g_clear_pointer ((GPtrArray **) member, g_ptr_array_unref);
}

static void
records_copy (gpointer member, gconstpointer source)
{
  GPtrArray *records = *(GPtrArray *const *) source;

  *(GPtrArray **) member = records != NULL ? docket_records_copy (records) : NULL;
}

/* No list is as good as an empty one: a required one is written as that. */
static gboolean
records_equal (gconstpointer a, gconstpointer b)
{
  GPtrArray *records = *(GPtrArray *const *) a;
  GPtrArray *others = *(GPtrArray *const *) b;
  guint n_records = records != NULL ? records->len : 0;
  guint n_others = others != NULL ? others->len : 0;

  if (n_records != n_others)
    return FALSE;
  for (guint i = 0; i < n_records; i++)
    if (!docket_record_equal (g_ptr_array_index (records, i), g_ptr_array_index (others, i)))
      return FALSE;
  return TRUE;
}

static gboolean
records_validate (const DocketField *field, gconstpointer member, GError **error)
{
  GPtrArray *records = *(GPtrArray *const *) member;
  GError *local_error = NULL;

  if (records == NULL)
    return TRUE;
  if (!docket_field_check_items (field, records->len, error))
    return FALSE;
  for (guint i = 0; i < records->len; i++)
    if (!docket_record_validate (g_ptr_array_index (records, i), &local_error))
      {
        prefix_item (local_error, field, i);
        g_propagate_error (error, local_error);
        return FALSE;
      }
  return TRUE;
}

static GParamSpec *
records_param_spec (const DocketField *field)
{
  return g_param_spec_boxed (field->name, NULL, NULL, G_TYPE_PTR_ARRAY, FLAGS);
}

static void
boxed_get_value (const DocketField *field, gconstpointer member, GValue *value)
{
  g_value_set_boxed (value, *(gpointer const *) member);
}

static void
boxed_set_value (const DocketField *field, gpointer member, const GValue *value)
{
  *(gpointer *) member = g_value_dup_boxed (value);
}

static void
begin_list_schema (const DocketField *field, JsonBuilder *builder)
{
  json_builder_set_member_name (builder, "type");
  json_builder_add_string_value (builder, "array");
  if (field->minimum > 0)
    {
      json_builder_set_member_name (builder, "minItems");
      json_builder_add_int_value (builder, field->minimum);
    }
  json_builder_set_member_name (builder, "maxItems");
  json_builder_add_int_value (builder, field->maximum != 0 ? field->maximum : DOCKET_MAXIMUM_ITEMS);
  json_builder_set_member_name (builder, "items");
  json_builder_begin_object (builder);
}

static void
records_schema (const DocketField *field, JsonBuilder *builder)
{
  begin_list_schema (field, builder);
  add_record_schema (field, builder);
  json_builder_end_object (builder);
}

const DocketFieldKind docket_kind_records = {
  .name = "records",
  .size = sizeof (GPtrArray *),
  .write = records_write,
  .read = records_read,
  .clear = records_clear,
  .copy = records_copy,
  .equal = records_equal,
  .validate = records_validate,
  .param_spec = records_param_spec,
  .get_value = boxed_get_value,
  .set_value = boxed_set_value,
  .from_column = read_column,
  .schema = records_schema,
};

/* Lists of strings: in one line they stand with commas between them, or as a JSON array. */

static gboolean
read_string_item (const DocketField *field, GPtrArray *strings, DocketJsonReader *reader, GError **error)
{
  const char *text;

  if (G_UNLIKELY (docket_json_reader_peek (reader) != DOCKET_JSON_STRING))
    {
      g_autofree char *path = g_strdup_printf ("%s[%u]", field->name, strings->len);

      return docket_field_expect (path, DOCKET_JSON_STRING, reader, error);
    }
  text = docket_json_reader_string (reader, NULL, error);
  if (text == NULL)
    return FALSE;
  g_ptr_array_add (strings, g_strdup (text));
  return TRUE;
}

static gboolean
strings_read (const DocketField *field, gpointer member, DocketReadMode mode, DocketJsonReader *reader, GError **error)
{
  g_autoptr (GPtrArray) strings = g_ptr_array_new_with_free_func (g_free);
  GError *local_error = NULL;

  if (!docket_field_expect (field->name, DOCKET_JSON_ARRAY, reader, error) || !docket_json_reader_begin_array (reader, error))
    return FALSE;
  while (docket_json_reader_next_element (reader, &local_error))
    if (!check_room (field, (gint64) strings->len + 1, mode, error) || !read_string_item (field, strings, reader, error))
      return FALSE;
  if (local_error != NULL)
    {
      g_propagate_error (error, local_error);
      return FALSE;
    }
  g_ptr_array_add (strings, NULL);
  *(char ***) member = (char **) g_ptr_array_steal (strings, NULL);
  return TRUE;
}

static gboolean
strings_parse (const DocketField *field, gpointer member, const char *text, GError **error)
{
  DocketJsonReader reader;
  gboolean is_good;
  char **strings;

  if (*text == '[')
    {
      docket_json_reader_init (&reader, text, -1);
      is_good = strings_read (field, member, DOCKET_READ_EXTERNAL, &reader, error) && docket_json_reader_end (&reader, error);
      docket_json_reader_clear (&reader);
      return is_good;
    }
  strings = g_strsplit (text, ",", -1);
  for (char **string = strings; *string != NULL; string++)
    g_strstrip (*string);
  *(char ***) member = strings;
  return TRUE;
}

static char *
strings_format (const DocketField *field, gconstpointer member)
{
  char **strings = *(char **const *) member;

  return strings != NULL ? g_strjoinv (", ", strings) : NULL;
}

static void
strings_write (const DocketField *field, gconstpointer member, DocketFieldParts parts, DocketJsonWriter *writer)
{
  char **strings = *(char **const *) member;

  docket_json_writer_begin_array (writer);
  for (guint i = 0; strings != NULL && strings[i] != NULL; i++)
    docket_json_writer_string (writer, strings[i]);
  docket_json_writer_end_array (writer);
}

static void
strings_clear (gpointer member)
{
  g_strfreev (*(char ***) member);
}

static void
strings_copy (gpointer member, gconstpointer source)
{
  *(char ***) member = g_strdupv (*(char **const *) source);
}

static gboolean
strings_equal (gconstpointer a, gconstpointer b)
{
  static const char *const none[] = { NULL };
  const char *const *strings = *(const char *const *const *) a;
  const char *const *others = *(const char *const *const *) b;

  return g_strv_equal (strings != NULL ? strings : none, others != NULL ? others : none);
}

static gboolean
strings_validate (const DocketField *field, gconstpointer member, GError **error)
{
  char **strings = *(char **const *) member;

  if (strings == NULL)
    return TRUE;
  if (!docket_field_check_items (field, g_strv_length (strings), error))
    return FALSE;
  for (guint i = 0; strings[i] != NULL; i++)
    if (!g_utf8_validate (strings[i], -1, NULL) || g_utf8_strlen (strings[i], -1) > DOCKET_MAXIMUM_CHARACTERS)
      {
        docket_error_set (error, DOCKET_ERROR_INVALID, field->name,
                          _("“%s” has an item that is not UTF-8 text or longer than %d characters"), field->name,
                          DOCKET_MAXIMUM_CHARACTERS);
        return FALSE;
      }
  return TRUE;
}

static GParamSpec *
strings_param_spec (const DocketField *field)
{
  return g_param_spec_boxed (field->name, NULL, NULL, G_TYPE_STRV, FLAGS);
}

static void
strings_from_column (const DocketField *field, gpointer member, DocketColumns *columns, int column)
{
  g_autoptr (GError) error = NULL;
  const char *text = (const char *) sqlite3_column_text (columns, column);

  if (text == NULL)
    return;
  if (*text == '\0')
    *(char ***) member = g_new0 (char *, 1);
  else if (!strings_parse (field, member, text, &error))
    g_warning ("Column “%s”: %s", field->column, error->message);
}

static void
strings_schema (const DocketField *field, JsonBuilder *builder)
{
  begin_list_schema (field, builder);
  json_builder_set_member_name (builder, "type");
  json_builder_add_string_value (builder, "string");
  json_builder_end_object (builder);
}

const DocketFieldKind docket_kind_strings = {
  .name = "strings",
  .size = sizeof (char **),
  .parse = strings_parse,
  .format = strings_format,
  .write = strings_write,
  .read = strings_read,
  .clear = strings_clear,
  .copy = strings_copy,
  .equal = strings_equal,
  .validate = strings_validate,
  .param_spec = strings_param_spec,
  .get_value = boxed_get_value,
  .set_value = boxed_set_value,
  .from_column = strings_from_column,
  .schema = strings_schema,
};
