/* docket-view-json.h: lists as one text in a column
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "docket-record.h"

G_BEGIN_DECLS

char *docket_view_json_from_record (gpointer record);

char *docket_view_json_from_records (GPtrArray *records);

char *docket_view_json_from_strings (char **strings);

G_END_DECLS
