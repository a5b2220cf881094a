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
  g_autoptr (GError) error = NULL;
  g_autofree char **views = NULL;
  gboolean is_done;

  if (!docket_cli_begin (cli, NULL, &argc, &argv, 0, -1))
    return DOCKET_STATUS_USAGE;
  views = docket_cli_get_rest (argc, argv, 1);
  is_done = docket_gateway_rebuild (docket_cli_get_gateway (cli), (const char *const *) views, docket_cli_progress, _("events"),
                                    cli->cancellable, &error);
  docket_cli_end_progress ();
  return is_done ? DOCKET_STATUS_DONE : docket_cli_fail (error);
}
