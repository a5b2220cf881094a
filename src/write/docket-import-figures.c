/* docket-import-figures.c: makes the parts of an imported order add up to what its file says
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A file tells an order's totals and taxes once, and of its lines little more than quantity and price. The discount and
 * the taxes are spread over the lines and the shipping by largest remainder. Where the sum is still not what the file
 * says, the file's figure stands, the difference goes into the parts, and a sentence tells of it.
 */
#include "docket-import-figures.h"

#include <glib/gi18n-lib.h>

#include "docket-format.h"
#include "docket-order-pricing.h"
#include "docket-pricing.h"

/* One tax of the order: the file's own amount, or what the parts say. */
typedef struct
{
  const char *name;
  gint64 rate;
  gboolean has_amount;
  gint64 amount;
} TaxKind;

/* The parts are the lines, and at last the shipping. */
typedef struct
{
  DocketImportOrder *order;
  DocketOrderTerms *terms;
  GPtrArray *differences;
  guint8 digits;
  guint n_parts;
  gint64 *bases;
  gint64 *taxes;
  GArray *kinds;
} Figures;

static void
figures_clear (Figures *figures)
{
  g_free (figures->bases);
  g_free (figures->taxes);
  g_array_unref (figures->kinds);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Figures, figures_clear)

static char *
format_money (Figures *figures, gint64 minor)
{
  return docket_format_money (DOCKET_MONEY (minor, figures->digits), figures->terms->currency);
}

G_GNUC_PRINTF (2, 3)
static void
tell (Figures *figures, const char *format, ...)
{
  va_list arguments;

  va_start (arguments, format);
  g_ptr_array_add (figures->differences, g_strdup_vprintf (format, arguments));
  va_end (arguments);
}

/* What each line costs after its own discount. */
static gboolean
price_lines (Figures *figures, GError **error)
{
  for (guint i = 0; i + 1 < figures->n_parts; i++)
    {
      DocketImportLine *given = g_ptr_array_index (figures->order->lines, i);
      DocketOrderLine *line = g_ptr_array_index (figures->terms->lines, i);
      DocketMoney gross = line->unit_price;
      g_autofree char *discount = format_money (figures, given->discount.minor);
      g_autofree char *most = NULL;

      if (!docket_money_multiply (&gross, line->quantity, error))
        return FALSE;
      line->discount = DOCKET_MONEY (MIN (given->discount.minor, gross.minor), figures->digits);
      line->discount_given = (DocketDiscount) { .value = line->discount.minor, .digits = figures->digits };
      figures->bases[i] = gross.minor - line->discount.minor;
      if (line->discount.minor == given->discount.minor)
        continue;
      most = format_money (figures, gross.minor);
      tell (figures, _("The discount of “%s” is %s, but the line costs %s: only that was taken off."), line->title, discount, most);
    }
  figures->bases[figures->n_parts - 1] = figures->order->shipping != NULL ? figures->order->shipping->price.minor : 0;
  return TRUE;
}

static gint64
sum_bases (Figures *figures)
{
  gint64 sum = 0;

  for (guint i = 0; i + 1 < figures->n_parts; i++)
    sum += figures->bases[i];
  return sum;
}

static gboolean
has_shares (Figures *figures)
{
  for (guint i = 0; i + 1 < figures->n_parts; i++)
    {
      DocketImportLine *given = g_ptr_array_index (figures->order->lines, i);

      if (docket_record_has (DOCKET_RECORD (given), "discount-share"))
        return given->discount_share.minor <= figures->bases[i];
    }
  return FALSE;
}

static void
take_share (Figures *figures, guint index, gint64 share)
{
  DocketOrderLine *line = g_ptr_array_index (figures->terms->lines, index);

  line->discount_share = DOCKET_MONEY (share, figures->digits);
  figures->bases[index] -= share;
}

/* A discount of more than the goods cost was one of the shipping too. */
static void
discount_shipping (Figures *figures, gint64 goods, gint64 rest)
{
  gint64 *shipping = &figures->bases[figures->n_parts - 1];
  g_autofree char *discount = format_money (figures, figures->terms->discount.minor);
  g_autofree char *most = format_money (figures, goods);

  if (rest <= 0)
    return;
  *shipping -= MIN (rest, *shipping);
  tell (figures, _("The discount of %s is more than the goods cost (%s): the rest was taken off the shipping."), discount, most);
}

