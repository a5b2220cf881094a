/* docket-database-memory.c: what a writer remembers of its own tables
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Most commands ask for the same few things, which seldom change. The connection that writes is the
 * only one that changes them, so it may keep the answers. All of them are forgotten together: by evolve when it touches such a
 * table, and whenever anything is taken back or somebody else had the connection. Where nothing is remembered the tables are
 * asked, which gives the same. A reader remembers nothing, since it does not see what others change. */

#include "docket-database-memory.h"
#include "docket-statement.h"

#define MOST_VALUES 2000

typedef struct
{
  gpointer value;
  GDestroyNotify free_value;
} Remembered;

static void
remembered_free (gpointer data)
{
  Remembered *remembered = data;

  remembered->free_value (remembered->value);
  g_free (remembered);
}

GHashTable *
docket_database_memory_new (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, remembered_free);
}

/**
 * docket_database_recall: (skip)
 * @self: a database
 * @key: what the value was remembered by
 *
 * Returns: (transfer none) (nullable): the value, until anything is written, remembered or taken back
 */
gpointer
docket_database_recall (DocketDatabase *self, const char *key)
{
  GHashTable *memory = docket_database_get_memory (self);
  Remembered *remembered = memory != NULL ? g_hash_table_lookup (memory, key) : NULL;

  return remembered != NULL ? remembered->value : NULL;
}

/**
 * docket_database_remember: (skip)
 * @self: a database
 * @key: what to remember it by
 * @value: (transfer full): what the tables said; not to be changed
 * @free_value: frees it
 *
 * Keeps what was read, in a writer.
 *
 * Returns: whether it was taken; a reader leaves it to the caller
 */
gboolean
docket_database_remember (DocketDatabase *self, const char *key, gpointer value, GDestroyNotify free_value)
{
  GHashTable *memory = docket_database_get_memory (self);
  Remembered *remembered;

  if (memory == NULL)
    return FALSE;
  if (g_hash_table_size (memory) >= MOST_VALUES)
    docket_database_forget (self);
  remembered = g_new (Remembered, 1);
  *remembered = (Remembered){ value, free_value };
  g_hash_table_insert (memory, g_strdup (key), remembered);
  return TRUE;
}

/**
 * docket_database_forget: (skip)
 * @self: a database
 *
 * Forgets all that was remembered, because it may not be so any more.
 */
void
docket_database_forget (DocketDatabase *self)
{
  GHashTable *memory = docket_database_get_memory (self);

  if (memory != NULL)
    g_hash_table_remove_all (memory);
}
