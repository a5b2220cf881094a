/* docket-field-plain.c: the kinds of fields that hold one value
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <glib/gi18n-lib.h>
#include <inttypes.h>
#include <sqlite3.h>
#include <string.h>

#include "docket-record-private.h"

#define FLAGS (G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY)

static void
add_schema_string (JsonBuilder *builder, const char *name, const char *value)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_string_value (builder, value);
}

static void
add_schema_integer (JsonBuilder *builder, const char *name, gint64 value)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_int_value (builder, value);
}

static gboolean
refuse (const DocketField *field, const char *text, const char *what, GError **error)
{
  g_autofree char *shortened = docket_field_shorten (text);

  docket_error_set (error, DOCKET_ERROR_INVALID, field->name, _("“%s” must be %s, not “%s”"), field->name, what, shortened);
  return FALSE;
}

/* Strings */

static gboolean
string_parse (const DocketField *field, gpointer member, const char *text, GError **error)
{
  *(char **) member = g_strdup (text);
  return TRUE;
}

static char *
string_format (const DocketField *field, gconstpointer member)
{
  return g_strdup (*(char *const *) member);
}

static void
string_write (const DocketField *field, gconstpointer member, DocketFieldParts parts, DocketJsonWriter *writer)
{
  docket_json_writer_string (writer, *(char *const *) member);
}

static void
string_clear (gpointer member)
{
  g_free (*(char **) member);
}

static void
string_copy (gpointer member, gconstpointer source)
{
  *(char **) member = g_strdup (*(char *const *) source);
}

static gboolean
string_equal (gconstpointer a, gconstpointer b)
{
  return g_strcmp0 (*(char *const *) a, *(char *const *) b) == 0;
}

static gboolean
string_validate (const DocketField *field, gconstpointer member, GError **error)
{
  const char *text = *(char *const *) member;
  gint64 maximum = field->maximum != 0 ? field->maximum : DOCKET_MAXIMUM_CHARACTERS;
  gint64 size, length;

  if (text == NULL)
    return TRUE;
  size = (gint64) strlen (text);
  if (!g_utf8_validate_len (text, (gsize) size, NULL))
    {
      docket_error_set (error, DOCKET_ERROR_INVALID, field->name, _("“%s” is not UTF-8 text"), field->name);
      return FALSE;
    }
  length = g_utf8_strlen (text, size);
  if (length > maximum)
    docket_error_set (error, DOCKET_ERROR_INVALID, field->name,
                      _("“%s” can have at most %" PRId64 " characters, not %" PRId64), field->name, maximum, length);
  else if (length == 0 && field->minimum > 0)
    docket_error_set (error, DOCKET_ERROR_INVALID, field->name, _("“%s” cannot be empty"), field->name);
  else if (length < field->minimum)
    docket_error_set (error, DOCKET_ERROR_INVALID, field->name, _("“%s” needs at least %" PRId64 " characters"), field->name,
                      field->minimum);
  return length >= field->minimum && length <= maximum;
}

static void
string_get_value (const DocketField *field, gconstpointer member, GValue *value)
{
  g_value_set_string (value, *(char *const *) member);
}

static void
string_schema (const DocketField *field, JsonBuilder *builder)
{
  add_schema_string (builder, "type", "string");
  if (field->minimum > 0)
    add_schema_integer (builder, "minLength", field->minimum);
  add_schema_integer (builder, "maxLength", field->maximum != 0 ? field->maximum : DOCKET_MAXIMUM_CHARACTERS);
}

const DocketFieldKind docket_kind_string = {
  .name = "string",
  .size = sizeof (char *),
  .parse = string_parse,
  .format = string_format,
  .write = string_write,
  .clear = string_clear,
  .copy = string_copy,
  .equal = string_equal,
  .validate = string_validate,
  .get_value = string_get_value,
  .schema = string_schema,
};

/* Identifiers */

