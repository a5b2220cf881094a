/* test-row-keys.c: the keys of a list, spliced at random, beside a plain array
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "docket-row-keys.h"

#define N_KEYS 300
#define N_SPLICES 400

static void
assert_same (DocketRowKeys *keys, GArray *expected, gint64 next_key)
{
  guint n = 0;
  guint position;

  g_assert_cmpuint (docket_row_keys_get_n (keys), ==, expected->len);
  for (guint i = 0; i < expected->len; i += n)
    {
      const gint64 *run = docket_row_keys_peek (keys, i, &n);

      g_assert_cmpuint (n, >, 0);
      g_assert_cmpuint (i + n, <=, expected->len);
      g_assert_cmpmem (run, n * sizeof (gint64), &g_array_index (expected, gint64, i), n * sizeof (gint64));
    }
  for (guint i = 0; i < expected->len; i++)
    {
      g_assert_cmpint (docket_row_keys_get (keys, i), ==, g_array_index (expected, gint64, i));
      g_assert_true (docket_row_keys_may_hold (keys, g_array_index (expected, gint64, i)));
    }
  g_assert_false (docket_row_keys_may_hold (keys, next_key));
  g_assert_false (docket_row_keys_find (keys, next_key, &position));
}

static void
test_splices (void)
{
  g_autoptr (GRand) dice = g_rand_new_with_seed (7);
  g_autoptr (GArray) expected = g_array_new (FALSE, FALSE, sizeof (gint64));
  GArray *given = g_array_new (FALSE, FALSE, sizeof (gint64));
  gint64 next_key = -150;
  DocketRowKeys *keys;

  for (; given->len < N_KEYS; next_key++)
    g_array_append_val (given, next_key);
  g_array_append_vals (expected, given->data, given->len);
  keys = docket_row_keys_new (given, 0);
  assert_same (keys, expected, next_key);
  for (guint i = 0; i < N_SPLICES; i++)
    {
      guint position = (guint) g_rand_int_range (dice, 0, (gint32) expected->len + 1);
      guint n_removed = (guint) g_rand_int_range (dice, 0, (gint32) MIN (expected->len - position, 4) + 1);
      guint n_added = (guint) g_rand_int_range (dice, 0, 5);
      gint64 added[5];

      for (guint j = 0; j < n_added; j++)
        added[j] = next_key++;
      docket_row_keys_splice (keys, position, n_removed, added, n_added);
      g_array_remove_range (expected, position, n_removed);
      g_array_insert_vals (expected, position, added, n_added);
      assert_same (keys, expected, next_key);
    }
  docket_row_keys_unref (keys);
}

static void
test_empty (void)
{
  DocketRowKeys *keys = docket_row_keys_new (g_array_new (FALSE, FALSE, sizeof (gint64)), 0);
  const gint64 first = -3;

  g_assert_false (docket_row_keys_may_hold (keys, -3));
  docket_row_keys_splice (keys, 0, 0, &first, 1);
  g_assert_true (docket_row_keys_may_hold (keys, -3));
  g_assert_false (docket_row_keys_may_hold (keys, -2));
  docket_row_keys_unref (keys);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/row-keys/splices", test_splices);
  g_test_add_func ("/row-keys/empty", test_empty);
  return g_test_run ();
}
