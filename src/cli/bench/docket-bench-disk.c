/* docket-bench-disk.c: how large an order is
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "docket-bench.h"

#define GOAL 8192

/* What is in use of the file, the write-ahead log included. */
static gboolean
measure_file (const char *path, gint64 *bytes, GError **error)
{
  g_autoptr (DocketDatabase) database = docket_database_open (path, DOCKET_DATABASE_READER, error);
  gint64 size, n_pages, n_free;

  if (database == NULL || !docket_database_get_integer (database, 0, &size, error, "PRAGMA page_size", NULL) ||
      !docket_database_get_integer (database, 0, &n_pages, error, "PRAGMA page_count", NULL) ||
      !docket_database_get_integer (database, 0, &n_free, error, "PRAGMA freelist_count", NULL))
    return FALSE;
  *bytes = size * (n_pages - n_free);
  return TRUE;
}

gboolean
docket_bench_disk (DocketBench *bench, GError **error)
{
  const char *const files[] = { docket_engine_get_write_path (bench->engine), docket_engine_get_read_path (bench->engine) };
  const char *const figures[] = { "disk-log", "disk-views" };
  gint64 sum = 0;

  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    {
      gint64 bytes;

      if (!measure_file (files[i], &bytes, error))
        return FALSE;
      docket_bench_results_add_absolute (bench->results, figures[i], "bytes/order", bench->story.n_orders,
                                         (double) bytes / bench->story.n_orders, 0, DOCKET_BENCH_FLAT);
      sum += bytes;
    }
  docket_bench_results_add_absolute (bench->results, "disk", "bytes/order", bench->story.n_orders, (double) sum / bench->story.n_orders,
                                     GOAL, DOCKET_BENCH_FLAT);
  return TRUE;
}
