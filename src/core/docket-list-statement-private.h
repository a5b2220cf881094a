/* docket-list-statement-private.h: what the parts of a list statement share
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "docket-list-statement.h"

G_BEGIN_DECLS

typedef struct
{
  char kind;
  union
  {
    char *text;
    gint64 integer;
    DocketUuid uuid;
    GBytes *bytes;
  };
} DocketListValue;

typedef struct
{
  char *table;
  char *match;
} DocketListSearch;

/* A column and its value, or a condition, and the index that finds the rows which meet it. is_excluded: the rows have any other value
 * of that column. */
typedef struct
{
  char *column;
  gint64 value;
  char *condition;
  gboolean is_excluded;
  const char *index;
  /* What the index is called since the view was last made again; NULL while it is not known, or not there. */
  char *found_index;
  /* How many rows are found by it, or more than are counted. */
  gboolean is_counted;
  guint n_rows;
} DocketListChoice;

typedef struct
{
  char *expression;
  gboolean is_descending;
  gboolean ignores_case;
} DocketListOrder;

struct _DocketListStatement
{
  DocketListQuery *query;
  DocketListQueryClass *klass;
  GString *conditions;
  GArray *values;
  GArray *choices;
  GArray *searches;
  GArray *orders;
  gint64 limit;
  char *row_sql;
  char *match_sql;
  char *probe_sql;
};

gboolean docket_list_statement_is_key_descending (DocketListStatement *self);

/* More rows than that are not counted. */
#define DOCKET_LIST_MANY_ROWS 20000

/* How many rows meet each choice; once, since a statement lives within one view of the file. */
gboolean docket_list_statement_count_choices (DocketListStatement *self, DocketDatabase *database, GError **error);

/* Whether no row has what is excluded. */
gboolean docket_list_choice_is_idle (const DocketListChoice *choice);

/* The choice that the fewest rows meet, and few of all, so that they are found by it and then sorted; −1: the rows are read in their order, and
 * those that do not meet it are passed by. */
int docket_list_statement_find_rare_choice (DocketListStatement *self, DocketDatabase *database, gboolean has_limit, GError **error);

void docket_list_statement_make_sql (DocketListStatement *self);
char *docket_list_statement_make_columns (DocketListStatement *self);
char *docket_list_statement_make_list_sql (DocketListStatement *self, const char *columns, int rare_choice, gboolean has_limit);
void docket_list_statement_append_order_by (DocketListStatement *self, const char *key, gboolean is_sorted, GString *sql);
int docket_list_statement_bind_conditions (DocketListStatement *self, DocketStatement *statement, int index);

/* The first keys, where they lie close enough together in the list's order; NULL without error where they do not, or where there is a
 * better way to find them. */
GArray *docket_list_statement_walk (DocketListStatement *self, DocketDatabase *database, gint64 limit, GCancellable *cancellable,
                                    GError **error);

GArray *docket_list_statement_collect_keys (DocketStatement *statement, GCancellable *cancellable, GError **error);

G_END_DECLS
