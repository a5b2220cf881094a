/* docket-cli-fixture.c: a data directory of its own, and the program at work in it
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "docket-cli-fixture.h"

#include <glib/gstdio.h>

void
fixture_set_up (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  fixture->root = g_dir_make_tmp ("docket-cli-XXXXXX", NULL);
  fixture->directory = g_build_filename (fixture->root, "shop", NULL);
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

void
fixture_tear_down (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  remove_tree (fixture->root);
  g_free (fixture->root);
  g_free (fixture->directory);
  g_free (fixture->output);
  g_free (fixture->words);
}

static GPtrArray *
make_arguments (Fixture *fixture, va_list arguments)
{
  GPtrArray *argv = g_ptr_array_new ();
  const char *argument;

  g_ptr_array_add (argv, (gpointer) g_getenv ("DOCKET_CLI"));
  g_ptr_array_add (argv, (gpointer) "--data-dir");
  g_ptr_array_add (argv, fixture->directory);
  while ((argument = va_arg (arguments, const char *)) != NULL)
    g_ptr_array_add (argv, (gpointer) argument);
  g_ptr_array_add (argv, NULL);
  return argv;
}

int
fixture_run (Fixture *fixture, const char *input, ...)
{
  g_autoptr (GPtrArray) argv = NULL;
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GError) error = NULL;
  va_list arguments;

  va_start (arguments, input);
  argv = make_arguments (fixture, arguments);
  va_end (arguments);
  process = g_subprocess_newv ((const char *const *) argv->pdata,
                               G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_PIPE, &error);
  g_assert_no_error (error);
  g_clear_pointer (&fixture->output, g_free);
  g_clear_pointer (&fixture->words, g_free);
  g_subprocess_communicate_utf8 (process, input != NULL ? input : "", NULL, &fixture->output, &fixture->words, &error);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_get_if_exited (process));
  return g_subprocess_get_exit_status (process);
}

GSubprocess *
fixture_start (Fixture *fixture, ...)
{
  g_autoptr (GPtrArray) argv = NULL;
  g_autoptr (GError) error = NULL;
  GSubprocess *process;
  va_list arguments;

  va_start (arguments, fixture);
  argv = make_arguments (fixture, arguments);
  va_end (arguments);
  process = g_subprocess_newv ((const char *const *) argv->pdata, G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE,
                               &error);
  g_assert_no_error (error);
  return process;
}

void
fixture_make_shop (Fixture *fixture)
{
  static const char lines[] =
    "{\"command\":\"ConfigureShop\",\"name\":\"Tea and things\",\"currency\":\"EUR\"}\n"
    "{\"command\":\"CreateProduct\",\"sku\":\"TEA-1\",\"title\":\"Green tea\",\"price\":\"4.50\",\"taxes\":[{\"name\":\"VAT\",\"rate\":\"20\"}]}\n"
    "{\"command\":\"ReceiveStock\",\"sku\":\"TEA-1\",\"quantity\":\"10\"}\n";

  g_assert_cmpint (fixture_run (fixture, lines, "dispatch", "--batch", "-", NULL), ==, 0);
}

guint
fixture_count_events (Fixture *fixture)
{
  guint n = 0;

  g_assert_cmpint (fixture_run (fixture, NULL, "events", NULL), ==, 0);
  for (const char *at = fixture->output; *at != '\0'; at++)
    n += *at == '\n';
  return n;
}

char *
fixture_get (const char *line, const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) root = json_from_string (line, &error);
  g_autoptr (JsonNode) found = NULL;
  JsonArray *array;

  g_assert_no_error (error);
  found = json_path_query (path, root, &error);
  g_assert_no_error (error);
  array = json_node_get_array (found);
  if (json_array_get_length (array) == 0)
    return NULL;
  if (json_node_get_value_type (json_array_get_element (array, 0)) == G_TYPE_STRING)
    return g_strdup (json_array_get_string_element (array, 0));
  return json_to_string (json_array_get_element (array, 0), FALSE);
}

char *
fixture_path (Fixture *fixture, const char *name)
{
  return g_build_filename (fixture->root, name, NULL);
}
