/* docket-shopify-figures.c: what an order of Shopify's export costs, and what was paid and sent
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "docket-shopify-figures.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "docket-currency.h"
#include "docket-format.h"
#include "docket-quantity.h"

static gboolean
set_trouble (DocketShopifyTrouble *trouble, const DocketShopifyRow *row, DocketShopifyColumn column, const char *message)
{
  trouble->row = row;
  trouble->column = column;
  g_free (trouble->message);
  trouble->message = g_strdup (message);
  return FALSE;
}

/**
 * docket_shopify_read_money:
 * @row: a row
 * @column: a column with an amount
 * @digits: the decimals of the currency
 * @money: (out): the amount; 0 where the cell is empty
 * @trouble: takes why it cannot be read
 *
 * Returns: whether the cell is an amount, or empty
 */
gboolean
docket_shopify_read_money (const DocketShopifyRow *row, DocketShopifyColumn column, guint8 digits, DocketMoney *money,
                           DocketShopifyTrouble *trouble)
{
  g_autoptr (GError) error = NULL;

  *money = DOCKET_MONEY (0, digits);
  if (*row->cells[column] == '\0' || docket_import_parse_money (row->cells[column], digits, money, &error))
    return TRUE;
  return set_trouble (trouble, row, column, error->message);
}

static char *
format_money (const DocketShopifyFigures *figures, DocketMoney money)
{
  return docket_format_money (money, figures->currency);
}

G_GNUC_PRINTF (2, 3)
static void
tell (DocketShopifyFigures *figures, const char *format, ...)
{
  va_list arguments;

  va_start (arguments, format);
  g_ptr_array_add (figures->differences, g_strdup_vprintf (format, arguments));
  va_end (arguments);
}

/* A row may have no line at all; Shopify writes lines that were taken out again with a quantity of 0. */
static gboolean
read_line (DocketShopifyFigures *figures, const DocketShopifyRow *row, DocketShopifyTrouble *trouble)
{
  const char *quantity = row->cells[DOCKET_SHOPIFY_LINE_QUANTITY];
  g_autoptr (GError) error = NULL;
  DocketShopifyLine line = { .row = row };

  if (*quantity == '\0' && *row->cells[DOCKET_SHOPIFY_LINE_NAME] == '\0')
    return TRUE;
  if (!docket_quantity_parse (quantity, &line.quantity, &error))
    return set_trouble (trouble, row, DOCKET_SHOPIFY_LINE_QUANTITY, error->message);
  if (line.quantity == 0)
    return TRUE;
  if (line.quantity < 0)
    return set_trouble (trouble, row, DOCKET_SHOPIFY_LINE_QUANTITY, _("The quantity is below 0."));
  if (*row->cells[DOCKET_SHOPIFY_LINE_PRICE] == '\0')
    return set_trouble (trouble, row, DOCKET_SHOPIFY_LINE_PRICE, _("The line has no price."));
  if (!docket_shopify_read_money (row, DOCKET_SHOPIFY_LINE_PRICE, figures->digits, &line.price, trouble) ||
      !docket_shopify_read_money (row, DOCKET_SHOPIFY_LINE_DISCOUNT, figures->digits, &line.discount, trouble))
    return FALSE;
  g_array_append_val (figures->lines, line);
  return TRUE;
}

static gboolean
read_currency (DocketShopifyFigures *figures, const DocketShopifyRow *row, DocketShopifyTrouble *trouble)
{
  g_autoptr (GError) error = NULL;
  const DocketCurrency *currency = docket_currency_require (row->cells[DOCKET_SHOPIFY_CURRENCY], NULL, &error);

  if (currency == NULL)
    return set_trouble (trouble, row, DOCKET_SHOPIFY_CURRENCY, error->message);
  figures->currency = currency->code;
  figures->digits = currency->digits;
  return TRUE;
}

