/* docket-record.c: the base of commands, events, queries and rows: a struct with a field table
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <glib/gi18n-lib.h>
#include <sqlite3.h>
#include <string.h>

#include "docket-record-private.h"

/* Bytes of the largest member of any kind. */
#define MAXIMUM_SIZE 64

typedef union
{
  guint8 bytes[MAXIMUM_SIZE];
  gint64 integer;
  gpointer pointer;
} Member;

typedef struct
{
  DocketFieldSet present;
} DocketRecordPrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (DocketRecord, docket_record, G_TYPE_OBJECT)

DocketFieldSet *
docket_record_get_present (DocketRecord *self)
{
  return &((DocketRecordPrivate *) docket_record_get_instance_private (self))->present;
}

gboolean
docket_record_is_index_set (DocketRecord *self, guint index)
{
  const DocketField *field = DOCKET_RECORD_GET_CLASS (self)->all_fields[index];

  /* Members are also cleared without a word: a mark says something of those alone whose zero is a value. */
  return !docket_field_is_zero (field, DOCKET_RECORD_MEMBER (self, field)) ||
         (docket_field_set_has (docket_record_get_present (self), index) && docket_field_has_zero (field));
}

/* The place of a field in all_fields; it is a row of some table of the chain. */
static guint
find_index_of_field (DocketRecordClass *klass, const DocketField *field)
{
  for (; klass != NULL && klass->n_all_fields > 0; klass = g_type_class_peek_parent (klass))
    if (field >= klass->fields && field < klass->fields + klass->n_fields)
      return klass->n_all_fields - klass->n_fields + (guint) (field - klass->fields);
  g_assert_not_reached ();
}

/* Puts what replacement holds in the member's place, and what the member held into replacement. */
static void
replace_member (DocketRecord *self, guint index, Member *replacement, gboolean is_set, gboolean is_same)
{
  DocketRecordClass *klass = DOCKET_RECORD_GET_CLASS (self);
  const DocketField *field = klass->all_fields[index];
  gpointer member = DOCKET_RECORD_MEMBER (self, field);
  Member old;

  docket_field_set_put (docket_record_get_present (self), index, is_set);
  if (is_same)
    return;
  memcpy (old.bytes, member, field->kind->size);
  memcpy (member, replacement->bytes, field->kind->size);
  memcpy (replacement->bytes, old.bytes, field->kind->size);
  g_object_notify_by_pspec (G_OBJECT (self), klass->properties[index]);
}

static gboolean
is_value_null (const DocketField *field, const GValue *value)
{
  if (G_VALUE_HOLDS_STRING (value))
    {
      const char *text = g_value_get_string (value);

      return text == NULL || (*text == '\0' && field->kind != &docket_kind_string);
    }
  if (G_VALUE_HOLDS_OBJECT (value))
    return g_value_get_object (value) == NULL;
  return G_VALUE_HOLDS_BOXED (value) && g_value_get_boxed (value) == NULL;
}

/* The row of a property: its class's own table is the one that it was installed from. */
static gboolean
find_index_of_property (guint property_id, GParamSpec *pspec, guint *index)
{
  DocketRecordClass *owner = g_type_class_peek (pspec->owner_type);

  *index = owner->n_all_fields - owner->n_fields + property_id - 1;
  return property_id >= 1 && property_id <= owner->n_fields;
}

static void
docket_record_get_property (GObject *object, guint property_id, GValue *value, GParamSpec *pspec)
{
  guint index;

  if (find_index_of_property (property_id, pspec, &index))
    {
      const DocketField *field = DOCKET_RECORD_GET_CLASS (object)->all_fields[index];

      docket_field_get_value (field, DOCKET_RECORD_MEMBER (object, field), value);
    }
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
}

