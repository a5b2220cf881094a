/* docket-currency.c: the currencies of ISO 4217
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "docket-currency.h"

#include <glib/gi18n-lib.h>
#include <stdlib.h>
#include <string.h>

#include "docket-error.h"

/* ISO 4217 with the minor units of its list one. Left out: CLF and UYW, units of account with four decimals; metals,
 * testing and other codes without a minor unit. In the order of the codes, which the search needs. */
static const DocketCurrency currencies[] = {
  { "AED", 2, FALSE },
  { "AFN", 2, FALSE },
  { "ALL", 2, FALSE },
  { "AMD", 2, FALSE },
  { "ANG", 2, TRUE },
  { "AOA", 2, FALSE },
  { "ARS", 2, FALSE },
  { "AUD", 2, FALSE },
  { "AWG", 2, FALSE },
  { "AZN", 2, FALSE },
  { "BAM", 2, FALSE },
  { "BBD", 2, FALSE },
  { "BDT", 2, FALSE },
  { "BGN", 2, TRUE },
  { "BHD", 3, FALSE },
  { "BIF", 0, FALSE },
  { "BMD", 2, FALSE },
  { "BND", 2, FALSE },
  { "BOB", 2, FALSE },
  { "BOV", 2, FALSE },
  { "BRL", 2, FALSE },
  { "BSD", 2, FALSE },
  { "BTN", 2, FALSE },
  { "BWP", 2, FALSE },
  { "BYN", 2, FALSE },
  { "BZD", 2, FALSE },
  { "CAD", 2, FALSE },
  { "CDF", 2, FALSE },
  { "CHE", 2, FALSE },
  { "CHF", 2, FALSE },
  { "CHW", 2, FALSE },
  { "CLP", 0, FALSE },
  { "CNY", 2, FALSE },
  { "COP", 2, FALSE },
  { "COU", 2, FALSE },
  { "CRC", 2, FALSE },
  { "CUC", 2, TRUE },
  { "CUP", 2, FALSE },
  { "CVE", 2, FALSE },
  { "CZK", 2, FALSE },
  { "DJF", 0, FALSE },
  { "DKK", 2, FALSE },
  { "DOP", 2, FALSE },
  { "DZD", 2, FALSE },
  { "EGP", 2, FALSE },
  { "ERN", 2, FALSE },
  { "ETB", 2, FALSE },
  { "EUR", 2, FALSE },
  { "FJD", 2, FALSE },
  { "FKP", 2, FALSE },
  { "GBP", 2, FALSE },
  { "GEL", 2, FALSE },
  { "GHS", 2, FALSE },
  { "GIP", 2, FALSE },
  { "GMD", 2, FALSE },
  { "GNF", 0, FALSE },
  { "GTQ", 2, FALSE },
  { "GYD", 2, FALSE },
  { "HKD", 2, FALSE },
  { "HNL", 2, FALSE },
  { "HRK", 2, TRUE },
  { "HTG", 2, FALSE },
  { "HUF", 2, FALSE },
  { "IDR", 2, FALSE },
  { "ILS", 2, FALSE },
  { "INR", 2, FALSE },
  { "IQD", 3, FALSE },
  { "IRR", 2, FALSE },
  { "ISK", 0, FALSE },
  { "JMD", 2, FALSE },
  { "JOD", 3, FALSE },
  { "JPY", 0, FALSE },
  { "KES", 2, FALSE },
  { "KGS", 2, FALSE },
  { "KHR", 2, FALSE },
  { "KMF", 0, FALSE },
  { "KPW", 2, FALSE },
  { "KRW", 0, FALSE },
  { "KWD", 3, FALSE },
  { "KYD", 2, FALSE },
  { "KZT", 2, FALSE },
  { "LAK", 2, FALSE },
  { "LBP", 2, FALSE },
  { "LKR", 2, FALSE },
  { "LRD", 2, FALSE },
  { "LSL", 2, FALSE },
  { "LYD", 3, FALSE },
  { "MAD", 2, FALSE },
  { "MDL", 2, FALSE },
  { "MGA", 2, FALSE },
  { "MKD", 2, FALSE },
  { "MMK", 2, FALSE },
  { "MNT", 2, FALSE },
  { "MOP", 2, FALSE },
  { "MRU", 2, FALSE },
  { "MUR", 2, FALSE },
  { "MVR", 2, FALSE },
  { "MWK", 2, FALSE },
  { "MXN", 2, FALSE },
  { "MXV", 2, FALSE },
  { "MYR", 2, FALSE },
  { "MZN", 2, FALSE },
  { "NAD", 2, FALSE },
  { "NGN", 2, FALSE },
  { "NIO", 2, FALSE },
  { "NOK", 2, FALSE },
  { "NPR", 2, FALSE },
  { "NZD", 2, FALSE },
  { "OMR", 3, FALSE },
  { "PAB", 2, FALSE },
  { "PEN", 2, FALSE },
  { "PGK", 2, FALSE },
  { "PHP", 2, FALSE },
  { "PKR", 2, FALSE },
  { "PLN", 2, FALSE },
  { "PYG", 0, FALSE },
  { "QAR", 2, FALSE },
  { "RON", 2, FALSE },
  { "RSD", 2, FALSE },
  { "RUB", 2, FALSE },
  { "RWF", 0, FALSE },
  { "SAR", 2, FALSE },
  { "SBD", 2, FALSE },
  { "SCR", 2, FALSE },
  { "SDG", 2, FALSE },
  { "SEK", 2, FALSE },
  { "SGD", 2, FALSE },
  { "SHP", 2, FALSE },
  { "SLE", 2, FALSE },
  { "SLL", 2, TRUE },
  { "SOS", 2, FALSE },
  { "SRD", 2, FALSE },
  { "SSP", 2, FALSE },
  { "STN", 2, FALSE },
  { "SVC", 2, FALSE },
  { "SYP", 2, FALSE },
  { "SZL", 2, FALSE },
  { "THB", 2, FALSE },
  { "TJS", 2, FALSE },
  { "TMT", 2, FALSE },
  { "TND", 3, FALSE },
  { "TOP", 2, FALSE },
  { "TRY", 2, FALSE },
  { "TTD", 2, FALSE },
  { "TWD", 2, FALSE },
  { "TZS", 2, FALSE },
  { "UAH", 2, FALSE },
  { "UGX", 0, FALSE },
  { "USD", 2, FALSE },
  { "USN", 2, FALSE },
  { "UYI", 0, FALSE },
  { "UYU", 2, FALSE },
  { "UZS", 2, FALSE },
  { "VED", 2, FALSE },
  { "VES", 2, FALSE },
  { "VND", 0, FALSE },
  { "VUV", 0, FALSE },
  { "WST", 2, FALSE },
  { "XAD", 2, FALSE },
  { "XAF", 0, FALSE },
  { "XCD", 2, FALSE },
  { "XCG", 2, FALSE },
  { "XOF", 0, FALSE },
  { "XPF", 0, FALSE },
  { "YER", 2, FALSE },
  { "ZAR", 2, FALSE },
  { "ZMW", 2, FALSE },
  { "ZWG", 2, FALSE },
  { "ZWL", 2, TRUE },
};

