/* docket-shop-settings.c: how the shop is set up, and its calendar
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "docket-shop-settings.h"

#include <glib/gi18n-lib.h>

#include "docket-currency.h"
#include "docket-database-memory.h"
#include "docket-time.h"

#define MEMORY_KEY "shop"

static const DocketField fields[] = {
  DOCKET_FIELD (DocketShopSettings, name, "name", docket_kind_string, .maximum = 200),
  DOCKET_FIELD (DocketShopSettings, currency, "currency", docket_kind_string, .maximum = 3),
  DOCKET_FIELD (DocketShopSettings, country, "country", docket_kind_string, .maximum = 2),
  DOCKET_FIELD (DocketShopSettings, time_zone, "time-zone", docket_kind_string, .maximum = 100),
  DOCKET_FIELD (DocketShopSettings, prices_include_tax, "prices-include-tax", docket_kind_boolean),
  DOCKET_FIELD (DocketShopSettings, tax_rounding, "tax-rounding", docket_kind_enum, .type = docket_tax_rounding_get_type),
  DOCKET_FIELD (DocketShopSettings, taxes, "taxes", docket_kind_records, .type = docket_tax_get_type),
  DOCKET_FIELD (DocketShopSettings, address, "address", docket_kind_record, .type = docket_address_get_type),
};
DOCKET_DEFINE_RECORD (DocketShopSettings, docket_shop_settings, DOCKET_TYPE_RECORD, fields)

static gboolean
load_taxes (DocketDatabase *database, GPtrArray *taxes, GError **error)
{
  g_autoptr (DocketStatement) statement = NULL;
  g_autoptr (GError) local_error = NULL;

  statement = docket_database_query (database, error, "SELECT name, rate FROM shop_tax ORDER BY place, name", "");
  if (statement == NULL)
    return FALSE;
  while (docket_statement_step (statement, &local_error))
    g_ptr_array_add (taxes, docket_tax_new (docket_statement_text (statement, 0), docket_statement_integer (statement, 1)));
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

static DocketShopSettings *
read_row (DocketStatement *statement, GError **error)
{
  g_autoptr (DocketShopSettings) settings = g_object_new (DOCKET_TYPE_SHOP_SETTINGS, NULL);
  const char *address = docket_statement_text (statement, 6);

  settings->name = g_strdup (docket_statement_text (statement, 0));
  settings->currency = g_strdup (docket_statement_text (statement, 1));
  settings->country = g_strdup (docket_statement_text (statement, 2));
  settings->time_zone = g_strdup (docket_statement_text (statement, 3));
  settings->prices_include_tax = docket_statement_integer (statement, 4) != 0;
  settings->tax_rounding = (int) docket_statement_integer (statement, 5);
  settings->taxes = docket_records_new ();
  if (address != NULL)
    {
      settings->address = (DocketAddress *) docket_record_from_json (DOCKET_TYPE_ADDRESS, DOCKET_READ_STORED, address, -1, error);
      if (settings->address == NULL)
        return NULL;
    }
  return g_steal_pointer (&settings);
}

/**
 * docket_shop_settings_load:
 * @database: a connection to the write database
 * @settings: (out) (transfer full) (nullable): the settings; %NULL where the shop was not set up yet
 * @error: (nullable): where to put an error
 *
 * Loads how the shop is set up.
 *
 * Returns: %FALSE with an error when the disk refused
 */
gboolean
docket_shop_settings_load (DocketDatabase *database, DocketShopSettings **settings, GError **error)
{
  g_autoptr (DocketStatement) statement = NULL;
  g_autoptr (DocketShopSettings) found = NULL;
  g_autoptr (GError) local_error = NULL;

  g_return_val_if_fail (settings != NULL, FALSE);

  *settings = NULL;
  statement = docket_database_query (database, error,
                                     "SELECT name, currency, country, time_zone, prices_include_tax, tax_rounding, address "
                                     "FROM shop WHERE one = 1",
                                     "");
  if (statement == NULL)
    return FALSE;
  if (docket_statement_step (statement, &local_error))
    found = read_row (statement, &local_error);
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  if (found != NULL && !load_taxes (database, found->taxes, error))
    return FALSE;
  *settings = g_steal_pointer (&found);
  return TRUE;
}

