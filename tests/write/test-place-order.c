/* test-place-order.c: orders placed at once, and what is refused
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "docket-scenario.h"

/* The example of the contract for scripts. */
#define EXAMPLE \
  "{'customer':{'name':'Ada Byron','email':'ada@example.org'},'currency':'EUR','prices-include-tax':false," \
  "'tax-rounding':'line','lines':[{'sku':'TEA-1','title':'Green tea','quantity':'2','unit-price':'4.50','discount':'0.50'," \
  "'taxes':[{'name':'VAT','rate':'20'}]}],'discount':'1.00'," \
  "'shipping':{'title':'Post','price':'3.90','taxes':[{'name':'VAT','rate':'20'}]}}"

static void
check_stock (DocketScenario *shop, gint64 on_hand, gint64 reserved)
{
  g_assert_cmpint (docket_scenario_integer (shop, "SELECT on_hand FROM stock"), ==, on_hand);
  g_assert_cmpint (docket_scenario_integer (shop, "SELECT reserved FROM stock"), ==, reserved);
}

static void
test_all_at_once (void)
{
  g_autoptr (DocketScenario) shop = docket_scenario_new ();

  docket_scenario_given_shop (shop);
  docket_scenario_when (shop, "PlaceOrder", EXAMPLE);
  docket_scenario_then_events (shop, "CustomerRegistered", "OrderPlaced", NULL);
  docket_scenario_then_member (shop, 1, "number", "1001");
  docket_scenario_then_member (shop, 1, "customer.name", "Ada Byron");
  docket_scenario_then_member (shop, 1, "terms.lines[0].discount", "0.50");
  docket_scenario_then_member (shop, 1, "terms.lines[0].discount-share", "1.00");
  docket_scenario_then_member (shop, 1, "terms.lines[0].net", "7.50");
  docket_scenario_then_member (shop, 1, "terms.lines[0].tax", "1.50");
  docket_scenario_then_member (shop, 1, "terms.shipping.total", "4.68");
  docket_scenario_then_member (shop, 1, "terms.net", "11.40");
  docket_scenario_then_member (shop, 1, "terms.tax", "2.28");
  docket_scenario_then_member (shop, 1, "terms.total", "13.68");
  docket_scenario_then_member (shop, 1, "terms.taxes[0].base", "11.40");
  check_stock (shop, 10000, 2000);
  docket_scenario_check_replay (shop);
  docket_scenario_check_tables (shop);
}

static void
test_defaults_of_product_and_shop (void)
{
  g_autoptr (DocketScenario) shop = docket_scenario_new ();

  docket_scenario_given_shop (shop);
  docket_scenario_when (shop, "PlaceOrder", "{'lines':[{'sku':'TEA-1','quantity':'3'},{'title':'Gift wrap','quantity':'1','unit-price':'1'}],"
                                            "'shipping':{'price':'5'}}");
  docket_scenario_then_events (shop, "OrderPlaced", NULL);
  docket_scenario_then_member (shop, 0, "customer-id", NULL);
  docket_scenario_then_member (shop, 0, "terms.currency", "EUR");
  docket_scenario_then_member (shop, 0, "terms.lines[0].title", "Green tea");
  docket_scenario_then_member (shop, 0, "terms.lines[0].unit-price", "4.50");
  docket_scenario_then_member (shop, 0, "terms.lines[0].moves-stock", "true");
  docket_scenario_then_member (shop, 0, "terms.lines[0].tax", "2.70");
  docket_scenario_then_member (shop, 0, "terms.lines[1].tax", "0.20");
  docket_scenario_then_member (shop, 0, "terms.lines[1].step", "0.001");
  docket_scenario_then_member (shop, 0, "terms.shipping.tax", "1.00");
  docket_scenario_then_member (shop, 0, "terms.total", "23.40");
  docket_scenario_check_replay (shop);
}

static void
test_no_taxes_said (void)
{
  g_autoptr (DocketScenario) shop = docket_scenario_new ();

  docket_scenario_given_shop (shop);
  docket_scenario_when (shop, "PlaceOrder", "{'lines':[{'sku':'TEA-1','quantity':'1','taxes':[]}],'shipping':{'price':'0','taxes':[]}}");
  docket_scenario_then_member (shop, 0, "terms.tax", "0.00");
  docket_scenario_then_member (shop, 0, "terms.total", "4.50");
}

