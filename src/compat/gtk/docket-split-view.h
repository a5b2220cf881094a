/* docket-split-view.h: a sidebar beside the content, or above it where there is no room
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define DOCKET_TYPE_SPLIT_VIEW (docket_split_view_get_type ())
G_DECLARE_FINAL_TYPE (DocketSplitView, docket_split_view, DOCKET, SPLIT_VIEW, GtkWidget)

/* Properties: "sidebar" and "content" (GtkWidget), "sidebar-width" (int), "fold-width" (int: narrower folds), "is-folded" (boolean,
 * read-only), "show-sidebar" (boolean: whether it is slid over the content while folded). */

gboolean docket_split_view_get_is_folded (DocketSplitView *self);
gboolean docket_split_view_get_show_sidebar (DocketSplitView *self);
void docket_split_view_set_show_sidebar (DocketSplitView *self, gboolean show_sidebar);

G_END_DECLS
