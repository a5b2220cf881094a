/* docket-define-tax-rate.c: defines a tax by name, or defines it anew
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "docket-define-tax-rate.h"

#include <glib/gi18n-lib.h>

#include "docket-country.h"
#include "docket-shop-events.h"
#include "docket-shop-rules.h"
#include "docket-shop-settings.h"

static const DocketField fields[] = {
  DOCKET_FIELD (DocketDefineTaxRate, name, "name", docket_kind_string, .flags = DOCKET_FIELD_REQUIRED, .minimum = 1, .maximum = 60,
                .summary = "What the tax is called on documents; the same name again defines it anew for new orders."),
  DOCKET_FIELD (DocketDefineTaxRate, rate, "rate", docket_kind_rate, .flags = DOCKET_FIELD_REQUIRED, .summary = "The rate in percent."),
  DOCKET_FIELD (DocketDefineTaxRate, country, "country", docket_kind_string, .maximum = 2,
                .summary = "The ISO 3166 code of where it applies."),
  DOCKET_FIELD (DocketDefineTaxRate, is_default, "default", docket_kind_boolean,
                .summary = "Whether products and charges bear it where nothing else is said."),
  DOCKET_FIELD (DocketDefineTaxRate, existed, "existed", docket_kind_boolean, .flags = DOCKET_FIELD_COMPLETED),
  DOCKET_FIELD (DocketDefineTaxRate, before_rate, "before-rate", docket_kind_rate, .flags = DOCKET_FIELD_COMPLETED),
  DOCKET_FIELD (DocketDefineTaxRate, before_country, "before-country", docket_kind_string, .flags = DOCKET_FIELD_COMPLETED),
  DOCKET_FIELD (DocketDefineTaxRate, before_default, "before-default", docket_kind_boolean, .flags = DOCKET_FIELD_COMPLETED),
};
DOCKET_DEFINE_RECORD (DocketDefineTaxRate, docket_define_tax_rate, DOCKET_TYPE_COMMAND, fields)

/* One stream a name, the same on every station. */
static DocketUuid
get_stream (const char *name)
{
  g_autofree char *folded = g_utf8_casefold (name, -1);
  g_autofree char *purpose = g_strconcat ("tax-rate ", folded, NULL);

  return docket_uuid_derive (&docket_shop_stream, 0, purpose, 0);
}

static gboolean
load_before (DocketDefineTaxRate *self, DocketDatabase *database, GError **error)
{
  g_autoptr (DocketStatement) statement = NULL;
  g_autoptr (GError) local_error = NULL;
  DocketUuid stream = get_stream (self->name);

  statement = docket_database_query (database, error, "SELECT rate, country, is_default FROM tax_rate WHERE id = ?", "u", &stream);
  if (statement == NULL)
    return FALSE;
  self->existed = docket_statement_step (statement, &local_error);
  if (self->existed)
    {
      self->before_rate = docket_statement_integer (statement, 0);
      self->before_country = g_strdup (docket_statement_text (statement, 1));
      self->before_default = docket_statement_integer (statement, 2) != 0;
    }
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

static gboolean
is_shop_tax (DocketDatabase *database, const char *name, gboolean *is_one, GError **error)
{
  gint64 n_taxes;

  if (!docket_database_get_integer (database, 0, &n_taxes, error, "SELECT count(*) FROM shop_tax WHERE name = ?", "t", name))
    return FALSE;
  *is_one = n_taxes > 0;
  return TRUE;
}

static gboolean
prepare (DocketCommand *command, DocketUnitOfWork *unit_of_work, GError **error)
{
  DocketDefineTaxRate *self = DOCKET_DEFINE_TAX_RATE (command);
  DocketDatabase *database = docket_unit_of_work_get_database (unit_of_work);

  docket_trim (&self->name);
  docket_trim (&self->country);
  if (self->name == NULL)
    {
      docket_error_set (error, DOCKET_ERROR_INVALID, "name", _("A tax needs a name."));
      return FALSE;
    }
  if (!load_before (self, database, error))
    return FALSE;
  /* A rate that changes stays a default where it was one. */
  if (!docket_record_has (DOCKET_RECORD (self), "default") && !is_shop_tax (database, self->name, &self->is_default, error))
    return FALSE;
  return TRUE;
}

static gboolean
decide (DocketCommand *command, DocketUnitOfWork *unit_of_work, GError **error)
{
  DocketDefineTaxRate *self = DOCKET_DEFINE_TAX_RATE (command);
  g_autoptr (DocketShopSettings) settings = NULL;
  g_autoptr (DocketTaxRateDefined) event = NULL;
  DocketUuid stream;

  settings = docket_shop_settings_require (docket_unit_of_work_get_database (unit_of_work), error);
  if (settings == NULL)
    return FALSE;
  if (self->country != NULL && docket_country_find (self->country) == NULL)
    {
      docket_error_set (error, DOCKET_ERROR_INVALID, "country", _("“%s” is not a country; use a code such as DE."), self->country);
      return FALSE;
    }
  event = g_object_new (DOCKET_TYPE_TAX_RATE_DEFINED, NULL);
  event->name = g_strdup (self->name);
  event->rate = self->rate;
  event->country = g_strdup (self->country);
  event->is_default = self->is_default;
  stream = get_stream (self->name);
  docket_unit_of_work_record (unit_of_work, &stream, DOCKET_EVENT_STORE_ANY_VERSION, DOCKET_EVENT (event));
  return TRUE;
}

static DocketCommand *
undo (DocketCommand *command, GPtrArray *events, DocketUnitOfWork *unit_of_work, GError **error)
{
  DocketDefineTaxRate *self = DOCKET_DEFINE_TAX_RATE (command);
  DocketDefineTaxRate *back;

  if (!self->existed)
    {
      docket_error_set (error, DOCKET_ERROR_REJECTED, NULL, _("There was no tax “%s” before: there is no rate to go back to."),
                        self->name);
      return NULL;
    }
  back = g_object_new (DOCKET_TYPE_DEFINE_TAX_RATE, "name", self->name, "default", self->before_default, NULL);
  back->rate = self->before_rate;
  back->country = g_strdup (self->before_country);
  return DOCKET_COMMAND (back);
}

const DocketCommandHandler docket_define_tax_rate_handler = {
  .get_type = docket_define_tax_rate_get_type,
  .replay_class = DOCKET_REPLAY_ADAPT,
  .prepare = prepare,
  .decide = decide,
  .undo = undo,
};
