/* toy-tally.c: a toy domain with views, queries and a fixture: counters with labels
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "toy-tally.h"

#include <glib/gstdio.h>

static const DocketField counter_set_fields[] = {
  DOCKET_FIELD (DocketCounterSet, number, "number", docket_kind_integer, .flags = DOCKET_FIELD_REQUIRED),
  DOCKET_FIELD (DocketCounterSet, label, "label", docket_kind_string),
  DOCKET_FIELD (DocketCounterSet, value, "value", docket_kind_integer),
};
DOCKET_DEFINE_RECORD (DocketCounterSet, docket_counter_set, DOCKET_TYPE_EVENT, counter_set_fields)

static const DocketField counter_dropped_fields[] = {
  DOCKET_FIELD (DocketCounterDropped, number, "number", docket_kind_integer, .flags = DOCKET_FIELD_REQUIRED),
};
DOCKET_DEFINE_RECORD (DocketCounterDropped, docket_counter_dropped, DOCKET_TYPE_EVENT, counter_dropped_fields)

static const DocketEventType event_types[] = {
  { docket_counter_set_get_type, 1, NULL },
  { docket_counter_dropped_get_type, 1, NULL },
};

/* Whatever command it is that the events come from. */
G_DECLARE_FINAL_TYPE (ToyTallyCommand, toy_tally_command, TOY, TALLY_COMMAND, DocketCommand)
struct _ToyTallyCommand
{
  DocketCommand parent_instance;
  gint64 unused;
};

static const DocketField command_fields[] = {
  DOCKET_FIELD (ToyTallyCommand, unused, "unused", docket_kind_integer),
};
DOCKET_DEFINE_RECORD (ToyTallyCommand, toy_tally_command, DOCKET_TYPE_COMMAND, command_fields)

static gint failing_value;
static gint unreadable_number;
static gint n_unreadable;
static GMutex hold_mutex;
static GCond released;
static int held_value;
static int sums_version = 1;

G_DECLARE_FINAL_TYPE (ToyCountersView, toy_counters_view, TOY, COUNTERS_VIEW, DocketProjection)
struct _ToyCountersView
{
  DocketProjection parent_instance;
};
G_DEFINE_FINAL_TYPE (ToyCountersView, toy_counters_view, DOCKET_TYPE_PROJECTION)

static gboolean
counters_set (DocketProjection *projection, DocketEvent *event, DocketDatabase *database, GError **error)
{
  DocketCounterSet *set = DOCKET_COUNTER_SET (event);

  docket_projection_touch (projection, set->number);
  return docket_database_run (database, error, "INSERT OR REPLACE INTO counters (number, label, value) VALUES (?, ?, ?)", "iti",
                              set->number, set->label, set->value) &&
         docket_database_run (database, error, "DELETE FROM counters_search WHERE rowid = ?", "i", set->number) &&
         docket_database_run (database, error, "INSERT INTO counters_search (rowid, label) VALUES (?, ?)", "it", set->number,
                              set->label);
}

static gboolean
counters_dropped (DocketProjection *projection, DocketEvent *event, DocketDatabase *database, GError **error)
{
  gint64 number = DOCKET_COUNTER_DROPPED (event)->number;

  docket_projection_touch (projection, number);
  return docket_database_run (database, error, "DELETE FROM counters WHERE number = ?", "i", number) &&
         docket_database_run (database, error, "DELETE FROM counters_search WHERE rowid = ?", "i", number);
}

static const DocketProjector counters_projectors[] = {
  { docket_counter_set_get_type, counters_set },
  { docket_counter_dropped_get_type, counters_dropped },
};

