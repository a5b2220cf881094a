/* docket-order-fold.h: one order, folded from its events when it is asked for
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "docket-order-detail.h"

G_BEGIN_DECLS

DocketOrderDetail *docket_order_fold (GPtrArray *events);

G_END_DECLS
