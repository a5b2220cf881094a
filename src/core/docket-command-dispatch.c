/* docket-command-dispatch.c: the command bus's ways in, blocking and asynchronous
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "docket-command-bus-private.h"
#include "docket-command-writer.h"

#include <glib/gi18n-lib.h>

static DocketWriterJob *
new_commands_job (GPtrArray *commands, DocketDispatchFlags flags)
{
  DocketWriterJob *job = docket_writer_job_new (DOCKET_JOB_COMMANDS);

  job->commands = g_ptr_array_ref (commands);
  job->flags = flags;
  return job;
}

static DocketWriterJob *
new_command_job (DocketCommand *command, DocketDispatchFlags flags)
{
  g_autoptr (GPtrArray) commands = g_ptr_array_new_full (1, g_object_unref);

  g_ptr_array_add (commands, g_object_ref (command));
  return new_commands_job (commands, flags);
}

static DocketWriterJob *
new_undo_job (const DocketUuid *id)
{
  DocketWriterJob *job = docket_writer_job_new (DOCKET_JOB_UNDO);

  if (id != NULL)
    job->id = g_memdup2 (id, sizeof *id);
  return job;
}

static DocketOutcome *
run_job (DocketCommandBus *self, DocketWriterJob *job, GError **error)
{
  docket_command_writer_run (docket_command_bus_get_writer (self), job);
  if (job->error == NULL)
    return g_object_ref (g_ptr_array_index (job->outcomes, 0));
  g_propagate_error (error, g_steal_pointer (&job->error));
  return NULL;
}

static void
one_done (DocketWriterJob *job, gpointer data)
{
  g_autoptr (GTask) task = data;

  if (job->error != NULL)
    g_task_return_error (task, g_steal_pointer (&job->error));
  else
    g_task_return_pointer (task, g_object_ref (g_ptr_array_index (job->outcomes, 0)), g_object_unref);
}

static void
all_done (DocketWriterJob *job, gpointer data)
{
  g_autoptr (GTask) task = data;

  if (job->error != NULL)
    g_task_return_error (task, g_steal_pointer (&job->error));
  else
    g_task_return_pointer (task, g_steal_pointer (&job->outcomes), (GDestroyNotify) g_ptr_array_unref);
}

static void
push_job (DocketCommandBus *self, DocketWriterJob *job, void (*done) (DocketWriterJob *job, gpointer data), gpointer tag,
          GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, tag);
  /* What was committed is told, whatever the caller wished in the meantime. */
  g_task_set_check_cancellable (task, FALSE);
  job->cancellable = cancellable != NULL ? g_object_ref (cancellable) : NULL;
  job->done = done;
  job->done_data = task;
  docket_command_writer_push (docket_command_bus_get_writer (self), job);
}

/**
 * docket_command_bus_dispatch:
 * @self: a bus
 * @command: the command, which is completed in place: dispatch a copy to use it again
 * @flags: how
 * @error: %DOCKET_ERROR_STORAGE and the like; what a rule says is in the outcome
 *
 * Runs a command and waits until it is durable and the views have it.
 *
 * Returns: (transfer full) (nullable): what became of it
 */
DocketOutcome *
docket_command_bus_dispatch (DocketCommandBus *self, DocketCommand *command, DocketDispatchFlags flags, GError **error)
{
  g_autoptr (DocketWriterJob) job = NULL;

  g_return_val_if_fail (DOCKET_IS_COMMAND_BUS (self), NULL);
  g_return_val_if_fail (DOCKET_IS_COMMAND (command), NULL);

  job = new_command_job (command, flags);
  return run_job (self, job, error);
}

/**
 * docket_command_bus_dispatch_async:
 * @self: a bus
 * @command: the command; nobody changes it until it is done
 * @flags: how
 * @cancellable: (nullable): takes the command back as long as its turn has not come
 * @callback: (scope async): called when it is durable and the views have it
 * @user_data: its data
 *
 * Runs a command.
 */
void
docket_command_bus_dispatch_async (DocketCommandBus *self, DocketCommand *command, DocketDispatchFlags flags, GCancellable *cancellable,
                                   GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (DocketWriterJob) job = NULL;

  g_return_if_fail (DOCKET_IS_COMMAND_BUS (self));
  g_return_if_fail (DOCKET_IS_COMMAND (command));

  job = new_command_job (command, flags);
  push_job (self, job, one_done, docket_command_bus_dispatch_async, cancellable, callback, user_data);
}

