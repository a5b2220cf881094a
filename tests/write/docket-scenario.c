/* docket-scenario.c: given some commands, when one comes, then this happens
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "docket-scenario.h"

#include <glib/gstdio.h>
#include <string.h>

#include "docket-command-log.h"
#include "docket-events.h"
#include "docket-write.h"

struct _DocketScenario
{
  char *directory;
  char *path;
  DocketCommandBus *bus;
  DocketOutcome *outcome;
  DocketCommand *last;
  char *what;
  GPtrArray *stored;
};

/* A command that was accepted, and what came of it. */
typedef struct
{
  GType type;
  DocketUuid id;
  char *events;
} Stored;

static void
stored_free (gpointer data)
{
  Stored *stored = data;

  g_free (stored->events);
  g_free (stored);
}

static gboolean
create_tables_cb (DocketEventStore *store, gpointer data, GError **error)
{
  return docket_write_create_tables (docket_event_store_get_database (store), error);
}

static DocketCommandBus *
open_bus (const char *path)
{
  g_autoptr (DocketEventRegistry) registry = docket_event_registry_new ();
  g_autoptr (GError) error = NULL;
  DocketCommandBus *bus;

  docket_events_register (registry);
  bus = docket_command_bus_new (registry);
  docket_write_register (bus);
  docket_command_bus_set_defaults (bus, "tester", "desk");
  docket_command_bus_check (bus, &error);
  g_assert_no_error (error);
  docket_command_bus_start (bus, path, &error);
  g_assert_no_error (error);
  docket_command_bus_run_on_writer (bus, create_tables_cb, NULL, &error);
  g_assert_no_error (error);
  return bus;
}

/* On the writer's thread, while this one waits: the only way to see the command that takes another back. */
static gboolean
validate_cb (DocketCommandBus *bus, DocketCommand *command, gpointer error, gpointer data)
{
  DocketScenario *self = data;

  g_set_object (&self->last, command);
  return TRUE;
}

DocketScenario *
docket_scenario_new (void)
{
  g_autoptr (GError) error = NULL;
  DocketScenario *self = g_new0 (DocketScenario, 1);

  self->directory = g_dir_make_tmp ("docket-scenario-XXXXXX", &error);
  g_assert_no_error (error);
  self->path = g_build_filename (self->directory, "write.db", NULL);
  self->bus = open_bus (self->path);
  self->stored = g_ptr_array_new_with_free_func (stored_free);
  g_signal_connect (self->bus, "validate", G_CALLBACK (validate_cb), self);
  return self;
}

static void
remove_directory (const char *directory)
{
  g_autoptr (GDir) entries = g_dir_open (directory, 0, NULL);
  const char *name;

  while (entries != NULL && (name = g_dir_read_name (entries)) != NULL)
    {
      g_autofree char *path = g_build_filename (directory, name, NULL);

      g_unlink (path);
    }
  g_rmdir (directory);
}

void
docket_scenario_free (DocketScenario *self)
{
  g_clear_object (&self->outcome);
  g_clear_object (&self->last);
  docket_command_bus_stop (self->bus);
  g_clear_object (&self->bus);
  remove_directory (self->directory);
  g_ptr_array_unref (self->stored);
  g_free (self->what);
  g_free (self->path);
  g_free (self->directory);
  g_free (self);
}

DocketCommandBus *
docket_scenario_get_bus (DocketScenario *self)
{
  return self->bus;
}

DocketOutcome *
docket_scenario_get_outcome (DocketScenario *self)
{
  return self->outcome;
}

static char *
format_events (DocketOutcome *outcome)
{
  GPtrArray *events = docket_outcome_get_events (outcome);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < events->len; i++)
    {
      DocketEvent *event = g_ptr_array_index (events, i);
      g_autofree char *json = docket_record_to_json (DOCKET_RECORD (event), DOCKET_PART_PUBLIC | DOCKET_PART_PERSONAL);
      g_autofree char *stream = docket_uuid_to_string (&docket_event_get_envelope (event)->stream);

      g_string_append_printf (text, "%s %s %s\n", stream, docket_event_get_type_name (event), json);
    }
  return g_string_free (text, FALSE);
}

