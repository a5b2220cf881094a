/* docket-pricing.c: what an order costs
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "docket-pricing.h"

#include <glib/gi18n-lib.h>

#include "docket-pricing-tax-private.h"

/* Names the line that an error arose in. */
static gboolean
fail_in_line (GError **error, GError *local, guint line, const char *field)
{
  g_autofree char *prefix = g_strdup_printf ("lines[%u]", line);

  if (field != NULL)
    docket_error_set_field (local, field);
  docket_error_prefix_field (local, prefix);
  g_propagate_error (error, local);
  return FALSE;
}

static gboolean
check_amount (DocketMoney given, guint8 digits, gint64 *minor, GError **error)
{
  char text[DOCKET_MONEY_STRING_SIZE];

  docket_money_format (given, text);
  if (!docket_money_rescale (&given, digits, error))
    return FALSE;
  *minor = given.minor;
  if (given.minor >= 0)
    return TRUE;
  docket_error_set (error, DOCKET_ERROR_INVALID, NULL, _("The amount “%s” is below zero"), text);
  return FALSE;
}

static gboolean
check_quantity (gint64 quantity, GError **error)
{
  char text[DOCKET_QUANTITY_STRING_SIZE];

  if (quantity >= 0 && quantity <= DOCKET_QUANTITY_MAXIMUM)
    return TRUE;
  docket_error_set (error, DOCKET_ERROR_INVALID, NULL, _("The quantity “%s” is below zero or too large"),
                    docket_quantity_format (quantity, text));
  return FALSE;
}

/* round (quantity × price − discount), rounded once also where the discount is a percentage: at most 10^12 × 10^15 ×
 * 10^6, which a DocketWide holds. */
static gboolean
price_discount (const DocketPricingLine *line, gint64 price, DocketPricedPart *part, GError **error)
{
  DocketWide product = (DocketWide) line->quantity * price;
  gint64 after;

  if (!docket_discount_resolve (line->discount, part->gross, &part->discount, error))
    return FALSE;
  if (!line->discount.is_percent)
    return TRUE;
  product *= DOCKET_RATE_ONE - line->discount.value;
  after = (gint64) docket_round_half_up (product, DOCKET_QUANTITY_ONE * DOCKET_RATE_ONE);
  part->discount.minor = part->gross.minor - after;
  return TRUE;
}

static gboolean
price_share (const DocketPricingLine *line, guint8 digits, DocketPricedPart *part, GError **error)
{
  gint64 most = part->gross.minor - part->discount.minor;
  gint64 share = 0;
  char text[DOCKET_MONEY_STRING_SIZE];
  char bound[DOCKET_MONEY_STRING_SIZE];

  if (line->has_share && !check_amount (line->share, digits, &share, error))
    return FALSE;
  part->share = DOCKET_MONEY (share, digits);
  if (share <= most)
    return TRUE;
  docket_error_set (error, DOCKET_ERROR_REJECTED, NULL, _("A discount of %s is more than the %s that it is taken from"),
                    docket_money_format (part->share, text), docket_money_format (DOCKET_MONEY (most, digits), bound));
  return FALSE;
}

static gboolean
price_line (const DocketPricingInput *input, guint index, DocketPricedPart *part, GError **error)
{
  const DocketPricingLine *line = &input->lines[index];
  GError *local = NULL;
  gint64 price;

  if (!check_quantity (line->quantity, &local))
    return fail_in_line (error, local, index, "quantity");
  if (!check_amount (line->unit_price, input->digits, &price, &local))
    return fail_in_line (error, local, index, "unit-price");
  part->gross = DOCKET_MONEY (price, input->digits);
  if (!docket_money_multiply (&part->gross, line->quantity, &local))
    return fail_in_line (error, local, index, "quantity");
  if (!price_discount (line, price, part, &local))
    return fail_in_line (error, local, index, "discount");
  if (!price_share (line, input->digits, part, &local))
    return fail_in_line (error, local, index, "discount-share");
  return TRUE;
}

