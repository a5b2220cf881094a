/* docket-projector-shadow-batch.c: carries the log into shadows, as far as nobody else needs the time
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "docket-projector-private.h"

#include <string.h>

/* Between two looks at whether somebody waits, and to one commit when nobody does. */
#define EVENTS_PER_PART 500
#define IDLE_EVENTS 5000

/* While somebody works: what a person does not notice, and for how long after the last change. */
#define LEAST_EVENTS 16
#define WORKING_MICROSECONDS 8000
#define WORK_LASTS_MICROSECONDS G_USEC_PER_SEC

#define PROGRESS_MICROSECONDS 50000

/* Shadows that stand at one position, and how far they may go together. */
typedef struct
{
  GPtrArray *shadows;
  gint64 after;
  gint64 until;
  guint8 hash[DOCKET_HASH_SIZE];
} Batch;

static gboolean
does_somebody_work (DocketProjectorThread *self)
{
  return self->worked != 0 && g_get_monotonic_time () - self->worked < WORK_LASTS_MICROSECONDS;
}

static gboolean
is_wanted (DocketProjectorThread *self)
{
  gboolean is_wanted;

  g_mutex_lock (&self->mutex);
  is_wanted = self->is_woken || self->is_stopping || self->tasks.length > 0;
  g_mutex_unlock (&self->mutex);
  return is_wanted;
}

/* Those who are furthest behind, up to where the next one stands. */
static void
choose_shadows (DocketProjectorThread *self, Batch *batch)
{
  batch->after = G_MAXINT64;
  batch->until = self->end;
  for (guint i = 0; i < self->shadows->len; i++)
    batch->after = MIN (batch->after, ((DocketProjectorShadow *) g_ptr_array_index (self->shadows, i))->checkpoint.position);
  for (guint i = 0; i < self->shadows->len; i++)
    {
      DocketProjectorShadow *shadow = g_ptr_array_index (self->shadows, i);

      if (shadow->checkpoint.position == batch->after)
        g_ptr_array_add (batch->shadows, shadow);
      else
        batch->until = MIN (batch->until, shadow->checkpoint.position);
    }
}

/* Nobody sees a shadow's rows, so nobody is told of them. */
static gboolean
project_part (DocketProjectorShadow *shadow, GPtrArray *events, gint64 *position, GError **error)
{
  gboolean is_done = TRUE;

  for (guint i = 0; i < events->len && is_done; i++)
    {
      DocketEvent *event = g_ptr_array_index (events, i);

      *position = docket_event_get_envelope (event)->position;
      is_done = docket_projection_project (shadow->projection, event, shadow->database, error);
    }
  is_done = is_done && docket_projection_flush (shadow->projection, shadow->database, error);
  docket_projection_forget (shadow->projection);
  return is_done;
}

/* What one of them failed on. */
typedef struct
{
  DocketProjectorShadow *shadow;
  gint64 position;
} Failure;

static gboolean
project_events (Batch *batch, GPtrArray *events, Failure *failure, GError **error)
{
  for (guint i = 0; i < batch->shadows->len; i++)
    {
      failure->shadow = g_ptr_array_index (batch->shadows, i);
      if (!project_part (failure->shadow, events, &failure->position, error))
        return FALSE;
    }
  failure->shadow = NULL;
  batch->after = docket_projector_get_last_position (events);
  memcpy (batch->hash, docket_event_get_envelope (g_ptr_array_index (events, events->len - 1))->hash, DOCKET_HASH_SIZE);
  return TRUE;
}

/* In a transaction. What was read before an event that cannot be read is kept. */
static gboolean
project_parts (DocketProjectorThread *self, Batch *batch, guint limit, Failure *failure, GError **error)
{
  gint64 begin = batch->after;

  do
    {
      guint n_events = (guint) MIN (MIN (limit, EVENTS_PER_PART), batch->until - batch->after);
      g_autoptr (GError) read_error = NULL;
      g_autoptr (GPtrArray) events =
        docket_projector_load_events (self, &self->shadow_feed, batch->after, batch->until, n_events, &read_error);

      if (events == NULL && batch->after > begin)
        return TRUE;
      failure->position = batch->after + 1;
      if (events == NULL)
        {
          g_propagate_error (error, g_steal_pointer (&read_error));
          return FALSE;
        }
      if (!project_events (batch, events, failure, error))
        return FALSE;
    }
  while (batch->after < batch->until && batch->after - begin < limit && !is_wanted (self));
  return TRUE;
}

static gboolean
write_batch (DocketProjectorThread *self, Batch *batch, guint limit, Failure *failure, GError **error)
{
  failure->position = batch->after + 1;
  if (!docket_database_begin (self->read_database, error))
    return FALSE;
  if (project_parts (self, batch, limit, failure, error) && docket_database_commit (self->read_database, error))
    return TRUE;
  docket_database_rollback (self->read_database);
  return FALSE;
}

