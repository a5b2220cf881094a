/* docket-locale.c: the person's locale
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "docket-locale-private.h"

#include <string.h>
#include <unicode/uloc.h>
#include <unicode/ustring.h>

/* Interned, so that caches compare pointers. */
static const char *current_locale;

static const char *
find_in_environment (void)
{
  static const char *const variables[] = { "LC_ALL", "LC_MONETARY", "LANG" };

  for (guint i = 0; i < G_N_ELEMENTS (variables); i++)
    {
      const char *value = g_getenv (variables[i]);

      if (value != NULL && *value != '\0')
        return value;
    }
  return "C";
}

static const char *
canonicalize (const char *locale)
{
  char buffer[ULOC_FULLNAME_CAPACITY] = "";
  UErrorCode status = U_ZERO_ERROR;

  if (strcmp (locale, "C") == 0 || g_str_has_prefix (locale, "C.") || strcmp (locale, "POSIX") == 0)
    return g_intern_static_string ("en");
  uloc_canonicalize (locale, buffer, sizeof buffer, &status);
  if (U_FAILURE (status) || status == U_STRING_NOT_TERMINATED_WARNING || *buffer == '\0')
    return g_intern_static_string ("en");
  return g_intern_string (buffer);
}

/*
 * docket_locale_set:
 * @locale: (nullable): such as `de_DE`; %NULL for the environment's
 *
 * Sets the locale for all threads.
 */
void
docket_locale_set (const char *locale)
{
  g_atomic_pointer_set (&current_locale, canonicalize (locale != NULL ? locale : find_in_environment ()));
}

/*
 * docket_locale_get:
 *
 * Returns: the locale as ICU spells it, an interned string
 */
const char *
docket_locale_get (void)
{
  const char *locale = g_atomic_pointer_get (&current_locale);

  if (locale == NULL)
    {
      locale = canonicalize (find_in_environment ());
      if (!g_atomic_pointer_compare_and_exchange (&current_locale, NULL, locale))
        locale = g_atomic_pointer_get (&current_locale);
    }
  return locale;
}

/*
 * docket_locale_to_utf8:
 * @text: (array length=length): UTF-16
 * @length: in code units, or -1 when it ends with 0
 *
 * Returns: (transfer full): the same in UTF-8
 */
char *
docket_locale_to_utf8 (const UChar *text, int length)
{
  g_autofree char *result = NULL;
  UErrorCode status = U_ZERO_ERROR;
  int size = (length < 0 ? u_strlen (text) : length) * 3 + 1;

  result = g_malloc0 ((gsize) size);
  u_strToUTF8WithSub (result, size, NULL, text, length, 0xFFFD, NULL, &status);
  return g_steal_pointer (&result);
}

/*
 * docket_locale_from_utf8:
 * @text: UTF-8; what is not becomes U+FFFD
 * @length: (out): of the result in code units
 *
 * Returns: (transfer full): the same in UTF-16, ending with 0
 */
UChar *
docket_locale_from_utf8 (const char *text, int *length)
{
  gsize size = strlen (text);
  g_autofree UChar *result = g_new0 (UChar, size + 1);
  UErrorCode status = U_ZERO_ERROR;

  *length = 0;
  if (size < G_MAXINT)
    u_strFromUTF8WithSub (result, (int) size + 1, length, text, (int) size, 0xFFFD, NULL, &status);
  return g_steal_pointer (&result);
}
