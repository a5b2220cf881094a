/* test-customers.c: who buys
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "docket-scenario.h"

static void
test_register (void)
{
  g_autoptr (DocketScenario) shop = docket_scenario_new ();

  docket_scenario_when (shop, "RegisterCustomer",
                        "{'name':' Ada Byron ','email':'Ada@Example.org','phone':'','note':'regular','address':{'city':'London','country':'GB'}}");
  docket_scenario_then_events (shop, "CustomerRegistered", NULL);
  docket_scenario_then_member (shop, 0, "customer.name", "Ada Byron");
  docket_scenario_then_member (shop, 0, "customer.email", "Ada@Example.org");
  docket_scenario_then_member (shop, 0, "customer.phone", NULL);
  docket_scenario_then_member (shop, 0, "customer.address.city", "London");
  docket_scenario_given (shop, "RegisterCustomer", "{'phone':'030 1234'}");
  docket_scenario_given (shop, "RegisterCustomer", "{'email':'b@example.org','address':{}}");
  docket_scenario_when (shop, "RegisterCustomer", "{'name':'Other','email':' ada@example.ORG '}");
  docket_scenario_then_rejected (shop, DOCKET_ERROR_REJECTED, "email", NULL);
  docket_scenario_when (shop, "RegisterCustomer", "{'note':'who?','address':{'city':'Paris'}}");
  docket_scenario_then_rejected (shop, DOCKET_ERROR_INVALID, "name", NULL);
  docket_scenario_when (shop, "RegisterCustomer", "{'name':'X','email':'a b@c'}");
  docket_scenario_then_rejected (shop, DOCKET_ERROR_INVALID, "email", NULL);
  docket_scenario_when (shop, "RegisterCustomer", "{'name':'X','email':'a@b@c'}");
  docket_scenario_then_rejected (shop, DOCKET_ERROR_INVALID, "email", NULL);
  docket_scenario_when (shop, "RegisterCustomer", "{'name':'X','address':{'country':'Germany'}}");
  docket_scenario_then_rejected (shop, DOCKET_ERROR_INVALID, "address.country", NULL);
  g_assert_cmpint (docket_scenario_integer (shop, "SELECT count(*) FROM customer"), ==, 3);
  docket_scenario_when_undone (shop);
  docket_scenario_then_rejected (shop, DOCKET_ERROR_NOT_FOUND, NULL, NULL);
  docket_scenario_check_replay (shop);
  docket_scenario_check_tables (shop);
}

static void
test_update_and_undo (void)
{
  g_autoptr (DocketScenario) shop = docket_scenario_new ();

  docket_scenario_given (shop, "RegisterCustomer", "{'name':'Ada','email':'ada@example.org','address':{'city':'London'}}");
  docket_scenario_given (shop, "RegisterCustomer", "{'name':'Bea','email':'bea@example.org'}");
  docket_scenario_when (shop, "UpdateCustomer", "{'customer':'ADA@example.org','name':'','phone':'123','address':{}}");
  docket_scenario_then_events (shop, "CustomerUpdated", NULL);
  docket_scenario_then_member (shop, 0, "before.name", "Ada");
  docket_scenario_then_member (shop, 0, "after.name", NULL);
  docket_scenario_then_member (shop, 0, "after.email", "ada@example.org");
  docket_scenario_then_member (shop, 0, "after.phone", "123");
  docket_scenario_then_member (shop, 0, "after.address", NULL);
  docket_scenario_check_replay (shop);
  docket_scenario_when_undone (shop);
  docket_scenario_then_events (shop, "CustomerUpdated", NULL);
  docket_scenario_then_member (shop, 0, "after.name", "Ada");
  docket_scenario_then_member (shop, 0, "after.phone", NULL);
  docket_scenario_then_member (shop, 0, "after.address.city", "London");
  docket_scenario_check_tables (shop);
}

static void
test_update_refusals (void)
{
  g_autoptr (DocketScenario) shop = docket_scenario_new ();
  g_autofree char *id = NULL;
  g_autofree char *json = NULL;

  docket_scenario_given (shop, "RegisterCustomer", "{'name':'Ada','email':'ada@example.org'}");
  docket_scenario_given (shop, "RegisterCustomer", "{'name':'Bea','email':'bea@example.org'}");
  docket_scenario_when (shop, "UpdateCustomer", "{'customer':'bea@example.org','email':'ADA@example.org'}");
  docket_scenario_then_rejected (shop, DOCKET_ERROR_REJECTED, "email", NULL);
  docket_scenario_when (shop, "UpdateCustomer", "{'customer':'bea@example.org','name':'Bea'}");
  docket_scenario_then_rejected (shop, DOCKET_ERROR_REJECTED, NULL, NULL);
  docket_scenario_when (shop, "UpdateCustomer", "{'customer':'bea@example.org','name':'','email':''}");
  docket_scenario_then_rejected (shop, DOCKET_ERROR_INVALID, "name", NULL);
  docket_scenario_when (shop, "UpdateCustomer", "{'customer':'none@example.org','name':'X'}");
  docket_scenario_then_rejected (shop, DOCKET_ERROR_NOT_FOUND, "customer", NULL);
  docket_scenario_when (shop, "UpdateCustomer", "{'name':'X'}");
  docket_scenario_then_rejected (shop, DOCKET_ERROR_INVALID, "customer", NULL);
  /* By id, and new capitals of one's own address. */
  id = docket_scenario_text (shop, "SELECT lower (hex (id)) FROM customer WHERE name = 'Bea'");
  json = g_strdup_printf ("{'customer':'%.8s-%.4s-%.4s-%.4s-%.12s','email':'BEA@example.org'}", id, id + 8, id + 12, id + 16, id + 20);
  docket_scenario_given (shop, "UpdateCustomer", json);
}

