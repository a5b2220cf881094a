/* docket-projection-runner.c: feeds all projections from the log
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "docket-projection-runner-private.h"

#include <glib/gi18n-lib.h>

G_DEFINE_FINAL_TYPE (DocketProjectionRunner, docket_projection_runner, G_TYPE_OBJECT)

enum
{
  CHANGED,
  PROGRESS,
  FAILED,
  CAUGHT_UP,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/* What the thread tells, on its way to the main context. */
typedef struct
{
  GWeakRef runner;
  guint signal;
  char *view;
  GArray *keys;
  gint64 position;
  gint64 last_position;
  GError *error;
} Emission;

static void
emission_free (gpointer data)
{
  Emission *emission = data;

  g_weak_ref_clear (&emission->runner);
  g_free (emission->view);
  g_clear_pointer (&emission->keys, g_array_unref);
  g_clear_error (&emission->error);
  g_free (emission);
}

static gboolean
emit_cb (gpointer data)
{
  Emission *emission = data;
  g_autoptr (DocketProjectionRunner) self = g_weak_ref_get (&emission->runner);

  if (self == NULL)
    return G_SOURCE_REMOVE;
  switch (emission->signal)
    {
    case CHANGED:
      g_signal_emit (self, signals[CHANGED], 0, emission->view, emission->keys, emission->position);
      break;
    case PROGRESS:
      g_signal_emit (self, signals[PROGRESS], 0, emission->view, emission->position, emission->last_position);
      break;
    case FAILED:
      g_signal_emit (self, signals[FAILED], 0, emission->view, emission->position, emission->error);
      break;
    default:
      g_signal_emit (self, signals[CAUGHT_UP], 0, emission->position);
      break;
    }
  return G_SOURCE_REMOVE;
}

/* Never at once, even where the thread could have the context: signals belong to the main thread. */
static void
post (DocketProjectionRunner *self, Emission *emission)
{
  g_autoptr (GSource) source = g_idle_source_new ();

  g_weak_ref_init (&emission->runner, self);
  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_callback (source, emit_cb, emission, emission_free);
  g_source_set_static_name (source, "docket-projection-runner");
  g_source_attach (source, self->context);
}

static void
on_changed (gpointer data, const char *view, GArray *keys, gint64 position)
{
  Emission *emission = g_new0 (Emission, 1);

  emission->signal = CHANGED;
  emission->view = g_strdup (view);
  emission->keys = keys;
  emission->position = position;
  post (data, emission);
}

static void
on_progress (gpointer data, const char *view, gint64 position, gint64 last_position)
{
  Emission *emission = g_new0 (Emission, 1);

  emission->signal = PROGRESS;
  emission->view = g_strdup (view);
  emission->position = position;
  emission->last_position = last_position;
  post (data, emission);
}

static void
on_failed (gpointer data, const char *view, gint64 position, const GError *error)
{
  Emission *emission = g_new0 (Emission, 1);

  emission->signal = FAILED;
  emission->view = g_strdup (view);
  emission->position = position;
  emission->error = g_error_copy (error);
  post (data, emission);
}

static void
on_caught_up (gpointer data, gint64 position)
{
  Emission *emission = g_new0 (Emission, 1);

  emission->signal = CAUGHT_UP;
  emission->position = position;
  post (data, emission);
}

static const DocketProjectorListener listener = { on_changed, on_progress, on_failed, on_caught_up };

DocketProjectorThread *
docket_projection_runner_get_thread (DocketProjectionRunner *self)
{
  DocketProjectorThread *thread;

  g_mutex_lock (&self->mutex);
  thread = self->thread != NULL ? docket_projector_thread_ref (self->thread) : NULL;
  g_mutex_unlock (&self->mutex);
  return thread;
}

static void
docket_projection_runner_dispose (GObject *object)
{
  docket_projection_runner_stop (DOCKET_PROJECTION_RUNNER (object));
  G_OBJECT_CLASS (docket_projection_runner_parent_class)->dispose (object);
}

static void
docket_projection_runner_finalize (GObject *object)
{
  DocketProjectionRunner *self = DOCKET_PROJECTION_RUNNER (object);

  g_clear_object (&self->registry);
  g_ptr_array_unref (self->projections);
  g_main_context_unref (self->context);
  g_free (self->read_path);
  g_mutex_clear (&self->mutex);
  G_OBJECT_CLASS (docket_projection_runner_parent_class)->finalize (object);
}

