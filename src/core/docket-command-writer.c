/* docket-command-writer.c: the one thread that writes write.db
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "docket-command-writer.h"
#include "docket-command-dry-run.h"
#include "docket-command-executor.h"
#include "docket-database-log.h"
#include "docket-database-memory.h"

#include <glib/gi18n-lib.h>

/* Somebody works when a command of a person came within this time. */
#define WORK_TIME (2 * G_TIME_SPAN_SECOND)

/* A person does not notice a transaction of a batch while he works, and a batch is not slowed when he does not. */
#define SHORT_TRANSACTION (10 * G_TIME_SPAN_MILLISECOND)
#define LONG_TRANSACTION (200 * G_TIME_SPAN_MILLISECOND)
#define LARGEST_TRANSACTION 500

/* How many events the views may lag behind before a batch waits for them. */
#define SHORT_LAG 1000
#define LONG_LAG 20000
#define LAG_PAUSE (5 * G_TIME_SPAN_MILLISECOND)

#define LARGE_BATCH 100

struct _DocketCommandWriter
{
  DocketCommandBus *bus;
  GThread *thread;
  char *path;

  /* Under the mutex. */
  GMutex mutex;
  GCond cond;
  GQueue interactive;
  GQueue bulk;
  gboolean is_open;
  gboolean is_opened;
  gboolean is_stopping;
  gint64 last_interactive;
  GError *open_error;

  /* The thread's own. */
  DocketDatabase *database;
  DocketCommandExecutor *executor;
  GPtrArray *finished;
  GPtrArray *commands;
  GPtrArray *outcomes;
  gint64 last_position;
  gboolean has_large_cache;

  /* What the views were told last, and what they were not told yet. */
  gint64 told_position;
  gint64 untold_position;
  gboolean is_untold;
};

/* Gives up the queue's reference. */
static void
complete (DocketWriterJob *job)
{
  if (job->done != NULL)
    job->done (job, job->done_data);
  g_mutex_lock (&job->mutex);
  job->is_done = TRUE;
  g_cond_signal (&job->cond);
  g_mutex_unlock (&job->mutex);
  docket_writer_job_unref (job);
}

static void
followed_cb (gpointer data)
{
  complete (data);
}

static void
refuse (DocketWriterJob *job)
{
  if (job->error == NULL)
    docket_error_set (&job->error, DOCKET_ERROR_STORAGE, NULL, _("The files are not open."));
  complete (job);
}

static gboolean
is_bulk (DocketWriterJob *job)
{
  return (job->flags & DOCKET_DISPATCH_BULK) != 0;
}

static gboolean
is_finished (DocketWriterJob *job)
{
  if (job->error != NULL)
    return TRUE;
  return job->outcomes->len >= (job->kind == DOCKET_JOB_COMMANDS ? job->commands->len : 1);
}

static gboolean
somebody_works (DocketCommandWriter *self)
{
  gboolean works;

  g_mutex_lock (&self->mutex);
  works = self->last_interactive != 0 && g_get_monotonic_time () - self->last_interactive < WORK_TIME;
  g_mutex_unlock (&self->mutex);
  return works;
}

static gboolean
views_lag (DocketCommandWriter *self)
{
  gpointer data;
  const DocketFollower *follower = docket_command_bus_get_follower (self->bus, &data);

  if (follower == NULL || follower->get_lag == NULL)
    return FALSE;
  return follower->get_lag (data) > (somebody_works (self) ? SHORT_LAG : LONG_LAG);
}

/* The next one of the same queue that fits into a transaction, without waiting; interactive ones interrupt a batch. */
static DocketWriterJob *
take_next (DocketCommandWriter *self, gboolean from_bulk)
{
  DocketWriterJob *job = NULL;

  g_mutex_lock (&self->mutex);
  if (!from_bulk || g_queue_is_empty (&self->interactive))
    {
      GQueue *queue = from_bulk ? &self->bulk : &self->interactive;

      job = g_queue_peek_head (queue);
      if (job != NULL && job->kind == DOCKET_JOB_FUNCTION)
        job = NULL;
      if (job != NULL)
        g_queue_pop_head (queue);
    }
  g_mutex_unlock (&self->mutex);
  return job;
}

