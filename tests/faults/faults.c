/* faults.c: tries something that may go wrong many times, each in a process of its own, and counts
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
/* memfd_create */
#define _GNU_SOURCE
#include "faults.h"

#include <glib/gstdio.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

/* A try that does not come to an end at all is ended: nothing is measured by it. */
#define HOPELESS_SECONDS 600

#define MOST_TOLD 20

void
faults_begin (Faults *faults, int argc, char **argv)
{
  int seed = 0;
  const GOptionEntry entries[] = {
    { "release", 0, 0, G_OPTION_ARG_NONE, &faults->is_release, "The full set", NULL },
    { "load", 0, 0, G_OPTION_ARG_STRING, &faults->load, "What is under way", "NAME" },
    { "seed", 0, 0, G_OPTION_ARG_INT, &seed, "Of all chances", "NUMBER" },
    G_OPTION_ENTRY_NULL,
  };
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);
  g_autoptr (GError) error = NULL;

  g_option_context_add_main_entries (context, entries, NULL);
  if (!g_option_context_parse (context, &argc, &argv, &error))
    g_error ("%s", error->message);
  faults->seed = seed != 0 ? (guint32) seed : g_random_int () & G_MAXINT;
  faults->chance = g_rand_new_with_seed (faults->seed);
  faults->directory = g_dir_make_tmp ("docket-faults-XXXXXX", &error);
  g_assert_no_error (error);
  printf ("--seed %u\n", faults->seed);
  fflush (stdout);
}

int
faults_end (Faults *faults)
{
  printf ("%u tried, %u survived\n", faults->n_tried, faults->n_survived);
  if (faults->n_missed > 0)
    printf ("%u more hit nothing and are not counted\n", faults->n_missed);
  faults_remove_tree (faults->directory);
  g_rand_free (faults->chance);
  g_free (faults->directory);
  g_free (faults->load);
  return faults->n_tried > 0 && faults->n_tried == faults->n_survived ? EXIT_SUCCESS : EXIT_FAILURE;
}

guint
faults_choose (Faults *faults, guint quick, guint release)
{
  return faults->is_release ? release : quick;
}

char *
faults_path (Faults *faults, const char *name)
{
  return g_build_filename (faults->directory, name, NULL);
}

void
faults_fail (const char *format, ...)
{
  va_list arguments;

  va_start (arguments, format);
  vfprintf (stderr, format, arguments);
  va_end (arguments);
  fputc ('\n', stderr);
  fflush (stderr);
  _exit (EXIT_FAILURE);
}

void
faults_check_error (const GError *error)
{
  if (error == NULL)
    faults_fail ("It failed without a word.");
  if (!g_utf8_validate (error->message, -1, NULL) || strchr (error->message, ' ') == NULL)
    faults_fail ("The error is no sentence: %s", error->message);
}

static void
tell (int output)
{
  char text[4096];
  gssize size;

  lseek (output, 0, SEEK_SET);
  while ((size = read (output, text, sizeof text)) > 0)
    fwrite (text, 1, (gsize) size, stdout);
  fflush (stdout);
}

static int
run (FaultsFunc function, gpointer data, int output)
{
  int status = 0;
  pid_t child;

  fflush (stdout);
  child = fork ();
  g_assert_cmpint (child, >=, 0);
  if (child == 0)
    {
      alarm (HOPELESS_SECONDS);
      dup2 (output, STDOUT_FILENO);
      dup2 (output, STDERR_FILENO);
      function (data);
      /* Not _exit(): a sanitizer looks for leaks on the way out. */
      exit (EXIT_SUCCESS);
    }
  while (waitpid (child, &status, 0) != child)
    ;
  return status;
}

gboolean
faults_try (Faults *faults, FaultsFunc function, gpointer data, const char *format, ...)
{
  int output = memfd_create ("output", MFD_CLOEXEC);
  int status = run (function, data, output);
  gboolean is_survived = WIFEXITED (status) && WEXITSTATUS (status) == EXIT_SUCCESS;

  faults->n_tried++;
  if (is_survived)
    faults->n_survived++;
  else if (faults->n_tried - faults->n_survived <= MOST_TOLD)
    {
      g_autofree char *name = NULL;
      va_list arguments;

      va_start (arguments, format);
      name = g_strdup_vprintf (format, arguments);
      va_end (arguments);
      printf ("Not survived (--seed %u): %s: %s %d\n", faults->seed, name, WIFSIGNALED (status) ? "signal" : "status",
              WIFSIGNALED (status) ? WTERMSIG (status) : WEXITSTATUS (status));
      tell (output);
    }
  close (output);
  return is_survived;
}

void
faults_miss (Faults *faults, gboolean is_survived)
{
  if (!is_survived)
    return;
  faults->n_tried--;
  faults->n_survived--;
  faults->n_missed++;
}

void
faults_prepare (FaultsFunc function, gpointer data)
{
  int output = memfd_create ("output", MFD_CLOEXEC);

  if (run (function, data, output) != 0)
    {
      tell (output);
      g_error ("What comes before the tries does not work");
    }
  close (output);
}

gpointer
faults_share (gsize size)
{
  void *memory = mmap (NULL, size, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);

  g_assert_true (memory != MAP_FAILED);
  return memory;
}

void
faults_remove_tree (const char *path)
{
  g_autoptr (GDir) folder = g_file_test (path, G_FILE_TEST_IS_SYMLINK) ? NULL : g_dir_open (path, 0, NULL);
  const char *name;

  while (folder != NULL && (name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      faults_remove_tree (child);
    }
  g_remove (path);
}

static gboolean
is_data (const char *name)
{
  return !g_str_equal (name, "lock") && !g_str_equal (name, "socket") && !g_str_has_suffix (name, "-shm");
}

void
faults_copy_folder (const char *from, const char *to)
{
  g_autoptr (GDir) folder = g_dir_open (from, 0, NULL);
  const char *name;

  faults_remove_tree (to);
  g_assert_no_errno (g_mkdir (to, 0700));
  while (folder != NULL && (name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *source = g_build_filename (from, name, NULL);
      g_autofree char *target = g_build_filename (to, name, NULL);
      g_autofree char *bytes = NULL;
      g_autoptr (GError) error = NULL;
      gsize size;

      if (!is_data (name) || g_file_test (source, G_FILE_TEST_IS_DIR))
        continue;
      g_file_get_contents (source, &bytes, &size, &error);
      g_assert_no_error (error);
      g_file_set_contents_full (target, bytes, (gssize) size, G_FILE_SET_CONTENTS_NONE, 0600, &error);
      g_assert_no_error (error);
    }
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

char *
faults_hash_folder (const char *path)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GDir) folder = g_dir_open (path, 0, NULL);
  const char *name;

  while (folder != NULL && (name = g_dir_read_name (folder)) != NULL)
    if (is_data (name))
      g_ptr_array_add (names, g_strdup (name));
  g_ptr_array_sort (names, compare_names);
  for (guint i = 0; i < names->len; i++)
    {
      g_autofree char *file = g_build_filename (path, names->pdata[i], NULL);
      g_autofree char *bytes = NULL;
      gsize size = 0;

      g_checksum_update (checksum, names->pdata[i], (gssize) strlen (names->pdata[i]) + 1);
      if (g_file_get_contents (file, &bytes, &size, NULL))
        g_checksum_update (checksum, (const guint8 *) bytes, (gssize) size);
    }
  return g_strdup (g_checksum_get_string (checksum));
}
