/* test-import-order.c: orders of other systems keep their figures, and their parts add up to them
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "docket-scenario.h"

#define HEAD "'source':'shopify','shop':'tea','external-id':'77','number':'#1547','currency':'EUR',"

static void
import (DocketScenario *shop, const char *members)
{
  g_autofree char *json = g_strdup_printf ("{" HEAD "%s}", members);

  docket_scenario_when (shop, "ImportOrder", json);
}

static gint64
get_minor (DocketScenario *shop, const char *path)
{
  g_autofree char *text = docket_scenario_get_member (shop, docket_outcome_get_events (docket_scenario_get_outcome (shop))->len - 1, path);
  g_auto (GStrv) parts = NULL;
  g_autofree char *digits = NULL;

  g_assert_nonnull (text);
  parts = g_strsplit (text, ".", 2);
  digits = g_strjoinv ("", parts);
  return g_ascii_strtoll (digits, NULL, 10);
}

static void
then_tells (DocketScenario *shop, const char *path)
{
  g_autofree char *member = docket_scenario_get_member (shop, 0, path);

  g_assert_nonnull (member);
}

/* Every sum of lines and shipping is the order's. */
static void
check_sums (DocketScenario *shop, guint n_lines, gboolean has_shipping)
{
  static const char *const names[] = { "net", "tax", "total" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *whole = g_strdup_printf ("terms.%s", names[i]);
      g_autofree char *shipping = g_strdup_printf ("terms.shipping.%s", names[i]);
      gint64 sum = has_shipping ? get_minor (shop, shipping) : 0;

      for (guint line = 0; line < n_lines; line++)
        {
          g_autofree char *part = g_strdup_printf ("terms.lines[%u].%s", line, names[i]);

          sum += get_minor (shop, part);
        }
      g_assert_cmpint (sum, ==, get_minor (shop, whole));
    }
  g_assert_cmpint (get_minor (shop, "terms.net") + get_minor (shop, "terms.tax"), ==, get_minor (shop, "terms.total"));
}

/* Taxes inside the prices, an order discount, taxed shipping: the figures are a real shop's. */
static void
test_tax_included (void)
{
  g_autoptr (DocketScenario) shop = docket_scenario_new ();

  import (shop, "'prices-include-tax':true,'customer':{'name':'Zoë','email':'kunde1@example.at'},"
                "'lines':[{'sku':'A','title':'Pads','quantity':'1','unit-price':'25.20'},"
                "{'title':'Solution','quantity':'1','unit-price':'20.16'},{'title':'Robot','quantity':'1','unit-price':'302.51'}],"
                "'discount':'45.36','shipping':{'title':'Post','price':'13.99'},'taxes':[{'name':'VAT','rate':'20','amount':'52.75'}],"
                "'tax':'52.75','total':'316.50','payments':[{'amount':'316.50','method':'PayPal'}]");
  docket_scenario_then_events (shop, "CustomerRegistered", "OrderImported", NULL);
  docket_scenario_then_member (shop, 1, "number", "1547");
  docket_scenario_then_member (shop, 1, "terms.discount", "45.36");
  docket_scenario_then_member (shop, 1, "terms.total", "316.50");
  docket_scenario_then_member (shop, 1, "terms.tax", "52.75");
  docket_scenario_then_member (shop, 1, "terms.shipping.tax", "2.33");
  docket_scenario_then_member (shop, 1, "terms.lines[0].sku", "A");
  docket_scenario_then_member (shop, 1, "terms.lines[0].moves-stock", NULL);
  docket_scenario_then_member (shop, 1, "differences", NULL);
  check_sums (shop, 3, TRUE);
  g_assert_cmpint (docket_scenario_integer (shop, "SELECT captured FROM \"order\""), ==, 31650);
  docket_scenario_check_replay (shop);
  docket_scenario_check_tables (shop);
}

