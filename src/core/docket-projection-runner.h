/* docket-projection-runner.h: feeds all projections from the log
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gio/gio.h>

#include "docket-checkpoint.h"
#include "docket-command-bus.h"
#include "docket-projection.h"

G_BEGIN_DECLS

#define DOCKET_TYPE_PROJECTION_RUNNER (docket_projection_runner_get_type ())
G_DECLARE_FINAL_TYPE (DocketProjectionRunner, docket_projection_runner, DOCKET, PROJECTION_RUNNER, GObject)

/* Signals, all in the main context:
 * ::changed (const char *view, GArray *keys (gint64, sorted, unique; NULL: everything changed), gint64 position)
 * ::progress (const char *view, gint64 position, gint64 last_position)
 * ::failed (const char *view, gint64 position, GError *error)
 * ::caught-up (gint64 position) */

DocketProjectionRunner *docket_projection_runner_new (DocketEventRegistry *registry);

/* Before the start. Takes a reference. */
void docket_projection_runner_add (DocketProjectionRunner *self, DocketProjection *projection);

/* Opens both files on a projector thread of its own, makes or rebuilds what is missing, follows the log. Returns when the
 * schemas stand; catching up goes on. A read.db that is no good is replaced. */
gboolean docket_projection_runner_start (DocketProjectionRunner *self, const char *write_path, const char *read_path, GError **error);
void docket_projection_runner_stop (DocketProjectionRunner *self);

const DocketFollower *docket_projection_runner_get_follower (void);

/* Blocks until every healthy view has reached the position (−1: the end of the log as it is now). */
void docket_projection_runner_wait (DocketProjectionRunner *self, gint64 position);

/* views: NULL-terminated names, or NULL for all. Each is made beside the one that people see and then takes its place.
 * Blocks until all have. */
gboolean docket_projection_runner_rebuild (DocketProjectionRunner *self, const char *const *views, GCancellable *cancellable,
                                           GError **error);
void docket_projection_runner_rebuild_async (DocketProjectionRunner *self, const char *const *views, GCancellable *cancellable,
                                             GAsyncReadyCallback callback, gpointer user_data);
gboolean docket_projection_runner_rebuild_finish (DocketProjectionRunner *self, GAsyncResult *result, GError **error);

/* Lets a stopped view try its event again. */
void docket_projection_runner_retry (DocketProjectionRunner *self, const char *view);

/* Work on the projector's connection between batches (verify). */
typedef gboolean (*DocketProjectorFunc) (DocketDatabase *read_database, gpointer data, GError **error);
gboolean docket_projection_runner_run (DocketProjectionRunner *self, DocketProjectorFunc function, gpointer data, GError **error);

GPtrArray *docket_projection_runner_get_projections (DocketProjectionRunner *self);

/* How a view is; message: why it stopped. FALSE: there is no such view, or the runner is not started. */
gboolean docket_projection_runner_get_view (DocketProjectionRunner *self, const char *view, DocketViewState *state, gint64 *position,
                                            char **message);

/* What a person should know: that lists were made again, and why. Element type char *, transfer full. */
GPtrArray *docket_projection_runner_get_notices (DocketProjectionRunner *self);

/* Lets SQLite look at read.db; a damaged one is replaced. Blocks; FALSE: it is damaged and cannot be replaced, or given up. */
gboolean docket_projection_runner_check (DocketProjectionRunner *self, gboolean is_quick, GCancellable *cancellable, GError **error);

/* A reader found read.db damaged: it is made again, unless it was replaced since the file had this number. */
void docket_projection_runner_report_damage (DocketProjectionRunner *self, guint64 file_number, const GError *error);

G_END_DECLS
