/* docket-currency-label.c: amounts of a view get the decimals of their currency
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "docket-currency-label.h"

#include "docket-currency.h"

/**
 * docket_currency_label:
 * @record: a record whose amounts were read from integer columns
 * @currency: (nullable): their currency
 *
 * Gives every amount of @record the exponent of @currency, without changing its minor units.
 */
void
docket_currency_label (DocketRecord *record, const char *currency)
{
  const DocketCurrency *found = currency != NULL ? docket_currency_find (currency) : NULL;

  docket_money_set_digits (record, found != NULL ? found->digits : 2);
}
