/* test-drafts.c: orders built up line by line, and each change taken back
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "docket-scenario.h"

typedef struct
{
  DocketScenario *shop;
  char *draft;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  fixture->shop = docket_scenario_new ();
  docket_scenario_given_shop (fixture->shop);
  docket_scenario_given (fixture->shop, "RegisterCustomer", "{'name':'Ada','email':'ada@example.org'}");
  docket_scenario_given (fixture->shop, "CreateDraft", "{'lines':[{'sku':'TEA-1','quantity':'2'}]}");
  fixture->draft = docket_scenario_text (fixture->shop, "SELECT lower (hex (id)) FROM \"order\"");
  /* As a UUID is written. */
  for (int i = 20; i >= 8; i -= 4)
    {
      g_autoptr (GString) text = g_string_new (fixture->draft);

      g_string_insert_c (text, i, '-');
      g_free (fixture->draft);
      fixture->draft = g_string_free (g_steal_pointer (&text), FALSE);
    }
}

static void
tear_down (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  docket_scenario_check_tables (fixture->shop);
  docket_scenario_free (fixture->shop);
  g_free (fixture->draft);
}

/* The other members of the command: `'line':1`. */
static void
when (Fixture *fixture, const char *command, const char *members)
{
  g_autofree char *json = g_strdup_printf ("{'order':'%s'%s%s}", fixture->draft, *members != '\0' ? "," : "", members);

  docket_scenario_when (fixture->shop, command, json);
}

static gint64
get_total (Fixture *fixture)
{
  return docket_scenario_integer (fixture->shop, "SELECT total FROM \"order\"");
}

static void
test_create (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  DocketScenario *shop = fixture->shop;

  g_assert_cmpint (get_total (fixture), ==, 1080);
  g_assert_cmpint (docket_scenario_integer (shop, "SELECT reserved FROM stock"), ==, 0);
  docket_scenario_when_undone (shop);
  docket_scenario_then_events (shop, "DraftDiscarded", NULL);
  when (fixture, "AddLine", "'sku':'TEA-1','quantity':'1'");
  docket_scenario_then_rejected (shop, DOCKET_ERROR_REJECTED, "order", NULL);
  docket_scenario_when (shop, "CreateDraft", "{}");
  docket_scenario_then_events (shop, "OrderDrafted", NULL);
  docket_scenario_then_member (shop, 0, "terms.total", "0.00");
  docket_scenario_when (shop, "CreateDraft", "{'customer':{'name':'Bob'},'note':'Call'}");
  docket_scenario_then_events (shop, "CustomerRegistered", "OrderDrafted", NULL);
  docket_scenario_when (shop, "CreateDraft", "{'lines':[{'sku':'TEA-1','quantity':'2','unit-price':'4'}]}");
  docket_scenario_then_rejected (shop, DOCKET_ERROR_REJECTED, "lines[0].price-reason", NULL);
  docket_scenario_check_replay (shop);
}

/* Nobody reads of it any more, so nothing of a person stays in the tables. */
static void
test_discard (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  static const char count[] = "SELECT (SELECT count(*) FROM draft_personal) + (SELECT count(*) FROM order_tax)";
  DocketScenario *shop = fixture->shop;

  when (fixture, "SetCustomer", "'customer':'ada@example.org'");
  docket_scenario_then_events (shop, "CustomerSet", NULL);
  g_assert_cmpint (docket_scenario_integer (shop, count), >, 1);
  when (fixture, "DiscardDraft", "");
  docket_scenario_then_events (shop, "DraftDiscarded", NULL);
  g_assert_cmpint (docket_scenario_integer (shop, count), ==, 0);
  docket_scenario_check_replay (shop);
}

static void
test_add_line (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  DocketScenario *shop = fixture->shop;

  when (fixture, "AddLine", "'title':'Cup','quantity':'1','unit-price':'8','discount':'25%'");
  docket_scenario_then_events (shop, "LineAdded", NULL);
  docket_scenario_then_member (shop, 0, "line", "2");
  docket_scenario_then_member (shop, 0, "terms.lines[1].net", "6.00");
  g_assert_cmpint (get_total (fixture), ==, 1800);
  docket_scenario_when_undone (shop);
  docket_scenario_then_events (shop, "LineRemoved", NULL);
  g_assert_cmpint (get_total (fixture), ==, 1080);
  when (fixture, "AddLine", "'sku':'TEA-1','quantity':'1','unit-price':'4'");
  docket_scenario_then_rejected (shop, DOCKET_ERROR_REJECTED, "price-reason", NULL);
  when (fixture, "AddLine", "'sku':'TEA-1','quantity':'1','unit-price':'4','price-reason':'Torn bag'");
  docket_scenario_then_events (shop, "LineAdded", NULL);
  /* Numbers are not used again. */
  docket_scenario_then_member (shop, 0, "line", "3");
  when (fixture, "AddLine", "'sku':'TEA-1','quantity':'0.5'");
  docket_scenario_then_rejected (shop, DOCKET_ERROR_REJECTED, "quantity", NULL);
  when (fixture, "AddLine", "'title':'Cup','quantity':'1','unit-price':'8','discount':'9'");
  docket_scenario_then_rejected (shop, DOCKET_ERROR_REJECTED, "discount", NULL);
  when (fixture, "AddLine", "'sku':'TEA-9','quantity':'1'");
  docket_scenario_then_rejected (shop, DOCKET_ERROR_NOT_FOUND, "sku", NULL);
}

