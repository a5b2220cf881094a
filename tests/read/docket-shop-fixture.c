/* docket-shop-fixture.c: a shop in a temporary directory, with both sides and no window
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "docket-shop-fixture.h"

#include <glib/gstdio.h>

#include "docket-events.h"
#include "docket-read.h"
#include "docket-write.h"

static void
remove_files (const char *directory)
{
  g_autoptr (GDir) files = g_dir_open (directory, 0, NULL);
  const char *name;

  while (files != NULL && (name = g_dir_read_name (files)) != NULL)
    {
      g_autofree char *path = g_build_filename (directory, name, NULL);

      g_unlink (path);
    }
  g_rmdir (directory);
}

static gboolean
create_tables (DocketEventStore *store, gpointer data, GError **error)
{
  return docket_write_create_tables (docket_event_store_get_database (store), error);
}

DocketShopFixture *
docket_shop_fixture_new (void)
{
  DocketShopFixture *fixture = g_new0 (DocketShopFixture, 1);
  g_autoptr (DocketEventRegistry) registry = docket_event_registry_new ();
  g_autoptr (GPtrArray) projections = docket_read_create_projections ();
  g_autoptr (GError) error = NULL;

  docket_database_forbid_thread (g_thread_self ());
  docket_events_register (registry);
  fixture->directory = g_dir_make_tmp ("docket-shop-XXXXXX", &error);
  g_assert_no_error (error);
  fixture->write_path = g_build_filename (fixture->directory, "write.db", NULL);
  fixture->read_path = g_build_filename (fixture->directory, "read.db", NULL);
  fixture->commands = docket_command_bus_new (registry);
  docket_write_register (fixture->commands);
  docket_command_bus_set_defaults (fixture->commands, "Ada", "counter");
  fixture->runner = docket_projection_runner_new (registry);
  for (guint i = 0; i < projections->len; i++)
    docket_projection_runner_add (fixture->runner, projections->pdata[i]);
  docket_command_bus_set_follower (fixture->commands, docket_projection_runner_get_follower (), fixture->runner);
  docket_command_bus_start (fixture->commands, fixture->write_path, &error);
  g_assert_no_error (error);
  docket_command_bus_run_on_writer (fixture->commands, create_tables, NULL, &error);
  g_assert_no_error (error);
  docket_projection_runner_start (fixture->runner, fixture->write_path, fixture->read_path, &error);
  g_assert_no_error (error);
  fixture->queries = docket_query_bus_new ();
  docket_read_register_queries (fixture->queries);
  docket_query_bus_start (fixture->queries, fixture->write_path, fixture->read_path, fixture->runner, &error);
  g_assert_no_error (error);
  return fixture;
}

void
docket_shop_fixture_free (DocketShopFixture *fixture)
{
  docket_query_bus_stop (fixture->queries);
  docket_command_bus_stop (fixture->commands);
  docket_projection_runner_stop (fixture->runner);
  g_object_unref (fixture->queries);
  g_object_unref (fixture->commands);
  g_object_unref (fixture->runner);
  remove_files (fixture->directory);
  g_free (fixture->directory);
  g_free (fixture->write_path);
  g_free (fixture->read_path);
  g_free (fixture);
}

DocketOutcome *
docket_shop_fixture_try (DocketShopFixture *fixture, const char *name, const char *json)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DocketCommand) command = docket_command_bus_parse (fixture->commands, name, json, -1, &error);
  DocketOutcome *outcome;

  g_assert_no_error (error);
  outcome = docket_command_bus_dispatch (fixture->commands, command, DOCKET_DISPATCH_NORMAL, &error);
  g_assert_no_error (error);
  return outcome;
}

DocketOutcome *
docket_shop_fixture_accept (DocketShopFixture *fixture, const char *name, const char *json)
{
  DocketOutcome *outcome = docket_shop_fixture_try (fixture, name, json);

  if (!docket_outcome_is_accepted (outcome))
    g_error ("%s %s: %s", name, json, docket_outcome_get_reason (outcome)->message);
  return outcome;
}

static DocketQuery *
make_query (DocketShopFixture *fixture, const char *name, va_list pairs)
{
  DocketQuery *query = g_object_new (docket_query_bus_find_type (fixture->queries, name), NULL);
  const char *key;

  while ((key = va_arg (pairs, const char *)) != NULL)
    {
      g_autoptr (GError) error = NULL;

      docket_record_set_text (DOCKET_RECORD (query), key, va_arg (pairs, const char *), &error);
      g_assert_no_error (error);
    }
  return query;
}

DocketRecord *
docket_shop_fixture_ask (DocketShopFixture *fixture, const char *name, ...)
{
  g_autoptr (DocketQuery) query = NULL;
  g_autoptr (GError) error = NULL;
  DocketRecord *record;
  va_list pairs;

  va_start (pairs, name);
  query = make_query (fixture, name, pairs);
  va_end (pairs);
  record = docket_query_bus_ask (fixture->queries, query, &error);
  g_assert_no_error (error);
  return record;
}

static gboolean
collect_row (DocketRow *row, gpointer data)
{
  g_ptr_array_add (data, g_object_ref (row));
  return TRUE;
}

GPtrArray *
docket_shop_fixture_list (DocketShopFixture *fixture, const char *name, ...)
{
  GPtrArray *rows = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (DocketQuery) query = NULL;
  g_autoptr (GError) error = NULL;
  va_list pairs;

  va_start (pairs, name);
  query = make_query (fixture, name, pairs);
  va_end (pairs);
  docket_query_bus_list_rows (fixture->queries, DOCKET_LIST_QUERY (query), collect_row, rows, &error);
  g_assert_no_error (error);
  return rows;
}

char *
docket_shop_fixture_text (gpointer record, const char *property)
{
  return docket_record_get_text (DOCKET_RECORD (record), property);
}
