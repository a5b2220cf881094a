/* docket-draft-charges.h: discount, shipping and address of a draft
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "docket-draft.h"

G_BEGIN_DECLS

#define DOCKET_TYPE_DRAFT_CHARGES (docket_draft_charges_get_type ())
G_DECLARE_FINAL_TYPE (DocketDraftCharges, docket_draft_charges, DOCKET, DRAFT_CHARGES, GtkWidget)

void docket_draft_charges_set_draft (DocketDraftCharges *self, DocketDraft *draft);

/* Takes over what was typed; FALSE, with the reason shown, where it cannot be read. */
gboolean docket_draft_charges_commit (DocketDraftCharges *self);

/* Gives up what was typed: the draft is another one. */
void docket_draft_charges_reset (DocketDraftCharges *self);

G_END_DECLS
