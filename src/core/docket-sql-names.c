/* docket-sql-names.c: gives the tables that SQL speaks of other names
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "docket-sql-names.h"

#include <string.h>

/* What a person who reads SQL takes for one piece. */
typedef enum
{
  PIECE_WORD,
  PIECE_QUOTED_NAME,
  PIECE_OTHER,
} Piece;

static gboolean
is_word (char byte)
{
  return g_ascii_isalnum (byte) || byte == '_' || byte == '$' || (guchar) byte >= 128;
}

/* Up to the closing mark, two of which stand for one. */
static const char *
skip_quoted (const char *at, char mark)
{
  for (at++; *at != '\0'; at++)
    {
      if (*at == mark && at[1] != mark)
        return at + 1;
      if (*at == mark)
        at++;
    }
  return at;
}

static const char *
skip_past (const char *at, const char *end)
{
  const char *found = strstr (at, end);

  return found != NULL ? found + strlen (end) : at + strlen (at);
}

static const char *
skip_word (const char *at)
{
  while (is_word (*at))
    at++;
  return at;
}

/* A parameter such as :name is no word. */
static const char *
skip_piece (const char *at, Piece *piece)
{
  *piece = PIECE_OTHER;
  if (*at == '\'')
    return skip_quoted (at, '\'');
  if (strncmp (at, "--", 2) == 0)
    return skip_past (at, "\n");
  if (strncmp (at, "/*", 2) == 0)
    return skip_past (at + 2, "*/");
  if (strchr ("?:@", *at) != NULL)
    return skip_word (at + 1);
  if (*at == '"' || *at == '`')
    {
      *piece = PIECE_QUOTED_NAME;
      return skip_quoted (at, *at);
    }
  if (!is_word (*at))
    return at + 1;
  *piece = PIECE_WORD;
  return skip_word (at);
}

static gboolean
is_one_of (const char *const *tables, const char *name, gsize length)
{
  for (guint i = 0; tables[i] != NULL; i++)
    if (strlen (tables[i]) == length && g_ascii_strncasecmp (tables[i], name, length) == 0)
      return TRUE;
  return FALSE;
}

static gboolean
is_keyword (const char *begin, const char *end, const char *keyword)
{
  return (gsize) (end - begin) == strlen (keyword) && g_ascii_strncasecmp (begin, keyword, strlen (keyword)) == 0;
}

/* Whether the name that follows the word is an index's, which belongs to the table and must be unique as well. */
static gboolean
is_before_index (const char *begin, const char *end, gboolean was_before_index)
{
  if (is_keyword (begin, end, "INDEX"))
    return TRUE;
  return was_before_index && (is_keyword (begin, end, "IF") || is_keyword (begin, end, "NOT") || is_keyword (begin, end, "EXISTS"));
}

/**
 * docket_sql_names_add_suffix:
 * @sql: any number of statements
 * @tables: (array zero-terminated=1): names of tables
 * @suffix: what comes behind them, made of letters, digits and `_`
 *
 * Gives these tables, and every index that is created, another name wherever the statements speak of them. Strings,
 * comments and parameters stay as they are. A column must not be called like one of the tables; the one that FTS5 gives to
 * each of its tables is the table's own name and changes with it.
 *
 * Returns: (transfer full): the same statements about the other tables
 */
char *
docket_sql_names_add_suffix (const char *sql, const char *const *tables, const char *suffix)
{
  g_autoptr (GString) renamed = g_string_sized_new (strlen (sql) + 64);
  gboolean is_index = FALSE;

  for (const char *at = sql, *end; *at != '\0'; at = end)
    {
      Piece piece;
      gboolean is_quoted;
      gboolean is_keyword_of_index;

      end = skip_piece (at, &piece);
      is_quoted = piece == PIECE_QUOTED_NAME;
      g_string_append_len (renamed, at, end - at);
      if (piece == PIECE_OTHER)
        continue;
      is_keyword_of_index = !is_quoted && is_before_index (at, end, is_index);
      if ((is_index && !is_keyword_of_index) || is_one_of (tables, at + is_quoted, (gsize) (end - at) - 2 * (gsize) is_quoted))
        g_string_insert (renamed, (gssize) renamed->len - is_quoted, suffix);
      is_index = is_keyword_of_index;
    }
  return g_string_free (g_steal_pointer (&renamed), FALSE);
}