static gboolean
read_totals (DocketShopifyFigures *figures, const DocketShopifyRow *row, DocketShopifyTrouble *trouble)
{
  if (*row->cells[DOCKET_SHOPIFY_TOTAL] == '\0')
    return set_trouble (trouble, row, DOCKET_SHOPIFY_TOTAL, _("The order has no total."));
  return docket_shopify_read_money (row, DOCKET_SHOPIFY_SUBTOTAL, figures->digits, &figures->subtotal, trouble) &&
         docket_shopify_read_money (row, DOCKET_SHOPIFY_SHIPPING, figures->digits, &figures->shipping, trouble) &&
         docket_shopify_read_money (row, DOCKET_SHOPIFY_TAXES, figures->digits, &figures->taxes, trouble) &&
         docket_shopify_read_money (row, DOCKET_SHOPIFY_TOTAL, figures->digits, &figures->total, trouble) &&
         docket_shopify_read_money (row, DOCKET_SHOPIFY_DISCOUNT_AMOUNT, figures->digits, &figures->discount, trouble);
}

/* What the lines cost after their own discounts. */
static gboolean
sum_lines (DocketShopifyFigures *figures, const DocketShopifyRow *row, DocketMoney *sum, DocketShopifyTrouble *trouble)
{
  g_autoptr (GError) error = NULL;

  *sum = DOCKET_MONEY (0, figures->digits);
  for (guint i = 0; i < figures->lines->len; i++)
    {
      const DocketShopifyLine *line = &g_array_index (figures->lines, DocketShopifyLine, i);
      DocketMoney gross = line->price;

      if (!docket_money_multiply (&gross, line->quantity, &error) || !docket_money_add (sum, gross, &error) ||
          !docket_money_subtract (sum, line->discount, &error))
        return set_trouble (trouble, line->row, DOCKET_SHOPIFY_LINE_PRICE, error->message);
    }
  return TRUE;
}

/* The subtotal says which part of the discount is one of the goods: the rest made the shipping cheaper, which the
 * shipping's figure says already. */
static gboolean
settle_discount (DocketShopifyFigures *figures, const DocketShopifyRow *row, DocketShopifyTrouble *trouble)
{
  g_autofree char *subtotal = format_money (figures, figures->subtotal);
  g_autofree char *found = NULL;
  g_autofree char *discount = format_money (figures, figures->discount);
  DocketMoney sum;
  DocketMoney rest;

  if (!sum_lines (figures, row, &sum, trouble))
    return FALSE;
  rest = DOCKET_MONEY (sum.minor - figures->subtotal.minor, figures->digits);
  if (*row->cells[DOCKET_SHOPIFY_SUBTOTAL] == '\0' || rest.minor == figures->discount.minor)
    return TRUE;
  found = format_money (figures, DOCKET_MONEY (sum.minor - figures->discount.minor, figures->digits));
  if (rest.minor >= 0 && rest.minor < figures->discount.minor)
    {
      g_autofree char *taken = format_money (figures, rest);

      tell (figures, _("Discount Amount is %s, but Subtotal says that only %s of it was taken off the goods, which counts."), discount,
            taken);
      figures->discount = rest;
    }
  else
    tell (figures, _("The lines come to %s after discounts, but Subtotal is %s."), found, subtotal);
  return TRUE;
}

/* Total = Subtotal + Shipping, and + Taxes where the prices are without. */
static void
find_tax_mode (DocketShopifyFigures *figures)
{
  gint64 without = figures->subtotal.minor + figures->shipping.minor;
  gint64 missing_included = ABS (figures->total.minor - without);
  gint64 missing_on_top = ABS (figures->total.minor - without - figures->taxes.minor);

  figures->includes_tax = figures->taxes.minor != 0 && missing_included < missing_on_top;
}

static gboolean
is_word (const char *text, const char *word)
{
  return g_ascii_strcasecmp (text, word) == 0;
}

/* The status counts; each amount that says something else is told. */
static void
compare_outstanding (DocketShopifyFigures *figures, const DocketShopifyRow *row, DocketMoney outstanding, DocketMoney expected)
{
  g_autofree char *said = format_money (figures, outstanding);
  g_autofree char *due = format_money (figures, expected);

  if (*row->cells[DOCKET_SHOPIFY_OUTSTANDING_BALANCE] != '\0' && outstanding.minor != expected.minor)
    tell (figures, _("Financial Status is “%s”, so %s is owed, but Outstanding Balance is %s: the status counts."),
          row->cells[DOCKET_SHOPIFY_FINANCIAL_STATUS], due, said);
}

