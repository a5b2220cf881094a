/* test-products.c: products and what comes in
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "docket-scenario.h"

static void
test_create (void)
{
  g_autoptr (DocketScenario) shop = docket_scenario_new ();

  docket_scenario_given (shop, "ConfigureShop", "{'name':'A','currency':'EUR','taxes':[{'name':'VAT','rate':'20'}]}");
  docket_scenario_when (shop, "CreateProduct", "{'sku':' TEA-1 ','title':'Green tea','price':'4.5'}");
  docket_scenario_then_events (shop, "ProductCreated", NULL);
  docket_scenario_then_member (shop, 0, "product.sku", "TEA-1");
  docket_scenario_then_member (shop, 0, "product.price", "4.50");
  docket_scenario_then_member (shop, 0, "product.currency", "EUR");
  docket_scenario_then_member (shop, 0, "product.unit", "pc");
  docket_scenario_then_member (shop, 0, "product.step", "1");
  docket_scenario_then_member (shop, 0, "product.taxes[0].name", "VAT");
  docket_scenario_when (shop, "CreateProduct",
                        "{'sku':'GOUDA','title':'Gouda','price':'0','unit':'kg','taxes':[],'barcode':'40123','allow-overselling':true}");
  docket_scenario_then_member (shop, 0, "product.step", "0.001");
  docket_scenario_then_member (shop, 0, "product.price", "0.00");
  docket_scenario_then_member (shop, 0, "product.taxes[0]", NULL);
  docket_scenario_when_undone (shop);
  docket_scenario_then_rejected (shop, DOCKET_ERROR_REJECTED, NULL, NULL);
  docket_scenario_check_replay (shop);
  docket_scenario_check_tables (shop);
}

static void
test_refusals (void)
{
  g_autoptr (DocketScenario) shop = docket_scenario_new ();

  docket_scenario_given_shop (shop);
  docket_scenario_given (shop, "UpdateProduct", "{'sku':'TEA-1','barcode':'123'}");
  docket_scenario_when (shop, "CreateProduct", "{'sku':'tea-1','title':'Tea','price':'1'}");
  docket_scenario_then_rejected (shop, DOCKET_ERROR_REJECTED, "sku", "The SKU “tea-1” belongs to another product: Green tea.");
  docket_scenario_when (shop, "CreateProduct", "{'sku':'X','title':'Tea','price':'1','barcode':' 123 '}");
  docket_scenario_then_rejected (shop, DOCKET_ERROR_REJECTED, "barcode", NULL);
  docket_scenario_when (shop, "CreateProduct", "{'sku':'X','title':'Tea','price':'-0.01'}");
  docket_scenario_then_rejected (shop, DOCKET_ERROR_REJECTED, "price", NULL);
  docket_scenario_when (shop, "CreateProduct", "{'sku':'X','title':'Tea','price':'1.001'}");
  docket_scenario_then_rejected (shop, DOCKET_ERROR_INVALID, "price", NULL);
  docket_scenario_when (shop, "CreateProduct", "{'sku':'X','title':'Tea','price':1}");
  docket_scenario_then_rejected (shop, DOCKET_ERROR_INVALID, "price", NULL);
  docket_scenario_when (shop, "CreateProduct", "{'sku':'X','title':'Tea','price':'1','step':'0.5'}");
  docket_scenario_then_rejected (shop, DOCKET_ERROR_INVALID, "step", NULL);
  docket_scenario_when (shop, "CreateProduct", "{'sku':'X','title':'Tea','price':'1','step':'0'}");
  docket_scenario_then_rejected (shop, DOCKET_ERROR_INVALID, "step", NULL);
  docket_scenario_when (shop, "CreateProduct", "{'sku':'X','title':'Tea','price':'1','safety-stock':'-1'}");
  docket_scenario_then_rejected (shop, DOCKET_ERROR_INVALID, "safety-stock", NULL);
  docket_scenario_when (shop, "CreateProduct", "{'sku':'X','title':'Tea','price':'1','currency':'XYZ'}");
  docket_scenario_then_rejected (shop, DOCKET_ERROR_INVALID, "currency", NULL);
  docket_scenario_when (shop, "CreateProduct", "{'sku':' ','title':'Tea','price':'1'}");
  docket_scenario_then_rejected (shop, DOCKET_ERROR_INVALID, "sku", NULL);
  docket_scenario_when (shop, "CreateProduct", "{'sku':'X','title':' ','price':'1'}");
  docket_scenario_then_rejected (shop, DOCKET_ERROR_INVALID, "title", NULL);
  docket_scenario_when (shop, "CreateProduct", "{'sku':'X','title':'Tea','price':'1','colour':'green'}");
  docket_scenario_then_rejected (shop, DOCKET_ERROR_INVALID, "colour", NULL);
  docket_scenario_when (shop, "CreateProduct", "{'title':'Tea','price':'1'}");
  docket_scenario_then_rejected (shop, DOCKET_ERROR_INVALID, "sku", NULL);
  g_assert_cmpint (docket_scenario_integer (shop, "SELECT count(*) FROM product"), ==, 1);
}

static void
test_update_and_undo (void)
{
  g_autoptr (DocketScenario) shop = docket_scenario_new ();

  docket_scenario_given_shop (shop);
  docket_scenario_given (shop, "CreateProduct", "{'sku':'B','title':'Black tea','price':'3.00'}");
  docket_scenario_when (shop, "UpdateProduct",
                        "{'sku':'tea-1','new-sku':'TEA-2','price':'0','taxes':[],'barcode':'77','allow-overselling':true,'safety-stock':'2'}");
  docket_scenario_then_events (shop, "ProductUpdated", NULL);
  docket_scenario_then_member (shop, 0, "before.sku", "TEA-1");
  docket_scenario_then_member (shop, 0, "after.sku", "TEA-2");
  docket_scenario_then_member (shop, 0, "after.title", "Green tea");
  docket_scenario_then_member (shop, 0, "after.price", "0.00");
  docket_scenario_then_member (shop, 0, "after.barcode", "77");
  docket_scenario_then_member (shop, 0, "after.taxes[0]", NULL);
  docket_scenario_check_replay (shop);
  docket_scenario_when_undone (shop);
  docket_scenario_then_events (shop, "ProductUpdated", NULL);
  docket_scenario_then_member (shop, 0, "after.sku", "TEA-1");
  docket_scenario_then_member (shop, 0, "after.price", "4.50");
  docket_scenario_then_member (shop, 0, "after.barcode", NULL);
  docket_scenario_then_member (shop, 0, "after.taxes[0].rate", "20");
  g_assert_cmpint (docket_scenario_integer (shop, "SELECT sum (allow_overselling) + sum (safety_stock) FROM product"), ==, 0);
  docket_scenario_check_tables (shop);
}

static void
test_update_refusals (void)
{
  g_autoptr (DocketScenario) shop = docket_scenario_new ();

  docket_scenario_given_shop (shop);
  docket_scenario_given (shop, "CreateProduct", "{'sku':'B','title':'Black tea','price':'3.00'}");
  docket_scenario_when (shop, "UpdateProduct", "{'sku':'TEA-1','price':'4.50'}");
  docket_scenario_then_rejected (shop, DOCKET_ERROR_REJECTED, NULL, NULL);
  docket_scenario_when (shop, "UpdateProduct", "{'sku':'TEA-1'}");
  docket_scenario_then_rejected (shop, DOCKET_ERROR_REJECTED, NULL, NULL);
  docket_scenario_when (shop, "UpdateProduct", "{'sku':'TEA-1','new-sku':'b'}");
  docket_scenario_then_rejected (shop, DOCKET_ERROR_REJECTED, "sku", NULL);
  docket_scenario_when (shop, "UpdateProduct", "{'sku':'TEA-1','currency':'USD'}");
  docket_scenario_then_rejected (shop, DOCKET_ERROR_INVALID, "price", NULL);
  docket_scenario_given (shop, "UpdateProduct", "{'sku':'TEA-1','currency':'JPY','price':'500'}");
  docket_scenario_when_undone (shop);
  docket_scenario_then_member (shop, 0, "after.price", "4.50");
  docket_scenario_then_member (shop, 0, "after.currency", "EUR");
  docket_scenario_when (shop, "UpdateProduct", "{'sku':'NONE','price':'1'}");
  docket_scenario_then_rejected (shop, DOCKET_ERROR_NOT_FOUND, "sku", "There is no product with the SKU “NONE”.");
  docket_scenario_when (shop, "UpdateProduct", "{'price':'1'}");
  docket_scenario_then_rejected (shop, DOCKET_ERROR_INVALID, "sku", NULL);
  /* A new spelling of its own SKU is one. */
  docket_scenario_given (shop, "UpdateProduct", "{'sku':'TEA-1','new-sku':'Tea-1'}");
}

