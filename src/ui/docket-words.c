/* docket-words.c: words, icons and figures for what the rows hold as codes
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "docket-words.h"

#include <glib/gi18n.h>

#include "docket-quantity.h"
#include "docket-time.h"

static const DocketWord order_words[] = {
  [DOCKET_ORDER_STATUS_DRAFT] = { N_("Draft"), "docket-draft-symbolic", "dim-label" },
  [DOCKET_ORDER_STATUS_QUOTED] = { N_("Quoted"), "docket-draft-symbolic", "accent" },
  [DOCKET_ORDER_STATUS_OPEN] = { N_("Open"), "docket-open-symbolic", "accent" },
  [DOCKET_ORDER_STATUS_CLOSED] = { N_("Closed"), "docket-done-symbolic", "dim-label" },
  [DOCKET_ORDER_STATUS_CANCELLED] = { N_("Cancelled"), "docket-cancelled-symbolic", "dim-label" },
  [DOCKET_ORDER_STATUS_DISCARDED] = { N_("Discarded"), "docket-cancelled-symbolic", "dim-label" },
};

static const DocketWord payment_words[] = {
  [DOCKET_PAYMENT_STATUS_UNPAID] = { N_("Unpaid"), "docket-empty-symbolic", "warning" },
  [DOCKET_PAYMENT_STATUS_AUTHORIZED] = { N_("Authorized"), "docket-half-symbolic", "accent" },
  [DOCKET_PAYMENT_STATUS_PARTLY_PAID] = { N_("Partly Paid"), "docket-half-symbolic", "warning" },
  [DOCKET_PAYMENT_STATUS_PAID] = { N_("Paid"), "docket-done-symbolic", "success" },
  [DOCKET_PAYMENT_STATUS_OVERPAID] = { N_("Overpaid"), "docket-warning-symbolic", "warning" },
  [DOCKET_PAYMENT_STATUS_PARTLY_REFUNDED] = { N_("Partly Refunded"), "docket-returned-symbolic", "dim-label" },
  [DOCKET_PAYMENT_STATUS_REFUNDED] = { N_("Refunded"), "docket-returned-symbolic", "dim-label" },
  [DOCKET_PAYMENT_STATUS_VOIDED] = { N_("Voided"), "docket-cancelled-symbolic", "dim-label" },
};

static const DocketWord fulfilment_words[] = {
  [DOCKET_FULFILMENT_STATUS_UNFULFILLED] = { N_("Unfulfilled"), "docket-empty-symbolic", "warning" },
  [DOCKET_FULFILMENT_STATUS_PARTLY_SHIPPED] = { N_("Partly Shipped"), "docket-half-symbolic", "warning" },
  [DOCKET_FULFILMENT_STATUS_SHIPPED] = { N_("Shipped"), "docket-shipped-symbolic", "success" },
  [DOCKET_FULFILMENT_STATUS_DELIVERED] = { N_("Delivered"), "docket-done-symbolic", "success" },
};

static const DocketWord parcel_words[] = {
  [DOCKET_PARCEL_STATUS_PLANNED] = { N_("To Pack"), "docket-empty-symbolic", "warning" },
  [DOCKET_PARCEL_STATUS_PACKED] = { N_("Packed"), "docket-parcel-symbolic", "accent" },
  [DOCKET_PARCEL_STATUS_READY] = { N_("Ready for Pickup"), "docket-parcel-symbolic", "accent" },
  [DOCKET_PARCEL_STATUS_SHIPPED] = { N_("Shipped"), "docket-shipped-symbolic", "success" },
  [DOCKET_PARCEL_STATUS_DELIVERED] = { N_("Delivered"), "docket-done-symbolic", "success" },
  [DOCKET_PARCEL_STATUS_CANCELLED] = { N_("Cancelled"), "docket-cancelled-symbolic", "dim-label" },
};

static const DocketWord hold_word = { N_("On Hold"), "docket-hold-symbolic", "warning" };

/* The tables hold what gettext looks up: translated once, when first asked for. */
static const DocketWord *
translate (const DocketWord *words, gsize n_words, int value, DocketWord *translated)
{
  if (value < 0 || (gsize) value >= n_words)
    return NULL;
  if (translated[value].word == NULL)
    {
      translated[value] = words[value];
      translated[value].word = _(words[value].word);
    }
  return &translated[value];
}

const DocketWord *
docket_words_of_order_status (DocketOrderStatus status)
{
  static DocketWord translated[G_N_ELEMENTS (order_words)];

  return translate (order_words, G_N_ELEMENTS (order_words), (int) status, translated);
}

const DocketWord *
docket_words_of_payment_status (DocketPaymentStatus status)
{
  static DocketWord translated[G_N_ELEMENTS (payment_words)];

  return translate (payment_words, G_N_ELEMENTS (payment_words), (int) status, translated);
}

const DocketWord *
docket_words_of_fulfilment_status (DocketFulfilmentStatus status)
{
  static DocketWord translated[G_N_ELEMENTS (fulfilment_words)];

  return translate (fulfilment_words, G_N_ELEMENTS (fulfilment_words), (int) status, translated);
}

const DocketWord *
docket_words_of_parcel_status (DocketParcelStatus status)
{
  static DocketWord translated[G_N_ELEMENTS (parcel_words)];

  return translate (parcel_words, G_N_ELEMENTS (parcel_words), (int) status, translated);
}

const DocketWord *
docket_words_of_hold (void)
{
  static DocketWord translated[1];

  return translate (&hold_word, 1, 0, translated);
}

