/* test-shop.c: setting the shop up, and its taxes
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "docket-scenario.h"

#include "docket-shop-settings.h"

static void
test_defaults_without_country (void)
{
  g_autoptr (DocketScenario) shop = docket_scenario_new ();

  docket_scenario_when (shop, "ConfigureShop", "{'name':' Corner ','currency':'EUR'}");
  docket_scenario_then_events (shop, "ShopConfigured", NULL);
  docket_scenario_then_member (shop, 0, "name", "Corner");
  docket_scenario_then_member (shop, 0, "prices-include-tax", "false");
  docket_scenario_then_member (shop, 0, "tax-rounding", "line");
  docket_scenario_then_member (shop, 0, "time-zone", "UTC");
  g_assert_cmpint (docket_scenario_integer (shop, "SELECT count(*) FROM shop_tax"), ==, 0);
  docket_scenario_check_replay (shop);
  docket_scenario_check_tables (shop);
}

static void
test_defaults_of_country (void)
{
  g_autoptr (DocketScenario) shop = docket_scenario_new ();

  docket_scenario_when (shop, "ConfigureShop", "{'name':'Ecke','country':'DE','tax-rounding':'order'}");
  docket_scenario_then_events (shop, "ShopConfigured", NULL);
  docket_scenario_then_member (shop, 0, "currency", "EUR");
  docket_scenario_then_member (shop, 0, "prices-include-tax", "true");
  docket_scenario_then_member (shop, 0, "tax-rounding", "order");
  docket_scenario_then_member (shop, 0, "time-zone", "Europe/Berlin");
  docket_scenario_then_member (shop, 0, "taxes[0].rate", "19");
  docket_scenario_when (shop, "CreateProduct", "{'sku':'A','title':'B','price':'1'}");
  docket_scenario_then_member (shop, 0, "product.taxes[0].rate", "19");
  docket_scenario_then_member (shop, 0, "product.price", "1.00");
  docket_scenario_check_replay (shop);
}

static void
test_refusals (void)
{
  g_autoptr (DocketScenario) shop = docket_scenario_new ();

  docket_scenario_when (shop, "ConfigureShop", "{'currency':'EUR'}");
  docket_scenario_then_rejected (shop, DOCKET_ERROR_INVALID, "name", NULL);
  docket_scenario_when (shop, "ConfigureShop", "{'name':'X'}");
  docket_scenario_then_rejected (shop, DOCKET_ERROR_INVALID, "currency", NULL);
  docket_scenario_when (shop, "ConfigureShop", "{'name':'X','currency':'EUX'}");
  docket_scenario_then_rejected (shop, DOCKET_ERROR_INVALID, "currency", NULL);
  docket_scenario_when (shop, "ConfigureShop", "{'name':'X','currency':'EUR','country':'XX'}");
  docket_scenario_then_rejected (shop, DOCKET_ERROR_INVALID, "country", NULL);
  docket_scenario_when (shop, "ConfigureShop", "{'name':'X','currency':'EUR','time-zone':'Moon/Sea'}");
  docket_scenario_then_rejected (shop, DOCKET_ERROR_INVALID, "time-zone", NULL);
  docket_scenario_when (shop, "ConfigureShop", "{'name':'X','currency':'EUR','time-zone':'/etc/localtime'}");
  docket_scenario_then_rejected (shop, DOCKET_ERROR_INVALID, "time-zone", NULL);
  docket_scenario_when (shop, "ConfigureShop", "{'name':'X','currency':'EUR','taxes':[{'name':'A','rate':'1'},{'name':'A','rate':'2'}]}");
  docket_scenario_then_rejected (shop, DOCKET_ERROR_INVALID, "taxes", NULL);
  docket_scenario_when (shop, "ConfigureShop", "{'name':'X','currency':'EUR','before':{'name':'Y'}}");
  docket_scenario_then_rejected (shop, DOCKET_ERROR_INVALID, "before", NULL);
  docket_scenario_when (shop, "DefineTaxRate", "{'name':'VAT','rate':'20'}");
  docket_scenario_then_rejected (shop, DOCKET_ERROR_REJECTED, NULL, NULL);
  docket_scenario_when (shop, "CreateProduct", "{'sku':'A','title':'B','price':'1'}");
  docket_scenario_then_rejected (shop, DOCKET_ERROR_REJECTED, NULL, NULL);
  g_assert_cmpint (docket_scenario_integer (shop, "SELECT count(*) FROM event"), ==, 0);
}

static void
test_change_and_undo (void)
{
  g_autoptr (DocketScenario) shop = docket_scenario_new ();

  docket_scenario_given (shop, "ConfigureShop",
                         "{'name':'A','currency':'EUR','time-zone':'Europe/Vienna','address':{'city':'Graz'},'taxes':[{'name':'V','rate':'20'}]}");
  docket_scenario_when (shop, "ConfigureShop", "{'name':'B','country':'FR','prices-include-tax':true,'taxes':[]}");
  docket_scenario_then_member (shop, 0, "name", "B");
  docket_scenario_then_member (shop, 0, "country", "FR");
  docket_scenario_then_member (shop, 0, "time-zone", "Europe/Vienna");
  docket_scenario_then_member (shop, 0, "address.city", "Graz");
  g_assert_cmpint (docket_scenario_integer (shop, "SELECT count(*) FROM shop_tax"), ==, 0);
  docket_scenario_when_undone (shop);
  docket_scenario_then_events (shop, "ShopConfigured", NULL);
  docket_scenario_then_member (shop, 0, "name", "A");
  docket_scenario_then_member (shop, 0, "country", NULL);
  docket_scenario_then_member (shop, 0, "prices-include-tax", "false");
  docket_scenario_then_member (shop, 0, "taxes[0].rate", "20");
  docket_scenario_check_replay (shop);
  docket_scenario_check_tables (shop);
}

static void
test_first_is_not_undone (void)
{
  g_autoptr (DocketScenario) shop = docket_scenario_new ();

  docket_scenario_given (shop, "ConfigureShop", "{'name':'A','currency':'EUR'}");
  docket_scenario_when_undone (shop);
  docket_scenario_then_rejected (shop, DOCKET_ERROR_REJECTED, NULL, NULL);
}

static void
test_currency_is_fixed (void)
{
  g_autoptr (DocketScenario) shop = docket_scenario_new ();

  docket_scenario_given (shop, "ConfigureShop", "{'name':'A','currency':'EUR'}");
  docket_scenario_given (shop, "ConfigureShop", "{'currency':'CHF'}");
  docket_scenario_given (shop, "PlaceOrder", "{'lines':[{'title':'Tea','quantity':'1','unit-price':'1.00'}]}");
  docket_scenario_when (shop, "ConfigureShop", "{'currency':'EUR'}");
  docket_scenario_then_rejected (shop, DOCKET_ERROR_REJECTED, "currency", "The currency stays CHF: there is 1 order in it already.");
  docket_scenario_given (shop, "ConfigureShop", "{'currency':'CHF','name':'B'}");
}

static void
test_tax_rates (void)
{
  g_autoptr (DocketScenario) shop = docket_scenario_new ();

  docket_scenario_given (shop, "ConfigureShop", "{'name':'A','currency':'EUR','taxes':[{'name':'VAT','rate':'20'}]}");
  docket_scenario_when (shop, "DefineTaxRate", "{'name':'VAT','rate':'21'}");
  docket_scenario_then_events (shop, "TaxRateDefined", NULL);
  docket_scenario_then_member (shop, 0, "default", "true");
  g_assert_cmpint (docket_scenario_integer (shop, "SELECT rate FROM shop_tax"), ==, 210000);
  /* vat is VAT. */
  docket_scenario_given (shop, "DefineTaxRate", "{'name':'vat','rate':'22'}");
  g_assert_cmpint (docket_scenario_integer (shop, "SELECT sum (rate) FROM shop_tax"), ==, 220000);
  docket_scenario_given (shop, "DefineTaxRate", "{'name':'Reduced','rate':'7.5','country':'DE'}");
  g_assert_cmpint (docket_scenario_integer (shop, "SELECT count(*) FROM shop_tax"), ==, 1);
  docket_scenario_given (shop, "DefineTaxRate", "{'name':'Reduced','rate':'8','default':true}");
  g_assert_cmpint (docket_scenario_integer (shop, "SELECT count(*) FROM shop_tax"), ==, 2);
  g_assert_cmpint (docket_scenario_integer (shop, "SELECT count(*) FROM tax_rate"), ==, 2);
  docket_scenario_when_undone (shop);
  docket_scenario_then_events (shop, "TaxRateDefined", NULL);
  docket_scenario_then_member (shop, 0, "rate", "7.5");
  docket_scenario_then_member (shop, 0, "country", "DE");
  g_assert_cmpint (docket_scenario_integer (shop, "SELECT count(*) FROM shop_tax"), ==, 1);
  docket_scenario_when (shop, "DefineTaxRate", "{'name':' ','rate':'1'}");
  docket_scenario_then_rejected (shop, DOCKET_ERROR_INVALID, "name", NULL);
  docket_scenario_when (shop, "DefineTaxRate", "{'name':'X','rate':'1','country':'QQ'}");
  docket_scenario_then_rejected (shop, DOCKET_ERROR_INVALID, "country", NULL);
  docket_scenario_when (shop, "DefineTaxRate", "{'name':'X','rate':'-1'}");
  docket_scenario_then_rejected (shop, DOCKET_ERROR_INVALID, "rate", NULL);
  docket_scenario_check_replay (shop);
  docket_scenario_check_tables (shop);
}

