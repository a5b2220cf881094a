/* test-money.c: amounts: text, arithmetic, rounding
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "docket-money.h"

#include <string.h>

static DocketMoney
parse (const char *text)
{
  g_autoptr (GError) error = NULL;
  DocketMoney money = { 0 };

  g_assert_true (docket_money_parse (text, &money, &error));
  g_assert_no_error (error);
  return money;
}

static void
assert_text (DocketMoney money, const char *expected)
{
  g_autofree char *text = docket_money_to_string (money);

  g_assert_cmpstr (text, ==, expected);
}

static void
test_parse (void)
{
  static const struct { const char *text; gint64 minor; guint8 digits; } good[] = {
    { "4.50", 450, 2 }, { "4.5", 45, 1 }, { "4", 4, 0 }, { "0", 0, 0 }, { "-0.05", -5, 2 }, { "1.005", 1005, 3 },
    { "0.000000001", 1, 9 }, { "1000000000000000", DOCKET_MONEY_MAXIMUM, 0 },
    { "-10000000000000.00", -DOCKET_MONEY_MAXIMUM, 2 }, { "007.50", 750, 2 }, { "-0", 0, 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (good); i++)
    {
      DocketMoney money = parse (good[i].text);

      g_assert_cmpint (money.minor, ==, good[i].minor);
      g_assert_cmpint (money.digits, ==, good[i].digits);
    }
}

static void
test_parse_errors (void)
{
  static const char *const bad[] = {
    "", "-", ".", ".5", "5.", "+1", " 1", "1 ", "1,50", "1e3", "0x10", "1.2.3", "--1", "1'000", "NaN", "inf", "€1",
    "٤", "1000000000000001", "10000000000000.01", "99999999999999999999", "-99999999999999999999999999999999999",
    "0.0000000001", "9223372036854775808", "18446744073709551617",
  };

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) error = NULL;
      DocketMoney money = { 0 };

      if (docket_money_parse (bad[i], &money, &error))
        g_test_message ("accepted: %s", bad[i]);
      g_assert_error (error, DOCKET_ERROR, DOCKET_ERROR_INVALID);
      g_assert_cmpint (money.minor, ==, 0);
    }
}

/* A text of a thousand digits is told as such, not repeated. */
static void
test_long_text (void)
{
  g_autofree char *text = g_strnfill (100000, '9');
  g_autoptr (GError) error = NULL;
  DocketMoney money;

  g_assert_false (docket_money_parse (text, &money, &error));
  g_assert_cmpuint (strlen (error->message), <, 100);
}

static void
test_format (void)
{
  assert_text (DOCKET_MONEY (450, 2), "4.50");
  assert_text (DOCKET_MONEY (5, 2), "0.05");
  assert_text (DOCKET_MONEY (0, 2), "0.00");
  assert_text (DOCKET_MONEY (-5, 3), "-0.005");
  assert_text (DOCKET_MONEY (-450, 0), "-450");
  assert_text (DOCKET_MONEY (G_MAXINT64, 2), "92233720368547758.07");
  assert_text (DOCKET_MONEY (G_MININT64, 2), "-92233720368547758.08");
  assert_text ((DocketMoney) { 0 }, "0");
}

static void
test_rescale (void)
{
  DocketMoney money = parse ("4.5");
  g_autoptr (GError) error = NULL;

  g_assert_true (docket_money_rescale (&money, 2, NULL));
  assert_text (money, "4.50");
  g_assert_false (docket_money_rescale (&money, 0, &error));
  g_assert_error (error, DOCKET_ERROR, DOCKET_ERROR_INVALID);
  assert_text (money, "4.50");
  money = parse ("1000000000000000");
  g_assert_false (docket_money_rescale (&money, 2, NULL));
  money = docket_money_strip_zeros (parse ("120.00"));
  g_assert_true (docket_money_rescale (&money, 0, NULL));
  assert_text (money, "120");
  assert_text (docket_money_strip_zeros (parse ("0.00")), "0");
  assert_text (docket_money_strip_zeros (parse ("-1.50")), "-1.5");
}

static void
test_compare (void)
{
  g_assert_cmpint (docket_money_compare (parse ("4.5"), parse ("4.50")), ==, 0);
  g_assert_cmpint (docket_money_compare (parse ("4.5"), parse ("4.51")), <, 0);
  g_assert_cmpint (docket_money_compare (parse ("-4.5"), parse ("-4.51")), >, 0);
  g_assert_cmpint (docket_money_compare (parse ("1000000000000000"), parse ("0.000000001")), >, 0);
}

static void
test_add (void)
{
  DocketMoney money = { 0 };
  g_autoptr (GError) error = NULL;

  g_assert_true (docket_money_add (&money, parse ("4.50"), NULL));
  g_assert_true (docket_money_add (&money, parse ("0.005"), NULL));
  assert_text (money, "4.505");
  g_assert_true (docket_money_subtract (&money, parse ("5"), NULL));
  assert_text (money, "-0.495");
  assert_text (docket_money_negate (money), "0.495");

  money = DOCKET_MONEY (DOCKET_MONEY_MAXIMUM, 2);
  g_assert_false (docket_money_add (&money, parse ("0.01"), &error));
  g_assert_error (error, DOCKET_ERROR, DOCKET_ERROR_INVALID);
  assert_text (money, "10000000000000.00");
  g_assert_false (docket_money_subtract (&money, parse ("-0.01"), NULL));
}

