/* docket-bench-list.c: a list model without a window, and how long it takes to answer
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "docket-bench-list.h"

#include <string.h>

/* What is seen of a list at once. */
#define N_VISIBLE 40

struct _DocketBenchList
{
  DocketBench *bench;
  DocketRowModel *model;
  gboolean is_swapped;
  gint64 asked;
};

/* Something to do in the main thread. */
typedef struct
{
  DocketBench *bench;
  DocketBenchFunc function;
  gpointer data;
  GMutex mutex;
  GCond cond;
  gboolean is_done;
  gboolean result;
  GError *error;
} Call;

static gboolean
call_cb (gpointer data)
{
  Call *call = data;

  call->result = call->function (call->bench, call->data, &call->error);
  g_mutex_lock (&call->mutex);
  call->is_done = TRUE;
  g_cond_signal (&call->cond);
  g_mutex_unlock (&call->mutex);
  return G_SOURCE_REMOVE;
}

gboolean
docket_bench_run_in_main (DocketBench *bench, DocketBenchFunc function, gpointer data, GError **error)
{
  Call call = { .bench = bench, .function = function, .data = data };

  g_mutex_init (&call.mutex);
  g_cond_init (&call.cond);
  g_idle_add (call_cb, &call);
  g_mutex_lock (&call.mutex);
  while (!call.is_done)
    g_cond_wait (&call.cond, &call.mutex);
  g_mutex_unlock (&call.mutex);
  g_mutex_clear (&call.mutex);
  g_cond_clear (&call.cond);
  if (call.error != NULL)
    g_propagate_error (error, call.error);
  return call.result;
}

static gboolean
paused_cb (gpointer data)
{
  *(gboolean *) data = TRUE;
  return G_SOURCE_REMOVE;
}

void
docket_bench_pause (guint milliseconds)
{
  gboolean is_over = FALSE;

  g_timeout_add (milliseconds, paused_cb, &is_over);
  while (!is_over)
    g_main_context_iteration (NULL, TRUE);
}

static void
swapped_cb (DocketBenchList *self)
{
  self->is_swapped = TRUE;
}

DocketBenchList *
docket_bench_list_new (DocketBench *bench)
{
  DocketBenchList *self = g_new0 (DocketBenchList, 1);

  self->bench = bench;
  self->model = docket_row_model_new (docket_engine_get_query_bus (bench->engine), NULL);
  g_signal_connect_swapped (self->model, "swapped", G_CALLBACK (swapped_cb), self);
  return self;
}

void
docket_bench_list_free (DocketBenchList *self)
{
  g_signal_handlers_disconnect_by_data (self->model, self);
  g_object_unref (self->model);
  g_free (self);
}

DocketRowModel *
docket_bench_list_get_model (DocketBenchList *self)
{
  return self->model;
}

static DocketListQuery *
make_query (const char *text, GError **error)
{
  g_autoptr (DocketRecord) query = g_object_new (DOCKET_TYPE_ORDERS_QUERY, NULL);
  g_auto (GStrv) parts = g_strsplit (text, "&", -1);

  for (guint i = 0; parts[i] != NULL; i++)
    {
      char *value = strchr (parts[i], '=');

      if (value == NULL)
        continue;
      *value++ = '\0';
      if (!docket_record_set_text (query, parts[i], value, error))
        return NULL;
    }
  return DOCKET_LIST_QUERY (g_steal_pointer (&query));
}

gboolean
docket_bench_list_begin (DocketBenchList *self, const char *text, GError **error)
{
  g_autoptr (DocketListQuery) query = make_query (text, error);

  if (query == NULL)
    return FALSE;
  self->is_swapped = FALSE;
  self->asked = g_get_monotonic_time ();
  docket_row_model_set_query (self->model, query);
  return TRUE;
}

/* What a widget would show; asking for a row brings its page. */
static gboolean
has_visible_rows (DocketBenchList *self)
{
  GListModel *list = G_LIST_MODEL (self->model);
  gboolean is_loaded = self->is_swapped;

  for (guint i = 0; is_loaded && i < MIN (g_list_model_get_n_items (list), N_VISIBLE); i++)
    {
      g_autoptr (DocketRow) row = g_list_model_get_item (list, i);

      is_loaded = docket_row_is_loaded (row);
    }
  return is_loaded;
}

static gboolean
is_complete (DocketBenchList *self)
{
  gboolean complete;

  g_object_get (self->model, "is-complete", &complete, NULL);
  return complete;
}

static gboolean
wait_until (DocketBenchList *self, gboolean (*is_there) (DocketBenchList *self), gint64 *microseconds, GError **error)
{
  g_autofree char *message = NULL;

  while (!is_there (self))
    {
      g_object_get (self->model, "error", &message, NULL);
      if (message != NULL)
        {
          docket_error_set (error, DOCKET_ERROR_STORAGE, NULL, "%s", message);
          return FALSE;
        }
      if (g_cancellable_set_error_if_cancelled (self->bench->cancellable, error))
        return FALSE;
      g_main_context_iteration (NULL, TRUE);
    }
  *microseconds = g_get_monotonic_time () - self->asked;
  return TRUE;
}

gboolean
docket_bench_list_ask (DocketBenchList *self, const char *query, gint64 *microseconds, GError **error)
{
  return docket_bench_list_begin (self, query, error) && wait_until (self, has_visible_rows, microseconds, error);
}

gboolean
docket_bench_list_complete (DocketBenchList *self, gint64 *microseconds, GError **error)
{
  return wait_until (self, is_complete, microseconds, error);
}