/* The order's discount is of the goods after line discounts, and is spread over them by the same. */
static gboolean
spread_discount (const DocketPricingInput *input, DocketPricing *pricing, GError **error)
{
  g_autofree gint64 *weights = g_new0 (gint64, input->n_lines);
  g_autofree gint64 *shares = g_new0 (gint64, input->n_lines);
  DocketMoney goods = DOCKET_MONEY (0, input->digits);
  DocketMoney discount;

  for (guint i = 0; i < input->n_lines; i++)
    {
      const DocketPricedPart *part = &pricing->lines[i];

      weights[i] = input->lines[i].has_share ? 0 : part->gross.minor - part->discount.minor;
      if (!docket_money_add (&goods, DOCKET_MONEY (weights[i], input->digits), error))
        return FALSE;
    }
  if (!docket_discount_resolve (input->discount, goods, &discount, error))
    {
      if (error != NULL)
        docket_error_set_field (*error, "discount");
      return FALSE;
    }
  if (!docket_allocate (discount.minor, weights, input->n_lines, shares, error))
    return FALSE;
  for (guint i = 0; i < input->n_lines; i++)
    if (!input->lines[i].has_share)
      pricing->lines[i].share.minor = shares[i];
  return TRUE;
}

static gboolean
price_goods_and_shipping (const DocketPricingInput *input, DocketPricing *pricing, GError **error)
{
  g_autoptr (GError) local = NULL;
  gint64 price;

  for (guint i = 0; i < input->n_lines; i++)
    if (!price_line (input, i, &pricing->lines[i], error))
      return FALSE;
  if (!spread_discount (input, pricing, error))
    return FALSE;
  if (!check_amount (input->shipping_price, input->digits, &price, &local))
    {
      docket_error_set_field (local, "shipping.price");
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  pricing->shipping.gross = DOCKET_MONEY (price, input->digits);
  pricing->shipping.discount = DOCKET_MONEY (0, input->digits);
  pricing->shipping.share = DOCKET_MONEY (0, input->digits);
  return TRUE;
}

static DocketPricedPart *
get_part (DocketPricing *pricing, guint index)
{
  return index < pricing->n_lines ? &pricing->lines[index] : &pricing->shipping;
}

static gboolean
price_taxes (const DocketPricingInput *input, DocketPricing *pricing, DocketTaxSheet *sheet, GError **error)
{
  GError *local = NULL;

  for (guint i = 0; i <= pricing->n_lines; i++)
    {
      DocketPricedPart *part = get_part (pricing, i);

      sheet->bases[i] = part->gross.minor - part->discount.minor - part->share.minor;
      if (docket_tax_sheet_add (sheet, i, i < input->n_lines ? input->lines[i].taxes : input->shipping_taxes, &local))
        continue;
      if (i < input->n_lines)
        return fail_in_line (error, local, i, NULL);
      docket_error_prefix_field (local, "shipping");
      g_propagate_error (error, local);
      return FALSE;
    }
  if (input->tax_rounding == DOCKET_TAX_ROUNDING_ORDER)
    return docket_tax_sheet_round_by_order (sheet, error);
  docket_tax_sheet_round_by_line (sheet);
  return TRUE;
}

/* Net, tax and total of each part. */
static gboolean
close_parts (DocketPricing *pricing, const DocketTaxSheet *sheet, guint8 digits, GError **error)
{
  guint next = 0;

  for (guint i = 0; i < sheet->n_parts; i++)
    {
      DocketPricedPart *part = get_part (pricing, i);
      DocketWide base = sheet->bases[i];
      DocketWide tax = 0;

      for (; next < sheet->entries->len && g_array_index (sheet->entries, DocketTaxEntry, next).part == i; next++)
        tax += g_array_index (sheet->entries, DocketTaxEntry, next).amount;
      if (!docket_money_from_wide (tax, digits, &part->tax, error) ||
          !docket_money_from_wide (sheet->includes_tax ? base - tax : base, digits, &part->net, error) ||
          !docket_money_from_wide (sheet->includes_tax ? base : base + tax, digits, &part->total, error))
        return FALSE;
    }
  return TRUE;
}

/* The taxes of each part and of the whole order. */
static gboolean
close_taxes (DocketPricing *pricing, const DocketTaxSheet *sheet, guint8 digits, GError **error)
{
  for (guint i = 0; i < sheet->kinds->len; i++)
    {
      const DocketTaxKind *kind = &g_array_index (sheet->kinds, DocketTaxKind, i);

      g_ptr_array_add (pricing->taxes, docket_tax_amount_new (kind->name, kind->rate, DOCKET_MONEY (0, digits),
                                                              DOCKET_MONEY (0, digits)));
    }
  for (guint i = 0; i < sheet->entries->len; i++)
    {
      const DocketTaxEntry *entry = &g_array_index (sheet->entries, DocketTaxEntry, i);
      DocketTaxAmount *whole = g_ptr_array_index (pricing->taxes, entry->kind);
      DocketPricedPart *part = get_part (pricing, entry->part);
      DocketMoney amount = DOCKET_MONEY (entry->amount, digits);

      g_ptr_array_add (part->taxes, docket_tax_amount_new (whole->name, whole->rate, part->net, amount));
      if (!docket_money_add (&whole->base, part->net, error) || !docket_money_add (&whole->amount, amount, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
close_order (DocketPricing *pricing, GError **error)
{
  for (guint i = 0; i <= pricing->n_lines; i++)
    {
      const DocketPricedPart *part = get_part (pricing, i);

      if (!docket_money_add (&pricing->order_discount, part->share, error) ||
          !docket_money_add (&pricing->discount, part->discount, error) ||
          !docket_money_add (&pricing->discount, part->share, error) ||
          !docket_money_add (&pricing->net, part->net, error) ||
          !docket_money_add (&pricing->tax, part->tax, error) ||
          !docket_money_add (&pricing->total, part->total, error))
        return FALSE;
    }
  return TRUE;
}

static DocketPricing *
pricing_new (guint n_lines)
{
  DocketPricing *pricing = g_new0 (DocketPricing, 1);

  pricing->n_lines = n_lines;
  pricing->lines = g_new0 (DocketPricedPart, n_lines);
  pricing->taxes = docket_records_new ();
  for (guint i = 0; i <= n_lines; i++)
    get_part (pricing, i)->taxes = docket_records_new ();
  return pricing;
}

/**
 * docket_pricing_calculate: (skip)
 * @input: an order
 * @error: (nullable): where to put an error
 *
 * Works out what an order costs.
 *
 * - A line costs round (quantity × unit price − its discount), rounded half-up, once.
 * - The order's discount is of the goods after that; a percentage is rounded once. It is spread over the lines by
 *   what they cost, largest remainder first, the first line at a tie, never more than the line.
 * - Taxes on top are rate × base, rounded half-up. Taxes within a price are price × rate / (100 % + all rates of the
 *   line), and a half goes down; the total stays. Several taxes are each of the same base.
 * - Rounded per line, each is rounded there. Rounded per order, each is worked out exactly over lines and shipping,
 *   rounded once, and its units are spread over them by largest remainder.
 *
 * So the net, tax and total of lines and shipping add up to those of the order, and net + tax = total everywhere.
 *
 * Returns: (transfer full) (nullable): what it costs, or %NULL with %DOCKET_ERROR_INVALID for amounts that are negative,
 *   too large or too fine, and %DOCKET_ERROR_REJECTED for a discount of more than it is taken from; the error's field
 *   is such as `lines[0].discount`
 */
DocketPricing *
docket_pricing_calculate (const DocketPricingInput *input, GError **error)
{
  g_autoptr (DocketPricing) pricing = NULL;
  DocketTaxSheet sheet;
  gboolean is_done;

  g_return_val_if_fail (input != NULL, NULL);
  g_return_val_if_fail (input->lines != NULL || input->n_lines == 0, NULL);

  pricing = pricing_new (input->n_lines);
  if (!price_goods_and_shipping (input, pricing, error))
    return NULL;
  docket_tax_sheet_init (&sheet, input->n_lines + 1, input->prices_include_tax);
  is_done = price_taxes (input, pricing, &sheet, error) &&
    close_parts (pricing, &sheet, input->digits, error) &&
    close_taxes (pricing, &sheet, input->digits, error) &&
    close_order (pricing, error);
  docket_tax_sheet_clear (&sheet);
  return is_done ? g_steal_pointer (&pricing) : NULL;
}

/**
 * docket_pricing_free: (skip)
 * @pricing: (transfer full): what docket_pricing_calculate () gave
 *
 * Frees it with its lists of taxes, as far as they were not stolen.
 */
void
docket_pricing_free (DocketPricing *pricing)
{
  for (guint i = 0; i <= pricing->n_lines; i++)
    g_clear_pointer (&get_part (pricing, i)->taxes, g_ptr_array_unref);
  g_clear_pointer (&pricing->taxes, g_ptr_array_unref);
  g_free (pricing->lines);
  g_free (pricing);
}

/**
 * docket_pricing_refund_part:
 * @total: what @n units cost, in minor units
 * @k: how many of them are given back, with those that were given back before; any unit of measure
 * @n: how many there are, above 0, in the same unit of measure
 * @already: what was given back for those before
 *
 * Works out round (total × k / n) − already, so that the parts add up to the whole when all are given back.
 *
 * Returns: what to give back now, in minor units; below 0 when more than their part was given back before
 */
gint64
docket_pricing_refund_part (gint64 total, gint64 k, gint64 n, gint64 already)
{
  g_return_val_if_fail (n > 0 && k >= 0 && k <= n, 0);

  return (gint64) (docket_round_half_up ((DocketWide) total * k, n) - already);
}

typedef struct
{
  gint64 remainder;
  gsize index;
} Remainder;

static int
compare_remainder (gconstpointer a, gconstpointer b)
{
  const Remainder *one = a;
  const Remainder *other = b;

  if (one->remainder != other->remainder)
    return one->remainder > other->remainder ? -1 : 1;
  return one->index < other->index ? -1 : one->index > other->index;
}

static gboolean
add_weights (gint64 amount, const gint64 *weights, gsize n_weights, gint64 *sum, GError **error)
{
  gboolean fits = TRUE;

  *sum = 0;
  for (gsize i = 0; i < n_weights && fits; i++)
    fits = weights[i] >= 0 && !__builtin_add_overflow (*sum, weights[i], sum);
  if (fits && amount >= 0 && (amount == 0 || *sum > 0))
    return TRUE;
  docket_error_set (error, DOCKET_ERROR_INVALID, NULL, _("There is nothing to spread the amount over"));
  return FALSE;
}

/**
 * docket_allocate:
 * @amount: what is spread, not below 0
 * @weights: (array length=n_weights): over what, none below 0
 * @n_weights: how many
 * @shares: (out caller-allocates) (array length=n_weights): the part of each
 * @error: (nullable): where to put an error
 *
 * Spreads an amount in proportion to weights, by largest remainder: each gets its part rounded down, and the units
 * left go one by one to the largest remainders, to the first at a tie. The shares add up to @amount; as long as that
 * is at most the sum of the weights, no share is more than its weight.
 *
 * Returns: %FALSE with %DOCKET_ERROR_INVALID when an argument is negative, when the weights are all 0 and @amount is
 *   not, or when their sum is too large
 */
gboolean
docket_allocate (gint64 amount, const gint64 *weights, gsize n_weights, gint64 *shares, GError **error)
{
  g_autofree Remainder *remainders = NULL;
  gint64 left = amount;
  gint64 sum;

  if (!add_weights (amount, weights, n_weights, &sum, error))
    return FALSE;
  remainders = g_new (Remainder, n_weights);
  for (gsize i = 0; i < n_weights; i++)
    {
      DocketWide product = (DocketWide) amount * weights[i];

      shares[i] = sum > 0 ? (gint64) (product / sum) : 0;
      remainders[i] = (Remainder) { .remainder = sum > 0 ? (gint64) (product % sum) : 0, .index = i };
      left -= shares[i];
    }
  if (left > 0)
    qsort (remainders, n_weights, sizeof *remainders, compare_remainder);
  for (gint64 i = 0; i < left; i++)
    shares[remainders[i].index]++;
  return TRUE;
}
