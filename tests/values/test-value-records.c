/* test-value-records.c: the kinds of fields in records, taxes and addresses
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <string.h>

#include "docket-address.h"
#include "docket-discount.h"
#include "docket-format.h"
#include "docket-quantity.h"
#include "docket-tax.h"

#define TEST_TYPE_BASKET (test_basket_get_type ())
DOCKET_DECLARE_RECORD (TestBasket, test_basket, BASKET, DocketRecord)

struct _TestBasket
{
  DocketRecord parent_instance;

  DocketMoney price;
  DocketDiscount discount;
  gint64 quantity;
  int rounding;
  DocketTaxAmount *tax;
  GPtrArray *taxes;
  DocketAddress *address;
};

static const DocketField basket_fields[] = {
  DOCKET_FIELD (TestBasket, price, "unit-price", docket_kind_money, .maximum = DOCKET_MONEY_MAXIMUM),
  DOCKET_FIELD (TestBasket, discount, "discount", docket_kind_discount),
  DOCKET_FIELD (TestBasket, quantity, "quantity", docket_kind_quantity, .minimum = 1),
  DOCKET_FIELD (TestBasket, rounding, "tax-rounding", docket_kind_enum, .type = docket_tax_rounding_get_type),
  DOCKET_FIELD (TestBasket, tax, "tax", docket_kind_record, .type = docket_tax_amount_get_type),
  DOCKET_FIELD (TestBasket, taxes, "taxes", docket_kind_records, .type = docket_tax_amount_get_type),
  DOCKET_FIELD (TestBasket, address, "address", docket_kind_record, .type = docket_address_get_type),
};

DOCKET_DEFINE_RECORD (TestBasket, test_basket, DOCKET_TYPE_RECORD, basket_fields)

static TestBasket *
read_basket (const char *json, GError **error)
{
  g_autoptr (DocketRecord) record = docket_record_from_json (TEST_TYPE_BASKET, DOCKET_READ_EXTERNAL, json, -1, error);

  if (record == NULL || !docket_record_validate (record, error))
    return NULL;
  return (TestBasket *) g_steal_pointer (&record);
}

static void
assert_json (TestBasket *basket, const char *expected)
{
  g_autofree char *json = docket_record_to_json (DOCKET_RECORD (basket), DOCKET_PART_ALL);

  g_assert_cmpstr (json, ==, expected);
}

static void
test_json (void)
{
  static const char json[] = "{\"unit-price\":\"4.50\",\"discount\":\"10%\",\"quantity\":\"1.5\",\"tax-rounding\":\"order\","
                             "\"tax\":{\"name\":\"VAT\",\"rate\":\"9.975\",\"base\":\"4.50\",\"amount\":\"0.45\"}}";
  g_autoptr (GError) error = NULL;
  g_autoptr (TestBasket) basket = read_basket (json, &error);

  g_assert_no_error (error);
  g_assert_cmpint (basket->price.minor, ==, 450);
  g_assert_cmpint (basket->quantity, ==, 1500);
  g_assert_cmpint (basket->rounding, ==, DOCKET_TAX_ROUNDING_ORDER);
  g_assert_cmpint (basket->tax->rate, ==, 99750);
  assert_json (basket, json);
}

static void
assert_refused (const char *json, const char *field)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TestBasket) basket = read_basket (json, &error);

  if (basket != NULL)
    g_test_message ("accepted: %s", json);
  g_assert_error (error, DOCKET_ERROR, DOCKET_ERROR_INVALID);
  g_assert_cmpstr (docket_error_get_field (error), ==, field);
  g_assert_nonnull (strstr (error->message, strrchr (field, '.') != NULL ? strrchr (field, '.') + 1 : field));
}

static void
test_refusals (void)
{
  assert_refused ("{\"unit-price\":\"4,50\",\"quantity\":\"1\"}", "unit-price");
  assert_refused ("{\"unit-price\":4.5,\"quantity\":\"1\"}", "unit-price");
  assert_refused ("{\"unit-price\":\"-0.01\",\"quantity\":\"1\"}", "unit-price");
  assert_refused ("{\"unit-price\":\"1\",\"quantity\":\"0\"}", "quantity");
  assert_refused ("{\"unit-price\":\"1\",\"quantity\":\"1.0001\"}", "quantity");
  assert_refused ("{\"unit-price\":\"1\",\"quantity\":\"1\",\"discount\":\"101%\"}", "discount");
  assert_refused ("{\"quantity\":\"1\",\"tax\":{\"name\":\"VAT\",\"rate\":\"-1\",\"base\":\"1\",\"amount\":\"1\"}}", "tax.rate");
  assert_refused ("{\"quantity\":\"1\",\"address\":{\"country\":\"ZZ\"}}", "address.country");
}

/* A free article and a tax of 0 % are given, not missing. */
static void
test_zero (void)
{
  static const char json[] = "{\"unit-price\":\"0\",\"quantity\":\"1\","
                             "\"taxes\":[{\"name\":\"Exempt\",\"rate\":\"0\",\"base\":\"0\",\"amount\":\"0\"}]}";
  g_autoptr (GError) error = NULL;
  g_autoptr (TestBasket) basket = read_basket (json, &error);

  g_assert_no_error (error);
  g_assert_true (docket_record_has (DOCKET_RECORD (basket), "unit-price"));
  g_assert_false (docket_record_has (DOCKET_RECORD (basket), "discount"));
  g_assert_true (docket_money_apply_currency (DOCKET_RECORD (basket), "JPY", &error));
  g_assert_true (docket_record_has (DOCKET_RECORD (basket), "unit-price"));
  assert_json (basket, json);
}

