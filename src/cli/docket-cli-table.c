/* docket-cli-table.c: rows for people and for spreadsheets
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "docket-cli-table.h"

#include "docket-csv-writer.h"

/* A longer text in a cell is cut; the other formats have it whole. */
#define WIDEST_CELL 60

struct _DocketCliTable
{
  GStrv titles;
  guint n_columns;
  /* char **, each of n_columns */
  GPtrArray *rows;
};

DocketCliTable *
docket_cli_table_new (const char *const *titles)
{
  DocketCliTable *table = g_new0 (DocketCliTable, 1);

  table->titles = g_strdupv ((char **) titles);
  table->n_columns = g_strv_length (table->titles);
  table->rows = g_ptr_array_new ();
  return table;
}

void
docket_cli_table_free (DocketCliTable *table)
{
  for (guint i = 0; i < table->rows->len; i++)
    {
      char **cells = table->rows->pdata[i];

      for (guint j = 0; j < table->n_columns; j++)
        g_free (cells[j]);
      g_free (cells);
    }
  g_ptr_array_unref (table->rows);
  g_strfreev (table->titles);
  g_free (table);
}

/* On one line, and without what would move a terminal's cursor. */
static char *
make_printable (char *text)
{
  if (text == NULL)
    return NULL;
  for (char *at = text; *at != '\0'; at++)
    if ((guchar) *at < 0x20 || *at == 0x7f)
      *at = ' ';
  if (g_utf8_strlen (text, -1) > WIDEST_CELL)
    {
      g_autofree char *start = g_utf8_substring (text, 0, WIDEST_CELL - 1);

      g_free (text);
      text = g_strconcat (start, "…", NULL);
    }
  return text;
}

void
docket_cli_table_add (DocketCliTable *table, char **cells)
{
  char **row = g_new (char *, MAX (table->n_columns, 1));

  for (guint i = 0; i < table->n_columns; i++)
    row[i] = make_printable (cells[i]);
  g_ptr_array_add (table->rows, row);
}

static gboolean
is_figure (const char *text)
{
  gboolean has_digit = FALSE;

  if (*text == '-')
    text++;
  for (; *text != '\0'; text++)
    {
      if (!g_ascii_isdigit (*text) && *text != '.')
        return FALSE;
      has_digit |= g_ascii_isdigit (*text);
    }
  return has_digit;
}

static guint
get_width (const char *text)
{
  guint width = 0;

  for (; *text != '\0'; text = g_utf8_next_char (text))
    {
      gunichar c = g_utf8_get_char (text);

      width += g_unichar_iszerowidth (c) ? 0 : g_unichar_iswide (c) ? 2 : 1;
    }
  return width;
}

typedef struct
{
  guint width;
  gboolean is_empty;
  gboolean is_figures;
} Column;

static Column
measure (DocketCliTable *table, guint index)
{
  Column column = { get_width (table->titles[index]), table->rows->len > 0, TRUE };

  for (guint i = 0; i < table->rows->len; i++)
    {
      const char *cell = ((char **) table->rows->pdata[i])[index];

      if (cell == NULL || *cell == '\0')
        continue;
      column.is_empty = FALSE;
      column.is_figures &= is_figure (cell);
      column.width = MAX (column.width, get_width (cell));
    }
  return column;
}

static void
append_cell (GString *line, const Column *column, const char *text)
{
  guint padding = column->width - get_width (text);

  if (column->is_figures)
    g_string_append_printf (line, "%*s%s", (int) padding, "", text);
  else
    g_string_append_printf (line, "%s%*s", text, (int) padding, "");
}

static void
print_row (DocketCliTable *table, const Column *columns, char **cells, const char *indentation)
{
  g_autoptr (GString) line = g_string_new (indentation);
  gboolean is_first = TRUE;

  for (guint i = 0; i < table->n_columns; i++)
    {
      if (columns[i].is_empty)
        continue;
      if (!is_first)
        g_string_append (line, "  ");
      is_first = FALSE;
      append_cell (line, &columns[i], cells[i] != NULL ? cells[i] : "");
    }
  while (line->len > 0 && line->str[line->len - 1] == ' ')
    g_string_truncate (line, line->len - 1);
  puts (line->str);
}

