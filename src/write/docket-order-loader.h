/* docket-order-loader.h: reads one order from the write tables; for docket-order-state.c alone
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "docket-order-state.h"

G_BEGIN_DECLS

/* An order without anything. */
DocketOrderState *docket_order_state_new (const DocketUuid *id);

G_END_DECLS
