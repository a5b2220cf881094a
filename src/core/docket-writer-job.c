/* docket-writer-job.c: what the writer is asked to do
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "docket-command-writer.h"

/**
 * docket_writer_job_new:
 * @kind: what to do
 *
 * Returns: (transfer full): a job to fill
 */
DocketWriterJob *
docket_writer_job_new (DocketJobKind kind)
{
  DocketWriterJob *job = g_new0 (DocketWriterJob, 1);

  job->kind = kind;
  job->received = docket_time_now ();
  job->outcomes = g_ptr_array_new_with_free_func (g_object_unref);
  g_atomic_ref_count_init (&job->references);
  g_mutex_init (&job->mutex);
  g_cond_init (&job->cond);
  return job;
}

/**
 * docket_writer_job_ref:
 * @job: a job
 *
 * Returns: (transfer full): the same, kept until given back
 */
DocketWriterJob *
docket_writer_job_ref (DocketWriterJob *job)
{
  g_atomic_ref_count_inc (&job->references);
  return job;
}

/**
 * docket_writer_job_unref:
 * @job: (transfer full): a job
 */
void
docket_writer_job_unref (DocketWriterJob *job)
{
  if (!g_atomic_ref_count_dec (&job->references))
    return;
  g_clear_pointer (&job->commands, g_ptr_array_unref);
  g_clear_pointer (&job->outcomes, g_ptr_array_unref);
  g_clear_object (&job->cancellable);
  g_clear_error (&job->error);
  g_free (job->id);
  g_free (job->actor);
  g_free (job->station);
  g_mutex_clear (&job->mutex);
  g_cond_clear (&job->cond);
  g_free (job);
}
