/* docket-service-client.c: asks the holder of a data directory
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "docket-service-private.h"

#include <gio/gunixsocketaddress.h>
#include <glib/gi18n-lib.h>

#define CROWD_PATIENCE (5 * G_TIME_SPAN_SECOND)
#define CROWD_PAUSE (10 * G_TIME_SPAN_MILLISECOND)

typedef struct
{
  DocketServiceProgress progress;
  gpointer progress_data;
  GDBusMessage *reply;
  GError *error;
  gboolean is_done;
} Request;

static void
progress_cb (GDBusConnection *connection G_GNUC_UNUSED, const char *sender G_GNUC_UNUSED, const char *path G_GNUC_UNUSED,
             const char *interface G_GNUC_UNUSED, const char *name G_GNUC_UNUSED, GVariant *parameters, gpointer data)
{
  Request *request = data;
  gint64 done;
  gint64 total;

  if (request->is_done || !g_variant_is_of_type (parameters, G_VARIANT_TYPE ("(xx)")))
    return;
  g_variant_get (parameters, "(xx)", &done, &total);
  request->progress (done, total, request->progress_data);
}

static void
reply_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Request *request = data;

  request->reply = g_dbus_connection_send_message_with_reply_finish (G_DBUS_CONNECTION (source), result, &request->error);
  request->is_done = TRUE;
}

/* The holder checks who calls; the caller checks who answers, because a socket may lie where others can write. */
static gboolean
is_own_process (GDBusConnection *connection)
{
  GIOStream *stream = g_dbus_connection_get_stream (connection);
  g_autoptr (GCredentials) own = g_credentials_new ();
  g_autoptr (GCredentials) other = NULL;

  if (G_IS_SOCKET_CONNECTION (stream))
    other = g_socket_get_credentials (g_socket_connection_get_socket (G_SOCKET_CONNECTION (stream)), NULL);
  return other != NULL && g_credentials_is_same_user (own, other, NULL);
}

/* A holder to whom many come at once is not away: its queue is full for a moment. */
static GDBusConnection *
open_line (const char *address, GCancellable *cancellable, GError **error)
{
  gint64 deadline = g_get_monotonic_time () + CROWD_PATIENCE;

  for (;;)
    {
      g_autoptr (GError) local_error = NULL;
      GDBusConnection *connection = g_dbus_connection_new_for_address_sync (
        address, G_DBUS_CONNECTION_FLAGS_AUTHENTICATION_CLIENT, NULL, cancellable, &local_error);

      if (connection != NULL)
        return connection;
      if (!g_error_matches (local_error, G_IO_ERROR, G_IO_ERROR_WOULD_BLOCK) || g_get_monotonic_time () >= deadline)
        {
          g_propagate_error (error, g_steal_pointer (&local_error));
          return NULL;
        }
      g_usleep (CROWD_PAUSE);
    }
}

static GDBusConnection *
connect_to_holder (const char *directory, GCancellable *cancellable, GError **error)
{
  g_autofree char *address = docket_service_get_address (directory);
  g_autoptr (GError) local_error = NULL;
  g_autoptr (GDBusConnection) connection = open_line (address, cancellable, &local_error);

  if (connection != NULL && is_own_process (connection))
    return g_steal_pointer (&connection);
  if (g_error_matches (local_error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_propagate_error (error, g_steal_pointer (&local_error));
  else
    /* Whatever went wrong here, nothing has been asked yet. */
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_CONNECTION_REFUSED, _("Nobody answers for the data directory “%s”: %s"), directory,
                 local_error != NULL ? local_error->message : _("the program there is another user's"));
  return NULL;
}

static gboolean
is_broken_line (const GError *error)
{
  return g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CLOSED) || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_BROKEN_PIPE) ||
         g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_CONNECTED) ||
         g_error_matches (error, G_IO_ERROR, G_IO_ERROR_PARTIAL_INPUT) || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_FAILED);
}