static void
store (DocketScenario *self, DocketCommand *command)
{
  Stored *stored;

  if (!docket_outcome_is_accepted (self->outcome) || docket_outcome_is_repeated (self->outcome))
    return;
  stored = g_new0 (Stored, 1);
  stored->type = G_OBJECT_TYPE (command);
  stored->id = *docket_command_get_id (command);
  stored->events = format_events (self->outcome);
  g_ptr_array_add (self->stored, stored);
}

void
docket_scenario_when_record (DocketScenario *self, DocketCommand *command)
{
  g_autoptr (GError) error = NULL;

  g_clear_object (&self->outcome);
  g_free (self->what);
  self->what = g_strdup (G_OBJECT_TYPE_NAME (command));
  self->outcome = docket_command_bus_dispatch (self->bus, command, DOCKET_DISPATCH_NORMAL, &error);
  g_assert_no_error (error);
  store (self, command);
}

static DocketCommand *
parse (DocketScenario *self, const char *command, const char *json, GError **error)
{
  g_autofree char *quoted = g_strdup (json);

  return docket_command_bus_parse (self->bus, command, g_strdelimit (quoted, "'", '"'), -1, error);
}

/* What does not parse is rejected as well, only earlier. */
void
docket_scenario_when (DocketScenario *self, const char *command, const char *json)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DocketCommand) record = parse (self, command, json, &error);
  const DocketUuid none = { 0 };

  if (record != NULL)
    {
      docket_scenario_when_record (self, record);
      g_free (self->what);
      self->what = g_strdup_printf ("%s %s", command, json);
      return;
    }
  g_clear_object (&self->outcome);
  g_free (self->what);
  self->what = g_strdup_printf ("%s %s", command, json);
  self->outcome = docket_outcome_new (&none, DOCKET_OUTCOME_REJECTED, g_ptr_array_new_with_free_func (g_object_unref),
                                      g_steal_pointer (&error), FALSE);
}

/* What is stored of an event, read again, is that event, and is stored in the same bytes. */
static void
assert_stored_whole (DocketRecord *event)
{
  g_autofree char *json = docket_record_to_json (event, DOCKET_PART_PUBLIC | DOCKET_PART_PERSONAL);
  g_autoptr (GError) error = NULL;
  g_autoptr (DocketRecord) again = docket_record_from_json (G_OBJECT_TYPE (event), DOCKET_READ_STORED, json, -1, &error);
  g_autofree char *json_again = NULL;

  g_assert_no_error (error);
  json_again = docket_record_to_json (again, DOCKET_PART_PUBLIC | DOCKET_PART_PERSONAL);
  g_assert_cmpstr (json, ==, json_again);
}

static void
assert_accepted (DocketScenario *self)
{
  const GError *reason = docket_outcome_get_reason (self->outcome);

  if (reason != NULL)
    g_error ("%s: %s", self->what, reason->message);
  for (guint i = 0; i < docket_outcome_get_events (self->outcome)->len; i++)
    assert_stored_whole (g_ptr_array_index (docket_outcome_get_events (self->outcome), i));
}

void
docket_scenario_given (DocketScenario *self, const char *command, const char *json)
{
  docket_scenario_when (self, command, json);
  assert_accepted (self);
}

void
docket_scenario_given_shop (DocketScenario *self)
{
  docket_scenario_given (self, "ConfigureShop",
                         "{'name':'Corner','currency':'EUR','time-zone':'Europe/Berlin','taxes':[{'name':'VAT','rate':'20'}]}");
  docket_scenario_given (self, "CreateProduct", "{'sku':'TEA-1','title':'Green tea','price':'4.50'}");
  docket_scenario_given (self, "ReceiveStock", "{'sku':'TEA-1','quantity':'10'}");
}

/* What could not be taken back at all is told as a rejection too. */
void
docket_scenario_when_undone (DocketScenario *self)
{
  g_autoptr (GError) error = NULL;
  const DocketUuid none = { 0 };

  g_clear_object (&self->outcome);
  g_free (self->what);
  self->what = g_strdup ("undo");
  self->outcome = docket_command_bus_undo (self->bus, NULL, &error);
  if (self->outcome != NULL)
    store (self, self->last);
  else
    self->outcome = docket_outcome_new (&none, DOCKET_OUTCOME_REJECTED, g_ptr_array_new_with_free_func (g_object_unref),
                                        g_steal_pointer (&error), FALSE);
}

