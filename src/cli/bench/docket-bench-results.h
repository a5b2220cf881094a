/* docket-bench-results.h: the figures as JSON
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * DocketBenchGrowth:
 * @DOCKET_BENCH_FASTER: more is better: orders in a second
 * @DOCKET_BENCH_FLAT: less is better, and no more with a larger shop
 * @DOCKET_BENCH_SORTED: less is better, and as n log n with a larger shop: all rows are put into an order
 *
 * How a figure may change with the number of orders.
 */
typedef enum
{
  DOCKET_BENCH_FASTER,
  DOCKET_BENCH_FLAT,
  DOCKET_BENCH_SORTED,
} DocketBenchGrowth;

typedef struct _DocketBenchResults DocketBenchResults;

DocketBenchResults *docket_bench_results_new (void);
void docket_bench_results_free (DocketBenchResults *self);

/* Beside its limit, in the same unit, of which more is better: the ratio is how much of the limit is reached, 1 all of it. goal: of
 * the ratio; 0 for none. */
void docket_bench_results_add (DocketBenchResults *self, const char *figure, const char *unit, guint size, double measured, double limit,
                               double goal);

/* Where nothing in the same run is its limit. goal: in its unit; 0 for none. */
void docket_bench_results_add_absolute (DocketBenchResults *self, const char *figure, const char *unit, guint size, double measured,
                                        double goal, DocketBenchGrowth growth);

/* For each figure of several sizes how many times slower it is in the largest shop than in the smallest. */
void docket_bench_results_add_growth (DocketBenchResults *self);

char *docket_bench_results_to_json (DocketBenchResults *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DocketBenchResults, docket_bench_results_free)

G_END_DECLS