static void
pay (DocketShopifyFigures *figures, DocketMoney amount)
{
  figures->payment.is_there = amount.minor > 0;
  figures->payment.amount = amount;
}

static void
pay_partly (DocketShopifyFigures *figures, DocketMoney outstanding)
{
  g_autofree char *said = format_money (figures, outstanding);
  g_autofree char *total = format_money (figures, figures->total);

  pay (figures, DOCKET_MONEY (CLAMP (figures->total.minor - outstanding.minor, 0, figures->total.minor), figures->digits));
  if (outstanding.minor <= 0 || outstanding.minor >= figures->total.minor)
    tell (figures, _("Financial Status is “partially_paid”, but Outstanding Balance is %s of a total of %s."), said, total);
  figures->payment.keeps_total = TRUE;
}

static void
refund (DocketShopifyFigures *figures, DocketMoney refunded, gboolean is_whole)
{
  g_autofree char *said = format_money (figures, refunded);
  g_autofree char *total = format_money (figures, figures->total);

  pay (figures, figures->total);
  figures->is_paid = is_whole;
  if (is_whole && refunded.minor != figures->total.minor)
    {
      tell (figures, _("Financial Status is “refunded”, but Refunded Amount is %s of a total of %s."), said, total);
      /* All that was taken went back: it was no more than that. */
      if (refunded.minor > 0)
        figures->payment.amount = refunded;
      else
        refunded = figures->total;
    }
  else if (!is_whole && (refunded.minor <= 0 || refunded.minor >= figures->total.minor))
    tell (figures, _("Financial Status is “partially_refunded”, but Refunded Amount is %s of a total of %s."), said, total);
  figures->payment.refunded = DOCKET_MONEY (CLAMP (refunded.minor, 0, figures->payment.amount.minor), figures->digits);
}

static void
read_status (DocketShopifyFigures *figures, const DocketShopifyRow *row, DocketMoney outstanding, DocketMoney refunded)
{
  const char *status = row->cells[DOCKET_SHOPIFY_FINANCIAL_STATUS];
  DocketMoney nothing = DOCKET_MONEY (0, figures->digits);

  if (is_word (status, "paid"))
    {
      pay (figures, figures->total);
      figures->is_paid = figures->payment.keeps_total = TRUE;
      compare_outstanding (figures, row, outstanding, nothing);
    }
  else if (is_word (status, "partially_paid"))
    pay_partly (figures, outstanding);
  else if (is_word (status, "refunded") || is_word (status, "partially_refunded"))
    refund (figures, refunded, is_word (status, "refunded"));
  else if (is_word (status, "authorized") || is_word (status, "voided") || is_word (status, "expired"))
    {
      pay (figures, figures->total);
      figures->payment.is_authorized = is_word (status, "authorized");
      figures->payment.is_voided = !figures->payment.is_authorized;
    }
  else
    {
      if (!is_word (status, "pending") && !is_word (status, "unpaid") && *status != '\0')
        tell (figures, _("Financial Status “%s” is unknown: the order counts as not paid."), status);
      if (!figures->is_cancelled)
        compare_outstanding (figures, row, outstanding, figures->total);
    }
}

static gboolean
read_payment (DocketShopifyFigures *figures, const DocketShopifyRow *row, DocketShopifyTrouble *trouble)
{
  g_autofree char *said = NULL;
  DocketMoney outstanding, refunded;

  if (!docket_shopify_read_money (row, DOCKET_SHOPIFY_OUTSTANDING_BALANCE, figures->digits, &outstanding, trouble) ||
      !docket_shopify_read_money (row, DOCKET_SHOPIFY_REFUNDED_AMOUNT, figures->digits, &refunded, trouble))
    return FALSE;
  read_status (figures, row, outstanding, refunded);
  said = format_money (figures, refunded);
  if (refunded.minor != 0 && figures->payment.refunded.minor == 0)
    tell (figures, _("Refunded Amount is %s, but Financial Status is “%s”: the status counts."), said,
          row->cells[DOCKET_SHOPIFY_FINANCIAL_STATUS]);
  if (figures->is_cancelled && figures->payment.keeps_total && figures->payment.is_there)
    tell (figures, _("The order was cancelled, but what was paid for it did not go back."));
  return TRUE;
}

