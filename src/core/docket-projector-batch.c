/* docket-projector-batch.c: carries the next events into the views that lack them
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "docket-keys.h"
#include "docket-projector-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define FOLLOWING_EVENTS 500
#define FOLLOWING_MICROSECONDS 10000
#define REBUILDING_EVENTS 5000

/* As long as somebody works meanwhile. */
#define BESIDE_FOLLOWING_EVENTS 1000

#define LAGS_PER_PRUNING 512
#define PROGRESS_MICROSECONDS 50000

/* Views that stand at one position, and the events that come next for them. */
typedef struct
{
  GPtrArray *views;
  GPtrArray *failed;
  gint64 after;
  gint64 until;
  gboolean is_live;
  GPtrArray *events;
} Batch;

/* What a view failed on, told after the transaction. */
typedef struct
{
  DocketProjectorView *view;
  gint64 position;
  GError *error;
} Failure;

static void
failure_free (gpointer data)
{
  Failure *failure = data;

  g_error_free (failure->error);
  g_free (failure);
}

static void
clear_batch (Batch *batch)
{
  g_ptr_array_unref (batch->views);
  g_ptr_array_unref (batch->failed);
  g_clear_pointer (&batch->events, g_ptr_array_unref);
}

static gint64
get_position (DocketEvent *event)
{
  return docket_event_get_envelope (event)->position;
}

/* Those who are furthest behind among the views of a state, up to where the next one stands. */
static gboolean
choose_views (DocketProjectorThread *self, DocketViewState state, Batch *batch)
{
  batch->after = G_MAXINT64;
  batch->until = self->end;
  batch->is_live = state == DOCKET_VIEW_LIVE;
  for (guint i = 0; i < self->views->len; i++)
    {
      DocketProjectorView *view = g_ptr_array_index (self->views, i);

      if (view->checkpoint.state == state && view->checkpoint.position < batch->after)
        batch->after = view->checkpoint.position;
    }
  g_ptr_array_set_size (batch->views, 0);
  for (guint i = 0; i < self->views->len; i++)
    {
      DocketProjectorView *view = g_ptr_array_index (self->views, i);
      gint64 position = view->checkpoint.position;

      if (view->checkpoint.state == state && position == batch->after)
        g_ptr_array_add (batch->views, view);
      else if (view->checkpoint.state != DOCKET_VIEW_STOPPED && position > batch->after)
        batch->until = MIN (batch->until, position);
    }
  return batch->views->len > 0 && (batch->after < self->end || state == DOCKET_VIEW_REBUILDING);
}

static gboolean
has_live_view (DocketProjectorThread *self)
{
  for (guint i = 0; i < self->views->len; i++)
    if (((DocketProjectorView *) g_ptr_array_index (self->views, i))->checkpoint.state == DOCKET_VIEW_LIVE)
      return TRUE;
  return FALSE;
}

static guint
get_limit (DocketProjectorThread *self, Batch *batch)
{
  gint64 limit;

  if (batch->is_live && self->end - batch->after <= DOCKET_LONG_LAG)
    limit = self->batch_size;
  else if (!batch->is_live && has_live_view (self))
    limit = BESIDE_FOLLOWING_EVENTS;
  else
    limit = REBUILDING_EVENTS;
  return (guint) MIN (limit, batch->until - batch->after);
}

/* Some events after those that the views hold. */
static gboolean
load_events (DocketProjectorThread *self, Batch *batch, GError **error)
{
  batch->events = docket_projector_load_events (self, &self->feed, batch->after, batch->until, get_limit (self, batch), error);
  return batch->events != NULL;
}

/* A view that is being made gets its indexes when there are no more events. */
static gboolean
index_view (DocketProjectorThread *self, DocketProjectorView *view, Batch *batch, GError **error)
{
  return batch->is_live || batch->events->len > 0 ||
         docket_projector_make_indexes (self, view->projection, "", &view->is_indexed, error);
}

static gboolean
project_events (DocketProjectorThread *self, DocketProjectorView *view, Batch *batch, gint64 *position, GError **error)
{
  *position = batch->after + 1;
  if (!docket_database_savepoint (self->read_database, error))
    return FALSE;
  for (guint i = 0; i < batch->events->len; i++)
    {
      DocketEvent *event = g_ptr_array_index (batch->events, i);

      *position = get_position (event);
      if (!docket_projection_project (view->projection, event, self->read_database, error))
        {
          docket_database_rollback_savepoint (self->read_database);
          return FALSE;
        }
    }
  if (docket_projection_flush (view->projection, self->read_database, error) && index_view (self, view, batch, error))
    return docket_database_release_savepoint (self->read_database, error);
  docket_database_rollback_savepoint (self->read_database);
  return FALSE;
}

