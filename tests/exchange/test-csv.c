/* test-csv.c: tables of commas, and what files write in their cells
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <glib/gstdio.h>
#include <string.h>

#include "docket-csv-reader.h"
#include "docket-csv-writer.h"
#include "docket-import-source.h"

static DocketCsvReader *
open_fixture (const char *name)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "exchange", "fixtures", name, NULL);
  g_autoptr (GError) error = NULL;
  DocketCsvReader *reader = docket_csv_reader_open (path, &error);

  g_assert_no_error (error);
  g_assert_true (docket_csv_reader_take_titles (reader, &error));
  g_assert_no_error (error);
  return reader;
}

static void
assert_row (DocketCsvReader *reader, gint64 line, const char *first, const char *last)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (docket_csv_reader_next (reader, &error));
  g_assert_no_error (error);
  g_assert_cmpint (docket_csv_reader_get_line (reader), ==, line);
  g_assert_cmpstr (docket_csv_reader_get_cell (reader, 0), ==, first);
  g_assert_cmpstr (docket_csv_reader_get_cell (reader, 2), ==, last);
}

static void
test_cells (void)
{
  g_autoptr (DocketCsvReader) reader = open_fixture ("cells.csv");
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (docket_csv_reader_find_column (reader, "TITLE"), ==, 0);
  g_assert_cmpint (docket_csv_reader_find_column (reader, "b;c"), ==, 1);
  g_assert_cmpint (docket_csv_reader_find_column (reader, "none"), ==, -1);
  assert_row (reader, 3, "two\nlines", "say \"hi\"");
  g_assert_cmpstr (docket_csv_reader_get_cell (reader, 1), ==, "plain");
  assert_row (reader, 5, "1", "");
  g_assert_cmpuint (docket_csv_reader_get_n_cells (reader), ==, 2);
  g_assert_cmpstr (docket_csv_reader_get_cell (reader, -1), ==, "");
  assert_row (reader, 7, "", "x");
  g_assert_false (docket_csv_reader_next (reader, &error));
  g_assert_error (error, DOCKET_ERROR, DOCKET_ERROR_SYNTAX);
  g_assert_cmpint (docket_csv_reader_get_line (reader), ==, 8);
  assert_row (reader, 9, "last", "here");
  g_clear_error (&error);
  g_assert_false (docket_csv_reader_next (reader, &error));
  g_assert_no_error (error);
}

static void
test_windows (void)
{
  g_autoptr (DocketCsvReader) reader = open_fixture ("semicolons.csv");

  g_assert_cmpint (docket_csv_reader_find_column (reader, "größe"), ==, 1);
  assert_row (reader, 2, "Tee", "1,50");
  g_assert_cmpstr (docket_csv_reader_get_cell (reader, 1), ==, "groß");
}

static DocketCsvReader *
open_text (const char *text, gsize length, GError **error)
{
  g_autofree char *path = NULL;
  DocketCsvReader *reader;
  int file = g_file_open_tmp ("docket-csv-XXXXXX", &path, NULL);

  g_assert_cmpint (file, >=, 0);
  g_close (file, NULL);
  g_assert_true (g_file_set_contents (path, text, (gssize) length, NULL));
  reader = docket_csv_reader_open (path, error);
  g_unlink (path);
  return reader;
}

/* As a library for it does, byte by byte; a byte that means nothing takes none of its neighbours along. */
static void
test_windows_bytes (void)
{
  for (int byte = 0x80; byte <= 0xff; byte++)
    {
      char text[] = "title\nc\xe9_a\n";
      char letter = (char) byte;
      g_autofree char *known = g_convert (&letter, 1, "UTF-8", "WINDOWS-1252", NULL, NULL, NULL);
      g_autofree char *expected = g_strdup_printf ("cé%sa", known != NULL ? known : "\xef\xbf\xbd");
      g_autoptr (DocketCsvReader) reader = NULL;
      g_autoptr (GError) error = NULL;

      *strchr (text, '_') = letter;
      reader = open_text (text, strlen (text), &error);
      g_assert_no_error (error);
      g_assert_true (docket_csv_reader_take_titles (reader, &error));
      g_assert_true (docket_csv_reader_next (reader, &error));
      g_assert_cmpstr (docket_csv_reader_get_cell (reader, 0), ==, expected);
    }
}

static void
test_unclosed (void)
{
  static const char text[] = "a,b,c\n1,2,3\n4,\"5,6\n7,8,9\n";
  g_autoptr (DocketCsvReader) reader = open_text (text, strlen (text), NULL);
  g_autoptr (GError) error = NULL;

  g_assert_true (docket_csv_reader_take_titles (reader, NULL));
  assert_row (reader, 2, "1", "3");
  g_assert_false (docket_csv_reader_next (reader, &error));
  g_assert_error (error, DOCKET_ERROR, DOCKET_ERROR_SYNTAX);
  g_assert_cmpint (docket_csv_reader_get_line (reader), ==, 3);
  g_assert_cmpstr (docket_csv_reader_get_cell (reader, 0), ==, "4");
  /* The rows after it are not lost. */
  assert_row (reader, 4, "7", "9");
}

static void
test_long_row (void)
{
  g_autoptr (GString) text = g_string_new ("a,b,c\n1,\"");
  g_autoptr (DocketCsvReader) reader = NULL;
  g_autoptr (GError) error = NULL;
  guint n_rows = 0;

  for (int i = 0; i < 200000; i++)
    g_string_append (text, "x,y,z and more\n");
  reader = open_text (text->str, text->len, NULL);
  g_assert_true (docket_csv_reader_take_titles (reader, NULL));
  g_assert_false (docket_csv_reader_next (reader, &error));
  g_assert_error (error, DOCKET_ERROR, DOCKET_ERROR_SYNTAX);
  while (docket_csv_reader_next (reader, NULL))
    n_rows++;
  g_assert_cmpuint (n_rows, ==, 199999);
}

