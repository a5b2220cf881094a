/* docket-projector-thread.c: the one thread that writes read.db, and how others speak with it
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "docket-database-log.h"
#include "docket-log-end.h"
#include "docket-projector-private.h"

#include <glib/gi18n-lib.h>

/* Commits whose time is remembered until they are projected. */
#define MAXIMUM_COMMITS 4096

/* A log whose end cannot be read: the pause before the next look, which doubles up to the longest, and after how many looks in vain
 * the views stop, which tells everybody. */
#define FIRST_PAUSE (200 * G_TIME_SPAN_MILLISECOND)
#define LONGEST_PAUSE (30 * G_TIME_SPAN_SECOND)
#define PATIENCE 3

typedef struct
{
  DocketProjectorTask function;
  gpointer data;
  GDestroyNotify free_data;
  gboolean is_waited_for;
  gboolean is_done;
  gboolean result;
  GError *error;
} Task;

typedef struct
{
  gint64 position;
  DocketProjectorReached reached;
  gpointer data;
} Awaiting;

static DocketProjectorView *
view_new (DocketProjection *projection)
{
  DocketProjectorView *view = g_new0 (DocketProjectorView, 1);

  view->projection = g_object_ref (projection);
  view->name = docket_projection_get_name (projection);
  view->version = docket_projection_get_version (projection);
  return view;
}

static void
view_free (gpointer data)
{
  DocketProjectorView *view = data;

  docket_checkpoint_clear (&view->checkpoint);
  g_object_unref (view->projection);
  g_free (view->version);
  g_free (view);
}

static void
finish_task (DocketProjectorThread *self, Task *task)
{
  if (!task->is_waited_for)
    {
      if (task->free_data != NULL)
        task->free_data (task->data);
      g_clear_error (&task->error);
      g_free (task);
      return;
    }
  g_mutex_lock (&self->mutex);
  task->is_done = TRUE;
  g_cond_broadcast (&self->moved);
  g_mutex_unlock (&self->mutex);
}

static Task *
pop_task (DocketProjectorThread *self)
{
  Task *task;

  g_mutex_lock (&self->mutex);
  task = g_queue_pop_head (&self->tasks);
  g_mutex_unlock (&self->mutex);
  return task;
}

static void
run_tasks (DocketProjectorThread *self)
{
  Task *task;

  while ((task = pop_task (self)) != NULL)
    {
      task->result = task->function (self, task->data, &task->error);
      self->is_quiet = FALSE;
      finish_task (self, task);
    }
}

static void
refuse_tasks (DocketProjectorThread *self)
{
  Task *task;

  while ((task = pop_task (self)) != NULL)
    {
      task->result = FALSE;
      g_set_error_literal (&task->error, DOCKET_ERROR, DOCKET_ERROR_STORAGE, _("The program is closing."));
      finish_task (self, task);
    }
}

/* The mutex is held. */
static void
wait_for_wake (DocketProjectorThread *self)
{
  gint64 rest = docket_projector_get_rest (self);
  gint64 look = self->read_again != 0 ? self->read_again : G_MAXINT64;

  if (MIN (rest, look) == G_MAXINT64)
    g_cond_wait (&self->woken, &self->mutex);
  else if (g_cond_wait_until (&self->woken, &self->mutex, MIN (rest, look)))
    return;
  else if (look <= rest)
    self->is_woken = TRUE;
  else
    {
      g_mutex_unlock (&self->mutex);
      docket_projector_rest (self);
      g_mutex_lock (&self->mutex);
    }
}

/* Returns: whether to go on */
static gboolean
sleep_until_woken (DocketProjectorThread *self)
{
  gboolean goes_on;

  g_mutex_lock (&self->mutex);
  while (!self->is_stopping && !self->is_woken && self->tasks.length == 0)
    wait_for_wake (self);
  goes_on = !self->is_stopping;
  g_mutex_unlock (&self->mutex);
  return goes_on;
}

static gboolean
take_wake (DocketProjectorThread *self, gboolean *is_woken)
{
  gboolean goes_on;

  g_mutex_lock (&self->mutex);
  goes_on = !self->is_stopping;
  *is_woken = self->is_woken;
  self->is_woken = FALSE;
  g_mutex_unlock (&self->mutex);
  return goes_on;
}

