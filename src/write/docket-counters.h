/* docket-counters.h: whether what is counted agrees with what it counts
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "docket-verifier.h"

G_BEGIN_DECLS

/* A DocketCheckFunc. */
gboolean docket_counters_check (DocketDatabase *database, DocketFoundFunc found, gpointer data, GError **error);

G_END_DECLS
