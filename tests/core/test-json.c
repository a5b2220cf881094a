/* test-json.c: how strictly JSON is read, and how it is written
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <string.h>

#include "docket-error.h"
#include "docket-json-reader.h"
#include "docket-json-writer.h"

static gboolean
skip_all (const char *json, gssize length, GError **error)
{
  DocketJsonReader reader;
  gboolean is_good;

  docket_json_reader_init (&reader, json, length);
  is_good = docket_json_reader_skip (&reader, error) && docket_json_reader_end (&reader, error);
  docket_json_reader_clear (&reader);
  return is_good;
}

static void
test_valid (void)
{
  static const char *const documents[] = {
    "{}", "[]", "null", "true", "false", "0", "-0", "-1", "12345678901234567890", "1.5", "1e5", "1E+5", "-1.25e-3", "\"\"",
    " \t\r\n{ \"a\" : 1 , \"b\" : [ ] } \n", "[1,2,3]", "[[],[[]]]", "{\"a\":{\"a\":{}}}", "\"\\\"\\\\\\/\\b\\f\\n\\r\\t\"",
    "\"\\u00e9\\u20AC\"", "\"\\ud83d\\ude00\"", "\"é€😀\"", "\"\x7f\"", "[null,true,false,\"x\",1]", "{\"a\":1,\"a\":2}",
  };

  for (guint i = 0; i < G_N_ELEMENTS (documents); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_true (skip_all (documents[i], -1, &error));
      g_assert_no_error (error);
    }
}

static void
test_invalid (void)
{
  static const char *const documents[] = {
    "", " ", "{", "}", "[", "]", "{]", "[}", "{\"a\"}", "{\"a\":}", "{\"a\":1,}", "{,}", "{\"a\" 1}", "{a:1}", "{'a':1}", "{1:1}",
    "{\"a\":1 \"b\":2}", "[1,]", "[,1]", "[,]", "[1 2]", "[1", "{\"a\":1", "1 2", "{}{}", "[]x", "nul", "nulll", "tru", "True", "NaN",
    "Infinity", "-Infinity", "undefined", "01", "-01", "-", "+1", "1.", ".5", "1.e5", "1e", "1e+", "0x10", "1_000", "1a", "--1", "1-",
    "\"", "\"a", "\"\\\"", "\"\\x41\"", "\"\\u12\"", "\"\\u12g4\"", "\"\\u0000\"", "\"\\ud83d\"", "\"\\ude00\"", "\"\\ud83d\\u0041\"",
    "\"\\ud83dx\"", "\"\t\"", "\"\n\"", "\"\x01\"", "\"\xff\"", "\"\xc0\xaf\"", "\"\xed\xa0\x80\"", "\"\xf5\x80\x80\x80\"", "\"\xe2\x82\"",
    "// comment\n1", "/* comment */ 1", "1 // comment", "\xef\xbb\xbf{}", "\xa0 1", "\v1", "{\"a\":\"\\u0000\"}", "#1", "'a'", "\\u0031",
  };

  for (guint i = 0; i < G_N_ELEMENTS (documents); i++)
    {
      g_autoptr (GError) error = NULL;

      if (skip_all (documents[i], -1, &error))
        g_error ("Read as JSON: %s", documents[i]);
      g_assert_error (error, DOCKET_ERROR, DOCKET_ERROR_SYNTAX);
      g_assert_true (g_utf8_validate (error->message, -1, NULL));
    }
}

static void
test_nul_bytes (void)
{
  static const char inside[] = "\"a\0b\"";
  static const char after[] = "1\0";
  g_autoptr (GError) error = NULL;

  g_assert_false (skip_all (inside, sizeof inside - 1, &error));
  g_assert_error (error, DOCKET_ERROR, DOCKET_ERROR_SYNTAX);
  g_clear_error (&error);
  g_assert_false (skip_all (after, sizeof after - 1, &error));
  g_assert_error (error, DOCKET_ERROR, DOCKET_ERROR_SYNTAX);
}

/* The end of the text is the length's, whatever stands behind it. */
static void
test_every_length (void)
{
  static const char document[] = "{\"a\":[1,-2.5e3,\"\\ud83d\\ude00é\",true,null,{\"b\":\"\\n\"}]}";

  for (gsize length = 0; length < strlen (document); length++)
    {
      g_autofree char *exact = g_memdup2 (document, length);
      g_autoptr (GError) error = NULL;

      g_assert_false (skip_all (exact != NULL ? exact : "", (gssize) length, &error));
      g_assert_error (error, DOCKET_ERROR, DOCKET_ERROR_SYNTAX);
    }
  g_assert_true (skip_all (document, -1, NULL));
}

static void
test_depth (void)
{
  for (int depth = 63; depth <= 66; depth++)
    {
      g_autofree char *opening = g_strnfill ((gsize) depth, '[');
      g_autofree char *closing = g_strnfill ((gsize) depth, ']');
      g_autofree char *document = g_strconcat (opening, closing, NULL);
      g_autoptr (GError) error = NULL;

      g_assert_cmpint (skip_all (document, -1, &error), ==, depth <= 64);
      g_assert_cmpint (error != NULL, ==, depth > 64);
    }
}

