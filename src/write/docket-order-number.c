/* docket-order-number.c: the next number of the shop's own orders
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "docket-order-number.h"

/* The series begins after this number. */
#define BEFORE_FIRST 1000

/* Other systems count their orders, or give them identifiers of many digits: the series goes on after the first kind and
 * takes no notice of the second, but for never giving a number out again. */
#define LEAST_IDENTIFIER G_GINT64_CONSTANT (10000000)

/**
 * docket_order_number_next:
 * @database: the write database
 * @error: return location
 *
 * Chooses the next number: one more than the greatest so far, the shop's own or an imported one, from 1001, and never
 * one that any order bears.
 *
 * Returns: (transfer full) (nullable): the number
 */
char *
docket_order_number_next (DocketDatabase *database, GError **error)
{
  gint64 last, counted, is_used, number;

  if (!docket_database_get_integer (database, 0, &last, error, "SELECT last FROM number_series WHERE name = 'order'", "") ||
      !docket_database_get_integer (database, 0, &counted, error, "SELECT max (number_value) FROM \"order\" WHERE number_value < ?",
                                    "i", LEAST_IDENTIFIER))
    return NULL;
  number = MAX (MAX (last, counted), BEFORE_FIRST) + 1;
  if (!docket_database_get_integer (database, 0, &is_used, error, "SELECT 1 FROM \"order\" WHERE number_value = ?", "i", number))
    return NULL;
  /* Only among identifiers: the first gap after it. */
  if (is_used != 0 &&
      !docket_database_get_integer (database, number + 1, &number, error,
                                    "SELECT a.number_value + 1 FROM \"order\" a WHERE a.number_value >= ? AND NOT EXISTS"
                                    " (SELECT 1 FROM \"order\" b WHERE b.number_value = a.number_value + 1)"
                                    " ORDER BY a.number_value LIMIT 1",
                                    "i", number))
    return NULL;
  return g_strdup_printf ("%" G_GINT64_FORMAT, number);
}