const DocketWord *
docket_words_find (GType type, int value)
{
  if (type == DOCKET_TYPE_ORDER_STATUS)
    return docket_words_of_order_status ((DocketOrderStatus) value);
  if (type == DOCKET_TYPE_PAYMENT_STATUS)
    return docket_words_of_payment_status ((DocketPaymentStatus) value);
  if (type == DOCKET_TYPE_FULFILMENT_STATUS)
    return docket_words_of_fulfilment_status ((DocketFulfilmentStatus) value);
  if (type == DOCKET_TYPE_PARCEL_STATUS)
    return docket_words_of_parcel_status ((DocketParcelStatus) value);
  return NULL;
}

const DocketWord *
docket_words_find_nick (GType type, const char *nick)
{
  int value = nick != NULL ? docket_enum_from_nick (type, nick) : -1;

  return value >= 0 ? docket_words_find (type, value) : NULL;
}

const char *
docket_words_of_method (const char *method)
{
  static const struct
  {
    const char *code;
    const char *word;
  } methods[] = {
    { "cash", N_("Cash") },
    { "card", N_("Card") },
    { "bank-transfer", N_("Bank Transfer") },
    { "transfer", N_("Bank Transfer") },
    { "invoice", N_("Invoice") },
    { "voucher", N_("Voucher") },
    { "other", N_("Other") },
  };

  for (guint i = 0; i < G_N_ELEMENTS (methods); i++)
    if (g_strcmp0 (methods[i].code, method) == 0)
      return _(methods[i].word);
  return method;
}

char *
docket_words_money (gpointer object, const char *amount, const char *currency)
{
  DocketMoney money;

  if (amount == NULL || currency == NULL || *currency == '\0' || !docket_money_parse (amount, &money, NULL))
    return g_strdup ("");
  return docket_format_money (money, currency);
}

char *
docket_words_quantity (gpointer object, const char *quantity, const char *unit)
{
  gint64 thousandths;

  if (quantity == NULL || !docket_quantity_parse (quantity, &thousandths, NULL))
    return g_strdup ("");
  return docket_format_quantity (thousandths, unit);
}

char *
docket_words_number (gpointer object, const char *quantity)
{
  return docket_words_quantity (object, quantity, NULL);
}

char *
docket_words_time (gpointer object, const char *time)
{
  gint64 microseconds;

  if (time == NULL || !docket_time_parse (time, &microseconds) || microseconds == 0)
    return g_strdup ("");
  return docket_format_time (microseconds, NULL);
}

char *
docket_words_day (gpointer object, const char *day)
{
  gint32 date;

  return day != NULL && docket_day_parse (day, &date) ? docket_format_day (date) : g_strdup ("");
}

char *
docket_words_when (gpointer object, const char *time)
{
  gint64 microseconds;

  return time != NULL && docket_time_parse (time, &microseconds) ? docket_words_when_time (microseconds) : g_strdup ("");
}

char *
docket_words_count (gpointer object, gint64 count)
{
  return docket_format_integer (count);
}

char *
docket_words_strings (gpointer object, GStrv strings)
{
  return strings != NULL ? g_strjoinv (", ", strings) : g_strdup ("");
}

char *
docket_words_when_time (gint64 time)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (time / G_USEC_PER_SEC);
  g_autoptr (GDateTime) local = utc != NULL ? g_date_time_to_local (utc) : NULL;
  g_autofree char *clock = NULL;
  GDate today, day;
  int days;

  if (time == 0 || local == NULL)
    return g_strdup ("");
  g_date_set_dmy (&today, (GDateDay) g_date_time_get_day_of_month (now), (GDateMonth) g_date_time_get_month (now),
                  (GDateYear) g_date_time_get_year (now));
  g_date_set_dmy (&day, (GDateDay) g_date_time_get_day_of_month (local), (GDateMonth) g_date_time_get_month (local),
                  (GDateYear) g_date_time_get_year (local));
  days = g_date_days_between (&day, &today);
  if (days != 0 && days != 1)
    return docket_format_day (g_date_time_get_year (local) * 10000 + g_date_time_get_month (local) * 100 +
                              g_date_time_get_day_of_month (local));
  clock = docket_format_clock (time, NULL);
  /* Translators: %s is a time such as 14:30 */
  return g_strdup_printf (days == 0 ? _("Today %s") : _("Yesterday %s"), clock);
}

char *
docket_words_weekday (gint32 day)
{
  g_autoptr (GDateTime) date = NULL;

  if (day > 0)
    date = g_date_time_new_local (day / 10000, day / 100 % 100, day % 100, 0, 0, 0);
  /* Translators: a day without its year, such as “Tue, 17 March”; see strftime(3) */
  return date != NULL ? g_date_time_format (date, _("%a, %-d %B")) : g_strdup ("");
}

char *
docket_words_change (DocketMoney now, DocketMoney before)
{
  g_autofree char *number = NULL;
  gint64 percent;

  if (before.minor <= 0)
    return NULL;
  /* For the eye alone: no sum is made of it. */
  percent = (gint64) ((now.minor - before.minor) * 100.0 / before.minor + (now.minor >= before.minor ? 0.5 : -0.5));
  number = docket_format_integer (ABS (percent));
  if (percent == 0)
    return g_strdup (_("Same"));
  /* Translators: a change in percent, such as “+12 %” or “−5 %” */
  return g_strdup_printf (percent > 0 ? _("+%s %%") : _("−%s %%"), number);
}
