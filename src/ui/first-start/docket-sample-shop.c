/* docket-sample-shop.c: a shop to look around in, beside the real one
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "docket-sample-shop.h"

#include <glib/gstdio.h>

#include "docket-sample.h"

char *
docket_sample_shop_get_directory (const char *directory)
{
  return g_strconcat (directory, "-sample", NULL);
}

/* Half a sample would be taken for a whole one the next time. */
static void
remove_files (const char *directory)
{
  GDir *files = g_dir_open (directory, 0, NULL);
  const char *name;

  while (files != NULL && (name = g_dir_read_name (files)) != NULL)
    {
      g_autofree char *path = g_build_filename (directory, name, NULL);

      g_remove (path);
    }
  g_clear_pointer (&files, g_dir_close);
  g_rmdir (directory);
}

static gboolean
fill (DocketJob *job, const char *directory, GError **error)
{
  g_autoptr (DocketEngine) engine = docket_engine_new (directory, NULL, NULL);
  g_autoptr (GError) failure = NULL;
  gboolean is_filled;

  if (!docket_engine_open (engine, DOCKET_ENGINE_NO_SERVICE, &failure))
    {
      /* It is open in another window: then it is there. */
      if (g_error_matches (failure, DOCKET_ERROR, DOCKET_ERROR_BUSY))
        return TRUE;
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  is_filled = docket_sample_fill (engine, DOCKET_SAMPLE_DEFAULT_ORDERS, DOCKET_SAMPLE_DEFAULT_SEED, docket_job_progress_cb, job,
                                  docket_job_get_cancellable (job), &failure);
  docket_engine_close (engine);
  /* One that was filled before is refused, and is as good. */
  if (is_filled || g_error_matches (failure, DOCKET_ERROR, DOCKET_ERROR_REJECTED))
    return TRUE;
  remove_files (directory);
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

static gpointer
make_thread (DocketJob *job, gpointer data, GError **error)
{
  return fill (job, data, error) ? g_strdup (data) : NULL;
}

void
docket_sample_shop_make (DocketJob *job, const char *directory, gpointer owner, GAsyncReadyCallback callback)
{
  docket_job_run (job, owner, make_thread, g_strdup (directory), g_free, g_free, callback);
}

gboolean
docket_sample_shop_open (const char *directory, GError **error)
{
  g_autofree char *program = g_file_read_link ("/proc/self/exe", error);
  const char *argv[] = { program, "--data-dir", directory, NULL };

  return program != NULL && g_spawn_async (NULL, (char **) argv, NULL, G_SPAWN_DEFAULT, NULL, NULL, NULL, error);
}
