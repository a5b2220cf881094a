/* test-format.c: values for people, and what people type
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "docket-format.h"

#include <string.h>

#define NO_BREAK "\302\240"

/* ICU's data changes its spaces from version to version. */
static char *
simplify (char *text)
{
  g_autofree char *given = text;
  GString *simple = g_string_new (NULL);

  for (const char *at = given; *at != '\0'; at = g_utf8_next_char (at))
    if (g_unichar_isspace (g_utf8_get_char (at)))
      g_string_append_c (simple, ' ');
    else
      g_string_append_unichar (simple, g_utf8_get_char (at));
  return g_string_free (simple, FALSE);
}

static void
assert_simple (char *text, const char *expected)
{
  g_autofree char *simple = simplify (text);

  g_assert_cmpstr (simple, ==, expected);
}

static void
test_money (void)
{
  docket_format_set_locale ("en_US.UTF-8");
  assert_simple (docket_format_money (DOCKET_MONEY (123456, 2), "USD"), "$1,234.56");
  assert_simple (docket_format_money (DOCKET_MONEY (-450, 2), "EUR"), "-€4.50");
  assert_simple (docket_format_money (DOCKET_MONEY (50000, 0), "JPY"), "¥50,000");
  assert_simple (docket_format_money (DOCKET_MONEY (1005, 3), "KWD"), "KWD 1.005");
  docket_format_set_locale ("de_DE");
  assert_simple (docket_format_money (DOCKET_MONEY (123456, 2), "EUR"), "1.234,56 €");
  assert_simple (docket_format_money (DOCKET_MONEY (0, 2), "EUR"), "0,00 €");
  assert_simple (docket_format_money_plain (DOCKET_MONEY (123456, 2)), "1234,56");
  assert_simple (docket_format_money (DOCKET_MONEY (DOCKET_MONEY_MAXIMUM, 2), "EUR"), "10.000.000.000.000,00 €");
  docket_format_set_locale ("fr_FR");
  assert_simple (docket_format_money (DOCKET_MONEY (123456, 2), "EUR"), "1 234,56 €");
}

static void
test_figures (void)
{
  docket_format_set_locale ("de_DE");
  assert_simple (docket_format_quantity (1500, "kg"), "1,5 kg");
  assert_simple (docket_format_quantity (2000000, NULL), "2.000");
  assert_simple (docket_format_quantity (1, "bolt"), "0,001 bolt");
  assert_simple (docket_format_rate (99750), "9,975 %");
  assert_simple (docket_format_integer (-1234567), "-1.234.567");
  docket_format_set_locale ("en_US");
  assert_simple (docket_format_rate (200000), "20%");
}

static void
test_time (void)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier ("Europe/Berlin");
  gint64 winter = G_GINT64_CONSTANT (1772717400) * G_USEC_PER_SEC;
  gint64 summer = G_GINT64_CONSTANT (1784000000) * G_USEC_PER_SEC;

  docket_format_set_locale ("en_GB");
  assert_simple (docket_format_day (20260305), "5 Mar 2026");
  assert_simple (docket_format_clock (winter, zone), "14:30");
  assert_simple (docket_format_clock (summer, zone), "05:33");
  assert_simple (docket_format_time (winter, zone), "5 Mar 2026, 14:30");
  assert_simple (docket_format_day (0), "");
  assert_simple (docket_format_day (20260230), "");
  docket_format_set_locale ("de_DE");
  assert_simple (docket_format_day (20260305), "05.03.2026");
  assert_simple (docket_format_country ("DE"), "Deutschland");
  assert_simple (docket_format_country ("Z?"), "Z?");
}

static void
assert_input (const char *text, const char *currency, const char *expected)
{
  g_autoptr (GError) error = NULL;
  DocketMoney money = { 0 };
  g_autofree char *result = NULL;

  if (!docket_parse_money_input (text, currency, &money, &error))
    {
      if (expected != NULL)
        g_test_message ("%s: %s", text, error->message);
      g_assert_error (error, DOCKET_ERROR, DOCKET_ERROR_INVALID);
    }
  result = error == NULL ? docket_money_to_string (money) : NULL;
  g_assert_cmpstr (result, ==, expected);
}

