/* docket-query-bus.c: answers queries on workers with read-only connections
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "docket-query-bus.h"

#include <glib/gi18n-lib.h>

#include "docket-list-statement.h"
#include "docket-reader.h"

#define N_WORKERS 2

/* How much SQLite works between two looks at the cancellable: some ten microseconds. */
#define OPERATIONS_PER_CHECK 1000

struct _DocketQueryBus
{
  GObject parent_instance;
  GHashTable *types;
  DocketProjectionRunner *runner;
  GThreadPool *pool;
  GAsyncQueue *readers;
  gint is_stopping;
  GCancellable *stopped;
  gint is_looking;

  GMutex mutex;
  GCond answered;
};

G_DEFINE_FINAL_TYPE (DocketQueryBus, docket_query_bus, G_TYPE_OBJECT)

/* task: %NULL where somebody waits for the answer. */
typedef struct
{
  DocketQueryBus *bus;
  DocketQuerySource source;
  DocketReadFunc function;
  gpointer data;
  GDestroyNotify free_data;
  GDestroyNotify free_result;
  GCancellable *cancellable;
  GTask *task;
  gboolean is_done;
  gpointer result;
  GError *error;
} Job;

/* In the main thread, where what the caller gave is freed too. */
static void
job_free (gpointer data)
{
  Job *job = data;

  if (job->free_data != NULL)
    job->free_data (job->data);
  if (job->result != NULL && job->free_result != NULL)
    job->free_result (job->result);
  g_clear_error (&job->error);
  g_clear_object (&job->cancellable);
  g_clear_object (&job->task);
  g_free (job);
}

static gboolean
return_answer_cb (gpointer data)
{
  Job *job = data;

  if (job->error != NULL)
    g_task_return_error (job->task, g_steal_pointer (&job->error));
  else
    g_task_return_pointer (job->task, g_steal_pointer (&job->result), job->free_result);
  return G_SOURCE_REMOVE;
}

/* A worker holds nothing of the task when the callback runs: the bus may go away then. */
static void
finish_job (Job *job)
{
  if (job->task != NULL)
    {
      g_autoptr (GSource) source = g_idle_source_new ();

      g_source_set_priority (source, g_task_get_priority (job->task));
      g_source_set_callback (source, return_answer_cb, job, job_free);
      g_source_set_static_name (source, "docket-query-bus");
      g_source_attach (source, g_task_get_context (job->task));
      return;
    }
  g_mutex_lock (&job->bus->mutex);
  job->is_done = TRUE;
  g_cond_broadcast (&job->bus->answered);
  g_mutex_unlock (&job->bus->mutex);
}

static gboolean
is_given_up (Job *job)
{
  return g_atomic_int_get (&job->bus->is_stopping) || g_cancellable_is_cancelled (job->cancellable);
}

static int
is_given_up_cb (gpointer data)
{
  return is_given_up (data);
}

static void
read_with (Job *job, DocketDatabase *database)
{
  sqlite3 *connection = docket_database_get_connection (database);

  if (!docket_database_begin_read (database, &job->error))
    return;
  sqlite3_progress_handler (connection, OPERATIONS_PER_CHECK, is_given_up_cb, job);
  job->result = job->function (database, job->data, job->cancellable, &job->error);
  sqlite3_progress_handler (connection, 0, NULL, NULL);
  docket_database_end_read (database);
}

/* Who reads the log may have read the views too. Nobody waits for the answer to which of them it was, and of a large shop it takes
 * minutes: one worker looks, and the others go on. */
static void
look_for_damage (DocketQueryBus *self)
{
  if (!g_atomic_int_compare_and_exchange (&self->is_looking, FALSE, TRUE))
    return;
  docket_projection_runner_check (self->runner, FALSE, self->stopped, NULL);
  g_atomic_int_set (&self->is_looking, FALSE);
}

