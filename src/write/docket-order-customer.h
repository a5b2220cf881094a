/* docket-order-customer.h: whom an order is for
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "docket-customer-events.h"
#include "docket-unit-of-work.h"

G_BEGIN_DECLS

gboolean docket_order_customer_resolve (DocketUnitOfWork *unit_of_work, DocketContact *given, DocketUuid *customer_id,
                                        DocketContact **contact, GError **error);

gboolean docket_order_customer_register (DocketUnitOfWork *unit_of_work, const DocketUuid *customer_id, DocketContact *contact,
                                         GError **error);

G_END_DECLS
