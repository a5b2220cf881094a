/* test-upkeep.c: what is done by itself: checks, and backups that are told of when they fail
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "docket-engine-fixture.h"
#include "docket-sample.h"
#include "docket-upkeep.h"

#include <glib/gstdio.h>
#include <string.h>

static void
changed_cb (DocketUpkeep *upkeep, GMainLoop *loop)
{
  if (!docket_upkeep_is_backing_up (upkeep))
    g_main_loop_quit (loop);
}

/* The window's thread starts it and hears of it; another one works. */
static void
back_up (DocketUpkeep *upkeep)
{
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  gulong handler = g_signal_connect (upkeep, "changed", G_CALLBACK (changed_cb), loop);

  docket_upkeep_back_up (upkeep);
  g_assert_true (docket_upkeep_is_backing_up (upkeep));
  g_main_loop_run (loop);
  g_signal_handler_disconnect (upkeep, handler);
}

static void
test_back_up (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (DocketUpkeep) upkeep = NULL;
  gint64 before = g_get_real_time ();

  fixture_make_shop (fixture);
  upkeep = docket_upkeep_new (fixture->engine);
  g_assert_cmpint (docket_upkeep_get_last_backup (upkeep), ==, 0);
  back_up (upkeep);
  g_assert_null (docket_upkeep_get_backup_error (upkeep));
  g_assert_cmpint (docket_upkeep_get_last_backup (upkeep), >=, before);
  g_assert_false (docket_backups_is_due (fixture->engine, docket_backups_get_today ()));
  docket_upkeep_stop (upkeep);
}

/* What failed is told, and forgotten when it goes well again. */
static void
test_failure (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (DocketUpkeep) upkeep = NULL;
  g_autofree char *folder = docket_backups_get_directory (fixture->engine);

  fixture_make_shop (fixture);
  g_assert_true (g_file_set_contents (folder, "in the way", -1, NULL));
  upkeep = docket_upkeep_new (fixture->engine);
  back_up (upkeep);
  g_assert_nonnull (strstr (docket_upkeep_get_backup_error (upkeep), folder));
  g_assert_cmpint (docket_upkeep_get_last_backup (upkeep), ==, 0);
  g_assert_cmpint (g_unlink (folder), ==, 0);
  back_up (upkeep);
  g_assert_null (docket_upkeep_get_backup_error (upkeep));
  g_assert_cmpint (docket_upkeep_get_last_backup (upkeep), >, 0);
  docket_upkeep_stop (upkeep);
}

static void
assert_found (Fixture *fixture, const char *place)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) findings = docket_engine_verify (fixture->engine, TRUE, NULL, NULL, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (findings->len, ==, place != NULL ? 1 : 0);
  if (place != NULL)
    g_assert_cmpstr (((DocketFinding *) findings->pdata[0])->place, ==, place);
}

static void
change (Fixture *fixture, const char *sql)
{
  sqlite3 *connection;

  g_assert_cmpint (sqlite3_open (docket_engine_get_write_path (fixture->engine), &connection), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (connection, sql, NULL, NULL, NULL), ==, SQLITE_OK);
  sqlite3_close (connection);
}

/* The quick check replays nothing, and finds a counter that is wrong. */
static void
test_counters (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (GError) error = NULL;

  docket_engine_open (fixture->engine, DOCKET_ENGINE_NO_SERVICE, &error);
  g_assert_no_error (error);
  docket_sample_fill (fixture->engine, 60, 7, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  fixture_close (fixture);
  assert_found (fixture, NULL);
  change (fixture, "UPDATE stock SET reserved = reserved + 1000 WHERE product_id = (SELECT id FROM product WHERE sku = 'TEA-001')");
  assert_found (fixture, "the stock of TEA-001");
  change (fixture, "UPDATE stock SET reserved = reserved - 1000 WHERE product_id = (SELECT id FROM product WHERE sku = 'TEA-001')");
  change (fixture, "UPDATE number_series SET last = last - 1");
  assert_found (fixture, "the series of order numbers");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add ("/upkeep/back-up", Fixture, NULL, fixture_set_up, test_back_up, fixture_tear_down);
  g_test_add ("/upkeep/failure", Fixture, NULL, fixture_set_up, test_failure, fixture_tear_down);
  g_test_add ("/upkeep/counters", Fixture, NULL, fixture_set_up, test_counters, fixture_tear_down);
  return g_test_run ();
}
