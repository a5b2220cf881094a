/* docket-bench-list.h: a list model without a window, and how long it takes to answer
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "docket-bench.h"
#include "docket-orders-query.h"
#include "docket-row-model.h"

G_BEGIN_DECLS

/* Runs function in the main thread, where models live, and waits for it. */
typedef gboolean (*DocketBenchFunc) (DocketBench *bench, gpointer data, GError **error);
gboolean docket_bench_run_in_main (DocketBench *bench, DocketBenchFunc function, gpointer data, GError **error);

/* All that follows is for the main thread. Lets its loop run for a while, as a person lets it. */
void docket_bench_pause (guint milliseconds);

/**
 * DocketBenchList:
 *
 * A list of orders that somebody looks at.
 */
typedef struct _DocketBenchList DocketBenchList;

DocketBenchList *docket_bench_list_new (DocketBench *bench);
void docket_bench_list_free (DocketBenchList *self);

DocketRowModel *docket_bench_list_get_model (DocketBenchList *self);

/* Asks, and waits until as many rows as a screen holds are there; microseconds: how long it took. query: NAME=VALUE, separated
 * by &, of the properties of the query. */
gboolean docket_bench_list_ask (DocketBenchList *self, const char *query, gint64 *microseconds, GError **error);
/* Asks and does not wait. */
gboolean docket_bench_list_begin (DocketBenchList *self, const char *query, GError **error);
/* Waits until it is complete; microseconds: since it was asked. */
gboolean docket_bench_list_complete (DocketBenchList *self, gint64 *microseconds, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DocketBenchList, docket_bench_list_free)

G_END_DECLS
