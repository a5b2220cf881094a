/* docket-sample.h: a plausible shop to look around in
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "docket-engine.h"

G_BEGIN_DECLS

#define DOCKET_SAMPLE_DEFAULT_ORDERS 400
#define DOCKET_SAMPLE_DEFAULT_SEED 1

/* Fills an empty shop through its own commands. DOCKET_ERROR_REJECTED when it is not empty. Blocks; progress counts orders. */
gboolean docket_sample_fill (DocketEngine *engine, guint n_orders, guint32 seed, DocketServiceProgress progress,
                             gpointer progress_data,
                             GCancellable *cancellable, GError **error);

G_END_DECLS