/* Shadows, whatever they hold, are given up: whoever wants them asks again. */
static void
stop_all (DocketProjectorThread *self, const GError *error)
{
  for (guint i = 0; i < self->views->len; i++)
    {
      DocketProjectorView *view = g_ptr_array_index (self->views, i);

      if (view->checkpoint.state == DOCKET_VIEW_STOPPED)
        continue;
      docket_projector_stop_view (self, view, view->checkpoint.position + 1, error);
      view->waits_for_log = TRUE;
    }
  docket_projector_release_awaiting (self, FALSE);
  docket_projector_fail_shadows (self, self->shadows, self->end + 1, error);
}

static void
go_on (DocketProjectorThread *self)
{
  for (guint i = 0; i < self->views->len; i++)
    {
      DocketProjectorView *view = g_ptr_array_index (self->views, i);

      if (view->waits_for_log)
        docket_projector_thread_retry_view (self, view->name);
    }
}

/* What fails for a moment is looked at again before anybody is told, and what fails for longer goes on by itself when it is over. */
static void
look_for_end (DocketProjectorThread *self)
{
  g_autoptr (GError) error = NULL;
  gint64 pause = FIRST_PAUSE << MIN (self->n_unread, 16);

  if (docket_projector_read_end (self, &error))
    {
      self->n_unread = 0;
      self->read_again = 0;
      go_on (self);
      return;
    }
  self->n_unread++;
  self->read_again = g_get_monotonic_time () + MIN (pause, LONGEST_PAUSE);
  if (self->n_unread == PATIENCE)
    stop_all (self, error);
}

static void
tell_caught_up (DocketProjectorThread *self)
{
  if (self->is_quiet)
    return;
  self->is_quiet = TRUE;
  docket_projector_choose_cache (self, FALSE);
  self->listener->caught_up (self->listener_data, self->end);
}

/* Not while there is a batch to follow: its events are noted with it. */
static void
note_end (DocketProjectorThread *self)
{
  if (self->has_noted_end || self->read_database == NULL)
    return;
  self->has_noted_end = TRUE;
  docket_log_end_note (self->read_database, self->write_database, NULL);
}

/* Those who waited for the views have gone on. */
static void
take_full_log (DocketProjectorThread *self)
{
  if (self->read_database != NULL && docket_database_is_log_full (self->read_database))
    docket_database_take_log (self->read_database);
}

/* Views come first, but a long batch does not keep the shadows from having an end. */
static gboolean
step (DocketProjectorThread *self)
{
  if (self->shadow_credit > 0 && docket_projector_step_shadows (self))
    return TRUE;
  return docket_projector_step (self) || docket_projector_step_shadows (self);
}

/* Returns: whether there was anything to do */
static gboolean
tidy (DocketProjectorThread *self)
{
  if (!docket_projector_step_leftovers (self))
    return docket_projector_step_free_pages (self);
  self->has_free_pages = TRUE;
  return TRUE;
}

static void
follow (DocketProjectorThread *self)
{
  gboolean is_woken;

  while (take_wake (self, &is_woken))
    {
      run_tasks (self);
      if (is_woken)
        {
          self->worked = g_get_monotonic_time ();
          self->has_noted_end = FALSE;
          look_for_end (self);
        }
      if (step (self))
        {
          self->is_quiet = FALSE;
          self->is_untidy = TRUE;
          take_full_log (self);
          continue;
        }
      tell_caught_up (self);
      note_end (self);
      take_full_log (self);
      if (!tidy (self) && !sleep_until_woken (self))
        break;
    }
}

