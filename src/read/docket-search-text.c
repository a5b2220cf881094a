/* docket-search-text.c: what a search finds an order or a customer by
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "docket-search-text.h"

#include <string.h>

/* How many of a phone's last digits are words of their own: what people type without the country and the area. */
static const gsize phone_endings[] = { 4, 6, 7, 8, 9, 10 };

static gboolean
is_of_word (char letter)
{
  return g_ascii_isalnum (letter) || (guchar) letter >= 128;
}

/* TEA-014, 0.3, 2026/17: digits, and something between them and other letters. */
static gboolean
is_code (const char *word, gsize length)
{
  gboolean has_digit = FALSE;
  gboolean has_separator = FALSE;

  for (gsize i = 0; i < length; i++)
    {
      has_digit = has_digit || g_ascii_isdigit (word[i]);
      has_separator = has_separator || !is_of_word (word[i]);
    }
  return has_digit && has_separator;
}

static void
append_joined (GString *text, const char *word, gsize length)
{
  for (gsize i = 0; i < length; i++)
    if (is_of_word (word[i]))
      g_string_append_c (text, word[i]);
}

/* The index knows no places of words: a code is a word as a whole too. */
static void
add_codes (GString *text, const char *words)
{
  static const char spaces[] = " \t\n";

  for (const char *at = words + strspn (words, spaces); *at != '\0';)
    {
      gsize length = strcspn (at, spaces);

      if (is_code (at, length))
        {
          g_string_append_c (text, ' ');
          append_joined (text, at, length);
        }
      at += length;
      at += strspn (at, spaces);
    }
}

/**
 * docket_search_text_add:
 * @text: the words so far
 * @words: (nullable): more of them
 *
 * Adds words to what is indexed. An `@` would join words, so it separates here. `TEA-014` is `TEA`, `014`, and `TEA014`.
 */
void
docket_search_text_add (GString *text, const char *words)
{
  if (words == NULL || *words == '\0')
    return;
  if (text->len > 0)
    g_string_append_c (text, ' ');
  for (const char *at = words; *at != '\0'; at++)
    g_string_append_c (text, *at == '@' ? ' ' : *at);
  add_codes (text, words);
}

/**
 * docket_search_text_add_email:
 * @text: the words so far
 * @email: (nullable): an address
 *
 * Adds the whole address as one word and the part before the `@`. The domain is no word of its own: every
 * other customer has the same, and a search for it would find them all.
 */
void
docket_search_text_add_email (GString *text, const char *email)
{
  const char *at = email != NULL ? strchr (email, '@') : NULL;
  g_autofree char *local = at != NULL ? g_strndup (email, at - email) : NULL;

  if (at == NULL)
    {
      docket_search_text_add (text, email);
      return;
    }
  docket_search_text_add (text, local);
  g_string_append_c (text, ' ');
  for (; *email != '\0'; email++)
    if (is_of_word (*email) || *email == '@')
      g_string_append_c (text, *email);
}

/**
 * docket_search_text_add_phone:
 * @text: the words so far
 * @phone: (nullable): a number as it was typed
 *
 * Adds the digits, and the last ones again: people leave out the country's prefix.
 */
void
docket_search_text_add_phone (GString *text, const char *phone)
{
  g_autoptr (GString) digits = g_string_new (NULL);

  for (const char *at = phone; at != NULL && *at != '\0'; at++)
    if (g_ascii_isdigit (*at))
      g_string_append_c (digits, *at);
  if (digits->len < phone_endings[0])
    return;
  docket_search_text_add (text, digits->str);
  for (guint i = 0; i < G_N_ELEMENTS (phone_endings) && phone_endings[i] < digits->len; i++)
    docket_search_text_add (text, digits->str + digits->len - phone_endings[i]);
}

/**
 * docket_search_text_add_contact:
 * @text: the words so far
 * @contact: (nullable): a person
 *
 * Adds name, e-mail and phone.
 */
void
docket_search_text_add_contact (GString *text, DocketContact *contact)
{
  if (contact == NULL)
    return;
  docket_search_text_add (text, contact->name);
  docket_search_text_add_email (text, contact->email);
  docket_search_text_add_phone (text, contact->phone);
}

static gboolean
is_phone (const char *typed)
{
  guint n_digits = 0;
  gboolean has_separator = FALSE;

  for (const char *at = typed; *at != '\0'; at++)
    {
      if (g_ascii_isdigit (*at))
        n_digits++;
      else if (strchr (" +-/().", *at) != NULL)
        has_separator = TRUE;
      else
        return FALSE;
    }
  return has_separator && n_digits >= 5;
}

/**
 * docket_search_text_prepare:
 * @typed: what a person typed
 *
 * Brings it to the form in which the words were indexed: a phone number loses its separators and the zero in front,
 * an e-mail its dots, a number its `#`, a code its hyphens.
 *
 * Returns: (transfer full): what to search for
 */
char *
docket_search_text_prepare (const char *typed)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_auto (GStrv) words = NULL;

  if (is_phone (typed))
    {
      for (const char *at = typed; *at != '\0'; at++)
        if (g_ascii_isdigit (*at) && (*at != '0' || text->len > 0))
          g_string_append_c (text, *at);
      return g_string_free (g_steal_pointer (&text), FALSE);
    }
  words = g_strsplit_set (typed, " \t\n", -1);
  for (guint i = 0; words[i] != NULL; i++)
    {
      gboolean is_email = strchr (words[i], '@') != NULL && words[i][0] != '@';
      gboolean is_joined = !is_email && is_code (words[i], strlen (words[i]));

      if (text->len > 0)
        g_string_append_c (text, ' ');
      if (is_joined)
        append_joined (text, words[i], strlen (words[i]));
      for (const char *at = words[i]; *at != '\0' && !is_joined; at++)
        if (!is_email || is_of_word (*at) || *at == '@')
          g_string_append_c (text, !is_email && *at == '@' ? ' ' : *at);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}
