/* docket-pricing-tax-private.h: the taxes of an order, worked out and rounded
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "docket-money.h"

G_BEGIN_DECLS

/**
 * DocketTaxKind:
 * @name: what a tax is called
 * @rate: in parts per million
 *
 * A tax of an order. Two taxes are the same when name and rate are.
 */
typedef struct
{
  const char *name;
  gint64 rate;
} DocketTaxKind;

/**
 * DocketTaxEntry:
 * @part: of which line it is, or of the shipping
 * @kind: which tax
 * @amount: the tax in minor units
 * @numerator: the tax is @numerator / @denominator of the part's base
 * @denominator: goes with @numerator
 * @remainder: what rounding @amount down left, in parts of @denominator
 *
 * One tax of one part.
 */
typedef struct
{
  guint part;
  guint kind;
  gint64 amount;
  gint64 numerator;
  gint64 denominator;
  gint64 remainder;
} DocketTaxEntry;

/**
 * DocketTaxSheet:
 * @includes_tax: the bases include the taxes
 * @bases: (array length=n_parts): what each line, and at last the shipping, costs after all discounts
 * @n_parts: how many
 * @kinds: (element-type DocketTaxKind): the order's taxes in the order of their first use
 * @entries: (element-type DocketTaxEntry): part by part, each in the order given
 *
 * The taxes of an order while they are worked out.
 */
typedef struct
{
  gboolean includes_tax;
  gint64 *bases;
  guint n_parts;
  GArray *kinds;
  GArray *entries;
} DocketTaxSheet;

void docket_tax_sheet_init (DocketTaxSheet *sheet, guint n_parts, gboolean includes_tax);

void docket_tax_sheet_clear (DocketTaxSheet *sheet);

gboolean docket_tax_sheet_add (DocketTaxSheet *sheet, guint part, GPtrArray *taxes, GError **error);

void docket_tax_sheet_round_by_line (DocketTaxSheet *sheet);

gboolean docket_tax_sheet_round_by_order (DocketTaxSheet *sheet, GError **error);

G_END_DECLS
