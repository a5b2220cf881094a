/* docket-configure-shop.c: sets the shop up, or changes how it is set up
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "docket-configure-shop.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>
#include <string.h>

#include "docket-country.h"
#include "docket-currency.h"
#include "docket-shop-events.h"
#include "docket-shop-rules.h"

static const DocketField fields[] = {
  DOCKET_FIELD (DocketConfigureShop, name, "name", docket_kind_string, .maximum = 200,
                .summary = "What the shop is called; needed the first time."),
  DOCKET_FIELD (DocketConfigureShop, currency, "currency", docket_kind_string, .maximum = 3,
                .summary = "The ISO 4217 code of its books; fixed once there are orders."),
  DOCKET_FIELD (DocketConfigureShop, country, "country", docket_kind_string, .maximum = 2,
                .summary = "The ISO 3166 code; the first time it brings defaults for what is not given."),
  DOCKET_FIELD (DocketConfigureShop, time_zone, "time-zone", docket_kind_string, .maximum = 100,
                .summary = "The IANA name of the zone whose days the shop keeps, such as Europe/Berlin."),
  DOCKET_FIELD (DocketConfigureShop, prices_include_tax, "prices-include-tax", docket_kind_boolean,
                .summary = "Whether prices include the taxes."),
  DOCKET_FIELD (DocketConfigureShop, tax_rounding, "tax-rounding", docket_kind_enum, .type = docket_tax_rounding_get_type,
                .summary = "Where taxes are rounded."),
  DOCKET_FIELD (DocketConfigureShop, taxes, "taxes", docket_kind_records, .type = docket_tax_get_type, .maximum = 10,
                .summary = "What products and charges bear where nothing else is said."),
  DOCKET_FIELD (DocketConfigureShop, address, "address", docket_kind_record, .type = docket_address_get_type,
                .summary = "Where the shop is."),
  DOCKET_FIELD (DocketConfigureShop, before, "before", docket_kind_record, .flags = DOCKET_FIELD_COMPLETED,
                .type = docket_shop_settings_get_type),
};
DOCKET_DEFINE_RECORD (DocketConfigureShop, docket_configure_shop, DOCKET_TYPE_COMMAND, fields)

static gboolean
check_time_zone (const char *name, GError **error)
{
  g_autoptr (GTimeZone) zone = NULL;

  /* GLib would open any file by its path. */
  if (*name != '/' && *name != ':' && strstr (name, "..") == NULL)
    zone = g_time_zone_new_identifier (name);
  if (zone == NULL)
    docket_error_set (error, DOCKET_ERROR_INVALID, "time-zone", _("“%s” is not a time zone such as Europe/Berlin."), name);
  return zone != NULL;
}

static char *
get_machine_zone (void)
{
  g_autoptr (GTimeZone) local = g_time_zone_new_local ();
  const char *name = g_time_zone_get_identifier (local);

  return g_strdup (name != NULL && check_time_zone (name, NULL) ? name : "UTC");
}

static void
complete_text (char **text, const char *value)
{
  if (*text == NULL)
    *text = g_strdup (value);
}

/* What is not given stays as it is. */
static void
complete_from_settings (DocketConfigureShop *self, DocketShopSettings *before)
{
  DocketRecord *record = DOCKET_RECORD (self);

  complete_text (&self->name, before->name);
  complete_text (&self->currency, before->currency);
  complete_text (&self->country, before->country);
  complete_text (&self->time_zone, before->time_zone);
  if (!docket_record_has (record, "prices-include-tax"))
    self->prices_include_tax = before->prices_include_tax;
  if (!docket_record_has (record, "tax-rounding"))
    self->tax_rounding = before->tax_rounding;
  if (self->taxes == NULL)
    self->taxes = docket_records_copy (before->taxes);
  if (self->address == NULL && before->address != NULL)
    self->address = (DocketAddress *) docket_record_copy (DOCKET_RECORD (before->address));
}

static void
complete_from_country (DocketConfigureShop *self, const DocketCountry *country)
{
  if (country != NULL && country->currency != NULL)
    complete_text (&self->currency, country->currency);
  if (country != NULL && country->time_zone != NULL && check_time_zone (country->time_zone, NULL))
    complete_text (&self->time_zone, country->time_zone);
  if (country != NULL && !docket_record_has (DOCKET_RECORD (self), "prices-include-tax"))
    self->prices_include_tax = country->prices_include_tax;
  if (self->taxes != NULL)
    return;
  self->taxes = docket_records_new ();
  if (country != NULL && country->tax_name != NULL)
    g_ptr_array_add (self->taxes, docket_tax_new (country->tax_name, country->tax_rate));
}

