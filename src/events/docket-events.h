/* docket-events.h: what can happen in a shop
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "docket-customer-events.h"
#include "docket-draft-events.h"
#include "docket-event-registry.h"
#include "docket-fulfilment-events.h"
#include "docket-order-events.h"
#include "docket-payment-events.h"
#include "docket-product-events.h"
#include "docket-shop-events.h"

G_BEGIN_DECLS

void docket_events_register (DocketEventRegistry *registry);

G_END_DECLS
