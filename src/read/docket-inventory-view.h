/* docket-inventory-view.h: the view of what is on hand and reserved
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "docket-projection.h"

G_BEGIN_DECLS

#define DOCKET_TYPE_INVENTORY_VIEW (docket_inventory_view_get_type ())
G_DECLARE_FINAL_TYPE (DocketInventoryView, docket_inventory_view, DOCKET, INVENTORY_VIEW, DocketProjection)

G_END_DECLS
