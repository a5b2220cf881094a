/* docket-cells.h: cells of tables that follow their row by themselves
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * DocketCellKind:
 * @DOCKET_CELL_TEXT: text, cut at its end
 * @DOCKET_CELL_FIGURE: right-aligned, in figures of one width
 * @DOCKET_CELL_STATUS: an enumeration of docket-order-status.h as a word with an icon
 */
typedef enum
{
  DOCKET_CELL_TEXT,
  DOCKET_CELL_FIGURE,
  DOCKET_CELL_STATUS,
} DocketCellKind;

/**
 * DocketColumn:
 * @id: the column's name in settings
 * @title: its heading, to be translated
 * @sort: (nullable): the query's sort by it: `placed-at`
 * @cell: what its cells are
 * @width: fixed in pixels at the normal text size; 0: expands
 * @property: the row's property
 * @closure: (nullable): makes new text of it, as those of docket-words.h: char *(*) (gpointer, value[, second[, third[, fourth]]]); in
 *   a status cell the word: const DocketWord *(*) (gpointer, value[, second[, third[, fourth]]]), %NULL for none. Its first argument
 *   is the row. It is asked once the row is loaded, and again when the row changes.
 * @second: (nullable): a second property, given to @closure as well
 * @third: (nullable): a third
 * @fourth: (nullable): a fourth
 * @style: (nullable): a style class of the cell
 *
 * One column of a table.
 */
typedef struct
{
  const char *id;
  const char *title;
  const char *sort;
  DocketCellKind cell;
  int width;
  const char *property;
  GCallback closure;
  const char *second;
  const char *third;
  const char *fourth;
  const char *style;
} DocketColumn;

/* Adds a column to the view. Transfer none. */
GtkColumnViewColumn *docket_cells_add_column (GtkColumnView *view, const DocketColumn *column);

/* What the column was made of; NULL for one that was not made here. */
const DocketColumn *docket_cells_get_column (GtkColumnViewColumn *column);

/* The sort that the headings ask for, as a query spells it: "-placed-at"; NULL where none is chosen. Ask when the view's sorter
 * changes: g_signal_connect (gtk_column_view_get_sorter (view), "changed", …). */
char *docket_cells_get_sort (GtkColumnView *view);
/* Shows it in the headings without asking for it. */
void docket_cells_set_sort (GtkColumnView *view, const DocketColumn *columns, guint n_columns, const char *sort);

G_END_DECLS
