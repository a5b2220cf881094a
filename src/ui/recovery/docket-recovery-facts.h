/* docket-recovery-facts.h: what is safe, in words
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "docket-recovery.h"

G_BEGIN_DECLS

/* "1,204 orders can be read"; new text. */
char *docket_recovery_facts_remains (const DocketRemains *remains);
/* When the last of them was, and what cannot be read. */
char *docket_recovery_facts_remains_detail (const DocketRemains *remains);

/* Of a log that was not read: it may be whole, where the disk or the folder refused. */
const char *docket_recovery_facts_unread (const GError *error);

/* What the page is called, and what was done to the files, by the reason; error: (nullable). */
const char *docket_recovery_facts_title (const GError *error);
const char *docket_recovery_facts_files (const GError *error);

/* What it means that a check found something. */
const char *docket_recovery_facts_damage (void);

/* Whether the files may be worked on: not while another program has them, or when a newer one wrote them. */
gboolean docket_recovery_facts_can_act (const GError *error);

G_END_DECLS
