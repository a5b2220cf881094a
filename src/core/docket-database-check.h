/* docket-database-check.h: SQLite's own look at a whole file
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "docket-database.h"

#include <gio/gio.h>

G_BEGIN_DECLS

char **docket_database_check (DocketDatabase *database, gboolean is_quick, GCancellable *cancellable, GError **error);

G_END_DECLS
