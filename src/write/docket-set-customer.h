/* docket-set-customer.h: says whom a draft is for
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "docket-command-bus.h"
#include "docket-customer-events.h"

G_BEGIN_DECLS

/* Without a customer it is a counter sale; customer_id and contact are completed. */
#define DOCKET_TYPE_SET_CUSTOMER (docket_set_customer_get_type ())
DOCKET_DECLARE_RECORD (DocketSetCustomer, docket_set_customer, SET_CUSTOMER, DocketCommand)
struct _DocketSetCustomer
{
  DocketCommand parent_instance;
  char *order;
  DocketUuid order_id;
  char *customer;
  DocketUuid customer_id;
  DocketContact *contact;
};

extern const DocketCommandHandler docket_set_customer_handler;

G_END_DECLS
