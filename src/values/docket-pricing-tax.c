/* docket-pricing-tax.c: the taxes of an order, worked out and rounded
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "docket-pricing-tax-private.h"

#include <glib/gi18n-lib.h>

#include "docket-tax.h"

#define ENTRY(sheet, index) (&g_array_index ((sheet)->entries, DocketTaxEntry, index))

void
docket_tax_sheet_init (DocketTaxSheet *sheet, guint n_parts, gboolean includes_tax)
{
  *sheet = (DocketTaxSheet) {
    .includes_tax = includes_tax,
    .bases = g_new0 (gint64, n_parts),
    .n_parts = n_parts,
    .kinds = g_array_new (FALSE, FALSE, sizeof (DocketTaxKind)),
    .entries = g_array_sized_new (FALSE, TRUE, sizeof (DocketTaxEntry), n_parts),
  };
}

void
docket_tax_sheet_clear (DocketTaxSheet *sheet)
{
  g_clear_pointer (&sheet->bases, g_free);
  g_clear_pointer (&sheet->kinds, g_array_unref);
  g_clear_pointer (&sheet->entries, g_array_unref);
}

static guint
find_kind (DocketTaxSheet *sheet, const DocketTax *tax)
{
  DocketTaxKind added = { .name = tax->name, .rate = tax->rate };

  for (guint i = 0; i < sheet->kinds->len; i++)
    {
      const DocketTaxKind *kind = &g_array_index (sheet->kinds, DocketTaxKind, i);

      if (kind->rate == tax->rate && g_strcmp0 (kind->name, tax->name) == 0)
        return i;
    }
  g_array_append_val (sheet->kinds, added);
  return sheet->kinds->len - 1;
}

static DocketWide
greatest_common_divisor (DocketWide a, DocketWide b)
{
  while (b != 0)
    {
      DocketWide rest = a % b;

      a = b;
      b = rest;
    }
  return a;
}

static gboolean
check_rate (const DocketTax *tax, guint index, GError **error)
{
  g_autofree char *field = NULL;
  char text[DOCKET_RATE_STRING_SIZE];

  if (tax->rate >= 0 && tax->rate <= DOCKET_RATE_MAXIMUM)
    return TRUE;
  field = g_strdup_printf ("taxes[%u].rate", index);
  docket_error_set (error, DOCKET_ERROR_INVALID, field, _("The rate “%s” is not between 0 and 1000 percent"),
                    docket_rate_format (tax->rate, text));
  return FALSE;
}

static gboolean
check_is_new (DocketTaxSheet *sheet, guint first_entry, const DocketTaxEntry *entry, guint index, GError **error)
{
  for (guint i = first_entry; i < sheet->entries->len; i++)
    if (ENTRY (sheet, i)->kind == entry->kind)
      {
        g_autofree char *field = g_strdup_printf ("taxes[%u]", index);

        docket_error_set (error, DOCKET_ERROR_INVALID, field, _("The tax “%s” is listed twice"),
                          g_array_index (sheet->kinds, DocketTaxKind, entry->kind).name);
        return FALSE;
      }
  return TRUE;
}

/*
 * docket_tax_sheet_add:
 * @sheet: a sheet
 * @part: which part
 * @taxes: (nullable) (element-type DocketTax): the taxes of the part; they must outlive the sheet
 * @error: (nullable): where to put an error
 *
 * Notes the taxes of a part: on top of the base, rate / 100 % of it each; within it, rate / (100 % + all rates).
 *
 * Returns: %FALSE with %DOCKET_ERROR_INVALID when a rate is absurd or a tax is listed twice
 */
gboolean
docket_tax_sheet_add (DocketTaxSheet *sheet, guint part, GPtrArray *taxes, GError **error)
{
  guint first_entry = sheet->entries->len;
  gint64 whole = DOCKET_RATE_ONE;

  for (guint i = 0; taxes != NULL && i < taxes->len; i++)
    {
      const DocketTax *tax = g_ptr_array_index (taxes, i);

      if (!check_rate (tax, i, error))
        return FALSE;
      if (sheet->includes_tax)
        whole += tax->rate;
    }
  for (guint i = 0; taxes != NULL && i < taxes->len; i++)
    {
      const DocketTax *tax = g_ptr_array_index (taxes, i);
      gint64 divisor = (gint64) greatest_common_divisor (whole, tax->rate);
      DocketTaxEntry entry = {
        .part = part,
        .kind = find_kind (sheet, tax),
        .numerator = tax->rate / divisor,
        .denominator = whole / divisor,
      };

      if (!check_is_new (sheet, first_entry, &entry, i, error))
        return FALSE;
      g_array_append_val (sheet->entries, entry);
    }
  return TRUE;
}

/* A half of a tax on top goes up, a half of a tax within a price goes down. */
static DocketWide
round_tax (DocketTaxSheet *sheet, DocketWide numerator, DocketWide denominator)
{
  if (sheet->includes_tax)
    return docket_round_half_down (numerator, denominator);
  return docket_round_half_up (numerator, denominator);
}

/*
 * docket_tax_sheet_round_by_line:
 * @sheet: a sheet with all bases and taxes
 *
 * Works out each tax of each part and rounds it. Several taxes within a price never take more than the price.
 */
