/* fuzz-event.c: stored events, whatever they hold, are read, upcast and carried into tables and views
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A line of the input is one event: its type, its schema, its data and, after a tab, its personal data.
 */
#include "docket-engine.h"
#include "docket-events.h"
#include "docket-read.h"
#include "docket-write.h"
#include "fuzz.h"

#include <glib/gstdio.h>
#include <stdlib.h>
#include <string.h>

static DocketEventRegistry *registry;
static DocketDatabase *tables;
static DocketDatabase *views;
static GPtrArray *projections;
static char *directory;

static void
close_databases (void)
{
  static const char *const names[] = { "tables.db", "views.db" };

  g_clear_object (&tables);
  g_clear_object (&views);
  g_clear_object (&registry);
  g_clear_pointer (&projections, g_ptr_array_unref);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = g_build_filename (directory, names[i], NULL);

      g_unlink (path);
    }
  g_rmdir (directory);
  g_clear_pointer (&directory, g_free);
}

static DocketDatabase *
open_database (const char *name)
{
  g_autofree char *path = g_build_filename (directory, name, NULL);
  g_autoptr (GError) error = NULL;
  DocketDatabase *database = docket_database_open (path, DOCKET_DATABASE_WRITER, &error);

  g_assert_no_error (error);
  return database;
}

int
LLVMFuzzerInitialize (int *argc G_GNUC_UNUSED, char ***argv G_GNUC_UNUSED)
{
  g_autoptr (GError) error = NULL;

  directory = g_dir_make_tmp ("docket-fuzz-XXXXXX", &error);
  g_assert_no_error (error);
  registry = docket_event_registry_new ();
  docket_events_register (registry);
  tables = open_database ("tables.db");
  docket_event_store_create_tables (tables, &error);
  g_assert_no_error (error);
  docket_write_create_tables (tables, &error);
  g_assert_no_error (error);
  views = open_database ("views.db");
  projections = docket_read_create_projections ();
  for (guint i = 0; i < projections->len; i++)
    {
      docket_projection_reset (projections->pdata[i], views, &error);
      g_assert_no_error (error);
    }
  atexit (close_databases);
  return 0;
}

static DocketEvent *
read_line (char *line, gint64 position)
{
  char *schema = strchr (line, ' ');
  char *data = schema != NULL ? strchr (schema + 1, ' ') : NULL;
  char *personal = data != NULL ? strchr (data, '\t') : NULL;
  g_autoptr (GError) error = NULL;
  DocketEventEnvelope *envelope;
  DocketEvent *event;

  if (data == NULL)
    return NULL;
  *schema = *data = '\0';
  if (personal != NULL)
    *personal++ = '\0';
  event = docket_event_registry_read (registry, line, atoi (schema + 1), data + 1, personal, &error);
  if (event == NULL)
    {
      g_assert_true (error != NULL && g_utf8_validate (error->message, -1, NULL));
      return NULL;
    }
  envelope = docket_event_edit_envelope (event);
  envelope->position = position;
  envelope->version = position;
  envelope->schema = atoi (schema + 1);
  envelope->time = position * G_TIME_SPAN_DAY;
  envelope->day = docket_day_of_time (envelope->time, NULL);
  envelope->stream = docket_uuid_derive (&envelope->stream, 0, "stream", 0);
  envelope->command_id = docket_uuid_derive (&envelope->stream, 0, "command", (guint) position);
  envelope->actor = g_strdup ("Ada");
  envelope->station = g_strdup ("counter");
  return event;
}

static const DocketEvolver *
find_evolver (DocketEvent *event)
{
  guint n_evolvers;
  const DocketEvolver *evolvers = docket_write_get_evolvers (&n_evolvers);

  for (guint i = 0; i < n_evolvers; i++)
    if (evolvers[i].get_type () == G_OBJECT_TYPE (event))
      return &evolvers[i];
  return NULL;
}

/* What does not fit together may fail, with a word, in its own savepoint, as each command and each view does. */
static void
carry (DocketEvent *event)
{
  const DocketEvolver *evolver = find_evolver (event);
  g_autoptr (GError) error = NULL;

  g_assert_nonnull (evolver);
  g_assert_true (docket_database_savepoint (tables, NULL));
  if (evolver->evolve (event, tables, &error))
    g_assert_true (docket_database_release_savepoint (tables, NULL));
  else
    docket_database_rollback_savepoint (tables);
  for (guint i = 0; i < projections->len; i++)
    {
      g_clear_error (&error);
      g_assert_true (docket_database_savepoint (views, NULL));
      if (docket_projection_project (projections->pdata[i], event, views, &error))
        g_assert_true (docket_database_release_savepoint (views, NULL));
      else
        docket_database_rollback_savepoint (views);
      g_array_unref (docket_projection_steal_touched (projections->pdata[i]));
    }
}

/* What was read and written again says the same. */
static void
check_round_trip (DocketEvent *event)
{
  g_autofree char *json = docket_record_to_json (DOCKET_RECORD (event), DOCKET_PART_PUBLIC | DOCKET_PART_PERSONAL);
  g_autofree char *again = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (DocketEvent) other = docket_event_registry_read (registry, docket_event_get_type_name (event),
                                                              docket_event_registry_get_schema (registry, event), json, NULL, &error);

  g_assert_no_error (error);
  again = docket_record_to_json (DOCKET_RECORD (other), DOCKET_PART_PUBLIC | DOCKET_PART_PERSONAL);
  g_assert_cmpstr (again, ==, json);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autofree char *text = g_strndup ((const char *) data, size);
  g_auto (GStrv) lines = g_strsplit (text, "\n", 8);

  g_assert_true (docket_database_begin (tables, NULL));
  g_assert_true (docket_database_begin (views, NULL));
  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_autoptr (DocketEvent) event = read_line (lines[i], i + 1);

      if (event == NULL)
        continue;
      check_round_trip (event);
      carry (event);
    }
  docket_database_rollback (tables);
  docket_database_rollback (views);
  return 0;
}
