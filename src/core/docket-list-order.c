/* docket-list-order.c: compares rows as SQLite sorts them
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <string.h>

#include "docket-list-statement-private.h"

/* NULL, numbers, text, blobs: the order that SQLite sorts mixed values in. */
static int
get_class (int type)
{
  switch (type)
    {
    case SQLITE_INTEGER:
    case SQLITE_FLOAT:
      return 1;
    case SQLITE_TEXT:
      return 2;
    case SQLITE_BLOB:
      return 3;
    default:
      return 0;
    }
}

static int
compare_bytes (gconstpointer a, gsize size_a, gconstpointer b, gsize size_b, gboolean ignores_case)
{
  gsize size = MIN (size_a, size_b);
  int order = 0;

  if (size > 0)
    order = ignores_case ? g_ascii_strncasecmp (a, b, size) : memcmp (a, b, size);
  return order != 0 ? order : (size_a > size_b) - (size_a < size_b);
}

static int
compare_numbers (sqlite3_value *a, sqlite3_value *b)
{
  if (sqlite3_value_type (a) == SQLITE_INTEGER && sqlite3_value_type (b) == SQLITE_INTEGER)
    return (sqlite3_value_int64 (a) > sqlite3_value_int64 (b)) - (sqlite3_value_int64 (a) < sqlite3_value_int64 (b));
  return (sqlite3_value_double (a) > sqlite3_value_double (b)) - (sqlite3_value_double (a) < sqlite3_value_double (b));
}

static int
compare_values (sqlite3_value *a, sqlite3_value *b, gboolean ignores_case)
{
  int class_a = get_class (sqlite3_value_type (a));
  int class_b = get_class (sqlite3_value_type (b));
  gconstpointer bytes_a;
  gconstpointer bytes_b;

  if (class_a != class_b)
    return class_a - class_b;
  if (class_a == 0)
    return 0;
  if (class_a == 1)
    return compare_numbers (a, b);
  bytes_a = class_a == 2 ? (gconstpointer) sqlite3_value_text (a) : sqlite3_value_blob (a);
  bytes_b = class_a == 2 ? (gconstpointer) sqlite3_value_text (b) : sqlite3_value_blob (b);
  return compare_bytes (bytes_a, (gsize) sqlite3_value_bytes (a), bytes_b, (gsize) sqlite3_value_bytes (b),
                        class_a == 2 && ignores_case);
}

/**
 * docket_list_statement_compare:
 * @self: a statement
 * @a: (element-type sqlite3_value): the sort values of a row
 * @key_a: its key
 * @b: (element-type sqlite3_value): those of another
 * @key_b: its key
 *
 * Returns: less than, equal to or greater than 0, as the list orders the rows
 */
int
docket_list_statement_compare (DocketListStatement *self, GPtrArray *a, gint64 key_a, GPtrArray *b, gint64 key_b)
{
  int order;

  if (docket_list_statement_get_key_direction (self) == 0)
    for (guint i = 0; i < self->orders->len; i++)
      {
        const DocketListOrder *by = &g_array_index (self->orders, DocketListOrder, i);

        order = compare_values (g_ptr_array_index (a, i), g_ptr_array_index (b, i), by->ignores_case);
        if (order != 0)
          return by->is_descending ? -order : order;
      }
  order = (key_a > key_b) - (key_a < key_b);
  return docket_list_statement_is_key_descending (self) ? -order : order;
}