/**
 * docket_command_bus_dispatch_finish:
 * @self: a bus
 * @result: the result
 * @error: return location
 *
 * Returns: (transfer full) (nullable): what became of the command
 */
DocketOutcome *
docket_command_bus_dispatch_finish (DocketCommandBus *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * docket_command_bus_dispatch_batch:
 * @self: a bus
 * @commands: (element-type DocketCommand): the commands
 * @flags: how; those of a dry run see each other
 * @error: %DOCKET_ERROR_STORAGE and the like: how far it came is not told, but repeating the same commands is safe
 *
 * Runs many commands with few commits. A rejected one does not stop the others.
 *
 * Returns: (transfer full) (nullable) (element-type DocketOutcome): what became of each, in order
 */
GPtrArray *
docket_command_bus_dispatch_batch (DocketCommandBus *self, GPtrArray *commands, DocketDispatchFlags flags, GError **error)
{
  g_autoptr (DocketWriterJob) job = NULL;

  g_return_val_if_fail (DOCKET_IS_COMMAND_BUS (self), NULL);
  g_return_val_if_fail (commands != NULL, NULL);

  job = new_commands_job (commands, flags);
  docket_command_writer_run (docket_command_bus_get_writer (self), job);
  if (job->error == NULL)
    return g_steal_pointer (&job->outcomes);
  g_propagate_error (error, g_steal_pointer (&job->error));
  return NULL;
}

/**
 * docket_command_bus_dispatch_batch_async:
 * @self: a bus
 * @commands: (element-type DocketCommand): the commands
 * @flags: how
 * @cancellable: (nullable): stops after the command under way; those before it stay
 * @callback: (scope async): called when all are durable and the views have them
 * @user_data: its data
 *
 * Runs many commands with few commits.
 */
void
docket_command_bus_dispatch_batch_async (DocketCommandBus *self, GPtrArray *commands, DocketDispatchFlags flags,
                                         GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (DocketWriterJob) job = NULL;

  g_return_if_fail (DOCKET_IS_COMMAND_BUS (self));
  g_return_if_fail (commands != NULL);

  job = new_commands_job (commands, flags);
  push_job (self, job, all_done, docket_command_bus_dispatch_batch_async, cancellable, callback, user_data);
}

/**
 * docket_command_bus_dispatch_batch_finish:
 * @self: a bus
 * @result: the result
 * @error: return location
 *
 * Returns: (transfer full) (nullable) (element-type DocketOutcome): what became of each command, in order
 */
GPtrArray *
docket_command_bus_dispatch_batch_finish (DocketCommandBus *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * docket_command_bus_undo:
 * @self: a bus
 * @id: (nullable): the command to take back; %NULL for the last one that can be
 * @error: why there is nothing to take back, or %DOCKET_ERROR_STORAGE
 *
 * Takes a command back by another, which has to pass the same rules as any.
 *
 * Returns: (transfer full) (nullable): what became of the command that takes back
 */
DocketOutcome *
docket_command_bus_undo (DocketCommandBus *self, const DocketUuid *id, GError **error)
{
  return docket_command_bus_undo_as (self, id, NULL, NULL, error);
}

/**
 * docket_command_bus_undo_as:
 * @self: a bus
 * @id: (nullable): the command to take back; %NULL for the last one that can be
 * @actor: (nullable): who takes it back; %NULL for the bus's own
 * @station: (nullable): where; %NULL for the bus's own
 * @error: why there is nothing to take back, or %DOCKET_ERROR_STORAGE
 *
 * Takes a command back on somebody's behalf.
 *
 * Returns: (transfer full) (nullable): what became of the command that takes back
 */
DocketOutcome *
docket_command_bus_undo_as (DocketCommandBus *self, const DocketUuid *id, const char *actor, const char *station, GError **error)
{
  g_autoptr (DocketWriterJob) job = NULL;

  g_return_val_if_fail (DOCKET_IS_COMMAND_BUS (self), NULL);

  job = new_undo_job (id);
  job->actor = g_strdup (actor);
  job->station = g_strdup (station);
  return run_job (self, job, error);
}

/**
 * docket_command_bus_undo_async:
 * @self: a bus
 * @id: (nullable): the command to take back; %NULL for the last one that can be
 * @cancellable: (nullable): a cancellable
 * @callback: (scope async): called when it is durable and the views have it
 * @user_data: its data
 *
 * Takes a command back by another.
 */
void
docket_command_bus_undo_async (DocketCommandBus *self, const DocketUuid *id, GCancellable *cancellable, GAsyncReadyCallback callback,
                               gpointer user_data)
{
  g_autoptr (DocketWriterJob) job = NULL;

  g_return_if_fail (DOCKET_IS_COMMAND_BUS (self));

  job = new_undo_job (id);
  push_job (self, job, one_done, docket_command_bus_undo_async, cancellable, callback, user_data);
}

/**
 * docket_command_bus_undo_finish:
 * @self: a bus
 * @result: the result
 * @error: return location
 *
 * Returns: (transfer full) (nullable): what became of the command that takes back
 */
DocketOutcome *
docket_command_bus_undo_finish (DocketCommandBus *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * docket_command_bus_can_execute_async:
 * @self: a bus
 * @command: the command; it stays as it is
 * @cancellable: (nullable): a cancellable
 * @callback: (scope async): called with the answer
 * @user_data: its data
 *
 * Asks whether a command would be accepted now, on a worker, so that an import under way delays no answer.
 */
void
docket_command_bus_can_execute_async (DocketCommandBus *self, DocketCommand *command, GCancellable *cancellable,
                                      GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task;

  g_return_if_fail (DOCKET_IS_COMMAND_BUS (self));
  g_return_if_fail (DOCKET_IS_COMMAND (command));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, docket_command_bus_can_execute_async);
  if (docket_command_bus_ask_preview (self, command, task))
    return;
  g_task_return_new_error (task, DOCKET_ERROR, DOCKET_ERROR_STORAGE, _("The files are not open."));
  g_object_unref (task);
}

/**
 * docket_command_bus_can_execute_finish:
 * @self: a bus
 * @result: the result
 * @error: the rule's own text
 *
 * Returns: whether the command would be accepted
 */
gboolean
docket_command_bus_can_execute_finish (DocketCommandBus *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * docket_command_bus_run_on_writer:
 * @self: a bus
 * @function: (scope call): what to do
 * @data: its data
 * @error: what @function said
 *
 * Runs a function on the writer's connection, between transactions. The function leaves no transaction open.
 *
 * Returns: what @function answered
 */
gboolean
docket_command_bus_run_on_writer (DocketCommandBus *self, DocketWriterFunc function, gpointer data, GError **error)
{
  g_autoptr (DocketWriterJob) job = NULL;

  g_return_val_if_fail (DOCKET_IS_COMMAND_BUS (self), FALSE);

  job = docket_writer_job_new (DOCKET_JOB_FUNCTION);
  job->function = function;
  job->data = data;
  docket_command_writer_run (docket_command_bus_get_writer (self), job);
  if (job->error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&job->error));
  return FALSE;
}

typedef struct
{
  GMutex mutex;
  GCond cond;
  gboolean is_followed;
} Followed;

static void
followed_cb (gpointer data)
{
  Followed *followed = data;

  g_mutex_lock (&followed->mutex);
  followed->is_followed = TRUE;
  g_cond_signal (&followed->cond);
  g_mutex_unlock (&followed->mutex);
}

static gboolean
get_last_position (DocketEventStore *store, gpointer data, GError **error)
{
  return docket_event_store_get_last_position (store, data, NULL, error);
}

/**
 * docket_command_bus_await_views:
 * @self: a command bus
 *
 * Blocks until the healthy views hold all that was committed before: what %DOCKET_DISPATCH_BULK does not wait for.
 */
void
docket_command_bus_await_views (DocketCommandBus *self)
{
  Followed followed = { .is_followed = FALSE };
  const DocketFollower *follower;
  gint64 position = 0;
  gpointer data;

  g_return_if_fail (DOCKET_IS_COMMAND_BUS (self));

  follower = docket_command_bus_get_follower (self, &data);
  if (follower == NULL || !docket_command_bus_run_on_writer (self, get_last_position, &position, NULL))
    return;
  g_mutex_init (&followed.mutex);
  g_cond_init (&followed.cond);
  follower->await (data, position, followed_cb, &followed);
  g_mutex_lock (&followed.mutex);
  while (!followed.is_followed)
    g_cond_wait (&followed.cond, &followed.mutex);
  g_mutex_unlock (&followed.mutex);
  g_mutex_clear (&followed.mutex);
  g_cond_clear (&followed.cond);
}
