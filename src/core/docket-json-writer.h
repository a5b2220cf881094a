/* docket-json-writer.h: writes JSON text
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * DocketJsonWriter:
 * @text: what was written so far
 *
 * Writes compact JSON in the order of the calls, commas included. The same calls give the same bytes.
 */
typedef struct
{
  GString *text;
  gboolean needs_comma;
} DocketJsonWriter;

void docket_json_writer_init (DocketJsonWriter *writer, GString *text);

void docket_json_writer_begin_object (DocketJsonWriter *writer);

void docket_json_writer_end_object (DocketJsonWriter *writer);

void docket_json_writer_begin_array (DocketJsonWriter *writer);

void docket_json_writer_end_array (DocketJsonWriter *writer);

void docket_json_writer_member (DocketJsonWriter *writer, const char *name);

void docket_json_writer_string (DocketJsonWriter *writer, const char *value);

void docket_json_writer_integer (DocketJsonWriter *writer, gint64 value);

void docket_json_writer_boolean (DocketJsonWriter *writer, gboolean value);

void docket_json_writer_null (DocketJsonWriter *writer);

void docket_json_writer_raw (DocketJsonWriter *writer, const char *json);

G_END_DECLS
