/* docket-outcome.h: what became of a command
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "docket-command.h"
#include "docket-event-registry.h"

G_BEGIN_DECLS

typedef enum
{
  DOCKET_OUTCOME_ACCEPTED,
  DOCKET_OUTCOME_REJECTED,
} DocketOutcomeKind;

#define DOCKET_TYPE_OUTCOME (docket_outcome_get_type ())
G_DECLARE_FINAL_TYPE (DocketOutcome, docket_outcome, DOCKET, OUTCOME, GObject)

/* events: transfer full, may be empty; reason: transfer full, for a rejected one */
DocketOutcome *docket_outcome_new (const DocketUuid *command_id, DocketOutcomeKind kind, GPtrArray *events, GError *reason,
                                   gboolean is_repeated);

const DocketUuid *docket_outcome_get_command_id (DocketOutcome *self);
DocketOutcomeKind docket_outcome_get_kind (DocketOutcome *self);
gboolean docket_outcome_is_accepted (DocketOutcome *self);
/* The command had been dispatched before: this is what became of it then. */
gboolean docket_outcome_is_repeated (DocketOutcome *self);
/* Element type DocketEvent. */
GPtrArray *docket_outcome_get_events (DocketOutcome *self);
/* Why it was rejected; NULL for an accepted one. */
const GError *docket_outcome_get_reason (DocketOutcome *self);

/* The result line of `docket-cli dispatch`. */
char *docket_outcome_to_json (DocketOutcome *self);
DocketOutcome *docket_outcome_from_json (DocketEventRegistry *registry, const char *json, GError **error);

G_END_DECLS