static void
docket_record_set_property (GObject *object, guint property_id, const GValue *value, GParamSpec *pspec)
{
  DocketRecord *self = DOCKET_RECORD (object);
  const DocketField *field;
  gpointer member;
  Member replacement = { 0 };
  gboolean is_same;
  guint index;

  if (!find_index_of_property (property_id, pspec, &index))
    {
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
      return;
    }
  field = DOCKET_RECORD_GET_CLASS (self)->all_fields[index];
  member = DOCKET_RECORD_MEMBER (self, field);
  if (!docket_field_set_value (field, replacement.bytes, value))
    return;
  /* Another object is a change though it tells the same: whoever follows the old one would miss what becomes of it. */
  if (field->kind == &docket_kind_record || field->kind == &docket_kind_records)
    is_same = memcmp (member, replacement.bytes, field->kind->size) == 0;
  else
    is_same = docket_field_is_same (field, member, replacement.bytes);
  replace_member (self, index, &replacement, !is_value_null (field, value), is_same);
  docket_field_clear (field, replacement.bytes);
}

static void
docket_record_finalize (GObject *object)
{
  DocketRecordClass *klass = DOCKET_RECORD_GET_CLASS (object);

  for (guint i = 0; i < klass->n_all_fields; i++)
    docket_field_clear (klass->all_fields[i], DOCKET_RECORD_MEMBER (object, klass->all_fields[i]));
  G_OBJECT_CLASS (docket_record_parent_class)->finalize (object);
}

static void
docket_record_class_init (DocketRecordClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = docket_record_finalize;
}

static void
docket_record_init (DocketRecord *self)
{
}

/* The personal part holds a whole record or some members of one, by their names; items of a list have no names. */
static gboolean
find_personal (DocketRecordClass *klass, const DocketField *field)
{
  g_autoptr (GTypeClass) nested = NULL;
  gboolean is_nested_personal;

  if (field->flags & DOCKET_FIELD_PERSONAL)
    return (field->flags & DOCKET_FIELD_ENVELOPE) == 0;
  if (field->kind != &docket_kind_record && field->kind != &docket_kind_records)
    return FALSE;
  nested = g_type_class_ref (field->type ());
  is_nested_personal = ((DocketRecordClass *) nested)->has_personal;
  if (is_nested_personal && field->kind == &docket_kind_records)
    g_error ("%s: the list “%s” holds personal fields and must be marked personal itself", G_OBJECT_CLASS_NAME (klass), field->name);
  return is_nested_personal;
}

static void
install_properties (DocketRecordClass *klass)
{
  GParamSpec *properties[DOCKET_RECORD_MAXIMUM_FIELDS + 1] = { NULL };

  for (guint i = 0; i < klass->n_fields; i++)
    properties[i + 1] = docket_field_param_spec (&klass->fields[i]);
  if (klass->n_fields > 0)
    g_object_class_install_properties (G_OBJECT_CLASS (klass), klass->n_fields + 1, properties);
  memcpy (klass->properties + klass->n_all_fields - klass->n_fields, properties + 1, klass->n_fields * sizeof *properties);
}

static gpointer
make_usual (DocketRecordClass *klass, const DocketField *field)
{
  g_autoptr (GError) error = NULL;
  gpointer usual;

  if (field->usual == NULL)
    return NULL;
  usual = g_malloc0 (field->kind->size);
  if (field->kind->clear != NULL || !docket_field_parse (field, usual, field->usual, &error))
    g_error ("%s: “%s” cannot usually be “%s”", G_OBJECT_CLASS_NAME (klass), field->name, field->usual);
  return usual;
}

static void
find_usual (DocketRecordClass *klass)
{
  klass->usual = NULL;
  for (guint i = 0; i < klass->n_all_fields; i++)
    {
      if (klass->all_fields[i]->usual == NULL)
        continue;
      if (klass->usual == NULL)
        klass->usual = g_new0 (gpointer, klass->n_all_fields);
      klass->usual[i] = make_usual (klass, klass->all_fields[i]);
    }
}

gboolean
docket_record_class_is_usual (DocketRecordClass *klass, guint index, gconstpointer member)
{
  const DocketField *field = klass->all_fields[index];

  if (klass->usual == NULL || klass->usual[index] == NULL)
    return FALSE;
  return docket_field_equal (field, member, klass->usual[index]) ||
         (docket_field_is_zero (field, member) && strcmp (field->usual, "0") == 0);
}

