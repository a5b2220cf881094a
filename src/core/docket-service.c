/* docket-service.c: the holder of a data directory works for other processes
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "docket-service-private.h"

#include <errno.h>
#include <gio/gunixsocketaddress.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <unistd.h>

#define PROGRESS_INTERVAL (50 * G_TIME_SPAN_MILLISECOND)

/**
 * DocketService:
 *
 * Answers calls of the one method `Call` on a socket beside the lock, without any message bus. It has a thread of its own
 * for the connections, so that it answers whatever the program's main loop does; each call runs on a worker thread.
 */
struct _DocketService
{
  GObject parent_instance;

  char *directory;
  DocketServiceFunc function;
  gpointer user_data;
  GDestroyNotify destroy;

  GMainContext *context;
  GMainLoop *loop;
  GThread *thread;
  GThreadPool *workers;
  GDBusServer *server;
  char *path;
  char *link;

  GMutex mutex;
  GCond idle;
  guint n_calls;
  gboolean is_stopping;
  /* GDBusConnection → Peer */
  GHashTable *peers;
  /* of Export */
  GArray *exports;
};

typedef struct
{
  DocketService *service;
  GDBusConnection *connection;
  /* Set when the other end goes away. */
  GCancellable *cancellable;
  GSource *hang_up;
} Peer;

typedef struct
{
  GDBusConnection *connection;
  guint registration;
} Export;

typedef struct
{
  DocketService *service;
  GDBusMethodInvocation *invocation;
  char *method;
  GVariant *arguments;
  GCancellable *cancellable;
  guint watch;
  gint64 next_progress;
} Call;

static const char introspection_xml[] =
  "<node>"
  "  <interface name='" DOCKET_SERVICE_INTERFACE "'>"
  "    <method name='Call'>"
  "      <arg type='s' name='method' direction='in'/>"
  "      <arg type='a{sv}' name='arguments' direction='in'/>"
  "      <arg type='a{sv}' name='result' direction='out'/>"
  "    </method>"
  "    <signal name='Progress'>"
  "      <arg type='x' name='done'/>"
  "      <arg type='x' name='total'/>"
  "    </signal>"
  "  </interface>"
  "</node>";

G_DEFINE_FINAL_TYPE (DocketService, docket_service, G_TYPE_OBJECT)

static GDBusInterfaceInfo *
get_interface (void)
{
  static gsize interface = 0;

  if (g_once_init_enter (&interface))
    {
      g_autoptr (GDBusNodeInfo) node = g_dbus_node_info_new_for_xml (introspection_xml, NULL);
      GDBusInterfaceInfo *info;

      g_assert (node != NULL);
      info = g_dbus_node_info_lookup_interface (node, DOCKET_SERVICE_INTERFACE);
      g_once_init_leave (&interface, (gsize) g_dbus_interface_info_ref (info));
    }
  return (GDBusInterfaceInfo *) interface;
}

static void
call_free (Call *call)
{
  g_clear_handle_id (&call->watch, g_bus_unwatch_name);
  g_clear_object (&call->cancellable);
  g_clear_pointer (&call->arguments, g_variant_unref);
  g_free (call->method);
  g_clear_object (&call->service);
  g_free (call);
}

static void
call_progress_cb (gint64 done, gint64 total, gpointer data)
{
  Call *call = data;
  gint64 now = g_get_monotonic_time ();

  if (now < call->next_progress && done != total)
    return;
  call->next_progress = now + PROGRESS_INTERVAL;
  g_dbus_connection_emit_signal (g_dbus_method_invocation_get_connection (call->invocation),
                                 g_dbus_method_invocation_get_sender (call->invocation),
                                 g_dbus_method_invocation_get_object_path (call->invocation), DOCKET_SERVICE_INTERFACE, "Progress",
                                 g_variant_new ("(xx)", done, total), NULL);
}

