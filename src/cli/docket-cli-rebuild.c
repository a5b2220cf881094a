/* docket-cli-rebuild.c: docket-cli rebuild
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "docket-cli.h"

#include <glib/gi18n.h>

int
docket_cli_rebuild (DocketCli *cli, int argc, char **argv)
{
  gboolean trusts_log = FALSE;
  const GOptionEntry entries[] = {
    { "trust-log", 0, 0, G_OPTION_ARG_NONE, &trusts_log, N_ ("Go on with a log that was cut or is an older one"), NULL },
    G_OPTION_ENTRY_NULL,
  };
  g_autoptr (GError) error = NULL;
  g_autofree char **views = NULL;
  gboolean is_done;

  if (!docket_cli_begin (cli, entries, &argc, &argv, 0, -1))
    return DOCKET_STATUS_USAGE;
  views = docket_cli_get_rest (argc, argv, 1);
  is_done = docket_gateway_rebuild (docket_cli_get_gateway (cli), (const char *const *) views, trusts_log, docket_cli_progress,
                                    _("events"), cli->cancellable, &error);
  docket_cli_end_progress ();
  return is_done ? DOCKET_STATUS_DONE : docket_cli_fail (error);
}
