/* test-pricing-properties.c: random orders: parts add up, rounding is right, nothing overflows unseen
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "order-text.h"

#define N_ORDERS 4000
#define MAXIMUM_LINES 12

static const gint64 rates[] = { 0, 50000, 55000, 70000, 81000, 99750, 190000, 200000, 255000, 1000000, 1234567 };

static guint32 seed;

static gint64
random_below (GRand *rand, gint64 end)
{
  return (gint64) (((guint64) g_rand_int (rand) << 31 | g_rand_int (rand) >> 1) % (guint64) end);
}

/* Of any order of magnitude up to the greatest. */
static gint64
random_amount (GRand *rand, guint most_digits)
{
  gint64 end = 1;

  for (guint i = (guint) g_rand_int_range (rand, 1, (gint32) most_digits + 1); i > 0; i--)
    end *= 10;
  return random_below (rand, end);
}

static GPtrArray *
random_taxes (GRand *rand, OrderText *order)
{
  GPtrArray *taxes = g_ptr_array_new_with_free_func (g_object_unref);
  guint n_taxes = (guint) g_rand_int_range (rand, 0, 4);
  guint first = (guint) g_rand_int_range (rand, 0, G_N_ELEMENTS (rates));

  for (guint i = 0; i < n_taxes; i++)
    g_ptr_array_add (taxes, docket_tax_new ("Tax", rates[(first + 3 * i) % G_N_ELEMENTS (rates)]));
  g_ptr_array_add (order->taxes, taxes);
  return taxes;
}

static DocketDiscount
random_discount (GRand *rand, gint64 most, guint8 digits)
{
  switch (g_rand_int_range (rand, 0, 4))
    {
    case 0:
      return (DocketDiscount) { .value = random_below (rand, DOCKET_RATE_ONE + 1), .is_percent = TRUE };
    case 1:
      return (DocketDiscount) { .value = random_below (rand, most + 1), .digits = digits };
    default:
      return (DocketDiscount) { 0 };
    }
}

static OrderText *
random_order (GRand *rand, guint most_digits)
{
  static const guint8 digits[] = { 0, 2, 3 };
  OrderText *order = order_text_new ("2 excl line");
  guint n_lines = (guint) g_rand_int_range (rand, 0, MAXIMUM_LINES + 1);
  gint64 goods = 0;

  order->input.digits = digits[g_rand_int_range (rand, 0, 3)];
  for (guint i = 0; i < n_lines; i++)
    {
      gint64 price = random_amount (rand, most_digits);
      gint64 quantity = g_rand_boolean (rand) ? 1000 * g_rand_int_range (rand, 0, 20) : random_amount (rand, 5);
      gint64 gross = (gint64) docket_round_half_up ((DocketWide) price * quantity, 1000);
      DocketPricingLine line = {
        .quantity = quantity,
        .unit_price = DOCKET_MONEY (price, order->input.digits),
        .discount = random_discount (rand, gross, order->input.digits),
        .taxes = random_taxes (rand, order),
      };

      goods += line.discount.is_percent ? 0 : gross - line.discount.value;
      g_array_append_val (order->lines, line);
    }
  order->input.lines = (const DocketPricingLine *) (gpointer) order->lines->data;
  order->input.n_lines = n_lines;
  order->input.shipping_price = DOCKET_MONEY (random_amount (rand, 4), order->input.digits);
  order->input.shipping_taxes = random_taxes (rand, order);
  order->input.discount = random_discount (rand, goods, order->input.digits);
  return order;
}

/* Worked out another way than the code does: twice the fraction, then down. */
static gint64
round_tax (gboolean half_down, DocketWide numerator, DocketWide denominator)
{
  if (half_down)
    return (gint64) ((2 * numerator + denominator - 1) / (2 * denominator));
  return (gint64) ((2 * numerator + denominator) / (2 * denominator));
}

static gint64
sum_rates (const DocketPricedPart *part)
{
  gint64 sum = 0;

  for (guint i = 0; i < part->taxes->len; i++)
    sum += ((DocketTaxAmount *) g_ptr_array_index (part->taxes, i))->rate;
  return sum;
}

