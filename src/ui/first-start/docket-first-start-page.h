/* docket-first-start-page.h: a shop begins
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "docket-page.h"

G_BEGIN_DECLS

#define DOCKET_TYPE_FIRST_START_PAGE (docket_first_start_page_get_type ())
G_DECLARE_FINAL_TYPE (DocketFirstStartPage, docket_first_start_page, DOCKET, FIRST_START_PAGE, DocketPage)

/* Three ways to begin. It ends by itself when the shop has its settings, whoever gives them. */

G_END_DECLS
