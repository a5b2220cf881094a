/* docket-import-report.h: what became of an import
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "docket-importer.h"

G_BEGIN_DECLS

DocketImportReport *docket_import_report_new (const char *source, gboolean is_dry_run);

G_END_DECLS
