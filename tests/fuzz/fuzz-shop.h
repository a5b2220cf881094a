/* fuzz-shop.h: a small shop that fuzzing targets ask and command
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "docket-engine.h"

G_BEGIN_DECLS

/* The one of this process; its directory goes when the process ends. */
DocketEngine *fuzz_shop_open (void);

/* The path of a file in memory that holds the input, until the next call. */
const char *fuzz_shop_make_file (const void *data, gsize size);

G_END_DECLS