static gboolean
spread_discount (Figures *figures, GError **error)
{
  g_autofree gint64 *shares = g_new0 (gint64, figures->n_parts);
  gint64 discount = figures->order->discount.minor;
  gint64 goods = sum_bases (figures);
  gint64 sum = 0;

  if (has_shares (figures))
    for (guint i = 0; i + 1 < figures->n_parts; i++)
      shares[i] = MIN (((DocketImportLine *) g_ptr_array_index (figures->order->lines, i))->discount_share.minor, figures->bases[i]);
  for (guint i = 0; i < figures->n_parts; i++)
    sum += shares[i];
  /* Shares that do not add up to the file's discount are spread again. */
  if (docket_record_has (DOCKET_RECORD (figures->order), "discount") || sum == 0)
    {
      if (sum != MIN (discount, goods) &&
          !docket_allocate (MIN (discount, goods), figures->bases, figures->n_parts - 1, shares, error))
        return FALSE;
    }
  else
    discount = sum;
  for (guint i = 0; i + 1 < figures->n_parts; i++)
    take_share (figures, i, shares[i]);
  figures->terms->discount = DOCKET_MONEY (discount, figures->digits);
  figures->terms->discount_given = (DocketDiscount) { .value = discount, .digits = figures->digits };
  discount_shipping (figures, goods, discount - goods);
  return TRUE;
}

/* (nullable): what the file says that a part bears; is_said: whether it says anything. */
static GPtrArray *
get_given_taxes (Figures *figures, guint part, gboolean *is_said)
{
  DocketRecord *record;

  if (part + 1 < figures->n_parts)
    record = g_ptr_array_index (figures->order->lines, part);
  else
    record = DOCKET_RECORD (figures->order->shipping);
  *is_said = record != NULL && docket_record_has (record, "taxes");
  if (!*is_said)
    return NULL;
  return part + 1 < figures->n_parts ? DOCKET_IMPORT_LINE (record)->taxes : DOCKET_IMPORT_SHIPPING (record)->taxes;
}

static DocketImportTax *
find_given_tax (Figures *figures, guint part, const TaxKind *kind)
{
  gboolean is_said;
  GPtrArray *taxes = get_given_taxes (figures, part, &is_said);

  for (guint i = 0; taxes != NULL && i < taxes->len; i++)
    {
      DocketImportTax *tax = g_ptr_array_index (taxes, i);

      if (g_str_equal (tax->name, kind->name) && (tax->rate == kind->rate || tax->rate == 0 || kind->rate == 0))
        return tax;
    }
  return NULL;
}

static void
add_kind (Figures *figures, DocketImportTax *tax, gboolean is_of_order)
{
  gboolean has_amount = docket_record_has (DOCKET_RECORD (tax), "amount");
  TaxKind kind = { .name = tax->name, .rate = tax->rate, .has_amount = is_of_order && has_amount };

  if (kind.has_amount)
    kind.amount = tax->amount.minor;
  for (guint i = 0; i < figures->kinds->len; i++)
    {
      TaxKind *known = &g_array_index (figures->kinds, TaxKind, i);

      if (!g_str_equal (known->name, kind.name) || (known->rate != kind.rate && known->rate != 0 && kind.rate != 0))
        continue;
      known->rate = MAX (known->rate, kind.rate);
      known->amount += kind.amount;
      known->has_amount |= kind.has_amount;
      return;
    }
  g_array_append_val (figures->kinds, kind);
}

static void
collect_kinds (Figures *figures)
{
  GPtrArray *taxes = figures->order->taxes;
  gboolean is_said;

  for (guint i = 0; taxes != NULL && i < taxes->len; i++)
    add_kind (figures, g_ptr_array_index (taxes, i), TRUE);
  for (guint part = 0; part < figures->n_parts; part++)
    {
      taxes = get_given_taxes (figures, part, &is_said);
      for (guint i = 0; taxes != NULL && i < taxes->len; i++)
        add_kind (figures, g_ptr_array_index (taxes, i), FALSE);
    }
}

