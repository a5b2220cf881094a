/* docket-json-writer.c: writes JSON text
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "docket-json-writer.h"

#include <string.h>

/* What stands for the characters that JSON does not let stand for themselves. */
static const char *const escapes[128] = {
  [0x00] = "\\u0000", [0x01] = "\\u0001", [0x02] = "\\u0002", [0x03] = "\\u0003", [0x04] = "\\u0004", [0x05] = "\\u0005",
  [0x06] = "\\u0006", [0x07] = "\\u0007", [0x08] = "\\b",     [0x09] = "\\t",     [0x0a] = "\\n",     [0x0b] = "\\u000b",
  [0x0c] = "\\f",     [0x0d] = "\\r",     [0x0e] = "\\u000e", [0x0f] = "\\u000f", [0x10] = "\\u0010", [0x11] = "\\u0011",
  [0x12] = "\\u0012", [0x13] = "\\u0013", [0x14] = "\\u0014", [0x15] = "\\u0015", [0x16] = "\\u0016", [0x17] = "\\u0017",
  [0x18] = "\\u0018", [0x19] = "\\u0019", [0x1a] = "\\u001a", [0x1b] = "\\u001b", [0x1c] = "\\u001c", [0x1d] = "\\u001d",
  [0x1e] = "\\u001e", [0x1f] = "\\u001f", ['"'] = "\\\"",     ['\\'] = "\\\\",
};

/* GString's own functions check and terminate at each call; here a whole token is one. */
static void
append (GString *text, const char *bytes, gsize size)
{
  gsize length = text->len;

  if (length + size >= text->allocated_len)
    {
      g_string_append_len (text, bytes, (gssize) size);
      return;
    }
  memcpy (text->str + length, bytes, size);
  text->len = length + size;
  text->str[text->len] = '\0';
}

static void
append_comma (DocketJsonWriter *writer)
{
  if (writer->needs_comma)
    append (writer->text, ",", 1);
}

static void
begin_value (DocketJsonWriter *writer)
{
  append_comma (writer);
  writer->needs_comma = TRUE;
}

#define EACH_BYTE(byte) (G_GUINT64_CONSTANT (0x0101010101010101) * (byte))

/* How many of the first bytes stand for themselves, eight at a time: some more may. */
static gsize
count_plain (const char *value, gsize size)
{
  gsize n;

  for (n = 0; n + sizeof (guint64) <= size; n += sizeof (guint64))
    {
      guint64 bytes;
      guint64 quotes;
      guint64 backslashes;

      memcpy (&bytes, value + n, sizeof bytes);
      quotes = bytes ^ EACH_BYTE ('"');
      backslashes = bytes ^ EACH_BYTE ('\\');
      /* What is less than its subtrahend borrows, which shows in its highest bit; so do bytes that are no ASCII. */
      if (((bytes - EACH_BYTE (0x20)) | (quotes - EACH_BYTE (1)) | (backslashes - EACH_BYTE (1)) | bytes) & EACH_BYTE (0x80))
        break;
    }
  return n;
}

/* Returns whether all of it was ASCII. */
static gboolean
append_plain (GString *text, const char *value)
{
  const char *start = value;
  const char *at = value + count_plain (value, strlen (value));
  gboolean is_ascii = TRUE;

  append (text, "\"", 1);
  for (; *at != '\0'; at++)
    {
      guchar character = (guchar) *at;

      if (character >= 0x80)
        is_ascii = FALSE;
      else if (G_UNLIKELY (escapes[character] != NULL))
        {
          append (text, start, (gsize) (at - start));
          append (text, escapes[character], strlen (escapes[character]));
          start = at + 1;
        }
    }
  append (text, start, (gsize) (at - start));
  append (text, "\"", 1);
  return is_ascii;
}

static void
append_escaped (GString *text, const char *value)
{
  gsize length = text->len;
  g_autofree char *valid = NULL;

  if (append_plain (text, value) || g_utf8_validate (value, -1, NULL))
    return;
  /* A log that cannot be read again is worse than a replaced character. */
  g_string_truncate (text, length);
  valid = g_utf8_make_valid (value, -1);
  append_plain (text, valid);
}

