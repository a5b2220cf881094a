/* docket-csv-reader.c: reads tables of commas, and says where each row stands
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "docket-csv-reader.h"

#include <csv.h>
#include <glib/gi18n-lib.h>
#include <string.h>

/* A row longer than this is one whose quotation mark was never closed. */
#define MAXIMUM_ROW (1 << 20)
#define MAXIMUM_CELLS 1000

/**
 * DocketCsvReader:
 *
 * A file of rows and cells (RFC 4180), with commas, semicolons or tabs between, in UTF-8 or else in Windows-1252. It is fed
 * to libcsv line by line, so that each row is known by the line it begins on, and one that cannot be read costs no other.
 */
struct _DocketCsvReader
{
  GMappedFile *file;
  char *path;
  struct csv_parser parser;
  const char *text;
  gsize size;
  gsize offset;
  gint64 next_line;
  gboolean is_windows;
  GPtrArray *cells;
  gint64 row_line;
  gboolean has_row;
  GHashTable *titles;
  guint n_titles;
};

static void
reset_parser (DocketCsvReader *self, char delimiter)
{
  csv_free (&self->parser);
  csv_init (&self->parser, CSV_APPEND_NULL);
  csv_set_delim (&self->parser, (unsigned char) delimiter);
}

/* What separates the titles separates everything. */
static char
find_delimiter (DocketCsvReader *self)
{
  gsize counts[3] = { 0 };
  gboolean is_quoted = FALSE;

  for (gsize i = self->offset; i < self->size && self->text[i] != '\n' && self->text[i] != '\r'; i++)
    {
      if (self->text[i] == '"')
        is_quoted = !is_quoted;
      else if (!is_quoted)
        {
          counts[0] += self->text[i] == ',';
          counts[1] += self->text[i] == ';';
          counts[2] += self->text[i] == '\t';
        }
    }
  if (counts[1] > counts[0] && counts[1] >= counts[2])
    return ';';
  return counts[2] > counts[0] ? '\t' : ',';
}

static gboolean
starts_with (DocketCsvReader *self, const char *bytes, gsize n_bytes)
{
  return self->size >= n_bytes && memcmp (self->text, bytes, n_bytes) == 0;
}

static gboolean
check_text (DocketCsvReader *self, GError **error)
{
  g_autofree char *name = g_path_get_basename (self->path);

  if (starts_with (self, "\xff\xfe", 2) || starts_with (self, "\xfe\xff", 2))
    docket_error_set (error, DOCKET_ERROR_INVALID, NULL, _("“%s” is written in UTF-16; save it as UTF-8 first."), name);
  else if (self->size > 0 && memchr (self->text, '\0', self->size) != NULL)
    docket_error_set (error, DOCKET_ERROR_INVALID, NULL, _("“%s” is not a text file."), name);
  else
    {
      self->offset = starts_with (self, "\xef\xbb\xbf", 3) ? 3 : 0;
      self->is_windows = self->size > self->offset &&
                         !g_utf8_validate_len (self->text + self->offset, self->size - self->offset, NULL);
      return TRUE;
    }
  return FALSE;
}

/**
 * docket_csv_reader_open:
 * @path: a file
 * @error: (nullable): where to put an error
 *
 * Opens a file and finds out how it is written.
 *
 * Returns: (transfer full): a reader before the first row; %NULL with %DOCKET_ERROR_NOT_FOUND or %DOCKET_ERROR_INVALID
 *   where there is no such file, or it is none of text
 */
DocketCsvReader *
docket_csv_reader_open (const char *path, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autoptr (GMappedFile) file = NULL;
  g_autoptr (DocketCsvReader) self = NULL;

  g_return_val_if_fail (path != NULL, NULL);

  file = g_mapped_file_new (path, FALSE, &local_error);
  if (file == NULL)
    {
      gboolean is_missing = g_error_matches (local_error, G_FILE_ERROR, G_FILE_ERROR_NOENT);

      docket_error_set (error, is_missing ? DOCKET_ERROR_NOT_FOUND : DOCKET_ERROR_INVALID, NULL, _("“%s” cannot be read: %s"), path,
                        local_error->message);
      return NULL;
    }
  self = g_new0 (DocketCsvReader, 1);
  self->file = g_steal_pointer (&file);
  self->path = g_strdup (path);
  self->text = g_mapped_file_get_contents (self->file);
  self->size = g_mapped_file_get_length (self->file);
  self->next_line = 1;
  self->cells = g_ptr_array_new_with_free_func (g_free);
  csv_init (&self->parser, 0);
  if (!check_text (self, error))
    return NULL;
  reset_parser (self, find_delimiter (self));
  return g_steal_pointer (&self);
}

