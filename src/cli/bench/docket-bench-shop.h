/* docket-bench-shop.h: makes the shop that is measured, through the command bus
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "docket-bench-story.h"
#include "docket-engine.h"

G_BEGIN_DECLS

/* Reads, of a directory that nobody need hold, how many orders its bench shop is to have; 0 where there is no shop at all. FALSE with
 * DOCKET_ERROR_REJECTED where there is another shop, which stays as it is. */
gboolean docket_bench_shop_recognize (const char *directory, guint *n_orders, GError **error);

/* Lives through the story, from where it stands in the log: what was broken off goes on. Blocks, until the views have it too.
 * FALSE with DOCKET_ERROR_REJECTED where there is another shop. */
gboolean docket_bench_shop_make (DocketEngine *engine, const DocketBenchStory *story, DocketServiceProgress progress,
                                 gpointer progress_data, GCancellable *cancellable, GError **error);

G_END_DECLS
