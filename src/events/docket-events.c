/* docket-events.c: what can happen in a shop
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "docket-events.h"

/* One row a type; a changed shape raises the schema and adds an upcaster. */
static const DocketEventType types[] = {
  { docket_shop_configured_get_type, 1, NULL },
  { docket_tax_rate_defined_get_type, 1, NULL },
  { docket_product_created_get_type, 1, NULL },
  { docket_product_updated_get_type, 1, NULL },
  { docket_stock_received_get_type, 1, NULL },
  { docket_customer_registered_get_type, 1, NULL },
  { docket_customer_updated_get_type, 1, NULL },
  { docket_order_drafted_get_type, 1, NULL },
  { docket_line_added_get_type, 1, NULL },
  { docket_line_changed_get_type, 1, NULL },
  { docket_line_removed_get_type, 1, NULL },
  { docket_discount_set_get_type, 1, NULL },
  { docket_shipping_set_get_type, 1, NULL },
  { docket_customer_set_get_type, 1, NULL },
  { docket_shipping_address_updated_get_type, 1, NULL },
  { docket_draft_discarded_get_type, 1, NULL },
  { docket_order_placed_get_type, 1, NULL },
  { docket_order_imported_get_type, 1, NULL },
  { docket_order_cancelled_get_type, 1, NULL },
  { docket_order_held_get_type, 1, NULL },
  { docket_order_released_get_type, 1, NULL },
  { docket_note_added_get_type, 1, NULL },
  { docket_payment_captured_get_type, 1, NULL },
  { docket_payment_voided_get_type, 1, NULL },
  { docket_fulfilment_created_get_type, 1, NULL },
  { docket_fulfilment_shipped_get_type, 1, NULL },
  { docket_fulfilment_delivered_get_type, 1, NULL },
  { docket_fulfilment_cancelled_get_type, 1, NULL },
};

/**
 * docket_events_register:
 * @registry: the registry of a log
 *
 * Makes every event type of the shop known.
 */
void
docket_events_register (DocketEventRegistry *registry)
{
  docket_event_registry_add (registry, types, G_N_ELEMENTS (types));
}
