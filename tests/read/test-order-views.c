/* test-order-views.c: what the lists, the order page and the timeline say of an order
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "docket-fulfilment-events.h"
#include "docket-history-query.h"
#include "docket-order-query.h"
#include "docket-shop-fixture.h"

#include <string.h>

static const char order_json[]
    = "{\"customer\": {\"name\": \"Zoë Brandt-Müller\", \"email\": \"zoe.brandt@example.org\", \"phone\": \"+49 170 123 4567\"},"
      " \"lines\": [{\"sku\": \"TEA-1\", \"quantity\": \"2\"}, {\"sku\": \"POT-1\", \"quantity\": \"1\", \"discount\": \"10%\"}],"
      " \"discount\": \"1.00\", \"note\": \"Leave it with the neighbour\","
      " \"shipping\": {\"title\": \"Post\", \"price\": \"3.90\", \"taxes\": [{\"name\": \"VAT\", \"rate\": \"20\"}]}}";

static DocketShopFixture *
open_shop (void)
{
  DocketShopFixture *shop = docket_shop_fixture_new ();
  static const char *const commands[][2] = {
    { "ConfigureShop", "{\"name\": \"Tea house\", \"currency\": \"EUR\"}" },
    { "CreateProduct", "{\"sku\": \"TEA-1\", \"title\": \"Green tea\", \"price\": \"4.50\", \"taxes\": [{\"name\": \"VAT\", \"rate\": \"20\"}]}" },
    { "CreateProduct", "{\"sku\": \"POT-1\", \"title\": \"Crème pot\", \"price\": \"20.00\", \"taxes\": [{\"name\": \"VAT\", \"rate\": \"20\"}]}" },
    { "ReceiveStock", "{\"sku\": \"TEA-1\", \"quantity\": \"100\"}" },
    { "ReceiveStock", "{\"sku\": \"POT-1\", \"quantity\": \"10\"}" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    g_object_unref (docket_shop_fixture_accept (shop, commands[i][0], commands[i][1]));
  return shop;
}

static void
do_accept (DocketShopFixture *shop, const char *name, const char *json)
{
  g_object_unref (docket_shop_fixture_accept (shop, name, json));
}

static char *
fulfilment_id (DocketOutcome *outcome)
{
  DocketFulfilmentCreated *created = docket_outcome_get_events (outcome)->pdata[0];

  return docket_uuid_to_string (&created->fulfilment_id);
}

static void
test_whole_order (void)
{
  g_autoptr (DocketShopFixture) shop = open_shop ();
  g_autoptr (DocketRecord) order = NULL;
  DocketOrderDetail *detail;
  gint64 net = 0, tax = 0, total = 0;

  do_accept (shop, "PlaceOrder", order_json);
  order = docket_shop_fixture_ask (shop, "order", "number", "1001", NULL);
  detail = (DocketOrderDetail *) order;
  docket_assert_property (order, "status", "open");
  docket_assert_property (order, "payment-status", "unpaid");
  docket_assert_property (order, "fulfilment-status", "unfulfilled");
  docket_assert_property (order, "discount", "1.00");
  docket_assert_property (order, "shipping", "3.90");
  docket_assert_property (order, "next-step", "take-payment");
  g_assert_cmpint (detail->lines->len, ==, 2);
  for (guint i = 0; i < detail->lines->len; i++)
    {
      DocketOrderDetailLine *line = detail->lines->pdata[i];

      net += line->net.minor;
      tax += line->tax.minor;
      total += line->total.minor;
    }
  g_assert_cmpint (net + detail->shipping_net.minor, ==, detail->net.minor);
  g_assert_cmpint (tax + detail->shipping_tax.minor, ==, detail->tax.minor);
  g_assert_cmpint (total + detail->shipping_total.minor, ==, detail->total.minor);
  g_assert_cmpint (detail->net.minor + detail->tax.minor, ==, detail->total.minor);
  g_assert_cmpint (detail->balance.minor, ==, detail->total.minor);
  g_assert_cmpint (detail->history->len, ==, 1);
  docket_assert_property (detail->lines->pdata[1], "discount", "2.00");
}

static void
test_pay_and_ship (void)
{
  g_autoptr (DocketShopFixture) shop = open_shop ();
  g_autoptr (DocketRecord) order = NULL;
  g_autoptr (DocketOutcome) created = NULL;
  g_autofree char *id = NULL;
  g_autofree char *ship = NULL;
  g_autofree char *deliver = NULL;
  DocketOrderDetail *detail;

  do_accept (shop, "PlaceOrder", order_json);
  do_accept (shop, "RecordPayment", "{\"order\": \"1001\", \"amount\": \"5.00\", \"method\": \"cash\"}");
  order = docket_shop_fixture_ask (shop, "order", "number", "1001", NULL);
  docket_assert_property (order, "payment-status", "partly-paid");
  g_clear_object (&order);

  created = docket_shop_fixture_accept (shop, "CreateFulfilment",
                                        "{\"order\": \"1001\", \"lines\": [{\"line\": 1, \"quantity\": \"2\"}]}");
  id = fulfilment_id (created);
  ship = g_strdup_printf ("{\"fulfilment\": \"%s\", \"tracking\": \"RR123\"}", id);
  deliver = g_strdup_printf ("{\"fulfilment\": \"%s\"}", id);
  do_accept (shop, "ShipFulfilment", ship);
  order = docket_shop_fixture_ask (shop, "order", "number", "1001", NULL);
  detail = (DocketOrderDetail *) order;
  docket_assert_property (order, "fulfilment-status", "partly-shipped");
  docket_assert_property (detail->lines->pdata[0], "shipped", "2");
  docket_assert_property (detail->lines->pdata[1], "open", "1");
  docket_assert_property (detail->fulfilments->pdata[0], "number", "1001-1");
  docket_assert_property (detail->fulfilments->pdata[0], "tracking", "RR123");
  g_clear_object (&order);

  do_accept (shop, "DeliverFulfilment", deliver);
  order = docket_shop_fixture_ask (shop, "order", "number", "1001", NULL);
  docket_assert_property (order, "fulfilment-status", "partly-shipped");
  docket_assert_property (((DocketOrderDetail *) order)->fulfilments->pdata[0], "status", "delivered");
}

static void
assert_found (DocketShopFixture *shop, const char *search, guint expected)
{
  g_autoptr (GPtrArray) rows = docket_shop_fixture_list (shop, "orders", "search", search, NULL);

  if (rows->len != expected)
    g_error ("“%s” found %u orders instead of %u", search, rows->len, expected);
}

static void
test_search (void)
{
  g_autoptr (DocketShopFixture) shop = open_shop ();
  static const struct
  {
    const char *search;
    guint expected;
  } cases[] = {
    { "1001", 1 }, { "#1001", 1 }, { "zoe", 1 }, { "ZOË", 1 }, { "muller", 1 }, { "brandt zo", 1 }, { "zoe.brandt@example.org", 1 },
    { "zoe.bra", 1 }, { "zoe.brandt@exa", 1 }, { "0170 123 4567", 1 }, { "+49 170", 1 }, { "4567", 1 }, { "tea-1", 2 }, { "pot-1", 1 }, { "TEA", 2 },
    { "creme", 1 }, { "neighb", 1 }, { "fragile", 0 }, { "example", 0 }, { "\"", 2 }, { "* OR", 0 }, { "NEAR(", 0 }, { "''--", 2 },
    { "", 2 },
  };

  do_accept (shop, "PlaceOrder", order_json);
  do_accept (shop, "PlaceOrder", "{\"lines\": [{\"sku\": \"TEA-1\", \"quantity\": \"1\"}]}");
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    assert_found (shop, cases[i].search, cases[i].expected);
  do_accept (shop, "AddNote", "{\"order\": \"1002\", \"text\": \"Fragile!\"}");
  assert_found (shop, "fragile", 1);
}

static void
assert_listed (DocketShopFixture *shop, const char *key, const char *value, const char *numbers)
{
  g_autoptr (GPtrArray) rows = docket_shop_fixture_list (shop, "orders", key, value, NULL);
  g_autoptr (GString) listed = g_string_new (NULL);

  for (guint i = 0; i < rows->len; i++)
    {
      g_autofree char *number = docket_shop_fixture_text (rows->pdata[i], "number");

      g_string_append_printf (listed, "%s%s", i > 0 ? " " : "", number);
    }
  g_assert_cmpstr (listed->str, ==, numbers);
}

static void
test_filters (void)
{
  g_autoptr (DocketShopFixture) shop = open_shop ();

  do_accept (shop, "PlaceOrder", order_json);
  do_accept (shop, "PlaceOrder", "{\"lines\": [{\"sku\": \"TEA-1\", \"quantity\": \"1\"}]}");
  do_accept (shop, "PlaceOrder", "{\"lines\": [{\"sku\": \"POT-1\", \"quantity\": \"1\"}]}");
  do_accept (shop, "RecordPayment", "{\"order\": \"1002\", \"amount\": \"5.40\", \"method\": \"card\"}");
  do_accept (shop, "CancelOrder", "{\"order\": \"1003\", \"reason\": \"Changed their mind\"}");
  do_accept (shop, "HoldOrder", "{\"order\": \"1001\"}");
  assert_listed (shop, "sort", "number", "1001 1002 1003");
  assert_listed (shop, "sort", "-total", "1001 1003 1002");
  assert_listed (shop, "status", "open", "1002 1001");
  assert_listed (shop, "status", "cancelled", "1003");
  assert_listed (shop, "payment", "paid", "1002");
  assert_listed (shop, "payment", "owed", "1001");
  assert_listed (shop, "fulfilment", "to-ship", "1002 1001");
  assert_listed (shop, "on-hold", "true", "1001");
  assert_listed (shop, "customer", "ZOE.BRANDT@example.org", "1001");
  assert_listed (shop, "limit", "1", "1003");
}

static guint
count_between (DocketShopFixture *shop, const char *from, const char *to, const char *sort)
{
  g_autoptr (GPtrArray) rows = docket_shop_fixture_list (shop, "orders", "from", from, "to", to, "sort", sort, NULL);

  return rows->len;
}

/* The days are those of the shop; both ways to find them, by the index of the times and by that of the days. */
static void
test_days (void)
{
  static const char *const sorts[] = { "-placed-at", "placed-at", "customer", "-day" };
  g_autoptr (DocketShopFixture) shop = open_shop ();
  g_autoptr (GPtrArray) rows = NULL;
  g_autofree char *day = NULL;

  do_accept (shop, "PlaceOrder", "{\"lines\": [{\"sku\": \"TEA-1\", \"quantity\": \"1\"}]}");
  do_accept (shop, "PlaceOrder", "{\"lines\": [{\"sku\": \"POT-1\", \"quantity\": \"1\"}]}");
  rows = docket_shop_fixture_list (shop, "orders", "limit", "1", NULL);
  day = docket_shop_fixture_text (rows->pdata[0], "day");
  for (guint i = 0; i < 2 * G_N_ELEMENTS (sorts); i++)
    {
      const char *sort = sorts[i % G_N_ELEMENTS (sorts)];

      /* Made again in use, a view has other names for its indexes. */
      if (i == G_N_ELEMENTS (sorts))
        g_assert_true (docket_projection_runner_rebuild (shop->runner, NULL, NULL, NULL));
      g_assert_cmpuint (count_between (shop, "2000-01-01", day, sort), ==, 2);
      g_assert_cmpuint (count_between (shop, day, "2999-12-31", sort), ==, 2);
      g_assert_cmpuint (count_between (shop, "2000-01-01", "2000-12-31", sort), ==, 0);
      g_assert_cmpuint (count_between (shop, "2999-01-01", "2999-12-31", sort), ==, 0);
    }
}

