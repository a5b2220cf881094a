/* docket-draft-field.h: an entry of a draft that becomes a command when one is done with it
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

#include "docket-discount.h"

G_BEGIN_DECLS

#define DOCKET_TYPE_DRAFT_FIELD (docket_draft_field_get_type ())
G_DECLARE_FINAL_TYPE (DocketDraftField, docket_draft_field, DOCKET, DRAFT_FIELD, GObject)

/**
 * DocketDraftField:
 *
 * Watches an entry. What stands in the draft is filled in until somebody types; then it is theirs until it was taken over or given up
 * (Esc).
 *
 * Signals: ::typed — after a moment without another key; ::committed — Enter, or the focus left after a change.
 */
DocketDraftField *docket_draft_field_new (GtkWidget *entry);

const char *docket_draft_field_get_text (DocketDraftField *self);
/* What the draft says; shown unless somebody is typing something else. */
void docket_draft_field_fill (DocketDraftField *self, const char *text);
gboolean docket_draft_field_is_dirty (DocketDraftField *self);
/* It was taken over: the draft's own words are shown again. */
void docket_draft_field_settle (DocketDraftField *self);

/* Decimal strings of what was typed, for commands; NULL with an error that names field. */
char *docket_draft_read_quantity (const char *text, const char *field, GError **error);
char *docket_draft_read_money (const char *text, const char *currency, const char *field, GError **error);
/* Money, or a percentage; nothing is "0". */
char *docket_draft_read_discount (const char *text, const char *currency, const char *field, GError **error);
/* What read_discount reads. */
char *docket_draft_format_discount (DocketDiscount discount);

G_END_DECLS
