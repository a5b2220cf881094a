/* docket-projector-thread.h: the one thread that writes read.db
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gio/gio.h>

#include "docket-checkpoint.h"
#include "docket-event-registry.h"
#include "docket-projection.h"

G_BEGIN_DECLS

/**
 * DocketProjectorListener:
 * @changed: a view's rows changed; keys (transfer full, sorted, unique), or %NULL for all
 * @progress: how far a view is on its way
 * @failed: a view stopped at an event
 * @caught_up: every healthy view stands at the end of the log
 *
 * What the thread tells, on the thread.
 */
typedef struct
{
  void (*changed) (gpointer data, const char *view, GArray *keys, gint64 position);
  void (*progress) (gpointer data, const char *view, gint64 position, gint64 last_position);
  void (*failed) (gpointer data, const char *view, gint64 position, const GError *error);
  void (*caught_up) (gpointer data, gint64 position);
} DocketProjectorListener;

typedef struct _DocketProjectorThread DocketProjectorThread;

typedef gboolean (*DocketProjectorTask) (DocketProjectorThread *self, gpointer data, GError **error);
typedef void (*DocketProjectorReached) (gpointer data);

DocketProjectorThread *docket_projector_thread_start (DocketEventRegistry *registry, GPtrArray *projections, const char *write_path,
                                                      const char *read_path, const DocketProjectorListener *listener,
                                                      gpointer listener_data, GError **error);

DocketProjectorThread *docket_projector_thread_ref (DocketProjectorThread *self);
void docket_projector_thread_unref (DocketProjectorThread *self);

/* Finishes the batch under way, releases those who wait, joins. */
void docket_projector_thread_stop (DocketProjectorThread *self);

void docket_projector_thread_committed (DocketProjectorThread *self, gint64 position, gint64 time);
void docket_projector_thread_await (DocketProjectorThread *self, gint64 position, DocketProjectorReached reached, gpointer data);
gint64 docket_projector_thread_get_lag (DocketProjectorThread *self);

/* From any other thread, between batches: run waits for the answer, post does not. */
gboolean docket_projector_thread_run (DocketProjectorThread *self, DocketProjectorTask task, gpointer data, GError **error);
void docket_projector_thread_post (DocketProjectorThread *self, DocketProjectorTask task, gpointer data, GDestroyNotify free_data);

/* Blocks until no view is on its way to position any more (-1: to the end). */
void docket_projector_thread_wait (DocketProjectorThread *self, gint64 position);

/* Blocks until the views (NULL: all) are made again, or cancelled. */
gboolean docket_projector_thread_rebuild (DocketProjectorThread *self, const char *const *names, GCancellable *cancellable,
                                          GError **error);

gboolean docket_projector_thread_get_view (DocketProjectorThread *self, const char *name, DocketViewState *state, gint64 *position,
                                           char **message);
GPtrArray *docket_projector_thread_get_notices (DocketProjectorThread *self);

/* Only in tasks. */
DocketDatabase *docket_projector_thread_get_database (DocketProjectorThread *self, GError **error);
void docket_projector_thread_retry_view (DocketProjectorThread *self, const char *name);
gboolean docket_projector_thread_replace_database (DocketProjectorThread *self, const GError *reason, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DocketProjectorThread, docket_projector_thread_unref)

G_END_DECLS
