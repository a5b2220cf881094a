/* test-pricing.c: orders that are refused, discounts, shares and taxes at the edges
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "order-text.h"

static void
test_errors (void)
{
  order_text_assert_error ("2 excl line; 1.00; -1x1.00", DOCKET_ERROR_INVALID, "lines[1].quantity");
  order_text_assert_error ("2 excl line; -1.00", DOCKET_ERROR_INVALID, "lines[0].unit-price");
  order_text_assert_error ("2 excl line; 1.005", DOCKET_ERROR_INVALID, "lines[0].unit-price");
  order_text_assert_error ("0 excl line; 1.00", DOCKET_ERROR_INVALID, "lines[0].unit-price");
  order_text_assert_error ("2 excl line; 1.00 -1.01", DOCKET_ERROR_REJECTED, "lines[0].discount");
  order_text_assert_error ("2 excl line; 1.00 -0.005", DOCKET_ERROR_INVALID, "lines[0].discount");
  order_text_assert_error ("2 excl line; 1.00; 2.00 =2.01", DOCKET_ERROR_REJECTED, "lines[1].discount-share");
  order_text_assert_error ("2 excl line; 1.00 @5+5", DOCKET_ERROR_INVALID, "lines[0].taxes[1]");
  order_text_assert_error ("2 excl line; 1.00; shipping 1.00 @5+5", DOCKET_ERROR_INVALID, "shipping.taxes[1]");
  order_text_assert_error ("2 excl line; 1.00; shipping -1.00", DOCKET_ERROR_INVALID, "shipping.price");
  order_text_assert_error ("2 excl line; 1.00; discount 1.01", DOCKET_ERROR_REJECTED, "discount");
  order_text_assert_error ("2 excl line; 1.00; discount 1.005", DOCKET_ERROR_INVALID, "discount");
  order_text_assert_error ("2 excl line; shipping 1.00; discount 1.00", DOCKET_ERROR_REJECTED, "discount");
}

static void
test_overflow (void)
{
  order_text_assert_error ("2 excl line; 2x9999999999999.00", DOCKET_ERROR_INVALID, "lines[0].quantity");
  order_text_assert_error ("2 excl line; 1000000000x9999999999999.00", DOCKET_ERROR_INVALID, "lines[0].quantity");
  order_text_assert_error ("2 excl line; 9999999999999.00; 9999999999999.00", DOCKET_ERROR_INVALID, NULL);
  order_text_assert_error ("2 excl line; 9999999999999.00 @20", DOCKET_ERROR_INVALID, NULL);
  order_text_assert_error ("2 excl order; 9999999999999.00 @1000", DOCKET_ERROR_INVALID, NULL);
  order_text_assert_error ("2 excl line; 9999999999999.00; shipping 9999999999999.00", DOCKET_ERROR_INVALID, NULL);
  docket_pricing_free (order_text_price ("2 incl order; 9999999999999.00 @1000"));
}

/* What does not come from text is checked as well. */
static void
test_absurd_discount (void)
{
  DocketPricingLine line = { .quantity = 1000, .unit_price = DOCKET_MONEY (100, 2) };
  DocketPricingInput input = { .digits = 2, .lines = &line, .n_lines = 1 };
  static const gint64 values[] = { -1, DOCKET_RATE_ONE + 1, G_MAXINT64, G_MININT64 };

  for (guint i = 0; i < G_N_ELEMENTS (values); i++)
    for (guint is_percent = 0; is_percent < 2; is_percent++)
      {
        g_autoptr (GError) error = NULL;

        line.discount = (DocketDiscount) { .value = values[i], .digits = is_percent ? 0 : 2, .is_percent = is_percent };
        g_assert_null (docket_pricing_calculate (&input, &error));
        g_assert_cmpstr (docket_error_get_field (error), ==, "lines[0].discount");
      }
}

static void
test_empty (void)
{
  g_autoptr (DocketPricing) pricing = order_text_price ("2 excl order");
  g_autoptr (DocketPricing) free_goods = order_text_price ("0 incl order; 0 @19; shipping 0 @19; discount 10%");

  assert_money (pricing->total, "0.00");
  assert_money (pricing->shipping.total, "0.00");
  assert_money (free_goods->total, "0");
  g_assert_cmpuint (free_goods->taxes->len, ==, 1);
}

