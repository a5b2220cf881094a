/* fuzz-import.c: a file of another shop, whatever it holds, is imported, or refused row by row
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The first byte of the input chooses the source, so that each has its own files in one corpus.
 */
#include "docket-importer.h"
#include "fuzz-shop.h"
#include "fuzz.h"

#include <string.h>

static DocketEngine *engine;

int
LLVMFuzzerInitialize (int *argc G_GNUC_UNUSED, char ***argv G_GNUC_UNUSED)
{
  engine = docket_engine_new ("/nonexistent", "Ada", "counter");
  return 0;
}

/* An importer may ask for what the shop refuses, never for what is no command. */
static void
check_line (const char *line)
{
  static const char start[] = "{\"command\":\"";
  const char *comma = strchr (line, ',');
  g_autofree char *json = g_strconcat ("{", comma + 1, NULL);
  g_autofree char *name = NULL;
  g_autoptr (DocketCommand) command = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (g_str_has_prefix (line, start));
  name = g_strndup (line + strlen (start), (gsize) (comma - line) - strlen (start) - 1);
  command = docket_command_bus_parse (docket_engine_get_command_bus (engine), name, json, -1, &error);
  if (command == NULL && !g_error_matches (error, DOCKET_ERROR, DOCKET_ERROR_INVALID))
    g_error ("%s: %s", error->message, line);
}

static char **
dispatch_cb (const char *const *lines, gboolean is_dry_run G_GNUC_UNUSED, GCancellable *cancellable G_GNUC_UNUSED,
             gpointer data G_GNUC_UNUSED, GError **error G_GNUC_UNUSED)
{
  GPtrArray *results = g_ptr_array_new ();

  for (; *lines != NULL; lines++)
    {
      check_line (*lines);
      g_ptr_array_add (results, g_strdup ("{\"outcome\":\"accepted\",\"events\":[]}"));
    }
  g_ptr_array_add (results, NULL);
  return (char **) g_ptr_array_free (results, FALSE);
}

static void
import (const char *source, const char *path)
{
  const char *files[] = { path, NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (DocketImporter) importer = docket_importer_new (source, dispatch_cb, NULL, &error);
  g_autoptr (DocketImportReport) report = NULL;

  g_assert_no_error (error);
  docket_importer_set_configures_shop (importer, TRUE);
  report = docket_importer_run (importer, files, NULL, &error);
  g_assert_true (report != NULL || (error != NULL && g_utf8_validate (error->message, -1, NULL)));
  for (guint i = 0; report != NULL && i < report->findings->len; i++)
    {
      DocketImportFinding *finding = report->findings->pdata[i];

      g_assert_true (finding->line > 0 && g_utf8_validate (finding->message, -1, NULL));
    }
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  const char *const *sources = docket_importer_list_sources ();
  guint n_sources = g_strv_length ((char **) sources);

  if (size > 0)
    import (sources[(data[0] - 'a') % n_sources], fuzz_shop_make_file (data + 1, size - 1));
  return 0;
}
