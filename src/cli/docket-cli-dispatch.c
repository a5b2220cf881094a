/* docket-cli-dispatch.c: docket-cli dispatch, docket-cli undo
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "docket-cli.h"

#include <glib/gi18n.h>
#include <json-glib/json-glib.h>
#include <stdio.h>
#include <unistd.h>

static char *
read_all_input (GError **error)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  guint8 buffer[16384];
  size_t n;

  while ((n = fread (buffer, 1, sizeof buffer, stdin)) > 0)
    g_byte_array_append (bytes, buffer, (guint) n);
  if (ferror (stdin))
    {
      g_set_error_literal (error, G_FILE_ERROR, G_FILE_ERROR_IO, _("Standard input cannot be read"));
      return NULL;
    }
  g_byte_array_append (bytes, (const guint8 *) "", 1);
  return (char *) g_byte_array_free (g_steal_pointer (&bytes), FALSE);
}

/* A result line already says it all to a program; this says it to a person. */
static void
explain (const char *result)
{
  g_autoptr (JsonNode) root = json_from_string (result, NULL);
  JsonObject *object = root != NULL && JSON_NODE_HOLDS_OBJECT (root) ? json_node_get_object (root) : NULL;
  JsonObject *reason;

  if (object == NULL || !json_object_has_member (object, "error"))
    return;
  reason = json_object_get_object_member (object, "error");
  docket_cli_complain (json_object_get_string_member_with_default (reason, "field", NULL),
                       json_object_get_string_member (reason, "message"));
}

static int
print_result (const char *result, DocketStatus status, const GError *error)
{
  if (result == NULL)
    return docket_cli_fail (error);
  docket_cli_print_line (result);
  if (status != DOCKET_STATUS_DONE)
    explain (result);
  return (int) status;
}

/* The id may stand in the JSON as well, but then it must be the same. */
static gboolean
is_same_id (DocketCli *cli, const char *name, const char *json, const DocketUuid *id)
{
  DocketCommandBus *bus = docket_engine_get_command_bus (docket_cli_get_engine (cli));
  g_autoptr (DocketCommand) command = docket_command_bus_parse (bus, name, json, -1, NULL);

  return command == NULL || docket_uuid_is_null (docket_command_get_id (command)) ||
         docket_uuid_equal (docket_command_get_id (command), id);
}

static int
dispatch_one (DocketCli *cli, const char *name, const char *argument, const char *id_text, gboolean is_dry_run)
{
  DocketCommandBus *bus = docket_engine_get_command_bus (docket_cli_get_engine (cli));
  g_autoptr (GPtrArray) names = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *input = NULL;
  g_autofree char *result = NULL;
  DocketStatus status;
  DocketUuid id;

  if (docket_command_bus_find_type (bus, name) == G_TYPE_INVALID)
    {
      names = docket_command_bus_list (bus);
      return docket_cli_unknown (_("There is no command “%s”."), name, names);
    }
  if (id_text != NULL && !docket_uuid_parse (id_text, &id))
    return docket_cli_usage (_("“%s” is not a UUID"), id_text);
  input = g_str_equal (argument, "-") ? read_all_input (&error) : g_strdup (argument);
  if (input == NULL)
    return docket_cli_fail (error);
  if (!g_utf8_validate (input, -1, NULL))
    return docket_cli_usage (_("The JSON is not UTF-8"));
  if (id_text != NULL && !is_same_id (cli, name, input, &id))
    return docket_cli_usage (_("--id and the JSON name two different ids"));
  result = docket_gateway_dispatch (docket_cli_get_gateway (cli), name, input, id_text != NULL ? &id : NULL, is_dry_run, &status,
                                    &error);
  return print_result (result, status, error);
}

int
docket_cli_dispatch (DocketCli *cli, int argc, char **argv)
{
  gboolean is_dry_run = FALSE;
  g_autofree char *id = NULL;
  g_autofree char *batch = NULL;
  const GOptionEntry entries[] = {
    { "dry-run", 0, 0, G_OPTION_ARG_NONE, &is_dry_run, N_ ("Say what would happen, and keep nothing"), NULL },
    { "id", 0, 0, G_OPTION_ARG_FILENAME, &id, N_ ("The command’s id"), N_ ("UUID") },
    { "batch", 0, 0, G_OPTION_ARG_FILENAME, &batch, N_ ("Run the JSON Lines of a file"), N_ ("FILE|-") },
    G_OPTION_ENTRY_NULL,
  };

  if (!docket_cli_begin (cli, entries, &argc, &argv, 0, 2))
    return DOCKET_STATUS_USAGE;
  if (batch != NULL && (argc > 1 || id != NULL))
    return docket_cli_usage (_("With --batch the lines say the commands and their ids"));
  if (batch != NULL)
    return docket_cli_batch (cli, batch, is_dry_run);
  if (argc != 3)
    return docket_cli_usage (_("Usage: docket-cli %s %s"), "dispatch", "NAME JSON|-");
  return dispatch_one (cli, argv[1], argv[2], id, is_dry_run);
}

int
docket_cli_undo (DocketCli *cli, int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *result = NULL;
  DocketStatus status;
  DocketUuid id;

  if (!docket_cli_begin (cli, NULL, &argc, &argv, 0, 1))
    return DOCKET_STATUS_USAGE;
  if (argc > 1 && !docket_uuid_parse (argv[1], &id))
    return docket_cli_usage (_("“%s” is not a UUID"), argv[1]);
  result = docket_gateway_undo (docket_cli_get_gateway (cli), argc > 1 ? &id : NULL, &status, &error);
  return print_result (result, status, error);
}
