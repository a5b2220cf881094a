/* docket-cli-query.c: docket-cli query
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "docket-cli-query.h"

#include <glib/gi18n.h>
#include <string.h>

#include "docket-cli-table.h"

typedef struct
{
  const char **columns;
  guint n_columns;
  DocketCliTable *table;
} Output;

typedef struct
{
  const char *name;
  DocketRowFunc print_row;
  void (*print_record) (DocketRecord *record);
} Format;

DocketQuery *
docket_cli_make_query (DocketCli *cli, const char *name, const char *const *pairs, int *status)
{
  DocketQueryBus *bus = docket_engine_get_query_bus (docket_cli_get_engine (cli));
  GType type = docket_query_bus_find_type (bus, name);
  g_autoptr (GPtrArray) names = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (DocketQuery) query = NULL;

  if (type == G_TYPE_INVALID)
    {
      names = docket_query_bus_list (bus);
      *status = docket_cli_unknown (_("There is no query “%s”."), name, names);
      return NULL;
    }
  query = g_object_new (type, NULL);
  for (guint i = 0; pairs[i] != NULL; i++)
    {
      g_auto (GStrv) parts = g_strsplit (pairs[i], "=", 2);

      if (g_strv_length (parts) != 2 || !g_utf8_validate (pairs[i], -1, NULL))
        {
          *status = docket_cli_usage (_("“%s” is not KEY=VALUE"), pairs[i]);
          return NULL;
        }
      if (!docket_record_set_text (DOCKET_RECORD (query), parts[0], parts[1], &error))
        {
          *status = docket_cli_fail (error);
          return NULL;
        }
    }
  if (docket_record_validate (DOCKET_RECORD (query), &error))
    return g_steal_pointer (&query);
  *status = docket_cli_fail (error);
  return NULL;
}

static void
add_column_cb (const DocketField *field, gpointer data)
{
  g_ptr_array_add (data, (gpointer) field->name);
}

const char **
docket_cli_get_columns (DocketListQuery *query)
{
  GType row_type = DOCKET_LIST_QUERY_GET_CLASS (query)->row_type ();
  g_autoptr (GTypeClass) klass = g_type_class_ref (row_type);
  GPtrArray *columns = g_ptr_array_new ();

  docket_record_class_foreach_field ((DocketRecordClass *) klass, add_column_cb, columns);
  g_ptr_array_add (columns, NULL);
  return (const char **) g_ptr_array_free (columns, FALSE);
}

/* What has no text form of its own is told as JSON. */
char **
docket_cli_get_cells (DocketRecord *record, const char *const *columns)
{
  guint n = g_strv_length ((char **) columns);
  char **cells = g_new0 (char *, n + 1);
  g_autoptr (JsonNode) root = NULL;

  for (guint i = 0; i < n; i++)
    {
      const DocketField *field = docket_record_class_find_field (DOCKET_RECORD_GET_CLASS (record), columns[i]);

      cells[i] = docket_record_get_text (record, columns[i]);
      if (cells[i] != NULL || !docket_record_is_set (record, field))
        continue;
      if (root == NULL)
        {
          g_autofree char *json = docket_record_to_json (record, DOCKET_PART_ALL);

          root = json_from_string (json, NULL);
        }
      if (root != NULL)
        cells[i] = docket_cli_json_to_cell (json_object_get_member (json_node_get_object (root), columns[i]));
    }
  return cells;
}

static gboolean
print_row_json (DocketRow *row, gpointer data G_GNUC_UNUSED)
{
  g_autofree char *json = docket_record_to_json (DOCKET_RECORD (row), DOCKET_PART_ALL);

  return docket_cli_print_line (json);
}

static gboolean
print_row_csv (DocketRow *row, gpointer data)
{
  Output *output = data;
  g_auto (GStrv) cells = docket_cli_get_cells (DOCKET_RECORD (row), output->columns);

  /* g_strfreev() would stop at the first empty cell. */
  for (guint i = 0; i < output->n_columns; i++)
    if (cells[i] == NULL)
      cells[i] = g_strdup ("");
  return docket_cli_write_csv (stdout, (const char *const *) cells, output->n_columns);
}

static gboolean
print_row_table (DocketRow *row, gpointer data)
{
  Output *output = data;
  g_autofree char **cells = docket_cli_get_cells (DOCKET_RECORD (row), output->columns);

  docket_cli_table_add (output->table, cells);
  return TRUE;
}