static void
test_apply_currency (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TestBasket) basket =
    read_basket ("{\"unit-price\":\"4.5\",\"discount\":\"0.5\",\"quantity\":\"1\","
                 "\"taxes\":[{\"name\":\"VAT\",\"rate\":\"20\",\"base\":\"4\",\"amount\":\"0.80\"}]}", &error);

  g_assert_no_error (error);
  g_assert_true (docket_money_apply_currency (DOCKET_RECORD (basket), "EUR", &error));
  assert_json (basket, "{\"unit-price\":\"4.50\",\"discount\":\"0.50\",\"quantity\":\"1\","
                       "\"taxes\":[{\"name\":\"VAT\",\"rate\":\"20\",\"base\":\"4.00\",\"amount\":\"0.80\"}]}");
  g_assert_true (docket_money_apply_currency (DOCKET_RECORD (basket), "KWD", &error));
  g_assert_cmpint (basket->price.minor, ==, 4500);
  docket_money_set_digits (DOCKET_RECORD (basket), 0);
  assert_json (basket, "{\"unit-price\":\"4500\",\"discount\":\"500\",\"quantity\":\"1\","
                       "\"taxes\":[{\"name\":\"VAT\",\"rate\":\"20\",\"base\":\"4000\",\"amount\":\"800\"}]}");
}

static void
assert_currency_refused (const char *json, const char *currency, const char *field)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TestBasket) basket = read_basket (json, &error);

  g_assert_no_error (error);
  g_assert_false (docket_money_apply_currency (DOCKET_RECORD (basket), currency, &error));
  g_assert_error (error, DOCKET_ERROR, DOCKET_ERROR_INVALID);
  g_assert_cmpstr (docket_error_get_field (error), ==, field);
}

static void
test_apply_currency_errors (void)
{
  assert_currency_refused ("{\"unit-price\":\"4.505\",\"quantity\":\"1\"}", "EUR", "unit-price");
  assert_currency_refused ("{\"unit-price\":\"4.00\",\"quantity\":\"1\"}", "JPY", "unit-price");
  assert_currency_refused ("{\"quantity\":\"1\",\"discount\":\"0.505\"}", "EUR", "discount");
  assert_currency_refused ("{\"quantity\":\"1\",\"tax\":{\"name\":\"V\",\"rate\":\"1\",\"base\":\"1.005\",\"amount\":\"1\"}}", "EUR",
                           "tax.base");
  assert_currency_refused ("{\"quantity\":\"1\",\"taxes\":[{\"name\":\"V\",\"rate\":\"1\",\"base\":\"1\",\"amount\":\"1\"},"
                           "{\"name\":\"W\",\"rate\":\"1\",\"base\":\"1\",\"amount\":\"1.005\"}]}", "EUR", "taxes[1].amount");
  assert_currency_refused ("{\"unit-price\":\"999999999999999\",\"quantity\":\"1\"}", "EUR", "unit-price");
  assert_currency_refused ("{\"quantity\":\"1\"}", "XYZ", "currency");
}

