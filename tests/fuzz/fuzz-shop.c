/* fuzz-shop.c: a small shop that fuzzing targets ask and command
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
/* memfd_create */
#define _GNU_SOURCE
#include "fuzz-shop.h"

#include <glib/gstdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

#include "docket-sample.h"

#define N_ORDERS 30
#define SEED 7

static DocketEngine *shop;

static void
close_shop (void)
{
  static const char *const names[] = { "write.db", "write.db-wal", "write.db-shm", "read.db", "read.db-wal", "read.db-shm", "lock" };
  g_autofree char *directory = g_strdup (docket_engine_get_directory (shop));

  docket_engine_close (shop);
  g_clear_object (&shop);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = g_build_filename (directory, names[i], NULL);

      g_unlink (path);
    }
  g_rmdir (directory);
}

DocketEngine *
fuzz_shop_open (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *directory = g_dir_make_tmp ("docket-fuzz-XXXXXX", &error);

  g_assert_no_error (error);
  shop = docket_engine_new (directory, "Ada", "counter");
  docket_engine_open (shop, DOCKET_ENGINE_NO_SERVICE, &error);
  g_assert_no_error (error);
  docket_sample_fill (shop, N_ORDERS, SEED, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  docket_projection_runner_wait (docket_engine_get_runner (shop), -1);
  atexit (close_shop);
  return shop;
}

const char *
fuzz_shop_make_file (const void *data, gsize size)
{
  static int descriptor = -1;
  static char path[64];

  if (descriptor < 0)
    {
      descriptor = memfd_create ("input", MFD_CLOEXEC);
      g_assert_cmpint (descriptor, >=, 0);
      g_snprintf (path, sizeof path, "/proc/self/fd/%d", descriptor);
    }
  g_assert_no_errno (ftruncate (descriptor, 0));
  g_assert_cmpint (pwrite (descriptor, data, size, 0), ==, (gssize) size);
  return path;
}
