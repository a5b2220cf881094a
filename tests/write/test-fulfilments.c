/* test-fulfilments.c: parcels
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "docket-scenario.h"

/* Line 1: three of TEA-1, line 2: something that is not in stock. */
#define GOODS "{'lines':[{'sku':'TEA-1','quantity':'3'},{'title':'Engraving','quantity':'0.5','unit-price':'10','taxes':[]}]}"

static gint64
get_stock (DocketScenario *shop, const char *column)
{
  g_autofree char *sql = g_strdup_printf ("SELECT %s FROM stock", column);

  return docket_scenario_integer (shop, sql);
}

static void
test_life (void)
{
  g_autoptr (DocketScenario) shop = docket_scenario_new ();

  docket_scenario_given_shop (shop);
  docket_scenario_given (shop, "PlaceOrder", GOODS);
  g_assert_cmpint (get_stock (shop, "reserved"), ==, 3000);
  docket_scenario_when (shop, "CreateFulfilment", "{'order':'1001'}");
  docket_scenario_then_events (shop, "FulfilmentCreated", NULL);
  docket_scenario_then_member (shop, 0, "number", "1");
  docket_scenario_then_member (shop, 0, "lines[0].quantity", "3");
  docket_scenario_then_member (shop, 0, "lines[1].quantity", "0.5");
  g_assert_cmpint (get_stock (shop, "on_hand"), ==, 10000);
  docket_scenario_when (shop, "ShipFulfilment", "{'fulfilment':'1001-1','tracking':' 1Z ','carrier':'Post'}");
  docket_scenario_then_events (shop, "FulfilmentShipped", NULL);
  docket_scenario_then_member (shop, 0, "tracking", "1Z");
  docket_scenario_then_member (shop, 0, "lines[0].quantity", "3");
  docket_scenario_then_member (shop, 0, "lines[1].product-id", NULL);
  g_assert_cmpint (get_stock (shop, "on_hand"), ==, 7000);
  g_assert_cmpint (get_stock (shop, "reserved"), ==, 0);
  docket_scenario_when (shop, "DeliverFulfilment", "{'fulfilment':'1001-1'}");
  docket_scenario_then_events (shop, "FulfilmentDelivered", NULL);
  docket_scenario_when_undone (shop);
  docket_scenario_then_rejected (shop, DOCKET_ERROR_REJECTED, NULL, NULL);
  docket_scenario_check_replay (shop);
  docket_scenario_check_tables (shop);
}

static void
test_parts (void)
{
  g_autoptr (DocketScenario) shop = docket_scenario_new ();

  docket_scenario_given_shop (shop);
  docket_scenario_given (shop, "PlaceOrder", GOODS);
  docket_scenario_given (shop, "CreateFulfilment", "{'order':'1001','lines':[{'line':1,'quantity':'2'}]}");
  docket_scenario_when (shop, "CreateFulfilment", "{'order':'1001','lines':[{'line':2,'quantity':'0.5'},{'line':1,'quantity':'2'}]}");
  docket_scenario_then_rejected (shop, DOCKET_ERROR_REJECTED, "lines[1].quantity", NULL);
  docket_scenario_when (shop, "CreateFulfilment", "{'order':'1001','lines':[{'line':1,'quantity':'0.5'}]}");
  docket_scenario_then_rejected (shop, DOCKET_ERROR_REJECTED, "lines[0].quantity", NULL);
  docket_scenario_when (shop, "CreateFulfilment", "{'order':'1001','lines':[{'line':1,'quantity':'0'}]}");
  docket_scenario_then_rejected (shop, DOCKET_ERROR_REJECTED, "lines[0].quantity", NULL);
  docket_scenario_when (shop, "CreateFulfilment", "{'order':'1001','lines':[{'line':1,'quantity':'1'},{'line':1,'quantity':'1'}]}");
  docket_scenario_then_rejected (shop, DOCKET_ERROR_INVALID, "lines[1].line", "Line 1 is named twice.");
  docket_scenario_when (shop, "CreateFulfilment", "{'order':'1001','lines':[{'line':3,'quantity':'1'}]}");
  docket_scenario_then_rejected (shop, DOCKET_ERROR_NOT_FOUND, "lines[0].line", "Order 1001 has no line 3.");
  docket_scenario_when (shop, "CreateFulfilment", "{'order':'1001','lines':[]}");
  docket_scenario_then_rejected (shop, DOCKET_ERROR_REJECTED, "lines", NULL);
  docket_scenario_when (shop, "CreateFulfilment", "{'order':'1001'}");
  docket_scenario_then_member (shop, 0, "number", "2");
  docket_scenario_then_member (shop, 0, "lines[0].quantity", "1");
  docket_scenario_when (shop, "CreateFulfilment", "{'order':'1001'}");
  docket_scenario_then_rejected (shop, DOCKET_ERROR_REJECTED, "lines", "Order 1001 has nothing left to send.");
  docket_scenario_check_replay (shop);
}