static gboolean
is_made (DocketProjectorThread *self, DocketProjectorView *view, gint64 position)
{
  return position >= self->end && view->is_indexed;
}

/* The checkpoint that the view has once the batch is committed. */
static gboolean
save_checkpoint (DocketProjectorThread *self, DocketProjectorView *view, Batch *batch, GError **error)
{
  DocketCheckpoint next = view->checkpoint;

  if (batch->events->len > 0)
    {
      next.position = docket_projector_get_last_position (batch->events);
      memcpy (next.hash, docket_event_get_envelope (g_ptr_array_index (batch->events, batch->events->len - 1))->hash,
              DOCKET_HASH_SIZE);
    }
  if (is_made (self, view, next.position))
    next.state = DOCKET_VIEW_LIVE;
  return docket_checkpoint_save (self->read_database, view->name, &next, error);
}

/* After a rollback. */
static void
forget_batch (DocketProjectorView *view)
{
  docket_projection_forget (view->projection);
  view->is_indexed = FALSE;
}

static void
note_failure (Batch *batch, DocketProjectorView *view, gint64 position, GError *error)
{
  Failure *failure = g_new (Failure, 1);

  *failure = (Failure){ view, position, error };
  g_ptr_array_add (batch->failed, failure);
  forget_batch (view);
}

/* A damaged file and a transaction that SQLite took back concern all views, anything else the one alone. */
static gboolean
project_views (DocketProjectorThread *self, Batch *batch, GError **error)
{
  for (guint i = 0; i < batch->views->len;)
    {
      DocketProjectorView *view = g_ptr_array_index (batch->views, i);
      g_autoptr (GError) view_error = NULL;
      gint64 position;

      if (project_events (self, view, batch, &position, &view_error))
        {
          i++;
          continue;
        }
      if (view_error == NULL)
        g_set_error (&view_error, DOCKET_ERROR, DOCKET_ERROR_STORAGE, "%s", view->name);
      if (g_error_matches (view_error, DOCKET_ERROR, DOCKET_ERROR_CORRUPT) ||
          sqlite3_get_autocommit (docket_database_get_connection (self->read_database)))
        {
          g_propagate_error (error, g_steal_pointer (&view_error));
          return FALSE;
        }
      note_failure (batch, view, position, g_steal_pointer (&view_error));
      g_ptr_array_remove_index (batch->views, i);
    }
  for (guint i = 0; i < batch->views->len; i++)
    if (!save_checkpoint (self, g_ptr_array_index (batch->views, i), batch, error))
      return FALSE;
  return TRUE;
}

/* Takes the commits up to a position out of those that are remembered. */
static GArray *
take_commits (DocketProjectorThread *self, gint64 position)
{
  GArray *taken = g_array_new (FALSE, FALSE, sizeof (DocketProjectorCommit));
  guint n = 0;

  g_mutex_lock (&self->mutex);
  while (n < self->commits->len && g_array_index (self->commits, DocketProjectorCommit, n).position <= position)
    n++;
  if (n > 0)
    {
      g_array_append_vals (taken, self->commits->data, n);
      g_array_remove_range (self->commits, 0, n);
    }
  g_mutex_unlock (&self->mutex);
  return taken;
}

static gboolean
record_lags (DocketProjectorThread *self, Batch *batch, GError **error)
{
  g_autoptr (GArray) commits = take_commits (self, docket_projector_get_last_position (batch->events));
  gint64 now = g_get_real_time ();

  for (guint i = 0; i < commits->len; i++)
    {
      const DocketProjectorCommit *commit = &g_array_index (commits, DocketProjectorCommit, i);

      if (!docket_checkpoint_record_lag (self->read_database, commit->position, commit->time, now, error))
        return FALSE;
    }
  self->n_lags += commits->len;
  if (self->n_lags < LAGS_PER_PRUNING)
    return TRUE;
  self->n_lags = 0;
  return docket_checkpoint_prune_lag (self->read_database, error);
}

static gboolean
write_batch (DocketProjectorThread *self, Batch *batch, GError **error)
{
  if (!docket_database_begin (self->read_database, error))
    return FALSE;
  if (project_views (self, batch, error) && (!batch->is_live || batch->events->len == 0 || record_lags (self, batch, error)) &&
      docket_database_commit (self->read_database, error))
    return TRUE;
  docket_database_rollback (self->read_database);
  for (guint i = 0; i < batch->views->len; i++)
    forget_batch (g_ptr_array_index (batch->views, i));
  return FALSE;
}

static void
tell_progress (DocketProjectorThread *self, DocketProjectorView *view, gint64 position)
{
  gint64 now = g_get_monotonic_time ();

  if (position < self->end && now - view->progressed < PROGRESS_MICROSECONDS)
    return;
  view->progressed = now;
  self->listener->progress (self->listener_data, view->name, position, self->end);
}

