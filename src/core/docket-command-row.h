/* docket-command-row.h: what is stored of a command
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "docket-command-log.h"
#include "docket-event-store.h"

G_BEGIN_DECLS

/**
 * DocketCommandDraft:
 * @row: the row; it points into the command, the reason and the members below
 * @request: the digest of the command as it came
 * @hash: the digest of the row
 *
 * A row in the making, with what it needs to hold. The scratch strings are used again for the next one.
 */
typedef struct
{
  DocketCommandRow row;
  guint8 request[DOCKET_DIGEST_SIZE];
  guint8 digest[DOCKET_DIGEST_SIZE];
  guint8 after[DOCKET_DIGEST_SIZE];
  guint8 hash[DOCKET_DIGEST_SIZE];
  GString *data;
  GString *personal;
} DocketCommandDraft;

void docket_command_draft_init (DocketCommandDraft *self);
void docket_command_draft_clear (DocketCommandDraft *self);

gboolean docket_command_ensure_salt (DocketCommand *command, GError **error);

/* The command as it came, before it is completed; salt: of 16 bytes. */
void docket_command_draft_digest_request (DocketCommandDraft *self, DocketCommand *command, const guint8 *salt);

/* The command as it was decided: with its events, or the reason why there are none. */
gboolean docket_command_draft_describe (DocketCommandDraft *self, DocketCommand *command, GPtrArray *events, const GError *reason,
                                        DocketEventStore *store, GError **error);

/* Puts it behind the last row and makes its digest: nothing of it may change afterwards but where its events are. */
void docket_command_draft_seal (DocketCommandDraft *self, const DocketCommandLogEnd *end, gint64 received, gint64 duration);

G_END_DECLS
