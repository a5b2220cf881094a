/* docket-projection-runner-upkeep.c: makes views again, and tries again
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "docket-projection-runner-private.h"

#include <glib/gi18n-lib.h>

static gboolean
rebuild (DocketProjectionRunner *self, const char *const *views, GCancellable *cancellable, GError **error)
{
  g_autoptr (DocketProjectorThread) thread = docket_projection_runner_get_thread (self);

  /* Where all views are made again, so is a damaged file: what is wrong with its pages would spread to new tables. */
  if (thread != NULL && views == NULL && !docket_projection_runner_check (self, TRUE, cancellable, error))
    return FALSE;
  if (thread != NULL)
    return docket_projector_thread_rebuild (thread, views, cancellable, error);
  g_set_error_literal (error, DOCKET_ERROR, DOCKET_ERROR_STORAGE, _("The program is closing."));
  return FALSE;
}

/**
 * docket_projection_runner_rebuild:
 * @self: a runner
 * @views: (nullable) (array zero-terminated=1): which; %NULL for all
 * @cancellable: (nullable): to give it up: the views are then as they were
 * @error: %DOCKET_ERROR_NOT_FOUND, or which of them could not be made, at which event, and why
 *
 * Makes views again from the log, each beside the one that people see, which stays in use and is replaced once the new
 * one has caught up. Blocks until that is so for all of them. Where all are asked for and the file is damaged, the file is
 * replaced.
 *
 * Returns: whether it is
 */
gboolean
docket_projection_runner_rebuild (DocketProjectionRunner *self, const char *const *views, GCancellable *cancellable, GError **error)
{
  g_return_val_if_fail (DOCKET_IS_PROJECTION_RUNNER (self), FALSE);

  return rebuild (self, views, cancellable, error);
}

static void
rebuild_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;

  if (rebuild (source, data, cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/**
 * docket_projection_runner_rebuild_async:
 * @self: a runner
 * @views: (nullable) (array zero-terminated=1): which; %NULL for all
 * @cancellable: (nullable): to give it up: the views are then as they were
 * @callback: called when they have caught up
 * @user_data: for @callback
 *
 * As [method@ProjectionRunner.rebuild], without blocking.
 */
void
docket_projection_runner_rebuild_async (DocketProjectionRunner *self, const char *const *views, GCancellable *cancellable,
                                        GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (DOCKET_IS_PROJECTION_RUNNER (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, docket_projection_runner_rebuild_async);
  g_task_set_task_data (task, g_strdupv ((char **) views), (GDestroyNotify) g_strfreev);
  g_task_run_in_thread (task, rebuild_thread);
}

/**
 * docket_projection_runner_rebuild_finish:
 * @self: a runner
 * @result: what the callback got
 * @error: return location
 *
 * Returns: whether they have caught up
 */
gboolean
docket_projection_runner_rebuild_finish (DocketProjectionRunner *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

static gboolean
retry_task (DocketProjectorThread *thread, gpointer data, GError **error G_GNUC_UNUSED)
{
  docket_projector_thread_retry_view (thread, data);
  return TRUE;
}

/**
 * docket_projection_runner_retry:
 * @self: a runner
 * @view: a view that stopped
 *
 * Lets it try its event again, without waiting for what comes of it.
 */
void
docket_projection_runner_retry (DocketProjectionRunner *self, const char *view)
{
  g_autoptr (DocketProjectorThread) thread = NULL;

  g_return_if_fail (DOCKET_IS_PROJECTION_RUNNER (self));

  thread = docket_projection_runner_get_thread (self);
  if (thread != NULL)
    docket_projector_thread_post (thread, retry_task, g_strdup (view), g_free);
}