static void
test_cancelled_balance (void)
{
  g_autoptr (DocketShopFixture) shop = open_shop ();
  g_autoptr (DocketRecord) order = NULL;
  g_autoptr (GPtrArray) stock = NULL;
  g_autoptr (GPtrArray) days = NULL;

  do_accept (shop, "PlaceOrder", order_json);
  do_accept (shop, "CancelOrder", "{\"order\": \"1001\"}");
  order = docket_shop_fixture_ask (shop, "order", "number", "1001", NULL);
  docket_assert_property (order, "status", "cancelled");
  docket_assert_property (order, "balance", "0.00");
  stock = docket_shop_fixture_list (shop, "inventory", "sku", "TEA-1", NULL);
  docket_assert_property (stock->pdata[0], "reserved", "0");
  docket_assert_property (stock->pdata[0], "available", "100");
  days = docket_shop_fixture_list (shop, "sales-by-day", NULL);
  docket_assert_property (days->pdata[0], "orders", "0");
  docket_assert_property (days->pdata[0], "total", "0.00");
}

static void
test_timeline (void)
{
  g_autoptr (DocketShopFixture) shop = open_shop ();
  g_autoptr (GPtrArray) history = NULL;

  do_accept (shop, "PlaceOrder", order_json);
  do_accept (shop, "RecordPayment", "{\"order\": \"1001\", \"amount\": \"9.00\", \"method\": \"cash\"}");
  do_accept (shop, "HoldOrder", "{\"order\": \"1001\", \"reason\": \"Waits for the pot\"}");
  do_accept (shop, "ReleaseOrder", "{\"order\": \"1001\"}");
  do_accept (shop, "CreateFulfilment", "{\"order\": \"1001\"}");
  history = docket_shop_fixture_list (shop, "history", "order", "1001", "sort", "time", NULL);
  g_assert_cmpint (history->len, ==, 5);
  docket_assert_property (history->pdata[1], "summary", "€9.00 was paid in cash");
  docket_assert_property (history->pdata[2], "summary", "The order was put on hold");
  docket_assert_property (history->pdata[2], "detail", "Waits for the pot");
  docket_assert_property (history->pdata[4], "summary", "A parcel with 3 items is to be packed");
  docket_assert_property (history->pdata[4], "actor", "Ada");
}