static void
print_record_json (DocketRecord *record)
{
  g_autofree char *json = docket_record_to_json (record, DOCKET_PART_ALL);

  docket_cli_print_line (json);
}

static void
print_record_table (DocketRecord *record)
{
  g_autofree char *json = docket_record_to_json (record, DOCKET_PART_ALL);
  g_autoptr (JsonNode) root = json_from_string (json, NULL);

  if (root != NULL && JSON_NODE_HOLDS_OBJECT (root))
    docket_cli_print_object (json_node_get_object (root), "");
}

static void
print_record_csv (DocketRecord *record)
{
  g_autofree char *json = docket_record_to_json (record, DOCKET_PART_ALL);
  g_autoptr (JsonNode) root = json_from_string (json, NULL);
  g_autoptr (GList) members = NULL;
  g_autoptr (GPtrArray) titles = g_ptr_array_new ();
  g_autoptr (GPtrArray) cells = g_ptr_array_new_with_free_func (g_free);

  if (root == NULL || !JSON_NODE_HOLDS_OBJECT (root))
    return;
  members = json_object_get_members (json_node_get_object (root));
  for (GList *l = members; l != NULL; l = l->next)
    {
      g_ptr_array_add (titles, l->data);
      g_ptr_array_add (cells, docket_cli_json_to_cell (json_object_get_member (json_node_get_object (root), l->data)));
    }
  docket_cli_write_csv (stdout, (const char *const *) titles->pdata, titles->len);
  docket_cli_write_csv (stdout, (const char *const *) cells->pdata, cells->len);
}

static const Format formats[] = {
  { "table", print_row_table, print_record_table },
  { "json", print_row_json, print_record_json },
  { "csv", print_row_csv, print_record_csv },
};

static gboolean
print_list (DocketQueryBus *bus, DocketListQuery *query, const Format *format, GError **error)
{
  g_autofree const char **columns = docket_cli_get_columns (query);
  g_autoptr (DocketCliTable) table = docket_cli_table_new (columns);
  Output output = { columns, g_strv_length ((char **) columns), table };

  if (format->print_row == print_row_csv)
    docket_cli_write_csv (stdout, columns, output.n_columns);
  if (!docket_query_bus_list_rows (bus, query, format->print_row, &output, error))
    return FALSE;
  if (format->print_row == print_row_table)
    docket_cli_table_print (table, "");
  return TRUE;
}

static gboolean
print_answer (DocketQueryBus *bus, DocketQuery *query, const Format *format, GError **error)
{
  g_autoptr (DocketRecord) record = docket_query_bus_ask (bus, query, error);

  if (record == NULL)
    return FALSE;
  format->print_record (record);
  return TRUE;
}

static const Format *
find_format (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
    if (g_str_equal (formats[i].name, name))
      return &formats[i];
  return NULL;
}

int
docket_cli_query (DocketCli *cli, int argc, char **argv)
{
  g_autofree char *format_name = NULL;
  const GOptionEntry entries[] = {
    { "format", 0, 0, G_OPTION_ARG_FILENAME, &format_name, N_ ("How to print the answer"), "table|json|csv" },
    G_OPTION_ENTRY_NULL,
  };
  g_autofree char **pairs = NULL;
  g_autoptr (DocketQuery) query = NULL;
  g_autoptr (GError) error = NULL;
  const Format *format;
  DocketEngine *engine;
  gboolean is_answered;
  int status = DOCKET_STATUS_USAGE;

  if (!docket_cli_begin (cli, entries, &argc, &argv, 1, -1))
    return DOCKET_STATUS_USAGE;
  format = find_format (format_name != NULL ? format_name : "table");
  if (format == NULL)
    return docket_cli_usage (_("There is no format “%s”; there are table, json and csv"), format_name);
  pairs = docket_cli_get_rest (argc, argv, 2);
  query = docket_cli_make_query (cli, argv[1], (const char *const *) pairs, &status);
  if (query == NULL)
    return status;
  engine = docket_cli_open_for_reading (cli, &error);
  if (engine == NULL)
    return docket_cli_fail (error);
  if (docket_engine_get_runner (engine) != NULL)
    docket_projection_runner_wait (docket_engine_get_runner (engine), -1);
  if (DOCKET_IS_LIST_QUERY (query))
    is_answered = print_list (docket_engine_get_query_bus (engine), DOCKET_LIST_QUERY (query), format, &error);
  else
    is_answered = print_answer (docket_engine_get_query_bus (engine), query, format, &error);
  return is_answered ? DOCKET_STATUS_DONE : docket_cli_fail (error);
}
