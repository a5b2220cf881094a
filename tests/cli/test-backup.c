/* test-backup.c: docket-cli backup, restore and what can be saved of a damaged shop
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define _GNU_SOURCE
#include "docket-cli-fixture.h"

#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

static void
assert_run (Fixture *fixture, int status, const char *verb, const char *argument, const char *words)
{
  int answer = fixture_run (fixture, NULL, verb, argument, NULL);

  g_test_message ("%s %s: %s", verb, argument, fixture->words);
  g_assert_cmpint (answer, ==, status);
  assert_contains (fixture->words, words);
}

static void
test_there_and_back (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autofree char *path = fixture_path (fixture, "shop.db");

  fixture_make_shop (fixture);
  assert_run (fixture, 0, "backup", path, "3 events");
  g_assert_cmpint (fixture_run (fixture, NULL, "dispatch", "PlaceOrder", ORDER_OF ("2"), NULL), ==, 0);
  g_assert_cmpuint (fixture_count_events (fixture), ==, 4);
  assert_run (fixture, 0, "restore", path, "replaced-");
  g_assert_cmpuint (fixture_count_events (fixture), ==, 3);
  g_assert_cmpint (fixture_run (fixture, NULL, "verify", NULL), ==, 0);
  /* On another machine there is nothing to keep. */
  g_free (fixture->directory);
  fixture->directory = fixture_path (fixture, "elsewhere");
  assert_run (fixture, 0, "restore", path, "3 events");
  g_assert_null (strstr (fixture->words, "replaced-"));
  g_assert_cmpint (fixture_run (fixture, NULL, "query", "inventory", NULL), ==, 0);
  assert_contains (fixture->output, "TEA-1");
}

static void
test_statuses (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autofree char *path = fixture_path (fixture, "shop.db");
  g_autofree char *text = fixture_path (fixture, "letter.txt");
  g_autofree char *nowhere = fixture_path (fixture, "nowhere/shop.db");
  g_autofree char *own = g_build_filename (fixture->directory, "write.db", NULL);

  assert_run (fixture, 1, "backup", path, "There is no shop");
  g_assert_false (g_file_test (fixture->directory, G_FILE_TEST_EXISTS));
  fixture_make_shop (fixture);
  g_assert_true (g_file_set_contents (text, "Dear Ada", -1, NULL));
  assert_run (fixture, 1, "backup", text, "not a backup");
  assert_run (fixture, 1, "backup", nowhere, "cannot be written");
  assert_run (fixture, 2, "backup", own, "own files");
  assert_run (fixture, 1, "restore", text, "not a backup");
  assert_run (fixture, 1, "restore", nowhere, "No such file");
  assert_run (fixture, 1, "restore", fixture->directory, "not a backup");
  g_assert_cmpint (fixture_run (fixture, NULL, "backup", NULL), ==, 2);
  g_assert_cmpint (fixture_run (fixture, NULL, "restore", path, path, NULL), ==, 2);

  assert_run (fixture, 0, "backup", path, "3 events");
  g_assert_cmpint (truncate (path, 20000), ==, 0);
  assert_run (fixture, 3, "restore", path, "damaged");
  g_assert_cmpuint (fixture_count_events (fixture), ==, 3);
}

/* Beside a holder a backup is made, and nothing is restored. */
static void
test_held (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autofree char *path = fixture_path (fixture, "shop.db");
  g_autoptr (GSubprocess) holder = NULL;
  g_autoptr (GDataInputStream) stream = NULL;
  g_autofree char *first = NULL;

  fixture_make_shop (fixture);
  holder = fixture_start (fixture, "events", "--follow", NULL);
  stream = g_data_input_stream_new (g_subprocess_get_stdout_pipe (holder));
  first = g_data_input_stream_read_line (stream, NULL, NULL, NULL);
  g_assert_nonnull (first);
  assert_run (fixture, 0, "backup", path, "3 events");
  assert_run (fixture, 3, "restore", path, "in use by docket-cli");
  g_assert_cmpint (fixture_run (fixture, NULL, "dispatch", "PlaceOrder", ORDER_OF ("2"), NULL), ==, 0);
  g_subprocess_send_signal (holder, 15);
  g_subprocess_wait (holder, NULL, NULL);
  g_assert_cmpint (g_subprocess_get_exit_status (holder), ==, 0);
}

