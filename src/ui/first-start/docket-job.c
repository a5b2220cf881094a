/* docket-job.c: long work on a thread of its own, with progress
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "docket-job.h"

#include "docket-compat-glib.h"

/* Milliseconds between two pictures of the progress. */
#define INTERVAL 60

struct _DocketJob
{
  GObject parent_instance;

  DocketShell *shell;
  GCancellable *cancellable;
  gboolean is_running;
  double fraction;
  char *step;

  /* What the thread said last. */
  GMutex mutex;
  const char *told_step;
  gint64 told_done;
  gint64 told_total;
  guint source;
};

typedef struct
{
  DocketJob *job;
  DocketJobFunc function;
  gpointer data;
  GDestroyNotify free_data;
  GDestroyNotify free_result;
} Work;

G_DEFINE_FINAL_TYPE (DocketJob, docket_job, G_TYPE_OBJECT)

enum
{
  PROP_IS_RUNNING = 1,
  PROP_FRACTION,
  PROP_STEP,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void
work_free (gpointer data)
{
  Work *work = data;

  if (work->free_data != NULL)
    work->free_data (work->data);
  g_object_unref (work->job);
  g_free (work);
}

static void
set_progress (DocketJob *self, const char *step, double fraction)
{
  if (g_set_str (&self->step, step))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STEP]);
  if (self->fraction == fraction)
    return;
  self->fraction = fraction;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_FRACTION]);
}

static gboolean
show_cb (gpointer data)
{
  DocketJob *self = data;
  const char *step;
  double fraction;

  g_mutex_lock (&self->mutex);
  step = self->told_step;
  fraction = self->told_total > 0 ? CLAMP ((double) self->told_done / self->told_total, 0, 1) : 0;
  g_mutex_unlock (&self->mutex);
  set_progress (self, step, fraction);
  return G_SOURCE_CONTINUE;
}

static void
set_is_running (DocketJob *self, gboolean is_running)
{
  if (self->is_running == is_running)
    return;
  self->is_running = is_running;
  if (is_running)
    self->source = g_timeout_add (INTERVAL, show_cb, self);
  else
    g_clear_handle_id (&self->source, g_source_remove);
  if (self->shell != NULL && is_running)
    docket_shell_hold (self->shell);
  else if (self->shell != NULL)
    docket_shell_release (self->shell);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_IS_RUNNING]);
}

static void
docket_job_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  DocketJob *self = DOCKET_JOB (object);

  switch (id)
    {
    case PROP_IS_RUNNING:
      g_value_set_boolean (value, self->is_running);
      break;
    case PROP_FRACTION:
      g_value_set_double (value, self->fraction);
      break;
    case PROP_STEP:
      g_value_set_string (value, self->step);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
docket_job_finalize (GObject *object)
{
  DocketJob *self = DOCKET_JOB (object);

  g_clear_handle_id (&self->source, g_source_remove);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->shell);
  g_clear_pointer (&self->step, g_free);
  g_mutex_clear (&self->mutex);
  G_OBJECT_CLASS (docket_job_parent_class)->finalize (object);
}

static void
docket_job_class_init (DocketJobClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->get_property = docket_job_get_property;
  object_class->finalize = docket_job_finalize;
  properties[PROP_IS_RUNNING] = g_param_spec_boolean ("is-running", NULL, NULL, FALSE, flags);
  properties[PROP_FRACTION] = g_param_spec_double ("fraction", NULL, NULL, 0, 1, 0, flags);
  properties[PROP_STEP] = g_param_spec_string ("step", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
docket_job_init (DocketJob *self)
{
  g_mutex_init (&self->mutex);
}

DocketJob *
docket_job_new (DocketShell *shell)
{
  DocketJob *self = g_object_new (DOCKET_TYPE_JOB, NULL);

  g_set_object (&self->shell, shell);
  return self;
}

static void
work_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Work *work = data;
  GError *error = NULL;
  gpointer result = work->function (work->job, work->data, &error);

  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, result, work->free_result);
}

static void
finished_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  GAsyncReadyCallback callback = (GAsyncReadyCallback) data;
  Work *work = g_task_get_task_data (G_TASK (result));

  set_is_running (work->job, FALSE);
  callback (source, result, work->job);
}

void
docket_job_run (DocketJob *self, gpointer owner, DocketJobFunc function, gpointer data, GDestroyNotify free_data,
                GDestroyNotify free_result, GAsyncReadyCallback callback)
{
  g_autoptr (GTask) task = NULL;
  Work *work;

  g_return_if_fail (DOCKET_IS_JOB (self));
  g_return_if_fail (!self->is_running);

  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  self->told_step = NULL;
  self->told_done = self->told_total = 0;
  set_progress (self, NULL, 0);
  work = g_new0 (Work, 1);
  work->job = g_object_ref (self);
  work->function = function;
  work->data = data;
  work->free_data = free_data;
  work->free_result = free_result;
  set_is_running (self, TRUE);
  task = g_task_new (owner, self->cancellable, finished_cb, (gpointer) callback);
  /* What was done is told, also when it was cancelled a moment too late. */
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, work, work_free);
  g_task_run_in_thread (task, work_thread);
}

gpointer
docket_job_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

gboolean
docket_job_is_running (DocketJob *self)
{
  g_return_val_if_fail (DOCKET_IS_JOB (self), FALSE);

  return self->is_running;
}

GCancellable *
docket_job_get_cancellable (DocketJob *self)
{
  g_return_val_if_fail (DOCKET_IS_JOB (self), NULL);

  return self->cancellable;
}

void
docket_job_cancel (DocketJob *self)
{
  g_return_if_fail (DOCKET_IS_JOB (self));

  g_cancellable_cancel (self->cancellable);
}

void
docket_job_step_cb (const char *step, gint64 done, gint64 total, gpointer job)
{
  DocketJob *self = job;

  g_mutex_lock (&self->mutex);
  self->told_step = g_intern_string (step);
  self->told_done = done;
  self->told_total = total;
  g_mutex_unlock (&self->mutex);
}

void
docket_job_progress_cb (gint64 done, gint64 total, gpointer job)
{
  DocketJob *self = job;

  g_mutex_lock (&self->mutex);
  self->told_done = done;
  self->told_total = total;
  g_mutex_unlock (&self->mutex);
}