static void
test_change_line (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  DocketScenario *shop = fixture->shop;

  when (fixture, "ChangeLine", "'line':1,'quantity':'3','discount':'1.50'");
  docket_scenario_then_events (shop, "LineChanged", NULL);
  docket_scenario_then_member (shop, 0, "before.quantity", "2");
  g_assert_cmpint (get_total (fixture), ==, 1440);
  docket_scenario_when_undone (shop);
  docket_scenario_then_events (shop, "LineChanged", NULL);
  g_assert_cmpint (get_total (fixture), ==, 1080);
  when (fixture, "ChangeLine", "'line':1,'unit-price':'4','price-reason':'Friend'");
  docket_scenario_then_events (shop, "LineChanged", NULL);
  docket_scenario_when_undone (shop);
  docket_scenario_then_member (shop, 0, "terms.lines[0].unit-price", "4.50");
  docket_scenario_then_member (shop, 0, "terms.lines[0].price-reason", NULL);
  when (fixture, "ChangeLine", "'line':1,'taxes':[]");
  docket_scenario_then_member (shop, 0, "terms.total", "9.00");
  docket_scenario_when_undone (shop);
  docket_scenario_then_member (shop, 0, "terms.total", "10.80");
  when (fixture, "ChangeLine", "'line':1,'unit-price':'4'");
  docket_scenario_then_rejected (shop, DOCKET_ERROR_REJECTED, "price-reason", NULL);
  when (fixture, "ChangeLine", "'line':2,'quantity':'3'");
  docket_scenario_then_rejected (shop, DOCKET_ERROR_NOT_FOUND, "line", NULL);
  when (fixture, "ChangeLine", "'line':1,'quantity':'0'");
  docket_scenario_then_rejected (shop, DOCKET_ERROR_INVALID, "quantity", NULL);
  when (fixture, "ChangeLine", "'line':1");
  docket_scenario_then_rejected (shop, DOCKET_ERROR_INVALID, "line", NULL);
}

static void
test_remove_line (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  DocketScenario *shop = fixture->shop;

  when (fixture, "AddLine", "'title':'Cup','quantity':'1','unit-price':'8','discount':'1','taxes':[]");
  when (fixture, "RemoveLine", "'line':2");
  docket_scenario_then_events (shop, "LineRemoved", NULL);
  g_assert_cmpint (get_total (fixture), ==, 1080);
  docket_scenario_when_undone (shop);
  docket_scenario_then_events (shop, "LineAdded", NULL);
  docket_scenario_then_member (shop, 0, "line", "3");
  docket_scenario_then_member (shop, 0, "terms.lines[1].total", "7.00");
  when (fixture, "RemoveLine", "'line':2");
  docket_scenario_then_rejected (shop, DOCKET_ERROR_NOT_FOUND, "line", NULL);
  when (fixture, "SetDiscount", "'discount':'10'");
  when (fixture, "RemoveLine", "'line':3");
  docket_scenario_then_rejected (shop, DOCKET_ERROR_REJECTED, "discount", NULL);
}

static void
test_discount (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  DocketScenario *shop = fixture->shop;

  when (fixture, "SetDiscount", "'discount':'10%'");
  docket_scenario_then_events (shop, "DiscountSet", NULL);
  docket_scenario_then_member (shop, 0, "terms.discount", "0.90");
  g_assert_cmpint (get_total (fixture), ==, 972);
  when (fixture, "SetDiscount", "'discount':'9.00'");
  docket_scenario_then_member (shop, 0, "before", "10%");
  docket_scenario_then_member (shop, 0, "terms.total", "0.00");
  docket_scenario_when_undone (shop);
  docket_scenario_then_member (shop, 0, "terms.total", "9.72");
  when (fixture, "SetDiscount", "'discount':'0'");
  docket_scenario_then_member (shop, 0, "terms.total", "10.80");
  docket_scenario_when_undone (shop);
  docket_scenario_then_member (shop, 0, "terms.total", "9.72");
  when (fixture, "SetDiscount", "'discount':'9.01'");
  docket_scenario_then_rejected (shop, DOCKET_ERROR_REJECTED, "discount", NULL);
  when (fixture, "SetDiscount", "'discount':'-1'");
  docket_scenario_then_rejected (shop, DOCKET_ERROR_INVALID, "discount", NULL);
}

