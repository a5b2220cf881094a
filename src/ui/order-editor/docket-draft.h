/* docket-draft.h: a draft that is being written, one command an edit
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <json-glib/json-glib.h>

#include "docket-action.h"
#include "docket-order-terms.h"

G_BEGIN_DECLS

#define DOCKET_TYPE_DRAFT (docket_draft_get_type ())
G_DECLARE_FINAL_TYPE (DocketDraft, docket_draft, DOCKET, DRAFT, GObject)

/**
 * DocketDraft:
 *
 * The order behind the editor. It is in the log from its first edit on: whatever happens to the window, it is kept. Edits are
 * commands, one after the other; the first one begins the draft.
 *
 * Signals: ::changed — the order is another one, or stands otherwise; ::settled — no edit is under way any more;
 * ::previewed (DocketOrderTerms *terms, nullable) — what would be, while somebody types; NULL: not any more.
 */

DocketDraft *docket_draft_new (DocketShell *shell);

/* id: NULL for a new one, which is begun by the first edit */
void docket_draft_open (DocketDraft *self, const char *id);

DocketShell *docket_draft_get_shell (DocketDraft *self);
/* NULL until it is begun. */
const char *docket_draft_get_id (DocketDraft *self);
/* NULL until it was read. */
DocketOrderDetail *docket_draft_get_order (DocketDraft *self);
gboolean docket_draft_is_settled (DocketDraft *self);

/* What one needs to add to: the line that sells this product at its own price, as the last edit left it; 0 where there is none. */
gint64 docket_draft_find_line (DocketDraft *self, const DocketUuid *product, DocketMoney price, gint64 *quantity);

/* Adds what the outcome of a command that somebody else dispatched says: the draft may have been begun by it. */
void docket_draft_adopt (DocketDraft *self, DocketOutcome *outcome);

/* The command for an edit such as AddLine, without `order`; where there is no draft yet, the one that begins it. properties:
 * (transfer none) */
DocketCommand *docket_draft_make_command (DocketDraft *self, const char *name, JsonObject *properties, GError **error);

/* Dispatches it after those before it. properties: transfer full; message, form, owner, done: as for docket_action_dispatch(). */
void docket_draft_edit (DocketDraft *self, const char *name, JsonObject *properties, const char *message, DocketForm *form,
                        gpointer owner, DocketActionDone done);

/* Tells ::previewed what the edit would make of it; the newest wins. properties: transfer full; NULL: nothing is being typed. */
void docket_draft_preview (DocketDraft *self, const char *name, JsonObject *properties);

G_END_DECLS