static gpointer
run (gpointer data)
{
  DocketProjectorThread *self = data;
  g_autoptr (GError) error = NULL;
  gboolean is_open = docket_projector_open (self, &error);

  /* A new shop has its views before anybody can give it a command: nobody is made to wait for those that are being made. */
  while (is_open && self->end == 0 && docket_projector_step (self))
    ;

  g_mutex_lock (&self->mutex);
  self->is_open = is_open;
  self->open_error = g_steal_pointer (&error);
  self->is_stopping |= !is_open;
  g_cond_broadcast (&self->moved);
  g_mutex_unlock (&self->mutex);

  if (is_open)
    follow (self);
  refuse_tasks (self);
  docket_projector_release_awaiting (self, TRUE);
  docket_projector_close (self);
  return NULL;
}

/**
 * docket_projector_thread_start:
 * @registry: how events are read
 * @projections: (element-type DocketProjection): what keeps the views
 * @write_path: where the log is
 * @read_path: where the views are
 * @listener: whom to tell, on the thread
 * @listener_data: for @listener
 * @error: return location
 *
 * Starts the thread and waits until the tables stand.
 *
 * Returns: (transfer full) (nullable): the running thread
 */
DocketProjectorThread *
docket_projector_thread_start (DocketEventRegistry *registry, GPtrArray *projections, const char *write_path, const char *read_path,
                               const DocketProjectorListener *listener, gpointer listener_data, GError **error)
{
  DocketProjectorThread *self = g_new0 (DocketProjectorThread, 1);

  g_atomic_ref_count_init (&self->references);
  self->registry = g_object_ref (registry);
  self->write_path = g_strdup (write_path);
  self->read_path = g_strdup (read_path);
  self->listener = listener;
  self->listener_data = listener_data;
  self->views = g_ptr_array_new_with_free_func (view_free);
  for (guint i = 0; i < projections->len; i++)
    g_ptr_array_add (self->views, view_new (g_ptr_array_index (projections, i)));
  self->shadows = g_ptr_array_new_with_free_func (docket_projector_shadow_free);
  self->notices = g_ptr_array_new_with_free_func (g_free);
  self->commits = g_array_new (FALSE, FALSE, sizeof (DocketProjectorCommit));
  g_mutex_init (&self->mutex);
  g_cond_init (&self->woken);
  g_cond_init (&self->moved);
  self->thread = g_thread_new ("docket-views", run, self);

  g_mutex_lock (&self->mutex);
  while (!self->is_open && self->open_error == NULL)
    g_cond_wait (&self->moved, &self->mutex);
  g_mutex_unlock (&self->mutex);
  if (self->is_open)
    return self;
  g_propagate_error (error, g_steal_pointer (&self->open_error));
  docket_projector_thread_stop (self);
  docket_projector_thread_unref (self);
  return NULL;
}

/**
 * docket_projector_thread_ref:
 * @self: a thread
 *
 * Returns: (transfer full): the same, kept until given back
 */
DocketProjectorThread *
docket_projector_thread_ref (DocketProjectorThread *self)
{
  g_atomic_ref_count_inc (&self->references);
  return self;
}

/**
 * docket_projector_thread_unref:
 * @self: (transfer full): a thread, stopped when this is the last reference
 *
 * Gives it back.
 */
void
docket_projector_thread_unref (DocketProjectorThread *self)
{
  if (!g_atomic_ref_count_dec (&self->references))
    return;
  refuse_tasks (self);
  g_ptr_array_unref (self->views);
  g_ptr_array_unref (self->shadows);
  g_ptr_array_unref (self->notices);
  g_array_unref (self->commits);
  g_object_unref (self->registry);
  g_free (self->write_path);
  g_free (self->read_path);
  g_mutex_clear (&self->mutex);
  g_cond_clear (&self->woken);
  g_cond_clear (&self->moved);
  g_free (self);
}

/**
 * docket_projector_thread_stop:
 * @self: a thread
 *
 * Finishes the batch under way and releases those who wait.
 */
void
docket_projector_thread_stop (DocketProjectorThread *self)
{
  g_mutex_lock (&self->mutex);
  self->is_stopping = TRUE;
  g_cond_broadcast (&self->woken);
  g_cond_broadcast (&self->moved);
  g_mutex_unlock (&self->mutex);
  g_thread_join (g_steal_pointer (&self->thread));
}

/**
 * docket_projector_thread_committed:
 * @self: a thread
 * @position: the last event that is on the disk; 0 for a commit that holds rejected commands alone
 * @time: since when, in microseconds UTC
 *
 * Wakes the thread.
 */