void
docket_scenario_then_events (DocketScenario *self, const char *type, ...)
{
  GPtrArray *events = docket_outcome_get_events (self->outcome);
  va_list types;
  guint n = 0;

  assert_accepted (self);
  va_start (types, type);
  for (const char *name = type; name != NULL; name = va_arg (types, const char *), n++)
    {
      g_assert_cmpuint (n, <, events->len);
      g_assert_cmpstr (docket_event_get_type_name (g_ptr_array_index (events, n)), ==, name);
    }
  va_end (types);
  g_assert_cmpuint (events->len, ==, n);
}

static JsonNode *
find_member (JsonNode *node, const char *path)
{
  g_auto (GStrv) parts = g_strsplit_set (path, ".[", -1);

  for (char **part = parts; node != NULL && *part != NULL; part++)
    {
      if (g_str_has_suffix (*part, "]"))
        {
          guint index = (guint) g_ascii_strtoull (*part, NULL, 10);
          JsonArray *array = JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;

          node = array != NULL && index < json_array_get_length (array) ? json_array_get_element (array, index) : NULL;
        }
      else
        node = JSON_NODE_HOLDS_OBJECT (node) ? json_object_get_member (json_node_get_object (node), *part) : NULL;
    }
  return node;
}

char *
docket_scenario_get_member (DocketScenario *self, guint index, const char *path)
{
  GPtrArray *events = docket_outcome_get_events (self->outcome);
  g_autofree char *json = NULL;
  g_autoptr (JsonNode) root = NULL;
  JsonNode *node;

  assert_accepted (self);
  g_assert_cmpuint (index, <, events->len);
  json = docket_record_to_json (g_ptr_array_index (events, index), DOCKET_PART_ALL);
  root = json_from_string (json, NULL);
  node = find_member (root, path);
  if (node == NULL)
    return NULL;
  if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING)
    return json_node_dup_string (node);
  return json_to_string (node, FALSE);
}

void
docket_scenario_then_member (DocketScenario *self, guint index, const char *path, const char *expected)
{
  g_autofree char *member = docket_scenario_get_member (self, index, path);

  g_assert_cmpstr (member, ==, expected);
}

void
docket_scenario_then_rejected (DocketScenario *self, DocketError code, const char *field, const char *message)
{
  const GError *reason = docket_outcome_get_reason (self->outcome);

  if (reason == NULL)
    g_error ("%s: it was accepted", self->what);
  g_assert_error (reason, DOCKET_ERROR, (int) code);
  g_assert_cmpuint (docket_outcome_get_events (self->outcome)->len, ==, 0);
  if (field != NULL)
    g_assert_cmpstr (docket_error_get_field (reason), ==, field);
  if (message != NULL)
    g_assert_cmpstr (reason->message, ==, message);
}

typedef struct
{
  const char *sql;
  gint64 integer;
  char *text;
} Reading;

static gboolean
read_cb (DocketEventStore *event_store, gpointer data, GError **error)
{
  Reading *reading = data;
  DocketStatement *statement = docket_database_prepare (docket_event_store_get_database (event_store), reading->sql, error);

  if (statement == NULL)
    return FALSE;
  if (docket_statement_step (statement, error))
    {
      reading->integer = docket_statement_integer (statement, 0);
      reading->text = g_strdup (docket_statement_text (statement, 0));
    }
  docket_statement_reset (statement);
  return TRUE;
}

static Reading
read_first (DocketScenario *self, const char *sql)
{
  g_autoptr (GError) error = NULL;
  Reading reading = { .sql = g_intern_string (sql) };

  docket_command_bus_run_on_writer (self->bus, read_cb, &reading, &error);
  g_assert_no_error (error);
  return reading;
}

gint64
docket_scenario_integer (DocketScenario *self, const char *sql)
{
  Reading reading = read_first (self, sql);

  g_free (reading.text);
  return reading.integer;
}

char *
docket_scenario_text (DocketScenario *self, const char *sql)
{
  return read_first (self, sql).text;
}

/* The command as the file holds it. */
static DocketCommand *
read_command (DocketEventStore *store, const Stored *stored)
{
  g_autoptr (DocketCommandEntry) entry = NULL;
  g_autoptr (GPtrArray) events = NULL;
  g_autoptr (GError) error = NULL;
  DocketCommand *command;

  docket_command_log_find (docket_event_store_get_database (store), &stored->id, &entry, &error);
  g_assert_no_error (error);
  events = docket_event_store_read_command (store, &stored->id, &error);
  g_assert_no_error (error);
  command = docket_command_entry_read (entry, stored->type, events, &error);
  g_assert_no_error (error);
  return command;
}