/* round (quantity × price × 0.9) is rounded once: 0.945 makes 0.95. */
static void
test_line_percentage (void)
{
  g_autoptr (DocketPricing) pricing = order_text_price ("2 excl line; 1.05 -10%");
  g_autoptr (DocketPricing) weighed = order_text_price ("2 excl line; 1.5x0.33 -10%");
  g_autoptr (DocketPricing) all = order_text_price ("2 excl line; 3x0.99 -100%");

  assert_money (pricing->lines[0].gross, "1.05");
  assert_money (pricing->lines[0].discount, "0.10");
  assert_money (pricing->net, "0.95");
  assert_money (weighed->lines[0].gross, "0.50");
  assert_money (weighed->net, "0.45");
  assert_money (all->net, "0.00");
  assert_money (all->discount, "2.97");
}

/* Of the goods after line discounts, without shipping, rounded once. */
static void
test_order_percentage (void)
{
  g_autoptr (DocketPricing) pricing =
    order_text_price ("2 excl line; 10.00 -1.00 @20; 5.55 @20; discount 10%; shipping 100.00 @20");

  assert_money (pricing->order_discount, "1.46");
  assert_money (pricing->discount, "2.46");
  assert_money (pricing->lines[0].share, "0.90");
  assert_money (pricing->lines[1].share, "0.56");
  assert_money (pricing->shipping.share, "0.00");
  assert_money (pricing->shipping.net, "100.00");
}

static void
test_whole_discount (void)
{
  g_autoptr (DocketPricing) money = order_text_price ("2 incl order; 0.01 @20; 7.77 @20; 0.02 @10; discount 7.80");
  g_autoptr (DocketPricing) percent = order_text_price ("2 excl line; 0.01 @20; 7.77 @20; 0.02 @10; discount 100%");

  assert_money (money->total, "0.00");
  assert_money (percent->total, "0.00");
  assert_money (percent->lines[1].share, "7.77");
}

/* Ties go to the first line; a line that is free takes nothing. */
static void
test_share_ties (void)
{
  g_autoptr (DocketPricing) pricing = order_text_price ("2 excl line; 0.00; 1.00; 1.00; 1.00; discount 0.02");

  assert_money (pricing->lines[0].share, "0.00");
  assert_money (pricing->lines[1].share, "0.01");
  assert_money (pricing->lines[2].share, "0.01");
  assert_money (pricing->lines[3].share, "0.00");
}

/* A frozen share stays, and an order's discount is of the other lines. */
static void
test_frozen_share (void)
{
  g_autoptr (DocketPricing) pricing = order_text_price ("2 excl line; 10.00 =0.33; 20.00; 20.00; discount 10%");
  g_autoptr (DocketPricing) frozen = order_text_price ("2 excl line; 10.00 =0.33; 20.00 =0.67");

  assert_money (pricing->lines[0].share, "0.33");
  assert_money (pricing->lines[1].share, "2.00");
  assert_money (pricing->order_discount, "4.33");
  assert_money (frozen->order_discount, "1.00");
  order_text_assert_error ("2 excl line; 10.00 =0.33; discount 1.00", DOCKET_ERROR_REJECTED, "discount");
}

/* Whatever the taxes, a price that includes them stays. */
static void
test_total_never_moves (void)
{
  static const char *const orders[] = {
    "2 incl line; 99.99 @19; 0.01 @7", "2 incl order; 99.99 @19; 0.01 @7", "2 incl line; 99.99 @5+9.975; 0.01 @1000",
    "2 incl order; 99.99 @5+9.975; 0.01 @1000", "2 incl order; 99.99; 0.01 @0",
  };

  for (guint i = 0; i < G_N_ELEMENTS (orders); i++)
    {
      g_autoptr (DocketPricing) pricing = order_text_price (orders[i]);

      assert_money (pricing->total, "100.00");
    }
}

/* One rate beside another, and alone: within prices its divisor differs, and the sum is exact all the same. */
static void
test_mixed_taxes (void)
{
  g_autoptr (DocketPricing) pricing = order_text_price ("2 incl order; 10.00 @20; 10.00 @20+5; 10.00 @5");
  DocketTaxAmount *twenty = g_ptr_array_index (pricing->taxes, 0);
  DocketTaxAmount *five = g_ptr_array_index (pricing->taxes, 1);

  g_assert_cmpuint (pricing->taxes->len, ==, 2);
  /* 10 / 6 + 10 × 0.2 / 1.25 = 3.2667, 10 × 0.05 / 1.25 + 10 × 0.05 / 1.05 = 0.8762 */
  assert_money (twenty->amount, "3.27");
  assert_money (five->amount, "0.88");
}