void
docket_projector_thread_committed (DocketProjectorThread *self, gint64 position, gint64 time)
{
  DocketProjectorCommit commit = { position, time };

  g_mutex_lock (&self->mutex);
  self->committed = MAX (self->committed, position);
  if (position > 0 && self->commits->len < MAXIMUM_COMMITS)
    g_array_append_val (self->commits, commit);
  self->is_woken = TRUE;
  g_cond_signal (&self->woken);
  g_mutex_unlock (&self->mutex);
}

/* Under the mutex. Where the views stand that are waited for; G_MAXINT64 when there are none. */
static gint64
get_healthy_position (DocketProjectorThread *self)
{
  gint64 position = G_MAXINT64;

  for (guint i = 0; i < self->views->len; i++)
    {
      const DocketCheckpoint *checkpoint = &((DocketProjectorView *) g_ptr_array_index (self->views, i))->checkpoint;

      if (checkpoint->state == DOCKET_VIEW_LIVE)
        position = MIN (position, checkpoint->position);
    }
  return position;
}

/**
 * docket_projector_thread_await:
 * @self: a thread
 * @position: an event
 * @reached: called once, on any thread, when every healthy view holds it
 * @data: for @reached
 *
 * Waits without blocking, for healthy views only: never for one that stopped or is being made.
 */
void
docket_projector_thread_await (DocketProjectorThread *self, gint64 position, DocketProjectorReached reached, gpointer data)
{
  gboolean is_reached;

  g_mutex_lock (&self->mutex);
  is_reached = self->is_stopping || get_healthy_position (self) >= position;
  if (!is_reached)
    {
      Awaiting *awaiting = g_new (Awaiting, 1);

      *awaiting = (Awaiting){ position, reached, data };
      g_queue_push_tail (&self->awaiting, awaiting);
    }
  g_mutex_unlock (&self->mutex);
  if (is_reached)
    reached (data);
}

void
docket_projector_release_awaiting (DocketProjectorThread *self, gboolean all)
{
  g_autoptr (GPtrArray) released = g_ptr_array_new_with_free_func (g_free);
  gint64 position;

  g_mutex_lock (&self->mutex);
  position = all ? G_MAXINT64 : get_healthy_position (self);
  for (GList *link = self->awaiting.head, *next; link != NULL; link = next)
    {
      Awaiting *awaiting = link->data;

      next = link->next;
      if (awaiting->position > position)
        continue;
      g_ptr_array_add (released, awaiting);
      g_queue_delete_link (&self->awaiting, link);
    }
  g_cond_broadcast (&self->moved);
  g_mutex_unlock (&self->mutex);

  for (guint i = 0; i < released->len; i++)
    {
      Awaiting *awaiting = g_ptr_array_index (released, i);

      awaiting->reached (awaiting->data);
    }
}

/**
 * docket_projector_thread_get_lag:
 * @self: a thread
 *
 * Returns: how many events the healthy views are behind
 */
gint64
docket_projector_thread_get_lag (DocketProjectorThread *self)
{
  gint64 position;
  gint64 lag;

  g_mutex_lock (&self->mutex);
  position = get_healthy_position (self);
  lag = position < self->committed ? self->committed - position : 0;
  g_mutex_unlock (&self->mutex);
  return lag;
}

/**
 * docket_projector_thread_run:
 * @self: a thread
 * @task: what to do there
 * @data: for @task
 * @error: return location
 *
 * Works on the thread between two batches and waits for the answer.
 *
 * Returns: what @task returned
 */
gboolean
docket_projector_thread_run (DocketProjectorThread *self, DocketProjectorTask task, gpointer data, GError **error)
{
  Task waited = { .function = task, .data = data, .is_waited_for = TRUE };

  g_mutex_lock (&self->mutex);
  if (self->is_stopping)
    {
      g_mutex_unlock (&self->mutex);
      g_set_error_literal (error, DOCKET_ERROR, DOCKET_ERROR_STORAGE, _("The program is closing."));
      return FALSE;
    }
  g_queue_push_tail (&self->tasks, &waited);
  g_cond_signal (&self->woken);
  while (!waited.is_done)
    g_cond_wait (&self->moved, &self->mutex);
  g_mutex_unlock (&self->mutex);
  if (waited.error != NULL)
    g_propagate_error (error, waited.error);
  return waited.result;
}

