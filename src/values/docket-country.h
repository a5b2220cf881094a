/* docket-country.h: the countries of ISO 3166 and what a shop there starts with
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * DocketCountry:
 * @code: two capital letters
 * @currency: the ISO 4217 code; %NULL where nobody lives
 * @time_zone: (nullable): the IANA name of the zone where most people live
 * @tax_name: (nullable): what people there call the tax on sales; %NULL where there is none, or none for all
 * @tax_rate: its standard rate in parts per million
 * @prices_include_tax: whether the prices that consumers see include it
 *
 * Defaults only: a shop's settings begin with them and the owner changes them.
 */
typedef struct
{
  const char *code;
  const char *currency;
  const char *time_zone;
  const char *tax_name;
  gint64 tax_rate;
  gboolean prices_include_tax;
} DocketCountry;

const DocketCountry *docket_country_find (const char *code);

const DocketCountry *docket_country_list (gsize *n_countries);

G_END_DECLS