static void
test_cancel (void)
{
  g_autoptr (DocketScenario) shop = docket_scenario_new ();

  docket_scenario_given_shop (shop);
  docket_scenario_given (shop, "PlaceOrder", GOODS);
  docket_scenario_given (shop, "CreateFulfilment", "{'order':'1001'}");
  docket_scenario_when_undone (shop);
  docket_scenario_then_events (shop, "FulfilmentCancelled", NULL);
  g_assert_cmpint (docket_scenario_integer (shop, "SELECT sum (committed) FROM order_line"), ==, 0);
  docket_scenario_when (shop, "CancelFulfilment", "{'fulfilment':'1001-1'}");
  docket_scenario_then_rejected (shop, DOCKET_ERROR_REJECTED, "fulfilment", NULL);
  docket_scenario_when (shop, "ShipFulfilment", "{'fulfilment':'1001-1'}");
  docket_scenario_then_rejected (shop, DOCKET_ERROR_REJECTED, "fulfilment", "Fulfilment 1001-1 has been cancelled.");
  docket_scenario_given (shop, "CreateFulfilment", "{'order':'1001'}");
  docket_scenario_when (shop, "DeliverFulfilment", "{'fulfilment':'1001-2'}");
  docket_scenario_then_rejected (shop, DOCKET_ERROR_REJECTED, "fulfilment", "Fulfilment 1001-2 has not left yet; ship it first.");
  docket_scenario_given (shop, "ShipFulfilment", "{'fulfilment':'1001-2'}");
  docket_scenario_when (shop, "ShipFulfilment", "{'fulfilment':'1001-2'}");
  docket_scenario_then_rejected (shop, DOCKET_ERROR_REJECTED, "fulfilment", "Fulfilment 1001-2 has left already.");
  docket_scenario_when (shop, "CancelFulfilment", "{'fulfilment':'1001-2'}");
  docket_scenario_then_rejected (shop, DOCKET_ERROR_REJECTED, "fulfilment", "What has shipped is never cancelled: it comes back as a return.");
  docket_scenario_given (shop, "DeliverFulfilment", "{'fulfilment':'1001-2'}");
  docket_scenario_when (shop, "DeliverFulfilment", "{'fulfilment':'1001-2'}");
  docket_scenario_then_rejected (shop, DOCKET_ERROR_REJECTED, "fulfilment", NULL);
  docket_scenario_check_replay (shop);
  docket_scenario_check_tables (shop);
}

static void
test_hold (void)
{
  g_autoptr (DocketScenario) shop = docket_scenario_new ();

  docket_scenario_given_shop (shop);
  docket_scenario_given (shop, "PlaceOrder", GOODS);
  docket_scenario_given (shop, "HoldOrder", "{'order':'1001'}");
  docket_scenario_when (shop, "CreateFulfilment", "{'order':'1001'}");
  docket_scenario_then_rejected (shop, DOCKET_ERROR_REJECTED, "order", "Order 1001 is on hold; release it first.");
  docket_scenario_given (shop, "ReleaseOrder", "{'order':'1001'}");
  docket_scenario_given (shop, "CreateFulfilment", "{'order':'1001'}");
  docket_scenario_given (shop, "HoldOrder", "{'order':'1001'}");
  docket_scenario_when (shop, "ShipFulfilment", "{'fulfilment':'1001-1'}");
  docket_scenario_then_rejected (shop, DOCKET_ERROR_REJECTED, "order", NULL);
  docket_scenario_given (shop, "CancelFulfilment", "{'fulfilment':'1001-1'}");
}