static gboolean
count_row_cb (DocketRow *row G_GNUC_UNUSED, gpointer n_rows)
{
  *(guint *) n_rows += 1;
  return TRUE;
}

/* A number that two orders bear is answered with both ids, never with a mixture. */
static void
test_timeline_of_number (void)
{
  static const char imported[] =
    "{\"source\": \"shopify\", \"external-id\": \"%d\", \"number\": \"%s\", \"currency\": \"EUR\", \"shop\": \"%s\","
    " \"lines\": [{\"title\": \"Cup\", \"quantity\": \"1\", \"unit-price\": \"5.00\"}]}";
  static const struct { const char *order; int code; guint n_rows; } cases[] = {
    { "77", DOCKET_ERROR_AMBIGUOUS, 0 }, { "78", DOCKET_ERROR_NOT_FOUND, 0 }, { "#79", 0, 1 }, { "north:77", 0, 1 },
  };
  g_autoptr (DocketShopFixture) shop = open_shop ();
  g_autofree char *first = g_strdup_printf (imported, 1, "77", "north");
  g_autofree char *second = g_strdup_printf (imported, 2, "77", "south");
  g_autofree char *third = g_strdup_printf (imported, 3, "79", "south");

  do_accept (shop, "ImportOrder", first);
  do_accept (shop, "ImportOrder", second);
  do_accept (shop, "ImportOrder", third);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (DocketHistoryQuery) query = g_object_new (DOCKET_TYPE_HISTORY_QUERY, "order", cases[i].order, NULL);
      g_autoptr (GError) error = NULL;
      guint n_rows = 0;

      g_assert_true (docket_query_bus_list_rows (shop->queries, DOCKET_LIST_QUERY (query), count_row_cb, &n_rows, &error) ==
                     (cases[i].code == 0));
      if (cases[i].code != 0)
        g_assert_error (error, DOCKET_ERROR, cases[i].code);
      g_assert_cmpuint (n_rows, ==, cases[i].n_rows);
    }
}