static void
test_place (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (skip_all ("{\n  \"a\": 1,\n  \"é\": x\n}", -1, &error));
  g_assert_error (error, DOCKET_ERROR, DOCKET_ERROR_SYNTAX);
  g_assert_nonnull (strstr (error->message, "Line 3, column 8"));
}

static void
check_string (const char *json, const char *expected)
{
  g_autoptr (GError) error = NULL;
  DocketJsonReader reader;
  const char *text;
  gsize length;

  docket_json_reader_init (&reader, json, -1);
  text = docket_json_reader_string (&reader, &length, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (text, ==, expected);
  g_assert_cmpuint (length, ==, strlen (expected));
  docket_json_reader_clear (&reader);
}

static void
test_strings (void)
{
  check_string ("\"\"", "");
  check_string ("\"plain\"", "plain");
  check_string (" \"a\\u0041\\u00e9\\u20ac\\ud83d\\ude00z\"", "aAé€😀z");
  check_string ("\"\\\"\\\\\\/\\b\\f\\n\\r\\t\"", "\"\\/\b\f\n\r\t");
  check_string ("\"é\\né\"", "é\né");
}

static void
test_integers (void)
{
  static const struct
  {
    const char *json;
    gint64 value;
    int code; /* -1: it is a whole number */
  } numbers[] = {
    { "0", 0, -1 },
    { "-0", 0, -1 },
    { "42", 42, -1 },
    { "9223372036854775807", G_MAXINT64, -1 },
    { "-9223372036854775808", G_MININT64, -1 },
    { "9223372036854775808", 0, DOCKET_ERROR_INVALID },
    { "-9223372036854775809", 0, DOCKET_ERROR_INVALID },
    { "99999999999999999999999999", 0, DOCKET_ERROR_INVALID },
    { "1.0", 0, DOCKET_ERROR_INVALID },
    { "1e2", 0, DOCKET_ERROR_INVALID },
    { "01", 0, DOCKET_ERROR_SYNTAX },
    { "\"1\"", 0, DOCKET_ERROR_SYNTAX },
    { "", 0, DOCKET_ERROR_SYNTAX },
  };

  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    {
      g_autoptr (GError) error = NULL;
      DocketJsonReader reader;
      gint64 value = 0;

      docket_json_reader_init (&reader, numbers[i].json, -1);
      g_assert_cmpint (docket_json_reader_integer (&reader, &value, &error), ==, numbers[i].code == -1);
      if (numbers[i].code == -1)
        g_assert_no_error (error);
      else
        g_assert_error (error, DOCKET_ERROR, numbers[i].code);
      g_assert_cmpint (value, ==, numbers[i].value);
      docket_json_reader_clear (&reader);
    }
}

static void
test_walk (void)
{
  g_autoptr (GError) error = NULL;
  DocketJsonReader reader;
  gboolean truth = FALSE;
  gint64 sum = 0;

  docket_json_reader_init (&reader, "{\"numbers\": [1, 2, 3], \"truth\": true, \"none\": null, \"rest\": {\"x\": [{}]}}", -1);
  g_assert_true (docket_json_reader_begin_object (&reader, &error));
  g_assert_cmpstr (docket_json_reader_next_member (&reader, &error), ==, "numbers");
  g_assert_cmpint (docket_json_reader_peek (&reader), ==, DOCKET_JSON_ARRAY);
  g_assert_true (docket_json_reader_begin_array (&reader, &error));
  while (docket_json_reader_next_element (&reader, &error))
    {
      gint64 number;

      g_assert_true (docket_json_reader_integer (&reader, &number, &error));
      sum += number;
    }
  g_assert_cmpint (sum, ==, 6);
  g_assert_cmpstr (docket_json_reader_next_member (&reader, &error), ==, "truth");
  g_assert_true (docket_json_reader_boolean (&reader, &truth, &error));
  g_assert_true (truth);
  g_assert_cmpstr (docket_json_reader_next_member (&reader, &error), ==, "none");
  g_assert_true (docket_json_reader_null (&reader, &error));
  g_assert_cmpstr (docket_json_reader_next_member (&reader, &error), ==, "rest");
  g_assert_true (docket_json_reader_skip (&reader, &error));
  g_assert_null (docket_json_reader_next_member (&reader, &error));
  g_assert_true (docket_json_reader_end (&reader, &error));
  g_assert_no_error (error);
  docket_json_reader_clear (&reader);
}

static void
test_writer (void)
{
  g_autoptr (GString) text = g_string_new (NULL);
  DocketJsonWriter writer;

  docket_json_writer_init (&writer, text);
  docket_json_writer_begin_object (&writer);
  docket_json_writer_member (&writer, "text");
  docket_json_writer_string (&writer, "\"\\/\b\f\n\r\t\x01\x1f\x7fé😀");
  docket_json_writer_member (&writer, "none");
  docket_json_writer_string (&writer, NULL);
  docket_json_writer_member (&writer, "numbers");
  docket_json_writer_begin_array (&writer);
  docket_json_writer_integer (&writer, 0);
  docket_json_writer_integer (&writer, G_MAXINT64);
  docket_json_writer_integer (&writer, G_MININT64);
  docket_json_writer_end_array (&writer);
  docket_json_writer_member (&writer, "empty");
  docket_json_writer_begin_object (&writer);
  docket_json_writer_end_object (&writer);
  docket_json_writer_member (&writer, "truths");
  docket_json_writer_begin_array (&writer);
  docket_json_writer_boolean (&writer, TRUE);
  docket_json_writer_boolean (&writer, FALSE);
  docket_json_writer_null (&writer);
  docket_json_writer_raw (&writer, "{\"x\":1}");
  docket_json_writer_begin_array (&writer);
  docket_json_writer_end_array (&writer);
  docket_json_writer_end_array (&writer);
  docket_json_writer_end_object (&writer);
  g_assert_cmpstr (text->str, ==,
                   "{\"text\":\"\\\"\\\\/\\b\\f\\n\\r\\t\\u0001\\u001f\x7fé😀\",\"none\":null,"
                   "\"numbers\":[0,9223372036854775807,-9223372036854775808],\"empty\":{},"
                   "\"truths\":[true,false,null,{\"x\":1},[]]}");
  g_assert_cmpuint (text->len, ==, strlen (text->str));
  g_assert_true (skip_all (text->str, -1, NULL));
}

/* Texts are looked at some bytes at a time: each byte in each place must be seen. */
static void
test_writer_escapes (void)
{
  for (guint length = 1; length <= 25; length++)
    for (guint place = 0; place < length; place++)
      for (guint byte = 1; byte < 0x80; byte++)
        {
          char value[32] = { 0 };
          g_autoptr (GString) text = g_string_new (NULL);
          g_autoptr (GError) error = NULL;
          DocketJsonWriter writer;
          DocketJsonReader reader;
          gboolean must_escape = byte < 0x20 || byte == '"' || byte == '\\';

          memset (value, 'a', length);
          value[place] = (char) byte;
          docket_json_writer_init (&writer, text);
          docket_json_writer_string (&writer, value);
          g_assert_cmpint (text->len > length + 2, ==, must_escape);
          docket_json_reader_init (&reader, text->str, -1);
          g_assert_cmpstr (docket_json_reader_string (&reader, NULL, &error), ==, value);
          g_assert_no_error (error);
          docket_json_reader_clear (&reader);
        }
}

static void
test_writer_repairs (void)
{
  g_autoptr (GString) text = g_string_new (NULL);
  DocketJsonWriter writer;

  docket_json_writer_init (&writer, text);
  docket_json_writer_string (&writer, "a\xff\"b");
  g_assert_cmpstr (text->str, ==, "\"a\xef\xbf\xbd\\\"b\"");
  g_assert_true (skip_all (text->str, -1, NULL));
}

static void
check_mutation (const char *text, gsize length)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *exact = g_memdup2 (text, length);

  if (!skip_all (exact != NULL ? exact : "", (gssize) length, &error))
    {
      g_assert_error (error, DOCKET_ERROR, DOCKET_ERROR_SYNTAX);
      g_assert_true (g_utf8_validate (error->message, -1, NULL));
    }
}