/* Takes the invocation. */
static void
return_error (GDBusMethodInvocation *invocation, const GError *error)
{
  GDBusMessage *message = g_dbus_method_invocation_get_message (invocation);

  if ((g_dbus_message_get_flags (message) & G_DBUS_MESSAGE_FLAGS_NO_REPLY_EXPECTED) == 0)
    {
      g_autoptr (GDBusMessage) reply = docket_service_encode_error (message, error);

      g_dbus_connection_send_message (g_dbus_method_invocation_get_connection (invocation), reply,
                                      G_DBUS_SEND_MESSAGE_FLAGS_NONE, NULL, NULL);
    }
  g_object_unref (invocation);
}

static void
work_cb (gpointer data, gpointer user_data G_GNUC_UNUSED)
{
  Call *call = data;
  DocketService *self = call->service;
  g_autoptr (GError) error = NULL;
  GVariant *result =
    self->function (call->method, call->arguments, call_progress_cb, call, call->cancellable, self->user_data, &error);

  g_assert ((result == NULL) == (error != NULL));
  if (result != NULL)
    g_dbus_method_invocation_return_value (call->invocation, g_variant_new ("(@a{sv})", result));
  else
    return_error (call->invocation, error);

  g_mutex_lock (&self->mutex);
  if (--self->n_calls == 0)
    g_cond_broadcast (&self->idle);
  g_mutex_unlock (&self->mutex);
  call_free (call);
}

static void
sender_vanished_cb (GDBusConnection *connection G_GNUC_UNUSED, const char *name G_GNUC_UNUSED, gpointer data)
{
  g_cancellable_cancel (data);
}

/* A peer is gone when its connection closes; on a bus, when its name does. */
static void
watch_caller (Call *call)
{
  GDBusConnection *connection = g_dbus_method_invocation_get_connection (call->invocation);
  const char *sender = g_dbus_method_invocation_get_sender (call->invocation);
  Peer *peer = g_hash_table_lookup (call->service->peers, connection);

  call->cancellable = peer != NULL ? g_object_ref (peer->cancellable) : g_cancellable_new ();
  if (peer == NULL && sender != NULL)
    call->watch = g_bus_watch_name_on_connection (connection, sender, G_BUS_NAME_WATCHER_FLAGS_NONE, NULL, sender_vanished_cb,
                                                  g_object_ref (call->cancellable), g_object_unref);
}

static void
method_call_cb (GDBusConnection *connection G_GNUC_UNUSED, const char *sender G_GNUC_UNUSED, const char *path G_GNUC_UNUSED,
                const char *interface G_GNUC_UNUSED, const char *name G_GNUC_UNUSED, GVariant *parameters,
                GDBusMethodInvocation *invocation, gpointer user_data)
{
  DocketService *self = user_data;
  G_GNUC_UNUSED g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);
  Call *call;

  if (self->is_stopping)
    {
      g_autoptr (GError) error = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CLOSED, _("The program is about to end"));

      return_error (invocation, error);
      return;
    }
  call = g_new0 (Call, 1);
  call->service = g_object_ref (self);
  call->invocation = invocation;
  g_variant_get (parameters, "(s@a{sv})", &call->method, &call->arguments);
  watch_caller (call);
  self->n_calls++;
  g_thread_pool_push (self->workers, call, NULL);
}

static const GDBusInterfaceVTable vtable = { .method_call = method_call_cb };

static void
peer_free (Peer *peer)
{
  g_source_destroy (peer->hang_up);
  g_source_unref (peer->hang_up);
  g_object_unref (peer->cancellable);
  g_object_unref (peer->connection);
  g_free (peer);
}

static gboolean
hang_up_cb (GSocket *socket G_GNUC_UNUSED, GIOCondition condition G_GNUC_UNUSED, gpointer data)
{
  Peer *peer = data;
  DocketService *self = peer->service;

  g_mutex_lock (&self->mutex);
  if (!g_hash_table_steal (self->peers, peer->connection))
    peer = NULL;
  g_mutex_unlock (&self->mutex);
  if (peer != NULL)
    {
      g_cancellable_cancel (peer->cancellable);
      peer_free (peer);
    }
  return G_SOURCE_REMOVE;
}

