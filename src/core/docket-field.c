/* docket-field.c: what a field's kind leaves to be done the usual way
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <glib/gi18n-lib.h>
#include <inttypes.h>
#include <sqlite3.h>
#include <string.h>

#include "docket-record-private.h"

static const char *
describe_type (DocketJsonType type)
{
  switch (type)
    {
    case DOCKET_JSON_OBJECT:
      return _("an object");
    case DOCKET_JSON_ARRAY:
      return _("a list");
    case DOCKET_JSON_STRING:
      return _("a string");
    case DOCKET_JSON_NUMBER:
      return _("a number");
    case DOCKET_JSON_BOOLEAN:
      return _("true or false");
    case DOCKET_JSON_NULL:
      return _("null");
    case DOCKET_JSON_INVALID:
    default:
      return _("nothing");
    }
}

/* A kind's own error may not know which field it was about. */
static gboolean
fail (const DocketField *field, GError *local_error, GError **error)
{
  g_assert (local_error != NULL);
  if (!g_error_matches (local_error, DOCKET_ERROR, DOCKET_ERROR_SYNTAX) && docket_error_get_field (local_error) == NULL)
    docket_error_set_field (local_error, field->name);
  g_propagate_error (error, local_error);
  return FALSE;
}

gboolean
docket_field_is_zero (const DocketField *field, gconstpointer member)
{
  const guint8 *bytes = member;

  if (field->kind->is_zero != NULL)
    return field->kind->is_zero (member);
  return bytes[0] == 0 && memcmp (bytes, bytes + 1, field->kind->size - 1) == 0;
}

gboolean
docket_field_is_plain (const DocketField *field)
{
  return field->kind == &docket_kind_integer || field->kind == &docket_kind_boolean || field->kind == &docket_kind_enum;
}

gboolean
docket_field_has_zero (const DocketField *field)
{
  const DocketFieldKind *kind = field->kind;

  return kind != &docket_kind_string && kind != &docket_kind_uuid && kind != &docket_kind_time && kind != &docket_kind_day &&
         kind != &docket_kind_record && kind != &docket_kind_records && kind != &docket_kind_strings;
}

void
docket_field_clear (const DocketField *field, gpointer member)
{
  if (field->kind->clear != NULL)
    field->kind->clear (member);
  memset (member, 0, field->kind->size);
}

void
docket_field_copy (const DocketField *field, gpointer member, gconstpointer source)
{
  if (field->kind->copy != NULL)
    field->kind->copy (member, source);
  else
    memcpy (member, source, field->kind->size);
}

gboolean
docket_field_equal (const DocketField *field, gconstpointer a, gconstpointer b)
{
  if (field->kind->equal != NULL)
    return field->kind->equal (a, b);
  return memcmp (a, b, field->kind->size) == 0;
}

gboolean
docket_field_validate (const DocketField *field, gconstpointer member, GError **error)
{
  GError *local_error = NULL;

  if (field->kind->validate == NULL)
    return TRUE;
  return field->kind->validate (field, member, &local_error) || fail (field, local_error, error);
}

gboolean
docket_field_parse (const DocketField *field, gpointer member, const char *text, GError **error)
{
  GError *local_error = NULL;

  if (field->kind->parse == NULL)
    {
      docket_error_set (error, DOCKET_ERROR_INVALID, field->name, _("“%s” has no form in one line of text"), field->name);
      return FALSE;
    }
  return field->kind->parse (field, member, text, &local_error) || fail (field, local_error, error);
}

void
docket_field_write (const DocketField *field, gconstpointer member, DocketFieldParts parts, DocketJsonWriter *writer)
{
  g_autofree char *text = NULL;

  if (field->kind->write != NULL)
    {
      field->kind->write (field, member, parts, writer);
      return;
    }
  text = field->kind->format (field, member);
  docket_json_writer_string (writer, text);
}

char *
docket_field_shorten (const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text, (gssize) MIN (strlen (text), 4096));
  g_autofree char *start = NULL;

  if (g_utf8_strlen (valid, -1) <= 80)
    return g_steal_pointer (&valid);
  start = g_utf8_substring (valid, 0, 80);
  return g_strconcat (start, "…", NULL);
}

