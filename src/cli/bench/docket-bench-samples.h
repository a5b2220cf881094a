/* docket-bench-samples.h: how long something took, many times
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _DocketBenchSamples DocketBenchSamples;

DocketBenchSamples *docket_bench_samples_new (void);
void docket_bench_samples_free (DocketBenchSamples *self);

/* what: for whoever looks for the slowest. */
void docket_bench_samples_add (DocketBenchSamples *self, const char *what, gint64 microseconds);

/* Milliseconds within which so many percent were done. */
double docket_bench_samples_get_percentile (DocketBenchSamples *self, guint percent);

/* Says which took longest, and how long, on standard error. */
void docket_bench_samples_tell_slowest (DocketBenchSamples *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DocketBenchSamples, docket_bench_samples_free)

G_END_DECLS
