/* order-text.c: orders in one line of text, for tests
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "order-text.h"

#include <string.h>

static GPtrArray *
parse_taxes (OrderText *order, const char *text)
{
  g_auto (GStrv) rates = g_strsplit (text, "+", -1);
  GPtrArray *taxes = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; rates[i] != NULL; i++)
    {
      gint64 rate;

      g_assert_true (docket_rate_parse (rates[i], &rate, NULL));
      g_ptr_array_add (taxes, docket_tax_new ("Tax", rate));
    }
  g_ptr_array_add (order->taxes, taxes);
  return taxes;
}

static void
parse_price (const char *text, gint64 *quantity, DocketMoney *price)
{
  const char *times = strchr (text, 'x');
  g_autofree char *amount = times != NULL ? g_strndup (text, (gsize) (times - text)) : g_strdup ("1");

  g_assert_true (docket_quantity_parse (amount, quantity, NULL));
  g_assert_true (docket_money_parse (times != NULL ? times + 1 : text, price, NULL));
}

static void
parse_part (OrderText *order, const char *text)
{
  g_auto (GStrv) words = g_strsplit (text, " ", -1);
  DocketPricingLine line = { .quantity = DOCKET_QUANTITY_ONE };
  gboolean is_shipping = strcmp (words[0], "shipping") == 0;
  guint first = is_shipping ? 1 : 0;

  if (strcmp (words[0], "discount") == 0)
    {
      g_assert_true (docket_discount_parse (words[1], &order->input.discount, NULL));
      return;
    }
  for (guint i = first; words[i] != NULL; i++)
    if (words[i][0] == '@')
      line.taxes = parse_taxes (order, words[i] + 1);
    else if (words[i][0] == '-' && i > first)
      g_assert_true (docket_discount_parse (words[i] + 1, &line.discount, NULL));
    else if (words[i][0] == '=')
      {
        line.has_share = TRUE;
        g_assert_true (docket_money_parse (words[i] + 1, &line.share, NULL));
      }
    else
      parse_price (words[i], &line.quantity, &line.unit_price);
  if (is_shipping)
    {
      order->input.shipping_price = line.unit_price;
      order->input.shipping_taxes = line.taxes;
    }
  else
    g_array_append_val (order->lines, line);
}

OrderText *
order_text_new (const char *text)
{
  OrderText *order = g_new0 (OrderText, 1);
  g_auto (GStrv) parts = g_strsplit (text, "; ", -1);
  g_auto (GStrv) mode = g_strsplit (parts[0], " ", -1);

  order->lines = g_array_new (FALSE, TRUE, sizeof (DocketPricingLine));
  order->taxes = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
  order->input.digits = (guint8) (mode[0][0] - '0');
  order->input.prices_include_tax = strcmp (mode[1], "incl") == 0;
  order->input.tax_rounding = strcmp (mode[2], "order") == 0 ? DOCKET_TAX_ROUNDING_ORDER : DOCKET_TAX_ROUNDING_LINE;
  for (guint i = 1; parts[i] != NULL; i++)
    parse_part (order, parts[i]);
  order->input.lines = (const DocketPricingLine *) (gpointer) order->lines->data;
  order->input.n_lines = order->lines->len;
  return order;
}

void
order_text_free (OrderText *order)
{
  g_array_unref (order->lines);
  g_ptr_array_unref (order->taxes);
  g_free (order);
}

DocketPricing *
order_text_price (const char *text)
{
  g_autoptr (OrderText) order = order_text_new (text);
  g_autoptr (GError) error = NULL;
  DocketPricing *pricing = docket_pricing_calculate (&order->input, &error);

  g_assert_no_error (error);
  g_assert_nonnull (pricing);
  assert_adds_up (&order->input, pricing);
  return pricing;
}

void
order_text_assert_error (const char *text, int code, const char *field)
{
  g_autoptr (OrderText) order = order_text_new (text);
  g_autoptr (GError) error = NULL;
  g_autoptr (DocketPricing) pricing = docket_pricing_calculate (&order->input, &error);

  if (pricing != NULL)
    g_test_message ("accepted: %s", text);
  g_assert_null (pricing);
  g_assert_error (error, DOCKET_ERROR, code);
  g_assert_cmpstr (docket_error_get_field (error), ==, field);
}

void
assert_money (DocketMoney money, const char *expected)
{
  char text[DOCKET_MONEY_STRING_SIZE];

  g_assert_cmpstr (docket_money_format (money, text), ==, expected);
}

static gint64
sum_taxes (GPtrArray *taxes)
{
  gint64 sum = 0;

  for (guint i = 0; i < taxes->len; i++)
    sum += ((DocketTaxAmount *) g_ptr_array_index (taxes, i))->amount.minor;
  return sum;
}

static void
assert_part (const DocketPricingInput *input, const DocketPricedPart *part)
{
  gint64 base = part->gross.minor - part->discount.minor - part->share.minor;

  g_assert_cmpint (part->discount.minor, >=, 0);
  g_assert_cmpint (part->share.minor, >=, 0);
  g_assert_cmpint (part->net.minor, >=, 0);
  g_assert_cmpint (part->tax.minor, >=, 0);
  g_assert_cmpint (part->net.minor + part->tax.minor, ==, part->total.minor);
  g_assert_cmpint (sum_taxes (part->taxes), ==, part->tax.minor);
  g_assert_cmpint (input->prices_include_tax ? part->total.minor : part->net.minor, ==, base);
  for (guint i = 0; i < part->taxes->len; i++)
    {
      DocketTaxAmount *tax = g_ptr_array_index (part->taxes, i);

      g_assert_cmpint (tax->base.minor, ==, part->net.minor);
      g_assert_cmpint (tax->amount.digits, ==, input->digits);
    }
}

/* The order's amount of a tax is that of all parts. */
static void
assert_tax (const DocketPricing *pricing, const DocketTaxAmount *whole)
{
  gint64 base = 0;
  gint64 amount = 0;

  for (guint i = 0; i <= pricing->n_lines; i++)
    {
      const DocketPricedPart *part = i < pricing->n_lines ? &pricing->lines[i] : &pricing->shipping;

      for (guint j = 0; j < part->taxes->len; j++)
        {
          DocketTaxAmount *tax = g_ptr_array_index (part->taxes, j);

          if (tax->rate != whole->rate || strcmp (tax->name, whole->name) != 0)
            continue;
          base += tax->base.minor;
          amount += tax->amount.minor;
        }
    }
  g_assert_cmpint (base, ==, whole->base.minor);
  g_assert_cmpint (amount, ==, whole->amount.minor);
}

