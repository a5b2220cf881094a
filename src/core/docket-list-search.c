/* docket-list-search.c: turns what a person typed into a full-text expression
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "docket-list-search.h"

/* More words than a person types: what was pasted by mistake must not keep the machine busy. */
#define MAXIMUM_TOKENS 32

/* FTS5 sees no word in a token of punctuation or pictures alone, and would find nothing. */
static gboolean
has_word (const char *token)
{
  for (const char *at = token; *at != '\0'; at = g_utf8_next_char (at))
    if (g_unichar_isalnum (g_utf8_get_char (at)))
      return TRUE;
  return FALSE;
}

/* Between quotes nothing but the quote itself has a meaning: no *, no NEAR, no column filter. */
static void
append_token (GString *match, const char *token)
{
  if (match->len > 0)
    g_string_append_c (match, ' ');
  g_string_append_c (match, '"');
  for (const char *at = token; *at != '\0'; at++)
    {
      if (*at == '"')
        g_string_append_c (match, '"');
      g_string_append_c (match, *at);
    }
  g_string_append (match, "\"*");
}

static const char *
find_token_end (const char *start)
{
  while (*start != '\0' && !g_unichar_isspace (g_utf8_get_char (start)))
    start = g_utf8_next_char (start);
  return start;
}

/**
 * docket_list_search_to_match:
 * @text: (nullable): what a person typed
 *
 * Every token must begin a word; the order of the tokens does not matter.
 *
 * Returns: (transfer full) (nullable): the expression for MATCH; %NULL when @text holds no word
 */
char *
docket_list_search_to_match (const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text != NULL ? text : "", -1);
  g_autoptr (GString) match = g_string_new (NULL);
  guint n_tokens = 0;

  for (const char *at = valid; *at != '\0' && n_tokens < MAXIMUM_TOKENS;)
    {
      const char *end = find_token_end (at);
      g_autofree char *token = g_strndup (at, (gsize) (end - at));

      if (has_word (token))
        {
          append_token (match, token);
          n_tokens++;
        }
      at = *end != '\0' ? g_utf8_next_char (end) : end;
    }
  return match->len > 0 ? g_string_free (g_steal_pointer (&match), FALSE) : NULL;
}