/* GDBusConnection::closed comes in the program's main context, which need not run: look at the socket. */
static GSource *
watch_hang_up (Peer *peer)
{
  GSocketConnection *stream = G_SOCKET_CONNECTION (g_dbus_connection_get_stream (peer->connection));
  GSource *source = g_socket_create_source (g_socket_connection_get_socket (stream), G_IO_HUP | G_IO_ERR, NULL);

  g_source_set_callback (source, G_SOURCE_FUNC (hang_up_cb), peer, NULL);
  g_source_attach (source, peer->service->context);
  return source;
}

static gboolean
new_connection_cb (GDBusServer *server G_GNUC_UNUSED, GDBusConnection *connection, DocketService *self)
{
  G_GNUC_UNUSED g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);
  Peer *peer;

  if (self->is_stopping)
    return FALSE;
  g_dbus_connection_set_exit_on_close (connection, FALSE);
  if (g_dbus_connection_register_object (connection, DOCKET_SERVICE_PATH, get_interface (), &vtable, self, NULL, NULL) == 0)
    return FALSE;
  peer = g_new0 (Peer, 1);
  peer->service = self;
  peer->connection = g_object_ref (connection);
  peer->cancellable = g_cancellable_new ();
  peer->hang_up = watch_hang_up (peer);
  g_hash_table_insert (self->peers, connection, peer);
  return TRUE;
}

static gboolean
allow_mechanism_cb (GDBusAuthObserver *observer G_GNUC_UNUSED, const char *mechanism, gpointer data G_GNUC_UNUSED)
{
  return g_str_equal (mechanism, "EXTERNAL");
}

static gboolean
authorize_cb (GDBusAuthObserver *observer G_GNUC_UNUSED, GIOStream *stream G_GNUC_UNUSED, GCredentials *credentials,
              gpointer data G_GNUC_UNUSED)
{
  g_autoptr (GCredentials) own = g_credentials_new ();

  return credentials != NULL && g_credentials_is_same_user (credentials, own, NULL);
}

static gpointer
thread_main (gpointer data)
{
  DocketService *self = data;

  g_main_context_push_thread_default (self->context);
  g_main_loop_run (self->loop);
  g_main_context_pop_thread_default (self->context);
  return NULL;
}

/* Unlike g_main_context_invoke () never in the calling thread, not even before the other one has begun. */
static void
run_in_thread (DocketService *self, GSourceFunc function, gpointer data)
{
  g_autoptr (GSource) source = g_idle_source_new ();

  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_callback (source, function, data, NULL);
  g_source_attach (source, self->context);
}

static void
docket_service_finalize (GObject *object)
{
  DocketService *self = DOCKET_SERVICE (object);

  g_assert (self->thread == NULL);
  if (self->destroy != NULL)
    self->destroy (self->user_data);
  g_array_unref (self->exports);
  g_hash_table_unref (self->peers);
  g_mutex_clear (&self->mutex);
  g_cond_clear (&self->idle);
  g_free (self->path);
  g_free (self->link);
  g_free (self->directory);
  G_OBJECT_CLASS (docket_service_parent_class)->finalize (object);
}

static void
docket_service_class_init (DocketServiceClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = docket_service_finalize;
}

static void
docket_service_init (DocketService *self)
{
  g_mutex_init (&self->mutex);
  g_cond_init (&self->idle);
  self->peers = g_hash_table_new (NULL, NULL);
  self->exports = g_array_new (FALSE, TRUE, sizeof (Export));
}

/**
 * docket_service_new:
 * @directory: the data directory, whose lock the caller holds
 * @function: (scope notified): does the work of each call, on worker threads, several at once
 * @user_data: goes to @function
 * @destroy: (nullable): frees @user_data
 *
 * Returns: (transfer full): a service that is not started yet
 */