void
assert_adds_up (const DocketPricingInput *input, const DocketPricing *pricing)
{
  gint64 net = pricing->shipping.net.minor;
  gint64 tax = pricing->shipping.tax.minor;
  gint64 total = pricing->shipping.total.minor;
  gint64 shares = 0;
  gint64 discounts = 0;

  g_assert_cmpuint (pricing->n_lines, ==, input->n_lines);
  assert_part (input, &pricing->shipping);
  for (guint i = 0; i < pricing->n_lines; i++)
    {
      assert_part (input, &pricing->lines[i]);
      net += pricing->lines[i].net.minor;
      tax += pricing->lines[i].tax.minor;
      total += pricing->lines[i].total.minor;
      shares += pricing->lines[i].share.minor;
      discounts += pricing->lines[i].discount.minor;
    }
  g_assert_cmpint (net, ==, pricing->net.minor);
  g_assert_cmpint (tax, ==, pricing->tax.minor);
  g_assert_cmpint (total, ==, pricing->total.minor);
  g_assert_cmpint (net + tax, ==, total);
  g_assert_cmpint (shares, ==, pricing->order_discount.minor);
  g_assert_cmpint (shares + discounts, ==, pricing->discount.minor);
  g_assert_cmpint (sum_taxes (pricing->taxes), ==, tax);
  for (guint i = 0; i < pricing->taxes->len; i++)
    assert_tax (pricing, g_ptr_array_index (pricing->taxes, i));
  g_assert_cmpint (pricing->total.digits, ==, input->digits);
}
