/* docket-cli-export.c: docket-cli export
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "docket-cli-query.h"

#include <glib/gi18n.h>
#include <inttypes.h>
#include <stdio.h>

#include "docket-cli-table.h"
#include "docket-new-file.h"

typedef struct _Export Export;

/* What can be exported: the rows of a query; or, of each row, the parts of what another query answers; or the log. */
typedef struct
{
  const char *name;
  const char *query;
  gboolean (*run) (Export *export, GError **error);
} Kind;

struct _Export
{
  DocketCli *cli;
  DocketEngine *engine;
  const Kind *kind;
  gboolean is_csv;
  FILE *file;
  const char **columns;
  guint n_columns;
  /* Ids of rows whose parts are wanted. */
  GPtrArray *ids;
  gint64 n_done;
  /* Events that could not be read. */
  gint64 n_left_out;
};

/* What a line bears of its order. */
static const char *const order_columns[] = { "number", "status", "placed-at", "currency", NULL };
static const char *const line_columns[] = { "line",     "sku", "title", "quantity",  "unit-price", "discount",
                                            "net",      "tax", "total", "cancelled", "shipped",    "returned",
                                            NULL };
static const char *const event_columns[] = { "position", "stream", "version", "type", "schema", "time",
                                             "day",      "command-id", "actor", "station", "data", "personal",
                                             "hash",     NULL };

static gboolean
goes_on (Export *export)
{
  docket_cli_progress (++export->n_done, 0, _("rows"));
  return !ferror (export->file) && !g_cancellable_is_cancelled (export->cli->cancellable);
}

static void
write_json_line (Export *export, const char *json)
{
  fputs (json, export->file);
  putc ('\n', export->file);
}

static gboolean
row_cb (DocketRow *row, gpointer data)
{
  Export *export = data;

  if (export->is_csv)
    {
      g_autofree char **cells = docket_cli_get_cells (DOCKET_RECORD (row), export->columns);

      docket_cli_write_csv (export->file, (const char *const *) cells, export->n_columns);
      for (guint i = 0; i < export->n_columns; i++)
        g_free (cells[i]);
    }
  else
    {
      g_autofree char *json = docket_record_to_json (DOCKET_RECORD (row), DOCKET_PART_ALL);

      write_json_line (export, json);
    }
  return goes_on (export);
}

static DocketListQuery *
make_list_query (Export *export)
{
  DocketQueryBus *bus = docket_engine_get_query_bus (export->engine);

  return g_object_new (docket_query_bus_find_type (bus, export->kind->query), NULL);
}

static gboolean
export_rows (Export *export, GError **error)
{
  g_autoptr (DocketListQuery) query = make_list_query (export);
  gboolean is_done;

  export->columns = docket_cli_get_columns (query);
  export->n_columns = g_strv_length ((char **) export->columns);
  if (export->is_csv)
    docket_cli_write_csv (export->file, export->columns, export->n_columns);
  is_done = docket_query_bus_list_rows (docket_engine_get_query_bus (export->engine), query, row_cb, export, error);
  g_clear_pointer (&export->columns, g_free);
  return is_done;
}

static gboolean
id_cb (DocketRow *row, gpointer data)
{
  Export *export = data;
  char *id = docket_record_get_text (DOCKET_RECORD (row), "id");

  if (id != NULL)
    g_ptr_array_add (export->ids, id);
  return !g_cancellable_is_cancelled (export->cli->cancellable);
}

/* The members of one or two objects under the names of columns, as a row of CSV. */
static void
add_cells (GPtrArray *cells, JsonObject *object, const char *const *columns)
{
  for (guint i = 0; columns[i] != NULL; i++)
    g_ptr_array_add (cells, docket_cli_json_to_cell (json_object_get_member (object, columns[i])));
}

static void
copy_members (JsonObject *target, JsonObject *source, const char *const *columns)
{
  for (guint i = 0; columns[i] != NULL; i++)
    if (json_object_has_member (source, columns[i]))
      json_object_set_member (target, columns[i], json_object_dup_member (source, columns[i]));
}