/* What may be oversold can be sold before it is there, and then sent before it is there. */
static void
test_on_hand (void)
{
  g_autoptr (DocketScenario) shop = docket_scenario_new ();

  docket_scenario_given_shop (shop);
  docket_scenario_given (shop, "UpdateProduct", "{'sku':'TEA-1','allow-overselling':true}");
  docket_scenario_given (shop, "PlaceOrder", "{'lines':[{'sku':'TEA-1','quantity':'6'},{'sku':'TEA-1','quantity':'6'}]}");
  docket_scenario_given (shop, "UpdateProduct", "{'sku':'TEA-1','allow-overselling':false}");
  docket_scenario_when (shop, "CreateFulfilment", "{'order':'1001'}");
  docket_scenario_then_rejected (shop, DOCKET_ERROR_REJECTED, "lines", NULL);
  docket_scenario_given (shop, "UpdateProduct", "{'sku':'TEA-1','allow-overselling':true}");
  docket_scenario_given (shop, "CreateFulfilment", "{'order':'1001'}");
  docket_scenario_given (shop, "UpdateProduct", "{'sku':'TEA-1','allow-overselling':false}");
  docket_scenario_when (shop, "ShipFulfilment", "{'fulfilment':'1001-1'}");
  docket_scenario_then_rejected (shop, DOCKET_ERROR_REJECTED, "lines", NULL);
  docket_scenario_given (shop, "ReceiveStock", "{'sku':'TEA-1','quantity':'2'}");
  docket_scenario_given (shop, "ShipFulfilment", "{'fulfilment':'1001-1'}");
  g_assert_cmpint (get_stock (shop, "on_hand"), ==, 0);
}

static void
test_names (void)
{
  g_autoptr (DocketScenario) shop = docket_scenario_new ();
  g_autofree char *id = NULL;
  g_autofree char *json = NULL;

  docket_scenario_given_shop (shop);
  docket_scenario_given (shop, "PlaceOrder", GOODS);
  docket_scenario_when (shop, "CreateFulfilment", "{'order':'1001'}");
  id = docket_scenario_get_member (shop, 0, "fulfilment-id");
  docket_scenario_when (shop, "ShipFulfilment", "{'fulfilment':'1001-2'}");
  docket_scenario_then_rejected (shop, DOCKET_ERROR_NOT_FOUND, "fulfilment", "There is no fulfilment 1001-2.");
  docket_scenario_when (shop, "ShipFulfilment", "{'fulfilment':'2001-1'}");
  docket_scenario_then_rejected (shop, DOCKET_ERROR_NOT_FOUND, "fulfilment", NULL);
  docket_scenario_when (shop, "ShipFulfilment", "{'fulfilment':'1001'}");
  docket_scenario_then_rejected (shop, DOCKET_ERROR_INVALID, "fulfilment", NULL);
  docket_scenario_when (shop, "ShipFulfilment", "{'fulfilment':''}");
  docket_scenario_then_rejected (shop, DOCKET_ERROR_INVALID, "fulfilment", NULL);
  docket_scenario_when (shop, "ShipFulfilment", "{'fulfilment':'018f0000-0000-7000-8000-000000000001'}");
  docket_scenario_then_rejected (shop, DOCKET_ERROR_NOT_FOUND, "fulfilment", NULL);
  json = g_strdup_printf ("{'fulfilment':'%s'}", id);
  docket_scenario_given (shop, "ShipFulfilment", json);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/write/fulfilments/life", test_life);
  g_test_add_func ("/write/fulfilments/parts", test_parts);
  g_test_add_func ("/write/fulfilments/cancel", test_cancel);
  g_test_add_func ("/write/fulfilments/hold", test_hold);
  g_test_add_func ("/write/fulfilments/on-hand", test_on_hand);
  g_test_add_func ("/write/fulfilments/names", test_names);
  return g_test_run ();
}
