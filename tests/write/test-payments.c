/* test-payments.c: money for an order
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "docket-scenario.h"

#define GOODS "{'lines':[{'sku':'TEA-1','quantity':'2','taxes':[]}]}"

static void
test_record (void)
{
  g_autoptr (DocketScenario) shop = docket_scenario_new ();

  docket_scenario_given_shop (shop);
  docket_scenario_given (shop, "PlaceOrder", GOODS);
  docket_scenario_when (shop, "RecordPayment", "{'order':'1001','amount':'4','method':'cash','reference':'till 1'}");
  docket_scenario_then_events (shop, "PaymentCaptured", NULL);
  docket_scenario_then_member (shop, 0, "amount", "4.00");
  docket_scenario_then_member (shop, 0, "currency", "EUR");
  docket_scenario_then_member (shop, 0, "method", "cash");
  docket_scenario_when (shop, "RecordPayment", "{'order':'1001','amount':'5.01'}");
  docket_scenario_then_rejected (shop, DOCKET_ERROR_REJECTED, "amount",
                                 "Cannot take €5.01: €5.00 is owed. Say that an overpayment is accepted to take more.");
  docket_scenario_given (shop, "RecordPayment", "{'order':'1001','amount':'5.00'}");
  docket_scenario_when (shop, "RecordPayment", "{'order':'1001','amount':'0.01'}");
  docket_scenario_then_rejected (shop, DOCKET_ERROR_REJECTED, "amount", NULL);
  docket_scenario_given (shop, "RecordPayment", "{'order':'1001','amount':'1.00','accept-overpayment':true}");
  g_assert_cmpint (docket_scenario_integer (shop, "SELECT captured FROM \"order\""), ==, 1000);
  docket_scenario_check_replay (shop);
  docket_scenario_check_tables (shop);
}

static void
test_refusals (void)
{
  g_autoptr (DocketScenario) shop = docket_scenario_new ();

  docket_scenario_given_shop (shop);
  docket_scenario_given (shop, "PlaceOrder", GOODS);
  docket_scenario_when (shop, "RecordPayment", "{'order':'1001','amount':'-1'}");
  docket_scenario_then_rejected (shop, DOCKET_ERROR_REJECTED, "amount", "A payment must be more than 0, and -€1.00 is not.");
  docket_scenario_when (shop, "RecordPayment", "{'order':'1001','amount':'0'}");
  docket_scenario_then_rejected (shop, DOCKET_ERROR_REJECTED, "amount", NULL);
  docket_scenario_when (shop, "RecordPayment", "{'order':'1001','amount':'1.001'}");
  docket_scenario_then_rejected (shop, DOCKET_ERROR_INVALID, "amount", NULL);
  docket_scenario_when (shop, "RecordPayment", "{'order':'1001','amount':'1','currency':'USD'}");
  docket_scenario_then_rejected (shop, DOCKET_ERROR_REJECTED, "currency", "Order 1001 is in EUR: a payment in USD cannot be taken for it.");
  docket_scenario_when (shop, "RecordPayment", "{'order':'1002','amount':'1'}");
  docket_scenario_then_rejected (shop, DOCKET_ERROR_NOT_FOUND, "order", NULL);
  docket_scenario_when (shop, "RecordPayment", "{'order':'1001'}");
  docket_scenario_then_rejected (shop, DOCKET_ERROR_INVALID, "amount", NULL);
  docket_scenario_given (shop, "CancelOrder", "{'order':'1001'}");
  docket_scenario_when (shop, "RecordPayment", "{'order':'1001','amount':'1'}");
  docket_scenario_then_rejected (shop, DOCKET_ERROR_REJECTED, "order", NULL);
}

static void
test_void (void)
{
  g_autoptr (DocketScenario) shop = docket_scenario_new ();
  g_autofree char *payment = NULL;
  g_autofree char *json = NULL;

  docket_scenario_given_shop (shop);
  docket_scenario_given (shop, "PlaceOrder", GOODS);
  docket_scenario_given (shop, "PlaceOrder", GOODS);
  docket_scenario_when (shop, "VoidPayment", "{'order':'1001'}");
  docket_scenario_then_rejected (shop, DOCKET_ERROR_NOT_FOUND, "order", NULL);
  docket_scenario_when (shop, "RecordPayment", "{'order':'1001','amount':'4'}");
  payment = docket_scenario_get_member (shop, 0, "payment-id");
  docket_scenario_given (shop, "RecordPayment", "{'order':'1001','amount':'5'}");
  docket_scenario_when (shop, "VoidPayment", "{'order':'1001'}");
  docket_scenario_then_rejected (shop, DOCKET_ERROR_AMBIGUOUS, "payment", NULL);
  json = g_strdup_printf ("{'payment':'%s','order':'1002'}", payment);
  docket_scenario_when (shop, "VoidPayment", json);
  docket_scenario_then_rejected (shop, DOCKET_ERROR_REJECTED, "payment", "This payment is not one of order 1002.");
  g_free (json);
  json = g_strdup_printf ("{'payment':'%s','reason':'typing error'}", payment);
  docket_scenario_when (shop, "VoidPayment", json);
  docket_scenario_then_events (shop, "PaymentVoided", NULL);
  docket_scenario_then_member (shop, 0, "amount", "4.00");
  docket_scenario_when (shop, "VoidPayment", json);
  docket_scenario_then_rejected (shop, DOCKET_ERROR_REJECTED, "payment", "The payment of €4.00 has been voided already.");
  docket_scenario_given (shop, "VoidPayment", "{'order':'1001'}");
  g_assert_cmpint (docket_scenario_integer (shop, "SELECT sum (captured) * 10 + sum (n_voided) FROM \"order\""), ==, 2);
  docket_scenario_when (shop, "VoidPayment", "{}");
  docket_scenario_then_rejected (shop, DOCKET_ERROR_INVALID, "payment", NULL);
  docket_scenario_when (shop, "VoidPayment", "{'payment':'018f0000-0000-7000-8000-000000000001'}");
  docket_scenario_then_rejected (shop, DOCKET_ERROR_NOT_FOUND, "payment", NULL);
  docket_scenario_when_undone (shop);
  docket_scenario_then_rejected (shop, DOCKET_ERROR_REJECTED, NULL, NULL);
  docket_scenario_check_replay (shop);
  docket_scenario_check_tables (shop);
}

static void
test_undo (void)
{
  g_autoptr (DocketScenario) shop = docket_scenario_new ();

  docket_scenario_given_shop (shop);
  docket_scenario_given (shop, "PlaceOrder", GOODS);
  docket_scenario_given (shop, "RecordPayment", "{'order':'1001','amount':'9'}");
  docket_scenario_when_undone (shop);
  docket_scenario_then_events (shop, "PaymentVoided", NULL);
  g_assert_cmpint (docket_scenario_integer (shop, "SELECT captured FROM \"order\""), ==, 0);
}

/* No decimals: what has some is refused, and nothing is multiplied by a hundred. */
static void
test_currency_without_decimals (void)
{
  g_autoptr (DocketScenario) shop = docket_scenario_new ();

  docket_scenario_given (shop, "ConfigureShop", "{'name':'A','currency':'JPY'}");
  docket_scenario_given (shop, "PlaceOrder", "{'lines':[{'title':'Tea','quantity':'1','unit-price':'500'}]}");
  docket_scenario_when (shop, "RecordPayment", "{'order':'1001','amount':'500.00'}");
  docket_scenario_then_rejected (shop, DOCKET_ERROR_INVALID, "amount", NULL);
  docket_scenario_when (shop, "RecordPayment", "{'order':'1001','amount':'500'}");
  docket_scenario_then_member (shop, 0, "amount", "500");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/write/payments/record", test_record);
  g_test_add_func ("/write/payments/refusals", test_refusals);
  g_test_add_func ("/write/payments/void", test_void);
  g_test_add_func ("/write/payments/undo", test_undo);
  g_test_add_func ("/write/payments/currency-without-decimals", test_currency_without_decimals);
  return g_test_run ();
}
