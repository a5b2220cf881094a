/* docket-products-columns.c: the columns of the list of products
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "docket-products-columns.h"

#include <glib/gi18n.h>

#include "docket-products-query.h"

/* A row that is on its way has no unit yet, and its zeros mean nothing. */
static char *
describe_quantity (gpointer item, const char *quantity, const char *unit)
{
  return unit != NULL ? docket_words_quantity (item, quantity, unit) : g_strdup ("");
}

/* Where nothing is reserved or sold, an empty cell lets the others be seen. */
static char *
describe_some (gpointer item, const char *quantity, const char *unit)
{
  gint64 thousandths;

  if (unit == NULL || quantity == NULL || !docket_quantity_parse (quantity, &thousandths, NULL) || thousandths == 0)
    return g_strdup ("");
  return docket_words_quantity (item, quantity, unit);
}

const DocketWord *
docket_products_describe_stock (gpointer item, gboolean is_low, const char *available, gboolean is_loaded)
{
  static DocketWord low = { NULL, "docket-low-symbolic", "warning" };
  static DocketWord none = { NULL, "docket-warning-symbolic", "error" };
  gint64 thousandths = 0;

  if (!is_loaded || !is_low || available == NULL || !docket_quantity_parse (available, &thousandths, NULL))
    return NULL;
  low.word = _("Low");
  none.word = _("None Left");
  return thousandths > 0 ? &low : &none;
}

static const DocketColumn columns[] = {
  { .id = "sku", .title = N_("SKU"), .sort = "sku", .width = 100, .property = "sku", .style = "dim-label" },
  { .id = "title", .title = N_("Title"), .sort = "title", .property = "title", .style = "product-title" },
  { .id = "price", .title = N_("Price"), .sort = "price", .cell = DOCKET_CELL_FIGURE, .width = 88, .property = "price",
    .closure = G_CALLBACK (docket_words_money), .second = "currency" },
  { .id = "on-hand", .title = N_("On Hand"), .sort = "on-hand", .cell = DOCKET_CELL_FIGURE, .width = 92, .property = "on-hand",
    .closure = G_CALLBACK (describe_quantity), .second = "unit" },
  { .id = "reserved", .title = N_("Reserved"), .sort = "reserved", .cell = DOCKET_CELL_FIGURE, .width = 92, .property = "reserved",
    .closure = G_CALLBACK (describe_some), .second = "unit" },
  { .id = "available", .title = N_("Available"), .sort = "available", .cell = DOCKET_CELL_FIGURE, .width = 100,
    .property = "available", .closure = G_CALLBACK (describe_quantity), .second = "unit", .style = "strong" },
  { .id = "stock", .title = N_("State"), .cell = DOCKET_CELL_STATUS, .width = 100, .property = "low",
    .closure = G_CALLBACK (docket_products_describe_stock), .second = "available", .third = "is-loaded" },
  { .id = "sold", .title = N_("Sold, 30 Days"), .sort = "sold", .cell = DOCKET_CELL_FIGURE, .width = 118, .property = "sold",
    .closure = G_CALLBACK (describe_some), .second = "unit" },
};

const DocketColumn *
docket_products_columns_get (guint *n_columns)
{
  *n_columns = G_N_ELEMENTS (columns);
  return columns;
}