/**
 * docket_record_class_set_fields:
 * @klass: the class
 * @fields: (array length=n_fields): its own field table, which must stay
 * @n_fields: how many rows it has, at most 60
 *
 * Gives a class its fields beside those of its parents: each becomes a property. A class that has properties of
 * its own besides them overrides get_property and set_property afterwards, numbers them from @n_fields + 1 and chains
 * to what stood there before for the others.
 */
void
docket_record_class_set_fields (DocketRecordClass *klass, const DocketField *fields, guint n_fields)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  DocketRecordClass *parent = g_type_class_peek_parent (klass);
  guint n_inherited = parent->n_all_fields;

  g_return_if_fail (n_fields <= 60 && n_inherited + n_fields <= DOCKET_RECORD_MAXIMUM_FIELDS);

  /* GObject clears both in each subclass. */
  object_class->get_property = docket_record_get_property;
  object_class->set_property = docket_record_set_property;

  klass->fields = fields;
  klass->n_fields = n_fields;
  klass->n_all_fields = n_inherited + n_fields;
  klass->all_fields = g_new0 (const DocketField *, klass->n_all_fields + 1);
  klass->properties = g_new0 (GParamSpec *, klass->n_all_fields + 1);
  klass->names = g_hash_table_new (g_str_hash, g_str_equal);
  for (guint i = 0; i < klass->n_all_fields; i++)
    {
      const DocketField *field = i < n_inherited ? parent->all_fields[i] : &fields[i - n_inherited];

      g_assert (field->kind->size <= MAXIMUM_SIZE);
      klass->all_fields[i] = field;
      g_hash_table_insert (klass->names, (gpointer) field->name, GUINT_TO_POINTER (i + 1));
      klass->has_personal |= find_personal (klass, field);
    }
  if (n_inherited > 0)
    memcpy (klass->properties, parent->properties, n_inherited * sizeof *klass->properties);
  install_properties (klass);
  find_usual (klass);
}

int
docket_record_class_find_index (DocketRecordClass *klass, const char *name)
{
  g_autofree char *canonical = NULL;
  guint place;

  if (klass->names == NULL)
    return -1;
  place = GPOINTER_TO_UINT (g_hash_table_lookup (klass->names, name));
  if (place == 0 && strchr (name, '_') != NULL)
    {
      canonical = g_strdelimit (g_strdup (name), "_", '-');
      place = GPOINTER_TO_UINT (g_hash_table_lookup (klass->names, canonical));
    }
  return (int) place - 1;
}

/**
 * docket_record_class_find_field:
 * @klass: the class
 * @name: a property's name, with hyphens or underscores
 *
 * Returns: (nullable): the field of that name, of this class or of its parents
 */
const DocketField *
docket_record_class_find_field (DocketRecordClass *klass, const char *name)
{
  int index;

  g_return_val_if_fail (klass != NULL, NULL);
  g_return_val_if_fail (name != NULL, NULL);

  index = docket_record_class_find_index (klass, name);
  return index >= 0 ? klass->all_fields[index] : NULL;
}

/**
 * docket_record_class_foreach_field:
 * @klass: the class
 * @function: (scope call): what to call
 * @data: what to give it
 *
 * Calls @function for each field, those of the parents first.
 */
void
docket_record_class_foreach_field (DocketRecordClass *klass, DocketFieldFunc function, gpointer data)
{
  for (guint i = 0; i < klass->n_all_fields; i++)
    function (klass->all_fields[i], data);
}

/**
 * docket_record_is_set:
 * @self: a record
 * @field: one of its class's fields
 *
 * A field is set when a text, a property or a column gave it, or when its member is not all zeros.
 *
 * Returns: whether it is set
 */
gboolean
docket_record_is_set (DocketRecord *self, const DocketField *field)
{
  DocketRecordClass *klass;

  g_return_val_if_fail (DOCKET_IS_RECORD (self), FALSE);
  g_return_val_if_fail (field != NULL, FALSE);

  klass = DOCKET_RECORD_GET_CLASS (self);
  return docket_record_is_index_set (self, find_index_of_field (klass, field));
}

