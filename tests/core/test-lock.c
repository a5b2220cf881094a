/* test-lock.c: one holder for each data directory
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "docket-lock.h"

#include <gio/gio.h>
#include <glib/gstdio.h>
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
set_up (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  fixture->root = g_dir_make_tmp ("docket-lock-XXXXXX", NULL);
  fixture->directory = g_build_filename (fixture->root, "data", NULL);
}

static void
tear_down (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autofree char *lock = g_build_filename (fixture->directory, "lock", NULL);

  g_unlink (lock);
  g_rmdir (fixture->directory);
  g_rmdir (fixture->root);
  g_free (fixture->directory);
  g_free (fixture->root);
}

static guint
get_mode (const char *path)
{
  struct stat status;

  g_assert_no_errno (stat (path, &status));
  return status.st_mode & 07777;
}

static GSubprocess *
spawn_holder (const char *directory)
{
  g_autoptr (GError) error = NULL;
  GSubprocess *holder = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error, program, "--hold", directory, NULL);
  char ready[6] = "";
  gsize n_read;

  g_assert_no_error (error);
  g_input_stream_read_all (g_subprocess_get_stdout_pipe (holder), ready, 5, &n_read, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (ready, ==, "ready");
  return holder;
}

static void
end_holder (GSubprocess *holder)
{
  g_subprocess_force_exit (holder);
  g_subprocess_wait (holder, NULL, NULL);
}

static void
test_modes (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DocketLock) lock = docket_lock_acquire (fixture->directory, &error);
  g_autofree char *path = g_build_filename (fixture->directory, "lock", NULL);

  g_assert_no_error (error);
  g_assert_nonnull (lock);
  g_assert_cmpuint (get_mode (fixture->directory), ==, 0700);
  g_assert_cmpuint (get_mode (path), ==, 0600);
}

static void
test_modes_of_others (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autofree char *own = g_build_filename (fixture->directory, "letter.txt", NULL);
  g_autoptr (DocketLock) lock = NULL;

  /* An empty directory becomes private; one that holds other things stays as its owner wants it. */
  g_assert_no_errno (g_mkdir (fixture->directory, 0755));
  g_assert_no_errno (g_chmod (fixture->directory, 0755));
  g_assert_true (g_file_set_contents (own, "Dear Ada", -1, NULL));
  lock = docket_lock_acquire (fixture->directory, NULL);
  g_assert_nonnull (lock);
  g_assert_cmpuint (get_mode (fixture->directory), ==, 0755);

  g_clear_object (&lock);
  g_unlink (own);
  lock = docket_lock_acquire (fixture->directory, NULL);
  g_assert_nonnull (lock);
  g_assert_cmpuint (get_mode (fixture->directory), ==, 0700);
}

static void
test_same_process (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (DocketLock) first = docket_lock_acquire (fixture->directory, NULL);
  g_autoptr (DocketLock) second = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_nonnull (first);
  second = docket_lock_acquire (fixture->directory, &error);
  g_assert_null (second);
  g_assert_error (error, DOCKET_ERROR, DOCKET_ERROR_BUSY);

  g_clear_error (&error);
  g_clear_object (&first);
  second = docket_lock_acquire (fixture->directory, &error);
  g_assert_no_error (error);
  g_assert_nonnull (second);
}

static void
test_other_process (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (GSubprocess) holder = spawn_holder (fixture->directory);
  g_autofree char *number = g_strdup (g_subprocess_get_identifier (holder));
  g_autoptr (GError) error = NULL;
  g_autoptr (DocketLock) lock = docket_lock_acquire (fixture->directory, &error);

  g_assert_null (lock);
  g_assert_error (error, DOCKET_ERROR, DOCKET_ERROR_BUSY);
  g_assert_nonnull (strstr (error->message, fixture->directory));
  g_assert_nonnull (strstr (error->message, "test-lock"));
  g_assert_nonnull (strstr (error->message, number));

  /* However it ends. */
  end_holder (holder);
  g_clear_error (&error);
  lock = docket_lock_acquire (fixture->directory, &error);
  g_assert_no_error (error);
  g_assert_nonnull (lock);
}

static void
test_not_a_directory (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents (fixture->directory, "", 0, NULL));
  g_assert_null (docket_lock_acquire (fixture->directory, &error));
  g_assert_error (error, DOCKET_ERROR, DOCKET_ERROR_STORAGE);
  g_unlink (fixture->directory);
}

static int
hold (const char *directory)
{
  g_autoptr (DocketLock) lock = docket_lock_acquire (directory, NULL);

  if (lock == NULL)
    return EXIT_FAILURE;
  if (write (STDOUT_FILENO, "ready", 5) != 5)
    return EXIT_FAILURE;
  for (;;)
    pause ();
}

int
main (int argc, char *argv[])
{
  g_set_prgname ("test-lock");
  if (argc == 3 && g_str_equal (argv[1], "--hold"))
    return hold (argv[2]);
  program = g_file_read_link ("/proc/self/exe", NULL);
  g_test_init (&argc, &argv, NULL);

  g_test_add ("/lock/modes", Fixture, NULL, set_up, test_modes, tear_down);
  g_test_add ("/lock/modes-of-others", Fixture, NULL, set_up, test_modes_of_others, tear_down);
  g_test_add ("/lock/same-process", Fixture, NULL, set_up, test_same_process, tear_down);
  g_test_add ("/lock/other-process", Fixture, NULL, set_up, test_other_process, tear_down);
  g_test_add ("/lock/not-a-directory", Fixture, NULL, set_up, test_not_a_directory, tear_down);
  return g_test_run ();
}
