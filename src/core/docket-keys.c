/* docket-keys.c: keys of view rows, in order
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "docket-keys.h"

/**
 * docket_key_compare:
 * @a: (type gpointer): points to a key, or to a struct that begins with one
 * @b: (type gpointer): points to another
 *
 * For `qsort()`, `bsearch()` and the like.
 *
 * Returns: less than, equal to or greater than 0
 */
int
docket_key_compare (gconstpointer a, gconstpointer b)
{
  gint64 key_a = *(const gint64 *) a;
  gint64 key_b = *(const gint64 *) b;

  return (key_a > key_b) - (key_a < key_b);
}

/**
 * docket_keys_sort_unique:
 * @keys: (element-type gint64): keys in any order
 *
 * Sorts them and drops those that are there twice.
 */
void
docket_keys_sort_unique (GArray *keys)
{
  guint n = 0;

  g_array_sort (keys, docket_key_compare);
  for (guint i = 0; i < keys->len; i++)
    if (n == 0 || g_array_index (keys, gint64, n - 1) != g_array_index (keys, gint64, i))
      g_array_index (keys, gint64, n++) = g_array_index (keys, gint64, i);
  g_array_set_size (keys, n);
}