/**
 * docket_projector_thread_post:
 * @self: a thread
 * @task: what to do there
 * @data: for @task
 * @free_data: (nullable): frees @data
 *
 * Works on the thread between two batches; nobody waits.
 */
void
docket_projector_thread_post (DocketProjectorThread *self, DocketProjectorTask task, gpointer data, GDestroyNotify free_data)
{
  Task *posted = g_new0 (Task, 1);

  posted->function = task;
  posted->data = data;
  posted->free_data = free_data;
  g_mutex_lock (&self->mutex);
  g_queue_push_tail (&self->tasks, posted);
  g_cond_signal (&self->woken);
  g_mutex_unlock (&self->mutex);
}

static gboolean
tell_end (DocketProjectorThread *self, gpointer data, GError **error)
{
  gint64 *position = data;

  if (!docket_projector_read_end (self, error))
    return FALSE;
  *position = self->end;
  return TRUE;
}

/* Under the mutex. */
static gboolean
is_anyone_before (DocketProjectorThread *self, gint64 position)
{
  for (guint i = 0; i < self->views->len; i++)
    {
      const DocketCheckpoint *checkpoint = &((DocketProjectorView *) g_ptr_array_index (self->views, i))->checkpoint;

      if (checkpoint->state != DOCKET_VIEW_STOPPED && checkpoint->position < position)
        return TRUE;
      if (checkpoint->state == DOCKET_VIEW_REBUILDING)
        return TRUE;
    }
  return FALSE;
}

/**
 * docket_projector_thread_wait:
 * @self: a thread
 * @position: an event; −1 for the last of the log
 *
 * Blocks until every view that has not stopped holds the event, those that are being made included.
 */
void
docket_projector_thread_wait (DocketProjectorThread *self, gint64 position)
{
  if (position < 0 && !docket_projector_thread_run (self, tell_end, &position, NULL))
    return;
  g_mutex_lock (&self->mutex);
  while (!self->is_stopping && is_anyone_before (self, position))
    g_cond_wait (&self->moved, &self->mutex);
  g_mutex_unlock (&self->mutex);
}

/**
 * docket_projector_thread_get_view:
 * @self: a thread
 * @name: a view
 * @state: (out): how it is
 * @position: (out): the last event it holds, or the one it stopped at
 * @message: (out) (nullable) (transfer full): why it stopped
 *
 * Returns: whether there is such a view
 */
gboolean
docket_projector_thread_get_view (DocketProjectorThread *self, const char *name, DocketViewState *state, gint64 *position,
                                  char **message)
{
  gboolean is_found = FALSE;

  g_mutex_lock (&self->mutex);
  for (guint i = 0; i < self->views->len && !is_found; i++)
    {
      const DocketProjectorView *view = g_ptr_array_index (self->views, i);

      is_found = g_str_equal (view->name, name);
      if (!is_found)
        continue;
      *state = view->checkpoint.state;
      *position = view->checkpoint.state == DOCKET_VIEW_STOPPED ? view->failed_position : view->checkpoint.position;
      *message = g_strdup (view->checkpoint.error);
    }
  g_mutex_unlock (&self->mutex);
  return is_found;
}

/**
 * docket_projector_thread_get_notices:
 * @self: a thread
 *
 * Returns: (transfer full) (element-type utf8): what a person should know about the views
 */
GPtrArray *
docket_projector_thread_get_notices (DocketProjectorThread *self)
{
  GPtrArray *notices = g_ptr_array_new_with_free_func (g_free);

  g_mutex_lock (&self->mutex);
  for (guint i = 0; i < self->notices->len; i++)
    g_ptr_array_add (notices, g_strdup (g_ptr_array_index (self->notices, i)));
  g_mutex_unlock (&self->mutex);
  return notices;
}
