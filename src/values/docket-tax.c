/* docket-tax.c: taxes as commands and events carry them
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "docket-tax.h"

#define NAME_LENGTH 60

G_DEFINE_ENUM_TYPE (DocketTaxRounding, docket_tax_rounding,
                    G_DEFINE_ENUM_VALUE (DOCKET_TAX_ROUNDING_LINE, "line"),
                    G_DEFINE_ENUM_VALUE (DOCKET_TAX_ROUNDING_ORDER, "order"))

static const DocketField tax_fields[] = {
  DOCKET_FIELD (DocketTax, name, "name", docket_kind_string, .flags = DOCKET_FIELD_REQUIRED, .minimum = 1,
                .maximum = NAME_LENGTH, .summary = "What the tax is called on documents."),
  DOCKET_FIELD (DocketTax, rate, "rate", docket_kind_rate, .flags = DOCKET_FIELD_REQUIRED,
                .summary = "The rate in percent."),
};

DOCKET_DEFINE_RECORD (DocketTax, docket_tax, DOCKET_TYPE_RECORD, tax_fields)

/**
 * docket_tax_new:
 * @name: what it is called
 * @rate: in parts per million
 *
 * Returns: (transfer full): a new tax
 */
DocketTax *
docket_tax_new (const char *name, gint64 rate)
{
  DocketTax *self = g_object_new (DOCKET_TYPE_TAX, NULL);

  self->name = g_strdup (name);
  self->rate = rate;
  return self;
}

static const DocketField tax_amount_fields[] = {
  DOCKET_FIELD (DocketTaxAmount, name, "name", docket_kind_string, .flags = DOCKET_FIELD_REQUIRED, .minimum = 1,
                .maximum = NAME_LENGTH, .summary = "What the tax is called on documents."),
  DOCKET_FIELD (DocketTaxAmount, rate, "rate", docket_kind_rate, .flags = DOCKET_FIELD_REQUIRED,
                .summary = "The rate in percent."),
  DOCKET_FIELD (DocketTaxAmount, base, "base", docket_kind_money, .flags = DOCKET_FIELD_REQUIRED,
                .summary = "What the tax is taken of, without any tax."),
  DOCKET_FIELD (DocketTaxAmount, amount, "amount", docket_kind_money, .flags = DOCKET_FIELD_REQUIRED,
                .summary = "The tax."),
};

DOCKET_DEFINE_RECORD (DocketTaxAmount, docket_tax_amount, DOCKET_TYPE_RECORD, tax_amount_fields)

/**
 * docket_tax_amount_new:
 * @name: what the tax is called
 * @rate: in parts per million
 * @base: what it is taken of
 * @amount: the tax
 *
 * Returns: (transfer full): a new amount of tax
 */
DocketTaxAmount *
docket_tax_amount_new (const char *name, gint64 rate, DocketMoney base, DocketMoney amount)
{
  DocketTaxAmount *self = g_object_new (DOCKET_TYPE_TAX_AMOUNT, NULL);

  self->name = g_strdup (name);
  self->rate = rate;
  self->base = base;
  self->amount = amount;
  return self;
}
