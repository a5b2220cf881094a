/* docket-journal-page.h: every command with what became of it
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "docket-page.h"

G_BEGIN_DECLS

#define DOCKET_TYPE_JOURNAL_PAGE (docket_journal_page_get_type ())
G_DECLARE_FINAL_TYPE (DocketJournalPage, docket_journal_page, DOCKET, JOURNAL_PAGE, DocketPage)

/* Shows a DocketJournalQuery: a search and an outcome. */

G_END_DECLS