static void
test_multiply (void)
{
  static const struct { const char *price; gint64 quantity; const char *product; } cases[] = {
    { "4.50", 2000, "9.00" }, { "0.01", 500, "0.01" }, { "0.01", 499, "0.00" }, { "-0.01", 500, "-0.01" },
    { "1.99", 1255, "2.50" }, { "3", 1500, "5" }, { "1.005", 3000, "3.015" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      DocketMoney money = parse (cases[i].price);

      g_assert_true (docket_money_multiply (&money, cases[i].quantity, NULL));
      assert_text (money, cases[i].product);
    }
  {
    DocketMoney money = DOCKET_MONEY (DOCKET_MONEY_MAXIMUM, 2);

    g_assert_false (docket_money_multiply (&money, 1001, NULL));
    g_assert_false (docket_money_multiply (&money, G_MAXINT64, NULL));
    g_assert_true (docket_money_multiply (&money, 1000, NULL));
  }
}

static void
test_rounding (void)
{
  static const struct { int numerator, denominator, up, down; } cases[] = {
    { 5, 10, 1, 0 }, { 15, 10, 2, 1 }, { 14, 10, 1, 1 }, { 16, 10, 2, 2 }, { -5, 10, -1, 0 }, { -15, 10, -2, -1 },
    { -16, 10, -2, -2 }, { 0, 3, 0, 0 }, { 1, 3, 0, 0 }, { 2, 3, 1, 1 }, { -2, 3, -1, -1 }, { 7, 1, 7, 7 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_assert_cmpint ((int) docket_round_half_up (cases[i].numerator, cases[i].denominator), ==, cases[i].up);
      g_assert_cmpint ((int) docket_round_half_down (cases[i].numerator, cases[i].denominator), ==, cases[i].down);
    }
}

/* At the ends of its range the rounding does not overflow. */
static void
test_rounding_extremes (void)
{
  DocketWide greatest = (DocketWide) (((unsigned __int128) -1) >> 1);

  g_assert_true (docket_round_half_up (greatest, greatest) == 1);
  g_assert_true (docket_round_half_up (greatest - 1, greatest) == 1);
  g_assert_true (docket_round_half_up (greatest / 2 + 1, greatest) == 1);
  g_assert_true (docket_round_half_down (greatest / 2, greatest) == 0);
  g_assert_true (docket_round_half_up (-greatest, 1) == -greatest);
}

static guint32
get_seed (void)
{
  const char *given = g_getenv ("DOCKET_TEST_SEED");
  guint32 seed = given != NULL ? (guint32) g_ascii_strtoull (given, NULL, 10) : g_random_int ();

  g_test_message ("DOCKET_TEST_SEED=%u", seed);
  return seed;
}

static void
test_round_trip (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (get_seed ());

  for (guint i = 0; i < 20000; i++)
    {
      gint64 wide = (gint64) (((guint64) g_rand_int (rand) << 32 | g_rand_int (rand)) >> g_rand_int_range (rand, 15, 64));
      DocketMoney money = DOCKET_MONEY (wide, (guint8) g_rand_int_range (rand, 0, 10));
      char text[DOCKET_MONEY_STRING_SIZE];

      if (money.minor > DOCKET_MONEY_MAXIMUM)
        continue;
      money = g_rand_boolean (rand) ? docket_money_negate (money) : money;
      docket_money_format (money, text);
      g_assert_cmpint (parse (text).minor, ==, money.minor);
      g_assert_cmpint (parse (text).digits, ==, money.digits);
      g_assert_cmpint (docket_money_compare (docket_money_strip_zeros (money), money), ==, 0);
    }
}

/* Sums and products either are what 128 bits give, or are refused. */
static void
test_no_silent_overflow (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (get_seed ());

  for (guint i = 0; i < 20000; i++)
    {
      gint64 a = (gint64) ((guint64) g_rand_int (rand) << 32 | g_rand_int (rand)) >> g_rand_int_range (rand, 13, 40);
      gint64 b = (gint64) ((guint64) g_rand_int (rand) << 32 | g_rand_int (rand)) >> g_rand_int_range (rand, 0, 63);
      __int128 sum = (__int128) a + b;
      __int128 product = (__int128) a * b;
      __int128 rounded = (product < 0 ? product - 500 : product + 500) / 1000;
      DocketMoney money = DOCKET_MONEY (a, 2);

      if (docket_money_add (&money, DOCKET_MONEY (b, 2), NULL))
        g_assert_true (money.minor == sum);
      else
        g_assert_true (sum > DOCKET_MONEY_MAXIMUM || sum < -DOCKET_MONEY_MAXIMUM);
      money = DOCKET_MONEY (a, 2);
      if (docket_money_multiply (&money, b, NULL))
        g_assert_true (money.minor == rounded);
      else
        g_assert_true (rounded > DOCKET_MONEY_MAXIMUM || rounded < -DOCKET_MONEY_MAXIMUM);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/values/money/parse", test_parse);
  g_test_add_func ("/values/money/parse-errors", test_parse_errors);
  g_test_add_func ("/values/money/long-text", test_long_text);
  g_test_add_func ("/values/money/format", test_format);
  g_test_add_func ("/values/money/rescale", test_rescale);
  g_test_add_func ("/values/money/compare", test_compare);
  g_test_add_func ("/values/money/add", test_add);
  g_test_add_func ("/values/money/multiply", test_multiply);
  g_test_add_func ("/values/money/rounding", test_rounding);
  g_test_add_func ("/values/money/rounding-extremes", test_rounding_extremes);
  g_test_add_func ("/values/money/round-trip", test_round_trip);
  g_test_add_func ("/values/money/no-silent-overflow", test_no_silent_overflow);
  return g_test_run ();
}
