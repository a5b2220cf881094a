/* docket-field.h: the field tables of records, and the kinds of their fields
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib-object.h>
#include <json-glib/json-glib.h>

#include "docket-error.h"
#include "docket-json-reader.h"
#include "docket-json-writer.h"
#include "docket-time.h"
#include "docket-uuid.h"

G_BEGIN_DECLS

typedef struct _DocketField DocketField;
typedef struct _DocketFieldKind DocketFieldKind;
typedef struct sqlite3_stmt DocketColumns;

/**
 * DocketFieldFlags:
 * @DOCKET_FIELD_REQUIRED: must be given, and is always written
 * @DOCKET_FIELD_PERSONAL: tells something of a person: kept apart, and blanked when that person is erased
 * @DOCKET_FIELD_SUBJECT: the identifier of the person whom the personal fields are about
 * @DOCKET_FIELD_COMPLETED: filled by prepare; from outside it is an unknown property
 * @DOCKET_FIELD_ENVELOPE: stored in a column of its own, not in the data
 */
typedef enum
{
  DOCKET_FIELD_REQUIRED = 1 << 0,
  DOCKET_FIELD_PERSONAL = 1 << 1,
  DOCKET_FIELD_SUBJECT = 1 << 2,
  DOCKET_FIELD_COMPLETED = 1 << 3,
  DOCKET_FIELD_ENVELOPE = 1 << 4,
} DocketFieldFlags;

/**
 * DocketFieldParts:
 * @DOCKET_PART_PUBLIC: what is not marked personal
 * @DOCKET_PART_PERSONAL: what is
 * @DOCKET_PART_ENVELOPE: what has a column of its own
 * @DOCKET_PART_ALL: everything, as the outside world sees it
 *
 * Which fields of a record are written.
 */
typedef enum
{
  DOCKET_PART_PUBLIC = 1 << 0,
  DOCKET_PART_PERSONAL = 1 << 1,
  DOCKET_PART_ENVELOPE = 1 << 2,
  DOCKET_PART_ALL = 7,
} DocketFieldParts;

/**
 * DocketReadMode:
 * @DOCKET_READ_STORED: Docket wrote it; unknown members are passed over
 * @DOCKET_READ_EXTERNAL: somebody else wrote it: unknown members, wrong types and completed fields are refused by name
 */
typedef enum
{
  DOCKET_READ_STORED,
  DOCKET_READ_EXTERNAL,
} DocketReadMode;

/**
 * DocketFieldKind:
 * @name: how the JSON schema and messages call it
 * @size: bytes of the member
 * @parse: for kinds that have a text form: reads the member, which is all zeros, from it
 * @format: for kinds that have a text form: that form, or %NULL when the member holds nothing
 * @write: (nullable): writes the member; the default writes @format as a string
 * @read: (nullable): reads the member; the default parses a string
 * @is_zero: (nullable): whether the member was never set; the default compares with zero bytes
 * @clear: (nullable): frees what the member holds; the caller zeroes it
 * @copy: (nullable): copies the member deeply; the default copies bytes
 * @equal: (nullable): whether two members are the same; the default compares bytes
 * @validate: (nullable): checks the member against the field's bounds
 * @param_spec: (nullable): makes the property; the default is a string property of the text form
 * @get_value: (nullable): goes with @param_spec
 * @set_value: (nullable): goes with @param_spec
 * @from_column: (nullable): fills the member from a column of a result row; the default parses its text
 * @schema: (nullable): adds members to the JSON schema of the field; the default says that it is a string
 *
 * What one kind of field can do. Layers above core bring their own. A kind without @param_spec is text to GObject, and
 * its zero bytes mean that there is nothing. An error without a field gets the field's name.
 */
struct _DocketFieldKind
{
  const char *name;
  gsize size;
  gboolean (*parse) (const DocketField *field, gpointer member, const char *text, GError **error);
  char *(*format) (const DocketField *field, gconstpointer member);
  void (*write) (const DocketField *field, gconstpointer member, DocketFieldParts parts, DocketJsonWriter *writer);
  gboolean (*read) (const DocketField *field, gpointer member, DocketReadMode mode, DocketJsonReader *reader, GError **error);
  gboolean (*is_zero) (gconstpointer member);
  void (*clear) (gpointer member);
  void (*copy) (gpointer member, gconstpointer source);
  gboolean (*equal) (gconstpointer a, gconstpointer b);
  gboolean (*validate) (const DocketField *field, gconstpointer member, GError **error);
  GParamSpec *(*param_spec) (const DocketField *field);
  void (*get_value) (const DocketField *field, gconstpointer member, GValue *value);
  void (*set_value) (const DocketField *field, gpointer member, const GValue *value);
  void (*from_column) (const DocketField *field, gpointer member, DocketColumns *columns, int column);
  void (*schema) (const DocketField *field, JsonBuilder *builder);
};

/**
 * DocketField:
 * @name: the property, as GObject spells it: `unit-price`
 * @kind: what it holds
 * @offset: where the member is in the instance
 * @flags: what is special about it
 * @type: for records, lists of records and enumerations: their type
 * @minimum: the least value (numbers) or length in characters (text) or items (lists)
 * @maximum: the greatest; 0 with a @minimum of 0 means the kind's own bound
 * @column: for rows: the SQL expression that gives it; %NULL for a field that the query fills itself
 * @summary: for the JSON schema: one plain English sentence
 * @usual: (nullable): the text form of the value that it mostly has. It is not written where a record is stored, and reading
 *   what was stored gives it back. With “0” nothing is as good as it.
 * @told_as: (nullable): for a field of a command: the event's field that mostly tells the very same, and then alone;
 *   %DOCKET_TOLD_STREAM for the event's stream. A completed or personal field needs it only where the two are called
 *   differently.
 *
 * One row of a field table.
 */
struct _DocketField
{
  const char *name;
  const DocketFieldKind *kind;
  gsize offset;
  DocketFieldFlags flags;
  GType (*type) (void);
  gint64 minimum;
  gint64 maximum;
  const char *column;
  const char *summary;
  const char *usual;
  const char *told_as;
};

/* No field is called so. */
#define DOCKET_TOLD_STREAM ":stream"

#define DOCKET_FIELD(Type, member, property, field_kind, ...) \
  { .name = property, .kind = &field_kind, .offset = G_STRUCT_OFFSET (Type, member), __VA_ARGS__ }

/* Members: char * · DocketUuid · gint64 microseconds · gint32 yyyymmdd · gint64 · gboolean · int ·
 * DocketRecord * · GPtrArray * of DocketRecord · char ** */
extern const DocketFieldKind docket_kind_string;
extern const DocketFieldKind docket_kind_uuid;
extern const DocketFieldKind docket_kind_time;
extern const DocketFieldKind docket_kind_day;
extern const DocketFieldKind docket_kind_integer;
extern const DocketFieldKind docket_kind_boolean;
extern const DocketFieldKind docket_kind_enum;
extern const DocketFieldKind docket_kind_record;
extern const DocketFieldKind docket_kind_records;
extern const DocketFieldKind docket_kind_strings;

G_END_DECLS