/* The file's tax of the whole order stands: the first tax gives way, or stands for all of it where none is named. */
static void
fit_kinds_to_tax (Figures *figures)
{
  gint64 stated = figures->order->tax.minor;
  gint64 sum = 0;
  g_autofree char *said = format_money (figures, stated);
  g_autofree char *found = NULL;
  TaxKind unnamed = { .name = _("Tax"), .has_amount = TRUE, .amount = stated };

  if (!docket_record_has (DOCKET_RECORD (figures->order), "tax"))
    return;
  if (figures->kinds->len == 0 && stated != 0)
    g_array_append_val (figures->kinds, unnamed);
  for (guint i = 0; i < figures->kinds->len; i++)
    {
      if (!g_array_index (figures->kinds, TaxKind, i).has_amount)
        return;
      sum += g_array_index (figures->kinds, TaxKind, i).amount;
    }
  if (sum == stated)
    return;
  g_array_index (figures->kinds, TaxKind, 0).amount += stated - sum;
  found = format_money (figures, sum);
  tell (figures, _("The single taxes add up to %s, but the order's tax is %s, which was kept."), found, said);
}

/* Rate × base, or the part of a price that is tax. */
static gint64
expect_tax (Figures *figures, gint64 base, gint64 rate, gint64 all_rates)
{
  DocketWide product = (DocketWide) base * rate;

  return figures->terms->prices_include_tax ? (gint64) docket_round_half_down (product, DOCKET_RATE_ONE + all_rates)
                                            : (gint64) docket_round_half_up (product, DOCKET_RATE_ONE);
}

static gint64
sum_rates (Figures *figures)
{
  gint64 sum = 0;

  for (guint i = 0; i < figures->kinds->len; i++)
    sum += g_array_index (figures->kinds, TaxKind, i).rate;
  return sum;
}

/* A file seldom says whether the shipping is taxed; its figures do. */
static gboolean
shipping_bears (Figures *figures, const TaxKind *kind, gint64 goods)
{
  gint64 shipping = figures->bases[figures->n_parts - 1];
  gint64 without, with;

  if (goods <= 0)
    return TRUE;
  if (kind->rate == 0 || shipping <= 0)
    return FALSE;
  without = expect_tax (figures, goods, kind->rate, sum_rates (figures));
  with = expect_tax (figures, goods + shipping, kind->rate, sum_rates (figures));
  return ABS (with - kind->amount) < ABS (without - kind->amount);
}

/* Which parts bear a tax that the order tells once: those that say so, or where none does, all that do not say no. */
static void
weigh_parts (Figures *figures, const TaxKind *kind, gint64 *weights)
{
  gboolean is_named = FALSE, is_said;
  gint64 goods = 0;

  for (guint i = 0; i < figures->n_parts; i++)
    {
      gboolean bears = find_given_tax (figures, i, kind) != NULL;

      weights[i] = bears ? MAX (figures->bases[i], 0) : 0;
      is_named |= bears;
    }
  if (is_named)
    return;
  for (guint i = 0; i + 1 < figures->n_parts; i++)
    {
      get_given_taxes (figures, i, &is_said);
      weights[i] = is_said ? 0 : MAX (figures->bases[i], 0);
      goods += weights[i];
    }
  get_given_taxes (figures, figures->n_parts - 1, &is_said);
  if (!is_said && shipping_bears (figures, kind, goods))
    weights[figures->n_parts - 1] = MAX (figures->bases[figures->n_parts - 1], 0);
}

/* What the parts themselves say of a tax, worked out where they name the rate alone. */
static gint64
take_given_amounts (Figures *figures, const TaxKind *kind, gint64 *amounts, gboolean *is_told)
{
  gint64 sum = 0;

  *is_told = FALSE;
  for (guint i = 0; i < figures->n_parts; i++)
    {
      DocketImportTax *tax = find_given_tax (figures, i, kind);

      amounts[i] = 0;
      if (tax == NULL)
        continue;
      if (docket_record_has (DOCKET_RECORD (tax), "amount"))
        {
          amounts[i] = tax->amount.minor;
          *is_told = TRUE;
        }
      else
        amounts[i] = expect_tax (figures, figures->bases[i], kind->rate, sum_rates (figures));
      sum += amounts[i];
    }
  return sum;
}

