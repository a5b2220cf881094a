/* docket-sql-names.h: gives the tables that SQL speaks of other names
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *docket_sql_names_add_suffix (const char *sql, const char *const *tables, const char *suffix);

G_END_DECLS
