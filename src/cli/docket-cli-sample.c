/* docket-cli-sample.c: docket-cli sample
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "docket-cli.h"

#include <glib/gi18n.h>

#include "docket-sample.h"

#define MAXIMUM_ORDERS 10000000

int
docket_cli_sample (DocketCli *cli, int argc, char **argv)
{
  gint64 n_orders = DOCKET_SAMPLE_DEFAULT_ORDERS;
  gint64 seed = DOCKET_SAMPLE_DEFAULT_SEED;
  const GOptionEntry entries[] = {
    { "orders", 0, 0, G_OPTION_ARG_INT64, &n_orders, N_ ("How many orders"), "N" },
    { "seed", 0, 0, G_OPTION_ARG_INT64, &seed, N_ ("The same seed gives the same shop"), "S" },
    G_OPTION_ENTRY_NULL,
  };
  DocketEngine *engine = NULL;
  g_autoptr (GError) error = NULL;
  gboolean is_filled;

  if (!docket_cli_begin (cli, entries, &argc, &argv, 0, 0))
    return DOCKET_STATUS_USAGE;
  if (n_orders < 0 || n_orders > MAXIMUM_ORDERS || seed < 0 || seed > G_MAXUINT32)
    return docket_cli_usage (_("--orders goes from 0 to %d, --seed from 0 to %u"), MAXIMUM_ORDERS, G_MAXUINT32);
  engine = docket_cli_get_engine (cli);
  if (!docket_engine_open (engine, DOCKET_ENGINE_NORMAL, &error))
    return docket_cli_fail (error);
  is_filled =
    docket_sample_fill (engine, (guint) n_orders, (guint32) seed, docket_cli_progress, _("orders"), cli->cancellable, &error);
  docket_cli_end_progress ();
  return is_filled ? DOCKET_STATUS_DONE : docket_cli_fail (error);
}