static void
test_other_files (void)
{
  static const char picture[] = "\xff\xd8\xff\xe0\0\x10JFIF";
  static const char wide[] = "\xff\xfe" "a\0,\0";
  g_autoptr (GError) error = NULL;
  g_autoptr (DocketCsvReader) empty = NULL;

  g_assert_null (open_text (picture, sizeof picture, &error));
  g_assert_error (error, DOCKET_ERROR, DOCKET_ERROR_INVALID);
  g_clear_error (&error);
  g_assert_null (open_text (wide, sizeof wide, &error));
  g_assert_error (error, DOCKET_ERROR, DOCKET_ERROR_INVALID);
  g_clear_error (&error);
  g_assert_null (docket_csv_reader_open ("/nowhere/at/all.csv", &error));
  g_assert_error (error, DOCKET_ERROR, DOCKET_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_null (docket_csv_reader_open (g_get_tmp_dir (), &error));
  g_assert_error (error, DOCKET_ERROR, DOCKET_ERROR_INVALID);
  g_clear_error (&error);
  empty = open_text ("", 0, &error);
  g_assert_no_error (error);
  g_assert_false (docket_csv_reader_take_titles (empty, &error));
  g_assert_error (error, DOCKET_ERROR, DOCKET_ERROR_INVALID);
}

static void
test_writer (void)
{
  g_autoptr (GString) text = g_string_new (NULL);
  DocketCsvWriter writer;

  docket_csv_writer_init (&writer, text);
  docket_csv_writer_cell (&writer, "plain");
  docket_csv_writer_cell (&writer, NULL);
  docket_csv_writer_cell (&writer, "a,\"b\"\nc");
  docket_csv_writer_integer (&writer, -12);
  docket_csv_writer_end_row (&writer);
  docket_csv_writer_cell (&writer, "=1+1");
  docket_csv_writer_cell (&writer, "-4.50");
  docket_csv_writer_cell (&writer, "@SUM(A1)");
  docket_csv_writer_cell (&writer, "+49 30 (0) 1");
  docket_csv_writer_end_row (&writer);
  g_assert_cmpstr (text->str, ==, "plain,,\"a,\"\"b\"\"\nc\",-12\r\n\"'=1+1\",-4.50,\"'@SUM(A1)\",\"'+49 30 (0) 1\"\r\n");
}

static void
test_times (void)
{
  g_autoptr (GTimeZone) berlin = g_time_zone_new_identifier ("Europe/Berlin");
  gint64 time = 0;

  g_assert_true (docket_import_parse_time ("2026-08-24 13:18:57 +0200", berlin, &time));
  g_assert_cmpint (time, ==, G_GINT64_CONSTANT (1787570337000000));
  g_assert_true (docket_import_parse_time ("2026-08-24T11:18:57Z", berlin, &time));
  g_assert_cmpint (time, ==, G_GINT64_CONSTANT (1787570337000000));
  g_assert_true (docket_import_parse_time ("2026-08-24 13:18:57", berlin, &time));
  g_assert_cmpint (time, ==, G_GINT64_CONSTANT (1787570337000000));
  g_assert_true (docket_import_parse_time ("2026-08-24 06:18:57 -05:00", berlin, &time));
  g_assert_cmpint (time, ==, G_GINT64_CONSTANT (1787570337000000));
  g_assert_true (docket_import_parse_time ("2026-08-24", berlin, &time));
  g_assert_false (docket_import_parse_time ("2026-02-30 10:00:00 +0100", berlin, &time));
  g_assert_false (docket_import_parse_time ("24.08.2026", berlin, &time));
  g_assert_false (docket_import_parse_time ("2026-08-24 13:18:57 CEST", berlin, &time));
  g_assert_false (docket_import_parse_time ("", berlin, &time));
  g_assert_false (docket_import_parse_time ("1969-01-01 00:00:00 +0000", berlin, &time));
}

static void
assert_tax (const char *text, const char *name, const char *rate)
{
  g_autofree char *found_rate = NULL;
  g_autofree char *found_name = docket_import_split_tax (text, &found_rate);

  g_assert_cmpstr (found_name, ==, name);
  g_assert_cmpstr (found_rate, ==, rate);
}

static void
test_taxes (void)
{
  assert_tax ("AT VAT 20 %", "AT VAT", "20");
  assert_tax ("CGST 9%", "CGST", "9");
  assert_tax ("QST 9,975 %", "QST", "9.975");
  assert_tax ("20 %", "20 %", NULL);
  assert_tax ("State tax", "State tax", NULL);
  assert_tax ("VAT 2.0.0%", "VAT 2.0.0%", NULL);
  assert_tax ("", "", NULL);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/exchange/csv/cells", test_cells);
  g_test_add_func ("/exchange/csv/windows", test_windows);
  g_test_add_func ("/exchange/csv/windows-bytes", test_windows_bytes);
  g_test_add_func ("/exchange/csv/unclosed", test_unclosed);
  g_test_add_func ("/exchange/csv/long-row", test_long_row);
  g_test_add_func ("/exchange/csv/other-files", test_other_files);
  g_test_add_func ("/exchange/csv/writer", test_writer);
  g_test_add_func ("/exchange/csv/times", test_times);
  g_test_add_func ("/exchange/csv/taxes", test_taxes);
  return g_test_run ();
}
