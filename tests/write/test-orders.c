/* test-orders.c: what is done to orders that were placed, and how they are found
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "docket-scenario.h"

static DocketScenario *
new_shop (void)
{
  DocketScenario *shop = docket_scenario_new ();

  docket_scenario_given_shop (shop);
  docket_scenario_given (shop, "PlaceOrder", "{'lines':[{'sku':'TEA-1','quantity':'2'},{'title':'Cup','quantity':'1','unit-price':'8'}]}");
  return shop;
}

static void
test_cancel (void)
{
  g_autoptr (DocketScenario) shop = new_shop ();

  docket_scenario_when (shop, "CancelOrder", "{'order':'1001','reason':'Changed mind'}");
  docket_scenario_then_events (shop, "OrderCancelled", NULL);
  docket_scenario_then_member (shop, 0, "amount", "20.40");
  docket_scenario_then_member (shop, 0, "lines[1].quantity", "1");
  docket_scenario_then_member (shop, 0, "lines[1].product-id", NULL);
  g_assert_cmpint (docket_scenario_integer (shop, "SELECT reserved FROM stock"), ==, 0);
  docket_scenario_when (shop, "CancelOrder", "{'order':'1001'}");
  docket_scenario_then_rejected (shop, DOCKET_ERROR_REJECTED, "order", "Order 1001 has been cancelled.");
  docket_scenario_when (shop, "HoldOrder", "{'order':'1001'}");
  docket_scenario_then_rejected (shop, DOCKET_ERROR_REJECTED, "order", NULL);
  docket_scenario_when (shop, "CancelOrder", "{'order':'1002'}");
  docket_scenario_then_rejected (shop, DOCKET_ERROR_NOT_FOUND, "order", "There is no order 1002.");
  docket_scenario_check_replay (shop);
  docket_scenario_check_tables (shop);
}

static void
test_cancel_with_fulfilment (void)
{
  g_autoptr (DocketScenario) shop = new_shop ();
  g_autofree char *id = NULL;
  g_autofree char *json = NULL;

  docket_scenario_given (shop, "CreateFulfilment", "{'order':'1001','lines':[{'line':1,'quantity':'1'}]}");
  id = docket_scenario_get_member (shop, 0, "fulfilment-id");
  docket_scenario_when (shop, "CancelOrder", "{'order':'1001'}");
  docket_scenario_then_rejected (shop, DOCKET_ERROR_REJECTED, "order",
                                 "Order 1001 cannot be cancelled while its fulfilment 1 is under way: cancel that first.");
  json = g_strdup_printf ("{'fulfilment':'%s'}", id);
  docket_scenario_given (shop, "ShipFulfilment", json);
  docket_scenario_when (shop, "CancelOrder", "{'order':'1001'}");
  docket_scenario_then_rejected (shop, DOCKET_ERROR_REJECTED, "order", NULL);
}

static void
test_cancel_after_cancelled_fulfilment (void)
{
  g_autoptr (DocketScenario) shop = new_shop ();
  g_autofree char *id = NULL;
  g_autofree char *json = NULL;

  docket_scenario_given (shop, "CreateFulfilment", "{'order':'1001'}");
  id = docket_scenario_get_member (shop, 0, "fulfilment-id");
  json = g_strdup_printf ("{'fulfilment':'%s'}", id);
  docket_scenario_given (shop, "CancelFulfilment", json);
  docket_scenario_when (shop, "CancelOrder", "{'order':'1001'}");
  docket_scenario_then_events (shop, "OrderCancelled", NULL);
  docket_scenario_check_tables (shop);
}

static void
test_hold_and_release (void)
{
  g_autoptr (DocketScenario) shop = new_shop ();

  docket_scenario_when (shop, "ReleaseOrder", "{'order':'1001'}");
  docket_scenario_then_rejected (shop, DOCKET_ERROR_REJECTED, "order", "Order 1001 is not on hold.");
  docket_scenario_when (shop, "HoldOrder", "{'order':'#1001','reason':'Address?'}");
  docket_scenario_then_events (shop, "OrderHeld", NULL);
  docket_scenario_then_member (shop, 0, "reason", "Address?");
  docket_scenario_when (shop, "HoldOrder", "{'order':'1001'}");
  docket_scenario_then_rejected (shop, DOCKET_ERROR_REJECTED, "order", "Order 1001 is on hold already.");
  docket_scenario_when_undone (shop);
  docket_scenario_then_events (shop, "OrderReleased", NULL);
  docket_scenario_given (shop, "HoldOrder", "{'order':'1001'}");
  docket_scenario_given (shop, "ReleaseOrder", "{'order':'1001'}");
  docket_scenario_when_undone (shop);
  docket_scenario_then_events (shop, "OrderHeld", NULL);
  docket_scenario_check_tables (shop);
}

static void
test_notes (void)
{
  g_autoptr (DocketScenario) shop = new_shop ();

  docket_scenario_when (shop, "AddNote", "{'order':'1001','text':' Rings at ten. '}");
  docket_scenario_then_events (shop, "NoteAdded", NULL);
  docket_scenario_then_member (shop, 0, "text", "Rings at ten.");
  docket_scenario_when (shop, "AddNote", "{'order':'1001','text':'  '}");
  docket_scenario_then_rejected (shop, DOCKET_ERROR_INVALID, "text", NULL);
  docket_scenario_when (shop, "AddNote", "{'order':'1001'}");
  docket_scenario_then_rejected (shop, DOCKET_ERROR_INVALID, "text", NULL);
  docket_scenario_when (shop, "AddNote", "{'text':'Rings'}");
  docket_scenario_then_rejected (shop, DOCKET_ERROR_INVALID, "order", NULL);
  docket_scenario_check_replay (shop);
  docket_scenario_check_tables (shop);
}

static void
import (DocketScenario *shop, const char *source, const char *name, const char *number)
{
  g_autofree char *json =
    g_strdup_printf ("{'source':'%s','shop':'%s','external-id':'%s','number':'%s','currency':'EUR',"
                     "'lines':[{'title':'Cup','quantity':'1','unit-price':'8'}]}",
                     source, name, number, number);

  docket_scenario_given (shop, "ImportOrder", json);
}

/* A number that several orders bear is answered with all of them, never with a guess. */
static void
test_addresses (void)
{
  g_autoptr (DocketScenario) shop = new_shop ();

  import (shop, "shopify", "tea", "#1001");
  docket_scenario_when (shop, "HoldOrder", "{'order':'1001'}");
  docket_scenario_then_rejected (shop, DOCKET_ERROR_AMBIGUOUS, "order", NULL);
  docket_scenario_when (shop, "HoldOrder", "{'order':'shopify:1001'}");
  docket_scenario_then_events (shop, "OrderHeld", NULL);
  docket_scenario_when (shop, "ReleaseOrder", "{'order':'tea:1001'}");
  docket_scenario_then_events (shop, "OrderReleased", NULL);
  import (shop, "shopify", "cups", "#1001");
  docket_scenario_when (shop, "HoldOrder", "{'order':'shopify:1001'}");
  docket_scenario_then_rejected (shop, DOCKET_ERROR_AMBIGUOUS, "order", NULL);
  docket_scenario_when (shop, "HoldOrder", "{'order':'cups:#1001'}");
  docket_scenario_then_events (shop, "OrderHeld", NULL);
  docket_scenario_when (shop, "HoldOrder", "{'order':'etsy:1001'}");
  docket_scenario_then_rejected (shop, DOCKET_ERROR_NOT_FOUND, "order", NULL);
  docket_scenario_check_tables (shop);
}