static gboolean
is_interrupted (gpointer data)
{
  DocketCommandWriter *self = data;
  gboolean is_wanted;

  g_mutex_lock (&self->mutex);
  is_wanted = self->is_stopping || !g_queue_is_empty (&self->interactive);
  g_mutex_unlock (&self->mutex);
  return is_wanted;
}

static void
give_back (DocketCommandWriter *self, DocketWriterJob *job)
{
  g_mutex_lock (&self->mutex);
  g_queue_push_head (is_bulk (job) ? &self->bulk : &self->interactive, job);
  g_mutex_unlock (&self->mutex);
}

/* What can wait until nothing is asked for. A large cache is given back when nothing more of the batch comes. */
static void
tidy_up (DocketCommandWriter *self)
{
  if (docket_database_is_log_long (self->database))
    {
      docket_database_renew_log (self->database);
      return;
    }
  docket_database_set_large_cache (self->database, FALSE);
  self->has_large_cache = FALSE;
}

/* The mutex is held. */
static void
wait_for_push (DocketCommandWriter *self)
{
  gboolean is_log_long = docket_database_is_log_long (self->database);
  gint64 patience = is_log_long ? docket_database_get_log_pause (self->database) : WORK_TIME;

  if (!is_log_long && !self->has_large_cache)
    g_cond_wait (&self->cond, &self->mutex);
  else if (!g_cond_wait_until (&self->cond, &self->mutex, g_get_monotonic_time () + patience))
    {
      g_mutex_unlock (&self->mutex);
      tidy_up (self);
      g_mutex_lock (&self->mutex);
    }
}

/* NULL: stop. */
static DocketWriterJob *
wait_for_job (DocketCommandWriter *self)
{
  DocketWriterJob *job = NULL;
  gboolean must_wait = views_lag (self);

  g_mutex_lock (&self->mutex);
  while (!self->is_stopping)
    {
      job = g_queue_pop_head (&self->interactive);
      if (job == NULL && !must_wait)
        job = g_queue_pop_head (&self->bulk);
      if (job != NULL)
        break;
      if (g_queue_is_empty (&self->bulk))
        wait_for_push (self);
      else
        g_cond_wait_until (&self->cond, &self->mutex, g_get_monotonic_time () + LAG_PAUSE);
      g_mutex_unlock (&self->mutex);
      must_wait = views_lag (self);
      g_mutex_lock (&self->mutex);
    }
  g_mutex_unlock (&self->mutex);
  return job;
}

static void
note_outcome (DocketCommandWriter *self, DocketWriterJob *job, DocketCommand *command, DocketOutcome *outcome)
{
  GPtrArray *events = docket_outcome_get_events (outcome);

  g_ptr_array_add (job->outcomes, outcome);
  if (events->len > 0)
    job->last_position =
      MAX (job->last_position, docket_event_get_envelope (g_ptr_array_index (events, events->len - 1))->position);
  if (docket_outcome_is_repeated (outcome))
    return;
  self->last_position = MAX (self->last_position, job->last_position);
  g_ptr_array_add (self->commands, g_object_ref (command));
  g_ptr_array_add (self->outcomes, g_object_ref (outcome));
}

static void
run_command (DocketCommandWriter *self, DocketWriterJob *job)
{
  DocketCommand *command = g_ptr_array_index (job->commands, job->outcomes->len);
  DocketOutcome *outcome = NULL;

  if (!g_cancellable_set_error_if_cancelled (job->cancellable, &job->error))
    outcome = docket_command_executor_run (self->executor, command, job->flags, job->received, &job->error);
  if (outcome != NULL)
    note_outcome (self, job, command, outcome);
}

static void
run_undo (DocketCommandWriter *self, DocketWriterJob *job)
{
  g_autoptr (DocketCommand) command = docket_command_executor_make_undo (self->executor, self->bus, job->id, &job->error);
  DocketOutcome *outcome;

  if (command == NULL)
    return;
  docket_command_set_actor (command, job->actor);
  docket_command_set_station (command, job->station);
  outcome = docket_command_executor_run (self->executor, command, job->flags, job->received, &job->error);
  if (outcome != NULL)
    note_outcome (self, job, command, outcome);
}

