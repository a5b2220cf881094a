/* docket-upkeep.c: what is done by itself while a window is open: the check at the start and the backup of the day
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "docket-upkeep.h"

#include <glib/gi18n-lib.h>
#include <sys/resource.h>

#include "docket-time.h"

/* In seconds: from the start to the check; between two looks at the calendar. */
#define QUIET 5
#define INTERVAL 60

/* A backup that failed is tried again after this. */
#define RETRY_TIME G_TIME_SPAN_HOUR

#define LOWEST_PRIORITY 19

typedef enum
{
  CHECK,
  BACK_UP_IF_DUE,
  BACK_UP,
} Task;

struct _DocketUpkeep
{
  GObject parent_instance;

  DocketEngine *engine;
  GCancellable *cancellable;
  GThread *thread;
  guint source;
  gboolean is_running;
  gboolean is_backing_up;
  gboolean is_wanted;

  GPtrArray *findings;
  char *backup_error;
  gint64 last_backup;
  gint64 last_failure;
  /* The last day that was looked at. */
  gint32 day;
};

/* What the thread is given, and what it found. */
typedef struct
{
  Task task;
  DocketEngine *engine;
  DocketProjectionRunner *runner;
  gint32 today;
  GPtrArray *findings;
  gboolean has_tried;
  gint64 last_backup;
} Work;

G_DEFINE_FINAL_TYPE (DocketUpkeep, docket_upkeep, G_TYPE_OBJECT)

static guint changed_signal;

static void
work_free (gpointer data)
{
  Work *work = data;

  g_clear_pointer (&work->findings, g_ptr_array_unref);
  g_clear_object (&work->runner);
  g_object_unref (work->engine);
  g_free (work);
}

static void
docket_upkeep_finalize (GObject *object)
{
  DocketUpkeep *self = DOCKET_UPKEEP (object);

  docket_upkeep_stop (self);
  g_clear_pointer (&self->findings, g_ptr_array_unref);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->engine);
  g_free (self->backup_error);
  G_OBJECT_CLASS (docket_upkeep_parent_class)->finalize (object);
}