/**
 * docket_csv_reader_free:
 * @self: (transfer full) (nullable): a reader
 *
 * Closes the file.
 */
void
docket_csv_reader_free (DocketCsvReader *self)
{
  if (self == NULL)
    return;
  csv_free (&self->parser);
  g_clear_pointer (&self->titles, g_hash_table_unref);
  g_ptr_array_unref (self->cells);
  g_mapped_file_unref (self->file);
  g_free (self->path);
  g_free (self);
}

/* Cell by cell: opening a converter for each would take longer than all the rest. Bytes that Windows-1252 does not know become
 * the sign for that. */
static char *
convert_windows (const char *text, gsize length)
{
  /* Where it differs from Latin-1: 0x80 to 0x9f. */
  static const gunichar2 own[] = {
    0x20ac, 0xfffd, 0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021, 0x02c6, 0x2030, 0x0160, 0x2039, 0x0152, 0xfffd, 0x017d, 0xfffd,
    0xfffd, 0x2018, 0x2019, 0x201c, 0x201d, 0x2022, 0x2013, 0x2014, 0x02dc, 0x2122, 0x0161, 0x203a, 0x0153, 0xfffd, 0x017e, 0x0178,
  };
  GString *cell = g_string_sized_new (length + 8);

  for (gsize i = 0; i < length; i++)
    {
      guint8 byte = (guint8) text[i];

      g_string_append_unichar (cell, byte >= 0x80 && byte < 0xa0 ? own[byte - 0x80] : byte);
    }
  return g_string_free (cell, FALSE);
}

static void
take_cell_cb (void *text, size_t length, void *data)
{
  DocketCsvReader *self = data;
  char *cell;

  if (self->cells->len > MAXIMUM_CELLS)
    return;
  cell = self->is_windows && text != NULL ? convert_windows (text, length) : g_strndup (text != NULL ? text : "", length);
  g_ptr_array_add (self->cells, cell);
}

static void
end_row_cb (int terminator, void *data)
{
  ((DocketCsvReader *) data)->has_row = TRUE;
}

/* The end of the line that begins at the offset, its terminator included. */
static gsize
find_line_end (DocketCsvReader *self)
{
  for (gsize i = self->offset; i < self->size; i++)
    {
      if (self->text[i] == '\n')
        return i + 1;
      if (self->text[i] == '\r')
        return i + 1 < self->size && self->text[i + 1] == '\n' ? i + 2 : i + 1;
    }
  return self->size;
}

static gboolean
is_blank (const char *text, gsize length)
{
  for (gsize i = 0; i < length; i++)
    if (!g_ascii_isspace (text[i]))
      return FALSE;
  return TRUE;
}

/* Goes on with the line after the one where the row that cannot be read began. */
static gboolean
give_row_up (DocketCsvReader *self, gsize row_offset, const char *message, GError **error)
{
  reset_parser (self, (char) csv_get_delim (&self->parser));
  self->offset = row_offset;
  self->offset = find_line_end (self);
  self->next_line = self->row_line + 1;
  docket_error_set (error, DOCKET_ERROR_SYNTAX, NULL, "%s", message);
  return FALSE;
}

static gboolean
check_cells (DocketCsvReader *self, GError **error)
{
  if (self->cells->len <= MAXIMUM_CELLS && (self->titles == NULL || self->cells->len <= self->n_titles))
    return TRUE;
  docket_error_set (error, DOCKET_ERROR_SYNTAX, NULL, _("The row has more cells than there are titles: a comma stands where none belongs."));
  return FALSE;
}

/**
 * docket_csv_reader_next:
 * @self: a reader
 * @error: (nullable): where to put an error
 *
 * Goes to the next row that is not blank.
 *
 * Returns: %TRUE when there is one; %FALSE at the end; %FALSE with %DOCKET_ERROR_SYNTAX for a row that cannot be read, after
 *   which the reader may go on
 */
