/* test-money-cases.c: prices and taxes with published answers
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "order-text.h"

typedef struct
{
  const char *name;
  const char *order;
  const char *net;
  const char *tax;
  const char *total;
} Case;

/* Where the figures come from is in the name. */
static const Case cases[] = {
  { "odoo-36675-line", "2 excl line; 55.55 @23; 11.11 @23", "66.66", "15.34", "82.00" },
  { "odoo-36675-order", "2 excl order; 55.55 @23; 11.11 @23", "66.66", "15.33", "81.99" },
  { "odoo-6224-line", "2 excl line; 4x1.48 @21; 1.52 @21; 1.54 @21; 0.39 @21", "9.37", "1.96", "11.33" },
  { "odoo-6224-order", "2 excl order; 4x1.48 @21; 1.52 @21; 1.54 @21; 0.39 @21", "9.37", "1.97", "11.34" },
  { "odoo-37896-line", "2 excl line; 16x348.35 -4% @22", "5350.66", "1177.15", "6527.81" },
  { "odoo-37896-order", "2 excl order; 16x348.35 -4% @22", "5350.66", "1177.15", "6527.81" },
  { "hmrc-line",
    "2 excl line; 11.31 @20; 11.31 @20; 11.31 @20; 11.31 @20; 11.31 @20; 11.31 @20; 11.31 @20; 11.31 @20; 11.31 @20; "
    "11.31 @20",
    "113.10", "22.60", "135.70" },
  { "hmrc-order",
    "2 excl order; 11.31 @20; 11.31 @20; 11.31 @20; 11.31 @20; 11.31 @20; 11.31 @20; 11.31 @20; 11.31 @20; 11.31 @20; "
    "11.31 @20",
    "113.10", "22.62", "135.72" },
  { "invoiceninja-2472-line", "2 excl line; 300.00 @5+9.975", "300.00", "44.93", "344.93" },
  { "invoiceninja-2472-order", "2 excl order; 300.00 @5+9.975", "300.00", "44.93", "344.93" },
  { "invoiceninja-1453-small-line", "2 excl line; 140.00 @5+9.975", "140.00", "20.97", "160.97" },
  { "invoiceninja-1453-small-order", "2 excl order; 140.00 @5+9.975", "140.00", "20.97", "160.97" },
  { "invoiceninja-1453-line", "2 excl line; 1140.00 @5+9.975", "1140.00", "170.72", "1310.72" },
  { "invoiceninja-1453-order", "2 excl order; 1140.00 @5+9.975", "1140.00", "170.72", "1310.72" },
  { "three-units", "2 excl line; 3x24.17 @20", "72.51", "14.50", "87.01" },
  { "erpnext-52570-line", "0 incl line; 50000 @10", "45455", "4545", "50000" },
  { "erpnext-52570-order", "0 incl order; 50000 @10", "45455", "4545", "50000" },
  { "shopify-eu-order", "2 incl order; 24.99 @19; 19.99 @19; 299.99 @19; discount 44.98", "252.09", "47.90", "299.99" },
  { "shopify-eu-line", "2 incl line; 24.99 @19; 19.99 @19; 299.99 @19; discount 44.98", "252.10", "47.89", "299.99" },
  { "shopify-uk-discount", "2 incl order; 302.51 @20; 25.20 @20; 2x20.16 @20; discount 36.80; shipping 13.99 @20",
    "287.68", "57.54", "345.22" },
  { "shopify-uk-shipping", "2 incl order; 201.67 @20; shipping 13.99 @20", "179.72", "35.94", "215.66" },
  { "saleor-excluded", "2 excl line; 10.00 @23", "10.00", "2.30", "12.30" },
  { "saleor-included", "2 incl line; 10.00 @23", "8.13", "1.87", "10.00" },
  { "saleor-order", "2 incl order; 3x10.00 @23; 2x20.00 @23; shipping 10.00 @23", "65.04", "14.96", "80.00" },
  { "three-decimals", "3 excl line; 3x1.005 @5", "3.015", "0.151", "3.166" },
  { "tie-within-line", "2 incl line; 8.01 @20", "6.68", "1.33", "8.01" },
  { "tie-within-order", "2 incl order; 8.01 @20", "6.68", "1.33", "8.01" },
  { "tie-on-top", "2 excl line; 0.25 @10", "0.25", "0.03", "0.28" },
  { "place-order-example", "2 excl line; 2x4.50 -0.50 @20; discount 1.00; shipping 3.90 @20", "11.40", "2.28", "13.68" },
};