/**
 * docket_record_has:
 * @self: a record
 * @name: a property's name
 *
 * Returns: whether there is such a field and it is set
 */
gboolean
docket_record_has (DocketRecord *self, const char *name)
{
  DocketRecordClass *klass;
  int index;

  g_return_val_if_fail (DOCKET_IS_RECORD (self), FALSE);
  g_return_val_if_fail (name != NULL, FALSE);

  klass = DOCKET_RECORD_GET_CLASS (self);
  index = docket_record_class_find_index (klass, name);
  return index >= 0 && docket_record_is_index_set (self, (guint) index);
}

/**
 * docket_record_has_personal:
 * @self: a record
 *
 * Returns: whether a field that is marked personal is set, here or in a nested record
 */
gboolean
docket_record_has_personal (DocketRecord *self)
{
  DocketRecordClass *klass;

  g_return_val_if_fail (DOCKET_IS_RECORD (self), FALSE);

  klass = DOCKET_RECORD_GET_CLASS (self);
  for (guint i = 0; klass->has_personal && i < klass->n_all_fields; i++)
    {
      const DocketField *field = klass->all_fields[i];

      if (field->flags & DOCKET_FIELD_ENVELOPE)
        continue;
      if (field->flags & DOCKET_FIELD_PERSONAL)
        {
          if (docket_record_is_index_set (self, i))
            return TRUE;
        }
      else if (field->kind == &docket_kind_record)
        {
          DocketRecord *nested = *(DocketRecord **) DOCKET_RECORD_MEMBER (self, field);

          if (nested != NULL && docket_record_has_personal (nested))
            return TRUE;
        }
    }
  return FALSE;
}

gboolean
docket_record_class_refuse (DocketRecordClass *klass, const char *name, GError **error)
{
  g_autofree char *shortened = docket_field_shorten (name);
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint i = 0; i < klass->n_all_fields; i++)
    if (!(klass->all_fields[i]->flags & (DOCKET_FIELD_COMPLETED | DOCKET_FIELD_ENVELOPE)))
      g_string_append_printf (names, "%s%s", names->len > 0 ? ", " : "", klass->all_fields[i]->name);
  if (names->len > 0)
    docket_error_set (error, DOCKET_ERROR_INVALID, shortened, _("“%s” is not a property; there are: %s"), shortened, names->str);
  else
    docket_error_set (error, DOCKET_ERROR_INVALID, shortened, _("“%s” is not a property; there are none"), shortened);
  return FALSE;
}

/**
 * docket_record_set_text:
 * @self: a record
 * @name: a property's name
 * @text: (nullable): its text form; %NULL, and "" for all but strings, unset it
 * @error: return location
 *
 * Sets a property from what a person or a command line gave, and notifies if it changed.
 *
 * Returns: whether it was set; %DOCKET_ERROR_INVALID with the property stays as it was when there is no such
 *   property, the text is none of its kind, or it is out of bounds
 */
gboolean
docket_record_set_text (DocketRecord *self, const char *name, const char *text, GError **error)
{
  DocketRecordClass *klass;
  const DocketField *field;
  Member replacement = { 0 };
  gboolean is_null, is_good = TRUE;
  int index;

  g_return_val_if_fail (DOCKET_IS_RECORD (self), FALSE);
  g_return_val_if_fail (name != NULL, FALSE);

  klass = DOCKET_RECORD_GET_CLASS (self);
  index = docket_record_class_find_index (klass, name);
  if (index < 0)
    return docket_record_class_refuse (klass, name, error);
  field = klass->all_fields[index];
  is_null = text == NULL || (*text == '\0' && field->kind != &docket_kind_string);
  if (!is_null)
    is_good = docket_field_parse (field, replacement.bytes, text, error) && docket_field_validate (field, replacement.bytes, error);
  if (is_good)
    replace_member (self, (guint) index, &replacement, !is_null,
                    docket_field_is_same (field, DOCKET_RECORD_MEMBER (self, field), replacement.bytes));
  docket_field_clear (field, replacement.bytes);
  return is_good;
}