static void
docket_upkeep_class_init (DocketUpkeepClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = docket_upkeep_finalize;
  changed_signal = g_signal_new ("changed", DOCKET_TYPE_UPKEEP, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
docket_upkeep_init (DocketUpkeep *self)
{
  self->cancellable = g_cancellable_new ();
}

/**
 * docket_upkeep_new:
 * @engine: (transfer none): an engine, open as holder
 *
 * Returns: (transfer full): the upkeep of its shop, not started
 */
DocketUpkeep *
docket_upkeep_new (DocketEngine *engine)
{
  DocketUpkeep *self;

  g_return_val_if_fail (DOCKET_IS_ENGINE (engine), NULL);

  self = g_object_new (DOCKET_TYPE_UPKEEP, NULL);
  self->engine = g_object_ref (engine);
  return self;
}

static void
find_last_backup (Work *work)
{
  g_autoptr (GPtrArray) backups = docket_backups_list (work->engine);

  if (backups->len > 0)
    work->last_backup = ((DocketBackup *) backups->pdata[0])->stamp.time;
}

static gboolean
has_damaged_lists (GPtrArray *findings)
{
  for (guint i = 0; i < findings->len; i++)
    if (g_str_equal (((DocketFinding *) findings->pdata[i])->place, "read.db"))
      return TRUE;
  return FALSE;
}

/* Lists that are damaged are made again before anybody is told: a notice says so, and nothing is left to find. */
static void
check (Work *work, GCancellable *cancellable, GError **error)
{
  work->findings = docket_engine_verify (work->engine, TRUE, NULL, NULL, cancellable, error);
  if (work->findings == NULL || !has_damaged_lists (work->findings))
    return;
  if (!docket_projection_runner_check (work->runner, TRUE, cancellable, NULL))
    return;
  g_ptr_array_unref (work->findings);
  work->findings = docket_engine_verify (work->engine, TRUE, NULL, NULL, cancellable, error);
}

/* The nice value is one of the thread here; nobody waits for it. */
static gpointer
work_thread (gpointer data)
{
  g_autoptr (GTask) task = data;
  Work *work = g_task_get_task_data (task);
  GCancellable *cancellable = g_task_get_cancellable (task);
  GError *error = NULL;

#ifdef __linux__
  setpriority (PRIO_PROCESS, 0, LOWEST_PRIORITY);
#endif
  if (work->task == CHECK)
    check (work, cancellable, &error);
  else if (work->task == BACK_UP || docket_backups_is_due (work->engine, work->today))
    {
      work->has_tried = TRUE;
      docket_backups_write_daily (work->engine, work->today, NULL, NULL, cancellable, &error);
    }
  find_last_backup (work);
  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_boolean (task, TRUE);
  return NULL;
}

static void run (DocketUpkeep *self, Task task);

static void
take_backup (DocketUpkeep *self, Work *work, const GError *error)
{
  self->last_failure = error != NULL ? g_get_monotonic_time () : 0;
  if (!work->has_tried && error == NULL)
    return;
  g_free (self->backup_error);
  self->backup_error = error != NULL ? g_strdup (error->message) : NULL;
}

static void
done_cb (GObject *source, GAsyncResult *result, gpointer data G_GNUC_UNUSED)
{
  DocketUpkeep *self = DOCKET_UPKEEP (source);
  Work *work = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;
  gboolean is_done = g_task_propagate_boolean (G_TASK (result), &error);

  /* It has answered: with it goes the last thing that it holds on to. */
  g_thread_join (g_steal_pointer (&self->thread));
  self->is_running = FALSE;
  self->is_backing_up = FALSE;
  if (g_cancellable_is_cancelled (self->cancellable))
    {
      self->is_wanted = FALSE;
      g_signal_emit (self, changed_signal, 0);
      return;
    }
  self->last_backup = work->last_backup;
  if (work->task != CHECK)
    take_backup (self, work, error);
  else if (is_done)
    self->findings = g_steal_pointer (&work->findings);
  else
    g_message ("The shop could not be checked: %s", error->message);
  g_signal_emit (self, changed_signal, 0);
  if (self->is_wanted)
    docket_upkeep_back_up (self);
  else if (work->task == CHECK)
    run (self, BACK_UP_IF_DUE);
}

static void
run (DocketUpkeep *self, Task task)
{
  GTask *made = g_task_new (self, self->cancellable, done_cb, NULL);
  Work *work = g_new0 (Work, 1);

  work->task = task;
  work->engine = g_object_ref (self->engine);
  /* The engine may be closed meanwhile, and lets go of it then. */
  g_set_object (&work->runner, docket_engine_get_runner (self->engine));
  work->today = docket_backups_get_today ();
  if (task != CHECK)
    self->day = work->today;
  self->is_running = TRUE;
  self->is_backing_up = task == BACK_UP;
  g_task_set_check_cancellable (made, FALSE);
  g_task_set_task_data (made, work, work_free);
  self->thread = g_thread_new ("docket-upkeep", work_thread, made);
}

/* A shop that was empty may have something to keep now; whether there is a backup of today is asked again each time. */
static gboolean
look_cb (gpointer data)
{
  DocketUpkeep *self = data;
  gboolean is_failed = self->last_failure != 0;

  if (self->is_running || (is_failed && g_get_monotonic_time () - self->last_failure < RETRY_TIME))
    return G_SOURCE_CONTINUE;
  if (is_failed || self->last_backup == 0 || self->day != docket_backups_get_today ())
    run (self, BACK_UP_IF_DUE);
  return G_SOURCE_CONTINUE;
}

static gboolean
begin_cb (gpointer data)
{
  DocketUpkeep *self = data;

  self->source = g_timeout_add_seconds (INTERVAL, look_cb, self);
  if (!self->is_running)
    run (self, CHECK);
  return G_SOURCE_REMOVE;
}

/**
 * docket_upkeep_start:
 * @self: an upkeep
 *
 * Begins in a few seconds, in the main context of the calling thread.
 */
void
docket_upkeep_start (DocketUpkeep *self)
{
  g_return_if_fail (DOCKET_IS_UPKEEP (self));
  g_return_if_fail (self->source == 0);

  self->source = g_timeout_add_seconds (QUIET, begin_cb, self);
}

/**
 * docket_upkeep_stop:
 * @self: an upkeep
 *
 * Ends it for good and gives up what is under way, without waiting: its thread only reads the shop's files, and leaves nothing
 * that is half done.
 */
void
docket_upkeep_stop (DocketUpkeep *self)
{
  g_return_if_fail (DOCKET_IS_UPKEEP (self));

  g_clear_handle_id (&self->source, g_source_remove);
  g_cancellable_cancel (self->cancellable);
}

/**
 * docket_upkeep_back_up:
 * @self: an upkeep
 *
 * Makes a backup now, in place of today's, as soon as nothing else is under way. ::changed tells what became of it.
 */
void
docket_upkeep_back_up (DocketUpkeep *self)
{
  g_return_if_fail (DOCKET_IS_UPKEEP (self));

  self->is_wanted = self->is_running;
  if (!self->is_running)
    run (self, BACK_UP);
  g_signal_emit (self, changed_signal, 0);
}

/**
 * docket_upkeep_is_running:
 * @self: an upkeep
 *
 * Returns: whether its thread is at work; after [method@Upkeep.stop] that ends soon, and ::changed tells it
 */
gboolean
docket_upkeep_is_running (DocketUpkeep *self)
{
  g_return_val_if_fail (DOCKET_IS_UPKEEP (self), FALSE);

  return self->is_running;
}

/**
 * docket_upkeep_is_backing_up:
 * @self: an upkeep
 *
 * Returns: whether a backup that somebody asked for is under way
 */
gboolean
docket_upkeep_is_backing_up (DocketUpkeep *self)
{
  g_return_val_if_fail (DOCKET_IS_UPKEEP (self), FALSE);

  return self->is_backing_up || self->is_wanted;
}

/**
 * docket_upkeep_get_findings:
 * @self: an upkeep
 *
 * Returns: (transfer none) (nullable) (element-type DocketFinding): what the check at the start found; %NULL until it has ended
 */
GPtrArray *
docket_upkeep_get_findings (DocketUpkeep *self)
{
  g_return_val_if_fail (DOCKET_IS_UPKEEP (self), NULL);

  return self->findings;
}

/**
 * docket_upkeep_get_backup_error:
 * @self: an upkeep
 *
 * Returns: (nullable): why the last backup failed; %NULL when it did not
 */
const char *
docket_upkeep_get_backup_error (DocketUpkeep *self)
{
  g_return_val_if_fail (DOCKET_IS_UPKEEP (self), NULL);

  return self->backup_error;
}

/**
 * docket_upkeep_get_last_backup:
 * @self: an upkeep
 *
 * Returns: when the last backup was made, in microseconds UTC; 0 where there is none, or it is not known yet
 */
gint64
docket_upkeep_get_last_backup (DocketUpkeep *self)
{
  g_return_val_if_fail (DOCKET_IS_UPKEEP (self), 0);

  return self->last_backup;
}
