/* docket-projector-private.h: what the parts of the projector thread share
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "docket-event-feed.h"
#include "docket-event-store.h"
#include "docket-projector-thread.h"

G_BEGIN_DECLS

/* A view that lags more than this reads the log through a thread of its own, in large batches. */
#define DOCKET_LONG_LAG 1000

/**
 * DocketProjectorView:
 * @projection: what keeps the view
 * @name: its name
 * @version: the version of today
 * @checkpoint: how far it is; others read it under the mutex
 * @failed_position: the event it stopped at
 * @progressed: when progress was told last
 *
 * One view, as the thread sees it.
 */
typedef struct
{
  DocketProjection *projection;
  const char *name;
  char *version;
  DocketCheckpoint checkpoint;
  gint64 failed_position;
  gint64 progressed;
} DocketProjectorView;

struct _DocketProjectorThread
{
  DocketEventRegistry *registry;
  char *write_path;
  char *read_path;
  GPtrArray *views;
  const DocketProjectorListener *listener;
  gpointer listener_data;
  GThread *thread;
  gatomicrefcount references;

  /* The thread's own. */
  DocketDatabase *read_database;
  DocketDatabase *write_database;
  DocketEventStore *store;
  DocketEventFeed *feed;
  gint64 end;
  guint batch_size;
  guint n_lags;
  guint n_replaced;
  gboolean has_large_cache;
  gboolean is_quiet;

  /* Under the mutex. */
  GMutex mutex;
  GCond woken;
  GCond moved;
  gboolean is_open;
  gboolean is_stopping;
  gboolean is_woken;
  GError *open_error;
  GQueue tasks;
  GQueue awaiting;
  GArray *commits;
  gint64 committed;
  GPtrArray *notices;
};

typedef struct
{
  gint64 position;
  gint64 time;
} DocketProjectorCommit;

/* Opening, and making again. */
gboolean docket_projector_open (DocketProjectorThread *self, GError **error);
void docket_projector_close (DocketProjectorThread *self);
gboolean docket_projector_read_end (DocketProjectorThread *self, GError **error);

/* Feeds one batch to those who lag; returns whether there was anything to do. */
gboolean docket_projector_step (DocketProjectorThread *self);

void docket_projector_stop_view (DocketProjectorThread *self, DocketProjectorView *view, gint64 position, const GError *error);

/* Calls whom the views have reached. */
void docket_projector_release_awaiting (DocketProjectorThread *self, gboolean all);

G_END_DECLS
