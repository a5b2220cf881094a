/* docket-gradual-list.h: a list whose rows come to a table a few at a time
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define DOCKET_TYPE_GRADUAL_LIST (docket_gradual_list_get_type ())
G_DECLARE_FINAL_TYPE (DocketGradualList, docket_gradual_list, DOCKET, GRADUAL_LIST, GObject)

/* A selection, with nothing chosen, of a list of slots (DocketSlot) whose rows are at the same positions as in source; the frames of
 * the view set the pace, and a list that is another one is looked at from its top. For a moment there may be empty slots after the
 * last row. */
GtkSingleSelection *docket_gradual_list_new_selection (GListModel *source, GtkWidget *view);

/* What is listed. Transfer none. */
GListModel *docket_gradual_list_get_source (DocketGradualList *self);

/* Transfer none, NULL if none is selected. */
gpointer docket_gradual_list_get_selected_row (GtkSingleSelection *selection);

/* Selects a row of the source, whether or not it has come already. */
void docket_gradual_list_select (GtkSingleSelection *selection, guint position);

G_END_DECLS