static void
assert_part_taxes (const DocketPricingInput *input, const DocketPricedPart *part)
{
  gint64 base = input->prices_include_tax ? part->total.minor : part->net.minor;
  gint64 whole = DOCKET_RATE_ONE + (input->prices_include_tax ? sum_rates (part) : 0);
  gint64 left = base;

  for (guint i = 0; i < part->taxes->len; i++)
    {
      DocketTaxAmount *tax = g_ptr_array_index (part->taxes, i);
      DocketWide product = (DocketWide) base * tax->rate;

      if (input->tax_rounding == DOCKET_TAX_ROUNDING_LINE)
        {
          gint64 expected = round_tax (input->prices_include_tax, product, whole);

          g_assert_cmpint (tax->amount.minor, ==, input->prices_include_tax ? MIN (expected, left) : expected);
        }
      else
        g_assert_true ((DocketWide) tax->amount.minor * whole > product - whole &&
                       (DocketWide) tax->amount.minor * whole < product + whole);
      left -= tax->amount.minor;
    }
}

/* Rounded per order, each tax is its exact sum rounded once. Within prices the divisors differ, and the sum is taken in
 * parts of 2^-30: near enough to see a wrong unit. */
static void
assert_order_taxes (const DocketPricingInput *input, const DocketPricing *pricing, const DocketTaxAmount *whole)
{
  DocketWide sum = 0;
  DocketWide unit = (DocketWide) 1 << 30;

  for (guint i = 0; i <= pricing->n_lines; i++)
    {
      const DocketPricedPart *part = i < pricing->n_lines ? &pricing->lines[i] : &pricing->shipping;
      gint64 base = input->prices_include_tax ? part->total.minor : part->net.minor;
      gint64 divisor = DOCKET_RATE_ONE + (input->prices_include_tax ? sum_rates (part) : 0);

      for (guint j = 0; j < part->taxes->len; j++)
        if (((DocketTaxAmount *) g_ptr_array_index (part->taxes, j))->rate == whole->rate)
          sum += input->prices_include_tax ? base * unit * whole->rate / divisor : (DocketWide) base * whole->rate;
    }
  if (!input->prices_include_tax)
    g_assert_cmpint (whole->amount.minor, ==, round_tax (FALSE, sum, DOCKET_RATE_ONE));
  else
    g_assert_true (2 * (whole->amount.minor * unit - sum) <= unit + 2 * MAXIMUM_LINES + 2 &&
                   2 * (sum - whole->amount.minor * unit) <= unit + 2 * MAXIMUM_LINES + 2);
}

/* The order's discount is never spread to more than a line costs, and is near its proportion. */
static void
assert_shares (const DocketPricing *pricing)
{
  DocketWide goods = 0;

  for (guint i = 0; i < pricing->n_lines; i++)
    goods += pricing->lines[i].gross.minor - pricing->lines[i].discount.minor;
  for (guint i = 0; i < pricing->n_lines; i++)
    {
      gint64 weight = pricing->lines[i].gross.minor - pricing->lines[i].discount.minor;
      DocketWide exact = (DocketWide) pricing->order_discount.minor * weight;

      g_assert_cmpint (pricing->lines[i].share.minor, <=, weight);
      g_assert_true (goods == 0 || (pricing->lines[i].share.minor * goods > exact - goods &&
                                    pricing->lines[i].share.minor * goods < exact + goods));
    }
}

static void
assert_order (const DocketPricingInput *input, const DocketPricing *pricing)
{
  assert_adds_up (input, pricing);
  assert_shares (pricing);
  for (guint i = 0; i < pricing->n_lines; i++)
    assert_part_taxes (input, &pricing->lines[i]);
  assert_part_taxes (input, &pricing->shipping);
  if (input->tax_rounding != DOCKET_TAX_ROUNDING_ORDER)
    return;
  for (guint i = 0; i < pricing->taxes->len; i++)
    assert_order_taxes (input, pricing, g_ptr_array_index (pricing->taxes, i));
}