/* Weights of 0 bear nothing, but what there is has to stand somewhere: on the first part. */
static gboolean
spread (Figures *figures, gint64 amount, gint64 *weights, gint64 *shares, GError **error)
{
  gint64 sum = 0;
  gboolean is_negative = amount < 0;

  for (guint i = 0; i < figures->n_parts; i++)
    sum += weights[i];
  if (sum <= 0)
    weights[0] = 1;
  if (!docket_allocate (ABS (amount), weights, figures->n_parts, shares, error))
    return FALSE;
  for (guint i = 0; is_negative && i < figures->n_parts; i++)
    shares[i] = -shares[i];
  return TRUE;
}

static gboolean
split_kind (Figures *figures, const TaxKind *kind, gint64 *weights, gint64 *amounts, GError **error)
{
  gboolean is_told;
  gint64 sum = take_given_amounts (figures, kind, amounts, &is_told);

  if (!kind->has_amount || (is_told && sum == kind->amount))
    {
      for (guint i = 0; i < figures->n_parts; i++)
        weights[i] = find_given_tax (figures, i, kind) != NULL;
      return TRUE;
    }
  weigh_parts (figures, kind, weights);
  return spread (figures, kind->amount, weights, amounts, error);
}

static GPtrArray *
get_part_taxes (Figures *figures, guint part)
{
  DocketOrderLine *line;

  if (part + 1 == figures->n_parts)
    return figures->terms->shipping != NULL ? figures->terms->shipping->taxes : NULL;
  line = g_ptr_array_index (figures->terms->lines, part);
  return line->taxes;
}

static gboolean
spread_taxes (Figures *figures, GError **error)
{
  g_autofree gint64 *weights = g_new0 (gint64, figures->n_parts);
  g_autofree gint64 *amounts = g_new0 (gint64, figures->n_parts);

  for (guint i = 0; i < figures->kinds->len; i++)
    {
      const TaxKind *kind = &g_array_index (figures->kinds, TaxKind, i);

      if (!split_kind (figures, kind, weights, amounts, error))
        return FALSE;
      for (guint part = 0; part < figures->n_parts; part++)
        {
          GPtrArray *taxes = get_part_taxes (figures, part);

          if (taxes == NULL || (weights[part] == 0 && amounts[part] == 0))
            continue;
          figures->taxes[part] += amounts[part];
          g_ptr_array_add (taxes, docket_tax_amount_new (kind->name, kind->rate, DOCKET_MONEY (0, figures->digits),
                                                         DOCKET_MONEY (amounts[part], figures->digits)));
        }
    }
  return TRUE;
}

static gint64
get_net (Figures *figures, guint part)
{
  return figures->terms->prices_include_tax ? figures->bases[part] - figures->taxes[part] : figures->bases[part];
}

/* The file's total stands: what is missing, or too much, is spread over the parts by their nets. */
static gboolean
fit_to_total (Figures *figures, GError **error)
{
  g_autofree gint64 *weights = g_new0 (gint64, figures->n_parts);
  g_autofree gint64 *shares = g_new0 (gint64, figures->n_parts);
  g_autofree char *said = NULL;
  g_autofree char *found = NULL;
  gint64 sum = 0;

  for (guint i = 0; i < figures->n_parts; i++)
    {
      weights[i] = MAX (get_net (figures, i), 0);
      sum += get_net (figures, i) + figures->taxes[i];
    }
  if (!docket_record_has (DOCKET_RECORD (figures->order), "total") || figures->order->total.minor == sum)
    return TRUE;
  /* Where there is no shipping, nothing may go to it. */
  if (figures->terms->shipping == NULL)
    weights[figures->n_parts - 1] = 0;
  if (!spread (figures, figures->order->total.minor - sum, weights, shares, error))
    return FALSE;
  for (guint i = 0; i < figures->n_parts; i++)
    figures->bases[i] += shares[i];
  said = format_money (figures, figures->order->total.minor);
  found = format_money (figures, sum);
  tell (figures, _("Lines, shipping and taxes add up to %s, but the order's total is %s, which was kept."), found, said);
  return TRUE;
}

