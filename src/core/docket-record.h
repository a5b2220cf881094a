/* docket-record.h: the base of commands, events, queries and rows: a struct with a field table
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib-object.h>

#include "docket-field.h"

G_BEGIN_DECLS

#define DOCKET_TYPE_RECORD (docket_record_get_type ())
G_DECLARE_DERIVABLE_TYPE (DocketRecord, docket_record, DOCKET, RECORD, GObject)

/**
 * DocketRecordClass:
 * @parent_class: the parent
 * @fields: this class's own field table
 * @n_fields: how many rows it has, at most 60
 * @validate: (nullable): checks what concerns several fields; the fields themselves are checked before
 * @copied: (nullable): after docket_record_copy(): takes over from the source what is no field; chains up
 * @filled: (nullable): after docket_record_fill(): the columns are in the members; chains up
 *
 * A class of records. Subclasses declare a struct and a table and use DOCKET_DEFINE_RECORD.
 */
struct _DocketRecordClass
{
  GObjectClass parent_class;

  const DocketField *fields;
  guint n_fields;
  gboolean (*validate) (DocketRecord *self, GError **error);
  void (*copied) (DocketRecord *self, DocketRecord *source);
  void (*filled) (DocketRecord *self);

  /*< private >*/
  GParamSpec **properties;
  GHashTable *names;
  const DocketField **all_fields;
  guint n_all_fields;
  gboolean has_personal;
  gpointer *usual;
  gpointer padding[3];
};

void docket_record_class_set_fields (DocketRecordClass *klass, const DocketField *fields, guint n_fields);

const DocketField *docket_record_class_find_field (DocketRecordClass *klass, const char *name);

/* Calls function for each field, those of the parents first. */
typedef void (*DocketFieldFunc) (const DocketField *field, gpointer data);
void docket_record_class_foreach_field (DocketRecordClass *klass, DocketFieldFunc function, gpointer data);

JsonNode *docket_record_class_schema (DocketRecordClass *klass);

#define DOCKET_RECORD_MEMBER(record, field) G_STRUCT_MEMBER_P (record, (field)->offset)

gboolean docket_record_is_set (DocketRecord *self, const DocketField *field);

gboolean docket_record_has (DocketRecord *self, const char *name);

/* Whether a field marked personal is set, here or in a nested record. */
gboolean docket_record_has_personal (DocketRecord *self);

gboolean docket_record_set_text (DocketRecord *self, const char *name, const char *text, GError **error);

char *docket_record_get_text (DocketRecord *self, const char *name);

gboolean docket_record_validate (DocketRecord *self, GError **error);

gboolean docket_record_equal (DocketRecord *self, DocketRecord *other);

DocketRecord *docket_record_copy (DocketRecord *self);

void docket_record_assign (DocketRecord *self, DocketRecord *source);

void docket_record_write (DocketRecord *self, DocketFieldParts parts, DocketJsonWriter *writer);

char *docket_record_to_json (DocketRecord *self, DocketFieldParts parts);

gboolean docket_record_read (DocketRecord *self, DocketReadMode mode, DocketJsonReader *reader, GError **error);

DocketRecord *docket_record_from_json (GType type, DocketReadMode mode, const char *json, gssize length, GError **error);

gboolean docket_record_check_complete (DocketRecord *self, GError **error);

void docket_record_fill (DocketRecord *self, DocketColumns *columns, int first_column);

void docket_record_append_columns (DocketRecordClass *klass, GString *sql);

/* Short lists of records, as members of docket_kind_records hold them. */
GPtrArray *docket_records_new (void);

GPtrArray *docket_records_copy (GPtrArray *records);

/**
 * DOCKET_DECLARE_RECORD:
 * @TypeName: `DocketOrderPlaced`
 * @type_name: `docket_order_placed`
 * @MODULE_NAME: `ORDER_PLACED`
 * @ParentName: `DocketEvent`
 *
 * Declares a final record type; its struct follows in the same header, its first member being
 * `ParentName parent_instance`.
 */
#define DOCKET_DECLARE_RECORD(TypeName, type_name, OBJECT_NAME, ParentName) \
  G_DECLARE_FINAL_TYPE (TypeName, type_name, DOCKET, OBJECT_NAME, ParentName)

/**
 * DOCKET_DEFINE_RECORD:
 *
 * Defines a record type from its struct and its static field table. A function
 * `type_name_class_extend (TypeNameClass *)` may be given with DOCKET_DEFINE_RECORD_EXTENDED, for a class that
 * overrides something.
 */
#define DOCKET_DEFINE_RECORD_EXTENDED(TypeName, type_name, PARENT_TYPE, field_table, extend) \
  G_DEFINE_FINAL_TYPE (TypeName, type_name, PARENT_TYPE) \
  static void type_name##_class_init (TypeName##Class *klass) \
  { \
    docket_record_class_set_fields ((DocketRecordClass *) klass, field_table, G_N_ELEMENTS (field_table)); \
    extend (klass); \
  } \
  static void type_name##_init (TypeName *self G_GNUC_UNUSED) {}

#define DOCKET_DEFINE_RECORD(TypeName, type_name, PARENT_TYPE, field_table) \
  G_DEFINE_FINAL_TYPE (TypeName, type_name, PARENT_TYPE) \
  static void type_name##_class_init (TypeName##Class *klass) \
  { \
    docket_record_class_set_fields ((DocketRecordClass *) klass, field_table, G_N_ELEMENTS (field_table)); \
  } \
  static void type_name##_init (TypeName *self G_GNUC_UNUSED) {}

G_END_DECLS