DocketService *
docket_service_new (const char *directory, DocketServiceFunc function, gpointer user_data, GDestroyNotify destroy)
{
  DocketService *self;

  g_return_val_if_fail (directory != NULL, NULL);
  g_return_val_if_fail (function != NULL, NULL);

  self = g_object_new (DOCKET_TYPE_SERVICE, NULL);
  self->directory = g_strdup (directory);
  self->function = function;
  self->user_data = user_data;
  self->destroy = destroy;
  return self;
}

/* The context is the thread's default while the server is made, so that all its signals come in the service's thread. */
static gboolean
make_server (DocketService *self, GError **error)
{
  g_autofree char *guid = g_dbus_generate_guid ();
  g_autofree char *escaped = g_dbus_address_escape_value (self->path);
  g_autofree char *address = g_strconcat ("unix:path=", escaped, NULL);
  g_autoptr (GDBusAuthObserver) observer = g_dbus_auth_observer_new ();

  g_signal_connect (observer, "allow-mechanism", G_CALLBACK (allow_mechanism_cb), NULL);
  g_signal_connect (observer, "authorize-authenticated-peer", G_CALLBACK (authorize_cb), NULL);
  self->server = g_dbus_server_new_sync (address, G_DBUS_SERVER_FLAGS_AUTHENTICATION_REQUIRE_SAME_USER, guid, observer, NULL,
                                         error);
  if (self->server == NULL)
    return FALSE;
  if (g_chmod (self->path, 0600) != 0)
    g_debug ("the mode of %s stays as it is: %s", self->path, g_strerror (errno));
  g_signal_connect (self->server, "new-connection", G_CALLBACK (new_connection_cb), self);
  g_dbus_server_start (self->server);
  return TRUE;
}

static void
remove_files (DocketService *self)
{
  if (self->path != NULL)
    g_unlink (self->path);
  if (self->link != NULL)
    g_unlink (self->link);
}

/* Only the holder of the lock gets here, so that whatever lies there was left behind by one that is gone. */
static gboolean
make_files (DocketService *self, GError **error)
{
  g_autofree char *old = NULL;

  self->path = docket_service_choose_path (self->directory, &self->link);
  old = self->link != NULL ? g_file_read_link (self->link, NULL) : NULL;
  if (old != NULL)
    g_unlink (old);
  remove_files (self);
  if (self->link == NULL || symlink (self->path, self->link) == 0)
    return TRUE;
  g_set_error (error, G_IO_ERROR, g_io_error_from_errno (errno), "%s", g_strerror (errno));
  return FALSE;
}

/**
 * docket_service_start:
 * @self: a service
 * @error: return location for an error
 *
 * Starts to listen. The caller must hold the lock of the data directory: a socket that was left there is replaced.
 *
 * Returns: whether others can call now
 */
gboolean
docket_service_start (DocketService *self, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  gboolean is_listening;

  g_return_val_if_fail (DOCKET_IS_SERVICE (self), FALSE);
  g_return_val_if_fail (self->thread == NULL, FALSE);

  self->context = g_main_context_new ();
  self->loop = g_main_loop_new (self->context, FALSE);
  g_main_context_push_thread_default (self->context);
  is_listening = make_files (self, &local_error) && make_server (self, &local_error);
  g_main_context_pop_thread_default (self->context);
  if (!is_listening)
    {
      docket_error_set (error, DOCKET_ERROR_STORAGE, NULL, _("Other programs cannot reach the data directory “%s”: %s"),
                        self->directory, local_error->message);
      g_clear_pointer (&self->loop, g_main_loop_unref);
      g_clear_pointer (&self->context, g_main_context_unref);
      return FALSE;
    }
  self->workers = g_thread_pool_new (work_cb, NULL, -1, FALSE, NULL);
  self->thread = g_thread_new ("docket-service", thread_main, self);
  return TRUE;
}

typedef struct
{
  DocketService *service;
  GDBusConnection *connection;
  const char *object_path;
  GError **error;
  guint registration;
  gboolean is_done;
} ExportRequest;

