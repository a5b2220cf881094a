/* docket-rate.c: tax rates and other percentages, exact to parts per million
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "docket-rate.h"

#include <glib/gi18n-lib.h>
#include <sqlite3.h>

#include "docket-decimal-private.h"

/* Of a percent, which is 10 000 parts per million. */
#define DECIMALS 4

/**
 * docket_rate_parse:
 * @text: a percentage without its sign, such as `9.975`
 * @rate: (out): in parts per million: 99750
 * @error: (nullable): where to put an error
 *
 * Reads a rate strictly: digits, and optionally a `.` and up to four digits.
 *
 * Returns: %FALSE with %DOCKET_ERROR_INVALID for anything else, and for rates below 0 or above DOCKET_RATE_MAXIMUM
 */
gboolean
docket_rate_parse (const char *text, gint64 *rate, GError **error)
{
  gint64 value;
  guint decimals;

  g_return_val_if_fail (text != NULL, FALSE);

  switch (docket_decimal_parse (text, DECIMALS, DOCKET_RATE_MAXIMUM, &value, &decimals))
    {
    case DOCKET_DECIMAL_OK:
      if (value >= 0 && docket_decimal_scale (&value, DECIMALS - decimals, DOCKET_RATE_MAXIMUM))
        {
          *rate = value;
          return TRUE;
        }
      G_GNUC_FALLTHROUGH;
    case DOCKET_DECIMAL_TOO_LARGE:
      docket_error_set (error, DOCKET_ERROR_INVALID, NULL, _("The rate “%s” is not between 0 and 1000 percent"), docket_decimal_show (text));
      return FALSE;
    case DOCKET_DECIMAL_TOO_FINE:
      docket_error_set (error, DOCKET_ERROR_INVALID, NULL, _("The rate “%s” has too many decimals: at most four"), docket_decimal_show (text));
      return FALSE;
    case DOCKET_DECIMAL_MALFORMED:
    default:
      docket_error_set (error, DOCKET_ERROR_INVALID, NULL, _("“%s” is not a rate in percent such as “9.975”"), docket_decimal_show (text));
      return FALSE;
    }
}

/**
 * docket_rate_format:
 * @rate: in parts per million
 * @buffer: where to write
 *
 * Writes the rate in percent without the sign and without zeros at its end, a `.` before the decimals.
 *
 * Returns: @buffer
 */
const char *
docket_rate_format (gint64 rate, char buffer[DOCKET_RATE_STRING_SIZE])
{
  return docket_decimal_format (rate, DECIMALS, 0, buffer, DOCKET_RATE_STRING_SIZE);
}

/**
 * docket_rate_to_string:
 * @rate: in parts per million
 *
 * Returns: (transfer full): what [func@rate_format] writes
 */
char *
docket_rate_to_string (gint64 rate)
{
  char buffer[DOCKET_RATE_STRING_SIZE];

  return g_strdup (docket_rate_format (rate, buffer));
}

static gboolean
rate_parse (const DocketField *field, gpointer member, const char *text, GError **error)
{
  if (docket_rate_parse (text, member, error))
    return TRUE;
  g_prefix_error (error, "“%s”: ", field->name);
  return FALSE;
}

static char *
rate_format (const DocketField *field G_GNUC_UNUSED, gconstpointer member)
{
  return docket_rate_to_string (*(const gint64 *) member);
}

static void
rate_write (const DocketField *field G_GNUC_UNUSED, gconstpointer member, DocketFieldParts parts G_GNUC_UNUSED,
            DocketJsonWriter *writer)
{
  char buffer[DOCKET_RATE_STRING_SIZE];

  docket_json_writer_string (writer, docket_rate_format (*(const gint64 *) member, buffer));
}

static gboolean
rate_validate (const DocketField *field, gconstpointer member, GError **error)
{
  gint64 rate = *(const gint64 *) member;
  gint64 maximum = field->maximum == 0 ? DOCKET_RATE_MAXIMUM : field->maximum;
  char text[DOCKET_RATE_STRING_SIZE];
  char least[DOCKET_RATE_STRING_SIZE];
  char most[DOCKET_RATE_STRING_SIZE];

  if (rate >= MAX (field->minimum, 0) && rate <= maximum)
    return TRUE;
  docket_error_set (error, DOCKET_ERROR_INVALID, field->name, _("“%s” must be between %s and %s percent, not %s"),
                    field->name, docket_rate_format (MAX (field->minimum, 0), least),
                    docket_rate_format (maximum, most), docket_rate_format (rate, text));
  return FALSE;
}

static void
rate_from_column (const DocketField *field G_GNUC_UNUSED, gpointer member, DocketColumns *columns, int column)
{
  *(gint64 *) member = sqlite3_column_int64 (columns, column);
}

static void
rate_schema (const DocketField *field G_GNUC_UNUSED, JsonBuilder *builder)
{
  json_builder_set_member_name (builder, "type");
  json_builder_add_string_value (builder, "string");
  json_builder_set_member_name (builder, "pattern");
  json_builder_add_string_value (builder, "^[0-9]+(\\.[0-9]{1,4})?$");
}

const DocketFieldKind docket_kind_rate = {
  .name = "rate",
  .size = sizeof (gint64),
  .parse = rate_parse,
  .format = rate_format,
  .write = rate_write,
  .validate = rate_validate,
  .from_column = rate_from_column,
  .schema = rate_schema,
};