static void
test_receive (void)
{
  g_autoptr (DocketScenario) shop = docket_scenario_new ();

  docket_scenario_given_shop (shop);
  docket_scenario_given (shop, "CreateProduct", "{'sku':'GOUDA','title':'Gouda','price':'12','unit':'kg','step':'0.01'}");
  docket_scenario_when (shop, "ReceiveStock", "{'sku':'GOUDA','quantity':'1.25','reason':'Delivery'}");
  docket_scenario_then_events (shop, "StockReceived", NULL);
  docket_scenario_then_member (shop, 0, "quantity", "1.25");
  docket_scenario_given (shop, "ReceiveStock", "{'sku':'GOUDA','quantity':'0.01'}");
  g_assert_cmpint (docket_scenario_integer (shop, "SELECT max (on_hand) FROM stock WHERE on_hand < 10000"), ==, 1260);
  docket_scenario_when (shop, "ReceiveStock", "{'sku':'GOUDA','quantity':'0.001'}");
  docket_scenario_then_rejected (shop, DOCKET_ERROR_REJECTED, "quantity", "“Gouda” goes in steps of 0.01, and 0.001 is not a whole number of them.");
  docket_scenario_when (shop, "ReceiveStock", "{'sku':'TEA-1','quantity':'0.5'}");
  docket_scenario_then_rejected (shop, DOCKET_ERROR_REJECTED, "quantity", NULL);
  docket_scenario_when (shop, "ReceiveStock", "{'sku':'TEA-1','quantity':'0'}");
  docket_scenario_then_rejected (shop, DOCKET_ERROR_REJECTED, "quantity", NULL);
  docket_scenario_when (shop, "ReceiveStock", "{'sku':'TEA-1','quantity':'-1'}");
  docket_scenario_then_rejected (shop, DOCKET_ERROR_REJECTED, "quantity", "The quantity of “Green tea” must be more than 0, and -1 is not.");
  docket_scenario_when (shop, "ReceiveStock", "{'sku':'TEA-1','quantity':'1000000000'}");
  docket_scenario_then_rejected (shop, DOCKET_ERROR_INVALID, "quantity", NULL);
  docket_scenario_when (shop, "ReceiveStock", "{'sku':'TEA-1','quantity':'1000000001'}");
  docket_scenario_then_rejected (shop, DOCKET_ERROR_INVALID, "quantity", NULL);
  docket_scenario_when (shop, "ReceiveStock", "{'sku':'NONE','quantity':'1'}");
  docket_scenario_then_rejected (shop, DOCKET_ERROR_NOT_FOUND, "sku", NULL);
  docket_scenario_when (shop, "ReceiveStock", "{'product':'018f0000-0000-7000-8000-000000000001','quantity':'1'}");
  docket_scenario_then_rejected (shop, DOCKET_ERROR_NOT_FOUND, "product", NULL);
  docket_scenario_when_undone (shop);
  docket_scenario_then_rejected (shop, DOCKET_ERROR_REJECTED, NULL, NULL);
  docket_scenario_check_replay (shop);
  docket_scenario_check_tables (shop);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/write/products/create", test_create);
  g_test_add_func ("/write/products/refusals", test_refusals);
  g_test_add_func ("/write/products/update-and-undo", test_update_and_undo);
  g_test_add_func ("/write/products/update-refusals", test_update_refusals);
  g_test_add_func ("/write/products/receive", test_receive);
  return g_test_run ();
}
