/* docket-format.h: values in the words and figures of the person who reads them
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "docket-money.h"

G_BEGIN_DECLS

void docket_format_set_locale (const char *locale);

const char *docket_format_get_locale (void);

char *docket_format_money (DocketMoney money, const char *currency);

char *docket_format_money_plain (DocketMoney money);

const char *docket_format_unit (const char *unit);
char *docket_format_quantity (gint64 quantity, const char *unit);

char *docket_format_rate (gint64 rate);

char *docket_format_integer (gint64 number);

char *docket_format_day (gint32 day);

char *docket_format_time (gint64 time, GTimeZone *zone);

char *docket_format_clock (gint64 time, GTimeZone *zone);

char *docket_format_country (const char *code);

gboolean docket_parse_money_input (const char *text, const char *currency, DocketMoney *money, GError **error);

gboolean docket_parse_quantity_input (const char *text, gint64 *quantity, GError **error);

G_END_DECLS