gboolean
docket_field_expect (const char *path, DocketJsonType type, DocketJsonReader *reader, GError **error)
{
  DocketJsonType found = docket_json_reader_peek (reader);

  if (G_LIKELY (found == type))
    return TRUE;
  /* Skipping tells why it is none. */
  if (found != DOCKET_JSON_INVALID || docket_json_reader_skip (reader, error))
    docket_error_set (error, DOCKET_ERROR_INVALID, path, _("“%s” must be %s, not %s"), path, describe_type (type),
                      describe_type (found));
  return FALSE;
}

gboolean
docket_field_read (const DocketField *field, gpointer member, DocketReadMode mode, DocketJsonReader *reader, GError **error)
{
  GError *local_error = NULL;
  const char *text;

  if (field->kind->read != NULL)
    return field->kind->read (field, member, mode, reader, &local_error) || fail (field, local_error, error);
  if (!docket_field_expect (field->name, DOCKET_JSON_STRING, reader, error))
    return FALSE;
  text = docket_json_reader_string (reader, NULL, error);
  return text != NULL && docket_field_parse (field, member, text, error);
}

GParamSpec *
docket_field_param_spec (const DocketField *field)
{
  if (field->kind->param_spec != NULL)
    return field->kind->param_spec (field);
  return g_param_spec_string (field->name, NULL, NULL, NULL,
                              G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
}

void
docket_field_get_value (const DocketField *field, gconstpointer member, GValue *value)
{
  if (field->kind->get_value != NULL)
    field->kind->get_value (field, member, value);
  else
    g_value_take_string (value, field->kind->format (field, member));
}

/* A property has no way to refuse: text of a person goes through docket_record_set_text (). */
gboolean
docket_field_set_value (const DocketField *field, gpointer member, const GValue *value)
{
  g_autoptr (GError) error = NULL;
  const char *text;

  if (field->kind->set_value != NULL)
    {
      field->kind->set_value (field, member, value);
      return TRUE;
    }
  text = g_value_get_string (value);
  if (text == NULL || (*text == '\0' && field->kind != &docket_kind_string) || docket_field_parse (field, member, text, &error))
    return TRUE;
  g_warning ("Property “%s”: %s", field->name, error->message);
  docket_field_clear (field, member);
  return FALSE;
}

void
docket_field_from_column (const DocketField *field, gpointer member, DocketColumns *columns, int column)
{
  g_autoptr (GError) error = NULL;
  const char *text;

  if (field->kind->from_column != NULL)
    {
      field->kind->from_column (field, member, columns, column);
      return;
    }
  text = (const char *) sqlite3_column_text (columns, column);
  if (text == NULL || docket_field_parse (field, member, text, &error))
    return;
  /* A view can be rebuilt: one bad cell must not bring the program down. */
  g_warning ("Column “%s”: %s", field->column, error->message);
  docket_field_clear (field, member);
}

void
docket_field_add_schema (const DocketField *field, JsonBuilder *builder)
{
  if (field->kind->schema != NULL)
    {
      field->kind->schema (field, builder);
      return;
    }
  json_builder_set_member_name (builder, "type");
  json_builder_add_string_value (builder, "string");
}

gboolean
docket_field_check_items (const DocketField *field, gint64 n_items, GError **error)
{
  gint64 maximum = field->maximum != 0 ? field->maximum : DOCKET_MAXIMUM_ITEMS;

  if (n_items < field->minimum)
    {
      docket_error_set (error, DOCKET_ERROR_INVALID, field->name, _("“%s” needs at least %" PRId64 " items"), field->name,
                        field->minimum);
      return FALSE;
    }
  if (n_items > maximum)
    {
      docket_error_set (error, DOCKET_ERROR_INVALID, field->name, _("“%s” can have at most %" PRId64 " items"), field->name,
                        maximum);
      return FALSE;
    }
  return TRUE;
}