static DocketTaxAmount *
find_whole (DocketOrderTerms *terms, DocketTaxAmount *tax, guint8 digits)
{
  DocketTaxAmount *whole;

  for (guint i = 0; i < terms->taxes->len; i++)
    {
      whole = g_ptr_array_index (terms->taxes, i);
      if (whole->rate == tax->rate && g_str_equal (whole->name, tax->name))
        return whole;
    }
  whole = docket_tax_amount_new (tax->name, tax->rate, DOCKET_MONEY (0, digits), DOCKET_MONEY (0, digits));
  g_ptr_array_add (terms->taxes, whole);
  return whole;
}

static void
close_taxes (Figures *figures, guint part, DocketMoney net)
{
  GPtrArray *taxes = get_part_taxes (figures, part);

  for (guint i = 0; taxes != NULL && i < taxes->len; i++)
    {
      DocketTaxAmount *tax = g_ptr_array_index (taxes, i);
      DocketTaxAmount *whole = find_whole (figures->terms, tax, figures->digits);

      tax->base = net;
      whole->base.minor += net.minor;
      whole->amount.minor += tax->amount.minor;
    }
}

static gboolean
close_terms (Figures *figures, GError **error)
{
  DocketOrderTerms *terms = figures->terms;

  terms->net = terms->tax = terms->total = DOCKET_MONEY (0, figures->digits);
  for (guint i = 0; i < figures->n_parts; i++)
    {
      DocketMoney net = DOCKET_MONEY (get_net (figures, i), figures->digits);
      DocketMoney tax = DOCKET_MONEY (figures->taxes[i], figures->digits);
      DocketMoney total = DOCKET_MONEY (net.minor + tax.minor, figures->digits);
      DocketOrderLine *line = i + 1 < figures->n_parts ? g_ptr_array_index (terms->lines, i) : NULL;

      close_taxes (figures, i, net);
      if (line != NULL)
        line->net = net, line->tax = tax, line->total = total;
      else if (terms->shipping != NULL)
        terms->shipping->net = net, terms->shipping->tax = tax, terms->shipping->total = total;
      if (!docket_money_add (&terms->net, net, error) || !docket_money_add (&terms->tax, tax, error) ||
          !docket_money_add (&terms->total, total, error))
        return FALSE;
    }
  return TRUE;
}

static void
compare_net (Figures *figures)
{
  g_autofree char *said = format_money (figures, figures->order->net.minor);
  g_autofree char *kept = format_money (figures, figures->terms->net.minor);

  if (docket_record_has (DOCKET_RECORD (figures->order), "net") && figures->order->net.minor != figures->terms->net.minor)
    tell (figures, _("The order's net is %s, but total less tax is %s, which was kept."), said, kept);
}

/**
 * docket_import_figures_calculate:
 * @order: an order as its file has it, with amounts in its currency
 * @terms: its lines and shipping, whose amounts are filled
 * @differences: (element-type utf8): takes a sentence for each figure that disagrees
 * @error: %DOCKET_ERROR_INVALID for amounts that are too large
 *
 * Works out what each line and the shipping cost, so that they add up to the file's discount, taxes and total.
 *
 * Returns: whether that could be done
 */
gboolean
docket_import_figures_calculate (DocketImportOrder *order, DocketOrderTerms *terms, GPtrArray *differences, GError **error)
{
  g_auto (Figures) figures = {
    .order = order,
    .terms = terms,
    .differences = differences,
    .digits = docket_order_terms_get_digits (terms),
    .n_parts = terms->lines->len + 1,
    .bases = g_new0 (gint64, terms->lines->len + 1),
    .taxes = g_new0 (gint64, terms->lines->len + 1),
    .kinds = g_array_new (FALSE, TRUE, sizeof (TaxKind)),
  };

  if (!price_lines (&figures, error) || !spread_discount (&figures, error))
    return FALSE;
  collect_kinds (&figures);
  fit_kinds_to_tax (&figures);
  if (!spread_taxes (&figures, error) || !fit_to_total (&figures, error) || !close_terms (&figures, error))
    return FALSE;
  compare_net (&figures);
  return TRUE;
}
