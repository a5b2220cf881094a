/* docket-bench.h: what the measurements have in common
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "docket-bench-results.h"
#include "docket-bench-shop.h"
#include "docket-bench-story.h"

G_BEGIN_DECLS

/**
 * DocketBench:
 * @directory: a fresh one on the disk that counts
 * @shop: the bench shop that is looked at
 * @story: what happened in it
 * @next_order: the number of the next order that a measurement places
 * @engine: open on @shop, or on a copy of it while commands are measured
 * @cancellable: set by Ctrl+C
 * @results: what was measured
 *
 * One shop being measured.
 */
typedef struct
{
  char *directory;
  char *shop;
  gboolean is_own_shop;
  DocketBenchStory story;
  guint next_order;
  DocketEngine *engine;
  GCancellable *cancellable;
  DocketBenchResults *results;
} DocketBench;

/* One group of figures. What it writes to the shop is of no consequence for others but the shop's size. */
gboolean docket_bench_disk (DocketBench *bench, GError **error);
gboolean docket_bench_open (DocketBench *bench, GError **error);
gboolean docket_bench_sort (DocketBench *bench, GError **error);
gboolean docket_bench_filter (DocketBench *bench, GError **error);
gboolean docket_bench_search (DocketBench *bench, GError **error);
gboolean docket_bench_own_write (DocketBench *bench, GError **error);
gboolean docket_bench_durable (DocketBench *bench, GError **error);
gboolean docket_bench_bulk (DocketBench *bench, GError **error);
gboolean docket_bench_rebuild (DocketBench *bench, GError **error);

/* Measures one shop; groups: NULL-terminated names, or NULL for all. */
gboolean docket_bench_run (DocketBench *bench, const char *const *groups, GError **error);

/* A group with that name. */
gboolean docket_bench_has_group (const char *name);

/* "name, name, name" */
char *docket_bench_list_groups (void);

G_END_DECLS
