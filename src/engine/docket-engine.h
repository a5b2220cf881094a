/* docket-engine.h: the composition root: opens a shop's files and wires everything to them
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gio/gio.h>

#include "docket-command-bus.h"
#include "docket-projection-runner.h"
#include "docket-query-bus.h"
#include "docket-service.h"
#include "docket-verifier.h"

G_BEGIN_DECLS

/**
 * DocketEngineFlags:
 * @DOCKET_ENGINE_NORMAL: hold the data directory, work on it and serve other processes
 * @DOCKET_ENGINE_READ_ONLY: beside its holder: only the query bus
 * @DOCKET_ENGINE_LOCK_ONLY: hold the data directory, but open no database: to look at the files as they lie there
 * @DOCKET_ENGINE_NO_SERVICE: hold it without serving others: for a directory that nobody else knows
 * @DOCKET_ENGINE_TRUST_LOG: where the log is not the one that the lists were made from, set the lists aside and go on with it
 *
 * How to open a data directory.
 */
typedef enum
{
  DOCKET_ENGINE_NORMAL = 0,
  DOCKET_ENGINE_READ_ONLY = 1 << 0,
  DOCKET_ENGINE_LOCK_ONLY = 1 << 1,
  DOCKET_ENGINE_NO_SERVICE = 1 << 2,
  DOCKET_ENGINE_TRUST_LOG = 1 << 3,
} DocketEngineFlags;

#define DOCKET_TYPE_ENGINE (docket_engine_get_type ())
G_DECLARE_FINAL_TYPE (DocketEngine, docket_engine, DOCKET, ENGINE, GObject)

DocketEngine *docket_engine_new (const char *directory, const char *actor, const char *station);

/* Blocks; the asynchronous form is for windows. DOCKET_ERROR_BUSY when another process holds the directory. */
gboolean docket_engine_open (DocketEngine *self, DocketEngineFlags flags, GError **error);
void docket_engine_open_async (DocketEngine *self, DocketEngineFlags flags, GCancellable *cancellable,
                               GAsyncReadyCallback callback, gpointer user_data);
gboolean docket_engine_open_finish (DocketEngine *self, GAsyncResult *result, GError **error);

/* Finishes what is under way and gives the directory back. */
void docket_engine_close (DocketEngine *self);

/* Whether it is open and takes commands. */
gboolean docket_engine_is_holder (DocketEngine *self);

const char *docket_engine_get_directory (DocketEngine *self);
const char *docket_engine_get_write_path (DocketEngine *self);
const char *docket_engine_get_read_path (DocketEngine *self);
gboolean docket_engine_owns_file (DocketEngine *self, const char *path);
const char *docket_engine_get_actor (DocketEngine *self);
const char *docket_engine_get_station (DocketEngine *self);

/* There from the beginning, so that types can be listed and commands parsed; they work while the engine is open. */
DocketEventRegistry *docket_engine_get_registry (DocketEngine *self);
DocketCommandBus *docket_engine_get_command_bus (DocketEngine *self);
DocketQueryBus *docket_engine_get_query_bus (DocketEngine *self);

/* NULL unless the engine holds the directory. */
DocketProjectionRunner *docket_engine_get_runner (DocketEngine *self);
DocketService *docket_engine_get_service (DocketEngine *self);

/* From then on, debug builds abort when the calling thread, the one of a window, touches a database. */
void docket_engine_forbid_this_thread (void);

/* Element type DocketFinding; blocks. */
GPtrArray *docket_engine_verify (DocketEngine *self, gboolean is_quick, DocketProgressFunc progress, gpointer progress_data,
                                 GCancellable *cancellable, GError **error);

/* $XDG_DATA_HOME/docket, or the one of a development build. */
char *docket_engine_get_default_directory (void);

G_END_DECLS