static void
test_shipping_without_tax (void)
{
  g_autoptr (DocketScenario) shop = docket_scenario_new ();

  import (shop, "'lines':[{'title':'A','quantity':'1','unit-price':'10'},{'title':'B','quantity':'2','unit-price':'5','taxes':[]}],"
                "'shipping':{'price':'5'},'taxes':[{'name':'VAT','rate':'20','amount':'2.00'}],'total':'27.00'");
  docket_scenario_then_member (shop, 0, "terms.lines[0].tax", "2.00");
  docket_scenario_then_member (shop, 0, "terms.lines[1].tax", "0.00");
  docket_scenario_then_member (shop, 0, "terms.shipping.tax", "0.00");
  docket_scenario_then_member (shop, 0, "differences", NULL);
  check_sums (shop, 2, TRUE);
}

/* What the lines themselves say goes before any spreading. */
static void
test_line_taxes (void)
{
  g_autoptr (DocketScenario) shop = docket_scenario_new ();

  import (shop, "'lines':[{'title':'A','quantity':'1','unit-price':'10','taxes':[{'name':'VAT','rate':'20','amount':'2.01'}]},"
                "{'title':'B','quantity':'1','unit-price':'10','taxes':[{'name':'VAT','rate':'20'},{'name':'Eco','amount':'0.30'}]}]");
  docket_scenario_then_member (shop, 0, "terms.lines[0].tax", "2.01");
  docket_scenario_then_member (shop, 0, "terms.lines[1].tax", "2.30");
  docket_scenario_then_member (shop, 0, "terms.taxes[0].amount", "4.01");
  docket_scenario_then_member (shop, 0, "terms.taxes[1].amount", "0.30");
  docket_scenario_then_member (shop, 0, "terms.total", "24.31");
  check_sums (shop, 2, FALSE);
}

/* The file's figures stand; each disagreement is one sentence. */
static void
test_differences (void)
{
  g_autoptr (DocketScenario) shop = docket_scenario_new ();

  import (shop, "'lines':[{'title':'A','quantity':'1','unit-price':'10'},{'title':'B','quantity':'1','unit-price':'5'}],"
                "'taxes':[{'name':'VAT','amount':'3.00'}],'tax':'2.90','net':'15.00','total':'18.00','differences':['By the importer.']");
  docket_scenario_then_member (shop, 0, "terms.total", "18.00");
  docket_scenario_then_member (shop, 0, "terms.tax", "2.90");
  docket_scenario_then_member (shop, 0, "terms.taxes[0].amount", "2.90");
  docket_scenario_then_member (shop, 0, "terms.net", "15.10");
  docket_scenario_then_member (shop, 0, "differences[0]", "By the importer.");
  docket_scenario_then_member (shop, 0, "differences[4]", NULL);
  then_tells (shop, "differences[3]");
  check_sums (shop, 2, FALSE);
  docket_scenario_check_replay (shop);
}

static void
test_odd_totals (void)
{
  static const char *const members[] = {
    "'lines':[{'title':'A','quantity':'1','unit-price':'10'}],'total':'0.00'",
    "'lines':[{'title':'A','quantity':'1','unit-price':'0'}],'total':'9.99','tax':'1.00'",
    "'lines':[{'title':'A','quantity':'1','unit-price':'10'}],'discount':'30','total':'0.01'",
    "'lines':[{'title':'A','quantity':'1','unit-price':'10','discount':'11'}],'total':'10.00'",
    "'lines':[{'title':'A','quantity':'3','unit-price':'0.01'}],'prices-include-tax':true,'tax':'5.00','total':'5.00'",
    "'lines':[{'title':'A','quantity':'0','unit-price':'7'}],'total':'7.00'",
  };

  for (guint i = 0; i < G_N_ELEMENTS (members); i++)
    {
      g_autoptr (DocketScenario) shop = docket_scenario_new ();

      import (shop, members[i]);
      docket_scenario_then_events (shop, "OrderImported", NULL);
      then_tells (shop, "differences[0]");
      check_sums (shop, 1, FALSE);
      docket_scenario_check_replay (shop);
    }
}

