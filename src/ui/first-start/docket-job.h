/* docket-job.h: long work on a thread of its own, with progress
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gio/gio.h>

#include "docket-shell.h"

G_BEGIN_DECLS

#define DOCKET_TYPE_JOB (docket_job_get_type ())
G_DECLARE_FINAL_TYPE (DocketJob, docket_job, DOCKET, JOB, GObject)

/**
 * DocketJob:
 *
 * One piece of work that takes longer than a blink. While it runs the shell is held, so that the window waits for it.
 *
 * Properties, all read-only: "is-running" (boolean), "fraction" (double), "step" (string: what is being done).
 */

/* Runs on a thread; NULL with an error where it could not be done. */
typedef gpointer (*DocketJobFunc) (DocketJob *job, gpointer data, GError **error);

/* shell: (nullable): whom to hold */
DocketJob *docket_job_new (DocketShell *shell);

/* One at a time. callback's source is owner, a GObject; it is called also after docket_job_cancel(). */
void docket_job_run (DocketJob *self, gpointer owner, DocketJobFunc function, gpointer data, GDestroyNotify free_data,
                     GDestroyNotify free_result, GAsyncReadyCallback callback);
gpointer docket_job_finish (GAsyncResult *result, GError **error);

gboolean docket_job_is_running (DocketJob *self);
GCancellable *docket_job_get_cancellable (DocketJob *self);
void docket_job_cancel (DocketJob *self);

/* From the thread, as often as one likes: a DocketProgressFunc, and a DocketServiceProgress; the last argument is the job. */
void docket_job_step_cb (const char *step, gint64 done, gint64 total, gpointer job);
void docket_job_progress_cb (gint64 done, gint64 total, gpointer job);

G_END_DECLS
