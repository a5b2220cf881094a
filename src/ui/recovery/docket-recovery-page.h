/* docket-recovery-page.h: what is wrong with a shop, what is safe, and what can be done
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define DOCKET_TYPE_RECOVERY_PAGE (docket_recovery_page_get_type ())
G_DECLARE_FINAL_TYPE (DocketRecoveryPage, docket_recovery_page, DOCKET, RECOVERY_PAGE, AdwBin)

/**
 * DocketRecoveryPage:
 *
 * Works on the files of a shop that is not open.
 *
 * Signal ::open: the shop can be opened now, or the person wants to try again.
 */

/* error: why the shop could not be opened */
void docket_recovery_page_show (DocketRecoveryPage *self, const char *directory, const GError *error);

/* findings: (nullable): what a check found, for those who know their way; the shop was closed to be worked on */
void docket_recovery_page_show_findings (DocketRecoveryPage *self, const char *directory, const char *findings);

/* Gives up what is under way, as far as it can be given up. */
void docket_recovery_page_cancel (DocketRecoveryPage *self);

G_END_DECLS
