/* docket-choices.h: lists of codes to choose from, by the names that people know
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define DOCKET_TYPE_CHOICE (docket_choice_get_type ())
G_DECLARE_FINAL_TYPE (DocketChoice, docket_choice, DOCKET, CHOICE, GObject)

/* Properties: "code" and "name" (string, construct only). */
DocketChoice *docket_choice_new (const char *code, const char *name);

/* Lists of DocketChoice; transfer full. none: (nullable): the name of a first choice whose code is "". */
GListModel *docket_choices_new_countries (const char *none);
GListModel *docket_choices_new_currencies (void);
GListModel *docket_choices_new_time_zones (void);

/* A row with a list that can be searched; in .ui and in code. Property "code" (string). */
#define DOCKET_TYPE_CHOICE_ROW (docket_choice_row_get_type ())
G_DECLARE_FINAL_TYPE (DocketChoiceRow, docket_choice_row, DOCKET, CHOICE_ROW, AdwActionRow)

GtkWidget *docket_choice_row_new (const char *title, GListModel *choices);

void docket_choice_row_set_choices (DocketChoiceRow *self, GListModel *choices);
/* "" where none is chosen. */
const char *docket_choice_row_get_code (DocketChoiceRow *self);
/* A code that is not in the list is added to it. */
void docket_choice_row_set_code (DocketChoiceRow *self, const char *code);

G_END_DECLS