static void
note_changed_cb (DocketProjectionRunner *runner G_GNUC_UNUSED, const char *view, GArray *keys, gint64 position G_GNUC_UNUSED,
                 gpointer data)
{
  if (strcmp (view, "orders_view") == 0 && keys != NULL && keys->len == 1)
    *(gint64 *) data = g_array_index (keys, gint64, 0);
}

static void
await_told (const gint64 *told)
{
  while (*told == 0)
    g_main_context_iteration (NULL, TRUE);
}

/* The page is folded from the order's events: each of them says that it is another one now. */
static void
test_page_is_told (void)
{
  static const char *const commands[][2] = {
    { "AddNote", "{\"order\": \"1001\", \"text\": \"Fragile\"}" },
    { "HoldOrder", "{\"order\": \"1001\"}" },
    { "ReleaseOrder", "{\"order\": \"1001\"}" },
    { "RecordPayment", "{\"order\": \"1001\", \"amount\": \"1.00\"}" },
    { "CreateFulfilment", "{\"order\": \"1001\"}" },
  };
  g_autoptr (DocketShopFixture) shop = open_shop ();
  g_autoptr (DocketRecord) order = NULL;
  gint64 told = 0;

  do_accept (shop, "PlaceOrder", order_json);
  g_signal_connect (shop->runner, "changed", G_CALLBACK (note_changed_cb), &told);
  await_told (&told);
  order = docket_shop_fixture_ask (shop, "order", "number", "1001", NULL);
  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    {
      told = 0;
      do_accept (shop, commands[i][0], commands[i][1]);
      await_told (&told);
      g_assert_cmpint (told, ==, ((DocketOrderDetail *) order)->key);
    }
}