static void
test_shop_not_set_up (void)
{
  g_autoptr (DocketScenario) shop = docket_scenario_new ();

  docket_scenario_when (shop, "PlaceOrder", "{'lines':[{'title':'Cup','quantity':'1','unit-price':'2'}]}");
  docket_scenario_then_rejected (shop, DOCKET_ERROR_REJECTED, "currency", NULL);
  docket_scenario_when (shop, "PlaceOrder", "{'currency':'JPY','lines':[{'title':'Cup','quantity':'1','unit-price':'200'}]}");
  docket_scenario_then_events (shop, "OrderPlaced", NULL);
  docket_scenario_then_member (shop, 0, "terms.total", "200");
  docket_scenario_then_member (shop, 0, "terms.prices-include-tax", "false");
  docket_scenario_then_member (shop, 0, "terms.tax-rounding", "line");
  docket_scenario_check_replay (shop);
}

static void
test_customers (void)
{
  g_autoptr (DocketScenario) shop = docket_scenario_new ();
  g_autofree char *first = NULL;
  g_autofree char *by_id = NULL;

  docket_scenario_given_shop (shop);
  docket_scenario_given (shop, "PlaceOrder", EXAMPLE);
  first = docket_scenario_get_member (shop, 1, "customer-id");
  docket_scenario_when (shop, "PlaceOrder", "{'customer':{'email':'ADA@Example.org','phone':'1'},'lines':[{'sku':'TEA-1','quantity':'1'}]}");
  docket_scenario_then_events (shop, "OrderPlaced", NULL);
  docket_scenario_then_member (shop, 0, "customer-id", first);
  docket_scenario_then_member (shop, 0, "customer.name", "Ada Byron");
  docket_scenario_then_member (shop, 0, "number", "1002");
  by_id = g_strdup_printf ("{'customer-id':'%s','lines':[{'sku':'TEA-1','quantity':'1'}]}", first);
  docket_scenario_when (shop, "PlaceOrder", by_id);
  docket_scenario_then_member (shop, 0, "customer.email", "ada@example.org");
  docket_scenario_when (shop, "PlaceOrder", "{'customer':{'name':'Bob'},'lines':[{'sku':'TEA-1','quantity':'1'}]}");
  docket_scenario_then_events (shop, "CustomerRegistered", "OrderPlaced", NULL);
  docket_scenario_when (shop, "PlaceOrder", "{'customer':{'email':'nonsense'},'lines':[{'sku':'TEA-1','quantity':'1'}]}");
  docket_scenario_then_rejected (shop, DOCKET_ERROR_INVALID, "customer.email", NULL);
  docket_scenario_when (shop, "PlaceOrder",
                        "{'customer-id':'018f4a3b-9c00-7abc-8def-0123456789ab','lines':[{'sku':'TEA-1','quantity':'1'}]}");
  docket_scenario_then_rejected (shop, DOCKET_ERROR_NOT_FOUND, "customer-id", NULL);
  docket_scenario_check_replay (shop);
  docket_scenario_check_tables (shop);
}

static void
test_stock (void)
{
  g_autoptr (DocketScenario) shop = docket_scenario_new ();

  docket_scenario_given_shop (shop);
  docket_scenario_when (shop, "PlaceOrder", "{'lines':[{'sku':'TEA-1','quantity':'11'}]}");
  docket_scenario_then_rejected (shop, DOCKET_ERROR_REJECTED, "lines[0].quantity",
                                 "Only 10 of “Green tea” (TEA-1) are available: 10 on hand, 0 reserved; 11 were asked for.");
  docket_scenario_given (shop, "PlaceOrder", "{'lines':[{'sku':'TEA-1','quantity':'7'}]}");
  docket_scenario_when (shop, "PlaceOrder", "{'lines':[{'sku':'TEA-1','quantity':'2'},{'sku':'TEA-1','quantity':'2'}]}");
  docket_scenario_then_rejected (shop, DOCKET_ERROR_REJECTED, "lines[1].quantity",
                                 "Only 3 of “Green tea” (TEA-1) are available: 10 on hand, 7 reserved; 4 were asked for.");
  docket_scenario_given (shop, "PlaceOrder", "{'lines':[{'sku':'TEA-1','quantity':'2'},{'sku':'TEA-1','quantity':'1'}]}");
  check_stock (shop, 10000, 10000);
  docket_scenario_given (shop, "UpdateProduct", "{'sku':'TEA-1','allow-overselling':true}");
  docket_scenario_given (shop, "PlaceOrder", "{'lines':[{'sku':'TEA-1','quantity':'1'}]}");
  check_stock (shop, 10000, 11000);
  docket_scenario_check_replay (shop);
  docket_scenario_check_tables (shop);
}

