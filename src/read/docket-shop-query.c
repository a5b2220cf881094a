/* docket-shop-query.c: the shop's settings as they stand
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "docket-shop-query.h"

#include "docket-shop-events.h"

#define REQUIRED(member, name, kind, ...) \
  DOCKET_FIELD (DocketShop, member, name, kind, .flags = DOCKET_FIELD_REQUIRED, ##__VA_ARGS__)

static const DocketField shop_fields[] = {
  REQUIRED (is_configured, "configured", docket_kind_boolean),
  REQUIRED (name, "name", docket_kind_string),
  REQUIRED (currency, "currency", docket_kind_string),
  DOCKET_FIELD (DocketShop, country, "country", docket_kind_string),
  DOCKET_FIELD (DocketShop, time_zone, "time-zone", docket_kind_string),
  REQUIRED (prices_include_tax, "prices-include-tax", docket_kind_boolean),
  REQUIRED (tax_rounding, "tax-rounding", docket_kind_enum, .type = docket_tax_rounding_get_type),
  DOCKET_FIELD (DocketShop, address, "address", docket_kind_record, .type = docket_address_get_type),
  REQUIRED (taxes, "taxes", docket_kind_records, .type = docket_tax_get_type),
  REQUIRED (rates, "rates", docket_kind_records, .type = docket_tax_get_type),
  REQUIRED (has_orders, "has-orders", docket_kind_boolean),
};
DOCKET_DEFINE_RECORD (DocketShop, docket_shop, DOCKET_TYPE_RECORD, shop_fields)

static void
take_settings (DocketShop *self, DocketShopConfigured *configured)
{
  self->is_configured = TRUE;
  self->name = g_strdup (configured->name);
  self->currency = g_strdup (configured->currency);
  self->country = g_strdup (configured->country);
  self->time_zone = g_strdup (configured->time_zone);
  self->prices_include_tax = configured->prices_include_tax;
  self->tax_rounding = configured->tax_rounding;
  g_set_object (&self->address, configured->address);
  if (configured->taxes != NULL)
    {
      g_ptr_array_unref (self->taxes);
      self->taxes = g_ptr_array_ref (configured->taxes);
    }
}

static gboolean
load_settings (DocketShop *self, DocketDatabase *database, GError **error)
{
  g_autoptr (DocketStatement) row = docket_database_query (database, error, "SELECT settings FROM shop_view WHERE key = 1", "");
  g_autoptr (DocketRecord) settings = NULL;
  GError *failure = NULL;

  if (row == NULL)
    return FALSE;
  if (docket_statement_step (row, &failure))
    {
      settings = docket_record_from_json (DOCKET_TYPE_SHOP_CONFIGURED, DOCKET_READ_STORED, docket_statement_text (row, 0), -1, &failure);
      if (settings != NULL)
        take_settings (self, (DocketShopConfigured *) settings);
    }
  if (failure != NULL)
    g_propagate_error (error, failure);
  return failure == NULL;
}

static gboolean
load_rates (DocketShop *self, DocketDatabase *database, GError **error)
{
  g_autoptr (DocketStatement) rows = docket_database_query (database, error, "SELECT name, rate FROM shop_view_rate ORDER BY name", "");
  GError *failure = NULL;

  while (rows != NULL && docket_statement_step (rows, &failure))
    g_ptr_array_add (self->rates, docket_tax_new (docket_statement_text (rows, 0), docket_statement_integer (rows, 1)));
  if (failure != NULL)
    g_propagate_error (error, failure);
  return rows != NULL && failure == NULL;
}

static DocketRecord *
execute (DocketQuery *query G_GNUC_UNUSED, DocketDatabase *database, GError **error)
{
  g_autoptr (DocketShop) self = g_object_new (DOCKET_TYPE_SHOP, NULL);
  gint64 has_orders;

  self->taxes = docket_records_new ();
  self->rates = docket_records_new ();
  if (!load_settings (self, database, error) || !load_rates (self, database, error)
      || !docket_database_get_integer (database, 0, &has_orders, error, "SELECT EXISTS (SELECT 1 FROM orders_view)", ""))
    return NULL;
  self->has_orders = has_orders != 0;
  return DOCKET_RECORD (g_steal_pointer (&self));
}

G_DEFINE_FINAL_TYPE (DocketShopQuery, docket_shop_query, DOCKET_TYPE_QUERY)

static void
docket_shop_query_class_init (DocketShopQueryClass *klass)
{
  static const char *const views[] = { "shop_view", "orders_view", NULL };
  DocketQueryClass *query_class = DOCKET_QUERY_CLASS (klass);

  query_class->name = "shop";
  query_class->views = views;
  query_class->execute = execute;
}

static void
docket_shop_query_init (DocketShopQuery *self G_GNUC_UNUSED)
{
}
