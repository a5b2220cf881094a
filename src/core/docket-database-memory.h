/* docket-database-memory.h: what a writer remembers of its own tables
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "docket-database.h"

G_BEGIN_DECLS

gpointer docket_database_recall (DocketDatabase *self, const char *key);
gboolean docket_database_remember (DocketDatabase *self, const char *key, gpointer value, GDestroyNotify free_value);
void docket_database_forget (DocketDatabase *self);

G_END_DECLS
