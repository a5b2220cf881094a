/* docket-reader.h: the read-only connections of one worker
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "docket-query.h"

G_BEGIN_DECLS

typedef struct _DocketReader DocketReader;

DocketReader *docket_reader_new (const char *write_path, const char *read_path);

void docket_reader_free (DocketReader *self);

DocketDatabase *docket_reader_get_database (DocketReader *self, DocketQuerySource source, GError **error);

/* The inode of the read.db that is open. */
guint64 docket_reader_get_file_number (DocketReader *self);

G_END_DECLS
