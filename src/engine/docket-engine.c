/* docket-engine.c: the composition root: opens a shop's files and wires everything to them
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "docket-engine.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>
#include <glib/gstdio.h>

#include "docket-checkpoint.h"
#include "docket-counters.h"
#include "docket-engine-private.h"
#include "docket-events.h"
#include "docket-lock.h"
#include "docket-log-end.h"
#include "docket-methods.h"
#include "docket-read.h"
#include "docket-restore.h"
#include "docket-write.h"

struct _DocketEngine
{
  GObject parent_instance;

  char *directory;
  char *write_path;
  char *read_path;
  char *actor;
  char *station;

  DocketEventRegistry *registry;
  DocketCommandBus *command_bus;
  DocketQueryBus *query_bus;

  /* While it is open. */
  DocketLock *lock;
  DocketProjectionRunner *runner;
  DocketService *service;
  gboolean is_command_bus_started;
  gboolean is_query_bus_started;
};

G_DEFINE_FINAL_TYPE (DocketEngine, docket_engine, G_TYPE_OBJECT)

static void
docket_engine_finalize (GObject *object)
{
  DocketEngine *self = DOCKET_ENGINE (object);

  docket_engine_close (self);
  g_clear_object (&self->query_bus);
  g_clear_object (&self->command_bus);
  g_clear_object (&self->registry);
  g_free (self->station);
  g_free (self->actor);
  g_free (self->read_path);
  g_free (self->write_path);
  g_free (self->directory);
  G_OBJECT_CLASS (docket_engine_parent_class)->finalize (object);
}

static void
docket_engine_class_init (DocketEngineClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = docket_engine_finalize;
}

/* What a shop can do is said in three tables of the layers below; a new command or view never comes by here. */
static void
docket_engine_init (DocketEngine *self)
{
  self->registry = docket_event_registry_new ();
  docket_events_register (self->registry);
  self->command_bus = docket_command_bus_new (self->registry);
  docket_write_register (self->command_bus);
  self->query_bus = docket_query_bus_new ();
  docket_read_register_queries (self->query_bus);
}

/**
 * docket_engine_new:
 * @directory: (nullable): the data directory; the person's own where it is %NULL
 * @actor: (nullable): who gives the commands; the person's login where it is %NULL
 * @station: (nullable): where; the machine's name where it is %NULL
 *
 * Returns: (transfer full): an engine that is not open yet
 */
DocketEngine *
docket_engine_new (const char *directory, const char *actor, const char *station)
{
  DocketEngine *self = g_object_new (DOCKET_TYPE_ENGINE, NULL);

  self->directory = directory != NULL ? g_canonicalize_filename (directory, NULL) : docket_engine_get_default_directory ();
  self->write_path = g_build_filename (self->directory, "write.db", NULL);
  self->read_path = g_build_filename (self->directory, "read.db", NULL);
  self->actor = g_strdup (actor != NULL ? actor : g_get_user_name ());
  self->station = g_strdup (station != NULL ? station : g_get_host_name ());
  docket_command_bus_set_defaults (self->command_bus, self->actor, self->station);
  return self;
}

static gboolean
create_write_tables_cb (DocketEventStore *store, gpointer data G_GNUC_UNUSED, GError **error)
{
  return docket_write_create_tables (docket_event_store_get_database (store), error);
}

static gboolean
start_writing (DocketEngine *self, GError **error)
{
  if (!docket_command_bus_check (self->command_bus, error))
    return FALSE;
  docket_command_bus_set_follower (self->command_bus, docket_projection_runner_get_follower (), self->runner);
  if (!docket_command_bus_start (self->command_bus, self->write_path, error))
    return FALSE;
  self->is_command_bus_started = TRUE;
  return docket_command_bus_run_on_writer (self->command_bus, create_write_tables_cb, NULL, error);
}

static gboolean
start_projecting (DocketEngine *self, GError **error)
{
  g_autoptr (GPtrArray) projections = docket_read_create_projections ();

  for (guint i = 0; i < projections->len; i++)
    docket_projection_runner_add (self->runner, projections->pdata[i]);
  return docket_projection_runner_start (self->runner, self->write_path, self->read_path, error);
}

static gboolean
start_answering (DocketEngine *self, GError **error)
{
  self->is_query_bus_started = docket_query_bus_start (self->query_bus, self->write_path, self->read_path, self->runner, error);
  return self->is_query_bus_started;
}

