/* docket-verifier-private.h: what the parts of a verification share
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "docket-verifier.h"

G_BEGIN_DECLS

/**
 * DocketVerifier:
 * @settings: what to check
 * @write: the log and the tables, one view of them for the whole verification
 * @read: (nullable): the views, one view of them that is no younger than @write
 * @store: the log
 * @last_position: its end
 * @findings: what was found
 */
typedef struct
{
  const DocketVerification *settings;
  DocketDatabase *write;
  DocketDatabase *read;
  DocketEventStore *store;
  gint64 last_position;
  GPtrArray *findings;
  DocketProgressFunc progress;
  gpointer progress_data;
  GCancellable *cancellable;
} DocketVerifier;

void docket_verifier_add (DocketVerifier *self, const char *place, const char *format, ...) G_GNUC_PRINTF (3, 4);

/* FALSE with an error when it was cancelled. */
gboolean docket_verifier_step (DocketVerifier *self, const char *step, gint64 done, gint64 total, GError **error);

/* FALSE with an error when it could not be checked: what is wrong is a finding. */
gboolean docket_verifier_check_chain (DocketVerifier *self, GError **error);
gboolean docket_verifier_check_commands (DocketVerifier *self, GError **error);
gboolean docket_verifier_check_tables (DocketVerifier *self, const char *directory, GError **error);
gboolean docket_verifier_check_views (DocketVerifier *self, const char *directory, GError **error);

/* Compares a table of two databases row by row; the place names the table and the row. */
gboolean docket_verifier_compare (DocketVerifier *self, const char *table, DocketDatabase *stored, DocketDatabase *replayed,
                                  GError **error);

G_END_DECLS
