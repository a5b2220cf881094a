/* docket-csv-writer.c: writes tables of commas
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "docket-csv-writer.h"

#include <string.h>

/**
 * docket_csv_writer_init:
 * @writer: a writer
 * @text: where it writes
 *
 * Starts with the first row.
 */
void
docket_csv_writer_init (DocketCsvWriter *writer, GString *text)
{
  writer->text = text;
  writer->is_inside = FALSE;
}

static gboolean
is_number (const char *cell)
{
  gsize n_digits = 0;

  if (*cell == '-' || *cell == '+')
    cell++;
  for (; *cell != '\0'; cell++)
    {
      if (g_ascii_isdigit (*cell))
        n_digits++;
      else if (*cell != '.' && *cell != ',')
        return FALSE;
    }
  return n_digits > 0;
}

/* A spreadsheet would run it: what a buyer typed into a shop's form must not read other cells or start programs. */
static gboolean
is_formula (const char *cell)
{
  return *cell != '\0' && strchr ("=+-@\t\r", *cell) != NULL && !is_number (cell);
}

/**
 * docket_csv_writer_cell:
 * @writer: a writer
 * @cell: (nullable): the text of the next cell
 *
 * Writes a cell, in quotation marks where it needs them. Before one that a spreadsheet would take for a formula comes an
 * apostrophe.
 */
void
docket_csv_writer_cell (DocketCsvWriter *writer, const char *cell)
{
  GString *text = writer->text;
  gboolean is_defused;

  if (writer->is_inside)
    g_string_append_c (text, ',');
  writer->is_inside = TRUE;
  if (cell == NULL)
    return;
  is_defused = is_formula (cell);
  if (!is_defused && strpbrk (cell, ",;\"\r\n\t") == NULL && *cell != ' ')
    {
      g_string_append (text, cell);
      return;
    }
  g_string_append (text, is_defused ? "\"'" : "\"");
  for (; *cell != '\0'; cell++)
    {
      if (*cell == '"')
        g_string_append_c (text, '"');
      g_string_append_c (text, *cell);
    }
  g_string_append_c (text, '"');
}

/**
 * docket_csv_writer_integer:
 * @writer: a writer
 * @value: the number of the next cell
 *
 * Writes a whole number.
 */
void
docket_csv_writer_integer (DocketCsvWriter *writer, gint64 value)
{
  char text[32];

  g_snprintf (text, sizeof text, "%" G_GINT64_FORMAT, value);
  docket_csv_writer_cell (writer, text);
}

/**
 * docket_csv_writer_end_row:
 * @writer: a writer
 *
 * Ends the row.
 */
void
docket_csv_writer_end_row (DocketCsvWriter *writer)
{
  g_string_append (writer->text, "\r\n");
  writer->is_inside = FALSE;
}