/* Cents are not taxed into the negative. */
static void
test_tiny_lines (void)
{
  static const char *const modes[] = { "2 incl order", "2 incl line", "0 incl order" };

  for (guint i = 0; i < G_N_ELEMENTS (modes); i++)
    {
      g_autoptr (GString) text = g_string_new (modes[i]);
      g_autoptr (DocketPricing) pricing = NULL;

      for (guint j = 0; j < 40; j++)
        g_string_append (text, *modes[i] == '2' ? "; 0.01 @5+10+33" : "; 1 @5+10+33");
      pricing = order_text_price (text->str);
      g_assert_cmpint (pricing->total.minor, ==, 40);
    }
}

/* Four taxes of the price itself and more do not take four parts of three. */
static void
test_huge_rates (void)
{
  g_autoptr (DocketPricing) line = order_text_price ("0 incl line; 3 @100+101+102+103");
  g_autoptr (DocketPricing) order = order_text_price ("0 incl order; 3 @100+101+102+103");

  assert_money (line->tax, "3");
  assert_money (line->net, "0");
  assert_money (order->total, "3");
}

/* 0.025 + 0.025 is 0.05 of the order, and the first line's is the greater. */
static void
test_tax_ties (void)
{
  g_autoptr (DocketPricing) pricing = order_text_price ("2 excl order; 0.25 @10; 0.25 @10");

  assert_money (pricing->lines[0].tax, "0.03");
  assert_money (pricing->lines[1].tax, "0.02");
}

static void
test_allocate_errors (void)
{
  gint64 weights[] = { 1, 2 };
  gint64 none[] = { 0, 0 };
  gint64 negative[] = { 3, -1 };
  gint64 huge[] = { G_MAXINT64, 1 };
  gint64 shares[2] = { 0 };
  g_autoptr (GError) error = NULL;

  g_assert_false (docket_allocate (1, none, 2, shares, &error));
  g_assert_error (error, DOCKET_ERROR, DOCKET_ERROR_INVALID);
  g_assert_false (docket_allocate (1, negative, 2, shares, NULL));
  g_assert_false (docket_allocate (1, huge, 2, shares, NULL));
  g_assert_false (docket_allocate (-1, weights, 2, shares, NULL));
  g_assert_false (docket_allocate (1, NULL, 0, NULL, NULL));
  g_assert_true (docket_allocate (0, none, 2, shares, NULL));
  g_assert_true (docket_allocate (0, NULL, 0, NULL, NULL));
}

static void
test_refund_extremes (void)
{
  g_assert_cmpint (docket_pricing_refund_part (DOCKET_MONEY_MAXIMUM, DOCKET_QUANTITY_MAXIMUM, DOCKET_QUANTITY_MAXIMUM, 0), ==,
                   DOCKET_MONEY_MAXIMUM);
  g_assert_cmpint (docket_pricing_refund_part (1000, 1, 3, 400), ==, -67);
  g_assert_cmpint (docket_pricing_refund_part (-1000, 2, 3, -333), ==, -334);
  g_assert_cmpint (docket_pricing_refund_part (0, 1, 1, 0), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/values/pricing/errors", test_errors);
  g_test_add_func ("/values/pricing/overflow", test_overflow);
  g_test_add_func ("/values/pricing/absurd-discount", test_absurd_discount);
  g_test_add_func ("/values/pricing/empty", test_empty);
  g_test_add_func ("/values/pricing/line-percentage", test_line_percentage);
  g_test_add_func ("/values/pricing/order-percentage", test_order_percentage);
  g_test_add_func ("/values/pricing/whole-discount", test_whole_discount);
  g_test_add_func ("/values/pricing/share-ties", test_share_ties);
  g_test_add_func ("/values/pricing/frozen-share", test_frozen_share);
  g_test_add_func ("/values/pricing/total-never-moves", test_total_never_moves);
  g_test_add_func ("/values/pricing/mixed-taxes", test_mixed_taxes);
  g_test_add_func ("/values/pricing/tiny-lines", test_tiny_lines);
  g_test_add_func ("/values/pricing/huge-rates", test_huge_rates);
  g_test_add_func ("/values/pricing/tax-ties", test_tax_ties);
  g_test_add_func ("/values/pricing/allocate-errors", test_allocate_errors);
  g_test_add_func ("/values/pricing/refund-extremes", test_refund_extremes);
  return g_test_run ();
}
