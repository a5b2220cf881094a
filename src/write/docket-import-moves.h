/* docket-import-moves.h: what had happened to an order before it was imported
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "docket-import-order.h"
#include "docket-order-events.h"

G_BEGIN_DECLS

gboolean docket_import_moves_fill (DocketImportOrder *order, DocketOrderImported *event, GError **error);

G_END_DECLS
