/* docket-engine-fixture.c: a data directory of its own and an engine on it
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "docket-engine-fixture.h"

#include <glib/gstdio.h>

void
fixture_set_up (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  fixture->directory = g_dir_make_tmp ("docket-engine-XXXXXX", NULL);
  fixture->engine = docket_engine_new (fixture->directory, "Ada", "counter");
}

static void
remove_tree (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      remove_tree (child);
    }
  g_remove (path);
}

void
fixture_tear_down (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_assert_finalize_object (fixture->engine);
  remove_tree (fixture->directory);
  g_free (fixture->directory);
}

void
fixture_open (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;

  docket_engine_open (fixture->engine, DOCKET_ENGINE_NO_SERVICE, &error);
  g_assert_no_error (error);
}

void
fixture_close (Fixture *fixture)
{
  docket_projection_runner_wait (docket_engine_get_runner (fixture->engine), -1);
  docket_engine_close (fixture->engine);
}

static void
dispatch (Fixture *fixture, const char *name, const char *json, DocketStatus expected)
{
  g_autoptr (DocketGateway) gateway = docket_gateway_new (fixture->engine);
  g_autoptr (GError) error = NULL;
  DocketStatus status;
  g_autofree char *result = docket_gateway_dispatch (gateway, name, json, NULL, FALSE, &status, &error);

  g_assert_no_error (error);
  g_assert_nonnull (result);
  g_assert_cmpint (status, ==, expected);
}

void
fixture_make_shop (Fixture *fixture)
{
  fixture_open (fixture);
  dispatch (fixture, "ConfigureShop", "{\"name\":\"Tea\",\"currency\":\"EUR\"}", DOCKET_STATUS_DONE);
  dispatch (fixture, "CreateProduct", "{\"sku\":\"TEA-1\",\"title\":\"Green tea\",\"price\":\"4.50\"}", DOCKET_STATUS_DONE);
}

void
fixture_be_refused (Fixture *fixture)
{
  dispatch (fixture, "ReceiveStock", "{\"sku\":\"TEA-2\",\"quantity\":\"1\"}", DOCKET_STATUS_REFUSED);
}

void
fixture_work (Fixture *fixture)
{
  dispatch (fixture, "ReceiveStock", "{\"sku\":\"TEA-1\",\"quantity\":\"1\"}", DOCKET_STATUS_DONE);
}

gint64
fixture_count_events (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DocketDatabase) database =
    docket_database_open (docket_engine_get_write_path (fixture->engine), DOCKET_DATABASE_READER, &error);
  gint64 n = 0;

  g_assert_no_error (error);
  docket_database_get_integer (database, 0, &n, &error, "SELECT count(*) FROM event", NULL);
  g_assert_no_error (error);
  return n;
}

char *
fixture_path (Fixture *fixture, const char *name)
{
  return g_build_filename (fixture->directory, name, NULL);
}

gboolean
fixture_has (Fixture *fixture, const char *name)
{
  g_autofree char *path = fixture_path (fixture, name);

  return g_file_test (path, G_FILE_TEST_EXISTS);
}

void
fixture_copy_file (Fixture *fixture, const char *from, const char *to)
{
  g_autofree char *source = fixture_path (fixture, from);
  g_autofree char *target = fixture_path (fixture, to);
  g_autofree char *contents = NULL;
  g_autoptr (GError) error = NULL;
  gsize size;

  g_file_get_contents (source, &contents, &size, &error);
  g_assert_no_error (error);
  g_file_set_contents (target, contents, (gssize) size, &error);
  g_assert_no_error (error);
}