static DocketEventStore *
open_log (DocketScenario *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DocketEventRegistry) registry = docket_event_registry_new ();
  g_autoptr (DocketDatabase) database = docket_database_open (self->path, DOCKET_DATABASE_READER, &error);

  g_assert_no_error (error);
  docket_events_register (registry);
  return docket_event_store_new (database, registry);
}

void
docket_scenario_check_replay (DocketScenario *self)
{
  g_autoptr (DocketScenario) other = docket_scenario_new ();
  g_autoptr (DocketEventStore) log = open_log (self);

  for (guint i = 0; i < self->stored->len; i++)
    {
      const Stored *stored = g_ptr_array_index (self->stored, i);
      g_autoptr (GError) error = NULL;
      g_autoptr (DocketCommand) command = read_command (log, stored);
      g_autoptr (DocketOutcome) outcome = NULL;
      g_autofree char *events = NULL;

      outcome = docket_command_bus_dispatch (other->bus, command, DOCKET_DISPATCH_COMPLETED, &error);
      g_assert_no_error (error);
      if (!docket_outcome_is_accepted (outcome))
        g_error ("%s: %s", g_type_name (stored->type), docket_outcome_get_reason (outcome)->message);
      events = format_events (outcome);
      g_assert_cmpstr (events, ==, stored->events);
    }
}

static gboolean
evolve_cb (DocketEvent *event, gpointer data, GError **error)
{
  const DocketEvolver *evolvers;
  guint n_evolvers;

  evolvers = docket_write_get_evolvers (&n_evolvers);
  for (guint i = 0; i < n_evolvers; i++)
    if (evolvers[i].get_type () == G_OBJECT_TYPE (event))
      return evolvers[i].evolve (event, data, error);
  g_assert_not_reached ();
}

static char *
dump_table (DocketDatabase *database, const char *table)
{
  g_autofree char *sql = g_strdup_printf ("SELECT * FROM \"%s\"", table);
  GPtrArray *rows = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GString) text = g_string_new (table);
  sqlite3_stmt *statement = NULL;

  g_assert_cmpint (sqlite3_prepare_v2 (docket_database_get_connection (database), sql, -1, &statement, NULL), ==, SQLITE_OK);
  while (sqlite3_step (statement) == SQLITE_ROW)
    {
      GString *row = g_string_new (NULL);

      for (int i = 0; i < sqlite3_column_count (statement); i++)
        {
          const guint8 *bytes = sqlite3_column_blob (statement, i);

          for (int j = 0; j < sqlite3_column_bytes (statement, i); j++)
            g_string_append_printf (row, sqlite3_column_type (statement, i) == SQLITE_BLOB ? "%02x" : "%c", bytes[j]);
          g_string_append_c (row, '|');
        }
      g_ptr_array_add (rows, g_string_free (row, FALSE));
    }
  sqlite3_finalize (statement);
  for (guint i = 0; i < rows->len; i++)
    g_string_append_printf (text, "\n%s", (const char *) g_ptr_array_index (rows, i));
  g_ptr_array_unref (rows);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static gboolean
check_tables_cb (DocketEventStore *event_store, gpointer data, GError **error)
{
  g_autoptr (DocketDatabase) copy = docket_database_open (data, DOCKET_DATABASE_WRITER, error);

  if (copy == NULL || !docket_write_create_tables (copy, error) ||
      !docket_event_store_read (event_store, 0, 0, evolve_cb, copy, error))
    return FALSE;
  for (const char *const *table = docket_write_get_tables (); *table != NULL; table++)
    {
      g_autofree char *there = dump_table (docket_event_store_get_database (event_store), *table);
      g_autofree char *replayed = dump_table (copy, *table);

      g_assert_cmpstr (there, ==, replayed);
    }
  docket_database_close (copy);
  return TRUE;
}

void
docket_scenario_check_tables (DocketScenario *self)
{
  g_autofree char *path = g_build_filename (self->directory, "replay.db", NULL);
  g_autoptr (GError) error = NULL;

  docket_command_bus_run_on_writer (self->bus, check_tables_cb, path, &error);
  g_assert_no_error (error);
  g_unlink (path);
}
