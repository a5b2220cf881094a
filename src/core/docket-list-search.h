/* docket-list-search.h: turns what a person typed into a full-text expression
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *docket_list_search_to_match (const char *text);

G_END_DECLS
