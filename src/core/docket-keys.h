/* docket-keys.h: keys of view rows, in order
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

int docket_key_compare (gconstpointer a, gconstpointer b);

void docket_keys_sort_unique (GArray *keys);

G_END_DECLS
