/* docket-cli-table.h: rows for people and for spreadsheets
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>
#include <json-glib/json-glib.h>
#include <stdio.h>

G_BEGIN_DECLS

/**
 * DocketCliTable:
 *
 * Rows of text under titles, aligned when they are printed: figures to the right.
 */
typedef struct _DocketCliTable DocketCliTable;

/* titles: NULL-terminated, copied. */
DocketCliTable *docket_cli_table_new (const char *const *titles);
void docket_cli_table_free (DocketCliTable *table);

/* cells: as many as titles, NULL for nothing; takes them, not the array. */
void docket_cli_table_add (DocketCliTable *table, char **cells);

/* Columns in which no row has anything are left out. */
void docket_cli_table_print (DocketCliTable *table, const char *indentation);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DocketCliTable, docket_cli_table_free)

/* An object as lines “name  value”, and lists in it as tables. */
void docket_cli_print_object (JsonObject *object, const char *indentation);

/* One row of CSV (RFC 4180); what a spreadsheet would run as a formula is defused. */
gboolean docket_cli_write_csv (FILE *file, const char *const *cells, guint n_cells);

/* The text of a JSON value as a cell; NULL for null. */
char *docket_cli_json_to_cell (JsonNode *node);

G_END_DECLS
