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

/* A column and its value, or a condition and the index that finds the rows which meet it. */
typedef struct
{
  char *column;
  gint64 value;
  char *condition;
  const char *index;
  /* What the index is called since the view was last made again; NULL while it is not known. */
  char *found_index;
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

/* The first choice that few rows meet, so that they are found by it and then sorted; −1: the rows are read in their order, and
 * those that do not meet it are passed by. */
int docket_list_statement_find_rare_choice (DocketListStatement *self, DocketDatabase *database, gboolean has_limit, GError **error);

void docket_list_statement_make_sql (DocketListStatement *self);
char *docket_list_statement_make_columns (DocketListStatement *self);
char *docket_list_statement_make_list_sql (DocketListStatement *self, const char *columns, int rare_choice, gboolean has_limit);

/* The key and what it is sorted by, all rows; rows that are equal by that come as they like. */
gboolean docket_list_statement_can_order_ties (DocketListStatement *self);
char *docket_list_statement_make_ties_sql (DocketListStatement *self, int rare_choice);
int docket_list_statement_bind_conditions (DocketListStatement *self, DocketStatement *statement, int index);

G_END_DECLS
