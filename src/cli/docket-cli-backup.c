/* docket-cli-backup.c: docket-cli backup and restore
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "docket-cli.h"

#include <glib/gi18n.h>
#include <inttypes.h>

#include "docket-backups.h"
#include "docket-restore.h"

static void
progress_cb (const char *step G_GNUC_UNUSED, gint64 done, gint64 total, gpointer data G_GNUC_UNUSED)
{
  docket_cli_progress (done, total, _("steps"));
}

int
docket_cli_backup (DocketCli *cli, int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = NULL;
  DocketEngine *engine;
  DocketBackupStamp stamp;
  gboolean is_written;

  if (!docket_cli_begin (cli, NULL, &argc, &argv, 1, 1))
    return DOCKET_STATUS_USAGE;
  engine = docket_cli_get_engine (cli);
  path = g_canonicalize_filename (argv[1], NULL);
  if (docket_engine_owns_file (engine, path))
    return docket_cli_refuse_own_file (path);
  is_written = docket_cli_hold_if_free (cli, &error) &&
               docket_backups_write (engine, path, progress_cb, NULL, &stamp, cli->cancellable, &error);
  docket_engine_close (engine);
  docket_cli_end_progress ();
  if (!is_written)
    return docket_cli_fail (error);
  docket_cli_say (ngettext ("Wrote %s: %" PRId64 " event, checked.", "Wrote %s: %" PRId64 " events, checked.",
                            (gulong) stamp.position),
                  path, stamp.position);
  return DOCKET_STATUS_DONE;
}

int
docket_cli_restore (DocketCli *cli, int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = NULL;
  g_autofree char *kept = NULL;
  gint64 n_events = 0;
  gboolean is_restored;

  if (!docket_cli_begin (cli, NULL, &argc, &argv, 1, 1))
    return DOCKET_STATUS_USAGE;
  path = g_canonicalize_filename (argv[1], NULL);
  is_restored =
    docket_restore (docket_cli_get_engine (cli), path, progress_cb, NULL, &n_events, &kept, cli->cancellable, &error);
  docket_cli_end_progress ();
  if (!is_restored)
    return docket_cli_fail (error);
  docket_cli_say (ngettext ("Restored %s: %" PRId64 " event.", "Restored %s: %" PRId64 " events.", (gulong) n_events),
                  path, n_events);
  if (kept != NULL)
    docket_cli_say (_("What was there before is kept in %s."), kept);
  return DOCKET_STATUS_DONE;
}
