/* docket-cli-query.h: asks a query by its name, with its properties as text
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "docket-cli.h"

G_BEGIN_DECLS

/* pairs: NULL-terminated, KEY=VALUE. NULL with an error; status: what a script is told. */
DocketQuery *docket_cli_make_query (DocketCli *cli, const char *name, const char *const *pairs, int *status);

/* The names of the fields of a list query's rows, NULL-terminated; the array is the caller's, the names are not. */
const char **docket_cli_get_columns (DocketListQuery *query);

/* The cells of a row, one for each column. */
char **docket_cli_get_cells (DocketRecord *record, const char *const *columns);

G_END_DECLS