static gboolean
start_serving (DocketEngine *self, GError **error)
{
  /* The service ends before the engine does, so that it needs no reference to it. */
  self->service = docket_service_new (self->directory, docket_methods_call, self, NULL);
  return docket_service_start (self->service, error);
}

/* A shop that was there is never taken for one that begins. */
static gboolean
check_is_there (DocketEngine *self, GError **error)
{
  gint64 position = 0;

  if (!g_file_test (self->write_path, G_FILE_TEST_EXISTS))
    position = docket_checkpoint_peek_position (self->read_path);
  if (position == 0)
    return TRUE;
  docket_error_set (error, DOCKET_ERROR_CORRUPT, NULL,
                    _("“%s” is missing, and the lists in “%s” were made from %" PRId64 " events of it: put it back, or take "
                      "the lists away as well to begin anew."),
                    self->write_path, self->read_path, position);
  return FALSE;
}

/* A log that is shorter than it was is trouble that a person decides about: until then every file stays as it is. */
static gboolean
check_log (DocketEngine *self, DocketEngineFlags flags, GError **error)
{
  g_autoptr (GError) trouble = NULL;

  if (!check_is_there (self, error))
    return FALSE;
  if (docket_log_end_check (self->write_path, self->read_path, &trouble))
    return TRUE;
  if ((flags & DOCKET_ENGINE_TRUST_LOG) != 0)
    return docket_restore_set_lists_aside (self->directory, error);
  g_propagate_error (error, g_steal_pointer (&trouble));
  return FALSE;
}

static gboolean
open_held (DocketEngine *self, DocketEngineFlags flags, GError **error)
{
  self->lock = docket_lock_acquire (self->directory, error);
  if (self->lock == NULL || !docket_restore_complete (self->directory, error))
    return FALSE;
  docket_verify_remove_leftovers (self->directory);
  if ((flags & DOCKET_ENGINE_LOCK_ONLY) != 0)
    return TRUE;
  if (!check_log (self, flags, error))
    return FALSE;
  self->runner = docket_projection_runner_new (self->registry);
  return start_writing (self, error) && start_projecting (self, error) && start_answering (self, error) &&
         ((flags & DOCKET_ENGINE_NO_SERVICE) != 0 || start_serving (self, error));
}

static gboolean
open_beside_holder (DocketEngine *self, GError **error)
{
  return docket_engine_check_shop (self, error) && start_answering (self, error);
}

/**
 * docket_engine_open:
 * @self: an engine that is not open
 * @flags: how
 * @error: return location for an error
 *
 * Opens the data directory and makes what is missing in it. Blocks while the files are opened, not while views catch up.
 *
 * Returns: whether it is open; %FALSE with %DOCKET_ERROR_BUSY when another process holds the directory, or with an error of
 *   storage. A failed engine may be opened again.
 */
gboolean
docket_engine_open (DocketEngine *self, DocketEngineFlags flags, GError **error)
{
  gboolean is_open;

  g_return_val_if_fail (DOCKET_IS_ENGINE (self), FALSE);
  g_return_val_if_fail (self->lock == NULL && !self->is_query_bus_started, FALSE);

  if ((flags & DOCKET_ENGINE_READ_ONLY) != 0)
    is_open = open_beside_holder (self, error);
  else
    is_open = open_held (self, flags, error);
  if (!is_open)
    docket_engine_close (self);
  return is_open;
}