static void
write_order_line (Export *export, JsonObject *order, JsonObject *line)
{
  if (export->is_csv)
    {
      g_autoptr (GPtrArray) cells = g_ptr_array_new_with_free_func (g_free);

      add_cells (cells, order, order_columns);
      add_cells (cells, line, line_columns);
      docket_cli_write_csv (export->file, (const char *const *) cells->pdata, cells->len);
    }
  else
    {
      g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);
      g_autoptr (JsonObject) object = json_object_new ();
      g_autofree char *json = NULL;

      copy_members (object, order, order_columns);
      copy_members (object, line, line_columns);
      json_node_set_object (node, object);
      json = json_to_string (node, FALSE);
      write_json_line (export, json);
    }
}

static gboolean
export_lines_of (Export *export, const char *id, GError **error)
{
  DocketQueryBus *bus = docket_engine_get_query_bus (export->engine);
  g_autoptr (DocketQuery) query = g_object_new (docket_query_bus_find_type (bus, "order"), NULL);
  g_autoptr (DocketRecord) record = NULL;
  g_autoptr (JsonNode) root = NULL;
  g_autofree char *json = NULL;
  JsonObject *order;
  JsonArray *lines;

  if (!docket_record_set_text (DOCKET_RECORD (query), "id", id, error))
    return FALSE;
  record = docket_query_bus_ask (bus, query, error);
  if (record == NULL)
    return FALSE;
  json = docket_record_to_json (record, DOCKET_PART_ALL);
  root = json_from_string (json, error);
  if (root == NULL)
    return FALSE;
  order = json_node_get_object (root);
  if (!json_object_has_member (order, "lines"))
    return TRUE;
  lines = json_object_get_array_member (order, "lines");
  for (guint i = 0; i < json_array_get_length (lines); i++)
    write_order_line (export, order, json_array_get_object_element (lines, i));
  return TRUE;
}

static gboolean
export_order_lines (Export *export, GError **error)
{
  g_autoptr (DocketListQuery) query = make_list_query (export);
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);

  export->ids = ids;
  if (!docket_query_bus_list_rows (docket_engine_get_query_bus (export->engine), query, id_cb, export, error))
    return FALSE;
  if (export->is_csv)
    {
      g_autoptr (GPtrArray) titles = g_ptr_array_new ();

      for (guint i = 0; order_columns[i] != NULL; i++)
        g_ptr_array_add (titles, (gpointer) order_columns[i]);
      for (guint i = 0; line_columns[i] != NULL; i++)
        g_ptr_array_add (titles, (gpointer) line_columns[i]);
      docket_cli_write_csv (export->file, (const char *const *) titles->pdata, titles->len);
    }
  for (guint i = 0; i < ids->len; i++)
    if (!export_lines_of (export, ids->pdata[i], error))
      return FALSE;
    else if (!goes_on (export))
      break;
  return TRUE;
}

static gboolean
event_cb (const char *json, gint64 position G_GNUC_UNUSED, gpointer data)
{
  Export *export = data;
  g_autoptr (JsonNode) root = NULL;
  g_autoptr (GPtrArray) cells = NULL;

  if (!export->is_csv)
    {
      write_json_line (export, json);
      return goes_on (export);
    }
  root = json_from_string (json, NULL);
  if (root != NULL)
    {
      cells = g_ptr_array_new_with_free_func (g_free);
      add_cells (cells, json_node_get_object (root), event_columns);
      docket_cli_write_csv (export->file, (const char *const *) cells->pdata, cells->len);
    }
  return goes_on (export);
}

static gboolean
export_events (Export *export, GError **error)
{
  g_autoptr (DocketDatabase) database =
    docket_database_open (docket_engine_get_write_path (export->engine), DOCKET_DATABASE_READER, error);
  g_autoptr (DocketEventStore) store = NULL;
  gboolean is_done;

  if (database == NULL)
    return FALSE;
  if (export->is_csv)
    docket_cli_write_csv (export->file, event_columns, G_N_ELEMENTS (event_columns) - 1);
  store = docket_event_store_new (database, docket_engine_get_registry (export->engine));
  is_done = docket_event_store_salvage (store, event_cb, export, &export->n_left_out, error);
  docket_database_close (database);
  return is_done;
}