static void
test_input (void)
{
  docket_format_set_locale ("de_DE");
  assert_input ("4,50", "EUR", "4.50");
  assert_input ("4.50", "EUR", "4.50");
  assert_input (" 4,5 € ", "EUR", "4.50");
  assert_input ("EUR 1.234,56", "EUR", "1234.56");
  assert_input ("1.234", "EUR", "1234.00");
  assert_input ("1,234.56", "EUR", "1234.56");
  assert_input ("1.234.567", "EUR", "1234567.00");
  assert_input ("-3", "EUR", "-3.00");
  assert_input ("\342\210\2223", "EUR", "-3.00");
  assert_input (",5", "EUR", "0.50");
  assert_input ("5,", "EUR", "5.00");
  assert_input ("1,234", "EUR", NULL);
  assert_input ("1.2.456", "EUR", NULL);
  assert_input ("4,505", "EUR", NULL);
  assert_input ("4,50", "JPY", NULL);
  assert_input ("", "EUR", NULL);
  assert_input ("€", "EUR", NULL);
  assert_input (",", "EUR", NULL);
  assert_input ("4-5", "EUR", NULL);
  assert_input ("vier", "EUR", NULL);
  assert_input ("4 USD", "EUR", NULL);

  docket_format_set_locale ("en_US");
  assert_input ("$1,234.50", "USD", "1234.50");
  assert_input ("1,234", "USD", "1234.00");
  assert_input ("4,50", "USD", "4.50");
  assert_input ("1.234", "KWD", "1.234");
  assert_input ("12,34,567.00", "INR", "1234567.00");
  assert_input ("0,123", "KWD", "0.123");

  docket_format_set_locale ("fr_FR");
  assert_input ("1\342\200\257234,50" NO_BREAK "€", "EUR", "1234.50");
  assert_input ("1.234", "EUR", NULL);

  docket_format_set_locale ("de_CH");
  assert_input ("CHF 1’234.50", "CHF", "1234.50");
  assert_input ("1'234.50", "CHF", "1234.50");

  docket_format_set_locale ("ar_EG");
  assert_input ("١٬٢٣٤٫٥٠", "EGP", "1234.50");
  docket_format_set_locale ("pl_PL");
  assert_input ("4,50 zł", "PLN", "4.50");
}

static void
test_quantity_input (void)
{
  gint64 quantity = 0;
  g_autoptr (GError) error = NULL;

  docket_format_set_locale ("de_DE");
  g_assert_true (docket_parse_quantity_input ("1,5", &quantity, NULL));
  g_assert_cmpint (quantity, ==, 1500);
  g_assert_true (docket_parse_quantity_input ("0.25", &quantity, NULL));
  g_assert_cmpint (quantity, ==, 250);
  g_assert_false (docket_parse_quantity_input ("1,5 kg", &quantity, &error));
  g_assert_error (error, DOCKET_ERROR, DOCKET_ERROR_INVALID);
}

/* What is shown for editing is read as the same amount, in every locale. */
static void
test_plain_round_trip (void)
{
  static const char *const locales[] = { "en_US", "de_DE", "fr_FR", "de_CH", "ar_EG", "hi_IN", "pl_PL", "sv_SE", "fa_IR", "ja_JP" };
  static const struct { const char *currency; guint8 digits; } currencies[] = { { "EUR", 2 }, { "JPY", 0 }, { "KWD", 3 } };
  static const gint64 amounts[] = { 0, 1, 5, 50, 450, 1000, 123456, 999999, 1234567, 100000000, -450, -1234567 };

  for (guint i = 0; i < G_N_ELEMENTS (locales); i++)
    for (guint j = 0; j < G_N_ELEMENTS (currencies); j++)
      for (guint k = 0; k < G_N_ELEMENTS (amounts); k++)
        {
          DocketMoney money = DOCKET_MONEY (amounts[k], currencies[j].digits);
          g_autofree char *plain = NULL;
          g_autofree char *text = docket_money_to_string (money);

          docket_format_set_locale (locales[i]);
          plain = docket_format_money_plain (money);
          assert_input (plain, currencies[j].currency, text);
        }
}

static gpointer
format_much (gpointer data)
{
  for (guint i = 0; i < 2000; i++)
    {
      g_autofree char *text = docket_format_money (DOCKET_MONEY (450, 2), "EUR");
      g_autofree char *day = docket_format_day (20260305);

      g_assert_nonnull (strstr (text, "50"));
      g_assert_nonnull (strstr (day, "2026"));
      if (data != NULL && i % 100 == 0)
        docket_format_set_locale (i % 200 == 0 ? "de_DE" : "en_GB");
    }
  return NULL;
}

static void
test_threads (void)
{
  GThread *threads[3];

  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("format", format_much, GUINT_TO_POINTER (i));
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    g_thread_join (threads[i]);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/values/format/money", test_money);
  g_test_add_func ("/values/format/figures", test_figures);
  g_test_add_func ("/values/format/time", test_time);
  g_test_add_func ("/values/format/input", test_input);
  g_test_add_func ("/values/format/quantity-input", test_quantity_input);
  g_test_add_func ("/values/format/plain-round-trip", test_plain_round_trip);
  g_test_add_func ("/values/format/threads", test_threads);
  return g_test_run ();
}
