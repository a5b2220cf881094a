/* docket-database.h: one SQLite connection, its statements and who may use it
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib-object.h>
#include <sqlite3.h>

#include "docket-error.h"
#include "docket-uuid.h"

G_BEGIN_DECLS

/* "DOCK" in every file of Docket, and the newest user_version that this program understands. */
#define DOCKET_DATABASE_APPLICATION_ID 0x444f434b
#define DOCKET_DATABASE_VERSION 1

/* For how many milliseconds one connection waits for another. */
#define DOCKET_DATABASE_PATIENCE 10000

typedef enum
{
  DOCKET_DATABASE_WRITER,
  DOCKET_DATABASE_READER,
} DocketDatabaseMode;

#define DOCKET_TYPE_DATABASE (docket_database_get_type ())
G_DECLARE_FINAL_TYPE (DocketDatabase, docket_database, DOCKET, DATABASE, GObject)

/**
 * DocketStatement:
 *
 * A prepared statement with its values bound, owned by its database and used by one caller at a time. It is
 * reset when it has stepped past its last row, when it is asked for again, or by [method@Statement.reset].
 */
typedef struct _DocketStatement DocketStatement;

DocketDatabase *docket_database_open (const char *path, DocketDatabaseMode mode, GError **error);

/* The same connection, for other tables: what is said of tables through it goes to those with the suffix. */
DocketDatabase *docket_database_borrow (DocketDatabase *self, const char *const *tables, const char *suffix);

void docket_database_close (DocketDatabase *self);

const char *docket_database_get_path (DocketDatabase *self);

sqlite3 *docket_database_get_connection (DocketDatabase *self);

/* From then on, debug builds abort when any connection is used by this thread. */
void docket_database_forbid_thread (GThread *thread);

void docket_database_allow_threads (void);

gboolean docket_database_execute_script (DocketDatabase *self, const char *sql, GError **error);

/* Formats: t text · i gint64 · u const DocketUuid * (null uuid binds NULL) · b GBytes * · n NULL (no argument).
 * sql must be a string that lives as long as the database, or interned. */
gboolean docket_database_run (DocketDatabase *self, GError **error, const char *sql, const char *format, ...);

DocketStatement *docket_database_query (DocketDatabase *self, GError **error, const char *sql, const char *format, ...);

/* Statements made of parts: cached by their text. */
DocketStatement *docket_database_prepare (DocketDatabase *self, const char *sql, GError **error);

void docket_statement_bind_text (DocketStatement *statement, int index, const char *text);
void docket_statement_bind_integer (DocketStatement *statement, int index, gint64 value);
void docket_statement_bind_uuid (DocketStatement *statement, int index, const DocketUuid *uuid);
void docket_statement_bind_bytes (DocketStatement *statement, int index, gconstpointer data, gsize size);
void docket_statement_bind_null (DocketStatement *statement, int index);
void docket_statement_bind_value (DocketStatement *statement, int index, const sqlite3_value *value);

/* TRUE: there is a row. FALSE without error: there is none left. */
gboolean docket_statement_step (DocketStatement *statement, GError **error);

/* Runs a statement that returns no rows. */
gboolean docket_statement_finish (DocketStatement *statement, GError **error);

void docket_statement_reset (DocketStatement *statement);

sqlite3_stmt *docket_statement_get_columns (DocketStatement *statement);

gint64 docket_statement_integer (DocketStatement *statement, int column);
const char *docket_statement_text (DocketStatement *statement, int column);
DocketUuid docket_statement_uuid (DocketStatement *statement, int column);
GBytes *docket_statement_bytes (DocketStatement *statement, int column);
gboolean docket_statement_is_null (DocketStatement *statement, int column);

gint64 docket_database_last_row (DocketDatabase *self);
gint64 docket_database_changes (DocketDatabase *self);

/* One value, or fallback where there is no row. */
gboolean docket_database_get_integer (DocketDatabase *self, gint64 fallback, gint64 *value, GError **error, const char *sql,
                                      const char *format, ...);

gboolean docket_database_begin (DocketDatabase *self, GError **error);
gboolean docket_database_commit (DocketDatabase *self, GError **error);
void docket_database_rollback (DocketDatabase *self);
gboolean docket_database_savepoint (DocketDatabase *self, GError **error);
gboolean docket_database_release_savepoint (DocketDatabase *self, GError **error);
void docket_database_rollback_savepoint (DocketDatabase *self);

/* For a reader: one view of the file until the matching end. */
gboolean docket_database_begin_read (DocketDatabase *self, GError **error);
void docket_database_end_read (DocketDatabase *self);

/* 64 MiB for a batch or a rebuild, 8 MiB otherwise. */
void docket_database_set_large_cache (DocketDatabase *self, gboolean large);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DocketStatement, docket_statement_reset)

G_END_DECLS
