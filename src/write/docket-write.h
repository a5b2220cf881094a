/* docket-write.h: the commands of a shop and its normalized tables
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "docket-command-bus.h"

G_BEGIN_DECLS

void docket_write_register (DocketCommandBus *bus);

gboolean docket_write_create_tables (DocketDatabase *database, GError **error);

const char *const *docket_write_get_tables (void);

const DocketEvolver *docket_write_get_evolvers (guint *n_evolvers);

G_END_DECLS