static void
open_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable G_GNUC_UNUSED)
{
  GError *error = NULL;

  if (docket_engine_open (source, GPOINTER_TO_INT (data), &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/**
 * docket_engine_open_async:
 * @self: an engine that is not open
 * @flags: how
 * @cancellable: (nullable): a cancellable
 * @callback: called when it is open
 * @user_data: goes to @callback
 *
 * As [method@Engine.open], without blocking.
 */
void
docket_engine_open_async (DocketEngine *self, DocketEngineFlags flags, GCancellable *cancellable, GAsyncReadyCallback callback,
                          gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, docket_engine_open_async);
  g_task_set_task_data (task, GINT_TO_POINTER (flags), NULL);
  g_task_run_in_thread (task, open_thread);
}

/**
 * docket_engine_open_finish:
 * @self: an engine
 * @result: what the callback was given
 * @error: return location for an error
 *
 * Returns: as [method@Engine.open]
 */
gboolean
docket_engine_open_finish (DocketEngine *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/* Readers are still there when the writer closes its file, so that SQLite would leave the log of it beside it. */
static gboolean
checkpoint_cb (DocketEventStore *store, gpointer data G_GNUC_UNUSED, GError **error G_GNUC_UNUSED)
{
  sqlite3 *connection = docket_database_get_connection (docket_event_store_get_database (store));

  /* Whatever does not go now goes the next time: nobody waits for a reader of another process, such as a backup. */
  sqlite3_busy_timeout (connection, 0);
  sqlite3_wal_checkpoint_v2 (connection, NULL, SQLITE_CHECKPOINT_TRUNCATE, NULL, NULL);
  return TRUE;
}

/**
 * docket_engine_close:
 * @self: an engine
 *
 * Finishes what is under way, its own and what other processes asked for, closes the files and gives the directory back.
 */
void
docket_engine_close (DocketEngine *self)
{
  g_return_if_fail (DOCKET_IS_ENGINE (self));

  /* First who asks, then who works, last the lock: never does anyone else open a file that is still open here. */
  if (self->service != NULL)
    docket_service_stop (self->service);
  g_clear_object (&self->service);
  if (self->is_query_bus_started)
    docket_query_bus_stop (self->query_bus);
  self->is_query_bus_started = FALSE;
  if (self->is_command_bus_started)
    {
      docket_command_bus_run_on_writer (self->command_bus, checkpoint_cb, NULL, NULL);
      docket_command_bus_stop (self->command_bus);
    }
  self->is_command_bus_started = FALSE;
  if (self->runner != NULL)
    {
      docket_command_bus_set_follower (self->command_bus, NULL, NULL);
      docket_projection_runner_stop (self->runner);
    }
  g_clear_object (&self->runner);
  g_clear_object (&self->lock);
}

const char *
docket_engine_get_directory (DocketEngine *self)
{
  g_return_val_if_fail (DOCKET_IS_ENGINE (self), NULL);

  return self->directory;
}

const char *
docket_engine_get_write_path (DocketEngine *self)
{
  g_return_val_if_fail (DOCKET_IS_ENGINE (self), NULL);

  return self->write_path;
}

const char *
docket_engine_get_read_path (DocketEngine *self)
{
  g_return_val_if_fail (DOCKET_IS_ENGINE (self), NULL);

  return self->read_path;
}

/**
 * docket_engine_owns_file:
 * @self: an engine, open or not
 * @path: where somebody wants to write
 *
 * Returns: whether @path is the place of one of the shop's own files, there or not
 */
gboolean
docket_engine_owns_file (DocketEngine *self, const char *path)
{
  g_autofree char *name = g_path_get_basename (path);
  g_autofree char *directory = g_path_get_dirname (path);
  GStatBuf own, other;

  g_return_val_if_fail (DOCKET_IS_ENGINE (self), FALSE);

  if (!g_str_has_prefix (name, "write.db") && !g_str_has_prefix (name, "read.db") && !g_str_equal (name, "restored.db") &&
      !g_str_equal (name, "restoring") && !g_str_equal (name, "lock") && !g_str_equal (name, "socket"))
    return FALSE;
  return g_stat (self->directory, &own) == 0 && g_stat (directory, &other) == 0 && own.st_dev == other.st_dev &&
         own.st_ino == other.st_ino;
}

const char *
docket_engine_get_actor (DocketEngine *self)
{
  g_return_val_if_fail (DOCKET_IS_ENGINE (self), NULL);

  return self->actor;
}

const char *
docket_engine_get_station (DocketEngine *self)
{
  g_return_val_if_fail (DOCKET_IS_ENGINE (self), NULL);

  return self->station;
}

/**
 * docket_engine_is_holder:
 * @self: an engine
 *
 * Returns: whether it is open and takes commands
 */
gboolean
docket_engine_is_holder (DocketEngine *self)
{
  g_return_val_if_fail (DOCKET_IS_ENGINE (self), FALSE);

  return self->is_command_bus_started;
}

/**
 * docket_engine_get_registry:
 * @self: an engine
 *
 * All types of events; there from the beginning.
 *
 * Returns: (transfer none): the registry
 */
DocketEventRegistry *
docket_engine_get_registry (DocketEngine *self)
{
  g_return_val_if_fail (DOCKET_IS_ENGINE (self), NULL);

  return self->registry;
}

/**
 * docket_engine_get_command_bus:
 * @self: an engine
 *
 * There from the beginning, so that commands can be listed and parsed; it runs them while the engine holds the directory.
 *
 * Returns: (transfer none): the command bus
 */
DocketCommandBus *
docket_engine_get_command_bus (DocketEngine *self)
{
  g_return_val_if_fail (DOCKET_IS_ENGINE (self), NULL);

  return self->command_bus;
}

/**
 * docket_engine_get_query_bus:
 * @self: an engine
 *
 * There from the beginning; it answers while the engine is open.
 *
 * Returns: (transfer none): the query bus
 */
DocketQueryBus *
docket_engine_get_query_bus (DocketEngine *self)
{
  g_return_val_if_fail (DOCKET_IS_ENGINE (self), NULL);

  return self->query_bus;
}

/**
 * docket_engine_get_runner:
 * @self: an engine
 *
 * Returns: (transfer none) (nullable): what feeds the views; %NULL unless the engine holds the directory
 */
DocketProjectionRunner *
docket_engine_get_runner (DocketEngine *self)
{
  g_return_val_if_fail (DOCKET_IS_ENGINE (self), NULL);

  return self->runner;
}

/**
 * docket_engine_get_service:
 * @self: an engine
 *
 * Returns: (transfer none) (nullable): what serves other processes, for a window to export on the session bus as well
 */
DocketService *
docket_engine_get_service (DocketEngine *self)
{
  g_return_val_if_fail (DOCKET_IS_ENGINE (self), NULL);

  return self->service;
}

/**
 * docket_engine_forbid_this_thread:
 *
 * Says that the calling thread must never touch a database: debug builds abort when it does.
 */
void
docket_engine_forbid_this_thread (void)
{
  docket_database_forbid_thread (g_thread_self ());
}

/**
 * docket_engine_verify:
 * @self: an engine, open or not
 * @is_quick: only the log itself and SQLite's own checks, as at each start
 * @progress: (nullable) (scope call): told how far it is
 * @progress_data: goes to @progress
 * @cancellable: (nullable): a cancellable
 * @error: return location for an error
 *
 * Checks that the past is intact and that everything follows from it. Blocks. An engine that opens normally heals its views;
 * to see them as they are, open it with %DOCKET_ENGINE_LOCK_ONLY.
 *
 * Returns: (transfer full) (element-type DocketFinding) (nullable): what is wrong, or %NULL with an error
 */
GPtrArray *
docket_engine_verify (DocketEngine *self, gboolean is_quick, DocketProgressFunc progress, gpointer progress_data,
                      GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) projections = docket_read_create_projections ();
  DocketVerification verification;

  g_return_val_if_fail (DOCKET_IS_ENGINE (self), NULL);

  if (!check_is_there (self, error) || !docket_engine_check_shop (self, error))
    return NULL;
  docket_engine_describe_verification (self, is_quick, projections, &verification);
  return docket_verify (&verification, progress, progress_data, cancellable, error);
}

void
docket_engine_describe_verification (DocketEngine *self, gboolean is_quick, GPtrArray *projections, DocketVerification *verification)
{
  *verification = (DocketVerification){
    .write_path = self->write_path,
    .read_path = self->read_path,
    .registry = self->registry,
    .create_write_tables = docket_write_create_tables,
    .write_tables = docket_write_get_tables (),
    .projections = projections,
    .is_quick = is_quick,
    .check_counters = docket_counters_check,
  };
  verification->evolvers = docket_write_get_evolvers (&verification->n_evolvers);
}

gboolean
docket_engine_check_shop (DocketEngine *self, GError **error)
{
  if (g_file_test (self->write_path, G_FILE_TEST_EXISTS))
    return TRUE;
  docket_error_set (error, DOCKET_ERROR_NOT_FOUND, NULL, _("There is no shop in “%s”"), self->directory);
  return FALSE;
}

/**
 * docket_engine_get_default_directory:
 *
 * Returns: (transfer full): the person's own data directory; a development build has another than the installed program
 */
char *
docket_engine_get_default_directory (void)
{
  return g_build_filename (g_get_user_data_dir (), DATA_NAME, NULL);
}
