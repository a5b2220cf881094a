/* docket-search-index.c: the words that rows are found by
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "docket-search-index.h"

/* FTS5 writes a new piece of its index at each commit. Left to itself it puts pieces together now and then within a commit, which
 * takes up to 25 milliseconds in a small shop already, and somebody waits for that commit. Here it is done bit by bit
 * when nothing else is to be done; where pieces come too fast for that, FTS5 still puts sixteen of them together at once. */
#define PAGES_AT_ONCE 16

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
  const char *set_up_sql;
  const char *tidy_sql;
  gboolean is_set_up;
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
  self->set_up_sql = make_sql ("INSERT INTO %s (%s, rank) VALUES ('automerge', 0)", table);
  self->tidy_sql = make_sql ("INSERT INTO %s (%s, rank) VALUES ('merge', ?)", table);
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
  if (self->words->len > 0 && !self->is_set_up)
    {
      if (!docket_database_run (database, error, self->set_up_sql, NULL))
        return FALSE;
      self->is_set_up = TRUE;
    }
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
 * Drops what was gathered. The table may be another one from now on, or as it was before.
 */
void
docket_search_index_forget (DocketSearchIndex *self)
{
  g_array_set_size (self->words, 0);
  self->is_set_up = FALSE;
}

/**
 * docket_search_index_tidy:
 * @self: an index
 * @database: the read database, in a transaction
 * @has_more: (inout): set to %TRUE when something was done, so that there may be more
 * @error: return location
 *
 * Puts some pieces of the index together, which nobody needs but whoever searches next, a little.
 *
 * Returns: whether it could
 */
gboolean
docket_search_index_tidy (DocketSearchIndex *self, DocketDatabase *database, gboolean *has_more, GError **error)
{
  sqlite3 *connection = docket_database_get_connection (database);
  gint64 n_before = sqlite3_total_changes64 (connection);

  if (!docket_database_run (database, error, self->tidy_sql, "i", (gint64) PAGES_AT_ONCE))
    return FALSE;
  /* The statement itself counts as one change. */
  if (sqlite3_total_changes64 (connection) - n_before > 1)
    *has_more = TRUE;
  return TRUE;
}
