/* docket-import-report.c: what became of an import
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "docket-import-report.h"

#include <glib/gi18n-lib.h>

#include "docket-csv-writer.h"

static void
finding_free (gpointer data)
{
  DocketImportFinding *finding = data;

  g_free (finding->file);
  g_free (finding->column);
  g_free (finding->subject);
  g_free (finding->message);
  g_free (finding);
}

/**
 * docket_import_report_new:
 * @source: what the files are read as
 * @is_dry_run: whether nothing is kept
 *
 * Returns: (transfer full): an empty report
 */
DocketImportReport *
docket_import_report_new (const char *source, gboolean is_dry_run)
{
  DocketImportReport *report = g_new0 (DocketImportReport, 1);

  report->source = g_strdup (source);
  report->is_dry_run = is_dry_run;
  report->findings = g_ptr_array_new_with_free_func (finding_free);
  return report;
}

/**
 * docket_import_report_free:
 * @report: (transfer full) (nullable): a report
 *
 * Frees a report.
 */
void
docket_import_report_free (DocketImportReport *report)
{
  if (report == NULL)
    return;
  g_ptr_array_unref (report->findings);
  g_free (report->source);
  g_free (report);
}

static const char *
get_kind_name (DocketImportFindingKind kind)
{
  return kind == DOCKET_IMPORT_REFUSED ? "refused" : "difference";
}

/**
 * docket_import_report_write_csv:
 * @report: a report
 * @path: a file
 * @error: (nullable): where to put an error
 *
 * Writes every finding as a row: kind, file, line, column, subject, reason.
 *
 * Returns: %FALSE with %DOCKET_ERROR_STORAGE where the file cannot be written
 */
gboolean
docket_import_report_write_csv (DocketImportReport *report, const char *path, GError **error)
{
  static const char *const titles[] = { "kind", "file", "line", "column", "subject", "reason" };
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GError) local_error = NULL;
  DocketCsvWriter writer;

  g_return_val_if_fail (report != NULL && path != NULL, FALSE);

  docket_csv_writer_init (&writer, text);
  for (guint i = 0; i < G_N_ELEMENTS (titles); i++)
    docket_csv_writer_cell (&writer, titles[i]);
  docket_csv_writer_end_row (&writer);
  for (guint i = 0; i < report->findings->len; i++)
    {
      const DocketImportFinding *finding = g_ptr_array_index (report->findings, i);

      docket_csv_writer_cell (&writer, get_kind_name (finding->kind));
      docket_csv_writer_cell (&writer, finding->file);
      docket_csv_writer_integer (&writer, finding->line);
      docket_csv_writer_cell (&writer, finding->column);
      docket_csv_writer_cell (&writer, finding->subject);
      docket_csv_writer_cell (&writer, finding->message);
      docket_csv_writer_end_row (&writer);
    }
  if (g_file_set_contents (path, text->str, (gssize) text->len, &local_error))
    return TRUE;
  docket_error_set (error, DOCKET_ERROR_STORAGE, NULL, _("The report “%s” cannot be written: %s"), path, local_error->message);
  return FALSE;
}
