/* docket-list-statement.h: what a list query asks for, as SQL
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "docket-query.h"

G_BEGIN_DECLS

typedef gboolean (*DocketListRowFunc) (DocketRow *row, gpointer data);

DocketListStatement *docket_list_statement_new (DocketListQuery *query, GError **error);

void docket_list_statement_free (DocketListStatement *self);

/* 1 or −1: sorted by the key alone, ascending or descending; 0: by something else first. */
int docket_list_statement_get_key_direction (DocketListStatement *self);

gboolean docket_list_statement_has_limit (DocketListStatement *self);

/* limit: 0 for all that the query allows. */
GArray *docket_list_statement_load_keys (DocketListStatement *self, DocketDatabase *database, gint64 limit,
                                         GCancellable *cancellable, GError **error);

DocketRow *docket_list_statement_load_row (DocketListStatement *self, DocketDatabase *database, gint64 key, GError **error);

GPtrArray *docket_list_statement_load_sort_values (DocketListStatement *self, DocketDatabase *database, gint64 key,
                                                   gboolean regardless, GError **error);

int docket_list_statement_compare (DocketListStatement *self, GPtrArray *a, gint64 key_a, GPtrArray *b, gint64 key_b);

/* Each row in order, filled and completed; until the function returns FALSE. */
gboolean docket_list_statement_foreach_row (DocketListStatement *self, DocketDatabase *database, DocketListRowFunc function,
                                            gpointer data, GCancellable *cancellable, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DocketListStatement, docket_list_statement_free)

G_END_DECLS