static void
run_job (gpointer data, gpointer user_data)
{
  Job *job = data;
  DocketQueryBus *self = user_data;
  DocketReader *reader = g_async_queue_pop (self->readers);
  DocketDatabase *database;
  gboolean is_damaged, is_in_views;

  if (g_atomic_int_get (&self->is_stopping))
    g_set_error_literal (&job->error, G_IO_ERROR, G_IO_ERROR_CANCELLED, _("The program is closing."));
  else if (!g_cancellable_set_error_if_cancelled (job->cancellable, &job->error))
    {
      database = docket_reader_get_database (reader, job->source, &job->error);
      if (database != NULL)
        read_with (job, database);
    }
  is_damaged = self->runner != NULL && g_error_matches (job->error, DOCKET_ERROR, DOCKET_ERROR_CORRUPT);
  is_in_views = job->source == DOCKET_QUERY_READ;
  if (is_damaged && is_in_views)
    docket_projection_runner_report_damage (self->runner, docket_reader_get_file_number (reader), job->error);
  g_async_queue_push (self->readers, reader);
  finish_job (job);
  if (is_damaged && !is_in_views)
    look_for_damage (self);
}

static gboolean
check_started (DocketQueryBus *self, GError **error)
{
  if (self->pool != NULL)
    return TRUE;
  g_set_error_literal (error, DOCKET_ERROR, DOCKET_ERROR_STORAGE, _("The program is closing."));
  return FALSE;
}

/* From any thread that is no worker. Returns what function returned. */
static gpointer
read_now (DocketQueryBus *self, DocketQuerySource source, DocketReadFunc function, gpointer data, GError **error)
{
  Job job = { .bus = self, .source = source, .function = function, .data = data };

  if (!check_started (self, error))
    return NULL;
  g_thread_pool_push (self->pool, &job, NULL);
  g_mutex_lock (&self->mutex);
  while (!job.is_done)
    g_cond_wait (&self->answered, &self->mutex);
  g_mutex_unlock (&self->mutex);
  if (job.error != NULL)
    g_propagate_error (error, job.error);
  return job.result;
}

static void
docket_query_bus_dispose (GObject *object)
{
  DocketQueryBus *self = DOCKET_QUERY_BUS (object);

  docket_query_bus_stop (self);
  g_clear_object (&self->runner);
  G_OBJECT_CLASS (docket_query_bus_parent_class)->dispose (object);
}

static void
docket_query_bus_finalize (GObject *object)
{
  DocketQueryBus *self = DOCKET_QUERY_BUS (object);

  g_hash_table_unref (self->types);
  g_clear_object (&self->stopped);
  g_async_queue_unref (self->readers);
  g_mutex_clear (&self->mutex);
  g_cond_clear (&self->answered);
  G_OBJECT_CLASS (docket_query_bus_parent_class)->finalize (object);
}

static void
docket_query_bus_class_init (DocketQueryBusClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = docket_query_bus_dispose;
  object_class->finalize = docket_query_bus_finalize;
}

static void
docket_query_bus_init (DocketQueryBus *self)
{
  self->types = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_type_class_unref);
  self->readers = g_async_queue_new_full ((GDestroyNotify) docket_reader_free);
  g_mutex_init (&self->mutex);
  g_cond_init (&self->answered);
}

/**
 * docket_query_bus_new:
 *
 * Returns: (transfer full): a bus that knows no query yet
 */
DocketQueryBus *
docket_query_bus_new (void)
{
  return g_object_new (DOCKET_TYPE_QUERY_BUS, NULL);
}

/**
 * docket_query_bus_add_types: (skip)
 * @self: a bus
 * @types: (array length=n_types): the type functions of queries
 * @n_types: how many
 *
 * Makes queries known by their names.
 */
void
docket_query_bus_add_types (DocketQueryBus *self, GType (*const *types) (void), guint n_types)
{
  g_return_if_fail (DOCKET_IS_QUERY_BUS (self));

  for (guint i = 0; i < n_types; i++)
    {
      DocketQueryClass *klass = g_type_class_ref (types[i]());

      if (!g_hash_table_replace (self->types, (gpointer) klass->name, klass))
        g_error ("There are two queries with the name “%s”", klass->name);
    }
}

/**
 * docket_query_bus_find_type:
 * @self: a bus
 * @name: how the command line calls a query
 *
 * Returns: its type; %G_TYPE_INVALID when there is none
 */
GType
docket_query_bus_find_type (DocketQueryBus *self, const char *name)
{
  GTypeClass *klass;

  g_return_val_if_fail (DOCKET_IS_QUERY_BUS (self), G_TYPE_INVALID);

  klass = name != NULL ? g_hash_table_lookup (self->types, name) : NULL;
  return klass != NULL ? G_TYPE_FROM_CLASS (klass) : G_TYPE_INVALID;
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return g_strcmp0 (*(const char *const *) a, *(const char *const *) b);
}

