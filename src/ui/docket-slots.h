/* docket-slots.h: the slots that somebody holds, by their positions
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "docket-slot.h"

G_BEGIN_DECLS

typedef struct _DocketSlots DocketSlots;

DocketSlots *docket_slots_new (void);
void docket_slots_free (DocketSlots *self);

/* Transfer none, NULL where nobody holds one. */
DocketSlot *docket_slots_find (DocketSlots *self, guint position);

/* For as long as somebody holds it. */
void docket_slots_add (DocketSlots *self, guint position, DocketSlot *slot);

/* What comes after moves on; what was removed is forgotten. Transfer full: the slots that were, for those who look for their rows
 * elsewhere. */
GPtrArray *docket_slots_splice (DocketSlots *self, guint position, guint n_removed, guint n_added);

/* row: transfer full, may be NULL */
typedef GObject *(*DocketSlotsGetRow) (guint position, gpointer data);

/* Exchanges what stands in the slots from this position on. */
void docket_slots_fill (DocketSlots *self, guint position, DocketSlotsGetRow get_row, gpointer data);

/* Where a row stands, G_MAXUINT if nobody holds a slot with it. */
guint docket_slots_find_row (DocketSlots *self, GObject *row);

/* Where the longest run of slots begins: 0 if there is none. */
guint docket_slots_find_run (DocketSlots *self);

G_END_DECLS
