/* test-service.c: the holder of a data directory works for other processes
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "docket-lock.h"
#include "docket-service.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static char *program;

typedef struct
{
  char *root;
  char *directory;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GString) long_name = g_string_new ("data");

  fixture->root = g_dir_make_tmp ("docket-service-XXXXXX", NULL);
  if (GPOINTER_TO_INT (data))
    while (long_name->len < 150)
      g_string_append (long_name, "-and-more");
  fixture->directory = g_build_filename (fixture->root, long_name->str, NULL);
}

static void
remove_tree (const char *path)
{
  g_autoptr (GDir) dir = g_file_test (path, G_FILE_TEST_IS_SYMLINK) ? NULL : g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      remove_tree (child);
    }
  g_remove (path);
}

static void
tear_down (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  remove_tree (fixture->root);
  g_free (fixture->directory);
  g_free (fixture->root);
}

static GVariant *
make_answer (const char *key, GVariant *value)
{
  GVariantBuilder builder;

  g_variant_builder_init (&builder, G_VARIANT_TYPE_VARDICT);
  g_variant_builder_add (&builder, "{sv}", key, value);
  return g_variant_builder_end (&builder);
}

/* What the holder of these tests does. */
static GVariant *
work (const char *method, GVariant *arguments, DocketServiceProgress progress, gpointer progress_data, GCancellable *cancellable,
      gpointer user_data, GError **error)
{
  const char *directory = user_data;

  if (g_str_equal (method, "Where"))
    return make_answer ("directory", g_variant_new_string (directory));
  if (g_str_equal (method, "Count"))
    {
      for (gint64 i = 1; i <= 3; i++)
        {
          progress (i, 3, progress_data);
          g_usleep (60000);
        }
      return make_answer ("arguments", arguments);
    }
  if (g_str_equal (method, "Wait"))
    {
      g_autofree char *mark = g_build_filename (directory, "cancelled", NULL);

      progress (0, 1, progress_data);
      for (int i = 0; i < 2000 && !g_cancellable_is_cancelled (cancellable); i++)
        g_usleep (5000);
      g_file_set_contents (mark, "", 0, NULL);
      return make_answer ("waited", g_variant_new_boolean (TRUE));
    }
  if (g_str_equal (method, "Refuse"))
    docket_error_set (error, DOCKET_ERROR_NOT_FOUND, "lines[1].sku", "There is no product “%s”", "TEA-9");
  else
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_NO_SPACE, "The disk is full");
  return NULL;
}

static int
serve (const char *directory)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DocketLock) lock = docket_lock_acquire (directory, &error);
  g_autoptr (DocketService) service = docket_service_new (directory, work, (gpointer) directory, NULL);
  char byte;

  if (lock == NULL || !docket_service_start (service, &error))
    {
      g_printerr ("%s\n", error->message);
      return EXIT_FAILURE;
    }
  if (write (STDOUT_FILENO, "ready", 5) != 5)
    return EXIT_FAILURE;
  /* Until the test closes its end. */
  while (read (STDIN_FILENO, &byte, 1) > 0)
    ;
  docket_service_stop (service);
  return EXIT_SUCCESS;
}

static GSubprocess *
spawn_holder (const char *directory)
{
  g_autoptr (GSubprocessLauncher) launcher =
    g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE);
  g_autoptr (GError) error = NULL;
  GSubprocess *holder;
  char ready[6] = "";
  gsize n_read;

  g_subprocess_launcher_unsetenv (launcher, "DBUS_SESSION_BUS_ADDRESS");
  holder = g_subprocess_launcher_spawn (launcher, &error, program, "--serve", directory, NULL);
  g_assert_no_error (error);
  g_input_stream_read_all (g_subprocess_get_stdout_pipe (holder), ready, 5, &n_read, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (ready, ==, "ready");
  return holder;
}

static void
end_holder (GSubprocess *holder)
{
  g_autoptr (GError) error = NULL;

  g_output_stream_close (g_subprocess_get_stdin_pipe (holder), NULL, &error);
  g_assert_no_error (error);
  g_subprocess_wait_check (holder, NULL, &error);
  g_assert_no_error (error);
}

