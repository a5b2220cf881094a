/* docket-csv-reader.h: reads tables of commas, and says where each row stands
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "docket-error.h"

G_BEGIN_DECLS

typedef struct _DocketCsvReader DocketCsvReader;

DocketCsvReader *docket_csv_reader_open (const char *path, GError **error);

void docket_csv_reader_free (DocketCsvReader *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DocketCsvReader, docket_csv_reader_free)

gboolean docket_csv_reader_next (DocketCsvReader *self, GError **error);

gint64 docket_csv_reader_get_line (DocketCsvReader *self);

guint docket_csv_reader_get_n_cells (DocketCsvReader *self);

const char *docket_csv_reader_get_cell (DocketCsvReader *self, int column);

gboolean docket_csv_reader_take_titles (DocketCsvReader *self, GError **error);

int docket_csv_reader_find_column (DocketCsvReader *self, const char *title);

gint64 docket_csv_reader_get_size (DocketCsvReader *self);

gint64 docket_csv_reader_get_offset (DocketCsvReader *self);

G_END_DECLS