/**
 * docket_json_writer_init:
 * @writer: the writer
 * @text: what to append to; the caller keeps it
 *
 * Begins to write.
 */
void
docket_json_writer_init (DocketJsonWriter *writer, GString *text)
{
  writer->text = text;
  writer->needs_comma = FALSE;
}

/**
 * docket_json_writer_begin_object:
 * @writer: the writer
 *
 * Opens an object; its members follow.
 */
void
docket_json_writer_begin_object (DocketJsonWriter *writer)
{
  append_comma (writer);
  append (writer->text, "{", 1);
  writer->needs_comma = FALSE;
}

/**
 * docket_json_writer_end_object:
 * @writer: the writer
 *
 * Closes the object opened last.
 */
void
docket_json_writer_end_object (DocketJsonWriter *writer)
{
  append (writer->text, "}", 1);
  writer->needs_comma = TRUE;
}

/**
 * docket_json_writer_begin_array:
 * @writer: the writer
 *
 * Opens an array; its elements follow.
 */
void
docket_json_writer_begin_array (DocketJsonWriter *writer)
{
  append_comma (writer);
  append (writer->text, "[", 1);
  writer->needs_comma = FALSE;
}

/**
 * docket_json_writer_end_array:
 * @writer: the writer
 *
 * Closes the array opened last.
 */
void
docket_json_writer_end_array (DocketJsonWriter *writer)
{
  append (writer->text, "]", 1);
  writer->needs_comma = TRUE;
}

/**
 * docket_json_writer_member:
 * @writer: the writer
 * @name: the name
 *
 * Writes the name of a member; its value follows.
 */
void
docket_json_writer_member (DocketJsonWriter *writer, const char *name)
{
  append_comma (writer);
  append_escaped (writer->text, name);
  append (writer->text, ":", 1);
  writer->needs_comma = FALSE;
}

/**
 * docket_json_writer_string:
 * @writer: the writer
 * @value: (nullable): the text, in UTF-8; `null` is written for %NULL
 *
 * Writes a string. Bytes that are not UTF-8 are replaced, so that what was written can be read.
 */
void
docket_json_writer_string (DocketJsonWriter *writer, const char *value)
{
  if (value == NULL)
    {
      docket_json_writer_null (writer);
      return;
    }
  begin_value (writer);
  append_escaped (writer->text, value);
}

/**
 * docket_json_writer_integer:
 * @writer: the writer
 * @value: the number
 *
 * Writes a whole number.
 */
void
docket_json_writer_integer (DocketJsonWriter *writer, gint64 value)
{
  char buffer[24];
  char *at = buffer + sizeof buffer;
  guint64 rest = value < 0 ? -(guint64) value : (guint64) value;

  do
    *--at = (char) ('0' + rest % 10);
  while ((rest /= 10) != 0);
  if (value < 0)
    *--at = '-';
  begin_value (writer);
  append (writer->text, at, (gsize) (buffer + sizeof buffer - at));
}

/**
 * docket_json_writer_boolean:
 * @writer: the writer
 * @value: the truth
 *
 * Writes `true` or `false`.
 */
void
docket_json_writer_boolean (DocketJsonWriter *writer, gboolean value)
{
  begin_value (writer);
  append (writer->text, value ? "true" : "false", value ? 4 : 5);
}

/**
 * docket_json_writer_null:
 * @writer: the writer
 *
 * Writes `null`.
 */
void
docket_json_writer_null (DocketJsonWriter *writer)
{
  begin_value (writer);
  append (writer->text, "null", 4);
}

/**
 * docket_json_writer_raw:
 * @writer: the writer
 * @json: one whole value that is JSON already
 *
 * Writes a value as it stands.
 */
void
docket_json_writer_raw (DocketJsonWriter *writer, const char *json)
{
  begin_value (writer);
  append (writer->text, json, strlen (json));
}
