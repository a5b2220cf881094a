/* docket-counter-sale.h: what follows when an order is paid and handed over at the counter
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "docket-order-events.h"
#include "docket-shell.h"

G_BEGIN_DECLS

/* Takes the payment of the total, packs, ships and delivers, one command after the other; then a toast and a fresh editor. Where a
 * step is refused it says which and why, and opens the order as it stands. change: minor units that go back; 0: none. */
void docket_counter_sale_run (DocketShell *shell, DocketOrderPlaced *placed, const char *method, gint64 change);

G_END_DECLS
