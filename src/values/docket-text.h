/* docket-text.h: text as people search and sort it
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *docket_text_fold (const char *text);

char *docket_text_normalize_email (const char *email);

gboolean docket_text_is_email (const char *email);

GBytes *docket_text_sort_key (const char *text);

const char *docket_text_collation (void);

G_END_DECLS
