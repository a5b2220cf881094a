/* docket-product-lookup.c: which product a scan or a few letters mean
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "docket-product-lookup.h"

static gboolean
find_first (DocketDatabase *database, const char *property, const char *text, DocketRow **row, GError **error)
{
  g_autoptr (DocketListQuery) query = g_object_new (DOCKET_TYPE_PRODUCTS_QUERY, property, text, NULL);
  g_autoptr (GArray) keys = docket_list_query_load_first_keys (query, database, 1, error);
  GError *local_error = NULL;

  if (keys == NULL)
    return FALSE;
  if (keys->len > 0)
    *row = docket_list_query_load_row (query, database, g_array_index (keys, gint64, 0), &local_error);
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, local_error);
  return FALSE;
}

/* People type SKUs as they like. */
static gpointer
look (DocketDatabase *database, gpointer data, GCancellable *cancellable, GError **error)
{
  const char *text = data;
  g_autofree char *capitals = g_utf8_strup (text, -1);
  DocketRow *row = NULL;

  if (find_first (database, "sku", text, &row, error) && row == NULL && find_first (database, "barcode", text, &row, error) &&
      row == NULL && find_first (database, "sku", capitals, &row, error) && row == NULL)
    find_first (database, "search", text, &row, error);
  return row;
}

void
docket_product_lookup_async (DocketQueryBus *bus, const char *text, GAsyncReadyCallback callback, gpointer user_data)
{
  docket_query_bus_read_async (bus, DOCKET_QUERY_READ, look, g_strdup (text), g_free, g_object_unref, NULL, callback, user_data);
}

DocketProductRow *
docket_product_lookup_finish (DocketQueryBus *bus, GAsyncResult *result, GError **error)
{
  return docket_query_bus_read_finish (bus, result, error);
}