/**
 * docket_shop_settings_peek:
 * @database: a connection to the write database
 * @settings: (out) (transfer full) (nullable): the settings, which others hold too; %NULL where the shop was not set up yet
 * @error: (nullable): where to put an error
 *
 * Loads how the shop is set up, where it is not remembered.
 *
 * Returns: %FALSE with an error when the disk refused
 */
gboolean
docket_shop_settings_peek (DocketDatabase *database, DocketShopSettings **settings, GError **error)
{
  DocketShopSettings *remembered = docket_database_recall (database, MEMORY_KEY);

  g_return_val_if_fail (settings != NULL, FALSE);

  if (remembered != NULL)
    *settings = g_object_ref (remembered);
  else if (!docket_shop_settings_load (database, settings, error))
    return FALSE;
  else if (*settings != NULL && docket_database_remember (database, MEMORY_KEY, *settings, g_object_unref))
    g_object_ref (*settings);
  return TRUE;
}

/**
 * docket_shop_settings_require:
 * @database: a connection to the write database
 * @error: (nullable): where to put an error
 *
 * Returns: (transfer full): how the shop is set up; %NULL with %DOCKET_ERROR_REJECTED where it is not
 */
DocketShopSettings *
docket_shop_settings_require (DocketDatabase *database, GError **error)
{
  DocketShopSettings *settings;

  if (!docket_shop_settings_load (database, &settings, error))
    return NULL;
  if (settings == NULL)
    docket_error_set (error, DOCKET_ERROR_REJECTED, NULL, _("The shop is not set up yet: give it a name and a currency first."));
  return settings;
}

/**
 * docket_shop_settings_get_digits:
 * @self: the settings
 *
 * Returns: the decimals of the shop's currency
 */
guint8
docket_shop_settings_get_digits (DocketShopSettings *self)
{
  const DocketCurrency *currency;

  g_return_val_if_fail (DOCKET_IS_SHOP_SETTINGS (self), 2);

  currency = docket_currency_find (self->currency);
  return currency != NULL ? currency->digits : 2;
}

/* The zone used last: each command asks for its day, and loading a zone reads a file. */
static struct
{
  GMutex mutex;
  char *name;
  GTimeZone *zone;
} cache;

static GTimeZone *
get_zone (const char *name)
{
  GTimeZone *zone;

  g_mutex_lock (&cache.mutex);
  if (cache.zone == NULL || g_strcmp0 (cache.name, name) != 0)
    {
      g_clear_pointer (&cache.zone, g_time_zone_unref);
      g_free (cache.name);
      cache.name = g_strdup (name);
      cache.zone = name != NULL ? g_time_zone_new_identifier (name) : g_time_zone_new_local ();
      if (cache.zone == NULL)
        cache.zone = g_time_zone_new_utc ();
    }
  zone = g_time_zone_ref (cache.zone);
  g_mutex_unlock (&cache.mutex);
  return zone;
}

/**
 * docket_shop_calendar:
 * @database: a connection to the write database
 * @time: a moment, microseconds UTC
 *
 * Tells which day it is in the shop at a moment: in the shop's zone, or in the machine's before the shop is set up. It
 * is asked once for each command, which keeps the answer.
 *
 * Returns: the day, yyyymmdd
 */
gint32
docket_shop_calendar (DocketDatabase *database, gint64 time)
{
  g_autoptr (DocketShopSettings) settings = NULL;
  g_autoptr (GTimeZone) zone = NULL;

  docket_shop_settings_peek (database, &settings, NULL);
  zone = get_zone (settings != NULL ? settings->time_zone : NULL);
  return docket_day_of_time (time, zone);
}
