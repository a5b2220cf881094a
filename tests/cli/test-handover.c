/* test-handover.c: several processes on one data directory
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "docket-cli-fixture.h"

#include <string.h>

#define N_LINES 6000

static char *
read_line (GSubprocess *process, GDataInputStream **stream)
{
  g_autoptr (GError) error = NULL;
  char *line;

  if (*stream == NULL)
    *stream = g_data_input_stream_new (g_subprocess_get_stdout_pipe (process));
  line = g_data_input_stream_read_line_utf8 (*stream, NULL, NULL, &error);
  g_assert_no_error (error);
  return line;
}

/* A process that holds the directory; it has told of the first event. */
static GSubprocess *
start_holder (Fixture *fixture, GDataInputStream **stream)
{
  GSubprocess *holder = fixture_start (fixture, "events", "--follow", NULL);
  g_autofree char *first = read_line (holder, stream);

  g_assert_nonnull (first);
  return holder;
}

static void
test_follower_serves (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (GDataInputStream) stream = NULL;
  g_autoptr (GSubprocess) holder = NULL;
  g_autofree char *line = NULL;

  fixture_make_shop (fixture);
  holder = start_holder (fixture, &stream);
  g_assert_cmpint (fixture_run (fixture, NULL, "--actor", "Renée", "dispatch", "PlaceOrder", ORDER_OF ("2"), NULL), ==, 0);
  assert_contains (fixture->output, "Renée");
  /* Whoever is told that it is done finds it in the views. */
  g_assert_cmpint (fixture_run (fixture, NULL, "query", "order", "number=1001", NULL), ==, 0);
  g_assert_cmpint (fixture_run (fixture, NULL, "dispatch", "PlaceOrder", ORDER_OF ("60"), NULL), ==, 1);
  assert_contains (fixture->output, "\"code\":\"rejected\"");
  g_assert_cmpint (fixture_run (fixture, NULL, "rebuild", NULL), ==, 0);
  g_assert_cmpint (fixture_run (fixture, NULL, "verify", NULL), ==, 0);
  g_assert_cmpint (fixture_run (fixture, NULL, "dispatch", "HoldOrder", "{\"order\":\"1001\"}", NULL), ==, 0);
  g_assert_cmpint (fixture_run (fixture, NULL, "undo", NULL), ==, 0);
  do
    {
      g_free (line);
      line = read_line (holder, &stream);
      g_assert_nonnull (line);
    }
  while (strstr (line, "OrderReleased") == NULL);

  g_subprocess_send_signal (holder, 15);
  g_subprocess_wait (holder, NULL, NULL);
  g_assert_cmpint (g_subprocess_get_exit_status (holder), ==, 0);
}

static char *
make_lines (void)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < N_LINES; i++)
    g_string_append_printf (text, "{\"command\":\"ReceiveStock\",\"sku\":\"TEA-1\",\"quantity\":\"1\",\"reason\":\"%u\"}\n", i);
  return g_string_free (text, FALSE);
}

/* The holder is killed while it works for another process: that one goes on by itself, and nothing is lost or doubled. */
static void
test_holder_killed (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autofree char *file = fixture_path (fixture, "lines.jsonl");
  g_autofree char *lines = make_lines ();
  g_autoptr (GDataInputStream) stream = NULL;
  g_autoptr (GDataInputStream) results = NULL;
  g_autoptr (GSubprocess) holder = NULL;
  g_autoptr (GSubprocess) caller = NULL;
  guint n_results = 0;
  guint before;

  fixture_make_shop (fixture);
  before = fixture_count_events (fixture);
  g_assert_true (g_file_set_contents (file, lines, -1, NULL));
  holder = start_holder (fixture, &stream);
  caller = fixture_start (fixture, "dispatch", "--batch", file, NULL);
  for (;;)
    {
      g_autofree char *result = NULL;

      /* At a moment that is another each time. */
      if (n_results == 0)
        {
          g_usleep ((gulong) g_random_int_range (20000, 300000));
          g_subprocess_force_exit (holder);
        }
      result = read_line (caller, &results);
      if (result == NULL)
        break;
      n_results++;
      if (strstr (result, "\"accepted\"") == NULL)
        assert_contains (result, "\"repeated\"");
    }
  g_subprocess_wait (caller, NULL, NULL);
  g_assert_cmpint (g_subprocess_get_exit_status (caller), ==, 0);
  g_assert_cmpuint (n_results, ==, N_LINES);
  g_assert_cmpuint (fixture_count_events (fixture), ==, before + N_LINES);
  g_assert_cmpint (fixture_run (fixture, NULL, "verify", NULL), ==, 0);
}

static gpointer
dispatch_many (gpointer data)
{
  Fixture own = { .directory = ((Fixture *) data)->directory };

  for (guint i = 0; i < 10; i++)
    {
      int status = fixture_run (&own, NULL, "dispatch", "ReceiveStock", "{\"sku\":\"TEA-1\",\"quantity\":\"1\"}", NULL);

      if (status != 0)
        g_error ("%d: %s", status, own.words);
    }
  g_free (own.output);
  g_free (own.words);
  return NULL;
}

/* Nobody stays: each process may find the directory free, held, or just left. */
static void
test_crowd (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  GThread *threads[4];
  guint before;

  fixture_make_shop (fixture);
  before = fixture_count_events (fixture);
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("caller", dispatch_many, fixture);
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    g_thread_join (threads[i]);
  g_assert_cmpuint (fixture_count_events (fixture), ==, before + 40);
}

static void
test_two_shops (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  Fixture other = { 0 };
  g_autoptr (GDataInputStream) stream = NULL;
  g_autoptr (GSubprocess) holder = NULL;

  fixture_set_up (&other, NULL);
  fixture_make_shop (fixture);
  fixture_make_shop (&other);
  holder = start_holder (fixture, &stream);
  g_assert_cmpint (fixture_run (&other, NULL, "dispatch", "PlaceOrder", ORDER_OF ("2"), NULL), ==, 0);
  g_assert_cmpuint (fixture_count_events (fixture), ==, 3);
  g_assert_cmpuint (fixture_count_events (&other), ==, 4);
  g_subprocess_force_exit (holder);
  g_subprocess_wait (holder, NULL, NULL);
  fixture_tear_down (&other, NULL);
}

int
main (int argc, char *argv[])
{
  g_unsetenv ("DBUS_SESSION_BUS_ADDRESS");
  g_test_init (&argc, &argv, NULL);
  if (g_getenv ("DOCKET_CLI") == NULL)
    g_error ("DOCKET_CLI does not say where the program is");

  g_test_add ("/handover/follower-serves", Fixture, NULL, fixture_set_up, test_follower_serves, fixture_tear_down);
  g_test_add ("/handover/holder-killed", Fixture, NULL, fixture_set_up, test_holder_killed, fixture_tear_down);
  g_test_add ("/handover/crowd", Fixture, NULL, fixture_set_up, test_crowd, fixture_tear_down);
  g_test_add ("/handover/two-shops", Fixture, NULL, fixture_set_up, test_two_shops, fixture_tear_down);
  return g_test_run ();
}