static void
docket_projection_runner_class_init (DocketProjectionRunnerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = docket_projection_runner_dispose;
  object_class->finalize = docket_projection_runner_finalize;

  /**
   * DocketProjectionRunner::changed:
   * @self: the runner
   * @view: the name of a view
   * @keys: (nullable) (element-type gint64): the rows that were made, changed or removed, sorted and unique; %NULL: all
   * @position: the last event that the view holds
   *
   * Rows of a view changed and are committed. Emitted in the main context.
   */
  signals[CHANGED] = g_signal_new ("changed", DOCKET_TYPE_PROJECTION_RUNNER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 3,
                                   G_TYPE_STRING | G_SIGNAL_TYPE_STATIC_SCOPE, G_TYPE_ARRAY, G_TYPE_INT64);

  /**
   * DocketProjectionRunner::progress:
   * @self: the runner
   * @view: the name of a view that is being made
   * @position: how far it is
   * @last_position: where it has to come
   *
   * Emitted in the main context, some times a second.
   */
  signals[PROGRESS] = g_signal_new ("progress", DOCKET_TYPE_PROJECTION_RUNNER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 3,
                                    G_TYPE_STRING | G_SIGNAL_TYPE_STATIC_SCOPE, G_TYPE_INT64, G_TYPE_INT64);

  /**
   * DocketProjectionRunner::failed:
   * @self: the runner
   * @view: the name of the view that stopped
   * @position: the event it failed on
   * @error: why
   *
   * Emitted in the main context. The other views go on.
   */
  signals[FAILED] = g_signal_new ("failed", DOCKET_TYPE_PROJECTION_RUNNER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 3,
                                  G_TYPE_STRING | G_SIGNAL_TYPE_STATIC_SCOPE, G_TYPE_INT64, G_TYPE_ERROR);

  /**
   * DocketProjectionRunner::caught-up:
   * @self: the runner
   * @position: the last event of the log
   *
   * Every view that has not stopped holds the whole log. Emitted in the main context.
   */
  signals[CAUGHT_UP] = g_signal_new ("caught-up", DOCKET_TYPE_PROJECTION_RUNNER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                                     1, G_TYPE_INT64);
}

static void
docket_projection_runner_init (DocketProjectionRunner *self)
{
  self->projections = g_ptr_array_new_with_free_func (g_object_unref);
  self->context = g_main_context_ref_thread_default ();
  g_mutex_init (&self->mutex);
}

/**
 * docket_projection_runner_new:
 * @registry: the event types
 *
 * Signals are emitted in the main context that is the default of the calling thread.
 *
 * Returns: (transfer full): a runner that does nothing yet
 */
DocketProjectionRunner *
docket_projection_runner_new (DocketEventRegistry *registry)
{
  DocketProjectionRunner *self;

  g_return_val_if_fail (DOCKET_IS_EVENT_REGISTRY (registry), NULL);

  self = g_object_new (DOCKET_TYPE_PROJECTION_RUNNER, NULL);
  self->registry = g_object_ref (registry);
  return self;
}

/**
 * docket_projection_runner_add:
 * @self: a runner that was not started
 * @projection: what keeps a view
 *
 * Adds a view.
 */
void
docket_projection_runner_add (DocketProjectionRunner *self, DocketProjection *projection)
{
  g_return_if_fail (DOCKET_IS_PROJECTION_RUNNER (self) && DOCKET_IS_PROJECTION (projection));
  g_return_if_fail (self->thread == NULL);

  g_ptr_array_add (self->projections, g_object_ref (projection));
}

/**
 * docket_projection_runner_get_projections:
 * @self: a runner
 *
 * Returns: (transfer none) (element-type DocketProjection): what was added
 */
GPtrArray *
docket_projection_runner_get_projections (DocketProjectionRunner *self)
{
  g_return_val_if_fail (DOCKET_IS_PROJECTION_RUNNER (self), NULL);

  return self->projections;
}

/**
 * docket_projection_runner_start:
 * @self: a runner
 * @write_path: where the log is
 * @read_path: where the views are, or will be
 * @error: return location
 *
 * Opens both files on a projector thread of its own, makes or rebuilds what is missing, and follows the log from then
 * on. Returns when the tables stand; catching up goes on. A view file that is no good is replaced.
 *
 * Returns: whether it runs
 */
gboolean
docket_projection_runner_start (DocketProjectionRunner *self, const char *write_path, const char *read_path, GError **error)
{
  DocketProjectorThread *thread;

  g_return_val_if_fail (DOCKET_IS_PROJECTION_RUNNER (self), FALSE);
  g_return_val_if_fail (self->thread == NULL, FALSE);

  g_free (self->read_path);
  self->read_path = g_strdup (read_path);
  thread = docket_projector_thread_start (self->registry, self->projections, write_path, read_path, &listener, self, error);
  g_mutex_lock (&self->mutex);
  self->thread = thread;
  g_mutex_unlock (&self->mutex);
  return thread != NULL;
}

/**
 * docket_projection_runner_stop:
 * @self: a runner
 *
 * Finishes the batch under way, releases those who wait, closes both files.
 */
