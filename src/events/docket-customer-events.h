/* docket-customer-events.h: what happens to a customer
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "docket-address.h"
#include "docket-event.h"

G_BEGIN_DECLS

/**
 * DocketContact:
 *
 * Who a customer is and how to reach them. Personal, all of it.
 */
#define DOCKET_TYPE_CONTACT (docket_contact_get_type ())
DOCKET_DECLARE_RECORD (DocketContact, docket_contact, CONTACT, DocketRecord)
struct _DocketContact
{
  DocketRecord parent_instance;
  char *name;
  char *email;
  char *phone;
  char *note;
  DocketAddress *address;
};

/* The subject is the stream. */
#define DOCKET_TYPE_CUSTOMER_REGISTERED (docket_customer_registered_get_type ())
DOCKET_DECLARE_RECORD (DocketCustomerRegistered, docket_customer_registered, CUSTOMER_REGISTERED, DocketEvent)
struct _DocketCustomerRegistered
{
  DocketEvent parent_instance;
  DocketContact *customer;
};

#define DOCKET_TYPE_CUSTOMER_UPDATED (docket_customer_updated_get_type ())
DOCKET_DECLARE_RECORD (DocketCustomerUpdated, docket_customer_updated, CUSTOMER_UPDATED, DocketEvent)
struct _DocketCustomerUpdated
{
  DocketEvent parent_instance;
  DocketContact *before;
  DocketContact *after;
};

G_END_DECLS