/**
 * docket_shopify_line_is_sent:
 * @line: a line
 *
 * Returns: whether the file says that it was sent
 */
gboolean
docket_shopify_line_is_sent (const DocketShopifyLine *line)
{
  return is_word (line->row->cells[DOCKET_SHOPIFY_LINE_STATUS], "fulfilled");
}

static void
find_partly_sent (DocketShopifyFigures *figures, guint n_sent)
{
  if (n_sent == 0)
    tell (figures, _("Fulfillment Status is “partial”, but no line is fulfilled: nothing counts as sent."));
  else if (n_sent == figures->lines->len)
    tell (figures, _("Fulfillment Status is “partial”, but every line is fulfilled: all counts as sent."));
  if (n_sent > 0)
    figures->sent = n_sent == figures->lines->len ? DOCKET_SHOPIFY_ALL_SENT : DOCKET_SHOPIFY_SOME_SENT;
}

static void
find_sent (DocketShopifyFigures *figures, const DocketShopifyRow *row)
{
  const char *status = row->cells[DOCKET_SHOPIFY_FULFILLMENT_STATUS];
  guint n_sent = 0;

  for (guint i = 0; i < figures->lines->len; i++)
    n_sent += docket_shopify_line_is_sent (&g_array_index (figures->lines, DocketShopifyLine, i));
  if (is_word (status, "fulfilled"))
    {
      figures->sent = DOCKET_SHOPIFY_ALL_SENT;
      if (n_sent < figures->lines->len)
        tell (figures, _("Fulfillment Status is “fulfilled”, but not every line is: all counts as sent."));
    }
  else if (is_word (status, "partial") || is_word (status, "partially_fulfilled"))
    find_partly_sent (figures, n_sent);
  else if (n_sent > 0)
    tell (figures,
          ngettext ("Fulfillment Status is “%s”, but %u line is fulfilled: nothing counts as sent.",
                    "Fulfillment Status is “%s”, but %u lines are fulfilled: nothing counts as sent.", n_sent),
          status, n_sent);
}

/**
 * docket_shopify_figures_read:
 * @rows: (element-type DocketShopifyRow): the rows of an order
 * @figures: (out caller-allocates): its figures
 * @trouble: (out caller-allocates): takes why they cannot be read
 *
 * Reads what an order costs, what was paid and what was sent. Where the file disagrees with itself, the status goes before
 * the amounts, and a sentence tells of it.
 *
 * Returns: whether they could be read
 */
gboolean
docket_shopify_figures_read (GPtrArray *rows, DocketShopifyFigures *figures, DocketShopifyTrouble *trouble)
{
  const DocketShopifyRow *first = g_ptr_array_index (rows, 0);

  *figures = (DocketShopifyFigures) {
    .lines = g_array_new (FALSE, TRUE, sizeof (DocketShopifyLine)),
    .differences = g_ptr_array_new_with_free_func (g_free),
    .is_cancelled = *first->cells[DOCKET_SHOPIFY_CANCELLED_AT] != '\0',
  };
  if (!read_currency (figures, first, trouble) || !read_totals (figures, first, trouble))
    return FALSE;
  for (guint i = 0; i < rows->len; i++)
    if (!read_line (figures, g_ptr_array_index (rows, i), trouble))
      return FALSE;
  if (figures->lines->len == 0)
    return set_trouble (trouble, first, DOCKET_SHOPIFY_LINE_NAME, _("The order has no lines."));
  if (!settle_discount (figures, first, trouble))
    return FALSE;
  find_tax_mode (figures);
  if (!read_payment (figures, first, trouble))
    return FALSE;
  find_sent (figures, first);
  return TRUE;
}

/**
 * docket_shopify_figures_clear:
 * @figures: figures
 *
 * Frees what they hold.
 */
void
docket_shopify_figures_clear (DocketShopifyFigures *figures)
{
  g_clear_pointer (&figures->lines, g_array_unref);
  g_clear_pointer (&figures->differences, g_ptr_array_unref);
}
