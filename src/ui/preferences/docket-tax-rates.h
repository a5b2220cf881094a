/* docket-tax-rates.h: the shop's tax rates
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

#include "docket-shell.h"

G_BEGIN_DECLS

#define DOCKET_TYPE_TAX_RATES (docket_tax_rates_get_type ())
G_DECLARE_FINAL_TYPE (DocketTaxRates, docket_tax_rates, DOCKET, TAX_RATES, AdwPreferencesGroup)

/* Signal ::changed (const char *message, const char *command): a rate was changed by this command, which can be taken back. */

/* Every tax of the shop, by name: those that were defined, and the defaults that came with the country. Element type DocketTax. */
GPtrArray *docket_tax_rates_list (DocketShop *shop);

void docket_tax_rates_set_shell (DocketTaxRates *self, DocketShell *shell);

G_END_DECLS
