/* docket-csv-writer.h: writes tables of commas
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * DocketCsvWriter:
 * @text: what was written so far
 *
 * Writes rows (RFC 4180) into a text.
 */
typedef struct
{
  GString *text;
  gboolean is_inside;
} DocketCsvWriter;

void docket_csv_writer_init (DocketCsvWriter *writer, GString *text);

void docket_csv_writer_cell (DocketCsvWriter *writer, const char *cell);

void docket_csv_writer_integer (DocketCsvWriter *writer, gint64 value);

void docket_csv_writer_end_row (DocketCsvWriter *writer);

G_END_DECLS