/**
 * docket_query_bus_list:
 * @self: a bus
 *
 * Returns: (transfer full) (element-type utf8): the names of all queries, sorted
 */
GPtrArray *
docket_query_bus_list (DocketQueryBus *self)
{
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);
  GHashTableIter iter;
  gpointer name;

  g_return_val_if_fail (DOCKET_IS_QUERY_BUS (self), names);

  g_hash_table_iter_init (&iter, self->types);
  while (g_hash_table_iter_next (&iter, &name, NULL))
    g_ptr_array_add (names, g_strdup (name));
  g_ptr_array_sort (names, compare_names);
  return names;
}

/**
 * docket_query_bus_start:
 * @self: a bus
 * @write_path: where the log is
 * @read_path: where the views are
 * @runner: (nullable): whose changes keep models alive; a process that only reads has none
 * @error: return location
 *
 * Starts the workers. Files are opened when the first query asks for them.
 *
 * Returns: whether they run
 */
gboolean
docket_query_bus_start (DocketQueryBus *self, const char *write_path, const char *read_path, DocketProjectionRunner *runner,
                        GError **error)
{
  g_return_val_if_fail (DOCKET_IS_QUERY_BUS (self), FALSE);
  g_return_val_if_fail (self->pool == NULL, FALSE);

  g_set_object (&self->runner, runner);
  g_atomic_int_set (&self->is_stopping, FALSE);
  g_clear_object (&self->stopped);
  self->stopped = g_cancellable_new ();
  for (guint i = 0; i < N_WORKERS; i++)
    g_async_queue_push (self->readers, docket_reader_new (write_path, read_path));
  self->pool = g_thread_pool_new (run_job, self, N_WORKERS, TRUE, error);
  return self->pool != NULL;
}

/* The caller may be a thread that is kept from the files, and closing one reads and writes. */
static gpointer
close_readers (gpointer readers)
{
  DocketReader *reader;

  while ((reader = g_async_queue_try_pop (readers)) != NULL)
    docket_reader_free (reader);
  return NULL;
}

/**
 * docket_query_bus_stop:
 * @self: a bus
 *
 * Gives up what is under way and closes the files.
 */
void
docket_query_bus_stop (DocketQueryBus *self)
{
  g_return_if_fail (DOCKET_IS_QUERY_BUS (self));

  g_atomic_int_set (&self->is_stopping, TRUE);
  g_cancellable_cancel (self->stopped);
  if (self->pool != NULL)
    g_thread_pool_free (g_steal_pointer (&self->pool), FALSE, TRUE);
  if (g_async_queue_length (self->readers) > 0)
    g_thread_join (g_thread_new ("docket-readers", close_readers, self->readers));
}

/**
 * docket_query_bus_get_runner:
 * @self: a bus
 *
 * Returns: (transfer none) (nullable): whose changes keep models alive
 */
DocketProjectionRunner *
docket_query_bus_get_runner (DocketQueryBus *self)
{
  g_return_val_if_fail (DOCKET_IS_QUERY_BUS (self), NULL);

  return self->runner;
}

static gpointer
execute (DocketDatabase *database, gpointer data, GCancellable *cancellable G_GNUC_UNUSED, GError **error)
{
  return DOCKET_QUERY_GET_CLASS (data)->execute (data, database, error);
}

/**
 * docket_query_bus_ask:
 * @self: a bus
 * @query: what to ask; not a list query
 * @error: %DOCKET_ERROR_NOT_FOUND when there is no such thing
 *
 * Asks and waits.
 *
 * Returns: (transfer full) (nullable): the answer
 */
DocketRecord *
docket_query_bus_ask (DocketQueryBus *self, DocketQuery *query, GError **error)
{
  g_return_val_if_fail (DOCKET_IS_QUERY_BUS (self) && DOCKET_IS_QUERY (query), NULL);
  g_return_val_if_fail (DOCKET_QUERY_GET_CLASS (query)->execute != NULL, NULL);

  return read_now (self, DOCKET_QUERY_GET_CLASS (query)->source, execute, query, error);
}