static void
test_orders (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
  guint n_priced = 0;

  g_test_message ("DOCKET_TEST_SEED=%u", seed);
  for (guint i = 0; i < N_ORDERS; i++)
    {
      g_autoptr (OrderText) order = random_order (rand, 8);

      for (guint mode = 0; mode < 4; mode++)
        {
          g_autoptr (GError) error = NULL;
          g_autoptr (DocketPricing) pricing = NULL;

          order->input.prices_include_tax = (mode & 1) != 0;
          order->input.tax_rounding = (mode & 2) != 0 ? DOCKET_TAX_ROUNDING_ORDER : DOCKET_TAX_ROUNDING_LINE;
          pricing = docket_pricing_calculate (&order->input, &error);
          g_assert_no_error (error);
          assert_order (&order->input, pricing);
          n_priced++;
        }
    }
  g_assert_cmpuint (n_priced, ==, 4 * N_ORDERS);
}

/* Near the end of the range an order either adds up in 128 bits, or is refused. */
static void
test_large_orders (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
  guint n_refused = 0;

  g_test_message ("DOCKET_TEST_SEED=%u", seed);
  for (guint i = 0; i < N_ORDERS; i++)
    {
      g_autoptr (OrderText) order = random_order (rand, 15);
      g_autoptr (GError) error = NULL;
      g_autoptr (DocketPricing) pricing = NULL;

      order->input.prices_include_tax = g_rand_boolean (rand);
      order->input.tax_rounding = g_rand_boolean (rand) ? DOCKET_TAX_ROUNDING_ORDER : DOCKET_TAX_ROUNDING_LINE;
      pricing = docket_pricing_calculate (&order->input, &error);
      if (pricing != NULL)
        assert_order (&order->input, pricing);
      else
        g_assert_cmpint (error->domain, ==, DOCKET_ERROR);
      n_refused += pricing == NULL;
    }
  g_assert_cmpuint (n_refused, >, 0);
  g_assert_cmpuint (n_refused, <, N_ORDERS);
}

/* Given back bit by bit, a line gives back what it cost, and never less than nothing. */
static void
test_refunds (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);

  g_test_message ("DOCKET_TEST_SEED=%u", seed);
  for (guint i = 0; i < 5 * N_ORDERS; i++)
    {
      gint64 total = random_amount (rand, 15);
      gint64 n = 1 + random_amount (rand, 9);
      gint64 already = 0;
      gint64 k = 0;

      while (k < n)
        {
          gint64 part;

          k += 1 + random_below (rand, n - k);
          part = docket_pricing_refund_part (total, k, n, already);
          g_assert_cmpint (part, >=, 0);
          already += part;
        }
      g_assert_cmpint (already, ==, total);
    }
}

static void
test_allocate (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);

  g_test_message ("DOCKET_TEST_SEED=%u", seed);
  for (guint i = 0; i < 5 * N_ORDERS; i++)
    {
      gint64 weights[20];
      gint64 shares[20];
      gsize n = (gsize) g_rand_int_range (rand, 1, 21);
      gint64 amount = random_amount (rand, 15);
      DocketWide sum = 0;
      gint64 left = amount;

      for (gsize j = 0; j < n; j++)
        sum += weights[j] = random_amount (rand, 15);
      g_assert_cmpint (docket_allocate (amount, weights, n, shares, NULL), ==, amount == 0 || sum > 0);
      for (gsize j = 0; j < n && sum > 0; j++)
        {
          DocketWide exact = (DocketWide) amount * weights[j];

          g_assert_true (shares[j] * sum > exact - sum && shares[j] * sum < exact + sum);
          for (gsize other = 0; other < j; other++)
            g_assert_true (weights[other] < weights[j] || shares[other] >= shares[j]);
          left -= shares[j];
        }
      g_assert_true (sum == 0 || left == 0);
    }
}

int
main (int argc, char **argv)
{
  const char *given;

  g_test_init (&argc, &argv, NULL);

  given = g_getenv ("DOCKET_TEST_SEED");
  seed = given != NULL ? (guint32) g_ascii_strtoull (given, NULL, 10) : g_random_int ();
  g_test_add_func ("/values/pricing-properties/orders", test_orders);
  g_test_add_func ("/values/pricing-properties/large-orders", test_large_orders);
  g_test_add_func ("/values/pricing-properties/refunds", test_refunds);
  g_test_add_func ("/values/pricing-properties/allocate", test_allocate);
  return g_test_run ();
}