static void
then_next_number (DocketScenario *shop, const char *number)
{
  docket_scenario_when (shop, "PlaceOrder", "{'lines':[{'title':'Cup','quantity':'1','unit-price':'8'}]}");
  docket_scenario_then_member (shop, 0, "number", number);
}

static void
test_numbers (void)
{
  g_autoptr (DocketScenario) shop = new_shop ();

  then_next_number (shop, "1002");
  import (shop, "shopify", "", "#1003");
  then_next_number (shop, "1004");
  import (shop, "shopify", "", "2000");
  import (shop, "shopify", "", "W-3000");
  then_next_number (shop, "2001");
  /* Identifiers of ten digits are no count to go on with. */
  import (shop, "etsy", "", "3141592653");
  then_next_number (shop, "2002");
  import (shop, "shopify", "", "9999999");
  import (shop, "shopify", "", "10000000");
  import (shop, "shopify", "", "10000001");
  then_next_number (shop, "10000002");
  then_next_number (shop, "10000003");
  docket_scenario_check_replay (shop);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/orders/cancel", test_cancel);
  g_test_add_func ("/orders/cancel-with-fulfilment", test_cancel_with_fulfilment);
  g_test_add_func ("/orders/cancel-after-cancelled-fulfilment", test_cancel_after_cancelled_fulfilment);
  g_test_add_func ("/orders/hold-and-release", test_hold_and_release);
  g_test_add_func ("/orders/notes", test_notes);
  g_test_add_func ("/orders/addresses", test_addresses);
  g_test_add_func ("/orders/numbers", test_numbers);
  return g_test_run ();
}
