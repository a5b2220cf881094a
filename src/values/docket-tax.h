/* docket-tax.h: taxes as commands and events carry them
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "docket-money.h"
#include "docket-rate.h"

G_BEGIN_DECLS

/**
 * DocketTaxRounding:
 * @DOCKET_TAX_ROUNDING_LINE: every tax of every line is rounded
 * @DOCKET_TAX_ROUNDING_ORDER: every tax is rounded once for the whole order
 *
 * Where taxes are rounded. In JSON: `line` or `order`.
 */
typedef enum
{
  DOCKET_TAX_ROUNDING_LINE,
  DOCKET_TAX_ROUNDING_ORDER,
} DocketTaxRounding;

#define DOCKET_TYPE_TAX_ROUNDING (docket_tax_rounding_get_type ())
GType docket_tax_rounding_get_type (void);

#define DOCKET_TYPE_TAX (docket_tax_get_type ())
DOCKET_DECLARE_RECORD (DocketTax, docket_tax, TAX, DocketRecord)

/**
 * DocketTax:
 * @name: what it is called on documents
 * @rate: in parts per million
 *
 * A tax that applies to a line or to the shipping.
 */
struct _DocketTax
{
  DocketRecord parent_instance;

  char *name;
  gint64 rate;
};

DocketTax *docket_tax_new (const char *name, gint64 rate);

#define DOCKET_TYPE_TAX_AMOUNT (docket_tax_amount_get_type ())
DOCKET_DECLARE_RECORD (DocketTaxAmount, docket_tax_amount, TAX_AMOUNT, DocketRecord)

/**
 * DocketTaxAmount:
 * @name: what the tax is called
 * @rate: in parts per million
 * @base: what it is taken of, without any tax
 * @amount: the tax
 *
 * A tax that was worked out, of a line or of a whole order.
 */
struct _DocketTaxAmount
{
  DocketRecord parent_instance;

  char *name;
  gint64 rate;
  DocketMoney base;
  DocketMoney amount;
};

DocketTaxAmount *docket_tax_amount_new (const char *name, gint64 rate, DocketMoney base, DocketMoney amount);

G_END_DECLS
