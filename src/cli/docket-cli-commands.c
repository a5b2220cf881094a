/* docket-cli-commands.c: docket-cli commands, docket-cli queries
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "docket-cli.h"

#include <glib/gi18n.h>

static int
print_names (GPtrArray *names)
{
  for (guint i = 0; i < names->len; i++)
    docket_cli_print_line (names->pdata[i]);
  return DOCKET_STATUS_DONE;
}

static int
print_schema (GType type)
{
  g_autoptr (GTypeClass) klass = g_type_class_ref (type);
  g_autoptr (JsonNode) schema = docket_record_class_schema ((DocketRecordClass *) klass);
  g_autofree char *text = json_to_string (schema, TRUE);

  docket_cli_print_line (text);
  return DOCKET_STATUS_DONE;
}

int
docket_cli_commands (DocketCli *cli, int argc, char **argv)
{
  DocketCommandBus *bus;
  g_autoptr (GPtrArray) names = NULL;
  GType type;

  if (!docket_cli_begin (cli, NULL, &argc, &argv, 0, 1))
    return DOCKET_STATUS_USAGE;
  bus = docket_engine_get_command_bus (docket_cli_get_engine (cli));
  names = docket_command_bus_list (bus);
  if (argc == 1)
    return print_names (names);
  type = docket_command_bus_find_type (bus, argv[1]);
  return type != G_TYPE_INVALID ? print_schema (type) : docket_cli_unknown (_("There is no command “%s”."), argv[1], names);
}

int
docket_cli_queries (DocketCli *cli, int argc, char **argv)
{
  DocketQueryBus *bus;
  g_autoptr (GPtrArray) names = NULL;
  GType type;

  if (!docket_cli_begin (cli, NULL, &argc, &argv, 0, 1))
    return DOCKET_STATUS_USAGE;
  bus = docket_engine_get_query_bus (docket_cli_get_engine (cli));
  names = docket_query_bus_list (bus);
  if (argc == 1)
    return print_names (names);
  type = docket_query_bus_find_type (bus, argv[1]);
  return type != G_TYPE_INVALID ? print_schema (type) : docket_cli_unknown (_("There is no query “%s”."), argv[1], names);
}