/* Each is one thing wrong with an order that is right otherwise. */
static const struct
{
  const char *json;
  DocketError code;
  const char *field;
} refusals[] = {
  { "{}", DOCKET_ERROR_REJECTED, "lines" },
  { "{'lines':[]}", DOCKET_ERROR_REJECTED, "lines" },
  { "{'currency':'XXY','lines':[{'sku':'TEA-1','quantity':'1'}]}", DOCKET_ERROR_INVALID, "currency" },
  { "{'currency':'EURO','lines':[{'sku':'TEA-1','quantity':'1'}]}", DOCKET_ERROR_INVALID, "currency" },
  { "{'currency':'USD','lines':[{'sku':'TEA-1','quantity':'1'}]}", DOCKET_ERROR_REJECTED, "lines[0].unit-price" },
  { "{'lines':[{'sku':'TEA-2','quantity':'1'}]}", DOCKET_ERROR_NOT_FOUND, "lines[0].sku" },
  { "{'lines':[{'sku':'TEA-1','quantity':'0'}]}", DOCKET_ERROR_INVALID, "lines[0].quantity" },
  { "{'lines':[{'sku':'TEA-1','quantity':'-1'}]}", DOCKET_ERROR_INVALID, "lines[0].quantity" },
  { "{'lines':[{'sku':'TEA-1','quantity':'1.5'}]}", DOCKET_ERROR_REJECTED, "lines[0].quantity" },
  { "{'lines':[{'sku':'TEA-1','quantity':1}]}", DOCKET_ERROR_INVALID, "lines[0].quantity" },
  { "{'lines':[{'sku':'TEA-1'}]}", DOCKET_ERROR_INVALID, "lines[0].quantity" },
  { "{'lines':[{'sku':'TEA-1','quantity':'1','unit-price':'-1'}]}", DOCKET_ERROR_INVALID, "lines[0].unit-price" },
  { "{'lines':[{'sku':'TEA-1','quantity':'1','unit-price':'4.505'}]}", DOCKET_ERROR_INVALID, "lines[0].unit-price" },
  { "{'lines':[{'sku':'TEA-1','quantity':'1','unit-price':'99999999999999999'}]}", DOCKET_ERROR_INVALID, "lines[0].unit-price" },
  { "{'lines':[{'sku':'TEA-1','quantity':'1','discount':'4.51'}]}", DOCKET_ERROR_REJECTED, "lines[0].discount" },
  { "{'lines':[{'sku':'TEA-1','quantity':'1','discount':'101%'}]}", DOCKET_ERROR_INVALID, "lines[0].discount" },
  { "{'lines':[{'sku':'TEA-1','quantity':'1'}],'discount':'4.51'}", DOCKET_ERROR_REJECTED, "discount" },
  { "{'lines':[{'sku':'TEA-1','quantity':'1'}],'shipping':{'price':'1.001'}}", DOCKET_ERROR_INVALID, "shipping.price" },
  { "{'lines':[{'sku':'TEA-1','quantity':'1'}],'shipping':{}}", DOCKET_ERROR_INVALID, "shipping.price" },
  { "{'lines':[{'quantity':'1','unit-price':'1'}]}", DOCKET_ERROR_INVALID, "lines[0].title" },
  { "{'lines':[{'title':'Cup','quantity':'1'}]}", DOCKET_ERROR_INVALID, "lines[0].unit-price" },
  { "{'lines':[{'title':'Cup','quantity':'0.0001','unit-price':'1'}]}", DOCKET_ERROR_INVALID, "lines[0].quantity" },
  { "{'lines':[{'title':'Cup','quantity':'1','unit-price':'1','taxes':[{'name':'V','rate':'-1'}]}]}", DOCKET_ERROR_INVALID,
    "lines[0].taxes[0].rate" },
  { "{'lines':[{'sku':'TEA-1','quantity':'1'}],'colour':'red'}", DOCKET_ERROR_INVALID, "colour" },
  { "{'lines':[{'sku':'TEA-1','quantity':'1'}],'number':'7'}", DOCKET_ERROR_INVALID, "number" },
  { "{'lines':[{'sku':'TEA-1','quantity':'1'}],'terms':{}}", DOCKET_ERROR_INVALID, "terms" },
  { "{'order':'1001'}", DOCKET_ERROR_NOT_FOUND, "order" },
};

static void
test_refusals (void)
{
  g_autoptr (DocketScenario) shop = docket_scenario_new ();
  gint64 n_events;

  docket_scenario_given_shop (shop);
  n_events = docket_scenario_integer (shop, "SELECT count(*) FROM event");
  for (guint i = 0; i < G_N_ELEMENTS (refusals); i++)
    {
      g_test_message ("%s", refusals[i].json);
      docket_scenario_when (shop, "PlaceOrder", refusals[i].json);
      docket_scenario_then_rejected (shop, refusals[i].code, refusals[i].field, NULL);
    }
  g_assert_cmpint (docket_scenario_integer (shop, "SELECT count(*) FROM event"), ==, n_events);
  g_assert_cmpint (docket_scenario_integer (shop, "SELECT count(*) FROM \"order\""), ==, 0);
  check_stock (shop, 10000, 0);
}