static gboolean
export_cb (gpointer data)
{
  ExportRequest *request = data;
  DocketService *self = request->service;

  request->registration = g_dbus_connection_register_object (request->connection, request->object_path, get_interface (), &vtable,
                                                             self, NULL, request->error);
  g_mutex_lock (&self->mutex);
  request->is_done = TRUE;
  g_cond_broadcast (&self->idle);
  g_mutex_unlock (&self->mutex);
  return G_SOURCE_REMOVE;
}

/**
 * docket_service_export:
 * @self: a service that was started
 * @connection: a connection to a message bus
 * @object_path: where the object shall be
 * @error: return location for an error
 *
 * Answers the same calls on @connection too, until the service stops.
 *
 * Returns: whether it could be done
 */
gboolean
docket_service_export (DocketService *self, GDBusConnection *connection, const char *object_path, GError **error)
{
  ExportRequest request = { self, connection, object_path, error, 0, FALSE };

  g_return_val_if_fail (DOCKET_IS_SERVICE (self), FALSE);
  g_return_val_if_fail (self->thread != NULL, FALSE);
  g_return_val_if_fail (G_IS_DBUS_CONNECTION (connection), FALSE);

  run_in_thread (self, export_cb, &request);
  g_mutex_lock (&self->mutex);
  while (!request.is_done)
    g_cond_wait (&self->idle, &self->mutex);
  g_mutex_unlock (&self->mutex);
  if (request.registration != 0)
    g_array_append_vals (self->exports, &(Export){ g_object_ref (connection), request.registration }, 1);
  return request.registration != 0;
}

/* In the service's thread, where the socket is waited for: GLib may leak what it cancels from another one. */
static gboolean
stop_listening_cb (gpointer data)
{
  DocketService *self = data;

  g_dbus_server_stop (self->server);
  remove_files (self);
  g_mutex_lock (&self->mutex);
  self->is_stopping = TRUE;
  g_cond_broadcast (&self->idle);
  g_mutex_unlock (&self->mutex);
  return G_SOURCE_REMOVE;
}

static void
wait_for_calls (DocketService *self)
{
  g_mutex_lock (&self->mutex);
  while (!self->is_stopping || self->n_calls > 0)
    g_cond_wait (&self->idle, &self->mutex);
  g_mutex_unlock (&self->mutex);
}

/* In the service's thread no source can be under way while it is destroyed. */
static gboolean
close_connections_cb (gpointer data)
{
  DocketService *self = data;
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, self->peers);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      Peer *peer = value;

      g_hash_table_iter_remove (&iter);
      /* The last answer is on its way before the line is cut. */
      g_dbus_connection_flush_sync (peer->connection, NULL, NULL);
      g_dbus_connection_close_sync (peer->connection, NULL, NULL);
      peer_free (peer);
    }
  for (guint i = 0; i < self->exports->len; i++)
    {
      Export *export = &g_array_index (self->exports, Export, i);

      g_dbus_connection_unregister_object (export->connection, export->registration);
      g_object_unref (export->connection);
    }
  g_array_set_size (self->exports, 0);
  g_main_loop_quit (self->loop);
  return G_SOURCE_REMOVE;
}

/**
 * docket_service_stop:
 * @self: a service
 *
 * Takes no more calls, waits for those under way, and cuts the connections. Callers then turn to the next holder.
 */
void
docket_service_stop (DocketService *self)
{
  g_return_if_fail (DOCKET_IS_SERVICE (self));

  if (self->thread == NULL)
    return;
  run_in_thread (self, stop_listening_cb, self);
  wait_for_calls (self);
  g_thread_pool_free (g_steal_pointer (&self->workers), FALSE, TRUE);
  run_in_thread (self, close_connections_cb, self);
  g_thread_join (g_steal_pointer (&self->thread));
  g_signal_handlers_disconnect_by_data (self->server, self);
  g_clear_object (&self->server);
  while (g_main_context_iteration (self->context, FALSE))
    ;
  g_clear_pointer (&self->loop, g_main_loop_unref);
  g_clear_pointer (&self->context, g_main_context_unref);
}