static void
run_step (DocketCommandWriter *self, DocketWriterJob *job)
{
  if (is_finished (job))
    return;
  if (job->kind == DOCKET_JOB_UNDO)
    run_undo (self, job);
  else if (job->flags & DOCKET_DISPATCH_DRY_RUN)
    docket_command_dry_run (self->executor, job, is_interrupted, self);
  else
    run_command (self, job);
}

static gboolean
has_transaction (DocketCommandWriter *self)
{
  return !sqlite3_get_autocommit (docket_database_get_connection (self->database));
}

/* Runs what waits until the transaction is large or long enough. Returns the job that is not finished, if any. */
static DocketWriterJob *
fill_transaction (DocketCommandWriter *self, DocketWriterJob *job)
{
  gboolean from_bulk = is_bulk (job);
  gint64 length = from_bulk && somebody_works (self) ? SHORT_TRANSACTION : LONG_TRANSACTION;
  gint64 deadline = g_get_monotonic_time () + length;

  for (guint i = 0; job != NULL && i < LARGEST_TRANSACTION; i++)
    {
      run_step (self, job);
      if (is_finished (job))
        {
          g_ptr_array_add (self->finished, job);
          job = NULL;
        }
      if (!has_transaction (self) || g_get_monotonic_time () >= deadline)
        break;
      if (from_bulk && is_interrupted (self))
        break;
      if (job == NULL)
        job = take_next (self, from_bulk);
    }
  return job;
}

/* Nothing of the transaction is on the disk: nobody in it may believe so. */
static void
fail_transaction (DocketCommandWriter *self, const GError *error)
{
  docket_database_rollback (self->database);
  docket_command_executor_forget_end (self->executor);
  g_ptr_array_set_size (self->commands, 0);
  g_ptr_array_set_size (self->outcomes, 0);
  for (guint i = 0; i < self->finished->len; i++)
    {
      DocketWriterJob *job = g_ptr_array_index (self->finished, i);

      job->last_position = 0;
      g_ptr_array_set_size (job->outcomes, 0);
      if (job->error == NULL)
        job->error = g_error_copy (error);
    }
}

static void
announce (DocketCommandWriter *self)
{
  for (guint i = 0; i < self->outcomes->len; i++)
    {
      DocketCommand *command = g_ptr_array_index (self->commands, i);
      DocketOutcome *outcome = g_ptr_array_index (self->outcomes, i);

      if (docket_outcome_is_accepted (outcome))
        docket_command_bus_announce_committed (self->bus, command, outcome);
      else
        docket_command_bus_announce_rejected (self->bus, command, outcome);
    }
  g_ptr_array_set_size (self->commands, 0);
  g_ptr_array_set_size (self->outcomes, 0);
}

/* A batch does not wait for the views: it would go no faster than they do. Whoever gives it waits for them at its end. */
static void
answer (DocketCommandWriter *self, DocketWriterJob *job)
{
  gpointer data;
  const DocketFollower *follower = docket_command_bus_get_follower (self->bus, &data);
  gboolean is_awaited = job->last_position > 0 && !is_bulk (job);

  if (follower != NULL && is_awaited)
    follower->await (data, job->last_position, followed_cb, job);
  else
    complete (job);
}

static void
tell (DocketCommandWriter *self)
{
  docket_command_bus_forget_answers (self->bus);
  self->untold_position = MAX (self->untold_position, self->last_position);
  self->is_untold = TRUE;
  announce (self);
}

/* Whether more of a batch waits, and nobody for the views. */
static gboolean
more_comes (DocketCommandWriter *self)
{
  gboolean comes;

  g_mutex_lock (&self->mutex);
  comes = !g_queue_is_empty (&self->bulk) && g_queue_is_empty (&self->interactive);
  g_mutex_unlock (&self->mutex);
  return comes && !somebody_works (self);
}

/* The views take the processor from a batch that is to be parsed, written and described. They follow it in steps, none longer
 * than they may lag behind while somebody works. Whoever waits for them, however long ago he asked, does not wait for a step's end. */
static void
lead_views (DocketCommandWriter *self, gboolean is_awaited)
{
  gpointer data;
  const DocketFollower *follower = docket_command_bus_get_follower (self->bus, &data);

  if (!self->is_untold || (!is_awaited && self->untold_position - self->told_position < SHORT_LAG && more_comes (self)))
    return;
  if (follower != NULL)
    follower->committed (data, self->untold_position);
  self->told_position = MAX (self->told_position, self->untold_position);
  self->untold_position = 0;
  self->is_untold = FALSE;
}