gboolean
docket_csv_reader_next (DocketCsvReader *self, GError **error)
{
  gsize row_offset = self->offset;
  gboolean is_open = FALSE;

  g_ptr_array_set_size (self->cells, 0);
  self->has_row = FALSE;
  while (self->offset < self->size && !self->has_row)
    {
      gsize end = find_line_end (self);
      gsize length = end - self->offset;

      if (!is_open)
        {
          row_offset = self->offset;
          self->row_line = self->next_line;
        }
      if (end - row_offset > MAXIMUM_ROW)
        return give_row_up (self, row_offset, _("The row is too long: a quotation mark may not be closed."), error);
      is_open = is_open || !is_blank (self->text + self->offset, length);
      if (csv_parse (&self->parser, self->text + self->offset, length, take_cell_cb, end_row_cb, self) != length)
        return give_row_up (self, row_offset, _("The row cannot be read."), error);
      self->offset = end;
      self->next_line++;
    }
  /* The last line may lack its end; where one more ends no row, a quotation mark is open. */
  if (!self->has_row && is_open)
    csv_parse (&self->parser, "\n", 1, take_cell_cb, end_row_cb, self);
  if (!self->has_row && is_open)
    return give_row_up (self, row_offset, _("A quotation mark is not closed."), error);
  return self->has_row && check_cells (self, error);
}

/**
 * docket_csv_reader_get_line:
 * @self: a reader
 *
 * Returns: the line of the file, from 1, where the row begins that was read last, well or not
 */
gint64
docket_csv_reader_get_line (DocketCsvReader *self)
{
  return self->row_line;
}

/**
 * docket_csv_reader_get_n_cells:
 * @self: a reader on a row
 *
 * Returns: how many cells the row has
 */
guint
docket_csv_reader_get_n_cells (DocketCsvReader *self)
{
  return self->cells->len;
}

/**
 * docket_csv_reader_get_cell:
 * @self: a reader on a row, or on what could be read of one
 * @column: a column, from 0; -1 for one that is not there
 *
 * Returns: (transfer none): the text of the cell, empty where there is none; until the next row
 */
const char *
docket_csv_reader_get_cell (DocketCsvReader *self, int column)
{
  return column >= 0 && (guint) column < self->cells->len ? g_ptr_array_index (self->cells, column) : "";
}

static char *
fold_title (const char *title)
{
  g_autofree char *copy = g_strdup (title);

  return g_utf8_casefold (g_strstrip (copy), -1);
}

/**
 * docket_csv_reader_take_titles:
 * @self: a reader before the first row
 * @error: (nullable): where to put an error
 *
 * Reads the row of titles.
 *
 * Returns: %FALSE with %DOCKET_ERROR_INVALID where the file has none
 */
gboolean
docket_csv_reader_take_titles (DocketCsvReader *self, GError **error)
{
  g_autofree char *name = g_path_get_basename (self->path);

  if (!docket_csv_reader_next (self, NULL))
    {
      docket_error_set (error, DOCKET_ERROR_INVALID, NULL, _("“%s” has no titles."), name);
      return FALSE;
    }
  self->titles = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->n_titles = self->cells->len;
  /* Where two columns have one title, the first is meant. */
  for (guint i = self->cells->len; i > 0; i--)
    g_hash_table_replace (self->titles, fold_title (docket_csv_reader_get_cell (self, (int) i - 1)), GUINT_TO_POINTER (i));
  return TRUE;
}

/**
 * docket_csv_reader_find_column:
 * @self: a reader after its titles
 * @title: a column's title, in any capitals
 *
 * Returns: the column, from 0; -1 where there is none
 */
int
docket_csv_reader_find_column (DocketCsvReader *self, const char *title)
{
  g_autofree char *folded = fold_title (title);

  return self->titles != NULL ? GPOINTER_TO_INT (g_hash_table_lookup (self->titles, folded)) - 1 : -1;
}

/**
 * docket_csv_reader_get_size:
 * @self: a reader
 *
 * Returns: the size of the file in bytes
 */
gint64
docket_csv_reader_get_size (DocketCsvReader *self)
{
  return (gint64) self->size;
}

/**
 * docket_csv_reader_get_offset:
 * @self: a reader
 *
 * Returns: how many bytes of the file are behind it
 */
gint64
docket_csv_reader_get_offset (DocketCsvReader *self)
{
  return (gint64) self->offset;
}
