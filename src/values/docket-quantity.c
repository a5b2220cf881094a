/* docket-quantity.c: how much of something, exact to thousandths
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "docket-quantity.h"

#include <glib/gi18n-lib.h>
#include <sqlite3.h>

#include "docket-decimal-private.h"

#define DECIMALS 3

/**
 * docket_quantity_parse:
 * @text: a quantity such as `1.5`
 * @quantity: (out): in thousandths
 * @error: (nullable): where to put an error
 *
 * Reads a quantity strictly: an optional `-`, digits, and optionally a `.` and up to three digits.
 *
 * Returns: %FALSE with %DOCKET_ERROR_INVALID for anything else, and for more than DOCKET_QUANTITY_MAXIMUM
 */
gboolean
docket_quantity_parse (const char *text, gint64 *quantity, GError **error)
{
  gint64 value;
  guint decimals;

  g_return_val_if_fail (text != NULL, FALSE);

  switch (docket_decimal_parse (text, DECIMALS, DOCKET_QUANTITY_MAXIMUM, &value, &decimals))
    {
    case DOCKET_DECIMAL_OK:
      if (docket_decimal_scale (&value, DECIMALS - decimals, DOCKET_QUANTITY_MAXIMUM))
        {
          *quantity = value;
          return TRUE;
        }
      G_GNUC_FALLTHROUGH;
    case DOCKET_DECIMAL_TOO_LARGE:
      docket_error_set (error, DOCKET_ERROR_INVALID, NULL, _("The quantity “%s” is too large"), docket_decimal_show (text));
      return FALSE;
    case DOCKET_DECIMAL_TOO_FINE:
      docket_error_set (error, DOCKET_ERROR_INVALID, NULL,
                        _("The quantity “%s” has too many decimals: at most three"), docket_decimal_show (text));
      return FALSE;
    case DOCKET_DECIMAL_MALFORMED:
    default:
      docket_error_set (error, DOCKET_ERROR_INVALID, NULL, _("“%s” is not a quantity such as “1.5”"), docket_decimal_show (text));
      return FALSE;
    }
}

/**
 * docket_quantity_format:
 * @quantity: in thousandths
 * @buffer: where to write
 *
 * Writes the quantity without zeros at its end, a `.` before the decimals, the same everywhere.
 *
 * Returns: @buffer
 */
const char *
docket_quantity_format (gint64 quantity, char buffer[DOCKET_QUANTITY_STRING_SIZE])
{
  return docket_decimal_format (quantity, DECIMALS, 0, buffer, DOCKET_QUANTITY_STRING_SIZE);
}

/**
 * docket_quantity_to_string:
 * @quantity: in thousandths
 *
 * Returns: (transfer full): what [func@quantity_format] writes
 */
char *
docket_quantity_to_string (gint64 quantity)
{
  char buffer[DOCKET_QUANTITY_STRING_SIZE];

  return g_strdup (docket_quantity_format (quantity, buffer));
}

/**
 * docket_quantity_is_in_step:
 * @quantity: in thousandths
 * @step: the smallest part that is sold, in thousandths; 0 for any
 *
 * Returns: whether @quantity is a multiple of @step
 */
gboolean
docket_quantity_is_in_step (gint64 quantity, gint64 step)
{
  return step <= 0 || quantity % step == 0;
}

static gboolean
quantity_parse (const DocketField *field, gpointer member, const char *text, GError **error)
{
  if (docket_quantity_parse (text, member, error))
    return TRUE;
  g_prefix_error (error, "“%s”: ", field->name);
  return FALSE;
}

static char *
quantity_format (const DocketField *field G_GNUC_UNUSED, gconstpointer member)
{
  return docket_quantity_to_string (*(const gint64 *) member);
}

static void
quantity_write (const DocketField *field G_GNUC_UNUSED, gconstpointer member, DocketFieldParts parts G_GNUC_UNUSED,
                DocketJsonWriter *writer)
{
  char buffer[DOCKET_QUANTITY_STRING_SIZE];

  docket_json_writer_string (writer, docket_quantity_format (*(const gint64 *) member, buffer));
}

static gboolean
quantity_validate (const DocketField *field, gconstpointer member, GError **error)
{
  gint64 quantity = *(const gint64 *) member;
  gint64 maximum = field->maximum == 0 && field->minimum >= 0 ? DOCKET_QUANTITY_MAXIMUM : field->maximum;
  gint64 minimum = field->minimum == 0 && field->maximum == 0 ? -DOCKET_QUANTITY_MAXIMUM : field->minimum;
  char text[DOCKET_QUANTITY_STRING_SIZE];
  char bound[DOCKET_QUANTITY_STRING_SIZE];

  docket_quantity_format (quantity, text);
  if (quantity < minimum)
    docket_error_set (error, DOCKET_ERROR_INVALID, field->name, _("“%s” must be at least %s, not %s"), field->name,
                      docket_quantity_format (minimum, bound), text);
  else if (quantity > maximum)
    docket_error_set (error, DOCKET_ERROR_INVALID, field->name, _("“%s” must be at most %s, not %s"), field->name,
                      docket_quantity_format (maximum, bound), text);
  else
    return TRUE;
  return FALSE;
}

static void
quantity_from_column (const DocketField *field G_GNUC_UNUSED, gpointer member, DocketColumns *columns, int column)
{
  *(gint64 *) member = sqlite3_column_int64 (columns, column);
}

static void
quantity_schema (const DocketField *field G_GNUC_UNUSED, JsonBuilder *builder)
{
  json_builder_set_member_name (builder, "type");
  json_builder_add_string_value (builder, "string");
  json_builder_set_member_name (builder, "pattern");
  json_builder_add_string_value (builder, "^-?[0-9]+(\\.[0-9]{1,3})?$");
}

const DocketFieldKind docket_kind_quantity = {
  .name = "quantity",
  .size = sizeof (gint64),
  .parse = quantity_parse,
  .format = quantity_format,
  .write = quantity_write,
  .validate = quantity_validate,
  .from_column = quantity_from_column,
  .schema = quantity_schema,
};
