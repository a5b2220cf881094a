/* docket-text.c: text as people search and sort it
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "docket-text.h"

#include <string.h>
#include <unicode/ucol.h>

#include "docket-locale-private.h"

#define EMAIL_LENGTH 254

/* Letters that Unicode does not take apart. */
static const char *
find_plain_letter (gunichar c)
{
  switch (c)
    {
    case 0x00E6:
      return "ae";
    case 0x0153:
      return "oe";
    case 0x00F8:
      return "o";
    case 0x0111:
    case 0x00F0:
      return "d";
    case 0x0142:
      return "l";
    case 0x0127:
      return "h";
    case 0x0131:
      return "i";
    default:
      return NULL;
    }
}

/* Accents of Latin, Greek and Cyrillic letters; not the vowel signs of other scripts, which are letters to their
 * readers. */
static gboolean
is_accent (gunichar c)
{
  return (c >= 0x0300 && c <= 0x036F) || (c >= 0x1AB0 && c <= 0x1AFF) || (c >= 0x1DC0 && c <= 0x1DFF) ||
    (c >= 0x20D0 && c <= 0x20FF) || (c >= 0xFE20 && c <= 0xFE2F);
}

static void
append_folded (GString *folded, gunichar c)
{
  const char *letters = find_plain_letter (c);

  if (is_accent (c))
    return;
  if (g_unichar_isspace (c))
    {
      if (folded->len > 0 && folded->str[folded->len - 1] != ' ')
        g_string_append_c (folded, ' ');
    }
  else if (letters != NULL)
    g_string_append (folded, letters);
  else
    g_string_append_unichar (folded, c);
}

/**
 * docket_text_fold:
 * @text: any text
 *
 * Folds text for searching: without case, without accents, forms of one letter made the same, runs of white space made
 * one space and removed at both ends. Folding twice changes nothing.
 *
 * Returns: (transfer full): the folded text
 */
char *
docket_text_fold (const char *text)
{
  g_autofree char *valid = NULL;
  g_autofree char *lower = NULL;
  g_autofree char *decomposed = NULL;
  g_autoptr (GString) folded = NULL;

  g_return_val_if_fail (text != NULL, NULL);

  valid = g_utf8_make_valid (text, -1);
  lower = g_utf8_casefold (valid, -1);
  decomposed = g_utf8_normalize (lower, -1, G_NORMALIZE_NFKD);
  g_clear_pointer (&lower, g_free);
  lower = g_utf8_casefold (decomposed, -1);
  folded = g_string_sized_new (strlen (lower));
  for (const char *at = lower; *at != '\0'; at = g_utf8_next_char (at))
    append_folded (folded, g_utf8_get_char (at));
  if (folded->len > 0 && folded->str[folded->len - 1] == ' ')
    g_string_truncate (folded, folded->len - 1);
  return g_utf8_normalize (folded->str, -1, G_NORMALIZE_NFC);
}

/**
 * docket_text_normalize_email:
 * @email: an address as somebody wrote it
 *
 * Makes the forms of an e-mail address the same that reach the same person with every provider: no white space around
 * it, lower case.
 *
 * Returns: (transfer full): the address to compare by
 */
char *
docket_text_normalize_email (const char *email)
{
  g_autofree char *valid = NULL;

  g_return_val_if_fail (email != NULL, NULL);

  valid = g_utf8_make_valid (email, -1);
  g_strstrip (valid);
  return g_utf8_strdown (valid, -1);
}

/**
 * docket_text_is_email:
 * @email: a text
 *
 * Looks whether a text can be an e-mail address: one `@` with something on both sides, no white space, at most 254
 * bytes (RFC 5321). Only sending to it tells more.
 *
 * Returns: whether it can
 */
gboolean
docket_text_is_email (const char *email)
{
  const char *at;

  g_return_val_if_fail (email != NULL, FALSE);

  at = strchr (email, '@');
  if (at == NULL || at == email || at[1] == '\0' || strchr (at + 1, '@') != NULL || strlen (email) > EMAIL_LENGTH ||
      !g_utf8_validate (email, -1, NULL))
    return FALSE;
  for (const char *c = email; *c != '\0'; c = g_utf8_next_char (c))
    if (g_unichar_isspace (g_utf8_get_char (c)) || g_unichar_iscntrl (g_utf8_get_char (c)))
      return FALSE;
  return TRUE;
}

typedef struct
{
  const char *locale;
  UCollator *collator;
} Collation;

static void
collation_free (gpointer data)
{
  Collation *collation = data;

  g_clear_pointer (&collation->collator, ucol_close);
  g_free (collation);
}

static GPrivate collations = G_PRIVATE_INIT (collation_free);

/* The collator of this thread; %NULL where ICU has no data at all. */
static UCollator *
get_collator (void)
{
  Collation *collation = g_private_get (&collations);
  UErrorCode status = U_ZERO_ERROR;

  if (collation == NULL)
    {
      collation = g_new0 (Collation, 1);
      g_private_set (&collations, collation);
    }
  if (collation->locale == docket_locale_get ())
    return collation->collator;
  g_clear_pointer (&collation->collator, ucol_close);
  collation->locale = docket_locale_get ();
  collation->collator = ucol_open (collation->locale, &status);
  if (collation->collator != NULL)
    ucol_setAttribute (collation->collator, UCOL_NUMERIC_COLLATION, UCOL_ON, &status);
  return collation->collator;
}

/**
 * docket_text_sort_key:
 * @text: any text
 *
 * Makes bytes that compare as people of the current locale sort the text: `Ä` where they look for it, `Box 2` before
 * `Box 10`. Keys are of use only beside keys with the same [func@text_collation].
 *
 * Returns: (transfer full): the key
 */
GBytes *
docket_text_sort_key (const char *text)
{
  UCollator *collator = get_collator ();
  g_autofree UChar *wide = NULL;
  g_autofree guint8 *key = NULL;
  int length;
  int size;

  g_return_val_if_fail (text != NULL, NULL);

  if (collator == NULL)
    return g_bytes_new (text, strlen (text));
  wide = docket_locale_from_utf8 (text, &length);
  size = ucol_getSortKey (collator, wide, length, NULL, 0);
  key = g_malloc0 ((gsize) size + 1);
  ucol_getSortKey (collator, wide, length, key, size);
  return g_bytes_new_take (g_steal_pointer (&key), (gsize) MAX (size - 1, 0));
}

/**
 * docket_text_collation:
 *
 * Returns: (transfer none): a name for how text is sorted now: locale and version of its rules. Where it differs from
 *   the one that stored keys were made with, they must be made again.
 */
const char *
docket_text_collation (void)
{
  UCollator *collator = get_collator ();
  UVersionInfo version = { 0 };
  char text[U_MAX_VERSION_STRING_LENGTH] = "";
  g_autofree char *name = NULL;

  if (collator != NULL)
    ucol_getVersion (collator, version);
  u_versionToString (version, text);
  name = g_strdup_printf ("%s/%s", docket_locale_get (), text);
  return g_intern_string (name);
}