static gboolean
prepare (DocketCommand *command, DocketUnitOfWork *unit_of_work, GError **error)
{
  DocketConfigureShop *self = DOCKET_CONFIGURE_SHOP (command);

  g_clear_object (&self->before);
  if (!docket_shop_settings_load (docket_unit_of_work_get_database (unit_of_work), &self->before, error))
    return FALSE;
  if (self->before != NULL)
    complete_from_settings (self, self->before);
  /* An empty text means that there is none. */
  docket_trim (&self->name);
  docket_trim (&self->currency);
  docket_trim (&self->country);
  docket_trim (&self->time_zone);
  if (self->address != NULL && docket_address_is_empty (self->address))
    g_clear_object (&self->address);
  if (self->before == NULL)
    complete_from_country (self, self->country != NULL ? docket_country_find (self->country) : NULL);
  if (self->time_zone == NULL)
    self->time_zone = get_machine_zone ();
  return check_time_zone (self->time_zone, error);
}

/* Drafts count too: their lines have prices. */
static gboolean
check_currency_change (DocketDatabase *database, DocketShopSettings *before, const char *currency, GError **error)
{
  gint64 n_orders;

  if (before == NULL || strcmp (before->currency, currency) == 0)
    return TRUE;
  if (!docket_database_get_integer (database, 0, &n_orders, error, "SELECT count(*) FROM \"order\" WHERE currency = ?", "t",
                                    before->currency))
    return FALSE;
  if (n_orders == 0)
    return TRUE;
  docket_error_set (error, DOCKET_ERROR_REJECTED, "currency",
                    ngettext ("The currency stays %s: there is %" PRId64 " order in it already.",
                              "The currency stays %s: there are %" PRId64 " orders in it already.", (gulong) n_orders),
                    before->currency, n_orders);
  return FALSE;
}

static gboolean
check (DocketConfigureShop *self, DocketDatabase *database, GError **error)
{
  g_autoptr (DocketShopSettings) before = NULL;

  if (self->name == NULL)
    docket_error_set (error, DOCKET_ERROR_INVALID, "name", _("The shop needs a name."));
  else if (self->currency == NULL)
    docket_error_set (error, DOCKET_ERROR_INVALID, "currency", _("The shop needs a currency, such as EUR."));
  else if (self->country != NULL && docket_country_find (self->country) == NULL)
    docket_error_set (error, DOCKET_ERROR_INVALID, "country", _("“%s” is not a country; use a code such as DE."), self->country);
  else
    return docket_currency_require (self->currency, "currency", error) != NULL && docket_taxes_check (self->taxes, error) &&
           docket_shop_settings_load (database, &before, error) && check_currency_change (database, before, self->currency, error);
  return FALSE;
}

static gboolean
decide (DocketCommand *command, DocketUnitOfWork *unit_of_work, GError **error)
{
  DocketConfigureShop *self = DOCKET_CONFIGURE_SHOP (command);
  g_autoptr (DocketShopConfigured) event = NULL;

  if (!check (self, docket_unit_of_work_get_database (unit_of_work), error))
    return FALSE;
  event = g_object_new (DOCKET_TYPE_SHOP_CONFIGURED, NULL);
  event->name = g_strdup (self->name);
  event->currency = g_strdup (self->currency);
  event->country = g_strdup (self->country);
  event->time_zone = g_strdup (self->time_zone);
  event->prices_include_tax = self->prices_include_tax;
  event->tax_rounding = self->tax_rounding;
  event->taxes = self->taxes != NULL ? docket_records_copy (self->taxes) : docket_records_new ();
  if (self->address != NULL)
    event->address = (DocketAddress *) docket_record_copy (DOCKET_RECORD (self->address));
  docket_unit_of_work_record (unit_of_work, &docket_shop_stream, DOCKET_EVENT_STORE_ANY_VERSION, DOCKET_EVENT (event));
  return TRUE;
}

/* Says each setting, the empty ones too, so that nothing of today stays. */
static DocketCommand *
undo (DocketCommand *command, GPtrArray *events, DocketUnitOfWork *unit_of_work, GError **error)
{
  DocketShopSettings *before = DOCKET_CONFIGURE_SHOP (command)->before;
  g_autoptr (DocketAddress) no_address = g_object_new (DOCKET_TYPE_ADDRESS, NULL);

  if (before == NULL)
    {
      docket_error_set (error, DOCKET_ERROR_REJECTED, NULL,
                        _("The shop was set up for the first time: there are no settings to go back to."));
      return NULL;
    }
  return g_object_new (DOCKET_TYPE_CONFIGURE_SHOP, "name", before->name, "currency", before->currency, "country",
                       before->country != NULL ? before->country : "", "time-zone", before->time_zone, "prices-include-tax",
                       before->prices_include_tax, "tax-rounding", before->tax_rounding, "taxes", before->taxes, "address",
                       before->address != NULL ? before->address : no_address, NULL);
}

const DocketCommandHandler docket_configure_shop_handler = {
  .get_type = docket_configure_shop_get_type,
  .replay_class = DOCKET_REPLAY_ADAPT,
  .prepare = prepare,
  .decide = decide,
  .undo = undo,
};
