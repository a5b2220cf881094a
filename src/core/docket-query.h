/* docket-query.h: a record that asks for data
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gio/gio.h>

#include "docket-database.h"
#include "docket-record.h"
#include "docket-row.h"

G_BEGIN_DECLS

/**
 * DocketQuerySource:
 * @DOCKET_QUERY_READ: read.db
 * @DOCKET_QUERY_WRITE: the log and the journal of write.db, read-only
 */
typedef enum
{
  DOCKET_QUERY_READ,
  DOCKET_QUERY_WRITE,
} DocketQuerySource;

#define DOCKET_TYPE_QUERY (docket_query_get_type ())
G_DECLARE_DERIVABLE_TYPE (DocketQuery, docket_query, DOCKET, QUERY, DocketRecord)

/**
 * DocketQueryClass:
 * @name: how the command line calls it: `order`
 * @source: which database it reads
 * @views: %NULL-terminated: the views whose changes concern it
 * @execute: answers one record (transfer full); %NULL with %DOCKET_ERROR_NOT_FOUND when there is none. List queries have none.
 *
 * A class of queries. execute runs on a worker with a read-only connection.
 */
struct _DocketQueryClass
{
  DocketRecordClass parent_class;

  const char *name;
  DocketQuerySource source;
  const char *const *views;
  DocketRecord *(*execute) (DocketQuery *self, DocketDatabase *database, GError **error);
  gpointer padding[4];
};

const char *docket_query_get_name (DocketQuery *self);

gboolean docket_query_is_about (DocketQuery *self, const char *view);

/**
 * DocketListStatement:
 *
 * What a list query makes of its properties: which rows, in which order. Core makes the SQL of it.
 */
typedef struct _DocketListStatement DocketListStatement;

/* A condition, all of which must hold; formats as in docket_database_query. */
void docket_list_statement_where (DocketListStatement *statement, const char *condition, const char *format, ...);

/* A condition on a column of few values, which has an index and stands in those of the orders. */
void docket_list_statement_choose (DocketListStatement *statement, const char *column, gint64 value);
void docket_list_statement_choose_indexed (DocketListStatement *statement, const char *index, const char *condition);

/* Any other value of such a column; index finds the rows that have this one. */
void docket_list_statement_exclude (DocketListStatement *statement, const char *index, const char *column, gint64 value);

/* Sorts by an expression, then by the next; the key always comes last, in the direction of the first. */
void docket_list_statement_order_by (DocketListStatement *statement, const char *expression, gboolean is_descending);

/* Sorts by a name, "-name" for descending, looked up in a table; FALSE with DOCKET_ERROR_INVALID when it is not there. */
typedef struct
{
  const char *name;
  const char *expression;
} DocketSort;
gboolean docket_list_statement_order_by_name (DocketListStatement *statement, const char *name, const DocketSort *sorts, guint n_sorts,
                                              GError **error);

void docket_list_statement_limit (DocketListStatement *statement, gint64 limit);

/* A full-text condition: table is an FTS5 table whose rowid is the key; text is what a person typed: every token must begin
 * a word of the row. */
void docket_list_statement_search (DocketListStatement *statement, const char *table, const char *text);

#define DOCKET_TYPE_LIST_QUERY (docket_list_query_get_type ())
G_DECLARE_DERIVABLE_TYPE (DocketListQuery, docket_list_query, DOCKET, LIST_QUERY, DocketQuery)

/**
 * DocketListQueryClass:
 * @row_type: what a row is; its fields' columns are SQL expressions over @from
 * @from: the table, or tables joined so that each key gives one row
 * @key: the integer key column
 * @describe: adds conditions and order
 * @prepare: (nullable): before it is asked: finds what its filters name, or says that there is none
 * @complete: (nullable): after the row's columns were filled: what cannot be said in one column
 */
struct _DocketListQueryClass
{
  DocketQueryClass parent_class;

  GType (*row_type) (void);
  const char *from;
  const char *key;
  gboolean (*describe) (DocketListQuery *self, DocketListStatement *statement, GError **error);
  gboolean (*complete) (DocketListQuery *self, DocketRow *row, DocketDatabase *database, GError **error);
  gboolean (*prepare) (DocketListQuery *self, DocketDatabase *database, GError **error);
  gpointer padding[3];
};

/* What the row model and the bus do with it, on a worker. */
gboolean docket_list_query_prepare (DocketListQuery *self, DocketDatabase *database, GError **error);
GArray *docket_list_query_load_keys (DocketListQuery *self, DocketDatabase *database, GCancellable *cancellable, GError **error);
/* At most limit keys from the beginning; for a first page. */
GArray *docket_list_query_load_first_keys (DocketListQuery *self, DocketDatabase *database, guint limit, GError **error);
/* NULL without error: no such row (any more). */
DocketRow *docket_list_query_load_row (DocketListQuery *self, DocketDatabase *database, gint64 key, GError **error);
/* Sort values of the row if it meets the conditions; NULL without error when it does not. Element type sqlite3_value *. */
GPtrArray *docket_list_query_load_sort_values (DocketListQuery *self, DocketDatabase *database, gint64 key, gboolean regardless,
                                               GError **error);
/* As the SQL orders them. */
int docket_list_query_compare (DocketListQuery *self, GPtrArray *a, gint64 key_a, GPtrArray *b, gint64 key_b);

G_END_DECLS
