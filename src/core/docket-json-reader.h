/* docket-json-reader.h: reads JSON text strictly, token by token
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  DOCKET_JSON_OBJECT,
  DOCKET_JSON_ARRAY,
  DOCKET_JSON_STRING,
  DOCKET_JSON_NUMBER,
  DOCKET_JSON_BOOLEAN,
  DOCKET_JSON_NULL,
  DOCKET_JSON_INVALID,
} DocketJsonType;

/**
 * DocketJsonReader:
 *
 * A cursor over JSON text (RFC 8259, strict: UTF-8, no comments, no trailing commas, nesting of at most 64).
 * It lives on the stack. Errors are %DOCKET_ERROR_SYNTAX with line and column, but for a number that is not whole.
 */
typedef struct
{
  const char *text;
  const char *at;
  const char *end;
  guint depth;
  gboolean first;
  GString *scratch;
} DocketJsonReader;

void docket_json_reader_init (DocketJsonReader *reader, const char *text, gssize length);

void docket_json_reader_clear (DocketJsonReader *reader);

DocketJsonType docket_json_reader_peek (DocketJsonReader *reader);

gboolean docket_json_reader_begin_object (DocketJsonReader *reader, GError **error);

const char *docket_json_reader_next_member (DocketJsonReader *reader, GError **error);

gboolean docket_json_reader_begin_array (DocketJsonReader *reader, GError **error);

gboolean docket_json_reader_next_element (DocketJsonReader *reader, GError **error);

const char *docket_json_reader_string (DocketJsonReader *reader, gsize *length, GError **error);

gboolean docket_json_reader_integer (DocketJsonReader *reader, gint64 *value, GError **error);

gboolean docket_json_reader_boolean (DocketJsonReader *reader, gboolean *value, GError **error);

gboolean docket_json_reader_null (DocketJsonReader *reader, GError **error);

gboolean docket_json_reader_skip (DocketJsonReader *reader, GError **error);

gboolean docket_json_reader_end (DocketJsonReader *reader, GError **error);

G_END_DECLS