static int
compare_code (gconstpointer code, gconstpointer currency)
{
  return strcmp (code, ((const DocketCurrency *) currency)->code);
}

/**
 * docket_currency_find:
 * @code: (nullable): an ISO 4217 code in capital letters
 *
 * Returns: (nullable) (transfer none): the currency, or %NULL when there is none of this code
 */
const DocketCurrency *
docket_currency_find (const char *code)
{
  if (code == NULL)
    return NULL;
  return bsearch (code, currencies, G_N_ELEMENTS (currencies), sizeof currencies[0], compare_code);
}

/**
 * docket_currency_require:
 * @code: (nullable): an ISO 4217 code in capital letters
 * @field: (nullable): the property that holds it, for the error
 * @error: (nullable): where to put an error
 *
 * Returns: (nullable) (transfer none): the currency, or %NULL with %DOCKET_ERROR_INVALID when there is none of this code
 */
const DocketCurrency *
docket_currency_require (const char *code, const char *field, GError **error)
{
  const DocketCurrency *currency = docket_currency_find (code);

  if (currency == NULL)
    docket_error_set (error, DOCKET_ERROR_INVALID, field, _("“%s” is not a currency; use a code such as EUR"),
                      code != NULL ? code : "");
  return currency;
}

/**
 * docket_currency_list:
 * @n_currencies: (out): how many
 *
 * Returns: (array length=n_currencies) (transfer none): all currencies by their codes, withdrawn ones among them
 */
const DocketCurrency *
docket_currency_list (gsize *n_currencies)
{
  *n_currencies = G_N_ELEMENTS (currencies);
  return currencies;
}