void
docket_tax_sheet_round_by_line (DocketTaxSheet *sheet)
{
  guint part = G_MAXUINT;
  gint64 left = 0;

  for (guint i = 0; i < sheet->entries->len; i++)
    {
      DocketTaxEntry *entry = ENTRY (sheet, i);
      DocketWide product = (DocketWide) sheet->bases[entry->part] * entry->numerator;

      entry->amount = (gint64) round_tax (sheet, product, entry->denominator);
      if (!sheet->includes_tax)
        continue;
      if (entry->part != part)
        left = sheet->bases[entry->part];
      part = entry->part;
      entry->amount = MIN (entry->amount, left);
      left -= entry->amount;
    }
}

/* Adds remainder / denominator to a fraction, exactly. */
static gboolean
add_remainder (DocketWide *numerator, DocketWide *denominator, const DocketTaxEntry *entry)
{
  DocketWide divisor = greatest_common_divisor (*denominator, entry->denominator);
  DocketWide factor = entry->denominator / divisor;
  DocketWide addend;

  return !__builtin_mul_overflow (*numerator, factor, numerator) &&
    !__builtin_mul_overflow (*denominator, factor, denominator) &&
    !__builtin_mul_overflow (*denominator / entry->denominator, entry->remainder, &addend) &&
    !__builtin_add_overflow (*numerator, addend, numerator);
}

/* The whole tax of one kind, of which the amounts hold what is sure, is so many minor units more. */
static gboolean
count_left_over (DocketTaxSheet *sheet, GArray *indices, gsize *left_over, GError **error)
{
  DocketWide numerator = 0;
  DocketWide denominator = 1;

  for (guint i = 0; i < indices->len; i++)
    if (!add_remainder (&numerator, &denominator, ENTRY (sheet, g_array_index (indices, guint, i))))
      {
        docket_error_set (error, DOCKET_ERROR_INVALID, "taxes", _("Too many different taxes are combined in one order"));
        return FALSE;
      }
  *left_over = (gsize) round_tax (sheet, numerator, denominator);
  return TRUE;
}

static int
compare_remainder (gconstpointer a, gconstpointer b, gpointer data)
{
  guint index_a = *(const guint *) a;
  guint index_b = *(const guint *) b;
  const DocketTaxEntry *entry_a = ENTRY ((DocketTaxSheet *) data, index_a);
  const DocketTaxEntry *entry_b = ENTRY ((DocketTaxSheet *) data, index_b);
  DocketWide cross_a = (DocketWide) entry_a->remainder * entry_b->denominator;
  DocketWide cross_b = (DocketWide) entry_b->remainder * entry_a->denominator;

  if (cross_a != cross_b)
    return cross_a > cross_b ? -1 : 1;
  return index_a < index_b ? -1 : index_a > index_b;
}

/* Gives the units left over to the largest remainders, the first part at a tie. A price has room for the taxes within
 * it: what no part has room for, which takes several taxes of more than the goods themselves, is not taxed. */
static void
spread_left_over (DocketTaxSheet *sheet, GArray *indices, gsize left_over, gint64 *room)
{
  g_array_sort_with_data (indices, compare_remainder, sheet);
  for (guint i = 0; i < indices->len && left_over > 0; i++)
    {
      DocketTaxEntry *entry = ENTRY (sheet, g_array_index (indices, guint, i));

      if (room[entry->part] == 0)
        continue;
      entry->amount++;
      room[entry->part]--;
      left_over--;
    }
}

static gint64 *
round_down (DocketTaxSheet *sheet)
{
  gint64 *room = g_new (gint64, sheet->n_parts);

  for (guint i = 0; i < sheet->n_parts; i++)
    room[i] = sheet->includes_tax ? sheet->bases[i] : G_MAXINT64;
  for (guint i = 0; i < sheet->entries->len; i++)
    {
      DocketTaxEntry *entry = ENTRY (sheet, i);
      DocketWide product = (DocketWide) sheet->bases[entry->part] * entry->numerator;

      entry->amount = (gint64) (product / entry->denominator);
      entry->remainder = (gint64) (product % entry->denominator);
      room[entry->part] -= sheet->includes_tax ? entry->amount : 0;
    }
  return room;
}

/*
 * docket_tax_sheet_round_by_order:
 * @sheet: a sheet with all bases and taxes
 * @error: (nullable): where to put an error
 *
 * Works out each tax for the whole order, exactly, rounds it once, and spreads it over the parts by largest remainder,
 * so that the parts' taxes add up to the order's.
 *
 * Returns: %FALSE with %DOCKET_ERROR_INVALID when so many combinations of taxes meet that their exact sum has no
 *   representation
 */
gboolean
docket_tax_sheet_round_by_order (DocketTaxSheet *sheet, GError **error)
{
  g_autofree gint64 *room = round_down (sheet);

  for (guint kind = 0; kind < sheet->kinds->len; kind++)
    {
      g_autoptr (GArray) indices = g_array_new (FALSE, FALSE, sizeof (guint));
      gsize left_over = 0;

      for (guint i = 0; i < sheet->entries->len; i++)
        if (ENTRY (sheet, i)->kind == kind)
          g_array_append_val (indices, i);
      if (!count_left_over (sheet, indices, &left_over, error))
        return FALSE;
      spread_left_over (sheet, indices, left_over, room);
    }
  return TRUE;
}