static void
toy_counters_view_class_init (ToyCountersViewClass *klass)
{
  static const char *const tables[] = { "counters", "counters_search", NULL };
  static const DocketViewIndex indexes[] = {
    { "counters_unlabelled", "counters", "(value) WHERE label IS NULL" },
    { "counters_negative", "counters", "(value, label) WHERE value < 0" },
    { 0 },
  };
  DocketProjectionClass *projection_class = DOCKET_PROJECTION_CLASS (klass);

  projection_class->name = "counters";
  projection_class->version = 1;
  projection_class->schema = "CREATE TABLE counters (number INTEGER PRIMARY KEY, label TEXT, value INTEGER);"
                             "CREATE VIRTUAL TABLE counters_search USING fts5 (label, prefix = '1 2 3');";
  projection_class->indexes = indexes;
  projection_class->tables = tables;
  projection_class->projectors = counters_projectors;
  projection_class->n_projectors = G_N_ELEMENTS (counters_projectors);
}

static void
toy_counters_view_init (ToyCountersView *self G_GNUC_UNUSED)
{
}

G_DECLARE_FINAL_TYPE (ToySumsView, toy_sums_view, TOY, SUMS_VIEW, DocketProjection)
struct _ToySumsView
{
  DocketProjection parent_instance;
};
G_DEFINE_FINAL_TYPE (ToySumsView, toy_sums_view, DOCKET_TYPE_PROJECTION)

static gboolean
sums_set (DocketProjection *projection, DocketEvent *event, DocketDatabase *database, GError **error)
{
  DocketCounterSet *set = DOCKET_COUNTER_SET (event);

  g_mutex_lock (&hold_mutex);
  while (held_value != 0 && set->value == held_value)
    g_cond_wait (&released, &hold_mutex);
  g_mutex_unlock (&hold_mutex);
  docket_projection_touch (projection, 1);
  if (!docket_database_run (database, error,
                            "INSERT INTO sums (id, total, n) VALUES (1, ?1, 1)"
                            " ON CONFLICT (id) DO UPDATE SET total = total + ?1, n = n + 1",
                            "i", set->value))
    return FALSE;
  if (set->value == 0 || set->value != g_atomic_int_get (&failing_value))
    return TRUE;
  docket_error_set (error, DOCKET_ERROR_INVALID, NULL, "A value of %d is too much for me", (int) set->value);
  return FALSE;
}

static const DocketProjector sums_projectors[] = {
  { docket_counter_set_get_type, sums_set },
};

static void
toy_sums_view_class_init (ToySumsViewClass *klass)
{
  static const char *const tables[] = { "sums", NULL };
  DocketProjectionClass *projection_class = DOCKET_PROJECTION_CLASS (klass);

  projection_class->name = "sums";
  projection_class->schema = "CREATE TABLE sums (id INTEGER PRIMARY KEY, total INTEGER, n INTEGER);";
  projection_class->tables = tables;
  projection_class->projectors = sums_projectors;
  projection_class->n_projectors = G_N_ELEMENTS (sums_projectors);
}

static void
toy_sums_view_init (ToySumsView *self)
{
  DOCKET_PROJECTION_GET_CLASS (self)->version = sums_version;
}

DocketProjection *
toy_counters_view_new (void)
{
  return g_object_new (toy_counters_view_get_type (), NULL);
}

DocketProjection *
toy_sums_view_new (void)
{
  return g_object_new (toy_sums_view_get_type (), NULL);
}

void
toy_set_failing_value (int value)
{
  g_atomic_int_set (&failing_value, value);
}

void
toy_hold_value (int value)
{
  g_mutex_lock (&hold_mutex);
  held_value = value;
  g_cond_broadcast (&released);
  g_mutex_unlock (&hold_mutex);
}

void
toy_set_unreadable_number (int number)
{
  g_atomic_int_set (&n_unreadable, 0);
  g_atomic_int_set (&unreadable_number, number);
}

int
toy_count_unreadable (void)
{
  return g_atomic_int_get (&n_unreadable);
}

void
toy_set_sums_version (int version)
{
  sums_version = version;
}

static const DocketField counter_row_fields[] = {
  DOCKET_FIELD (ToyCounterRow, label, "label", docket_kind_string, .column = "label"),
  DOCKET_FIELD (ToyCounterRow, value, "value", docket_kind_integer, .column = "value"),
  DOCKET_FIELD (ToyCounterRow, doubled, "doubled", docket_kind_integer),
};
DOCKET_DEFINE_RECORD (ToyCounterRow, toy_counter_row, DOCKET_TYPE_ROW, counter_row_fields)

