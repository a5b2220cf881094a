/* docket-cli-verify.c: docket-cli verify
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "docket-cli.h"

#include <glib/gi18n.h>

static int
print_findings (GPtrArray *findings)
{
  for (guint i = 0; i < findings->len; i++)
    {
      DocketFinding *finding = findings->pdata[i];
      g_autofree char *line = g_strdup_printf ("%s: %s", finding->place, finding->message);

      docket_cli_print_line (line);
    }
  if (findings->len == 0)
    {
      docket_cli_say (_("Nothing is damaged."));
      return DOCKET_STATUS_DONE;
    }
  docket_cli_say (ngettext ("docket-cli: %u thing is not as it should be.", "docket-cli: %u things are not as they should be.",
                            findings->len),
                  findings->len);
  return DOCKET_STATUS_STORAGE;
}

int
docket_cli_verify (DocketCli *cli, int argc, char **argv)
{
  gboolean is_quick = FALSE;
  const GOptionEntry entries[] = {
    { "quick", 0, 0, G_OPTION_ARG_NONE, &is_quick, N_ ("Only the log and SQLite’s own checks, without a replay"), NULL },
    G_OPTION_ENTRY_NULL,
  };
  g_autoptr (GPtrArray) findings = NULL;
  g_autoptr (GError) error = NULL;

  if (!docket_cli_begin (cli, entries, &argc, &argv, 0, 0))
    return DOCKET_STATUS_USAGE;
  findings =
    docket_gateway_verify (docket_cli_get_gateway (cli), is_quick, docket_cli_progress, _("steps"), cli->cancellable, &error);
  docket_cli_end_progress ();
  return findings != NULL ? print_findings (findings) : docket_cli_fail (error);
}
