/* docket-search-index.c: the words that rows are found by
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "docket-search-index.h"

typedef struct
{
  gint64 key;
  gboolean is_removal;
  char *text;
} Words;

struct _DocketSearchIndex
{
  const char *add_sql;
  const char *remove_sql;
  GArray *words;
};

static void
clear_words (gpointer data)
{
  g_free (((Words *) data)->text);
}

static const char *
make_sql (const char *format, const char *table)
{
  g_autoptr (GString) sql = g_string_new (format);

  g_string_replace (sql, "%s", table, 0);
  return g_intern_string (sql->str);
}

/**
 * docket_search_index_new:
 * @table: made by DOCKET_SEARCH_INDEX_TABLE
 *
 * Returns: (transfer full): nothing gathered yet
 */
DocketSearchIndex *
docket_search_index_new (const char *table)
{
  DocketSearchIndex *self = g_new0 (DocketSearchIndex, 1);

  self->add_sql = make_sql ("INSERT INTO %s (rowid, text) VALUES (?, ?)", table);
  self->remove_sql = make_sql ("INSERT INTO %s (%s, rowid, text) VALUES ('delete', ?, ?)", table);
  self->words = g_array_new (FALSE, FALSE, sizeof (Words));
  g_array_set_clear_func (self->words, clear_words);
  return self;
}

/**
 * docket_search_index_free:
 * @self: (transfer full): an index
 */
void
docket_search_index_free (DocketSearchIndex *self)
{
  g_array_unref (self->words);
  g_free (self);
}

static void
gather (DocketSearchIndex *self, gint64 key, gboolean is_removal, const char *text)
{
  Words words = { key, is_removal, g_strdup (text) };

  g_array_append_val (self->words, words);
}

/**
 * docket_search_index_add:
 * @self: an index
 * @key: a row's key
 * @text: words, beside those that the row is found by already
 */
void
docket_search_index_add (DocketSearchIndex *self, gint64 key, const char *text)
{
  gather (self, key, FALSE, text);
}

/**
 * docket_search_index_remove:
 * @self: an index
 * @key: a row's key
 * @text: exactly what was added; the index keeps no copy that could tell
 */
void
docket_search_index_remove (DocketSearchIndex *self, gint64 key, const char *text)
{
  gather (self, key, TRUE, text);
}

static int
compare_keys (gconstpointer a, gconstpointer b)
{
  gint64 first = ((const Words *) a)->key;
  gint64 second = ((const Words *) b)->key;

  return (first > second) - (first < second);
}

/**
 * docket_search_index_flush:
 * @self: an index
 * @database: the read database, in a transaction
 * @error: return location
 *
 * Writes what was gathered, row by row; what was said of one row in the order in which it was said.
 *
 * Returns: whether it could
 */
gboolean
docket_search_index_flush (DocketSearchIndex *self, DocketDatabase *database, GError **error)
{
  g_array_sort (self->words, compare_keys);
  for (guint i = 0; i < self->words->len; i++)
    {
      const Words *words = &g_array_index (self->words, Words, i);

      if (!docket_database_run (database, error, words->is_removal ? self->remove_sql : self->add_sql, "it", words->key, words->text))
        return FALSE;
    }
  docket_search_index_forget (self);
  return TRUE;
}

/**
 * docket_search_index_forget:
 * @self: an index
 *
 * Drops what was gathered.
 */
void
docket_search_index_forget (DocketSearchIndex *self)
{
  g_array_set_size (self->words, 0);
}
