/* docket-words.h: words, icons and figures for what the rows hold as codes
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

#include "docket-format.h"
#include "docket-order-status.h"

G_BEGIN_DECLS

/**
 * DocketWord:
 * @word: what a person reads, translated
 * @icon: a symbolic icon that says the same
 * @style: (nullable): a style class whose colour helps: `success`, `warning`, `error`, `accent`, `dim-label`
 */
typedef struct
{
  const char *word;
  const char *icon;
  const char *style;
} DocketWord;

const DocketWord *docket_words_of_order_status (DocketOrderStatus status);
const DocketWord *docket_words_of_payment_status (DocketPaymentStatus status);
const DocketWord *docket_words_of_fulfilment_status (DocketFulfilmentStatus status);
const DocketWord *docket_words_of_parcel_status (DocketParcelStatus status);
const DocketWord *docket_words_of_hold (void);

/* By type and value: GEnum types of docket-order-status.h. */
const DocketWord *docket_words_find (GType type, int value);
/* By the text of a query: "partly-paid". */
const DocketWord *docket_words_find_nick (GType type, const char *nick);

/* "cash" → "Cash"; what it does not know it gives back as it is. Transfer none. */
const char *docket_words_of_method (const char *method);

/* Closures for expressions and cells; each returns new text. The first argument is the object that they are asked for. Properties of money,
 * quantity, time and day kinds are text ("4.50", "1.5", RFC 3339, 2026-11-22). Nothing gives "". */
char *docket_words_money (gpointer object, const char *amount, const char *currency);
char *docket_words_quantity (gpointer object, const char *quantity, const char *unit);
/* A quantity without its unit: a sum of several. */
char *docket_words_number (gpointer object, const char *quantity);
char *docket_words_time (gpointer object, const char *time);
char *docket_words_day (gpointer object, const char *day);
/* Today 14:30 · Yesterday 14:30 · 5 Mar 2026 */
char *docket_words_when (gpointer object, const char *time);
char *docket_words_count (gpointer object, gint64 count);
char *docket_words_strings (gpointer object, GStrv strings);

/* The same of the values themselves. */
char *docket_words_when_time (gint64 time);
/* Tue, 17 March */
char *docket_words_weekday (gint32 day);

/* The difference to before in percent, with its sign: "+12 %"; NULL where before is nothing. */
char *docket_words_change (DocketMoney now, DocketMoney before);

G_END_DECLS
