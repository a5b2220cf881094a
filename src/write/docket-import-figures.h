/* docket-import-figures.h: makes the parts of an imported order add up to what its file says
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "docket-import-order.h"

G_BEGIN_DECLS

gboolean docket_import_figures_calculate (DocketImportOrder *order, DocketOrderTerms *terms, GPtrArray *differences, GError **error);

G_END_DECLS
