/* docket-bench-lists.c: opening, sorting and filtering the list of orders
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "docket-bench-list.h"

#include "docket-bench-samples.h"

#define N_ROUNDS 3
#define N_OPENINGS 50

#define FIRST_GOAL 50
#define COMPLETE_GOAL 300

static const char *const orders[] = {
  "sort=placed-at",       "sort=number",  "sort=-number", "sort=customer",        "sort=-customer",
  "sort=items",           "sort=-items",  "sort=total",   "sort=-total",          "sort=balance",
  "sort=-balance",        "sort=status",  "sort=-status", "sort=payment-status",  "sort=-payment-status",
  "sort=fulfilment-status", "sort=-fulfilment-status",    "sort=day",             "sort=-day",
};

static const char *const filters[] = {
  "status=open",
  "status=closed",
  "status=cancelled",
  "status=draft",
  "payment=unpaid",
  "payment=paid",
  "payment=owed",
  "payment=refunded",
  "fulfilment=unfulfilled",
  "fulfilment=shipped",
  "fulfilment=partly-shipped",
  "fulfilment=to-ship",
  "on-hold=true",
  "from=2023-05-17&to=2023-05-17",
  "from=2022-02-01&to=2022-02-28",
  "from=2021-01-01&to=2021-12-31",
  "from=2025-12-01",
  "to=2020-01-31",
  "status=open&payment=owed",
  "fulfilment=to-ship&sort=-total",
  "payment=owed&sort=customer",
  "status=cancelled&sort=total",
  "from=2022-02-01&to=2022-02-28&sort=-total",
  "payment=paid&sort=customer",
};

/* What is asked one after the other of a list, and how long it took. */
typedef struct
{
  const char *const *queries;
  guint n_queries;
  DocketBenchSamples *first;
  DocketBenchSamples *complete;
} Questions;

static const char *
get_label (const char *query)
{
  return *query != '\0' ? query : "all of them, newest first";
}

static gboolean
ask (DocketBenchList *list, const char *query, Questions *questions, GError **error)
{
  gint64 microseconds;

  if (!docket_bench_list_ask (list, query, &microseconds, error))
    return FALSE;
  docket_bench_samples_add (questions->first, get_label (query), microseconds);
  if (!docket_bench_list_complete (list, &microseconds, error))
    return FALSE;
  docket_bench_samples_add (questions->complete, get_label (query), microseconds);
  return TRUE;
}

static gboolean
ask_all (DocketBench *bench, gpointer data, GError **error)
{
  g_autoptr (DocketBenchList) list = docket_bench_list_new (bench);
  Questions *questions = data;

  for (guint round = 0; round < N_ROUNDS; round++)
    for (guint i = 0; i < questions->n_queries; i++)
      if (!ask (list, questions->queries[i], questions, error))
        return FALSE;
  return TRUE;
}

static gboolean
open_often (DocketBench *bench, gpointer data, GError **error)
{
  for (guint i = 0; i < N_OPENINGS; i++)
    {
      g_autoptr (DocketBenchList) list = docket_bench_list_new (bench);

      if (!ask (list, "", data, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
measure (DocketBench *bench, DocketBenchFunc function, const char *figure, const char *const *queries, guint n_queries, GError **error)
{
  g_autoptr (DocketBenchSamples) first = docket_bench_samples_new ();
  g_autoptr (DocketBenchSamples) complete = docket_bench_samples_new ();
  g_autofree char *complete_figure = g_strconcat (figure, "-complete", NULL);
  Questions questions = { queries, n_queries, first, complete };

  if (!docket_bench_run_in_main (bench, function, &questions, error))
    return FALSE;
  docket_bench_results_add_absolute (bench->results, figure, "ms, p99", bench->story.n_orders,
                                     docket_bench_samples_get_percentile (first, 99), FIRST_GOAL, DOCKET_BENCH_FLAT);
  docket_bench_samples_tell_slowest (first);
  docket_bench_results_add_absolute (bench->results, complete_figure, "ms, p99", bench->story.n_orders,
                                     docket_bench_samples_get_percentile (complete, 99), COMPLETE_GOAL, DOCKET_BENCH_SORTED);
  docket_bench_samples_tell_slowest (complete);
  return TRUE;
}

gboolean
docket_bench_open (DocketBench *bench, GError **error)
{
  return measure (bench, open_often, "open", NULL, 0, error);
}

gboolean
docket_bench_sort (DocketBench *bench, GError **error)
{
  return measure (bench, ask_all, "sort", orders, G_N_ELEMENTS (orders), error);
}

gboolean
docket_bench_filter (DocketBench *bench, GError **error)
{
  return measure (bench, ask_all, "filter", filters, G_N_ELEMENTS (filters), error);
}