void
docket_cli_table_print (DocketCliTable *table, const char *indentation)
{
  g_autofree Column *columns = g_new (Column, MAX (table->n_columns, 1));

  for (guint i = 0; i < table->n_columns; i++)
    columns[i] = measure (table, i);
  print_row (table, columns, table->titles, indentation);
  for (guint i = 0; i < table->rows->len; i++)
    print_row (table, columns, table->rows->pdata[i], indentation);
}

char *
docket_cli_json_to_cell (JsonNode *node)
{
  if (node == NULL || JSON_NODE_HOLDS_NULL (node))
    return NULL;
  if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING)
    return json_node_dup_string (node);
  if (JSON_NODE_HOLDS_OBJECT (node) && json_object_get_size (json_node_get_object (node)) == 0)
    return NULL;
  if (JSON_NODE_HOLDS_ARRAY (node) && json_array_get_length (json_node_get_array (node)) == 0)
    return NULL;
  return json_to_string (node, FALSE);
}

static gboolean
is_list_of_objects (JsonNode *node)
{
  JsonArray *array = JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;

  return array != NULL && json_array_get_length (array) > 0 && JSON_NODE_HOLDS_OBJECT (json_array_get_element (array, 0));
}

static GPtrArray *
collect_titles (JsonArray *array)
{
  GPtrArray *titles = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GHashTable) known = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      g_autoptr (GList) members = json_object_get_members (json_array_get_object_element (array, i));

      for (GList *l = members; l != NULL; l = l->next)
        if (!g_hash_table_contains (known, l->data))
          {
            g_ptr_array_add (titles, g_strdup (l->data));
            g_hash_table_add (known, titles->pdata[titles->len - 1]);
          }
    }
  g_ptr_array_add (titles, NULL);
  return titles;
}

static void
print_list (JsonArray *array, const char *indentation)
{
  g_autoptr (GPtrArray) titles = collect_titles (array);
  g_autoptr (DocketCliTable) table = docket_cli_table_new ((const char *const *) titles->pdata);
  g_autofree char **cells = g_new0 (char *, titles->len);

  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonObject *object = json_array_get_object_element (array, i);

      for (guint j = 0; j + 1 < titles->len; j++)
        cells[j] = docket_cli_json_to_cell (json_object_get_member (object, titles->pdata[j]));
      docket_cli_table_add (table, cells);
    }
  docket_cli_table_print (table, indentation);
}

void
docket_cli_print_object (JsonObject *object, const char *indentation)
{
  g_autoptr (GList) members = json_object_get_members (object);
  g_autofree char *deeper = g_strconcat (indentation, "  ", NULL);
  guint width = 0;

  for (GList *l = members; l != NULL; l = l->next)
    width = MAX (width, get_width (l->data));
  for (GList *l = members; l != NULL; l = l->next)
    {
      const char *name = l->data;
      JsonNode *node = json_object_get_member (object, name);
      g_autofree char *cell = NULL;

      if (is_list_of_objects (node))
        {
          printf ("%s%s\n", indentation, name);
          print_list (json_node_get_array (node), deeper);
        }
      else if (JSON_NODE_HOLDS_OBJECT (node) && json_object_get_size (json_node_get_object (node)) > 0)
        {
          printf ("%s%s\n", indentation, name);
          docket_cli_print_object (json_node_get_object (node), deeper);
        }
      else if ((cell = docket_cli_json_to_cell (node)) != NULL)
        {
          cell = make_printable (cell);
          printf ("%s%-*s  %s\n", indentation, (int) width, name, cell);
        }
    }
}

gboolean
docket_cli_write_csv (FILE *file, const char *const *cells, guint n_cells)
{
  g_autoptr (GString) text = g_string_new (NULL);
  DocketCsvWriter writer;

  docket_csv_writer_init (&writer, text);
  for (guint i = 0; i < n_cells; i++)
    docket_csv_writer_cell (&writer, cells[i]);
  docket_csv_writer_end_row (&writer);
  return fwrite (text->str, 1, text->len, file) == text->len;
}