static void
test_equal (void)
{
  g_autoptr (DocketTaxAmount) tax = docket_tax_amount_new ("VAT", 200000, DOCKET_MONEY (400, 2), DOCKET_MONEY (80, 2));
  g_autoptr (DocketTaxAmount) same = docket_tax_amount_new ("VAT", 200000, DOCKET_MONEY (4, 0), DOCKET_MONEY (8, 1));
  g_autoptr (DocketTaxAmount) other = docket_tax_amount_new ("VAT", 200000, DOCKET_MONEY (4, 0), DOCKET_MONEY (80, 1));
  g_autoptr (DocketRecord) copy = docket_record_copy (DOCKET_RECORD (tax));

  g_assert_true (docket_record_equal (DOCKET_RECORD (tax), copy));
  g_assert_true (docket_record_equal (DOCKET_RECORD (tax), DOCKET_RECORD (same)));
  g_assert_false (docket_record_equal (DOCKET_RECORD (tax), DOCKET_RECORD (other)));
}

static void
assert_lines (const char *json, const char *home, const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DocketRecord) record = docket_record_from_json (DOCKET_TYPE_ADDRESS, DOCKET_READ_EXTERNAL, json, -1, &error);
  g_autofree char *lines = NULL;

  g_assert_no_error (error);
  g_assert_true (docket_record_validate (record, &error));
  lines = docket_address_to_lines (DOCKET_ADDRESS (record), home);
  g_assert_cmpstr (lines, ==, expected);
}

static void
test_address_lines (void)
{
  docket_format_set_locale ("en_US");
  assert_lines ("{\"name\":\"Ada Byron\",\"street\":\"Hauptstr. 1\",\"city\":\"Berlin\",\"zip\":\"10115\",\"region\":\"BE\","
                "\"country\":\"DE\",\"phone\":\"030\"}", "DE", "Ada Byron\nHauptstr. 1\n10115 Berlin");
  assert_lines ("{\"name\":\"Ada Byron\",\"city\":\"Berlin\",\"zip\":\"10115\",\"country\":\"DE\"}", "FR",
                "Ada Byron\n10115 Berlin\nGERMANY");
  assert_lines ("{\"company\":\"Acme\",\"street\":\"1 Main St\",\"street2\":\"Suite 2\",\"city\":\"Reno\",\"zip\":\"89501\","
                "\"region\":\"NV\",\"country\":\"US\"}", "US", "Acme\n1 Main St\nSuite 2\nReno, NV 89501");
  assert_lines ("{\"name\":\"A\",\"city\":\"London\",\"zip\":\"N1 9GU\",\"country\":\"GB\"}", NULL,
                "A\nLondon\nN1 9GU\nUNITED KINGDOM");
  assert_lines ("{\"city\":\"Roma\",\"zip\":\"00184\",\"region\":\"RM\",\"country\":\"IT\"}", "IT", "00184 Roma, RM");
  assert_lines ("{\"zip\":\"89501\",\"country\":\"US\"}", "US", "89501");
  assert_lines ("{}", "US", "");
}

static void
test_address (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DocketRecord) address = docket_record_from_json (DOCKET_TYPE_ADDRESS, DOCKET_READ_EXTERNAL,
                                                              "{\"country\":\"DE\"}", -1, &error);
  g_autofree char *public_part = NULL;

  g_assert_no_error (error);
  g_assert_true (docket_address_is_empty (DOCKET_ADDRESS (address)));
  g_assert_true (docket_record_set_text (address, "name", "Ada", &error));
  g_assert_false (docket_address_is_empty (DOCKET_ADDRESS (address)));
  public_part = docket_record_to_json (address, DOCKET_PART_PUBLIC);
  g_assert_cmpstr (public_part, ==, "{\"country\":\"DE\"}");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/values/records/json", test_json);
  g_test_add_func ("/values/records/refusals", test_refusals);
  g_test_add_func ("/values/records/zero", test_zero);
  g_test_add_func ("/values/records/apply-currency", test_apply_currency);
  g_test_add_func ("/values/records/apply-currency-errors", test_apply_currency_errors);
  g_test_add_func ("/values/records/equal", test_equal);
  g_test_add_func ("/values/records/address-lines", test_address_lines);
  g_test_add_func ("/values/records/address", test_address);
  return g_test_run ();
}
