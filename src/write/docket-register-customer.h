/* docket-register-customer.h: a new customer
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "docket-command-bus.h"
#include "docket-customer-events.h"

G_BEGIN_DECLS

/**
 * DocketRegisterCustomer:
 * @customer_id: completed
 *
 * At least a name, an e-mail or a phone is needed.
 */
#define DOCKET_TYPE_REGISTER_CUSTOMER (docket_register_customer_get_type ())
DOCKET_DECLARE_RECORD (DocketRegisterCustomer, docket_register_customer, REGISTER_CUSTOMER, DocketCommand)
struct _DocketRegisterCustomer
{
  DocketCommand parent_instance;
  char *name;
  char *email;
  char *phone;
  char *note;
  DocketAddress *address;
  DocketUuid customer_id;
};

extern const DocketCommandHandler docket_register_customer_handler;

G_END_DECLS
