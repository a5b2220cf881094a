/* docket-address.c: postal addresses
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "docket-address.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "docket-country.h"
#include "docket-format.h"

static const DocketField fields[] = {
  DOCKET_FIELD (DocketAddress, name, "name", docket_kind_string, .flags = DOCKET_FIELD_PERSONAL, .maximum = 200,
                .summary = "The person."),
  DOCKET_FIELD (DocketAddress, company, "company", docket_kind_string, .flags = DOCKET_FIELD_PERSONAL, .maximum = 200,
                .summary = "The company."),
  DOCKET_FIELD (DocketAddress, street, "street", docket_kind_string, .flags = DOCKET_FIELD_PERSONAL, .maximum = 300,
                .summary = "Street and number."),
  DOCKET_FIELD (DocketAddress, street2, "street2", docket_kind_string, .flags = DOCKET_FIELD_PERSONAL, .maximum = 300,
                .summary = "What else finds the door."),
  DOCKET_FIELD (DocketAddress, city, "city", docket_kind_string, .flags = DOCKET_FIELD_PERSONAL, .maximum = 200,
                .summary = "City, town or village."),
  DOCKET_FIELD (DocketAddress, zip, "zip", docket_kind_string, .flags = DOCKET_FIELD_PERSONAL, .maximum = 40,
                .summary = "The postal code."),
  DOCKET_FIELD (DocketAddress, region, "region", docket_kind_string, .maximum = 200,
                .summary = "State, province or county."),
  DOCKET_FIELD (DocketAddress, country, "country", docket_kind_string, .minimum = 2, .maximum = 2,
                .summary = "The ISO 3166 code of two capital letters."),
  DOCKET_FIELD (DocketAddress, phone, "phone", docket_kind_string, .flags = DOCKET_FIELD_PERSONAL, .maximum = 60,
                .summary = "A telephone number for the carrier."),
};

static gboolean
address_validate (DocketRecord *record, GError **error)
{
  DocketAddress *self = DOCKET_ADDRESS (record);

  if (self->country == NULL || *self->country == '\0' || docket_country_find (self->country) != NULL)
    return TRUE;
  docket_error_set (error, DOCKET_ERROR_INVALID, "country", _("“%s” is not a country; use a code such as DE"),
                    self->country);
  return FALSE;
}

static void
extend (DocketAddressClass *klass)
{
  DOCKET_RECORD_CLASS (klass)->validate = address_validate;
}

DOCKET_DEFINE_RECORD_EXTENDED (DocketAddress, docket_address, DOCKET_TYPE_RECORD, fields, extend)

static gboolean
has_text (const char *text)
{
  return text != NULL && *text != '\0';
}

/**
 * docket_address_is_empty:
 * @self: an address
 *
 * Returns: whether nothing of it is known, as after the person was erased; a country alone is nothing
 */
gboolean
docket_address_is_empty (DocketAddress *self)
{
  g_return_val_if_fail (DOCKET_IS_ADDRESS (self), TRUE);

  return !has_text (self->name) && !has_text (self->company) && !has_text (self->street) && !has_text (self->street2) &&
    !has_text (self->city) && !has_text (self->zip) && !has_text (self->phone);
}

typedef enum
{
  LAYOUT_ZIP_CITY,
  LAYOUT_ZIP_CITY_REGION,
  LAYOUT_CITY_REGION_ZIP,
  LAYOUT_CITY_THEN_ZIP,
} Layout;

static Layout
find_layout (const char *country)
{
  static const char *const city_region_zip[] = { "US", "CA", "AU", "NZ", "IN", "TW", "SG", "PR", NULL };
  static const char *const city_then_zip[] = { "GB", "IE", "GG", "JE", "IM", "ZA", "HK", NULL };
  static const char *const zip_city[] = { "AT", "BE", "CH", "CZ", "DE", "DK", "EE", "FI", "FR", "HU", "IS", "LI", "LT",
                                          "LU", "LV", "NL", "NO", "PL", "PT", "SE", "SI", "SK", NULL };

  if (country == NULL)
    return LAYOUT_ZIP_CITY_REGION;
  if (g_strv_contains (city_region_zip, country))
    return LAYOUT_CITY_REGION_ZIP;
  if (g_strv_contains (city_then_zip, country))
    return LAYOUT_CITY_THEN_ZIP;
  return g_strv_contains (zip_city, country) ? LAYOUT_ZIP_CITY : LAYOUT_ZIP_CITY_REGION;
}

/* Appends text, parted by separator from what stands before it in the same line. */
static void
append (GString *lines, const char *separator, const char *text)
{
  if (!has_text (text))
    return;
  if (lines->len > 0)
    g_string_append (lines, lines->str[lines->len - 1] == '\n' ? "" : separator);
  g_string_append (lines, text);
}

static void
end_line (GString *lines)
{
  if (lines->len > 0 && lines->str[lines->len - 1] != '\n')
    g_string_append_c (lines, '\n');
}

static void
append_place (GString *lines, DocketAddress *self)
{
  switch (find_layout (self->country))
    {
    case LAYOUT_CITY_REGION_ZIP:
      append (lines, "", self->city);
      append (lines, ", ", self->region);
      append (lines, " ", self->zip);
      break;
    case LAYOUT_CITY_THEN_ZIP:
      append (lines, "", self->city);
      append (lines, "\n", self->region);
      append (lines, "\n", self->zip);
      break;
    case LAYOUT_ZIP_CITY:
      append (lines, "", self->zip);
      append (lines, " ", self->city);
      break;
    case LAYOUT_ZIP_CITY_REGION:
    default:
      append (lines, "", self->zip);
      append (lines, " ", self->city);
      append (lines, ", ", self->region);
      break;
    }
  end_line (lines);
}

/**
 * docket_address_to_lines:
 * @self: an address
 * @home_country: (nullable): the ISO 3166 code of the country it is sent from
 *
 * Writes an address as it stands on a parcel: the parts in the order of its country, the country in words and capitals
 * unless it is @home_country. The telephone number is not in it.
 *
 * Returns: (transfer full): the lines, parted by `\n`, without one at the end
 */
char *
docket_address_to_lines (DocketAddress *self, const char *home_country)
{
  g_autoptr (GString) lines = g_string_new (NULL);
  const char *first[] = { self->name, self->company, self->street, self->street2 };

  g_return_val_if_fail (DOCKET_IS_ADDRESS (self), NULL);

  for (guint i = 0; i < G_N_ELEMENTS (first); i++)
    {
      append (lines, "", first[i]);
      end_line (lines);
    }
  append_place (lines, self);
  if (has_text (self->country) && g_strcmp0 (self->country, home_country) != 0)
    {
      g_autofree char *name = docket_format_country (self->country);
      g_autofree char *capitals = g_utf8_strup (name, -1);

      append (lines, "", capitals);
    }
  if (lines->len > 0 && lines->str[lines->len - 1] == '\n')
    g_string_truncate (lines, lines->len - 1);
  return g_string_free (g_steal_pointer (&lines), FALSE);
}
