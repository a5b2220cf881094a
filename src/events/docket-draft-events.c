/* docket-draft-events.c: what happens to an order before it is placed
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "docket-draft-events.h"

#define TERMS_FIELD(Type) \
  DOCKET_FIELD (Type, terms, "terms", docket_kind_record, .flags = DOCKET_FIELD_REQUIRED, .type = docket_order_terms_get_type)
#define LINE_FIELD(Type) \
  DOCKET_FIELD (Type, line, "line", docket_kind_integer, .flags = DOCKET_FIELD_REQUIRED, .minimum = 1, .maximum = 1000000)

static const DocketField order_drafted_fields[] = {
  DOCKET_FIELD (DocketOrderDrafted, customer_id, "customer-id", docket_kind_uuid, .flags = DOCKET_FIELD_SUBJECT),
  DOCKET_FIELD (DocketOrderDrafted, customer, "customer", docket_kind_record, .flags = DOCKET_FIELD_PERSONAL,
                .type = docket_contact_get_type),
  DOCKET_FIELD (DocketOrderDrafted, shipping_address, "shipping-address", docket_kind_record, .flags = DOCKET_FIELD_PERSONAL,
                .type = docket_address_get_type),
  DOCKET_FIELD (DocketOrderDrafted, note, "note", docket_kind_string, .flags = DOCKET_FIELD_PERSONAL, .maximum = 5000),
  TERMS_FIELD (DocketOrderDrafted),
};
DOCKET_DEFINE_RECORD (DocketOrderDrafted, docket_order_drafted, DOCKET_TYPE_EVENT, order_drafted_fields)

static const DocketField line_added_fields[] = {
  LINE_FIELD (DocketLineAdded),
  TERMS_FIELD (DocketLineAdded),
};
DOCKET_DEFINE_RECORD (DocketLineAdded, docket_line_added, DOCKET_TYPE_EVENT, line_added_fields)

static const DocketField line_changed_fields[] = {
  LINE_FIELD (DocketLineChanged),
  DOCKET_FIELD (DocketLineChanged, before, "before", docket_kind_record, .flags = DOCKET_FIELD_REQUIRED, .type = docket_order_line_get_type),
  TERMS_FIELD (DocketLineChanged),
};
DOCKET_DEFINE_RECORD (DocketLineChanged, docket_line_changed, DOCKET_TYPE_EVENT, line_changed_fields)

static const DocketField line_removed_fields[] = {
  LINE_FIELD (DocketLineRemoved),
  DOCKET_FIELD (DocketLineRemoved, before, "before", docket_kind_record, .flags = DOCKET_FIELD_REQUIRED, .type = docket_order_line_get_type),
  TERMS_FIELD (DocketLineRemoved),
};
DOCKET_DEFINE_RECORD (DocketLineRemoved, docket_line_removed, DOCKET_TYPE_EVENT, line_removed_fields)

static const DocketField discount_set_fields[] = {
  DOCKET_FIELD (DocketDiscountSet, before, "before", docket_kind_discount),
  TERMS_FIELD (DocketDiscountSet),
};
DOCKET_DEFINE_RECORD (DocketDiscountSet, docket_discount_set, DOCKET_TYPE_EVENT, discount_set_fields)

static const DocketField shipping_set_fields[] = {
  DOCKET_FIELD (DocketShippingSet, before, "before", docket_kind_record, .type = docket_shipping_charge_get_type),
  TERMS_FIELD (DocketShippingSet),
};
DOCKET_DEFINE_RECORD (DocketShippingSet, docket_shipping_set, DOCKET_TYPE_EVENT, shipping_set_fields)

static const DocketField customer_set_fields[] = {
  DOCKET_FIELD (DocketCustomerSet, before_customer_id, "before-customer-id", docket_kind_uuid),
  DOCKET_FIELD (DocketCustomerSet, customer_id, "customer-id", docket_kind_uuid, .flags = DOCKET_FIELD_SUBJECT),
  DOCKET_FIELD (DocketCustomerSet, customer, "customer", docket_kind_record, .flags = DOCKET_FIELD_PERSONAL,
                .type = docket_contact_get_type),
};
DOCKET_DEFINE_RECORD (DocketCustomerSet, docket_customer_set, DOCKET_TYPE_EVENT, customer_set_fields)

static const DocketField shipping_address_updated_fields[] = {
  DOCKET_FIELD (DocketShippingAddressUpdated, customer_id, "customer-id", docket_kind_uuid, .flags = DOCKET_FIELD_SUBJECT),
  DOCKET_FIELD (DocketShippingAddressUpdated, before, "before", docket_kind_record, .flags = DOCKET_FIELD_PERSONAL,
                .type = docket_address_get_type),
  DOCKET_FIELD (DocketShippingAddressUpdated, after, "after", docket_kind_record, .flags = DOCKET_FIELD_PERSONAL,
                .type = docket_address_get_type),
};
DOCKET_DEFINE_RECORD (DocketShippingAddressUpdated, docket_shipping_address_updated, DOCKET_TYPE_EVENT, shipping_address_updated_fields)

static const DocketField draft_discarded_fields[] = {
  DOCKET_FIELD (DocketDraftDiscarded, reason, "reason", docket_kind_string, .maximum = 500),
};
DOCKET_DEFINE_RECORD (DocketDraftDiscarded, docket_draft_discarded, DOCKET_TYPE_EVENT, draft_discarded_fields)