static const Kind kinds[] = {
  { "orders", "orders", export_rows },       { "order-lines", "orders", export_order_lines },
  { "customers", "customers", export_rows }, { "products", "products", export_rows },
  { "events", NULL, export_events },
};

static gboolean
write_file (Export *export, const char *path, GError **error)
{
  DocketNewFile file;
  gboolean is_whole;

  if (!docket_new_file_open (&file, path, error))
    return FALSE;
  export->file = file.stream;
  is_whole = export->kind->run (export, error) && !g_cancellable_set_error_if_cancelled (export->cli->cancellable, error);
  return docket_new_file_close (&file, is_whole, error);
}

static const Kind *
find_kind (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_str_equal (kinds[i].name, name))
      return &kinds[i];
  return NULL;
}

static int
refuse_kind (const char *name)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    g_ptr_array_add (names, (gpointer) kinds[i].name);
  return docket_cli_unknown (_("There is no export of “%s”."), name, names);
}

/* The log needs no lists, and is given out as it lies there, damaged or not. */
static gboolean
open_engine (Export *export, GError **error)
{
  if (export->kind->query == NULL)
    {
      export->engine = docket_cli_get_engine (export->cli);
      return docket_cli_hold_if_free (export->cli, error);
    }
  export->engine = docket_cli_open_for_reading (export->cli, error);
  return export->engine != NULL;
}

static int
tell_left_out (gint64 n_left_out)
{
  if (n_left_out == 0)
    return DOCKET_STATUS_DONE;
  docket_cli_say (ngettext ("docket-cli: %" PRId64 " event could not be read and is not in the file.",
                            "docket-cli: %" PRId64 " events could not be read and are not in the file.", (gulong) n_left_out),
                  n_left_out);
  return DOCKET_STATUS_STORAGE;
}

static int
export_kind (DocketCli *cli, const Kind *kind, const char *path, gboolean is_csv)
{
  Export export = { .cli = cli, .kind = kind, .is_csv = is_csv };
  g_autoptr (GError) error = NULL;
  gboolean is_done;

  if (docket_engine_owns_file (docket_cli_get_engine (cli), path))
    return docket_cli_refuse_own_file (path);
  if (!open_engine (&export, &error))
    return docket_cli_fail (error);
  if (docket_engine_get_runner (export.engine) != NULL)
    docket_projection_runner_wait (docket_engine_get_runner (export.engine), -1);
  if (g_str_equal (path, "-"))
    {
      export.file = stdout;
      is_done = kind->run (&export, &error);
    }
  else
    is_done = write_file (&export, path, &error);
  docket_cli_end_progress ();
  return is_done ? tell_left_out (export.n_left_out) : docket_cli_fail (error);
}

int
docket_cli_export (DocketCli *cli, int argc, char **argv)
{
  g_autofree char *format = NULL;
  const GOptionEntry entries[] = {
    { "format", 0, 0, G_OPTION_ARG_FILENAME, &format, N_ ("What kind of file"), "csv|jsonl" },
    G_OPTION_ENTRY_NULL,
  };
  const Kind *kind;
  gboolean is_csv;

  if (!docket_cli_begin (cli, entries, &argc, &argv, 2, 2))
    return DOCKET_STATUS_USAGE;
  kind = find_kind (argv[1]);
  if (kind == NULL)
    return refuse_kind (argv[1]);
  if (format != NULL && !g_str_equal (format, "csv") && !g_str_equal (format, "jsonl"))
    return docket_cli_usage (_("There is no format “%s”; there are csv and jsonl"), format);
  /* Without a word on it, the file's name says it. */
  is_csv = format != NULL ? g_str_equal (format, "csv") : !g_str_has_suffix (argv[2], ".jsonl");
  return export_kind (cli, kind, argv[2], is_csv);
}