/* After the commit. What changed is told before anyone who waits for the position goes on. */
static void
advance_view (DocketProjectorThread *self, DocketProjectorView *view, Batch *batch)
{
  DocketEvent *last = batch->events->len > 0 ? g_ptr_array_index (batch->events, batch->events->len - 1) : NULL;
  gint64 position = last != NULL ? get_position (last) : view->checkpoint.position;
  gboolean is_new = !batch->is_live && is_made (self, view, position);
  g_autoptr (GArray) touched = docket_projection_steal_touched (view->projection);

  if (!batch->is_live && (is_new || position < self->end))
    tell_progress (self, view, position);
  if (batch->is_live && touched->len > 0)
    {
      docket_keys_sort_unique (touched);
      self->listener->changed (self->listener_data, view->name, g_steal_pointer (&touched), position);
    }
  else if (is_new)
    self->listener->changed (self->listener_data, view->name, NULL, position);

  g_mutex_lock (&self->mutex);
  view->checkpoint.position = position;
  if (last != NULL)
    memcpy (view->checkpoint.hash, docket_event_get_envelope (last)->hash, DOCKET_HASH_SIZE);
  if (is_new)
    view->checkpoint.state = DOCKET_VIEW_LIVE;
  g_mutex_unlock (&self->mutex);
  if (is_new)
    docket_projector_settle_in_place (self, view, NULL);
}

static void
stop_views (DocketProjectorThread *self, GPtrArray *views, gint64 position, const GError *error)
{
  for (guint i = 0; i < views->len; i++)
    docket_projector_stop_view (self, g_ptr_array_index (views, i), position, error);
}

static void
give_up_batch (DocketProjectorThread *self, Batch *batch, const GError *error)
{
  g_clear_pointer (&self->feed, docket_event_feed_free);
  if (g_error_matches (error, DOCKET_ERROR, DOCKET_ERROR_CORRUPT))
    docket_projector_thread_replace_database (self, error, NULL);
  else
    stop_views (self, batch->views, batch->after + 1, error);
}

/* Commits that last about as long as a person does not notice. */
static void
adapt_batch_size (DocketProjectorThread *self, guint n_events, gint64 duration)
{
  if (duration > FOLLOWING_MICROSECONDS)
    self->batch_size = MAX (16, self->batch_size / 2);
  else if (n_events >= self->batch_size && duration < FOLLOWING_MICROSECONDS / 2)
    self->batch_size = MIN (FOLLOWING_EVENTS, self->batch_size * 2);
}

static void
feed_batch (DocketProjectorThread *self, Batch *batch)
{
  g_autoptr (GError) error = NULL;
  gint64 begin = g_get_monotonic_time ();

  if (!load_events (self, batch, &error))
    {
      stop_views (self, batch->views, batch->after + 1, error);
      return;
    }
  if (!write_batch (self, batch, &error))
    {
      give_up_batch (self, batch, error);
      return;
    }
  for (guint i = 0; i < batch->views->len; i++)
    advance_view (self, g_ptr_array_index (batch->views, i), batch);
  for (guint i = 0; i < batch->failed->len; i++)
    {
      Failure *failure = g_ptr_array_index (batch->failed, i);

      docket_projector_stop_view (self, failure->view, failure->position, failure->error);
    }
  if (self->shadows->len > 0)
    self->shadow_credit += DOCKET_SHADOW_SHARE * (gint64) batch->events->len;
  if (batch->is_live)
    adapt_batch_size (self, batch->events->len, g_get_monotonic_time () - begin);
}

/**
 * docket_projector_step:
 * @self: the thread
 *
 * Feeds one batch: the views that people work with come first, then those that are being made.
 *
 * Returns: whether there was anything to do
 */
gboolean
docket_projector_step (DocketProjectorThread *self)
{
  Batch batch = { .views = g_ptr_array_new (), .failed = g_ptr_array_new_with_free_func (failure_free) };
  gboolean is_needed;

  if (self->batch_size == 0)
    self->batch_size = FOLLOWING_EVENTS;
  is_needed = choose_views (self, DOCKET_VIEW_LIVE, &batch) || choose_views (self, DOCKET_VIEW_REBUILDING, &batch);
  if (is_needed)
    {
      docket_projector_choose_cache (self, self->end - batch.after > DOCKET_LONG_LAG);
      feed_batch (self, &batch);
      docket_projector_release_awaiting (self, FALSE);
    }
  else
    g_clear_pointer (&self->feed, docket_event_feed_free);
  clear_batch (&batch);
  return is_needed;
}
