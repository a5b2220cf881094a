/* docket-cli-later.c: the verbs that are not there yet
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "docket-cli.h"

#include <glib/gi18n.h>

int
docket_cli_later (DocketCli *cli G_GNUC_UNUSED, int argc G_GNUC_UNUSED, char **argv)
{
  return docket_cli_usage (_("“%s” is not there yet in this version of Docket."), argv[0]);
}
