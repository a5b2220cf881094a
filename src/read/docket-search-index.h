/* docket-search-index.h: the words that rows are found by
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "docket-database.h"

G_BEGIN_DECLS

/* No copy of the text and no places of words in it: three quarters smaller. Prefixes of up to 8 characters have lists of their
 * own, so that a common one need not be put together from thousands of words. */
#define DOCKET_SEARCH_INDEX_TABLE(name) \
  "CREATE VIRTUAL TABLE " name " USING fts5 (text, tokenize = \"unicode61 remove_diacritics 2 tokenchars '@'\"," \
  " prefix = '1 2 3 4 5 6 7 8', content = '', detail = none);"

/**
 * DocketSearchIndex:
 *
 * What is to be written to such a table, gathered, so that it comes in the order of the rows: anything else makes FTS5
 * begin a new piece of its index each time.
 */
typedef struct _DocketSearchIndex DocketSearchIndex;

DocketSearchIndex *docket_search_index_new (const char *table);
void docket_search_index_free (DocketSearchIndex *self);

/* More words of a row. */
void docket_search_index_add (DocketSearchIndex *self, gint64 key, const char *text);

/* Exactly what was added for a row. */
void docket_search_index_remove (DocketSearchIndex *self, gint64 key, const char *text);

gboolean docket_search_index_flush (DocketSearchIndex *self, DocketDatabase *database, GError **error);
void docket_search_index_forget (DocketSearchIndex *self);

/* A little, when nobody waits. */
gboolean docket_search_index_tidy (DocketSearchIndex *self, DocketDatabase *database, gboolean *has_more, GError **error);

G_END_DECLS
