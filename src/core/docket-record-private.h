/* docket-record-private.h: what the files that make up records share
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "docket-record.h"

G_BEGIN_DECLS

#define DOCKET_RECORD_MAXIMUM_FIELDS 128

/* A set of fields, by their place in the class's all_fields. */
typedef struct
{
  guint64 bits[DOCKET_RECORD_MAXIMUM_FIELDS / 64];
} DocketFieldSet;

static inline gboolean
docket_field_set_has (const DocketFieldSet *set, guint index)
{
  return (set->bits[index / 64] >> (index % 64) & 1) != 0;
}

static inline void
docket_field_set_put (DocketFieldSet *set, guint index, gboolean is_in)
{
  if (is_in)
    set->bits[index / 64] |= G_GUINT64_CONSTANT (1) << (index % 64);
  else
    set->bits[index / 64] &= ~(G_GUINT64_CONSTANT (1) << (index % 64));
}

/* The operations of a field's kind, with the defaults that docket-field.h tells of. */
gboolean docket_field_is_zero (const DocketField *field, gconstpointer member);
/* Whether the kind has no form for "nothing": false, 0 and the first of an enumeration are values. */
gboolean docket_field_is_plain (const DocketField *field);
/* Whether zero bytes can be a value of the kind, or always stand for nothing. Kinds of the layers above are taken to have a
 * zero, such as an amount. */
gboolean docket_field_has_zero (const DocketField *field);
void docket_field_clear (const DocketField *field, gpointer member);
void docket_field_copy (const DocketField *field, gpointer member, gconstpointer source);
gboolean docket_field_equal (const DocketField *field, gconstpointer a, gconstpointer b);
/* Equal, and either both set or neither. */
gboolean docket_field_is_same (const DocketField *field, gconstpointer a, gconstpointer b);
gboolean docket_field_validate (const DocketField *field, gconstpointer member, GError **error);
gboolean docket_field_parse (const DocketField *field, gpointer member, const char *text, GError **error);
void docket_field_write (const DocketField *field, gconstpointer member, DocketFieldParts parts, DocketJsonWriter *writer);
gboolean docket_field_read (const DocketField *field, gpointer member, DocketReadMode mode, DocketJsonReader *reader, GError **error);
GParamSpec *docket_field_param_spec (const DocketField *field);
void docket_field_get_value (const DocketField *field, gconstpointer member, GValue *value);
gboolean docket_field_set_value (const DocketField *field, gpointer member, const GValue *value);
void docket_field_from_column (const DocketField *field, gpointer member, DocketColumns *columns, int column);
void docket_field_add_schema (const DocketField *field, JsonBuilder *builder);

/* Checks that a value of the type comes next; DOCKET_ERROR_INVALID when it is another, DOCKET_ERROR_SYNTAX when it is none.
 * path: how the message calls it. */
gboolean docket_field_expect (const char *path, DocketJsonType type, DocketJsonReader *reader, GError **error);

/* A text from outside, short enough for a message. */
char *docket_field_shorten (const char *text);

/* Says that somebody outside named a property that is none of theirs to give, and which ones are. */
gboolean docket_record_class_refuse (DocketRecordClass *klass, const char *name, GError **error);

/* Bounds of a length or a number of items. */
gboolean docket_field_check_items (const DocketField *field, gint64 n_items, GError **error);

#define DOCKET_MAXIMUM_CHARACTERS 2000
#define DOCKET_MAXIMUM_ITEMS 1000

/* Reads one object into the record and checks that nothing required is missing, but no bounds. */
gboolean docket_record_read_members (DocketRecord *self, DocketReadMode mode, DocketJsonReader *reader, GError **error);

/* docket_record_write() without the fields of omitted, and with null for those of unset. */
void docket_record_write_rest (DocketRecord *self, DocketFieldParts parts, const DocketFieldSet *omitted, const DocketFieldSet *unset,
                               DocketJsonWriter *writer);

/* Notes which fields an object of stored JSON names. */
gboolean docket_record_list_members (DocketRecord *self, DocketJsonReader *reader, DocketFieldSet *named, GError **error);

/* Whether the member holds what its field usually does, or nothing where that is as good. */
gboolean docket_record_class_is_usual (DocketRecordClass *klass, guint index, gconstpointer member);

DocketFieldSet *docket_record_get_present (DocketRecord *self);
gboolean docket_record_is_index_set (DocketRecord *self, guint index);
int docket_record_class_find_index (DocketRecordClass *klass, const char *name);
void docket_record_class_add_schema (DocketRecordClass *klass, JsonBuilder *builder);

G_END_DECLS