static gboolean
uuid_parse (const DocketField *field, gpointer member, const char *text, GError **error)
{
  return docket_uuid_parse (text, member) || refuse (field, text, _("a UUID"), error);
}

static char *
uuid_format (const DocketField *field, gconstpointer member)
{
  return docket_uuid_is_null (member) ? NULL : docket_uuid_to_string (member);
}

static void
uuid_write (const DocketField *field, gconstpointer member, DocketFieldParts parts, DocketJsonWriter *writer)
{
  char buffer[DOCKET_UUID_STRING_SIZE];

  docket_json_writer_string (writer, docket_uuid_is_null (member) ? NULL : docket_uuid_format (member, buffer));
}

static void
uuid_from_column (const DocketField *field, gpointer member, DocketColumns *columns, int column)
{
  DocketUuid *uuid = member;

  if (sqlite3_column_type (columns, column) == SQLITE_BLOB)
    *uuid = docket_uuid_from_bytes (sqlite3_column_blob (columns, column), (gsize) sqlite3_column_bytes (columns, column));
  else if (!docket_uuid_parse ((const char *) sqlite3_column_text (columns, column), uuid))
    memset (uuid, 0, sizeof *uuid);
}

static void
uuid_schema (const DocketField *field, JsonBuilder *builder)
{
  add_schema_string (builder, "type", "string");
  add_schema_string (builder, "format", "uuid");
}

const DocketFieldKind docket_kind_uuid = {
  .name = "uuid",
  .size = sizeof (DocketUuid),
  .parse = uuid_parse,
  .format = uuid_format,
  .write = uuid_write,
  .from_column = uuid_from_column,
  .schema = uuid_schema,
};

/* Moments */

static gboolean
time_parse (const DocketField *field, gpointer member, const char *text, GError **error)
{
  return docket_time_parse (text, member) || refuse (field, text, _("a time like 2026-11-22T21:00:00Z"), error);
}

static char *
time_format (const DocketField *field, gconstpointer member)
{
  char buffer[DOCKET_TIME_STRING_SIZE];
  gint64 time = *(const gint64 *) member;

  return time == 0 ? NULL : g_strdup (docket_time_format (time, buffer));
}

static void
time_write (const DocketField *field, gconstpointer member, DocketFieldParts parts, DocketJsonWriter *writer)
{
  char buffer[DOCKET_TIME_STRING_SIZE];
  gint64 time = *(const gint64 *) member;

  docket_json_writer_string (writer, time == 0 ? NULL : docket_time_format (time, buffer));
}

static gboolean
time_validate (const DocketField *field, gconstpointer member, GError **error)
{
  gint64 time = *(const gint64 *) member;

  if (time >= 0 && time <= DOCKET_TIME_MAXIMUM)
    return TRUE;
  docket_error_set (error, DOCKET_ERROR_INVALID, field->name, _("“%s” must be in the years 1970 to 9999"), field->name);
  return FALSE;
}

static void
integer_from_column (const DocketField *field, gpointer member, DocketColumns *columns, int column)
{
  *(gint64 *) member = sqlite3_column_int64 (columns, column);
}

static void
time_schema (const DocketField *field, JsonBuilder *builder)
{
  add_schema_string (builder, "type", "string");
  add_schema_string (builder, "format", "date-time");
}

const DocketFieldKind docket_kind_time = {
  .name = "time",
  .size = sizeof (gint64),
  .parse = time_parse,
  .format = time_format,
  .write = time_write,
  .validate = time_validate,
  .from_column = integer_from_column,
  .schema = time_schema,
};

/* Calendar days */

static gboolean
day_parse (const DocketField *field, gpointer member, const char *text, GError **error)
{
  return docket_day_parse (text, member) || refuse (field, text, _("a day like 2026-11-22"), error);
}