static gboolean
counters_describe (DocketListQuery *query, DocketListStatement *statement, GError **error)
{
  static const DocketSort sorts[] = { { "label", "label" }, { "value", "value" }, { "case", "label COLLATE NOCASE" } };
  ToyCountersQuery *self = TOY_COUNTERS_QUERY (query);

  docket_list_statement_search (statement, "counters_search", self->search);
  if (self->minimum > 0)
    docket_list_statement_where (statement, "value >= ?", "i", self->minimum);
  /* For tests that want the worker to take its time. */
  if (self->weight > 0)
    docket_list_statement_where (statement,
                                 "(WITH RECURSIVE n (i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n WHERE i < ?)"
                                 " SELECT max (i) FROM n) > 0",
                                 "i", self->weight);
  docket_list_statement_limit (statement, self->limit);
  if (self->sort == NULL)
    docket_list_statement_order_by (statement, "number", TRUE);
  return docket_list_statement_order_by_name (statement, self->sort, sorts, G_N_ELEMENTS (sorts), error);
}

static gboolean
counters_complete (DocketListQuery *query G_GNUC_UNUSED, DocketRow *row, DocketDatabase *database, GError **error)
{
  int unreadable = g_atomic_int_get (&unreadable_number);

  if (unreadable > 0 && docket_row_get_key (row) >= unreadable)
    {
      g_atomic_int_inc (&n_unreadable);
      docket_error_set (error, DOCKET_ERROR_STORAGE, NULL, "The disk does not answer");
      return FALSE;
    }
  return docket_database_get_integer (database, 0, &TOY_COUNTER_ROW (row)->doubled, error,
                                      "SELECT 2 * value FROM counters WHERE number = ?", "i", docket_row_get_key (row));
}

static const char *const counters_views[] = { "counters", NULL };

static const DocketField counters_query_fields[] = {
  DOCKET_FIELD (ToyCountersQuery, search, "search", docket_kind_string),
  DOCKET_FIELD (ToyCountersQuery, sort, "sort", docket_kind_string),
  DOCKET_FIELD (ToyCountersQuery, minimum, "minimum", docket_kind_integer),
  DOCKET_FIELD (ToyCountersQuery, limit, "limit", docket_kind_integer),
  DOCKET_FIELD (ToyCountersQuery, weight, "weight", docket_kind_integer),
};

static void
counters_query_extend (ToyCountersQueryClass *klass)
{
  DocketListQueryClass *list_class = DOCKET_LIST_QUERY_CLASS (klass);

  DOCKET_QUERY_CLASS (klass)->name = "counters";
  DOCKET_QUERY_CLASS (klass)->views = counters_views;
  list_class->row_type = toy_counter_row_get_type;
  list_class->from = "counters";
  list_class->key = "number";
  list_class->describe = counters_describe;
  list_class->complete = counters_complete;
}

DOCKET_DEFINE_RECORD_EXTENDED (ToyCountersQuery, toy_counters_query, DOCKET_TYPE_LIST_QUERY, counters_query_fields,
                               counters_query_extend)

ToyCountersQuery *
toy_counters_query_new (const char *search, const char *sort)
{
  return g_object_new (toy_counters_query_get_type (), "search", search, "sort", sort, NULL);
}

static const DocketField counter_answer_fields[] = {
  DOCKET_FIELD (ToyCounterAnswer, label, "label", docket_kind_string),
  DOCKET_FIELD (ToyCounterAnswer, value, "value", docket_kind_integer),
};
DOCKET_DEFINE_RECORD (ToyCounterAnswer, toy_counter_answer, DOCKET_TYPE_RECORD, counter_answer_fields)

