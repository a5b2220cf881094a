/* docket-json-reader.c: reads JSON text strictly, token by token
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "docket-json-reader.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "docket-error.h"

#define MAXIMUM_DEPTH 64

/* Messages come untranslated: nothing is looked up while all is well. */
static gboolean
fail (DocketJsonReader *reader, const char *at, const char *message, GError **error)
{
  int line = 1;
  const char *line_start = reader->text;

  for (const char *c = reader->text; c < at; c++)
    if (*c == '\n')
      {
        line++;
        line_start = c + 1;
      }
  docket_error_set (error, DOCKET_ERROR_SYNTAX, NULL, _("Line %d, column %d: %s"), line,
                    (int) g_utf8_strlen (line_start, at - line_start) + 1, _(message));
  return FALSE;
}

static void
skip_space (DocketJsonReader *reader)
{
  while (reader->at < reader->end && (*reader->at == ' ' || *reader->at == '\n' || *reader->at == '\r' || *reader->at == '\t'))
    reader->at++;
}

static gboolean
is_at (DocketJsonReader *reader, char character)
{
  return reader->at < reader->end && *reader->at == character;
}

static gboolean
fail_here (DocketJsonReader *reader, const char *message, GError **error)
{
  if (reader->at == reader->end)
    message = N_("the text ends too early");
  return fail (reader, reader->at, message, error);
}

static gboolean
begin (DocketJsonReader *reader, char bracket, const char *message, GError **error)
{
  skip_space (reader);
  if (!is_at (reader, bracket))
    return fail_here (reader, message, error);
  if (reader->depth == MAXIMUM_DEPTH)
    return fail (reader, reader->at, N_("it is nested too deeply"), error);
  reader->depth++;
  reader->at++;
  reader->first = TRUE;
  return TRUE;
}

static void
end (DocketJsonReader *reader)
{
  reader->depth--;
  reader->at++;
  reader->first = FALSE;
}

/* Passes the comma before all but the first. */
static gboolean
begin_next (DocketJsonReader *reader, const char *message, GError **error)
{
  if (reader->first)
    {
      reader->first = FALSE;
      return TRUE;
    }
  if (!is_at (reader, ','))
    return fail_here (reader, message, error);
  reader->at++;
  skip_space (reader);
  return TRUE;
}

static gboolean
read_hex (const char *at, const char *last, gunichar *value)
{
  if (last - at < 4)
    return FALSE;
  *value = 0;
  for (guint i = 0; i < 4; i++)
    {
      if (!g_ascii_isxdigit (at[i]))
        return FALSE;
      *value = *value << 4 | (gunichar) g_ascii_xdigit_value (at[i]);
    }
  return TRUE;
}

/* The four digits after \u, and the second half of a surrogate pair where the first asks for one. */
static const char *
read_unicode_escape (DocketJsonReader *reader, const char *at, GError **error)
{
  gunichar character, low;
  const char *after = at + 4;

  if (!read_hex (at, reader->end, &character))
    {
      fail (reader, at, N_("\\u needs four hexadecimal digits"), error);
      return NULL;
    }
  if (character == 0)
    {
      fail (reader, at, N_("text cannot hold the character U+0000"), error);
      return NULL;
    }
  if (character >= 0xd800 && character <= 0xdfff)
    {
      if (character >= 0xdc00 || reader->end - after < 2 || after[0] != '\\' || after[1] != 'u' ||
          !read_hex (after + 2, reader->end, &low) || low < 0xdc00 || low > 0xdfff)
        {
          fail (reader, at, N_("half of a surrogate pair is missing"), error);
          return NULL;
        }
      character = 0x10000 + ((character - 0xd800) << 10) + (low - 0xdc00);
      after += 6;
    }
  g_string_append_unichar (reader->scratch, character);
  return after;
}

static const char *
read_escape (DocketJsonReader *reader, const char *at, GError **error)
{
  static const char plain[][2] = {
    { '"', '"' }, { '\\', '\\' }, { '/', '/' }, { 'b', '\b' }, { 'f', '\f' }, { 'n', '\n' }, { 'r', '\r' }, { 't', '\t' },
  };

  if (at < reader->end && *at == 'u')
    return read_unicode_escape (reader, at + 1, error);
  if (at < reader->end)
    for (guint i = 0; i < G_N_ELEMENTS (plain); i++)
      if (*at == plain[i][0])
        {
          g_string_append_c (reader->scratch, plain[i][1]);
          return at + 1;
        }
  fail (reader, at, N_("\\ begins no escape that JSON knows"), error);
  return NULL;
}

