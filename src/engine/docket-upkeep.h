/* docket-upkeep.h: what is done by itself while a window is open: the check at the start and the backup of the day
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "docket-backups.h"

G_BEGIN_DECLS

#define DOCKET_TYPE_UPKEEP (docket_upkeep_get_type ())
G_DECLARE_FINAL_TYPE (DocketUpkeep, docket_upkeep, DOCKET, UPKEEP, GObject)

/**
 * DocketUpkeep:
 *
 * Checks the files soon after the start, and makes a backup of each calendar day on which the program runs: when there is none of
 * today yet, and again when the day changes. What fails is kept to be told, and tried again. The work is done on a thread of its
 * own that gives way to everything else.
 *
 * A run of the command line makes no backups of its own accord: it may be one of a thousand in a row.
 *
 * Signal ::changed: there is something new to tell; in the main context.
 */

DocketUpkeep *docket_upkeep_new (DocketEngine *engine);

/* Begins in a while, when the window has come to rest. */
void docket_upkeep_start (DocketUpkeep *self);
/* For good; gives up what is under way. */
void docket_upkeep_stop (DocketUpkeep *self);

/* Now, in place of today's. */
void docket_upkeep_back_up (DocketUpkeep *self);

gboolean docket_upkeep_is_running (DocketUpkeep *self);
/* A backup that somebody asked for. */
gboolean docket_upkeep_is_backing_up (DocketUpkeep *self);

/* What the check found, element type DocketFinding; NULL until it has ended, empty when all is well. */
GPtrArray *docket_upkeep_get_findings (DocketUpkeep *self);

/* Why the last backup failed; NULL when it did not. */
const char *docket_upkeep_get_backup_error (DocketUpkeep *self);

/* When the last good backup was made, in microseconds UTC; 0: there is none, or it is not known yet. */
gint64 docket_upkeep_get_last_backup (DocketUpkeep *self);

G_END_DECLS
