/* docket-journal.h: every command, accepted or rejected, as a query
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "docket-query.h"

G_BEGIN_DECLS

/* Row properties: id, command (type name), time, day, actor, station, outcome, error-code, error-field, message, data (JSON of the
 * completed command), events (count), first-position, last-position, duration (microseconds), lag (microseconds), undoes. */
#define DOCKET_TYPE_JOURNAL_ROW (docket_journal_row_get_type ())
GType docket_journal_row_get_type (void);

/* Query properties: command, outcome, search, from, to, limit. */
#define DOCKET_TYPE_JOURNAL_QUERY (docket_journal_query_get_type ())
GType docket_journal_query_get_type (void);

G_END_DECLS
