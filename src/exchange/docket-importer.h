/* docket-importer.h: takes files of other shop systems into the shop
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gio/gio.h>

#include "docket-error.h"

G_BEGIN_DECLS

/**
 * DocketImportDispatch:
 * @lines: (array zero-terminated=1): one JSON object {"command": NAME, "id": UUID, …properties} each
 * @is_dry_run: run them so that nothing stays
 * @cancellable: (nullable): to stop between two
 * @data: what was given with it
 * @error: where to put an error
 *
 * How an importer reaches the shop: by name and JSON, as `docket-cli dispatch --batch` does.
 *
 * Returns: (transfer full) (array zero-terminated=1): a result line for each, in order, or %NULL with an error
 */
typedef char **(*DocketImportDispatch) (const char *const *lines, gboolean is_dry_run, GCancellable *cancellable, gpointer data,
                                        GError **error);

/* How far an import is: rows read of all that the files hold, as far as is known (0: not yet). */
typedef void (*DocketImportProgress) (gint64 done, gint64 total, gpointer data);

/**
 * DocketImportFindingKind:
 * @DOCKET_IMPORT_REFUSED: this row, or the order it belongs to, is not in
 * @DOCKET_IMPORT_DIFFERENCE: the file and the rules disagree; the file's figure was kept
 *
 * What an importer has to say about a row.
 */
typedef enum
{
  DOCKET_IMPORT_REFUSED,
  DOCKET_IMPORT_DIFFERENCE,
} DocketImportFindingKind;

/**
 * DocketImportFinding:
 * @kind: what it means
 * @file: the file as it was named
 * @line: the line of the file where the row begins, from 1
 * @column: (nullable): the column's title
 * @subject: (nullable): which order, as the file names it
 * @message: why
 *
 * One row of the report.
 */
typedef struct
{
  DocketImportFindingKind kind;
  char *file;
  gint64 line;
  char *column;
  char *subject;
  char *message;
} DocketImportFinding;

/**
 * DocketImportReport:
 * @source: what the files were read as
 * @is_dry_run: nothing was kept
 * @n_rows: rows read, without the titles
 * @n_accepted: records that are in now
 * @n_repeated: records that were in before
 * @n_refused: records and rows that are not in
 * @n_differences: findings of that kind
 * @findings: (element-type DocketImportFinding): in the order of the files
 *
 * What became of an import.
 */
typedef struct
{
  char *source;
  gboolean is_dry_run;
  gint64 n_rows;
  gint64 n_accepted;
  gint64 n_repeated;
  gint64 n_refused;
  gint64 n_differences;
  GPtrArray *findings;
} DocketImportReport;

void docket_import_report_free (DocketImportReport *report);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DocketImportReport, docket_import_report_free)

gboolean docket_import_report_write_csv (DocketImportReport *report, const char *path, GError **error);

#define DOCKET_TYPE_IMPORTER (docket_importer_get_type ())
G_DECLARE_FINAL_TYPE (DocketImporter, docket_importer, DOCKET, IMPORTER, GObject)

/* The sources by name, sorted: `shopify-orders`. */
const char *const *docket_importer_list_sources (void);

/* source: one of them, or `auto` to tell from the titles. DOCKET_ERROR_UNKNOWN_TYPE for another name. */
DocketImporter *docket_importer_new (const char *source, DocketImportDispatch dispatch, gpointer dispatch_data, GError **error);

/* Which of several shops of one system; part of what makes an order the same one. NULL for the only one. */
void docket_importer_set_shop (DocketImporter *self, const char *shop);

/* The IANA zone of times without an offset; UTC where none is set. DOCKET_ERROR_INVALID for an unknown one. */
gboolean docket_importer_set_time_zone (DocketImporter *self, const char *time_zone, GError **error);

void docket_importer_set_dry_run (DocketImporter *self, gboolean is_dry_run);

/* The shop has no settings yet: the first file's currency and prices set it up. */
void docket_importer_set_configures_shop (DocketImporter *self, gboolean configures_shop);

void docket_importer_set_progress (DocketImporter *self, DocketImportProgress progress, gpointer data);

/* Blocks. A report also where rows were refused; NULL with an error where a file is missing, or is none of its kind, or the
 * storage refused. */
DocketImportReport *docket_importer_run (DocketImporter *self, const char *const *files, GCancellable *cancellable, GError **error);

G_END_DECLS
