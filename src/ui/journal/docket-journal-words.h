/* docket-journal-words.h: words for commands, outcomes and views
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "docket-words.h"

G_BEGIN_DECLS

/* "DocketRecordPayment" → “Record payment”. Transfer full. */
char *docket_journal_words_command (gpointer object, const char *type_name);

/* accepted or rejected; NULL for a row that is on its way. */
const DocketWord *docket_journal_words_outcome (gpointer object, const char *outcome);

/* 340 µs · 1.2 ms · 3.4 s; "" for nothing. */
char *docket_journal_words_duration (gpointer object, gint64 microseconds);

/* "orders_view" → “Orders”. Transfer full. */
char *docket_journal_words_view (const char *view);

G_END_DECLS
