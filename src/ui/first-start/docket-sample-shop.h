/* docket-sample-shop.h: a shop to look around in, beside the real one
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "docket-job.h"

G_BEGIN_DECLS

/* Where the sample shop of the shop in that directory lies. */
char *docket_sample_shop_get_directory (const char *directory);

/* Fills it, unless there is one already. callback's source is owner; docket_job_finish() gives the directory, transfer full. */
void docket_sample_shop_make (DocketJob *job, const char *directory, gpointer owner, GAsyncReadyCallback callback);

/* Opens the directory in a window of its own. */
gboolean docket_sample_shop_open (const char *directory, GError **error);

G_END_DECLS
