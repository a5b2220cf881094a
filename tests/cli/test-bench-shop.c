/* test-bench-shop.c: the shop that is measured comes out the same, however often making it was broken off
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <glib/gstdio.h>

#include "docket-bench-shop.h"
#include "docket-orders-query.h"

#define N_ORDERS 600

typedef struct
{
  char *directory;
  DocketEngine *engine;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (GError) error = NULL;

  fixture->directory = g_dir_make_tmp ("docket-test-XXXXXX", &error);
  g_assert_no_error (error);
  fixture->engine = docket_engine_new (fixture->directory, "test", "test");
  docket_engine_open (fixture->engine, DOCKET_ENGINE_NO_SERVICE, &error);
  g_assert_no_error (error);
}

static void
tear_down (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (GDir) dir = NULL;
  const char *name;

  docket_engine_close (fixture->engine);
  g_clear_object (&fixture->engine);
  dir = g_dir_open (fixture->directory, 0, NULL);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (fixture->directory, name, NULL);

      g_unlink (path);
    }
  g_rmdir (fixture->directory);
  g_free (fixture->directory);
}

/* As Ctrl+C would, after the first piece of the work. */
static void
cancel_cb (gint64 done, gint64 total, gpointer cancellable)
{
  g_assert_cmpint (done, <=, total);
  g_cancellable_cancel (cancellable);
}

static gboolean
read_position_cb (DocketEventStore *store, gpointer data, GError **error)
{
  guint8 hash[32];

  return docket_event_store_get_last_position (store, data, hash, error);
}

static gint64
get_last_position (Fixture *fixture)
{
  gint64 position = 0;

  docket_command_bus_run_on_writer (docket_engine_get_command_bus (fixture->engine), read_position_cb, &position, NULL);
  return position;
}

static gboolean
count_cb (DocketRow *row, gpointer data)
{
  guint *counts = data;
  g_autofree char *status = docket_record_get_text (DOCKET_RECORD (row), "payment-status");
  g_autofree char *fulfilment = docket_record_get_text (DOCKET_RECORD (row), "fulfilment-status");

  counts[0]++;
  counts[1] += g_str_equal (status, "paid");
  counts[2] += g_str_equal (fulfilment, "shipped");
  return TRUE;
}

static void
assert_shop (Fixture *fixture)
{
  g_autoptr (DocketListQuery) query = g_object_new (DOCKET_TYPE_ORDERS_QUERY, NULL);
  g_autoptr (GError) error = NULL;
  guint counts[3] = { 0 };

  docket_query_bus_list_rows (docket_engine_get_query_bus (fixture->engine), query, count_cb, counts, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (counts[0], ==, N_ORDERS);
  /* One is never paid, two are cancelled, two are not sent yet. */
  g_assert_cmpuint (counts[1], ==, N_ORDERS - 3);
  g_assert_cmpuint (counts[2], ==, N_ORDERS - 5);
}

static void
test_broken_off (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  DocketBenchStory story;
  gint64 position = -1;
  gint64 last = 0;

  docket_bench_story_init (&story, N_ORDERS);
  for (guint i = 0; i < 100 && position != last; i++)
    {
      g_autoptr (GCancellable) cancellable = g_cancellable_new ();
      g_autoptr (GError) error = NULL;

      position = last;
      if (!docket_bench_shop_make (fixture->engine, &story, cancel_cb, cancellable, cancellable, &error))
        g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
      last = get_last_position (fixture);
      /* It goes on, and from where it was. */
      g_assert_cmpint (last, >=, position);
    }
  assert_shop (fixture);
}

static void
test_in_one_go (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  DocketBenchStory story;
  g_autoptr (GError) error = NULL;
  gint64 position;

  docket_bench_story_init (&story, N_ORDERS);
  docket_bench_shop_make (fixture->engine, &story, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  assert_shop (fixture);
  position = get_last_position (fixture);
  docket_bench_shop_make (fixture->engine, &story, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (get_last_position (fixture), ==, position);
}

static void
test_other_shop (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  DocketBenchStory story;
  g_autoptr (GError) error = NULL;
  gint64 position;

  docket_bench_story_init (&story, 10);
  docket_bench_shop_make (fixture->engine, &story, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  position = get_last_position (fixture);
  docket_bench_story_init (&story, 11);
  g_assert_false (docket_bench_shop_make (fixture->engine, &story, NULL, NULL, NULL, &error));
  g_assert_error (error, DOCKET_ERROR, DOCKET_ERROR_REJECTED);
  g_assert_cmpint (get_last_position (fixture), ==, position);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, function) g_test_add ("/bench-shop/" name, Fixture, NULL, set_up, function, tear_down)
  ADD ("broken-off", test_broken_off);
  ADD ("in-one-go", test_in_one_go);
  ADD ("other-shop", test_other_shop);
  return g_test_run ();
}
