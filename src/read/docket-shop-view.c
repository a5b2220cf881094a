/* docket-shop-view.c: the view of the shop's settings
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "docket-shop-view.h"

#include "docket-events.h"

struct _DocketShopView
{
  DocketProjection parent_instance;
};

G_DEFINE_FINAL_TYPE (DocketShopView, docket_shop_view, DOCKET_TYPE_PROJECTION)

static const char schema[] =
    "CREATE TABLE shop_view (key INTEGER PRIMARY KEY, name TEXT, currency TEXT, country TEXT, time_zone TEXT,"
    " settings TEXT);"
    "CREATE TABLE shop_view_rate (name TEXT PRIMARY KEY, rate INTEGER NOT NULL, country TEXT, is_default INTEGER NOT NULL) WITHOUT ROWID;";

static const char *const tables[] = { "shop_view_rate", "shop_view", NULL };

static gboolean
define_rate (const char *name, gint64 rate, const char *country, gint64 is_default, DocketDatabase *database, GError **error)
{
  return docket_database_run (database, error,
                              "INSERT OR REPLACE INTO shop_view_rate (name, rate, country, is_default) VALUES (?, ?, ?, ?)", "titi", name,
                              rate, country, is_default);
}

/* The whole event is kept: its defaults are what the settings page edits. */
static gboolean
shop_configured (DocketProjection *self, DocketEvent *event, DocketDatabase *database, GError **error)
{
  DocketShopConfigured *configured = (DocketShopConfigured *) event;
  g_autofree char *settings = docket_record_to_json (DOCKET_RECORD (event), DOCKET_PART_ALL);

  docket_projection_touch (self, 1);
  return docket_database_run (database, error,
                              "INSERT OR REPLACE INTO shop_view (key, name, currency, country, time_zone, settings)"
                              " VALUES (1, ?, ?, ?, ?, ?)",
                              "ttttt", configured->name, configured->currency, configured->country, configured->time_zone, settings);
}

static gboolean
tax_rate_defined (DocketProjection *self, DocketEvent *event, DocketDatabase *database, GError **error)
{
  DocketTaxRateDefined *defined = (DocketTaxRateDefined *) event;

  docket_projection_touch (self, 1);
  return define_rate (defined->name, defined->rate, defined->country, defined->is_default, database, error);
}

static const DocketProjector projectors[] = {
  { docket_shop_configured_get_type, shop_configured },
  { docket_tax_rate_defined_get_type, tax_rate_defined },
};

static void
docket_shop_view_class_init (DocketShopViewClass *klass)
{
  DocketProjectionClass *projection_class = DOCKET_PROJECTION_CLASS (klass);

  projection_class->name = "shop_view";
  projection_class->version = 1;
  projection_class->schema = schema;
  projection_class->tables = tables;
  projection_class->projectors = projectors;
  projection_class->n_projectors = G_N_ELEMENTS (projectors);
}

static void
docket_shop_view_init (DocketShopView *self G_GNUC_UNUSED)
{
}
