/* docket-import-run.h: one import, from the thread of a job
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "docket-importer.h"
#include "docket-job.h"

G_BEGIN_DECLS

/**
 * DocketImportResult:
 * @report: what became of it
 * @n_orders: orders that were asked for
 * @customers: how many people they name, by e-mail or name
 * @currencies: sorted, with how many orders are in each: "EUR 120, USD 3"
 *
 * What an import brings, or would bring.
 */
typedef struct
{
  DocketImportReport *report;
  gint64 n_orders;
  guint n_customers;
  char *currencies;
} DocketImportResult;

void docket_import_result_free (DocketImportResult *result);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DocketImportResult, docket_import_result_free)

/* files: paths. callback's source is owner; docket_job_finish() gives the DocketImportResult. */
void docket_import_run (DocketJob *job, DocketShell *shell, const char *const *files, gboolean is_dry_run, gpointer owner,
                        GAsyncReadyCallback callback);

G_END_DECLS