void
docket_projection_runner_stop (DocketProjectionRunner *self)
{
  DocketProjectorThread *thread;

  g_return_if_fail (DOCKET_IS_PROJECTION_RUNNER (self));

  g_mutex_lock (&self->mutex);
  thread = g_steal_pointer (&self->thread);
  g_mutex_unlock (&self->mutex);
  if (thread == NULL)
    return;
  docket_projector_thread_stop (thread);
  docket_projector_thread_unref (thread);
}

static void
follow_committed (gpointer follower, gint64 last_position)
{
  g_autoptr (DocketProjectorThread) thread = docket_projection_runner_get_thread (follower);

  if (thread != NULL)
    docket_projector_thread_committed (thread, last_position, g_get_real_time ());
}

static void
follow_await (gpointer follower, gint64 position, DocketFollowedFunc followed, gpointer data)
{
  g_autoptr (DocketProjectorThread) thread = docket_projection_runner_get_thread (follower);

  if (thread != NULL)
    docket_projector_thread_await (thread, position, followed, data);
  else
    followed (data);
}

static gint64
follow_get_lag (gpointer follower)
{
  g_autoptr (DocketProjectorThread) thread = docket_projection_runner_get_thread (follower);

  return thread != NULL ? docket_projector_thread_get_lag (thread) : 0;
}

/**
 * docket_projection_runner_get_follower:
 *
 * Returns: (transfer none): how a command bus speaks with a runner, which is the follower's data
 */
const DocketFollower *
docket_projection_runner_get_follower (void)
{
  static const DocketFollower follower = { follow_committed, follow_await, follow_get_lag };

  return &follower;
}

/**
 * docket_projection_runner_wait:
 * @self: a runner
 * @position: an event; −1 for the end of the log as it is now
 *
 * Blocks until every view that has not stopped holds the event, those that are being made included.
 */
void
docket_projection_runner_wait (DocketProjectionRunner *self, gint64 position)
{
  g_autoptr (DocketProjectorThread) thread = NULL;

  g_return_if_fail (DOCKET_IS_PROJECTION_RUNNER (self));

  thread = docket_projection_runner_get_thread (self);
  if (thread != NULL)
    docket_projector_thread_wait (thread, position);
}

typedef struct
{
  DocketProjectorFunc function;
  gpointer data;
} Work;

static gboolean
work_task (DocketProjectorThread *thread, gpointer data, GError **error)
{
  Work *work = data;
  DocketDatabase *database = docket_projector_thread_get_database (thread, error);

  return database != NULL && work->function (database, work->data, error);
}

/**
 * docket_projection_runner_run: (skip)
 * @self: a runner
 * @function: what to do
 * @data: for @function
 * @error: return location
 *
 * Works with the projector's connection between two batches, on its thread, and waits for the answer.
 *
 * Returns: what @function returned
 */
gboolean
docket_projection_runner_run (DocketProjectionRunner *self, DocketProjectorFunc function, gpointer data, GError **error)
{
  Work work = { function, data };
  g_autoptr (DocketProjectorThread) thread = NULL;

  g_return_val_if_fail (DOCKET_IS_PROJECTION_RUNNER (self), FALSE);

  thread = docket_projection_runner_get_thread (self);
  if (thread != NULL)
    return docket_projector_thread_run (thread, work_task, &work, error);
  g_set_error_literal (error, DOCKET_ERROR, DOCKET_ERROR_STORAGE, _("The program is closing."));
  return FALSE;
}

/**
 * docket_projection_runner_get_view: (skip)
 * @self: a runner
 * @view: the name of a view
 * @state: (out): how it is
 * @position: (out): the last event it holds, or the one it stopped at
 * @message: (out) (nullable) (transfer full): why it stopped
 *
 * Returns: whether there is such a view and the runner runs
 */
gboolean
docket_projection_runner_get_view (DocketProjectionRunner *self, const char *view, DocketViewState *state, gint64 *position,
                                   char **message)
{
  g_autoptr (DocketProjectorThread) thread = NULL;

  g_return_val_if_fail (DOCKET_IS_PROJECTION_RUNNER (self), FALSE);

  thread = docket_projection_runner_get_thread (self);
  return thread != NULL && docket_projector_thread_get_view (thread, view, state, position, message);
}

/**
 * docket_projection_runner_get_notices:
 * @self: a runner
 *
 * Returns: (transfer full) (element-type utf8): what a person should know: that lists were made again, and why
 */
GPtrArray *
docket_projection_runner_get_notices (DocketProjectionRunner *self)
{
  g_autoptr (DocketProjectorThread) thread = NULL;

  g_return_val_if_fail (DOCKET_IS_PROJECTION_RUNNER (self), NULL);

  thread = docket_projection_runner_get_thread (self);
  return thread != NULL ? docket_projector_thread_get_notices (thread) : g_ptr_array_new_with_free_func (g_free);
}
