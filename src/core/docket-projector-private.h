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
 * @is_indexed: whether all of its indexes are known to be there
 * @failed_position: the event it stopped at
 * @progressed: when progress was told last
 * @waits_for_log: whether it stopped because the log could not be read, and goes on by itself
 *
 * One view, as the thread sees it.
 */
typedef struct
{
  DocketProjection *projection;
  const char *name;
  char *version;
  DocketCheckpoint checkpoint;
  gboolean is_indexed;
  gint64 failed_position;
  gint64 progressed;
  gboolean waits_for_log;
} DocketProjectorView;

/**
 * DocketProjectorShadow:
 * @view: what it replaces once it has caught up
 * @projection: what keeps it; another object than the one that keeps the view, so that they share no state
 * @database: the projector's connection, through which the view's names mean the shadow's tables
 * @suffix: what these are called behind the view's names
 * @checkpoint: how far it is
 * @is_indexed: whether all of its indexes are made
 * @progressed: when progress was told last
 *
 * A view that is made again beside the one that people see.
 */
typedef struct
{
  DocketProjectorView *view;
  DocketProjection *projection;
  DocketDatabase *database;
  char *suffix;
  DocketCheckpoint checkpoint;
  gboolean is_indexed;
  gint64 progressed;
} DocketProjectorShadow;

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
  guint n_unread;
  gint64 read_again;
  guint batch_size;
  guint n_lags;
  guint n_replaced;
  GPtrArray *shadows;
  DocketEventFeed *shadow_feed;
  guint shadow_batch_size;
  gint64 shadow_credit;
  gint64 worked;
  gboolean has_leftovers;
  gboolean has_free_pages;
  gboolean has_large_cache;
  gboolean is_quiet;
  gboolean has_noted_end;
  gboolean is_untidy;

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
  GQueue rebuilds;
};

typedef struct
{
  gint64 position;
  gint64 time;
} DocketProjectorCommit;

/* Opening, and making again. */
gboolean docket_projector_open (DocketProjectorThread *self, GError **error);
gboolean docket_projector_open_views (DocketProjectorThread *self, GError **error);
void docket_projector_close (DocketProjectorThread *self);
gboolean docket_projector_read_end (DocketProjectorThread *self, GError **error);
DocketProjectorView *docket_projector_find_view (DocketProjectorThread *self, const char *name);
void docket_projector_choose_cache (DocketProjectorThread *self, gboolean is_large);
gboolean docket_projector_reset_view (DocketProjectorThread *self, DocketProjectorView *view, GError **error);
/* Takes what checkpoint holds. */
/* element-type DocketCheckpoint: what is known of each view before a transaction that may reset some. */
GArray *docket_projector_keep_checkpoints (DocketProjectorThread *self);
/* Takes kept; after a rollback. */
void docket_projector_restore_checkpoints (DocketProjectorThread *self, GArray *kept);

void docket_projector_set_checkpoint (DocketProjectorThread *self, DocketProjectorView *view, DocketCheckpoint *checkpoint);

/* What comes next in the log. */
GPtrArray *docket_projector_load_events (DocketProjectorThread *self, DocketEventFeed **feed, gint64 after, gint64 until, guint limit,
                                         GError **error);
gint64 docket_projector_get_last_position (GPtrArray *events);
char *docket_projector_describe_event (DocketProjectorThread *self, gint64 position);

/* Makes some of the indexes that a view lacks when it has caught up. */
gboolean docket_projector_make_indexes (DocketProjectorThread *self, DocketProjection *projection, const char *suffix, gboolean *has_all,
                                        GError **error);

/* Feeds one batch to those who lag; returns whether there was anything to do. */
gboolean docket_projector_step (DocketProjectorThread *self);

/* Events that shadows may take for each that views took, as long as these have more to take: enough to catch up with them. */
#define DOCKET_SHADOW_SHARE 2

/* In the names of the tables that a shadow replaced, before its suffix. */
#define DOCKET_SHADOW_REPLACED "_replaced"

/* The same for shadows, one of which takes its place when it has caught up. */
gboolean docket_projector_step_shadows (DocketProjectorThread *self);
void docket_projector_shadow_free (gpointer data);
DocketProjectorShadow *docket_projector_find_shadow (DocketProjectorThread *self, const char *view);
gboolean docket_projector_begin_shadow (DocketProjectorThread *self, DocketProjectorView *view, const char *suffix, GError **error);
gboolean docket_projector_choose_suffix (DocketProjectorThread *self, char **suffix, GError **error);
void docket_projector_drop_shadow (DocketProjectorThread *self, DocketProjectorShadow *shadow);
void docket_projector_fail_shadows (DocketProjectorThread *self, GPtrArray *shadows, gint64 position, const GError *error);

/* Puts one of the shadows that have caught up in the place of its view. */
gboolean docket_projector_swap_shadow (DocketProjectorThread *self, DocketProjectorShadow *shadow, GError **error);

/* What can wait until nothing is asked for: a little at a time. */
gint64 docket_projector_get_rest (DocketProjectorThread *self);
void docket_projector_rest (DocketProjectorThread *self);

/* Removes a little of what nobody reads any more; returns whether there was anything. */
gboolean docket_projector_step_leftovers (DocketProjectorThread *self);
/* Gives a little of what is free in the file back to the disk; returns whether there was anything. */
gboolean docket_projector_step_free_pages (DocketProjectorThread *self);
gboolean docket_projector_drop_leftovers (DocketProjectorThread *self, DocketProjection *projection, GError **error);

/* Tells those who wait for a rebuild that a view is made, or why it is not. */
void docket_projector_settle (DocketProjectorThread *self, const char *view, const GError *error);
void docket_projector_settle_in_place (DocketProjectorThread *self, DocketProjectorView *view, const GError *error);

void docket_projector_stop_view (DocketProjectorThread *self, DocketProjectorView *view, gint64 position, const GError *error);

/* Calls whom the views have reached. */
void docket_projector_release_awaiting (DocketProjectorThread *self, gboolean all);

G_END_DECLS
