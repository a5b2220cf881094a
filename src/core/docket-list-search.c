/* docket-list-search.c: turns what a person typed into a full-text expression
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "docket-list-search.h"

/* More words than a person types: what was pasted by mistake must not keep the machine busy. */
#define MAXIMUM_TOKENS 32

/* What FTS5's unicode61 takes for a part of a word, with `@`. */
static gboolean
is_of_word (gunichar letter)
{
  return letter == '@' || g_unichar_isalnum (letter);
}

static const char *
find_word (const char *at)
{
  while (*at != '\0' && !g_unichar_isalnum (g_utf8_get_char (at)))
    at = g_utf8_next_char (at);
  return at;
}

static const char *
find_word_end (const char *at)
{
  while (*at != '\0' && (is_of_word (g_utf8_get_char (at)) || g_unichar_ismark (g_utf8_get_char (at))))
    at = g_utf8_next_char (at);
  return at;
}

/**
 * docket_list_search_to_match:
 * @text: (nullable): what a person typed
 *
 * Every word of it must begin a word of the row; their order does not matter. Each stands between quotes, where nothing has a
 * meaning (no NEAR, no AND), and alone: an index without the places of words knows no phrases.
 *
 * Returns: (transfer full) (nullable): the expression for MATCH; %NULL when @text holds no word
 */
char *
docket_list_search_to_match (const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text != NULL ? text : "", -1);
  g_autoptr (GString) match = g_string_new (NULL);
  guint n_tokens = 0;

  for (const char *at = find_word (valid); *at != '\0' && n_tokens < MAXIMUM_TOKENS; at = find_word (at))
    {
      const char *end = find_word_end (at);

      g_string_append_printf (match, "%s\"%.*s\"*", n_tokens > 0 ? " " : "", (int) (end - at), at);
      n_tokens++;
      at = end;
    }
  return match->len > 0 ? g_string_free (g_steal_pointer (&match), FALSE) : NULL;
}