/* Reads up to the quote that ends the string, into scratch. */
static gboolean
read_string (DocketJsonReader *reader, GError **error)
{
  const char *start = reader->at + 1;
  const char *at = start;
  const char *invalid;
  guchar bits = 0;

  g_string_truncate (reader->scratch, 0);
  while (at < reader->end && *at != '"')
    {
      guchar character = (guchar) *at;

      if (G_UNLIKELY (character < 0x20))
        return fail (reader, at, N_("a string cannot hold a control character"), error);
      bits |= character;
      if (G_LIKELY (character != '\\'))
        {
          at++;
          continue;
        }
      g_string_append_len (reader->scratch, start, at - start);
      start = at = read_escape (reader, at + 1, error);
      if (at == NULL)
        return FALSE;
    }
  if (at >= reader->end)
    return fail (reader, reader->end, N_("the text ends inside a string"), error);
  if ((bits & 0x80) != 0 && !g_utf8_validate_len (reader->at, (gsize) (at - reader->at), &invalid))
    return fail (reader, invalid, N_("the text is not UTF-8"), error);
  g_string_append_len (reader->scratch, start, at - start);
  reader->at = at + 1;
  return TRUE;
}

/* The end of the number that begins at reader->at; NULL when it is none. */
static const char *
find_number_end (DocketJsonReader *reader, gboolean *is_integer)
{
  const char *at = reader->at;

  *is_integer = TRUE;
#define DIGITS() \
  if (at == reader->end || !g_ascii_isdigit (*at)) \
    return NULL; \
  while (at < reader->end && g_ascii_isdigit (*at)) \
    at++

  if (at < reader->end && *at == '-')
    at++;
  if (at < reader->end && *at == '0')
    at++;
  else
    {
      DIGITS ();
    }
  if (at < reader->end && *at == '.')
    {
      *is_integer = FALSE;
      at++;
      DIGITS ();
    }
  if (at < reader->end && (*at == 'e' || *at == 'E'))
    {
      *is_integer = FALSE;
      at++;
      if (at < reader->end && (*at == '+' || *at == '-'))
        at++;
      DIGITS ();
    }
#undef DIGITS
  /* What may not follow a number, such as in 01 or 1x. */
  return at < reader->end && (g_ascii_isalnum (*at) || *at == '.' || *at == '+' || *at == '-') ? NULL : at;
}

static gboolean
read_word (DocketJsonReader *reader, const char *word, GError **error)
{
  gsize length = strlen (word);

  if ((gsize) (reader->end - reader->at) < length || memcmp (reader->at, word, length) != 0 ||
      (reader->at + length < reader->end && g_ascii_isalnum (reader->at[length])))
    return fail_here (reader, N_("no JSON value begins here"), error);
  reader->at += length;
  return TRUE;
}

