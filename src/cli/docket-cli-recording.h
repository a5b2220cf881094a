/* docket-cli-recording.h: what a connection was asked, and the same again without the program around it
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "docket-database.h"

G_BEGIN_DECLS

/**
 * DocketCliRecording:
 *
 * The SQL that ran on a connection, statement by statement, with the values that were bound to it.
 */
typedef struct _DocketCliRecording DocketCliRecording;

DocketCliRecording *docket_cli_recording_new (void);
void docket_cli_recording_free (DocketCliRecording *recording);

/* Only in the thread that owns the connection. */
void docket_cli_recording_start (DocketCliRecording *recording, DocketDatabase *database);
void docket_cli_recording_stop (DocketCliRecording *recording, DocketDatabase *database);

/* Seconds that it takes on another database in the same state. commits: keep the recorded transactions where it is 0, else
 * commit after so many of them. */
gboolean docket_cli_recording_replay (DocketCliRecording *recording, DocketDatabase *database, guint transactions_per_commit,
                                      double *seconds, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DocketCliRecording, docket_cli_recording_free)

G_END_DECLS