static char *
day_format (const DocketField *field, gconstpointer member)
{
  char buffer[DOCKET_DAY_STRING_SIZE];
  gint32 day = *(const gint32 *) member;

  return day == 0 ? NULL : g_strdup (docket_day_format (day, buffer));
}

static void
day_write (const DocketField *field, gconstpointer member, DocketFieldParts parts, DocketJsonWriter *writer)
{
  char buffer[DOCKET_DAY_STRING_SIZE];
  gint32 day = *(const gint32 *) member;

  docket_json_writer_string (writer, day == 0 ? NULL : docket_day_format (day, buffer));
}

static gboolean
day_validate (const DocketField *field, gconstpointer member, GError **error)
{
  gint32 day = *(const gint32 *) member;

  if (day == 0 || docket_day_is_valid (day))
    return TRUE;
  docket_error_set (error, DOCKET_ERROR_INVALID, field->name, _("“%s” must be a day of the years 1970 to 9999"), field->name);
  return FALSE;
}

static void
int_from_column (const DocketField *field, gpointer member, DocketColumns *columns, int column)
{
  *(int *) member = sqlite3_column_int (columns, column);
}

static void
day_schema (const DocketField *field, JsonBuilder *builder)
{
  add_schema_string (builder, "type", "string");
  add_schema_string (builder, "format", "date");
}

const DocketFieldKind docket_kind_day = {
  .name = "day",
  .size = sizeof (gint32),
  .parse = day_parse,
  .format = day_format,
  .write = day_write,
  .validate = day_validate,
  .from_column = int_from_column,
  .schema = day_schema,
};

/* Whole numbers */

static gboolean
integer_parse (const DocketField *field, gpointer member, const char *text, GError **error)
{
  return g_ascii_string_to_signed (text, 10, G_MININT64, G_MAXINT64, member, NULL) ||
         refuse (field, text, _("a whole number"), error);
}

static char *
integer_format (const DocketField *field, gconstpointer member)
{
  return g_strdup_printf ("%" PRId64, *(const gint64 *) member);
}

static void
integer_write (const DocketField *field, gconstpointer member, DocketFieldParts parts, DocketJsonWriter *writer)
{
  docket_json_writer_integer (writer, *(const gint64 *) member);
}

static gboolean
integer_read (const DocketField *field, gpointer member, DocketReadMode mode, DocketJsonReader *reader, GError **error)
{
  GError *local_error = NULL;

  if (!docket_field_expect (field->name, DOCKET_JSON_NUMBER, reader, error))
    return FALSE;
  if (docket_json_reader_integer (reader, member, &local_error))
    return TRUE;
  if (local_error->code == DOCKET_ERROR_INVALID)
    g_prefix_error (&local_error, "“%s”: ", field->name);
  g_propagate_error (error, local_error);
  return FALSE;
}

/* A maximum of 0 is a bound only where values below 0 are allowed. */
static gint64
integer_maximum (const DocketField *field)
{
  return field->maximum != 0 || field->minimum < 0 ? field->maximum : G_MAXINT64;
}

static gint64
integer_minimum (const DocketField *field)
{
  return field->maximum != 0 || field->minimum != 0 ? field->minimum : G_MININT64;
}

static gboolean
integer_validate (const DocketField *field, gconstpointer member, GError **error)
{
  gint64 value = *(const gint64 *) member;

  if (value < integer_minimum (field))
    docket_error_set (error, DOCKET_ERROR_INVALID, field->name,
                      _("“%s” must be at least %" PRId64 ", not %" PRId64), field->name, integer_minimum (field),
                      value);
  else if (value > integer_maximum (field))
    docket_error_set (error, DOCKET_ERROR_INVALID, field->name,
                      _("“%s” must be at most %" PRId64 ", not %" PRId64), field->name, integer_maximum (field),
                      value);
  return value >= integer_minimum (field) && value <= integer_maximum (field);
}