static void
test_case (gconstpointer data)
{
  const Case *test = data;
  g_autoptr (DocketPricing) pricing = order_text_price (test->order);

  assert_money (pricing->net, test->net);
  assert_money (pricing->tax, test->tax);
  assert_money (pricing->total, test->total);
}

static void
assert_tax (const DocketPricing *pricing, guint index, const char *base, const char *amount)
{
  const DocketTaxAmount *tax = g_ptr_array_index (pricing->taxes, index);

  assert_money (tax->base, base);
  assert_money (tax->amount, amount);
}

static void
test_two_taxes (void)
{
  g_autoptr (DocketPricing) pricing = order_text_price ("2 excl line; 300.00 @5+9.975");

  g_assert_cmpuint (pricing->taxes->len, ==, 2);
  assert_tax (pricing, 0, "300.00", "15.00");
  assert_tax (pricing, 1, "300.00", "29.93");
}

/* Of a price with two taxes in it, each is its share of the price: 5 / 114.975 and 9.975 / 114.975. */
static void
test_two_taxes_within (void)
{
  g_autoptr (DocketPricing) pricing = order_text_price ("2 incl line; 344.93 @5+9.975");

  assert_tax (pricing, 0, "300.00", "15.00");
  assert_tax (pricing, 1, "300.00", "29.93");
}

/* Solidus taxes shipment and goods apart; both roundings show it so. */
static void
test_shipping (void)
{
  static const char *const orders[][3] = {
    { "2 incl line; 20.00 @7; shipping 8.00 @7", "1.31", "0.52" },
    { "2 incl order; 20.00 @7; shipping 8.00 @7", "1.31", "0.52" },
    { "2 incl line; 30.00 @19; shipping 16.00 @19", "4.79", "2.55" },
    { "2 incl order; 30.00 @19; shipping 16.00 @19", "4.79", "2.55" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (orders); i++)
    {
      g_autoptr (DocketPricing) pricing = order_text_price (orders[i][0]);

      assert_money (pricing->lines[0].tax, orders[i][1]);
      assert_money (pricing->shipping.tax, orders[i][2]);
    }
}

static void
assert_allocation (gint64 amount, const gint64 *weights, const gint64 *expected, gsize n)
{
  g_autofree gint64 *shares = g_new0 (gint64, n);
  g_autoptr (GError) error = NULL;

  g_assert_true (docket_allocate (amount, weights, n, shares, &error));
  g_assert_no_error (error);
  for (gsize i = 0; i < n; i++)
    g_assert_cmpint (shares[i], ==, expected[i]);
}

/* The three of Vendure. */
static void
test_allocate (void)
{
  static const gint64 weights[][8] = { { 4300, 1400, 2300 }, { 1000, 1000, 1000 }, { 10, 20, 10, 30, 50, 20, 10, 40 } };
  static const gint64 shares[][8] = { { 161, 52, 86 }, { 100, 100, 99 }, { 5, 10, 5, 15, 24, 10, 5, 19 } };

  assert_allocation (299, weights[0], shares[0], 3);
  assert_allocation (299, weights[1], shares[1], 3);
  assert_allocation (93, weights[2], shares[2], 8);
}

static void
assert_refunds (gint64 total, gint64 first, gint64 second, gint64 third)
{
  gint64 one = docket_pricing_refund_part (total, 1, 3, 0);
  gint64 two = docket_pricing_refund_part (total, 2, 3, one);

  g_assert_cmpint (one, ==, first);
  g_assert_cmpint (two, ==, second);
  g_assert_cmpint (docket_pricing_refund_part (total, 3, 3, one + two), ==, third);
}

static void
test_refunds (void)
{
  assert_refunds (300, 100, 100, 100);
  assert_refunds (1000, 333, 334, 333);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/values/money-cases/%s", cases[i].name);

      g_test_add_data_func (path, &cases[i], test_case);
    }
  g_test_add_func ("/values/money-cases/two-taxes", test_two_taxes);
  g_test_add_func ("/values/money-cases/two-taxes-within", test_two_taxes_within);
  g_test_add_func ("/values/money-cases/solidus-shipping", test_shipping);
  g_test_add_func ("/values/money-cases/vendure-allocate", test_allocate);
  g_test_add_func ("/values/money-cases/refunds", test_refunds);
  return g_test_run ();
}