static void
test_customer (void)
{
  g_autoptr (DocketShopFixture) shop = open_shop ();
  g_autoptr (GPtrArray) customers = NULL;
  g_autoptr (DocketRecord) customer = NULL;

  do_accept (shop, "PlaceOrder", order_json);
  do_accept (shop, "PlaceOrder",
             "{\"customer\": {\"email\": \"Zoe.Brandt@EXAMPLE.org\"}, \"currency\": \"USD\","
             " \"lines\": [{\"title\": \"Cup\", \"quantity\": \"1\", \"unit-price\": \"5.00\"}]}");
  do_accept (shop, "RecordPayment", "{\"order\": \"1002\", \"amount\": \"5.00\"}");
  customers = docket_shop_fixture_list (shop, "customers", NULL);
  g_assert_cmpint (customers->len, ==, 1);
  docket_assert_property (customers->pdata[0], "orders", "2");
  customer = docket_shop_fixture_ask (shop, "customer", "customer", "zoe.brandt@example.org", NULL);
  docket_assert_property (customer, "name", "Zoë Brandt-Müller");
}

static void
test_dashboard (void)
{
  g_autoptr (DocketShopFixture) shop = open_shop ();
  g_autoptr (DocketRecord) before = docket_shop_fixture_ask (shop, "dashboard", NULL);
  g_autoptr (DocketRecord) after = NULL;

  docket_assert_property (before, "sales", "0.00");
  docket_assert_property (before, "low-stock", "0");
  do_accept (shop, "PlaceOrder", "{\"lines\": [{\"sku\": \"POT-1\", \"quantity\": \"7\"}]}");
  after = docket_shop_fixture_ask (shop, "dashboard", NULL);
  docket_assert_property (after, "sales", "168.00");
  docket_assert_property (after, "owed", "168.00");
  docket_assert_property (after, "to-pack", "1");
  docket_assert_property (after, "low-stock", "1");
}

int
main (int argc, char **argv)
{
  g_setenv ("LC_ALL", "C.UTF-8", TRUE);
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/read/order/whole", test_whole_order);
  g_test_add_func ("/read/order/page-is-told", test_page_is_told);
  g_test_add_func ("/read/order/pay-and-ship", test_pay_and_ship);
  g_test_add_func ("/read/order/cancelled", test_cancelled_balance);
  g_test_add_func ("/read/order/timeline", test_timeline);
  g_test_add_func ("/read/order/timeline-of-number", test_timeline_of_number);
  g_test_add_func ("/read/orders/search", test_search);
  g_test_add_func ("/read/orders/filters", test_filters);
  g_test_add_func ("/read/orders/days", test_days);
  g_test_add_func ("/read/customer", test_customer);
  g_test_add_func ("/read/dashboard", test_dashboard);
  return g_test_run ();
}