/* GObject would clamp in silence: the bounds are validate's. */
static GParamSpec *
integer_param_spec (const DocketField *field)
{
  return g_param_spec_int64 (field->name, NULL, NULL, G_MININT64, G_MAXINT64, 0, FLAGS);
}

static void
integer_get_value (const DocketField *field, gconstpointer member, GValue *value)
{
  g_value_set_int64 (value, *(const gint64 *) member);
}

static void
integer_set_value (const DocketField *field, gpointer member, const GValue *value)
{
  *(gint64 *) member = g_value_get_int64 (value);
}

static void
integer_schema (const DocketField *field, JsonBuilder *builder)
{
  add_schema_string (builder, "type", "integer");
  if (integer_minimum (field) != G_MININT64)
    add_schema_integer (builder, "minimum", integer_minimum (field));
  if (integer_maximum (field) != G_MAXINT64)
    add_schema_integer (builder, "maximum", integer_maximum (field));
}

const DocketFieldKind docket_kind_integer = {
  .name = "integer",
  .size = sizeof (gint64),
  .parse = integer_parse,
  .format = integer_format,
  .write = integer_write,
  .read = integer_read,
  .validate = integer_validate,
  .param_spec = integer_param_spec,
  .get_value = integer_get_value,
  .set_value = integer_set_value,
  .from_column = integer_from_column,
  .schema = integer_schema,
};

/* Truths */

static gboolean
boolean_parse (const DocketField *field, gpointer member, const char *text, GError **error)
{
  gboolean is_true = strcmp (text, "true") == 0;

  *(gboolean *) member = is_true;
  return is_true || strcmp (text, "false") == 0 || refuse (field, text, _("true or false"), error);
}

static char *
boolean_format (const DocketField *field, gconstpointer member)
{
  return g_strdup (*(const gboolean *) member ? "true" : "false");
}

static void
boolean_write (const DocketField *field, gconstpointer member, DocketFieldParts parts, DocketJsonWriter *writer)
{
  docket_json_writer_boolean (writer, *(const gboolean *) member);
}

static gboolean
boolean_read (const DocketField *field, gpointer member, DocketReadMode mode, DocketJsonReader *reader, GError **error)
{
  return docket_field_expect (field->name, DOCKET_JSON_BOOLEAN, reader, error) &&
         docket_json_reader_boolean (reader, member, error);
}

static gboolean
boolean_equal (gconstpointer a, gconstpointer b)
{
  return !*(const gboolean *) a == !*(const gboolean *) b;
}

static GParamSpec *
boolean_param_spec (const DocketField *field)
{
  return g_param_spec_boolean (field->name, NULL, NULL, FALSE, FLAGS);
}

static void
boolean_get_value (const DocketField *field, gconstpointer member, GValue *value)
{
  g_value_set_boolean (value, *(const gboolean *) member);
}

static void
boolean_set_value (const DocketField *field, gpointer member, const GValue *value)
{
  *(gboolean *) member = g_value_get_boolean (value);
}

static void
boolean_from_column (const DocketField *field, gpointer member, DocketColumns *columns, int column)
{
  *(gboolean *) member = sqlite3_column_int (columns, column) != 0;
}

static void
boolean_schema (const DocketField *field, JsonBuilder *builder)
{
  add_schema_string (builder, "type", "boolean");
}

const DocketFieldKind docket_kind_boolean = {
  .name = "boolean",
  .size = sizeof (gboolean),
  .parse = boolean_parse,
  .format = boolean_format,
  .write = boolean_write,
  .read = boolean_read,
  .equal = boolean_equal,
  .param_spec = boolean_param_spec,
  .get_value = boolean_get_value,
  .set_value = boolean_set_value,
  .from_column = boolean_from_column,
  .schema = boolean_schema,
};

/* Enumerations: the member is an int, the text its nick. */

/* The property of the field holds a reference on the class for good. */
static GEnumClass *
enum_class (const DocketField *field)
{
  return g_type_class_peek (field->type ());
}

