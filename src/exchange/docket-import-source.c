/* docket-import-source.c: what each kind of file brings to the importer
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "docket-import-source.h"

#include <string.h>

#include "docket-rate.h"
#include "docket-time.h"

/**
 * docket_import_item_free:
 * @item: (transfer full) (nullable): a command
 *
 * Frees a command.
 */
void
docket_import_item_free (DocketImportItem *item)
{
  if (item == NULL)
    return;
  g_free (item->json);
  g_free (item->subject);
  g_free (item->currency);
  g_free (item);
}

/**
 * docket_import_context_tell:
 * @context: the file
 * @kind: what it means
 * @line: the line of the file
 * @column: (nullable): the column's title
 * @subject: (nullable): which record
 * @message: why
 *
 * Puts a finding into the report.
 */
void
docket_import_context_tell (DocketImportContext *context, DocketImportFindingKind kind, gint64 line, const char *column,
                            const char *subject, const char *message)
{
  DocketImportFinding *finding = g_new0 (DocketImportFinding, 1);

  finding->kind = kind;
  finding->file = g_strdup (context->file);
  finding->line = line;
  finding->column = g_strdup (column);
  finding->subject = g_strdup (subject);
  finding->message = g_strdup (message);
  g_ptr_array_add (context->report->findings, finding);
  if (kind == DOCKET_IMPORT_REFUSED)
    context->report->n_refused++;
  else
    context->report->n_differences++;
}

static gboolean
take_digits (const char **at, guint n, int *value)
{
  *value = 0;
  for (guint i = 0; i < n; i++, (*at)++)
    {
      if (!g_ascii_isdigit (**at))
        return FALSE;
      *value = *value * 10 + (**at - '0');
    }
  return TRUE;
}

static gboolean
take (const char **at, const char *any_of)
{
  if (**at == '\0' || strchr (any_of, **at) == NULL)
    return FALSE;
  (*at)++;
  return TRUE;
}

/* An offset such as -0500, +02:00, Z or UTC, or none. */
static GTimeZone *
take_zone (const char **at, GTimeZone *zone)
{
  int sign, hours, minutes;

  while (take (at, " "))
    ;
  if (**at == '\0')
    return g_time_zone_ref (zone);
  if (strcmp (*at, "Z") == 0 || strcmp (*at, "UTC") == 0)
    {
      *at += strlen (*at);
      return g_time_zone_new_utc ();
    }
  sign = **at == '-' ? -1 : 1;
  if (!take (at, "+-") || !take_digits (at, 2, &hours))
    return NULL;
  take (at, ":");
  if (!take_digits (at, 2, &minutes) || hours > 14 || minutes > 59)
    return NULL;
  return g_time_zone_new_offset (sign * (hours * 3600 + minutes * 60));
}

static gboolean
take_date (const char **at, int date[3])
{
  return take_digits (at, 4, &date[0]) && take (at, "-/") && take_digits (at, 2, &date[1]) && take (at, "-/") &&
         take_digits (at, 2, &date[2]);
}

static gboolean
take_clock (const char **at, int clock[3])
{
  clock[0] = clock[1] = clock[2] = 0;
  if (!take (at, " T"))
    return **at == '\0';
  if (!take_digits (at, 2, &clock[0]) || !take (at, ":") || !take_digits (at, 2, &clock[1]))
    return FALSE;
  if (take (at, ":") && !take_digits (at, 2, &clock[2]))
    return FALSE;
  if (take (at, "."))
    while (g_ascii_isdigit (**at))
      (*at)++;
  return TRUE;
}

/**
 * docket_import_parse_time:
 * @text: a moment such as `2026-08-24 13:18:57 +0200`; the clock and the offset may be missing
 * @zone: where the clock hangs when there is no offset
 * @time: (out): microseconds UTC
 *
 * Returns: whether @text is a moment from 1970 on
 */
gboolean
docket_import_parse_time (const char *text, GTimeZone *zone, gint64 *time)
{
  g_autoptr (GTimeZone) own_zone = NULL;
  g_autoptr (GDateTime) moment = NULL;
  int date[3];
  int clock[3];

  if (!take_date (&text, date) || !take_clock (&text, clock))
    return FALSE;
  own_zone = take_zone (&text, zone);
  if (own_zone == NULL || *text != '\0')
    return FALSE;
  moment = g_date_time_new (own_zone, date[0], date[1], date[2], clock[0], clock[1], clock[2]);
  if (moment == NULL)
    return FALSE;
  *time = g_date_time_to_unix (moment) * G_USEC_PER_SEC;
  return *time >= 0 && *time <= DOCKET_TIME_MAXIMUM;
}

/**
 * docket_import_parse_money:
 * @text: an amount
 * @digits: the decimals of its currency
 * @money: (out): the amount
 * @error: (nullable): where to put an error
 *
 * Reads an amount of a file. Files write as many decimals in every currency: zeros too many are dropped.
 *
 * Returns: %FALSE with %DOCKET_ERROR_INVALID where it is none, or too fine for its currency
 */
gboolean
docket_import_parse_money (const char *text, guint8 digits, DocketMoney *money, GError **error)
{
  if (!docket_money_parse (text, money, error))
    return FALSE;
  *money = docket_money_strip_zeros (*money);
  return docket_money_rescale (money, digits, error);
}

/**
 * docket_import_split_tax:
 * @text: a tax as a file calls it, such as `AT VAT 20 %`
 * @rate: (out) (transfer full) (nullable): `20`, where the text ends with it
 *
 * Returns: (transfer full): its name, `AT VAT`
 */
char *
docket_import_split_tax (const char *text, char **rate)
{
  g_autofree char *name = g_strstrip (g_strdup (text));
  gsize end = strlen (name);
  gsize start;
  gint64 value;

  *rate = NULL;
  if (end == 0 || name[end - 1] != '%')
    return g_steal_pointer (&name);
  for (end--; end > 0 && name[end - 1] == ' '; end--)
    ;
  for (start = end; start > 0 && (g_ascii_isdigit (name[start - 1]) || strchr (".,", name[start - 1]) != NULL); start--)
    ;
  if (start == 0 || start == end || name[start - 1] != ' ')
    return g_steal_pointer (&name);
  *rate = g_strdelimit (g_strndup (name + start, end - start), ",", '.');
  if (!docket_rate_parse (*rate, &value, NULL))
    {
      g_clear_pointer (rate, g_free);
      return g_steal_pointer (&name);
    }
  name[start] = '\0';
  g_strchomp (name);
  return g_steal_pointer (&name);
}