static DocketRecord *
counter_execute (DocketQuery *query, DocketDatabase *database, GError **error)
{
  g_autoptr (DocketStatement) statement = docket_database_query (database, error, "SELECT label, value FROM counters WHERE number = ?",
                                                                 "i", TOY_COUNTER_QUERY (query)->number);
  g_autoptr (GError) step_error = NULL;

  if (statement == NULL)
    return NULL;
  if (docket_statement_step (statement, &step_error))
    return g_object_new (toy_counter_answer_get_type (), "label", docket_statement_text (statement, 0), "value",
                         docket_statement_integer (statement, 1), NULL);
  if (step_error != NULL)
    g_propagate_error (error, g_steal_pointer (&step_error));
  else
    docket_error_set (error, DOCKET_ERROR_NOT_FOUND, "number", "There is no such counter");
  return NULL;
}

static const DocketField counter_query_fields[] = {
  DOCKET_FIELD (ToyCounterQuery, number, "number", docket_kind_integer),
};

static void
counter_query_extend (ToyCounterQueryClass *klass)
{
  DOCKET_QUERY_CLASS (klass)->name = "counter";
  DOCKET_QUERY_CLASS (klass)->views = counters_views;
  DOCKET_QUERY_CLASS (klass)->execute = counter_execute;
}

DOCKET_DEFINE_RECORD_EXTENDED (ToyCounterQuery, toy_counter_query, DOCKET_TYPE_QUERY, counter_query_fields, counter_query_extend)

static gboolean
log_describe (DocketListQuery *query G_GNUC_UNUSED, DocketListStatement *statement, GError **error G_GNUC_UNUSED)
{
  docket_list_statement_order_by (statement, "event.position", TRUE);
  return TRUE;
}

G_DECLARE_FINAL_TYPE (ToyLogRow, toy_log_row, TOY, LOG_ROW, DocketRow)
struct _ToyLogRow
{
  DocketRow parent_instance;
  char *label;
};
static const DocketField log_row_fields[] = {
  DOCKET_FIELD (ToyLogRow, label, "label", docket_kind_string, .column = "type"),
};

DOCKET_DEFINE_RECORD (ToyLogRow, toy_log_row, DOCKET_TYPE_ROW, log_row_fields)

static void
toy_log_query_class_init (ToyLogQueryClass *klass)
{
  DocketListQueryClass *list_class = DOCKET_LIST_QUERY_CLASS (klass);

  DOCKET_QUERY_CLASS (klass)->name = "log";
  DOCKET_QUERY_CLASS (klass)->source = DOCKET_QUERY_WRITE;
  list_class->row_type = toy_log_row_get_type;
  list_class->from = "event LEFT JOIN views.projection_lag AS lag ON lag.position = event.position";
  list_class->key = "event.position";
  list_class->describe = log_describe;
}

G_DEFINE_FINAL_TYPE (ToyLogQuery, toy_log_query, DOCKET_TYPE_LIST_QUERY)

static void
toy_log_query_init (ToyLogQuery *self G_GNUC_UNUSED)
{
}

static void
in_thread (GThreadFunc function, gpointer data)
{
  g_thread_join (g_thread_new ("toy", function, data));
}

static gpointer
open_log (gpointer data)
{
  ToyTally *self = data;
  g_autoptr (GError) error = NULL;

  self->log = docket_database_open (self->write_path, DOCKET_DATABASE_WRITER, &error);
  g_assert_no_error (error);
  docket_event_store_create_tables (self->log, &error);
  g_assert_no_error (error);
  docket_database_execute_script (self->log, "PRAGMA synchronous = OFF", NULL);
  self->store = docket_event_store_new (self->log, self->registry);
  return NULL;
}

ToyTally *
toy_tally_new (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *directory = g_dir_make_tmp ("docket-tally-XXXXXX", &error);

  g_assert_no_error (error);
  return toy_tally_open (directory);
}