/* A discount of more than the goods was of the shipping too. */
static void
test_discount_on_shipping (void)
{
  g_autoptr (DocketScenario) shop = docket_scenario_new ();

  import (shop, "'lines':[{'title':'A','quantity':'1','unit-price':'10'}],'shipping':{'price':'5'},'discount':'12','total':'3.00'");
  docket_scenario_then_member (shop, 0, "terms.discount", "12.00");
  docket_scenario_then_member (shop, 0, "terms.lines[0].total", "0.00");
  docket_scenario_then_member (shop, 0, "terms.shipping.total", "3.00");
  docket_scenario_then_member (shop, 0, "differences[1]", NULL);
  check_sums (shop, 1, TRUE);
}

static void
test_history (void)
{
  g_autoptr (DocketScenario) shop = docket_scenario_new ();

  docket_scenario_given_shop (shop);
  import (shop, "'lines':[{'sku':'TEA-1','title':'Tea','quantity':'4','unit-price':'4.50'},{'title':'Cup','quantity':'1','unit-price':'8'}],"
                "'fulfilments':[{'lines':[{'line':1,'quantity':'1'}],'delivered':true},{'lines':[{'line':2,'quantity':'1'}]}],"
                "'cancelled-lines':[{'line':1,'quantity':'1'}],'cancelled-amount':'4.50',"
                "'payments':[{'amount':'20','refunded':'4.50'},{'amount':'6','authorized':true},{'amount':'3','voided':true}]");
  docket_scenario_then_events (shop, "OrderImported", NULL);
  docket_scenario_then_member (shop, 0, "terms.lines[0].moves-stock", "true");
  g_assert_cmpint (docket_scenario_integer (shop, "SELECT reserved FROM stock"), ==, 2000);
  g_assert_cmpint (docket_scenario_integer (shop, "SELECT on_hand FROM stock"), ==, 10000);
  g_assert_cmpint (docket_scenario_integer (shop, "SELECT captured FROM \"order\""), ==, 2000);
  g_assert_cmpint (docket_scenario_integer (shop, "SELECT refunded FROM \"order\""), ==, 450);
  g_assert_cmpint (docket_scenario_integer (shop, "SELECT authorized FROM \"order\""), ==, 600);
  g_assert_cmpint (docket_scenario_integer (shop, "SELECT n_voided FROM \"order\""), ==, 1);
  g_assert_cmpint (docket_scenario_integer (shop, "SELECT cancelled FROM \"order\""), ==, 450);
  g_assert_cmpint (docket_scenario_integer (shop, "SELECT shipped FROM order_line WHERE line = 1"), ==, 1000);
  docket_scenario_check_replay (shop);
  docket_scenario_check_tables (shop);
}

static void
test_cancelled (void)
{
  g_autoptr (DocketScenario) shop = docket_scenario_new ();

  docket_scenario_given_shop (shop);
  import (shop, "'lines':[{'sku':'TEA-1','title':'Tea','quantity':'4','unit-price':'4.50'}],'cancelled':true,'cancel-reason':'fraud'");
  docket_scenario_then_member (shop, 0, "is-cancelled", "true");
  docket_scenario_then_member (shop, 0, "cancelled-amount", "18.00");
  docket_scenario_then_member (shop, 0, "cancelled[0].quantity", "4");
  g_assert_cmpint (docket_scenario_integer (shop, "SELECT reserved FROM stock"), ==, 0);
  docket_scenario_when (shop, "CancelOrder", "{'order':'1547'}");
  docket_scenario_then_rejected (shop, DOCKET_ERROR_REJECTED, "order", NULL);
  docket_scenario_check_tables (shop);
}

static void
test_shipped_whole (void)
{
  g_autoptr (DocketScenario) shop = docket_scenario_new ();

  docket_scenario_given_shop (shop);
  import (shop, "'lines':[{'sku':'TEA-1','title':'Tea','quantity':'40','unit-price':'4.50'}],'fulfilments':[{}],'closed':true");
  docket_scenario_then_member (shop, 0, "fulfilments[0].lines[0].quantity", "40");
  g_assert_cmpint (docket_scenario_integer (shop, "SELECT reserved FROM stock"), ==, 0);
  g_assert_cmpint (docket_scenario_integer (shop, "SELECT count(*) FROM fulfilment"), ==, 1);
  docket_scenario_check_tables (shop);
}

