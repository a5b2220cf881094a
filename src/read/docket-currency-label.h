/* docket-currency-label.h: amounts of a view get the decimals of their currency
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "docket-money.h"

G_BEGIN_DECLS

void docket_currency_label (DocketRecord *record, const char *currency);

G_END_DECLS
