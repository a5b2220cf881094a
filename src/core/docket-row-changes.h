/* docket-row-changes.h: what a row model lets workers find out
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "docket-list-statement.h"
#include "docket-row-keys.h"

G_BEGIN_DECLS

/* More changed keys than this: the list is read again. */
#define DOCKET_ROW_CHANGES_MAXIMUM 256

/* Rows that are read together. */
#define DOCKET_ROW_PAGE_SIZE 128

/**
 * DocketRowRequest:
 * @query: what is listed; nobody changes it
 * @keys: (nullable): the list as it is shown; nobody changes it meanwhile
 * @changed: (nullable): the keys that changed, sorted, unique
 * @live: (nullable): the keys whose row objects live, sorted
 *
 * What a worker gets.
 */
typedef struct
{
  DocketListQuery *query;
  DocketRowKeys *keys;
  GArray *changed;
  GArray *live;
} DocketRowRequest;

DocketRowRequest *docket_row_request_new (DocketListQuery *query, DocketRowKeys *keys);

void docket_row_request_free (gpointer request);

/* In the order in which they are applied; positions count what the splices before did. */
typedef struct
{
  guint position;
  guint n_removed;
  guint first_added;
  guint n_added;
} DocketRowSplice;

/**
 * DocketRowChanges:
 * @keys: (nullable): the new list, or its first page
 * @direction: as for [func@RowKeys.new]
 * @has_limit: whether there may be more rows than the list holds
 * @is_complete: whether @keys is all of it
 * @position: where the new list differs from the old one
 * @n_removed: how many rows of the old one the difference takes
 * @n_added: how many of the new one
 * @splices: (nullable) (element-type DocketRowSplice): the same as single changes
 * @added: (nullable) (element-type gint64): the keys that the splices add
 * @probed: (nullable) (element-type gint64): the rows that changed ones were compared with
 * @rows: (element-type DocketRow): rows read on the way
 * @log_position: how far the views were
 *
 * What a worker found out.
 */
typedef struct
{
  GArray *keys;
  int direction;
  gboolean has_limit;
  gboolean is_complete;
  guint position;
  guint n_removed;
  guint n_added;
  GArray *splices;
  GArray *added;
  GArray *probed;
  GPtrArray *rows;
  gint64 log_position;
} DocketRowChanges;

void docket_row_changes_free (gpointer changes);

DocketRowChanges *docket_row_changes_new (DocketRowRequest *request, DocketListStatement *statement, DocketDatabase *database);

gboolean docket_row_changes_load_row (DocketRowChanges *changes, DocketListStatement *statement, DocketDatabase *database,
                                      gint64 key, GError **error);

/* Each is a DocketReadFunc whose data is a DocketRowRequest. */
gpointer docket_row_changes_load_first (DocketDatabase *database, gpointer data, GCancellable *cancellable, GError **error);
gpointer docket_row_changes_load_all (DocketDatabase *database, gpointer data, GCancellable *cancellable, GError **error);
gpointer docket_row_changes_find (DocketDatabase *database, gpointer data, GCancellable *cancellable, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DocketRowChanges, docket_row_changes_free)

G_END_DECLS