/* A damaged file concerns all views, an event that one cannot take the one alone; whatever else it is, all of the batch. */
static void
give_up (DocketProjectorThread *self, Batch *batch, const Failure *failure, gboolean is_alone, const GError *error)
{
  g_autoptr (GPtrArray) failed = g_ptr_array_new ();

  g_clear_pointer (&self->shadow_feed, docket_event_feed_free);
  if (g_error_matches (error, DOCKET_ERROR, DOCKET_ERROR_CORRUPT))
    {
      docket_projector_thread_replace_database (self, error, NULL);
      return;
    }
  if (is_alone)
    g_ptr_array_add (failed, failure->shadow);
  docket_projector_fail_shadows (self, is_alone ? failed : batch->shadows, failure->position, error);
}

static void
tell_progress (DocketProjectorThread *self, DocketProjectorShadow *shadow, gint64 position)
{
  gint64 now = g_get_monotonic_time ();

  /* That it is done is told once it has taken its place. */
  if (position >= self->end || now - shadow->progressed < PROGRESS_MICROSECONDS)
    return;
  shadow->progressed = now;
  self->listener->progress (self->listener_data, shadow->view->name, position, self->end);
}

static void
advance (DocketProjectorThread *self, Batch *batch)
{
  gint64 before = ((DocketProjectorShadow *) g_ptr_array_index (batch->shadows, 0))->checkpoint.position;

  self->shadow_credit = MAX (self->shadow_credit - (batch->after - before), 0);
  for (guint i = 0; i < batch->shadows->len; i++)
    {
      DocketProjectorShadow *shadow = g_ptr_array_index (batch->shadows, i);

      shadow->checkpoint.position = batch->after;
      memcpy (shadow->checkpoint.hash, batch->hash, DOCKET_HASH_SIZE);
      tell_progress (self, shadow, batch->after);
    }
}

static guint
get_limit (DocketProjectorThread *self, gboolean is_somebody_working)
{
  if (self->shadow_batch_size == 0)
    self->shadow_batch_size = LEAST_EVENTS;
  return is_somebody_working ? self->shadow_batch_size : IDLE_EVENTS;
}

static void
adapt_batch_size (DocketProjectorThread *self, gint64 duration)
{
  if (duration > WORKING_MICROSECONDS)
    self->shadow_batch_size = MAX (LEAST_EVENTS, self->shadow_batch_size / 2);
  else if (duration < WORKING_MICROSECONDS / 2)
    self->shadow_batch_size = MIN (EVENTS_PER_PART, self->shadow_batch_size * 2);
}

static void
feed_batch (DocketProjectorThread *self, Batch *batch)
{
  gint64 begin = g_get_monotonic_time ();
  gboolean is_somebody_working = does_somebody_work (self);
  Failure failure = { 0 };
  g_autoptr (GError) error = NULL;

  docket_projector_choose_cache (self, !is_somebody_working);
  if (!write_batch (self, batch, get_limit (self, is_somebody_working), &failure, &error))
    {
      give_up (self, batch, &failure, failure.shadow != NULL, error);
      return;
    }
  advance (self, batch);
  if (is_somebody_working)
    adapt_batch_size (self, g_get_monotonic_time () - begin);
}

static gboolean
index_shadow (DocketProjectorThread *self, DocketProjectorShadow *shadow, GError **error)
{
  if (!docket_database_begin (self->read_database, error))
    return FALSE;
  if (docket_projector_make_indexes (self, shadow->projection, shadow->suffix, &shadow->is_indexed, error) &&
      docket_database_commit (self->read_database, error))
    return TRUE;
  docket_database_rollback (self->read_database);
  return FALSE;
}

/* Some indexes, and then the names of the tables, for one at a time, so that nobody waits long. */
static void
finish_first (DocketProjectorThread *self, Batch *batch)
{
  DocketProjectorShadow *shadow = g_ptr_array_index (batch->shadows, 0);
  Failure failure = { shadow, shadow->checkpoint.position };
  g_autoptr (GError) error = NULL;

  if (!(shadow->is_indexed ? docket_projector_swap_shadow (self, shadow, &error) : index_shadow (self, shadow, &error)))
    give_up (self, batch, &failure, TRUE, error);
}

/**
 * docket_projector_step_shadows:
 * @self: the thread, when no view has anything to do, or when it is the shadows' turn
 *
 * Feeds one batch to the shadows, or makes the indexes of one that has caught up and puts it in the place of its view.
 *
 * Returns: whether there was anything to do
 */
gboolean
docket_projector_step_shadows (DocketProjectorThread *self)
{
  g_autoptr (GPtrArray) shadows = g_ptr_array_new ();
  Batch batch = { .shadows = shadows };

  if (self->shadows->len == 0)
    {
      g_clear_pointer (&self->shadow_feed, docket_event_feed_free);
      self->shadow_credit = 0;
      return FALSE;
    }
  choose_shadows (self, &batch);
  if (batch.after < self->end)
    feed_batch (self, &batch);
  else
    finish_first (self, &batch);
  return TRUE;
}