static void
test_shipping (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  DocketScenario *shop = fixture->shop;

  when (fixture, "SetShipping", "'shipping':{'title':'Post','price':'5'}");
  docket_scenario_then_events (shop, "ShippingSet", NULL);
  docket_scenario_then_member (shop, 0, "terms.total", "16.80");
  when (fixture, "SetShipping", "'shipping':{'price':'1','taxes':[]}");
  docket_scenario_then_member (shop, 0, "terms.total", "11.80");
  docket_scenario_when_undone (shop);
  docket_scenario_then_member (shop, 0, "terms.shipping.title", "Post");
  docket_scenario_then_member (shop, 0, "terms.total", "16.80");
  when (fixture, "SetShipping", "");
  docket_scenario_then_member (shop, 0, "terms.shipping", NULL);
  docket_scenario_then_member (shop, 0, "terms.total", "10.80");
  docket_scenario_when_undone (shop);
  docket_scenario_then_member (shop, 0, "terms.total", "16.80");
}

static void
test_customer_and_address (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  DocketScenario *shop = fixture->shop;

  when (fixture, "SetCustomer", "'customer':'Ada@example.org'");
  docket_scenario_then_events (shop, "CustomerSet", NULL);
  docket_scenario_then_member (shop, 0, "customer.name", "Ada");
  docket_scenario_then_member (shop, 0, "before-customer-id", NULL);
  docket_scenario_when_undone (shop);
  docket_scenario_then_member (shop, 0, "customer-id", NULL);
  when (fixture, "SetCustomer", "'customer':'nobody@example.org'");
  docket_scenario_then_rejected (shop, DOCKET_ERROR_NOT_FOUND, "customer", NULL);
  when (fixture, "UpdateShippingAddress", "'shipping-address':{'name':'Ada','city':'Graz','country':'AT'}");
  docket_scenario_then_events (shop, "ShippingAddressUpdated", NULL);
  when (fixture, "UpdateShippingAddress", "'shipping-address':{'name':'Ada','city':'Wien','country':'AT'}");
  docket_scenario_then_member (shop, 0, "before.city", "Graz");
  docket_scenario_when_undone (shop);
  docket_scenario_then_member (shop, 0, "after.city", "Graz");
  when (fixture, "UpdateShippingAddress", "'shipping-address':{'country':'XX'}");
  docket_scenario_then_rejected (shop, DOCKET_ERROR_INVALID, "shipping-address.country", NULL);
}

static void
test_place (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  DocketScenario *shop = fixture->shop;

  when (fixture, "SetCustomer", "'customer':'ada@example.org'");
  when (fixture, "UpdateShippingAddress", "'shipping-address':{'city':'Graz'}");
  /* A price agreed on stands, whatever the product costs by then. */
  docket_scenario_given (shop, "UpdateProduct", "{'sku':'TEA-1','price':'9.99'}");
  when (fixture, "PlaceOrder", "'lines':[]");
  docket_scenario_then_rejected (shop, DOCKET_ERROR_INVALID, "lines", NULL);
  when (fixture, "PlaceOrder", "'tags':['gift']");
  docket_scenario_then_events (shop, "OrderPlaced", NULL);
  docket_scenario_then_member (shop, 0, "was-drafted", "true");
  docket_scenario_then_member (shop, 0, "number", "1001");
  docket_scenario_then_member (shop, 0, "customer.name", "Ada");
  docket_scenario_then_member (shop, 0, "shipping-address.city", "Graz");
  docket_scenario_then_member (shop, 0, "terms.total", "10.80");
  g_assert_cmpint (docket_scenario_integer (shop, "SELECT reserved FROM stock"), ==, 2000);
  when (fixture, "PlaceOrder", "");
  docket_scenario_then_rejected (shop, DOCKET_ERROR_REJECTED, "order", NULL);
  when (fixture, "DiscardDraft", "");
  docket_scenario_then_rejected (shop, DOCKET_ERROR_REJECTED, "order", NULL);
  docket_scenario_when (shop, "SetDiscount", "{'order':'1001','discount':'1'}");
  docket_scenario_then_rejected (shop, DOCKET_ERROR_REJECTED, "order", NULL);
  docket_scenario_check_replay (shop);
}

static void
test_place_empty_or_short (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  DocketScenario *shop = fixture->shop;

  when (fixture, "ChangeLine", "'line':1,'quantity':'11'");
  docket_scenario_then_events (shop, "LineChanged", NULL);
  when (fixture, "PlaceOrder", "");
  docket_scenario_then_rejected (shop, DOCKET_ERROR_REJECTED, "lines[0].quantity", NULL);
  when (fixture, "RemoveLine", "'line':1");
  when (fixture, "PlaceOrder", "");
  docket_scenario_then_rejected (shop, DOCKET_ERROR_REJECTED, "lines", NULL);
}

static void
add (const char *path, void (*function) (Fixture *, gconstpointer))
{
  g_test_add (path, Fixture, NULL, set_up, function, tear_down);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  add ("/drafts/create", test_create);
  add ("/drafts/discard", test_discard);
  add ("/drafts/add-line", test_add_line);
  add ("/drafts/change-line", test_change_line);
  add ("/drafts/remove-line", test_remove_line);
  add ("/drafts/discount", test_discount);
  add ("/drafts/shipping", test_shipping);
  add ("/drafts/customer-and-address", test_customer_and_address);
  add ("/drafts/place", test_place);
  add ("/drafts/place-empty-or-short", test_place_empty_or_short);
  return g_test_run ();
}
