/* docket-opening.c: a shop that is being opened
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "docket-opening.h"

static void
opened_cb (GObject *engine, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) opening = data;
  GError *error = NULL;

  if (docket_engine_open_finish (DOCKET_ENGINE (engine), result, &error))
    g_task_return_boolean (opening, TRUE);
  else
    g_task_return_error (opening, error);
}

GTask *
docket_opening_begin (const char *directory)
{
  g_autoptr (DocketEngine) engine = docket_engine_new (directory, NULL, NULL);
  GTask *opening = g_task_new (engine, NULL, NULL, NULL);

  g_task_set_source_tag (opening, docket_opening_begin);
  docket_engine_open_async (engine, DOCKET_ENGINE_NORMAL, NULL, opened_cb, g_object_ref (opening));
  return opening;
}
