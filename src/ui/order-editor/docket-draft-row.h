/* docket-draft-row.h: a line of a draft, edited in place
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "docket-draft.h"

G_BEGIN_DECLS

#define DOCKET_TYPE_DRAFT_ROW (docket_draft_row_get_type ())
G_DECLARE_FINAL_TYPE (DocketDraftRow, docket_draft_row, DOCKET, DRAFT_ROW, GtkListBoxRow)

GtkWidget *docket_draft_row_new (DocketDraft *draft, DocketOrderDetailLine *line);

/* The order stands otherwise. */
void docket_draft_row_update (DocketDraftRow *self);

/* Takes over what was typed; FALSE, with the reason shown, where it cannot be read. */
gboolean docket_draft_row_commit (DocketDraftRow *self);

void docket_draft_row_focus_quantity (DocketDraftRow *self);

G_END_DECLS
