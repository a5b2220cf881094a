/* docket-customer-events.c: what happens to a customer
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "docket-customer-events.h"

static const DocketField contact_fields[] = {
  DOCKET_FIELD (DocketContact, name, "name", docket_kind_string, .flags = DOCKET_FIELD_PERSONAL, .maximum = 200),
  DOCKET_FIELD (DocketContact, email, "email", docket_kind_string, .flags = DOCKET_FIELD_PERSONAL, .maximum = 254),
  DOCKET_FIELD (DocketContact, phone, "phone", docket_kind_string, .flags = DOCKET_FIELD_PERSONAL, .maximum = 50),
  DOCKET_FIELD (DocketContact, note, "note", docket_kind_string, .flags = DOCKET_FIELD_PERSONAL, .maximum = 5000),
  DOCKET_FIELD (DocketContact, address, "address", docket_kind_record, .flags = DOCKET_FIELD_PERSONAL, .type = docket_address_get_type),
};
DOCKET_DEFINE_RECORD (DocketContact, docket_contact, DOCKET_TYPE_RECORD, contact_fields)

static const DocketField customer_registered_fields[] = {
  DOCKET_FIELD (DocketCustomerRegistered, customer, "customer", docket_kind_record, .flags = DOCKET_FIELD_PERSONAL,
                .type = docket_contact_get_type),
};
DOCKET_DEFINE_RECORD (DocketCustomerRegistered, docket_customer_registered, DOCKET_TYPE_EVENT, customer_registered_fields)

static const DocketField customer_updated_fields[] = {
  DOCKET_FIELD (DocketCustomerUpdated, before, "before", docket_kind_record, .flags = DOCKET_FIELD_PERSONAL,
                .type = docket_contact_get_type),
  DOCKET_FIELD (DocketCustomerUpdated, after, "after", docket_kind_record, .flags = DOCKET_FIELD_PERSONAL,
                .type = docket_contact_get_type),
};
DOCKET_DEFINE_RECORD (DocketCustomerUpdated, docket_customer_updated, DOCKET_TYPE_EVENT, customer_updated_fields)