/* A shop of many orders whose file is spoiled in the middle: what can be read is written, and the rest is counted. */
static void
test_damaged (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autofree char *path = fixture_path (fixture, "events.jsonl");
  g_autofree char *own = g_build_filename (fixture->directory, "write.db", NULL);
  g_autofree char *contents = NULL;
  g_autofree char *lines = NULL;
  gsize size;
  guint n_damaged = 0;
  guint n_lines = 0;
  guint n_events;

  g_assert_cmpint (fixture_run (fixture, NULL, "sample", "--orders", "40", NULL), ==, 0);
  n_events = fixture_count_events (fixture);
  g_assert_cmpint (fixture_run (fixture, NULL, "export", "events", path, NULL), ==, 0);
  g_assert_true (g_file_get_contents (own, &contents, &size, NULL));
  /* Some of the pages that hold rows of events. */
  for (gsize page = 4096; page < size; page += 4096)
    if (contents[page] == 13 && memmem (contents + page, 4096, "OrderPlaced", 11) != NULL && n_damaged++ % 3 == 0)
      memset (contents + page, 0, 4096);
  g_assert_cmpuint (n_damaged, >, 3);
  g_assert_true (g_file_set_contents (own, contents, (gssize) size, NULL));
  g_assert_cmpint (fixture_run (fixture, NULL, "export", "events", path, NULL), ==, 3);
  assert_contains (fixture->words, "not in the file");
  g_assert_true (g_file_get_contents (path, &lines, NULL, NULL));
  for (const char *at = lines; *at != '\0'; at++)
    n_lines += *at == '\n';
  g_assert_cmpuint (n_lines, >, 0);
  g_assert_cmpuint (n_lines, <, n_events);
}

static void
test_cut (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autofree char *path = fixture_path (fixture, "shop.db");
  g_autofree char *own = g_build_filename (fixture->directory, "write.db", NULL);
  g_autofree char *contents = NULL;
  gsize size;

  fixture_make_shop (fixture);
  assert_run (fixture, 0, "backup", path, "3 events");
  g_assert_cmpint (fixture_run (fixture, NULL, "dispatch", "PlaceOrder", ORDER_OF ("2"), NULL), ==, 0);
  /* An older file in the place of the newer one. */
  g_assert_true (g_file_get_contents (path, &contents, &size, NULL));
  g_assert_true (g_file_set_contents (own, contents, (gssize) size, NULL));
  assert_run (fixture, 3, "query", "orders", "ends at event 3");
  assert_run (fixture, 3, "verify", "--quick", "not as");
  /* A person decides, and not by a verb that means something else. */
  g_assert_cmpint (fixture_run (fixture, NULL, "rebuild", NULL), ==, 3);
  assert_contains (fixture->words, "ends at event 3");
  assert_contains (fixture->words, "rebuild --trust-log");
  g_assert_cmpint (fixture_run (fixture, NULL, "rebuild", "orders", NULL), ==, 3);
  assert_run (fixture, 3, "query", "orders", "rebuild --trust-log");
  g_assert_cmpint (fixture_run (fixture, NULL, "rebuild", "--trust-log", NULL), ==, 0);
  g_assert_cmpuint (fixture_count_events (fixture), ==, 3);
  g_assert_cmpint (fixture_run (fixture, NULL, "verify", NULL), ==, 0);
}

int
main (int argc, char *argv[])
{
  g_unsetenv ("DBUS_SESSION_BUS_ADDRESS");
  g_test_init (&argc, &argv, NULL);
  if (g_getenv ("DOCKET_CLI") == NULL)
    g_error ("DOCKET_CLI does not say where the program is");

  g_test_add ("/backup/there-and-back", Fixture, NULL, fixture_set_up, test_there_and_back, fixture_tear_down);
  g_test_add ("/backup/statuses", Fixture, NULL, fixture_set_up, test_statuses, fixture_tear_down);
  g_test_add ("/backup/held", Fixture, NULL, fixture_set_up, test_held, fixture_tear_down);
  g_test_add ("/backup/damaged", Fixture, NULL, fixture_set_up, test_damaged, fixture_tear_down);
  g_test_add ("/backup/cut", Fixture, NULL, fixture_set_up, test_cut, fixture_tear_down);
  return g_test_run ();
}
