/* docket-service-address.c: where the socket of a data directory is, and how errors cross it
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "docket-service-private.h"

#include <stdlib.h>
#include <string.h>
#include <sys/un.h>
#include <unistd.h>

#define SOCKET_NAME "socket"
#define ERROR_PREFIX DOCKET_SERVICE_INTERFACE ".Error."

/* GLib cuts a longer path in silence, and would then listen in another place. */
#define MAXIMUM_PATH (sizeof (((struct sockaddr_un *) NULL)->sun_path) - 1)

/* However a caller spells the directory, the socket has one name. */
static char *
get_canonical_directory (const char *directory)
{
  char *resolved = realpath (directory, NULL);
  char *canonical = resolved != NULL ? g_strdup (resolved) : g_canonicalize_filename (directory, NULL);

  free (resolved);
  return canonical;
}

/* A sandbox has a runtime directory of its own, of which one folder is shared by all programs of the application. */
static char *
get_runtime_directory (void)
{
  const char *application = g_getenv ("FLATPAK_ID");

  if (application != NULL)
    return g_build_filename (g_get_user_runtime_dir (), "app", application, NULL);
  return g_strdup (g_get_user_runtime_dir ());
}

static char *
get_short_path (const char *canonical_directory)
{
  g_autofree char *digest = g_compute_checksum_for_string (G_CHECKSUM_SHA256, canonical_directory, -1);
  g_autofree char *name = g_strdup_printf ("docket-%.32s.socket", digest);
  g_autofree char *runtime = get_runtime_directory ();
  g_autofree char *path = g_build_filename (runtime, name, NULL);
  g_autofree char *user = NULL;

  if (strlen (path) <= MAXIMUM_PATH)
    return g_steal_pointer (&path);
  /* The caller checks who is at the other end, so that a shared directory will do. */
  user = g_strdup_printf ("docket-%d-%.32s.socket", (int) getuid (), digest);
  return g_build_filename ("/tmp", user, NULL);
}

/* Where the directory's own path is too long, a link in it tells every process where the holder listens, even one with
 * another runtime directory. */
char *
docket_service_choose_path (const char *directory, char **link)
{
  g_autofree char *canonical = get_canonical_directory (directory);
  g_autofree char *path = g_build_filename (canonical, SOCKET_NAME, NULL);

  *link = NULL;
  if (strlen (path) <= MAXIMUM_PATH)
    return g_steal_pointer (&path);
  *link = g_steal_pointer (&path);
  return get_short_path (canonical);
}

/**
 * docket_service_get_address:
 * @directory: a data directory
 *
 * Returns: (transfer full): the D-Bus address at which the holder of @directory listens, if there is one
 */
char *
docket_service_get_address (const char *directory)
{
  g_autofree char *link = NULL;
  g_autofree char *chosen = NULL;
  g_autofree char *path = NULL;
  g_autofree char *escaped = NULL;

  g_return_val_if_fail (directory != NULL, NULL);

  chosen = docket_service_choose_path (directory, &link);
  if (link != NULL)
    path = g_file_read_link (link, NULL);
  if (path == NULL || strlen (path) > MAXIMUM_PATH)
    {
      g_free (path);
      path = g_steal_pointer (&chosen);
    }
  escaped = g_dbus_address_escape_value (path);
  return g_strconcat ("unix:path=", escaped, NULL);
}

static char *
get_error_name (const GError *error)
{
  g_autofree char *name = NULL;

  if (error->domain != DOCKET_ERROR)
    return g_dbus_error_encode_gerror (error);
  name = g_strdelimit (g_strdup (docket_error_code_to_string (error->code)), "-", '_');
  return g_strconcat (ERROR_PREFIX, name, NULL);
}

GDBusMessage *
docket_service_encode_error (GDBusMessage *call, const GError *error)
{
  g_autofree char *name = get_error_name (error);
  GDBusMessage *reply = g_dbus_message_new_method_error_literal (call, name, error->message);

  if (error->domain == DOCKET_ERROR)
    {
      const char *field = docket_error_get_field (error);

      g_dbus_message_set_body (reply, g_variant_new ("(ss)", error->message, field != NULL ? field : ""));
    }
  return reply;
}

GError *
docket_service_decode_error (GDBusMessage *reply)
{
  const char *name = g_dbus_message_get_error_name (reply);
  GVariant *body = g_dbus_message_get_body (reply);
  GError *error = NULL;

  if (name != NULL && g_str_has_prefix (name, ERROR_PREFIX) && body != NULL && g_variant_is_of_type (body, G_VARIANT_TYPE ("(ss)")))
    {
      g_autofree char *code = g_strdelimit (g_strdup (name + strlen (ERROR_PREFIX)), "_", '-');
      const char *message;
      const char *field;

      g_variant_get (body, "(&s&s)", &message, &field);
      docket_error_set (&error, docket_error_code_from_string (code), *field != '\0' ? field : NULL, "%s", message);
      return error;
    }
  if (g_dbus_message_to_gerror (reply, &error))
    g_dbus_error_strip_remote_error (error);
  return error;
}
