/* docket-engine-private.h: what the parts of the engine share
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "docket-engine.h"

G_BEGIN_DECLS

/* How the files of a shop are checked; projections: (nullable): element type DocketProjection, for the replay of the views. */
void docket_engine_describe_verification (DocketEngine *self, gboolean is_quick, GPtrArray *projections,
                                          DocketVerification *verification);

/* DOCKET_ERROR_NOT_FOUND where there is none. */
gboolean docket_engine_check_shop (DocketEngine *self, GError **error);

G_END_DECLS