static char *
ask_where (const char *directory)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) answer = docket_service_call (directory, "Where", g_variant_new ("a{sv}", NULL), NULL, NULL, NULL, &error);
  char *where = NULL;

  g_assert_no_error (error);
  g_assert_true (g_variant_lookup (answer, "directory", "s", &where));
  return where;
}

static void
test_call (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GSubprocess) holder = spawn_holder (fixture->directory);
  g_autofree char *socket = g_build_filename (fixture->directory, "socket", NULL);
  g_autofree char *where = ask_where (fixture->directory);
  g_autofree char *relative = NULL;
  g_autofree char *cwd = g_get_current_dir ();
  struct stat status;

  g_assert_cmpstr (where, ==, fixture->directory);
  g_assert_no_errno (stat (socket, &status));
  g_assert_true (S_ISSOCK (status.st_mode));
  g_assert_cmpuint (status.st_mode & 0777, ==, 0600);
  g_assert_cmpint (g_file_test (socket, G_FILE_TEST_IS_SYMLINK), ==, GPOINTER_TO_INT (data) != 0);

  /* Another spelling is the same directory. */
  g_assert_no_errno (g_chdir (fixture->root));
  g_clear_pointer (&where, g_free);
  relative = g_path_get_basename (fixture->directory);
  where = ask_where (relative);
  g_assert_cmpstr (where, ==, fixture->directory);
  g_assert_no_errno (g_chdir (cwd));

  end_holder (holder);
  g_assert_cmpint (g_access (socket, F_OK), !=, 0);
}

static void
count_cb (gint64 done, gint64 total, gpointer data)
{
  gint64 *sum = data;

  g_assert_cmpint (total, ==, 3);
  *sum += done;
}

static void
test_progress (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (GSubprocess) holder = spawn_holder (fixture->directory);
  g_autoptr (GError) error = NULL;
  gint64 sum = 0;
  g_autoptr (GVariant) answer = docket_service_call (
    fixture->directory, "Count", make_answer ("lines", g_variant_new_parsed ("['a', 'b']")), count_cb, &sum, NULL, &error);
  g_autoptr (GVariant) echo = NULL;
  g_autofree char *text = NULL;

  g_assert_no_error (error);
  g_assert_cmpint (sum, ==, 6);
  echo = g_variant_lookup_value (answer, "arguments", G_VARIANT_TYPE_VARDICT);
  text = g_variant_print (echo, FALSE);
  g_assert_cmpstr (text, ==, "{'lines': <['a', 'b']>}");
  end_holder (holder);
}

