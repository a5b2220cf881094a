/* docket-row.h: a record that is one row of a view
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "docket-record.h"

G_BEGIN_DECLS

#define DOCKET_TYPE_ROW (docket_row_get_type ())
G_DECLARE_DERIVABLE_TYPE (DocketRow, docket_row, DOCKET, ROW, DocketRecord)

/**
 * DocketRowClass:
 * @loaded: (nullable): the columns were filled: derive what follows from them
 */
struct _DocketRowClass
{
  DocketRecordClass parent_class;

  void (*loaded) (DocketRow *self);
  gpointer padding[2];
};

/* Properties "key" (int64) and "is-loaded" (boolean). */
gint64 docket_row_get_key (DocketRow *self);
void docket_row_set_key (DocketRow *self, gint64 key);
gboolean docket_row_is_loaded (DocketRow *self);
/* Takes over the figures of a row freshly read, notifying only what differs. */
void docket_row_update (DocketRow *self, DocketRow *fresh);

G_END_DECLS
