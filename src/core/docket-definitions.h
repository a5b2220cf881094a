/* docket-definitions.h: whether the tables of a file that can be made again are what they were made as
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "docket-database.h"

G_BEGIN_DECLS

gboolean docket_definitions_check (DocketDatabase *database, const char *schema, GError **error);

void docket_definitions_blame (DocketDatabase *database, GError *trouble, GError **error);

G_END_DECLS