/**
 * docket_record_get_text:
 * @self: a record
 * @name: a property's name
 *
 * Returns: (nullable) (transfer full): its text form; %NULL when it is not set or its kind has none
 */
char *
docket_record_get_text (DocketRecord *self, const char *name)
{
  DocketRecordClass *klass;
  const DocketField *field;
  int index;

  g_return_val_if_fail (DOCKET_IS_RECORD (self), NULL);
  g_return_val_if_fail (name != NULL, NULL);

  klass = DOCKET_RECORD_GET_CLASS (self);
  index = docket_record_class_find_index (klass, name);
  if (index < 0)
    return NULL;
  field = klass->all_fields[index];
  if (field->kind->format == NULL || (!(field->flags & DOCKET_FIELD_REQUIRED) && !docket_record_is_index_set (self, (guint) index)))
    return NULL;
  return field->kind->format (field, DOCKET_RECORD_MEMBER (self, field));
}

static gboolean
validate_field (DocketRecord *self, DocketRecordClass *klass, guint index, GError **error)
{
  const DocketField *field = klass->all_fields[index];
  gboolean is_required = (field->flags & DOCKET_FIELD_REQUIRED) != 0;

  if (docket_record_is_index_set (self, index) || (is_required && docket_field_is_plain (field)))
    return docket_field_validate (field, DOCKET_RECORD_MEMBER (self, field), error);
  if (!is_required || (field->flags & DOCKET_FIELD_COMPLETED))
    return TRUE;
  docket_error_set (error, DOCKET_ERROR_INVALID, field->name, _("“%s” is missing"), field->name);
  return FALSE;
}

/**
 * docket_record_validate:
 * @self: a record
 * @error: return location
 *
 * Checks that what is required is there (but for completed fields, which prepare fills), that every field keeps its bounds,
 * that nested records are valid, and last what the class says of its fields together.
 *
 * Returns: whether it is valid; %DOCKET_ERROR_INVALID with the field's path otherwise
 */
gboolean
docket_record_validate (DocketRecord *self, GError **error)
{
  DocketRecordClass *klass;

  g_return_val_if_fail (DOCKET_IS_RECORD (self), FALSE);

  klass = DOCKET_RECORD_GET_CLASS (self);
  for (guint i = 0; i < klass->n_all_fields; i++)
    if (!validate_field (self, klass, i, error))
      return FALSE;
  return klass->validate == NULL || klass->validate (self, error);
}

/**
 * docket_record_fill:
 * @self: a record
 * @columns: a result row whose columns docket_record_append_columns() named
 * @first_column: where they begin
 *
 * Fills each field that has a column. A field is set unless its column is NULL. Nothing is notified.
 */
void
docket_record_fill (DocketRecord *self, DocketColumns *columns, int first_column)
{
  DocketRecordClass *klass;
  int column = first_column;

  g_return_if_fail (DOCKET_IS_RECORD (self));
  g_return_if_fail (columns != NULL);

  klass = DOCKET_RECORD_GET_CLASS (self);
  for (guint i = 0; i < klass->n_all_fields; i++)
    {
      const DocketField *field = klass->all_fields[i];
      gpointer member = DOCKET_RECORD_MEMBER (self, field);
      gboolean is_set;

      if (field->column == NULL)
        continue;
      is_set = sqlite3_column_type (columns, column) != SQLITE_NULL;
      docket_field_clear (field, member);
      if (is_set)
        docket_field_from_column (field, member, columns, column);
      docket_field_set_put (docket_record_get_present (self), i, is_set);
      column++;
    }
  if (klass->filled != NULL)
    klass->filled (self);
}

/**
 * docket_record_append_columns:
 * @klass: a class of rows
 * @sql: what to append to
 *
 * Appends the SQL expressions of the fields' columns, with commas between them.
 */
void
docket_record_append_columns (DocketRecordClass *klass, GString *sql)
{
  const char *separator = "";

  for (guint i = 0; i < klass->n_all_fields; i++)
    if (klass->all_fields[i]->column != NULL)
      {
        g_string_append (sql, separator);
        g_string_append (sql, klass->all_fields[i]->column);
        separator = ", ";
      }
}