static gboolean
enum_parse (const DocketField *field, gpointer member, const char *text, GError **error)
{
  GEnumClass *klass = enum_class (field);
  GEnumValue *value = g_enum_get_value_by_nick (klass, text);
  g_autoptr (GString) nicks = NULL;
  g_autofree char *shortened = NULL;

  if (value != NULL)
    {
      *(int *) member = value->value;
      return TRUE;
    }
  nicks = g_string_new (NULL);
  for (guint i = 0; i < klass->n_values; i++)
    g_string_append_printf (nicks, "%s“%s”", i == 0 ? "" : ", ", klass->values[i].value_nick);
  shortened = docket_field_shorten (text);
  docket_error_set (error, DOCKET_ERROR_INVALID, field->name, _("“%s” must be one of %s, not “%s”"), field->name, nicks->str,
                    shortened);
  return FALSE;
}

static const char *
enum_nick (const DocketField *field, gconstpointer member)
{
  GEnumValue *value = g_enum_get_value (enum_class (field), *(const int *) member);

  return value != NULL ? value->value_nick : NULL;
}

static char *
enum_format (const DocketField *field, gconstpointer member)
{
  return g_strdup (enum_nick (field, member));
}

static void
enum_write (const DocketField *field, gconstpointer member, DocketFieldParts parts, DocketJsonWriter *writer)
{
  docket_json_writer_string (writer, enum_nick (field, member));
}

static gboolean
enum_validate (const DocketField *field, gconstpointer member, GError **error)
{
  if (enum_nick (field, member) != NULL)
    return TRUE;
  docket_error_set (error, DOCKET_ERROR_INVALID, field->name, _("“%s” has the unknown value %d"), field->name,
                    *(const int *) member);
  return FALSE;
}

static GParamSpec *
enum_param_spec (const DocketField *field)
{
  GEnumClass *klass = g_type_class_ref (field->type ());
  int value = g_enum_get_value (klass, 0) != NULL ? 0 : klass->values[0].value;
  GParamSpec *property = g_param_spec_enum (field->name, NULL, NULL, field->type (), value, FLAGS);

  g_type_class_unref (klass);
  return property;
}

static void
enum_get_value (const DocketField *field, gconstpointer member, GValue *value)
{
  g_value_set_enum (value, *(const int *) member);
}

static void
enum_set_value (const DocketField *field, gpointer member, const GValue *value)
{
  *(int *) member = g_value_get_enum (value);
}

static void
enum_from_column (const DocketField *field, gpointer member, DocketColumns *columns, int column)
{
  g_autoptr (GError) error = NULL;

  if (sqlite3_column_type (columns, column) == SQLITE_INTEGER)
    *(int *) member = sqlite3_column_int (columns, column);
  else if (!enum_parse (field, member, (const char *) sqlite3_column_text (columns, column), &error))
    g_warning ("Column “%s”: %s", field->column, error->message);
}

static void
enum_schema (const DocketField *field, JsonBuilder *builder)
{
  g_autoptr (GTypeClass) klass = g_type_class_ref (field->type ());
  GEnumClass *enumeration = G_ENUM_CLASS (klass);

  add_schema_string (builder, "type", "string");
  json_builder_set_member_name (builder, "enum");
  json_builder_begin_array (builder);
  for (guint i = 0; i < enumeration->n_values; i++)
    json_builder_add_string_value (builder, enumeration->values[i].value_nick);
  json_builder_end_array (builder);
}

const DocketFieldKind docket_kind_enum = {
  .name = "enum",
  .size = sizeof (int),
  .parse = enum_parse,
  .format = enum_format,
  .write = enum_write,
  .validate = enum_validate,
  .param_spec = enum_param_spec,
  .get_value = enum_get_value,
  .set_value = enum_set_value,
  .from_column = enum_from_column,
  .schema = enum_schema,
};