/* 22:30 UTC is the next day in Berlin. */
static void
test_days (void)
{
  g_autoptr (DocketScenario) shop = docket_scenario_new ();
  const DocketEvent *event;

  docket_scenario_given (shop, "ConfigureShop", "{'name':'A','currency':'EUR','time-zone':'Europe/Berlin'}");
  docket_scenario_when (shop, "RegisterCustomer", "{'name':'Ada','time':'2024-06-30T22:30:00Z'}");
  event = g_ptr_array_index (docket_outcome_get_events (docket_scenario_get_outcome (shop)), 0);
  g_assert_cmpint (docket_event_get_envelope ((DocketEvent *) event)->day, ==, 20240701);
  docket_scenario_given (shop, "ConfigureShop", "{'time-zone':'America/New_York'}");
  docket_scenario_when (shop, "RegisterCustomer", "{'name':'Bea','time':'2024-06-30T22:30:00Z'}");
  event = g_ptr_array_index (docket_outcome_get_events (docket_scenario_get_outcome (shop)), 0);
  g_assert_cmpint (docket_event_get_envelope ((DocketEvent *) event)->day, ==, 20240630);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/write/shop/defaults-without-country", test_defaults_without_country);
  g_test_add_func ("/write/shop/defaults-of-country", test_defaults_of_country);
  g_test_add_func ("/write/shop/refusals", test_refusals);
  g_test_add_func ("/write/shop/change-and-undo", test_change_and_undo);
  g_test_add_func ("/write/shop/first-is-not-undone", test_first_is_not_undone);
  g_test_add_func ("/write/shop/currency-is-fixed", test_currency_is_fixed);
  g_test_add_func ("/write/shop/tax-rates", test_tax_rates);
  g_test_add_func ("/write/shop/days", test_days);
  return g_test_run ();
}
