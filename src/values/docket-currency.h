/* docket-currency.h: the currencies of ISO 4217
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * DocketCurrency:
 * @code: three capital letters
 * @digits: the exponent of its minor unit: 0, 2 or 3
 * @is_withdrawn: it is no longer in use, but orders of its days are still imported
 *
 * A currency that a shop can keep its books in.
 */
typedef struct
{
  const char *code;
  guint8 digits;
  gboolean is_withdrawn;
} DocketCurrency;

const DocketCurrency *docket_currency_find (const char *code);

const DocketCurrency *docket_currency_require (const char *code, const char *field, GError **error);

const DocketCurrency *docket_currency_list (gsize *n_currencies);

G_END_DECLS