/* Importing twice changes nothing. */
static void
test_once (void)
{
  g_autoptr (DocketScenario) shop = docket_scenario_new ();
  const char *members = "'lines':[{'title':'A','quantity':'1','unit-price':'10'}]";

  import (shop, members);
  docket_scenario_then_events (shop, "OrderImported", NULL);
  import (shop, members);
  docket_scenario_then_rejected (shop, DOCKET_ERROR_CONFLICT, "external-id", NULL);
  docket_scenario_when (shop, "ImportOrder", "{'source':'shopify','shop':'cups','external-id':'77','number':'1','currency':'EUR',"
                                             "'lines':[{'title':'A','quantity':'1','unit-price':'10'}]}");
  docket_scenario_then_events (shop, "OrderImported", NULL);
}

static void
test_refusals (void)
{
  static const struct
  {
    const char *members;
    const char *field;
  } refusals[] = {
    { "'lines':[]", "lines" },
    { "'total':'1'", "lines" },
    { "'lines':[{'title':'A','quantity':'-1','unit-price':'10'}]", "lines[0].quantity" },
    { "'lines':[{'title':'A','quantity':'1','unit-price':'10.001'}]", "lines[0].unit-price" },
    { "'lines':[{'title':'A','quantity':'1','unit-price':'10'}],'total':'-1'", "total" },
    { "'lines':[{'title':'A','quantity':'1','unit-price':'10'}],'fulfilments':[{'lines':[{'line':1,'quantity':'2'}]}]",
      "fulfilments[0].lines[0]" },
    { "'lines':[{'title':'A','quantity':'1','unit-price':'10'}],'fulfilments':[{'lines':[{'line':2,'quantity':'1'}]}]",
      "fulfilments[0].lines[0]" },
    { "'lines':[{'title':'A','quantity':'1','unit-price':'10'}],'cancelled-lines':[{'line':1,'quantity':'2'}]", "cancelled-lines[0]" },
    { "'lines':[{'title':'A','quantity':'1','unit-price':'10'}],'payments':[{'amount':'5','refunded':'6'}]", "payments[0].refunded" },
  };
  g_autoptr (DocketScenario) shop = docket_scenario_new ();

  for (guint i = 0; i < G_N_ELEMENTS (refusals); i++)
    {
      g_test_message ("%s", refusals[i].members);
      import (shop, refusals[i].members);
      docket_scenario_then_rejected (shop, DOCKET_ERROR_INVALID, refusals[i].field, NULL);
    }
  g_assert_cmpint (docket_scenario_integer (shop, "SELECT count(*) FROM event"), ==, 0);
}

/* Nobody can be found again by a name, and no order is refused for a bad address. */
static void
test_customers_without_email (void)
{
  g_autoptr (DocketScenario) shop = docket_scenario_new ();

  import (shop, "'customer':{'name':'Zoë','email':'(none)'},'lines':[{'title':'A','quantity':'1','unit-price':'10'}]");
  docket_scenario_then_events (shop, "OrderImported", NULL);
  docket_scenario_then_member (shop, 0, "customer.name", "Zoë");
  docket_scenario_then_member (shop, 0, "customer-id", NULL);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/import-order/tax-included", test_tax_included);
  g_test_add_func ("/import-order/shipping-without-tax", test_shipping_without_tax);
  g_test_add_func ("/import-order/line-taxes", test_line_taxes);
  g_test_add_func ("/import-order/differences", test_differences);
  g_test_add_func ("/import-order/odd-totals", test_odd_totals);
  g_test_add_func ("/import-order/discount-on-shipping", test_discount_on_shipping);
  g_test_add_func ("/import-order/history", test_history);
  g_test_add_func ("/import-order/cancelled", test_cancelled);
  g_test_add_func ("/import-order/shipped-whole", test_shipped_whole);
  g_test_add_func ("/import-order/once", test_once);
  g_test_add_func ("/import-order/refusals", test_refusals);
  g_test_add_func ("/import-order/customers-without-email", test_customers_without_email);
  return g_test_run ();
}