/* Nobody could ever ask for that to be erased: neither in what was asked for, nor in the reason, nor of somebody unknown. */
static void
test_refused_persons (void)
{
  g_autoptr (DocketScenario) shop = docket_scenario_new ();
  const char *leaks = "SELECT count(*) FROM command WHERE outcome = 'rejected' AND"
                      " (type || data || coalesce (message, '') LIKE '%example.net%' OR message GLOB '*Ada*')";
  const char *kept = "SELECT count(*) FROM command WHERE outcome = 'rejected' AND personal IS NOT NULL";

  docket_scenario_given_shop (shop);
  docket_scenario_given (shop, "RegisterCustomer", "{'name':'Ada','email':'ada@example.net'}");
  docket_scenario_when (shop, "RegisterCustomer", "{'name':'Other','email':'ada@example.net'}");
  docket_scenario_then_rejected (shop, DOCKET_ERROR_REJECTED, "email", NULL);
  docket_scenario_when (shop, "RegisterCustomer", "{'name':'Bea','email':'bea at example.net'}");
  docket_scenario_then_rejected (shop, DOCKET_ERROR_INVALID, "email", NULL);
  docket_scenario_when (shop, "UpdateCustomer", "{'customer':'cem@example.net','name':'Cem'}");
  docket_scenario_then_rejected (shop, DOCKET_ERROR_NOT_FOUND, "customer", NULL);
  docket_scenario_when (shop, "PlaceOrder", "{'customer':{'name':'Dan','email':'dan@example.net'},'lines':[{'sku':'TEA-1','quantity':'99'}]}");
  docket_scenario_then_rejected (shop, DOCKET_ERROR_REJECTED, NULL, NULL);
  g_assert_cmpint (docket_scenario_integer (shop, kept), ==, 0);

  /* Whom the log knows may ask for it. */
  docket_scenario_when (shop, "UpdateCustomer", "{'customer':'ada@example.net','name':'Ada'}");
  docket_scenario_then_rejected (shop, DOCKET_ERROR_REJECTED, NULL, NULL);
  g_assert_cmpint (docket_scenario_integer (shop, kept), ==, 1);
  g_assert_cmpint (docket_scenario_integer (shop, leaks), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/write/customers/register", test_register);
  g_test_add_func ("/write/customers/update-and-undo", test_update_and_undo);
  g_test_add_func ("/write/customers/update-refusals", test_update_refusals);
  g_test_add_func ("/write/customers/refused-persons", test_refused_persons);
  return g_test_run ();
}
