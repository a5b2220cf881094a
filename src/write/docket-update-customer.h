/* docket-update-customer.h: changes what is known of a customer
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "docket-command-bus.h"
#include "docket-customer-events.h"

G_BEGIN_DECLS

/**
 * DocketUpdateCustomer:
 * @customer: the id or the e-mail
 * @customer_id: completed: which customer
 * @changes: (nullable): completed: the names of the properties that were given
 *
 * Only what is given changes; an empty text takes the old one away.
 */
#define DOCKET_TYPE_UPDATE_CUSTOMER (docket_update_customer_get_type ())
DOCKET_DECLARE_RECORD (DocketUpdateCustomer, docket_update_customer, UPDATE_CUSTOMER, DocketCommand)
struct _DocketUpdateCustomer
{
  DocketCommand parent_instance;
  char *customer;
  char *name;
  char *email;
  char *phone;
  char *note;
  DocketAddress *address;
  DocketUuid customer_id;
  char **changes;
};

extern const DocketCommandHandler docket_update_customer_handler;

G_END_DECLS
