/* toy-ledger-fixture.c: a data directory of the toy domain, and what tests say about it
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "toy-ledger.h"

#include <glib/gstdio.h>
#include <string.h>

static gboolean
create_tables (DocketEventStore *store, gpointer data G_GNUC_UNUSED, GError **error)
{
  return toy_ledger_create_tables (docket_event_store_get_database (store), error);
}

void
toy_ledger_reopen (ToyLedger *self)
{
  g_autoptr (GError) error = NULL;

  toy_ledger_close (self);
  self->bus = docket_command_bus_new (self->registry);
  docket_command_bus_add_handlers (self->bus, toy_ledger_handlers, toy_ledger_n_handlers);
  docket_command_bus_add_evolvers (self->bus, toy_ledger_evolvers, toy_ledger_n_evolvers);
  docket_command_bus_set_defaults (self->bus, "teller", "counter");
  docket_command_bus_start (self->bus, self->write_path, &error);
  g_assert_no_error (error);
  docket_command_bus_run_on_writer (self->bus, create_tables, NULL, &error);
  g_assert_no_error (error);
}

static ToyLedger *
create_directory (void)
{
  ToyLedger *self = g_new0 (ToyLedger, 1);
  g_autoptr (GError) error = NULL;

  self->directory = g_dir_make_tmp ("docket-ledger-XXXXXX", &error);
  g_assert_no_error (error);
  self->write_path = g_build_filename (self->directory, "write.db", NULL);
  self->read_path = g_build_filename (self->directory, "read.db", NULL);
  self->registry = docket_event_registry_new ();
  docket_event_registry_add (self->registry, toy_ledger_event_types, toy_ledger_n_event_types);
  return self;
}

ToyLedger *
toy_ledger_new (void)
{
  ToyLedger *self = create_directory ();

  toy_ledger_reopen (self);
  return self;
}

static void
copy_file (const char *from, const char *to)
{
  g_autofree char *contents = NULL;
  gsize size;

  if (g_file_get_contents (from, &contents, &size, NULL))
    g_assert_true (g_file_set_contents (to, contents, (gssize) size, NULL));
}

ToyLedger *
toy_ledger_copy (ToyLedger *closed)
{
  ToyLedger *self = create_directory ();

  g_assert_null (closed->bus);
  copy_file (closed->write_path, self->write_path);
  copy_file (closed->read_path, self->read_path);
  return self;
}

void
toy_ledger_close (ToyLedger *self)
{
  if (self->bus == NULL)
    return;
  docket_command_bus_stop (self->bus);
  g_assert_finalize_object (g_steal_pointer (&self->bus));
}

void
toy_ledger_free (ToyLedger *self)
{
  g_autoptr (GDir) directory = NULL;
  const char *name;

  toy_ledger_close (self);
  directory = g_dir_open (self->directory, 0, NULL);
  while ((name = g_dir_read_name (directory)) != NULL)
    {
      g_autofree char *path = g_build_filename (self->directory, name, NULL);

      g_unlink (path);
    }
  g_rmdir (self->directory);
  g_object_unref (self->registry);
  g_free (self->directory);
  g_free (self->write_path);
  g_free (self->read_path);
  g_free (self);
}

DocketOutcome *
toy_ledger_when (ToyLedger *self, DocketCommand *command, DocketDispatchFlags flags)
{
  g_autoptr (GError) error = NULL;
  DocketOutcome *outcome = docket_command_bus_dispatch (self->bus, command, flags, &error);

  g_assert_no_error (error);
  g_object_unref (command);
  return outcome;
}

DocketUuid
toy_ledger_given (ToyLedger *self, DocketCommand *command)
{
  g_autoptr (DocketOutcome) outcome = toy_ledger_when (self, command, DOCKET_DISPATCH_NORMAL);

  g_assert_true (docket_outcome_is_accepted (outcome));
  return docket_event_get_envelope (g_ptr_array_index (docket_outcome_get_events (outcome), 0))->stream;
}

void
toy_then_events (DocketOutcome *outcome, const char *types)
{
  g_autoptr (GString) recorded = g_string_new (NULL);
  GPtrArray *events = docket_outcome_get_events (outcome);

  g_assert_true (docket_outcome_is_accepted (outcome));
  for (guint i = 0; i < events->len; i++)
    g_string_append_printf (recorded, "%s%s", i > 0 ? " " : "", docket_event_get_type_name (g_ptr_array_index (events, i)));
  g_assert_cmpstr (recorded->str, ==, types);
  g_object_unref (outcome);
}

void
toy_then_rejected (DocketOutcome *outcome, DocketError code, const char *message_part)
{
  const GError *reason = docket_outcome_get_reason (outcome);

  g_assert_false (docket_outcome_is_accepted (outcome));
  g_assert_error (reason, DOCKET_ERROR, (int) code);
  g_assert_nonnull (strstr (reason->message, message_part));
  g_assert_cmpuint (docket_outcome_get_events (outcome)->len, ==, 0);
  g_object_unref (outcome);
}

gint64
toy_ledger_ask (ToyLedger *self, const char *sql)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DocketDatabase) database = docket_database_open (self->write_path, DOCKET_DATABASE_READER, &error);
  gint64 value;

  g_assert_no_error (error);
  docket_database_get_integer (database, -1, &value, &error, sql, NULL);
  g_assert_no_error (error);
  return value;
}

gint64
toy_ledger_balance (ToyLedger *self, const DocketUuid *account)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DocketDatabase) database = docket_database_open (self->write_path, DOCKET_DATABASE_READER, &error);
  gint64 value;

  g_assert_no_error (error);
  docket_database_get_integer (database, -1, &value, &error, "SELECT balance FROM account WHERE id = ?", "u", account);
  g_assert_no_error (error);
  return value;
}

static void
append_value (GString *text, sqlite3_stmt *columns, int column)
{
  const guint8 *bytes = sqlite3_column_blob (columns, column);
  int size = sqlite3_column_bytes (columns, column);

  if (sqlite3_column_type (columns, column) != SQLITE_BLOB)
    {
      g_string_append (text, sqlite3_column_type (columns, column) == SQLITE_NULL ? "NULL" : (const char *) bytes);
      return;
    }
  for (int i = 0; i < size; i++)
    g_string_append_printf (text, "%02x", bytes[i]);
}

char *
toy_ledger_dump (ToyLedger *self, const char *sql)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DocketDatabase) database = docket_database_open (self->write_path, DOCKET_DATABASE_READER, &error);
  g_autoptr (DocketStatement) statement = docket_database_query (database, &error, sql, NULL);
  GString *text = g_string_new (NULL);

  g_assert_no_error (error);
  while (docket_statement_step (statement, &error))
    {
      sqlite3_stmt *columns = docket_statement_get_columns (statement);

      for (int i = 0; i < sqlite3_column_count (columns); i++)
        {
          g_string_append_c (text, '|');
          append_value (text, columns, i);
        }
      g_string_append_c (text, '\n');
    }
  g_assert_no_error (error);
  return g_string_free (text, FALSE);
}