ToyTally *
toy_tally_open (const char *directory)
{
  ToyTally *self = g_new0 (ToyTally, 1);

  toy_set_failing_value (0);
  toy_set_unreadable_number (0);
  toy_hold_value (0);
  toy_set_sums_version (1);
  self->directory = g_strdup (directory);
  self->write_path = g_build_filename (self->directory, "write.db", NULL);
  self->read_path = g_build_filename (self->directory, "read.db", NULL);
  self->registry = docket_event_registry_new ();
  docket_event_registry_add (self->registry, event_types, G_N_ELEMENTS (event_types));
  self->events = g_ptr_array_new_with_free_func (g_object_unref);
  docket_database_forbid_thread (g_thread_self ());
  in_thread (open_log, self);
  toy_tally_start (self);
  return self;
}

void
toy_tally_start (ToyTally *self)
{
  static GType (*const query_types[]) (void) = { toy_counters_query_get_type, toy_counter_query_get_type, toy_log_query_get_type };
  g_autoptr (DocketProjection) counters = toy_counters_view_new ();
  g_autoptr (DocketProjection) sums = toy_sums_view_new ();
  g_autoptr (GError) error = NULL;

  self->runner = docket_projection_runner_new (self->registry);
  docket_projection_runner_add (self->runner, counters);
  docket_projection_runner_add (self->runner, sums);
  docket_projection_runner_start (self->runner, self->write_path, self->read_path, &error);
  g_assert_no_error (error);
  self->bus = docket_query_bus_new ();
  docket_query_bus_add_types (self->bus, query_types, G_N_ELEMENTS (query_types));
  docket_query_bus_start (self->bus, self->write_path, self->read_path, self->runner, &error);
  g_assert_no_error (error);
}

void
toy_tally_stop (ToyTally *self)
{
  if (self->bus == NULL)
    return;
  docket_query_bus_stop (self->bus);
  docket_projection_runner_stop (self->runner);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_finalize_object (g_steal_pointer (&self->bus));
  g_assert_finalize_object (g_steal_pointer (&self->runner));
}

static gpointer
close_log (gpointer data)
{
  ToyTally *self = data;

  g_clear_object (&self->store);
  docket_database_close (self->log);
  g_clear_object (&self->log);
  return NULL;
}

void
toy_tally_free (ToyTally *self)
{
  g_autoptr (GDir) directory = NULL;
  const char *name;

  toy_tally_stop (self);
  in_thread (close_log, self);
  docket_database_allow_threads ();
  directory = g_dir_open (self->directory, 0, NULL);
  while ((name = g_dir_read_name (directory)) != NULL)
    {
      g_autofree char *path = g_build_filename (self->directory, name, NULL);

      g_unlink (path);
    }
  g_rmdir (self->directory);
  g_object_unref (self->registry);
  g_ptr_array_unref (self->events);
  g_free (self->directory);
  g_free (self->write_path);
  g_free (self->read_path);
  g_free (self);
}

void
toy_tally_set (ToyTally *self, gint64 number, const char *label, gint64 value)
{
  g_ptr_array_add (self->events,
                   g_object_new (docket_counter_set_get_type (), "number", number, "label", label, "value", value, NULL));
}

void
toy_tally_drop (ToyTally *self, gint64 number)
{
  g_ptr_array_add (self->events, g_object_new (docket_counter_dropped_get_type (), "number", number, NULL));
}

static gpointer
append (gpointer data)
{
  static const guint8 digest[32];
  ToyTally *self = data;
  g_autoptr (DocketCommand) command = g_object_new (toy_tally_command_get_type (), NULL);
  DocketUuid id = docket_uuid_generate (1);
  g_autoptr (GError) error = NULL;

  docket_command_set_id (command, &id);
  docket_command_set_time (command, 1);
  docket_command_set_day (command, 20240101);
  docket_database_begin (self->log, &error);
  for (guint i = 0; i < self->events->len; i++)
    {
      DocketUuid stream = docket_uuid_derive (&id, 1, "counter", i);

      docket_event_store_append (self->store, g_ptr_array_index (self->events, i), &stream, DOCKET_EVENT_STORE_ANY_VERSION, command,
                                 digest, i, &error);
      g_assert_no_error (error);
    }
  docket_database_commit (self->log, &error);
  g_assert_no_error (error);
  return NULL;
}