static void
test_errors (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (GSubprocess) holder = spawn_holder (fixture->directory);
  g_autoptr (GError) error = NULL;

  g_assert_null (docket_service_call (fixture->directory, "Refuse", g_variant_new ("a{sv}", NULL), NULL, NULL, NULL, &error));
  g_assert_error (error, DOCKET_ERROR, DOCKET_ERROR_NOT_FOUND);
  g_assert_cmpstr (docket_error_get_field (error), ==, "lines[1].sku");
  g_assert_cmpstr (error->message, ==, "There is no product “TEA-9”");

  g_clear_error (&error);
  g_assert_null (docket_service_call (fixture->directory, "Other", g_variant_new ("a{sv}", NULL), NULL, NULL, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NO_SPACE);
  g_assert_cmpstr (error->message, ==, "The disk is full");
  end_holder (holder);
}

static void
test_nobody (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (GSubprocess) holder = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *where = NULL;

  g_assert_null (docket_service_call (fixture->directory, "Where", g_variant_new ("a{sv}", NULL), NULL, NULL, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CONNECTION_REFUSED);

  /* A socket that was left behind: nobody answers, and the next holder replaces it. */
  holder = spawn_holder (fixture->directory);
  g_subprocess_force_exit (holder);
  g_subprocess_wait (holder, NULL, NULL);
  g_clear_error (&error);
  g_assert_null (docket_service_call (fixture->directory, "Where", g_variant_new ("a{sv}", NULL), NULL, NULL, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CONNECTION_REFUSED);
  g_clear_object (&holder);
  holder = spawn_holder (fixture->directory);
  where = ask_where (fixture->directory);
  g_assert_cmpstr (where, ==, fixture->directory);
  end_holder (holder);
}

static void
test_two_directories (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autofree char *other_directory = g_build_filename (fixture->root, "other", NULL);
  g_autoptr (GSubprocess) holder = spawn_holder (fixture->directory);
  g_autoptr (GSubprocess) other = spawn_holder (other_directory);
  g_autofree char *where = ask_where (fixture->directory);
  g_autofree char *other_where = ask_where (other_directory);

  g_assert_cmpstr (where, ==, fixture->directory);
  g_assert_cmpstr (other_where, ==, other_directory);
  end_holder (holder);
  end_holder (other);
}

static void
kill_cb (gint64 done G_GNUC_UNUSED, gint64 total G_GNUC_UNUSED, gpointer data)
{
  g_subprocess_force_exit (data);
}

static void
test_killed (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (GSubprocess) holder = spawn_holder (fixture->directory);
  g_autoptr (GError) error = NULL;

  /* In the middle of the work: it has told of its progress. */
  g_assert_null (docket_service_call (fixture->directory, "Wait", g_variant_new ("a{sv}", NULL), kill_cb, holder, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CLOSED);
  g_subprocess_wait (holder, NULL, NULL);
}

static void
cancel_cb (gint64 done G_GNUC_UNUSED, gint64 total G_GNUC_UNUSED, gpointer data)
{
  g_cancellable_cancel (data);
}

static void
test_caller_leaves (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (GSubprocess) holder = spawn_holder (fixture->directory);
  g_autofree char *mark = g_build_filename (fixture->directory, "cancelled", NULL);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  gint64 before = g_get_monotonic_time ();

  g_assert_null (
    docket_service_call (fixture->directory, "Wait", g_variant_new ("a{sv}", NULL), cancel_cb, cancellable, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  /* The holder ends its work, long before it would have been done. */
  while (g_access (mark, F_OK) != 0 && g_get_monotonic_time () - before < 8 * G_TIME_SPAN_SECOND)
    g_usleep (5000);
  g_assert_no_errno (g_access (mark, F_OK));
  end_holder (holder);
}

static gpointer
wait_in_thread (gpointer data)
{
  GVariant *answer = docket_service_call (data, "Count", g_variant_new ("a{sv}", NULL), NULL, NULL, NULL, NULL);

  g_clear_pointer (&answer, g_variant_unref);
  return NULL;
}

static void
test_concurrent (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (GSubprocess) holder = spawn_holder (fixture->directory);
  g_autoptr (GPtrArray) threads = g_ptr_array_new ();

  for (guint i = 0; i < 20; i++)
    g_ptr_array_add (threads, g_thread_new ("caller", wait_in_thread, fixture->directory));
  for (guint i = 0; i < 20; i++)
    {
      g_autofree char *where = ask_where (fixture->directory);

      g_assert_cmpstr (where, ==, fixture->directory);
    }
  for (guint i = 0; i < threads->len; i++)
    g_thread_join (threads->pdata[i]);
  end_holder (holder);
}

int
main (int argc, char *argv[])
{
  if (argc == 3 && g_str_equal (argv[1], "--serve"))
    return serve (argv[2]);
  program = g_file_read_link ("/proc/self/exe", NULL);
  g_unsetenv ("DBUS_SESSION_BUS_ADDRESS");
  g_test_init (&argc, &argv, NULL);

  g_test_add ("/service/call", Fixture, GINT_TO_POINTER (FALSE), set_up, test_call, tear_down);
  g_test_add ("/service/call-long-path", Fixture, GINT_TO_POINTER (TRUE), set_up, test_call, tear_down);
  g_test_add ("/service/progress", Fixture, NULL, set_up, test_progress, tear_down);
  g_test_add ("/service/errors", Fixture, NULL, set_up, test_errors, tear_down);
  g_test_add ("/service/nobody", Fixture, NULL, set_up, test_nobody, tear_down);
  g_test_add ("/service/nobody-long-path", Fixture, GINT_TO_POINTER (TRUE), set_up, test_nobody, tear_down);
  g_test_add ("/service/two-directories", Fixture, NULL, set_up, test_two_directories, tear_down);
  g_test_add ("/service/killed", Fixture, NULL, set_up, test_killed, tear_down);
  g_test_add ("/service/caller-leaves", Fixture, NULL, set_up, test_caller_leaves, tear_down);
  g_test_add ("/service/concurrent", Fixture, NULL, set_up, test_concurrent, tear_down);
  return g_test_run ();
}
