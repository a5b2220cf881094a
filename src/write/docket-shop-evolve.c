/* docket-shop-evolve.c: carries the events of the shop's settings and taxes into the write tables
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "docket-shop-evolve.h"

#include "docket-database-memory.h"
#include "docket-shop-events.h"

static gboolean
write_settings (DocketDatabase *database, DocketShopConfigured *event, GError **error)
{
  g_autofree char *address = NULL;

  if (event->address != NULL)
    address = docket_record_to_json (DOCKET_RECORD (event->address), DOCKET_PART_ALL);
  return docket_database_run (database, error,
                              "INSERT OR REPLACE INTO shop (one, name, currency, country, time_zone, prices_include_tax, tax_rounding, "
                              "address) VALUES (1, ?, ?, ?, ?, ?, ?, ?)",
                              "ttttiit", event->name, event->currency, event->country, event->time_zone,
                              (gint64) event->prices_include_tax, (gint64) event->tax_rounding, address);
}

/**
 * docket_shop_configured_evolve:
 * @event: a DocketShopConfigured
 * @database: the write database
 * @error: (nullable): where to put an error
 *
 * Returns: whether the disk took it
 */
gboolean
docket_shop_configured_evolve (DocketEvent *event, DocketDatabase *database, GError **error)
{
  DocketShopConfigured *configured = DOCKET_SHOP_CONFIGURED (event);

  docket_database_forget (database);
  if (!write_settings (database, configured, error) || !docket_database_run (database, error, "DELETE FROM shop_tax", ""))
    return FALSE;
  for (guint i = 0; configured->taxes != NULL && i < configured->taxes->len; i++)
    {
      const DocketTax *tax = g_ptr_array_index (configured->taxes, i);

      if (!docket_database_run (database, error, "INSERT OR REPLACE INTO shop_tax (name, place, rate) VALUES (?, ?, ?)", "tii",
                                tax->name, (gint64) i, tax->rate))
        return FALSE;
    }
  return TRUE;
}

/**
 * docket_tax_rate_defined_evolve:
 * @event: a DocketTaxRateDefined
 * @database: the write database
 * @error: (nullable): where to put an error
 *
 * Keeps the rate, and keeps the shop's default taxes in step: a default one joins them or takes the place of the one of
 * its name, another leaves them.
 *
 * Returns: whether the disk took it
 */
gboolean
docket_tax_rate_defined_evolve (DocketEvent *event, DocketDatabase *database, GError **error)
{
  DocketTaxRateDefined *defined = DOCKET_TAX_RATE_DEFINED (event);

  docket_database_forget (database);
  if (!docket_database_run (database, error,
                            "INSERT OR REPLACE INTO tax_rate (id, name, rate, country, is_default) VALUES (?, ?, ?, ?, ?)", "utiti",
                            &docket_event_get_envelope (event)->stream, defined->name, defined->rate, defined->country,
                            (gint64) defined->is_default))
    return FALSE;
  if (!defined->is_default)
    return docket_database_run (database, error, "DELETE FROM shop_tax WHERE name = ?", "t", defined->name);
  return docket_database_run (database, error,
                              "INSERT INTO shop_tax (name, place, rate) "
                              "VALUES (?1, (SELECT coalesce (max (place), -1) + 1 FROM shop_tax), ?2) "
                              "ON CONFLICT (name) DO UPDATE SET name = excluded.name, rate = excluded.rate",
                              "ti", defined->name, defined->rate);
}