static void
use_large_cache (DocketCommandWriter *self, DocketWriterJob *job)
{
  if (self->has_large_cache || !is_bulk (job) || job->commands->len < LARGE_BATCH)
    return;
  docket_database_set_large_cache (self->database, TRUE);
  self->has_large_cache = TRUE;
}

/* The transaction is durable before anybody hears of it. */
static void
run_transaction (DocketCommandWriter *self, DocketWriterJob *job)
{
  DocketWriterJob *unfinished = NULL;
  gboolean is_awaited = !is_bulk (job);
  g_autoptr (GError) error = NULL;

  self->last_position = 0;
  use_large_cache (self, job);
  if (!docket_database_begin (self->database, &error))
    g_ptr_array_add (self->finished, job);
  else
    unfinished = fill_transaction (self, job);
  if (error == NULL && !has_transaction (self))
    docket_error_set (&error, DOCKET_ERROR_STORAGE, NULL, _("The disk took the transaction back."));
  if (error == NULL)
    docket_database_commit (self->database, &error);

  if (error == NULL)
    tell (self);
  else
    {
      if (unfinished != NULL)
        g_ptr_array_add (self->finished, g_steal_pointer (&unfinished));
      fail_transaction (self, error);
    }
  if (unfinished != NULL)
    give_back (self, unfinished);
  lead_views (self, is_awaited);
  for (guint i = 0; i < self->finished->len; i++)
    answer (self, g_ptr_array_index (self->finished, i));
  g_ptr_array_set_size (self->finished, 0);
  if (docket_database_is_log_full (self->database))
    docket_database_take_log (self->database);
}

static void
run_function (DocketCommandWriter *self, DocketWriterJob *job)
{
  DocketEventStore *store = docket_command_executor_get_store (self->executor);

  if (!job->function (store, job->data, &job->error) && job->error == NULL)
    docket_error_set (&job->error, DOCKET_ERROR_STORAGE, NULL, _("It could not be done."));
  if (has_transaction (self))
    {
      g_critical ("A function left a transaction open on the writer");
      docket_database_rollback (self->database);
    }
  docket_command_executor_forget_end (self->executor);
  docket_database_forget (self->database);
  docket_command_bus_forget_answers (self->bus);
  complete (job);
}

static gboolean
open_database (DocketCommandWriter *self, GError **error)
{
  g_autoptr (DocketDatabase) database = docket_database_open (self->path, DOCKET_DATABASE_WRITER, error);
  g_autoptr (DocketEventStore) store = NULL;

  if (database == NULL || !docket_event_store_create_tables (database, error))
    return FALSE;
  docket_database_keep_log (database);
  self->told_position = 0;
  store = docket_event_store_new (database, docket_command_bus_get_registry (self->bus));
  self->executor = docket_command_executor_new (self->bus, store);
  self->database = g_steal_pointer (&database);
  return TRUE;
}

static void
refuse_all (DocketCommandWriter *self)
{
  DocketWriterJob *job;

  do
    {
      g_mutex_lock (&self->mutex);
      job = g_queue_pop_head (&self->interactive);
      if (job == NULL)
        job = g_queue_pop_head (&self->bulk);
      g_mutex_unlock (&self->mutex);
      if (job != NULL)
        refuse (job);
    }
  while (job != NULL);
}

static gpointer
write_thread (gpointer data)
{
  DocketCommandWriter *self = data;
  DocketWriterJob *job;
  GError *error = NULL;
  gboolean is_open = open_database (self, &error);

  g_mutex_lock (&self->mutex);
  self->is_opened = TRUE;
  self->is_open = is_open;
  self->open_error = error;
  g_cond_broadcast (&self->cond);
  g_mutex_unlock (&self->mutex);
  if (!is_open)
    return NULL;

  while ((job = wait_for_job (self)) != NULL)
    if (job->kind == DOCKET_JOB_FUNCTION)
      run_function (self, job);
    else
      run_transaction (self, job);
  refuse_all (self);
  lead_views (self, FALSE);
  g_clear_pointer (&self->executor, docket_command_executor_free);
  docket_database_close (self->database);
  g_clear_object (&self->database);
  return NULL;
}

