/* docket-row-keys.h: the keys of a list's rows in order
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _DocketRowKeys DocketRowKeys;

/* keys: (transfer full), element type gint64; direction: 1 or -1 when they are sorted, otherwise 0 */
DocketRowKeys *docket_row_keys_new (GArray *keys, int direction);
DocketRowKeys *docket_row_keys_ref (DocketRowKeys *self);
void docket_row_keys_unref (DocketRowKeys *self);

guint docket_row_keys_get_n (DocketRowKeys *self);
int docket_row_keys_get_direction (DocketRowKeys *self);
gint64 docket_row_keys_get (DocketRowKeys *self, guint position);

/* The keys from position on that lie side by side. */
const gint64 *docket_row_keys_peek (DocketRowKeys *self, guint position, guint *n);

/* FALSE: greater than all of them. */
gboolean docket_row_keys_may_hold (DocketRowKeys *self, gint64 key);
gboolean docket_row_keys_find (DocketRowKeys *self, gint64 key, guint *position);

void docket_row_keys_splice (DocketRowKeys *self, guint position, guint n_removed, const gint64 *added, guint n_added);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DocketRowKeys, docket_row_keys_unref)

G_END_DECLS
