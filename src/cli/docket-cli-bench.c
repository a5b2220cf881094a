/* docket-cli-bench.c: docket-cli bench
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "docket-cli.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>

#include "docket-bench-shop.h"
#include "docket-bench.h"

#define DEFAULT_ORDERS 10000
#define FEWEST_ORDERS 10
#define MOST_ORDERS 10000000

static void
remove_directory (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      if (g_file_test (child, G_FILE_TEST_IS_DIR))
        remove_directory (child);
      else
        g_unlink (child);
    }
  g_rmdir (path);
}

/* Beside the data directory, which is on the disk that counts, and never in it. */
static char *
make_directory (DocketCli *cli, GError **error)
{
  const char *shop = docket_engine_get_directory (docket_cli_get_engine (cli));
  g_autofree char *parent = g_path_get_dirname (shop);
  g_autofree char *path = g_build_filename (parent, "docket-bench-XXXXXX", NULL);

  g_mkdir_with_parents (parent, 0700);
  if (g_mkdtemp_full (path, 0700) != NULL)
    return g_steal_pointer (&path);
  g_set_error (error, G_FILE_ERROR, g_file_error_from_errno (errno), _("“%s” cannot be written: %s"), path, g_strerror (errno));
  return NULL;
}

static gboolean
make_shop (DocketCli *cli, const char *directory, guint n_orders, GError **error)
{
  g_autoptr (DocketEngine) engine = docket_engine_new (directory, "bench", "bench");
  gint64 start = g_get_monotonic_time ();
  DocketBenchStory story;
  gboolean is_made;
  guint n_begun;

  /* Before it is opened: what is somebody's shop is not touched. */
  if (!docket_bench_shop_recognize (directory, &n_begun, error))
    return FALSE;
  docket_bench_story_init (&story, n_orders);
  is_made = docket_engine_open (engine, DOCKET_ENGINE_NO_SERVICE, error) &&
            docket_bench_shop_make (engine, &story, docket_cli_progress, _("orders"), cli->cancellable, error);
  docket_engine_close (engine);
  docket_cli_end_progress ();
  if (is_made)
    docket_cli_say (_("A shop of %u orders was made in %.0f seconds."), n_orders,
                    (double) (g_get_monotonic_time () - start) / G_USEC_PER_SEC);
  return is_made;
}

static gboolean
measure_shop (DocketBench *bench, const char *shop, const char *const *groups, GError **error)
{
  g_autofree char *path = g_canonicalize_filename (shop, NULL);
  gboolean is_done;

  bench->shop = path;
  is_done = docket_bench_run (bench, groups, error);
  bench->shop = NULL;
  return is_done;
}

static gboolean
measure_shops (DocketBench *bench, const char *const *shops, const char *const *groups, GError **error)
{
  for (guint i = 0; shops[i] != NULL; i++)
    if (!measure_shop (bench, shops[i], groups, error))
      return FALSE;
  docket_bench_results_add_growth (bench->results);
  return TRUE;
}

static gboolean
measure_own_shop (DocketCli *cli, DocketBench *bench, guint n_orders, const char *const *groups, GError **error)
{
  g_autofree char *shop = g_build_filename (bench->directory, "shop", NULL);

  bench->is_own_shop = TRUE;
  return make_shop (cli, shop, n_orders, error) && measure_shop (bench, shop, groups, error);
}

static gboolean
measure (DocketCli *cli, const char *const *shops, guint n_orders, const char *const *groups, GError **error)
{
  g_autoptr (DocketBenchResults) results = docket_bench_results_new ();
  g_autofree char *directory = make_directory (cli, error);
  DocketBench bench = { .directory = directory, .cancellable = cli->cancellable, .results = results };
  gboolean is_done;

  if (directory == NULL)
    return FALSE;
  if (shops != NULL)
    is_done = measure_shops (&bench, shops, groups, error);
  else
    is_done = measure_own_shop (cli, &bench, n_orders, groups, error);
  remove_directory (directory);
  if (is_done)
    {
      g_autofree char *json = docket_bench_results_to_json (results);

      docket_cli_print_line (json);
    }
  return is_done;
}

static int
check_groups (char **groups)
{
  for (guint i = 0; groups != NULL && groups[i] != NULL; i++)
    if (!docket_bench_has_group (groups[i]))
      {
        g_autofree char *known = docket_bench_list_groups ();

        return docket_cli_usage (_("There is no figure “%s”: there are %s"), groups[i], known);
      }
  return DOCKET_STATUS_DONE;
}

int
docket_cli_bench (DocketCli *cli, int argc, char **argv)
{
  gint64 n_orders = DEFAULT_ORDERS;
  g_autofree char *made = NULL;
  g_auto (GStrv) shops = NULL;
  g_auto (GStrv) groups = NULL;
  const GOptionEntry entries[] = {
    { "orders", 0, 0, G_OPTION_ARG_INT64, &n_orders, N_ ("How many orders the shop has"), "N" },
    { "figure", 0, 0, G_OPTION_ARG_STRING_ARRAY, &groups, N_ ("Measure this one only; may come again"), N_ ("NAME") },
    { "make", 0, 0, G_OPTION_ARG_FILENAME, &made, N_ ("Make a shop to be measured later, or go on making it"), N_ ("DIR") },
    { "shop", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &shops, N_ ("Measure a shop that was made before; may come again"), N_ ("DIR") },
    G_OPTION_ENTRY_NULL,
  };
  g_autoptr (GError) error = NULL;
  gboolean is_done;

  if (!docket_cli_begin (cli, entries, &argc, &argv, 0, 0) || check_groups (groups) != DOCKET_STATUS_DONE)
    return DOCKET_STATUS_USAGE;
  if (n_orders < FEWEST_ORDERS || n_orders > MOST_ORDERS)
    return docket_cli_usage (_("--orders goes from %d to %d"), FEWEST_ORDERS, MOST_ORDERS);
  if (made != NULL)
    is_done = make_shop (cli, made, (guint) n_orders, &error);
  else
    is_done = measure (cli, (const char *const *) shops, (guint) n_orders, (const char *const *) groups, &error);
  return is_done ? DOCKET_STATUS_DONE : docket_cli_fail (error);
}
