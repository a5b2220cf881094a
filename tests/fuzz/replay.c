/* replay.c: gives a fuzzing target each file of its corpus, where there is no fuzzer
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "fuzz.h"

#include <stdio.h>

static guint
replay_folder (const char *folder)
{
  g_autoptr (GDir) files = g_dir_open (folder, 0, NULL);
  guint n_files = 0;
  const char *name;

  while (files != NULL && (name = g_dir_read_name (files)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_autofree char *contents = NULL;
      gsize size;

      if (!g_file_get_contents (path, &contents, &size, NULL))
        continue;
      g_test_message ("%s", path);
      LLVMFuzzerTestOneInput ((const uint8_t *) contents, size);
      n_files++;
    }
  return n_files;
}

int
main (int argc, char **argv)
{
  guint n_files = 0;

  if (argc != 2)
    g_error ("Usage: %s CORPUS", argv[0]);
  LLVMFuzzerInitialize (&argc, &argv);
  n_files = replay_folder (argv[1]);
  /* A corpus that is not found tests nothing. */
  g_assert_cmpuint (n_files, >, 0);
  printf ("%u tried, %u survived\n", n_files, n_files);
  return 0;
}
