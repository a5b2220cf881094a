/* docket-statement.h: what a database and its statements share
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "docket-database.h"

G_BEGIN_DECLS

struct _DocketStatement
{
  DocketDatabase *database;
  sqlite3_stmt *columns;
  const char *sql;
  /* What sql is where the connection got another text. */
  char *original;
  int bind_result;
  GList link;
};

/* Aborts in debug builds when the calling thread may not use databases. */
void docket_database_check_thread (DocketDatabase *self);

/* Always returns FALSE. */
gboolean docket_database_set_error (DocketDatabase *self, int result, GError **error);

/* Transfer full: NULL where the handle changes no names. */
char *docket_database_translate (DocketDatabase *self, const char *sql);

/* Transfer none: what a writer remembers; NULL for a reader. */
GHashTable *docket_database_get_memory (DocketDatabase *self);
GHashTable *docket_database_memory_new (void);

DocketStatement *docket_statement_new (DocketDatabase *database, const char *sql, GError **error);
void docket_statement_free (DocketStatement *statement);
void docket_statement_bind_arguments (DocketStatement *statement, sqlite3_destructor_type lifetime, const char *format,
                                      va_list arguments);

/* The first column of at most n further rows, appended; FALSE when none is left, or with an error. */
gboolean docket_statement_take_integers (DocketStatement *statement, GArray *integers, guint n, GError **error);

G_END_DECLS
