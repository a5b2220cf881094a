/* docket-counters.c: whether what is counted agrees with what it counts
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "docket-counters.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>

#include "docket-format.h"
#include "docket-order-status.h"

/* How many are told at most. */
#define LIMIT 20

/* What orders that are open still have to send is what is reserved. */
static const char reserved_sql[] =
  "WITH open_line AS (SELECT product_id, sum (quantity - order_line.cancelled - shipped) AS open FROM order_line"
  " JOIN \"order\" ON \"order\".id = order_id WHERE moves_stock AND status = ? GROUP BY product_id)"
  " SELECT COALESCE (sku, hex (stock.product_id)), reserved, COALESCE (open, 0) FROM stock LEFT JOIN open_line USING (product_id)"
  " LEFT JOIN product ON product.id = stock.product_id WHERE reserved <> COALESCE (open, 0) LIMIT ?";

/* Numbers of other systems do not move the series. */
static const char number_sql[] =
  "SELECT number_value FROM \"order\" WHERE number_value IS NOT NULL AND NOT EXISTS"
  " (SELECT 1 FROM import_source WHERE order_id = \"order\".id) ORDER BY number_value DESC LIMIT 1";

static gboolean
check_reserved (DocketDatabase *database, DocketFoundFunc found, gpointer data, GError **error)
{
  g_autoptr (GError) step_error = NULL;
  g_autoptr (DocketStatement) row =
    docket_database_query (database, error, reserved_sql, "ii", (gint64) DOCKET_ORDER_STATUS_OPEN, (gint64) LIMIT);

  if (row == NULL)
    return FALSE;
  while (docket_statement_step (row, &step_error))
    {
      g_autofree char *place = g_strdup_printf (_("the stock of %s"), docket_statement_text (row, 0));
      g_autofree char *reserved = docket_format_quantity (docket_statement_integer (row, 1), NULL);
      g_autofree char *open = docket_format_quantity (docket_statement_integer (row, 2), NULL);
      g_autofree char *message = g_strdup_printf (_("%s are reserved, and open orders wait for %s."), reserved, open);

      found (place, message, data);
    }
  if (step_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&step_error));
  return FALSE;
}

static gboolean
check_numbers (DocketDatabase *database, DocketFoundFunc found, gpointer data, GError **error)
{
  g_autofree char *message = NULL;
  gint64 last, greatest;

  if (!docket_database_get_integer (database, 0, &last, error, "SELECT last FROM number_series WHERE name = 'order'", NULL) ||
      !docket_database_get_integer (database, 0, &greatest, error, number_sql, NULL))
    return FALSE;
  if (last >= greatest)
    return TRUE;
  message = g_strdup_printf (_("It stands at %" PRId64 ", and there is an order with the number %" PRId64 "."), last, greatest);
  found (_("the series of order numbers"), message, data);
  return TRUE;
}

/**
 * docket_counters_check:
 * @database: the write database
 * @found: (scope call): told what does not agree
 * @data: its data
 * @error: return location
 *
 * Compares the counters that are kept beside what they count: the stock that is reserved, and the series of numbers.
 *
 * Returns: whether it could be asked
 */
gboolean
docket_counters_check (DocketDatabase *database, DocketFoundFunc found, gpointer data, GError **error)
{
  return check_reserved (database, found, data, error) && check_numbers (database, found, data, error);
}