/* Whatever the bytes: an answer and no crash. */
static void
test_random_bytes (void)
{
  static const char document[] = "{\"a\":[1,-2.5e3,\"\\ud83d\\ude00é\",true,null,{\"b\":\"\\n\"}],\"c\":false}";
  static const char alphabet[] = "{}[]\",:\\u0d8eE+-.1tfn \x80\xff\xe2";
  char buffer[sizeof document];

  for (int i = 0; i < 20000; i++)
    {
      memcpy (buffer, document, sizeof document);
      for (int n = g_test_rand_int_range (1, 4); n > 0; n--)
        buffer[g_test_rand_int_range (0, sizeof document - 1)] = alphabet[g_test_rand_int_range (0, sizeof alphabet - 1)];
      check_mutation (buffer, (gsize) g_test_rand_int_range (0, sizeof document));
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/json/valid", test_valid);
  g_test_add_func ("/json/invalid", test_invalid);
  g_test_add_func ("/json/nul-bytes", test_nul_bytes);
  g_test_add_func ("/json/every-length", test_every_length);
  g_test_add_func ("/json/depth", test_depth);
  g_test_add_func ("/json/place", test_place);
  g_test_add_func ("/json/strings", test_strings);
  g_test_add_func ("/json/integers", test_integers);
  g_test_add_func ("/json/walk", test_walk);
  g_test_add_func ("/json/writer", test_writer);
  g_test_add_func ("/json/writer-escapes", test_writer_escapes);
  g_test_add_func ("/json/writer-repairs", test_writer_repairs);
  g_test_add_func ("/json/random-bytes", test_random_bytes);
  return g_test_run ();
}
