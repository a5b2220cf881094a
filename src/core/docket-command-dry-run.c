/* docket-command-dry-run.c: what commands would do
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "docket-command-dry-run.h"

/* A person who gives a command every few seconds could otherwise keep the check of a large file from its end. */
#define MOST_TIMES_GIVEN_WAY 8

static gboolean
gives_way (DocketWriterJob *job)
{
  return (job->flags & DOCKET_DISPATCH_BULK) != 0 && job->n_given_way < MOST_TIMES_GIVEN_WAY;
}

/* Running a command completes it by the state of the moment. One that may be run again later is run as a copy, so that it is then
 * completed by the state it meets. */
static DocketCommand *
next_command (DocketWriterJob *job)
{
  DocketCommand *command = g_ptr_array_index (job->commands, job->outcomes->len);

  return gives_way (job) ? DOCKET_COMMAND (docket_record_copy (DOCKET_RECORD (command))) : g_object_ref (command);
}

static void
run_next (DocketCommandExecutor *executor, DocketWriterJob *job)
{
  g_autoptr (DocketCommand) command = next_command (job);
  DocketOutcome *outcome = NULL;

  if (!g_cancellable_set_error_if_cancelled (job->cancellable, &job->error))
    outcome = docket_command_executor_run (executor, command, job->flags, job->received, &job->error);
  if (outcome != NULL)
    g_ptr_array_add (job->outcomes, outcome);
}

/**
 * docket_command_dry_run:
 * @executor: what runs commands
 * @job: a dry run
 * @is_wanted: says whether somebody waits for the writer
 * @data: its data
 *
 * Runs the commands so that they see each other, as those of an import would, and takes them all back together. That takes as
 * long as the import itself, with nothing durable in between: one of many commands therefore gives way to a person's, a few times,
 * and begins anew, since the shop is then another one. It is finished when there is an outcome for each command, or an error.
 */
void
docket_command_dry_run (DocketCommandExecutor *executor, DocketWriterJob *job, DocketWriterIsWanted is_wanted, gpointer data)
{
  DocketDatabase *database = docket_event_store_get_database (docket_command_executor_get_store (executor));

  if (!docket_database_savepoint (database, &job->error))
    return;
  while (job->error == NULL && job->outcomes->len < job->commands->len)
    {
      if (job->outcomes->len > 0 && gives_way (job) && is_wanted (data))
        {
          g_ptr_array_set_size (job->outcomes, 0);
          job->n_given_way++;
          break;
        }
      run_next (executor, job);
    }
  docket_database_rollback_savepoint (database);
  docket_command_executor_forget_end (executor);
}
