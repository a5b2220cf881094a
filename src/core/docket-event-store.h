/* docket-event-store.h: the append-only log in write.db
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "docket-command.h"
#include "docket-database.h"
#include "docket-event-registry.h"

G_BEGIN_DECLS

#define DOCKET_EVENT_STORE_ANY_VERSION (-1)

#define DOCKET_TYPE_EVENT_STORE (docket_event_store_get_type ())
G_DECLARE_FINAL_TYPE (DocketEventStore, docket_event_store, DOCKET, EVENT_STORE, GObject)

/* The schema of the log: tables event, command and meta. */
gboolean docket_event_store_create_tables (DocketDatabase *database, GError **error);

DocketEventStore *docket_event_store_new (DocketDatabase *database, DocketEventRegistry *registry);

DocketDatabase *docket_event_store_get_database (DocketEventStore *self);

/* Appends inside the transaction under way; expected_version: the stream's last version, 0 for a new stream.
 * DOCKET_ERROR_CONFLICT when it is another. command_digest: SHA-256 of the command's row. Fills the envelope. */
gboolean docket_event_store_append (DocketEventStore *self, DocketEvent *event, const DocketUuid *stream, gint64 expected_version,
                                    DocketCommand *command, const guint8 command_digest[32], guint index, GError **error);

gboolean docket_event_store_get_version (DocketEventStore *self, const DocketUuid *stream, gint64 *version, GError **error);

gboolean docket_event_store_get_last_position (DocketEventStore *self, gint64 *position, guint8 hash[32], GError **error);

/* Forget what is remembered of the log's end: after a rollback. */
void docket_event_store_forget_end (DocketEventStore *self);

/**
 * DocketEventFunc:
 * @event: one event
 * @data: the caller's
 * @error: why to stop
 *
 * Is given each event in turn.
 *
 * Returns: %FALSE, with @error, to stop
 */
typedef gboolean (*DocketEventFunc) (DocketEvent *event, gpointer data, GError **error);

/* Events after a position, in order, at most limit of them (0: all). */
gboolean docket_event_store_read (DocketEventStore *self, gint64 after, guint limit, DocketEventFunc function, gpointer data,
                                  GError **error);

GPtrArray *docket_event_store_read_stream (DocketEventStore *self, const DocketUuid *stream, GError **error);

GPtrArray *docket_event_store_read_command (DocketEventStore *self, const DocketUuid *command_id, GError **error);

/* Events from a position on, of one stream or of all: one JSON line each with every stored column, enough to check the chain. line
 * returns FALSE to stop. The exact bytes that the hashes cover are told in docket-event-chain.c. */
gboolean docket_event_store_export (DocketEventStore *self, gint64 from, const DocketUuid *stream, guint limit,
                                    gboolean (*line) (const char *json, gint64 position, gpointer data), gpointer data, GError **error);

/* The same past whatever cannot be read in a damaged log; n_left_out: how many events are missing from the lines. */
gboolean docket_event_store_salvage (DocketEventStore *self, gboolean (*line) (const char *json, gint64 position, gpointer data),
                                     gpointer data, gint64 *n_left_out, GError **error);

/* Blanks what the log and the commands hold of a person, and the salts; from within evolve. */
gboolean docket_event_store_erase (DocketDatabase *database, const DocketUuid *subject, GError **error);

/* For the one who executes commands. */
const DocketUuid *docket_event_store_get_subject (DocketEventStore *self, DocketRecord *record, const DocketUuid *fallback);
const char *docket_event_store_write_part (DocketRecord *record, DocketFieldParts parts, GString *text);

G_END_DECLS
