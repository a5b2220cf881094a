/* docket-bench-search.c: searching while somebody types
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "docket-bench-list.h"

#include <string.h>

#include "docket-bench-people.h"
#include "docket-bench-samples.h"

#define N_PREFIXES 200
#define LONGEST 8
#define N_ROUNDS 3

/* How long a person lets a search run until the next key. */
#define KEY_MILLISECONDS 5

#define TYPICAL_GOAL 4
#define GOAL 16
#define SORTED_GOAL 1000

/* Searches of one order, all with the same samples. */
typedef struct
{
  GPtrArray *prefixes;
  DocketBenchSamples *samples;
} Typing;

/* What a person may look for of an order: of a customer who buys often, or of one who bought once. */
static char *
make_word (DocketBench *bench, guint kind, guint number)
{
  guint customer = docket_bench_throw (number, 1000, number % 2 == 0 ? 20 : bench->story.n_customers);
  g_autofree char *name = docket_bench_get_name (customer);
  const char *space = strchr (name, ' ');

  switch (kind)
    {
    case 0:
      return g_strdup (name);
    case 1:
      return g_strdup (space != NULL ? space + 1 : name);
    case 2:
      return g_strdup_printf ("%u", 1001 + docket_bench_throw (number, 1001, bench->story.n_orders));
    case 3:
      return docket_bench_get_sku (docket_bench_throw (number, 1002, DOCKET_BENCH_N_PRODUCTS));
    case 4:
      return docket_bench_get_email (customer);
    default:
      return docket_bench_get_phone (customer);
    }
}

/* The first characters of it, as many as were typed by then. NULL where nothing was, or a blank at the end. */
static char *
cut (const char *word, guint length)
{
  g_autofree char *prefix = NULL;

  if (word == NULL || (guint) g_utf8_strlen (word, -1) < length)
    return NULL;
  prefix = g_utf8_substring (word, 0, length);
  return g_str_has_suffix (prefix, " ") ? NULL : g_steal_pointer (&prefix);
}

static GPtrArray *
make_prefixes (DocketBench *bench)
{
  GPtrArray *prefixes = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GHashTable) known = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; prefixes->len < N_PREFIXES; i++)
    {
      g_autofree char *word = make_word (bench, i % 6, i);
      char *prefix = cut (word, 1 + i / 6 % LONGEST);

      if (prefix == NULL || g_hash_table_contains (known, prefix))
        {
          g_free (prefix);
          continue;
        }
      g_hash_table_add (known, prefix);
      g_ptr_array_add (prefixes, prefix);
    }
  return prefixes;
}

static gboolean
search (DocketBenchList *list, const char *prefix, const char *sort, DocketBenchSamples *samples, GError **error)
{
  g_autofree char *query = g_strdup_printf ("search=%s&sort=%s", prefix, sort);
  gint64 microseconds;

  if (!docket_bench_list_ask (list, query, &microseconds, error))
    return FALSE;
  docket_bench_samples_add (samples, query, microseconds);
  return TRUE;
}

static gboolean
type_newest_first (DocketBench *bench, gpointer data, GError **error)
{
  g_autoptr (DocketBenchList) list = docket_bench_list_new (bench);
  Typing *typing = data;

  for (guint i = 0; i < N_ROUNDS * typing->prefixes->len; i++)
    if (!search (list, typing->prefixes->pdata[i * 7 % typing->prefixes->len], "-placed-at", typing->samples, error))
      return FALSE;
  return TRUE;
}

static gboolean
type_sorted (DocketBench *bench, gpointer data, GError **error)
{
  static const char *const sorts[] = { "customer", "-total", "number", "items" };
  g_autoptr (DocketBenchList) list = docket_bench_list_new (bench);
  Typing *typing = data;

  for (guint i = 0; i < typing->prefixes->len; i++)
    if (!search (list, typing->prefixes->pdata[i], sorts[i % G_N_ELEMENTS (sorts)], typing->samples, error))
      return FALSE;
  return TRUE;
}

/* A search that has much to sort is under way when the next one is typed: only that one counts. */
static gboolean
type_over (DocketBench *bench, gpointer data, GError **error)
{
  g_autoptr (DocketBenchList) list = docket_bench_list_new (bench);
  static const char letters[] = { '1', 'a', 'e', 's', 'l', 't', 'h', 'm' };
  Typing *typing = data;

  for (guint i = 0; i < typing->prefixes->len; i++)
    {
      g_autofree char *given_up = g_strdup_printf ("search=%c&sort=-total", letters[i % G_N_ELEMENTS (letters)]);

      if (!docket_bench_list_begin (list, given_up, error))
        return FALSE;
      docket_bench_pause (KEY_MILLISECONDS);
      if (!search (list, typing->prefixes->pdata[i], "-placed-at", typing->samples, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
measure (DocketBench *bench, DocketBenchFunc function, GPtrArray *prefixes, const char *figure, double typical_goal, double goal,
         GError **error)
{
  g_autoptr (DocketBenchSamples) samples = docket_bench_samples_new ();
  g_autofree char *typical_figure = g_strconcat (figure, "-typical", NULL);
  Typing typing = { prefixes, samples };

  if (!docket_bench_run_in_main (bench, function, &typing, error))
    return FALSE;
  docket_bench_results_add_absolute (bench->results, typical_figure, "ms, p50", bench->story.n_orders,
                                     docket_bench_samples_get_percentile (samples, 50), typical_goal, DOCKET_BENCH_FLAT);
  docket_bench_results_add_absolute (bench->results, figure, "ms, p99", bench->story.n_orders,
                                     docket_bench_samples_get_percentile (samples, 99), goal, DOCKET_BENCH_FLAT);
  docket_bench_samples_tell_slowest (samples);
  return TRUE;
}

gboolean
docket_bench_search (DocketBench *bench, GError **error)
{
  g_autoptr (GPtrArray) prefixes = make_prefixes (bench);

  return measure (bench, type_newest_first, prefixes, "search", TYPICAL_GOAL, GOAL, error) &&
         measure (bench, type_sorted, prefixes, "search-sorted", 0, SORTED_GOAL, error) &&
         measure (bench, type_over, prefixes, "search-next-key", 0, GOAL, error);
}