static gboolean
skip_members (DocketJsonReader *reader, GError **error)
{
  g_autoptr (GError) local_error = NULL;

  if (!docket_json_reader_begin_object (reader, error))
    return FALSE;
  while (docket_json_reader_next_member (reader, &local_error) != NULL)
    if (!docket_json_reader_skip (reader, error))
      return FALSE;
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

static gboolean
skip_elements (DocketJsonReader *reader, GError **error)
{
  g_autoptr (GError) local_error = NULL;

  if (!docket_json_reader_begin_array (reader, error))
    return FALSE;
  while (docket_json_reader_next_element (reader, &local_error))
    if (!docket_json_reader_skip (reader, error))
      return FALSE;
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

/**
 * docket_json_reader_init:
 * @reader: the reader
 * @text: what to read, which must stay as it is meanwhile
 * @length: its bytes, -1 when it ends with a NUL
 *
 * Begins to read. docket_json_reader_clear() ends it.
 */
void
docket_json_reader_init (DocketJsonReader *reader, const char *text, gssize length)
{
  reader->text = text;
  reader->at = text;
  reader->end = text + (length < 0 ? strlen (text) : (gsize) length);
  reader->depth = 0;
  reader->first = FALSE;
  reader->scratch = g_string_sized_new (256);
}

/**
 * docket_json_reader_clear:
 * @reader: the reader
 *
 * Frees what reading needed. Strings that the reader gave are gone with it.
 */
void
docket_json_reader_clear (DocketJsonReader *reader)
{
  g_string_free (reader->scratch, TRUE);
  reader->scratch = NULL;
}

/**
 * docket_json_reader_peek:
 * @reader: the reader
 *
 * Looks at the value that comes next by its first character.
 *
 * Returns: what it is, unless the rest of it turns out to be malformed
 */
DocketJsonType
docket_json_reader_peek (DocketJsonReader *reader)
{
  skip_space (reader);
  if (reader->at == reader->end)
    return DOCKET_JSON_INVALID;
  switch (*reader->at)
    {
    case '{':
      return DOCKET_JSON_OBJECT;
    case '[':
      return DOCKET_JSON_ARRAY;
    case '"':
      return DOCKET_JSON_STRING;
    case 't':
    case 'f':
      return DOCKET_JSON_BOOLEAN;
    case 'n':
      return DOCKET_JSON_NULL;
    default:
      return g_ascii_isdigit (*reader->at) || *reader->at == '-' ? DOCKET_JSON_NUMBER : DOCKET_JSON_INVALID;
    }
}

/**
 * docket_json_reader_begin_object:
 * @reader: the reader
 * @error: return location
 *
 * Enters an object. docket_json_reader_next_member() then gives its members.
 *
 * Returns: whether there is one; %DOCKET_ERROR_SYNTAX otherwise
 */
gboolean
docket_json_reader_begin_object (DocketJsonReader *reader, GError **error)
{
  return begin (reader, '{', N_("an object must begin here"), error);
}

/**
 * docket_json_reader_next_member:
 * @reader: the reader
 * @error: return location
 *
 * Reads the name of the object's next member; its value must be read or skipped before the next call. After the
 * last member it leaves the object.
 *
 * Returns: (nullable): the name, valid until the next call; %NULL without an error when there is none left,
 *   %NULL with %DOCKET_ERROR_SYNTAX for text that is no member
 */
const char *
docket_json_reader_next_member (DocketJsonReader *reader, GError **error)
{
  skip_space (reader);
  if (is_at (reader, '}'))
    {
      end (reader);
      return NULL;
    }
  if (!begin_next (reader, N_("a comma or a closing brace is missing"), error))
    return NULL;
  if (!is_at (reader, '"'))
    {
      fail_here (reader, N_("the name of a member must begin here"), error);
      return NULL;
    }
  if (!read_string (reader, error))
    return NULL;
  skip_space (reader);
  if (!is_at (reader, ':'))
    {
      fail_here (reader, N_("a colon is missing"), error);
      return NULL;
    }
  reader->at++;
  return reader->scratch->str;
}

/**
 * docket_json_reader_begin_array:
 * @reader: the reader
 * @error: return location
 *
 * Enters an array. docket_json_reader_next_element() then goes through its elements.
 *
 * Returns: whether there is one; %DOCKET_ERROR_SYNTAX otherwise
 */
gboolean
docket_json_reader_begin_array (DocketJsonReader *reader, GError **error)
{
  return begin (reader, '[', N_("an array must begin here"), error);
}

/**
 * docket_json_reader_next_element:
 * @reader: the reader
 * @error: return location
 *
 * Goes to the array's next element, which must be read or skipped before the next call. After the last element
 * it leaves the array.
 *
 * Returns: whether there is one; %FALSE with %DOCKET_ERROR_SYNTAX for text that is none
 */
gboolean
docket_json_reader_next_element (DocketJsonReader *reader, GError **error)
{
  skip_space (reader);
  if (is_at (reader, ']'))
    {
      end (reader);
      return FALSE;
    }
  return begin_next (reader, N_("a comma or a closing bracket is missing"), error);
}

/**
 * docket_json_reader_string:
 * @reader: the reader
 * @length: (out) (optional): its bytes
 * @error: return location
 *
 * Reads a string. It is valid UTF-8 and holds no NUL.
 *
 * Returns: (nullable): the string, valid until the next call; %NULL with %DOCKET_ERROR_SYNTAX
 */
const char *
docket_json_reader_string (DocketJsonReader *reader, gsize *length, GError **error)
{
  skip_space (reader);
  if (!is_at (reader, '"'))
    {
      fail_here (reader, N_("a string must begin here"), error);
      return NULL;
    }
  if (!read_string (reader, error))
    return NULL;
  if (length != NULL)
    *length = reader->scratch->len;
  return reader->scratch->str;
}

/**
 * docket_json_reader_integer:
 * @reader: the reader
 * @value: (out): the number
 * @error: return location
 *
 * Reads a whole number of 64 bits, written without a fraction or an exponent.
 *
 * Returns: whether there is one; %DOCKET_ERROR_INVALID for another number, which may be skipped,
 *   %DOCKET_ERROR_SYNTAX otherwise
 */
gboolean
docket_json_reader_integer (DocketJsonReader *reader, gint64 *value, GError **error)
{
  const char *last;
  const char *at;
  gboolean is_integer, is_negative;
  guint64 limit, result = 0;

  skip_space (reader);
  last = find_number_end (reader, &is_integer);
  if (last == NULL)
    return fail_here (reader, N_("a whole number must begin here"), error);
  is_negative = *reader->at == '-';
  limit = is_negative ? (guint64) G_MAXINT64 + 1 : (guint64) G_MAXINT64;
  for (at = reader->at + is_negative; is_integer && at < last; at++)
    {
      guint digit = (guint) (*at - '0');

      is_integer = result <= (limit - digit) / 10;
      result = result * 10 + digit;
    }
  if (!is_integer)
    {
      docket_error_set (error, DOCKET_ERROR_INVALID, NULL, _("%.*s is not a whole number of 64 bits"),
                        (int) MIN (last - reader->at, 40), reader->at);
      return FALSE;
    }
  *value = is_negative ? (gint64) (0 - result) : (gint64) result;
  reader->at = last;
  return TRUE;
}

/**
 * docket_json_reader_boolean:
 * @reader: the reader
 * @value: (out): the truth
 * @error: return location
 *
 * Reads `true` or `false`.
 *
 * Returns: whether there is one; %DOCKET_ERROR_SYNTAX otherwise
 */
gboolean
docket_json_reader_boolean (DocketJsonReader *reader, gboolean *value, GError **error)
{
  gboolean is_true;

  skip_space (reader);
  is_true = is_at (reader, 't');
  if (!read_word (reader, is_true ? "true" : "false", error))
    return FALSE;
  *value = is_true;
  return TRUE;
}

/**
 * docket_json_reader_null:
 * @reader: the reader
 * @error: return location
 *
 * Reads `null`.
 *
 * Returns: whether it is there; %DOCKET_ERROR_SYNTAX otherwise
 */
gboolean
docket_json_reader_null (DocketJsonReader *reader, GError **error)
{
  skip_space (reader);
  return read_word (reader, "null", error);
}

/**
 * docket_json_reader_skip:
 * @reader: the reader
 * @error: return location
 *
 * Passes over one value with all that is in it, which must be well-formed all the same.
 *
 * Returns: whether there is one; %DOCKET_ERROR_SYNTAX otherwise
 */
gboolean
docket_json_reader_skip (DocketJsonReader *reader, GError **error)
{
  const char *last;
  gboolean ignored;

  switch (docket_json_reader_peek (reader))
    {
    case DOCKET_JSON_OBJECT:
      return skip_members (reader, error);
    case DOCKET_JSON_ARRAY:
      return skip_elements (reader, error);
    case DOCKET_JSON_STRING:
      return read_string (reader, error);
    case DOCKET_JSON_BOOLEAN:
      return docket_json_reader_boolean (reader, &ignored, error);
    case DOCKET_JSON_NULL:
      return docket_json_reader_null (reader, error);
    case DOCKET_JSON_NUMBER:
      last = find_number_end (reader, &ignored);
      if (last == NULL)
        return fail_here (reader, N_("this is not a number as JSON writes it"), error);
      reader->at = last;
      return TRUE;
    case DOCKET_JSON_INVALID:
    default:
      return fail_here (reader, N_("no JSON value begins here"), error);
    }
}

/**
 * docket_json_reader_end:
 * @reader: the reader
 * @error: return location
 *
 * Checks that nothing follows the value that was read.
 *
 * Returns: whether the text was read to its end; %DOCKET_ERROR_SYNTAX otherwise
 */
gboolean
docket_json_reader_end (DocketJsonReader *reader, GError **error)
{
  skip_space (reader);
  if (reader->at != reader->end || reader->depth != 0)
    return fail_here (reader, N_("the text must end here"), error);
  return TRUE;
}