static void
test_undo_cancels (void)
{
  g_autoptr (DocketScenario) shop = docket_scenario_new ();

  docket_scenario_given_shop (shop);
  docket_scenario_given (shop, "PlaceOrder", EXAMPLE);
  docket_scenario_when_undone (shop);
  docket_scenario_then_events (shop, "OrderCancelled", NULL);
  docket_scenario_then_member (shop, 0, "amount", "13.68");
  check_stock (shop, 10000, 0);
  docket_scenario_check_tables (shop);
}

/* An order in another currency names its prices; every figure has that currency's decimals. */
static void
test_other_currency (void)
{
  g_autoptr (DocketScenario) shop = docket_scenario_new ();

  docket_scenario_given_shop (shop);
  docket_scenario_when (shop, "PlaceOrder", "{'currency':'KWD','lines':[{'sku':'TEA-1','quantity':'3','unit-price':'1.005',"
                                            "'taxes':[{'name':'VAT','rate':'5'}]}]}");
  docket_scenario_then_member (shop, 0, "terms.net", "3.015");
  docket_scenario_then_member (shop, 0, "terms.total", "3.166");
  docket_scenario_check_replay (shop);
}

/* The second command of a dry run sees what the first did. */
static void
try_out_price (DocketScenario *shop)
{
  DocketCommandBus *bus = docket_scenario_get_bus (shop);
  g_autoptr (GPtrArray) commands = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) outcomes = NULL;
  g_autoptr (GError) error = NULL;

  g_ptr_array_add (commands, docket_command_bus_parse (bus, "UpdateProduct", "{\"sku\":\"TEA-1\",\"price\":\"99\"}", -1, &error));
  g_assert_no_error (error);
  g_ptr_array_add (commands, docket_command_bus_parse (bus, "PlaceOrder", "{\"lines\":[{\"sku\":\"TEA-1\",\"quantity\":\"1\"}]}", -1,
                                                       &error));
  g_assert_no_error (error);
  outcomes = docket_command_bus_dispatch_batch (bus, commands, DOCKET_DISPATCH_DRY_RUN, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (outcomes->len, ==, 2);
  g_assert_true (docket_outcome_is_accepted (outcomes->pdata[1]));
}

static void
then_costs (DocketScenario *shop, const char *unit_price, const char *total)
{
  docket_scenario_when (shop, "PlaceOrder", "{'lines':[{'sku':'TEA-1','quantity':'1'}],'shipping':{'price':'1'}}");
  docket_scenario_then_member (shop, 0, "terms.lines[0].unit-price", unit_price);
  docket_scenario_then_member (shop, 0, "terms.total", total);
}

/* What an order takes from product and shop is what they say then, however often it was asked before. */
static void
test_prices_of_the_moment (void)
{
  g_autoptr (DocketScenario) shop = docket_scenario_new ();

  docket_scenario_given_shop (shop);
  then_costs (shop, "4.50", "6.60");
  docket_scenario_given (shop, "UpdateProduct", "{'sku':'TEA-1','price':'10'}");
  then_costs (shop, "10.00", "13.20");
  try_out_price (shop);
  then_costs (shop, "10.00", "13.20");
  docket_scenario_given (shop, "DefineTaxRate", "{'name':'VAT','rate':'50','default':true}");
  then_costs (shop, "10.00", "13.50");
  docket_scenario_given (shop, "UpdateProduct", "{'sku':'TEA-1','taxes':[]}");
  then_costs (shop, "10.00", "11.50");
  docket_scenario_given (shop, "ConfigureShop", "{'name':'A','currency':'EUR','prices-include-tax':true}");
  then_costs (shop, "10.00", "11.00");
  docket_scenario_check_replay (shop);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/place-order/all-at-once", test_all_at_once);
  g_test_add_func ("/place-order/defaults", test_defaults_of_product_and_shop);
  g_test_add_func ("/place-order/no-taxes-said", test_no_taxes_said);
  g_test_add_func ("/place-order/shop-not-set-up", test_shop_not_set_up);
  g_test_add_func ("/place-order/customers", test_customers);
  g_test_add_func ("/place-order/stock", test_stock);
  g_test_add_func ("/place-order/refusals", test_refusals);
  g_test_add_func ("/place-order/undo", test_undo_cancels);
  g_test_add_func ("/place-order/other-currency", test_other_currency);
  g_test_add_func ("/place-order/prices-of-the-moment", test_prices_of_the_moment);
  return g_test_run ();
}