/**
 * docket_command_writer_new:
 * @bus: (transfer none): the bus, which outlives it
 *
 * Returns: (transfer full): a writer that is not started
 */
DocketCommandWriter *
docket_command_writer_new (DocketCommandBus *bus)
{
  DocketCommandWriter *self = g_new0 (DocketCommandWriter, 1);

  self->bus = bus;
  g_mutex_init (&self->mutex);
  g_cond_init (&self->cond);
  self->finished = g_ptr_array_new ();
  self->commands = g_ptr_array_new_with_free_func (g_object_unref);
  self->outcomes = g_ptr_array_new_with_free_func (g_object_unref);
  return self;
}

/**
 * docket_command_writer_free:
 * @self: a writer
 *
 * Stops it first, if need be.
 */
void
docket_command_writer_free (DocketCommandWriter *self)
{
  docket_command_writer_stop (self);
  g_ptr_array_unref (self->finished);
  g_ptr_array_unref (self->commands);
  g_ptr_array_unref (self->outcomes);
  g_mutex_clear (&self->mutex);
  g_cond_clear (&self->cond);
  g_free (self->path);
  g_free (self);
}

/**
 * docket_command_writer_start:
 * @self: a writer
 * @path: the write database
 * @error: return location
 *
 * Opens the database on a thread of its own.
 *
 * Returns: whether it is open
 */
gboolean
docket_command_writer_start (DocketCommandWriter *self, const char *path, GError **error)
{
  gboolean is_open;

  g_return_val_if_fail (self->thread == NULL, FALSE);

  g_free (self->path);
  self->path = g_strdup (path);
  self->is_opened = FALSE;
  self->is_stopping = FALSE;
  self->thread = g_thread_new ("docket-writer", write_thread, self);
  g_mutex_lock (&self->mutex);
  while (!self->is_opened)
    g_cond_wait (&self->cond, &self->mutex);
  is_open = self->is_open;
  g_mutex_unlock (&self->mutex);
  if (is_open)
    return TRUE;
  g_thread_join (g_steal_pointer (&self->thread));
  g_propagate_error (error, g_steal_pointer (&self->open_error));
  return FALSE;
}

/**
 * docket_command_writer_stop:
 * @self: a writer
 *
 * Ends after the transaction under way; what waits is refused.
 */
void
docket_command_writer_stop (DocketCommandWriter *self)
{
  if (self->thread == NULL)
    return;
  g_mutex_lock (&self->mutex);
  self->is_stopping = TRUE;
  self->is_open = FALSE;
  g_cond_broadcast (&self->cond);
  g_mutex_unlock (&self->mutex);
  g_thread_join (g_steal_pointer (&self->thread));
}

/**
 * docket_command_writer_push:
 * @self: a writer
 * @job: (transfer none): what to do
 *
 * Puts it behind those of its kind.
 */
void
docket_command_writer_push (DocketCommandWriter *self, DocketWriterJob *job)
{
  gboolean is_open;

  docket_writer_job_ref (job);
  g_mutex_lock (&self->mutex);
  is_open = self->is_open;
  if (is_open)
    {
      g_queue_push_tail (is_bulk (job) ? &self->bulk : &self->interactive, job);
      if (!is_bulk (job) && job->kind != DOCKET_JOB_FUNCTION)
        self->last_interactive = g_get_monotonic_time ();
      g_cond_signal (&self->cond);
    }
  g_mutex_unlock (&self->mutex);
  if (!is_open)
    refuse (job);
}

/**
 * docket_command_writer_run:
 * @self: a writer
 * @job: (transfer none): what to do
 *
 * Waits until it is done. From the writer's own thread only a function may be run, which is then called at once.
 */
void
docket_command_writer_run (DocketCommandWriter *self, DocketWriterJob *job)
{
  if (self->thread != NULL && g_thread_self () == self->thread)
    {
      g_return_if_fail (job->kind == DOCKET_JOB_FUNCTION);
      job->function (docket_command_executor_get_store (self->executor), job->data, &job->error);
      return;
    }
  docket_command_writer_push (self, job);
  g_mutex_lock (&job->mutex);
  while (!job->is_done)
    g_cond_wait (&job->cond, &job->mutex);
  g_mutex_unlock (&job->mutex);
}
