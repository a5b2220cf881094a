/* docket-database-file.h: a database's file before SQLite opens it, and SQLite's errors in words
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <sqlite3.h>

#include "docket-error.h"

G_BEGIN_DECLS

gboolean docket_database_file_create (const char *path, gboolean can_shrink, GError **error);

gboolean docket_database_file_prepare (const char *path, gboolean can_create, GError **error);

gboolean docket_database_file_check_connection (sqlite3 *connection, const char *path, GError **error);

gboolean docket_database_file_set_error (sqlite3 *connection, const char *path, int result, GError **error);

G_END_DECLS