gint64
toy_tally_commit (ToyTally *self)
{
  gint64 position;

  g_assert_cmpuint (self->events->len, >, 0);
  in_thread (append, self);
  position = docket_event_get_envelope (g_ptr_array_index (self->events, self->events->len - 1))->position;
  g_ptr_array_set_size (self->events, 0);
  if (self->runner != NULL)
    docket_projection_runner_get_follower ()->committed (self->runner, position);
  return position;
}

void
toy_tally_settle (ToyTally *self)
{
  docket_projection_runner_wait (self->runner, toy_tally_commit (self));
}

void
toy_tally_fill (ToyTally *self, int first, int last)
{
  for (int i = first; i <= last; i++)
    toy_tally_set (self, i, "label", i);
  toy_tally_settle (self);
}

void
toy_tally_assert_state (ToyTally *self, const char *view, DocketViewState expected, gint64 expected_position)
{
  DocketViewState state;
  gint64 position;
  g_autofree char *message = NULL;

  g_assert_true (docket_projection_runner_get_view (self->runner, view, &state, &position, &message));
  g_assert_cmpint (state, ==, expected);
  g_assert_cmpint (position, ==, expected_position);
  g_assert_true ((message != NULL) == (state == DOCKET_VIEW_STOPPED));
}

typedef struct
{
  const char *path;
  const char *sql;
  gint64 answer;
} Script;

static gpointer
run_script (gpointer data)
{
  Script *script = data;
  sqlite3 *connection = NULL;

  g_assert_cmpint (sqlite3_open (script->path, &connection), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (connection, script->sql, NULL, NULL, NULL), ==, SQLITE_OK);
  sqlite3_close (connection);
  return NULL;
}

void
toy_tally_script (const char *path, const char *sql)
{
  Script script = { path, sql, 0 };

  in_thread (run_script, &script);
}

static gpointer
run_ask (gpointer data)
{
  Script *script = data;
  gint64 n_tables;
  g_autoptr (GError) error = NULL;
  g_autoptr (DocketDatabase) database = docket_database_open (script->path, DOCKET_DATABASE_READER, &error);

  g_assert_no_error (error);
  /* A full-text table that is taken apart meanwhile is read as it was: the transaction begins with the first row. */
  g_assert_true (docket_database_begin_read (database, &error) &&
                 docket_database_get_integer (database, 0, &n_tables, &error, "SELECT count(*) FROM sqlite_schema", NULL));
  docket_database_get_integer (database, -1, &script->answer, &error, g_intern_string (script->sql), NULL);
  g_assert_no_error (error);
  return NULL;
}

gint64
toy_tally_ask (const char *path, const char *sql)
{
  Script script = { path, sql, 0 };

  in_thread (run_ask, &script);
  return script.answer;
}

static gboolean
timeout_cb (gpointer data)
{
  *(gboolean *) data = TRUE;
  return G_SOURCE_REMOVE;
}

void
toy_wait_until (gboolean (*is_met) (gpointer data), gpointer data)
{
  gboolean is_over = FALSE;
  guint source = g_timeout_add_seconds (120, timeout_cb, &is_over);

  while (!is_met (data))
    {
      g_assert_false (is_over);
      g_main_context_iteration (NULL, TRUE);
    }
  g_source_remove (source);
}

static gboolean
is_set (gpointer data)
{
  return *(gboolean *) data;
}

static gboolean
set_cb (gpointer data)
{
  *(gboolean *) data = TRUE;
  return G_SOURCE_REMOVE;
}

static gboolean
do_nothing (DocketDatabase *database G_GNUC_UNUSED, gpointer data G_GNUC_UNUSED, GError **error G_GNUC_UNUSED)
{
  return TRUE;
}

void
toy_wait_for_signals (ToyTally *self)
{
  gboolean is_done = FALSE;

  docket_projection_runner_wait (self->runner, -1);
  docket_projection_runner_run (self->runner, do_nothing, NULL, NULL);
  g_idle_add_full (G_PRIORITY_DEFAULT, set_cb, &is_done, NULL);
  toy_wait_until (is_set, &is_done);
}
