/* docket-order-events.c: what happens to an order
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "docket-order-events.h"

static const DocketField order_placed_fields[] = {
  DOCKET_FIELD (DocketOrderPlaced, number, "number", docket_kind_string, .flags = DOCKET_FIELD_REQUIRED, .maximum = 50),
  DOCKET_FIELD (DocketOrderPlaced, was_drafted, "was-drafted", docket_kind_boolean),
  DOCKET_FIELD (DocketOrderPlaced, customer_id, "customer-id", docket_kind_uuid, .flags = DOCKET_FIELD_SUBJECT),
  DOCKET_FIELD (DocketOrderPlaced, customer, "customer", docket_kind_record, .flags = DOCKET_FIELD_PERSONAL,
                .type = docket_contact_get_type),
  DOCKET_FIELD (DocketOrderPlaced, shipping_address, "shipping-address", docket_kind_record, .flags = DOCKET_FIELD_PERSONAL,
                .type = docket_address_get_type),
  DOCKET_FIELD (DocketOrderPlaced, note, "note", docket_kind_string, .flags = DOCKET_FIELD_PERSONAL, .maximum = 5000),
  DOCKET_FIELD (DocketOrderPlaced, tags, "tags", docket_kind_strings),
  DOCKET_FIELD (DocketOrderPlaced, terms, "terms", docket_kind_record, .flags = DOCKET_FIELD_REQUIRED, .type = docket_order_terms_get_type),
};
DOCKET_DEFINE_RECORD (DocketOrderPlaced, docket_order_placed, DOCKET_TYPE_EVENT, order_placed_fields)

static const DocketField imported_payment_fields[] = {
  DOCKET_FIELD (DocketImportedPayment, payment_id, "payment-id", docket_kind_uuid, .flags = DOCKET_FIELD_REQUIRED),
  DOCKET_FIELD (DocketImportedPayment, amount, "amount", docket_kind_money, .flags = DOCKET_FIELD_REQUIRED),
  DOCKET_FIELD (DocketImportedPayment, refunded, "refunded", docket_kind_money),
  DOCKET_FIELD (DocketImportedPayment, is_voided, "voided", docket_kind_boolean),
  DOCKET_FIELD (DocketImportedPayment, is_authorized, "authorized", docket_kind_boolean),
  DOCKET_FIELD (DocketImportedPayment, method, "method", docket_kind_string, .maximum = 100),
  DOCKET_FIELD (DocketImportedPayment, reference, "reference", docket_kind_string, .maximum = 200),
  DOCKET_FIELD (DocketImportedPayment, time, "time", docket_kind_time),
};
DOCKET_DEFINE_RECORD (DocketImportedPayment, docket_imported_payment, DOCKET_TYPE_RECORD, imported_payment_fields)

static const DocketField imported_fulfilment_fields[] = {
  DOCKET_FIELD (DocketImportedFulfilment, fulfilment_id, "fulfilment-id", docket_kind_uuid, .flags = DOCKET_FIELD_REQUIRED),
  DOCKET_FIELD (DocketImportedFulfilment, lines, "lines", docket_kind_records, .type = docket_line_quantity_get_type),
  DOCKET_FIELD (DocketImportedFulfilment, is_delivered, "delivered", docket_kind_boolean),
  DOCKET_FIELD (DocketImportedFulfilment, tracking, "tracking", docket_kind_string, .maximum = 200),
  DOCKET_FIELD (DocketImportedFulfilment, time, "time", docket_kind_time),
};
DOCKET_DEFINE_RECORD (DocketImportedFulfilment, docket_imported_fulfilment, DOCKET_TYPE_RECORD, imported_fulfilment_fields)

static const DocketField order_imported_fields[] = {
  DOCKET_FIELD (DocketOrderImported, number, "number", docket_kind_string, .flags = DOCKET_FIELD_REQUIRED, .maximum = 50),
  DOCKET_FIELD (DocketOrderImported, source, "source", docket_kind_string, .flags = DOCKET_FIELD_REQUIRED, .maximum = 50),
  DOCKET_FIELD (DocketOrderImported, shop, "shop", docket_kind_string, .maximum = 100),
  DOCKET_FIELD (DocketOrderImported, external_id, "external-id", docket_kind_string, .flags = DOCKET_FIELD_REQUIRED, .maximum = 100),
  DOCKET_FIELD (DocketOrderImported, customer_id, "customer-id", docket_kind_uuid, .flags = DOCKET_FIELD_SUBJECT),
  DOCKET_FIELD (DocketOrderImported, customer, "customer", docket_kind_record, .flags = DOCKET_FIELD_PERSONAL,
                .type = docket_contact_get_type),
  DOCKET_FIELD (DocketOrderImported, shipping_address, "shipping-address", docket_kind_record, .flags = DOCKET_FIELD_PERSONAL,
                .type = docket_address_get_type),
  DOCKET_FIELD (DocketOrderImported, billing_address, "billing-address", docket_kind_record, .flags = DOCKET_FIELD_PERSONAL,
                .type = docket_address_get_type),
  DOCKET_FIELD (DocketOrderImported, note, "note", docket_kind_string, .flags = DOCKET_FIELD_PERSONAL, .maximum = 5000),
  DOCKET_FIELD (DocketOrderImported, tags, "tags", docket_kind_strings),
  DOCKET_FIELD (DocketOrderImported, terms, "terms", docket_kind_record, .flags = DOCKET_FIELD_REQUIRED, .type = docket_order_terms_get_type),
  DOCKET_FIELD (DocketOrderImported, payments, "payments", docket_kind_records, .type = docket_imported_payment_get_type),
  DOCKET_FIELD (DocketOrderImported, fulfilments, "fulfilments", docket_kind_records, .type = docket_imported_fulfilment_get_type),
  DOCKET_FIELD (DocketOrderImported, cancelled, "cancelled", docket_kind_records, .type = docket_line_quantity_get_type),
  DOCKET_FIELD (DocketOrderImported, cancelled_amount, "cancelled-amount", docket_kind_money),
  DOCKET_FIELD (DocketOrderImported, is_cancelled, "is-cancelled", docket_kind_boolean),
  DOCKET_FIELD (DocketOrderImported, is_closed, "is-closed", docket_kind_boolean),
  DOCKET_FIELD (DocketOrderImported, cancel_reason, "cancel-reason", docket_kind_string, .maximum = 500),
  DOCKET_FIELD (DocketOrderImported, differences, "differences", docket_kind_strings),
};
DOCKET_DEFINE_RECORD (DocketOrderImported, docket_order_imported, DOCKET_TYPE_EVENT, order_imported_fields)

static const DocketField order_cancelled_fields[] = {
  DOCKET_FIELD (DocketOrderCancelled, reason, "reason", docket_kind_string, .maximum = 500),
  DOCKET_FIELD (DocketOrderCancelled, lines, "lines", docket_kind_records, .type = docket_line_quantity_get_type),
  DOCKET_FIELD (DocketOrderCancelled, amount, "amount", docket_kind_money, .flags = DOCKET_FIELD_REQUIRED),
};
DOCKET_DEFINE_RECORD (DocketOrderCancelled, docket_order_cancelled, DOCKET_TYPE_EVENT, order_cancelled_fields)

static const DocketField order_held_fields[] = {
  DOCKET_FIELD (DocketOrderHeld, reason, "reason", docket_kind_string, .maximum = 500),
};
DOCKET_DEFINE_RECORD (DocketOrderHeld, docket_order_held, DOCKET_TYPE_EVENT, order_held_fields)

G_DEFINE_FINAL_TYPE (DocketOrderReleased, docket_order_released, DOCKET_TYPE_EVENT)

static void
docket_order_released_class_init (DocketOrderReleasedClass *klass G_GNUC_UNUSED)
{
}

static void
docket_order_released_init (DocketOrderReleased *self G_GNUC_UNUSED)
{
}

static const DocketField note_added_fields[] = {
  DOCKET_FIELD (DocketNoteAdded, customer_id, "customer-id", docket_kind_uuid, .flags = DOCKET_FIELD_SUBJECT),
  DOCKET_FIELD (DocketNoteAdded, text, "text", docket_kind_string, .flags = DOCKET_FIELD_PERSONAL, .maximum = 5000),
};
DOCKET_DEFINE_RECORD (DocketNoteAdded, docket_note_added, DOCKET_TYPE_EVENT, note_added_fields)