/**
 * docket_query_bus_ask_async:
 * @self: a bus
 * @query: what to ask, as it is now; not a list query
 * @cancellable: (nullable): to give up
 * @callback: called with the answer
 * @user_data: for @callback
 *
 * Asks without waiting.
 */
void
docket_query_bus_ask_async (DocketQueryBus *self, DocketQuery *query, GCancellable *cancellable, GAsyncReadyCallback callback,
                            gpointer user_data)
{
  g_return_if_fail (DOCKET_IS_QUERY_BUS (self) && DOCKET_IS_QUERY (query));
  g_return_if_fail (DOCKET_QUERY_GET_CLASS (query)->execute != NULL);

  docket_query_bus_read_async (self, DOCKET_QUERY_GET_CLASS (query)->source, execute, docket_record_copy (DOCKET_RECORD (query)),
                               g_object_unref, g_object_unref, cancellable, callback, user_data);
}

/**
 * docket_query_bus_ask_finish:
 * @self: a bus
 * @result: what the callback got
 * @error: return location
 *
 * Returns: (transfer full) (nullable): the answer
 */
DocketRecord *
docket_query_bus_ask_finish (DocketQueryBus *self, GAsyncResult *result, GError **error)
{
  return docket_query_bus_read_finish (self, result, error);
}

typedef struct
{
  DocketListQuery *query;
  DocketRowFunc function;
  gpointer data;
} Listing;

static gpointer
list_rows (DocketDatabase *database, gpointer data, GCancellable *cancellable, GError **error)
{
  Listing *listing = data;
  g_autoptr (DocketListStatement) statement = NULL;

  if (!docket_list_query_prepare (listing->query, database, error))
    return NULL;
  statement = docket_list_statement_new (listing->query, error);
  if (statement == NULL ||
      !docket_list_statement_foreach_row (statement, database, listing->function, listing->data, cancellable, error))
    return NULL;
  return GINT_TO_POINTER (TRUE);
}

/**
 * docket_query_bus_list_rows: (skip)
 * @self: a bus
 * @query: which rows
 * @function: called for each row in order, on a worker while the caller waits; returns %FALSE to stop
 * @data: for @function
 * @error: return location
 *
 * Reads all rows as they are at one moment, without keeping them.
 *
 * Returns: whether they could be read
 */
gboolean
docket_query_bus_list_rows (DocketQueryBus *self, DocketListQuery *query, DocketRowFunc function, gpointer data, GError **error)
{
  Listing listing = { query, function, data };

  g_return_val_if_fail (DOCKET_IS_QUERY_BUS (self) && DOCKET_IS_LIST_QUERY (query), FALSE);

  return read_now (self, DOCKET_QUERY_GET_CLASS (query)->source, list_rows, &listing, error) != NULL;
}

/**
 * docket_query_bus_read_async:
 * @self: a bus
 * @source: which database
 * @function: what to read, on a worker, with one view of the file for the whole call
 * @data: for @function
 * @free_data: (nullable): frees @data, in the thread of the callback
 * @free_result: (nullable): frees what nobody takes
 * @cancellable: (nullable): to give up, also in the middle of a statement
 * @callback: called with the result
 * @user_data: for @callback
 *
 * Reads without waiting.
 */
void
docket_query_bus_read_async (DocketQueryBus *self, DocketQuerySource source, DocketReadFunc function, gpointer data,
                             GDestroyNotify free_data, GDestroyNotify free_result, GCancellable *cancellable,
                             GAsyncReadyCallback callback, gpointer user_data)
{
  Job *job;

  g_return_if_fail (DOCKET_IS_QUERY_BUS (self));

  job = g_new0 (Job, 1);
  job->bus = self;
  job->source = source;
  job->function = function;
  job->data = data;
  job->free_data = free_data;
  job->free_result = free_result;
  job->cancellable = cancellable != NULL ? g_object_ref (cancellable) : NULL;
  job->task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (job->task, docket_query_bus_read_async);
  if (check_started (self, &job->error))
    g_thread_pool_push (self->pool, job, NULL);
  else
    finish_job (job);
}

/**
 * docket_query_bus_read_finish:
 * @self: a bus
 * @result: what the callback got
 * @error: return location
 *
 * Returns: (transfer full) (nullable): what the function returned
 */
gpointer
docket_query_bus_read_finish (DocketQueryBus *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