static GVariant *
read_reply (Request *request, GError **error)
{
  g_autoptr (GError) remote_error = NULL;
  GVariant *body;

  if (request->reply == NULL)
    {
      if (is_broken_line (request->error))
        g_set_error (error, G_IO_ERROR, G_IO_ERROR_CLOSED, _("The program that held the data directory ended: %s"),
                     request->error->message);
      else
        g_propagate_error (error, g_steal_pointer (&request->error));
      return NULL;
    }
  remote_error = docket_service_decode_error (request->reply);
  if (remote_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&remote_error));
      return NULL;
    }
  body = g_dbus_message_get_body (request->reply);
  if (body == NULL || !g_variant_is_of_type (body, G_VARIANT_TYPE ("(a{sv})")))
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, _("The answer cannot be read"));
      return NULL;
    }
  return g_variant_get_child_value (body, 0);
}

static GVariant *
ask (GDBusConnection *connection, const char *method, GVariant *arguments, Request *request, GMainContext *context,
     GCancellable *cancellable, GError **error)
{
  g_autoptr (GDBusMessage) message =
    g_dbus_message_new_method_call (NULL, DOCKET_SERVICE_PATH, DOCKET_SERVICE_INTERFACE, "Call");
  guint subscription = 0;

  g_dbus_connection_set_exit_on_close (connection, FALSE);
  if (request->progress != NULL)
    subscription = g_dbus_connection_signal_subscribe (connection, NULL, DOCKET_SERVICE_INTERFACE, "Progress", NULL, NULL,
                                                       G_DBUS_SIGNAL_FLAGS_NONE, progress_cb, request, NULL);
  g_dbus_message_set_body (message, g_variant_new ("(s@a{sv})", method, arguments));
  g_dbus_connection_send_message_with_reply (connection, message, G_DBUS_SEND_MESSAGE_FLAGS_NONE, G_MAXINT, NULL, cancellable,
                                             reply_cb, request);
  while (!request->is_done)
    g_main_context_iteration (context, TRUE);
  if (subscription != 0)
    g_dbus_connection_signal_unsubscribe (connection, subscription);
  return read_reply (request, error);
}

/**
 * docket_service_call:
 * @directory: a data directory that another process holds
 * @method: what is asked
 * @arguments: (transfer floating): an `a{sv}`
 * @progress: (nullable) (scope call): called in this thread while the work goes on
 * @progress_data: goes to @progress
 * @cancellable: (nullable): tells the holder that nobody waits any more
 * @error: return location for an error
 *
 * Asks the holder of @directory and waits for the answer, as long as it takes. Errors of `DOCKET_ERROR` arrive with their code,
 * field and message. With %G_IO_ERROR_CONNECTION_REFUSED nothing was asked; with %G_IO_ERROR_CLOSED the holder ended before it
 * answered, and what was asked may have been done or not.
 *
 * Returns: (transfer full) (nullable): an `a{sv}`, or %NULL with an error
 */
GVariant *
docket_service_call (const char *directory, const char *method, GVariant *arguments, DocketServiceProgress progress,
                     gpointer progress_data, GCancellable *cancellable, GError **error)
{
  g_autoptr (GVariant) sunk = g_variant_ref_sink (arguments);
  g_autoptr (GMainContext) context = g_main_context_new ();
  Request request = { .progress = progress, .progress_data = progress_data };
  GDBusConnection *connection;
  GVariant *result = NULL;

  g_return_val_if_fail (directory != NULL, NULL);
  g_return_val_if_fail (method != NULL, NULL);

  g_main_context_push_thread_default (context);
  connection = connect_to_holder (directory, cancellable, error);
  if (connection != NULL)
    {
      result = ask (connection, method, sunk, &request, context, cancellable, error);
      g_dbus_connection_close_sync (connection, NULL, NULL);
      g_object_unref (connection);
    }
  while (g_main_context_iteration (context, FALSE))
    ;
  g_main_context_pop_thread_default (context);
  g_clear_object (&request.reply);
  g_clear_error (&request.error);
  return result;
}
