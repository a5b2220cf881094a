/* test-figures.c: quantities, rates and discounts as text; the tables of currencies and countries
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <string.h>

#include "docket-country.h"
#include "docket-currency.h"
#include "docket-discount.h"
#include "docket-quantity.h"
#include "docket-rate.h"

static void
test_quantity (void)
{
  static const struct { const char *text; gint64 quantity; const char *formatted; } good[] = {
    { "1.5", 1500, "1.5" }, { "2", 2000, "2" }, { "2.000", 2000, "2" }, { "0.001", 1, "0.001" }, { "-1.250", -1250, "-1.25" },
    { "1000000000", DOCKET_QUANTITY_MAXIMUM, "1000000000" }, { "0", 0, "0" }, { "100", 100000, "100" },
  };
  static const char *const bad[] = { "", "1.5000", "1,5", "1e3", "1000000000.001", "99999999999999999999", "1 kg", "½" };

  for (guint i = 0; i < G_N_ELEMENTS (good); i++)
    {
      gint64 quantity = 0;
      g_autofree char *text = NULL;

      g_assert_true (docket_quantity_parse (good[i].text, &quantity, NULL));
      g_assert_cmpint (quantity, ==, good[i].quantity);
      text = docket_quantity_to_string (quantity);
      g_assert_cmpstr (text, ==, good[i].formatted);
    }
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) error = NULL;
      gint64 quantity;

      g_assert_false (docket_quantity_parse (bad[i], &quantity, &error));
      g_assert_error (error, DOCKET_ERROR, DOCKET_ERROR_INVALID);
    }
}

static void
test_step (void)
{
  g_assert_true (docket_quantity_is_in_step (3000, 1000));
  g_assert_false (docket_quantity_is_in_step (3500, 1000));
  g_assert_true (docket_quantity_is_in_step (3500, 100));
  g_assert_true (docket_quantity_is_in_step (3501, 1));
  g_assert_true (docket_quantity_is_in_step (3501, 0));
  g_assert_true (docket_quantity_is_in_step (-3000, 1000));
}

static void
test_rate (void)
{
  static const struct { const char *text; gint64 rate; } good[] = {
    { "20", 200000 }, { "9.975", 99750 }, { "0", 0 }, { "0.0001", 1 }, { "1000", DOCKET_RATE_MAXIMUM }, { "25.5", 255000 },
  };
  static const char *const bad[] = { "", "-1", "1000.0001", "20%", "9.97501", "1001", "9,975" };

  for (guint i = 0; i < G_N_ELEMENTS (good); i++)
    {
      gint64 rate = 0;
      g_autofree char *text = NULL;

      g_assert_true (docket_rate_parse (good[i].text, &rate, NULL));
      g_assert_cmpint (rate, ==, good[i].rate);
      text = docket_rate_to_string (rate);
      g_assert_cmpstr (text, ==, good[i].text);
    }
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) error = NULL;
      gint64 rate;

      g_assert_false (docket_rate_parse (bad[i], &rate, &error));
      g_assert_error (error, DOCKET_ERROR, DOCKET_ERROR_INVALID);
    }
}

static void
assert_resolved (const char *text, DocketMoney amount, const char *expected)
{
  DocketDiscount discount;
  DocketMoney result;
  g_autofree char *formatted = NULL;
  g_autofree char *resolved = NULL;

  g_assert_true (docket_discount_parse (text, &discount, NULL));
  formatted = docket_discount_to_string (discount);
  g_assert_cmpstr (formatted, ==, text);
  g_assert_true (docket_discount_resolve (discount, amount, &result, NULL));
  resolved = docket_money_to_string (result);
  g_assert_cmpstr (resolved, ==, expected);
}

static void
test_discount (void)
{
  static const char *const bad[] = { "", "%", "-1", "-10%", "100.1%", "10 %", "10%%", "ten" };
  DocketDiscount discount;
  DocketMoney result;

  assert_resolved ("0.50", DOCKET_MONEY (450, 2), "0.50");
  assert_resolved ("0.5", DOCKET_MONEY (450, 2), "0.50");
  assert_resolved ("10%", DOCKET_MONEY (1555, 2), "1.56");
  assert_resolved ("33.3333%", DOCKET_MONEY (1000, 3), "0.333");
  assert_resolved ("100%", DOCKET_MONEY (7, 0), "7");
  assert_resolved ("0", DOCKET_MONEY (7, 0), "0");
  assert_resolved ("0%", DOCKET_MONEY (7, 0), "0");

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_false (docket_discount_parse (bad[i], &discount, &error));
      g_assert_error (error, DOCKET_ERROR, DOCKET_ERROR_INVALID);
    }
  g_assert_true (docket_discount_parse ("4.51", &discount, NULL));
  {
    g_autoptr (GError) error = NULL;

    g_assert_false (docket_discount_resolve (discount, DOCKET_MONEY (450, 2), &result, &error));
    g_assert_error (error, DOCKET_ERROR, DOCKET_ERROR_REJECTED);
    g_assert_nonnull (strstr (error->message, "4.51"));
    g_assert_nonnull (strstr (error->message, "4.50"));
  }
}

static void
test_currencies (void)
{
  static const struct { const char *code; guint digits; } known[] = {
    { "EUR", 2 }, { "USD", 2 }, { "JPY", 0 }, { "KRW", 0 }, { "ISK", 0 }, { "CLP", 0 }, { "VND", 0 }, { "XAF", 0 },
    { "HUF", 2 }, { "KWD", 3 }, { "BHD", 3 }, { "TND", 3 }, { "ZWG", 2 }, { "XCG", 2 }, { "MRU", 2 }, { "UGX", 0 },
  };
  static const char *const unknown[] = { "", "eur", "EURO", "EU", "XXX", "XAU", "CLF", "DEM", "ZZZ" };
  gsize n_currencies;
  const DocketCurrency *list = docket_currency_list (&n_currencies);
  gsize n_active = 0;

  for (guint i = 0; i < G_N_ELEMENTS (known); i++)
    {
      const DocketCurrency *currency = docket_currency_find (known[i].code);

      g_assert_nonnull (currency);
      g_assert_cmpuint (currency->digits, ==, known[i].digits);
    }
  for (guint i = 0; i < G_N_ELEMENTS (unknown); i++)
    g_assert_null (docket_currency_find (unknown[i]));
  g_assert_null (docket_currency_find (NULL));
  for (gsize i = 0; i < n_currencies; i++)
    {
      g_assert_true (i == 0 || strcmp (list[i - 1].code, list[i].code) < 0);
      g_assert_true (list[i].digits == 0 || list[i].digits == 2 || list[i].digits == 3);
      g_assert_true (docket_currency_find (list[i].code) == &list[i]);
      n_active += !list[i].is_withdrawn;
    }
  g_assert_cmpuint (n_active, >=, 155);
}

static void
test_currency_required (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_nonnull (docket_currency_require ("EUR", "currency", NULL));
  g_assert_null (docket_currency_require ("XYZ", "currency", &error));
  g_assert_error (error, DOCKET_ERROR, DOCKET_ERROR_INVALID);
  g_assert_cmpstr (docket_error_get_field (error), ==, "currency");
  g_assert_nonnull (strstr (error->message, "XYZ"));
}

static void
test_countries (void)
{
  static const char *const union_members[] = { "AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU",
                                               "IE", "IT", "LT", "LU", "LV", "MT", "NL", "PL", "PT", "RO", "SE", "SI", "SK" };
  gsize n_countries;
  const DocketCountry *list = docket_country_list (&n_countries);
  guint n_taxed = 0;

  g_assert_cmpuint (n_countries, ==, 250);
  for (gsize i = 0; i < n_countries; i++)
    {
      g_assert_true (i == 0 || strcmp (list[i - 1].code, list[i].code) < 0);
      g_assert_true (list[i].currency == NULL || docket_currency_find (list[i].currency) != NULL);
      g_assert_true (list[i].currency == NULL || !docket_currency_find (list[i].currency)->is_withdrawn);
      g_assert_cmpint (list[i].tax_name != NULL, ==, list[i].tax_rate > 0);
      g_assert_cmpint (list[i].tax_rate, <=, 300000);
      g_assert_true (list[i].tax_name != NULL || !list[i].prices_include_tax);
      n_taxed += list[i].tax_name != NULL;
    }
  g_assert_cmpuint (n_taxed, >=, G_N_ELEMENTS (union_members) + 40);
  for (guint i = 0; i < G_N_ELEMENTS (union_members); i++)
    {
      const DocketCountry *country = docket_country_find (union_members[i]);

      g_assert_cmpint (country->tax_rate, >=, 170000);
      g_assert_true (country->prices_include_tax);
      g_assert_true (g_str_has_prefix (country->time_zone, "Europe/") || strcmp (country->code, "CY") == 0);
    }
  g_assert_cmpint (docket_country_find ("DE")->tax_rate, ==, 190000);
  g_assert_cmpstr (docket_country_find ("DE")->tax_name, ==, "MwSt");
  g_assert_cmpstr (docket_country_find ("GB")->currency, ==, "GBP");
  g_assert_null (docket_country_find ("US")->tax_name);
  g_assert_false (docket_country_find ("CA")->prices_include_tax);
  g_assert_null (docket_country_find ("de"));
  g_assert_null (docket_country_find ("ZZ"));
  g_assert_null (docket_country_find (NULL));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/values/figures/quantity", test_quantity);
  g_test_add_func ("/values/figures/step", test_step);
  g_test_add_func ("/values/figures/rate", test_rate);
  g_test_add_func ("/values/figures/discount", test_discount);
  g_test_add_func ("/values/figures/currencies", test_currencies);
  g_test_add_func ("/values/figures/currency-required", test_currency_required);
  g_test_add_func ("/values/figures/countries", test_countries);
  return g_test_run ();
}
