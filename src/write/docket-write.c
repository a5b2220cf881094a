/* docket-write.c: the commands of a shop and its normalized tables
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "docket-write.h"

#include "docket-add-line.h"
#include "docket-add-note.h"
#include "docket-cancel-fulfilment.h"
#include "docket-cancel-order.h"
#include "docket-change-line.h"
#include "docket-configure-shop.h"
#include "docket-create-draft.h"
#include "docket-create-fulfilment.h"
#include "docket-create-product.h"
#include "docket-customer-evolve.h"
#include "docket-define-tax-rate.h"
#include "docket-deliver-fulfilment.h"
#include "docket-discard-draft.h"
#include "docket-draft-evolve.h"
#include "docket-events.h"
#include "docket-fulfilment-evolve.h"
#include "docket-hold-order.h"
#include "docket-import-order.h"
#include "docket-order-evolve.h"
#include "docket-order-tables.h"
#include "docket-payment-evolve.h"
#include "docket-place-order.h"
#include "docket-product-evolve.h"
#include "docket-receive-stock.h"
#include "docket-record-payment.h"
#include "docket-register-customer.h"
#include "docket-release-order.h"
#include "docket-remove-line.h"
#include "docket-set-customer.h"
#include "docket-set-discount.h"
#include "docket-set-shipping.h"
#include "docket-ship-fulfilment.h"
#include "docket-shop-evolve.h"
#include "docket-shop-settings.h"
#include "docket-shop-tables.h"
#include "docket-update-customer.h"
#include "docket-update-product.h"
#include "docket-update-shipping-address.h"
#include "docket-void-payment.h"

/* One row a command. */
static const DocketCommandHandler *const handlers[] = {
  &docket_configure_shop_handler,
  &docket_define_tax_rate_handler,
  &docket_create_product_handler,
  &docket_update_product_handler,
  &docket_receive_stock_handler,
  &docket_register_customer_handler,
  &docket_update_customer_handler,
  &docket_record_payment_handler,
  &docket_void_payment_handler,
  &docket_create_fulfilment_handler,
  &docket_ship_fulfilment_handler,
  &docket_deliver_fulfilment_handler,
  &docket_cancel_fulfilment_handler,
  &docket_create_draft_handler,
  &docket_add_line_handler,
  &docket_change_line_handler,
  &docket_remove_line_handler,
  &docket_set_discount_handler,
  &docket_set_shipping_handler,
  &docket_set_customer_handler,
  &docket_update_shipping_address_handler,
  &docket_discard_draft_handler,
  &docket_place_order_handler,
  &docket_import_order_handler,
  &docket_cancel_order_handler,
  &docket_hold_order_handler,
  &docket_release_order_handler,
  &docket_add_note_handler,
};

/* One row an event. */
static const DocketEvolver evolvers[] = {
  { docket_shop_configured_get_type, docket_shop_configured_evolve },
  { docket_tax_rate_defined_get_type, docket_tax_rate_defined_evolve },
  { docket_product_created_get_type, docket_product_created_evolve },
  { docket_product_updated_get_type, docket_product_updated_evolve },
  { docket_stock_received_get_type, docket_stock_received_evolve },
  { docket_customer_registered_get_type, docket_customer_registered_evolve },
  { docket_customer_updated_get_type, docket_customer_updated_evolve },
  { docket_payment_captured_get_type, docket_payment_captured_evolve },
  { docket_payment_voided_get_type, docket_payment_voided_evolve },
  { docket_fulfilment_created_get_type, docket_fulfilment_created_evolve },
  { docket_fulfilment_shipped_get_type, docket_fulfilment_shipped_evolve },
  { docket_fulfilment_delivered_get_type, docket_fulfilment_delivered_evolve },
  { docket_fulfilment_cancelled_get_type, docket_fulfilment_cancelled_evolve },
  { docket_order_drafted_get_type, docket_order_drafted_evolve },
  { docket_line_added_get_type, docket_line_added_evolve },
  { docket_line_changed_get_type, docket_line_changed_evolve },
  { docket_line_removed_get_type, docket_line_removed_evolve },
  { docket_discount_set_get_type, docket_discount_set_evolve },
  { docket_shipping_set_get_type, docket_shipping_set_evolve },
  { docket_customer_set_get_type, docket_customer_set_evolve },
  { docket_shipping_address_updated_get_type, docket_shipping_address_updated_evolve },
  { docket_draft_discarded_get_type, docket_draft_discarded_evolve },
  { docket_order_placed_get_type, docket_order_placed_evolve },
  { docket_order_imported_get_type, docket_order_imported_evolve },
  { docket_order_cancelled_get_type, docket_order_cancelled_evolve },
  { docket_order_held_get_type, docket_order_held_evolve },
  { docket_order_released_get_type, docket_order_released_evolve },
  { docket_note_added_get_type, docket_note_added_evolve },
};

/**
 * docket_write_register:
 * @bus: a command bus that is not started yet
 *
 * Tells @bus the commands of a shop, what their events change, and the shop's calendar.
 */
void
docket_write_register (DocketCommandBus *bus)
{
  g_return_if_fail (DOCKET_IS_COMMAND_BUS (bus));

  for (guint i = 0; i < G_N_ELEMENTS (handlers); i++)
    docket_command_bus_add_handlers (bus, handlers[i], 1);
  docket_command_bus_add_evolvers (bus, evolvers, G_N_ELEMENTS (evolvers));
  docket_command_bus_set_calendar (bus, docket_shop_calendar);
}

/**
 * docket_write_create_tables:
 * @database: a new write database, or any where the log is played into empty tables
 * @error: return location
 *
 * Makes the normalized tables.
 *
 * Returns: whether they are there
 */
gboolean
docket_write_create_tables (DocketDatabase *database, GError **error)
{
  return docket_shop_tables_create (database, error) && docket_order_tables_create (database, error);
}

static const char *const *
join_names (void)
{
  GPtrArray *names = g_ptr_array_new ();

  for (const char *const *name = docket_shop_table_names; *name != NULL; name++)
    g_ptr_array_add (names, (gpointer) *name);
  for (const char *const *name = docket_order_table_names; *name != NULL; name++)
    g_ptr_array_add (names, (gpointer) *name);
  g_ptr_array_add (names, NULL);
  return (const char *const *) g_ptr_array_free (names, FALSE);
}

/**
 * docket_write_get_tables:
 *
 * Returns: (transfer none) (array zero-terminated=1): the tables that the log can make again
 */
const char *const *
docket_write_get_tables (void)
{
  static const char *const *names;

  if (g_once_init_enter (&names))
    g_once_init_leave (&names, join_names ());
  return names;
}

/**
 * docket_write_get_evolvers:
 * @n_evolvers: (out): how many there are
 *
 * Returns: (transfer none) (array length=n_evolvers): how each event changes the tables
 */
const DocketEvolver *
docket_write_get_evolvers (guint *n_evolvers)
{
  *n_evolvers = G_N_ELEMENTS (evolvers);
  return evolvers;
}
