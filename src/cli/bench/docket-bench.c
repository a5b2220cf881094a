/* docket-bench.c: measures one shop
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "docket-bench.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>

#include "docket-bench-shop.h"
#include "docket-lock.h"

/* writes: places orders or makes the views anew, for which it needs a shop of its own. */
typedef struct
{
  const char *name;
  gboolean (*measure) (DocketBench *bench, GError **error);
  gboolean writes;
} Group;

/* In this order: what writes leaves the shop larger than it was, and a batch is slower while somebody seems to work. */
static const Group groups[] = {
  { "disk", docket_bench_disk, FALSE },
  { "open", docket_bench_open, FALSE },
  { "sort", docket_bench_sort, FALSE },
  { "filter", docket_bench_filter, FALSE },
  { "search", docket_bench_search, FALSE },
  { "rebuild", docket_bench_rebuild, TRUE },
  { "bulk", docket_bench_bulk, TRUE },
  { "own-write", docket_bench_own_write, TRUE },
  { "durable", docket_bench_durable, TRUE },
};

gboolean
docket_bench_has_group (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (groups); i++)
    if (g_str_equal (groups[i].name, name))
      return TRUE;
  return FALSE;
}

char *
docket_bench_list_groups (void)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (groups); i++)
    g_string_append_printf (text, "%s%s", i > 0 ? ", " : "", groups[i].name);
  return g_string_free (text, FALSE);
}

static gboolean
is_wanted (const Group *group, const char *const *wanted)
{
  return wanted == NULL || g_strv_contains (wanted, group->name);
}

static gboolean
run_groups (DocketBench *bench, const char *const *wanted, gboolean writes, GError **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (groups); i++)
    {
      if (groups[i].writes != writes || !is_wanted (&groups[i], wanted))
        continue;
      if (g_cancellable_set_error_if_cancelled (bench->cancellable, error) || !groups[i].measure (bench, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
has_groups (const char *const *wanted, gboolean writes)
{
  for (guint i = 0; i < G_N_ELEMENTS (groups); i++)
    if (groups[i].writes == writes && is_wanted (&groups[i], wanted))
      return TRUE;
  return FALSE;
}

/* Before it is opened: what is somebody's shop is not touched. */
static gboolean
read_story (DocketBench *bench, GError **error)
{
  guint n_orders;

  if (!docket_bench_shop_recognize (bench->shop, &n_orders, error))
    return FALSE;
  if (n_orders == 0)
    {
      docket_error_set (error, DOCKET_ERROR_REJECTED, NULL, _("There is no shop in “%s”"), bench->shop);
      return FALSE;
    }
  docket_bench_story_init (&bench->story, n_orders);
  bench->next_order = n_orders;
  return TRUE;
}

/* A shop that somebody else looks at just now can be looked at too. */
static gboolean
open_engine (DocketBench *bench, const char *directory, gboolean writes, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  gboolean is_open;

  bench->engine = docket_engine_new (directory, "bench", "bench");
  is_open = docket_engine_open (bench->engine, DOCKET_ENGINE_NO_SERVICE, &local_error);
  if (!is_open && !writes && g_error_matches (local_error, DOCKET_ERROR, DOCKET_ERROR_BUSY))
    {
      g_clear_error (&local_error);
      is_open = docket_engine_open (bench->engine, DOCKET_ENGINE_READ_ONLY, &local_error);
    }
  if (is_open && docket_engine_get_runner (bench->engine) != NULL)
    docket_projection_runner_wait (docket_engine_get_runner (bench->engine), -1);
  if (!is_open)
    g_propagate_error (error, g_steal_pointer (&local_error));
  return is_open;
}

static void
close_engine (DocketBench *bench)
{
  docket_engine_close (bench->engine);
  g_clear_object (&bench->engine);
}

static gboolean
copy_file (const char *from, const char *to, const char *name, GCancellable *cancellable, GError **error)
{
  g_autofree char *source_path = g_build_filename (from, name, NULL);
  g_autofree char *target_path = g_build_filename (to, name, NULL);
  g_autoptr (GFile) source = g_file_new_for_path (source_path);
  g_autoptr (GFile) target = g_file_new_for_path (target_path);

  return !g_file_test (source_path, G_FILE_TEST_EXISTS) ||
         g_file_copy (source, target, G_FILE_COPY_OVERWRITE, cancellable, NULL, NULL, error);
}

/* Nobody has the files open meanwhile. */
static gboolean
copy_shop (DocketBench *bench, const char *to, GError **error)
{
  static const char *const files[] = { "write.db", "write.db-wal", "read.db", "read.db-wal" };
  g_autoptr (DocketLock) lock = docket_lock_acquire (bench->shop, error);

  if (lock == NULL)
    return FALSE;
  if (g_mkdir_with_parents (to, 0700) != 0)
    {
      g_set_error (error, G_FILE_ERROR, g_file_error_from_errno (errno), _("“%s” cannot be written: %s"), to, g_strerror (errno));
      return FALSE;
    }
  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    if (!copy_file (bench->shop, to, files[i], bench->cancellable, error))
      return FALSE;
  return TRUE;
}

static gboolean
measure_reading (DocketBench *bench, const char *const *wanted, GError **error)
{
  gboolean is_done;

  if (!has_groups (wanted, FALSE))
    return TRUE;
  is_done = open_engine (bench, bench->shop, FALSE, error) && run_groups (bench, wanted, FALSE, error);
  close_engine (bench);
  return is_done;
}

static gboolean
measure_writing (DocketBench *bench, const char *const *wanted, GError **error)
{
  g_autofree char *copy = g_build_filename (bench->directory, "copy", NULL);
  gboolean is_done;

  if (!has_groups (wanted, TRUE))
    return TRUE;
  if (!bench->is_own_shop && !copy_shop (bench, copy, error))
    return FALSE;
  is_done = open_engine (bench, bench->is_own_shop ? bench->shop : copy, TRUE, error) && run_groups (bench, wanted, TRUE, error);
  close_engine (bench);
  return is_done;
}

gboolean
docket_bench_run (DocketBench *bench, const char *const *wanted, GError **error)
{
  return read_story (bench, error) && measure_reading (bench, wanted, error) && measure_writing (bench, wanted, error);
}
